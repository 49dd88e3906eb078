//! Broken rules → the cells to blame: hands the rules to the locator, a step at a time, and takes its groups back.
//!
//! An edit drops a search that has become stale.

use super::Check;
use crate::engine::{Outcome as Verdict, Session, Value};
use crate::explain::{Explainer, NewFigure, RepairParts};
use crate::form::{CellIndex, Level, Weight};
use crate::locate::{self, Figure, Limit, Problem, Progress, Search};
use crate::model::{Source, VariableIndex};
use crate::number::Number;
use crate::result::{Change, Group, Range, Repair};
use crate::system;

/// The search for the cells to blame, or nothing while there is nothing to blame.
#[derive(Default)]
pub(super) struct Locating {
    search: Option<Search>,
    /// The rules that the search knows, by its own indices.
    rules: Vec<usize>,
    finished: Option<Vec<Found>>,
    limit: Option<Limit>,
}

/// A group as found, with what each of its repairs mends.
struct Found {
    findings: Vec<String>,
    repairs: Vec<FoundRepair>,
    alternatives: Vec<FoundRepair>,
    more: usize,
}

struct FoundRepair {
    changes: Vec<locate::Change>,
    because: &'static str,
    resolves: Vec<String>,
}

/// Groups in words.
pub(super) struct Located {
    pub groups: Vec<Group>,
    pub limited: Option<String>,
}

impl Locating {
    /// Whether nothing has been found or given up.
    pub fn is_silent(&self) -> bool {
        self.limit.is_none() && self.finished.as_ref().is_none_or(Vec::is_empty)
    }

    /// Forgets what was found of figures that have changed since.
    pub fn drop_stale(&mut self) {
        if self.search.is_some() || self.finished.is_some() {
            *self = Locating::default();
        }
    }
}

impl Check {
    /// Goes on locating for about so many units of work. Whether it is finished.
    pub fn locate(&mut self, work: u64) -> bool {
        if self.locating.finished.is_some() {
            return true;
        }
        if self.error_rules().is_empty() {
            self.locating.finished = Some(Vec::new());
            return true;
        }
        if self.locating.search.is_none() {
            let (problem, rules) = self.problem();
            self.locating.rules = rules;
            self.locating.search = Some(Search::new(problem).with_hints(self.hints()));
        }
        let Some(search) = &mut self.locating.search else {
            return false;
        };
        if search.step(work) == Progress::Going {
            return false;
        }
        let outcome = search.outcome();
        self.locating.limit = outcome.limited;
        self.locating.finished = Some(self.found(&outcome));
        self.locating.search = None;
        true
    }

    /// Addresses of the errors that stand: broken rules and cells that can't stay as they are.
    fn error_rules(&self) -> Vec<String> {
        let broken = self
            .session
            .broken()
            .filter(|broken| broken.level == Level::Error);
        let rules = broken.map(|broken| self.pack.model().rules[broken.rule].id.clone());
        let cells = (0..self.pack.model().form.cells.len()).flat_map(|cell| self.cell_errors(cell));
        cells.chain(rules).collect()
    }

    /// Addresses of the errors of one cell's own text.
    fn cell_errors(&self, cell: CellIndex) -> Vec<String> {
        let address = &self.pack.model().form.cells[cell].address;
        let problems = self.entries.problems(cell).iter();
        let errors = problems.filter(|problem| problem.level() == Level::Error);
        errors
            .map(|problem| format!("cell.{}[{address}]", problem.what()))
            .collect()
    }

    /// The errors as rows over figures, and which rule of the model each row is.
    fn problem(&self) -> (Problem, Vec<usize>) {
        let model = self.pack.model();
        let figures = (0..model.variables.len())
            .map(|variable| self.figure(variable))
            .collect();
        let hard = (0..model.rules.len()).filter(|rule| self.session.level(*rule) == Level::Error);
        let (indices, rules) = hard
            .filter_map(|rule| Some((rule, self.session.condition(rule)?)))
            .unzip();
        (Problem { figures, rules }, indices)
    }

    fn figure(&self, variable: VariableIndex) -> Figure {
        let value = self.session.number(variable);
        match self.pack.model().variables[variable] {
            Source::Cell(cell) => Figure {
                unreadable: self.session.value(variable) == Value::Unreadable,
                // A fraction in a count is a warning: it may stay, but no repair writes one.
                tolerated: value.as_ref().is_some_and(|value| !value.is_integer())
                    && self.cell_errors(cell).is_empty(),
                domain: self.session.domain(variable).clone(),
                weight: self.weight(cell),
                value,
            },
            // What other reports and the prose say is taken as it is.
            _ => Figure {
                weight: Weight::Never,
                value,
                ..Figure::default()
            },
        }
    }

    fn weight(&self, cell: CellIndex) -> Weight {
        let given = self
            .weights
            .iter()
            .rev()
            .find(|(weighed, _)| *weighed == cell);
        given.map_or_else(
            || self.pack.model().form.cells[cell].weight.clone(),
            |(_, weight)| weight.clone(),
        )
    }

    fn found(&self, outcome: &locate::Outcome) -> Vec<Found> {
        let model = self.pack.model();
        let mut left = self.error_rules();
        let mut all: Vec<Found> = outcome
            .groups
            .iter()
            .map(|group| {
                let cells = group
                    .figures
                    .iter()
                    .flat_map(|cell| self.cell_errors(*cell));
                let rules = group
                    .rules
                    .iter()
                    .map(|rule| model.rules[self.locating.rules[*rule]].id.clone());
                let findings: Vec<String> = cells.chain(rules).collect();
                left.retain(|error| !findings.contains(error));
                let resolved = |repair: &locate::Repair| FoundRepair {
                    resolves: self.resolved_by(&repair.changes, &findings),
                    because: repair.because.name(),
                    // A blank of another report is free to become what the rules make of it; that is no change here.
                    changes: repair
                        .changes
                        .iter()
                        .filter(|change| change.figure < self.pack.model().form.cells.len())
                        .cloned()
                        .collect(),
                };
                Found {
                    repairs: group.repairs.iter().map(resolved).collect(),
                    alternatives: group.alternatives.iter().map(resolved).collect(),
                    findings,
                    more: group.more,
                }
            })
            .collect();
        // What can't be said in rows is a group of its own, with no repair to offer.
        all.extend(left.into_iter().map(|error| Found {
            findings: vec![error],
            repairs: Vec::new(),
            alternatives: Vec::new(),
            more: 0,
        }));
        all
    }

    /// The errors and warnings that go when the changes are made.
    fn resolved_by(&self, changes: &[locate::Change], findings: &[String]) -> Vec<String> {
        let mut mended = self.session.clone();
        for change in changes {
            let locate::Value::Exactly(number) = &change.to else {
                return findings.to_vec();
            };
            let step = Number::ONE;
            mended.set(
                change.figure,
                Value::Known {
                    number: number.clone(),
                    step,
                },
            );
        }
        let changed = |cell: &CellIndex| changes.iter().any(|change| change.figure == *cell);
        let cells = (0..self.pack.model().form.cells.len()).filter(changed);
        let own = cells.flat_map(|cell| self.cell_errors(cell));
        own.chain(self.rules_mended(&mended)).collect()
    }

    fn rules_mended(&self, mended: &Session) -> Vec<String> {
        let broken = self
            .session
            .broken()
            .filter(|broken| broken.level != Level::Notice);
        let gone = broken.filter(|broken| mended.outcome(broken.rule) != Verdict::Broken);
        gone.map(|broken| self.pack.model().rules[broken.rule].id.clone())
            .collect()
    }

    /// The groups as far as they are known, in words.
    pub(super) fn groups(&self, explainer: &Explainer<'_>) -> Located {
        let limited = self
            .locating
            .limit
            .map(|limit| explainer.limited(limit_name(limit)));
        let groups = match &self.locating.finished {
            Some(found) => found
                .iter()
                .map(|found| self.group(found, explainer))
                .collect(),
            None => self.pending_group().into_iter().collect(),
        };
        Located { groups, limited }
    }

    fn pending_group(&self) -> Option<Group> {
        let findings = self.error_rules();
        (!findings.is_empty()).then(|| Group {
            findings,
            pending: true,
            ..Group::default()
        })
    }

    fn group(&self, found: &Found, explainer: &Explainer<'_>) -> Group {
        let only = found.repairs.len() == 1;
        let alternatives = found.alternatives.iter();
        let alternatives = alternatives.map(|repair| self.repair(repair, false, explainer));
        let repairs = found
            .repairs
            .iter()
            .map(|repair| self.repair(repair, only, explainer));
        Group {
            findings: found.findings.clone(),
            repairs: repairs.collect(),
            alternatives: alternatives.collect(),
            more: (found.more > 0).then_some(found.more),
            pending: false,
        }
    }

    fn repair(&self, repair: &FoundRepair, only: bool, explainer: &Explainer<'_>) -> Repair {
        let parts: Vec<(CellIndex, String, NewFigure)> = repair
            .changes
            .iter()
            .map(|change| {
                (
                    change.figure,
                    self.canonical(change.figure),
                    new_figure(&change.to),
                )
            })
            .collect();
        let message = explainer.repair(&RepairParts {
            changes: &parts,
            resolves: repair
                .resolves
                .iter()
                .filter(|rule| super::cell_of_check(rule).is_none())
                .count(),
            because: repair.because,
            only,
        });
        let change = |(cell, from, to): (CellIndex, String, NewFigure)| Change {
            cell: self.pack.model().form.cells[cell].address.clone(),
            from,
            to: match &to {
                NewFigure::Exactly(number) => Some(number.to_string()),
                NewFigure::Between(..) => None,
            },
            range: match to {
                NewFigure::Exactly(_) => None,
                NewFigure::Between(least, most) => Some(range(least, most)),
            },
        };
        Repair {
            changes: parts.into_iter().map(change).collect(),
            resolves: repair.resolves.clone(),
            because: repair.because,
            message,
        }
    }
}

type End = Option<(Number, bool)>;

fn new_figure(value: &locate::Value) -> NewFigure {
    let end = |end: &Option<system::End>| end.as_ref().map(|end| (end.value.clone(), end.open));
    match value {
        locate::Value::Exactly(number) => NewFigure::Exactly(number.clone()),
        locate::Value::Range(range) => NewFigure::Between(end(&range.minimum), end(&range.maximum)),
    }
}

fn range(least: End, most: End) -> Range {
    Range {
        open_min: least.as_ref().is_some_and(|(_, open)| *open),
        open_max: most.as_ref().is_some_and(|(_, open)| *open),
        min: least.map(|(value, _)| value.to_string()),
        max: most.map(|(value, _)| value.to_string()),
    }
}

fn limit_name(limit: Limit) -> &'static str {
    match limit {
        Limit::Ties => "ties",
        Limit::Undecided => "undecided",
        Limit::Work => "work",
    }
}
