//! Values as their cells have them: a day is a date, a choice its label, and no number.

use super::Explainer;
use super::words::Words;
use crate::figure;
use crate::form::{CellIndex, Kind};
use crate::model::{Comparison, Expression, Model, Source, VariableIndex};
use crate::number::Number;

impl Explainer<'_> {
    /// The kind of both sides of a rule's comparison, where it is one of days or of choices.
    #[must_use]
    pub fn kind_compared(&self, rule: usize) -> Option<&Kind> {
        kind_compared(self.model, self.session.deciding(rule)?)
    }
}

/// A value as a cell has it: a choice by its label, a day as a date.
#[must_use]
pub fn cell_value(model: &Model, cell: CellIndex, value: &Number, language: &str) -> String {
    let kind = model.form.cells.get(cell).map(|cell| &cell.kind);
    written(value, kind, Words::of(language))
}

/// The kind of a variable's cell, where its values are no amounts: days, choices.
fn kind_of(model: &Model, variable: VariableIndex) -> Option<&Kind> {
    let (Source::Cell(cell) | Source::Previous(cell)) = model.variables.get(variable)? else {
        return None;
    };
    let kind = &model.form.cells.get(*cell)?.kind;
    matches!(kind, Kind::Date | Kind::Choice(_)).then_some(kind)
}

/// The kind of both sides, where one of them is a day or a choice by itself and the other no arithmetic.
pub(super) fn kind_compared<'a>(model: &'a Model, comparison: &Comparison) -> Option<&'a Kind> {
    let kind = |side: &Expression| match side {
        Expression::Variable(variable) => kind_of(model, *variable),
        _ => None,
    };
    let plain =
        |side: &Expression| matches!(side, Expression::Variable(_) | Expression::Constant(_));
    let both = plain(&comparison.left) && plain(&comparison.right);
    let found = kind(&comparison.left).or_else(|| kind(&comparison.right));
    found.filter(|_| both)
}

/// The value of a variable.
pub(super) fn of_variable(
    model: &Model,
    words: &Words,
    variable: VariableIndex,
    value: &Number,
) -> String {
    written(value, kind_of(model, variable), words)
}

/// A value of a kind.
pub(super) fn written(value: &Number, kind: Option<&Kind>, words: &Words) -> String {
    let text = match kind {
        Some(Kind::Choice(labels)) => {
            let place = value.to_i64().and_then(|place| usize::try_from(place).ok());
            let label = place.and_then(|place| labels.get(place));
            label.map(|label| label.in_language(words.language).to_owned())
        }
        Some(kind) => figure::text_of(value, kind),
        None => None,
    };
    text.unwrap_or_else(|| value.to_string())
}
