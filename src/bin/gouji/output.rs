//! Results as they were asked for: words for a person, one JSON a line, a table of findings, a workbook, a page.

mod drawing;
mod findings;
mod human;
mod page;
mod table;
mod workbook;

use crate::arguments::Format;
use crate::console;
use crate::words::Words;
use gouji::pack::Pack;
use gouji::record::Record;
use gouji::result::Report;
use serde::Serialize;
use std::sync::Arc;

pub use table::table;

/// Repairs of one group that are listed.
const LISTED: usize = 10;

/// One report and what came of it.
pub struct Checked {
    /// Where it was read from.
    pub file: String,
    /// The report.
    pub record: Record,
    /// The result with the pack that it was checked by, or why there is none.
    pub outcome: Result<(Report, Arc<Pack>), String>,
}

/// An entry of `gouji packs --format json`.
#[derive(Serialize)]
pub struct PackEntry<'a> {
    /// Its name.
    pub id: &'a str,
    /// The title of its report.
    pub title: &'a str,
    /// Its version.
    pub version: &'a str,
}

/// Writes results as they come.
pub struct Writer {
    format: Format,
    words: &'static Words,
    colour: bool,
    /// Kept for what is written at the end.
    summary: Vec<human::Summary>,
    page: page::Page,
    book: workbook::Book,
    started: bool,
}

impl Writer {
    /// A writer to standard output.
    pub fn new(format: Format, words: &'static Words) -> Writer {
        Writer {
            format,
            words,
            colour: console::colour(),
            summary: Vec::new(),
            page: page::Page::new(words),
            book: workbook::Book::new(words),
            started: false,
        }
    }

    /// Writes one result.
    pub fn write(&mut self, checked: &Checked) {
        if let Err(problem) = &checked.outcome {
            console::complain(&format!("{}: {problem}", checked.file));
        }
        match self.format {
            Format::Human => {
                if let Ok((report, pack)) = &checked.outcome {
                    let text = human::report(checked, report, pack, self.words, self.colour);
                    console::print(&format!("{}{text}", if self.started { "\n" } else { "" }));
                    self.started = true;
                }
                self.summary.push(human::Summary::of(checked, self.words));
            }
            Format::Json => {
                if let Ok((report, _)) = &checked.outcome {
                    console::print(&format!("{}\n", json(report)));
                }
            }
            Format::Csv => {
                let header = if self.started {
                    String::new()
                } else {
                    findings::header()
                };
                console::print(&format!("{header}{}", findings::lines(checked)));
                self.started = true;
            }
            Format::Html => self.page.add(checked),
            Format::Xlsx => {
                if let Err(error) = self.book.add(checked) {
                    console::complain(&error.to_string());
                }
            }
        }
    }

    /// Writes what belongs at the end.
    pub fn finish(self) {
        match self.format {
            Format::Human if self.summary.len() > 1 => {
                let text = human::summary(&self.summary, self.words, self.colour);
                console::print(&format!("\n{text}"));
            }
            Format::Html => console::print(&self.page.finish()),
            Format::Xlsx => match self.book.finish() {
                Ok(bytes) => console::print_bytes(&bytes),
                Err(error) => console::complain(&error.to_string()),
            },
            _ => {}
        }
    }
}

/// A value as one line of JSON.
pub fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // Records, results and texts have string keys and no number that JSON lacks: writing them can't fail.
    serde_json::to_string(value).unwrap_or_default()
}

/// Values, one JSON a line.
pub fn json_lines<T: Serialize>(values: &[T]) -> String {
    let lines = values.iter().map(|value| format!("{}\n", json(value)));
    lines.collect()
}

/// How many findings of a level a report has.
fn count(report: &Report, level: &str) -> usize {
    report
        .findings
        .iter()
        .filter(|finding| finding.level == level)
        .count()
}

/// The key of a status in words.
fn status_key(report: &Report) -> &'static str {
    use gouji::result::Status;
    match report.status {
        Status::Consistent => "status.consistent",
        Status::Inconsistent => "status.inconsistent",
        Status::Incomplete => "status.incomplete",
        Status::Unchecked => "status.unchecked",
    }
}
