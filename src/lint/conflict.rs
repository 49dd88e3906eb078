//! Rules that can't all hold: every smallest set of them, up to a number that a person reads.

use super::{Asked, Linter, Remark};
use crate::system::Answer;
use std::collections::{BTreeSet, VecDeque};

/// Sets that are looked for in one component.
const MOST: usize = 12;

/// An answer of the system in terms of rules. The condition after the last rule is no rule.
pub(super) fn asked(answer: Answer, rules: &[usize]) -> Asked {
    match answer {
        Answer::Possible => Asked::Possible,
        Answer::Unknown => Asked::Unknown,
        Answer::Impossible(conflicts) => {
            let shortest = conflicts
                .into_iter()
                .min_by_key(|conflict| conflict.conditions.len());
            let proof = shortest
                .map(|conflict| conflict.conditions)
                .unwrap_or_default();
            Asked::Impossible(
                proof
                    .into_iter()
                    .filter_map(|place| rules.get(place).copied())
                    .collect(),
            )
        }
    }
}

impl Linter<'_> {
    /// Every smallest conflicting set: each is found in what is left when one rule of each set before it is taken away.
    pub(super) fn contradictions(&mut self, component: &[usize], proof: &[usize]) {
        let mut sets: Vec<Vec<usize>> = vec![self.shortest(proof.to_vec(), None)];
        let mut open: VecDeque<BTreeSet<usize>> = VecDeque::from([BTreeSet::new()]);
        let mut tried = BTreeSet::new();
        while let Some(taken) = open.pop_front() {
            if sets.len() >= MOST || tried.len() > MOST * MOST {
                break;
            }
            let known = sets
                .iter()
                .find(|set| set.iter().all(|rule| !taken.contains(rule)));
            let set = match known {
                Some(set) => set.clone(),
                None => {
                    let left: Vec<usize> = component
                        .iter()
                        .copied()
                        .filter(|rule| !taken.contains(rule))
                        .collect();
                    match self.ask(&left, None) {
                        Asked::Impossible(proof) => {
                            let set = self.shortest(proof, None);
                            sets.push(set.clone());
                            set
                        }
                        _ => continue,
                    }
                }
            };
            for rule in set {
                let mut more = taken.clone();
                more.insert(rule);
                if tried.insert(more.clone()) {
                    open.push_back(more);
                }
            }
        }
        let remarks = sets
            .into_iter()
            .map(|rules| Remark::Contradiction { rules });
        self.found.remarks.extend(remarks);
    }
}
