//! `gouji form PACK`: a ready page with the form of a pack, checked while it is typed.

use crate::arguments::Format;
use crate::shelf::Shelf;
use crate::words::Words;
use crate::{Exit, console, output};
use gouji::author;

/// Runs the command.
pub fn run(pack: &str, format: Format, words: &'static Words) -> Exit {
    match Shelf::new(words, Some(pack)).and_then(|shelf| shelf.only()) {
        Ok(pack) => {
            let page = author::form(&pack, words.language);
            console::print(&match format {
                Format::Json => output::json_lines(&[page]),
                _ => page.html,
            });
            Exit::Fine
        }
        Err(problem) => {
            console::complain(&problem);
            Exit::Unchecked
        }
    }
}
