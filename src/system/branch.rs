//! Case distinction: what the simplex tableau alone can't tell (whole numbers, *or*) is split into cases.
//!
//! A proof that uses nothing of the case it stands in proves the whole, and ends the distinction.

use super::System;
use super::bound::{Bound, Explanation, Reason, Side};
use super::compile::{Node, NodeIndex, Obligation};
use super::value::Value;
use crate::number::Number;

/// How deep cases may lie in each other.
const MAX_DEPTH: usize = 256;

pub(super) enum Outcome {
    Possible,
    Impossible(Vec<Explanation>),
    Unknown,
}

/// One case of a distinction.
#[derive(Clone)]
pub(super) enum Case {
    /// A part of a condition holds.
    Part(NodeIndex),
    /// A variable that takes whole numbers is at most (or at least) this.
    End(usize, Side, Number),
}

/// A distinction: one of the cases must be true, because of a condition or because a variable is whole.
pub(super) struct Split {
    pub cases: Vec<Case>,
    pub obligation: Option<Obligation>,
}

/// What to undo when a case is left: old bounds, newest last, and how many obligations there were.
pub(super) struct Mark {
    bounds: Vec<(usize, Side, Option<Bound>)>,
    obligations: usize,
}

impl System {
    /// Whether all obligations can be met within the bounds. The values of the tableau then show how.
    pub(super) fn branch(&mut self, depth: usize, limit: u64) -> Outcome {
        if let Err(proofs) = self.tableau.check() {
            return Outcome::Impossible(proofs);
        }
        let Some(split) = self.open_question() else {
            return Outcome::Possible;
        };
        if depth >= MAX_DEPTH || self.tableau.work >= limit {
            return Outcome::Unknown;
        }
        if split.obligation.is_none()
            && let Some(proof) = self.parity_conflict()
        {
            return Outcome::Impossible(vec![proof]);
        }
        let mut whole = Explanation::default();
        if let Some(obligation) = split.obligation {
            whole.conditions.push(obligation.condition);
            whole.assumed.extend(obligation.assumed);
        }
        let mut unknown = false;
        for case in &split.cases {
            let mark = self.assume(case, depth, split.obligation);
            let outcome = match &mark.1 {
                Some(proof) => Outcome::Impossible(vec![proof.clone()]),
                None => self.branch(depth + 1, limit),
            };
            self.retract(mark.0);
            match outcome {
                Outcome::Possible => return Outcome::Possible,
                Outcome::Unknown => unknown = true,
                Outcome::Impossible(proofs) => {
                    let general = |proof: &&Explanation| !proof.assumed.contains(&depth);
                    if let Some(proof) = proofs.iter().find(general) {
                        return Outcome::Impossible(vec![proof.clone()]);
                    }
                    if let Some(proof) = proofs.iter().min_by_key(|proof| proof.held.len()) {
                        whole.join(proof);
                    }
                }
            }
        }
        if unknown {
            return Outcome::Unknown;
        }
        whole.assumed.retain(|assumed| *assumed != depth);
        Outcome::Impossible(vec![whole])
    }

    /// What the values of the tableau don't meet yet: a condition first, then a variable that isn't whole.
    pub(super) fn open_question(&mut self) -> Option<Split> {
        self.tableau.work += (self.obligations.len() + self.domains.len()) as u64;
        // The newest first: it may be a case of an older one, which isn't met before it is.
        for index in (0..self.obligations.len()).rev() {
            if !self.is_met(self.obligations[index].node) {
                return Some(self.split_obligation(index));
            }
        }
        let variable = (0..self.domains.len()).find(|variable| {
            self.domains[*variable]
                .as_ref()
                .is_some_and(|domain| domain.integer)
                && !self.held[*variable]
                && !self.tableau.values[*variable].is_integer()
        })?;
        let floor = self.tableau.values[variable].floor();
        let next = &floor + Number::ONE;
        Some(Split {
            cases: vec![
                Case::End(variable, Side::Upper, floor),
                Case::End(variable, Side::Lower, next),
            ],
            obligation: None,
        })
    }

    /// The cases of an obligation, which is always an `Any`.
    pub(super) fn split_obligation(&self, index: usize) -> Split {
        let obligation = self.obligations[index];
        let cases = match &self.nodes[obligation.node] {
            Node::Any(parts) => parts.iter().map(|part| Case::Part(*part)).collect(),
            _ => Vec::new(),
        };
        Split {
            cases,
            obligation: Some(obligation),
        }
    }

    /// Makes a case true for now; a proof where it contradicts what is known at once.
    pub(super) fn assume(
        &mut self,
        case: &Case,
        depth: usize,
        obligation: Option<Obligation>,
    ) -> (Mark, Option<Explanation>) {
        let mut mark = Mark {
            bounds: Vec::new(),
            obligations: self.obligations.len(),
        };
        let proof = match case {
            Case::Part(node) => {
                let condition = obligation.map(|obligation| obligation.condition);
                self.assume_node(*node, depth, condition.unwrap_or_default(), &mut mark)
            }
            Case::End(variable, side, number) => self.tighten(
                *variable,
                *side,
                Value::exact(number.clone()),
                depth,
                &mut mark,
            ),
        };
        (mark, proof.err())
    }

    fn assume_node(
        &mut self,
        node: NodeIndex,
        depth: usize,
        condition: usize,
        mark: &mut Mark,
    ) -> Result<(), Explanation> {
        match self.nodes[node].clone() {
            Node::Within {
                variable,
                lower,
                upper,
            } => {
                for (side, value) in [(Side::Lower, lower), (Side::Upper, upper)] {
                    if let Some(value) = value {
                        self.tighten(variable, side, value, depth, mark)?;
                    }
                }
                Ok(())
            }
            Node::All(parts) => {
                for part in parts {
                    self.assume_node(part, depth, condition, mark)?;
                }
                Ok(())
            }
            Node::Any(parts) if parts.is_empty() => Err(Explanation {
                assumed: vec![depth],
                ..Explanation::default()
            }),
            Node::Any(_) => {
                self.obligations.push(Obligation {
                    node,
                    condition,
                    assumed: Some(depth),
                });
                Ok(())
            }
        }
    }

    /// Narrows the bounds of a variable, unless they are as narrow already.
    fn tighten(
        &mut self,
        variable: usize,
        side: Side,
        value: Value,
        depth: usize,
        mark: &mut Mark,
    ) -> Result<(), Explanation> {
        let narrower = self
            .tableau
            .bound(variable, side)
            .is_none_or(|old| match side {
                Side::Lower => value > old.value,
                Side::Upper => value < old.value,
            });
        if !narrower {
            return Ok(());
        }
        let opposite = match side {
            Side::Lower => Side::Upper,
            Side::Upper => Side::Lower,
        };
        let crossed = self
            .tableau
            .bound(variable, opposite)
            .is_some_and(|other| match side {
                Side::Lower => value > other.value,
                Side::Upper => value < other.value,
            });
        if crossed {
            let mut proof = Explanation {
                assumed: vec![depth],
                ..Explanation::default()
            };
            self.tableau.cite(variable, opposite, &mut proof);
            proof.assumed.sort_unstable();
            proof.assumed.dedup();
            return Err(proof);
        }
        let reason = Reason::Assumed(depth);
        let old = self
            .tableau
            .set_bound(variable, side, Some(Bound { value, reason }));
        mark.bounds.push((variable, side, old));
        Ok(())
    }

    /// Undoes an assumption.
    pub(super) fn retract(&mut self, mark: Mark) {
        for (variable, side, old) in mark.bounds.into_iter().rev() {
            self.tableau.set_bound(variable, side, old);
        }
        self.obligations.truncate(mark.obligations);
    }
}
