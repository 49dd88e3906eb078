//! Packs and figures → groups and their repairs, from beginning to end; and that a repair mends what it says, and
//! nothing else.
//!
//! Cases stand in `tests/repairs/cases.txt`: a title, a pack, figures, and what must be found.

use gouji::check::{Check, LOCATE_BUDGET};
use gouji::record::{Blame, Record};
use gouji::result::{Change, Range, Repair, Report};
use std::collections::BTreeSet;
use std::sync::Arc;

struct Case<'a> {
    title: &'a str,
    pack: &'a str,
    record: Record,
    expected: Vec<&'a str>,
}

/// `## title`, the pack, `-- figures` with lines `address text` (`weight address figure`, `absent address`), `-- groups`.
fn cases(text: &str) -> Vec<Case<'_>> {
    let parts = text.split("\n## ").skip(1);
    parts
        .map(|part| {
            let (title, rest) = part.split_once('\n').expect("a title");
            let (pack, rest) = rest.split_once("-- figures\n").expect(title);
            let (figures, groups) = rest.split_once("-- groups\n").expect(title);
            Case {
                title,
                pack,
                record: record(figures),
                expected: groups.lines().filter(|line| !line.is_empty()).collect(),
            }
        })
        .collect()
}

fn record(figures: &str) -> Record {
    let mut record = Record::default();
    for line in figures.lines().filter(|line| !line.is_empty()) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "weight" => {
                let (address, weight) = rest.split_once(' ').expect(line);
                let blame = match weight {
                    "never" => Blame::Never,
                    weight => Blame::Weight(weight.to_owned()),
                };
                record.weights.insert(address.to_owned(), blame);
            }
            "absent" => record.absent.push(rest.to_owned()),
            address => record.cells.push(address.to_owned(), Some(rest.to_owned())),
        }
    }
    record
}

fn check(pack: &str, record: &Record) -> Report {
    let pack = gouji::packs::open("case.gouji", pack);
    let pack = pack.unwrap_or_else(|error| panic!("{error:?}"));
    let mut check = Check::open(&Arc::clone(&pack), record).expect("a record");
    assert!(check.locate(LOCATE_BUDGET));
    check.report("zh-CN")
}

fn found(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    for group in &report.groups {
        lines.push(format!("group {}", group.findings.join(", ")));
        lines.extend(group.repairs.iter().map(|repair| said(repair, "  ")));
        lines.extend(
            group
                .alternatives
                .iter()
                .map(|repair| said(repair, "  or ")),
        );
        lines.extend(group.more.map(|more| format!("  {more} more")));
    }
    lines
}

fn said(repair: &Repair, start: &str) -> String {
    let changes: Vec<String> = repair.changes.iter().map(change).collect();
    let resolves = repair.resolves.join(", ");
    format!(
        "{start}{} | {} | {resolves}",
        changes.join("; "),
        repair.because
    )
}

fn change(change: &Change) -> String {
    let to = match (&change.to, &change.range) {
        (Some(to), None) => to.clone(),
        (None, Some(range)) => interval(range),
        both => panic!("{both:?}"),
    };
    let from = if change.from.is_empty() {
        "_"
    } else {
        &change.from
    };
    format!("{} {from} → {to}", change.cell)
}

fn interval(range: &Range) -> String {
    let (low, high) = (range.min.as_deref(), range.max.as_deref());
    format!(
        "{}{}, {}{}",
        if range.open_min || low.is_none() {
            "("
        } else {
            "["
        },
        low.unwrap_or("-∞"),
        high.unwrap_or("∞"),
        if range.open_max || high.is_none() {
            ")"
        } else {
            "]"
        },
    )
}

fn broken(report: &Report) -> BTreeSet<String> {
    let findings = report
        .findings
        .iter()
        .filter(|finding| finding.level != "notice");
    findings.map(|finding| finding.rule.clone()).collect()
}

#[test]
fn every_case_has_its_groups_and_repairs() {
    let text = include_str!("repairs/cases.txt");
    let cases = cases(text);
    assert!(cases.len() > 5);
    for case in cases {
        let report = check(case.pack, &case.record);
        assert_eq!(found(&report), case.expected, "{}", case.title);
    }
}

#[test]
fn a_repair_mends_what_it_says_and_nothing_else() {
    let mut tried = 0;
    for case in cases(include_str!("repairs/cases.txt")) {
        let report = check(case.pack, &case.record);
        let groups = report.groups.iter();
        for repair in groups.flat_map(|group| group.repairs.iter().chain(&group.alternatives)) {
            let mut mended = case.record.clone();
            let mut determined = true;
            for change in &repair.changes {
                mended
                    .cells
                    .0
                    .retain(|(address, _)| *address != change.cell);
                mended.cells.push(change.cell.clone(), change.to.clone());
                determined &= change.to.is_some();
            }
            if determined {
                let before = broken(&report);
                let after = broken(&check(case.pack, &mended));
                let gone: BTreeSet<String> = before.difference(&after).cloned().collect();
                let named: BTreeSet<String> = repair.resolves.iter().cloned().collect();
                assert_eq!(gone, named, "{}: {}", case.title, said(repair, ""));
                tried += 1;
            }
        }
    }
    assert!(tried > 10);
}
