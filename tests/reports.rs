//! Published reports, as transcribed: exactly the identities that fail on paper are found, and nothing else is an error.

use gouji::check::{Check, LOCATE_BUDGET};
use gouji::record::Record;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[derive(serde::Deserialize)]
struct Published {
    #[serde(flatten)]
    record: Record,
    /// The identities without a blank that fail, worked out by the transcriber.
    broken: Vec<String>,
}

fn published() -> Vec<(String, Published)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let read = |path: &Path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let named = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (named(path), read(path))).collect()
}

fn checked(record: &Record) -> gouji::result::Report {
    let pack = gouji::packs::built_in(record.pack.as_deref().unwrap()).unwrap();
    let mut check = Check::open(&pack, record).unwrap();
    assert!(check.locate(LOCATE_BUDGET), "{:?}", record.id);
    check.report("zh-CN")
}

#[test]
fn exactly_the_identities_that_fail_on_paper_are_found() {
    let reports = published();
    assert_eq!(reports.len(), 24);
    for (name, Published { record, broken }) in reports {
        let report = checked(&record);
        let errors = report
            .findings
            .iter()
            .filter(|finding| finding.level == "error");
        let found: BTreeSet<&str> = errors.map(|finding| finding.rule.as_str()).collect();
        let expected: BTreeSet<&str> = broken.iter().map(String::as_str).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn every_repair_makes_exactly_the_rules_hold_that_it_says() {
    for (name, Published { mut record, .. }) in published() {
        let before = checked(&record);
        let blamed: Vec<&gouji::result::Repair> = before
            .groups
            .iter()
            .flat_map(|group| &group.repairs)
            .collect();
        for repair in blamed {
            let mut mended = record.clone();
            for change in &repair.changes {
                mended.cells.push(change.cell.clone(), change.to.clone());
            }
            let after = checked(&mended);
            let gone = |rule: &String| !after.findings.iter().any(|finding| finding.rule == *rule);
            assert!(repair.resolves.iter().all(gone), "{name}: {repair:?}");
            let still = before
                .findings
                .iter()
                .filter(|finding| !gone(&finding.rule));
            assert!(
                still.count() + repair.resolves.len() >= after.findings.len(),
                "{name}: {repair:?}"
            );
        }
        record.id = None;
        assert_eq!(checked(&record).id, None);
    }
}
