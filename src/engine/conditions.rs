//! Session → rows for the locator: what must be true of the figures as they stand.

use super::evaluate::View;
use super::held::State;
use super::linear;
use super::plan::Logic;
use super::range::Range;
use super::session::{Outcome, Session};
use crate::model::{Comparison, Source, Test, Tolerance, VariableIndex};
use crate::number::Number;
use crate::row::{Condition, Relation, Row};
use std::collections::BTreeMap;

/// What a blank means to the rules that use it, where it isn't missing to them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlankReading {
    /// Every rule takes it for 0.
    Zero,
    /// A broken rule takes it for 0, and another one waits for it.
    ZeroAndMissing,
}

impl Session {
    /// The blanks that these rules take for 0, in order. A blank that only rules that aren't broken take for 0 while
    /// others wait for it is missing, and not in the list.
    #[must_use]
    pub fn blanks_as_zero(&self, rules: &[usize]) -> Vec<(VariableIndex, BlankReading)> {
        #[derive(Default)]
        struct Read {
            as_zero: bool,
            as_zero_and_broken: bool,
            as_missing: bool,
        }
        let mut found: BTreeMap<VariableIndex, Read> = BTreeMap::new();
        for rule in rules {
            let planned = &self.plan.rules[*rule];
            let mut view = self.view(*rule);
            view.apply_policies(planned);
            let blank = |variable: &&VariableIndex| self.values.state(**variable) == State::Blank;
            for variable in planned.variables.iter().filter(blank) {
                let read = found.entry(*variable).or_default();
                let zero = view.zeroed.contains(variable);
                read.as_zero |= zero;
                read.as_zero_and_broken |= zero && self.outcome(*rule) == Outcome::Broken;
                read.as_missing |= !zero;
            }
        }
        let reading = |read: Read| match read {
            Read {
                as_zero: true,
                as_missing: false,
                ..
            } => Some(BlankReading::Zero),
            Read {
                as_zero_and_broken: true,
                ..
            } => Some(BlankReading::ZeroAndMissing),
            _ => None,
        };
        let read = found.into_iter();
        read.filter_map(|(variable, read)| Some((variable, reading(read)?)))
            .collect()
    }

    /// A rule as rows joined by *and* and *or*, for the locator; `None` where it is not asked or can't be said in rows.
    #[must_use]
    pub fn condition(&self, rule: usize) -> Option<Condition> {
        if self.outcome(rule) == Outcome::NotAsked {
            return None;
        }
        let condition = self.test_condition(&self.model.rules[rule].test, false, rule)?;
        let planned = &self.plan.rules[rule];
        let is_nothing = |variable: &VariableIndex| {
            matches!(
                self.values.state(*variable),
                State::Blank | State::Absent | State::NotGiven
            )
        };
        if !planned.variables.iter().any(is_nothing) {
            return condition;
        }
        let mut view = self.view(rule);
        view.outcome(planned);
        // A blank of another report stays what it is: 0, where the rule says so.
        let elsewhere =
            |variable: &VariableIndex| !matches!(self.model.variables[*variable], Source::Cell(_));
        view.zeroed.retain(elsewhere);
        Some(self.without_nothing(condition?, &view.zeroed))
    }

    /// The outer `None` says that it can't be said in rows, the inner one that it is not asked.
    fn test_condition(&self, test: &Test, negated: bool, rule: usize) -> Option<Option<Condition>> {
        match test {
            Test::Compare(comparison) => {
                let view = self.view(rule);
                if !view.exists(&comparison.left) || !view.exists(&comparison.right) {
                    return Some(None);
                }
                let relation = if negated {
                    comparison.relation.negated()
                } else if comparison.relation == Relation::Equal && self.is_lower_bound(rule) {
                    Relation::GreaterOrEqual
                } else {
                    comparison.relation
                };
                // A rule that is one row has been put into it already.
                if let Logic::Row { row, .. } = &self.plan.rules[rule].logic
                    && comparison.tolerance == Tolerance::Exact
                {
                    let row = Row {
                        relation,
                        ..row.clone()
                    };
                    return Some(Some(Condition::Row(row)));
                }
                let comparison = Comparison {
                    relation,
                    ..comparison.clone()
                };
                let allowance =
                    |form: &linear::Linear| self.allowance(&form.terms, &comparison.tolerance);
                linear::condition(&comparison, allowance).map(Some)
            }
            Test::All(parts) | Test::Any(parts) => {
                let parts = parts
                    .iter()
                    .map(|part| self.test_condition(part, negated, rule));
                let asked: Vec<Option<Condition>> = parts.collect::<Option<_>>()?;
                let asked: Vec<Condition> = asked.into_iter().flatten().collect();
                let all = matches!(test, Test::All(_)) != negated;
                Some((!asked.is_empty()).then(|| joined(all, asked)))
            }
            Test::Not(part) => self.test_condition(part, !negated, rule),
            Test::IfThen(condition, consequence) => {
                let condition = self.test_condition(condition, !negated, rule)?;
                let consequence = self.test_condition(consequence, negated, rule)?;
                let both = condition.zip(consequence);
                Some(both.map(|(one, two)| joined(negated, vec![one, two])))
            }
            Test::Given(_) => None,
        }
    }

    /// How far below and above its figures a linear form may truly lie.
    fn allowance(
        &self,
        terms: &[(VariableIndex, Number)],
        tolerance: &Tolerance,
    ) -> Option<linear::Allowance> {
        let view = View {
            values: &self.values,
            domains: &self.plan.domains,
            zeroed: Vec::new(),
            lower_bound: false,
        };
        let range = view.slack(terms, tolerance, Range::point(Number::ZERO));
        let ((high, high_open), (low, low_open)) = (range.high, range.low);
        Some(((high?, high_open), (-low?, low_open)))
    }

    /// Leaves out what counts as nothing: cells that are absent, and `zeroed` blanks.
    fn without_nothing(&self, condition: Condition, zeroed: &[VariableIndex]) -> Condition {
        let each = |parts: Vec<Condition>| {
            let parts = parts.into_iter();
            parts
                .map(|part| self.without_nothing(part, zeroed))
                .collect()
        };
        match condition {
            Condition::Row(row) => {
                let counts = |(variable, _): &(usize, Number)| {
                    self.values.state(*variable) != State::Absent && !zeroed.contains(variable)
                };
                Condition::Row(Row {
                    terms: row.terms.into_iter().filter(counts).collect(),
                    ..row
                })
            }
            Condition::All(parts) => Condition::All(each(parts)),
            Condition::Any(parts) => Condition::Any(each(parts)),
        }
    }
}

fn joined(all: bool, parts: Vec<Condition>) -> Condition {
    if all {
        Condition::All(parts)
    } else {
        Condition::Any(parts)
    }
}
