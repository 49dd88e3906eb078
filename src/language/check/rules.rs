//! Rules that an author wrote, written out: one instance for each line that `for each` names.

use super::Checker;
use super::scope::{Found, Origin, Scope};
use crate::form::{CellIndex, Kind, Level};
use crate::language::diagnostic::{Code, Span};
use crate::language::suggest::closest;
use crate::language::syntax::{EachSyntax, Name, RollUpSyntax, RuleSyntax};
use crate::model::{
    About, Axis, BlankPolicy, Comparison, Expression, Rule, RuleKind, Source, Test,
};
use crate::row::Relation;
use std::collections::HashSet;

/// What the ids of cell checks and roll-ups begin with.
const RESERVED: [&str; 2] = ["cell", "parts"];

/// Lines that `for each` names: the table, and those of each axis that is free.
#[derive(Default)]
struct Free {
    table: usize,
    rows: Option<Vec<usize>>,
    columns: Option<Vec<usize>>,
}

impl Checker<'_> {
    pub(super) fn rule(&mut self, syntax: &RuleSyntax, blank: BlankPolicy) {
        if !self.free_rule(&syntax.name) {
            return;
        }
        let Some(free) = self.free_lines(&syntax.each) else {
            return;
        };
        let blank = syntax.blanks.whole.unwrap_or(blank);
        let one = [None];
        let lines = |lines: &Option<Vec<usize>>| match lines {
            Some(lines) => lines.iter().copied().map(Some).collect(),
            None => one.to_vec(),
        };
        for row in lines(&free.rows) {
            for column in lines(&free.columns) {
                let scope = Scope {
                    table: free.table,
                    row,
                    column,
                };
                // A mistake in one instance stands in the others too.
                if self.full || self.instance(syntax, scope, blank).is_none() {
                    return;
                }
            }
        }
    }

    /// Whether a rule can have this name.
    pub(super) fn free_rule(&mut self, name: &Name) -> bool {
        let code = if RESERVED.contains(&name.text.as_str()) {
            Code::Reserved
        } else if self.families.insert(name.text.clone()) {
            return true;
        } else {
            Code::Duplicate
        };
        self.note(code, name.span).part("name", &name.text);
        false
    }

    fn free_lines(&mut self, each: &[EachSyntax]) -> Option<Free> {
        let mut free = Free::default();
        for (index, each) in each.iter().enumerate() {
            let Some(&table) = self.names.tables.get(&each.table.text) else {
                let tables = self.model.form.tables.iter();
                let close = closest(&each.table.text, tables.map(|table| table.id.as_str()));
                let mistake = self.mistakes.note(Code::UnknownName, each.table.span);
                mistake.part("name", &each.table.text).suggest(close);
                return None;
            };
            let axes = match each.axis {
                Some(axis) => vec![axis],
                None => vec![Axis::Rows, Axis::Columns],
            };
            let taken = |axis: &Axis| match axis {
                Axis::Rows => free.rows.is_some(),
                Axis::Columns => free.columns.is_some(),
            };
            if (index > 0 && table != free.table) || axes.iter().any(taken) {
                self.note(Code::ForEach, each.span);
                return None;
            }
            free.table = table;
            self.check_selection(table, &axes, each)?;
            for axis in axes {
                let lines = self.selected(table, axis, each);
                if lines.is_empty() && !self.has_open_section(table, axis) {
                    let mistake = self.note(Code::EmptyGroup, each.span);
                    mistake.part("name", &each.table.text);
                    return None;
                }
                match axis {
                    Axis::Rows => free.rows = Some(lines),
                    Axis::Columns => free.columns = Some(lines),
                }
            }
        }
        Some(free)
    }

    /// Every name behind `in` and `except` is that of a line.
    fn check_selection(&mut self, table: usize, axes: &[Axis], each: &EachSyntax) -> Option<()> {
        let mut fine = Some(());
        for name in each.only.iter().chain(&each.except) {
            let known = |axis: &Axis| self.names.line(table, *axis, &name.text).is_some();
            if !axes.iter().any(known) {
                let ids = axes.iter().flat_map(|axis| self.ids(table, *axis));
                let close = closest(&name.text, ids);
                let mistake = self.mistakes.note(Code::UnknownName, name.span);
                mistake.part("name", &name.text).suggest(close);
                fine = None;
            }
        }
        fine
    }

    fn selected(&self, table: usize, axis: Axis, each: &EachSyntax) -> Vec<usize> {
        let only = self.marked(table, axis, &each.only);
        let except = self.marked(table, axis, &each.except);
        let like = each.named.as_ref().map(|pattern| {
            let lines = self.named(table, axis, pattern);
            lines.into_iter().collect::<HashSet<_>>()
        });
        let with_figures = |line: &usize| {
            let line = self.lines_of(table, axis).get(*line);
            line.is_some_and(|line| !line.group)
        };
        // `for each cell … in results` restricts the axis that has a line of that name.
        let restricted = only.contains(&true);
        (0..only.len())
            .filter(with_figures)
            .filter(|line| !restricted || only.get(*line) == Some(&true))
            .filter(|line| except.get(*line) != Some(&true))
            .filter(|line| like.as_ref().is_none_or(|like| like.contains(line)))
            .collect()
    }

    /// By line: whether it or a group around it is named.
    fn marked(&self, table: usize, axis: Axis, names: &[Name]) -> Vec<bool> {
        let lines = self.lines_of(table, axis);
        let named: HashSet<&str> = names.iter().map(|name| name.text.as_str()).collect();
        let mut marked: Vec<bool> = Vec::with_capacity(lines.len());
        for line in lines {
            let above = line.parent.and_then(|parent| marked.get(parent).copied());
            marked.push(named.contains(line.id.as_str()) || above == Some(true));
        }
        marked
    }

    /// By line: whether it or a group around it is named; `None` after an unknown name.
    pub(super) fn lines_named(
        &mut self,
        table: usize,
        axis: Axis,
        names: &[Name],
    ) -> Option<Vec<bool>> {
        for name in names {
            if self.names.line(table, axis, &name.text).is_none() {
                let close = closest(&name.text, self.ids(table, axis));
                let mistake = self.mistakes.note(Code::UnknownName, name.span);
                mistake.part("name", &name.text).suggest(close);
                return None;
            }
        }
        Some(self.marked(table, axis, names))
    }

    fn instance(&mut self, syntax: &RuleSyntax, scope: Scope, blank: BlankPolicy) -> Option<()> {
        let mut tests = Vec::with_capacity(syntax.formulas.len());
        let mut fine = true;
        for formula in &syntax.formulas {
            match self.truth(formula, scope, &syntax.blanks) {
                Some(test) => tests.push(test),
                None => fine = false,
            }
        }
        let mut requires = Vec::new();
        for path in &syntax.exists {
            let (first, last) = (path.first()?, path.last()?);
            match self.resolve(path, scope) {
                Some((Origin::Here, Found::Cell(cell))) => requires.push(cell),
                Some(_) => {
                    let span = first.span.to(last.span);
                    let mistake = self.mistakes.note(Code::NotOneCell, span);
                    mistake.part("name", &last.text);
                    fine = false;
                }
                None => fine = false,
            }
        }
        let last = tests.pop().filter(|_| fine)?;
        let test = if tests.is_empty() {
            last
        } else {
            tests.push(last);
            Test::All(tests)
        };
        let rule = Rule {
            id: self.instance_id(&syntax.name.text, scope),
            family: syntax.name.text.clone(),
            level: syntax.level,
            text: syntax.label.clone(),
            kind: RuleKind::Written {
                about: about(scope),
            },
            test,
            blank,
            requires,
            inherited: syntax.name.span.is_inherited(),
        };
        self.add_rule(rule, syntax.name.span);
        Some(())
    }

    fn instance_id(&self, name: &str, scope: Scope) -> String {
        let row = |row| self.line_id(scope.table, Axis::Rows, row);
        let column = |column| self.line_id(scope.table, Axis::Columns, column);
        match (scope.row, scope.column) {
            (None, None) => name.to_string(),
            (Some(line), None) => format!("{name}[{}]", row(line)),
            (None, Some(line)) => format!("{name}[{}]", column(line)),
            (Some(one), Some(other)) => format!("{name}[{},{}]", row(one), column(other)),
        }
    }

    /// One rule for each cell: it equals the sum over the subordinate reports.
    pub(super) fn roll_up(&mut self, syntax: &RollUpSyntax, blank: BlankPolicy) {
        for name in &syntax.of {
            let cells = self.cells_under(&name.text);
            if cells.is_empty() {
                let tables = self.model.form.tables.iter();
                let close = closest(&name.text, tables.map(|table| table.id.as_str()));
                let mistake = self.mistakes.note(Code::UnknownName, name.span);
                mistake.part("name", &name.text).suggest(close);
            }
            for (cell, address) in cells {
                if self.full {
                    return;
                }
                if !self.families.insert(format!("parts[{address}]")) {
                    self.note(Code::Duplicate, name.span).part("name", address);
                    break;
                }
                self.roll_up_cell(syntax, blank, cell, &address);
            }
        }
    }

    fn roll_up_cell(
        &mut self,
        syntax: &RollUpSyntax,
        blank: BlankPolicy,
        cell: CellIndex,
        address: &str,
    ) {
        self.count_term(syntax.span);
        let parts = self.variable(Source::Parts(cell));
        let level: Level = syntax.level;
        let rule = Rule {
            id: format!("parts[{address}]"),
            family: "parts".to_string(),
            level,
            text: syntax.label.clone(),
            kind: RuleKind::RollUp { cell },
            test: Test::Compare(Comparison {
                left: Expression::Variable(cell),
                relation: Relation::Equal,
                right: Expression::Variable(parts),
                tolerance: syntax.tolerance.clone(),
                blanks: (None, None),
            }),
            blank,
            requires: vec![cell],
            inherited: syntax.span.is_inherited(),
        };
        self.add_rule(rule, syntax.span);
    }

    /// The cells that can be summed under the address of a table, a row, a cell or a figure.
    fn cells_under(&self, address: &str) -> Vec<(CellIndex, String)> {
        let under = |candidate: &str| {
            let rest = candidate.strip_prefix(address);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let cells = self.model.form.cells.iter().enumerate();
        cells
            .filter(|(_, cell)| {
                let sums = matches!(cell.kind, Kind::Count | Kind::Integer | Kind::Amount { .. });
                sums && under(&cell.address)
            })
            .map(|(index, cell)| (index, cell.address.clone()))
            .collect()
    }

    /// Where a mistake in a rule's address stands.
    pub(super) fn no_such_rule(&mut self, name: &Name) {
        let rules = &self.model.rules;
        // The name of a rule with several instances: one of them is meant.
        let instance = rules.iter().find(|rule| rule.family == name.text);
        let close = match instance {
            Some(rule) => Some(rule.id.clone()),
            None => {
                let ids = rules.iter().map(|rule| rule.id.as_str());
                closest(&name.text, ids)
            }
        };
        let span: Span = name.span;
        let mistake = self.mistakes.note(Code::UnknownRule, span);
        mistake.part("name", &name.text).suggest(close);
    }
}

/// The lines that an instance is about.
fn about(scope: Scope) -> Vec<About> {
    let table = scope.table;
    let row = scope.row.map(|line| About {
        table,
        axis: Axis::Rows,
        line,
    });
    let column = scope.column.map(|line| About {
        table,
        axis: Axis::Columns,
        line,
    });
    row.into_iter().chain(column).collect()
}
