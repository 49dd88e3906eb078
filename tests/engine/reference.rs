//! The readable twin of the engine: recomputes every rule from nothing, in big rationals, and tries blanks one value
//! after the other instead of reasoning about them.

use gouji::engine::{Outcome, Value};
use gouji::model::{BlankPolicy, Comparison, Expression, Model, Rule, Source, Test, Tolerance};
use gouji::row::Relation;
use num_rational::BigRational;

/// Blanks are tried from here …
const LEAST: i64 = -40;
/// … up to here; the figures of the generated reports are small enough for that.
const GREATEST: i64 = 40;

/// A variable's value as the twin sees it: absent counts as nothing.
#[derive(Clone, Debug)]
pub enum Figure {
    Known(BigRational),
    Absent,
}

pub fn rational(number: &gouji::number::Number) -> BigRational {
    let text = number.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let digits: num_bigint::BigInt = format!("{whole}{decimals}").parse().unwrap();
    let scale = num_bigint::BigInt::from(10).pow(u32::try_from(decimals.len()).unwrap());
    BigRational::new(digits, scale)
}

/// What comes of a rule of these values.
pub fn outcome(model: &Model, rule: &Rule, values: &[Value]) -> Outcome {
    let mut variables = Vec::new();
    named(&rule.test, &mut variables);
    variables.sort_unstable();
    variables.dedup();
    let lacks = |wanted: &Value| {
        variables
            .iter()
            .any(|variable| values[*variable] == *wanted)
    };
    if lacks(&Value::NotGiven) {
        return Outcome::NotAsked;
    }
    let blanks: Vec<usize> = variables
        .iter()
        .copied()
        .filter(|variable| values[*variable] == Value::Blank)
        .collect();
    let all_blank = !blanks.is_empty() && blanks.len() == variables.len();
    match rule.blank {
        BlankPolicy::WaitUnlessAllBlank if all_blank => return Outcome::NotAsked,
        BlankPolicy::ZeroUnlessAllBlank if all_blank => return Outcome::Undecided,
        _ => {}
    }
    let zero = matches!(
        rule.blank,
        BlankPolicy::Zero | BlankPolicy::ZeroUnlessAllBlank
    );
    let figures = values.iter().map(|value| match value {
        Value::Known { number, .. } => Figure::Known(rational(number)),
        Value::Absent => Figure::Absent,
        _ => Figure::Known(BigRational::from_integer(0.into())),
    });
    let mut figures: Vec<Figure> = figures.collect();
    let open = if zero { Vec::new() } else { blanks };
    match satisfiable(model, &rule.test, &mut figures, &open) {
        None => Outcome::NotAsked,
        Some(false) => Outcome::Broken,
        Some(true) if open.is_empty() => Outcome::Holds,
        Some(true) => Outcome::Undecided,
    }
}

/// Whether some values of the open blanks make the test true; `None` when the document lacks a side of it.
fn satisfiable(model: &Model, test: &Test, figures: &mut [Figure], open: &[usize]) -> Option<bool> {
    let Some((first, rest)) = open.split_first() else {
        return holds(test, figures);
    };
    let Source::Cell(cell) = model.variables[*first] else {
        return None;
    };
    let domain = model.form.cells[cell].kind.domain();
    for value in LEAST..=GREATEST {
        if domain.contains(&value.into()) {
            figures[*first] = Figure::Known(BigRational::from_integer(value.into()));
            if satisfiable(model, test, figures, rest)? {
                return Some(true);
            }
        }
    }
    Some(false)
}

fn holds(test: &Test, figures: &[Figure]) -> Option<bool> {
    match test {
        Test::Compare(comparison) => compare(comparison, figures),
        Test::All(parts) => parts
            .iter()
            .try_fold(true, |all, part| Some(all & holds(part, figures)?)),
        Test::Any(parts) => parts
            .iter()
            .try_fold(false, |any, part| Some(any | holds(part, figures)?)),
        Test::Not(part) => Some(!holds(part, figures)?),
        Test::IfThen(condition, consequence) => {
            Some(!holds(condition, figures)? | holds(consequence, figures)?)
        }
        Test::Given(_) => unreachable!("the generator makes no such test"),
    }
}

fn compare(comparison: &Comparison, figures: &[Figure]) -> Option<bool> {
    let difference = value(&comparison.left, figures)? - value(&comparison.right, figures)?;
    let zero = BigRational::from_integer(0.into());
    let margin = match &comparison.tolerance {
        Tolerance::Exact => zero.clone(),
        Tolerance::Within(margin) => rational(margin),
        _ => unreachable!("the generator makes no such tolerance"),
    };
    Some(match comparison.relation {
        Relation::Equal => -margin.clone() <= difference && difference <= margin,
        Relation::NotEqual => difference != zero,
        Relation::Less => difference < margin,
        Relation::LessOrEqual => difference <= margin,
        Relation::Greater => difference > -margin,
        Relation::GreaterOrEqual => difference >= -margin,
    })
}

/// The value of a side; `None` when the document has none of it.
fn value(expression: &Expression, figures: &[Figure]) -> Option<BigRational> {
    match expression {
        Expression::Constant(number) => Some(rational(number)),
        Expression::Variable(variable) => match &figures[*variable] {
            Figure::Known(number) => Some(number.clone()),
            Figure::Absent => None,
        },
        Expression::Sum(parts) => {
            let present = parts.iter().filter_map(|(negative, part)| {
                let part = value(part, figures)?;
                Some(if *negative { -part } else { part })
            });
            present.fold(None, |sum: Option<BigRational>, part| {
                Some(sum.map_or(part.clone(), |sum| sum + part))
            })
        }
        other => unreachable!("the generator makes no {other:?}"),
    }
}

fn named(test: &Test, variables: &mut Vec<usize>) {
    match test {
        Test::Compare(comparison) => {
            named_in(&comparison.left, variables);
            named_in(&comparison.right, variables);
        }
        Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| named(part, variables)),
        Test::Not(part) => named(part, variables),
        Test::IfThen(condition, consequence) => {
            named(condition, variables);
            named(consequence, variables);
        }
        Test::Given(variable) => variables.push(*variable),
    }
}

fn named_in(expression: &Expression, variables: &mut Vec<usize>) {
    match expression {
        Expression::Variable(variable) => variables.push(*variable),
        Expression::Sum(parts) => parts.iter().for_each(|(_, part)| named_in(part, variables)),
        _ => {}
    }
}
