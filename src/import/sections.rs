//! Lines that are no table → the report's title, its authority and year, and its prose by section.

use crate::align::label::{fold, heading, ink};
use crate::form::Label;
use crate::record::Texts;

/// Characters that a section's title may have.
const LONGEST_TITLE: usize = 40;

/// Characters of the text before a table that are kept with it.
const KEPT_BEFORE: usize = 200;

/// What a report's title says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Title {
    /// Index of the line that it stands in.
    pub line: usize,
    pub organ: Option<String>,
    pub year: Option<i64>,
}

/// Whether a line looks like a section's title: a Chinese number, then few words and no end of a sentence.
pub(crate) fn is_title(line: &str) -> bool {
    let folded: String = line.chars().filter_map(fold).collect();
    let digits: usize = folded
        .chars()
        .take_while(|one| "一二三四五六七八九十".contains(*one))
        .map(char::len_utf8)
        .sum();
    let rest = folded.get(digits..).unwrap_or("");
    digits > 0
        && rest.starts_with(['、', '.'])
        && rest.chars().count() > 2
        && folded.chars().count() <= LONGEST_TITLE
        && !folded.contains(['。', ';', '；'])
}

/// Splits prose by section titles; what stands before the first is under the empty title. Of titles without their number,
/// which a program counts up by itself, only known ones are told from text.
pub(crate) fn sections(lines: &[&str], known: &[&str]) -> Texts {
    let unnumbered = |line: &str| {
        let line = ink(line);
        let mut known = known
            .iter()
            .filter(|_| line.chars().count() <= LONGEST_TITLE);
        known.find(|title| heading(title).body == line)
    };
    let mut sections = Texts::default();
    let mut title = String::new();
    let mut text = String::new();
    for line in lines
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
    {
        if is_title(line) {
            push_section(&mut sections, &title, &mut text);
            title = line.split_whitespace().collect();
        } else if let Some(known) = unnumbered(line) {
            push_section(&mut sections, &title, &mut text);
            title = (*known).to_owned();
        } else {
            append(&mut text, line);
        }
    }
    push_section(&mut sections, &title, &mut text);
    sections
}

fn push_section(sections: &mut Texts, title: &str, text: &mut String) {
    let text = std::mem::take(text);
    if title.is_empty() && text.is_empty() {
        return;
    }
    match sections.0.iter_mut().find(|(known, _)| known == title) {
        Some((_, Some(known))) => append(known, &text),
        _ => sections.push(title, Some(text)),
    }
}

/// Lines of one paragraph go on without a gap; a full stop at the end of a line ends the paragraph.
fn append(text: &mut String, line: &str) {
    if text.ends_with(['。', '；', '：', '！', '？']) {
        text.push('\n');
    } else if ends_in_letter(text) && line.starts_with(|one: char| one.is_ascii_alphanumeric()) {
        text.push(' ');
    }
    text.push_str(line);
}

fn ends_in_letter(text: &str) -> bool {
    text.chars()
        .next_back()
        .is_some_and(|one| one.is_ascii_alphanumeric())
}

/// The last text before a table, up to the table before it.
pub(crate) fn text_before(lines: &[String], place: usize) -> Option<String> {
    let before = lines.get(..place)?;
    let mut text = String::new();
    for line in before.iter().rev().take_while(|line| !line.is_empty()) {
        text = format!("{line}\n{text}");
        if text.chars().count() > KEPT_BEFORE {
            break;
        }
    }
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// Every place where the report's title stands.
pub(crate) fn titles(lines: &[String], label: &Label) -> Vec<Title> {
    let names: Vec<String> = std::iter::once(&label.text)
        .chain(&label.aliases)
        .map(|text| ink(text))
        .filter(|name| !name.is_empty())
        .collect();
    let mut found: Vec<Title> = Vec::new();
    let filled: Vec<(usize, &str)> = lines
        .iter()
        .enumerate()
        .map(|(line, text)| (line, text.trim()))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    for (place, (line, text)) in filled.iter().enumerate() {
        let next = filled.get(place + 1).map_or("", |(_, text)| text);
        let before = place.checked_sub(1).and_then(|before| filled.get(before));
        let before = before.map_or("", |(_, text)| text);
        if let Some(title) = title_at(*line, before, text, next, &names) {
            let again = found.last().is_some_and(|last| {
                last.line + 1 == title.line && (last.year == title.year || title.year.is_none())
            });
            if !again {
                found.push(title);
            }
        }
    }
    found
}

/// The titles, and the lines in which one stands again at the head of a page: it says nothing new, and no first section
/// follows.
pub(crate) fn titles_and_heads(
    lines: &[String],
    label: &Label,
    is_label: impl Fn(&str) -> bool,
) -> (Vec<Title>, Vec<usize>) {
    let all = titles(lines, label);
    let ends = all.iter().skip(1).map(|title| title.line);
    let ends: Vec<usize> = ends.chain([lines.len()]).collect();
    let (mut kept, mut heads): (Vec<Title>, Vec<usize>) = (Vec::new(), Vec::new());
    for (title, end) in all.into_iter().zip(ends) {
        let opens =
            |line: &String| is_title(line) && line.trim().starts_with('一') && !is_label(line);
        let following = lines.get(title.line + 1..end).unwrap_or_default();
        let known = kept.last().is_some_and(|last| {
            (title.year.is_none() || title.year == last.year)
                && (title.organ.is_none() || title.organ == last.organ)
        });
        if known && !following.iter().any(opens) {
            heads.push(title.line);
        } else {
            kept.push(title);
        }
    }
    (kept, heads)
}

/// Characters up to which what stands before a year is the end of a name.
const SHORTEST_ORGAN: usize = 1;

/// The title in a line, or begun in it and ended in the next.
fn title_at(line: usize, before: &str, text: &str, next: &str, names: &[String]) -> Option<Title> {
    if text.chars().count() > 60 || text.contains(['。', '，', '；', '》']) {
        return None;
    }
    let mut alone = ink(text);
    if alone.starts_with('年') {
        let year_before = ink(before);
        if year_before.ends_with(|one: char| one.is_ascii_digit()) {
            alone.insert_str(0, &year_before);
        }
    }
    let named_in = |text: &str| {
        names
            .iter()
            .find(|name| text.contains(name.as_str()))
            .cloned()
    };
    let (whole, name) = match named_in(&alone) {
        Some(name) => (alone, name),
        None if next.chars().count() <= 30 && !next.contains('。') => {
            let next = ink(next);
            let joined = format!("{alone}{next}");
            let name = named_in(&joined).filter(|_| named_in(&next).is_none())?;
            (joined, name)
        }
        None => return None,
    };
    let (head, tail) = whole.split_once(&name)?;
    if tail.chars().count() > 12 {
        return None;
    }
    let year = year_in(head)
        .or_else(|| year_in(tail))
        .or_else(|| year_in(&ink(before)));
    let mut organ = organ_in(head);
    // `局2024年…` goes on from the line before.
    let broken = (1..=SHORTEST_ORGAN).contains(&organ.chars().count()) && !before.trim().is_empty();
    if broken && before.chars().count() <= 30 && !before.contains(['。', '，', '：', '>', '；'])
    {
        organ.insert_str(0, &organ_in(&ink(before)));
    }
    if organ.is_empty() && before.chars().count() <= 30 && !before.contains(['。', '，', '：', '>'])
    {
        organ = organ_in(&ink(before));
    }
    Some(Title {
        line,
        organ: (!organ.is_empty()).then_some(organ),
        year,
    })
}

/// The first year, in digits of either kind: 2024年, 二〇二四年.
pub(crate) fn year_in(text: &str) -> Option<i64> {
    let characters: Vec<char> = text.chars().filter_map(fold).collect();
    for window in characters.windows(5) {
        let [digits @ .., '年'] = window else {
            continue;
        };
        let year = digits.iter().try_fold(0_i64, |year, digit| {
            let value = match digit {
                '〇' | '○' | '零' => Some(0),
                _ => "一二三四五六七八九"
                    .chars()
                    .position(|one| one == *digit)
                    .map(|place| place + 1),
            };
            let value = value.or_else(|| digit.to_digit(10).map(|value| value as usize))?;
            Some(year * 10 + i64::try_from(value).ok()?)
        });
        if year.is_some_and(|year| (1990..2100).contains(&year)) {
            return year;
        }
    }
    None
}

/// The year of the period that a text says its figures cover.
pub(crate) fn period_year(text: &str) -> Option<i64> {
    let flat: String = text.chars().filter(|one| !one.is_whitespace()).collect();
    let (before, _) = flat.split_once("年1月1日")?;
    let start: String = before
        .chars()
        .rev()
        .take(4)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    year_in(&format!("{start}年"))
}

/// What remains of the words before a title when the year is gone.
fn organ_in(text: &str) -> String {
    let mut rest = text.to_owned();
    for (place, _) in text.char_indices() {
        let year: String = text.get(place..).unwrap_or("").chars().take(5).collect();
        if year_in(&year).is_some() {
            rest = format!(
                "{}{}",
                text.get(..place).unwrap_or(""),
                text.get(place + year.len()..)
                    .unwrap_or("")
                    .trim_start_matches('度')
            );
            break;
        }
    }
    let rest = rest.trim_start_matches("关于").trim_start_matches("附件");
    let plain = rest.chars().any(|one| !one.is_ascii_digit());
    if plain {
        rest.to_owned()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(lines: &[&str]) -> Option<(Option<String>, Option<i64>)> {
        let label = Label {
            text: "政府信息公开工作年度报告".to_owned(),
            ..Label::default()
        };
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let found = titles(&lines, &label);
        found.first().map(|title| (title.organ.clone(), title.year))
    }

    #[test]
    fn titles_are_found_over_one_two_or_three_lines() {
        let expected = Some((Some("吴忠市公安局".to_owned()), Some(2024)));
        for lines in [
            &["吴忠市公安局 2024 年政府信息公开工作年度报告"][..],
            &["吴忠市公安局", "2024 年政府信息公开工作年度报告"],
            &["吴忠市公安局2024年", "政府信息公开工作年度报告"],
            &["吴忠市公安局2024", "年政府信息公开工作年度报告"],
            &["2024年度吴忠市公安局政府信息", "公开工作年度报告"],
            &["吴忠市公安局政府信息公开工作年度报告（2024年度）"],
            &["吴忠市公安局", "二〇二四年政府信息公开工作年度报告"],
            &["吴忠市公安", "局2024年政府信息公开工作年度报告"],
        ] {
            assert_eq!(title(lines), expected, "{lines:?}");
        }
        assert_eq!(
            title(&["现发布《吴忠市公安局 2024 年政府信息公开工作年度报告》，本报告"]),
            None
        );
    }

    #[test]
    fn a_title_at_the_head_of_each_page_is_no_other_report() {
        let label = Label {
            text: "政府信息公开工作年度报告".to_owned(),
            ..Label::default()
        };
        let title = "某局2024年政府信息公开工作年度报告";
        let read = |again: &str, next: &str| {
            let lines = [title, "一、总体情况", "二、主动公开", again, next].map(str::to_owned);
            let (titles, heads) = titles_and_heads(&lines, &label, |_| false);
            (titles.len(), heads)
        };
        assert_eq!(read(title, "三、申请情况"), (1, vec![3]));
        assert_eq!(read(title, "一、总体情况"), (2, Vec::new()));
        assert_eq!(
            read("某局2023年政府信息公开工作年度报告", "三、申请情况"),
            (2, Vec::new())
        );
    }

    #[test]
    fn prose_is_kept_by_section() {
        let text = ["2024 年，某局认真", "贯彻。", "（一）第一。"];
        let under = |title| [&["前言。", title][..], &text].concat();
        let found = sections(&under("一、总体情况"), &[]);
        assert_eq!(found, sections(&under("总体 情况"), &["一、总体情况"]));
        let expected = [
            (String::new(), Some("前言。".to_owned())),
            (
                "一、总体情况".to_owned(),
                Some("2024 年，某局认真贯彻。\n（一）第一。".to_owned()),
            ),
        ];
        assert_eq!(found.0, expected);
    }
}
