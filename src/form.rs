//! The shape of a report: tables, their lines as trees, labels, and the cells where they meet. No rules.
//!
//! The reader aligns by it, the page finds its fields by it, the words take their labels from it.

mod open;

use crate::number::Number;
use crate::row::Domain;

pub use open::{Open, OpenRow};

/// The index of a cell in [`Form::cells`].
pub type CellIndex = usize;

/// A text in Chinese, with what it is called in other languages and in print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// As the official form prints it.
    pub text: String,
    /// Other ways in which it has been printed; the aligner accepts each.
    pub aliases: Vec<String>,
    /// `(language, text)`, for example `("en", "Total")`.
    pub translations: Vec<(String, String)>,
}

impl Label {
    /// The text in `language`, or the official one where no translation is given.
    #[must_use]
    pub fn in_language(&self, language: &str) -> &str {
        self.translations
            .iter()
            .find(|(tag, _)| tag == language)
            .map_or(&self.text, |(_, text)| text)
    }
}

/// A report format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The pack's name (`cn-gov-disclosure-2021`).
    pub id: String,
    /// The report's title.
    pub title: Label,
    /// The pack's version.
    pub version: String,
    /// The years for which the format was in force, both ends included.
    pub years: (Option<i64>, Option<i64>),
    /// In the order of the form.
    pub tables: Vec<Table>,
    /// Every cell: those of the tables in reading order, table by table, then plain figures.
    pub cells: Vec<Cell>,
}

/// One table. Every row that holds figures meets every column that does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// First part of its cells' addresses.
    pub id: String,
    /// Title.
    pub label: Label,
    /// Rows with their groups, in the order of the form.
    pub rows: Vec<Line>,
    /// Columns with their groups, in the order of the form.
    pub columns: Vec<Line>,
}

/// A row or a column, or a heading over several (a group).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// A part of its cells' addresses.
    pub id: String,
    /// What stands at its head.
    pub label: Label,
    /// The group that it stands in: an index into the same list, always lower than its own.
    pub parent: Option<usize>,
    /// Whether it is a heading over other lines and has no figures of its own.
    pub group: bool,
    /// Whether it is declared as the sum of others.
    pub total: bool,
    /// A group that takes rows which the pack doesn't list.
    pub open: Option<Open>,
}

/// A place for one figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// `table.row.column`, or a plain figure's own name.
    pub address: String,
    /// Where it stands.
    pub place: Place,
    /// What may be written in it.
    pub kind: Kind,
    /// What its figures are counted in.
    pub unit: Option<Unit>,
    /// What is said when it is left blank.
    pub required: Option<Level>,
    /// How readily the locator may blame it.
    pub weight: Weight,
}

/// Where a cell stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Indices of the table in the form, of the row and of the column in the table.
    Table {
        /// Index in [`Form::tables`].
        table: usize,
        /// Index in [`Table::rows`].
        row: usize,
        /// Index in [`Table::columns`].
        column: usize,
    },
    /// A plain figure without a table.
    Figure(Label),
}

/// What may be written in a cell. Every kind but `Text` is a number inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number, 0 or more.
    Count,
    /// A whole number, which may be negative.
    Integer,
    /// A decimal; `decimals` is how many it is printed with, where the pack says so.
    Amount {
        /// Decimals of the printed figure.
        decimals: Option<u32>,
        /// Whether it may be below 0.
        negative: bool,
    },
    /// A percentage; 34.2 stands for 34.2 %.
    Percent {
        /// Decimals of the printed figure.
        decimals: Option<u32>,
    },
    /// A calendar year.
    Year,
    /// A day, counted from 1970-01-01.
    Date,
    /// Words; no rule can count with them.
    Text,
    /// One of a list; inside, its place in the list from 0.
    Choice(Vec<Label>),
}

impl Kind {
    /// The values that a figure of this kind may take.
    #[must_use]
    pub fn domain(&self) -> Domain {
        let whole = |minimum: Option<i64>, maximum: Option<i64>| Domain {
            integer: true,
            minimum: minimum.map(Number::from),
            maximum: maximum.map(Number::from),
        };
        match self {
            Kind::Count => whole(Some(0), None),
            Kind::Integer | Kind::Date => whole(None, None),
            Kind::Year => whole(Some(1), Some(9999)),
            Kind::Choice(list) => {
                let last = i64::try_from(list.len()).unwrap_or(i64::MAX) - 1;
                whole(Some(0), Some(last))
            }
            Kind::Percent { .. } | Kind::Text | Kind::Amount { negative: true, .. } => {
                Domain::default()
            }
            Kind::Amount { .. } => Domain {
                minimum: Some(Number::ZERO),
                ..Domain::default()
            },
        }
    }
}

/// What figures are counted in, with the other units that people write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// As the form prints it: 万元, 件.
    pub name: String,
}

/// How readily the locator may blame a cell: minimal changes are those of the least total weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The cost of changing it; 1 unless said otherwise.
    Of(Number),
    /// It is never wrong.
    Never,
}

impl Default for Weight {
    fn default() -> Weight {
        Weight::Of(Number::ONE)
    }
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// The report is wrong; a page may choose to block it.
    Error,
    /// It may be kept with a written reason.
    Warning,
    /// For information.
    Notice,
}
