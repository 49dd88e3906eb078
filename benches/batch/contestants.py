"""One way to check a whole archive, in a process of its own: `contestants.py NAME FORMAT FOLDER` prints, as JSON, how many
reports break each identity. One thread each, and each written as its own documentation recommends."""

import json
import os
import sys

for limit in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ARROW_NUM_THREADS"):
    os.environ[limit] = "1"

FILES = {"csv": "reports.csv", "ndjson": "reports.ndjson", "parquet": "reports.parquet"}


def differences(identities, cells):
    """A column an identity: +1 for a cell on the left, -1 for one on the right."""
    import numpy

    matrix = numpy.zeros((cells, len(identities)), dtype=numpy.int64)
    for column, identity in enumerate(identities):
        for cell in identity["left"]:
            matrix[cell, column] += 1
        for cell in identity["right"]:
            matrix[cell, column] -= 1
    return matrix


def numpy_way(file, form, work):
    """`loadtxt`, and one product of matrices."""
    import numpy

    figures = numpy.loadtxt(file, delimiter=",", skiprows=1, dtype=numpy.int64, usecols=range(1, len(work["addresses"]) + 1))
    broken = figures @ differences(work["identities"], len(work["addresses"])) != 0
    return broken.sum(axis=0).tolist()


def pandas_way(file, form, work):
    """Columns added up, identity by identity."""
    import pandas

    if form == "csv":
        frame = pandas.read_csv(file)
    elif form == "parquet":
        frame = pandas.read_parquet(file)
    else:
        records = pandas.read_json(file, lines=True)
        frame = pandas.DataFrame(records["cells"].tolist()).astype("int64")
    names = work["addresses"]
    side = lambda cells: frame[[names[cell] for cell in cells]].sum(axis=1)
    return [int((side(each["left"]) != side(each["right"])).sum()) for each in work["identities"]]


def polars_way(file, form, work):
    """A lazy frame, all identities as expressions of one query."""
    import polars

    if form == "csv":
        frame = polars.scan_csv(file)
    elif form == "parquet":
        frame = polars.scan_parquet(file)
    else:
        cells = polars.Struct([polars.Field(name, polars.String) for name in work["addresses"]])
        frame = polars.scan_ndjson(file, schema={"id": polars.String, "cells": cells}).unnest("cells")
        frame = frame.with_columns(polars.col(work["addresses"]).cast(polars.Int64))
    names = work["addresses"]
    side = lambda cells: polars.sum_horizontal([polars.col(names[cell]) for cell in cells])
    broken = [(side(each["left"]) != side(each["right"])).sum().alias(each["id"]) for each in work["identities"]]
    return list(frame.select(broken).collect().row(0))


def duckdb_way(file, form, work):
    """One query over the file."""
    import duckdb

    names = work["addresses"]
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    if form == "csv":
        source, cell = f"read_csv('{file}')", lambda index: f'"{names[index]}"'
    elif form == "parquet":
        source, cell = f"read_parquet('{file}')", lambda index: f'"{names[index]}"'
    else:
        fields = ", ".join(f'"{name}" BIGINT' for name in names)
        source = f"(SELECT cells.* FROM read_json('{file}', format = 'newline_delimited', columns = {{id: 'VARCHAR', cells: 'STRUCT({fields})'}}))"
        cell = lambda index: f'"{names[index]}"'
    side = lambda cells: " + ".join(cell(index) for index in cells)
    counts = [f"count(*) FILTER ({side(each['left'])} <> {side(each['right'])})" for each in work["identities"]]
    return list(connection.execute(f"SELECT {', '.join(counts)} FROM {source}").fetchone())


WAYS = {"numpy": numpy_way, "pandas": pandas_way, "polars": polars_way, "DuckDB": duckdb_way}

if __name__ == "__main__":
    name, form, folder = sys.argv[1:]
    with open(f"{folder}/work.json") as given:
        work = json.load(given)
    print(json.dumps(WAYS[name](f"{folder}/{FILES[form]}", form, work)))
