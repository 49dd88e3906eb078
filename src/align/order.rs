//! Readings that remain in doubt → fewer: by the order of the form's lines, and by what other figures clearly are. Knows
//! one sheet's slots; reads no label's text.

use super::naming::{Naming, Reading};
use super::resolve::Slot;
use super::sheet::{Sheet, Way};
use crate::model::Axis;
use std::collections::{BTreeMap, BTreeSet};

/// The same label twice on one axis: the neighbours' places in the form decide, where they leave one line only.
pub(super) fn settle_by_order(sheet: &Sheet, slots: &mut [Slot]) {
    for axis in [Axis::Rows, Axis::Columns] {
        let known = known_positions(sheet, slots, axis);
        for slot in slots.iter_mut().filter(|slot| same_label_twice(slot, axis)) {
            let fits = |reading: &&Reading| {
                let naming = naming_of(reading, axis);
                let position = position_of(slot.row, slot.column, naming.way);
                let line = naming.matched.line;
                known
                    .get(&(line.table, naming.way == Way::Up))
                    .is_none_or(|order| fits_between(order, position, line.line))
            };
            let fitting: Vec<Reading> = slot.readings.iter().filter(fits).copied().collect();
            if !fitting.is_empty() {
                slot.readings = fitting;
            }
        }
    }
}

/// Whether a figure is undecided only because one label names several lines of this axis.
fn same_label_twice(slot: &Slot, axis: Axis) -> bool {
    let Some(first) = slot.readings.first() else {
        return false;
    };
    slot.readings.len() > 1
        && slot.readings.iter().all(|reading| {
            reading.table() == first.table()
                && naming_of(reading, axis).heading == naming_of(first, axis).heading
        })
}

/// Whether a line at this position keeps the order of the form; an order that is broken already says nothing.
fn fits_between(order: &BTreeMap<usize, usize>, position: usize, line: usize) -> bool {
    let in_order = order
        .values()
        .zip(order.values().skip(1))
        .all(|(one, next)| one <= next);
    let before = order.range(..position).next_back().map(|(_, line)| *line);
    let after = order.range(position + 1..).next().map(|(_, line)| *line);
    !in_order
        || (before.is_none_or(|before| before <= line) && after.is_none_or(|after| line <= after))
}

fn naming_of(reading: &Reading, axis: Axis) -> &Naming {
    match axis {
        Axis::Rows => &reading.row,
        Axis::Columns => &reading.column,
    }
}

fn position_of(row: usize, column: usize, way: Way) -> usize {
    match way {
        Way::Left => row,
        Way::Up => column,
    }
}

/// Where on the page which line of the form is, by (table, whether named from above): from clear readings and from
/// group headings.
fn known_positions(
    sheet: &Sheet,
    slots: &[Slot],
    axis: Axis,
) -> BTreeMap<(usize, bool), BTreeMap<usize, usize>> {
    let mut known: BTreeMap<(usize, bool), BTreeMap<usize, usize>> = BTreeMap::new();
    for slot in slots {
        let [reading] = slot.readings.as_slice() else {
            continue;
        };
        let naming = naming_of(reading, axis);
        let position = position_of(slot.row, slot.column, naming.way);
        known
            .entry((reading.table(), naming.way == Way::Up))
            .or_default()
            .insert(position, naming.matched.line.line);
    }
    for cell in &sheet.cells {
        let mut groups = cell
            .names
            .iter()
            .filter(|one| one.group && one.line.axis == axis);
        let (Some(group), None) = (groups.next(), groups.next()) else {
            continue;
        };
        for (key, positions) in &mut known {
            if key.0 == group.line.table {
                let position = if key.1 { cell.column } else { cell.row };
                positions.entry(position).or_insert(group.line.line);
            }
        }
    }
    known
}

/// A cell that one figure clearly has is no other figure's.
pub(super) fn settle_by_elimination(slots: &mut [Slot]) {
    let mut settled = BTreeSet::new();
    loop {
        let clear = slots
            .iter()
            .filter_map(|slot| match slot.readings.as_slice() {
                [reading] => Some(reading.lines()),
                _ => None,
            });
        let clear: BTreeSet<_> = clear.collect();
        if clear.len() == settled.len() {
            return;
        }
        settled = clear;
        for slot in slots.iter_mut().filter(|slot| slot.readings.len() > 1) {
            let free = |reading: &&Reading| !settled.contains(&reading.lines());
            let left: Vec<Reading> = slot.readings.iter().filter(free).copied().collect();
            if !left.is_empty() {
                slot.readings = left;
            }
        }
    }
}
