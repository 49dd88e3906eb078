//! The tables that a result is about, as text with marks: what the page and the workbook draw.

use super::Checked;
use gouji::form::{Place, Table};
use gouji::pack::Pack;
use gouji::result::Report;
use std::collections::BTreeMap;

/// How a cell is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Not at all.
    None,
    /// The likeliest repair changes it, or its text can't stand.
    Wrong,
    /// Another repair changes it.
    Perhaps,
}

/// A table with its figures.
pub struct Drawing {
    /// Its title.
    pub title: String,
    /// The heads of its columns.
    pub columns: Vec<String>,
    /// Its rows: the head, and a cell a column; none under the head of a group.
    pub rows: Vec<(String, Vec<(String, Mark)>)>,
}

/// The tables that have a marked cell.
pub fn drawings(checked: &Checked, report: &Report, pack: &Pack, language: &str) -> Vec<Drawing> {
    let marks = marks(report);
    let form = &pack.model().form;
    let drawer = Drawer {
        checked,
        marks: &marks,
        language,
    };
    let of_tables = form.tables.iter().enumerate().filter_map(|(index, table)| {
        let addresses: BTreeMap<(usize, usize), &str> = form
            .cells
            .iter()
            .filter_map(|cell| match cell.place {
                Place::Table { table, row, column } if table == index => {
                    Some(((row, column), cell.address.as_str()))
                }
                _ => None,
            })
            .collect();
        let marked = addresses
            .values()
            .any(|address| marks.contains_key(address));
        marked.then(|| drawer.table(table, &addresses))
    });
    let figures = drawer.figures(pack);
    of_tables.chain(figures).collect()
}

fn marks(report: &Report) -> BTreeMap<&str, Mark> {
    let mut marks = BTreeMap::new();
    let own = report
        .findings
        .iter()
        .filter(|finding| finding.level == "error" && finding.rule.starts_with("cell."));
    marks.extend(
        own.flat_map(|finding| &finding.cells)
            .map(|cell| (cell.as_str(), Mark::Wrong)),
    );
    for group in &report.groups {
        for (place, repair) in group.repairs.iter().enumerate() {
            let mark = if place == 0 {
                Mark::Wrong
            } else {
                Mark::Perhaps
            };
            for change in repair
                .changes
                .iter()
                .filter(|change| !change.from.is_empty())
            {
                marks.entry(change.cell.as_str()).or_insert(mark);
            }
        }
    }
    marks
}

struct Drawer<'a> {
    checked: &'a Checked,
    marks: &'a BTreeMap<&'a str, Mark>,
    language: &'a str,
}

impl Drawer<'_> {
    fn cell(&self, address: &str) -> (String, Mark) {
        let text = self
            .checked
            .record
            .cells
            .get(address)
            .unwrap_or("")
            .to_owned();
        (text, self.marks.get(address).copied().unwrap_or(Mark::None))
    }

    fn table(&self, table: &Table, addresses: &BTreeMap<(usize, usize), &str>) -> Drawing {
        let columns: Vec<usize> = (0..table.columns.len())
            .filter(|column| !table.columns[*column].group)
            .collect();
        let label = |label: &gouji::form::Label| label.in_language(self.language).to_owned();
        let rows = table.rows.iter().enumerate().map(|(row, line)| {
            let cell = |column: &usize| {
                self.cell(addresses.get(&(row, *column)).copied().unwrap_or_default())
            };
            let cells = if line.group {
                Vec::new()
            } else {
                columns.iter().map(cell).collect()
            };
            (label(&line.label), cells)
        });
        Drawing {
            title: label(&table.label),
            columns: columns
                .iter()
                .map(|column| label(&table.columns[*column].label))
                .collect(),
            rows: rows.collect(),
        }
    }

    /// The plain figures, when one of them is marked.
    fn figures(&self, pack: &Pack) -> Option<Drawing> {
        let form = &pack.model().form;
        let figures = form.cells.iter().filter_map(|cell| match &cell.place {
            Place::Figure(label) => Some((
                label.in_language(self.language).to_owned(),
                vec![self.cell(&cell.address)],
            )),
            Place::Table { .. } => None,
        });
        let rows: Vec<_> = figures.collect();
        let marked = rows
            .iter()
            .flat_map(|(_, cells)| cells)
            .any(|(_, mark)| *mark != Mark::None);
        marked.then(|| Drawing {
            title: form.title.in_language(self.language).to_owned(),
            columns: vec![String::new()],
            rows,
        })
    }
}
