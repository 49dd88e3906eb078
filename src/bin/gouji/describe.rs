//! `gouji describe PACK`: every rule instance in words, in the order of the pack.

use crate::arguments::Format;
use crate::output::{self, table};
use crate::shelf::Shelf;
use crate::words::Words;
use crate::{Exit, console};
use gouji::author;

/// Runs the command.
pub fn run(pack: &str, format: Format, words: &'static Words) -> Exit {
    let pack = match Shelf::new(words, Some(pack)).and_then(|shelf| shelf.only()) {
        Ok(pack) => pack,
        Err(problem) => {
            console::complain(&problem);
            return Exit::Unchecked;
        }
    };
    let rules = author::describe(&pack, words.language);
    let text = match format {
        Format::Json => output::json_lines(&rules),
        _ => {
            let form = &pack.model().form;
            let title = form.title.in_language(words.language);
            let count = rules.len().to_string();
            let blanks = [
                ("title", title),
                ("pack", &*form.id),
                ("version", &*form.version),
                ("count", &*count),
            ];
            let rows = rules.into_iter();
            let rows: Vec<_> = rows
                .map(|rule| [rule.rule, level(rule.level, words), rule.text])
                .collect();
            console::lines(&format!(
                "{}\n\n{}",
                words.say("describe.title", &blanks),
                table(&rows)
            ))
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
