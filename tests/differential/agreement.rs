//! A case → whether everything that checks it agrees: the readable model, a check from nothing, and a check that came to the
//! same figures by edits.

use crate::case::Case;
use crate::reading::{self, Verdicts};
use gouji::check::Check;
use gouji::engine::Outcome;
use gouji::pack::Pack;
use gouji::packs;
use gouji::record::Record;
use std::sync::Arc;

/// Opens a pack that was made; nothing where its rules make no sense together, which the compiler says.
pub fn open(text: &str) -> Option<Arc<Pack>> {
    packs::open("case.gouji", text).ok()
}

pub fn outcomes(check: &Check) -> Vec<Outcome> {
    let rules = 0..check.pack().model().rules.len();
    rules.map(|rule| check.session().outcome(rule)).collect()
}

fn verdicts(check: &Check) -> Verdicts {
    let report = check.report("zh-CN");
    Verdicts {
        rules: outcomes(check),
        evaluated: report.evaluated,
        undecided: report.undecided,
        not_asked: report.not_asked,
        status: report.status,
    }
}

/// The readable model and a check from nothing say the same.
pub fn with_the_model(case: &Case, pack: &Arc<Pack>) {
    let check = Check::open(pack, &case.record).unwrap();
    let (found, expected) = (verdicts(&check), reading::check(pack.model(), &case.record));
    for (rule, (found, expected)) in found.rules.iter().zip(&expected.rules).enumerate() {
        let rule = &pack.model().rules[rule];
        assert_eq!(
            found,
            expected,
            "(found, the model's) {} in\n{}\n{:#?}\n{}",
            rule.id,
            case.plain_pack(),
            rule.test,
            figures(&case.record),
        );
    }
    assert_eq!(
        found,
        expected,
        "(found, the model's)\n{}\n{}",
        case.plain_pack(),
        figures(&case.record)
    );
}

fn figures(record: &Record) -> String {
    serde_json::to_string(record).unwrap()
}

/// Typed cell by cell in any order, over what stood there before, or with a detour: the same bytes.
pub fn by_edits(case: &Case, pack: &Arc<Pack>) {
    let whole = Check::open(pack, &case.record).unwrap().report("zh-CN");
    let mut cells = case.record.cells.0.clone();
    let absent = |address: &str| {
        let row = address.rsplit_once('.').map_or("", |(row, _)| row);
        case.record
            .absent
            .iter()
            .any(|each| each == address || each == row)
    };
    cells.retain(|(address, _)| !absent(address));
    let mut check = Check::open(
        pack,
        &Record {
            cells: Default::default(),
            ..case.record.clone()
        },
    )
    .unwrap();
    let set = |check: &mut Check, address: &str, text: &str| {
        let cell = pack.cell(address).filter(|_| !absent(address));
        cell.is_some_and(|cell| check.set(cell, text))
    };
    for (address, text) in &case.edits {
        set(&mut check, address, text);
    }
    for (address, text) in cells.iter().rev() {
        set(&mut check, address, text.as_deref().unwrap_or(""));
    }
    assert_eq!(
        check.report("zh-CN"),
        whole,
        "{}\n{}",
        case.plain_pack(),
        figures(&case.record)
    );
    let before = |address: &str| cells.iter().rev().find(|(cell, _)| cell == address);
    for (address, text) in &case.edits {
        let old = outcomes(&check);
        let changed = set(&mut check, address, text);
        assert!(
            changed || outcomes(&check) == old,
            "an edit of {address} said that nothing changed"
        );
    }
    for (address, _) in case.edits.iter().rev() {
        let text = before(address)
            .and_then(|(_, text)| text.as_deref())
            .unwrap_or("");
        set(&mut check, address, text);
    }
    assert_eq!(
        check.report("zh-CN"),
        whole,
        "after edits and their undoing\n{}\n{}",
        case.plain_pack(),
        figures(&case.record)
    );
}

/// The same rules in another order, under other names, or twice: the same outcomes.
pub fn in_another_order(case: &Case, pack: &Arc<Pack>) {
    let count = case.rules.len();
    let renamed = |rule: usize| (rule, format!("other{rule}"));
    let twice = (0..count).rev().map(renamed).chain(
        (0..count)
            .filter(|rule| !case.rules[*rule].starts_with("roll"))
            .map(|rule| (rule, format!("again{rule}"))),
    );
    let Some(other) = open(&case.pack(twice)) else {
        panic!(
            "the pack compiles in one order only:\n{}",
            case.plain_pack()
        );
    };
    let of = |pack: &Arc<Pack>| {
        let check = Check::open(pack, &case.record).unwrap();
        let ids = pack.model().rules.iter().map(|rule| rule.id.clone());
        ids.zip(outcomes(&check)).collect::<Vec<_>>()
    };
    let plain = of(pack);
    for (id, outcome) in of(&other) {
        let id = id.replace("other", "r").replace("again", "r");
        let same = plain.iter().find(|(known, _)| *known == id);
        assert_eq!(
            same.map(|(_, outcome)| *outcome),
            Some(outcome),
            "{id} in\n{}",
            case.plain_pack()
        );
    }
}

/// All of it; whether the bytes made a pack that compiles.
pub fn all(bytes: &[u8]) -> bool {
    let Ok(case) = Case::of(bytes) else {
        return false;
    };
    let Some(pack) = open(&case.plain_pack()) else {
        return false;
    };
    with_the_model(&case, &pack);
    by_edits(&case, &pack);
    in_another_order(&case, &pack);
    true
}
