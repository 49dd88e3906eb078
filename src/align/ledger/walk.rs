//! A walk down the rows of a table: label after label → the line of the form, or the row that it adds.

use super::strips::keys;
use crate::form::{OpenRow, Table};
use std::collections::{BTreeSet, HashMap};

/// A walk down the rows of a table.
pub(super) struct Walk<'a> {
    pub table: &'a Table,
    pub keys: &'a [Vec<String>],
    /// The line after the one that was met last.
    pub next: usize,
    pub last: Option<usize>,
    /// How often a label was added to a section.
    pub counts: HashMap<(String, String), usize>,
}

impl Walk<'_> {
    /// The line of that label: the next one below; where there is none, one above that was not met yet.
    pub(super) fn known(
        &mut self,
        whole: &str,
        name: &str,
        seen: &BTreeSet<usize>,
        below: &[(String, String)],
    ) -> Option<usize> {
        let wanted = [keys(whole), keys(name)].concat();
        let is_it = |line: &usize| {
            !seen.contains(line) && self.keys[*line].iter().any(|key| wanted.contains(key))
        };
        let after = (self.next..self.keys.len()).find(is_it);
        let found = match after {
            Some(line) if self.passes_a_total(line, seen, below) => None,
            Some(line) => Some(line),
            None => (0..self.next)
                .find(is_it)
                .filter(|line| !self.is_part(*line)),
        }?;
        self.next = found + 1;
        self.last = Some(found);
        Some(found)
    }

    /// Whether a total stands before a line and is still to come in the document: then the label is another row's.
    fn passes_a_total(
        &self,
        line: usize,
        seen: &BTreeSet<usize>,
        below: &[(String, String)],
    ) -> bool {
        (self.next..line).any(|between| {
            let total = self
                .table
                .rows
                .get(between)
                .is_some_and(|row| row.total && !self.has_parts(between));
            total
                && !seen.contains(&between)
                && below.iter().any(|(whole, _)| {
                    keys(whole)
                        .iter()
                        .any(|key| self.keys[between].contains(key))
                })
        })
    }

    fn has_parts(&self, line: usize) -> bool {
        self.table.rows.iter().any(|row| row.parent == Some(line))
    }

    /// Whether a line is 其中: met out of its place, it may be a part of anything.
    fn is_part(&self, line: usize) -> bool {
        let parent = self.table.rows.get(line).and_then(|row| row.parent);
        parent
            .and_then(|parent| self.table.rows.get(parent))
            .is_some_and(|row| !row.group)
    }

    /// The row that a label adds to the open section in which it stands.
    pub(super) fn open_row(&mut self, label: &str) -> Option<OpenRow> {
        let section = self.section(label)?;
        let row = OpenRow::new(&self.table.id, section, label);
        let count = self
            .counts
            .entry((row.section.clone(), row.label.clone()))
            .or_insert(0);
        *count += 1;
        Some(if *count == 1 {
            row
        } else {
            OpenRow::new(
                &self.table.id,
                &row.section,
                &format!("{}#{count}", row.label),
            )
        })
    }

    fn section(&self, label: &str) -> Option<&str> {
        let rows = &self.table.rows;
        let mut around = self.last;
        while let Some(line) = around {
            let row = rows.get(line)?;
            if let Some(open) = &row.open {
                let coded = label.starts_with(|first: char| first.is_ascii_digit());
                let ended = self
                    .last
                    .and_then(|last| rows.get(last))
                    .is_some_and(|row| {
                        row.total && row.parent == Some(line) && self.next_in(line).is_none()
                    });
                return ((open.codes.is_empty() || coded) && !ended).then_some(&*row.id);
            }
            around = row.parent;
        }
        // The section comes next, and prints no heading of its own.
        let next = rows
            .iter()
            .skip(self.next)
            .find(|row| row.open.is_some() || !row.group)?;
        next.open.as_ref()?;
        Some(&next.id)
    }

    /// A line of the group below the one that was met last.
    fn next_in(&self, group: usize) -> Option<usize> {
        let rows = self.table.rows.iter().enumerate().skip(self.next);
        rows.filter(|(_, row)| row.parent == Some(group))
            .map(|(line, _)| line)
            .next()
    }
}
