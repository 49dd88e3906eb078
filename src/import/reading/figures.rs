//! Placed figures → a record: figures in their units, texts where they say more, what the document doesn't have.

use super::Attempt;
use crate::align::{LineRef, Placement, Stray, Why};
use crate::figure;
use crate::form::{CellIndex, Form, Kind, Place};
use crate::grid::GridCell;
use crate::model::Axis;
use crate::record::Record;
use std::collections::{BTreeMap, BTreeSet};

/// Columns from which on a row's figures may have been printed as one.
const FEWEST_GLUED: usize = 5;

impl Attempt {
    pub(super) fn record(&self) -> Record {
        let form = &self.pack.model().form;
        let mut record = Record {
            pack: Some(form.id.clone()),
            organ: self.organ(),
            year: self.year(),
            prose: self.prose.clone(),
            ..Record::default()
        };
        let mut placements: Vec<&Placement> = self.alignment.placements.iter().collect();
        placements.sort_by_key(|placement| placement.cell);
        for placement in placements {
            self.take_figure(placement, &mut record);
        }
        record.absent = self
            .alignment
            .absent
            .iter()
            .flat_map(|line| absent(form, *line))
            .collect();
        record
    }

    /// Puts a placed figure into the record: the figure, and its text where that says more.
    fn take_figure(&self, placement: &Placement, record: &mut Record) {
        let Some(cell) = self.pack.model().form.cells.get(placement.cell) else {
            return;
        };
        let printed = self.with_unit(placement.cell, self.printed(placement));
        let reading = figure::read_cell(printed.trim_start_matches('共'), cell);
        let by_number = !matches!(cell.kind, Kind::Choice(_) | Kind::Date);
        let canonical = match &reading.number {
            Some(number) if by_number => Some(number.to_string()),
            _ if reading.blank => None,
            _ => Some(printed.clone()),
        };
        let address = cell.address.clone();
        if canonical.as_ref() != Some(&printed) && !printed.is_empty() {
            record.texts.push(&address, Some(printed));
        }
        if let Some(canonical) = canonical {
            record.cells.push(&address, Some(canonical));
            record.certainty.insert(address, placement.certainty);
        }
    }

    fn printed(&self, placement: &Placement) -> &str {
        let here = |one: &&GridCell| (one.row, one.column) == (placement.row, placement.column);
        let cells = self
            .grids
            .get(placement.grid)
            .map_or(&[][..], |grid| &grid.cells);
        cells.iter().find(here).map_or("", |cell| cell.text.trim())
    }

    /// A figure under a heading that counts in another unit than the form says so itself.
    fn with_unit(&self, cell: CellIndex, printed: &str) -> String {
        let other = self
            .alignment
            .units
            .iter()
            .find(|(known, _)| *known == cell);
        match other {
            Some((_, unit)) if printed.ends_with(|one: char| one.is_ascii_digit()) => {
                format!("{printed}{unit}")
            }
            _ => printed.to_owned(),
        }
    }

    /// Figures that swallowed their neighbours: alone in a row of many columns, with as many digits as those.
    pub(super) fn set_glued_aside(&mut self) {
        let filled = |one: &&Placement| !self.printed(one).is_empty();
        let mut rows: BTreeMap<(usize, usize), Vec<Placement>> = BTreeMap::new();
        for placement in self.alignment.placements.iter().filter(filled) {
            rows.entry((placement.grid, placement.row))
                .or_default()
                .push(*placement);
        }
        for only in rows
            .into_values()
            .filter_map(|row| <[Placement; 1]>::try_from(row).ok())
        {
            let [only] = only;
            let text = self.printed(&only).to_owned();
            let digits = text.chars().filter(char::is_ascii_digit).count();
            let columns = self.columns_of(only.cell);
            if columns < FEWEST_GLUED || digits < columns {
                continue;
            }
            self.alignment.placements.retain(|one| *one != only);
            self.alignment.strays.push(Stray {
                grid: only.grid,
                row: only.row,
                column: only.column,
                text,
                why: Why::Glued,
            });
        }
    }

    /// Scattered figures are a table's that has no figure for some cell: a report that lacks them must not look like one
    /// with blanks.
    pub(super) fn report_scattered(&mut self) {
        if self.scattered.is_empty() {
            return;
        }
        let wanting = self.wanting_tables();
        for one in std::mem::take(&mut self.scattered) {
            if !one.tables.is_disjoint(&wanting) {
                self.loose.push((one.line, one.text, Why::NoLabel));
            }
        }
        self.loose.sort_by_key(|(line, _, _)| *line);
    }

    /// The tables with a cell that nothing was placed in, other than those that the document doesn't have.
    fn wanting_tables(&self) -> BTreeSet<usize> {
        let form = &self.pack.model().form;
        let placed = self.alignment.placements.iter().map(|one| one.cell);
        let placed: BTreeSet<CellIndex> = placed.collect();
        let absent = |table: usize, axis: Axis, line: usize| {
            self.alignment
                .absent
                .contains(&LineRef { table, axis, line })
        };
        let cells = form.cells.iter().enumerate();
        let empty = cells.filter(|(index, _)| !placed.contains(index));
        let tables = empty.filter_map(|(_, cell)| match cell.place {
            Place::Table { table, row, column } => {
                let known = absent(table, Axis::Rows, row) || absent(table, Axis::Columns, column);
                (!known).then_some(table)
            }
            Place::Figure(..) => None,
        });
        tables.collect()
    }

    /// How many figures a row of the cell's table has.
    fn columns_of(&self, cell: CellIndex) -> usize {
        let form = &self.pack.model().form;
        let table = match form.cells.get(cell).map(|cell| &cell.place) {
            Some(Place::Table { table, .. }) => form.tables.get(*table),
            _ => None,
        };
        table.map_or(1, |table| {
            table.columns.iter().filter(|line| !line.group).count()
        })
    }
}

/// The addresses of a line that a document doesn't have: a row's own, or each cell of a column.
fn absent(form: &Form, line: LineRef) -> Vec<String> {
    let Some(table) = form.tables.get(line.table) else {
        return Vec::new();
    };
    let id = |lines: &[crate::form::Line], index: usize| {
        lines
            .get(index)
            .map(|line| line.id.clone())
            .unwrap_or_default()
    };
    match line.axis {
        Axis::Rows => vec![format!("{}.{}", table.id, id(&table.rows, line.line))],
        Axis::Columns => table
            .rows
            .iter()
            .filter(|row| !row.group)
            .map(|row| format!("{}.{}.{}", table.id, row.id, id(&table.columns, line.line)))
            .collect(),
    }
}
