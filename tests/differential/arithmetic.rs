//! Expressions, read one by one: their parts, what they name, what they come to.

use crate::span::{rational, ten_to, whole};
use gouji::model::Expression;
use num_rational::BigRational as Q;

pub fn parts(expression: &Expression) -> Vec<&Expression> {
    match expression {
        Expression::Constant(_) | Expression::Variable(_) => Vec::new(),
        Expression::Sum(parts) => parts.iter().map(|(_, part)| part).collect(),
        Expression::Product(one, two) | Expression::Quotient(one, two) => vec![one, two],
        Expression::Absolute(inner) | Expression::Round(inner, _) => vec![inner],
        Expression::Minimum(list) | Expression::Maximum(list) => list.iter().collect(),
    }
}

pub fn variables(expression: &Expression) -> Vec<usize> {
    match expression {
        Expression::Variable(variable) => vec![*variable],
        other => parts(other).into_iter().flat_map(variables).collect(),
    }
}

/// Whether an expression is `Σ coefficient · variable + constant`.
pub fn is_linear(expression: &Expression) -> bool {
    let fixed = |part: &Expression| variables(part).is_empty();
    parts(expression).into_iter().all(is_linear)
        && match expression {
            Expression::Product(one, two) => fixed(one) || fixed(two),
            Expression::Quotient(_, divisor) => fixed(divisor),
            other => matches!(
                other,
                Expression::Constant(_) | Expression::Variable(_) | Expression::Sum(_)
            ),
        }
}

/// The value of an expression; none where a divisor is 0.
pub fn value(expression: &Expression, values: &[Q]) -> Option<Q> {
    let list: Vec<Q> = parts(expression)
        .into_iter()
        .map(|part| value(part, values))
        .collect::<Option<_>>()?;
    Some(match expression {
        Expression::Constant(number) => rational(number),
        Expression::Variable(variable) => values[*variable].clone(),
        Expression::Sum(parts) => {
            let signed = parts
                .iter()
                .zip(list)
                .map(|((negative, _), value)| if *negative { -value } else { value });
            signed.sum()
        }
        Expression::Product(..) => &list[0] * &list[1],
        Expression::Quotient(..) if list[1] == whole(0) => return None,
        Expression::Quotient(..) => &list[0] / &list[1],
        Expression::Absolute(_) => list[0].clone().max(-&list[0]),
        Expression::Minimum(_) => list.into_iter().min()?,
        Expression::Maximum(_) => list.into_iter().max()?,
        // Halves go away from 0.
        Expression::Round(_, digits) => (&list[0] * ten_to(*digits)).round() * ten_to(-digits),
    })
}
