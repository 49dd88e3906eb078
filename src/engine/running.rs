//! What is known of a rule between edits: a sum of integers and a few counts, from which most outcomes follow at once.
//!
//! An edit changes them by a difference, so that its cost doesn't grow with the length of the row. Where they don't
//! tell, `evaluate` goes over the whole rule.

use super::glance::{Glance, Lattice};
use super::held::{Held, State};
use super::plan::Use;
use super::session::Outcome;
use crate::model::BlankPolicy;
use crate::row::Relation;

/// Sum and counts of one rule over the values as they stand.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Running {
    /// `Σ weight · units − constant` over narrow figures.
    sum: i128,
    blank: u32,
    unreadable: u32,
    /// Open terms that can raise the sum without limit …
    rising: u32,
    /// … and those that can lower it without limit.
    falling: u32,
    fractions: u32,
    not_given: u32,
    /// Cells without which the rule is not asked, and that are absent.
    missing: u32,
    /// Values of which only the whole rule can tell what follows: absent, wide, or open within bounds.
    unusual: u32,
}

impl Running {
    /// Before any value is counted.
    pub fn new(glance: &Glance) -> Running {
        Running {
            sum: -glance.constant,
            ..Running::default()
        }
    }

    /// One variable of the rule changes.
    pub fn change(&mut self, each: &Use, glance: &Glance, before: Held, after: Held) {
        if before.state != after.state {
            self.count(each, glance, before.state, -1);
            self.count(each, glance, after.state, 1);
        }
        let difference = after.units - before.units;
        match each.weight {
            1 => self.sum += difference,
            -1 => self.sum -= difference,
            0 => {}
            weight => self.sum += i128::from(weight) * difference,
        }
    }

    /// Counts a value in (`by` = 1) or out (−1).
    pub fn count(&mut self, each: &Use, glance: &Glance, state: State, by: i32) {
        let add = |counter: &mut u32| *counter = counter.wrapping_add_signed(by);
        if each.required_only {
            if state == State::Absent {
                add(&mut self.missing);
            }
            return;
        }
        match state {
            State::Whole => return,
            State::Fraction => return add(&mut self.fractions),
            State::NotGiven => return add(&mut self.not_given),
            State::Absent | State::Wide => return add(&mut self.unusual),
            State::Blank => {
                add(&mut self.blank);
                if glance.blank_is_zero() {
                    return;
                }
            }
            State::Unreadable => add(&mut self.unreadable),
        }
        if each.bounded {
            add(&mut self.unusual);
        }
        if each.weight > 0 || !each.from_zero {
            add(&mut self.rising);
        }
        if each.weight < 0 || !each.from_zero {
            add(&mut self.falling);
        }
    }

    /// Whether the rule isn't asked, whatever figures the report has.
    pub fn sleeps(&self) -> bool {
        self.not_given > 0
    }

    /// What follows without going over the rule; `None` when that has to be done.
    pub fn outcome(&self, glance: &Glance, relation: Relation) -> Option<Outcome> {
        if self.not_given > 0 || self.missing > 0 {
            return Some(Outcome::NotAsked);
        }
        if !glance.plain || self.unusual > 0 {
            return None;
        }
        if self.blank > 0 && self.blank == glance.variables {
            match glance.blank {
                BlankPolicy::WaitUnlessAllBlank => return Some(Outcome::NotAsked),
                BlankPolicy::ZeroUnlessAllBlank => return Some(Outcome::Undecided),
                BlankPolicy::Wait | BlankPolicy::Zero => {}
            }
        }
        let waiting = if glance.blank_is_zero() {
            0
        } else {
            self.blank
        };
        let open = self.unreadable + waiting > 0;
        let permits = self.permits(relation);
        if open && permits && relation == Relation::Equal && !self.fits(glance) {
            return None;
        }
        match (permits, open) {
            (true, true) => Some(Outcome::Undecided),
            (true, false) => Some(Outcome::Holds),
            (false, _) => glance.exact.then_some(Outcome::Broken),
        }
    }

    /// Whether some value that the open terms may give the sum stands in `relation` to 0.
    fn permits(&self, relation: Relation) -> bool {
        let below = self.falling > 0 || self.sum < 0;
        let above = self.rising > 0 || self.sum > 0;
        let zero = self.sum == 0;
        match relation {
            Relation::Equal => zero || below && above,
            Relation::NotEqual => below || above,
            Relation::Less => below,
            Relation::LessOrEqual => below || zero,
            Relation::Greater => above,
            Relation::GreaterOrEqual => above || zero,
        }
    }

    /// Whether open terms can surely make up the sum as far as whole numbers go.
    fn fits(&self, glance: &Glance) -> bool {
        match glance.lattice {
            Lattice::Free => true,
            Lattice::Whole => self.fractions == 0,
            Lattice::Unknown => false,
        }
    }
}
