//! Form with open sections + grids → which figure belongs to which row, the rows that the form doesn't list among them.
//!
//! Statements are long columns of labels in a fixed order, with rows added and left out: they are read from the top to
//! the bottom, each label looked up after the one before. Where labels repeat (永续债, 利息收入), the place tells them
//! apart. Tables that stand side by side are cut apart first.

mod index;
mod strips;
mod walk;

use super::shape::{Shape, shape};
use super::{Alignment, Certainty, LineRef, Placement, Stray, Why};
use crate::form::{CellIndex, Form, OpenRow};
use crate::grid::Grid;
use crate::model::Axis;
pub(crate) use index::Index;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use strips::{Sheet, Strip, columns, is_filled, keys, label_of, sheet, strips, title};
use walk::Walk;

/// Rows that must be recognised before a table without a title is taken for one of the form's.
const FEWEST_ROWS: usize = 4;

/// Where figures go, before the form has the rows that the document adds.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// Rows of open sections, in the order of the document.
    pub rows: Vec<OpenRow>,
    figures: Vec<Figure>,
    strays: Vec<Stray>,
    /// By table: the rows that the document has.
    seen: BTreeMap<usize, BTreeSet<usize>>,
}

#[derive(Debug)]
struct Figure {
    address: String,
    grid: usize,
    row: usize,
    column: usize,
    certainty: Certainty,
}

/// Whether a form is read this way.
pub(crate) fn has_open_sections(form: &Form) -> bool {
    let mut rows = form.tables.iter().flat_map(|table| &table.rows);
    rows.any(|row| row.open.is_some())
}

/// Reads every grid.
pub(crate) fn read(form: &Form, known: &Index, grids: &[Grid]) -> Ledger {
    let mut ledger = Ledger::default();
    for (index, grid) in grids.iter().enumerate() {
        let sheet = sheet(grid);
        let title = title(grid, &sheet);
        for strip in strips(&sheet) {
            if let Some(table) = ledger.table_of(known, &title, &sheet, &strip) {
                ledger.read_strip(form, known, table, index, &sheet, &strip);
            }
        }
    }
    ledger
}

impl Ledger {
    /// The table of the form that a strip is: the one whose title stands over it and whose rows it has.
    fn table_of(&self, known: &Index, title: &str, sheet: &Sheet, strip: &Strip) -> Option<usize> {
        let labels: BTreeSet<String> = sheet
            .iter()
            .map(|row| label_of(row, strip))
            .flat_map(|(whole, name)| match whole == name {
                true => keys(&whole),
                false => [keys(&whole), keys(&name)].concat(),
            })
            .collect();
        let filled = sheet.iter().filter(|row| is_filled(row, strip)).count();
        let rows = known.rows_with(&labels);
        let scored = rows
            .into_iter()
            .enumerate()
            .map(|(index, rows)| ((known.titled(index, title), rows), index));
        let fits = |((titled, rows), index): &((usize, usize), usize)| {
            let again = self.seen.contains_key(index);
            let enough = FEWEST_ROWS.max(filled / 2);
            *rows > 0
                && if *titled > 0 {
                    !again || *rows * 2 > filled
                } else {
                    *rows >= enough
                }
        };
        // Of two tables under one title, the one whose rows are there.
        scored
            .filter(fits)
            .max_by_key(|((titled, rows), index)| (*titled, *rows, usize::MAX - index))
            .map(|(_, index)| index)
    }

    fn read_strip(
        &mut self,
        form: &Form,
        known: &Index,
        table: usize,
        grid: usize,
        sheet: &Sheet,
        strip: &Strip,
    ) {
        let Some(shape_of) = form.tables.get(table) else {
            return;
        };
        let Some((columns, certainty)) = columns(shape_of, sheet, strip) else {
            return;
        };
        let labels: Vec<(String, String)> = sheet.iter().map(|row| label_of(row, strip)).collect();
        let mut walk = Walk {
            table: shape_of,
            keys: &known.keys[table],
            next: 0,
            last: None,
            counts: HashMap::new(),
        };
        for (row, texts) in sheet.iter().enumerate() {
            let (whole, name) = &labels[row];
            if whole.is_empty() {
                continue;
            }
            let seen = self.seen.entry(table).or_default();
            let id = match walk.known(whole, name, seen, labels.get(row + 1..).unwrap_or_default())
            {
                Some(line) => {
                    seen.insert(line);
                    let line = &shape_of.rows[line];
                    if line.group {
                        continue;
                    }
                    line.id.clone()
                }
                None if !is_filled(texts, strip) => continue,
                None => match walk.open_row(whole) {
                    Some(open) => {
                        let id = open.id();
                        self.rows.push(open);
                        id
                    }
                    None => {
                        self.stray(grid, row, texts, strip);
                        continue;
                    }
                },
            };
            for (column, line) in &columns {
                if texts
                    .get(*column)
                    .is_some_and(|text| !text.trim().is_empty())
                {
                    self.figures.push(Figure {
                        address: format!("{}.{id}.{line}", shape_of.id),
                        grid,
                        row,
                        column: *column,
                        certainty,
                    });
                }
            }
        }
    }

    fn stray(&mut self, grid: usize, row: usize, texts: &[String], strip: &Strip) {
        for column in &strip.values {
            let text = texts.get(*column).map_or("", String::as_str);
            if shape(text) == Shape::Figure {
                self.strays.push(Stray {
                    grid,
                    row,
                    column: *column,
                    text: text.to_owned(),
                    why: Why::NoLabel,
                });
            }
        }
    }

    /// How many figures have their place.
    pub(crate) fn count(&self) -> usize {
        self.figures.len()
    }

    /// The alignment in the form that has the document's rows; `cell` finds a cell by its address.
    pub(crate) fn alignment(
        &self,
        form: &Form,
        cell: impl Fn(&str) -> Option<CellIndex>,
    ) -> Alignment {
        let mut taken = BTreeSet::new();
        let mut alignment = Alignment::default();
        for figure in &self.figures {
            let Some(cell) = cell(&figure.address).filter(|cell| taken.insert(*cell)) else {
                continue;
            };
            alignment.placements.push(Placement {
                cell,
                grid: figure.grid,
                row: figure.row,
                column: figure.column,
                certainty: figure.certainty,
            });
        }
        alignment.strays.clone_from(&self.strays);
        alignment.absent = self.absent(form);
        alignment
    }

    /// Rows that the document doesn't have: of a table that isn't there, all of them.
    fn absent(&self, form: &Form) -> Vec<LineRef> {
        let added: BTreeSet<(String, String)> = self
            .rows
            .iter()
            .map(|row| (row.table.clone(), row.id()))
            .collect();
        let mut absent = Vec::new();
        for (table, shape_of) in form.tables.iter().enumerate() {
            let mut known = 0;
            for (line, row) in shape_of.rows.iter().enumerate() {
                if added.contains(&(shape_of.id.clone(), row.id.clone())) {
                    continue;
                }
                // Added rows stand between those that were numbered when the document was read.
                let there = self
                    .seen
                    .get(&table)
                    .is_some_and(|seen| seen.contains(&known));
                known += 1;
                if !row.group && !there {
                    absent.push(LineRef {
                        table,
                        axis: Axis::Rows,
                        line,
                    });
                }
            }
        }
        absent
    }
}
