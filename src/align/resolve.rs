//! One sheet → for every figure, the cells of the form that its labels may mean, best first, in one orientation a table.
//!
//! A figure's row and column may be named from the left or from above, in any mix: a table on its side, tables side by
//! side, and rows printed as headings over columns are read alike. What stays ambiguous stays so.

use super::carried::Carried;
use super::dictionary::{LineRef, MISPRINT, Match};
use super::order::{doubt_shifted_rows, settle_by_elimination, settle_by_order};
use super::period::{self, Period};
use super::sheet::{Sheet, Way};
use crate::form::{Form, Line};
use crate::model::Axis;
use std::collections::{BTreeMap, BTreeSet};

/// What one block of figures between a figure and its label costs.
const FARTHER_BLOCK: u32 = 6;
/// What a group's name over another group's line costs.
const STRANGE_GROUP: u32 = 10;

/// From where a cell's row and its column are named, in order of preference.
const ORIENTATIONS: [(Way, Way); 4] = [
    (Way::Left, Way::Up),
    (Way::Up, Way::Up),
    (Way::Up, Way::Left),
    (Way::Left, Way::Left),
];

/// A label that names a line, as seen from a figure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Naming {
    /// The label's cell: in this sheet, or in the one whose header it shares.
    pub heading: HeadingCell,
    pub matched: Match,
    pub way: Way,
    pub cost: u32,
}

/// A label's cell: which sheet (index into the document's), which cell.
pub(crate) type HeadingCell = (usize, usize);

/// One reading of a figure: a row and a column of one table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub row: Naming,
    pub column: Naming,
    pub cost: u32,
}

impl Reading {
    pub(crate) fn table(&self) -> usize {
        self.row.matched.line.table
    }

    /// Table, row and column.
    pub(crate) fn lines(&self) -> (usize, usize, usize) {
        let (row, column) = (self.row.matched.line, self.column.matched.line);
        (row.table, row.line, column.line)
    }

    pub(crate) fn misprinted(&self) -> bool {
        self.row.matched.cost >= MISPRINT || self.column.matched.cost >= MISPRINT
    }
}

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

/// Reads every figure of a sheet.
pub(crate) fn resolve(sheet: &Sheet, around: &Surroundings) -> Vec<Slot> {
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
    doubt_shifted_rows(sheet, around, &mut slots);
    slots
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
            if one.cost == 0 && one.line.axis == Axis::Rows || !cell.names.iter().any(other_axis) {
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

fn namings(
    sheet: &Sheet,
    around: &Surroundings,
    exact: &BTreeSet<LineRef>,
    row: usize,
    column: usize,
) -> Vec<Naming> {
    let mut found = Vec::new();
    for way in [Way::Left, Way::Up] {
        let mut labels: Vec<(HeadingCell, &[Match], u32)> = sheet
            .labels_along(way, row, column)
            .into_iter()
            .filter_map(|(index, blocks)| {
                let cell = sheet.cells.get(index)?;
                Some(((around.index, index), cell.names.as_slice(), blocks))
            })
            .collect();
        if let (Way::Up, Some(header)) = (way, &around.header) {
            let farther = labels.last().map_or(0, |(_, _, blocks)| blocks + 1);
            let above = header.labels_over(column);
            labels.extend(above.into_iter().filter_map(|(cell, blocks)| {
                let names = header.sheet.cells.get(cell)?.names.as_slice();
                Some(((header.index, cell), names, farther + blocks))
            }));
        }
        name(&labels, way, exact, &mut found);
    }
    found
}

/// Turns the labels along one way into namings. A label behind others is the worse for each of them that names no
/// other axis of the same table: a unit or a part of it stands between.
fn name(
    labels: &[(HeadingCell, &[Match], u32)],
    way: Way,
    exact: &BTreeSet<LineRef>,
    found: &mut Vec<Naming>,
) {
    for (place, (heading, names, blocks)) in labels.iter().enumerate() {
        for matched in *names {
            if matched.cost >= MISPRINT && exact.contains(&matched.line) {
                continue;
            }
            let names_axis = |between: &[Match], same: bool| {
                between.iter().any(|one| {
                    one.line.table == matched.line.table
                        && (one.line.axis == matched.line.axis) == same
                })
            };
            let nearer = || {
                let before = labels.iter().take(place);
                before.filter(|(_, _, distance)| distance == blocks)
            };
            // What stands under another table's label is not this one's.
            let foreign = |between: &[Match]| {
                let theirs =
                    |one: &Match| one.line.table != matched.line.table && one.cost < MISPRINT;
                !between.is_empty() && between.iter().all(theirs)
            };
            if nearer().any(|(_, between, _)| foreign(between)) {
                continue;
            }
            if matched.whole_group && nearer().any(|(_, between, _)| names_axis(between, true)) {
                continue;
            }
            let strange = nearer()
                .filter(|(_, between, _)| names_axis(between, true) || !names_axis(between, false));
            let steps = u32::try_from(strange.count()).unwrap_or(u32::MAX / 4);
            found.push(Naming {
                heading: *heading,
                matched: *matched,
                way,
                cost: matched.cost + steps + blocks * FARTHER_BLOCK,
            });
        }
    }
}

/// Every pair of a row and a column of one table, in every orientation: (orientation, reading).
fn readings(form: &Form, namings: &[Naming]) -> Vec<(usize, Reading)> {
    let mut found = Vec::new();
    let leaves = |axis: Axis| {
        namings
            .iter()
            .filter(move |one| one.matched.line.axis == axis && !one.matched.group)
    };
    for row in leaves(Axis::Rows) {
        for column in leaves(Axis::Columns) {
            if row.matched.line.table != column.matched.line.table || row.heading == column.heading
            {
                continue;
            }
            let Some(orientation) = ORIENTATIONS
                .iter()
                .position(|ways| *ways == (row.way, column.way))
            else {
                continue;
            };
            let cost = row.cost
                + column.cost
                + group_cost(form, namings, row)
                + group_cost(form, namings, column);
            let reading = Reading {
                row: *row,
                column: *column,
                cost,
            };
            found.push((orientation, reading));
        }
    }
    found
}

/// What it costs that a figure stands under the name of a group to which the line does not belong.
fn group_cost(form: &Form, namings: &[Naming], leaf: &Naming) -> u32 {
    let line = leaf.matched.line;
    let Some(lines) = lines_of(form, line) else {
        return 0;
    };
    let strange = namings.iter().any(|one| {
        let group = one.matched.line;
        one.matched.group
            && one.heading != leaf.heading
            && one.way == leaf.way
            && (group.table, group.axis) == (line.table, line.axis)
            && one.cost < FARTHER_BLOCK
            && !is_ancestor(lines, group.line, line.line)
            && !names_ancestor(namings, lines, one.heading, line)
    });
    if strange { STRANGE_GROUP } else { 0 }
}

/// Whether the same label may also name a group that the line belongs to.
fn names_ancestor(namings: &[Naming], lines: &[Line], heading: HeadingCell, line: LineRef) -> bool {
    namings.iter().any(|one| {
        one.heading == heading
            && one.matched.group
            && (one.matched.line.table, one.matched.line.axis) == (line.table, line.axis)
            && is_ancestor(lines, one.matched.line.line, line.line)
    })
}

/// The lines among which a line stands.
pub(crate) fn lines_of(form: &Form, line: LineRef) -> Option<&[Line]> {
    let table = form.tables.get(line.table)?;
    Some(match line.axis {
        Axis::Rows => &table.rows,
        Axis::Columns => &table.columns,
    })
}

fn is_ancestor(lines: &[Line], ancestor: usize, line: usize) -> bool {
    let mut current = lines.get(line).and_then(|line| line.parent);
    // A parent stands before its children, so the way up ends.
    while let Some(parent) = current {
        if parent == ancestor {
            return true;
        }
        let next = lines.get(parent).and_then(|line| line.parent);
        current = next.filter(|above| *above < parent);
    }
    false
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
fn best(
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
