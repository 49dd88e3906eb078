//! `gouji test PACK`: the pack's own examples, run; and the rules that none of them breaks.

use crate::arguments::Format;
use crate::lint::complain;
use crate::output;
use crate::shelf::Shelf;
use crate::words::Words;
use crate::{Exit, console};
use gouji::author::{self, Outcome};

/// Runs the command.
pub fn run(pack: &str, format: Format, words: &'static Words) -> Exit {
    let pack = match Shelf::for_author(pack, words) {
        Ok(pack) => pack,
        Err(problem) => {
            complain(&problem, format, words);
            return Exit::Unchecked;
        }
    };
    let outcomes = author::test(&pack, words.language);
    console::print(&match format {
        Format::Json => output::json_lines(&outcomes),
        _ => console::lines(&human(&outcomes, words)),
    });
    if outcomes.iter().all(|outcome| outcome.passed) {
        Exit::Fine
    } else {
        Exit::Inconsistent
    }
}

fn human(outcomes: &[Outcome], words: &Words) -> String {
    let mut text = String::new();
    for outcome in outcomes {
        if let (Some(example), Some(line)) = (&outcome.example, outcome.line) {
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
