//! The command line: arguments → files → records → results, written as asked. The only Rust that touches files.

mod arguments;
mod check;
mod console;
mod describe;
mod files;
mod form;
mod lint;
mod output;
mod parallel;
mod shelf;
mod trial;
mod words;

use arguments::{Command, Format};
use shelf::Shelf;
use std::path::PathBuf;
use std::process::ExitCode;
use words::Words;

/// What the exit code says: 0, 1 or 2, the worst that was met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// All checked, none inconsistent.
    #[default]
    Fine,
    /// Something is inconsistent.
    Inconsistent,
    /// Something could not be checked.
    Unchecked,
}

fn main() -> ExitCode {
    let given: Vec<_> = std::env::args_os().skip(1).collect();
    let language = arguments::language(&given);
    let exit = match arguments::parse(given) {
        Ok(arguments) => run(arguments.command, Words::of(&arguments.language)),
        Err(misuse) => {
            console::complain(&misuse.say(Words::of(&language)));
            Exit::Unchecked
        }
    };
    ExitCode::from(match exit {
        Exit::Fine => 0,
        Exit::Inconsistent => 1,
        Exit::Unchecked => 2,
    })
}

fn run(command: Command, words: &'static Words) -> Exit {
    match command {
        Command::Check(options) => check::run(&options, words),
        Command::Read(paths) => read(&paths, words),
        Command::Packs(format) => packs(format, words),
        Command::Describe(pack, format) => describe::run(&pack, format, words),
        Command::Form(pack, format) => form::run(&pack, format, words),
        Command::Lint(pack, format) => lint::run(&pack, format, words),
        Command::Test(pack, format) => trial::run(&pack, format, words),
        Command::Help(topic) => {
            console::print(&format!("{}\n", arguments::help(topic.as_deref(), words)));
            Exit::Fine
        }
        Command::Version => {
            console::print(&format!("gouji {}\n", gouji::VERSION));
            Exit::Fine
        }
    }
}

/// `gouji read`: one record a line.
fn read(paths: &[PathBuf], words: &'static Words) -> Exit {
    let mut exit = Exit::Fine;
    let records = |source: &files::Source| files::records(source, &Shelf::new(words, None)?, words);
    for source in files::sources(paths) {
        match records(&source) {
            Ok(records) => {
                for record in records {
                    console::print(&format!("{}\n", output::json(&record)));
                }
            }
            Err(problem) => {
                console::complain(&format!("{}: {problem}", source.name()));
                exit = Exit::Unchecked;
            }
        }
    }
    exit
}

/// `gouji packs`: what is built in.
fn packs(format: Format, words: &'static Words) -> Exit {
    let mut exit = Exit::Fine;
    let mut rows = Vec::new();
    for name in gouji::packs::names() {
        match gouji::packs::built_in(name) {
            Ok(pack) => {
                let form = &pack.model().form;
                let title = form.title.in_language(words.language).to_owned();
                rows.push([form.id.clone(), form.version.clone(), title]);
            }
            Err(error) => {
                console::complain(&shelf::said(&error, words));
                exit = Exit::Unchecked;
            }
        }
    }
    let text = match format {
        Format::Json => rows
            .iter()
            .map(|[id, version, title]| {
                let entry = output::PackEntry { id, title, version };
                format!("{}\n", output::json(&entry))
            })
            .collect(),
        _ => output::table(&rows),
    };
    console::print(&text);
    exit
}
