//! Declared totals → one rule for each cell of the total's line.

use super::Checker;
use super::names::across;
use super::scope::{Origin, Scope};
use crate::form::{CellIndex, Kind, Label};
use crate::language::diagnostic::{Code, Span};
use crate::language::syntax::{BlankPolicies, LineSyntax, TableSyntax, TotalParts, TotalSyntax};
use crate::model::{
    Axis, BlankPolicy, Comparison, Expression, Rule, RuleKind, Source, Test, Tolerance,
};
use crate::row::Relation;
use std::collections::HashMap;

/// A line that is declared as a total.
#[derive(Clone, Copy)]
struct Declared<'a> {
    table: usize,
    axis: Axis,
    line: usize,
    total: &'a TotalSyntax,
    blanks: &'a BlankPolicies,
    blank: BlankPolicy,
}

impl Checker<'_> {
    /// The totals of a table: columns first, then rows, each in the order of the form.
    pub(super) fn table_totals(&mut self, table: usize, syntax: &TableSyntax, blank: BlankPolicy) {
        let blank = syntax.blanks.whole.unwrap_or(blank);
        for (axis, lines) in [(Axis::Columns, &syntax.columns), (Axis::Rows, &syntax.rows)] {
            let mut flat = Vec::new();
            flatten(lines, &mut flat);
            for (line, syntax_line) in flat.into_iter().enumerate() {
                if let (Some(total), false) = (&syntax_line.total, syntax_line.group) {
                    self.line_total(Declared {
                        table,
                        axis,
                        line,
                        total,
                        blanks: &syntax.blanks,
                        blank,
                    });
                }
            }
        }
    }

    fn line_total(&mut self, declared: Declared) {
        let Declared {
            table, axis, line, ..
        } = declared;
        let parent = self
            .lines_of(table, axis)
            .get(line)
            .and_then(|line| line.parent);
        let all = self.lines_of(table, axis).len();
        let leaves = match &declared.total.parts {
            TotalParts::Before => Some(self.leaves(table, axis, parent, 0..line)),
            TotalParts::After => Some(self.leaves(table, axis, parent, line + 1..all)),
            TotalParts::Below => Some(self.leaves(table, axis, Some(line), 0..all)),
            TotalParts::Formula(_) => None,
        };
        if leaves.as_ref().is_some_and(Vec::is_empty) {
            // The document has no row of an open section: there is nothing to check.
            if self.has_open_section(table, axis) {
                return;
            }
            let name = self.line_id(table, axis, line).to_string();
            self.note(Code::NothingToSum, declared.total.span)
                .part("name", name);
            return;
        }
        let Some(except) = self.lines_named(table, across(axis), &declared.total.except) else {
            return;
        };
        for other in 0..self.lines_of(table, across(axis)).len() {
            if self.full {
                return;
            }
            let Some(total) = self.names.crossing(table, axis, line, other) else {
                continue;
            };
            if except.get(other) == Some(&true) || !self.can_be_summed(total) {
                continue;
            }
            let parts = match &leaves {
                Some(leaves) => self.sum_of_leaves(declared, leaves, other),
                None => self.formula_of(declared, other),
            };
            // A mistake in one cell's formula stands in the others' too.
            let Some(parts) = parts else {
                return;
            };
            self.add_total(declared, total, parts);
        }
    }

    /// Rates, years and words that stand in a row of totals are no sums.
    fn can_be_summed(&self, cell: CellIndex) -> bool {
        let kind = self.model.form.cells.get(cell).map(|cell| &cell.kind);
        matches!(
            kind,
            Some(Kind::Count | Kind::Integer | Kind::Amount { .. } | Kind::Percent { .. })
        )
    }

    fn sum_of_leaves(
        &mut self,
        declared: Declared,
        leaves: &[(bool, usize)],
        other: usize,
    ) -> Option<Expression> {
        let Declared { table, axis, .. } = declared;
        let mut parts = Vec::with_capacity(leaves.len());
        for (minus, leaf) in leaves {
            let cell = self.names.crossing(table, axis, *leaf, other)?;
            parts.push(self.addend(Origin::Here, *minus, cell, declared.total.span)?);
        }
        Some(Expression::Sum(parts))
    }

    fn formula_of(&mut self, declared: Declared, other: usize) -> Option<Expression> {
        let TotalParts::Formula(node) = &declared.total.parts else {
            return None;
        };
        let scope = Scope::on(declared.table, across(declared.axis), other);
        self.arithmetic(node, scope)
    }

    fn add_total(&mut self, declared: Declared, total: CellIndex, parts: Expression) {
        let Declared {
            table, axis, line, ..
        } = declared;
        let address = self.model.form.cells.get(total);
        let address = address.map_or("", |cell| &cell.address);
        let along = match axis {
            Axis::Rows => "rows",
            Axis::Columns => "columns",
        };
        let table_id = self
            .model
            .form
            .tables
            .get(table)
            .map_or("", |table| &table.id);
        let rule = Rule {
            id: format!("{address}:{along}"),
            family: format!("{table_id}.{}:{along}", self.line_id(table, axis, line)),
            level: declared.total.level,
            text: Label::default(),
            kind: RuleKind::Total { total, axis },
            test: compare(total, parts, &declared.total.tolerance, declared.blanks),
            blank: declared.blank,
            requires: vec![total],
            inherited: declared.total.span.is_inherited(),
        };
        self.declare(total, rule, declared.total.span);
    }

    /// `figure profit "利润" = turnover - cost`: a rule called like the figure.
    pub(super) fn figure_total(&mut self, syntax: &LineSyntax, blank: BlankPolicy) {
        let Some(total) = &syntax.total else {
            return;
        };
        let name = &syntax.name;
        let (Some(&cell), TotalParts::Formula(node)) =
            (self.names.figures.get(&name.text), &total.parts)
        else {
            self.note(Code::NothingToSum, total.span)
                .part("name", &name.text);
            return;
        };
        if !self.free_rule(name) {
            return;
        }
        let Some(parts) = self.arithmetic(node, Scope::default()) else {
            return;
        };
        let rule = Rule {
            id: name.text.clone(),
            family: name.text.clone(),
            level: total.level,
            text: syntax.label.clone(),
            kind: RuleKind::Written { about: Vec::new() },
            test: compare(cell, parts, &total.tolerance, &BlankPolicies::default()),
            blank,
            requires: vec![cell],
            inherited: total.span.is_inherited(),
        };
        self.declare(cell, rule, total.span);
    }

    fn declare(&mut self, total: CellIndex, rule: Rule, span: Span) {
        let mut parts = Vec::new();
        if let Test::Compare(comparison) = &rule.test {
            variables_in(&comparison.right, &mut parts);
        }
        self.declared.push((total, parts, span));
        self.add_rule(rule, span);
    }

    /// Totals that depend on one another in a circle.
    pub(super) fn cycles(&mut self) {
        let declared = std::mem::take(&mut self.declared);
        let mut by_total: HashMap<CellIndex, Vec<usize>> = HashMap::new();
        for (index, (total, ..)) in declared.iter().enumerate() {
            by_total.entry(*total).or_default().push(index);
        }
        let is_total = |variable: usize| match self.model.variables.get(variable) {
            Some(Source::Cell(cell)) => by_total.get(cell).map_or(&[][..], Vec::as_slice),
            _ => &[],
        };
        let uses: Vec<Vec<usize>> = declared
            .iter()
            .map(|(_, parts, _)| {
                parts
                    .iter()
                    .flat_map(|part| is_total(*part))
                    .copied()
                    .collect()
            })
            .collect();
        let mut noted: Vec<Span> = Vec::new();
        for index in in_circles(&uses) {
            let Some((total, _, span)) = declared.get(index) else {
                continue;
            };
            if !noted.contains(span) {
                noted.push(*span);
                let cell = self.model.form.cells.get(*total);
                let address = cell.map(|cell| cell.address.clone()).unwrap_or_default();
                self.note(Code::Cycle, *span).part("name", address);
            }
        }
    }
}

fn compare(
    total: CellIndex,
    parts: Expression,
    tolerance: &Tolerance,
    blanks: &BlankPolicies,
) -> Test {
    Test::Compare(Comparison {
        left: Expression::Variable(total),
        relation: Relation::Equal,
        right: parts,
        tolerance: tolerance.clone(),
        blanks: (blanks.left, blanks.right),
    })
}

/// Lines in the order of the form; the depth is that of the text's indentation, which is limited.
fn flatten<'a>(lines: &'a [LineSyntax], flat: &mut Vec<&'a LineSyntax>) {
    for line in lines {
        flat.push(line);
        flatten(&line.children, flat);
    }
}

/// The variables of an expression, whose depth is limited by that of formulas.
fn variables_in(expression: &Expression, variables: &mut Vec<usize>) {
    match expression {
        Expression::Constant(_) => {}
        Expression::Variable(variable) => variables.push(*variable),
        Expression::Sum(parts) => {
            for (_, part) in parts {
                variables_in(part, variables);
            }
        }
        Expression::Product(left, right) | Expression::Quotient(left, right) => {
            variables_in(left, variables);
            variables_in(right, variables);
        }
        Expression::Absolute(inner) | Expression::Round(inner, _) => {
            variables_in(inner, variables);
        }
        Expression::Minimum(parts) | Expression::Maximum(parts) => {
            for part in parts {
                variables_in(part, variables);
            }
        }
    }
}

/// The nodes that a walk along `uses` meets again before it has left them; without recursion.
fn in_circles(uses: &[Vec<usize>]) -> Vec<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; uses.len()];
    let mut circles = Vec::new();
    for start in 0..uses.len() {
        let mut path = vec![(start, 0)];
        while let Some((node, next)) = path.pop() {
            if next == 0 {
                if states[node] != State::New {
                    continue;
                }
                states[node] = State::Open;
            }
            let Some(&used) = uses[node].get(next) else {
                states[node] = State::Done;
                continue;
            };
            path.push((node, next + 1));
            match states[used] {
                State::New => path.push((used, 0)),
                State::Open => circles.push(used),
                State::Done => {}
            }
        }
    }
    circles.sort_unstable();
    circles.dedup();
    circles
}
