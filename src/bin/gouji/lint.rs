//! `gouji lint PACK`: every mistake in the pack's text, or what its author should know of its rules.

use crate::arguments::Format;
use crate::output;
use crate::shelf::Shelf;
use crate::words::Words;
use crate::{Exit, console};
use gouji::author::{self, Remark};
use gouji::pack::Pack;
use gouji::packs::PackError;

/// Runs the command.
pub fn run(pack: &str, format: Format, words: &'static Words) -> Exit {
    let pack = match Shelf::for_author(pack, words) {
        Ok(pack) => pack,
        Err(problem) => {
            complain(&problem, format, words);
            return Exit::Unchecked;
        }
    };
    let remarks = author::lint(&pack, words.language);
    console::print(&match format {
        Format::Json => output::json_lines(&remarks),
        _ => console::lines(&human(&pack, &remarks, words)),
    });
    if remarks.iter().any(|remark| remark.severity == "error") {
        Exit::Inconsistent
    } else {
        Exit::Fine
    }
}

/// Says why there is no pack: for a person on standard error, for a program on standard output.
pub fn complain(problem: &Result<PackError, String>, format: Format, words: &Words) {
    match problem {
        Ok(PackError::Mistaken(mistakes)) if format == Format::Json => {
            console::print(&output::json_lines(&author::mistakes(
                mistakes,
                words.language,
            )));
        }
        Ok(PackError::Mistaken(mistakes)) => {
            let rendered = mistakes
                .iter()
                .map(|mistake| mistake.render(words.language));
            console::complain_of_text(&rendered.collect::<Vec<_>>().join("\n"));
        }
        Ok(unknown) => console::complain(&crate::shelf::said(unknown, words)),
        Err(sentence) => console::complain(sentence),
    }
}

fn human(pack: &Pack, remarks: &[Remark], words: &Words) -> String {
    let form = &pack.model().form;
    let blanks = [
        ("title", form.title.in_language(words.language)),
        ("pack", &*form.id),
        ("version", &*form.version),
    ];
    if remarks.is_empty() {
        return format!("{}\n", words.say("lint.nothing", &blanks));
    }
    let mut text = format!("{}\n\n", words.say("lint.title", &blanks));
    for remark in remarks {
        let key = match remark.severity {
            "error" => "level.error",
            "warning" => "level.warning",
            _ => "level.notice",
        };
        let level = words.say(key, &[]);
        text += &format!("{level}  {}\n", remark.message);
    }
    text
}
