//! Lines of running text → the tables in them, as grids, and the lines that are no table.
//!
//! Text copied from a PDF has no columns: labels are broken over lines, figures stand one a line or all in one line,
//! page numbers between them. A row is found by the label that ends where its figures begin; its figures are taken when
//! they are exactly as many as the table has columns and the columns' labels stand before. Knows the form's labels, and
//! no report.

mod labels;
mod unread;
mod weaving;

use super::header::{
    Print, leaves, printed_order, rows_in_order, stands_in_order, stands_interleaved,
};
use super::tokens::{Run, Token, runs, tokens};
use crate::align::Why;
use crate::align::dictionary::{Dictionary, MISPRINT};
use crate::align::label::{heading, ink};
use crate::form::{Form, Line};
use crate::grid::{Grid, GridCell};
use crate::model::Axis;
use labels::Label;
use std::collections::BTreeSet;

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
    /// Figures that are a table's only if one lacks some.
    pub scattered: Vec<Scattered>,
}

/// Few figures in lines that name no row, in a section that names tables: what is left of a table whose lines were mixed
/// up, or a page's number.
#[derive(Debug, Default)]
pub(crate) struct Scattered {
    /// Index of the first line.
    pub line: usize,
    pub text: String,
    /// The tables that the section names.
    pub tables: BTreeSet<usize>,
}

impl Scattered {
    fn at(line: usize, text: String) -> Scattered {
        Scattered {
            line,
            text,
            tables: BTreeSet::new(),
        }
    }
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
        used: 0,
        overflows: false,
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
    /// The columns that hold figures, as printed.
    columns: Vec<usize>,
    /// Label and figures.
    rows: Vec<(String, Vec<String>)>,
}

struct Finder<'a> {
    form: &'a Form,
    dictionary: &'a Dictionary,
    lines: &'a [String],
    tokens: &'a [Token],
    open: Option<Open>,
    /// Tokens before this one belong to rows that were taken.
    used: usize,
    /// The figures before these were more than a row has.
    overflows: bool,
    found: Found,
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
            self.overflows = false;
            return;
        }
        self.leave(run, &labels, sentence);
        self.overflows = self
            .open
            .as_ref()
            .is_some_and(|open| run.figures.len() > open.columns.len());
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

    fn take_row(&mut self, run: &Run, label: &Label, sentence: bool) -> bool {
        let line = label.matched.line;
        let follows = self
            .open
            .as_ref()
            .is_some_and(|open| open.table == line.table && open.last_row < line.line);
        let order = self.header_order(run.words.start..label.start, line.table);
        let headed = order.is_some();
        // The first row's label, in pieces or misprinted, is certain only under labels that stand whole.
        let clear = !label.interrupted && label.matched.cost < MISPRINT;
        let certain = follows || clear || self.stands_whole(run, label);
        // 总计 that completes a header is the header's, and the row's own label is missing.
        let in_header = !headed && self.header_order(run.words.clone(), line.table).is_some();
        let opens_row = follows || self.opens_row(label.start);
        let table_like = run.closes_line && opens_row && !in_header && !self.wraps(run);
        if !(table_like && certain && (headed || follows)) {
            return false;
        }
        if !follows || headed {
            self.close();
        }
        let columns = order.unwrap_or_else(|| self.leaf_columns(line.table));
        let first_line = self.tokens.get(label.start).map_or(0, |token| token.line);
        let figures = self.figures(run);
        let open = self.open.get_or_insert_with(|| Open {
            table: line.table,
            last_row: line.line,
            first_line,
            columns,
            rows: Vec::new(),
        });
        open.last_row = line.line;
        open.rows.push((label.text.clone(), figures));
        let from = if sentence {
            label.start
        } else {
            run.words.start
        };
        self.used = label.end.max(run.figures.end);
        self.consume(from..self.used);
        true
    }

    /// Whether a row begins with a token: before it in its line stand only numbers and names of rows.
    fn opens_row(&self, start: usize) -> bool {
        let Some(token) = self.tokens.get(start) else {
            return false;
        };
        let before = self.tokens.get(..start).unwrap_or_default().iter().rev();
        let mut before = before.take_while(|one| one.line == token.line);
        before.all(|one| {
            let names = self.dictionary.find_exactly(&one.text);
            !one.is_figure() && names.iter().any(|name| name.line.axis == Axis::Rows)
        })
    }

    /// Whether figures before the label and these were broken over lines inside their cells.
    fn wraps(&self, run: &Run) -> bool {
        let tokens = self.tokens.get(run.figures.clone()).unwrap_or_default();
        let lines: BTreeSet<usize> = tokens.iter().map(|token| token.line).collect();
        self.overflows && lines.len() > 1 && lines.len() < tokens.len()
    }

    /// Whether the labels of all columns stand whole before a label.
    fn stands_whole(&self, run: &Run, label: &Label) -> bool {
        let table = self.form.tables.get(label.matched.line.table);
        let print = self.print(run.words.start..label.start);
        table.is_some_and(|table| stands_in_order(table, &print.text, 1))
    }

    fn figures(&self, run: &Run) -> Vec<String> {
        let tokens = self.tokens.get(run.figures.clone()).unwrap_or_default();
        tokens.iter().map(|token| token.text.clone()).collect()
    }

    /// Marks the lines of tokens as a table's; titles and sentences stay prose.
    fn consume(&mut self, range: std::ops::Range<usize>) {
        for token in self.tokens.get(range).unwrap_or_default() {
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

    fn print(&self, words: std::ops::Range<usize>) -> Print {
        let mut print = Print::default();
        for token in self.tokens.get(words).unwrap_or_default() {
            print.push(&ink(&token.text), token.line);
        }
        print
    }

    /// The columns as printed, where every column's label stands among the words.
    fn header_order(&self, words: std::ops::Range<usize>, table: usize) -> Option<Vec<usize>> {
        printed_order(self.form.tables.get(table)?, &self.print(words))
    }

    /// The columns that hold figures, in the order of the form.
    fn leaf_columns(&self, table: usize) -> Vec<usize> {
        let columns = self.form.tables.get(table).map(|table| &table.columns);
        let leaves = columns.into_iter().flatten().enumerate();
        leaves
            .filter(|(_, line)| !line.group)
            .map(|(index, _)| index)
            .collect()
    }

    /// All figures of a table in one run, its rows printed as headings over its columns.
    fn take_block(&mut self, run: &Run) -> bool {
        if !run.closes_line {
            return false;
        }
        for table in &self.form.tables {
            let (rows, columns) = (leaves(&table.rows), leaves(&table.columns));
            let text = ink(&self.words(run.words.clone()));
            let named = rows
                .iter()
                .all(|row| text.contains(&heading(&row.label.text).body));
            if rows.len() < 2
                || rows.len() * columns.len() != run.figures.len()
                || !named
                || !rows_in_order(table, &text)
                || !(stands_in_order(table, &text, rows.len())
                    || stands_interleaved(table, &text, rows.len()))
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
            self.used = run.figures.end;
            self.consume(run.words.start..run.figures.end);
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
                if figures.len() == 1 && expected >= FEWEST_COLUMNS && !is_long(&figures, expected)
                {
                    // One of a list, which is said as a whole.
                    return;
                }
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
        self.consume(from..run.figures.end);
    }

    /// Ends the table that is being read.
    fn close(&mut self) {
        let Some(open) = self.open.take() else {
            return;
        };
        let table = self.form.tables.get(open.table);
        let columns = table.map_or(&[][..], |table| &table.columns);
        let mut cells = vec![GridCell::at(0, 0, "")];
        let printed = open.columns.iter().filter_map(|index| columns.get(*index));
        for (place, column) in printed.enumerate() {
            cells.push(GridCell::at(0, place + 1, &column.label.text));
        }
        for (place, (label, figures)) in open.rows.iter().enumerate() {
            cells.push(GridCell::at(place + 1, 0, label));
            for (column, figure) in figures.iter().enumerate() {
                cells.push(GridCell::at(place + 1, column + 1, figure));
            }
        }
        let title = table.map(|table| table.label.text.clone());
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
