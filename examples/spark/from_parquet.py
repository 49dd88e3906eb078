"""A wide Parquet table → the lines that `gouji check --csv` reads, on one machine and without Spark, a few thousand rows at
a time: `from_parquet.py FILE | gouji check --csv --pack PACK`."""

import sys

import pyarrow.csv
import pyarrow.parquet

pyarrow.set_cpu_count(1)
file = pyarrow.parquet.ParquetFile(sys.argv[1])
with pyarrow.csv.CSVWriter(sys.stdout.buffer, file.schema_arrow, write_options=pyarrow.csv.WriteOptions(quoting_style="none")) as out:
    for batch in file.iter_batches(batch_size=4096):
        out.write_batch(batch)
