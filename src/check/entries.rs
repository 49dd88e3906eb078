//! What was typed into the cells and what it says, with the counts that a status needs at any time.

use crate::figure::{FigureProblem, Reading};
use crate::form::{Cell, CellIndex};
use crate::number::{Decimal, Number};

/// A cell's text and what it says.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub text: String,
    pub reading: Reading,
    pub absent: bool,
    /// Whether something is said when it is left blank.
    required: bool,
}

impl Entry {
    /// Whether there is something to check in the cell's own text.
    fn is_given(&self) -> bool {
        !self.absent && !self.reading.blank
    }

    /// Whether the cell must not stay blank, and is.
    pub fn is_wanting(&self) -> bool {
        self.required && self.reading.blank && !self.absent
    }
}

/// The entries of all cells.
#[derive(Clone, Debug)]
pub(super) struct Entries {
    list: Vec<Entry>,
    tally: EntryTally,
    /// What a cell says that isn't there.
    nothing: Reading,
}

/// How many entries are how.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct EntryTally {
    /// Something is written.
    pub given: usize,
    /// Nothing is written where something must be.
    pub wanting: usize,
    /// Something is odd about what is written.
    pub odd: usize,
}

impl EntryTally {
    fn count(&mut self, entry: &Entry) {
        self.given += usize::from(entry.is_given());
        self.wanting += usize::from(entry.is_wanting());
        self.odd += usize::from(!entry.reading.problems.is_empty());
    }

    fn discount(&mut self, entry: &Entry) {
        self.given -= usize::from(entry.is_given());
        self.wanting -= usize::from(entry.is_wanting());
        self.odd -= usize::from(!entry.reading.problems.is_empty());
    }
}

impl Entries {
    /// Blank cells.
    pub fn blank(cells: &[Cell]) -> Entries {
        let entry = |cell: &Cell| Entry {
            text: String::new(),
            reading: Reading {
                blank: true,
                ..Reading::default()
            },
            absent: false,
            required: cell.required.is_some(),
        };
        let list: Vec<Entry> = cells.iter().map(entry).collect();
        let mut tally = EntryTally::default();
        list.iter().for_each(|entry| tally.count(entry));
        Entries {
            list,
            tally,
            nothing: Reading::default(),
        }
    }

    pub fn get(&self, cell: CellIndex) -> Option<&Entry> {
        self.list.get(cell)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.list.iter()
    }

    pub fn tally(&self) -> EntryTally {
        self.tally
    }

    /// What a cell's text says.
    pub fn reading(&self, cell: CellIndex) -> &Reading {
        self.get(cell).map_or(&self.nothing, |entry| &entry.reading)
    }

    /// What is odd about a cell's text.
    pub fn problems(&self, cell: CellIndex) -> &[FigureProblem] {
        &self.reading(cell).problems
    }

    pub fn is_absent(&self, cell: CellIndex) -> bool {
        self.get(cell).is_some_and(|entry| entry.absent)
    }

    /// The document doesn't have the cell. Whether it could be so, since nothing is written there.
    pub fn leave_out(&mut self, cell: CellIndex) -> bool {
        self.change(cell, |entry| {
            entry.absent |= entry.reading.blank;
            entry.absent
        })
        .unwrap_or(false)
    }

    /// Replaces what a text says, while the text itself stays.
    pub fn reread(&mut self, cell: CellIndex, reading: Reading) {
        self.change(cell, |entry| entry.reading = reading);
    }

    /// Puts a text in with what it says. Whether the cell's own findings changed by it.
    pub fn put(&mut self, cell: CellIndex, text: &str, reading: Reading) -> bool {
        let changed = self.change(cell, |entry| {
            let changed = entry.reading.problems != reading.problems
                || entry.required && entry.reading.blank != reading.blank;
            text.clone_into(&mut entry.text);
            entry.reading = reading;
            entry.absent = false;
            changed
        });
        changed.unwrap_or(false)
    }

    /// Puts a text in that is a plain figure, as [`Entries::put`] does.
    pub fn put_figure(&mut self, cell: CellIndex, text: &str, figure: Decimal) -> bool {
        let changed = self.change(cell, |entry| {
            let changed = entry.is_wanting() || !entry.reading.problems.is_empty();
            text.clone_into(&mut entry.text);
            entry.reading.number = Some(Number::from(figure));
            entry.reading.blank = false;
            entry.reading.problems.clear();
            entry.absent = false;
            changed
        });
        changed.unwrap_or(false)
    }

    fn change<T>(&mut self, cell: CellIndex, change: impl FnOnce(&mut Entry) -> T) -> Option<T> {
        let entry = self.list.get_mut(cell)?;
        self.tally.discount(entry);
        let answer = change(entry);
        self.tally.count(entry);
        Some(answer)
    }
}
