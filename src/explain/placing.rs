//! What the aligner could not place or found odd → where it stands, its text, and why, in words.

use super::Explainer;
use super::words::Words;
use crate::align::{LineRef, Notice, Stray, Why};
use crate::form::{CellIndex, Form, Place};
use crate::grid::Grid;
use crate::model::Axis;

/// A remark on a figure or a label of a table: where it stands, its text, what is to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where it stands.
    pub place: String,
    /// As printed.
    pub text: String,
    /// What stood in the way, or what was found.
    pub why: String,
}

impl Explainer<'_> {
    /// Something odd about the layout of a document.
    #[must_use]
    pub fn notice(&self, place: &str, text: &str, why: &str) -> String {
        let blanks = [("place", place), ("text", text), ("why", why)];
        let key = if text.is_empty() {
            "notice.read.plain"
        } else {
            "notice.read"
        };
        self.words.say(key, &blanks)
    }
}

/// Says where a figure without a cell stands, and why it has none.
#[must_use]
pub fn stray(words: &Words, form: &Form, grids: &[Grid], stray: &Stray) -> Remark {
    Remark {
        place: place(words, grids, stray.grid, stray.row, stray.column),
        text: stray.text.clone(),
        why: why(words, form, &stray.why),
    }
}

/// Says why a figure could not be placed.
#[must_use]
pub fn why(words: &Words, form: &Form, why: &Why) -> String {
    let key = why.key();
    match why {
        Why::Ambiguous(cells) => {
            let names: Vec<String> = cells
                .iter()
                .map(|cell| cell_name(words, form, *cell))
                .collect();
            words.say(key, &[("cells", &words.list(&names))])
        }
        Why::Conflict(cell) => words.say(key, &[("cell", &cell_name(words, form, *cell))]),
        Why::Count { found, expected } => words.say(
            key,
            &[
                ("found", &found.to_string()),
                ("expected", &expected.to_string()),
            ],
        ),
        _ => words.say(key, &[]),
    }
}

/// Says what is odd about a table whose figures could be placed all the same.
#[must_use]
pub fn notice(words: &Words, form: &Form, grids: &[Grid], notice: &Notice) -> Remark {
    match notice {
        Notice::Misprint {
            grid,
            row,
            column,
            text,
            line,
        } => Remark {
            place: place(words, grids, *grid, *row, *column),
            text: text.clone(),
            why: words.say(
                "notice.misprint",
                &[("official", line_name(words, form, *line))],
            ),
        },
        Notice::MergedGroup { line, absent } => {
            let names: Vec<String> = absent
                .iter()
                .map(|line| line_name(words, form, *line).to_owned())
                .collect();
            Remark {
                place: table_name(words, form, line.table).to_owned(),
                text: group_name(words, form, *line).to_owned(),
                why: words.say(
                    "notice.merged_group",
                    &[
                        ("line", line_name(words, form, *line)),
                        ("absent", &words.list(&names)),
                    ],
                ),
            }
        }
    }
}

/// The table's own title where it has one, else its number; then row and column as a reader counts them.
fn place(words: &Words, grids: &[Grid], grid: usize, row: usize, column: usize) -> String {
    let title = grids.get(grid).and_then(|grid| grid.caption.as_deref());
    let number = (grid + 1).to_string();
    let (row, column) = ((row + 1).to_string(), (column + 1).to_string());
    let blanks = [
        ("table", title.unwrap_or(&number)),
        ("row", &row),
        ("column", &column),
    ];
    let key = if title.is_some() {
        "place.titled"
    } else {
        "place.numbered"
    };
    words.say(key, &blanks)
}

fn line_name<'a>(words: &Words, form: &'a Form, line: LineRef) -> &'a str {
    let lines = form.tables.get(line.table).map(|table| match line.axis {
        Axis::Rows => &table.rows,
        Axis::Columns => &table.columns,
    });
    lines
        .and_then(|lines| lines.get(line.line))
        .map_or("", |line| line.label.in_language(words.language))
}

fn group_name<'a>(words: &Words, form: &'a Form, line: LineRef) -> &'a str {
    let table = form.tables.get(line.table);
    let lines = table.map(|table| match line.axis {
        Axis::Rows => &table.rows,
        Axis::Columns => &table.columns,
    });
    let parent = lines.and_then(|lines| lines.get(line.line)?.parent);
    parent.map_or("", |parent| {
        line_name(
            words,
            form,
            LineRef {
                line: parent,
                ..line
            },
        )
    })
}

fn table_name<'a>(words: &Words, form: &'a Form, table: usize) -> &'a str {
    let table = form.tables.get(table);
    table.map_or("", |table| table.label.in_language(words.language))
}

fn cell_name(words: &Words, form: &Form, cell: CellIndex) -> String {
    match form.cells.get(cell).map(|cell| &cell.place) {
        Some(Place::Table { table, row, column }) => {
            let line = |axis, line| {
                line_name(
                    words,
                    form,
                    LineRef {
                        table: *table,
                        axis,
                        line,
                    },
                )
            };
            words.say(
                "cell.place",
                &[
                    ("row", line(Axis::Rows, *row)),
                    ("column", line(Axis::Columns, *column)),
                ],
            )
        }
        Some(Place::Figure(label)) => words.say(
            "cell.figure",
            &[("name", label.in_language(words.language))],
        ),
        None => String::new(),
    }
}
