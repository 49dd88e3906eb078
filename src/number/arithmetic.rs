//! The operators of `Number`. Each takes the short way in machine words and falls back to big integers.

use super::{Number, Repr};
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

fn add(left: &Number, right: &Number) -> Number {
    match (&left.0, &right.0) {
        (Repr::Small(a, 1), Repr::Small(c, 1)) => match a.checked_add(*c) {
            Some(sum) => Number(Repr::Small(sum, 1)),
            None => Number::from_wide_parts(i128::from(*a) + i128::from(*c), 1),
        },
        (Repr::Small(a, b), Repr::Small(c, d)) if b == d => {
            Number::from_wide_parts(i128::from(*a) + i128::from(*c), i128::from(*b))
        }
        (Repr::Small(a, b), Repr::Small(c, d)) => {
            // Each product is below 2¹²⁶, so the sum fits.
            Number::from_wide_parts(
                i128::from(*a) * i128::from(*d) + i128::from(*c) * i128::from(*b),
                i128::from(*b) * i128::from(*d),
            )
        }
        _ => Number::from_big(left.to_big() + right.to_big()),
    }
}

fn multiply(left: &Number, right: &Number) -> Number {
    match (&left.0, &right.0) {
        (Repr::Small(a, 1), Repr::Small(c, 1)) => match a.checked_mul(*c) {
            Some(product) => Number(Repr::Small(product, 1)),
            None => Number::from_wide_parts(i128::from(*a) * i128::from(*c), 1),
        },
        (Repr::Small(a, b), Repr::Small(c, d)) => Number::from_wide_parts(
            i128::from(*a) * i128::from(*c),
            i128::from(*b) * i128::from(*d),
        ),
        _ => Number::from_big(left.to_big() * right.to_big()),
    }
}

fn negate(value: &Number) -> Number {
    match &value.0 {
        Repr::Small(a, b) => match a.checked_neg() {
            Some(negated) => Number(Repr::Small(negated, *b)),
            None => Number::from_wide_parts(-i128::from(*a), i128::from(*b)),
        },
        Repr::Wide(wide) => Number::from_big(-(**wide).clone()),
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $function:expr) => {
        impl $trait<&Number> for &Number {
            type Output = Number;
            fn $method(self, other: &Number) -> Number {
                $function(self, other)
            }
        }
        impl $trait<Number> for &Number {
            type Output = Number;
            fn $method(self, other: Number) -> Number {
                $function(self, &other)
            }
        }
        impl $trait<&Number> for Number {
            type Output = Number;
            fn $method(self, other: &Number) -> Number {
                $function(&self, other)
            }
        }
        impl $trait<Number> for Number {
            type Output = Number;
            fn $method(self, other: Number) -> Number {
                $function(&self, &other)
            }
        }
    };
}

operator!(Add, add, add);
operator!(Sub, sub, |left, right| add(left, &negate(right)));
operator!(Mul, mul, multiply);

impl Neg for &Number {
    type Output = Number;
    fn neg(self) -> Number {
        negate(self)
    }
}

impl Neg for Number {
    type Output = Number;
    fn neg(self) -> Number {
        negate(&self)
    }
}

impl AddAssign<&Number> for Number {
    fn add_assign(&mut self, other: &Number) {
        *self = add(self, other);
    }
}

impl SubAssign<&Number> for Number {
    fn sub_assign(&mut self, other: &Number) {
        *self = add(self, &negate(other));
    }
}

impl std::iter::Sum for Number {
    fn sum<I: Iterator<Item = Number>>(numbers: I) -> Number {
        numbers.fold(Number::ZERO, |total, number| total + number)
    }
}

impl<'a> std::iter::Sum<&'a Number> for Number {
    fn sum<I: Iterator<Item = &'a Number>>(numbers: I) -> Number {
        numbers.fold(Number::ZERO, |total, number| total + number)
    }
}
