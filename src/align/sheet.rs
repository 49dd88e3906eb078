//! Grid → sheet: which cell covers which place, and what each looks like and may name.

use super::dictionary::{Dictionary, Match};
use super::period::{Period, period};
use super::shape::{Shape, shape};
use crate::grid::{Grid, GridCell};
use std::collections::HashMap;

/// Places (rows × columns) up to which a grid is looked at; a larger one is no form.
pub const MAX_PLACES: usize = 2_000_000;

/// Blocks of figures over which a label is still looked for: two tables side by side, a table under another.
const FARTHEST_BLOCK: u32 = 3;

/// Labels that are looked at along one way; more are no headings.
const MOST_LABELS: usize = 24;

/// A cell of a sheet.
pub(crate) struct SheetCell {
    /// Index in [`Grid::cells`].
    pub source: usize,
    pub row: usize,
    pub column: usize,
    pub shape: Shape,
    pub field: bool,
    /// Lines that its text may name, when it is no field.
    pub names: Vec<Match>,
    /// Whose figures stand under it, when it names no line.
    pub period: Option<Period>,
}

impl SheetCell {
    /// Whether it says what other cells are, instead of holding a figure.
    pub(crate) fn is_label(&self) -> bool {
        !self.field && (self.shape == Shape::Words || !self.names.is_empty())
    }

    /// Whether a figure stands or may be typed there.
    pub(crate) fn holds_figure(&self) -> bool {
        self.field || (!self.is_label() && matches!(self.shape, Shape::Figure | Shape::BlankMark))
    }
}

/// A grid with every place's cell at hand.
pub(crate) struct Sheet {
    pub rows: usize,
    pub columns: usize,
    pub cells: Vec<SheetCell>,
    /// Whether every cell has a tag of its own.
    pub tagged: bool,
    /// Row by row; `None` where nothing stands.
    places: Vec<Option<usize>>,
    nearest: [Vec<Nearest>; 2],
}

/// The nearest label and the nearest figure before a place, going up or to the left.
#[derive(Clone, Copy, Default)]
struct Nearest {
    /// One more than its row or column; 0 when there is none.
    label: u32,
    figure: u32,
}

/// The way from a figure to what says what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Up,
    Left,
}

impl Sheet {
    /// `None` when the grid is larger than [`MAX_PLACES`].
    pub(crate) fn new(grid: &Grid, dictionary: &Dictionary) -> Option<Sheet> {
        // Spans reach as far as something begins: a colspan of 1000 over three columns is three.
        let rows = grid
            .cells
            .iter()
            .map(|cell| cell.row.saturating_add(1))
            .max()
            .unwrap_or(0);
        let columns = grid
            .cells
            .iter()
            .map(|cell| cell.column.saturating_add(1))
            .max()
            .unwrap_or(0);
        let total = rows
            .checked_mul(columns)
            .filter(|total| *total <= MAX_PLACES)?;
        let mut sheet = Sheet {
            rows,
            columns,
            cells: Vec::with_capacity(grid.cells.len()),
            tagged: grid.tagged,
            places: vec![None; total],
            nearest: [Vec::new(), Vec::new()],
        };
        let mut left = MAX_PLACES;
        let mut known: HashMap<&str, Vec<Match>> = HashMap::new();
        for (source, cell) in grid.cells.iter().enumerate() {
            let look = shape(&cell.text);
            let nameless = cell.field || matches!(look, Shape::Empty | Shape::PageMark);
            let find = || match look {
                // `1000元以上` may be a label; a misprint of one looks too much like a figure with its unit.
                Shape::Figure if !cell.text.chars().any(char::is_alphabetic) => Vec::new(),
                Shape::Figure => dictionary.find_exactly(&cell.text),
                _ => dictionary.find(&cell.text),
            };
            let names = if nameless {
                Vec::new()
            } else {
                known.entry(&cell.text).or_insert_with(find).clone()
            };
            let period = match look {
                Shape::Words if names.is_empty() && !cell.field => period(&cell.text),
                _ => None,
            };
            sheet.cover(cell, &mut left);
            sheet.cells.push(SheetCell {
                source,
                row: cell.row,
                column: cell.column,
                shape: look,
                field: cell.field,
                names,
                period,
            });
        }
        sheet.spread_headings();
        sheet.nearest = [sheet.nearest_along(Way::Up), sheet.nearest_along(Way::Left)];
        Some(sheet)
    }

    /// A heading that was typed over the first of its columns only, without merging them, stands over the next ones too:
    /// over each that has a label below and nothing above.
    fn spread_headings(&mut self) {
        let mut figures = vec![false; self.rows];
        for cell in self.cells.iter().filter(|cell| cell.holds_figure()) {
            if let Some(row) = figures.get_mut(cell.row) {
                *row = true;
            }
        }
        // Tables one under another: each header ends where its figures begin, and none begins after the last.
        let mut ends = vec![
            if figures.contains(&true) {
                0
            } else {
                self.rows
            };
            self.rows
        ];
        let mut end = ends.last().copied().unwrap_or(0);
        for (row, holds) in figures.iter().enumerate().rev() {
            end = if *holds { row } else { end };
            ends[row] = end;
        }
        let mut words = vec![0_usize; self.rows];
        for cell in self.cells.iter().filter(|cell| cell.is_label()) {
            if let Some(count) = words.get_mut(cell.row) {
                *count += 1;
            }
        }
        // One label alone is more likely a line whose figures are blank.
        let heads = |row: &usize, band: &usize| row < band && words.get(*row) > Some(&1);
        let ends: Vec<(usize, usize)> = ends
            .into_iter()
            .enumerate()
            .filter(|(row, band)| heads(row, band))
            .collect();
        for (row, band) in ends {
            let mut last: Option<usize> = None;
            for column in 0..self.columns {
                let place = row * self.columns + column;
                match self.cell_at(row, column) {
                    Some(cell) if cell.shape != Shape::Empty => {
                        last = self
                            .index_at(row, column)
                            .filter(|_| !cell.names.is_empty());
                    }
                    _ => {
                        let labelled = |below: usize| {
                            self.cell_at(below, column).is_some_and(SheetCell::is_label)
                        };
                        if let Some(index) = last
                            && (row + 1..band).any(labelled)
                            && let Some(place) = self.places.get_mut(place)
                        {
                            *place = Some(index);
                        }
                    }
                }
            }
        }
    }

    fn nearest_along(&self, way: Way) -> Vec<Nearest> {
        // One row more than there is: what stands over the end of the table is its whole header's.
        let mut table = vec![Nearest::default(); self.places.len() + self.columns];
        for row in 0..=self.rows {
            for column in 0..self.columns {
                let before = match way {
                    Way::Up => row.checked_sub(1).map(|row| (row, column)),
                    Way::Left => column.checked_sub(1).map(|column| (row, column)),
                };
                let Some((row_before, column_before)) = before else {
                    continue;
                };
                let known = table.get(row_before * self.columns + column_before);
                let mut nearest = known.copied().unwrap_or_default();
                let position = match way {
                    Way::Up => row,
                    Way::Left => column,
                };
                // One more than the position of the place before is the position of this one.
                let position = u32::try_from(position).unwrap_or(u32::MAX);
                match self.cell_at(row_before, column_before) {
                    Some(cell) if cell.is_label() => nearest.label = position,
                    Some(cell) if cell.holds_figure() => nearest.figure = position,
                    _ => {}
                }
                if let Some(entry) = table.get_mut(row * self.columns + column) {
                    *entry = nearest;
                }
            }
        }
        table
    }

    /// The labels before a place, nearest first, each with the number of figures' blocks that stand between: 0 for
    /// those that no figure separates from it.
    pub(crate) fn labels_along(&self, way: Way, row: usize, column: usize) -> Vec<(usize, u32)> {
        let (mut row, mut column) = (row, column);
        let mut found: Vec<(usize, u32)> = Vec::with_capacity(MOST_LABELS);
        let mut blocks = 0;
        let table = match way {
            Way::Up => &self.nearest[0],
            Way::Left => &self.nearest[1],
        };
        while let Some(nearest) = table.get(row * self.columns + column) {
            let Some(position) = (nearest.label as usize).checked_sub(1) else {
                break;
            };
            let starts_here = found.is_empty() && blocks == 0;
            let between = nearest.figure > nearest.label;
            match way {
                Way::Up => row = position,
                Way::Left => column = position,
            }
            // The name of a group of lines opens no other block: the table goes on below it.
            if between && !starts_here && !self.names_a_group(row, column) {
                blocks += 1;
            }
            if let Some(index) = self.index_at(row, column)
                && found.last().is_none_or(|(last, _)| *last != index)
            {
                found.push((index, blocks));
            }
            if blocks > FARTHEST_BLOCK || found.len() > MOST_LABELS {
                break;
            }
        }
        found
    }

    /// Whether the label at a place names nothing but groups.
    fn names_a_group(&self, row: usize, column: usize) -> bool {
        let names = self
            .cell_at(row, column)
            .map_or(&[][..], |cell| &cell.names);
        !names.is_empty() && names.iter().all(|one| one.group || one.whole_group)
    }

    /// The latest of the years that stand beside another one as headings: over columns, or before rows of figures.
    pub(crate) fn latest_year(&self) -> Option<u16> {
        let years = || {
            self.cells.iter().filter_map(|cell| match cell.period {
                Some(Period::Year(year)) => Some((year, cell)),
                _ => None,
            })
        };
        let heads_row = |cell: &SheetCell| {
            let mut row =
                (cell.column + 1..self.columns).filter_map(|column| self.cell_at(cell.row, column));
            row.any(SheetCell::holds_figure)
        };
        let beside = |one: &SheetCell, other: &SheetCell| {
            one.row == other.row
                || (one.column == other.column && heads_row(one) && heads_row(other))
        };
        let compared = years().filter(|(year, cell)| {
            years().any(|(other, rival)| other != *year && beside(cell, rival))
        });
        compared.map(|(year, _)| year).max()
    }

    /// The cell that covers a place.
    pub(crate) fn cell_at(&self, row: usize, column: usize) -> Option<&SheetCell> {
        self.index_at(row, column)
            .and_then(|index| self.cells.get(index))
    }

    /// Gives the next cell its places; the first cell to claim a place keeps it. Cells that lie over each other again
    /// and again get one place each.
    fn cover(&mut self, cell: &GridCell, left: &mut usize) {
        let index = self.cells.len();
        let rows = cell.row..cell.row.saturating_add(cell.row_span.max(1)).min(self.rows);
        let columns = cell.column
            ..cell
                .column
                .saturating_add(cell.column_span.max(1))
                .min(self.columns);
        let area = rows.len().saturating_mul(columns.len());
        let (rows, columns) = match left.checked_sub(area) {
            Some(rest) => {
                *left = rest;
                (rows, columns)
            }
            None => (cell.row..cell.row + 1, cell.column..cell.column + 1),
        };
        for row in rows {
            for column in columns.clone() {
                if let Some(place) = self.places.get_mut(row * self.columns + column) {
                    place.get_or_insert(index);
                }
            }
        }
    }

    /// Whether some place is covered by no cell.
    pub(crate) fn has_gaps(&self) -> bool {
        self.places.contains(&None)
    }

    /// The index of the cell that covers a place.
    pub(crate) fn index_at(&self, row: usize, column: usize) -> Option<usize> {
        if column >= self.columns {
            return None;
        }
        self.places
            .get(row * self.columns + column)
            .copied()
            .flatten()
    }

    /// The first row in which a figure stands or may be typed.
    pub(crate) fn first_figure_row(&self) -> usize {
        self.cells
            .iter()
            .filter(|cell| cell.holds_figure())
            .map(|cell| cell.row)
            .min()
            .unwrap_or(self.rows)
    }
}
