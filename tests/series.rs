//! Reports checked one after the other in the same memory come out as if each had been opened alone.

use gouji::check::{Check, Glimpse, LOCATE_BUDGET, Series};
use gouji::pack::Pack;
use gouji::record::Record;
use gouji::result::{Report, Status};
use proptest::prelude::*;
use std::sync::Arc;

fn pack() -> Arc<Pack> {
    gouji::packs::built_in("cn-gov-disclosure-2021").unwrap()
}

fn alone(pack: &Arc<Pack>, texts: &[(usize, String)]) -> Report {
    let mut record = Record::default();
    for (cell, text) in texts {
        let address = pack.model().form.cells[*cell].address.clone();
        record.cells.push(address, Some(text.clone()));
    }
    let mut check = Check::open(pack, &record).unwrap();
    check.locate(LOCATE_BUDGET);
    check.report("zh-CN")
}

fn in_series(series: &mut Series, texts: &[(usize, String)]) -> Report {
    for (cell, text) in texts {
        series.put(*cell, text);
    }
    let check = series.finish(None);
    check.locate(LOCATE_BUDGET);
    check.report("zh-CN")
}

fn at_a_glimpse(glimpse: &mut Glimpse, texts: &[(usize, String)]) -> Option<Report> {
    let summary = glimpse.check(texts.iter().map(|(cell, text)| (*cell, text.as_bytes())))?;
    Some(summary.report(glimpse.pack(), None))
}

/// A report that ties out but for at most one cell: zeros everywhere, and one figure more or less.
fn report(cells: usize) -> impl Strategy<Value = Vec<(usize, String)>> {
    let odd = prop::sample::select(vec![
        "0",
        "",
        "3",
        "1.5",
        "-1",
        "二十三",
        "3O",
        "12.50",
        "007",
        " 4",
        "—",
    ]);
    (0..cells, odd, prop::sample::select(vec![1, 3, cells])).prop_map(
        move |(changed, text, missing)| {
            let zero = |cell: usize| (cell, "0".to_owned());
            let mut texts: Vec<_> = (0..cells)
                .map(zero)
                .filter(|(cell, _)| cell % missing != missing - 1 || missing == 1)
                .collect();
            texts.retain(|(cell, _)| *cell != changed);
            texts.insert(changed.min(texts.len()), (changed, text.to_owned()));
            texts
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_report_in_a_series_is_a_report_alone(reports in prop::collection::vec(report(200), 1..5)) {
        let pack = pack();
        let (mut series, mut glimpse) = (Series::new(&pack), Glimpse::new(&pack));
        for texts in &reports {
            let expected = alone(&pack, texts);
            prop_assert_eq!(&in_series(&mut series, texts), &expected);
            match at_a_glimpse(&mut glimpse, texts) {
                Some(report) => prop_assert_eq!(&report, &expected),
                // What is said at length, or typed with a space, is left to the others; silence is not.
                None => prop_assert!(
                    !expected.findings.is_empty()
                        || expected.status != Status::Consistent
                        || texts.iter().any(|(_, text)| text.trim() != text)
                ),
            }
        }
    }
}

#[test]
fn most_reports_need_no_more_than_a_glimpse() {
    let pack = pack();
    let mut glimpse = Glimpse::new(&pack);
    let zeros: Vec<_> = (0..pack.model().form.cells.len())
        .map(|cell| (cell, "0".to_owned()))
        .collect();
    for _ in 0..2 {
        let report = at_a_glimpse(&mut glimpse, &zeros).unwrap();
        assert_eq!(report, alone(&pack, &zeros));
        assert_eq!(report.status, Status::Consistent);
    }
}

#[test]
fn a_cell_given_twice_is_left_to_the_long_way() {
    let pack = pack();
    let mut glimpse = Glimpse::new(&pack);
    let zeros: Vec<_> = (0..pack.model().form.cells.len())
        .map(|cell| (cell, "0".to_owned()))
        .collect();
    let twice: Vec<_> = zeros.iter().chain(&zeros[..1]).cloned().collect();
    assert_eq!(at_a_glimpse(&mut glimpse, &twice), None);
    assert!(at_a_glimpse(&mut glimpse, &zeros).is_some());
}

#[test]
fn a_glimpse_is_silent_only_where_the_rule_holds_whatever_it_compares_by() {
    for (relation, holds) in [
        ("=", [false, true, false]),
        ("!=", [true, false, true]),
        ("<", [true, false, false]),
        ("<=", [true, true, false]),
        (">", [false, false, true]),
        (">=", [false, true, true]),
    ] {
        let text = format!(
            "report z \"z\"\n  version \"1\"\nfigures\n  a \"a\"\n  b \"b\"\nrule r \"r\"\n  a {relation} b\n"
        );
        let pack = gouji::packs::open("case.gouji", &text).unwrap();
        let mut glimpse = Glimpse::new(&pack);
        for (a, holds) in ["1", "2", "3"].into_iter().zip(holds) {
            let texts = [(0, a.to_owned()), (1, "2".to_owned())];
            let silent = at_a_glimpse(&mut glimpse, &texts).is_some();
            assert_eq!(silent, holds, "{a} {relation} 2");
        }
    }
}
