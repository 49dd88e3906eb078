//! `gouji check`: files → records → results, written as asked, with the exit code that they come to.

mod links;
mod stream;

use crate::arguments::{CheckOptions, Format};
use crate::console::Progress;
use crate::files::{self, Source};
use crate::output::{self, Checked, Writer};
use crate::parallel::in_order;
use crate::shelf::{self, Shelf};
use crate::words::Words;
use crate::{Exit, console};
use gouji::check::{Check, LOCATE_BUDGET};
use gouji::pack::Pack;
use gouji::packs;
use gouji::record::Record;
use gouji::result::{Report, Status};
use links::Links;
use std::sync::Arc;

/// Runs the command.
pub fn run(options: &CheckOptions, words: &'static Words) -> Exit {
    if options.format == Format::Xlsx && console::is_terminal() {
        console::complain(&words.say("terminal.binary", &[]));
        return Exit::Unchecked;
    }
    let shelf = match Shelf::new(words, options.pack.as_deref()) {
        Ok(shelf) => shelf,
        Err(problem) => {
            console::complain(&problem);
            return Exit::Unchecked;
        }
    };
    let links = match Links::read(options, &shelf, words) {
        Ok(links) => links,
        Err(problem) => {
            console::complain(&problem);
            return Exit::Unchecked;
        }
    };
    match options.stream {
        Some(stream) => stream::run(stream, options.jobs, &shelf, &links, words),
        None => run_files(options, &shelf, links, words),
    }
}

fn run_files(
    options: &CheckOptions,
    shelf: &Shelf,
    mut links: Links,
    words: &'static Words,
) -> Exit {
    let sources = files::sources(&options.paths);
    let mut writer = Writer::new(options.format, words);
    let mut progress = Progress::new(sources.len());
    let mut exit = Exit::Fine;
    let mut write = |checked| {
        progress.step();
        exit = exit.max(write(&mut writer, checked));
    };
    let read = |source: Source| {
        let records = files::records(&source, shelf, words);
        (source.name(), records)
    };
    if options.chain {
        // Links between reports are known only when all of them have been read.
        let mut all = Vec::new();
        in_order(options.jobs, sources, read, |loaded| all.push(loaded));
        links.chain(all.iter().flat_map(|(_, records)| records.iter().flatten()));
        let check = |loaded| check_file(loaded, shelf, &links, words);
        in_order(options.jobs, all, check, &mut write);
    } else {
        let check = |source| check_file(read(source), shelf, &links, words);
        in_order(options.jobs, sources, check, &mut write);
    }
    progress.finish();
    writer.finish();
    exit
}

type Loaded = (String, Result<Vec<Record>, String>);

fn check_file(
    (file, records): Loaded,
    shelf: &Shelf,
    links: &Links,
    words: &'static Words,
) -> Vec<Checked> {
    let failed = |problem| Checked {
        file: file.clone(),
        record: Record::default(),
        outcome: Err(problem),
    };
    match records {
        Err(problem) => vec![failed(problem)],
        Ok(records) => {
            let checked = records.into_iter().map(|record| {
                let outcome = check_record(&record, shelf, links, words);
                let file = file.clone();
                Checked {
                    file,
                    record,
                    outcome,
                }
            });
            checked.collect()
        }
    }
}

/// Checks one record with what it is linked to.
fn check_record(
    record: &Record,
    shelf: &Shelf,
    links: &Links,
    words: &'static Words,
) -> Result<(Report, Arc<Pack>), String> {
    let pack = shelf.choose(record)?;
    let linked = links.join(record);
    let record = linked.as_ref().unwrap_or(record);
    let pack = packs::with_rows(&pack, record.addresses().into_iter())
        .map_err(|error| shelf::said(&error, words))?;
    let mut check = Check::open(&pack, record).map_err(|error| error.in_words(words.language))?;
    check.locate(LOCATE_BUDGET);
    Ok((check.report(words.language), pack))
}

fn write(writer: &mut Writer, checked: Vec<Checked>) -> Exit {
    let mut exit = Exit::Fine;
    for each in checked {
        exit = exit.max(exit_of(&each.outcome));
        writer.write(&each);
    }
    exit
}

fn exit_of(outcome: &Result<(Report, Arc<Pack>), String>) -> Exit {
    match outcome {
        Err(_) => Exit::Unchecked,
        Ok((report, _)) => match report.status {
            Status::Consistent | Status::Incomplete => Exit::Fine,
            Status::Inconsistent => Exit::Inconsistent,
            Status::Unchecked => Exit::Unchecked,
        },
    }
}

/// A result, or why there is none, as one line of JSON.
fn line(id: Option<&serde_json::Value>, outcome: &Result<(Report, Arc<Pack>), String>) -> String {
    match outcome {
        Ok((report, _)) => output::json(report),
        Err(problem) => {
            let id = id.cloned().unwrap_or(serde_json::Value::Null);
            format!("{{\"id\":{id},\"error\":{}}}", output::json(problem))
        }
    }
}
