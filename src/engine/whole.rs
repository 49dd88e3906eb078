//! Which sums whole numbers can make up in the place of blanks: 2x + 4y is never 3, and 2x + 3y is never 1 where neither
//! may be negative.

use crate::number::Number;
use crate::row::Domain;

/// The smallest coefficient of a row up to which sums of whole numbers are counted out; beyond, they are taken for possible.
const MAX_LEAST: i64 = 1_000;
/// The same for its greatest coefficient.
const MAX_COEFFICIENT: i64 = 1_000_000;

/// Whether `Σ coefficient · whole number` can lie between `low` and `high`, both included. `false` is certain.
pub(super) fn can_reach(blanks: &[(&Number, &Domain)], low: &Number, high: &Number) -> bool {
    let whole = |(_, domain): &(&Number, &Domain)| domain.integer;
    if blanks.is_empty() || !blanks.iter().all(whole) {
        return true;
    }
    let step = blanks
        .iter()
        .fold(Number::ZERO, |step, blank| step.gcd(blank.0));
    if step.is_zero() {
        return true;
    }
    let steps = |value: &Number| value.checked_div(&step).unwrap_or_default();
    let (least, most) = (steps(low).ceil(), steps(high).floor());
    if least > most {
        return false;
    }
    if let [(coefficient, domain)] = blanks {
        return one_fits(&steps(coefficient), domain, &least, &most);
    }
    let blanks: Option<Vec<OneWay>> = blanks
        .iter()
        .map(|(coefficient, domain)| OneWay::of(&steps(coefficient), domain))
        .collect();
    // A blank without limits, or with two, is not looked at closer.
    let Some(blanks) = blanks else { return true };
    match (
        blanks.iter().all(|blank| blank.rises),
        blanks.iter().any(|blank| blank.rises),
    ) {
        (true, _) => coins_reach(&blanks, &least, &most),
        (_, false) => coins_reach(&blanks, &-most, &-least),
        // What some can't make up, others take back.
        _ => true,
    }
}

fn one_fits(coefficient: &Number, domain: &Domain, least: &Number, most: &Number) -> bool {
    let ends = [least, most].map(|end| end.checked_div(coefficient).unwrap_or_default());
    let [low, high] = ends;
    let (low, high) = if low <= high {
        (low, high)
    } else {
        (high, low)
    };
    let low = domain
        .minimum
        .iter()
        .fold(low.ceil(), |low, end| low.max(end.ceil()));
    let high = domain
        .maximum
        .iter()
        .fold(high.floor(), |high, end| high.min(end.floor()));
    low <= high
}

/// A blank that can move a sum without limit in one direction, from a start.
struct OneWay {
    rises: bool,
    /// How far it moves the sum at a time.
    coin: Number,
    /// What it adds to the sum at its limit.
    start: Number,
}

impl OneWay {
    fn of(coefficient: &Number, domain: &Domain) -> Option<OneWay> {
        let (limit, up) = match (&domain.minimum, &domain.maximum) {
            (Some(minimum), None) => (minimum.ceil(), true),
            (None, Some(maximum)) => (maximum.floor(), false),
            _ => return None,
        };
        Some(OneWay {
            rises: up != coefficient.is_negative(),
            coin: coefficient.abs(),
            start: coefficient * &limit,
        })
    }
}

/// Whether coins, each as often as need be, make up some sum between `least` and `most` beyond their starts; the sums count
/// upwards.
fn coins_reach(blanks: &[OneWay], least: &Number, most: &Number) -> bool {
    let mut start: Number = blanks.iter().map(|blank| &blank.start).sum();
    if blanks.iter().any(|blank| !blank.rises) {
        start = -start;
    }
    let (least, most) = (least - &start, most - &start);
    if most.is_negative() {
        return false;
    }
    let coin = |blank: &OneWay| blank.coin.to_i64().filter(|coin| *coin <= MAX_COEFFICIENT);
    let coins: Option<Vec<i64>> = blanks.iter().map(coin).collect();
    let Some(coins) = coins else { return true };
    let Some(smallest) = coins
        .iter()
        .copied()
        .min()
        .filter(|coin| *coin <= MAX_LEAST)
    else {
        return true;
    };
    let reached = least_sums(smallest, &coins);
    // A sum beyond machine numbers lies beyond every gap.
    let Some(most) = most.to_i64() else {
        return true;
    };
    let least = if least.is_negative() {
        0
    } else {
        least.to_i64().unwrap_or(most)
    };
    let mut remainders = 0..smallest;
    remainders.any(|remainder| {
        let Some(first) = usize::try_from(remainder)
            .ok()
            .and_then(|place| reached[place])
        else {
            return false;
        };
        let from = least.max(first);
        let gap = (first - from).rem_euclid(smallest);
        from.checked_add(gap).is_some_and(|sum| sum <= most)
    })
}

/// For each remainder by the smallest coin, the least sum of coins that has it.
fn least_sums(smallest: i64, coins: &[i64]) -> Vec<Option<i64>> {
    let size = usize::try_from(smallest).unwrap_or(1);
    let mut reached = vec![None; size];
    reached[0] = Some(0);
    loop {
        let mut changed = false;
        for place in 0..size {
            let Some(sum) = reached[place] else { continue };
            for coin in coins {
                let next: i64 = sum + coin;
                let slot = &mut reached[usize::try_from(next % smallest).unwrap_or(0)];
                if slot.is_none_or(|known| next < known) {
                    *slot = Some(next);
                    changed = true;
                }
            }
        }
        if !changed {
            return reached;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach(blanks: &[(i64, Option<i64>, Option<i64>)], low: i64, high: i64) -> bool {
        let domain = |(_, minimum, maximum): &(i64, Option<i64>, Option<i64>)| Domain {
            integer: true,
            minimum: minimum.map(Number::from),
            maximum: maximum.map(Number::from),
        };
        let domains: Vec<Domain> = blanks.iter().map(domain).collect();
        let numbers: Vec<Number> = blanks.iter().map(|blank| blank.0.into()).collect();
        let pairs: Vec<(&Number, &Domain)> = numbers.iter().zip(&domains).collect();
        can_reach(&pairs, &low.into(), &high.into())
    }

    #[test]
    fn sums_of_whole_numbers_have_gaps() {
        let zero = Some(0);
        for (blanks, sum, possible) in [
            (vec![(2, zero, None), (4, zero, None)], 3, false),
            (vec![(2, zero, None), (3, zero, None)], 1, false),
            (vec![(2, zero, None), (3, zero, None)], 7, true),
            (
                vec![(6, zero, None), (10, zero, None), (15, zero, None)],
                29,
                false,
            ),
            (
                vec![(6, zero, None), (10, zero, None), (15, zero, None)],
                31,
                true,
            ),
            (vec![(-2, zero, None), (-3, zero, None)], -1, false),
            (vec![(-2, zero, None), (-3, zero, None)], -8, true),
            (vec![(2, zero, None), (-3, zero, None)], 1, true),
            (vec![(2, None, None), (3, zero, None)], 1, true),
            (vec![(1, zero, Some(2))], 3, false),
            (vec![(-1, zero, Some(2))], -2, true),
            (vec![(3, Some(1), None), (5, Some(1), None)], 11, true),
            (vec![(3, Some(1), None), (5, Some(1), None)], 9, false),
            (vec![(-3, Some(1), None), (-5, Some(1), None)], -9, false),
            (vec![(-3, Some(1), None), (-5, Some(1), None)], -11, true),
            (vec![(2, None, zero), (3, None, zero)], -1, false),
            (vec![(2, None, zero), (3, None, zero)], -7, true),
            (vec![(2, None, zero), (3, None, zero)], 7, false),
        ] {
            assert_eq!(reach(&blanks, sum, sum), possible, "{blanks:?} {sum}");
        }
        assert!(reach(&[(2, zero, None), (3, zero, None)], 1, 2));
        assert!(reach(&[(-2, zero, None)], -5, -3) && !reach(&[(-2, zero, None)], 3, 5));
        assert!(
            reach(&[], 1, 1),
            "nothing is open: the figures alone decide"
        );
        assert!(!reach(&[(4, zero, None), (6, zero, None)], 1, 3));
        assert!(!reach(&[(4, None, None), (6, None, None)], 1, 1));
        let [one, two] = [Number::ratio(22, 100), Number::ratio(25, 100)].map(|coefficient| {
            (
                coefficient.unwrap(),
                Domain {
                    integer: true,
                    minimum: Some(Number::ZERO),
                    maximum: None,
                },
            )
        });
        let pairs = [(&one.0, &one.1), (&two.0, &two.1)];
        let sum = Number::ratio(875, 1000).unwrap();
        assert!(!can_reach(&pairs, &sum, &sum));
    }

    #[test]
    fn beyond_what_is_counted_out_everything_is_possible() {
        assert!(reach(
            &[(1_001, Some(0), None), (1_002, Some(0), None)],
            1,
            1
        ));
        assert!(reach(
            &[(2, Some(0), None), (3, Some(0), None)],
            i64::MAX,
            i64::MAX
        ));
    }
}
