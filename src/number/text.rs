//! Canonical text ↔ `Number`: no exponent, no plus sign, no leading or trailing zeros, no `-0`.

use super::{Number, Repr};
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::fmt;

/// Significant digits that a figure may have.
pub const MAX_DIGITS: usize = 38;

/// Decimals after which a number that never ends is cut when it is shown.
const SHOWN_DECIMALS: u32 = 12;

impl Number {
    /// Reads plain decimal notation: an optional minus sign, digits, an optional point and digits, an optional
    /// exponent. Anything else, or a figure beyond [`MAX_DIGITS`] digits or an exponent beyond ±30, is `None`.
    ///
    /// ```
    /// use gouji::number::Number;
    /// assert_eq!(Number::parse("-0012.50").unwrap().to_string(), "-12.5");
    /// assert_eq!(Number::parse("12件"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Number> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (negative, mantissa) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa),
        };
        let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && decimals.is_empty()) || !all_digits(whole) || !all_digits(decimals)
        {
            return None;
        }
        Number::from_digits(negative, whole, decimals, exponent)
    }

    /// Digits before and after the point, times 10 to the power of `exponent`; `None` beyond the limits of a figure.
    pub(crate) fn from_digits(
        negative: bool,
        whole: &str,
        decimals: &str,
        exponent: i32,
    ) -> Option<Number> {
        let whole = whole.trim_start_matches('0');
        let decimals = decimals.trim_end_matches('0');
        let leading = if whole.is_empty() {
            decimals.len() - decimals.trim_start_matches('0').len()
        } else {
            0
        };
        let trailing = if decimals.is_empty() {
            whole.len() - whole.trim_end_matches('0').len()
        } else {
            0
        };
        let significant = whole.len() + decimals.len() - leading - trailing;
        if significant == 0 {
            return Some(Number::ZERO);
        }
        // The figure is coefficient × 10^power with at most 38 digits and a power of at most ±30; whole zeros at the
        // end may stand in either.
        let power = i64::from(exponent) + i64::try_from(trailing).ok()?
            - i64::try_from(decimals.len()).ok()?;
        let spare = i64::try_from(MAX_DIGITS.checked_sub(significant)?).ok()?;
        if !(-30..=30 + spare).contains(&power) {
            return None;
        }
        Number::assemble(negative, whole, decimals, exponent)
    }

    fn assemble(negative: bool, whole: &str, decimals: &str, exponent: i32) -> Option<Number> {
        if exponent == 0 && whole.len() + decimals.len() <= 18 {
            let mut coefficient: i64 = 0;
            for digit in whole.bytes().chain(decimals.bytes()) {
                coefficient = coefficient * 10 + i64::from(digit - b'0');
            }
            let scale = 10_i64.pow(u32::try_from(decimals.len()).ok()?);
            let coefficient = if negative { -coefficient } else { coefficient };
            return Number::ratio(coefficient, scale);
        }
        let digits: BigInt = format!("{whole}{decimals}").parse().ok()?;
        let digits = if negative { -digits } else { digits };
        let shift = exponent.checked_sub(i32::try_from(decimals.len()).ok()?)?;
        Some(Number::from_big(BigRational::from_integer(digits)) * Number::power_of_ten(shift))
    }

    /// How many decimals the exact value has; `None` when it never ends (a third).
    #[must_use]
    pub fn decimals(&self) -> Option<u32> {
        let mut rest = match &self.0 {
            Repr::Small(_, 1) => return Some(0),
            Repr::Small(_, denominator) => BigInt::from(*denominator),
            Repr::Wide(value) => value.denom().clone(),
        };
        let mut count = |factor: u32| {
            let mut times = 0;
            loop {
                let (quotient, remainder) = rest.div_rem(&BigInt::from(factor));
                if !remainder.is_zero() {
                    return times;
                }
                rest = quotient;
                times += 1;
            }
        };
        let (twos, fives) = (count(2), count(5));
        rest.is_one().then(|| std::cmp::max(twos, fives))
    }
}

impl fmt::Display for Number {
    /// Canonical form; a number that never ends is rounded to twelve decimals.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(whole) = self.to_i64() {
            return write!(formatter, "{whole}");
        }
        let (shown, decimals) = match self.decimals() {
            Some(decimals) => (self.clone(), decimals),
            None => {
                let cut = self.round(SHOWN_DECIMALS.to_i32().unwrap_or(0));
                let decimals = cut.decimals().unwrap_or(0);
                (cut, decimals)
            }
        };
        let value = shown.to_big();
        let digits =
            (value.numer().abs() * BigInt::from(10).pow(decimals) / value.denom()).to_str_radix(10);
        if value.is_negative() {
            formatter.write_str("-")?;
        }
        let decimals = decimals as usize;
        if decimals == 0 {
            return formatter.write_str(&digits);
        }
        let padded = format!("{digits:0>width$}", width = decimals + 1);
        let (whole, fraction) = padded.split_at(padded.len() - decimals);
        write!(formatter, "{whole}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_canonical() {
        for (typed, canonical) in [
            ("0", "0"),
            ("-0", "0"),
            ("000", "0"),
            ("007", "7"),
            ("1.50", "1.5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("-0.001", "-0.001"),
            ("1e3", "1000"),
            ("-1e3", "-1000"),
            ("-12345678901234567890.5", "-12345678901234567890.5"),
            ("12.5E-2", "0.125"),
            ("100005", "100005"),
            ("24252.311082", "24252.311082"),
        ] {
            assert_eq!(
                Number::parse(typed).unwrap().to_string(),
                canonical,
                "{typed}"
            );
        }
    }

    #[test]
    fn widths_up_to_the_limits_are_exact() {
        let large = Number::parse("1e30").unwrap();
        let small = Number::parse("1e-30").unwrap();
        assert_eq!(
            (&large + &small).to_string(),
            "1000000000000000000000000000000.000000000000000000000000000001"
        );
        assert_eq!(&(&large + &small) - &large, small);
        assert!(Number::parse(&"9".repeat(38)).is_some());
        assert!(Number::parse(&"9".repeat(39)).is_none());
        assert!(Number::parse("1e68").is_none());
        assert!(Number::parse("1e-31").is_none());
        assert!(Number::parse(&format!("1{}", "0".repeat(60))).is_some());
    }

    #[test]
    fn what_is_no_plain_number_is_refused() {
        for text in [
            "", "-", ".", "+1", "1,000", "1 2", "--1", "1e", "0x10", "１", "1.2.3",
        ] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_that_never_ends_is_cut() {
        assert_eq!(Number::ratio(1, 3).unwrap().to_string(), "0.333333333333");
        assert_eq!(Number::ratio(2, 3).unwrap().decimals(), None);
        assert_eq!(Number::ratio(1, 8).unwrap().decimals(), Some(3));
    }
}
