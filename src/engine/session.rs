//! Figures in, verdicts out, one edit at a time: an edit touches only the rules of its variable.

use super::evaluate::View;
use super::held::{Held, State, Values};
use super::plan::Plan;
use super::running::Running;
use crate::form::Level;
use crate::model::{Model, Source, VariableIndex};
use crate::number::{Decimal, Number};
use crate::row::{Domain, Relation};
use std::sync::Arc;

/// What a variable holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing yet.
    Blank,
    /// A figure.
    Known {
        /// Its value, in the unit of its cell.
        number: Number,
        /// The distance between neighbouring figures as printed (0.01 for two decimals); 0 where it is exact.
        step: Number,
    },
    /// Text that is no figure.
    Unreadable,
    /// The document doesn't have the cell: it counts as nothing.
    Absent,
    /// Its source (previous report, parts, prose) was not given.
    NotGiven,
}

/// What came of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// True.
    Holds,
    /// True of the values that the printed figures may stand for, though not of the figures themselves (尾差).
    Rounded,
    /// False.
    Broken,
    /// It waits for a blank.
    Undecided,
    /// Its source was not given, or the document doesn't have its cells.
    NotAsked,
}

/// How many outcomes there are.
const OUTCOMES: usize = 5;

impl Outcome {
    fn order(self) -> u8 {
        match self {
            Outcome::NotAsked => 0,
            Outcome::Holds => 1,
            Outcome::Rounded => 2,
            Outcome::Undecided => 3,
            Outcome::Broken => 4,
        }
    }

    /// *and*: the worst of the two.
    pub(crate) fn and(self, other: Outcome) -> Outcome {
        if self.order() >= other.order() {
            self
        } else {
            other
        }
    }

    /// *or*: the best of the two; what was not asked can't help.
    pub(crate) fn or(self, other: Outcome) -> Outcome {
        match (self, other) {
            (Outcome::NotAsked, known) | (known, Outcome::NotAsked) => known,
            _ if self.order() <= other.order() => self,
            _ => other,
        }
    }

    pub(crate) fn negated(self) -> Outcome {
        match self {
            Outcome::Holds => Outcome::Broken,
            Outcome::Broken => Outcome::Holds,
            other => other,
        }
    }
}

/// A broken rule, with its sides where it has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Index in [`Model::rules`].
    pub rule: usize,
    /// Its level here: a roll-up with parts missing is a warning.
    pub level: Level,
    /// The comparison that fails, evaluated.
    pub sides: Option<Sides>,
    /// Rounding intervals explain it.
    pub rounding: bool,
}

/// The evaluated sides of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// Left side.
    pub left: Number,
    /// What the rule demands.
    pub relation: Relation,
    /// Right side.
    pub right: Number,
}

/// The values of one report and what came of its rules.
#[derive(Clone, Debug)]
pub struct Session {
    pub(super) model: Arc<Model>,
    pub(super) plan: Arc<Plan>,
    pub(super) values: Values,
    running: Vec<Running>,
    outcomes: Vec<Outcome>,
    /// How many rules came out how, by [`Outcome::order`].
    counts: [usize; OUTCOMES],
    /// Whether all subordinate reports are there; otherwise a roll-up is a lower bound.
    parts_complete: bool,
    /// Whether outcomes are kept up to date.
    settled: bool,
    /// Whether the previous report is another authority's, so that a breach against it is no proof of an error.
    previous_is_anothers: bool,
}

impl Session {
    /// A session with nothing in it: cells are blank, every other source is not given.
    #[must_use]
    pub fn new(model: Arc<Model>, plan: Arc<Plan>, parts_complete: bool) -> Session {
        let mut session = Session::unsettled(model, plan, parts_complete);
        session.settle();
        session
    }

    /// The same, but no rule is evaluated until [`Session::settle`]: for a whole report at once, where the outcomes on
    /// the way to it are nobody's concern.
    #[must_use]
    pub fn unsettled(model: Arc<Model>, plan: Arc<Plan>, parts_complete: bool) -> Session {
        let initial = |source: &Source| {
            Held::nothing(match source {
                Source::Cell(_) => State::Blank,
                _ => State::NotGiven,
            })
        };
        let mut session = Session {
            values: Values::new(model.variables.iter().map(initial).collect()),
            running: plan.glances.iter().map(Running::new).collect(),
            outcomes: vec![Outcome::NotAsked; plan.rules.len()],
            counts: [0; OUTCOMES],
            model,
            plan,
            parts_complete,
            settled: false,
            previous_is_anothers: false,
        };
        session.start();
        session
    }

    /// The same before any sum of subordinate reports is given, with all of them there or not.
    #[must_use]
    pub fn with_parts_complete(mut self, parts_complete: bool) -> Session {
        self.parts_complete = parts_complete;
        self
    }

    fn start(&mut self) {
        for variable in 0..self.model.variables.len() {
            let state = self.values.state(variable);
            for each in self.plan.uses(variable) {
                let rule = each.rule as usize;
                self.running[rule].count(each, &self.plan.glances[rule], state, 1);
            }
        }
    }

    /// Evaluates every rule; from now on each edit does so for its own.
    pub fn settle(&mut self) {
        if self.settled {
            return;
        }
        self.counts = [0; OUTCOMES];
        for rule in 0..self.outcomes.len() {
            self.outcomes[rule] = self.evaluate(rule);
            self.counts[usize::from(self.outcomes[rule].order())] += 1;
        }
        self.settled = true;
    }

    /// Puts a value in; whether some rule's outcome, or the sides of a broken rule, changed by it.
    pub fn set(&mut self, variable: VariableIndex, value: Value) -> bool {
        match self.values.put(variable, value) {
            Some((before, after)) => self.changed(variable, before, after),
            None => false,
        }
    }

    /// Puts a figure in that is printed in steps of 10^-`step`, by the short way where it can be gone.
    pub fn set_figure(&mut self, variable: VariableIndex, figure: Decimal, step: u8) -> bool {
        match Held::narrow(figure, step) {
            Some(held) => match self.values.put_narrow(variable, held) {
                Some((before, after)) => self.changed(variable, before, after),
                None => false,
            },
            None => self.set(
                variable,
                Value::Known {
                    number: figure.into(),
                    step: Number::power_of_ten(-i32::from(step)),
                },
            ),
        }
    }

    /// Brings the rules of a variable up to date.
    fn changed(&mut self, variable: VariableIndex, before: Held, after: Held) -> bool {
        let plan = Arc::clone(&self.plan);
        let mut changed = false;
        for each in plan.uses(variable) {
            let rule = each.rule as usize;
            let running = &mut self.running[rule];
            let slept = running.sleeps();
            running.change(each, &plan.glances[rule], before, after);
            if !self.settled || slept && running.sleeps() {
                continue;
            }
            let outcome = self.evaluate(rule);
            let was = std::mem::replace(&mut self.outcomes[rule], outcome);
            if outcome != was {
                self.counts[usize::from(was.order())] -= 1;
                self.counts[usize::from(outcome.order())] += 1;
                changed = true;
            }
            changed |= matches!(outcome, Outcome::Broken | Outcome::Rounded);
        }
        changed
    }

    /// Whether a rule is not asked, whatever cells of the report hold: a source of it was not given.
    pub(crate) fn sleeps(&self, rule: usize) -> bool {
        self.running[rule].sleeps()
    }

    /// What comes of a rule now, whether or not outcomes are kept up to date.
    pub(crate) fn evaluate(&self, rule: usize) -> Outcome {
        let glance = &self.plan.glances[rule];
        let relation = if glance.relation == Relation::Equal && self.is_lower_bound(rule) {
            Relation::GreaterOrEqual
        } else {
            glance.relation
        };
        match self.running[rule].outcome(glance, relation) {
            Some(outcome) => outcome,
            None => self.view(rule).outcome(&self.plan.rules[rule]),
        }
    }

    pub(super) fn view(&self, rule: usize) -> View<'_> {
        View {
            values: &self.values,
            domains: &self.plan.domains,
            zeroed: Vec::new(),
            lower_bound: self.is_lower_bound(rule),
        }
    }

    pub(super) fn is_lower_bound(&self, rule: usize) -> bool {
        !self.parts_complete && self.plan.glances[rule].roll_up
    }

    /// The model that is checked against.
    #[must_use]
    pub fn model(&self) -> &Arc<Model> {
        &self.model
    }

    /// The compiled rules.
    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// What a variable holds.
    #[must_use]
    pub fn value(&self, variable: VariableIndex) -> Value {
        self.values.value(variable)
    }

    /// The figure that a variable holds.
    #[must_use]
    pub fn number(&self, variable: VariableIndex) -> Option<Number> {
        self.values.number(variable)
    }

    /// The values that a variable may take.
    #[must_use]
    pub fn domain(&self, variable: VariableIndex) -> &Domain {
        &self.plan.domains[variable]
    }

    /// What came of a rule.
    #[must_use]
    pub fn outcome(&self, rule: usize) -> Outcome {
        self.outcomes
            .get(rule)
            .copied()
            .unwrap_or(Outcome::NotAsked)
    }

    /// How many rules came out so.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.counts[usize::from(outcome.order())]
    }

    /// Takes the previous report for that of another authority: errors against it become warnings.
    pub fn doubt_previous(&mut self) {
        self.previous_is_anothers = true;
    }

    /// The level of a rule here.
    #[must_use]
    pub fn level(&self, rule: usize) -> Level {
        let level = self.model.rules[rule].level;
        let doubtful =
            self.is_lower_bound(rule) || self.previous_is_anothers && self.asks_previous(rule);
        if doubtful {
            level.max(Level::Warning)
        } else {
            level
        }
    }

    fn asks_previous(&self, rule: usize) -> bool {
        let previous =
            |variable: &usize| matches!(self.model.variables[*variable], Source::Previous(_));
        self.plan.rules[rule].variables.iter().any(previous)
    }

    /// Every rule that is broken, or holds only by rounding, in the order of the pack.
    pub fn broken(&self) -> impl Iterator<Item = Broken> + '_ {
        let found = self.count(Outcome::Broken) + self.count(Outcome::Rounded);
        let rules = (0..self.outcomes.len()).filter_map(|rule| {
            let rounding = match self.outcomes[rule] {
                Outcome::Broken => false,
                Outcome::Rounded => true,
                _ => return None,
            };
            let level = if rounding {
                Level::Notice
            } else {
                self.level(rule)
            };
            Some(Broken {
                rule,
                level,
                sides: self.sides(rule),
                rounding,
            })
        });
        rules.take(found)
    }
}
