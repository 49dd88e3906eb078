//! Lengths and matrices of a PDF without floats: millionths in machine integers.

use lopdf::Object;

/// Millionths.
pub(super) type Fixed = i64;

/// 1.
pub(super) const ONE: Fixed = 1_000_000;

/// The ways in which text runs on a page.
pub(super) const RIGHT: usize = 0;
pub(super) const DOWN: usize = 1;
pub(super) const LEFT: usize = 2;
pub(super) const UP: usize = 3;

/// From one part in so many across the way of its text on, text runs aslant.
const ASLANT: Fixed = 5;

/// What is larger is none of a page's lengths.
const LARGEST: i128 = 1 << 52;

/// The product.
pub(super) fn times(left: Fixed, right: Fixed) -> Fixed {
    clamped(i128::from(left) * i128::from(right) / i128::from(ONE))
}

fn clamped(value: i128) -> Fixed {
    i64::try_from(value.clamp(-LARGEST, LARGEST)).unwrap_or(0)
}

/// A number of the file.
pub(super) fn read(object: &Object) -> Option<Fixed> {
    match object {
        Object::Integer(value) => Some(clamped(i128::from(*value) * i128::from(ONE))),
        // The shortest decimals that name the binary value are what was written.
        Object::Real(value) => parse(&value.to_string()),
        _ => None,
    }
}

fn parse(text: &str) -> Option<Fixed> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let whole: i128 = whole.get(..whole.len().min(20))?.parse().ok()?;
    let decimals: String = decimals.chars().chain("000000".chars()).take(6).collect();
    let value = whole * i128::from(ONE) + decimals.parse::<i128>().ok()?;
    Some(clamped(if negative { -value } else { value }))
}

/// `[a b c d e f]`, as PDF has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Matrix(pub [Fixed; 6]);

impl Matrix {
    pub(super) const IDENTITY: Matrix = Matrix([ONE, 0, 0, ONE, 0, 0]);

    pub(super) fn shift(x: Fixed, y: Fixed) -> Matrix {
        Matrix([ONE, 0, 0, ONE, x, y])
    }

    pub(super) fn read(objects: &[Object]) -> Option<Matrix> {
        let [a, b, c, d, e, f] = objects else {
            return None;
        };
        Some(Matrix([
            read(a)?,
            read(b)?,
            read(c)?,
            read(d)?,
            read(e)?,
            read(f)?,
        ]))
    }

    /// First this, then `next`.
    pub(super) fn then(&self, next: &Matrix) -> Matrix {
        let [a, b, c, d, e, f] = self.0;
        let along = |x: Fixed, y: Fixed| {
            let [p, q, r, s, _, _] = next.0;
            (
                times(x, p).saturating_add(times(y, r)),
                times(x, q).saturating_add(times(y, s)),
            )
        };
        let ((a, b), (c, d), (e, f)) = (along(a, b), along(c, d), along(e, f));
        let [.., dx, dy] = next.0;
        Matrix([a, b, c, d, e.saturating_add(dx), f.saturating_add(dy)])
    }

    /// Where a point comes to lie.
    pub(super) fn apply(&self, x: Fixed, y: Fixed) -> (Fixed, Fixed) {
        let [.., x, y] = Matrix::shift(x, y).then(self).0;
        (x, y)
    }

    /// The way in which a step to the right comes to lead, y down; `None` where that is none of the four.
    pub(super) fn way(&self) -> Option<usize> {
        let [a, b, ..] = self.0;
        let (along, across) = (a.abs().max(b.abs()), a.abs().min(b.abs()));
        if across.saturating_mul(ASLANT) > along {
            return None;
        }
        Some(match (a.abs() >= b.abs(), a >= 0, b >= 0) {
            (true, true, _) => RIGHT,
            (true, false, _) => LEFT,
            (false, _, true) => DOWN,
            (false, _, false) => UP,
        })
    }

    /// The longer of the lengths that a step of 1 to the right and one up come to have along an axis.
    pub(super) fn scale_across(&self) -> Fixed {
        let [a, b, ..] = self.0;
        a.abs().max(b.abs())
    }

    pub(super) fn scale_up(&self) -> Fixed {
        let [_, _, c, d, ..] = self.0;
        c.abs().max(d.abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_to_a_millionth() {
        for (text, value) in [
            ("0.05", 50_000),
            ("-12.5", -12_500_000),
            ("3", 3_000_000),
            ("0.0000001", 0),
        ] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
        assert_eq!(parse("inf"), None);
    }

    #[test]
    fn matrices_follow_each_other() {
        let twice = Matrix([2 * ONE, 0, 0, 2 * ONE, 0, 0]);
        let moved = Matrix::shift(3 * ONE, 4 * ONE).then(&twice);
        assert_eq!(moved.apply(ONE, 0), (8 * ONE, 8 * ONE));
    }
}
