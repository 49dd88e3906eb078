//! A table as it stands on paper or on a page: cells with their place, their spans and their text. No meaning.
//!
//! Every source becomes grids: the live page's own `<table>`, HTML, Word, Excel, PDF and pasted text. What a grid's
//! figures stand for, [`crate::align`] finds out.

/// A table as found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// What the source declares to be the table's title.
    pub caption: Option<String>,
    /// The text between the previous table and this one.
    pub before: Option<String>,
    /// In reading order.
    pub cells: Vec<GridCell>,
    /// Whether the columns were found by counting figures rather than by lines or tags: text without any layout.
    pub counted: bool,
    /// Whether every cell has a tag of its own, one after another: where none is, one was left out, and a label that spans
    /// too many rows moves the cells behind it.
    pub tagged: bool,
}

/// One cell of a [`Grid`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// From 0; the first row that it covers.
    pub row: usize,
    /// From 0; the first column that it covers.
    pub column: usize,
    /// How many rows it covers, 1 or more.
    pub row_span: usize,
    /// How many columns it covers, 1 or more.
    pub column_span: usize,
    /// As printed or typed.
    pub text: String,
    /// Whether a person types into it: a field of a live form.
    pub field: bool,
}

impl GridCell {
    /// A cell that covers one row and one column.
    ///
    /// ```
    /// use gouji::grid::GridCell;
    /// assert_eq!(GridCell::at(2, 1, "总计").column, 1);
    /// ```
    #[must_use]
    pub fn at(row: usize, column: usize, text: &str) -> GridCell {
        GridCell {
            row,
            column,
            row_span: 1,
            column_span: 1,
            text: text.to_owned(),
            field: false,
        }
    }

    /// The same cell over so many rows and columns.
    #[must_use]
    pub fn spanning(self, rows: usize, columns: usize) -> GridCell {
        GridCell {
            row_span: rows.max(1),
            column_span: columns.max(1),
            ..self
        }
    }
}

impl Grid {
    /// The texts of the rows in which one cell alone is filled, of cells in reading order.
    #[cfg(feature = "import")]
    pub(crate) fn alone(&self) -> Vec<&str> {
        let filled = self.cells.iter();
        let filled = filled.filter(|cell| !cell.text.trim().is_empty());
        let filled: Vec<&GridCell> = filled.collect();
        let rows = filled.chunk_by(|one, next| one.row == next.row);
        let alone = rows.filter(|row| row.len() == 1);
        alone.flatten().map(|cell| cell.text.as_str()).collect()
    }

    /// A grid without spans from rows of texts.
    ///
    /// ```
    /// use gouji::grid::Grid;
    /// let grid = Grid::from_rows(&[&["", "总计"], &["规章", "3"]]);
    /// assert_eq!(grid.cells[3].text, "3");
    /// ```
    #[must_use]
    pub fn from_rows(rows: &[&[&str]]) -> Grid {
        let cells = rows.iter().enumerate().flat_map(|(row, texts)| {
            texts
                .iter()
                .enumerate()
                .map(move |(column, text)| GridCell::at(row, column, text))
        });
        Grid {
            cells: cells.collect(),
            ..Grid::default()
        }
    }
}
