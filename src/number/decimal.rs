//! A decimal of machine size: the way that nearly every figure takes, without a division and without a heap.

use super::{Number, Repr};

/// Digits that a decimal may have; one word holds them all.
const MOST_DIGITS: usize = 18;

/// Powers of ten, by their exponent.
const POWERS: [i64; 10] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
];

/// `coefficient / 10^decimals`, kept as it was typed: `1.50` has two decimals.
///
/// ```
/// use gouji::number::{Decimal, Number};
/// let typed = Decimal::parse("1.50").unwrap();
/// assert_eq!((typed.coefficient(), typed.decimals()), (150, 2));
/// assert_eq!(Number::from(typed).to_string(), "1.5");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    coefficient: i64,
    decimals: u8,
}

impl Decimal {
    /// Reads an optional minus sign, digits, and optionally a point and digits; at most eighteen digits in all. `None`
    /// for everything else, which [`Number::parse`] may still read.
    #[must_use]
    pub fn parse(text: &str) -> Option<Decimal> {
        Decimal::parse_bytes(text.as_bytes())
    }

    /// The same of text that has not been looked at yet.
    #[inline]
    #[must_use]
    pub fn parse_bytes(text: &[u8]) -> Option<Decimal> {
        match short_whole(text) {
            Some(coefficient) => Some(Decimal {
                coefficient,
                decimals: 0,
            }),
            None => Decimal::parse_long(text),
        }
    }

    /// The first of some texts with a byte between each two, and the rest of them behind that byte, where there are more.
    #[inline]
    #[must_use]
    pub fn parse_first(texts: &[u8], between: u8) -> Option<(Decimal, Option<&[u8]>)> {
        let mut value: u32 = 0;
        let mut length = 0;
        for byte in texts.iter().take(10) {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            value = value.wrapping_mul(10).wrapping_add(u32::from(digit));
            length += 1;
        }
        let ended = texts.get(length).is_none_or(|byte| *byte == between);
        if ended && 0 < length && length <= 9 {
            let whole = Decimal {
                coefficient: i64::from(value),
                decimals: 0,
            };
            return Some((whole, texts.get(length + 1..)));
        }
        let end = texts.iter().position(|byte| *byte == between);
        let figure = Decimal::parse_long(&texts[..end.unwrap_or(texts.len())])?;
        Some((figure, end.and_then(|end| texts.get(end + 1..))))
    }

    fn parse_long(text: &[u8]) -> Option<Decimal> {
        let (negative, digits) = match text {
            [b'-', digits @ ..] => (true, digits),
            digits => (false, digits),
        };
        if digits.len() > MOST_DIGITS + 1 {
            return None;
        }
        let mut coefficient: u64 = 0;
        let mut point = None;
        for (place, byte) in digits.iter().enumerate() {
            let digit = byte.wrapping_sub(b'0');
            if digit < 10 {
                coefficient = coefficient * 10 + u64::from(digit);
            } else if *byte == b'.' && point.is_none() {
                point = Some(place);
            } else {
                return None;
            }
        }
        let (count, decimals) = match point {
            Some(place) => (digits.len() - 1, digits.len() - 1 - place),
            None => (digits.len(), 0),
        };
        if count == 0 || count > MOST_DIGITS {
            return None;
        }
        let coefficient = i64::try_from(coefficient).ok()?;
        Some(Decimal {
            coefficient: if negative { -coefficient } else { coefficient },
            decimals: u8::try_from(decimals).ok()?,
        })
    }

    /// All its digits as one whole number.
    #[must_use]
    pub fn coefficient(self) -> i64 {
        self.coefficient
    }

    /// How many of the digits stand behind the point.
    #[must_use]
    pub fn decimals(self) -> u8 {
        self.decimals
    }

    /// The same as [`Decimal::in_units`] where it is small: without wide arithmetic, which is slow in WebAssembly.
    #[inline]
    #[must_use]
    pub fn in_few_units(self, digits: u8) -> Option<i64> {
        let spare = digits.checked_sub(self.decimals)?;
        let factor = *POWERS.get(usize::from(spare))?;
        (self.coefficient.unsigned_abs() < SMALL).then_some(self.coefficient * factor)
    }

    /// `self · 10^digits`, when it is a whole number and at most nine digits come to it: exact, never rounded.
    #[must_use]
    pub fn in_units(self, digits: u8) -> Option<i128> {
        let spare = digits.checked_sub(self.decimals)?;
        let factor = *POWERS.get(usize::from(spare))?;
        Some(match self.coefficient.checked_mul(factor) {
            Some(product) => i128::from(product),
            None => i128::from(self.coefficient) * i128::from(factor),
        })
    }
}

/// Times a power of ten of at most nine digits, what is below it stays within 64 bits.
const SMALL: u64 = 1 << 33;

/// A few digits and nothing else: what most cells of most reports hold.
#[inline]
fn short_whole(text: &[u8]) -> Option<i64> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    let mut value: u32 = 0;
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + u32::from(digit);
    }
    Some(i64::from(value))
}

impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Number {
        Number::of_units(decimal.coefficient, decimal.decimals)
    }
}

impl Number {
    /// The same as a decimal, when it ends and fits.
    #[must_use]
    pub fn to_decimal(&self) -> Option<Decimal> {
        let Repr::Small(numerator, denominator) = self.0 else {
            return None;
        };
        let mut scale: i64 = 1;
        for decimals in 0..=18 {
            if scale % denominator == 0 {
                let coefficient = numerator.checked_mul(scale / denominator)?;
                return Some(Decimal {
                    coefficient,
                    decimals,
                });
            }
            scale = scale.checked_mul(10)?;
        }
        None
    }

    /// `units / 10^digits`, with `digits` at most eighteen.
    pub(crate) fn of_wide_units(units: i128, digits: u8) -> Number {
        match i64::try_from(units) {
            Ok(units) => Number::of_units(units, digits),
            Err(_) => Number::from_wide_parts(units, i128::from(10_i64.pow(u32::from(digits)))),
        }
    }

    /// `units / 10^digits`, with `digits` at most eighteen.
    pub(crate) fn of_units(mut units: i64, digits: u8) -> Number {
        // The only factors to take out of a power of ten are twos and fives.
        let (mut twos, mut fives) = (u32::from(digits), u32::from(digits));
        if units == 0 {
            return Number::ZERO;
        }
        let shared = twos.min(units.trailing_zeros());
        units >>= shared;
        twos -= shared;
        while fives > 0 && units % 5 == 0 {
            units /= 5;
            fives -= 1;
        }
        Number(Repr::Small(units, 5_i64.pow(fives) << twos))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_reads_is_what_a_number_reads() {
        for text in [
            "0",
            "-0",
            "7",
            "007",
            "12.5",
            "-0.001",
            ".5",
            "5.",
            "1.50",
            "24252.311082",
            "100005",
            "999999999999999999",
            ".000000000000000001",
            "-123456789.012345678",
            "-.5",
            "0.10",
            "1000",
        ] {
            let decimal = Decimal::parse(text).map(Number::from);
            assert_eq!(decimal, Number::parse(text), "{text}");
        }
    }

    #[test]
    fn what_is_wider_or_no_figure_is_left_to_others() {
        for text in [
            "",
            "-",
            ".",
            "-.",
            "+1",
            "1,000",
            "1 2",
            "--1",
            "1e3",
            "１",
            "1.2.3",
            "1234567890123456789",
            "0.000000000000000001",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_first_of_several_is_what_it_is_by_itself() {
        for text in [
            "0",
            "7",
            "007",
            "123456789",
            "1234567890",
            "-5",
            "12.5",
            ".5",
        ] {
            let figure = Decimal::parse(text);
            let first = |texts: &str| {
                let (figure, rest) = Decimal::parse_first(texts.as_bytes(), b',')?;
                Some((figure, rest.map(<[u8]>::to_vec)))
            };
            assert_eq!(first(text), Some((figure.unwrap(), None)), "{text}");
            let (more, last) = (format!("{text},x,"), format!("{text},"));
            assert_eq!(first(&more), Some((figure.unwrap(), Some(b"x,".to_vec()))));
            assert_eq!(first(&last), Some((figure.unwrap(), Some(Vec::new()))));
        }
        for none in ["", ",1", "1 ,2", "x", "-", "12345678901234567890"] {
            assert_eq!(Decimal::parse_first(none.as_bytes(), b','), None, "{none}");
        }
    }

    #[test]
    fn a_number_is_a_decimal_where_it_ends_and_fits() {
        for text in [
            "0",
            "7",
            "-12",
            "0.5",
            "-0.125",
            "10.1",
            "123456789012345678",
        ] {
            let number = Number::parse(text).unwrap();
            assert_eq!(number.to_decimal(), Decimal::parse(text), "{text}");
        }
        let least = Number::power_of_ten(-18).to_decimal().unwrap();
        assert_eq!((least.coefficient(), least.decimals()), (1, 18));
        for endless in [Number::ratio(1, 3), Number::ratio(1, 7)] {
            assert_eq!(endless.unwrap().to_decimal(), None);
        }
        assert_eq!(Number::power_of_ten(19).to_decimal(), None);
    }

    #[test]
    fn units_are_exact_or_refused() {
        let units = |text: &str| Decimal::parse(text).unwrap().in_units(6);
        assert_eq!(units("1.5"), Some(1_500_000));
        assert_eq!(units("-0.000001"), Some(-1));
        assert_eq!(
            units("999999999999999999"),
            Some(999_999_999_999_999_999_000_000)
        );
        assert_eq!(units("0.0000001"), None);
        let few = |text: &str| Decimal::parse(text).unwrap().in_few_units(6);
        assert_eq!(few("-12.5"), Some(-12_500_000));
        assert_eq!(few("8589934591"), Some(8_589_934_591_000_000));
        assert_eq!(few("8589934592"), None);
        assert_eq!(few("0.0000001"), None);
    }
}
