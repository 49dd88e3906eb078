//! Worked examples: every cell and rule that they name, found.

use super::Checker;
use crate::form::{CellIndex, OpenRow};
use crate::language::diagnostic::Code;
use crate::language::suggest::closest;
use crate::language::syntax::{
    ExampleCells, ExampleSyntax, ExpectationSyntax, Item, Name, PackSyntax,
};
use crate::model::{Axis, Example, Expectation};
use std::collections::{HashMap, HashSet};

/// Cells as typed, by address, in the order of the example; a later text replaces an earlier one.
#[derive(Default)]
struct Typed {
    cells: Vec<(String, String)>,
    places: HashMap<String, usize>,
}

impl Typed {
    fn put(&mut self, address: String, text: String) {
        let next = self.cells.len();
        let place = *self.places.entry(address.clone()).or_insert(next);
        match self.cells.get_mut(place) {
            Some(entry) => entry.1 = text,
            None => self.cells.push((address, text)),
        }
    }

    fn put_where_nothing_stands(&mut self, address: String, text: &str) {
        if !self.places.contains_key(&address) {
            self.put(address, text.to_string());
        }
    }
}

impl Checker<'_> {
    pub(super) fn examples(&mut self, pack: &PackSyntax) {
        let rules = self.model.rules.iter();
        let rules: HashSet<String> = rules.map(|rule| rule.id.clone()).collect();
        for item in &pack.items {
            if let Item::Example(example) = item {
                self.example(example, &rules);
            }
        }
    }

    fn example(&mut self, syntax: &ExampleSyntax, rules: &HashSet<String>) {
        let mut cells = self.typed(&syntax.cells);
        let previous = self.typed(&syntax.previous).cells;
        let parts = syntax.parts.iter();
        let parts = parts.map(|part| self.typed(part).cells).collect();
        let mut expectations = Vec::new();
        for (_, expectation) in &syntax.expectations {
            let expectation = match expectation {
                ExpectationSyntax::Passes => Some(Expectation::Passes),
                ExpectationSyntax::Breaks(rule) => self.breaks(rule, rules),
                ExpectationSyntax::Repair(cell, figure) => self
                    .addressed(cell)
                    .map(|cell| Expectation::Repair(cell, figure.clone())),
                ExpectationSyntax::Reads(cell, text, figure) => self.addressed(cell).map(|cell| {
                    cells.put(cell.clone(), text.clone());
                    Expectation::Reads(cell, figure.clone())
                }),
            };
            expectations.extend(expectation);
        }
        let absent = syntax.absent.iter().map(|name| name.text.clone()).collect();
        self.check_absent(&syntax.absent);
        self.model.examples.push(Example {
            name: syntax.name.clone(),
            line: syntax.span.line,
            cells: cells.cells,
            absent,
            previous,
            parts,
            prose: syntax.prose.clone(),
            expectations,
        });
    }

    /// Every row, cell or table that a document lacks is one.
    fn check_absent(&mut self, absent: &[Name]) {
        for name in absent {
            let known = match name.text.split_once('.') {
                Some((table, row)) => {
                    let table = self.names.tables.get(table);
                    table.is_some_and(|table| self.names.line(*table, Axis::Rows, row).is_some())
                }
                None => self.names.tables.contains_key(&name.text),
            };
            if !known {
                self.addressed(name);
            }
        }
    }

    fn breaks(&mut self, rule: &Name, rules: &HashSet<String>) -> Option<Expectation> {
        let text = &rule.text;
        let of_open_row = text.contains(':') && self.is_of_open_row(text);
        if rules.contains(text) || of_open_row || self.is_cell_check(text) {
            return Some(Expectation::Breaks(text.clone()));
        }
        self.no_such_rule(rule);
        None
    }

    /// Whether a rule's address may be one of a row that only documents have: that is known when the example is run.
    fn is_of_open_row(&self, rule: &str) -> bool {
        let inside = rule.split_once('[').map_or(rule, |(_, rest)| rest);
        let section = inside.rsplit_once(':').map_or(inside, |(before, _)| before);
        let name = section
            .split_once(':')
            .map_or(section, |(before, _)| before);
        let name = name.rsplit_once('.').map_or(name, |(_, after)| after);
        let mut tables = 0..self.model.form.tables.len();
        tables.any(|table| {
            let line = self.names.line(table, Axis::Rows, name);
            let line = line.and_then(|line| self.lines_of(table, Axis::Rows).get(line));
            line.is_some_and(|line| line.open.is_some()) || self.has_open_section(table, Axis::Rows)
        })
    }

    /// `cell.negative[requests.new.person]`
    fn is_cell_check(&self, rule: &str) -> bool {
        let rest = rule.strip_prefix("cell.");
        let Some((what, address)) = rest.and_then(|rest| rest.split_once('[')) else {
            return false;
        };
        let known = [
            "unreadable",
            "negative",
            "fraction",
            "range",
            "required",
            "unit",
            "note",
            "choice",
        ];
        let address = address.strip_suffix(']').unwrap_or_default();
        known.contains(&what) && self.is_address(address)
    }

    /// Whether it is that of a cell, or may be one in an open section.
    fn is_address(&self, address: &str) -> bool {
        self.names.cells.contains_key(address)
            || OpenRow::of_address(address).is_some_and(|row| {
                let column = address.rsplit_once('.').map_or("", |(_, column)| column);
                self.is_open_row(&row)
                    && self.names.tables.get(&row.table).is_some_and(|table| {
                        let line = self.names.line(*table, Axis::Columns, column);
                        let line = line.and_then(|line| {
                            self.names
                                .axis(*table, Axis::Columns)?
                                .rank
                                .get(line)
                                .copied()
                        });
                        line.flatten().is_some()
                    })
            })
    }

    fn is_open_row(&self, row: &OpenRow) -> bool {
        let Some(&table) = self.names.tables.get(&row.table) else {
            return false;
        };
        let section = self.names.line(table, Axis::Rows, &row.section);
        let section = section.and_then(|line| self.lines_of(table, Axis::Rows).get(line));
        section.is_some_and(|section| section.open.is_some())
    }

    fn addressed(&mut self, name: &Name) -> Option<String> {
        if self.is_address(&name.text) {
            return Some(name.text.clone());
        }
        let addresses = self.model.form.cells.iter();
        let close = closest(&name.text, addresses.map(|cell| cell.address.as_str()));
        let mistake = self.mistakes.note(Code::UnknownName, name.span);
        mistake.part("name", &name.text).suggest(close);
        None
    }

    fn typed(&mut self, syntax: &[ExampleCells]) -> Typed {
        let mut typed = Typed::default();
        for cells in syntax {
            match cells {
                ExampleCells::One(name, text) => {
                    if let Some(address) = self.addressed(name) {
                        typed.put(address, text.clone());
                    }
                }
                ExampleCells::Table {
                    table,
                    rows,
                    others,
                } => self.typed_table(table, rows, others.as_deref(), &mut typed),
            }
        }
        typed
    }

    fn typed_table(
        &mut self,
        name: &Name,
        rows: &[(Name, Vec<String>)],
        others: Option<&str>,
        typed: &mut Typed,
    ) {
        let Some(&table) = self.names.tables.get(&name.text) else {
            let tables = self.model.form.tables.iter();
            let close = closest(&name.text, tables.map(|table| table.id.as_str()));
            let mistake = self.mistakes.note(Code::UnknownName, name.span);
            mistake.part("name", &name.text).suggest(close);
            return;
        };
        for (row, figures) in rows {
            self.typed_row(table, row, figures, typed);
        }
        if let Some(text) = others {
            let cells = self.model.form.cells.get(self.cells_of_table(table));
            for cell in cells.unwrap_or_default() {
                typed.put_where_nothing_stands(cell.address.clone(), text);
            }
        }
    }

    fn typed_row(&mut self, table: usize, row: &Name, figures: &[String], typed: &mut Typed) {
        let id = self
            .model
            .form
            .tables
            .get(table)
            .map(|table| table.id.clone());
        let id = id.unwrap_or_default();
        let open = OpenRow::of_address(&format!("{id}.{}", row.text));
        let line = self.names.line(table, Axis::Rows, &row.text);
        if line.is_none() && !open.is_some_and(|open| self.is_open_row(&open)) {
            let close = closest(&row.text, self.ids(table, Axis::Rows));
            let mistake = self.mistakes.note(Code::UnknownName, row.span);
            mistake.part("name", &row.text).suggest(close);
            return;
        }
        let group = line.and_then(|line| self.lines_of(table, Axis::Rows).get(line));
        if group.is_some_and(|line| line.group) {
            let mistake = self.mistakes.note(Code::GroupAsCell, row.span);
            mistake.part("name", &row.text);
            return;
        }
        let columns = self.lines_of(table, Axis::Columns).iter();
        let columns = columns.filter(|line| !line.group);
        let addresses: Vec<String> = columns
            .map(|column| format!("{id}.{}.{}", row.text, column.id))
            .collect();
        if addresses.len() != figures.len() {
            let mistake = self.mistakes.note(Code::FigureCount, row.span);
            mistake
                .part("count", figures.len())
                .part("most", addresses.len());
        }
        for (address, figure) in addresses.into_iter().zip(figures) {
            typed.put(address, figure.clone());
        }
    }

    fn cells_of_table(&self, table: usize) -> std::ops::Range<CellIndex> {
        let Some(lines) = self.names.lines.get(table) else {
            return 0..0;
        };
        lines.first..lines.first + lines.rows.width * lines.columns.width
    }
}
