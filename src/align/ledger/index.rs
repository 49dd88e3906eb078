//! Form → the keys of its lines and the names of its tables, found once for all documents.

use super::strips::label_keys;
use crate::align::label::ink;
use crate::form::Form;
use std::collections::{BTreeSet, HashMap};

/// The keys of a form's rows.
#[derive(Debug)]
pub(crate) struct Index {
    /// By table and row.
    pub(super) keys: Vec<Vec<Vec<String>>>,
    /// The rows that are no groups, by key: (table, row).
    by_key: HashMap<String, Vec<(usize, usize)>>,
    /// By table: each of its names, and how many characters that has.
    names: Vec<Vec<(String, usize)>>,
}

impl Index {
    pub(crate) fn new(form: &Form) -> Index {
        let mut index = Index {
            keys: Vec::new(),
            by_key: HashMap::new(),
            names: Vec::new(),
        };
        for (number, table) in form.tables.iter().enumerate() {
            let rows = table.rows.iter().map(|row| label_keys(&row.label));
            let rows: Vec<Vec<String>> = rows.collect();
            for (row, keys) in rows.iter().enumerate() {
                for key in keys.iter().filter(|_| !table.rows[row].group) {
                    let places = index.by_key.entry(key.clone()).or_default();
                    places.push((number, row));
                }
            }
            index.keys.push(rows);
            let names = std::iter::once(&table.label.text).chain(&table.label.aliases);
            let names = names.map(|name| ink(&outside_brackets(name)));
            let counted = names.map(|name| {
                let length = name.chars().count();
                (name, length)
            });
            index.names.push(counted.collect());
        }
        index
    }

    /// By table: how many of its rows bear one of the labels.
    pub(super) fn rows_with(&self, labels: &BTreeSet<String>) -> Vec<usize> {
        let places = labels.iter().filter_map(|label| self.by_key.get(label));
        let rows: BTreeSet<(usize, usize)> = places.flatten().copied().collect();
        let mut counts = vec![0; self.keys.len()];
        for (table, _) in rows {
            counts[table] += 1;
        }
        counts
    }

    /// Characters of the longest of a table's names that stand in a text; 0 where none does.
    pub(super) fn titled(&self, table: usize, text: &str) -> usize {
        let names = self.names.get(table).map_or(&[][..], Vec::as_slice);
        let found = names
            .iter()
            .filter(|(name, _)| text.contains(name.as_str()));
        found.map(|(_, length)| *length).max().unwrap_or(0)
    }
}

/// 收入支出决算总表（收入） → 收入支出决算总表.
fn outside_brackets(text: &str) -> String {
    text.split(['（', '(']).next().unwrap_or(text).to_owned()
}
