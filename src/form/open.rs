//! Rows that a pack doesn't list: the address that each has, and the way back.
//!
//! `balance.assets:拆出资金.closing` is the column `closing` of the row 拆出资金 in the open section `assets`. The label
//! stands without blanks, and its signs that an address has itself are written full-width. The second row of the same
//! label in a section is `assets:其他#2`, the third `#3`.

use super::Form;
use std::collections::HashSet;

/// A section that takes rows which the pack doesn't list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// Lengths of the codes by which the rows form a tree (3, 5, 7), the shortest first. Empty: rows are told apart by
    /// their labels and stand side by side.
    pub codes: Vec<usize>,
}

/// A row of an open section that a document has.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OpenRow {
    /// The table's id.
    pub table: String,
    /// The section's id.
    pub section: String,
    /// The row's label or code, as in its address.
    pub label: String,
}

impl OpenRow {
    /// The row of that label.
    ///
    /// ```
    /// use gouji::form::OpenRow;
    /// let row = OpenRow::new("balance", "assets", " 其他 应收款（1.2）");
    /// assert_eq!(row.id(), "assets:其他应收款（1．2）");
    /// ```
    #[must_use]
    pub fn new(table: &str, section: &str, label: &str) -> OpenRow {
        let kept = label.chars().filter(|character| !character.is_whitespace());
        let plain = |character| match character {
            '.' => '．',
            ':' => '：',
            ',' => '，',
            '[' => '［',
            ']' => '］',
            other => other,
        };
        OpenRow {
            table: table.to_owned(),
            section: section.to_owned(),
            label: kept.map(plain).collect(),
        }
    }

    /// The row that a cell's address names, if it names one.
    #[must_use]
    pub fn of_address(address: &str) -> Option<OpenRow> {
        let (table, rest) = address.split_once('.')?;
        let row = rest.split_once('.').map_or(rest, |(row, _)| row);
        let (section, label) = row.split_once(':')?;
        (!label.is_empty()).then(|| OpenRow::new(table, section, label))
    }

    /// The row's part of its cells' addresses.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}:{}", self.section, self.label)
    }

    /// What stands at the row's head: the label without the number that tells it from others of the same label.
    #[must_use]
    pub fn text(&self) -> &str {
        match self.label.rsplit_once('#') {
            Some((text, number)) if number.parse::<u32>().is_ok() => text,
            _ => &self.label,
        }
    }
}

impl Form {
    /// The rows of open sections that the form has already.
    #[must_use]
    pub fn rows_of_documents(&self) -> Vec<OpenRow> {
        let tables = self.tables.iter();
        let rows = tables.flat_map(|table| table.rows.iter().map(move |row| (table, row)));
        rows.filter_map(|(table, row)| {
            let (section, label) = row.id.split_once(':')?;
            Some(OpenRow::new(&table.id, section, label))
        })
        .collect()
    }

    /// The rows of open sections that these addresses name and the form doesn't have, each once, in their order.
    pub fn open_rows<'a>(&self, addresses: impl Iterator<Item = &'a str>) -> Vec<OpenRow> {
        let sections: HashSet<(&str, &str)> = self
            .tables
            .iter()
            .flat_map(|table| {
                let open = table.rows.iter().filter(|row| row.open.is_some());
                open.map(|row| (table.id.as_str(), row.id.as_str()))
            })
            .collect();
        if sections.is_empty() {
            return Vec::new();
        }
        let mut seen = HashSet::new();
        let known = |row: &OpenRow| {
            let table = self.tables.iter().find(|table| table.id == row.table);
            table.is_some_and(|table| table.rows.iter().any(|line| line.id == row.id()))
        };
        addresses
            .filter_map(OpenRow::of_address)
            .filter(|row| sections.contains(&(row.table.as_str(), row.section.as_str())))
            .filter(|row| seen.insert(row.clone()) && !known(row))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_rows_match() {
        let row = OpenRow::of_address("balance.assets:其他#2.closing").unwrap();
        assert_eq!((row.id().as_str(), row.text()), ("assets:其他#2", "其他"));
        assert_eq!(OpenRow::of_address("balance.cash.closing"), None);
        assert_eq!(OpenRow::of_address("profit"), None);
        assert_eq!(OpenRow::new("t", "s", &row.label).label, row.label);
    }
}
