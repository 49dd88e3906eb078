//! Model → Plan: every rule over variables becomes rows over indices, and every variable knows the rules that use it.

use super::glance::{Glance, weight_of};
use super::linear;
use crate::model::{BlankPolicy, Comparison, Expression, Model, Rule, Source, Test, VariableIndex};
use crate::row::{Domain, Row};

/// What the session runs on. Made once for a pack, shared by every report.
#[derive(Debug)]
pub struct Plan {
    /// Rule instances, in the order of the model.
    pub(super) rules: Vec<PlannedRule>,
    /// The same rules at a glance.
    pub(super) glances: Vec<Glance>,
    /// The values that each variable may take.
    pub(super) domains: Vec<Domain>,
    /// Where each variable's uses begin in `uses`; one more entry than variables.
    offsets: Vec<usize>,
    uses: Vec<Use>,
}

/// One rule of one variable.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Use {
    pub rule: u32,
    /// The variable's coefficient, when the rule is plain.
    pub weight: i32,
    /// The rule doesn't count with the variable, but isn't asked where its cell is absent.
    pub required_only: bool,
    /// The variable's values have an upper limit, or a lower one that isn't 0.
    pub bounded: bool,
    /// The variable is never below 0.
    pub from_zero: bool,
}

#[derive(Debug)]
pub(super) struct PlannedRule {
    pub logic: Logic,
    /// Variables, each once, in order of index.
    pub variables: Vec<VariableIndex>,
    /// Cells without which the rule is not asked.
    pub requires: Vec<VariableIndex>,
    /// Variables whose blanks don't simply wait, with what they do. Empty for most rules.
    pub blanks: Vec<(Vec<VariableIndex>, BlankPolicy)>,
}

#[derive(Debug)]
pub(super) enum Logic {
    /// Linear sides.
    Row {
        row: Row,
        comparison: Comparison,
        /// Variables that cancel out of the row; the rule waits for their blanks all the same.
        cancelled: Vec<VariableIndex>,
    },
    /// Anything else that compares.
    Formula(Comparison),
    All(Vec<Logic>),
    Any(Vec<Logic>),
    Not(Box<Logic>),
    /// Condition and consequence.
    IfThen(Box<[Logic; 2]>),
    Given(VariableIndex),
}

impl PlannedRule {
    /// Every variable whose change may change the outcome, each once, and whether it is only required.
    fn watched(&self) -> impl Iterator<Item = (VariableIndex, bool)> {
        let elsewhere = |cell: &&VariableIndex| self.variables.binary_search(cell).is_err();
        let named = self.variables.iter().map(|variable| (*variable, false));
        let required = self.requires.iter().filter(elsewhere);
        named.chain(required.map(|variable| (*variable, true)))
    }
}

impl Plan {
    /// Compiles the rules of a model.
    #[must_use]
    pub fn compile(model: &Model) -> Plan {
        let sources = model.variables.iter();
        let domains: Vec<Domain> = sources.map(|source| domain(model, source)).collect();
        let rules: Vec<PlannedRule> = model.rules.iter().map(planned).collect();
        let pairs = model.rules.iter().zip(&rules);
        let glances: Vec<Glance> = pairs
            .map(|(rule, planned)| Glance::of(rule, planned, &domains))
            .collect();
        let mut offsets = vec![0_usize; model.variables.len() + 1];
        for (variable, _) in rules.iter().flat_map(PlannedRule::watched) {
            offsets[variable + 1] += 1;
        }
        for index in 1..offsets.len() {
            offsets[index] += offsets[index - 1];
        }
        let mut next = offsets.clone();
        let mut uses = vec![Use::default(); offsets.last().copied().unwrap_or(0)];
        for (index, rule) in rules.iter().enumerate() {
            for (variable, required_only) in rule.watched() {
                let plain = glances[index].plain && !required_only;
                let domain = &domains[variable];
                let minimum = domain.minimum.as_ref();
                uses[next[variable]] = Use {
                    rule: u32::try_from(index).unwrap_or(u32::MAX),
                    weight: if plain { weight_of(rule, variable) } else { 0 },
                    required_only,
                    bounded: domain.maximum.is_some()
                        || minimum.is_some_and(|minimum| !minimum.is_zero()),
                    from_zero: minimum.is_some(),
                };
                next[variable] += 1;
            }
        }
        Plan {
            rules,
            glances,
            domains,
            offsets,
            uses,
        }
    }

    /// The rules that use a variable.
    pub(super) fn uses(&self, variable: VariableIndex) -> &[Use] {
        match (self.offsets.get(variable), self.offsets.get(variable + 1)) {
            (Some(from), Some(to)) => &self.uses[*from..*to],
            _ => &[],
        }
    }

    /// Indices of the rules that use a variable.
    pub fn rules_of(&self, variable: VariableIndex) -> impl Iterator<Item = usize> + '_ {
        self.uses(variable).iter().map(|each| each.rule as usize)
    }

    /// The variables that a rule uses, each once, in order of index.
    #[must_use]
    pub fn variables_of(&self, rule: usize) -> &[VariableIndex] {
        self.rules.get(rule).map_or(&[], |rule| &rule.variables)
    }

    /// How many variables there are.
    #[must_use]
    pub fn variable_count(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }
}

fn domain(model: &Model, source: &Source) -> Domain {
    match source {
        Source::Cell(cell) | Source::Previous(cell) => model
            .form
            .cells
            .get(*cell)
            .map_or_else(Domain::default, |cell| cell.kind.domain()),
        Source::Parts(_) | Source::Fact { .. } => Domain::default(),
    }
}

fn planned(rule: &Rule) -> PlannedRule {
    let mut variables = Vec::new();
    collect_test(&rule.test, &mut variables);
    variables.sort_unstable();
    variables.dedup();
    let mut blanks = Vec::new();
    let mut compared = Vec::new();
    collect_blanks(&rule.test, rule.blank, &mut compared, &mut blanks);
    if blanks.is_empty() {
        blanks.push((compared, rule.blank));
    }
    blanks.retain(|(_, policy)| *policy != BlankPolicy::Wait);
    PlannedRule {
        logic: logic(&rule.test),
        variables,
        requires: rule.requires.clone(),
        blanks,
    }
}

fn logic(test: &Test) -> Logic {
    match test {
        Test::Compare(comparison) => match linear::row(comparison) {
            Some(row) => Logic::Row {
                cancelled: cancelled(comparison, &row),
                comparison: comparison.clone(),
                row,
            },
            None => Logic::Formula(comparison.clone()),
        },
        Test::All(parts) => Logic::All(parts.iter().map(logic).collect()),
        Test::Any(parts) => Logic::Any(parts.iter().map(logic).collect()),
        Test::Not(part) => Logic::Not(Box::new(logic(part))),
        Test::IfThen(condition, consequence) => {
            Logic::IfThen(Box::new([logic(condition), logic(consequence)]))
        }
        Test::Given(variable) => Logic::Given(*variable),
    }
}

fn cancelled(comparison: &Comparison, row: &Row) -> Vec<VariableIndex> {
    let mut variables = Vec::new();
    collect(&comparison.left, &mut variables);
    collect(&comparison.right, &mut variables);
    variables.retain(|variable| row.terms.iter().all(|(kept, _)| kept != variable));
    variables
}

fn collect_test(test: &Test, variables: &mut Vec<VariableIndex>) {
    match test {
        Test::Compare(comparison) => {
            collect(&comparison.left, variables);
            collect(&comparison.right, variables);
        }
        Test::All(parts) | Test::Any(parts) => {
            parts.iter().for_each(|part| collect_test(part, variables));
        }
        Test::Not(part) => collect_test(part, variables),
        Test::IfThen(condition, consequence) => {
            collect_test(condition, variables);
            collect_test(consequence, variables);
        }
        Test::Given(variable) => variables.push(*variable),
    }
}

/// The figures that are compared; and where something is said of the blanks of one side, those of each side. What is said
/// of a side is about that side alone, "all blank" too; what is said of the rule is about all that it compares.
fn collect_blanks(
    test: &Test,
    policy: BlankPolicy,
    compared: &mut Vec<VariableIndex>,
    sides: &mut Vec<(Vec<VariableIndex>, BlankPolicy)>,
) {
    match test {
        Test::Compare(comparison) => {
            let mut both = [Vec::new(), Vec::new()];
            collect(&comparison.left, &mut both[0]);
            collect(&comparison.right, &mut both[1]);
            compared.extend(both.iter().flatten());
            let (left, right) = comparison.blanks;
            if left.or(right).is_some() {
                let own = [left, right].map(|side| side.unwrap_or(policy));
                sides.extend(both.into_iter().zip(own));
            }
        }
        Test::All(parts) | Test::Any(parts) => {
            for part in parts {
                collect_blanks(part, policy, compared, sides);
            }
        }
        Test::Not(part) => collect_blanks(part, policy, compared, sides),
        Test::IfThen(condition, consequence) => {
            collect_blanks(condition, policy, compared, sides);
            collect_blanks(consequence, policy, compared, sides);
        }
        Test::Given(_) => {}
    }
}

/// The variables of an expression, in the order in which it names them.
pub(crate) fn collect(expression: &Expression, variables: &mut Vec<VariableIndex>) {
    match expression {
        Expression::Constant(_) => {}
        Expression::Variable(variable) => variables.push(*variable),
        Expression::Sum(parts) => parts.iter().for_each(|(_, part)| collect(part, variables)),
        Expression::Product(left, right) | Expression::Quotient(left, right) => {
            collect(left, variables);
            collect(right, variables);
        }
        Expression::Absolute(inner) | Expression::Round(inner, _) => collect(inner, variables),
        Expression::Minimum(list) | Expression::Maximum(list) => {
            list.iter().for_each(|part| collect(part, variables));
        }
    }
}
