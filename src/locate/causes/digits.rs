//! Two figures as people write them: which slip of the fingers makes the one of the other.

use crate::number::Number;

/// The digits of two figures at the same number of decimals, without signs and leading zeros; none where one of them
/// never ends.
pub(super) fn digits(one: &Number, other: &Number) -> Option<(Vec<u8>, Vec<u8>)> {
    let scale = one.decimals()?.max(other.decimals()?);
    let scale = Number::power_of_ten(i32::try_from(scale).ok()?);
    let write = |number: &Number| (number.abs() * &scale).to_string().into_bytes();
    Some((write(one), write(other)))
}

/// Whether one digit is typed wrong, left out or put in.
pub(super) fn is_one_digit(wrong: &[u8], right: &[u8]) -> bool {
    let (short, long) = if wrong.len() <= right.len() {
        (wrong, right)
    } else {
        (right, wrong)
    };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        0 => same < short.len() && short[same + 1..] == long[same + 1..],
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

/// Whether two neighbouring digits changed places.
pub(super) fn are_swapped(wrong: &[u8], right: &[u8]) -> bool {
    let same = wrong.iter().zip(right).take_while(|(a, b)| a == b).count();
    wrong.len() == right.len()
        && same + 1 < wrong.len()
        && wrong[same] == right[same + 1]
        && wrong[same + 1] == right[same]
        && wrong[same + 2..] == right[same + 2..]
}

/// The `n` for which one figure is 10ⁿ times the other, where there is one besides 0.
pub(super) fn power(one: &Number, other: &Number) -> Option<u32> {
    let (one, other) = digits(one, other)?;
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let more = long.len() - short.len();
    let zeros = long
        .iter()
        .rev()
        .take_while(|digit| **digit == b'0')
        .count();
    let fits = more > 0 && long.starts_with(&short) && zeros >= more;
    fits.then(|| u32::try_from(more).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(wrong: &str, right: &str) -> (bool, bool, Option<u32>) {
        let number = |text| Number::parse(text).unwrap();
        let (a, b) = digits(&number(wrong), &number(right)).unwrap();
        (
            is_one_digit(&a, &b),
            are_swapped(&a, &b),
            power(&number(wrong), &number(right)),
        )
    }

    #[test]
    fn slips_of_the_fingers() {
        for (wrong, right, expected) in [
            ("161", "116", (false, true, None)),
            ("19979", "1979", (true, false, None)),
            ("1979", "19979", (true, false, None)),
            ("283", "238", (false, true, None)),
            ("353", "398", (false, false, None)),
            ("12.5", "125", (true, false, Some(1))),
            ("1204.26", "1204.264", (true, false, None)),
            ("251000", "25.1", (false, false, Some(4))),
            ("-12", "21", (false, true, None)),
            ("100", "101", (true, false, None)),
            ("7", "7", (false, false, None)),
            ("41889000", "42280000", (false, false, None)),
        ] {
            assert_eq!(slips(wrong, right), expected, "{wrong} {right}");
        }
    }
}
