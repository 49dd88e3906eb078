//! What follows, and what can't be true together.

use super::{Answer, System};
use crate::row::{Condition, Domain};

/// Conditions that can't all hold, none of which could be left out; none where they can hold, or where about `work`
/// units don't suffice to tell. Indices ascend.
///
/// Of the many such sets this is the smallest that the proofs lead to.
///
/// ```
/// use gouji::number::Number;
/// use gouji::row::{Condition, Domain, Relation, Row};
/// use gouji::system::smallest_conflict;
///
/// // x > 1, x > 2, x < 0: the last contradicts each of the others.
/// let x = |relation, constant: i64| {
///     Condition::Row(Row::new(vec![(0, Number::ONE)], relation, Number::from(constant)))
/// };
/// let conditions = [x(Relation::Greater, 1), x(Relation::Greater, 2), x(Relation::Less, 0)];
/// let conflict = smallest_conflict(&[Domain::default()], &conditions, 10_000).unwrap();
/// assert_eq!(conflict.len(), 2);
/// assert!(conflict.contains(&2));
/// ```
#[must_use]
pub fn smallest_conflict(
    domains: &[Domain],
    conditions: &[Condition],
    work: u64,
) -> Option<Vec<usize>> {
    let all: Vec<usize> = (0..conditions.len()).collect();
    let proofs = proofs(domains, conditions, &all, work)?;
    let shrunk = proofs
        .into_iter()
        .map(|proof| irreducible(domains, conditions, proof, work));
    shrunk.min_by_key(|conflict| (conflict.len(), conflict.clone()))
}

/// Sets of conditions, each of which can't hold; none where all can, or where it isn't known.
fn proofs(
    domains: &[Domain],
    conditions: &[Condition],
    which: &[usize],
    work: u64,
) -> Option<Vec<Vec<usize>>> {
    let mut system = System::new(domains.to_vec(), &[]);
    for index in which {
        system.demand(&conditions[*index]);
    }
    match system.decide(work) {
        Answer::Possible | Answer::Unknown => None,
        Answer::Impossible(conflicts) => {
            let mut proofs: Vec<Vec<usize>> = conflicts
                .into_iter()
                .map(|conflict| conflict.conditions.iter().map(|at| which[*at]).collect())
                .collect();
            proofs.sort();
            proofs.dedup();
            Some(proofs)
        }
    }
}

/// Drops conditions as long as the rest can't hold.
fn irreducible(
    domains: &[Domain],
    conditions: &[Condition],
    mut conflict: Vec<usize>,
    work: u64,
) -> Vec<usize> {
    let mut at = 0;
    while at < conflict.len() {
        let mut rest = conflict.clone();
        rest.remove(at);
        match proofs(domains, conditions, &rest, work) {
            Some(smaller) => {
                conflict = smaller.into_iter().min_by_key(Vec::len).unwrap_or(rest);
                at = 0;
            }
            None => at += 1,
        }
    }
    conflict
}

/// Whether `conclusion` holds wherever all `premises` do; none where about `work` units don't suffice to tell.
///
/// ```
/// use gouji::number::Number;
/// use gouji::row::{Condition, Domain, Relation, Row};
/// use gouji::system::follows;
///
/// let x = |relation, constant: i64| {
///     Condition::Row(Row::new(vec![(0, Number::ONE)], relation, Number::from(constant)))
/// };
/// let (one, two) = (x(Relation::Greater, 1), x(Relation::Greater, 2));
/// assert_eq!(follows(&[Domain::default()], &[two.clone()], &one, 10_000), Some(true));
/// assert_eq!(follows(&[Domain::default()], &[one], &two, 10_000), Some(false));
/// ```
#[must_use]
pub fn follows(
    domains: &[Domain],
    premises: &[Condition],
    conclusion: &Condition,
    work: u64,
) -> Option<bool> {
    let mut system = System::new(domains.to_vec(), premises);
    system.demand(&negated(conclusion));
    match system.decide(work) {
        Answer::Possible => Some(false),
        Answer::Impossible(_) => Some(true),
        Answer::Unknown => None,
    }
}

/// The condition that holds exactly when this one doesn't.
fn negated(condition: &Condition) -> Condition {
    match condition {
        Condition::Row(row) => Condition::Row(row.negated()),
        Condition::All(parts) => Condition::Any(parts.iter().map(negated).collect()),
        Condition::Any(parts) => Condition::All(parts.iter().map(negated).collect()),
    }
}
