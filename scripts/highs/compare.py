"""Random systems of rules: gouji's minimal repairs against those of HiGHS, an independent MIP solver.

In: the path of the gouji command, the number of systems, a seed. Out: a line for every difference, and a last line with
the counts; exit code 1 where there is a difference. HiGHS works in floating point, and with a large big-M it calls an
inconsistent report consistent: bounds are small here, and whatever it answers is verified in exact arithmetic.
"""

import json
import random
import subprocess
import sys
import tempfile
from itertools import product

import highspy
import numpy

TOP = 9  # Every figure is a whole number from 0 to TOP.
BIG = 1000  # More than any row of these systems can be off by.
RELATIONS = ("=", "<=", ">=", "<", ">")


class Row:
    """Sum of coefficient * figure, a relation, a constant."""

    def __init__(self, terms, relation, constant):
        self.terms, self.relation, self.constant = terms, relation, constant

    def text(self, names):
        parts = [f"{coefficient} * {names[figure]}".replace("-", "0 - ") for figure, coefficient in self.terms]
        sum_of = " + ".join(f"({part})" for part in parts)
        return f"{sum_of} {self.relation} (0 - {-self.constant})" if self.constant < 0 else f"{sum_of} {self.relation} {self.constant}"

    def holds(self, values):
        total = sum(coefficient * values[figure] for figure, coefficient in self.terms)
        constant = self.constant
        return {"=": total == constant, "<=": total <= constant, ">=": total >= constant, "<": total < constant, ">": total > constant}[self.relation]

    def bounds(self):
        """Whole numbers, so that < is at most one less."""
        constant = self.constant
        return {
            "=": (constant, constant), "<=": (-BIG, constant), ">=": (constant, BIG),
            "<": (-BIG, constant - 1), ">": (constant + 1, BIG),
        }[self.relation]

    def negated(self):
        """Rows of which one holds where this one doesn't."""
        opposite = {"=": ("<", ">"), "<=": (">",), ">=": ("<",), "<": (">=",), ">": ("<=",)}[self.relation]
        return [Row(self.terms, relation, self.constant) for relation in opposite]


class Rule:
    """A row; or one of several."""

    def __init__(self, text, rows):
        self.text, self.rows = text, rows

    def holds(self, values):
        return any(row.holds(values) for row in self.rows)


def random_row(dice, base, equation=0.6):
    """A row that the base report nearly always satisfies."""
    chosen = dice.sample(range(len(base)), dice.randint(1, min(5, len(base))))
    terms = [(figure, dice.choice((1, 1, 1, -1, -1, 2, -3))) for figure in chosen]
    relation = "=" if dice.random() < equation else dice.choice(RELATIONS[1:])
    total = sum(coefficient * base[figure] for figure, coefficient in terms)
    room = {"=": 0, "<=": dice.randint(0, 2), "<": dice.randint(1, 3), ">=": -dice.randint(0, 2), ">": -dice.randint(1, 3)}[relation]
    return Row(terms, relation, total + room + (dice.random() < 0.05))


def random_rule(dice, names, base):
    row = random_row(dice, base)
    other = random_row(dice, base, 0.3)
    kind = dice.random()
    if kind < 0.75:
        return Rule(row.text(names), [row])
    if kind < 0.9:
        return Rule(f"if {other.text(names)} then {row.text(names)}", other.negated() + [row])
    return Rule(f"{row.text(names)} or {other.text(names)}", [row, other])


class System:
    """A pack with random rules, and reports for it."""

    def __init__(self, dice):
        self.names = [f"x{index}" for index in range(dice.randint(3, 12))]
        base = [dice.randint(0, TOP) for _ in self.names]
        self.rules = [random_rule(dice, self.names, base) for _ in range(dice.randint(2, len(base)))]
        self.reports = []
        for _ in range(4):
            values = list(base)
            for index in dice.sample(range(len(base)), dice.randint(1, 3)):
                values[index] = dice.randint(0, TOP)
            values = [None if dice.random() < 0.1 else value for value in values]
            weights = [dice.choice((1, 1, 1, 1, 1, 1, 1, 2, 2, 3, "never")) for _ in base]
            self.reports.append((values, weights))

    def pack(self):
        figures = "".join(f'  {name} "{name}" count\n' for name in self.names)
        tops = "".join(f'rule top_{name} "top"\n  {name} <= {TOP}\n' for name in self.names)
        rules = "".join(f'rule r{index} "rule"\n  {rule.text}\n' for index, rule in enumerate(self.rules))
        return f'report random "random"\n  version "1"\nfigures\n{figures}{rules}{tops}'


def minimal_sets(system, values, weights):
    """All cheapest sets of changed figures by HiGHS, each verified; and their cost. None where nothing mends the report."""
    count = len(values)
    changeable = [index for index in range(count) if values[index] is not None and weights[index] != "never"]
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.0)

    def column(cost, low, high):
        highs.addVar(low, high)
        index = highs.getNumCol() - 1
        highs.changeColIntegrality(index, highspy.HighsVarType.kInteger)
        highs.changeColCost(index, cost)
        return index

    def row(low, high, terms):
        indices = numpy.array([index for index, _ in terms], dtype=numpy.int32)
        factors = numpy.array([factor for _, factor in terms], dtype=numpy.double)
        highs.addRow(low, high, len(terms), indices, factors)

    figures = [column(0, 0, TOP) for _ in range(count)]
    changed = {}
    for index in range(count):
        value = values[index]
        if value is None:
            continue
        if index not in changeable:
            highs.changeColBounds(figures[index], value, value)
            continue
        flag = changed[index] = column(weights[index], 0, 1)
        row(-BIG, value, [(figures[index], 1), (flag, -(TOP + 1))])
        row(value, BIG, [(figures[index], 1), (flag, TOP + 1)])
    for rule in system.rules:
        flags = [column(0, 0, 1) for _ in rule.rows] if len(rule.rows) > 1 else [None]
        if len(rule.rows) > 1:
            row(1, len(flags), [(flag, 1) for flag in flags])
        for each, flag in zip(rule.rows, flags):
            low, high = each.bounds()
            terms = [(figures[figure], coefficient) for figure, coefficient in each.terms]
            if flag is None:
                row(low, high, terms)
                continue
            if high < BIG:
                row(-BIG, high + BIG, terms + [(flag, BIG)])
            if low > -BIG:
                row(low - BIG, BIG, terms + [(flag, -BIG)])
    least, found = None, set()
    while True:
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return (least, found) if found else None
        solution = [round(value) for value in highs.getSolution().col_value]
        chosen = frozenset(index for index, flag in changed.items() if solution[flag])
        cost = sum(weights[index] for index in chosen)
        report = [solution[figures[index]] for index in range(count)]
        kept = all(values[index] in (None, report[index]) for index in range(count) if index not in chosen)
        if not kept or not all(rule.holds(report) for rule in system.rules):
            raise ArithmeticError("HiGHS gave a report that breaks a rule: its answer can't be used")
        if least is not None and cost > least:
            return least, found
        least = cost
        found.add(chosen)
        if not chosen:
            return least, found
        row(-BIG, len(chosen) - 1, [(changed[index], 1) for index in chosen])


def gouji_sets(system, result):
    """All combinations of the groups' repairs, as sets of changed figures that held one before; and every repair applied."""
    choices = []
    for group in result["groups"]:
        if not group["repairs"]:
            return None
        choices.append([{change["cell"]: change.get("to") for change in repair["changes"] if change["from"] != ""} for repair in group["repairs"]])
    combined = [{cell: to for repair in combination for cell, to in repair.items()} for combination in product(*choices)]
    return {frozenset(system.names.index(cell) for cell in changes) for changes in combined}, combined


def disagreement(system, values, weights, result):
    """What gouji and HiGHS disagree about, in words; nothing where they don't."""
    if result.get("limited"):
        return f"limited: {result['limited']}"
    truth = minimal_sets(system, values, weights)
    found = gouji_sets(system, result)
    if truth is None or found is None:
        return None if (truth is None) == (found is None) else f"HiGHS: {truth}, gouji: {found}"
    sets, combined = found
    if None in values:
        # Rules that contradict each other only by way of a blank are no finding yet, and have no group.
        within = all(any(some <= whole for some in sets) for whole in truth[1])
        if within and all(any(some <= whole for whole in truth[1]) for some in sets):
            return None
    if sets != truth[1]:
        return f"HiGHS: {sorted(map(sorted, truth[1]))}, gouji: {sorted(map(sorted, sets))}"
    if None in values:
        return None
    for changes in combined:
        if None in changes.values():
            continue
        report = list(values)
        for cell, to in changes.items():
            report[system.names.index(cell)] = int(to)
        if not all(rule.holds(report) for rule in system.rules):
            return f"gouji's repair breaks a rule: {changes}"
    return None


def results(command, system, folder):
    path = f"{folder}/random.gouji"
    with open(path, "w", encoding="utf-8") as file:
        file.write(system.pack())
    lines = []
    for values, weights in system.reports:
        cells = {name: None if value is None else str(value) for name, value in zip(system.names, values)}
        given = {name: weight for name, weight in zip(system.names, weights) if weight != 1}
        lines.append(json.dumps({"cells": cells, "weights": given}))
    done = subprocess.run([command, "check", "--ndjson", "--pack", path], input="\n".join(lines), capture_output=True, text=True, check=False)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    if len(found) != len(lines):
        raise RuntimeError(f"gouji gave {len(found)} results for {len(lines)} records: {done.stderr}")
    return found


def main(command, systems, seed):
    dice = random.Random(seed)
    compared = mendable = ties = differences = 0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(systems):
            system = System(dice)
            for (values, weights), result in zip(system.reports, results(command, system, folder)):
                if not any(finding["level"] == "error" for finding in result["findings"]):
                    continue
                compared += 1
                mendable += all(group["repairs"] for group in result["groups"])
                ties += any(len(group["repairs"]) > 1 for group in result["groups"])
                problem = disagreement(system, values, weights, result)
                if problem:
                    differences += 1
                    print(f"{problem}\n  figures {values}\n  weights {weights}\n{system.pack()}")
    print(f"{compared} reports with an error compared ({mendable} can be mended, {ties} in more than one way), {differences} differ")
    return 1 if differences or not compared else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
