//! A name that stands for nothing → the mistake, with the closest name that would stand for something.

use super::Checker;
use super::scope::Scope;
use crate::form::Place;
use crate::language::diagnostic::Code;
use crate::language::suggest::closest;
use crate::language::syntax::Name;
use crate::model::Axis;

impl Checker<'_> {
    /// Notes that a path stands for nothing in this scope.
    pub(super) fn unknown(&mut self, path: &[Name], scope: Scope) {
        let (wrong, close) = match path {
            [] => return,
            [name] if self.is_known_elsewhere(&name.text) => {
                self.note(Code::NotOneCell, name.span)
                    .part("name", &name.text);
                return;
            }
            [name] => (name, self.close_name(&name.text, scope)),
            [first, rest @ ..] => match self.names.tables.get(&first.text).copied() {
                None => (first, self.close_table(&first.text, scope)),
                Some(table) => self.close_part(table, first, rest),
            },
        };
        let mistake = self.mistakes.note(Code::UnknownName, wrong.span);
        mistake.part("name", &wrong.text).suggest(close);
    }

    fn is_known_elsewhere(&self, name: &str) -> bool {
        let mut tables = 0..self.model.form.tables.len();
        self.names.tables.contains_key(name)
            || self.names.facts.contains_key(name)
            || tables.any(|table| {
                let axes = [Axis::Rows, Axis::Columns];
                axes.into_iter()
                    .any(|axis| self.names.line(table, axis, name).is_some())
            })
    }

    fn close_name(&self, name: &str, scope: Scope) -> Option<String> {
        let axes = scope.open_axes();
        let lines = axes.flat_map(|(axis, _)| self.ids(scope.table, axis));
        closest(
            name,
            lines.chain(self.figure_names()).chain(self.fact_names()),
        )
    }

    fn close_table(&self, name: &str, scope: Scope) -> Option<String> {
        let tables = self.model.form.tables.iter();
        let tables = tables.map(|table| table.id.as_str());
        let known = tables.chain(self.fact_names()).chain(["previous", "parts"]);
        closest(name, known).or_else(|| self.close_name(name, scope))
    }

    /// Which part after the table is wrong, and what is close to it.
    fn close_part<'a>(
        &self,
        table: usize,
        first: &'a Name,
        rest: &'a [Name],
    ) -> (&'a Name, Option<String>) {
        let rows = || self.ids(table, Axis::Rows);
        let columns = || self.ids(table, Axis::Columns);
        match rest {
            [row, column, ..] if self.names.line(table, Axis::Rows, &row.text).is_some() => {
                (column, closest(&column.text, columns()))
            }
            [row, _, ..] => (row, closest(&row.text, rows())),
            [line] => (line, closest(&line.text, rows().chain(columns()))),
            [] => (first, None),
        }
    }

    /// The ids of a table's lines.
    pub(super) fn ids(&self, table: usize, axis: Axis) -> impl Iterator<Item = &str> {
        let lines = self.lines_of(table, axis).iter();
        lines.map(|line| line.id.as_str())
    }

    fn figure_names(&self) -> impl Iterator<Item = &str> {
        let cells = self.model.form.cells.iter();
        let figures = cells.filter(|cell| matches!(cell.place, Place::Figure(_)));
        figures.map(|cell| cell.address.as_str())
    }

    fn fact_names(&self) -> impl Iterator<Item = &str> {
        self.model.facts.iter().map(|fact| fact.id.as_str())
    }
}
