//! Sums of whole numbers that can't come out: 2x − 2y = 1. Splitting into cases would never end there.

use super::System;
use super::bound::{Explanation, Side};
use crate::number::Number;

impl System {
    /// A row of the tableau whose variables that can move are all whole, and whose others add up to something that no
    /// whole numbers make good. What can't move is why.
    pub(super) fn parity_conflict(&mut self) -> Option<Explanation> {
        (0..self.tableau.row_count()).find_map(|row| self.row_parity(row))
    }

    fn row_parity(&mut self, row: usize) -> Option<Explanation> {
        let terms = self.tableau.row_as_sum(row);
        self.tableau.work += terms.len() as u64;
        let (fixed, moving): (Vec<_>, Vec<_>) = terms
            .into_iter()
            .partition(|(variable, _)| self.tableau.is_fixed(*variable));
        let whole = |variable: usize| {
            let domain = self.domains[variable].as_ref();
            domain.is_some_and(|domain| domain.integer) && !self.held[variable]
        };
        if moving.is_empty() || !moving.iter().all(|(variable, _)| whole(*variable)) {
            return None;
        }
        let mut step = Number::ZERO;
        for (_, coefficient) in &moving {
            step = step.gcd(coefficient);
        }
        let mut sum = Number::ZERO;
        for (variable, coefficient) in &fixed {
            let value = &self.tableau.values[*variable];
            if !value.delta.is_zero() {
                return None;
            }
            sum += &(coefficient * &value.number);
        }
        if sum.checked_div(&step)?.is_integer() {
            return None;
        }
        let mut explanation = Explanation::default();
        for (variable, _) in &fixed {
            self.tableau.cite(*variable, Side::Lower, &mut explanation);
            self.tableau.cite(*variable, Side::Upper, &mut explanation);
        }
        explanation.tidy();
        Some(explanation)
    }
}

#[cfg(test)]
mod tests {
    use crate::number::Number;
    use crate::row::{Condition, Domain, Relation, Row};
    use crate::system::{Answer, System};

    fn equation(terms: &[(usize, i64)], constant: i64) -> Condition {
        let terms = terms.iter().map(|(v, c)| (*v, Number::from(*c))).collect();
        Condition::Row(Row::new(terms, Relation::Equal, Number::from(constant)))
    }

    fn whole(count: usize) -> Vec<Domain> {
        let domain = Domain {
            integer: true,
            ..Domain::default()
        };
        vec![domain; count]
    }

    #[test]
    fn an_odd_difference_of_even_numbers_is_impossible_without_an_end_to_the_search() {
        let rows = [equation(&[(0, 2), (1, -2)], 1)];
        let answer = System::new(whole(2), &rows).decide(100_000);
        let Answer::Impossible(conflicts) = answer else {
            panic!("{answer:?}");
        };
        assert_eq!(conflicts[0].conditions, [0]);
    }

    #[test]
    fn two_equations_can_clash_in_parity_only_together() {
        let rows = [
            equation(&[(0, 1), (1, 1), (2, 1)], 0),
            equation(&[(0, 1), (1, -1), (2, 1)], 1),
        ];
        assert!(matches!(
            System::new(whole(3), &rows).decide(100_000),
            Answer::Impossible(_)
        ));
        assert_eq!(
            System::new(whole(3), &rows[..1]).decide(100_000),
            Answer::Possible
        );
    }
}
