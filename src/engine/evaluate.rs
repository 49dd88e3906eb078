//! Logic + values → outcome. Blanks are intervals: a rule is broken already when no value that they may take helps.

use super::held::{State, Values};
use super::plan::{Logic, PlannedRule};
use super::range::Range;
use super::session::{Outcome, Value};
use super::whole::can_reach;
use crate::model::{BlankPolicy, Comparison, Expression, Tolerance, VariableIndex};
use crate::number::Number;
use crate::row::{Domain, Relation, Row};

/// The values that a rule is evaluated on.
pub(super) struct View<'a> {
    pub values: &'a Values,
    pub domains: &'a [Domain],
    /// Variables whose blanks count as 0 here.
    pub zeroed: Vec<VariableIndex>,
    /// Whether an equality is only a lower bound, since parts are missing.
    pub lower_bound: bool,
}

/// What is known of one variable.
pub(super) enum Known {
    Number(Number),
    Nothing,
    Open,
}

impl View<'_> {
    pub fn known(&self, variable: VariableIndex) -> Known {
        match self.values.state(variable) {
            State::Whole | State::Fraction | State::Wide => self
                .values
                .number(variable)
                .map_or(Known::Open, Known::Number),
            State::Absent => Known::Nothing,
            State::Blank if self.zeroed.contains(&variable) => Known::Number(Number::ZERO),
            _ => Known::Open,
        }
    }

    /// The exact value of an expression; `None` while something in it is open, or a divisor is 0.
    pub fn value(&self, expression: &Expression) -> Option<Number> {
        match expression {
            Expression::Constant(number) => Some(number.clone()),
            Expression::Variable(variable) => match self.known(*variable) {
                Known::Number(number) => Some(number),
                Known::Nothing => Some(Number::ZERO),
                Known::Open => None,
            },
            Expression::Sum(parts) => {
                parts
                    .iter()
                    .try_fold(Number::ZERO, |total, (negative, part)| {
                        let part = self.value(part)?;
                        Some(if *negative {
                            total - part
                        } else {
                            total + part
                        })
                    })
            }
            Expression::Product(left, right) => Some(self.value(left)? * self.value(right)?),
            Expression::Quotient(dividend, divisor) => {
                self.value(dividend)?.checked_div(&self.value(divisor)?)
            }
            Expression::Absolute(inner) => Some(self.value(inner)?.abs()),
            Expression::Minimum(list) => self.all(list)?.into_iter().min(),
            Expression::Maximum(list) => self.all(list)?.into_iter().max(),
            Expression::Round(inner, digits) => Some(self.value(inner)?.round(*digits)),
        }
    }

    fn all(&self, list: &[Expression]) -> Option<Vec<Number>> {
        list.iter().map(|part| self.value(part)).collect()
    }

    /// Whether the document has what an expression speaks of: a sum as long as one of its parts is there.
    pub fn exists(&self, expression: &Expression) -> bool {
        match expression {
            Expression::Constant(_) => true,
            Expression::Variable(variable) => !matches!(self.known(*variable), Known::Nothing),
            Expression::Sum(parts) => parts.iter().any(|(_, part)| self.exists(part)),
            Expression::Product(left, right) | Expression::Quotient(left, right) => {
                self.exists(left) && self.exists(right)
            }
            Expression::Absolute(inner) | Expression::Round(inner, _) => self.exists(inner),
            Expression::Minimum(list) | Expression::Maximum(list) => {
                list.iter().any(|part| self.exists(part))
            }
        }
    }

    /// The outcome of one rule.
    pub fn outcome(&mut self, rule: &PlannedRule) -> Outcome {
        let given = |variable: &VariableIndex| self.values.state(*variable) != State::NotGiven;
        let absent = |cell: &VariableIndex| self.values.state(*cell) == State::Absent;
        if !rule.variables.iter().all(given) || rule.requires.iter().any(absent) {
            return Outcome::NotAsked;
        }
        match self.apply_policies(rule) {
            Some(outcome) => outcome,
            None => self.logic(&rule.logic),
        }
    }

    /// Notes the blanks that count as 0; an outcome when the blanks decide it.
    pub fn apply_policies(&mut self, rule: &PlannedRule) -> Option<Outcome> {
        for (variables, policy) in &rule.blanks {
            let blank = |variable: &&VariableIndex| self.values.state(**variable) == State::Blank;
            let blanks: Vec<VariableIndex> = variables.iter().filter(blank).copied().collect();
            let all_blank = !blanks.is_empty() && blanks.len() == variables.len();
            match policy {
                BlankPolicy::Wait => {}
                BlankPolicy::WaitUnlessAllBlank if all_blank => return Some(Outcome::NotAsked),
                BlankPolicy::ZeroUnlessAllBlank if all_blank => return Some(Outcome::Undecided),
                BlankPolicy::WaitUnlessAllBlank => {}
                BlankPolicy::Zero | BlankPolicy::ZeroUnlessAllBlank => self.zeroed.extend(blanks),
            }
        }
        None
    }

    pub fn logic(&self, logic: &Logic) -> Outcome {
        match logic {
            Logic::Row {
                row,
                comparison,
                cancelled,
            } => {
                if !self.exists(&comparison.left) || !self.exists(&comparison.right) {
                    return Outcome::NotAsked;
                }
                let open = |variable: &VariableIndex| matches!(self.known(*variable), Known::Open);
                match self.row(row, &comparison.tolerance) {
                    Outcome::Holds | Outcome::Rounded if cancelled.iter().any(open) => {
                        Outcome::Undecided
                    }
                    outcome => outcome,
                }
            }
            Logic::Formula(comparison) => self.formula(comparison),
            Logic::All(parts) => self.joined(parts, Outcome::and),
            Logic::Any(parts) => self.joined(parts, Outcome::or),
            Logic::Not(part) => self.logic(part).negated(),
            Logic::IfThen(parts) => {
                let [condition, consequence] = [self.logic(&parts[0]), self.logic(&parts[1])];
                // A sentence of which one half can't be asked says nothing.
                if condition == Outcome::NotAsked || consequence == Outcome::NotAsked {
                    return Outcome::NotAsked;
                }
                condition.negated().or(consequence)
            }
            Logic::Given(variable) => match self.values.state(*variable) {
                State::Blank => Outcome::Broken,
                State::Absent => Outcome::NotAsked,
                _ => Outcome::Holds,
            },
        }
    }

    /// Parts that are not asked have no say.
    fn joined(&self, parts: &[Logic], join: fn(Outcome, Outcome) -> Outcome) -> Outcome {
        let outcomes = parts.iter().map(|part| self.logic(part));
        outcomes.fold(Outcome::NotAsked, |all, part| match all {
            Outcome::NotAsked => part,
            all => join(all, part),
        })
    }

    fn formula(&self, comparison: &Comparison) -> Outcome {
        if !self.exists(&comparison.left) || !self.exists(&comparison.right) {
            return Outcome::NotAsked;
        }
        let (left, right) = (&comparison.left, &comparison.right);
        let difference = self
            .value(left)
            .zip(self.value(right))
            .map(|(left, right)| left - right);
        let is_open = difference.is_none();
        let range = match difference {
            Some(difference) => Range::point(difference),
            None => self.reach(left).plus(&self.reach(right).negated()),
        };
        let margin = match &comparison.tolerance {
            Tolerance::Within(margin) => margin.clone(),
            _ => Number::ZERO,
        };
        match range.widened(&margin).permits(comparison.relation) {
            false => Outcome::Broken,
            true if is_open => Outcome::Undecided,
            true => Outcome::Holds,
        }
    }

    /// A row, as loosely as its tolerance allows.
    pub fn row(&self, row: &Row, tolerance: &Tolerance) -> Outcome {
        let mut sum = -&row.constant;
        let mut open: Vec<(&Number, &Domain)> = Vec::new();
        for (variable, coefficient) in &row.terms {
            match self.known(*variable) {
                Known::Number(number) => sum += &(coefficient * &number),
                Known::Nothing => {}
                Known::Open => open.extend(
                    self.domains
                        .get(*variable)
                        .map(|domain| (coefficient, domain)),
                ),
            }
        }
        let mut range = Range::point(sum);
        let relation = match row.relation {
            Relation::Equal if self.lower_bound => Relation::GreaterOrEqual,
            relation => relation,
        };
        if open.is_empty() && range.permits(relation) {
            return Outcome::Holds;
        }
        let fits = relation != Relation::Equal || whole_sum_fits(&open, &range, tolerance);
        for (coefficient, domain) in &open {
            range = range.plus(&Range::of(domain).times(coefficient));
        }
        match tolerance {
            Tolerance::Exact => {}
            Tolerance::Within(margin) => range = range.widened(margin),
            Tolerance::Rounded | Tolerance::Truncated => {
                range = self.slack(&row.terms, tolerance, range);
            }
        }
        match (range.permits(relation) && fits, open.is_empty(), tolerance) {
            (false, ..) => Outcome::Broken,
            (true, false, _) => Outcome::Undecided,
            (true, true, Tolerance::Within(_)) => Outcome::Holds,
            (true, true, _) => Outcome::Rounded,
        }
    }

    /// Widens a range by what each printed figure may stand for.
    pub fn slack(
        &self,
        terms: &[(VariableIndex, Number)],
        tolerance: &Tolerance,
        mut range: Range,
    ) -> Range {
        for (variable, coefficient) in terms {
            let Value::Known { number, step } = self.values.value(*variable) else {
                continue;
            };
            if step.is_zero() {
                continue;
            }
            range = range.plus(&printed(&number, &step, tolerance).times(coefficient));
        }
        range
    }
}

/// How far the true value may lie from a printed figure.
fn printed(number: &Number, step: &Number, tolerance: &Tolerance) -> Range {
    let end = |value: Number, open: bool| (Some(value), open);
    let (low, high) = if *tolerance == Tolerance::Rounded {
        let half = step.checked_div(&Number::from(2)).unwrap_or_default();
        (end(-&half, false), end(half, false))
    } else if number.is_positive() {
        (end(Number::ZERO, false), end(step.clone(), true))
    } else if number.is_negative() {
        (end(-step, true), end(Number::ZERO, false))
    } else {
        (end(-step, true), end(step.clone(), true))
    };
    Range { low, high }
}

/// Whether blanks that take whole numbers can balance the sum of the figures. What a blank truly stands for under rounding
/// need not be whole.
fn whole_sum_fits(open: &[(&Number, &Domain)], sum: &Range, tolerance: &Tolerance) -> bool {
    let Some(sum) = &sum.low.0 else { return true };
    match tolerance {
        Tolerance::Exact => can_reach(open, &-sum, &-sum),
        Tolerance::Within(margin) => can_reach(open, &(-sum - margin), &(-sum + margin)),
        Tolerance::Rounded | Tolerance::Truncated => true,
    }
}
