//! A name in a formula → the cell, line or fact that it stands for.

use super::Checker;
use super::names::across;
use crate::form::CellIndex;
use crate::language::syntax::Name;
use crate::model::{Axis, Source};

/// The lines that `for each` has bound in this instance.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scope {
    pub table: usize,
    pub row: Option<usize>,
    pub column: Option<usize>,
}

impl Scope {
    /// One line is bound.
    pub(super) fn on(table: usize, axis: Axis, line: usize) -> Scope {
        match axis {
            Axis::Rows => Scope {
                table,
                row: Some(line),
                column: None,
            },
            Axis::Columns => Scope {
                table,
                row: None,
                column: Some(line),
            },
        }
    }

    /// The axes along which a bare name is looked up, each with the line that crosses it.
    pub(super) fn open_axes(self) -> impl Iterator<Item = (Axis, usize)> {
        let axes = [(Axis::Rows, self.column), (Axis::Columns, self.row)];
        axes.into_iter()
            .filter_map(|(axis, across)| Some((axis, across?)))
    }
}

/// Which report a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Here,
    Previous,
    Parts,
}

impl Origin {
    pub(super) fn source(self, cell: CellIndex) -> Source {
        match self {
            Origin::Here => Source::Cell(cell),
            Origin::Previous => Source::Previous(cell),
            Origin::Parts => Source::Parts(cell),
        }
    }
}

/// What a name stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found {
    Cell(CellIndex),
    /// A group, crossed by one line.
    Group(Lines, usize),
    /// A whole row or column.
    Line(Lines),
    Fact {
        fact: usize,
        blank: usize,
    },
}

/// A line or group of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines {
    pub table: usize,
    pub axis: Axis,
    pub line: usize,
}

impl Checker<'_> {
    /// What a path stands for in a scope; `None` after the mistake is noted.
    pub(super) fn resolve(&mut self, path: &[Name], scope: Scope) -> Option<(Origin, Found)> {
        let (origin, rest) = match path {
            [first, rest @ ..] if !rest.is_empty() => match first.text.as_str() {
                "previous" => (Origin::Previous, rest),
                "parts" => (Origin::Parts, rest),
                _ => (Origin::Here, path),
            },
            _ => (Origin::Here, path),
        };
        let found = match rest {
            [name] => self.one_name(&name.text, scope),
            [first, second] => self.two_names(&first.text, &second.text, scope),
            [table, row, column] => self.three_names(&table.text, &row.text, &column.text),
            _ => None,
        };
        // A fact is read from this report's prose only.
        let found =
            found.filter(|found| origin == Origin::Here || !matches!(found, Found::Fact { .. }));
        if found.is_none() {
            self.unknown(rest, scope);
        }
        Some((origin, found?))
    }

    fn one_name(&self, name: &str, scope: Scope) -> Option<Found> {
        if let (Some(row), Some(column), "this") = (scope.row, scope.column, name) {
            return self.names.cell(scope.table, row, column).map(Found::Cell);
        }
        let mut found = scope.open_axes().filter_map(|(axis, across)| {
            let table = scope.table;
            let line = self.names.line(table, axis, name)?;
            self.crossed(Lines { table, axis, line }, across)
        });
        if let Some(first) = found.next() {
            // Where both a row and a column are called so, nobody can tell which is meant.
            return found.next().is_none().then_some(first);
        }
        if let Some(cell) = self.names.figures.get(name) {
            return Some(Found::Cell(*cell));
        }
        let fact = *self.names.facts.get(name)?;
        let blanks = &self.model.facts.get(fact)?.blanks;
        let own = blanks.iter().filter(|blank| !blank.contains('.')).count();
        (own == 1).then_some(Found::Fact { fact, blank: 0 })
    }

    /// The cell where a line is crossed, or the group's part there.
    fn crossed(&self, lines: Lines, across: usize) -> Option<Found> {
        let Lines { table, axis, line } = lines;
        if self.lines_of(table, axis).get(line)?.group {
            return Some(Found::Group(lines, across));
        }
        let cell = self.names.crossing(table, axis, line, across);
        cell.map(Found::Cell)
    }

    fn two_names(&self, first: &str, second: &str, scope: Scope) -> Option<Found> {
        if self.names.facts.contains_key(first) {
            return self.fact_named(first, second);
        }
        let Some(&table) = self.names.tables.get(first) else {
            // A row and a column of the table of `for each`.
            let (table, axis) = (scope.table, Axis::Rows);
            scope.row.or(scope.column)?;
            let line = self.names.line(table, axis, first)?;
            let column = self.names.line(table, Axis::Columns, second)?;
            return self.crossed(Lines { table, axis, line }, column);
        };
        for axis in [Axis::Rows, Axis::Columns] {
            let Some(line) = self.names.line(table, axis, second) else {
                continue;
            };
            let lines = Lines { table, axis, line };
            let bound = scope.open_axes().find(|(open, _)| *open == axis);
            let Some((_, bound)) = bound else {
                return Some(Found::Line(lines));
            };
            // In another table the line of the same name crosses.
            let id = self.line_id(scope.table, across(axis), bound);
            let bound = self.names.line(table, across(axis), id)?;
            return self.crossed(lines, bound);
        }
        None
    }

    fn fact_named(&self, fact: &str, blank: &str) -> Option<Found> {
        let &fact = self.names.facts.get(fact)?;
        let blanks = &self.model.facts.get(fact)?.blanks;
        let blank = blanks.iter().position(|one| one == blank)?;
        Some(Found::Fact { fact, blank })
    }

    fn three_names(&self, table: &str, row: &str, column: &str) -> Option<Found> {
        if self.names.facts.contains_key(table) {
            return self.fact_named(table, &format!("{row}.{column}"));
        }
        let &table = self.names.tables.get(table)?;
        let row = self.names.line(table, Axis::Rows, row)?;
        let column = self.names.line(table, Axis::Columns, column)?;
        let (axis, line, across) = if self.lines_of(table, Axis::Columns).get(column)?.group {
            (Axis::Columns, column, row)
        } else {
            (Axis::Rows, row, column)
        };
        self.crossed(Lines { table, axis, line }, across)
    }
}
