//! What a person may ask of a report as it stands: which blanks follow from the rest, and why it is not this cell.
//!
//! Answers only; nothing is filled in or changed. Both questions are asked of the rules of level error alone, as repairs are.

use super::Check;
use super::locating::range;
use crate::engine::Outcome;
use crate::explain::{Explainer, NewFigure};
use crate::figure;
use crate::form::CellIndex;
use crate::locate;
use crate::result::{Change, Range};
use crate::system;
use serde::Serialize;

/// What the rules of one cell ask of it, everything else left as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Why {
    /// Address.
    pub cell: String,
    /// The one figure with which all of its rules hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The figures with which they hold, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// In words.
    pub message: String,
    /// What each rule asks; where no figure satisfies all, only the fewest that can't be satisfied together.
    pub demands: Vec<Asked>,
}

/// What one rule asks of a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// Address of the rule instance.
    pub rule: String,
    /// In words.
    pub message: String,
}

impl Check {
    /// The blanks whose figures follow from the rest, each with its figure, in the order of the form.
    #[must_use]
    pub fn determined(&self) -> Vec<Change> {
        let cells = &self.pack.model().form.cells;
        let blank = |cell: CellIndex| {
            cell < cells.len() && self.entries.reading(cell).blank && !self.entries.is_absent(cell)
        };
        if !(0..cells.len()).any(blank) {
            return Vec::new();
        }
        let (problem, _) = self.problem();
        let offered = |change: locate::Change| match change.to {
            locate::Value::Exactly(number) if blank(change.figure) => {
                let cell = &cells[change.figure];
                Some(Change {
                    cell: cell.address.clone(),
                    to: Some(figure::text_of(&number, &cell.kind)?),
                    ..Change::default()
                })
            }
            _ => None,
        };
        locate::fill(&problem)
            .into_iter()
            .filter_map(offered)
            .collect()
    }

    /// Why it is, or is not, this cell.
    #[must_use]
    pub fn why(&self, cell: CellIndex, lang: &str) -> Option<Why> {
        let address = self.pack.model().form.cells.get(cell)?.address.clone();
        let (problem, rules) = self.problem();
        let choice = locate::choice(&problem, cell);
        let figure_of = |to: locate::Value| self.new_figure(&locate::Change { figure: cell, to });
        let explainer = Explainer::new(&self.session, lang);
        let said = |demand: &locate::Demand| Asked {
            rule: self.pack.model().rules[rules[demand.rule]].id.clone(),
            message: explainer.demand(
                rules[demand.rule],
                demand
                    .range
                    .clone()
                    .map(|range| figure_of(value_in(range)))
                    .as_ref(),
            ),
        };
        let broken =
            |demand: &locate::Demand| self.session.outcome(rules[demand.rule]) == Outcome::Broken;
        let fits = !choice.demands.iter().any(broken);
        let value = choice.value.clone().map(figure_of);
        let message = match &value {
            _ if fits => explainer.fits(cell, choice.demands.len()),
            Some(value) => explainer.could_be(cell, value),
            None => explainer.could_not_be(cell, choice.conflict.len()),
        };
        let told = |demand: &&locate::Demand| match value {
            _ if fits => false,
            Some(_) => true,
            None => choice.conflict.contains(&demand.rule),
        };
        Some(Why {
            cell: address,
            to: match &value {
                Some(NewFigure::Exactly(text)) => Some(text.clone()),
                _ => None,
            },
            range: match value.clone() {
                Some(NewFigure::Between(least, most)) => Some(range(least, most)),
                _ => None,
            },
            demands: choice.demands.iter().filter(told).map(said).collect(),
            message,
        })
    }
}

fn value_in(range: system::Range) -> locate::Value {
    match range.only() {
        Some(number) => locate::Value::Exactly(number.clone()),
        None => locate::Value::Range(range),
    }
}
