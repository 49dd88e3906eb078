//! `gouji describe PACK`: every rule instance in words, in the order of the pack.

use crate::arguments::Format;
use crate::output::{self, table};
use crate::shelf::Shelf;
use crate::words::Words;
use crate::{Exit, console};
use gouji::explain;
use gouji::form::Level;
use serde::Serialize;

/// One rule instance, as `--format json` gives it.
#[derive(Serialize)]
struct Described<'a> {
    rule: &'a str,
    level: &'a str,
    text: String,
}

/// Runs the command.
pub fn run(pack: &str, format: Format, words: &'static Words) -> Exit {
    let pack = match Shelf::new(words, Some(pack)).and_then(|shelf| shelf.only()) {
        Ok(pack) => pack,
        Err(problem) => {
            console::complain(&problem);
            return Exit::Unchecked;
        }
    };
    let model = pack.model();
    let rules = model
        .rules
        .iter()
        .enumerate()
        .map(|(index, rule)| Described {
            rule: &rule.id,
            level: match rule.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Notice => "notice",
            },
            text: explain::describe(model, pack.plan(), index, words.language),
        });
    let text = match format {
        Format::Json => rules
            .map(|rule| format!("{}\n", output::json(&rule)))
            .collect(),
        _ => {
            let rows: Vec<_> = rules
                .map(|rule| [rule.rule.to_owned(), level(rule.level, words), rule.text])
                .collect();
            let form = &model.form;
            let title = form.title.in_language(words.language);
            let count = rows.len().to_string();
            let blanks = [
                ("title", title),
                ("pack", &*form.id),
                ("version", &*form.version),
                ("count", &*count),
            ];
            format!(
                "{}\n\n{}",
                words.say("describe.title", &blanks),
                table(&rows)
            )
        }
    };
    console::print(&text);
    Exit::Fine
}

fn level(level: &str, words: &Words) -> String {
    words.say(
        match level {
            "error" => "level.error",
            "warning" => "level.warning",
            _ => "level.notice",
        },
        &[],
    )
}
