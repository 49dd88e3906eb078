//! A text's look → whether a figure, a blank, a page number or words stand there. Reads no value.

use super::label::{folded, split_number};

/// What a cell's text looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Nothing at all.
    Empty,
    /// A sign that says that nothing is there: `/`, `—`, 无.
    BlankMark,
    /// A figure, perhaps with a unit or a note after it.
    Figure,
    /// A page number between rules: `- 4 -`.
    PageMark,
    /// Anything else.
    Words,
}

/// How many characters of unit and note may follow a figure before it is read as a sentence.
const LONGEST_NOTE: usize = 40;

/// Looks at a text.
pub(crate) fn shape(text: &str) -> Shape {
    // Most cells are blank or hold a whole number.
    if text.bytes().all(|one| one.is_ascii_digit()) {
        return if text.is_empty() {
            Shape::Empty
        } else {
            Shape::Figure
        };
    }
    let folded = folded(text);
    if folded.is_empty() {
        return Shape::Empty;
    }
    if is_blank_mark(&folded) {
        return Shape::BlankMark;
    }
    if is_page_mark(&folded) {
        return Shape::PageMark;
    }
    if is_figure(&folded) {
        return Shape::Figure;
    }
    Shape::Words
}

/// Whether a text counts something: a figure, not a sign for nothing.
pub(crate) fn is_counted(text: &str) -> bool {
    shape(text) == Shape::Figure
}

/// Whether a line holds nothing but a page's number.
#[cfg(feature = "import")]
pub(crate) fn is_page_mark_line(text: &str) -> bool {
    shape(text) == Shape::PageMark
}

fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '─' | '━' | '﹣' | '~'
    )
}

fn is_blank_mark(folded: &str) -> bool {
    matches!(
        folded,
        "无" | "空" | "n/a" | "nil" | "null" | "无数据" | "不适用" | "未统计"
    ) || (folded.chars().count() <= 4
        && folded
            .chars()
            .all(|character| is_dash(character) || matches!(character, '/' | '\\' | '一' | '*')))
        && folded != "一"
}

fn is_page_mark(folded: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|one| one.is_ascii_digit());
    let inner = folded.trim_matches(|one: char| is_dash(one) || one == '一' || one == '·');
    let bare = folded
        .strip_prefix('第')
        .and_then(|rest| rest.strip_suffix('页'))
        .unwrap_or("");
    let enclosed = inner.len() < folded.len()
        && folded.starts_with(|one| is_dash(one) || one == '一' || one == '·')
        && folded.ends_with(|one| is_dash(one) || one == '一' || one == '·');
    let of_total = folded.strip_prefix('第').is_some_and(|rest| {
        rest.contains('页') && rest.contains('共') && rest.chars().count() < 14
    });
    (enclosed && digits(inner)) || digits(bare) || of_total
}

/// A formula whose result isn't there: a figure stands in its place, and nobody can read it.
fn is_formula(folded: &str) -> bool {
    folded.strip_prefix('=').is_some_and(|rest| {
        rest.is_empty()
            || rest.starts_with(|one: char| one.is_ascii_alphanumeric() || "+-(".contains(one))
    })
}

fn is_figure(folded: &str) -> bool {
    if is_formula(folded) {
        return true;
    }
    let bracketed = folded
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    if let Some(inner) = bracketed {
        // Accountants bracket what is negative; `(3)` alone is more likely a number before a label.
        return inner.contains(['.', ','])
            && inner.starts_with(|one: char| one.is_ascii_digit())
            && plain_length(inner) == inner.len();
    }
    let currency = folded.strip_prefix('共').unwrap_or(folded);
    let currency = currency.trim_start_matches(['¥', '￥', '$']);
    let unsigned =
        currency.trim_start_matches(|one: char| is_dash(one) || one == '+' || one == '△');
    let length = plain_length(unsigned);
    let (digits, rest) = unsigned.split_at(length);
    if !digits.contains(|one: char| one.is_ascii_digit()) || split_number(folded).0.is_some() {
        return false;
    }
    // A year heads a column, a day is a sentence's; neither counts anything.
    let calendar = rest.starts_with(['年', '月', '日', '季', '、', ':', '：']);
    !calendar && rest.chars().count() <= LONGEST_NOTE && !rest.contains(['。', '；', ';'])
}

/// Bytes of digits, points and thousands separators at the start.
fn plain_length(text: &str) -> usize {
    text.chars()
        .take_while(|one| one.is_ascii_digit() || matches!(one, '.' | ',' | '\'' | '\u{2019}'))
        .map(char::len_utf8)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_apart_by_their_look() {
        for (text, expected) in [
            ("", Shape::Empty),
            ("\u{a0} ", Shape::Empty),
            ("/", Shape::BlankMark),
            ("——", Shape::BlankMark),
            ("无", Shape::BlankMark),
            ("3", Shape::Figure),
            ("-3", Shape::Figure),
            ("１２", Shape::Figure),
            ("1,204.264 万元", Shape::Figure),
            ("22（其中修订16件）", Shape::Figure),
            ("2笔", Shape::Figure),
            ("共2件", Shape::Figure),
            ("251000元", Shape::Figure),
            ("=SUM(D4:I4)", Shape::Figure),
            ("====", Shape::Words),
            ("(1,204.5)", Shape::Figure),
            ("- 4 -", Shape::PageMark),
            ("—12—", Shape::PageMark),
            ("第 4 页", Shape::PageMark),
            ("第4页 共9页", Shape::PageMark),
            ("1.属于国家秘密", Shape::Words),
            ("1、属于国家秘密", Shape::Words),
            ("（3）", Shape::Words),
            ("2023年", Shape::Words),
            ("一", Shape::Words),
            ("总计", Shape::Words),
            ("2023 年，我区主动公开政府信息1136 条。", Shape::Words),
        ] {
            assert_eq!(shape(text), expected, "{text}");
        }
    }
}
