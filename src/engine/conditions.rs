//! Session → rows for the locator: what must be true of the figures as they stand.

use super::evaluate::{Range, View};
use super::held::State;
use super::linear;
use super::session::{Outcome, Session};
use crate::model::{Test, Tolerance, VariableIndex};
use crate::number::Number;
use crate::row::{Condition, Relation, Row};

impl Session {
    /// A rule as rows joined by *and* and *or*, for the locator; `None` where it is not asked or can't be said in rows.
    #[must_use]
    pub fn condition(&self, rule: usize) -> Option<Condition> {
        if self.outcome(rule) == Outcome::NotAsked {
            return None;
        }
        let condition = self.test_condition(&self.model.rules[rule].test, false, rule)?;
        Some(self.without_absent(condition))
    }

    fn test_condition(&self, test: &Test, negated: bool, rule: usize) -> Option<Condition> {
        let join = |parts: &[&Test], all: bool, flags: &[bool]| {
            let parts = parts
                .iter()
                .zip(flags)
                .map(|(part, flag)| self.test_condition(part, *flag, rule));
            let parts: Vec<Condition> = parts.collect::<Option<_>>()?;
            Some(if all {
                Condition::All(parts)
            } else {
                Condition::Any(parts)
            })
        };
        match test {
            Test::Compare(comparison) => {
                let mut comparison = comparison.clone();
                if negated {
                    comparison.relation = comparison.relation.negated();
                } else if comparison.relation == Relation::Equal && self.is_lower_bound(rule) {
                    comparison.relation = Relation::GreaterOrEqual;
                }
                linear::condition(&comparison, |form| {
                    self.allowance(&form.terms, &comparison.tolerance)
                })
            }
            Test::All(parts) | Test::Any(parts) => {
                let all = matches!(test, Test::All(_)) != negated;
                let flags = vec![negated; parts.len()];
                join(&parts.iter().collect::<Vec<_>>(), all, &flags)
            }
            Test::Not(part) => self.test_condition(part, !negated, rule),
            Test::IfThen(condition, consequence) => join(
                &[&**condition, &**consequence],
                negated,
                &[!negated, negated],
            ),
            Test::Given(_) => None,
        }
    }

    /// How far below and above its figures a linear form may truly lie.
    fn allowance(
        &self,
        terms: &[(VariableIndex, Number)],
        tolerance: &Tolerance,
    ) -> Option<(Number, Number)> {
        let view = View {
            values: &self.values,
            domains: &self.plan.domains,
            zeroed: Vec::new(),
            lower_bound: false,
        };
        let range = view.slack(terms, tolerance, Range::point(Number::ZERO));
        Some((range.high.0?, -range.low.0?))
    }

    fn without_absent(&self, condition: Condition) -> Condition {
        match condition {
            Condition::Row(row) => {
                let present =
                    |(variable, _): &(usize, Number)| self.values.state(*variable) != State::Absent;
                Condition::Row(Row {
                    terms: row.terms.into_iter().filter(present).collect(),
                    ..row
                })
            }
            Condition::All(parts) => Condition::All(
                parts
                    .into_iter()
                    .map(|part| self.without_absent(part))
                    .collect(),
            ),
            Condition::Any(parts) => Condition::Any(
                parts
                    .into_iter()
                    .map(|part| self.without_absent(part))
                    .collect(),
            ),
        }
    }
}
