//! Repairs in words: which cell, from what to what, what it mends, and how the error may have come about.

use super::Explainer;
use super::cells::quoted;
use super::words::Words;
use crate::form::CellIndex;
use crate::number::Number;

/// One repair, as the locator found it.
#[derive(Clone, Debug)]
pub struct RepairParts<'a> {
    /// The cells to change, what stands in each now (nothing when blank, its text when it can't be read), and what
    /// belongs there.
    pub changes: &'a [(CellIndex, String, NewFigure)],
    /// How many tie-outs it mends; none where only a cell's own text is at fault.
    pub resolves: usize,
    /// The cause, by the name that the contract gives it (`digit`, `arithmetic`).
    pub because: &'a str,
    /// Whether it is the only repair of its group.
    pub only: bool,
}

/// What belongs in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewFigure {
    /// This figure and no other, as the cell says it.
    Exactly(String),
    /// A bound with whether it is itself excluded, or none.
    Between(Option<(String, bool)>, Option<(String, bool)>),
}

impl Explainer<'_> {
    /// A repair.
    #[must_use]
    pub fn repair(&self, repair: &RepairParts<'_>) -> String {
        let resolved = match repair.resolves {
            0 => self.words.say("resolved.cell", &[]),
            1 => self.words.say("resolved.one", &[]),
            count => self
                .words
                .say("resolved.many", &[("count", &count.to_string())]),
        };
        let sentence = match repair.changes {
            [(cell, from, NewFigure::Exactly(to))] if repair.only => {
                let key = match kind_of(from) {
                    From::Blank => "repair.only.blank",
                    From::Figure => "repair.only",
                    From::Text => "repair.only.text",
                };
                let (cell, from, to) = (self.cell(*cell), quoted(from), to);
                let blanks = [
                    ("cell", &*cell),
                    ("from", &from),
                    ("to", to),
                    ("resolved", &resolved),
                ];
                self.words.say(key, &blanks)
            }
            [change] => {
                let change = self.change(change);
                let blanks = [("change", &*change), ("resolved", &resolved)];
                self.words.say("repair.tie", &blanks)
            }
            changes => {
                let said: Vec<String> = changes.iter().map(|change| self.change(change)).collect();
                let (count, changes) = (changes.len().to_string(), self.words.list(&said));
                let blanks = [
                    ("count", &*count),
                    ("changes", &changes),
                    ("resolved", &resolved),
                ];
                self.words.say("repair.several", &blanks)
            }
        };
        match self.because(repair.because) {
            Some(because) => {
                let blanks = [("sentence", &*sentence), ("because", &because)];
                self.words.say("repair.because", &blanks)
            }
            None => sentence,
        }
    }

    /// What is not known of the repairs, by the name of the limit (`ties`, `undecided`, `work`).
    #[must_use]
    pub fn limited(&self, limit: &str) -> String {
        let key = match limit {
            "ties" => "limited.ties",
            "undecided" => "limited.undecided",
            _ => "limited.work",
        };
        self.words.say(key, &[])
    }

    fn because(&self, cause: &str) -> Option<String> {
        let key = match cause {
            "digit" => "because.digit",
            "digits_swapped" => "because.digits_swapped",
            "sign" => "because.sign",
            "cells_swapped" => "because.cells_swapped",
            "shifted" => "because.shifted",
            "unit" => "because.unit",
            "copied" => "because.copied",
            "stale_total" => "because.stale_total",
            "previous_year" => "because.previous_year",
            "rounding" => "because.rounding",
            _ => return None,
        };
        Some(self.words.say(key, &[]))
    }

    fn change(&self, (cell, from, to): &(CellIndex, String, NewFigure)) -> String {
        let cell = self.cell(*cell);
        let (key, blank, new) = match (kind_of(from), to) {
            (From::Blank, NewFigure::Exactly(to)) => ("change.blank", "to", to.clone()),
            (From::Figure, NewFigure::Exactly(to)) => ("change.figure", "to", to.clone()),
            (From::Text, NewFigure::Exactly(to)) => ("change.text", "to", to.clone()),
            (From::Blank, NewFigure::Between(least, most)) => (
                "change.open.blank",
                "range",
                self.range(least.as_ref(), most.as_ref()),
            ),
            (From::Text, NewFigure::Between(least, most)) => (
                "change.open.text",
                "range",
                self.range(least.as_ref(), most.as_ref()),
            ),
            (From::Figure, NewFigure::Between(least, most)) => (
                "change.open",
                "range",
                self.range(least.as_ref(), most.as_ref()),
            ),
        };
        let from = quoted(from);
        self.words
            .say(key, &[("cell", &cell), ("from", &from), (blank, &new)])
    }

    pub(super) fn range(
        &self,
        least: Option<&(String, bool)>,
        most: Option<&(String, bool)>,
    ) -> String {
        let text = |bound: Option<&(String, bool)>| {
            bound.map(|(text, _)| text.clone()).unwrap_or_default()
        };
        let key = match (least, most) {
            (None, None) => "range.any",
            (Some((_, false)), Some((_, false))) => "range.between",
            (Some((_, true)), Some((_, true))) => "range.inside",
            (Some((_, true)), Some(_)) => "range.above_to",
            (Some(_), Some(_)) => "range.from_below",
            (Some((_, true)), None) => "range.above",
            (Some(_), None) => "range.least",
            (None, Some((_, true))) => "range.below",
            (None, Some(_)) => "range.most",
        };
        let (minimum, maximum) = (text(least), text(most));
        self.words
            .say(key, &[("minimum", &minimum), ("maximum", &maximum)])
    }
}

/// What is said before the repairs of a group; `told_apart` when a cause speaks for one of them.
#[must_use]
pub fn group_heading(words: &Words, repairs: usize, pending: bool, told_apart: bool) -> String {
    let count = repairs.to_string();
    let key = match repairs {
        _ if pending => "group.pending",
        0 => "group.none",
        1 => "group.only",
        _ if told_apart => "group.ties",
        _ => "group.unknown",
    };
    words.say(key, &[("count", &count)])
}

/// Repairs of a group that are not listed.
#[must_use]
pub fn group_more(words: &Words, more: usize) -> String {
    words.say("group.more", &[("count", &more.to_string())])
}

/// What stands in a cell now.
enum From {
    Blank,
    Figure,
    Text,
}

fn kind_of(from: &str) -> From {
    match from {
        "" => From::Blank,
        figure if Number::parse(figure).is_some() => From::Figure,
        _ => From::Text,
    }
}
