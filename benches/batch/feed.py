"""Parquet → the lines that `gouji check --csv` reads, a row group at a time: `feed.py FILE | gouji check --csv …`."""

import sys

import pyarrow.csv
import pyarrow.parquet

pyarrow.set_cpu_count(1)
file = pyarrow.parquet.ParquetFile(sys.argv[1])
with pyarrow.csv.CSVWriter(sys.stdout.buffer, file.schema_arrow, write_options=pyarrow.csv.WriteOptions(quoting_style="none")) as out:
    for batch in file.iter_batches(batch_size=4096):
        out.write_batch(batch)
