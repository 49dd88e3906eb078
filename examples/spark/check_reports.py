"""An archive of reports, checked inside Apache Spark by the same program that checks one report.

In: a folder of JSON lines (one record a line) or of Parquet (a column `id`, and one column for each cell, named by its
address). Out: for each file of the input a folder of the same name with one result a line, as `gouji check --ndjson`
writes it; Spark makes its `_SUCCESS` when all of it is there. Whatever has one is not done again, so that a run that
was killed goes on where it stopped, and a run that was not changes nothing.

    python check_reports.py --gouji target/release/gouji --pack cn-gov-disclosure-2021 reports/ results/
"""

import argparse
import io
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Iterator

import pyarrow
import pyarrow.csv
from pyspark.sql import DataFrame, SparkSession

#: Results that go back to Spark together.
ROWS = 1000


def as_lines(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[bytes]:
    """JSON lines, as Spark read them."""
    for batch in batches:
        for line in batch.column(0):
            yield line.as_py().encode() + b"\n"


def as_csv(names: list[str], batches: Iterator[pyarrow.RecordBatch]) -> Iterator[bytes]:
    """A wide table; the names of its columns come first."""
    yield ",".join(names).encode() + b"\n"
    options = pyarrow.csv.WriteOptions(include_header=False, quoting_style="needed")
    for batch in batches:
        text = io.BytesIO()
        pyarrow.csv.write_csv(pyarrow.Table.from_batches([batch]), text, options)
        yield text.getvalue()


def checked(command: list[str], chunks: Iterator[bytes]) -> Iterator[bytes]:
    """What the program answers, line by line, while it is being fed: neither side waits for the other's end."""
    program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    problems: list[BaseException] = []

    def feed() -> None:
        try:
            with program.stdin as into:
                for chunk in chunks:
                    into.write(chunk)
        except BaseException as problem:  # told to whoever reads the answers
            problems.append(problem)

    feeder = threading.Thread(target=feed)
    feeder.start()
    with program.stdout as answers:
        yield from answers
    feeder.join()
    code = program.wait()
    # 1: something is inconsistent; 2: a line could not be checked, and its answer says why.
    if problems or code not in (0, 1, 2):
        raise RuntimeError(f"{command[0]} ended with {code}") from (problems[0] if problems else None)


def check(frame: DataFrame, gouji: str, pack: str | None, wide: bool) -> DataFrame:
    """Each partition goes through a program of its own, on one thread: Spark has the others."""
    command = [gouji, "check", "--jobs", "1", "--csv" if wide else "--ndjson", *(["--pack", pack] if pack else [])]
    chunks = as_lines
    if wide:
        # Spark takes the points of an address for a way into a structure: its columns are numbered on the way.
        chunks = partial(as_csv, frame.columns)
        frame = frame.toDF(*(f"c{number}" for number in range(len(frame.columns))))

    def partition(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        first = next(batches, None)
        if first is None:
            return
        whole = (batch for group in ((first,), batches) for batch in group)
        rows: list[str] = []
        for line in checked(command, chunks(whole)):
            rows.append(line.decode().rstrip("\n"))
            if len(rows) == ROWS:
                yield pyarrow.record_batch([pyarrow.array(rows)], names=["value"])
                rows = []
        if rows:
            yield pyarrow.record_batch([pyarrow.array(rows)], names=["value"])

    return frame.mapInArrow(partition, "value string")


def piped(spark: SparkSession, file: str, gouji: str, pack: str | None) -> DataFrame:
    """The same for JSON lines by Spark's own pipe."""
    named = f" --pack {pack}" if pack else ""
    lines = spark.sparkContext.textFile(file).pipe(f"{gouji} check --jobs 1 --ndjson{named}", checkCode=False)
    return lines.map(lambda line: (line,)).toDF("value string")


def main() -> None:
    parser = argparse.ArgumentParser(description="Checks a folder of reports inside Spark.")
    parser.add_argument("input", help="folder of .ndjson, .jsonl or .parquet files")
    parser.add_argument("output", help="folder for the results")
    parser.add_argument("--gouji", default="gouji", help="the program, at the same place on every worker")
    parser.add_argument("--pack", help="pack that every record is checked by; otherwise the one that it names")
    parser.add_argument("--way", choices=("arrow", "pipe"), default="arrow", help="how lines reach the program")
    parser.add_argument("--at-once", type=int, default=4, help="files that are worked on at the same time")
    given = parser.parse_args()

    spark = SparkSession.builder.appName("gouji").getOrCreate()
    folders = spark._jvm.org.apache.hadoop.fs
    root = folders.Path(given.input)
    system = root.getFileSystem(spark._jsc.hadoopConfiguration())
    names = sorted(status.getPath().getName() for status in system.listStatus(root))
    files = [name for name in names if name.endswith((".ndjson", ".jsonl", ".parquet"))]

    def is_done(name: str) -> bool:
        mark = folders.Path(f"{given.output}/{name}/_SUCCESS")
        return mark.getFileSystem(spark._jsc.hadoopConfiguration()).exists(mark)

    def work(name: str) -> None:
        file = f"{given.input}/{name}"
        if name.endswith(".parquet"):
            results = check(spark.read.parquet(file), given.gouji, given.pack, wide=True)
        elif given.way == "pipe":
            results = piped(spark, file, given.gouji, given.pack)
        else:
            results = check(spark.read.text(file), given.gouji, given.pack, wide=False)
        results.write.mode("overwrite").text(f"{given.output}/{name}")

    left = [name for name in files if not is_done(name)]
    print(f"{len(files)} files, {len(files) - len(left)} of them done before", flush=True)
    with ThreadPoolExecutor(given.at_once) as pool:
        for name, _ in zip(left, pool.map(work, left)):
            print(f"done {name}", flush=True)
    spark.stop()


if __name__ == "__main__":
    main()
