//! Expression + values → the interval in which its value must lie while blanks are open. Each part is taken by itself, so
//! that the interval may be wider than need be, and never narrower.

use super::evaluate::{Known, View};
use super::range::Range;
use crate::model::Expression;
use crate::number::Number;

impl View<'_> {
    /// What an expression may come to, whatever its blanks become. All of the line where it says nothing.
    pub fn reach(&self, expression: &Expression) -> Range {
        match expression {
            Expression::Constant(number) => Range::point(number.clone()),
            Expression::Variable(variable) => {
                match (self.known(*variable), self.domains.get(*variable)) {
                    (Known::Number(number), _) => Range::point(number),
                    (Known::Nothing, _) => Range::point(Number::ZERO),
                    (Known::Open, Some(domain)) => Range::of(domain),
                    (Known::Open, None) => Range::everything(),
                }
            }
            Expression::Sum(parts) => {
                parts
                    .iter()
                    .fold(Range::point(Number::ZERO), |total, (negative, part)| {
                        let part = self.reach(part);
                        total.plus(&if *negative { part.negated() } else { part })
                    })
            }
            Expression::Product(left, right) => self.reach(left).product(&self.reach(right)),
            Expression::Quotient(dividend, divisor) => match self.reach(divisor).inverse() {
                Some(inverse) => self.reach(dividend).product(&inverse),
                None => Range::everything(),
            },
            Expression::Absolute(inner) => {
                let inner = self.reach(inner);
                let mirrored = inner.clone().negated();
                inner
                    .greater_of(mirrored)
                    .greater_of(Range::point(Number::ZERO))
            }
            Expression::Minimum(list) => self.joined_reach(list, Range::lesser_of),
            Expression::Maximum(list) => self.joined_reach(list, Range::greater_of),
            Expression::Round(inner, digits) => self.reach(inner).rounded(*digits),
        }
    }

    fn joined_reach(&self, list: &[Expression], join: fn(Range, Range) -> Range) -> Range {
        let ranges = list.iter().map(|part| self.reach(part));
        ranges.reduce(join).unwrap_or_else(Range::everything)
    }
}
