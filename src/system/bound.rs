//! Bounds of variables, each with its reason, and what follows when they exclude each other.

use super::value::Value;

/// Why a bound is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// The variable's own domain.
    Domain,
    /// A condition that always has to hold.
    Condition(usize),
    /// The variable is held at a value.
    Held,
    /// An assumption, made at this depth of a case distinction.
    Assumed(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    pub value: Value,
    pub reason: Reason,
}

/// What can't be true together. Lists are sorted and free of repetition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Explanation {
    pub held: Vec<usize>,
    pub conditions: Vec<usize>,
    pub assumed: Vec<usize>,
}

impl Explanation {
    pub fn join(&mut self, other: &Explanation) {
        join(&mut self.held, &other.held);
        join(&mut self.conditions, &other.conditions);
        join(&mut self.assumed, &other.assumed);
    }

    pub fn tidy(&mut self) {
        for list in [&mut self.held, &mut self.conditions, &mut self.assumed] {
            list.sort_unstable();
            list.dedup();
        }
    }
}

fn join(list: &mut Vec<usize>, other: &[usize]) {
    list.extend_from_slice(other);
    list.sort_unstable();
    list.dedup();
}

/// Which end of a variable's interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Lower,
    Upper,
}
