//! Verdicts and repairs → sentences, in the report's own words with the figures filled in.
//!
//! Reads the model, the session and `messages/`; decides nothing: whatever is said here was found before. Cells are
//! named by their labels, never by an address.

mod arithmetic;
mod cells;
mod kinds;
mod labels;
pub mod placing;
mod repairs;
mod rules;
mod why;
pub mod words;

use crate::engine::Session;
use crate::form::CellIndex;
use crate::model::Model;
use labels::Labels;
use words::Words;

pub use kinds::cell_value;
pub use repairs::{NewFigure, RepairParts, group_heading, group_more};
pub use rules::describe;

/// Says what a session has found, in one language.
pub struct Explainer<'a> {
    session: &'a Session,
    model: &'a Model,
    words: &'static Words,
}

impl<'a> Explainer<'a> {
    /// An explainer in `language` (`zh-CN`, `en`); in Chinese where there are no words for it.
    #[must_use]
    pub fn new(session: &'a Session, language: &str) -> Explainer<'a> {
        Explainer {
            session,
            model: session.model(),
            words: Words::of(language),
        }
    }
}

/// The labels of a cell: 「（七）总计」×「其他」.
#[must_use]
pub fn cell_label(model: &Model, cell: CellIndex, language: &str) -> String {
    let words = Words::of(language);
    Labels::new(model, words).cell(cell)
}

/// The labels of all cells, in their order.
pub fn cell_labels(model: &Model, language: &str) -> impl Iterator<Item = String> {
    let labels = Labels::new(model, Words::of(language));
    let printed = labels.printed();
    (0..model.form.cells.len()).map(move |cell| {
        let labels = Labels {
            printed: Some(&printed),
            ..labels
        };
        labels.cell(cell)
    })
}
