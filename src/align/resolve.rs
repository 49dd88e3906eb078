//! One sheet → for every figure, the cells of the form that its labels may mean, best first, in one orientation a table.
//!
//! A figure's row and column may be named from the left or from above, in any mix: a table on its side, tables side by
//! side, and rows printed as headings over columns are read alike. What stays ambiguous stays so.

use super::carried::Carried;
use super::dictionary::{LineRef, MISPRINT, Match};
use super::doubt::doubt;
use super::naming::{Reading, namings, readings};
use super::order::{settle_by_elimination, settle_by_order};
use super::period::{self, Period};
use super::shape::Shape;
use super::sheet::{Sheet, SheetCell, Way};
use crate::form::Form;
use crate::model::Axis;
use std::collections::{BTreeMap, BTreeSet};

/// A figure's place and the readings that remain.
#[derive(Debug)]
pub(crate) struct Slot {
    /// Index of its cell in the sheet.
    pub cell: usize,
    pub row: usize,
    pub column: usize,
    /// Equally good readings of different cells; exactly one when it is clear.
    pub readings: Vec<Reading>,
    /// A heading says that it is none of the report's year.
    pub other_period: bool,
}

/// What a sheet is read with.
pub(crate) struct Surroundings<'a> {
    pub form: &'a Form,
    /// This sheet's index in the document.
    pub index: usize,
    /// The header of an earlier part that also stands over this one's columns.
    pub header: Option<Carried<'a>>,
    /// Tables whose title was last seen, latest first.
    pub titled: Vec<usize>,
    /// What stands over the sheet says that it is another year's.
    pub other_period: bool,
}

/// What a sheet's cells stand for.
#[derive(Debug, Default)]
pub(crate) struct Resolved {
    pub slots: Vec<Slot>,
    /// Words where a figure of the form belongs: index of the cell in the sheet, and table, row and column.
    pub worded: Vec<(usize, (usize, usize, usize))>,
}

/// Reads every figure of a sheet.
pub(crate) fn resolve(sheet: &Sheet, around: &Surroundings) -> Resolved {
    let exact = exact_lines(sheet);
    let periods = Periods::of(sheet, around);
    let named = tables_named(sheet, around);
    let mut slots: Vec<Slot> = Vec::new();
    let mut all: Vec<Vec<(usize, Reading)>> = Vec::new();
    for (index, cell) in sheet.cells.iter().enumerate() {
        // A cell behind another one's span is not on the page.
        if !cell.holds_figure() || sheet.index_at(cell.row, cell.column) != Some(index) {
            continue;
        }
        let other_period =
            around.other_period || (periods.are_there && periods.is_other(cell.row, cell.column));
        all.push(if other_period {
            Vec::new()
        } else {
            let namings = namings(sheet, around, &exact, cell.row, cell.column);
            let mut found = readings(around.form, &namings);
            found.retain(|(_, reading)| named.contains(&reading.table()));
            found
        });
        slots.push(Slot {
            cell: index,
            row: cell.row,
            column: cell.column,
            readings: Vec::new(),
            other_period,
        });
    }
    let chosen = orientations(&all);
    for (slot, options) in slots.iter_mut().zip(all) {
        slot.readings = best(options, &chosen, &around.titled);
    }
    settle_by_order(sheet, &mut slots);
    settle_by_elimination(&mut slots);
    doubt(sheet, around, &exact, &chosen, &mut slots);
    let worded = worded(sheet, around, &exact, &chosen);
    Resolved { slots, worded }
}

/// Words that name nothing, at a place that a row's and a column's label name: `详见附件3`. In a live form words beside
/// fields are the page's own.
fn worded(
    sheet: &Sheet,
    around: &Surroundings,
    exact: &BTreeSet<LineRef>,
    chosen: &BTreeMap<usize, usize>,
) -> Vec<(usize, (usize, usize, usize))> {
    if cfg!(not(feature = "import"))
        || around.other_period
        || sheet.cells.iter().any(|cell| cell.field)
    {
        return Vec::new();
    }
    let says_nothing = |cell: &SheetCell| {
        cell.shape == Shape::Words && cell.names.is_empty() && cell.period.is_none()
    };
    let cells = sheet.cells.iter().enumerate();
    let cells = cells.filter(|(index, cell)| {
        says_nothing(cell) && sheet.index_at(cell.row, cell.column) == Some(*index)
    });
    let (places, options): (Vec<usize>, Vec<Vec<(usize, Reading)>>) = cells
        .map(|(index, cell)| {
            let mut namings = namings(sheet, around, exact, cell.row, cell.column);
            namings.retain(|naming| naming.blocks == 0 && naming.matched.cost < MISPRINT);
            (index, readings(around.form, &namings))
        })
        .unzip();
    // A table in which no figure stands lies as its words do.
    let mut oriented = orientations(&options);
    oriented.extend(chosen);
    let read = places.into_iter().zip(options);
    let read =
        read.filter_map(
            |(index, found)| match best(found, &oriented, &around.titled).as_slice() {
                [reading] => Some((index, reading.lines())),
                _ => None,
            },
        );
    read.collect()
}

/// Tables that some label names by a line that is no row's and no column's at once: 总计 and 其他 alone tell none.
fn tables_named(sheet: &Sheet, around: &Surroundings) -> BTreeSet<usize> {
    let header = around.header.as_ref().map(|header| header.sheet);
    let cells = [Some(sheet), header]
        .into_iter()
        .flatten()
        .flat_map(|sheet| &sheet.cells);
    let mut tables = BTreeSet::new();
    for cell in cells {
        for one in &cell.names {
            let other_axis = |other: &Match| {
                other.line.table == one.line.table && other.line.axis != one.line.axis
            };
            // Under its own number it is a row's.
            let own = one.joined || (one.cost == 0 && one.line.axis == Axis::Rows);
            if own || !cell.names.iter().any(other_axis) {
                tables.insert(one.line.table);
            }
        }
    }
    tables
}

/// The headings of years over and beside a sheet's figures.
struct Periods<'a> {
    sheet: &'a Sheet,
    header: Option<&'a Carried<'a>>,
    latest: Option<u16>,
    are_there: bool,
}

impl<'a> Periods<'a> {
    fn of(sheet: &'a Sheet, around: &'a Surroundings) -> Periods<'a> {
        let header = around.header.as_ref();
        let sheets = || {
            [Some(sheet), header.map(|header| header.sheet)]
                .into_iter()
                .flatten()
        };
        let mut periods = sheets()
            .flat_map(|sheet| &sheet.cells)
            .filter_map(|cell| cell.period);
        Periods {
            sheet,
            header,
            latest: sheets().filter_map(Sheet::latest_year).max(),
            are_there: periods.next().is_some(),
        }
    }

    /// Whether a figure is another year's, as the headings between it and the next block of figures have it.
    fn is_other(&self, row: usize, column: usize) -> bool {
        let near = |(cell, blocks): (usize, u32)| (blocks == 0).then_some(cell);
        let own = [Way::Up, Way::Left].into_iter().flat_map(|way| {
            let labels = self.sheet.labels_along(way, row, column).into_iter();
            labels
                .filter_map(near)
                .filter_map(|cell| self.sheet.cells.get(cell)?.period)
        });
        let above = self.header.into_iter().flat_map(|header| {
            let labels = header.labels_over(column).into_iter();
            labels
                .filter_map(near)
                .filter_map(|cell| header.sheet.cells.get(cell)?.period)
        });
        period::is_other(&own.chain(above).collect::<Vec<Period>>(), self.latest)
    }
}

/// Lines that some label of the sheet names without a misprint: no other label can be a misprint of theirs.
fn exact_lines(sheet: &Sheet) -> BTreeSet<LineRef> {
    let matches = sheet.cells.iter().flat_map(|cell| &cell.names);
    matches
        .filter(|one| one.cost < MISPRINT)
        .map(|one| one.line)
        .collect()
}

/// For each table the orientation in which most figures are read best.
fn orientations(all: &[Vec<(usize, Reading)>]) -> BTreeMap<usize, usize> {
    let mut votes: BTreeMap<usize, [usize; 4]> = BTreeMap::new();
    for options in all {
        let mut least: BTreeMap<usize, u32> = BTreeMap::new();
        for (_, reading) in options {
            let best = least.entry(reading.table()).or_insert(reading.cost);
            *best = reading.cost.min(*best);
        }
        let mut voted = BTreeSet::new();
        for (orientation, reading) in options {
            let table = reading.table();
            if least.get(&table) == Some(&reading.cost) && voted.insert((table, *orientation)) {
                let counts = votes.entry(table).or_default();
                if let Some(count) = counts.get_mut(*orientation) {
                    *count += 1;
                }
            }
        }
    }
    let most = |counts: [usize; 4]| {
        let highest = counts.iter().max().copied().unwrap_or(0);
        counts
            .iter()
            .position(|count| *count == highest)
            .unwrap_or(0)
    };
    votes
        .into_iter()
        .map(|(table, counts)| (table, most(counts)))
        .collect()
}

/// The cheapest readings in the chosen orientations, one for each cell of the form; a table whose title was seen last
/// wins over one that is equally good.
pub(super) fn best(
    options: Vec<(usize, Reading)>,
    chosen: &BTreeMap<usize, usize>,
    titled: &[usize],
) -> Vec<Reading> {
    let mut allowed: Vec<Reading> = options
        .into_iter()
        .filter(|(orientation, reading)| chosen.get(&reading.table()) == Some(orientation))
        .map(|(_, reading)| reading)
        .collect();
    let Some(least) = allowed.iter().map(|reading| reading.cost).min() else {
        return Vec::new();
    };
    allowed.retain(|reading| reading.cost == least);
    let latest = titled
        .iter()
        .find(|table| allowed.iter().any(|reading| reading.table() == **table));
    if let Some(latest) = latest {
        allowed.retain(|reading| reading.table() == *latest);
    }
    let mut seen = BTreeSet::new();
    allowed.retain(|reading| seen.insert(reading.lines()));
    allowed
}
