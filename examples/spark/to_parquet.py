"""JSON lines → the same as a wide Parquet table, a column `id` and one for each cell: `to_parquet.py FROM TO`."""

import json
import sys

import pyarrow
import pyarrow.parquet

with open(sys.argv[1], encoding="utf-8") as lines:
    records = [json.loads(line) for line in lines]
addresses = list(dict.fromkeys(address for record in records for address in record["cells"]))
columns = {"id": [record["id"] for record in records]}
columns |= {address: [record["cells"].get(address) for record in records] for address in addresses}
pyarrow.parquet.write_table(pyarrow.table(columns), sys.argv[2])
