//! Prose → the figures that it names, each with its sentence, by the patterns of a pack.
//!
//! Comes in: text by section title. A sentence may run over lines and hold spaces; both are taken out before anything
//! is compared. Cost grows linearly with the text: a pattern is walked as a set of places, never tried back and forth.

mod figures;
mod listing;
mod scope;

use crate::model::{Fact, Pattern, Piece, UNIT_SUFFIX};
use crate::number::Number;
use figures::{figure_at, is_digit};

/// The longest stretch, in characters, that `…` in a pattern may stand for.
pub const MAX_GAP: usize = 20;

/// Characters of a sentence that are looked at; more is no sentence but a list without stops.
pub const MAX_SENTENCE: usize = 4_000;

/// A fact as the prose states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index in the model's facts.
    pub fact: usize,
    /// The figure of each of the fact's blanks, with the number of decimals printed; none where the pattern that was
    /// found doesn't have it.
    pub figures: Vec<Option<(Number, u32)>>,
    /// The sentence, without spaces; `None` where an expected phrase is missing.
    pub quote: Option<String>,
}

/// Finds each fact where it is first stated; a list, where it first doesn't come to what it lists. `prose` is section
/// title and text.
///
/// ```
/// use gouji::model::{Fact, Piece};
/// let fact = Fact {
///     patterns: vec![vec![Piece::OneOf(vec!["受理依申请公开".into()]), Piece::Figure(0), Piece::OneOf(vec!["件".into()])]],
///     blanks: vec!["n".into()],
///     ..Fact::default()
/// };
/// let found = gouji::prose::mentions(&[fact], &[("一、总体情况", "全年共受理依申请公\n开 3 件，已全部办结。")]);
/// assert_eq!(found[0].figures[0].as_ref().unwrap().0.to_string(), "3");
/// assert_eq!(found[0].quote.as_deref(), Some("全年共受理依申请公开3件，已全部办结。"));
/// ```
#[must_use]
pub fn mentions(facts: &[Fact], prose: &[(&str, &str)]) -> Vec<Mention> {
    let stops = [&['。', '！', '？', '；'][..], &['。', '！', '？']];
    let sections: Vec<(String, [Vec<Sentence>; 2])> = prose
        .iter()
        .map(|(title, text)| (bare_title(title), stops.map(|stops| sentences(text, stops))))
        .collect();
    let mut found = Vec::new();
    for (index, fact) in facts.iter().enumerate() {
        let wanted = bare_title(&fact.section);
        let within: Vec<_> = sections
            .iter()
            .filter(|(title, _)| wanted.is_empty() || title.contains(&wanted))
            .map(|(_, sentences)| sentences)
            .collect();
        // A list may go on after a semicolon.
        let lists = fact.patterns.iter().flatten().any(is_list);
        let sentences = within.iter().flat_map(|each| &each[usize::from(lists)]);
        let mut stated = sentences.filter_map(|sentence| mention(index, fact, sentence));
        found.extend(match stated.next() {
            Some(first) if lists && listing::comes_to_its_total(fact, &first) => {
                let other = stated.find(|one| !listing::comes_to_its_total(fact, one));
                Some(other.unwrap_or(first))
            }
            None if fact.expected && !within.is_empty() => Some(missing(index, fact)),
            first => first,
        });
    }
    found
}

fn is_list(piece: &Piece) -> bool {
    matches!(piece, Piece::Listed(_))
}

fn missing(index: usize, fact: &Fact) -> Mention {
    Mention {
        fact: index,
        figures: vec![None; fact.blanks.len()],
        quote: None,
    }
}

fn mention(index: usize, fact: &Fact, sentence: &Sentence) -> Option<Mention> {
    let mut patterns = fact
        .patterns
        .iter()
        .filter(|pattern| sentence.may_fit(pattern));
    let sentence = sentence.text.as_slice();
    let (pattern, mut figures) = patterns.find_map(|pattern| {
        let figures = matched(pattern, sentence, fact.blanks.len())?;
        Some((pattern, figures))
    })?;
    // A phrase without a figure states that it is so.
    if !pattern
        .iter()
        .any(|piece| matches!(piece, Piece::Figure(_)))
    {
        figures.fill(Some((Number::ONE, 0)));
    }
    for (place, blank) in fact.blanks.iter().enumerate() {
        let printed = blank.strip_suffix(UNIT_SUFFIX).and_then(|name| {
            let own = fact.blanks.iter().position(|blank| blank == name)?;
            figures.get(own)?.as_ref().map(|(_, decimals)| *decimals)
        });
        if let (Some(decimals), Some(slot)) = (printed, figures.get_mut(place)) {
            let unit = Number::power_of_ten(-i32::try_from(decimals).unwrap_or(0));
            *slot = Some((unit, decimals));
        }
    }
    Some(Mention {
        fact: index,
        figures,
        quote: Some(sentence.iter().collect()),
    })
}

/// A title without its number, spaces and brackets: `一、总体情况` and `总体 情况` are the same section.
fn bare_title(title: &str) -> String {
    let text: String = title.chars().filter(|sign| !sign.is_whitespace()).collect();
    match text.split_once('、') {
        Some((number, rest))
            if number
                .chars()
                .all(|sign| "一二三四五六七八九十".contains(sign)) =>
        {
            rest.to_owned()
        }
        _ => text,
    }
}

/// A sentence without spaces, digits in ASCII.
struct Sentence {
    text: Vec<char>,
    /// The signs that occur in it, sorted: most patterns are ruled out by them.
    signs: Vec<char>,
}

impl Sentence {
    fn new(mut text: Vec<char>) -> Sentence {
        text.truncate(MAX_SENTENCE);
        let mut signs = text.clone();
        signs.sort_unstable();
        signs.dedup();
        Sentence { text, signs }
    }

    fn may_fit(&self, pattern: &Pattern) -> bool {
        let occurs = |literal: &String| {
            let first = literal.chars().next().map(narrow);
            first.is_some_and(|first| self.signs.binary_search(&first).is_ok())
        };
        pattern.iter().all(|piece| match piece {
            Piece::OneOf(literals) => literals.iter().any(occurs),
            _ => true,
        })
    }
}

fn sentences(text: &str, stops: &[char]) -> Vec<Sentence> {
    let mut all = vec![Vec::new()];
    for sign in text
        .chars()
        .filter(|sign| !sign.is_whitespace())
        .map(narrow)
    {
        if let Some(last) = all.last_mut() {
            last.push(sign);
        }
        if stops.contains(&sign) {
            all.push(Vec::new());
        }
    }
    all.retain(|sentence| !sentence.is_empty());
    all.into_iter().map(Sentence::new).collect()
}

fn narrow(sign: char) -> char {
    match sign {
        '０'..='９' => {
            char::from_u32(u32::from(sign) - u32::from('０') + u32::from('0')).unwrap_or(sign)
        }
        '．' => '.',
        '％' => '%',
        other => other,
    }
}

type Figures = Vec<Option<(Number, u32)>>;

/// Where a pattern has got to, with the figures on the way there. The earliest way to a place is the one kept.
type Places = Vec<(usize, Figures)>;

/// The figures of the first stretch of the sentence that the pattern fits.
fn matched(pattern: &Pattern, sentence: &[char], blanks: usize) -> Option<Figures> {
    let begins = |start: &usize| match pattern.first() {
        Some(Piece::OneOf(literals)) => literals
            .iter()
            .any(|literal| after(literal, sentence, *start).is_some()),
        Some(Piece::Figure(_)) => sentence.get(*start).copied().is_some_and(is_digit),
        _ => true,
    };
    (0..sentence.len()).filter(begins).find_map(|start| {
        let mut places: Places = vec![(start, vec![None; blanks])];
        let mut before = None;
        for piece in pattern {
            places = advanced(piece, places, sentence, before);
            if let Piece::Figure(blank) = piece {
                before = Some(*blank);
            }
            if places.is_empty() {
                return None;
            }
        }
        let (_, figures) = places.into_iter().next()?;
        (is_dated(pattern) || scope::is_own(sentence, start)).then_some(figures)
    })
}

/// Whether a pattern names a year itself.
fn is_dated(pattern: &Pattern) -> bool {
    pattern.iter().any(|piece| match piece {
        Piece::OneOf(literals) => literals.iter().any(|literal| literal.starts_with('年')),
        _ => false,
    })
}

fn advanced(
    piece: &Piece,
    places: Places,
    sentence: &[char],
    figure_before: Option<usize>,
) -> Places {
    let mut next: Places = Vec::new();
    let mut reach = |place: usize, figures: Figures| {
        if next.iter().all(|(reached, _)| *reached != place) {
            next.push((place, figures));
        }
    };
    for (place, figures) in places {
        match piece {
            Piece::OneOf(literals) => {
                for literal in literals {
                    if let Some(end) = after(literal, sentence, place) {
                        reach(end, figures.clone());
                    }
                }
            }
            Piece::Gap => (0..=MAX_GAP)
                .map(|length| place + length)
                .take_while(|end| *end <= sentence.len())
                .for_each(|end| reach(end, figures.clone())),
            Piece::Listed(blank) => {
                let whole = figure_before.and_then(|before| figures.get(before)?.clone());
                let sum = whole.and_then(|(whole, _)| listing::sum(sentence, place, &whole));
                if let Some(sum) = sum {
                    let mut figures = figures;
                    if let Some(slot) = figures.get_mut(*blank) {
                        *slot = Some(sum);
                    }
                    reach(sentence.len(), figures);
                }
            }
            Piece::Figure(blank) => {
                if let Some((end, figure)) = figure_at(sentence, place) {
                    let mut figures = figures;
                    if let Some(slot) = figures.get_mut(*blank) {
                        *slot = Some(figure);
                    }
                    reach(end, figures);
                }
            }
        }
    }
    next
}

fn after(literal: &str, sentence: &[char], place: usize) -> Option<usize> {
    let mut end = place;
    for sign in literal.chars().map(narrow) {
        if sentence.get(end) != Some(&sign) {
            return None;
        }
        end += 1;
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(text: &str) -> Piece {
        Piece::OneOf(text.split('|').map(str::to_owned).collect())
    }

    fn read(pattern: Pattern, text: &str) -> Option<String> {
        let fact = Fact {
            patterns: vec![pattern],
            blanks: vec!["n".into()],
            ..Fact::default()
        };
        let found = mentions(&[fact], &[("一、总体情况", text)]);
        Some(found.first()?.figures[0].as_ref()?.0.to_string())
    }

    #[test]
    fn figures_are_read_whole() {
        let pattern = || {
            vec![
                literal("受理|收到"),
                Piece::Gap,
                Piece::Figure(0),
                literal("件"),
            ]
        };
        for (text, figure) in [
            ("全区受理政府信息公开申请21 件。", Some("21")),
            ("共收到申 请 1,234\n件，均已答复。", Some("1234")),
            ("受理申请１２件。", Some("12")),
            ("受理网上申请5件、信函申请7件。", Some("5")),
            ("受理申请若干件。", None),
            ("受理申请。共3件。", None),
            ("受理申请二十一件。", Some("21")),
            ("受理申请一件。", Some("1")),
            ("受理第三批申请5件。", Some("5")),
            ("受理申请第三件。", None),
            ("去年受理申请5件，今年受理申请7件。", Some("7")),
            ("2023年受理申请5件，2024年受理申请7件。", Some("7")),
            ("2024年受理申请7件，比2023年受理申请5件多。", Some("7")),
            ("区政府办公室代表区政府受理申请5件。", None),
            ("受理申请共7件，其中区教育局受理申请5件。", Some("7")),
            ("其中区教育局受理申请5件。", None),
        ] {
            assert_eq!(read(pattern(), text).as_deref(), figure, "{text}");
        }
    }

    #[test]
    fn a_gap_is_short_and_a_comma_between_figures_is_none_of_theirs() {
        let pattern = || vec![literal("办结"), Piece::Figure(0), literal("件")];
        assert_eq!(
            read(pattern(), "2023年，办结12345，67件，办结8件").as_deref(),
            Some("8")
        );
        let gap = vec![literal("受理"), Piece::Gap, Piece::Figure(0)];
        assert_eq!(read(gap, &format!("受理{}3件", "很".repeat(21))), None);
    }

    #[test]
    fn a_long_text_costs_no_more_than_its_length() {
        let pattern = vec![
            literal("一"),
            Piece::Gap,
            literal("一"),
            Piece::Gap,
            literal("一"),
            Piece::Gap,
            literal("二"),
        ];
        assert_eq!(read(pattern, &"一".repeat(100_000)), None);
    }
}
