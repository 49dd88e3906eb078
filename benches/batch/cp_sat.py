"""Systems with wrong figures → the fewest changes, by OR-Tools CP-SAT on one thread: one problem a line in, one answer a line out."""

import json
import sys
import time

from ortools.sat.python import cp_model


def solve(values, identities):
    most = max(values) + 1000
    model = cp_model.CpModel()
    cells = [model.new_int_var(0, most, f"x{index}") for index in range(len(values))]
    changed = [model.new_bool_var(f"b{index}") for index in range(len(values))]
    for cell, flag, value in zip(cells, changed, values):
        model.add(cell == value).only_enforce_if(flag.negated())
    for identity in identities:
        model.add(sum(cells[index] for index in identity["left"]) == sum(cells[index] for index in identity["right"]))
    model.minimize(sum(changed))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    best = status == cp_model.OPTIMAL
    return {"optimal": best, "values": [solver.value(cell) for cell in cells] if best else []}


identities = json.loads(sys.stdin.readline())
for line in sys.stdin:
    begin = time.process_time()
    answer = solve(json.loads(line), identities)
    print(json.dumps({**answer, "microseconds": (time.process_time() - begin) * 1e6}), flush=True)
