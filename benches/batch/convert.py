"""The wide CSV → the same as Parquet: `convert.py FROM TO`."""

import sys

import pyarrow.csv
import pyarrow.parquet

pyarrow.parquet.write_table(pyarrow.csv.read_csv(sys.argv[1]), sys.argv[2], row_group_size=4096)
