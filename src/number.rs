//! Exact numbers: text → `Number` → text, with no binary float in between.
//!
//! A `Number` is a rational. Figures of a report are decimals, and sums of decimals are decimals; but weights, shares
//! and the elimination inside the locator divide, and one arithmetic must serve them all, so that a cell can never be
//! accepted by one and blamed by another. Knows nothing of reports.

mod arithmetic;
mod decimal;
mod text;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive};
use std::cmp::Ordering;

pub use decimal::Decimal;
pub use text::MAX_DIGITS;

/// An exact rational number.
///
/// Small values stay in two machine words; anything wider moves to big integers by itself. Equal numbers have equal
/// representations, so `==`, `Hash` and `Ord` agree.
///
/// ```
/// use gouji::number::Number;
/// let parts = Number::parse("1039.465").unwrap() + Number::parse("164.799").unwrap();
/// assert_eq!(parts.to_string(), "1204.264");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Repr);

/// Invariant: reduced, denominator positive, and `Small` whenever both parts fit.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small(i64, i64),
    Wide(Box<BigRational>),
}

impl Number {
    /// 0.
    pub const ZERO: Number = Number(Repr::Small(0, 1));
    /// 1.
    pub const ONE: Number = Number(Repr::Small(1, 1));

    /// `numerator / denominator`, or `None` when the denominator is 0.
    #[must_use]
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Number> {
        (denominator != 0)
            .then(|| Number::from_wide_parts(i128::from(numerator), i128::from(denominator)))
    }

    /// 10 to the power of `exponent`, which may be negative.
    #[must_use]
    pub fn power_of_ten(exponent: i32) -> Number {
        if let Some(power) = 10_i64.checked_pow(exponent.unsigned_abs()) {
            let parts = if exponent < 0 { (1, power) } else { (power, 1) };
            return Number(Repr::Small(parts.0, parts.1));
        }
        let power = BigInt::from(10).pow(exponent.unsigned_abs());
        if exponent < 0 {
            Number::from_big(BigRational::new(BigInt::one(), power))
        } else {
            Number::from_big(BigRational::from_integer(power))
        }
    }

    fn from_wide_parts(numerator: i128, denominator: i128) -> Number {
        let divisor = if denominator == 1 {
            1
        } else {
            numerator.gcd(&denominator) * denominator.signum()
        };
        let (numerator, denominator) = (numerator / divisor, denominator / divisor);
        match (i64::try_from(numerator), i64::try_from(denominator)) {
            (Ok(numerator), Ok(denominator)) => Number(Repr::Small(numerator, denominator)),
            _ => Number(Repr::Wide(Box::new(BigRational::new_raw(
                numerator.into(),
                denominator.into(),
            )))),
        }
    }

    fn from_big(value: BigRational) -> Number {
        match (value.numer().to_i64(), value.denom().to_i64()) {
            (Some(numerator), Some(denominator)) => Number(Repr::Small(numerator, denominator)),
            _ => Number(Repr::Wide(Box::new(value))),
        }
    }

    fn to_big(&self) -> BigRational {
        match &self.0 {
            Repr::Small(numerator, denominator) => {
                BigRational::new_raw((*numerator).into(), (*denominator).into())
            }
            Repr::Wide(value) => (**value).clone(),
        }
    }

    /// Whether this is 0.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small(0, _))
    }

    /// Whether this is a whole number.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small(_, denominator) => *denominator == 1,
            Repr::Wide(value) => value.is_integer(),
        }
    }

    /// Whether this is below 0.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(numerator, _) => *numerator < 0,
            Repr::Wide(value) => value.is_negative(),
        }
    }

    /// Whether this is above 0.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        !self.is_negative() && !self.is_zero()
    }

    /// The distance from 0.
    #[must_use]
    pub fn abs(&self) -> Number {
        if self.is_negative() {
            -self
        } else {
            self.clone()
        }
    }

    /// The whole number at or below this one.
    #[must_use]
    pub fn floor(&self) -> Number {
        match &self.0 {
            Repr::Small(numerator, denominator) => {
                Number(Repr::Small(numerator.div_floor(denominator), 1))
            }
            Repr::Wide(value) => Number::from_big(value.floor()),
        }
    }

    /// The whole number at or above this one.
    #[must_use]
    pub fn ceil(&self) -> Number {
        -(-self).floor()
    }

    /// Rounded to `digits` decimals (negative: tens, hundreds …), halves away from zero, as figures are rounded in
    /// Chinese statistics (四舍五入).
    #[must_use]
    pub fn round(&self, digits: i32) -> Number {
        let unit = Number::power_of_ten(-digits);
        let half = Number(Repr::Small(1, 2));
        let Some(steps) = self.abs().checked_div(&unit) else {
            return self.clone();
        };
        let rounded = (steps + half).floor() * unit;
        if self.is_negative() {
            -rounded
        } else {
            rounded
        }
    }

    /// The quotient, or `None` when `divisor` is 0.
    #[must_use]
    pub fn checked_div(&self, divisor: &Number) -> Option<Number> {
        if divisor.is_zero() {
            return None;
        }
        Some(match (&self.0, &divisor.0) {
            (Repr::Small(a, 1), Repr::Small(1 | -1, 1)) if *a != i64::MIN => {
                Number(Repr::Small(if divisor.is_negative() { -a } else { *a }, 1))
            }
            (Repr::Small(a, b), Repr::Small(c, d)) => Number::from_wide_parts(
                i128::from(*a) * i128::from(*d),
                i128::from(*b) * i128::from(*c),
            ),
            _ => Number::from_big(self.to_big() / divisor.to_big()),
        })
    }

    /// The greatest number, 0 or more, of which both are whole multiples; 0 has none but itself.
    ///
    /// ```
    /// use gouji::number::Number;
    /// let one = Number::parse("0.22").unwrap();
    /// assert_eq!(one.gcd(&Number::parse("-0.25").unwrap()).to_string(), "0.01");
    /// ```
    #[must_use]
    pub fn gcd(&self, other: &Number) -> Number {
        // Euclid's algorithm works for fractions as well.
        let (mut large, mut small) = (self.abs(), other.abs());
        while let Some(times) = large.checked_div(&small) {
            let rest = &large - &(&small * &times.floor());
            large = std::mem::replace(&mut small, rest);
        }
        large
    }

    /// The value as a machine integer, when it is whole and fits.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small(numerator, 1) => Some(*numerator),
            _ => None,
        }
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Number {
        Number(Repr::Small(value, 1))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) if b == d => a.cmp(c),
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)))
            }
            _ => self.to_big().cmp(&other.to_big()),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Default for Number {
    fn default() -> Number {
        Number::ZERO
    }
}

impl std::fmt::Debug for Number {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn rounding_takes_halves_away_from_zero() {
        for (value, digits, expected) in [
            ("2.5", 0, "3"),
            ("-2.5", 0, "-3"),
            ("33.94", 1, "33.9"),
            ("0.05", 1, "0.1"),
            ("1250", -2, "1300"),
        ] {
            assert_eq!(number(value).round(digits), number(expected), "{value}");
        }
    }

    #[test]
    fn minimum_of_the_machine_integer_is_no_special_case() {
        let smallest = Number::from(i64::MIN);
        assert_eq!((-&smallest).to_string(), "9223372036854775808");
        assert_eq!(-(-&smallest), smallest);
        assert_eq!(smallest.abs(), -&smallest);
        assert_eq!(smallest.checked_div(&Number::from(-1)), Some(-&smallest));
        assert_eq!(smallest.ceil(), smallest);
    }

    #[test]
    fn dividing_by_nothing_gives_nothing() {
        assert_eq!(number("1").checked_div(&Number::ZERO), None);
        assert_eq!(Number::ratio(1, 0), None);
    }
}
