//! A component on the workbench: its figures held at their values, some let go, and the exact system that says whether
//! the rules can then hold.
//!
//! The system has only the rules that matter so far: those that don't plainly hold, and those of figures that were let
//! go at least once. That is what keeps naming one wrong figure cheap in a large report.

use super::Problem;
use super::component::{Component, rewritten};
use crate::number::Number;
use crate::system::{Answer, Range, System};
use std::sync::Arc;

/// Work for one question to the system.
const WORK_PER_QUESTION: u64 = 200_000;

/// A component with some of its figures let go. All indices are those of the component.
#[derive(Clone, Debug)]
pub(super) struct Bench {
    pub problem: Arc<Problem>,
    pub part: Arc<Component>,
    system: System,
    /// The system's variable for each figure, once there is one.
    variables: Vec<Option<usize>>,
    /// The figure of each of the system's variables.
    figures: Vec<usize>,
    /// The rule of each of the system's conditions.
    rules: Vec<usize>,
    /// Whether the system has the rule.
    active: Vec<bool>,
}

/// What the system says.
pub(super) enum Verdict {
    Possible,
    /// Each list has figures of which one has to change, besides those that are let go; and the rules that say so.
    Impossible(Vec<(Vec<usize>, Vec<usize>)>),
    Unknown,
}

impl Bench {
    /// With every figure that is there held at its value.
    pub fn new(problem: &Arc<Problem>, part: &Arc<Component>) -> Bench {
        Bench::with_rules(problem, part, &part.amiss)
    }

    /// The same with other rules to begin with than those that don't plainly hold.
    pub fn with_rules(problem: &Arc<Problem>, part: &Arc<Component>, rules: &[usize]) -> Bench {
        let mut bench = Bench {
            problem: Arc::clone(problem),
            part: Arc::clone(part),
            system: System::default(),
            variables: vec![None; part.figures.len()],
            figures: Vec::new(),
            rules: Vec::new(),
            active: vec![false; part.rules.len()],
        };
        for rule in rules {
            bench.activate(*rule);
        }
        bench
    }

    /// Work done so far.
    pub fn work(&self) -> u64 {
        self.system.work()
    }

    fn activate(&mut self, rule: usize) {
        if std::mem::replace(&mut self.active[rule], true) {
            return;
        }
        let part = Arc::clone(&self.part);
        for figure in part.members(rule) {
            self.variable(*figure);
        }
        let condition = rewritten(&self.problem.rules[part.rules[rule]], &|figure| {
            part.local(figure)
                .and_then(|figure| self.variables[figure])
                .ok_or_else(|| self.problem.value(figure).cloned().unwrap_or_default())
        });
        self.system.demand(&condition);
        self.rules.push(rule);
    }

    /// The system's variable for a figure.
    fn variable(&mut self, figure: usize) -> usize {
        if let Some(variable) = self.variables[figure] {
            return variable;
        }
        let given = &self.problem.figures[self.part.figures[figure]];
        let value = given.value.as_ref();
        let held = value.filter(|_| !self.part.is_blank(figure));
        let variable = self.system.add_variable(given.domain.clone(), held);
        self.figures.resize(variable, usize::MAX);
        self.figures.push(figure);
        self.variables[figure] = Some(variable);
        variable
    }

    /// Lets a figure go.
    pub fn release(&mut self, figure: usize) {
        for index in 0..self.part.uses(figure).len() {
            self.activate(self.part.uses(figure)[index]);
        }
        let variable = self.variable(figure);
        self.system.release(variable);
    }

    /// Holds a figure at its value again, if it has one.
    pub fn hold(&mut self, figure: usize) {
        let value = self.problem.value(self.part.figures[figure]);
        if let (Some(variable), Some(value)) = (self.variables[figure], value) {
            self.system.hold(variable, value);
        }
    }

    /// Whether all rules can hold as things stand.
    pub fn ask(&mut self) -> Verdict {
        match self.system.decide(WORK_PER_QUESTION) {
            Answer::Possible => Verdict::Possible,
            Answer::Unknown => Verdict::Unknown,
            Answer::Impossible(conflicts) => {
                let named = |conflict: crate::system::Conflict| {
                    let held = conflict.held.iter().map(|variable| self.figures[*variable]);
                    let rules = conflict.conditions.iter().map(|rule| self.rules[*rule]);
                    (held.collect(), rules.collect())
                };
                Verdict::Impossible(conflicts.into_iter().map(named).collect())
            }
        }
    }

    /// The values that a figure may take as things stand; none where there are none, or where it can't be told.
    pub fn range(&mut self, figure: usize) -> Option<Range> {
        self.system
            .range(self.variables[figure]?, WORK_PER_QUESTION)
    }

    /// Those of the figures that can have one value only as things stand, with it; none where it can't be told.
    pub fn determined(&mut self, figures: &[usize]) -> Option<Vec<(usize, Number)>> {
        let variables = figures.iter().filter_map(|figure| self.variables[*figure]);
        let variables: Vec<usize> = variables.collect();
        let found = self.system.determined(&variables, WORK_PER_QUESTION)?;
        let named = found
            .into_iter()
            .map(|(variable, value)| (self.figures[variable], value));
        Some(named.collect())
    }
}
