//! Model → every rule as a condition over rows, and which rules hang together.

use crate::engine::{Plan, Session, Value};
use crate::model::{Model, RuleKind, Test, VariableIndex};
use crate::row::{Condition, Domain, Row};
use crate::system::System;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The rules of a pack as lint sees them.
pub(super) struct Rules {
    /// By rule; `None` where it can't be said in rows.
    pub conditions: Vec<Option<Condition>>,
    /// Rules that can't be said in rows.
    pub unsaid: Vec<usize>,
    /// What stands behind `if`, by rule, for rules that begin with it.
    pub conditions_of_if: BTreeMap<usize, Condition>,
    /// By variable.
    pub domains: Vec<Domain>,
    /// Rules that are joined by common variables, ascending.
    pub components: Vec<Vec<usize>>,
    totals: Vec<bool>,
}

impl Rules {
    pub(super) fn of(model: &Arc<Model>, plan: &Arc<Plan>) -> Rules {
        let session = blank(model, plan);
        let conditions: Vec<Option<Condition>> = (0..model.rules.len())
            .map(|rule| session.condition(rule))
            .collect();
        let unsaid = conditions
            .iter()
            .enumerate()
            .filter(|(_, condition)| condition.is_none());
        let variables = 0..model.variables.len();
        let is_total =
            |kind: &RuleKind| matches!(kind, RuleKind::Total { .. } | RuleKind::RollUp { .. });
        Rules {
            unsaid: unsaid.map(|(rule, _)| rule).collect(),
            conditions_of_if: behind_if(model),
            domains: variables
                .map(|variable| session.domain(variable).clone())
                .collect(),
            components: components(&conditions),
            totals: model
                .rules
                .iter()
                .map(|rule| is_total(&rule.kind))
                .collect(),
            conditions,
        }
    }

    /// Whether a rule only says that something is a sum.
    pub(super) fn is_total(&self, rule: usize) -> bool {
        self.totals.get(rule).copied().unwrap_or(false)
    }
}

/// A report in which everything is given and nothing filled in: every rule is asked.
fn blank(model: &Arc<Model>, plan: &Arc<Plan>) -> Session {
    let mut session = Session::new(Arc::clone(model), Arc::clone(plan), true);
    for variable in 0..model.variables.len() {
        session.set(variable, Value::Blank);
    }
    session
}

/// What stands behind `if`, said in rows by the engine as if it were a rule of its own.
fn behind_if(model: &Arc<Model>) -> BTreeMap<usize, Condition> {
    let mut alone = (**model).clone();
    let mut places = Vec::new();
    let rules = std::mem::take(&mut alone.rules);
    for (index, mut rule) in rules.into_iter().enumerate() {
        if let Test::IfThen(condition, _) = rule.test {
            rule.test = *condition;
            alone.rules.push(rule);
            places.push(index);
        }
    }
    let plan = Arc::new(Plan::compile(&alone));
    let session = blank(&Arc::new(alone), &plan);
    let conditions = places.into_iter().enumerate();
    conditions
        .filter_map(|(place, rule)| Some((rule, session.condition(place)?)))
        .collect()
}

/// The rows of a condition.
pub(super) fn rows<'a>(condition: &'a Condition, found: &mut Vec<&'a Row>) {
    match condition {
        Condition::Row(row) => found.push(row),
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                rows(part, found);
            }
        }
    }
}

fn variables_of(condition: &Condition) -> BTreeSet<VariableIndex> {
    let mut found = Vec::new();
    rows(condition, &mut found);
    let terms = found.into_iter().flat_map(|row| &row.terms);
    terms.map(|(variable, _)| *variable).collect()
}

fn components(conditions: &[Option<Condition>]) -> Vec<Vec<usize>> {
    // By variable: the rule that was the first to name it. By rule: the rule that stands for its component.
    let mut first: BTreeMap<VariableIndex, usize> = BTreeMap::new();
    let mut leader: Vec<usize> = (0..conditions.len()).collect();
    for (rule, condition) in conditions.iter().enumerate() {
        for variable in condition.iter().flat_map(variables_of) {
            let other = *first.entry(variable).or_insert(rule);
            let (one, other) = (led(&mut leader, rule), led(&mut leader, other));
            leader[one.max(other)] = one.min(other);
        }
    }
    let mut components: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (rule, condition) in conditions.iter().enumerate() {
        if condition.is_some() {
            let leader = led(&mut leader, rule);
            components.entry(leader).or_default().push(rule);
        }
    }
    components.into_values().collect()
}

fn led(leader: &mut [usize], rule: usize) -> usize {
    let mut top = rule;
    while leader[top] != top {
        leader[top] = leader[leader[top]];
        top = leader[top];
    }
    top
}

/// A system over the variables of these conditions alone; and which they are.
pub(super) fn system(conditions: &[Condition], domains: &[Domain]) -> (System, Vec<VariableIndex>) {
    let variables: BTreeSet<VariableIndex> = conditions.iter().flat_map(variables_of).collect();
    let variables: Vec<VariableIndex> = variables.into_iter().collect();
    let own = variables
        .iter()
        .map(|variable| domains[*variable].clone())
        .collect();
    let renamed: Vec<Condition> = conditions
        .iter()
        .map(|one| rename(one, &variables))
        .collect();
    (System::new(own, &renamed), variables)
}

fn rename(condition: &Condition, variables: &[VariableIndex]) -> Condition {
    let all = |parts: &[Condition]| parts.iter().map(|part| rename(part, variables)).collect();
    match condition {
        Condition::Row(row) => {
            let terms = row.terms.iter().filter_map(|(variable, coefficient)| {
                let place = variables.binary_search(variable).ok()?;
                Some((place, coefficient.clone()))
            });
            Condition::Row(Row {
                terms: terms.collect(),
                ..row.clone()
            })
        }
        Condition::All(parts) => Condition::All(all(parts)),
        Condition::Any(parts) => Condition::Any(all(parts)),
    }
}
