"""Runs one shell command to its end and prints, as JSON, the seconds of CPU that it and its children took, and what it said."""

import json
import resource
import subprocess
import sys

done = subprocess.run(sys.argv[1], shell=True, capture_output=True, text=True)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({
    "seconds": usage.ru_utime + usage.ru_stime, "megabytes": usage.ru_maxrss // 1024,
    "code": done.returncode, "output": done.stdout, "complaint": done.stderr[-2000:],
}))
