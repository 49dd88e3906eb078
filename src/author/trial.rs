//! A pack's own examples, run → how each came out, and the rules that none of them breaks.

use super::words::Words;
use crate::examples::{self, Failure};
use crate::pack::Pack;
use serde::Serialize;
use std::sync::Arc;

/// An example, or a rule that none breaks.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// The example's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// The line on which it begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// A rule that no example breaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Whether all is as the pack says.
    pub passed: bool,
    /// What isn't, a sentence each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<String>,
}

/// Runs the examples of a pack.
#[must_use]
pub fn test(pack: &Arc<Pack>, language: &str) -> Vec<Outcome> {
    let words = Words::of(language);
    let trial = examples::run(pack);
    let examples = pack.model().examples.iter().zip(&trial.failures);
    let tried = examples.map(|(example, failures)| Outcome {
        example: Some(example.name.clone()),
        line: Some(example.line),
        rule: None,
        passed: failures.is_empty(),
        problems: failures
            .iter()
            .map(|failure| said(failure, words))
            .collect(),
    });
    let unbroken = trial.never_broken.iter().map(|rule| Outcome {
        example: None,
        line: None,
        rule: Some(rule.clone()),
        passed: false,
        problems: vec![words.say("test.never_broken", &[("rule", rule)])],
    });
    tried.chain(unbroken).collect()
}

fn said(failure: &Failure, words: &Words) -> String {
    match failure {
        Failure::NotBroken { rule } => words.say("test.not_broken", &[("rule", rule)]),
        Failure::Broken { rule } => words.say("test.broken", &[("rule", rule)]),
        Failure::NotRepaired {
            cell,
            figure,
            instead,
        } => {
            let instead: Vec<String> = instead
                .iter()
                .map(|(cell, to)| format!("{cell} = {to}"))
                .collect();
            let instead = if instead.is_empty() {
                words.say("test.no_repair", &[])
            } else {
                words.results.list(&instead)
            };
            let figure = figure.to_string();
            words.say(
                "test.not_repaired",
                &[("cell", cell), ("figure", &figure), ("instead", &instead)],
            )
        }
        Failure::ReadsOtherwise {
            cell,
            figure,
            instead,
        } => {
            let instead = instead
                .as_ref()
                .map_or_else(|| words.say("test.no_figure", &[]), ToString::to_string);
            let figure = figure.to_string();
            words.say(
                "test.reads",
                &[("cell", cell), ("figure", &figure), ("instead", &instead)],
            )
        }
        Failure::NotChecked => words.say("test.not_checked", &[]),
    }
}
