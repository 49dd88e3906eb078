//! A part of a table that goes on after a page break → which column of the header above it stands over which of its own.
//!
//! Parts of one table may be ruled into different numbers of columns. Their columns of figures then correspond in order,
//! where there are as many. Knows two sheets; reads no figure.

use super::sheet::{Sheet, Way};
use crate::model::Axis;
use std::collections::{BTreeMap, BTreeSet};

/// Columns of figures from which on their number tells that a part belongs to a header.
const FEWEST: usize = 4;

/// The header of an earlier part, as seen from the one that goes on.
pub(crate) struct Carried<'a> {
    /// The header's sheet: its index in the document.
    pub index: usize,
    pub sheet: &'a Sheet,
    /// Own column → the header's; `None` where they are the same.
    columns: Option<BTreeMap<usize, usize>>,
}

impl<'a> Carried<'a> {
    /// `None` where the header can't be this part's.
    pub(crate) fn over(part: &Sheet, index: usize, sheet: &'a Sheet) -> Option<Carried<'a>> {
        if sheet.columns == part.columns {
            return Some(Carried {
                index,
                sheet,
                columns: None,
            });
        }
        let own: BTreeSet<usize> = part
            .cells
            .iter()
            .filter(|cell| cell.holds_figure())
            .map(|cell| cell.column)
            .collect();
        let named: Vec<usize> = (0..sheet.columns)
            .filter(|column| names_column(sheet, *column))
            .collect();
        (own.len() == named.len() && own.len() >= FEWEST).then(|| Carried {
            index,
            sheet,
            columns: Some(own.into_iter().zip(named).collect()),
        })
    }

    /// The labels that the header has over a column of the part: (cell, blocks of figures between).
    pub(crate) fn labels_over(&self, column: usize) -> Vec<(usize, u32)> {
        let column = match &self.columns {
            Some(columns) => columns.get(&column).copied(),
            None => Some(column),
        };
        let band = self.sheet.first_figure_row();
        column.map_or_else(Vec::new, |column| {
            self.sheet.labels_along(Way::Up, band, column)
        })
    }
}

/// Whether a header names a line over a column, not just a group of lines.
fn names_column(sheet: &Sheet, column: usize) -> bool {
    let labels = sheet.labels_along(Way::Up, sheet.first_figure_row(), column);
    let nearest = labels.first().and_then(|(cell, _)| sheet.cells.get(*cell));
    nearest.is_some_and(|cell| {
        cell.names
            .iter()
            .any(|name| name.line.axis == Axis::Columns && !name.group)
    })
}
