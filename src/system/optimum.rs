//! The least and the greatest value of one variable, over all cases.

use super::bound::Side;
use super::branch::Outcome;
use super::value::Value;
use super::{End, System, open_or_closed};
use crate::number::Number;

/// The best found so far on the way to an end.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Best {
    None,
    At(Value),
    Endless,
}

/// Why a search for an end stopped early.
struct OutOfWork;

impl System {
    /// The end of a variable's range: `Some(None)` where there is no end, `None` where it could not be found.
    pub(super) fn extreme(&mut self, variable: usize, up: bool, work: u64) -> Option<Option<End>> {
        let limit = self.tableau.work.saturating_add(work);
        let mut best = Best::None;
        let mut settled = vec![false; self.obligations.len()];
        match self.improve(variable, up, 0, limit, &mut best, &mut settled) {
            Err(OutOfWork) => None,
            Ok(()) => match best {
                Best::None => None,
                Best::Endless => Some(None),
                Best::At(value) => Some(Some(open_or_closed(&value))),
            },
        }
    }

    /// Those of the variables that can have one value only, with it; none where that can't be told.
    pub(super) fn pinned_among(
        &mut self,
        variables: &[usize],
        work: u64,
    ) -> Option<Vec<(usize, Number)>> {
        let limit = self.tableau.work.saturating_add(work);
        if !matches!(self.branch(0, limit), Outcome::Possible) {
            return None;
        }
        let first: Vec<Value> = variables
            .iter()
            .map(|variable| self.tableau.values[*variable].clone())
            .collect();
        let mut open: Vec<usize> = (0..variables.len()).collect();
        let mut pinned = Vec::new();
        while let Some(at) = open.pop() {
            let mut stays = self.tableau.is_pinned(variables[at]);
            if !stays {
                match self.moves(variables[at], &first[at]) {
                    Some(true) => {}
                    Some(false) => stays = true,
                    None => {
                        let left = limit.checked_sub(self.tableau.work)?;
                        let range = self.range(variables[at], left)?;
                        stays = range.only().is_some();
                    }
                }
                // Every solution met on the way may free others besides.
                if self.tableau.check().is_ok() && self.open_question().is_none() {
                    let values = &self.tableau.values;
                    open.retain(|other| values[variables[*other]] == first[*other]);
                }
            }
            if stays && first[at].delta.is_zero() {
                pinned.push((variables[at], first[at].number.clone()));
            }
        }
        Some(pinned)
    }

    /// Whether a variable can leave a value that it has in some solution; none where the tableau alone can't tell.
    fn moves(&mut self, variable: usize, from: &Value) -> Option<bool> {
        let mut stuck = true;
        for up in [true, false] {
            if self.tableau.check().is_err() {
                return None;
            }
            let bounded = self.tableau.push_to_end(variable, up);
            if !bounded {
                // A solution in whole numbers is there, so there are some all along the way; conditions with cases
                // may forbid it, though.
                return self.obligations.is_empty().then_some(true);
            }
            if self.tableau.values[variable] != *from {
                stuck = false;
                if self.open_question().is_none() {
                    return Some(true);
                }
            }
        }
        stuck.then_some(false)
    }

    /// `settled` says of each obligation whether a case of it is assumed.
    fn improve(
        &mut self,
        variable: usize,
        up: bool,
        depth: usize,
        limit: u64,
        best: &mut Best,
        settled: &mut Vec<bool>,
    ) -> Result<(), OutOfWork> {
        if *best == Best::Endless || self.tableau.check().is_err() {
            return Ok(());
        }
        let bounded = self.tableau.push_to_end(variable, up);
        let reached = self.tableau.values[variable].clone();
        if bounded && let Best::At(value) = best {
            let better = if up {
                reached > *value
            } else {
                reached < *value
            };
            if !better {
                return Ok(());
            }
        }
        settled.resize(self.obligations.len(), false);
        let split = if bounded {
            self.open_question()
        } else {
            // No end in sight says nothing before every condition has one of its cases assumed.
            let open = settled.iter().position(|settled| !settled);
            open.map(|index| self.split_obligation(index))
        };
        let Some(split) = split else {
            if bounded {
                *best = Best::At(reached);
                return Ok(());
            }
            return match self.branch(depth, limit) {
                Outcome::Possible => {
                    *best = Best::Endless;
                    Ok(())
                }
                Outcome::Impossible(_) => Ok(()),
                Outcome::Unknown => Err(OutOfWork),
            };
        };
        if self.tableau.work >= limit || depth >= 256 {
            return Err(OutOfWork);
        }
        let settles = split.obligation.and_then(|_| self.asked(&split.cases));
        let mut cases = split.cases;
        if let [_, super::branch::Case::End(asked, Side::Lower, _)] = cases[..]
            && asked == variable
            && up
        {
            cases.reverse();
        }
        for case in &cases {
            let mark = self.assume(case, depth, split.obligation);
            let result = if mark.1.is_some() {
                Ok(())
            } else {
                let mut inner = settled.clone();
                if let Some(index) = settles {
                    inner[index] = true;
                }
                self.improve(variable, up, depth + 1, limit, best, &mut inner)
            };
            self.retract(mark.0);
            result?;
        }
        Ok(())
    }

    /// The obligation whose cases these are.
    fn asked(&self, cases: &[super::branch::Case]) -> Option<usize> {
        let super::branch::Case::Part(first) = cases.first()? else {
            return None;
        };
        self.obligations.iter().position(|obligation| {
            matches!(&self.nodes[obligation.node], super::compile::Node::Any(parts) if parts.first() == Some(first))
        })
    }
}
