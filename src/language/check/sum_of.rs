//! `sum of …` in a scope → the cells that it adds up.

use super::Checker;
use super::names::across;
use super::scope::{Found, Lines, Origin, Scope};
use crate::form::{CellIndex, Place};
use crate::language::diagnostic::{Code, Span};
use crate::language::syntax::{Name, SumPart};
use crate::model::{Axis, Expression, Source};

/// What `sum of` adds up: each taken away where the flag is set.
type Parts = Vec<(bool, Expression)>;

impl Checker<'_> {
    pub(super) fn sum_of(&mut self, parts: &[SumPart], scope: Scope) -> Option<Expression> {
        let mut sum = Vec::new();
        for part in parts {
            match part {
                SumPart::Path(path) => self.sum_of_name(path, scope, &mut sum)?,
                SumPart::Range(from, to) => self.sum_of_range(from, to, scope, &mut sum)?,
                SumPart::Named(pattern, span) => {
                    self.sum_of_like(pattern, *span, scope, &mut sum)?;
                }
            }
        }
        // Nothing is left to add up only in an open section of which the document has no row: that is 0.
        Some(Expression::Sum(sum))
    }

    fn sum_of_name(&mut self, path: &[Name], scope: Scope, sum: &mut Parts) -> Option<()> {
        let (Some(first), Some(last)) = (path.first(), path.last()) else {
            return None;
        };
        let span = first.span.to(last.span);
        let (origin, found) = self.resolve(path, scope)?;
        let (lines, crossing) = match found {
            Found::Cell(cell) => {
                sum.push(self.addend(origin, false, cell, span)?);
                return Some(());
            }
            Found::Fact { fact, blank } => {
                let variable = self.variable(Source::Fact { fact, blank });
                sum.push((false, Expression::Variable(variable)));
                return Some(());
            }
            Found::Group(lines, crossing) => (lines, crossing),
            Found::Line(lines) => return self.sum_of_line(origin, lines, span, sum),
        };
        let Lines { table, axis, line } = lines;
        let all = 0..self.lines_of(table, axis).len();
        let leaves = self.leaves(table, axis, Some(line), all);
        if leaves.is_empty() && !self.has_open_section(table, axis) {
            self.note(Code::EmptyGroup, span).part("name", &last.text);
            return None;
        }
        for (minus, line) in leaves {
            let cell = self.names.crossing(table, axis, line, crossing)?;
            sum.push(self.addend(origin, minus, cell, span)?);
        }
        Some(())
    }

    /// A whole row or column: what stands in it, totals left out.
    fn sum_of_line(
        &mut self,
        origin: Origin,
        lines: Lines,
        span: Span,
        sum: &mut Parts,
    ) -> Option<()> {
        let Lines { table, axis, line } = lines;
        let other = across(axis);
        let all = 0..self.lines_of(table, other).len();
        let along = if self.lines_of(table, axis).get(line)?.group {
            let all = 0..self.lines_of(table, axis).len();
            self.leaves(table, axis, Some(line), all)
        } else {
            vec![(false, line)]
        };
        for (minus, line) in along {
            for (taken, across) in self.leaves(table, other, None, all.clone()) {
                let cell = self.names.crossing(table, axis, line, across)?;
                sum.push(self.addend(origin, minus != taken, cell, span)?);
            }
        }
        Some(())
    }

    fn sum_of_range(
        &mut self,
        from: &[Name],
        to: &[Name],
        scope: Scope,
        sum: &mut Parts,
    ) -> Option<()> {
        let (Some(first), Some(last)) = (from.first(), to.last()) else {
            return None;
        };
        let span = first.span.to(last.span);
        let (origin, start) = self.range_end(from, scope)?;
        let (_, end) = self.range_end(to, scope)?;
        let Some((lines, across, end)) = self.along(start, end) else {
            self.note(Code::RangeOrder, span);
            return None;
        };
        let Lines { table, axis, line } = lines;
        if end < line {
            self.note(Code::RangeOrder, span);
            return None;
        }
        for (minus, line) in self.between(table, axis, line, end) {
            let cell = self.names.crossing(table, axis, line, across)?;
            sum.push(self.addend(origin, minus, cell, span)?);
        }
        Some(())
    }

    fn range_end(&mut self, path: &[Name], scope: Scope) -> Option<(Origin, CellIndex)> {
        let (origin, found) = self.resolve(path, scope)?;
        if let Found::Cell(cell) = found {
            return Some((origin, cell));
        }
        let (first, last) = (path.first()?, path.last()?);
        let mistake = self
            .mistakes
            .note(Code::GroupAsCell, first.span.to(last.span));
        mistake.part("name", &last.text);
        None
    }

    /// The line of the first cell, the line that crosses, and the line of the second, if the two stand on one line.
    fn along(&self, from: CellIndex, to: CellIndex) -> Option<(Lines, usize, usize)> {
        let place = |cell: CellIndex| match self.model.form.cells.get(cell)?.place {
            Place::Table { table, row, column } => Some((table, row, column)),
            Place::Figure(_) => None,
        };
        let ((table, row, column), (other, end_row, end_column)) = (place(from)?, place(to)?);
        if table != other {
            return None;
        }
        let on = |axis, line| Lines { table, axis, line };
        if column == end_column {
            Some((on(Axis::Rows, row), column, end_row))
        } else if row == end_row {
            Some((on(Axis::Columns, column), row, end_column))
        } else {
            None
        }
    }

    fn sum_of_like(
        &mut self,
        pattern: &str,
        span: Span,
        scope: Scope,
        sum: &mut Parts,
    ) -> Option<()> {
        let mut axes = scope.open_axes();
        let (Some((axis, across)), None) = (axes.next(), axes.next()) else {
            self.note(Code::NotOneCell, span).part("name", pattern);
            return None;
        };
        let lines = self.named(scope.table, axis, pattern);
        if lines.is_empty() && !self.has_open_section(scope.table, axis) {
            self.note(Code::EmptyGroup, span).part("name", pattern);
            return None;
        }
        for line in lines {
            let cell = self.names.crossing(scope.table, axis, line, across)?;
            sum.push(self.addend(Origin::Here, false, cell, span)?);
        }
        Some(())
    }
}
