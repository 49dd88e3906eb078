//! Broken rules → the cells to blame: hands the rules to the locator, a step at a time, and takes its groups back.
//!
//! An edit drops a search that has become stale.

use super::{Check, value_of};
use crate::engine::{BlankReading, Broken, Outcome as Verdict, Session, Value};
use crate::explain::{Explainer, NewFigure, RepairParts};
use crate::figure;
use crate::form::{CellIndex, Level, Weight};
use crate::locate::{self, Figure, Limit, Problem, Progress, Search};
use crate::model::{Source, VariableIndex};
use crate::number::Number;
use crate::result::{Change, Group, Range, Repair};
use crate::row::Condition;
use crate::system;

/// Decimals to which a figure without an end is enclosed.
const SHOWN_DECIMALS: i32 = 12;

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
    pub(super) fn problem(&self) -> (Problem, Vec<usize>) {
        let model = self.pack.model();
        let mut figures: Vec<Figure> = (0..model.variables.len())
            .map(|variable| self.figure(variable))
            .collect();
        let hard = (0..model.rules.len()).filter(|rule| self.session.level(*rule) == Level::Error);
        let (indices, rules): (Vec<usize>, Vec<Condition>) = hard
            .filter_map(|rule| Some((rule, self.session.condition(rule)?)))
            .unzip();
        for (variable, reading) in self.session.blanks_as_zero(&indices) {
            let figure = &mut figures[variable];
            if reading == BlankReading::ZeroAndMissing {
                if figure.weight == Weight::Never {
                    continue;
                }
                figure.weight = Weight::Of(Number::ZERO);
            }
            figure.value = Some(Number::ZERO);
            // It may stay as it is, whatever its cell may be filled with.
            figure.tolerated = true;
        }
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
                // The locator also sees that rules with blanks contradict each other; those are no findings yet.
                let rules = group.rules.iter().map(|rule| self.locating.rules[*rule]);
                let rules = rules
                    .filter(|rule| self.session.outcome(*rule) == Verdict::Broken)
                    .map(|rule| model.rules[rule].id.clone());
                let findings: Vec<String> = cells.chain(rules).collect();
                left.retain(|error| !findings.contains(error));
                let sound = |repair: &locate::Repair| {
                    let changes = self.writable(&repair.changes);
                    Some(FoundRepair {
                        resolves: self.resolved_by(&changes, &findings)?,
                        because: repair.because.name(),
                        changes,
                    })
                };
                Found {
                    repairs: group.repairs.iter().filter_map(sound).collect(),
                    alternatives: group.alternatives.iter().filter_map(sound).collect(),
                    findings,
                    more: group.more,
                }
            })
            .collect();
        all.retain(|found| !found.findings.is_empty());
        // What can't be said in rows is a group of its own, with no repair to offer.
        all.extend(left.into_iter().map(|error| Found {
            findings: vec![error],
            repairs: Vec::new(),
            alternatives: Vec::new(),
            more: 0,
        }));
        all
    }

    /// The changes of this report's own cells, each to something that can be written there. A blank of another report is
    /// free to become what the rules make of it; that is no change here.
    fn writable(&self, changes: &[locate::Change]) -> Vec<locate::Change> {
        let cells = &self.pack.model().form.cells;
        let own = changes.iter().filter(|change| change.figure < cells.len());
        let written = own.map(|change| match &change.to {
            locate::Value::Exactly(number)
                if figure::text_of(number, &cells[change.figure].kind).is_none() =>
            {
                let scale = Number::power_of_ten(SHOWN_DECIMALS);
                let end = |value: Number| {
                    let value = value.checked_div(&scale).unwrap_or_default();
                    Some(system::End { value, open: true })
                };
                let range = system::Range {
                    minimum: end((number * &scale).floor()),
                    maximum: end((number * &scale).ceil()),
                };
                locate::Change {
                    figure: change.figure,
                    to: locate::Value::Range(range),
                }
            }
            _ => change.clone(),
        });
        written.collect()
    }

    /// The errors and warnings that go when the changes are made, by checking again with them made. `None` where they leave
    /// a finding of the group or break what held: what rows can't say (a quotient, what rounding hides) may be hurt.
    fn resolved_by(&self, changes: &[locate::Change], findings: &[String]) -> Option<Vec<String>> {
        let cells = &self.pack.model().form.cells;
        let mut mended = self.session.clone();
        for change in changes {
            let locate::Value::Exactly(number) = &change.to else {
                return Some(findings.to_vec());
            };
            let cell = &cells[change.figure];
            let text = figure::text_of(number, &cell.kind)?;
            let reading = figure::read_cell(&text, cell);
            if reading
                .problems
                .iter()
                .any(|problem| problem.level() == Level::Error)
            {
                return None;
            }
            mended.set(change.figure, value_of(&text, &reading, cell));
        }
        let is_error = |broken: &Broken| broken.level == Level::Error;
        let stays = |broken: &Broken| {
            let before = self.session.outcome(broken.rule) == Verdict::Broken;
            !before || findings.contains(&self.pack.model().rules[broken.rule].id)
        };
        if mended
            .broken()
            .filter(is_error)
            .any(|broken| stays(&broken))
        {
            return None;
        }
        let changed = |cell: &CellIndex| changes.iter().any(|change| change.figure == *cell);
        let own = (0..cells.len())
            .filter(changed)
            .flat_map(|cell| self.cell_errors(cell));
        Some(own.chain(self.rules_mended(&mended)).collect())
    }

    /// What a cell is to become, as the cell says it.
    pub(super) fn new_figure(&self, change: &locate::Change) -> NewFigure {
        let kind = &self.pack.model().form.cells[change.figure].kind;
        let text = |number: &Number| figure::text_of(number, kind).unwrap_or(number.to_string());
        let end = |end: &Option<system::End>| end.as_ref().map(|end| (text(&end.value), end.open));
        match &change.to {
            locate::Value::Exactly(number) => NewFigure::Exactly(text(number)),
            locate::Value::Range(range) => {
                NewFigure::Between(end(&range.minimum), end(&range.maximum))
            }
        }
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
                    self.new_figure(change),
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
                NewFigure::Exactly(text) => Some(text.clone()),
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

type End = Option<(String, bool)>;

pub(super) fn range(least: End, most: End) -> Range {
    Range {
        open_min: least.as_ref().is_some_and(|(_, open)| *open),
        open_max: most.as_ref().is_some_and(|(_, open)| *open),
        min: least.map(|(text, _)| text),
        max: most.map(|(text, _)| text),
    }
}

fn limit_name(limit: Limit) -> &'static str {
    match limit {
        Limit::Ties => "ties",
        Limit::Undecided => "undecided",
        Limit::Work => "work",
    }
}
