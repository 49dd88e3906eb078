//! Lines that look like a table's and that nothing was read from → said so. Knows what was read, guesses no cell.

use super::{FEWEST_COLUMNS, Finder, Scattered};
use crate::align::Why;
use crate::align::dictionary::Match;
use crate::align::label::{folded, heading, ink};
use crate::align::shape::{Shape, is_counted, shape};
use crate::import::tokens::Token;
use crate::model::Axis;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Signs that may stand between a label and its figures.
const SEPARATORS: [char; 7] = ['：', ':', '；', ';', '，', ',', '|'];

/// Figures at the end of a line from which on it is a table's.
const FEWEST_AT_END: usize = 3;

/// Digits from which on what stands behind a label without a gap may be several figures.
const FEWEST_GLUED: usize = 3;

/// Lines from one figure of a list to the next: a heading and a blank may stand between.
const LARGEST_GAP: usize = 3;

/// First line, last line, and the texts of a list.
fn said((line, _, texts): (usize, usize, Vec<&str>)) -> (usize, String, Why) {
    (line, texts.join("；"), Why::NoLabel)
}

/// Whether a line that names nothing may be the end of a row: a figure ends it, and it reads like no sentence.
fn may_be_a_row(text: &str, tokens: &[&Token]) -> bool {
    let ends = tokens.last().is_some_and(|token| is_counted(&token.text));
    ends && !text.contains(['，', '年', '：', '；'])
}

impl Finder<'_> {
    /// Lines with figures that were not understood: behind labels, several at the end, or nothing else.
    pub(super) fn report_unread_rows(&mut self) {
        // A line without a figure of its own may have been taken for a part of the next table's header.
        let read: BTreeSet<usize> = self
            .tokens
            .iter()
            .filter(|token| token.is_figure())
            .map(|token| token.line)
            .filter(|line| self.found.consumed.contains(line))
            .collect();
        let mut unread: BTreeMap<usize, Vec<&Token>> = BTreeMap::new();
        for token in self.tokens {
            if !read.contains(&token.line) {
                unread.entry(token.line).or_default().push(token);
            }
        }
        self.report_bare_rows(&unread);
        // Lines of one list are said together.
        let mut list: Option<(usize, usize, Vec<&str>)> = None;
        for (line, tokens) in unread {
            let text = self.lines.get(line).map_or("", |line| line.trim());
            if tokens.iter().all(|token| token.is_figure()) || text.contains('。') {
                continue;
            }
            match (self.why_unread(text, &tokens), &mut list) {
                (Some(Why::NoLabel), Some((_, last, texts))) if line <= *last + LARGEST_GAP => {
                    *last = line;
                    texts.push(text);
                }
                (Some(Why::NoLabel), _) => {
                    self.found.strays.extend(list.take().map(said));
                    list = Some((line, line, vec![text]));
                }
                (Some(why), _) => self.found.strays.push((line, text.to_owned(), why)),
                (None, _) if may_be_a_row(text, &tokens) => {
                    let text = text.to_owned();
                    self.found.scattered.push(Scattered::at(line, text));
                }
                (None, _) => {}
            }
        }
        self.found.strays.extend(list.map(said));
        self.found.strays.sort_by_key(|(line, _, _)| *line);
        self.gather_scattered();
    }

    /// Scattered figures of one section are said together, with the tables that they may belong to.
    fn gather_scattered(&mut self) {
        let mut scattered = std::mem::take(&mut self.found.scattered);
        scattered.sort_by_key(|one| one.line);
        let mut section = 0..0;
        for one in scattered {
            match self.found.scattered.last_mut() {
                Some(last) if section.contains(&one.line) => {
                    last.text.push('；');
                    last.text.push_str(&one.text);
                }
                _ => {
                    section = self.section_around(one.line);
                    let tables = self.tables_named(section.clone());
                    self.found.scattered.push(Scattered { tables, ..one });
                }
            }
        }
    }

    /// The lines between the titles of sections around a line.
    fn section_around(&self, line: usize) -> Range<usize> {
        let is_title = |line: &String| self.is_title(line);
        let (before, after) = self.lines.split_at(line.min(self.lines.len()));
        let start = before.iter().rposition(is_title);
        let end = after.iter().position(is_title);
        let end = end.map_or(self.lines.len(), |end| line + end);
        start.unwrap_or(0)..end.max(line + 1)
    }

    /// The tables of which a label stands in some lines.
    fn tables_named(&self, lines: Range<usize>) -> BTreeSet<usize> {
        let words = self.tokens.iter();
        let words = words.filter(|token| !token.is_figure() && lines.contains(&token.line));
        let words: Vec<&str> = words.map(|token| token.text.as_str()).collect();
        let names = words
            .iter()
            .flat_map(|text| self.dictionary.find_exactly(text));
        let exact = names.filter(|one| one.cost == 0 && !one.group);
        let mut tables: BTreeSet<usize> = exact.map(|one| one.line.table).collect();
        // The labels of a header may be glued together like its figures.
        let inks: Vec<String> = words.iter().map(|text| ink(text)).collect();
        let is_header = |table: &usize| {
            let columns = self.columns(*table);
            let bodies = columns.iter().map(|line| heading(&line.label.text).body);
            let bodies: Vec<String> = bodies.collect();
            let holds = |ink: &String| bodies.iter().all(|body| ink.contains(body));
            bodies.len() >= FEWEST_COLUMNS && inks.iter().any(holds)
        };
        tables.extend((0..self.form.tables.len()).filter(is_header));
        tables
    }

    /// Why a line with words was left, where it is a table's.
    fn why_unread(&self, text: &str, tokens: &[&Token]) -> Option<Why> {
        let at_end = tokens.iter().rev().take_while(|token| token.is_figure());
        let figures = at_end.count();
        if figures >= FEWEST_AT_END {
            return Some(Why::NoLabel);
        }
        let is_line = |one: &Match| one.cost == 0 && !one.group;
        let is_row = |one: &Match| is_line(one) && one.line.axis == Axis::Rows;
        let names = |text: &str| self.dictionary.find_exactly(text.trim_matches(SEPARATORS));
        let words = || tokens.iter().filter(|token| !token.is_figure());
        if figures > 0 && words().any(|token| names(&token.text).iter().any(is_line)) {
            return Some(Why::NoLabel);
        }
        let end = text.find(|one: char| one.is_whitespace() || SEPARATORS.contains(&one));
        let (label, rest) = text.split_at(end.unwrap_or(text.len()));
        let digit = |one: char| one.is_ascii_digit();
        let figure = rest.trim_matches(SEPARATORS).trim();
        if shape(figure) == Shape::Figure && names(label).iter().any(is_line) {
            return Some(Why::NoLabel);
        }
        if rest.contains(digit) && self.dictionary.find_exactly(label).iter().any(is_row) {
            return Some(Why::NoLabel);
        }
        self.is_glued(text).then_some(Why::Glued)
    }

    /// `（一）予以公开1000001`: a row's label, perhaps behind a number and its group's, and digits without a gap.
    fn is_glued(&self, text: &str) -> bool {
        let folded = folded(text);
        let label = folded.trim_end_matches(|one: char| one.is_ascii_digit() || one == '.');
        if folded.len() - label.len() < FEWEST_GLUED {
            return false;
        }
        let label = ink(label);
        let rows = self.form.tables.iter().flat_map(|table| &table.rows);
        rows.filter(|row| !row.group).any(|row| {
            let body = heading(&row.label.text).body;
            !body.is_empty() && label.ends_with(&body)
        })
    }

    /// Lines of nothing but figures, as many as a row has, that no row took.
    fn report_bare_rows(&mut self, unread: &BTreeMap<usize, Vec<&Token>>) {
        let mut block: Option<(usize, Vec<&str>)> = None;
        let mut blocks = Vec::new();
        for (line, tokens) in unread {
            if tokens.iter().all(|token| token.is_figure()) {
                let (_, texts) = block.get_or_insert((*line, Vec::new()));
                texts.extend(tokens.iter().map(|token| token.text.as_str()));
            } else {
                blocks.extend(block.take());
            }
        }
        blocks.extend(block);
        for (line, texts) in blocks {
            let (few, text) = (texts.len() < FEWEST_COLUMNS, texts.join(" "));
            if few {
                if texts.iter().any(|text| is_counted(text)) {
                    self.found.scattered.push(Scattered::at(line, text));
                }
            } else {
                self.found.strays.push((line, text, Why::NoLabel));
            }
        }
    }
}
