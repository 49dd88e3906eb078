//! One place in a sheet → the labels that name a row or a column for it, and every pair of them, with what speaks
//! against it.

use super::dictionary::{LineRef, MISPRINT, Match};
use super::resolve::Surroundings;
use super::sheet::{Sheet, Way};
use crate::form::{Form, Line};
use crate::model::Axis;
use std::collections::BTreeSet;

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
    /// Blocks of figures between.
    pub blocks: u32,
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

pub(super) fn namings(
    sheet: &Sheet,
    around: &Surroundings,
    exact: &BTreeSet<LineRef>,
    row: usize,
    column: usize,
) -> Vec<Naming> {
    // Rarely more; a list that grows costs more than one that is long enough.
    let mut found = Vec::with_capacity(8);
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
                blocks: *blocks,
                cost: matched.cost + steps + blocks * FARTHER_BLOCK,
            });
        }
    }
}

/// Every pair of a row and a column of one table, in every orientation: (orientation, reading).
pub(super) fn readings(form: &Form, namings: &[Naming]) -> Vec<(usize, Reading)> {
    let mut found = Vec::new();
    let leaves = |axis: Axis| {
        namings
            .iter()
            .filter(move |one| one.matched.line.axis == axis && !one.matched.group)
    };
    for row in leaves(Axis::Rows) {
        for column in leaves(Axis::Columns) {
            let joined = row.matched.joined && column.matched.joined;
            let apart = !(row.matched.joined || column.matched.joined);
            let fits = if row.heading == column.heading {
                joined
            } else {
                apart
            };
            if row.matched.line.table != column.matched.line.table || !fits {
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
