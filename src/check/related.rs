//! The rules of one cell, with the part that every cell plays in them: what the page lights up around the focus.

use super::Check;
use crate::engine::Outcome;
use crate::explain::Explainer;
use crate::form::{CellIndex, Level};
use crate::model::{Expression, Source, Test};
use serde::Serialize;

/// A rule of a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Related {
    /// Address of the rule instance.
    pub rule: String,
    /// `error`, `warning` or `notice`.
    pub level: &'static str,
    /// `holds`, `broken`, `undecided` or `not_asked`.
    pub verdict: &'static str,
    /// The rule with the figures filled in.
    pub sentence: String,
    /// Its cells, in the order in which it names them.
    pub cells: Vec<Part>,
}

/// The part that a cell plays in a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Address.
    pub address: String,
    /// `total`, `addend`, `subtrahend` or `other`.
    pub role: &'static str,
}

impl Check {
    /// The rules of a cell.
    #[must_use]
    pub fn related(&self, cell: CellIndex, lang: &str) -> Vec<Related> {
        let mut rules: Vec<usize> = self.pack.plan().rules_of(cell).collect();
        rules.dedup();
        let explainer = Explainer::new(&self.session, lang);
        rules
            .into_iter()
            .map(|rule| self.related_rule(rule, &explainer))
            .collect()
    }

    fn related_rule(&self, rule: usize, explainer: &Explainer<'_>) -> Related {
        let model = self.pack.model();
        let address = |(cell, role): (CellIndex, &'static str)| Part {
            address: model.form.cells[cell].address.clone(),
            role,
        };
        Related {
            rule: model.rules[rule].id.clone(),
            level: level_name(self.session.level(rule)),
            verdict: match self.session.outcome(rule) {
                Outcome::Holds | Outcome::Rounded => "holds",
                Outcome::Broken => "broken",
                Outcome::Undecided => "undecided",
                Outcome::NotAsked => "not_asked",
            },
            sentence: explainer.sentence(rule),
            cells: self.parts_of(rule).into_iter().map(address).collect(),
        }
    }

    fn parts_of(&self, rule: usize) -> Vec<(CellIndex, &'static str)> {
        let mut parts = Vec::new();
        if let Test::Compare(comparison) = &self.pack.model().rules[rule].test {
            let alone = |side: &Expression| matches!(side, Expression::Variable(_));
            for (side, other) in [
                (&comparison.left, &comparison.right),
                (&comparison.right, &comparison.left),
            ] {
                let role = if alone(side) && !alone(other) {
                    "total"
                } else {
                    "addend"
                };
                self.roles_in(side, role, &mut parts);
            }
        } else {
            parts.extend(
                self.cells_of_rule(rule)
                    .into_iter()
                    .map(|cell| (cell, "other")),
            );
        }
        parts
    }

    fn roles_in(
        &self,
        side: &Expression,
        role: &'static str,
        parts: &mut Vec<(CellIndex, &'static str)>,
    ) {
        match side {
            Expression::Variable(variable) => {
                if let Some(Source::Cell(cell)) = self.pack.model().variables.get(*variable) {
                    parts.push((*cell, role));
                }
            }
            Expression::Sum(list) => {
                for (negative, part) in list {
                    self.roles_in(part, if *negative { "subtrahend" } else { role }, parts);
                }
            }
            other => {
                let mut variables = Vec::new();
                crate::engine::plan::collect(other, &mut variables);
                for variable in variables {
                    self.roles_in(&Expression::Variable(variable), "other", parts);
                }
            }
        }
    }
}

/// The word for a level, as results write it.
pub(crate) fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Notice => "notice",
    }
}
