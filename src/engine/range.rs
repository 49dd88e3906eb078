//! Intervals: what a sum of figures, tolerances and blanks may come to.

use crate::number::Number;
use crate::row::{Domain, Relation};

/// An interval; an end that is `None` has no limit, and the flag says that an end is not itself included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub low: (Option<Number>, bool),
    pub high: (Option<Number>, bool),
}

impl Range {
    pub fn point(value: Number) -> Range {
        Range {
            low: (Some(value.clone()), false),
            high: (Some(value), false),
        }
    }

    pub fn widened(self, margin: &Number) -> Range {
        let margin = Range {
            low: (Some(-margin), false),
            high: (Some(margin.clone()), false),
        };
        self.plus(&margin)
    }

    pub fn plus(self, other: &Range) -> Range {
        let end = |one: (Option<Number>, bool), two: &(Option<Number>, bool)| {
            (
                one.0.zip(two.0.as_ref()).map(|(one, two)| one + two),
                one.1 || two.1,
            )
        };
        Range {
            low: end(self.low, &other.low),
            high: end(self.high, &other.high),
        }
    }

    pub fn times(self, factor: &Number) -> Range {
        let scale = |end: (Option<Number>, bool)| (end.0.map(|value| value * factor), end.1);
        if factor.is_negative() {
            Range {
                low: scale(self.high),
                high: scale(self.low),
            }
        } else {
            Range {
                low: scale(self.low),
                high: scale(self.high),
            }
        }
    }

    /// Every value of a domain.
    pub fn of(domain: &Domain) -> Range {
        Range {
            low: (domain.minimum.clone(), false),
            high: (domain.maximum.clone(), false),
        }
    }

    /// Every number.
    pub fn everything() -> Range {
        Range {
            low: (None, false),
            high: (None, false),
        }
    }

    pub fn negated(self) -> Range {
        self.times(&Number::from(-1))
    }

    /// The products of a value of each.
    pub fn product(&self, other: &Range) -> Range {
        let corners = self
            .ends()
            .map(|one| other.ends().map(|two| one.times(&two)));
        let corners = corners.concat();
        let low = corners.iter().min().cloned().unwrap_or(End::Below);
        let high = corners.into_iter().max().unwrap_or(End::Above);
        Range::between(low, high)
    }

    /// 1 divided by its values; `None` where 0 may be among them.
    pub fn inverse(&self) -> Option<Range> {
        let zero = End::At(Number::ZERO);
        let [low, high] = self.ends();
        if low <= zero && high >= zero {
            return None;
        }
        Some(Range::between(high.inverse(), low.inverse()))
    }

    /// The lesser of a value of each.
    pub fn lesser_of(self, other: Range) -> Range {
        let ([low, high], [other_low, other_high]) = (self.ends(), other.ends());
        Range::between(low.min(other_low), high.min(other_high))
    }

    /// The greater of a value of each.
    pub fn greater_of(self, other: Range) -> Range {
        let ([low, high], [other_low, other_high]) = (self.ends(), other.ends());
        Range::between(low.max(other_low), high.max(other_high))
    }

    /// Its values, rounded to so many decimals.
    pub fn rounded(self, digits: i32) -> Range {
        let end = |end: Option<Number>| (end.map(|value| value.round(digits)), false);
        Range {
            low: end(self.low.0),
            high: end(self.high.0),
        }
    }

    fn ends(&self) -> [End; 2] {
        let end = |end: &Option<Number>, infinite: End| end.clone().map_or(infinite, End::At);
        [end(&self.low.0, End::Below), end(&self.high.0, End::Above)]
    }

    fn between(low: End, high: End) -> Range {
        let end = |end: End| match end {
            End::At(value) => (Some(value), false),
            End::Below | End::Above => (None, false),
        };
        Range {
            low: end(low),
            high: end(high),
        }
    }

    /// Whether some value in the range stands in `relation` to 0.
    pub fn permits(&self, relation: Relation) -> bool {
        let below = |strict: bool| match &self.low {
            (None, _) => true,
            (Some(low), open) => low.is_negative() || (!strict && !open && low.is_zero()),
        };
        let above = |strict: bool| match &self.high {
            (None, _) => true,
            (Some(high), open) => high.is_positive() || (!strict && !open && high.is_zero()),
        };
        match relation {
            Relation::Equal => below(false) && above(false),
            Relation::NotEqual => below(true) || above(true),
            Relation::Less => below(true),
            Relation::LessOrEqual => below(false),
            Relation::Greater => above(true),
            Relation::GreaterOrEqual => above(false),
        }
    }
}

/// An end of an interval, on a line that has its ends.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Below,
    At(Number),
    Above,
}

impl End {
    /// 0 times anything is 0, since no value in the interval is itself infinite.
    fn times(&self, other: &End) -> End {
        let sign = |end: &End| match end {
            End::Below => -1,
            End::At(value) => i32::from(value.is_positive()) - i32::from(value.is_negative()),
            End::Above => 1,
        };
        match (self, other, sign(self) * sign(other)) {
            (End::At(one), End::At(two), _) => End::At(one * two),
            (_, _, 0) => End::At(Number::ZERO),
            (_, _, 1) => End::Above,
            _ => End::Below,
        }
    }

    /// Of an end that isn't 0.
    fn inverse(&self) -> End {
        match self {
            End::At(value) => Number::ONE.checked_div(value).map_or(End::Above, End::At),
            _ => End::At(Number::ZERO),
        }
    }
}
