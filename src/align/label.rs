//! A label's text → what makes two labels the same: its number, its words, its words without what stands in brackets.
//!
//! Widths, spaces and punctuation don't count; `1.`, `1、` and `（1）` are the same number. Knows no form.

/// A label, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Heading {
    /// The number before it (`（三）` → 3).
    pub number: Option<u32>,
    /// Letters and digits after the number, folded.
    pub body: String,
    /// The body without bracketed text and without lead-ins such as 其中, where that differs and something remains.
    pub short: Option<String>,
}

/// Words that may stand before a label without changing which one it is.
const LEAD_INS: [&str; 6] = ["其中:", "减:", "加:", "其中", "减", "加"];

/// Signs that forms put before a label to say that it must be filled in.
const REQUIRED: [char; 3] = ['*', '※', '★'];

/// Full width → half width, one kind of bracket and colon, lower case; white space and invisible characters vanish.
pub(crate) fn fold(character: char) -> Option<char> {
    let folded = match character {
        // Most of what is read.
        '\u{4E00}'..='\u{9FFF}' | '0'..='9' => return Some(character),
        '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{0}' => return None,
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        '【' | '〔' => '(',
        '】' | '〕' => ')',
        other => other,
    };
    (!folded.is_whitespace() && !folded.is_control()).then(|| folded.to_ascii_lowercase())
}

/// Letters and digits alone, folded: what remains of a text when layout and punctuation are gone.
pub(crate) fn ink(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let is_ink = |one: &char| matches!(one, '\u{4E00}'..='\u{9FFF}') || one.is_alphanumeric();
    kept.extend(text.chars().filter_map(fold).filter(is_ink));
    kept
}

/// A text, folded.
pub(crate) fn folded(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    kept.extend(text.chars().filter_map(fold));
    kept
}

/// Takes a label apart.
pub(crate) fn heading(text: &str) -> Heading {
    let folded = folded(text);
    let (number, rest) = split_number(folded.trim_start_matches(REQUIRED));
    let body = ink(rest);
    let without = LEAD_INS
        .iter()
        .find_map(|lead| rest.strip_prefix(lead))
        .unwrap_or(rest);
    let short = ink(&outside_brackets(split_number(without).1));
    Heading {
        number,
        short: (!short.is_empty() && short != body).then_some(short),
        body,
    }
}

/// The number that opens a folded label, and what follows it.
pub(crate) fn split_number(folded: &str) -> (Option<u32>, &str) {
    let open = folded.strip_prefix('(');
    let start = open.unwrap_or(folded);
    let digits: usize = start
        .chars()
        .take_while(|character| numeral(*character).is_some())
        .map(char::len_utf8)
        .sum();
    let (digits, rest) = start.split_at(digits);
    let Some(value) = read_numeral(digits) else {
        return (None, folded);
    };
    if digits.chars().all(|digit| enclosed(digit).is_some()) {
        return (Some(value), rest.trim_start_matches(['、', '.']));
    }
    let closers: &[char] = if open.is_some() {
        &[')']
    } else {
        &['、', '.', ')', '．', ',', ':', '·']
    };
    match rest.strip_prefix(closers) {
        // `1.5` is a figure; `1.属于` is a numbered label.
        Some(after) if after.starts_with(|next: char| next.is_ascii_digit()) => (None, folded),
        Some(after) => (Some(value), after.trim_start_matches(['、', '.', ','])),
        None => (None, folded),
    }
}

/// The first and the last sign of each row of numbers that bring their own circle, brackets or point.
const ENCLOSED: [(char, char); 7] = [
    ('①', '⑳'),
    ('⑴', '⒇'),
    ('⒈', '⒛'),
    ('㈠', '㈩'),
    ('㊀', '㊉'),
    ('❶', '❿'),
    ('➀', '➉'),
];

/// The number that a sign with its own circle, brackets or point stands for.
fn enclosed(character: char) -> Option<u32> {
    let (first, _) = ENCLOSED
        .iter()
        .find(|(first, last)| (*first..=*last).contains(&character))?;
    Some(u32::from(character) - u32::from(*first) + 1)
}

fn numeral(character: char) -> Option<u32> {
    match character {
        '0'..='9' => character.to_digit(10),
        '十' => Some(10),
        '〇' | '○' => Some(0),
        _ => "一二三四五六七八九"
            .chars()
            .position(|digit| digit == character)
            .and_then(|place| u32::try_from(place + 1).ok())
            .or_else(|| enclosed(character)),
    }
}

/// Up to 99, in Arabic or Chinese digits.
fn read_numeral(digits: &str) -> Option<u32> {
    let values: Vec<u32> = digits.chars().filter_map(numeral).collect();
    if digits.chars().all(|digit| digit.is_ascii_digit()) {
        return (values.len() <= 3).then(|| digits.parse().ok()).flatten();
    }
    match values.as_slice() {
        [value] => Some(*value),
        [10, ones] => Some(10 + ones),
        [tens, 10] => Some(tens * 10),
        [tens, 10, ones] => Some(tens * 10 + ones),
        _ => None,
    }
}

fn outside_brackets(folded: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(folded.len());
    for character in folded.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(character),
            _ => {}
        }
    }
    kept
}

/// Units of money, which a heading may name otherwise than the form does.
const MONEY: [&str; 5] = ["元", "千元", "万元", "百万元", "亿元"];

/// The unit of money that a label names in brackets: `（单位：元）`, `（元）`.
pub(crate) fn unit_in(text: &str) -> Option<String> {
    let folded: String = text.chars().filter_map(fold).collect();
    let (_, bracketed) = folded.rsplit_once('(')?;
    let inner = bracketed.strip_suffix(')').unwrap_or(bracketed);
    let unit = inner
        .trim_start_matches("单位")
        .trim_start_matches([':', '：']);
    let unit = unit.trim_start_matches("人民币");
    MONEY.contains(&unit).then(|| unit.to_owned())
}

/// Characters of a shortened label: with the official number before it, and without one.
const SHORTEST: (usize, usize) = (2, 4);

/// Whether a label is an official one, shortened: under its number its characters in their order, else a piece of it.
pub(crate) fn shortens(label: &[char], official: &[char], numbered: bool) -> bool {
    if label.len() >= official.len() {
        return false;
    }
    if numbered {
        let mut rest = official.iter();
        label.len() >= SHORTEST.0 && label.iter().all(|one| rest.any(|other| other == one))
    } else {
        label.len() >= SHORTEST.1 && official.windows(label.len()).any(|piece| piece == label)
    }
}

/// Words that may stand before and after a label without saying more.
const BEFORE: [&str; 5] = ["", "本年", "本年度", "当年", "关于"];
const AFTER: [&str; 13] = [
    "",
    "数",
    "数量",
    "件数",
    "件",
    "情况",
    "类",
    "案件",
    "决定",
    "事项",
    "申请",
    "的",
    "的申请",
];

/// Whether a label is the beginning of an official one, which may have words before it that say no more.
#[cfg(feature = "import")]
pub(crate) fn opens(label: &str, official: &str) -> bool {
    let mut starts = BEFORE
        .iter()
        .filter_map(|before| official.strip_prefix(before));
    starts.any(|rest| rest.starts_with(label))
}

/// Whether a label is an official one of some length, with words around it that say no more.
pub(crate) fn extends(label: &str, official: &str) -> bool {
    let around = |before: &&str| label.strip_prefix(*before)?.strip_prefix(official);
    let mut afters = BEFORE.iter().filter_map(around);
    afters.any(|after| AFTER.contains(&after)) && official.chars().count() >= SHORTEST.1
}

/// How many single-character edits lead from one to the other, or `None` when more than `limit`.
pub(crate) fn distance(left: &[char], right: &[char], limit: usize) -> Option<usize> {
    if left.len().abs_diff(right.len()) > limit {
        return None;
    }
    let mut previous: Vec<usize> = (0..=right.len()).collect();
    for (row, one) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in right.iter().enumerate() {
            let stay = previous.get(column)? + usize::from(one != other);
            let shorter = previous.get(column + 1)? + 1;
            let longer = current.last()? + 1;
            current.push(stay.min(shorter).min(longer));
        }
        if current.iter().min()? > &limit {
            return None;
        }
        previous = current;
    }
    previous.last().copied().filter(|edits| *edits <= limit)
}

/// The edits that a misprint of a label with so many characters may have: none in the shortest, where one character
/// makes another word.
pub(crate) fn allowed_edits(length: usize) -> usize {
    if length < 4 { 0 } else { (length / 4).min(4) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_labels_are_read_in_every_style() {
        for (text, number, body) in [
            ("（三）不予公开", Some(3), "不予公开"),
            ("(3) 不予公开", Some(3), "不予公开"),
            ("三、不予公开", Some(3), "不予公开"),
            ("３．不予公开", Some(3), "不予公开"),
            ("③不予公开", Some(3), "不予公开"),
            ("㈢不予公开", Some(3), "不予公开"),
            ("⑶不予公开", Some(3), "不予公开"),
            ("⒊、不予公开", Some(3), "不予公开"),
            ("❸不予公开", Some(3), "不予公开"),
            ("二十一、其他", Some(21), "其他"),
            ("三公经费", None, "三公经费"),
            ("1.5倍", None, "15倍"),
            ("第二十条第（一）项", None, "第二十条第一项"),
            ("自\n然 人", None, "自然人"),
            ("*3.其他？", Some(3), "其他"),
            ("危及\u{201C}三安全一稳定\u{201D}", None, "危及三安全一稳定"),
        ] {
            let found = heading(text);
            assert_eq!(
                (found.number, found.body.as_str()),
                (number, body),
                "{text}"
            );
        }
    }

    #[test]
    fn bracketed_text_and_lead_ins_may_be_left_out() {
        assert_eq!(
            heading("（二）部分公开（区分处理的，只计这一情形）")
                .short
                .as_deref(),
            Some("部分公开")
        );
        assert_eq!(heading("减：营业成本").short.as_deref(), Some("营业成本"));
        assert_eq!(heading("（本列数据）").short, None);
    }

    #[test]
    fn units_are_read_from_brackets() {
        for (text, unit) in [
            ("本年收费金额（单位：元）", Some("元")),
            ("金额(万元)", Some("万元")),
            ("本年收费金额", None),
            ("（二）部分公开（区分处理的）", None),
        ] {
            assert_eq!(unit_in(text).as_deref(), unit, "{text}");
        }
    }

    #[test]
    fn shortened_labels_are_recognised_by_number_and_order() {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        let new = chars("本年新收政府信息公开申请数量");
        assert!(shortens(&chars("本年新收"), &new, false));
        assert!(shortens(&chars("新收申请"), &new, true));
        assert!(!shortens(&chars("新收申请"), &new, false));
        assert!(!shortens(&chars("新收"), &new, false));
        assert!(extends("本年行政许可数量", "行政许可"));
        assert!(!extends("商业企业占比", "商业企业"));
    }

    #[test]
    fn distance_counts_edits_up_to_its_limit() {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        let official = chars("其他法律行政法规禁止公开");
        assert_eq!(
            distance(&official, &chars("其他法律行政止公开"), 3),
            Some(3)
        );
        assert_eq!(distance(&official, &chars("其他法律行政止公开"), 2), None);
        assert_eq!(distance(&chars("结果维持"), &chars("结果纠正"), 4), Some(2));
    }
}
