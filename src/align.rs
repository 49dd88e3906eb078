//! Form + grids → which figure belongs to which cell. One aligner for live tables and for documents.
//!
//! It places by labels: those at the left and those above, whole or with misprints, merged, repeated or turned on their
//! side. What it can't place with certainty it hands back as a [`Stray`]; it never guesses. Knows no rule, reads no
//! figure's value, makes no sentence.

mod carried;
pub(crate) mod dictionary;
mod doubt;
mod joined;
pub(crate) mod label;
#[cfg(feature = "import")]
pub(crate) mod ledger;
mod naming;
mod order;
mod period;
mod resolve;
mod settle;
pub(crate) mod shape;
mod sheet;

pub use crate::record::Certainty;
pub(crate) use dictionary::Dictionary;
pub use dictionary::LineRef;
pub use sheet::MAX_PLACES;

use crate::form::{CellIndex, Form};
use crate::grid::Grid;

/// A figure in its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The cell of the form.
    pub cell: CellIndex,
    /// Index of the grid.
    pub grid: usize,
    /// Row in the grid.
    pub row: usize,
    /// Column in the grid.
    pub column: usize,
    /// How sure.
    pub certainty: Certainty,
}

/// A figure that could not be placed, or a table that is none of the form's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// Index of the grid.
    pub grid: usize,
    /// Row in the grid.
    pub row: usize,
    /// Column in the grid.
    pub column: usize,
    /// As printed.
    pub text: String,
    /// What stood in the way.
    pub why: Why,
}

/// Why a figure could not be placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// No label of the form at its row or column.
    NoLabel,
    /// Its labels fit more than one cell.
    Ambiguous(Vec<CellIndex>),
    /// Two different figures claim this cell; neither was taken.
    Conflict(CellIndex),
    /// It stands at a heading whose parts are printed too.
    Subtotal,
    /// A heading says that it is another year's, or a comparison.
    OtherPeriod,
    /// Several figures may be printed here without a gap between them.
    Glued,
    /// A row with more or fewer figures than the table has columns.
    Count {
        /// Figures that were found.
        found: usize,
        /// Figures that the row has in the form.
        expected: usize,
    },
    /// Words stand where a figure belongs: `详见附件3`.
    Words,
    /// A table in which nothing of the form was recognised.
    UnknownTable,
    /// A table beyond [`MAX_PLACES`].
    TooLarge,
}

impl Why {
    /// The key of its sentence in `messages/`, and a stable name.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Why::NoLabel => "unplaced.no_label",
            Why::Ambiguous(_) => "unplaced.ambiguous",
            Why::Conflict(_) => "unplaced.conflict",
            Why::Subtotal => "unplaced.subtotal",
            Why::OtherPeriod => "unplaced.other_period",
            Why::Glued => "unplaced.glued",
            Why::Count { .. } => "unplaced.count",
            Why::Words => "unplaced.words",
            Why::UnknownTable => "unplaced.unknown_table",
            Why::TooLarge => "unplaced.too_large",
        }
    }
}

/// Something that a person should know, although the figures could be placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A label differs from the official one.
    Misprint {
        /// Index of the grid.
        grid: usize,
        /// Row in the grid.
        row: usize,
        /// Column in the grid.
        column: usize,
        /// As printed.
        text: String,
        /// The line that it was taken for.
        line: LineRef,
    },
    /// A group of lines is printed as one line.
    MergedGroup {
        /// The line that the figures were placed in.
        line: LineRef,
        /// The lines that the document doesn't have.
        absent: Vec<LineRef>,
    },
}

/// What [`align`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Figures in their cells, in the order of the grids; no cell twice.
    pub placements: Vec<Placement>,
    /// What could not be placed.
    pub strays: Vec<Stray>,
    /// What a person should know.
    pub notices: Vec<Notice>,
    /// Units that headings name and that are not those of the form (`本年收费金额（单位：元）`), by cell.
    pub units: Vec<(CellIndex, String)>,
    /// Lines that the document doesn't have at all, because their group is printed as one line.
    pub absent: Vec<LineRef>,
}

/// Places the figures of `grids` in the cells of `form`.
///
/// ```
/// use gouji::align::align;
/// use gouji::form::{Cell, Form, Kind, Label, Line, Place, Table, Weight};
/// use gouji::grid::Grid;
/// let line = |id: &str, text: &str| Line {
///     id: id.into(),
///     label: Label { text: text.into(), ..Label::default() },
///     ..Line::default()
/// };
/// let table = Table {
///     rows: vec![line("rules", "规章")],
///     columns: vec![line("issued", "本年制发件数")],
///     ..Table::default()
/// };
/// let cell = Cell {
///     address: "documents.rules.issued".into(),
///     place: Place::Table { table: 0, row: 0, column: 0 },
///     kind: Kind::Count,
///     unit: None,
///     required: None,
///     weight: Weight::default(),
/// };
/// let form = Form { tables: vec![table], cells: vec![cell], ..Form::default() };
/// let grid = Grid::from_rows(&[&["信息内容", "本年制发\n件数"], &["规 章", "3"]]);
/// let found = align(&form, &[grid]);
/// assert_eq!((found.placements[0].cell, found.placements[0].row), (0, 1));
/// ```
#[must_use]
pub fn align(form: &Form, grids: &[Grid]) -> Alignment {
    align_by(&Dictionary::new(form), form, grids)
}

/// The same with the form's labels already at hand.
pub(crate) fn align_by(dictionary: &Dictionary, form: &Form, grids: &[Grid]) -> Alignment {
    settle::Document::read(dictionary, form, grids).settle()
}
