//! What is odd about a cell's text, in words.

use super::Explainer;
use crate::figure::{FigureProblem, Reading};
use crate::form::{CellIndex, Kind};

/// Typed text longer than this is cut when it is quoted.
const QUOTED: usize = 30;

impl Explainer<'_> {
    /// One problem of a cell, whose text was typed as `text` and read as `reading`.
    #[must_use]
    pub fn cell_problem(
        &self,
        cell: CellIndex,
        text: &str,
        reading: &Reading,
        problem: &FigureProblem,
    ) -> String {
        let name = self.cell(cell);
        let quoted = quoted(text);
        let figure = reading
            .number
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let say = |key: &str, more: &[(&str, &str)]| {
            let mut blanks = vec![("cell", &*name), ("text", &*quoted), ("figure", &*figure)];
            blanks.extend_from_slice(more);
            self.words.say(key, &blanks)
        };
        match problem {
            FigureProblem::Unreadable { characters } => match characters.as_str() {
                "," | "，" => say("cell.unreadable.comma", &[]),
                some if some.trim().is_empty() => say("cell.unreadable.space", &[]),
                some if some == text.trim() => say("cell.unreadable", &[]),
                some => say(
                    "cell.unreadable.part",
                    &[("characters", &self::quoted(some))],
                ),
            },
            FigureProblem::Negative => say("cell.negative", &[]),
            FigureProblem::Fraction => say("cell.fraction", &[]),
            FigureProblem::Range => say(
                match self.model.form.cells.get(cell).map(|cell| &cell.kind) {
                    Some(Kind::Year) => "cell.range.year",
                    Some(Kind::Date) => "cell.range.date",
                    _ => "cell.range",
                },
                &[],
            ),
            FigureProblem::Choice => say("cell.choice", &[("list", &self.choices(cell))]),
            FigureProblem::Unit { from, to } => match to {
                Some(to) if to != from => say("cell.unit.converted", &[("to", to)]),
                _ => say("cell.unit", &[("from", from)]),
            },
            FigureProblem::Note { text: note } => say("cell.note", &[("note", note)]),
            FigureProblem::Numeral { .. } => say("cell.numeral", &[]),
            FigureProblem::BlankMark { .. } => say("cell.blank_mark", &[]),
        }
    }

    /// A cell that must be filled in and isn't.
    #[must_use]
    pub fn cell_required(&self, cell: CellIndex) -> String {
        self.words
            .say("cell.required", &[("cell", &self.cell(cell))])
    }

    /// Why a figure could not be placed: the sentence of a reason's code, or the reason itself where it is a sentence.
    #[must_use]
    pub fn unplaced(&self, why: &str) -> String {
        match why {
            "unknown_address" => self.words.say("unplaced.unknown_address", &[]),
            "other_year" => self.words.say("unplaced.other_year", &[]),
            sentence => sentence.to_owned(),
        }
    }

    fn choices(&self, cell: CellIndex) -> String {
        let Some(Kind::Choice(list)) = self.model.form.cells.get(cell).map(|cell| &cell.kind)
        else {
            return String::new();
        };
        let name = |label: &crate::form::Label| label.in_language(self.words.language).to_owned();
        self.words.list(&list.iter().map(name).collect::<Vec<_>>())
    }
}

/// Typed text as it is quoted: nothing in it that can't be seen, and not too long.
pub(super) fn quoted(text: &str) -> String {
    let visible = |sign: char| if sign.is_control() { '\u{fffd}' } else { sign };
    let trimmed = text.trim();
    let mut quoted: String = trimmed.chars().take(QUOTED).map(visible).collect();
    if trimmed.chars().nth(QUOTED).is_some() {
        quoted.push('…');
    }
    quoted
}
