//! Numbers with an infinitesimal part, so that `<` can be handled as `≤` a value just below.
//!
//! `number + delta · ε`, where ε is above 0 and below every positive number; hence the order is that of the pairs.

use crate::number::Number;

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Value {
    pub number: Number,
    pub delta: Number,
}

impl Value {
    pub fn exact(number: Number) -> Value {
        Value {
            number,
            delta: Number::ZERO,
        }
    }

    pub fn just_below(number: Number) -> Value {
        Value {
            number,
            delta: Number::from(-1),
        }
    }

    pub fn just_above(number: Number) -> Value {
        Value {
            number,
            delta: Number::ONE,
        }
    }

    pub fn is_integer(&self) -> bool {
        self.delta.is_zero() && self.number.is_integer()
    }

    /// The greatest whole number that is not above.
    pub fn floor(&self) -> Number {
        if self.number.is_integer() && self.delta.is_negative() {
            &self.number - Number::ONE
        } else {
            self.number.floor()
        }
    }

    pub fn minus(&self, other: &Value) -> Value {
        Value {
            number: &self.number - &other.number,
            delta: if other.delta.is_zero() {
                self.delta.clone()
            } else {
                &self.delta - &other.delta
            },
        }
    }

    pub fn times(&self, factor: &Number) -> Value {
        Value {
            number: &self.number * factor,
            delta: if self.delta.is_zero() {
                Number::ZERO
            } else {
                &self.delta * factor
            },
        }
    }

    /// Adds `factor · other`.
    pub fn add_multiple(&mut self, factor: &Number, other: &Value) {
        self.number += &(factor * &other.number);
        if !other.delta.is_zero() {
            self.delta += &(factor * &other.delta);
        }
    }

    /// `self / divisor`; the divisor is never 0 where this is called (a pivot).
    pub fn over(&self, divisor: &Number) -> Value {
        let inverse = reciprocal(divisor);
        self.times(&inverse)
    }
}

/// `1 / number` for a coefficient of a tableau row, which is never 0.
pub(super) fn reciprocal(number: &Number) -> Number {
    Number::ONE.checked_div(number).unwrap_or_default()
}
