//! Published reports with errors in print: what has to be changed, as worked out by hand; and every repair, applied,
//! mends what it says it mends.

use gouji::check::{Check, LOCATE_BUDGET};
use gouji::pack::Pack;
use gouji::record::Record;
use gouji::result::{Repair, Report};
use std::sync::Arc;

fn open(name: &str) -> (Arc<Pack>, Record) {
    let path = format!("{}/tests/reports/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect(name);
    let record: Record = serde_json::from_str(&text).expect(name);
    let pack = gouji::packs::built_in(record.pack.as_deref().expect("a pack"));
    (pack.expect("a built-in pack"), record)
}

fn located(check: &mut Check) -> Report {
    assert!(check.locate(LOCATE_BUDGET), "within the budget");
    check.report("zh-CN")
}

fn shown(repair: &Repair) -> String {
    let changes = repair.changes.iter().map(|change| {
        let to = change.to.as_deref().unwrap_or("?");
        format!("{} {}→{to}", change.cell, change.from)
    });
    changes.collect::<Vec<_>>().join(", ")
}

/// For each group its findings and its repairs.
fn groups(report: &Report) -> Vec<(Vec<&str>, Vec<String>)> {
    let group = |group: &'_ gouji::result::Group| group.repairs.iter().map(shown).collect();
    let findings = report
        .groups
        .iter()
        .map(|each| each.findings.iter().map(String::as_str).collect());
    findings.zip(report.groups.iter().map(group)).collect()
}

fn assert_groups(name: &str, expected: &[(&[&str], &[&str])]) {
    let (pack, record) = open(name);
    let report = located(&mut Check::open(&pack, &record).expect(name));
    let expected: Vec<(Vec<&str>, Vec<String>)> = expected
        .iter()
        .map(|(findings, repairs)| {
            (
                findings.to_vec(),
                repairs.iter().map(ToString::to_string).collect(),
            )
        })
        .collect();
    assert_eq!(groups(&report), expected, "{name}");
}

#[test]
fn a_total_copied_from_its_neighbour() {
    assert_groups(
        "wuzhong_gaj_2024",
        &[(
            &[
                "requests.decided.total:columns",
                "requests.decided.other:rows",
                "balance[other]",
            ],
            &["requests.decided.other 3→0"],
        )],
    );
}

#[test]
fn two_totals_left_at_zero_are_two_groups() {
    assert_groups(
        "hongze_2023",
        &[
            (
                &["disputes.review.total:columns"],
                &["disputes.review.total 0→11"],
            ),
            (
                &["disputes.after_review.total:columns"],
                &[
                    "disputes.after_review.total 0→5",
                    "disputes.after_review.upheld 5→0",
                ],
            ),
        ],
    );
}

#[test]
fn rules_that_hold_tie_two_changes_together() {
    assert_groups(
        "pingtan_zrz_2021",
        &[(
            &[
                "requests.decided.person:rows",
                "requests.decided.nonprofit:rows",
                "balance[person]",
                "balance[nonprofit]",
            ],
            &["requests.decided.person 18→16, requests.decided.nonprofit 0→2"],
        )],
    );
    assert_groups(
        "pingtan_2020",
        &[(
            &[
                "requests.decided.person:rows",
                "requests.decided.total:rows",
            ],
            &[
                "requests.granted.person 6→0, requests.granted.total 7→1",
                "requests.partial.person 6→0, requests.partial.total 6→0",
            ],
        )],
    );
}

#[test]
fn a_report_without_an_error_has_no_group() {
    assert_groups("suqian_2023", &[]);
}

#[test]
fn applying_a_repair_mends_what_it_says_and_breaks_nothing() {
    for name in [
        "wuzhong_gaj_2024",
        "hongze_2023",
        "pingtan_2020",
        "pingtan_zrz_2020",
        "pingtan_zrz_2021",
    ] {
        let (pack, record) = open(name);
        let before = located(&mut Check::open(&pack, &record).expect(name));
        let errors = |report: &Report| -> Vec<String> {
            let hard = report
                .findings
                .iter()
                .filter(|finding| finding.level != "notice");
            hard.map(|finding| finding.rule.clone()).collect()
        };
        for repair in before
            .groups
            .iter()
            .flat_map(|group| group.repairs.iter().chain(&group.alternatives))
        {
            let mut check = Check::open(&pack, &record).expect(name);
            for change in &repair.changes {
                let cells = &pack.model().form.cells;
                let cell = cells.iter().position(|cell| cell.address == change.cell);
                check.set(
                    cell.expect("a cell"),
                    change.to.as_deref().expect("determined"),
                );
            }
            let left = errors(&located(&mut check));
            let mut expected = errors(&before);
            expected.retain(|rule| !repair.resolves.contains(rule));
            assert_eq!(left, expected, "{name}: {}", shown(repair));
            assert!(!repair.resolves.is_empty());
        }
    }
}
