//! Repairs that one slip explains although it changed several cells: two cells swapped, a row or column moved along.
//!
//! The classical example is cost and revenue entered in each other's place: changing the profit alone mends every rule,
//! and is wrong.

use super::{Cause, Hint, Scene, addresses, exactly};
use crate::locate::component::variables;
use crate::locate::{Change, Group, Repair, Value};
use crate::number::Number;
use crate::row::{Condition, Relation};

/// The slip of putting two figures into each other's cells, in tenths of a bit.
const SWAP: i64 = 60;
/// The slip of going astray by one cell.
const SHIFT: i64 = 60;
/// Terms of a broken equation up to which any two of opposite sign are tried as swapped.
const MAX_TERMS: usize = 8;
/// Larger repairs that are kept.
const MAX_LARGER: usize = 10;

/// The next figure in one direction.
type Next = fn(&Hint) -> Option<usize>;

const DIRECTIONS: [Next; 4] = [
    |hint| hint.left,
    |hint| hint.right,
    |hint| hint.above,
    |hint| hint.below,
];

/// New values by figure.
type Values = Vec<(usize, Number)>;

impl Scene<'_> {
    /// Repairs of a group that change more than needed, the likeliest first.
    pub(super) fn larger_repairs(&self, group: &Group) -> Vec<Repair> {
        if group.rules.is_empty() || group.repairs.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(i64, Repair)> = Vec::new();
        let swaps = self.pairs(&group.rules).into_iter();
        for changes in swaps.filter_map(|(one, other)| self.swapped(one, other)) {
            self.keep(group, changes, Cause::CellsSwapped, SWAP, &mut found);
        }
        let sizes = group.repairs.iter().map(|repair| repair.changes.len());
        if sizes.min().is_some_and(|changes| changes > 1) {
            for changes in self.shifts(&group.rules) {
                self.keep(group, changes, Cause::Shifted, SHIFT, &mut found);
            }
        }
        found.sort_by_key(|(price, repair)| (*price, addresses(&repair.changes)));
        found.truncate(MAX_LARGER);
        found.into_iter().map(|(_, repair)| repair).collect()
    }

    /// Adds a repair if it mends the whole group and isn't known yet.
    fn keep(
        &self,
        group: &Group,
        mut changes: Values,
        because: Cause,
        price: i64,
        found: &mut Vec<(i64, Repair)>,
    ) {
        changes.sort_by_key(|(figure, _)| *figure);
        let covered = |figure: &usize| changes.iter().any(|(changed, _)| changed == figure);
        if !group.figures.iter().all(covered) || !self.mends(&changes, &group.rules) {
            return;
        }
        let change = |(figure, value): (usize, Number)| Change {
            figure,
            to: Value::Exactly(value),
        };
        let changes: Vec<Change> = changes.into_iter().map(change).collect();
        let larger = found.iter().map(|(_, repair)| repair);
        let mut known = group.repairs.iter().chain(larger);
        if known.all(|repair| repair.changes != changes) {
            found.push((price, Repair { changes, because }));
        }
    }

    /// The figures beside one.
    fn neighbours(&self, figure: usize) -> impl Iterator<Item = usize> {
        let hint = self.hints.of(figure);
        DIRECTIONS.into_iter().filter_map(move |next| next(hint?))
    }

    fn figures_of(&self, rule: usize) -> Vec<usize> {
        let mut figures = Vec::new();
        if let Some(condition) = self.problem.rules.get(rule) {
            variables(condition, &mut |figure| figures.push(figure));
        }
        figures
    }

    /// Figures that may have been put into each other's cells: neighbours in the form, and figures of opposite sign in
    /// a broken equation. At least one of each pair stands in a broken rule.
    fn pairs(&self, rules: &[usize]) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for rule in rules {
            for figure in self.figures_of(*rule) {
                pairs.extend(self.neighbours(figure).map(|other| (figure, other)));
            }
            let Some(Condition::Row(row)) = self.problem.rules.get(*rule) else {
                continue;
            };
            if row.terms.len() > MAX_TERMS {
                continue;
            }
            for (index, (one, first)) in row.terms.iter().enumerate() {
                let rest = row.terms[index + 1..].iter();
                let opposite = rest.filter(|(_, other)| first.is_negative() != other.is_negative());
                pairs.extend(opposite.map(|(other, _)| (*one, *other)));
            }
        }
        for pair in &mut pairs {
            *pair = (pair.0.min(pair.1), pair.0.max(pair.1));
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    fn swapped(&self, one: usize, other: usize) -> Option<Values> {
        let (first, second) = (self.problem.value(one)?, self.problem.value(other)?);
        (first != second).then(|| vec![(one, second.clone()), (other, first.clone())])
    }

    /// The price of a repair that is an exchange of two neighbours' figures.
    pub(super) fn exchanged(&self, changes: &[Change]) -> Option<i64> {
        let [(one, first), (other, second)] = exactly(changes)?[..] else {
            return None;
        };
        let near = self.neighbours(one).any(|figure| figure == other);
        let value = |figure| self.problem.value(figure);
        let exchange = value(one) == Some(second) && value(other) == Some(first);
        (near && exchange).then_some(SWAP)
    }

    /// The price of a repair that moves figures one cell along: each takes the figure of the next cell, except the last.
    pub(super) fn slid(&self, changes: &[Change]) -> Option<i64> {
        let changes = exactly(changes)?;
        let along = |next: &Next| {
            let moved = |(figure, value): &&(usize, &Number)| {
                let from = self.hints.of(*figure).and_then(next);
                from.and_then(|from| self.problem.value(from)) == Some(value)
            };
            changes.iter().filter(moved).count() + 1 >= changes.len()
        };
        (changes.len() > 2 && DIRECTIONS.iter().any(along)).then_some(SHIFT)
    }

    /// Runs of cells whose figures, all moved one cell along the row or column, may mend the rules. The cell left over
    /// at the end gets what a rule says. Three cells at least; every broken rule has one of them.
    fn shifts(&self, rules: &[usize]) -> Vec<Values> {
        let mut found = Vec::new();
        let Some(first) = rules.first() else {
            return found;
        };
        for next in DIRECTIONS {
            // A run that meets the first broken rule begins at one of its cells or before it.
            let mut starts: Vec<usize> = Vec::new();
            for member in self.figures_of(*first) {
                let mut figure = member;
                while !starts.contains(&figure) {
                    starts.push(figure);
                    figure = self.previous(figure, next).unwrap_or(figure);
                }
            }
            starts.sort_unstable();
            for start in starts {
                self.runs(rules, start, next, &mut found);
            }
        }
        found
    }

    /// The figure from which `next` leads to this one.
    fn previous(&self, figure: usize, next: Next) -> Option<usize> {
        let leads_here = |other: &usize| self.hints.of(*other).and_then(next) == Some(figure);
        self.neighbours(figure).find(leads_here)
    }

    /// All runs from one cell: each cell takes the figure of the next one.
    fn runs(&self, rules: &[usize], start: usize, next: Next, found: &mut Vec<Values>) {
        let mut cells = vec![start];
        let mut moved: Values = Vec::new();
        let mut last = start;
        let mut unmet = rules.to_vec();
        unmet.retain(|rule| !self.uses(start).contains(rule));
        while let Some(figure) = self.hints.of(last).and_then(next) {
            let Some(value) = self.problem.value(figure) else {
                return;
            };
            if cells.contains(&figure) {
                return;
            }
            moved.push((last, value.clone()));
            cells.push(figure);
            last = figure;
            unmet.retain(|rule| !self.uses(figure).contains(rule));
            if cells.len() < 3 || !unmet.is_empty() {
                continue;
            }
            let mut changes = moved.clone();
            changes.extend(self.completed(&changes, last));
            changes.retain(|(figure, value)| self.problem.value(*figure) != Some(value));
            if changes.len() > 1 {
                found.push(changes);
            }
        }
    }

    /// What an equation says of a figure when the others have changed.
    fn completed(&self, changes: &[(usize, Number)], figure: usize) -> Option<(usize, Number)> {
        let value = |other: usize| {
            let new = changes.iter().find(|(changed, _)| *changed == other);
            new.map(|(_, value)| value)
                .or_else(|| self.problem.value(other))
        };
        self.uses(figure).iter().find_map(|rule| {
            let Condition::Row(row) = &self.problem.rules[*rule] else {
                return None;
            };
            if row.relation != Relation::Equal {
                return None;
            }
            let mut rest = row.constant.clone();
            let mut own = Number::ZERO;
            for (other, coefficient) in &row.terms {
                if *other == figure {
                    own = coefficient.clone();
                } else {
                    rest -= &(coefficient * value(*other)?);
                }
            }
            Some((figure, rest.checked_div(&own)?))
        })
    }
}
