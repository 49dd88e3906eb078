//! A run of figures in text → the row whose label stands before it, whole or in pieces. Guesses no row: of labels with
//! something in their midst only whole ones count.

use super::Finder;
use super::weaving::weave;
use crate::align::dictionary::{LineRef, MISPRINT, Match};
use crate::align::label::{heading, split_number};
use crate::import::tokens::{Run, Token};
use crate::model::Axis;

/// Characters that a label may have, broken over lines and with strange pieces between.
const LONGEST_LABEL: usize = 70;

/// A row's label before or around a run of figures.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub matched: Match,
    /// Its first token.
    pub start: usize,
    /// The token after its last.
    pub end: usize,
    /// As it should stand in the grid.
    pub text: String,
    /// Something that is none of the table's stands between its pieces.
    pub interrupted: bool,
}

impl Finder<'_> {
    /// Rows whose label ends where the figures begin, best first.
    pub(super) fn labels(&self, run: &Run) -> Vec<Label> {
        let mut found: Vec<Label> = Vec::new();
        for start in self.label_starts(run) {
            let text = self.words(start..run.words.end);
            if is_balanced(&text) {
                self.add_labels(&mut found, start..run.words.end, &text, true);
            }
        }
        // Looking harder costs more, so only where a table is being read or begins.
        let worthwhile = found.is_empty() && run.closes_line && self.table_is_near(run);
        if worthwhile {
            self.woven_labels(run, &mut found);
        }
        if worthwhile && found.is_empty() {
            self.interrupted_labels(run, &mut found);
        }
        if worthwhile && found.is_empty() {
            for start in self.label_starts(run) {
                // Where another number stands, another label begins.
                let later = self.tokens.get(start + 1..run.words.end);
                if later.unwrap_or_default().iter().any(is_numbered) {
                    break;
                }
                let text = self.words(start..run.words.end);
                self.add_labels(&mut found, start..run.words.end, &text, false);
            }
        }
        // Of equally good ones the longest: `3.其他` rather than 其他.
        found.sort_by_key(|label| (label.matched.cost, label.start));
        found
    }

    /// Whether a table is open, or the header of one with so many columns stands before the figures.
    fn table_is_near(&self, run: &Run) -> bool {
        let headed = |table: &usize| {
            self.columns(*table).len() == run.figures.len()
                && self.header_order(run.words.clone(), *table).is_some()
        };
        self.open.is_some() || (0..self.form.tables.len()).any(|table| headed(&table))
    }

    /// The first token that a label around the figures may start with.
    fn first_start(&self, run: &Run) -> usize {
        let mut length = 0;
        let first = run.words.start.max(self.used).min(run.words.end);
        let within = (first..run.words.end).rev().take_while(|start| {
            let token = self.tokens.get(*start);
            length += token.map_or(0, |token| token.text.chars().count());
            length <= LONGEST_LABEL
        });
        within.last().unwrap_or(run.words.end)
    }

    /// Where a label that ends at the figures may start.
    fn label_starts(&self, run: &Run) -> Vec<usize> {
        // A number at the end opens the label that goes on behind the figures.
        let last = run
            .words
            .clone()
            .last()
            .and_then(|last| self.tokens.get(last));
        if last.is_some_and(is_number) && run.words.len() > 1 {
            return Vec::new();
        }
        (self.first_start(run)..run.words.end).rev().collect()
    }

    fn add_labels(
        &self,
        found: &mut Vec<Label>,
        place: std::ops::Range<usize>,
        text: &str,
        exactly: bool,
    ) {
        let matches = if exactly {
            self.dictionary.find_exactly(text)
        } else {
            self.dictionary.find(text)
        };
        for matched in matches {
            let row = matched.line.axis == Axis::Rows && !matched.group && !matched.joined;
            let known = self
                .open
                .as_ref()
                .filter(|open| open.table == matched.line.table);
            let backwards = known.is_some_and(|open| matched.line.line <= open.last_row);
            if row && (matched.cost < MISPRINT || !backwards) {
                found.push(Label {
                    matched,
                    start: place.start,
                    end: place.end,
                    text: text.to_owned(),
                    interrupted: false,
                });
            }
        }
    }

    /// Labels with a piece of a neighbouring cell's label in their midst.
    fn interrupted_labels(&self, run: &Run, found: &mut Vec<Label>) {
        for start in self.label_starts(run).into_iter().take(8) {
            for end in start + 1..run.words.end {
                for skipped in 1..=2_usize.min(run.words.end.saturating_sub(end + 1)) {
                    let text = self.words(start..end) + &self.words(end + skipped..run.words.end);
                    let mut whole = Vec::new();
                    self.add_labels(&mut whole, start..run.words.end, &text, true);
                    let long = heading(&text).body.chars().count() > 4;
                    whole.retain(|label| label.matched.cost == 0 && long);
                    found.extend(whole.into_iter().map(|label| Label {
                        interrupted: true,
                        ..label
                    }));
                }
            }
        }
    }

    /// A label that goes on behind its figures, as they stand beside its first or its middle line, perhaps between pieces
    /// of its group's.
    fn woven_labels(&self, run: &Run, found: &mut Vec<Label>) {
        let first = self.first_start(run);
        let mut length = 0;
        let following = self
            .tokens
            .get(run.figures.end..)
            .unwrap_or_default()
            .iter();
        let following = following.take_while(|token| {
            length += token.text.chars().count();
            !token.is_figure() && length <= LONGEST_LABEL
        });
        let end = run.figures.end + following.count();
        let before = self.tokens.get(first..run.words.end).unwrap_or_default();
        let after = self.tokens.get(run.figures.end..end).unwrap_or_default();
        let pieces: Vec<&str> = before
            .iter()
            .chain(after)
            .map(|token| token.text.as_str())
            .collect();
        let mut woven: Vec<Label> = Vec::new();
        for (table, content) in self.form.tables.iter().enumerate() {
            if self.columns(table).len() != run.figures.len() {
                continue;
            }
            let open = self.open.as_ref().filter(|open| open.table == table);
            for (line, row) in content.rows.iter().enumerate() {
                if row.group || open.is_some_and(|open| line <= open.last_row) {
                    continue;
                }
                let Some(range) = weave(&content.rows, line, &pieces, before.len()) else {
                    continue;
                };
                let index = |piece: usize| match piece.checked_sub(before.len()) {
                    Some(behind) => run.figures.end + behind,
                    None => first + piece,
                };
                woven.push(Label {
                    matched: Match {
                        line: LineRef {
                            table,
                            axis: Axis::Rows,
                            line,
                        },
                        cost: 0,
                        group: false,
                        whole_group: false,
                        joined: false,
                    },
                    start: index(range.start),
                    end: index(range.end - 1) + 1,
                    text: row.label.text.clone(),
                    interrupted: false,
                });
            }
        }
        if let [_] = woven.as_slice() {
            found.append(&mut woven);
        }
    }
}

/// Whether a piece of text begins with a number of its own.
fn is_numbered(token: &Token) -> bool {
    let folded = crate::align::label::folded(&token.text);
    split_number(&folded).0.is_some()
}

/// Whether a piece of text is a label's number and nothing else.
fn is_number(token: &Token) -> bool {
    let folded = crate::align::label::folded(&token.text);
    matches!(split_number(&folded), (Some(_), ""))
}

/// Whether every bracket that opens is closed: else a piece of another label is taken for a remark in brackets.
fn is_balanced(text: &str) -> bool {
    let folded = crate::align::label::folded(text);
    let mut depth = 0_i32;
    for character in folded.chars() {
        depth += i32::from(character == '(') - i32::from(character == ')');
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}
