//! Changes of a case that must change nothing, or change it in the same way: rows and columns, units, the way to a figure.

use gouji::check::{Check, LOCATE_BUDGET};
use gouji::packs;
use gouji::record::Record;
use gouji::result::Report;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A table with totals in both directions, its lines named `x0…` and `y0…` and their totals `xs` and `ys`.
fn table(rows: (char, usize), columns: (char, usize), rule: &str) -> String {
    let lines = |(name, count): (char, usize)| {
        let lines = (0..count).map(|line| format!("    {name}{line} \"{name}{line}\"\n"));
        let lines: String = lines.collect();
        format!("{lines}    {name}s \"{name}合计\" = sum of all before it\n")
    };
    let (rows, columns) = (lines(rows), lines(columns));
    format!(
        "report r \"表\"\ntable t \"表\"\n  cells amount\n  columns\n{columns}  rows\n{rows}{rule}"
    )
}

fn report(pack: &str, cells: &[(String, String)]) -> Report {
    let pack = packs::open("table.gouji", pack).unwrap();
    let mut record = Record::default();
    for (address, text) in cells {
        record.cells.push(address.clone(), Some(text.clone()));
    }
    let mut check = Check::open(&pack, &record).unwrap();
    check.locate(LOCATE_BUDGET);
    check.report("zh-CN")
}

/// Rules with their relation of sides, and every set of changes; both without an order.
fn essence(report: &Report) -> (BTreeSet<String>, BTreeSet<Vec<String>>) {
    let findings = report.findings.iter();
    let findings = findings.map(|finding| format!("{} {:?}", finding.rule, finding.difference));
    let repairs = report.groups.iter().flat_map(|group| &group.repairs);
    let changes = repairs.map(|repair| {
        let changes = repair.changes.iter();
        let mut changes: Vec<String> = changes
            .map(|change| format!("{}={:?}", change.cell, change.to))
            .collect();
        changes.sort();
        changes
    });
    (findings.collect(), changes.collect())
}

/// `t.x1.ys:rows` → `t.ys.x1:columns`, anywhere in a text.
fn turned(text: &str) -> String {
    let mut parts: Vec<String> = text.split('.').map(str::to_owned).collect();
    if let [_, row, rest] = parts.as_mut_slice() {
        let end = rest.find([':', '=', ' ']).unwrap_or(rest.len());
        let (column, tail) = rest.split_at(end);
        let tail = match tail.strip_prefix(":rows") {
            Some(tail) => format!(":columns{tail}"),
            None => tail.replacen(":columns", ":rows", 1),
        };
        let turned = format!("{row}{tail}");
        *row = column.to_owned();
        *rest = turned;
    }
    parts.join(".")
}

fn figures(rows: usize, columns: usize) -> impl Strategy<Value = Vec<(String, String)>> {
    let line = |name: char, index: usize, count: usize| {
        if index == count {
            format!("{name}s")
        } else {
            format!("{name}{index}")
        }
    };
    let text = prop_oneof![8 => (0_u32..30).prop_map(|figure| figure.to_string()), 1 => Just(String::new())];
    prop::collection::vec(text, (rows + 1) * (columns + 1)).prop_map(move |texts| {
        let place = |index: usize| {
            format!(
                "t.{}.{}",
                line('x', index / (columns + 1), rows),
                line('y', index % (columns + 1), columns)
            )
        };
        texts
            .into_iter()
            .enumerate()
            .map(|(index, text)| (place(index), text))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn rows_and_columns_may_change_places(cells in figures(2, 3)) {
        let plain = report(&table(('x', 2), ('y', 3), ""), &cells);
        let mirrored: Vec<(String, String)> = cells.iter().map(|(address, text)| (turned(address), text.clone())).collect();
        let other = report(&table(('y', 3), ('x', 2), ""), &mirrored);
        // Where the search gives up, which of many repairs it has found is a matter of order.
        prop_assume!(plain.limited.is_none() && other.limited.is_none());
        prop_assert_eq!((plain.status, plain.evaluated, plain.undecided), (other.status, other.evaluated, other.undecided));
        let (findings, repairs) = essence(&other);
        let findings: BTreeSet<String> = findings.iter().map(|finding| turned(finding)).collect();
        let repairs: BTreeSet<Vec<String>> = repairs.iter().map(|changes| {
            let mut changes: Vec<String> = changes.iter().map(|change| turned(change)).collect();
            changes.sort();
            changes
        }).collect();
        prop_assert_eq!(essence(&plain), (findings, repairs));
    }

    #[test]
    fn figures_in_another_unit_are_the_same_figures(cells in figures(2, 2), power in 1_usize..4) {
        let pack = table(('x', 2), ('y', 2), "rule r \"规则\"\n  for each column of t\n  x0 <= 2 * x1\n");
        let plain = report(&pack, &cells);
        let larger: Vec<(String, String)> = cells.iter().map(|(address, text)| {
            let zeros = if text.is_empty() { String::new() } else { "0".repeat(power) };
            (address.clone(), format!("{text}{zeros}"))
        }).collect();
        let scaled = report(&pack, &larger);
        let rules = |report: &Report| -> Vec<String> { report.findings.iter().map(|finding| finding.rule.clone()).collect() };
        prop_assert_eq!(rules(&plain), rules(&scaled));
        prop_assert_eq!((plain.status, plain.evaluated, plain.undecided), (scaled.status, scaled.evaluated, scaled.undecided));
        let sets = |report: &Report| -> BTreeSet<Vec<String>> {
            let repairs = report.groups.iter().flat_map(|group| &group.repairs);
            repairs.map(|repair| repair.changes.iter().map(|change| change.cell.clone()).collect()).collect()
        };
        prop_assume!(plain.limited.is_none() && scaled.limited.is_none());
        prop_assert_eq!(sets(&plain), sets(&scaled));
    }

    #[test]
    fn an_edit_may_come_in_two_steps(cells in figures(2, 2), detours in prop::collection::vec((0_usize..9, "[0-9]{0,3}"), 0..9), order in Just((0..9).collect::<Vec<usize>>()).prop_shuffle()) {
        let pack = packs::open("table.gouji", &table(('x', 2), ('y', 2), "")).unwrap();
        let mut check = Check::open(&pack, &Record::default()).unwrap();
        for (place, text) in &detours {
            check.set(pack.cell(&cells[*place].0).unwrap(), text);
            check.locate(500);
        }
        for place in order {
            let (address, text) = &cells[place];
            check.set(pack.cell(address).unwrap(), text);
        }
        check.locate(LOCATE_BUDGET);
        prop_assert_eq!(check.report("zh-CN"), report(&table(('x', 2), ('y', 2), ""), &cells));
    }
}
