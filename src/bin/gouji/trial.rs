//! `gouji test PACK`: the pack's own examples, run; and the rules that none of them breaks.

use crate::arguments::Format;
use crate::lint::complain;
use crate::output;
use crate::shelf::Shelf;
use crate::words::Words;
use crate::{Exit, console};
use gouji::examples::{self, Failure};
use serde::Serialize;

/// An example, or a rule that none breaks, as `--format json` gives it.
#[derive(Serialize)]
struct Outcome<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
    passed: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<String>,
}

/// Runs the command.
pub fn run(pack: &str, format: Format, words: &'static Words) -> Exit {
    let pack = match Shelf::for_author(pack, words) {
        Ok(pack) => pack,
        Err(problem) => {
            complain(&problem, format, words);
            return Exit::Unchecked;
        }
    };
    let trial = examples::run(&pack);
    let examples = pack.model().examples.iter().zip(&trial.failures);
    let mut outcomes: Vec<Outcome> = examples
        .map(|(example, failures)| Outcome {
            example: Some(&example.name),
            line: Some(example.line),
            rule: None,
            passed: failures.is_empty(),
            problems: failures
                .iter()
                .map(|failure| said(failure, words))
                .collect(),
        })
        .collect();
    outcomes.extend(trial.never_broken.iter().map(|rule| Outcome {
        example: None,
        line: None,
        rule: Some(rule),
        passed: false,
        problems: vec![words.say("test.never_broken", &[("rule", rule)])],
    }));
    let text: String = match format {
        Format::Json => outcomes
            .iter()
            .map(|outcome| format!("{}\n", output::json(outcome)))
            .collect(),
        _ => human(&outcomes, words),
    };
    console::print(&text);
    if trial.passed() {
        Exit::Fine
    } else {
        Exit::Inconsistent
    }
}

fn human(outcomes: &[Outcome], words: &Words) -> String {
    let mut text = String::new();
    for outcome in outcomes {
        if let (Some(example), Some(line)) = (outcome.example, outcome.line) {
            let key = if outcome.passed {
                "test.passed"
            } else {
                "test.failed"
            };
            let line = line.to_string();
            text += &words.say(key, &[("example", example), ("line", &line)]);
            text.push('\n');
        }
        let indent = if outcome.example.is_some() {
            "    "
        } else {
            ""
        };
        for problem in &outcome.problems {
            text += &format!("{indent}{problem}\n");
        }
    }
    let passed = outcomes
        .iter()
        .filter(|outcome| outcome.passed)
        .count()
        .to_string();
    let all = outcomes
        .iter()
        .filter(|outcome| outcome.example.is_some())
        .count()
        .to_string();
    text + &words.say("test.summary", &[("passed", &passed), ("all", &all)]) + "\n"
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
