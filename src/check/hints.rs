//! Form and figures → what may have led to a mistake: neighbours in the table, totals, last year's figures.

use super::Check;
use crate::engine::Value;
use crate::form::{CellIndex, Form, Kind, Place, Table};
use crate::locate::{Hint, Hints};
use crate::model::Source;
use std::collections::BTreeMap;

impl Check {
    /// One hint for each variable; those that are no cells of this report have none.
    pub(super) fn hints(&self) -> Hints {
        let model = self.pack.model();
        let mut figures = neighbours(&model.form);
        for (cell, hint) in figures.iter_mut().enumerate() {
            let rounded = matches!(
                model.form.cells[cell].kind,
                Kind::Amount { .. } | Kind::Percent { .. }
            );
            if let Value::Known { step, .. } = self.session.value(cell)
                && rounded
            {
                hint.step = Some(step.clone());
            }
        }
        for (variable, source) in model.variables.iter().enumerate() {
            if let Source::Previous(cell) = source
                && let Some(hint) = figures.get_mut(*cell)
            {
                hint.previous = self.session.number(variable);
            }
        }
        Hints { figures }
    }
}

/// What the form alone says of each cell.
fn neighbours(form: &Form) -> Vec<Hint> {
    let mut cells = BTreeMap::new();
    for (cell, shape) in form.cells.iter().enumerate() {
        if let Place::Table { table, row, column } = shape.place {
            cells.insert((table, row, column), cell);
        }
    }
    let hint = |place: &Place| {
        let Place::Table { table, row, column } = *place else {
            return Hint::default();
        };
        let Some(shape) = form.tables.get(table) else {
            return Hint::default();
        };
        let at = |row: Option<usize>, column: Option<usize>| -> Option<CellIndex> {
            cells.get(&(table, row?, column?)).copied()
        };
        let is_total = |table: &Table| table.rows[row].total || table.columns[column].total;
        let lines = |lines: &[crate::form::Line]| -> Vec<bool> {
            lines.iter().map(|line| !line.group).collect()
        };
        let (rows, columns) = (lines(&shape.rows), lines(&shape.columns));
        Hint {
            left: at(Some(row), before(&columns, column)),
            right: at(Some(row), after(&columns, column)),
            above: at(before(&rows, row), Some(column)),
            below: at(after(&rows, row), Some(column)),
            total: is_total(shape),
            ..Hint::default()
        }
    };
    form.cells.iter().map(|cell| hint(&cell.place)).collect()
}

/// The next line before one that holds figures.
fn before(holds_figures: &[bool], line: usize) -> Option<usize> {
    (0..line).rev().find(|other| holds_figures[*other])
}

/// The next line after one that holds figures.
fn after(holds_figures: &[bool], line: usize) -> Option<usize> {
    (line + 1..holds_figures.len()).find(|other| holds_figures[*other])
}
