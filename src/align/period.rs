//! A heading's text → whose figures stand under it: this year's, last year's, or none that a report counts.
//!
//! Reports that compare two years print the same columns twice. Knows no form: only headings that name none of its
//! lines are looked at.

use super::label::ink;
use crate::grid::Grid;
use std::collections::BTreeSet;

/// Whose figures stand under a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Period {
    /// 本年.
    Current,
    /// 上年.
    Previous,
    /// 2023年: which one it is, the other headings say.
    Year(u16),
    /// 同比, 占比: a comparison.
    Compared,
}

const CURRENT: [&str; 6] = ["本年", "本年度", "今年", "当年", "本期", "报告年度"];
const PREVIOUS: [&str; 9] = [
    "上年",
    "上年度",
    "上一年",
    "上一年度",
    "去年",
    "上期",
    "上年同期",
    "去年同期",
    "往年",
];
const COMPARED: [&str; 17] = [
    "同比",
    "同比增减",
    "同比增长",
    "同比变化",
    "增减",
    "增减数",
    "增减率",
    "增减变化",
    "增减幅度",
    "增幅",
    "增长率",
    "变化",
    "变化率",
    "差额",
    "占比",
    "比重",
    "比例",
];
/// What may follow without saying more.
const TAILS: [&str; 8] = [
    "数",
    "数据",
    "数量",
    "件数",
    "情况",
    "统计",
    "实际",
    "实际数",
];

/// Characters that such a heading may have.
const LONGEST: usize = 16;

/// Looks at a heading.
pub(crate) fn period(text: &str) -> Option<Period> {
    let characters = text.chars().filter(|one| !one.is_whitespace());
    if characters.take(LONGEST + 1).count() > LONGEST {
        return None;
    }
    let whole = ink(text);
    let (year, rest) = split_year(&whole);
    let rest = TAILS
        .iter()
        .find_map(|tail| rest.strip_suffix(tail))
        .unwrap_or(rest);
    match (year, rest) {
        (_, rest) if CURRENT.contains(&rest) => Some(Period::Current),
        (_, rest) if PREVIOUS.contains(&rest) => Some(Period::Previous),
        (None, rest)
            if COMPARED.contains(&rest)
                || rest.starts_with("与上年")
                || rest.starts_with("较上年") =>
        {
            Some(Period::Compared)
        }
        (Some(year), "") => Some(Period::Year(year)),
        _ => None,
    }
}

/// A year at the start or at the end, and what else there is.
fn split_year(text: &str) -> (Option<u16>, &str) {
    let year = |digits: &str| {
        let year = digits.parse::<u16>().ok();
        year.filter(|year| digits.len() == 4 && (1990..2100).contains(year))
    };
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if let (Some(year), Some(rest)) = (
        text.get(..digits).and_then(year),
        text.get(digits..).and_then(|rest| rest.strip_prefix('年')),
    ) {
        return (Some(year), rest.strip_prefix('度').unwrap_or(rest));
    }
    let before = text
        .strip_suffix("年度")
        .or_else(|| text.strip_suffix('年'));
    if let Some(before) = before
        && let Some(start) = before.len().checked_sub(4)
        && let Some(year) = before.get(start..).and_then(year)
    {
        return (Some(year), before.get(..start).unwrap_or(""));
    }
    (None, text)
}

/// Whether figures under these headings are another year's than the report's, or none.
pub(crate) fn is_other(found: &[Period], latest: Option<u16>) -> bool {
    found.iter().any(|one| match one {
        Period::Previous | Period::Compared => true,
        Period::Year(year) => latest.is_some_and(|latest| *year < latest),
        Period::Current => false,
    })
}

/// The tables that hold another year's figures, as the line before each or its caption says.
pub(crate) fn of_other_years(grids: &[Grid]) -> BTreeSet<usize> {
    let said = |grid: &Grid| {
        let before = grid.before.as_deref().and_then(|text| text.lines().last());
        let texts = [before, grid.caption.as_deref()];
        texts.into_iter().flatten().find_map(period)
    };
    let periods: Vec<(usize, Period)> = grids
        .iter()
        .enumerate()
        .filter_map(|(index, grid)| Some((index, said(grid)?)))
        .collect();
    let years = periods.iter().filter_map(|(_, period)| match period {
        Period::Year(year) => Some(*year),
        _ => None,
    });
    // One year alone is the report's own.
    let latest = years.max();
    let others = periods
        .into_iter()
        .filter(|(_, period)| is_other(&[*period], latest));
    others.map(|(index, _)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_whose_figures_stand_under_them() {
        for (text, expected) in [
            ("上年", Some(Period::Previous)),
            ("上年数", Some(Period::Previous)),
            ("2023年（上年）", Some(Period::Previous)),
            ("上年（2023年）", Some(Period::Previous)),
            ("本 年", Some(Period::Current)),
            ("2024年度", Some(Period::Year(2024))),
            ("２０２４年", Some(Period::Year(2024))),
            ("同比增减（%）", Some(Period::Compared)),
            ("与上年相比", Some(Period::Compared)),
            ("占比", Some(Period::Compared)),
            ("2024年政府信息公开工作年度报告", None),
            ("上年结转", None),
            ("本年新收", None),
            ("2024", None),
        ] {
            assert_eq!(period(text), expected, "{text}");
        }
    }

    #[test]
    fn the_latest_year_is_the_reports() {
        assert!(is_other(&[Period::Year(2023)], Some(2024)));
        assert!(!is_other(&[Period::Year(2024)], Some(2024)));
        assert!(!is_other(&[Period::Current], Some(2024)));
        assert!(is_other(&[Period::Current, Period::Compared], None));
    }
}
