//! The search as a whole: part by part, in steps of given work, with what is known so far at any time.

use super::bench::{Bench, Verdict};
use super::causes::Hints;
use super::component::{Component, components, holds, rewritten};
use super::fill::determined_already;
use super::groups::groups;
use super::hitting::Hunt;
use super::values::changes;
use super::{Change, Group, Limit, Outcome, Problem};
use crate::system::{Answer, System};
use std::sync::Arc;

/// Work that a search does before it gives up, in units that are the same on every platform (terms of rows touched).
pub const DEFAULT_WORK: u64 = 20_000_000;

/// Work for asking whether one rule with blanks can be met.
const WORK_PER_QUESTION: u64 = 400_000;

/// Whether there is more to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is.
    Going,
    /// There isn't.
    Done,
}

/// What is being done about a part.
#[derive(Clone, Debug)]
enum Stage {
    /// Nothing yet.
    Unseen,
    /// Looking for sets.
    Hunting(Box<Hunt>),
    /// Working out values: the changes of the sets that are done, family by family.
    Valuing(Box<Hunt>, Vec<Vec<Vec<Change>>>),
    /// Done; nothing to mend where there are no groups.
    Done(Vec<Group>),
}

/// A search for all minimal repairs of a problem, resumable in steps. Its result doesn't depend on the steps.
#[derive(Clone, Debug)]
pub struct Search {
    problem: Arc<Problem>,
    hints: Hints,
    parts: Vec<(Arc<Component>, Stage)>,
    /// The broken rules of each part (indices of the part), once it is known to need mending.
    broken: Vec<Vec<usize>>,
    /// Index of the part at work.
    at: usize,
    /// Work left for the parts that aren't done.
    left: u64,
    limited: Option<Limit>,
}

impl Search {
    /// A search with the default amount of work.
    #[must_use]
    pub fn new(problem: Problem) -> Search {
        Search::with_work(problem, DEFAULT_WORK)
    }

    /// A search that gives up after about `work` units.
    #[must_use]
    pub fn with_work(problem: Problem, work: u64) -> Search {
        let parts = components(&problem);
        Search {
            broken: vec![Vec::new(); parts.len()],
            parts: parts
                .into_iter()
                .map(|part| (Arc::new(part), Stage::Unseen))
                .collect(),
            problem: Arc::new(problem),
            hints: Hints::default(),
            at: 0,
            left: work,
            limited: None,
        }
    }

    /// With what the form and earlier reports say about the figures, to tell likely mistakes from unlikely ones.
    #[must_use]
    pub fn with_hints(mut self, hints: Hints) -> Search {
        self.hints = hints;
        self
    }

    /// Goes on for about `work` units.
    pub fn step(&mut self, work: u64) -> Progress {
        let mut spent = 0;
        while self.at < self.parts.len() {
            if spent >= work {
                return Progress::Going;
            }
            spent += self.advance();
        }
        Progress::Done
    }

    /// What is known now.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let mut found = Vec::new();
        for (index, (component, stage)) in self.parts.iter().enumerate() {
            match stage {
                Stage::Unseen => {}
                Stage::Hunting(_) | Stage::Valuing(..) => found.push(Group {
                    pending: true,
                    ..unmended(component, &self.broken[index])
                }),
                Stage::Done(groups) => found.extend(groups.iter().cloned()),
            }
        }
        found.sort_by_key(|group| group.rules.first().copied().unwrap_or(usize::MAX));
        Outcome {
            groups: found,
            limited: self.limited,
        }
    }

    fn limit(&mut self, limit: Limit) {
        self.limited = self.limited.max(Some(limit));
    }

    /// One small step; the work that it took.
    fn advance(&mut self) -> u64 {
        let share = self.left / (self.parts.len() - self.at) as u64;
        let (component, stage) = &mut self.parts[self.at];
        match std::mem::replace(stage, Stage::Done(Vec::new())) {
            Stage::Unseen => {
                let mut bench = Bench::new(&self.problem, component);
                let sound = component.forced.is_empty() && matches!(bench.ask(), Verdict::Possible);
                let work = bench.work() + 1;
                if sound {
                    self.at += 1;
                } else {
                    self.broken[self.at] = broken_rules(&self.problem, component);
                    *stage = Stage::Hunting(Box::new(Hunt::new(bench)));
                }
                work
            }
            Stage::Hunting(mut hunt) => {
                let before = hunt.work();
                hunt.advance();
                let spent = hunt.work() - before + 1;
                if hunt.is_done() {
                    *stage = Stage::Valuing(hunt, Vec::new());
                } else if hunt.work() > share {
                    hunt.give_up();
                    *stage = Stage::Valuing(hunt, Vec::new());
                    self.limit(Limit::Work);
                } else {
                    *stage = Stage::Hunting(hunt);
                }
                spent
            }
            Stage::Valuing(hunt, valued) => self.value(hunt, valued, share),
            Stage::Done(groups) => {
                *stage = Stage::Done(groups);
                self.at += 1;
                1
            }
        }
    }

    /// Works out the values of one more set, or makes groups of them all.
    fn value(&mut self, mut hunt: Box<Hunt>, mut valued: Vec<Vec<Vec<Change>>>, share: u64) -> u64 {
        let (component, stage) = &mut self.parts[self.at];
        let before = hunt.work();
        if let Some((set, others)) = next_set(&hunt.families, &mut valued) {
            let known = hunt
                .known
                .take()
                .unwrap_or_else(|| determined_already(&self.problem, component));
            let (list, certain) = changes(&mut hunt.bench, &set, &others, &known);
            hunt.known = Some(known);
            let at = valued.len() - 1;
            valued[at].push(list);
            if hunt.work() > share {
                // What is listed is right; what isn't is only counted.
                let done = valued[at].len();
                hunt.uncounted += hunt.families[at].len() - done;
                hunt.families[at].truncate(done);
            }
            let spent = hunt.work() - before + 1;
            *stage = Stage::Valuing(hunt, valued);
            if !certain {
                self.limit(Limit::Undecided);
            }
            return spent;
        }
        let broken = &self.broken[self.at];
        let mut found = if valued.iter().any(Vec::is_empty) || valued.is_empty() {
            vec![unmended(component, broken)]
        } else {
            groups(&self.problem, component, &self.hints, &valued, broken)
        };
        if hunt.uncounted > 0 {
            if let Some(group) = found.last_mut() {
                group.more += hunt.uncounted;
            }
            self.limited = self.limited.max(Some(Limit::Ties));
        }
        *stage = Stage::Done(found);
        self.left = self.left.saturating_sub(hunt.work());
        if hunt.undecided {
            self.limit(Limit::Undecided);
        }
        self.at += 1;
        1
    }
}

/// The next set without values, and the figures that change besides: the first sets of the other families.
fn next_set(
    families: &[Vec<Vec<usize>>],
    valued: &mut Vec<Vec<Vec<Change>>>,
) -> Option<(Vec<usize>, Vec<usize>)> {
    if valued
        .last()
        .is_none_or(|done| done.len() == families[valued.len() - 1].len())
    {
        families.get(valued.len())?;
        valued.push(Vec::new());
    }
    let at = valued.len() - 1;
    let set = families[at].get(valued[at].len())?;
    let others = families
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != at);
    let firsts = others.filter_map(|(_, family)| family.first());
    Some((set.clone(), firsts.flatten().copied().collect()))
}

/// A group of all that is wrong in a part, without a repair.
fn unmended(component: &Component, broken: &[usize]) -> Group {
    Group {
        rules: broken.iter().map(|rule| component.rules[*rule]).collect(),
        figures: component
            .forced
            .iter()
            .map(|figure| component.figures[*figure])
            .collect(),
        ..Group::default()
    }
}

/// The rules that can't hold whatever the blanks become, each taken alone; indices of the part.
pub(super) fn broken_rules(problem: &Problem, part: &Component) -> Vec<usize> {
    let is_broken = |rule: &&usize| {
        let condition = &problem.rules[part.rules[**rule]];
        let known = holds(condition, &|figure| problem.value(figure));
        known.map_or_else(|| !can_hold(problem, part, **rule), |holds| !holds)
    };
    part.amiss.iter().filter(is_broken).copied().collect()
}

/// Whether the blanks of one rule can be filled so that it holds.
fn can_hold(problem: &Problem, part: &Component, rule: usize) -> bool {
    let mut system = System::default();
    let members = part.members(rule);
    let mut variables = Vec::with_capacity(members.len());
    for member in members {
        let figure = &problem.figures[part.figures[*member]];
        variables.push(system.add_variable(figure.domain.clone(), figure.value.as_ref()));
    }
    let place = |figure: usize| {
        let member = part.local(figure);
        let at = members.iter().position(|each| Some(*each) == member);
        at.map(|at| variables[at])
            .ok_or_else(|| problem.value(figure).cloned().unwrap_or_default())
    };
    system.demand(&rewritten(&problem.rules[part.rules[rule]], &place));
    !matches!(system.decide(WORK_PER_QUESTION), Answer::Impossible(_))
}
