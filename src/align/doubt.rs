//! Figures that don't stand where they belong although labels name them → no reading. A row that was moved, a row with a
//! cell too few, a header whose groups contradict its columns: nobody can say which figure is whose.

use super::dictionary::LineRef;
use super::naming::{Reading, lines_of, namings, readings};
use super::resolve::{Slot, Surroundings, best};
use super::sheet::{Sheet, Way};
use crate::model::Axis;
use std::collections::{BTreeMap, BTreeSet};

/// Table, row and column of the form.
type Lines = (usize, usize, usize);

/// Takes away what can't be trusted.
pub(super) fn doubt(
    sheet: &Sheet,
    around: &Surroundings,
    exact: &BTreeSet<LineRef>,
    chosen: &BTreeMap<usize, usize>,
    slots: &mut [Slot],
) {
    let begun = begun_before(sheet, slots);
    for slot in slots.iter_mut().filter(|slot| begun.contains(&slot.row)) {
        slot.readings.clear();
    }
    let shifted = shifted_rows(sheet, around, slots);
    // A live form's fields stand where they are bound; only documents lack cells.
    let documents = cfg!(feature = "import");
    let (short, strange) = if documents {
        let short = short_rows(sheet, around, exact, chosen, slots);
        (short, strange_columns(sheet, around, slots))
    } else {
        Default::default()
    };
    for slot in slots.iter_mut() {
        let moved = shifted
            .get(&slot.row)
            .is_some_and(|last| slot.column < *last);
        let doubted = moved || short.contains(&slot.row);
        let strangely = |reading: &Reading| strange.contains(&(reading.table(), slot.column));
        if slot.readings.iter().all(is_across) && (doubted || slot.readings.iter().any(strangely)) {
            slot.readings.clear();
        }
    }
}

fn is_across(reading: &Reading) -> bool {
    reading.row.way == Way::Left && reading.column.way == Way::Up
}

/// Rows that go on beyond their header, and to which column: a label that spans too many rows moved them to the right.
/// Only where cells are put one after another: elsewhere a figure beyond is one more.
fn shifted_rows(sheet: &Sheet, around: &Surroundings, slots: &[Slot]) -> BTreeMap<usize, usize> {
    if !sheet.tagged && !sheet.cells.iter().any(|cell| cell.field) {
        return BTreeMap::new();
    }
    let beyond = |slot: &&Slot| {
        slot.readings.is_empty()
            && around.header.is_none()
            && sheet
                .labels_along(Way::Up, slot.row, slot.column)
                .is_empty()
    };
    let beyond = slots.iter().filter(beyond);
    beyond.map(|slot| (slot.row, slot.column)).collect()
}

/// Rows of a live form that begin before all those of their table that go on to its last column, and have nothing there: a
/// label that is missing moved them to the left.
fn begun_before(sheet: &Sheet, slots: &[Slot]) -> BTreeSet<usize> {
    if !sheet.cells.iter().any(|cell| cell.field) {
        return BTreeSet::new();
    }
    let table_of = |slot: &Slot| Some(slot.readings.first()?.table());
    let mut last: BTreeMap<usize, usize> = BTreeMap::new();
    for slot in slots {
        if let Some(table) = table_of(slot) {
            let known = last.entry(table).or_insert(0);
            *known = slot.column.max(*known);
        }
    }
    let is_whole = |slot: &Slot, table: &usize| {
        let column = last.get(table).copied().unwrap_or(0);
        sheet.index_at(slot.row, column).is_some()
    };
    let mut begin: BTreeMap<usize, usize> = BTreeMap::new();
    for slot in slots {
        if let Some(table) = table_of(slot).filter(|table| is_whole(slot, table)) {
            let known = begin.entry(table).or_insert(slot.column);
            *known = slot.column.min(*known);
        }
    }
    let begun = slots.iter().filter(|slot| {
        let short = table_of(slot).filter(|table| !is_whole(slot, table));
        short.is_some_and(|table| begin.get(&table).is_some_and(|begin| slot.column < *begin))
    });
    begun.map(|slot| slot.row).collect()
}

/// Rows that lack a cell for a figure which the form has there: it may be any of them that was left out.
fn short_rows(
    sheet: &Sheet,
    around: &Surroundings,
    exact: &BTreeSet<LineRef>,
    chosen: &BTreeMap<usize, usize>,
    slots: &[Slot],
) -> BTreeSet<usize> {
    if !sheet.tagged || !sheet.has_gaps() {
        return BTreeSet::new();
    }
    let is_short = |slots: &&[Slot]| {
        let row = slots.first().map_or(0, |slot| slot.row);
        let lines_at = |column: usize| -> Option<Lines> {
            let namings = namings(sheet, around, exact, row, column);
            let found = best(readings(around.form, &namings), chosen, &around.titled);
            let across = found.first().filter(|reading| is_across(reading));
            across.filter(|_| found.len() == 1).map(Reading::lines)
        };
        let (there, lacking): (Vec<usize>, Vec<usize>) =
            (0..sheet.columns).partition(|column| sheet.index_at(row, *column).is_some());
        if lacking.is_empty() {
            return false;
        }
        let readings = || slots.iter().flat_map(|slot| &slot.readings);
        let there: Vec<Lines> = there.into_iter().filter_map(lines_at).collect();
        let mut lacking = lacking.into_iter().filter_map(lines_at);
        lacking.any(|lines| {
            let same_row = |reading: &Reading| {
                let (table, row, _) = reading.lines();
                is_across(reading) && (table, row) == (lines.0, lines.1)
            };
            readings().any(same_row) && !there.contains(&lines)
        })
    };
    let rows = slots.chunk_by(|one, next| one.row == next.row);
    let short = rows.filter(is_short);
    short.filter_map(|slots| Some(slots.first()?.row)).collect()
}

/// Columns that stand outside the heading of their group although others of it stand below it, and those between: the
/// heading spans too few columns, and labels below it were moved. By table and column.
fn strange_columns(
    sheet: &Sheet,
    around: &Surroundings,
    slots: &[Slot],
) -> BTreeSet<(usize, usize)> {
    // By table and group: the columns below its heading, and those that are not.
    let mut groups: BTreeMap<(usize, usize), [BTreeSet<usize>; 2]> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for slot in slots {
        let [reading] = slot.readings.as_slice() else {
            continue;
        };
        let line = reading.column.matched.line;
        if !is_across(reading) || !seen.insert((slot.column, reading.column.heading)) {
            continue;
        }
        let lines = lines_of(around.form, line).unwrap_or_default();
        let Some(group) = lines.get(line.line).and_then(|line| line.parent) else {
            continue;
        };
        let heading = LineRef {
            axis: Axis::Columns,
            line: group,
            ..line
        };
        // A label that names both, `法人或其他组织（其他）`, stands below no heading.
        let names = |index: usize, sheet: &Sheet, labels: Vec<(usize, u32)>| {
            let other = labels
                .iter()
                .filter(|(cell, _)| (index, *cell) != reading.column.heading);
            let cells = other.filter_map(|(cell, _)| sheet.cells.get(*cell));
            cells
                .flat_map(|cell| &cell.names)
                .any(|one| one.line == heading)
        };
        let own = sheet.labels_along(Way::Up, slot.row, slot.column);
        let below = names(around.index, sheet, own)
            || around.header.as_ref().is_some_and(|header| {
                names(header.index, header.sheet, header.labels_over(slot.column))
            });
        let sides = groups.entry((line.table, group)).or_default();
        sides[usize::from(!below)].insert(slot.column);
    }
    let mut strange = BTreeSet::new();
    for ((table, _), [below, outside]) in groups {
        for column in outside {
            let before = below
                .range(..column)
                .next_back()
                .map(|last| last + 1..=column);
            let after = below.range(column..).next().map(|first| column..=first - 1);
            let range = before.or(after).into_iter().flatten();
            strange.extend(range.map(|column| (table, column)));
        }
    }
    strange
}
