//! A list in a sentence → its sum: `共34条，其中公告18条、解读7条、其他9条`.
//!
//! Only a list that says all its parts has a sum: one that ends with 等, counts roughly (余条) or compares with other
//! years is none. Knows the sentence, not what it is about.

use super::Mention;
use super::figures::{figure_at, is_digit};
use crate::model::{Fact, Piece};
use crate::number::Number;

/// What figures are counted in.
const MEASURES: &str = "条件篇期份个次起宗项批部场人户例";
/// Words of a clause whose figure is no part: it compares, or it counts something else.
const OTHER: &[&str] = &[
    "同比",
    "环比",
    "上年",
    "去年",
    "上一年",
    "较",
    "增长",
    "增加",
    "减少",
    "下降",
    "累计",
    "其中",
    "合计",
    "总计",
    "各",
    "含",
    "转发",
    "此外",
    "另",
    "占",
];
/// Words of a clause whose figure says how much more or less it is.
const COMPARING: &[&str] = &["同比", "环比", "较", "增长", "增加", "减少", "下降"];
/// Signs that end a clause.
const CLAUSES: &[char] = &['，', '、', '；', ',', ';', '：', ':', '和', '及'];

/// Whether the list of a mention comes to the figure that it lists.
pub(super) fn comes_to_its_total(fact: &Fact, mention: &Mention) -> bool {
    let figure = |blank: &usize| Some(&mention.figures.get(*blank)?.as_ref()?.0);
    fact.patterns.iter().all(|pattern| {
        let whole = pattern.iter().rev().find_map(|piece| match piece {
            Piece::Figure(blank) => Some(blank),
            _ => None,
        });
        let Some(Piece::Listed(listed)) = pattern.last() else {
            return true;
        };
        whole.and_then(figure) == figure(listed)
    })
}

/// The sum of the list that begins at `place`, with its decimals; where it comes to `whole` after some of its parts,
/// what follows is another list.
pub(super) fn sum(sentence: &[char], place: usize, whole: &Number) -> Option<(Number, u32)> {
    let (measure, compared) = measure_of(sentence, place, whole)?;
    let (mut sum, mut decimals, mut parts) = (Number::ZERO, 0, 0);
    // Parts that are counted in something else: `20篇，其中图解17篇、视频3个`.
    let mut others = Number::ZERO;
    let nested = has_marker(sentence.get(..place.saturating_sub(MARKER.len()))?);
    let mut clause = place;
    let mut depth = 0_usize;
    let mut at = place;
    while let Some(sign) = sentence.get(at).copied() {
        match sign {
            '（' | '(' => depth += 1,
            // A list in brackets ends with them.
            '）' | ')' if depth == 0 => break,
            '）' | ')' => depth -= 1,
            _ if depth > 0 => {}
            // What follows belongs to the list around this one.
            '；' | ';' if nested => break,
            sign if CLAUSES.contains(&sign) => clause = at + 1,
            sign if is_digit(sign) => {
                let figure = figure_at(sentence, at);
                let Some((end, (number, printed))) = figure else {
                    // `十四五` counts nothing.
                    at += usize::from(!sign.is_ascii_digit());
                    if sign.is_ascii_digit() {
                        return None;
                    }
                    continue;
                };
                let words = sentence.get(clause..at)?;
                let text: String = words.iter().collect();
                let apart = OTHER.iter().any(|other| text.contains(other));
                let next = sentence.get(end).copied().unwrap_or(' ');
                if next == measure && has_marker(words) {
                    // A list in the list, up to its end.
                    let rest = sentence.get(end..)?.iter();
                    let Some(length) = rest.clone().position(|one| matches!(one, '；' | ';'))
                    else {
                        break;
                    };
                    at = end + length;
                    continue;
                }
                if next == measure {
                    if apart {
                        break;
                    }
                    if goes_on_unsaid(sentence, end + 1) {
                        return None;
                    }
                    sum += &number;
                    decimals = decimals.max(printed);
                    parts += 1;
                } else if matches!(next, '余' | '多' | '几') {
                    return None;
                } else if !apart && MEASURES.contains(next) {
                    others += &number;
                }
                if parts > 1 && compared.contains(&sum) && sum != *whole {
                    return None;
                }
                if parts > 1 && (sum == *whole || &sum + &others == *whole) {
                    return Some((whole.clone(), decimals));
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    (parts > 1).then_some((sum, decimals))
}

/// What opens a list in a list.
const MARKER: [char; 2] = ['其', '中'];

fn has_marker(words: &[char]) -> bool {
    words.windows(MARKER.len()).any(|pair| pair == MARKER)
}

/// What the list counts: the unit of the nearest figure before it and outside brackets, when that is the figure that it
/// lists; and the figures between that only compare, `较上年增加9条`.
fn measure_of(sentence: &[char], place: usize, whole: &Number) -> Option<(char, Vec<Number>)> {
    let mut depth = 0_usize;
    let mut compared = Vec::new();
    for at in (0..place).rev() {
        let sign = *sentence.get(at)?;
        match sign {
            '）' | ')' => depth += 1,
            '（' | '(' => depth = depth.saturating_sub(1),
            sign if depth == 0 && is_digit(sign) => {
                let measure = *sentence.get(at + 1)?;
                if !MEASURES.contains(measure) {
                    continue;
                }
                let belongs = |one: &&char| {
                    let ascii = one.is_ascii_digit() || matches!(one, '.' | ',');
                    if sign.is_ascii_digit() {
                        ascii
                    } else {
                        is_digit(**one)
                    }
                };
                let before = sentence.get(..=at)?;
                let length = before.iter().rev().take_while(belongs).count();
                let start = before.len() - length;
                let figure = figure_at(sentence, start).map(|(_, (number, _))| number);
                let before = sentence.get(..start)?;
                let mut clauses = before.rsplit(|one| CLAUSES.contains(one));
                let words: String = clauses.next().unwrap_or_default().iter().collect();
                match figure {
                    Some(figure) if COMPARING.iter().any(|word| words.contains(word)) => {
                        compared.push(figure);
                    }
                    Some(figure) if figure == *whole => return Some((measure, compared)),
                    // Words count many things: `涉及三个方面`.
                    _ if !sign.is_ascii_digit() => {}
                    _ => return None,
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a list says that it leaves something out: `等`, right after a part or after its comma.
fn goes_on_unsaid(sentence: &[char], place: usize) -> bool {
    let next = sentence.get(place);
    let after = match next {
        Some(sign) if CLAUSES.contains(sign) => sentence.get(place + 1),
        _ => next,
    };
    after == Some(&'等')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_added_up_when_they_say_all_their_parts() {
        for (text, expected) in [
            ("共34条，其中|公告18条、解读7条、其他9条。", Some("34")),
            ("共34条，其中|公告18条、解读7条、其他8条。", Some("33")),
            ("共34条，其中|公告18条、解读7条等。", None),
            ("共34条，其中|公告18条、解读7条，等等。", None),
            ("共34条，其中|政策解读等信息18条、公告16条。", Some("34")),
            ("共34条，其中|公告18条。", None),
            (
                "共34条，其中|公告18条（含转载20条），解读16条，转载5条。",
                Some("34"),
            ),
            ("共34条，其中|公告18余条、解读16条。", None),
            (
                "共34条，其中|公告18条，占52.9%；解读16条，占47.1%。",
                Some("34"),
            ),
            (
                "共34条，其中|公告18条，解读15条，较上年增加9条。",
                Some("33"),
            ),
            ("共100条，发布34条，其中|公告18条、解读15条。", None),
            (
                "共34条（较上年增5条），其中|公告18条（含转载20条），解读16条。",
                Some("34"),
            ),
            (
                "共34条（其中|公告18条、解读15条），另有转载5条。",
                Some("33"),
            ),
            ("共1,234条，其中|公告1,000条、解读233条。", Some("1233")),
            ("共34条，其中|公告十八条、解读十五条。", Some("33")),
            (
                "共34条，涉及三个方面，其中|公告18条、解读15条。",
                Some("33"),
            ),
            ("共34条，其中|公告18条、“十四五”规划15条。", Some("33")),
            // Parts counted in something else.
            ("共34条，其中|公告18条、解读13条、视频3个。", Some("34")),
            ("共34条，其中|公告18条、解读13条、视频2个。", Some("31")),
            // A list in the list.
            ("共34条，其中|动态18条，其中要闻9条；公告16条。", Some("34")),
            ("共34条，其中|动态18条，其中要闻9条；公告15条。", Some("33")),
            (
                "共34条，其中动态34条，其中|要闻9条、动态25条；公告16条。",
                Some("34"),
            ),
            (
                "共34条，其中动态34条，其中|要闻9条、会议24条；公告16条。",
                Some("33"),
            ),
            // What only compares lists nothing.
            (
                "共34条，较上年30条增加4条，其中|公告18条、解读15条。",
                Some("33"),
            ),
            ("共34条，增加9条，其中|公告5条、解读4条。", None),
        ] {
            let place = text.chars().position(|sign| sign == '|').unwrap();
            let sentence: Vec<char> = text.chars().filter(|sign| *sign != '|').collect();
            let whole = if text.contains("1,234") {
                1234
            } else if text.contains("共100") {
                100
            } else {
                34
            };
            let sum = sum(&sentence, place, &Number::from(whole));
            assert_eq!(
                sum.map(|(sum, _)| sum.to_string()).as_deref(),
                expected,
                "{text}"
            );
        }
    }
}
