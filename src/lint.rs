//! Model → what its author should know before anybody types a figure: rules that can't all hold, that follow from
//! others, that never apply; bounds that nobody wrote; cells whose error could not be named.
//!
//! Decided by the same exact arithmetic as checking and locating. What can't be decided within the work that is given
//! is said to be undecided, never passed over. Makes no sentence.

mod conflict;
mod naming;
mod rules;

use crate::engine::{Outcome, Plan, Session, Value};
use crate::form::{CellIndex, Level};
use crate::model::{BlankPolicy, Model, Source, Test, VariableIndex};
use crate::number::Number;
use crate::row::{Condition, Domain};
use crate::system::{Range, System};
use rules::Rules;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Units of work that are enough for every built-in pack.
pub const WORK: u64 = 20_000_000;

/// With less work left than this nothing is asked any more.
const LEAST: u64 = 1_000;

/// Units of work that one question may take.
const QUESTION: u64 = 4_000_000;

/// Something that a pack's author should know. Rules are indices in the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// These rules can't all hold, and without any of them the others can.
    Contradiction {
        /// Ascending.
        rules: Vec<usize>,
    },
    /// The rule says nothing new.
    Follows {
        /// The rule.
        rule: usize,
        /// Rules that it follows from; with none, it follows from the kinds of its cells.
        from: Vec<usize>,
    },
    /// What stands behind `if` can never be true where the other rules hold.
    NeverApplies {
        /// The rule.
        rule: usize,
    },
    /// Where what stands behind the `if` of the first of them is true, these rules can't all hold.
    ContradictionWhere {
        /// The rule whose `if` it is.
        rule: usize,
        /// Ascending; the rule is among them.
        rules: Vec<usize>,
    },
    /// A report without a figure breaks the rule, or the rule asks for a blank that it takes for 0.
    BlankContradicts {
        /// The rule.
        rule: usize,
    },
    /// The rules leave a cell less room than its kind does.
    Bound {
        /// The cell.
        cell: CellIndex,
        /// What it can be.
        range: Range,
    },
    /// A single wrong figure in this cell could not be named.
    Unnamed {
        /// The cell.
        cell: CellIndex,
        /// Identities that it stands in.
        identities: usize,
        /// The first of the cells that it can't be told from; none where it stands in no identity.
        like: Option<CellIndex>,
    },
}

/// All that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lint {
    /// In the order of [`Remark`]'s kinds, and within one in the order of the pack.
    pub remarks: Vec<Remark>,
    /// Rules that can't be said in rows, and rules for which the work did not suffice.
    pub undecided: Vec<usize>,
}

/// Looks through a pack with at most about `work` units.
///
/// ```
/// use std::sync::Arc;
/// let text = "report x \"x\"\nfigure x \"x\"\nrule one \"1\"\n  x > 1\nrule two \"2\"\n  x > 2";
/// let pack = gouji::packs::open("x.gouji", text).unwrap();
/// let found = gouji::lint::lint(pack.model(), pack.plan(), gouji::lint::WORK);
/// assert!(found.remarks.contains(&gouji::lint::Remark::Follows { rule: 0, from: vec![1] }));
/// ```
#[must_use]
pub fn lint(model: &Arc<Model>, plan: &Arc<Plan>, work: u64) -> Lint {
    let rules = Rules::of(model, plan);
    let mut linter = Linter {
        model,
        rules: &rules,
        work,
        found: Lint::default(),
    };
    let mut undecided: BTreeSet<usize> = rules.unsaid.iter().copied().collect();
    for component in &rules.components {
        linter.component(component, &mut undecided);
    }
    linter.blanks(plan);
    linter
        .found
        .remarks
        .extend(naming::unnamed(model, &rules.conditions));
    linter.found.remarks.sort_by_key(order);
    linter.found.undecided = undecided.into_iter().collect();
    linter.found
}

fn order(remark: &Remark) -> (u8, usize) {
    match remark {
        Remark::Contradiction { rules } => (0, rules.first().copied().unwrap_or(0)),
        Remark::Follows { rule, .. } => (1, *rule),
        Remark::NeverApplies { rule } => (2, *rule),
        Remark::ContradictionWhere { rule, .. } => (3, *rule),
        Remark::BlankContradicts { rule } => (4, *rule),
        Remark::Bound { cell, .. } => (5, *cell),
        Remark::Unnamed { cell, .. } => (6, *cell),
    }
}

struct Linter<'a> {
    model: &'a Arc<Model>,
    rules: &'a Rules,
    work: u64,
    found: Lint,
}

/// What can be said of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    Possible,
    /// Indices into the conditions that were asked about: a proof.
    Impossible(Vec<usize>),
    Unknown,
}

impl Linter<'_> {
    /// Rules that are joined by common figures.
    fn component(&mut self, component: &[usize], undecided: &mut BTreeSet<usize>) {
        match self.ask(component, None) {
            Asked::Impossible(proof) => return self.contradictions(component, &proof),
            Asked::Unknown => return undecided.extend(component),
            Asked::Possible => {}
        }
        let mut kept: Vec<usize> = component.to_vec();
        // From the newest: of two rules that say the same, the older one stays.
        for (place, &rule) in component.iter().enumerate().rev() {
            if self.work < LEAST {
                undecided.extend(&component[..=place]);
                break;
            }
            let others: Vec<usize> = kept
                .iter()
                .copied()
                .filter(|other| *other != rule)
                .collect();
            let negated = self.rules.conditions[rule].as_ref().map(negated);
            match self.ask(&others, negated.as_ref()) {
                Asked::Impossible(proof) => {
                    let from = self.shortest(proof, negated.as_ref());
                    self.found.remarks.push(Remark::Follows { rule, from });
                    kept = others;
                }
                Asked::Unknown => {
                    undecided.insert(rule);
                }
                Asked::Possible => {}
            }
        }
        self.never_applies(component);
        self.bounds(component);
    }

    /// Whether these rules, and one more condition, can hold together.
    fn ask(&mut self, rules: &[usize], more: Option<&Condition>) -> Asked {
        let asked = rules
            .iter()
            .filter_map(|rule| self.rules.conditions[*rule].as_ref());
        let asked: Vec<&Condition> = asked.chain(more).collect();
        let cost = cost(&asked);
        if cost > QUESTION.min(self.work) {
            return Asked::Unknown;
        }
        self.work -= cost;
        let conditions: Vec<Condition> = asked.into_iter().cloned().collect();
        let (mut system, _) = self.system(&conditions);
        let answer = system.decide(QUESTION.min(self.work));
        self.work = self.work.saturating_sub(system.work());
        conflict::asked(answer, rules)
    }

    /// A system over the variables of these conditions alone; and which they are.
    fn system(&self, conditions: &[Condition]) -> (System, Vec<VariableIndex>) {
        rules::system(conditions, &self.rules.domains)
    }

    /// Of a proof, rules that suffice and none of which can be spared.
    fn shortest(&mut self, mut proof: Vec<usize>, more: Option<&Condition>) -> Vec<usize> {
        let mut index = 0;
        while index < proof.len() {
            let without: Vec<usize> = proof
                .iter()
                .enumerate()
                .filter(|(place, _)| *place != index)
                .map(|(_, rule)| *rule)
                .collect();
            match self.ask(&without, more) {
                Asked::Impossible(_) => proof = without,
                _ => index += 1,
            }
        }
        proof.sort_unstable();
        proof
    }

    /// `if` behind which nothing can ever be true; and what contradicts itself where it is.
    fn never_applies(&mut self, component: &[usize]) {
        let mut known: Vec<Vec<usize>> = Vec::new();
        for &rule in component {
            if self.work < LEAST {
                return;
            }
            let Some(condition) = self.rules.conditions_of_if.get(&rule).cloned() else {
                continue;
            };
            let others: Vec<usize> = component
                .iter()
                .copied()
                .filter(|other| *other != rule)
                .collect();
            if let Asked::Impossible(_) = self.ask(&others, Some(&condition)) {
                // That it follows from what else there is needn't be said besides.
                let follows = |remark: &Remark| matches!(remark, Remark::Follows { rule: other, .. } if *other == rule);
                self.found.remarks.retain(|remark| !follows(remark));
                self.found.remarks.push(Remark::NeverApplies { rule });
            } else if let Asked::Impossible(proof) = self.ask(component, Some(&condition)) {
                let rules = self.shortest(proof, Some(&condition));
                if !known.contains(&rules) {
                    known.push(rules.clone());
                    let remark = Remark::ContradictionWhere { rule, rules };
                    self.found.remarks.push(remark);
                }
            }
        }
    }

    fn bounds(&mut self, component: &[usize]) {
        // Totals alone bound nothing; without this, every cell of every table would be asked about in vain.
        if component.iter().all(|rule| self.rules.is_total(*rule)) {
            return;
        }
        let conditions: Vec<Condition> = component
            .iter()
            .filter_map(|rule| self.rules.conditions[*rule].clone())
            .collect();
        let (mut system, variables) = self.system(&conditions);
        for (place, variable) in variables.into_iter().enumerate() {
            let Some(Source::Cell(cell)) = self.model.variables.get(variable) else {
                continue;
            };
            if self.work == 0 {
                return;
            }
            let before = system.work();
            let range = system.range(place, QUESTION);
            self.work = self.work.saturating_sub(system.work() - before);
            let Some(range) = range else {
                continue;
            };
            if is_tighter(&range, &self.rules.domains[variable]) {
                self.found
                    .remarks
                    .push(Remark::Bound { cell: *cell, range });
            }
        }
    }

    /// Rules that take a blank for 0 and are broken by it, or ask whether it is blank.
    fn blanks(&mut self, plan: &Arc<Plan>) {
        let mut session = Session::new(Arc::clone(self.model), Arc::clone(plan), true);
        for variable in 0..self.model.variables.len() {
            session.set(variable, Value::Blank);
        }
        for (index, rule) in self.model.rules.iter().enumerate() {
            let zero = rule.blank == BlankPolicy::Zero;
            let broken = session.outcome(index) == Outcome::Broken;
            if zero && rule.level == Level::Error && (broken || asks_for_blank(&rule.test)) {
                let remark = Remark::BlankContradicts { rule: index };
                self.found.remarks.push(remark);
            }
        }
    }
}

/// What a question costs by its size alone: each term is put into the system, and the rows are compared.
fn cost(conditions: &[&Condition]) -> u64 {
    let mut found = Vec::new();
    conditions
        .iter()
        .for_each(|condition| rules::rows(condition, &mut found));
    let terms: usize = found.iter().map(|row| row.terms.len() + 1).sum();
    let rows = found.len() as u64;
    terms as u64 * 10 + rows * rows / 10
}

fn asks_for_blank(test: &Test) -> bool {
    match test {
        Test::Given(_) => true,
        Test::Compare(_) => false,
        Test::Not(part) => asks_for_blank(part),
        Test::All(parts) | Test::Any(parts) => parts.iter().any(asks_for_blank),
        Test::IfThen(one, other) => asks_for_blank(one) || asks_for_blank(other),
    }
}

/// Whether a range has an end where the domain has none, or a nearer one.
fn is_tighter(range: &Range, domain: &Domain) -> bool {
    let nearer = |end: &Number, bound: Option<&Number>, up: bool| {
        bound.is_none_or(|bound| if up { end < bound } else { end > bound })
    };
    let low = range.minimum.as_ref();
    let high = range.maximum.as_ref();
    low.is_some_and(|end| nearer(&end.value, domain.minimum.as_ref(), false))
        || high.is_some_and(|end| nearer(&end.value, domain.maximum.as_ref(), true))
}

/// The condition that is true exactly when this one is false.
fn negated(condition: &Condition) -> Condition {
    match condition {
        Condition::Row(row) => Condition::Row(row.negated()),
        Condition::All(parts) => Condition::Any(parts.iter().map(negated).collect()),
        Condition::Any(parts) => Condition::All(parts.iter().map(negated).collect()),
    }
}
