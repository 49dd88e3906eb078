//! Lines of text → words and figures, in reading order, and the runs of figures among them.

use super::drawn::{is_rule, is_upright};
use crate::align::dictionary::Dictionary;
use crate::align::label::fold;
use crate::align::shape::{Shape, shape};
use crate::model::Axis;
use std::collections::BTreeSet;
use std::ops::Range;

/// A word or a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub text: String,
    /// Index of its line.
    pub line: usize,
    figure: bool,
    /// First of its line.
    pub opens_line: bool,
    /// Last of its line.
    pub closes_line: bool,
}

impl Token {
    pub(crate) fn is_figure(&self) -> bool {
        self.figure
    }
}

/// Figures with nothing but figures between them, and the words between the figures before and these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub words: Range<usize>,
    pub figures: Range<usize>,
    /// Whether its last figure ends a line.
    pub closes_line: bool,
}

impl Run {
    /// Whether its first figure begins a line.
    pub(crate) fn opens_line(&self, tokens: &[Token]) -> bool {
        tokens
            .get(self.figures.start)
            .is_some_and(|token| token.opens_line)
    }
}

/// Splits lines; page numbers and rules drawn with signs fall away.
pub(crate) fn tokens(lines: &[String], dictionary: &Dictionary) -> Vec<Token> {
    let mut found = Vec::new();
    for (line, text) in lines.iter().enumerate() {
        let pieces = pieces(text, dictionary);
        let last = pieces.len().saturating_sub(1);
        for (place, (text, figure)) in pieces.into_iter().enumerate() {
            found.push(Token {
                text,
                line,
                figure,
                opens_line: place == 0,
                closes_line: place == last,
            });
        }
    }
    let ordinals = ordinals(&found);
    let mut place = 0;
    found.retain(|_| {
        place += 1;
        !ordinals.contains(&(place - 1))
    });
    found
}

/// Lines that are numbered one after the other from which on the numbers count nothing.
const FEWEST_NUMBERED: usize = 3;

/// The figures that only number the lines of a table, each before its words.
fn ordinals(tokens: &[Token]) -> BTreeSet<usize> {
    let mut numbered: Vec<(usize, u32)> = Vec::new();
    for (place, pair) in tokens.windows(2).enumerate() {
        let [one, next] = pair else {
            continue;
        };
        let opens = one.figure && one.opens_line && !next.figure && next.line == one.line;
        if let (true, Ok(number)) = (opens, one.text.parse()) {
            numbered.push((place, number));
        }
    }
    let mut found = BTreeSet::new();
    for run in numbered.chunk_by(|(_, one), (_, next)| next.checked_sub(1) == Some(*one)) {
        if run.len() >= FEWEST_NUMBERED {
            found.extend(run.iter().map(|(place, _)| *place));
        }
    }
    found
}

/// Finds the runs of figures.
pub(crate) fn runs(tokens: &[Token]) -> Vec<Run> {
    let mut found = Vec::new();
    let mut words_start = 0;
    let mut index = 0;
    while index < tokens.len() {
        if !tokens.get(index).is_some_and(Token::is_figure) {
            index += 1;
            continue;
        }
        let start = index;
        while tokens.get(index).is_some_and(Token::is_figure) {
            index += 1;
        }
        let last = index.checked_sub(1).and_then(|last| tokens.get(last));
        found.push(Run {
            words: words_start..start,
            figures: start..index,
            closes_line: last.is_some_and(|token| token.closes_line),
        });
        words_start = index;
    }
    found
}

/// (text, whether it is a figure)
type Piece = (String, bool);

fn pieces(line: &str, dictionary: &Dictionary) -> Vec<Piece> {
    if matches!(shape(line), Shape::Empty | Shape::PageMark) || is_page_of(line) {
        return Vec::new();
    }
    let separator = if line.contains('\t') {
        Some('\t')
    } else if line.matches(is_upright).count() >= 2 {
        Some('|')
    } else {
        None
    };
    match separator {
        Some('|') => cells(&between_rules(line)),
        Some(_) => cells(&line.split('\t').map(str::to_owned).collect::<Vec<String>>()),
        None => match comma_separated(line, dictionary) {
            Some(texts) => cells(&texts),
            None => words(line, dictionary),
        },
    }
}

/// `3/12` alone in a line: the page, and how many there are.
fn is_page_of(line: &str) -> bool {
    let number = |text: &str| text.trim().parse::<u16>().ok();
    let parts = line.split_once(['/', '／']);
    let pages = parts.and_then(|(page, all)| Some((number(page)?, number(all)?)));
    pages.is_some_and(|(page, all)| page > 0 && all > 1 && page <= all)
}

/// The cells between signs drawn as rules.
fn between_rules(line: &str) -> Vec<String> {
    let even = line.replace(is_upright, "|");
    even.trim()
        .trim_matches('|')
        .split('|')
        .map(str::to_owned)
        .collect()
}

/// The cells of a line of comma-separated values; one of them must be a label of the form.
fn comma_separated(line: &str, dictionary: &Dictionary) -> Option<Vec<String>> {
    if !line.contains(',') || line.contains('。') {
        return None;
    }
    let mut texts = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match (character, texts.last_mut()) {
            ('"', _) => quoted = !quoted,
            (',', _) if !quoted => texts.push(String::new()),
            (other, Some(last)) => last.push(other),
            _ => {}
        }
    }
    // `行政许可 1,204`: the comma belongs to the figure.
    let runs_on = |text: &String| {
        let last = text.split_whitespace().next_back().unwrap_or("");
        last.len() < text.trim().len() && shape(last) == Shape::Figure
    };
    let named = texts
        .iter()
        .any(|text| !dictionary.find_exactly(text).is_empty());
    let figures = || {
        texts
            .iter()
            .all(|text| !matches!(shape(text), Shape::Words | Shape::PageMark))
    };
    // `1,204,000` may be one figure; `1,0,0` is none.
    let grouped = || texts.iter().skip(1).all(|text| text.trim().len() == 3);
    let separated = named || (figures() && !grouped());
    (separated && !texts.iter().any(runs_on)).then_some(texts)
}

/// A line of a table whose cells are known. Empty cells after the last words are figures left blank.
fn cells(texts: &[String]) -> Vec<Piece> {
    let texts: Vec<&str> = texts.iter().map(|text| text.trim()).collect();
    let ruled = |text: &&str| text.chars().all(|one| is_rule(one) || one == ':');
    if texts.iter().all(ruled) {
        return Vec::new();
    }
    let last_words = texts.iter().rposition(|text| shape(text) == Shape::Words);
    let mut found = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        match shape(text) {
            Shape::Empty if last_words.is_some_and(|last| place < last) => {}
            Shape::Words | Shape::PageMark => found.push(((*text).to_owned(), false)),
            _ => found.push(((*text).to_owned(), true)),
        }
    }
    found
}

/// A line of text whose parts are separated by spaces.
fn words(line: &str, dictionary: &Dictionary) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for text in joined_brackets(line) {
        match shape(&text) {
            Shape::Empty => {}
            Shape::Figure | Shape::BlankMark => found.push((text, true)),
            Shape::PageMark => found.push((text, false)),
            // A rule drawn between cells says nothing.
            Shape::Words if text.chars().all(is_rule) => {}
            Shape::Words => match split_label(&text, dictionary) {
                Some((label, figure)) => {
                    found.push((label, false));
                    found.push((figure, true));
                }
                None => found.push((text, false)),
            },
        }
    }
    join_unit(&mut found, dictionary);
    found
}

/// `22（其中修订 16 件）` is one piece.
fn joined_brackets(line: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = 0_i32;
    for word in line.split_whitespace() {
        match found.last_mut() {
            Some(last) if open > 0 && shape(last) != Shape::Words => last.push_str(word),
            _ => {
                open = 0;
                found.push(word.to_owned());
            }
        }
        for character in word.chars().filter_map(fold) {
            open += i32::from(character == '(') - i32::from(character == ')');
        }
    }
    found
}

/// `行政许可240359`: a label of the form and a figure without a space between.
fn split_label(text: &str, dictionary: &Dictionary) -> Option<(String, String)> {
    let label = text.trim_end_matches(|one: char| {
        fold(one).is_some_and(|one| one.is_ascii_digit() || matches!(one, '.' | ','))
    });
    let figure = text.get(label.len()..)?;
    let named = figure.starts_with(|one: char| fold(one).is_some_and(|one| one.is_ascii_digit()))
        && dictionary
            .find_exactly(label)
            .iter()
            .any(|one| one.line.axis == Axis::Rows && !one.group);
    (named && shape(figure) == Shape::Figure).then(|| (label.to_owned(), figure.to_owned()))
}

/// `1204.264 万元`: the unit belongs to the figure before it.
fn join_unit(pieces: &mut Vec<Piece>, dictionary: &Dictionary) {
    let [.., (figure, true), (unit, false)] = pieces.as_mut_slice() else {
        return;
    };
    if unit.chars().count() <= 3 && dictionary.find_exactly(unit).is_empty() && is_unit(unit) {
        let joined = format!("{figure} {unit}");
        if shape(&joined) == Shape::Figure {
            *figure = joined;
            pieces.pop();
        }
    }
}

pub(super) fn is_unit(text: &str) -> bool {
    text.ends_with([
        '元', '件', '笔', '项', '条', '次', '份', '个', '宗', '起', '人', '批', '%',
    ])
}
