//! Expression → linear form, where it has one; comparison → condition over rows, case by case where it must.

use crate::model::{Comparison, Expression, Tolerance, VariableIndex};
use crate::number::Number;
use crate::row::{Condition, Relation, Row};

/// Cases into which `abs`, `min` and `max` may split one comparison before it is left to the evaluator alone.
const MAX_CASES: usize = 64;

/// `Σ coefficient · variable + constant`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Linear {
    pub terms: Vec<(VariableIndex, Number)>,
    pub constant: Number,
}

impl Linear {
    fn scaled(mut self, factor: &Number) -> Linear {
        for (_, coefficient) in &mut self.terms {
            *coefficient = &*coefficient * factor;
        }
        self.constant = &self.constant * factor;
        self
    }

    fn plus(mut self, mut other: Linear) -> Linear {
        self.terms.append(&mut other.terms);
        self.constant += &other.constant;
        self
    }

    fn minus(self, other: Linear) -> Linear {
        self.plus(other.scaled(&Number::from(-1)))
    }

    /// `self relation 0` as a row.
    fn compared(self, relation: Relation) -> Row {
        Row::new(self.terms, relation, -self.constant)
    }

    fn constant_only(&self) -> Option<&Number> {
        self.terms.is_empty().then_some(&self.constant)
    }
}

/// The linear form of an expression; `None` when it isn't linear.
pub(crate) fn linear(expression: &Expression) -> Option<Linear> {
    Some(match expression {
        Expression::Constant(number) => Linear {
            terms: Vec::new(),
            constant: number.clone(),
        },
        Expression::Variable(variable) => Linear {
            terms: vec![(*variable, Number::ONE)],
            constant: Number::ZERO,
        },
        Expression::Sum(parts) => {
            let mut total = Linear::default();
            for (negative, part) in parts {
                let part = linear(part)?;
                total = if *negative {
                    total.minus(part)
                } else {
                    total.plus(part)
                };
            }
            total
        }
        Expression::Product(left, right) => {
            let (left, right) = (linear(left)?, linear(right)?);
            match (
                left.constant_only().cloned(),
                right.constant_only().cloned(),
            ) {
                (_, Some(factor)) => left.scaled(&factor),
                (Some(factor), None) => right.scaled(&factor),
                (None, None) => return None,
            }
        }
        Expression::Quotient(dividend, divisor) => {
            let divisor = linear(divisor)?;
            let factor = Number::ONE.checked_div(divisor.constant_only()?)?;
            linear(dividend)?.scaled(&factor)
        }
        Expression::Absolute(_)
        | Expression::Minimum(_)
        | Expression::Maximum(_)
        | Expression::Round(..) => return None,
    })
}

/// The row of a comparison whose sides are both linear.
pub(crate) fn row(comparison: &Comparison) -> Option<Row> {
    let difference = linear(&comparison.left)?.minus(linear(&comparison.right)?);
    Some(difference.compared(comparison.relation))
}

/// How far below and above its figures a linear form may truly lie, each with whether that end itself is out of reach.
pub(crate) type Allowance = ((Number, bool), (Number, bool));

/// The comparison as rows joined by *and* and *or*, for the locator; `None` where it can't be said in rows.
///
/// `slack` says how far the true value of a linear form may lie from its figures, for the tolerances that need it.
pub(crate) fn condition(
    comparison: &Comparison,
    slack: impl Fn(&Linear) -> Option<Allowance>,
) -> Option<Condition> {
    if let Some(quotient) = quotient_condition(comparison) {
        return Some(quotient);
    }
    let mut alternatives = Vec::new();
    for (left_guards, left) in cases(&comparison.left)? {
        for (right_guards, right) in cases(&comparison.right)? {
            let difference = left.clone().minus(right);
            let mut all: Vec<Condition> = left_guards
                .iter()
                .cloned()
                .chain(right_guards)
                .map(Condition::Row)
                .collect();
            all.push(tolerant(difference, comparison, &slack)?);
            alternatives.push(one_or(Condition::All, all));
            if alternatives.len() > MAX_CASES {
                return None;
            }
        }
    }
    Some(one_or(Condition::Any, alternatives))
}

fn one_or(join: fn(Vec<Condition>) -> Condition, mut parts: Vec<Condition>) -> Condition {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            parts.extend(last);
            join(parts)
        }
    }
}

/// `difference relation 0`, as loosely as the comparison allows.
fn tolerant(
    difference: Linear,
    comparison: &Comparison,
    slack: impl Fn(&Linear) -> Option<Allowance>,
) -> Option<Condition> {
    let (below, above) = match &comparison.tolerance {
        Tolerance::Exact => Default::default(),
        Tolerance::Within(margin) => ((margin.clone(), false), (margin.clone(), false)),
        Tolerance::Rounded | Tolerance::Truncated => slack(&difference)?,
    };
    let shifted = |by: &Number, relation| {
        let mut moved = difference.clone();
        moved.constant += by;
        Condition::Row(moved.compared(relation))
    };
    let ((down, down_open), (up, up_open)) = ((-above.0, above.1), below);
    let (least, most) = (
        if up_open {
            Relation::Greater
        } else {
            Relation::GreaterOrEqual
        },
        if down_open {
            Relation::Less
        } else {
            Relation::LessOrEqual
        },
    );
    Some(match comparison.relation {
        Relation::Equal if !down.is_zero() || !up.is_zero() => {
            Condition::All(vec![shifted(&up, least), shifted(&down, most)])
        }
        relation @ (Relation::Equal | Relation::NotEqual) => shifted(&Number::ZERO, relation),
        Relation::LessOrEqual => shifted(&down, most),
        Relation::GreaterOrEqual => shifted(&up, least),
        relation @ Relation::Less => shifted(&down, relation),
        relation @ Relation::Greater => shifted(&up, relation),
    })
}

/// `A / B relation C` with a constant C, told apart by the sign of B.
fn quotient_condition(comparison: &Comparison) -> Option<Condition> {
    if comparison.tolerance != Tolerance::Exact {
        return None;
    }
    let (dividend, divisor, bound, relation) = match (&comparison.left, &comparison.right) {
        (Expression::Quotient(dividend, divisor), bound) => {
            (dividend, divisor, bound, comparison.relation)
        }
        (bound, Expression::Quotient(dividend, divisor)) => {
            (dividend, divisor, bound, comparison.relation.mirrored())
        }
        _ => return None,
    };
    let (dividend, divisor) = (linear(dividend)?, linear(divisor)?);
    let bound = linear(bound)?.constant_only()?.clone();
    let difference = dividend.minus(divisor.clone().scaled(&bound));
    let case = |sign: Relation, relation: Relation| {
        Condition::All(vec![
            Condition::Row(divisor.clone().compared(sign)),
            Condition::Row(difference.clone().compared(relation)),
        ])
    };
    Some(Condition::Any(vec![
        case(Relation::Greater, relation),
        case(Relation::Less, relation.mirrored()),
    ]))
}

type Case = (Vec<Row>, Linear);

/// The linear cases of an expression, each with the rows under which it applies.
fn cases(expression: &Expression) -> Option<Vec<Case>> {
    if let Some(only) = linear(expression) {
        return Some(vec![(Vec::new(), only)]);
    }
    match expression {
        Expression::Sum(parts) => {
            let mut sums: Vec<Case> = vec![(Vec::new(), Linear::default())];
            for (negative, part) in parts {
                let sign = Number::from(if *negative { -1 } else { 1 });
                sums = crossed(&sums, &cases(part)?, |sum, part| {
                    sum.clone().plus(part.clone().scaled(&sign))
                })?;
            }
            Some(sums)
        }
        Expression::Product(left, right) => {
            let (factor, rest) = match (linear(left), linear(right)) {
                (Some(factor), None) => (factor, right),
                (None, Some(factor)) => (factor, left),
                _ => return None,
            };
            let factor = factor.constant_only()?.clone();
            let scaled = |(guards, case): Case| (guards, case.scaled(&factor));
            Some(cases(rest)?.into_iter().map(scaled).collect())
        }
        Expression::Absolute(inner) => {
            let split = cases(inner)?.into_iter().flat_map(|(guards, inner)| {
                let with = |relation, value: Linear| {
                    let mut guards = guards.clone();
                    guards.push(inner.clone().compared(relation));
                    (guards, value)
                };
                [
                    with(Relation::GreaterOrEqual, inner.clone()),
                    with(Relation::Less, inner.clone().scaled(&Number::from(-1))),
                ]
            });
            Some(split.collect())
        }
        Expression::Minimum(list) => extreme(list, Relation::LessOrEqual),
        Expression::Maximum(list) => extreme(list, Relation::GreaterOrEqual),
        _ => None,
    }
}

fn crossed(
    left: &[Case],
    right: &[Case],
    join: impl Fn(&Linear, &Linear) -> Linear,
) -> Option<Vec<Case>> {
    if left.len() * right.len() > MAX_CASES {
        return None;
    }
    let mut all = Vec::with_capacity(left.len() * right.len());
    for (left_guards, left) in left {
        for (right_guards, right) in right {
            let guards = left_guards.iter().chain(right_guards).cloned().collect();
            all.push((guards, join(left, right)));
        }
    }
    Some(all)
}

/// The cases of `min` or `max`: each member in turn is the one that stands in `relation` to all others.
fn extreme(list: &[Expression], relation: Relation) -> Option<Vec<Case>> {
    let members: Vec<Vec<Case>> = list.iter().map(cases).collect::<Option<_>>()?;
    let mut all = Vec::new();
    for (chosen, choices) in members.iter().enumerate() {
        let mut kept: Vec<Case> = choices.clone();
        for (other, others) in members.iter().enumerate() {
            if other == chosen {
                continue;
            }
            if kept.len() * others.len() > MAX_CASES {
                return None;
            }
            let mut next = Vec::new();
            for (guards, value) in &kept {
                for (other_guards, other_value) in others {
                    let mut guards: Vec<Row> = guards.iter().chain(other_guards).cloned().collect();
                    guards.push(value.clone().minus(other_value.clone()).compared(relation));
                    next.push((guards, value.clone()));
                }
            }
            kept = next;
        }
        all.append(&mut kept);
        if all.len() > MAX_CASES {
            return None;
        }
    }
    Some(all)
}
