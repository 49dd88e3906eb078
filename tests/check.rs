//! One report from beginning to end: other years, other units, prose, blanks, reasons given.

use gouji::check::{Check, LOCATE_BUDGET, OpenError};
use gouji::pack::Pack;
use gouji::record::{Blame, Justification, Parts, Record};
use gouji::result::{Finding, Report, Status};
use std::sync::Arc;

const PACK: &str = r#"
report small "收支表"
  blank waits

table ledger "一、收支"
  cells count 件
  columns
    person "个人"
    unit "单位"
    total "合计" = sum of all before it
  rows
    opening "上年结转"
    received "本年新收"
    closing "结转下年"

rule carry_over "上年结转应等于上年的结转下年"
  for each column of ledger
  opening = previous.closing

warning enough "结转下年不应多于上年结转与本年新收之和"
  for each column of ledger
  closing <= opening + received

fact received in "一、总体情况" "新收 {n} 件"
warning prose_received "正文所称件数应等于本年新收合计"
  received.n = ledger.received.total

roll up ledger "汇总数应等于各单位之和"
"#;

fn pack() -> Arc<Pack> {
    gouji::packs::open("small.gouji", PACK).unwrap_or_else(|error| panic!("{error:?}"))
}

/// A record from `row: person unit total` figures; `_` is a blank.
fn record(rows: &[(&str, [&str; 3])]) -> Record {
    let mut record = Record::default();
    for (row, figures) in rows {
        for (column, figure) in ["person", "unit", "total"].iter().zip(figures) {
            let text = (*figure != "_").then(|| (*figure).to_owned());
            record.cells.push(format!("ledger.{row}.{column}"), text);
        }
    }
    record
}

fn consistent() -> Record {
    record(&[
        ("opening", ["1", "2", "3"]),
        ("received", ["4", "5", "9"]),
        ("closing", ["0", "1", "1"]),
    ])
}

fn report(record: &Record) -> Report {
    let mut check = Check::open(&pack(), record).unwrap();
    assert!(check.locate(LOCATE_BUDGET));
    check.report("zh-CN")
}

fn levels(report: &Report) -> Vec<(&str, &str)> {
    report
        .findings
        .iter()
        .map(|finding| (finding.rule.as_str(), finding.level))
        .collect()
}

fn finding<'a>(report: &'a Report, rule: &str) -> &'a Finding {
    report
        .findings
        .iter()
        .find(|finding| finding.rule == rule)
        .unwrap_or_else(|| panic!("no {rule}: {report:?}"))
}

fn in_year(mut record: Record, organ: &str, year: i64) -> Record {
    record.organ = Some(organ.to_owned());
    record.year = Some(year);
    record
}

#[test]
fn without_other_sources_only_the_report_itself_is_asked() {
    let report = report(&consistent());
    assert_eq!(
        (report.status, levels(&report)),
        (Status::Consistent, vec![])
    );
    // Three row totals, three warnings, nine cells; three ties to last year, nine to the parts, one to the prose.
    assert_eq!(
        (report.evaluated, report.undecided, report.not_asked),
        (15, 0, 13)
    );
}

#[test]
fn what_last_year_carried_out_is_carried_in() {
    let mut record = in_year(consistent(), "某市某局", 2024);
    let before = last_year();
    record.previous = Some(Box::new(in_year(before, " 某市某局 ", 2023)));
    let found = report(&record);
    assert_eq!(
        levels(&found),
        [
            ("carry_over[unit]", "error"),
            ("carry_over[total]", "error")
        ]
    );
    assert_eq!(
        finding(&found, "carry_over[unit]").difference.as_deref(),
        Some("-5")
    );

    record.previous.as_mut().unwrap().organ = Some("某市另一局".to_owned());
    let doubted = report(&record);
    assert_eq!(
        levels(&doubted),
        [
            ("carry_over[unit]", "warning"),
            ("carry_over[total]", "warning")
        ]
    );
    assert_eq!(doubted.status, Status::Consistent);

    record.previous.as_mut().unwrap().year = Some(2022);
    let unasked = report(&record);
    assert_eq!(
        (levels(&unasked), unasked.unplaced.len(), unasked.not_asked),
        (vec![], 1, 13)
    );
}

/// Last year's closing figures: 1, 7, 8, where this year opens with 1, 2, 3.
fn last_year() -> Record {
    record(&[
        ("opening", ["0", "0", "0"]),
        ("received", ["9", "9", "18"]),
        ("closing", ["1", "7", "8"]),
    ])
}

#[test]
fn the_whole_is_the_sum_of_its_parts_or_no_less_than_those_that_are_there() {
    let part = |received| {
        record(&[
            ("opening", ["0", "1", "1"]),
            ("received", [received, "2", "_"]),
            ("closing", ["0", "0", "0"]),
        ])
    };
    let mut whole = consistent();
    let rules = |complete: bool, parts: Vec<Record>, whole: &mut Record| {
        whole.parts = Some(Parts {
            complete,
            records: parts,
        });
        let found = report(whole);
        let levels = levels(&found)
            .into_iter()
            .map(|(rule, level)| format!("{rule} {level}"));
        levels.collect::<Vec<_>>()
    };
    // 4 received by persons in all, 3 + 2 in the parts.
    assert!(
        rules(true, vec![part("3"), part("2")], &mut whole)
            .contains(&"parts[ledger.received.person] error".to_owned())
    );
    assert_eq!(
        rules(false, vec![part("3"), part("2")], &mut whole),
        ["parts[ledger.received.person] warning"]
    );
    assert_eq!(
        rules(false, vec![part("3")], &mut whole),
        Vec::<String>::new()
    );
}

#[test]
fn prose_is_compared_with_the_table_and_quoted() {
    let mut record = consistent();
    record.prose.push(
        "一、总体情况",
        Some("全年共新\n收 8 件。均已办结。".to_owned()),
    );
    let found = report(&record);
    assert_eq!(levels(&found), [("prose_received", "warning")]);
    assert_eq!(
        finding(&found, "prose_received").quote.as_deref(),
        Some("全年共新收8件。")
    );
    assert_eq!(
        finding(&found, "prose_received").cells,
        ["ledger.received.total"]
    );
}

#[test]
fn a_blank_waits_unless_nothing_can_satisfy_the_rule() {
    let waiting = report(&record(&[("received", ["4", "_", "9"])]));
    assert_eq!(
        (waiting.status, levels(&waiting)),
        (Status::Incomplete, vec![])
    );
    let hopeless = report(&record(&[("received", ["14", "_", "9"])]));
    assert_eq!(
        (hopeless.status, levels(&hopeless)),
        (
            Status::Inconsistent,
            vec![("ledger.received.total:columns", "error")]
        )
    );
    let nothing = report(&Record::default());
    assert_eq!((nothing.status, nothing.evaluated), (Status::Unchecked, 0));
}

#[test]
fn a_blank_inside_a_formula_waits_unless_nothing_can_satisfy_it() {
    let broken = |formula: &str, figures: &[(&str, &str)]| {
        let text = format!(
            "report f \"式\"\nfigures\n  a \"甲\" count\n  b \"乙\" count\n  c \"丙\" amount\nrule r \"关系\"\n  {formula}\n"
        );
        let pack = gouji::packs::open("f.gouji", &text).unwrap_or_else(|error| panic!("{error:?}"));
        let mut record = Record::default();
        for (cell, figure) in figures {
            record
                .cells
                .push((*cell).to_owned(), Some((*figure).to_owned()));
        }
        let check = Check::open(&pack, &record).unwrap();
        check
            .report("zh-CN")
            .findings
            .iter()
            .any(|finding| finding.rule == "r")
    };
    for (formula, figures, expected) in [
        ("max(a, b) <= 5", [("a", "7")], true),
        ("max(a, b) <= 5", [("a", "4")], false),
        ("max(a, b) >= 5", [("a", "4")], false),
        ("min(a, b) >= 5", [("a", "4")], true),
        ("min(a, b) <= 5", [("a", "4")], false),
        ("abs(a - b) <= 5", [("a", "4")], false),
        ("abs(c) + a < 3", [("a", "3")], true),
        ("a * b = 0 - 1", [("a", "4")], true),
        ("a * b = 10", [("a", "0")], true),
        ("a * b = 8", [("a", "4")], false),
        // Nobody knows that the blank isn't 0.
        ("a / b < 0", [("a", "4")], false),
        ("a / (b + 1) > 4", [("a", "4")], true),
        ("a / (b + 1) > 3", [("a", "4")], false),
        ("round(c, 0) + a = 2", [("a", "3")], true),
    ] {
        assert_eq!(
            broken(formula, &figures),
            expected,
            "{formula} with {figures:?}"
        );
    }
}

#[test]
fn what_the_document_does_not_have_counts_as_nothing() {
    let mut record = consistent();
    record.cells.0.retain(|(address, _)| {
        !address.starts_with("ledger.opening") && address != "ledger.received.unit"
    });
    record.absent = vec![
        "ledger.opening".to_owned(),
        "ledger.received.unit".to_owned(),
    ];
    let report = report(&record);
    assert_eq!(
        levels(&report),
        [("ledger.received.total:columns", "error")]
    );
    assert_eq!(
        finding(&report, "ledger.received.total:columns")
            .right
            .as_deref(),
        Some("4")
    );
}

#[test]
fn a_reason_holds_as_long_as_the_figures_that_it_was_given_for() {
    let mut record = consistent();
    for (address, figure) in [
        ("ledger.closing.person", "7"),
        ("ledger.closing.total", "8"),
    ] {
        record.cells.push(address, Some(figure.to_owned()));
    }
    let mut check = Check::open(&pack(), &record).unwrap();
    check.justify("enough[person]", "含并入单位的结转");
    let kept = check.report("zh-CN");
    assert_eq!(
        finding(&kept, "enough[person]").justified.as_deref(),
        Some("含并入单位的结转")
    );
    let cell = pack().cell("ledger.closing.person").unwrap();
    check.set(cell, "8");
    assert_eq!(
        finding(&check.report("zh-CN"), "enough[person]").justified,
        None
    );
    check.set(cell, "7");
    assert!(
        finding(&check.report("zh-CN"), "enough[person]")
            .justified
            .is_some()
    );

    let values = [
        ("ledger.closing.person", "7"),
        ("ledger.opening.person", "1"),
        ("ledger.received.person", " 4.0"),
    ];
    let reason = Justification {
        reason: "含并入单位的结转".to_owned(),
        values: values
            .map(|(address, figure)| (address.to_owned(), figure.to_owned()))
            .into(),
    };
    record.justified.insert("enough[person]".to_owned(), reason);
    assert!(
        finding(&report(&record), "enough[person]")
            .justified
            .is_some()
    );
}

#[test]
fn figures_that_the_pack_has_no_cell_for_are_not_lost() {
    let mut record = consistent();
    record
        .cells
        .push("ledger.recieved.person", Some("4".to_owned()));
    let report = report(&record);
    assert_eq!(report.unplaced[0].r#where, "ledger.recieved.person");
    assert_eq!(report.unplaced[0].text, "4");
}

#[test]
fn weights_say_which_cell_may_be_blamed() {
    let mut record = consistent();
    record
        .cells
        .push("ledger.received.total", Some("10".to_owned()));
    let blamed = |record: &Record| -> Vec<String> {
        let report = report(record);
        report.groups[0]
            .repairs
            .iter()
            .map(|repair| repair.changes[0].cell.clone())
            .collect()
    };
    assert_eq!(blamed(&record).len(), 3);
    record
        .weights
        .insert("ledger.received.total".to_owned(), Blame::Never);
    record.weights.insert(
        "ledger.received.unit".to_owned(),
        Blame::Weight("1.5".to_owned()),
    );
    assert_eq!(blamed(&record), ["ledger.received.person"]);
    record.weights.insert(
        "ledger.received.unit".to_owned(),
        Blame::Weight("0".to_owned()),
    );
    let refused = Check::open(&pack(), &record).err();
    assert_eq!(
        refused,
        Some(OpenError::Weight {
            address: "ledger.received.unit".to_owned(),
            given: "0".to_owned()
        })
    );
}

#[test]
fn blanks_that_the_rest_determines_are_told_and_not_filled() {
    let given = record(&[
        ("opening", ["1", "2", "_"]),
        ("received", ["4", "_", "9"]),
        ("closing", ["_", "1", "_"]),
    ]);
    let check = Check::open(&pack(), &given).unwrap();
    let told: Vec<_> = check.determined();
    let told: Vec<_> = told
        .iter()
        .map(|change| (change.cell.as_str(), change.to.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("ledger.opening.total", Some("3")),
            ("ledger.received.unit", Some("5"))
        ]
    );
    assert_eq!(check.text(2), "");
    let whole = Check::open(&pack(), &consistent()).unwrap();
    assert!(whole.determined().is_empty());
}

#[test]
fn why_it_is_or_is_not_a_cell_is_answered_with_its_rules() {
    let mut given = consistent();
    given
        .cells
        .push("ledger.opening.total".to_owned(), Some("4".to_owned()));
    let check = Check::open(&pack(), &given).unwrap();
    let cell = |address: &str| check.pack().cell(address).unwrap();
    let total = check.why(cell("ledger.opening.total"), "zh-CN").unwrap();
    assert_eq!(total.to.as_deref(), Some("3"));
    assert!(total.message.contains("填 3"), "{}", total.message);
    let fine = check.why(cell("ledger.closing.total"), "zh-CN").unwrap();
    assert!(fine.demands.is_empty() && fine.message.contains("相符"));
    assert_eq!(check.why(usize::MAX, "zh-CN"), None);
}
