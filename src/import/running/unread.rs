//! Lines that look like a table's and that nothing was read from → said so. Knows what was read, guesses no cell.

use super::{FEWEST_COLUMNS, Finder};
use crate::align::Why;
use crate::align::dictionary::Match;
use crate::model::Axis;
use std::collections::{BTreeMap, BTreeSet};

/// Signs that may stand between a label and its figures.
const SEPARATORS: [char; 7] = ['：', ':', '；', ';', '，', ',', '|'];

impl Finder<'_> {
    /// Lines that begin with a row's label and hold figures, in a way that was not understood.
    pub(super) fn report_unread_rows(&mut self) {
        // A line without a figure of its own may have been taken for a part of the next table's header.
        let read: BTreeSet<usize> = self
            .tokens
            .iter()
            .filter(|token| token.is_figure())
            .map(|token| token.line)
            .filter(|line| self.found.consumed.contains(line))
            .collect();
        self.report_bare_rows(&read);
        for (line, text) in self.lines.iter().enumerate() {
            let end = text.find(|one: char| one.is_whitespace() || SEPARATORS.contains(&one));
            let (Some(end), false) = (end, read.contains(&line) || text.contains('。')) else {
                continue;
            };
            let (label, rest) = text.split_at(end);
            let is_row = |one: &Match| one.cost == 0 && one.line.axis == Axis::Rows && !one.group;
            let holds_figures = rest.contains(|one: char| one.is_ascii_digit());
            if holds_figures && self.dictionary.find_exactly(label).iter().any(is_row) {
                self.found
                    .strays
                    .push((line, text.trim().to_owned(), Why::NoLabel));
            }
        }
        self.found.strays.sort_by_key(|(line, _, _)| *line);
    }

    /// Lines of nothing but figures, as many as a row has, that no row took.
    fn report_bare_rows(&mut self, read: &BTreeSet<usize>) {
        let mut bare: BTreeMap<usize, Option<Vec<&str>>> = BTreeMap::new();
        for token in self
            .tokens
            .iter()
            .filter(|token| !read.contains(&token.line))
        {
            let figures = bare.entry(token.line).or_insert_with(|| Some(Vec::new()));
            match figures {
                Some(texts) if token.is_figure() => texts.push(&token.text),
                _ => *figures = None,
            }
        }
        for (line, texts) in bare {
            if let Some(texts) = texts.filter(|texts| texts.len() >= FEWEST_COLUMNS) {
                self.found
                    .strays
                    .push((line, texts.join(" "), Why::NoLabel));
            }
        }
    }
}
