//! What one change costs, by its cheapest cause.

use super::digits::{are_swapped, digits, is_one_digit, power};
use super::{Cause, Hint, Scene};
use crate::locate::{Change, Problem, Value};
use crate::number::Number;

/// The freedom of one decimal digit.
const DIGIT: i64 = 33;

impl Scene<'_> {
    /// The cause of a change of a figure that is there, and its price in tenths of a bit.
    pub(super) fn price(&self, change: &Change) -> (Cause, i64) {
        let hint = self.hints.of(change.figure);
        let bonus = if hint.is_some_and(|hint| hint.total) {
            10
        } else {
            0
        };
        let (cause, price) = match (self.problem.value(change.figure), &change.to) {
            (Some(from), Value::Exactly(to)) => cheapest(self.problem, hint, from, to),
            _ => (Cause::Arithmetic, 80 + 6 * DIGIT),
        };
        (cause, price - bonus)
    }
}

fn cheapest(problem: &Problem, hint: Option<&Hint>, from: &Number, to: &Number) -> (Cause, i64) {
    let length = from.to_string().len().max(to.to_string().len());
    let length = i64::try_from(length).unwrap_or(i64::MAX / DIGIT);
    let mut causes = vec![(80 + DIGIT * length, Cause::Arithmetic)];
    if !from.is_zero() && !to.is_zero() {
        causes.extend(written(from, to, length));
    }
    if let Some(hint) = hint {
        if hint.total && from.is_zero() {
            causes.push((40, Cause::StaleTotal));
        } else if hint.total {
            causes.push((50 + DIGIT * length, Cause::StaleTotal));
        }
        let neighbours = [hint.left, hint.right, hint.above, hint.below];
        let equal = |figure: usize| problem.value(figure) == Some(from);
        if !from.is_zero() && neighbours.into_iter().flatten().any(equal) {
            causes.push((50 + logarithm(4), Cause::Copied));
        }
        if !from.is_zero() && hint.previous.as_ref() == Some(from) {
            causes.push((50, Cause::PreviousYear));
        }
    }
    let least = causes.into_iter().min();
    least.map_or((Cause::Arithmetic, 0), |(price, cause)| (cause, price))
}

/// Slips in writing the figure.
fn written(from: &Number, to: &Number, length: i64) -> Vec<(i64, Cause)> {
    let mut causes = Vec::new();
    if *from == -to {
        causes.push((40, Cause::Sign));
    }
    if from.is_negative() == to.is_negative()
        && let Some((wrong, right)) = digits(from, to)
    {
        if are_swapped(&wrong, &right) {
            causes.push((30 + logarithm(length - 1), Cause::DigitsSwapped));
        }
        if is_one_digit(&wrong, &right) {
            causes.push((30 + logarithm(20 * length), Cause::Digit));
        }
        if let Some(power) = power(from, to) {
            let slip = if [3, 4, 6, 8].contains(&power) {
                40
            } else {
                70
            };
            causes.push((slip + logarithm(8), Cause::Unit));
        }
    }
    causes
}

/// Ten times the logarithm to the base of 2, rounded; 0 for what is below 2.
fn logarithm(count: i64) -> i64 {
    // Tenths of log2(m / 16) for m = 16 … 31.
    const TENTHS: [i64; 16] = [0, 1, 2, 2, 3, 4, 5, 5, 6, 6, 7, 7, 8, 9, 9, 10];
    let Some(whole) = u64::try_from(count).ok().and_then(u64::checked_ilog2) else {
        return 0;
    };
    let leading = (count << 4 >> whole) & 15;
    let tenths = usize::try_from(leading).ok().and_then(|at| TENTHS.get(at));
    i64::from(whole) * 10 + tenths.copied().unwrap_or(0)
}
