//! Which name stands for what. Lookup only; never iterated, so that no order of hashing can show.

use crate::form::CellIndex;
use crate::language::syntax::Counted;
use crate::model::Axis;
use std::collections::HashMap;

/// Every name of a pack.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub tables: HashMap<String, usize>,
    /// By index of the table in the form.
    pub lines: Vec<TableNames>,
    pub figures: HashMap<String, CellIndex>,
    pub facts: HashMap<String, usize>,
    pub cells: HashMap<String, CellIndex>,
    /// By depth of the pack and number of its table statement; `None` where the name was taken.
    pub statements: HashMap<(usize, usize), Option<usize>>,
}

/// The lines of one table.
#[derive(Debug, Default)]
pub(super) struct TableNames {
    pub rows: AxisNames,
    pub columns: AxisNames,
    /// The table's first cell.
    pub first: CellIndex,
}

/// The lines along one axis.
#[derive(Debug, Default)]
pub(super) struct AxisNames {
    pub index: HashMap<String, usize>,
    /// By index of the line: how many lines with figures stand before it; `None` for a group.
    pub rank: Vec<Option<usize>>,
    /// By index of the line.
    pub counted: Vec<Option<Counted>>,
    /// By index of the line: a row that is the sum of the lines below it counts in the totals around it.
    pub sums_below: Vec<bool>,
    /// Lines with figures.
    pub width: usize,
}

impl Names {
    pub(super) fn table_of(&self, depth: usize, statement: usize) -> Option<usize> {
        self.statements.get(&(depth, statement)).copied().flatten()
    }

    pub(super) fn axis(&self, table: usize, axis: Axis) -> Option<&AxisNames> {
        let lines = self.lines.get(table)?;
        Some(match axis {
            Axis::Rows => &lines.rows,
            Axis::Columns => &lines.columns,
        })
    }

    /// The line of that name.
    pub(super) fn line(&self, table: usize, axis: Axis, name: &str) -> Option<usize> {
        self.axis(table, axis)?.index.get(name).copied()
    }

    /// The cell where a row and a column meet; `None` where one of them is a group.
    pub(super) fn cell(&self, table: usize, row: usize, column: usize) -> Option<CellIndex> {
        let lines = self.lines.get(table)?;
        let row = lines.rows.rank.get(row).copied().flatten()?;
        let column = lines.columns.rank.get(column).copied().flatten()?;
        Some(lines.first + row * lines.columns.width + column)
    }

    /// The cell on a line and another that crosses it.
    pub(super) fn crossing(
        &self,
        table: usize,
        axis: Axis,
        line: usize,
        across: usize,
    ) -> Option<CellIndex> {
        match axis {
            Axis::Rows => self.cell(table, line, across),
            Axis::Columns => self.cell(table, across, line),
        }
    }
}

/// The other axis.
pub(super) fn across(axis: Axis) -> Axis {
    match axis {
        Axis::Rows => Axis::Columns,
        Axis::Columns => Axis::Rows,
    }
}
