//! Divides the cheapest sets of a component into families: all repairs are then the combinations of one set from each.
//!
//! Several mistakes far apart, each with many ties, have too many combinations to list them. The known conflicts fall
//! into clusters without a common figure, so that the sets that hit them all most cheaply are combinations by their
//! nature; what is left to prove is that every combination does mend everything. Each set is tried with the first sets
//! of the other clusters, which may bring out new conflicts. Where two clusters touch the same rule, either all sets of
//! each contribute the same to it, and the combinations need no trying, or the two become one.

use super::bench::{Bench, Verdict};
use super::cells::Cells;
use super::clusters::{Family, MAX_FAMILY, clusters};
use super::component::Component;
use super::conflicts::Conflicts;
use super::values::{blanks_reached, changes};
use super::{Change, Problem, Value};
use crate::number::Number;
use crate::row::Condition;
use std::collections::BTreeMap;

/// Rounds of learning, beyond which it is given up.
const MAX_ROUNDS: usize = 200;

/// A division under way. All figures must be held on the bench before each step, and are held again after it.
#[derive(Clone, Debug)]
pub(super) struct Division {
    /// What the cheapest sets are known to cost.
    cost: Number,
    families: Vec<Family>,
    /// The family and the set in it that is to be tried next.
    at: (usize, usize),
    /// Whether all sets tried in this round mend everything.
    proved: bool,
    /// How far the proof has come.
    stage: Stage,
    rounds: usize,
}

/// What the families are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// One figure stands for its class.
    Classes,
    /// With all figures.
    Expanded,
    /// With all figures, and those that touch the same rule are one.
    Merged,
}

/// Where a division stands.
pub(super) enum Step {
    Going,
    /// The sets don't fall apart, or it can't be shown.
    Failed,
    Done(Vec<Vec<Vec<usize>>>),
}

impl Division {
    pub fn new(cost: Number) -> Division {
        Division {
            cost,
            families: Vec::new(),
            at: (0, 0),
            proved: true,
            stage: Stage::Classes,
            rounds: 0,
        }
    }

    pub fn advance(&mut self, bench: &mut Bench, conflicts: &mut Conflicts) -> Step {
        if self.families.is_empty() {
            return self
                .begin(bench, conflicts)
                .map_or(Step::Failed, |()| Step::Going);
        }
        if self.at.0 < self.families.len() {
            return self
                .try_next(bench, conflicts)
                .map_or(Step::Failed, |()| Step::Going);
        }
        if !self.proved {
            self.families.clear();
            return Step::Going;
        }
        let size = bench.part.figures.len();
        let families = std::mem::take(&mut self.families);
        let joined = match self.stage {
            Stage::Classes => {
                let expanded = families.into_iter().map(|family| family.expanded(size));
                let expanded: Option<Vec<Vec<Family>>> = expanded.collect();
                let families = expanded.unwrap_or_default().into_iter().flatten().collect();
                return self.go_on(families, Stage::Expanded);
            }
            Stage::Expanded => entangled(bench, &families),
            Stage::Merged => Vec::new(),
        };
        if joined.is_empty() {
            return Step::Done(families.into_iter().map(|family| family.sets).collect());
        }
        let families = merged(families, &joined, size).unwrap_or_default();
        self.go_on(families, Stage::Merged)
    }

    /// Tries other families from the first set on.
    fn go_on(&mut self, families: Vec<Family>, stage: Stage) -> Step {
        if families.len() < 2 {
            return Step::Failed;
        }
        (self.families, self.stage, self.at) = (families, stage, (0, 0));
        Step::Going
    }

    /// Divides the known conflicts into clusters. None where there is too much to look at.
    fn begin(&mut self, bench: &Bench, conflicts: &mut Conflicts) -> Option<()> {
        self.rounds += 1;
        let free = |cost: &Option<Number>| cost.as_ref().is_some_and(Number::is_zero);
        if self.rounds > MAX_ROUNDS || bench.part.costs.iter().any(free) {
            return None;
        }
        let known = conflicts.unconditional()?;
        self.families = clusters(&known, &bench.part, conflicts, &self.cost)?;
        (self.at, self.proved, self.stage) = ((0, 0), true, Stage::Classes);
        Some(())
    }

    /// Tries one set with the first sets of the other families. Where it doesn't mend everything, the reasons are
    /// learned. None where that can't be told.
    fn try_next(&mut self, bench: &mut Bench, conflicts: &mut Conflicts) -> Option<()> {
        let (family, set) = self.at;
        let others = firsts(&self.families, family);
        let all: Vec<usize> = self.families[family].sets[set]
            .iter()
            .chain(&others)
            .copied()
            .collect();
        self.at = if set + 1 < self.families[family].sets.len() {
            (family, set + 1)
        } else {
            (family + 1, 0)
        };
        all.iter().for_each(|figure| bench.release(*figure));
        let verdict = bench.ask();
        all.iter().for_each(|figure| bench.hold(*figure));
        match verdict {
            Verdict::Possible => {}
            Verdict::Unknown => return None,
            Verdict::Impossible(list) => {
                self.proved = false;
                let size = bench.part.figures.len();
                let chosen = Cells::of(size, all);
                for (figures, _) in list {
                    conflicts.learn(Cells::of(size, figures), &chosen);
                }
            }
        }
        Some(())
    }
}

/// The figures of the first sets of all families but one.
fn firsts(families: &[Family], but: usize) -> Vec<usize> {
    let others = families
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != but);
    let firsts = others.filter_map(|(_, family)| family.sets.first());
    firsts.flatten().copied().collect()
}

/// Families that a rule, or a blank, entangles: to be made one.
fn entangled(bench: &mut Bench, families: &[Family]) -> Vec<Vec<usize>> {
    let part = std::sync::Arc::clone(&bench.part);
    let mut shared: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, family) in families.iter().enumerate() {
        let figures: Vec<usize> = family.figures.iter().collect();
        let mut reached = figures.clone();
        reached.extend(blanks_reached(&part, &figures));
        let mut rules: Vec<usize> = reached
            .iter()
            .flat_map(|figure| part.uses(*figure))
            .copied()
            .collect();
        rules.sort_unstable();
        rules.dedup();
        for rule in rules {
            shared.entry(rule).or_default().push(index);
        }
    }
    shared.retain(|_, touching| touching.len() > 1);
    if shared.is_empty() {
        return Vec::new();
    }
    let problem = std::sync::Arc::clone(&bench.problem);
    let mut effects: Vec<Vec<Vec<Change>>> = Vec::new();
    for (index, family) in families.iter().enumerate() {
        let others = firsts(families, index);
        let values = family
            .sets
            .iter()
            .map(|set| changes(bench, set, &others, &[]).0);
        effects.push(values.collect());
    }
    let uneven = shared.into_iter().filter(|(rule, touching)| {
        let has_blank = part
            .members(*rule)
            .iter()
            .any(|figure| part.is_blank(*figure));
        has_blank
            || touching
                .iter()
                .any(|family| !is_even(&problem, &part, *rule, &effects[*family]))
    });
    uneven.map(|(_, touching)| touching).collect()
}

/// Whether all repairs add the same to both sides of a rule.
fn is_even(problem: &Problem, part: &Component, rule: usize, repairs: &[Vec<Change>]) -> bool {
    let Condition::Row(row) = &problem.rules[part.rules[rule]] else {
        return false;
    };
    let effect = |changes: &Vec<Change>| -> Option<Number> {
        let mut sum = Number::ZERO;
        for change in changes {
            let figure = part.figures[change.figure];
            let Some((_, coefficient)) = row.terms.iter().find(|(term, _)| *term == figure) else {
                continue;
            };
            let Value::Exactly(new) = &change.to else {
                return None;
            };
            sum += &(coefficient * (new - problem.value(figure)?));
        }
        Some(sum)
    };
    let mut effects = repairs.iter().map(effect);
    let Some(Some(first)) = effects.next() else {
        return false;
    };
    effects.all(|effect| effect.as_ref() == Some(&first))
}

/// The families with each list of them made one. None where one would be too large.
fn merged(families: Vec<Family>, joined: &[Vec<usize>], size: usize) -> Option<Vec<Family>> {
    let mut leader: Vec<usize> = (0..families.len()).collect();
    for list in joined {
        for pair in list.windows(2) {
            let (one, other) = (leader[pair[0]], leader[pair[1]]);
            for each in leader.iter_mut().filter(|each| **each == one.max(other)) {
                *each = one.min(other);
            }
        }
    }
    let mut together: BTreeMap<usize, Vec<Vec<usize>>> = BTreeMap::new();
    for (index, family) in families.into_iter().enumerate() {
        let sets = together
            .entry(leader[index])
            .or_insert_with(|| vec![Vec::new()]);
        let pairs = sets.iter().flat_map(|one| {
            family
                .sets
                .iter()
                .map(move |other| [one.clone(), other.clone()].concat())
        });
        let pairs: Vec<Vec<usize>> = pairs.take(MAX_FAMILY + 1).collect();
        if pairs.len() > MAX_FAMILY {
            return None;
        }
        *sets = pairs;
    }
    let family = |mut sets: Vec<Vec<usize>>| {
        sets.iter_mut().for_each(|set| set.sort_unstable());
        Family::new(sets, size)
    };
    Some(together.into_values().map(family).collect())
}
