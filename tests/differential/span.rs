//! What the two sides of a comparison may differ by: an interval, widened by tolerances and by what blanks may become. Whole
//! numbers in the place of blanks are tried one after the other.

use crate::evaluator::Figure;
use gouji::model::Tolerance;
use gouji::number::Number;
use gouji::row::{Domain, Relation};
use num_bigint::BigInt;
use num_rational::BigRational as Q;
use num_traits::Signed;

pub fn rational(number: &Number) -> Q {
    let text = number.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let digits: BigInt = format!("{whole}{decimals}").parse().unwrap();
    Q::from_integer(digits) * ten_to(-(decimals.len() as i32))
}

pub fn ten_to(power: i32) -> Q {
    let value = Q::from_integer(BigInt::from(10).pow(power.unsigned_abs()));
    if power < 0 { value.recip() } else { value }
}

pub fn whole(value: i64) -> Q {
    Q::from_integer(value.into())
}

type End = Option<(Q, bool)>;

/// An end that is `None` has no limit; the flag says that an end is not itself included.
#[derive(Clone)]
pub struct Span {
    low: End,
    high: End,
}

impl Span {
    pub fn point(value: Q) -> Span {
        Span {
            low: Some((value.clone(), false)),
            high: Some((value, false)),
        }
    }

    pub fn of(low: Option<Q>, high: Option<Q>) -> Span {
        let end = |end: Option<Q>| end.map(|end| (end, false));
        Span {
            low: end(low),
            high: end(high),
        }
    }

    pub fn widened(self, margin: &Q) -> Span {
        self.plus([-margin, margin.clone()], [false, false])
    }

    fn plus(self, more: [Q; 2], opens: [bool; 2]) -> Span {
        let [least, most] = more;
        Span {
            low: self.low.map(|(end, open)| (end + least, open || opens[0])),
            high: self.high.map(|(end, open)| (end + most, open || opens[1])),
        }
    }

    /// With what a printed figure, so many times, may truly stand for.
    pub fn printed(self, figure: &Figure, tolerance: &Tolerance, times: &Q) -> Span {
        let (Figure::Known(value, step), zero) = (figure, whole(0)) else {
            return self;
        };
        if *step == zero || *times == zero {
            return self;
        }
        let half = step / whole(2);
        let ([below, above], cut) = match tolerance {
            Tolerance::Truncated if *value > zero => ([zero, step.clone()], [false, true]),
            Tolerance::Truncated if *value < zero => ([-step, zero], [true, false]),
            Tolerance::Truncated => ([-step, step.clone()], [true, true]),
            _ => ([-&half, half], [false, false]),
        };
        let (below, above) = (below * times, above * times);
        if below > above {
            return self.plus([above, below], [cut[1], cut[0]]);
        }
        self.plus([below, above], cut)
    }

    /// With everything that the blanks may add.
    pub fn reaching(mut self, blanks: &[(Q, Domain)]) -> Span {
        for (by, domain) in blanks {
            let end = |end: &Option<Number>| end.as_ref().map(|end| rational(end) * by);
            let (mut least, mut most) = (end(&domain.minimum), end(&domain.maximum));
            if *by < whole(0) {
                std::mem::swap(&mut least, &mut most);
            }
            let plus = |end: End, more: Option<Q>| {
                end.zip(more).map(|((end, open), more)| (end + more, open))
            };
            self = Span {
                low: plus(self.low, least),
                high: plus(self.high, most),
            };
        }
        self
    }

    /// Whether some value in it stands in `relation` to 0.
    pub fn permits(&self, relation: Relation) -> bool {
        let zero = whole(0);
        let beyond = |end: &End, below: bool| match end {
            None => (true, true),
            Some((end, open)) => {
                let strictly = if below { *end < zero } else { *end > zero };
                (strictly, strictly || *end == zero && !open)
            }
        };
        let ((below, to_zero), (above, from_zero)) =
            (beyond(&self.low, true), beyond(&self.high, false));
        match relation {
            Relation::Equal => to_zero && from_zero,
            Relation::NotEqual => below || above,
            Relation::Less => below,
            Relation::LessOrEqual => to_zero,
            Relation::Greater => above,
            Relation::GreaterOrEqual => from_zero,
        }
    }

    /// Whether whole numbers in the place of the blanks bring it to 0: tries all but one, each in turn, and solves.
    pub fn solvable(&self, blanks: &[(Q, Domain)]) -> bool {
        if blanks.is_empty() {
            return self.permits(Relation::Equal);
        }
        // With coefficients as whole numbers, what one blank adds repeats after as many steps as another's coefficient.
        let are_whole = |scale: &i64| {
            blanks
                .iter()
                .all(|(by, _)| (by * whole(*scale)).is_integer())
        };
        let scale = whole((1..=400).find(are_whole).expect("percentages and quarters"));
        let far = blanks.iter().map(|(by, _)| (by * &scale).abs()).max();
        let far: i64 = far.map_or(0, |far| {
            far.to_string().parse().expect("a small coefficient")
        });
        (0..blanks.len()).any(|last| {
            let mut others = blanks.to_vec();
            let (by, domain) = others.remove(last);
            self.solvable_for(&others, &by, &domain, far)
        })
    }

    fn solvable_for(&self, others: &[(Q, Domain)], by: &Q, domain: &Domain, far: i64) -> bool {
        let Some(((first, own), rest)) = others.split_first() else {
            let (Some((low, _)), Some((high, _))) = (&self.low, &self.high) else {
                return true;
            };
            let (one, two) = (-low / by, -high / by);
            let (least, most) = (one.clone().min(two.clone()).ceil(), one.max(two).floor());
            let least = domain
                .minimum
                .as_ref()
                .map_or(least.clone(), |end| least.max(rational(end)));
            let most = domain
                .maximum
                .as_ref()
                .map_or(most.clone(), |end| most.min(rational(end)));
            return least <= most;
        };
        let tried = (-far..=far).filter(|value| own.contains(&Number::from(*value)));
        let mut spans = tried.map(|value| {
            let more = first * whole(value);
            let moved = |end: &End| end.as_ref().map(|(end, open)| (end + &more, *open));
            Span {
                low: moved(&self.low),
                high: moved(&self.high),
            }
        });
        spans.any(|span| span.solvable_for(rest, by, domain, far))
    }
}
