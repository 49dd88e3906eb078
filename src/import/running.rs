//! Lines of running text → the tables in them, as grids, and the lines that are no table.
//!
//! Text copied from a PDF has no columns: labels are broken over lines, figures stand one a line or all in one line,
//! page numbers between them. A row is found by the label that ends where its figures begin; its figures are taken when
//! they are exactly as many as the table has columns and the columns' labels stand before. Knows the form's labels, and
//! no report.

mod unread;

use super::header::{leaves, stands_in_order, stands_interleaved};
use super::tokens::{Run, Token, runs, tokens};
use crate::align::Why;
use crate::align::dictionary::{Dictionary, MISPRINT, Match};
use crate::align::label::{heading, ink};
use crate::form::{Form, Line};
use crate::grid::{Grid, GridCell};
use crate::model::Axis;
use std::collections::BTreeSet;

/// Characters that a label may have, broken over lines and with strange pieces between.
const LONGEST_LABEL: usize = 70;

/// Columns from which on as many figures in a line are taken for a row.
const FEWEST_COLUMNS: usize = 4;

/// What was found in running text.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Tables, in the order of the text, each with the index of its first line.
    pub grids: Vec<(usize, Grid)>,
    /// Indices of lines that belong to tables.
    pub consumed: BTreeSet<usize>,
    /// Figures that look like a table's and have no place: line, text, why.
    pub strays: Vec<(usize, String, Why)>,
}

/// Finds the form's tables in lines of text.
pub(crate) fn find(form: &Form, dictionary: &Dictionary, lines: &[String]) -> Found {
    let tokens = tokens(lines, dictionary);
    let mut finder = Finder {
        form,
        dictionary,
        lines,
        tokens: &tokens,
        open: None,
        found: Found::default(),
    };
    for run in runs(&tokens) {
        finder.take(&run);
    }
    finder.close();
    finder.report_unread_rows();
    finder.found
}

/// A table whose rows are being read.
struct Open {
    table: usize,
    last_row: usize,
    first_line: usize,
    /// Label and figures.
    rows: Vec<(String, Vec<String>)>,
}

struct Finder<'a> {
    form: &'a Form,
    dictionary: &'a Dictionary,
    lines: &'a [String],
    tokens: &'a [Token],
    open: Option<Open>,
    found: Found,
}

/// A row's label before a run of figures.
#[derive(Clone, Debug)]
struct Label {
    matched: Match,
    /// Its first token.
    start: usize,
    /// As it should stand in the grid.
    text: String,
}

impl Finder<'_> {
    fn take(&mut self, run: &Run) {
        let sentence = self.has_sentence(run);
        let labels = self.labels(run);
        let fitting = labels
            .iter()
            .find(|label| self.columns(label.matched.line.table).len() == run.figures.len())
            .cloned();
        let in_row = fitting.is_some_and(|label| self.take_row(run, &label, sentence));
        if in_row || self.take_block(run) {
            return;
        }
        self.leave(run, &labels, sentence);
        if sentence {
            self.close();
        }
    }

    /// Whether a sentence ends between the figures before and these.
    fn has_sentence(&self, run: &Run) -> bool {
        let words = self.tokens.get(run.words.clone()).unwrap_or_default();
        words.iter().any(|token| token.text.contains(['。', '；']))
    }

    fn words(&self, range: std::ops::Range<usize>) -> String {
        let tokens = self.tokens.get(range).unwrap_or_default();
        tokens.iter().map(|token| token.text.as_str()).collect()
    }

    fn columns(&self, table: usize) -> Vec<&Line> {
        self.form
            .tables
            .get(table)
            .map_or(Vec::new(), |table| leaves(&table.columns))
    }

    /// Rows whose label ends where the figures begin, best first.
    fn labels(&self, run: &Run) -> Vec<Label> {
        let mut found: Vec<Label> = Vec::new();
        for start in self.label_starts(run) {
            let text = self.words(start..run.words.end);
            self.add_labels(&mut found, start, &text, &text, true);
        }
        // Looking harder costs more, so only where a table is being read or begins.
        let worthwhile = found.is_empty() && run.closes_line && self.table_is_near(run);
        if worthwhile {
            self.interrupted_labels(run, &mut found);
        }
        if worthwhile && found.is_empty() {
            for start in self.label_starts(run) {
                let text = self.words(start..run.words.end);
                self.add_labels(&mut found, start, &text, &text, false);
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
                && self.header_stands(run.words.clone(), *table, 1)
        };
        self.open.is_some() || (0..self.form.tables.len()).any(|table| headed(&table))
    }

    /// Where a label that ends at the figures may start.
    fn label_starts(&self, run: &Run) -> Vec<usize> {
        let mut length = 0;
        let mut starts = Vec::new();
        for start in run.words.clone().rev() {
            length += self
                .tokens
                .get(start)
                .map_or(0, |token| token.text.chars().count());
            if length > LONGEST_LABEL {
                break;
            }
            starts.push(start);
        }
        starts
    }

    fn add_labels(
        &self,
        found: &mut Vec<Label>,
        start: usize,
        text: &str,
        shown: &str,
        exactly: bool,
    ) {
        let matches = if exactly {
            self.dictionary.find_exactly(text)
        } else {
            self.dictionary.find(text)
        };
        for matched in matches {
            let row = matched.line.axis == Axis::Rows && !matched.group;
            let known = self
                .open
                .as_ref()
                .filter(|open| open.table == matched.line.table);
            let backwards = known.is_some_and(|open| matched.line.line <= open.last_row);
            if row && (matched.cost < MISPRINT || !backwards) {
                found.push(Label {
                    matched,
                    start,
                    text: shown.to_owned(),
                });
            }
        }
    }

    /// Labels with something in their midst: a piece of a neighbouring cell's label, or the figures themselves.
    fn interrupted_labels(&self, run: &Run, found: &mut Vec<Label>) {
        for start in self.label_starts(run).into_iter().take(8) {
            for end in start + 1..run.words.end {
                for skipped in 1..=2_usize.min(run.words.end.saturating_sub(end + 1)) {
                    let text = self.words(start..end) + &self.words(end + skipped..run.words.end);
                    self.add_whole(found, start, &text);
                }
            }
            let following = run.figures.end..self.tokens.len();
            for end in following.take(4) {
                if self.tokens.get(end).is_none_or(Token::is_figure) {
                    break;
                }
                let text = self.words(start..run.words.end) + &self.words(run.figures.end..end + 1);
                self.add_whole(found, start, &text);
            }
        }
    }

    /// Adds a label that is certain only when nothing of it is missing.
    fn add_whole(&self, found: &mut Vec<Label>, start: usize, text: &str) {
        let mut whole = Vec::new();
        self.add_labels(&mut whole, start, text, text, true);
        whole.retain(|label| label.matched.cost == 0 && heading(text).body.chars().count() > 4);
        found.append(&mut whole);
    }

    fn take_row(&mut self, run: &Run, label: &Label, sentence: bool) -> bool {
        let line = label.matched.line;
        let follows = self
            .open
            .as_ref()
            .is_some_and(|open| open.table == line.table && open.last_row < line.line);
        let starts_line = self
            .tokens
            .get(label.start)
            .is_some_and(|token| token.opens_line);
        let headed = self.header_stands(run.words.start..label.start, line.table, 1);
        // 总计 that completes a header is the header's, and the row's own label is missing.
        let in_header = !headed && self.header_stands(run.words.clone(), line.table, 1);
        let table_like = run.closes_line && (starts_line || follows) && !in_header;
        if !(table_like && (headed || follows)) {
            return false;
        }
        if !follows || headed {
            self.close();
        }
        let first_line = self.tokens.get(label.start).map_or(0, |token| token.line);
        let figures = self.figures(run);
        let open = self.open.get_or_insert_with(|| Open {
            table: line.table,
            last_row: line.line,
            first_line,
            rows: Vec::new(),
        });
        open.last_row = line.line;
        open.rows.push((label.text.clone(), figures));
        self.consume(
            run,
            if sentence {
                label.start
            } else {
                run.words.start
            },
        );
        true
    }

    fn figures(&self, run: &Run) -> Vec<String> {
        let tokens = self.tokens.get(run.figures.clone()).unwrap_or_default();
        tokens.iter().map(|token| token.text.clone()).collect()
    }

    /// Marks the lines of a run as a table's, from a token on; titles and sentences stay prose.
    fn consume(&mut self, run: &Run, from: usize) {
        for token in self.tokens.get(from..run.figures.end).unwrap_or_default() {
            let text = self.lines.get(token.line).map_or("", String::as_str);
            if token.is_figure() || !(text.contains('。') || self.is_title(text)) {
                self.found.consumed.insert(token.line);
            }
        }
    }

    /// Whether a line is a section's title: numbered, short, and no label of the form.
    fn is_title(&self, text: &str) -> bool {
        super::sections::is_title(text) && self.dictionary.find_exactly(text).is_empty()
    }

    /// Whether every column's label stands among the words, so many times and in the order of the form.
    fn header_stands(&self, words: std::ops::Range<usize>, table: usize, times: usize) -> bool {
        let Some(content) = self.form.tables.get(table) else {
            return false;
        };
        let text = ink(&self.words(words));
        stands_in_order(content, &text, times) || stands_interleaved(content, &text, times)
    }

    /// All figures of a table in one run, its rows printed as headings over its columns.
    fn take_block(&mut self, run: &Run) -> bool {
        if !run.closes_line {
            return false;
        }
        for (index, table) in self.form.tables.iter().enumerate() {
            let (rows, columns) = (leaves(&table.rows), leaves(&table.columns));
            let text = ink(&self.words(run.words.clone()));
            let named = rows
                .iter()
                .all(|row| text.contains(&heading(&row.label.text).body));
            if rows.len() < 2
                || rows.len() * columns.len() != run.figures.len()
                || !named
                || !self.header_stands(run.words.clone(), index, rows.len())
            {
                continue;
            }
            let grid = block(&rows, &columns, &self.figures(run));
            self.close();
            let line = self
                .tokens
                .get(run.figures.start)
                .map_or(0, |token| token.line);
            self.found.grids.push((line, grid));
            self.consume(run, run.words.start);
            return true;
        }
        false
    }

    /// Reports figures that look like a table's.
    fn leave(&mut self, run: &Run, labels: &[Label], sentence: bool) {
        let labelled = labels.first().filter(|label| {
            label.matched.cost < MISPRINT
                && self
                    .tokens
                    .get(label.start)
                    .is_some_and(|token| token.opens_line)
        });
        // A whole row of the table that is being read is a row, whatever stands before it.
        let whole_row = self.open.as_ref().is_some_and(|open| {
            let columns = self.columns(open.table).len();
            columns >= FEWEST_COLUMNS && run.figures.len() == columns
        });
        let amid = self.open.is_some() && !sentence && (whole_row || run.opens_line(self.tokens));
        if !run.closes_line || !(labelled.is_some() || amid) {
            return;
        }
        let figures = self.figures(run);
        let from = labelled.map_or(run.figures.start, |label| label.start);
        let line = self
            .tokens
            .get(run.figures.start)
            .map_or(0, |token| token.line);
        let why = match labelled {
            Some(label) => {
                let expected = self.columns(label.matched.line.table).len();
                if figures.len() < expected && is_long(&figures, expected) {
                    Why::Glued
                } else if figures.len() == expected {
                    Why::NoLabel
                } else {
                    Why::Count {
                        found: figures.len(),
                        expected,
                    }
                }
            }
            None => Why::NoLabel,
        };
        let text = format!(
            "{} {}",
            self.words(from..run.figures.start),
            figures.join(" ")
        );
        self.found.strays.push((line, text.trim().to_owned(), why));
        self.consume(run, from);
    }

    /// Ends the table that is being read.
    fn close(&mut self) {
        let Some(open) = self.open.take() else {
            return;
        };
        let columns = self.columns(open.table);
        let mut cells = vec![GridCell::at(0, 0, "")];
        for (place, column) in columns.iter().enumerate() {
            cells.push(GridCell::at(0, place + 1, &column.label.text));
        }
        for (place, (label, figures)) in open.rows.iter().enumerate() {
            cells.push(GridCell::at(place + 1, 0, label));
            for (column, figure) in figures.iter().enumerate() {
                cells.push(GridCell::at(place + 1, column + 1, figure));
            }
        }
        let title = self
            .form
            .tables
            .get(open.table)
            .map(|table| table.label.text.clone());
        let grid = Grid {
            caption: title,
            cells,
            counted: true,
            ..Grid::default()
        };
        self.found.grids.push((open.first_line, grid));
    }
}

/// Whether so few texts have digits enough for so many figures.
fn is_long(figures: &[String], expected: usize) -> bool {
    let digits = figures.iter().flat_map(|figure| figure.chars());
    digits.filter(char::is_ascii_digit).count() >= expected
}

/// A table of one row of figures under two rows of headings.
fn block(rows: &[&Line], columns: &[&Line], figures: &[String]) -> Grid {
    let mut cells = Vec::new();
    for (group, row) in rows.iter().enumerate() {
        let start = group * columns.len();
        cells.push(GridCell::at(0, start, &row.label.text).spanning(1, columns.len()));
        for (place, column) in columns.iter().enumerate() {
            cells.push(GridCell::at(1, start + place, &column.label.text));
        }
    }
    for (place, figure) in figures.iter().enumerate() {
        cells.push(GridCell::at(2, place, figure));
    }
    Grid {
        cells,
        counted: true,
        ..Grid::default()
    }
}
