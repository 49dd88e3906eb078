//! A list in a sentence → its sum: `共34条，其中公告18条、解读7条、其他9条`.
//!
//! Only a list that says all its parts has a sum: one that ends with 等, counts roughly (余条) or compares with other
//! years is none. Knows the sentence, not what it is about.

use super::{Mention, figure_at};
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
    let measure = measure_of(sentence, place, whole)?;
    let (mut sum, mut decimals, mut parts) = (Number::ZERO, 0, 0);
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
            sign if CLAUSES.contains(&sign) => clause = at + 1,
            sign if sign.is_ascii_digit() => {
                let (end, (number, printed)) = figure_at(sentence, at)?;
                if sentence.get(end) == Some(&measure) {
                    let words: String = sentence.get(clause..at)?.iter().collect();
                    if OTHER.iter().any(|other| words.contains(other)) {
                        break;
                    }
                    if goes_on_unsaid(sentence, end + 1) {
                        return None;
                    }
                    sum += &number;
                    decimals = decimals.max(printed);
                    parts += 1;
                    if parts > 1 && sum == *whole {
                        break;
                    }
                } else if sentence
                    .get(end)
                    .is_some_and(|next| matches!(next, '余' | '多' | '几'))
                {
                    return None;
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

/// What the list counts: the unit of the nearest figure before it and outside brackets, when that is the figure that it
/// lists.
fn measure_of(sentence: &[char], place: usize, whole: &Number) -> Option<char> {
    let mut depth = 0_usize;
    let mut last = None;
    for at in (0..place).rev() {
        match sentence.get(at)? {
            '）' | ')' => depth += 1,
            '（' | '(' => depth = depth.saturating_sub(1),
            sign if depth == 0 && sign.is_ascii_digit() => {
                let measure = *sentence.get(at + 1)?;
                if MEASURES.contains(measure) {
                    last = Some((at, measure));
                    break;
                }
            }
            _ => {}
        }
    }
    let (last, measure) = last?;
    let belongs = |sign: &char| sign.is_ascii_digit() || matches!(sign, '.' | ',');
    let before = sentence.get(..last)?.iter().rev();
    let length = before.take_while(|sign| belongs(sign)).count();
    let (_, (number, _)) = figure_at(sentence, last - length)?;
    (number == *whole).then_some(measure)
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
