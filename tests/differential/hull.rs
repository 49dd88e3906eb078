//! What an expression may come to while figures are missing: each part by itself, from the ends of what its own parts may come
//! to. `None` has no limit.

use crate::arithmetic::parts;
use crate::span::{Span, rational, ten_to, whole};
use gouji::model::{Comparison, Expression, Tolerance};
use num_rational::BigRational as Q;

/// The least and the greatest, where there is one.
pub type Hull = [Option<Q>; 2];

/// By how much the sides of a comparison may differ, tolerance included; `ends` says what a variable may be.
pub fn between_hulls(comparison: &Comparison, ends: &dyn Fn(usize) -> Hull) -> Span {
    let [least, most] = hull(&comparison.left, ends);
    let [other_least, other_most] = hull(&comparison.right, ends);
    let less = |one: Option<Q>, two: Option<Q>| one.zip(two).map(|(one, two)| one - two);
    let span = Span::of(less(least, other_most), less(most, other_least));
    match &comparison.tolerance {
        Tolerance::Within(margin) => span.widened(&rational(margin)),
        _ => span,
    }
}

fn hull(expression: &Expression, ends: &dyn Fn(usize) -> Hull) -> Hull {
    let list: Vec<Hull> = parts(expression)
        .into_iter()
        .map(|part| hull(part, ends))
        .collect();
    match expression {
        Expression::Constant(number) => [Some(rational(number)), Some(rational(number))],
        Expression::Variable(variable) => ends(*variable),
        Expression::Sum(parts) => {
            let mut total = [Some(whole(0)), Some(whole(0))];
            for ((negative, _), [low, high]) in parts.iter().zip(list) {
                let part = if *negative {
                    [high.map(|end| -end), low.map(|end| -end)]
                } else {
                    [low, high]
                };
                for (end, more) in total.iter_mut().zip(part) {
                    *end = end.take().zip(more).map(|(end, more)| end + more);
                }
            }
            total
        }
        Expression::Product(..) => product(&list[0], &list[1]),
        Expression::Quotient(..) => match &list[1] {
            [Some(low), high] if *low > whole(0) => product(
                &list[0],
                &[
                    Some(high.as_ref().map_or(whole(0), Q::recip)),
                    Some(low.recip()),
                ],
            ),
            [low, Some(high)] if *high < whole(0) => product(
                &list[0],
                &[
                    Some(high.recip()),
                    Some(low.as_ref().map_or(whole(0), Q::recip)),
                ],
            ),
            _ => [None, None],
        },
        Expression::Absolute(_) => match &list[0] {
            [Some(low), high] if *low >= whole(0) => [Some(low.clone()), high.clone()],
            [low, Some(high)] if *high <= whole(0) => [Some(-high), low.clone().map(|end| -end)],
            [low, high] => {
                let far = low
                    .as_ref()
                    .zip(high.as_ref())
                    .map(|(low, high)| (-low).max(high.clone()));
                [Some(whole(0)), far]
            }
        },
        Expression::Minimum(_) => {
            let lows: Option<Vec<Q>> = list.iter().map(|[low, _]| low.clone()).collect();
            let highs = list.iter().filter_map(|[_, high]| high.clone());
            [lows.and_then(|lows| lows.into_iter().min()), highs.min()]
        }
        Expression::Maximum(_) => {
            let highs: Option<Vec<Q>> = list.iter().map(|[_, high]| high.clone()).collect();
            let lows = list.iter().filter_map(|[low, _]| low.clone());
            [lows.max(), highs.and_then(|highs| highs.into_iter().max())]
        }
        Expression::Round(_, digits) => list[0]
            .clone()
            .map(|end| end.map(|end| (end * ten_to(*digits)).round() * ten_to(-digits))),
    }
}

/// Where an end has no limit, a number beyond all that matter stands for it, and is taken out again.
fn product(one: &Hull, two: &Hull) -> Hull {
    let far = ten_to(600);
    let ends = |hull: &Hull| {
        let [low, high] = hull.clone();
        [low.unwrap_or(-far.clone()), high.unwrap_or(far.clone())]
    };
    let (one, two) = (ends(one), ends(two));
    let corners: Vec<Q> = one
        .iter()
        .flat_map(|a| two.iter().map(move |b| a * b))
        .collect();
    let limit = ten_to(300);
    let end = |end: Option<&Q>| {
        end.filter(|end| **end < limit && **end > -limit.clone())
            .cloned()
    };
    [end(corners.iter().min()), end(corners.iter().max())]
}
