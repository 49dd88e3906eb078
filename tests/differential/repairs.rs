//! A case → whether every repair that is offered repairs: made, it leaves none of its group's findings and breaks nothing that
//! held before.

use crate::agreement;
use crate::case::Case;
use gouji::check::Check;
use gouji::pack::Pack;
use gouji::result::{Repair, Report};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Work for one search; where it doesn't suffice the result says so, and what it offers must repair all the same.
const WORK: u64 = 400_000;

/// How many repairs the bytes led to.
pub fn all(bytes: &[u8]) -> usize {
    let Ok(case) = Case::of(bytes) else { return 0 };
    let Some(pack) = agreement::open(&case.plain_pack()) else {
        return 0;
    };
    let mut check = Check::open(&pack, &case.record).unwrap();
    let finished = check.locate(WORK);
    let report = check.report("zh-CN");
    assert_eq!(finished, report.groups.iter().all(|group| !group.pending));
    let errors = errors(&report);
    let mut named = BTreeSet::new();
    let mut tried = 0;
    for group in &report.groups {
        for finding in &group.findings {
            assert!(errors.contains(finding.as_str()), "{finding} is no error");
            assert!(
                named.insert(finding.as_str()),
                "{finding} stands in two groups"
            );
        }
        for repair in group.repairs.iter().chain(&group.alternatives) {
            tried += usize::from(repairs(&case, &pack, &errors, &group.findings, repair));
        }
    }
    // What is blank and must not be is for the clerk to fill in.
    let mended = errors
        .iter()
        .filter(|error| !error.starts_with("cell.required"));
    assert!(
        mended.eq(&named),
        "not every error stands in a group: {named:?} of {errors:?}"
    );
    tried
}

fn errors(report: &Report) -> BTreeSet<&str> {
    let errors = report
        .findings
        .iter()
        .filter(|finding| finding.level == "error");
    errors.map(|finding| finding.rule.as_str()).collect()
}

/// Whether the repair could be made; that it repairs, if so.
fn repairs(
    case: &Case,
    pack: &Arc<Pack>,
    errors: &BTreeSet<&str>,
    findings: &[String],
    repair: &Repair,
) -> bool {
    let mut check = Check::open(pack, &case.record).unwrap();
    for change in &repair.changes {
        let Some(to) = &change.to else { return false };
        check.set(pack.cell(&change.cell).unwrap(), to);
    }
    let after = check.report("zh-CN");
    let left = self::errors(&after);
    let context = || {
        format!(
            "{repair:?}\n{}\n{}",
            case.plain_pack(),
            serde_json::to_string(&case.record).unwrap()
        )
    };
    for finding in findings.iter().chain(&repair.resolves) {
        assert!(
            !left.contains(finding.as_str()),
            "{finding} is left after {}",
            context()
        );
    }
    for rule in left {
        assert!(errors.contains(rule), "{rule} is new after {}", context());
    }
    true
}
