//! What was typed behind `gouji` → what is to be done, or the sentence that says what is wrong with it.

mod help;

use crate::words::{DEFAULT, Words};
use lexopt::{Arg, Parser};
use std::ffi::OsString;
use std::path::PathBuf;

pub use help::help;

/// What is to be done.
pub struct Arguments {
    /// The language of everything that is said.
    pub language: String,
    /// The command with its options.
    pub command: Command,
}

/// A command.
pub enum Command {
    /// `gouji check`.
    Check(CheckOptions),
    /// `gouji read`.
    Read(Vec<PathBuf>),
    /// `gouji packs`.
    Packs(Format),
    /// `gouji describe PACK`.
    Describe(String, Format),
    /// `gouji form PACK`.
    Form(String, Format),
    /// `gouji lint PACK`.
    Lint(String, Format),
    /// `gouji test PACK`.
    Test(String, Format),
    /// `gouji help [COMMAND]`.
    Help(Option<String>),
    /// `gouji --version`.
    Version,
}

/// The options of `gouji check`.
pub struct CheckOptions {
    /// The name of a built-in pack, or a pack's file; found by itself where not given.
    pub pack: Option<String>,
    /// The report of the year before.
    pub previous: Option<PathBuf>,
    /// Reports of subordinate units.
    pub parts: Vec<PathBuf>,
    /// Whether these are all.
    pub parts_complete: bool,
    /// Whether reports of the same run are linked by authority and year.
    pub chain: bool,
    /// How results are written.
    pub format: Format,
    /// How many reports are checked at a time.
    pub jobs: usize,
    /// Records from standard input instead of files.
    pub stream: Option<Stream>,
    /// Files, folders, or `-` for standard input.
    pub paths: Vec<PathBuf>,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a person at a terminal.
    Human,
    /// One result a line.
    Json,
    /// One finding a line.
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// A page to send back.
    Html,
}

/// How records stand in standard input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// One record a line, in JSON.
    Ndjson,
    /// A header of addresses, one report a line.
    Csv,
}

/// A mistake of the person at the keyboard: the key of its sentence, and what fills the blank.
#[derive(Debug)]
pub struct Misuse {
    key: &'static str,
    given: String,
}

impl Misuse {
    fn new(key: &'static str, given: impl Into<String>) -> Misuse {
        Misuse {
            key,
            given: given.into(),
        }
    }

    /// In words.
    pub fn say(&self, words: &Words) -> String {
        words.say(self.key, &[("given", &self.given)])
    }
}

/// The language that is asked for anywhere among the arguments, so that mistakes can be named in it too.
pub fn language(arguments: &[OsString]) -> String {
    let texts = arguments.iter().map(|argument| argument.to_string_lossy());
    let mut wanted = None;
    let mut next = false;
    for text in texts {
        match text.strip_prefix("--lang=") {
            _ if next => wanted = Some(text.into_owned()),
            Some(tag) => wanted = Some(tag.to_owned()),
            None => {
                next = text == "--lang";
                continue;
            }
        }
        next = false;
    }
    wanted.unwrap_or_else(|| DEFAULT.to_owned())
}

/// Reads the arguments behind the program's name.
pub fn parse(arguments: Vec<OsString>) -> Result<Arguments, Misuse> {
    let language = language(&arguments);
    if !Words::has(&language) {
        return Err(Misuse::new("misuse.language", language));
    }
    let mut parser = Parser::from_args(arguments);
    let command = loop {
        match parser.next().map_err(|error| spelled(&error))? {
            None => break Command::Help(None),
            Some(Arg::Long("lang")) => {
                value(&mut parser, "--lang")?;
            }
            Some(Arg::Long("help") | Arg::Short('h')) => break Command::Help(None),
            Some(Arg::Long("version") | Arg::Short('V')) => break Command::Version,
            Some(Arg::Value(name)) => break command(&mut parser, &name.to_string_lossy())?,
            Some(other) => return Err(unknown_option(&other)),
        }
    };
    Ok(Arguments { language, command })
}

fn command(parser: &mut Parser, name: &str) -> Result<Command, Misuse> {
    match name {
        "check" => check(parser),
        "read" => {
            let mut paths = Vec::new();
            let asked = plain(parser, &mut paths, &mut |_, _| Ok(false))?;
            Ok(asked.map_or_else(
                || needs_paths(paths).map(Command::Read),
                |()| Ok(Command::Help(Some("read".into()))),
            )?)
        }
        "packs" => Ok(match on_packs(parser)? {
            Some((_, format)) => Command::Packs(format),
            None => Command::Help(Some("packs".to_owned())),
        }),
        "describe" => on_one_pack(parser, name, Command::Describe),
        "form" => on_one_pack(parser, name, Command::Form),
        "lint" => on_one_pack(parser, name, Command::Lint),
        "test" => on_one_pack(parser, name, Command::Test),
        "help" => match parser.next().map_err(|error| spelled(&error))? {
            Some(Arg::Value(topic)) => {
                Ok(Command::Help(Some(topic.to_string_lossy().into_owned())))
            }
            _ => Ok(Command::Help(None)),
        },
        other => Err(Misuse::new("misuse.command", other)),
    }
}

/// Paths and `--format`; `None` when help was asked for.
fn on_packs(parser: &mut Parser) -> Result<Option<(Vec<PathBuf>, Format)>, Misuse> {
    let (mut format, mut paths) = (Format::Human, Vec::new());
    let asked = plain(parser, &mut paths, &mut |parser, option| {
        let known = option == "format";
        if known {
            format = self::format(parser, &[Format::Human, Format::Json])?;
        }
        Ok(known)
    })?;
    Ok(asked.is_none().then_some((paths, format)))
}

fn on_one_pack(
    parser: &mut Parser,
    name: &str,
    command: fn(String, Format) -> Command,
) -> Result<Command, Misuse> {
    let Some((paths, format)) = on_packs(parser)? else {
        return Ok(Command::Help(Some(name.to_owned())));
    };
    match paths.as_slice() {
        [pack] => Ok(command(pack.to_string_lossy().into_owned(), format)),
        _ => Err(Misuse::new("misuse.pack", name)),
    }
}

fn check(parser: &mut Parser) -> Result<Command, Misuse> {
    let mut options = CheckOptions {
        pack: None,
        previous: None,
        parts: Vec::new(),
        parts_complete: false,
        chain: false,
        format: Format::Human,
        jobs: std::thread::available_parallelism().map_or(1, usize::from),
        stream: None,
        paths: Vec::new(),
    };
    let mut paths = Vec::new();
    let asked = plain(parser, &mut paths, &mut |parser, option| {
        match option {
            "pack" => options.pack = Some(value(parser, "--pack")?.to_string_lossy().into_owned()),
            "previous" => options.previous = Some(value(parser, "--previous")?.into()),
            "part" => options.parts.push(value(parser, "--part")?.into()),
            "parts-complete" => options.parts_complete = true,
            "chain" => options.chain = true,
            "format" => {
                options.format = format(
                    parser,
                    &[
                        Format::Human,
                        Format::Json,
                        Format::Csv,
                        Format::Xlsx,
                        Format::Html,
                    ],
                )?;
            }
            "jobs" => options.jobs = jobs(parser)?,
            "ndjson" => options.stream = Some(Stream::Ndjson),
            "csv" => options.stream = Some(Stream::Csv),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    if asked.is_some() {
        return Ok(Command::Help(Some("check".to_owned())));
    }
    match options.stream {
        Some(_) if !paths.is_empty() => {
            let first = paths.first().map(|path| path.display().to_string());
            return Err(Misuse::new("misuse.stream", first.unwrap_or_default()));
        }
        Some(_) => {}
        None => options.paths = needs_paths(paths)?,
    }
    Ok(Command::Check(options))
}

/// Reads options and paths to the end; `Some` when help was asked for.
fn plain(
    parser: &mut Parser,
    paths: &mut Vec<PathBuf>,
    option: &mut dyn FnMut(&mut Parser, &str) -> Result<bool, Misuse>,
) -> Result<Option<()>, Misuse> {
    while let Some(argument) = parser.next().map_err(|error| spelled(&error))? {
        match argument {
            Arg::Value(path) => paths.push(path.into()),
            Arg::Long("help") | Arg::Short('h') => return Ok(Some(())),
            Arg::Long("lang") => {
                value(parser, "--lang")?;
            }
            Arg::Long(name) => {
                let name = name.to_owned();
                if !option(parser, &name)? {
                    return Err(Misuse::new("misuse.option", format!("--{name}")));
                }
            }
            other => return Err(unknown_option(&other)),
        }
    }
    Ok(None)
}

fn needs_paths(paths: Vec<PathBuf>) -> Result<Vec<PathBuf>, Misuse> {
    if paths.is_empty() {
        Err(Misuse::new("misuse.paths", ""))
    } else {
        Ok(paths)
    }
}

fn value(parser: &mut Parser, option: &str) -> Result<OsString, Misuse> {
    parser
        .value()
        .map_err(|_| Misuse::new("misuse.value", option))
}

fn format(parser: &mut Parser, known: &[Format]) -> Result<Format, Misuse> {
    let given = value(parser, "--format")?.to_string_lossy().into_owned();
    let format = match given.as_str() {
        "human" => Format::Human,
        "json" => Format::Json,
        "csv" => Format::Csv,
        "xlsx" => Format::Xlsx,
        "html" => Format::Html,
        _ => return Err(Misuse::new("misuse.format", given)),
    };
    if known.contains(&format) {
        Ok(format)
    } else {
        Err(Misuse::new("misuse.format", given))
    }
}

fn jobs(parser: &mut Parser) -> Result<usize, Misuse> {
    let given = value(parser, "--jobs")?.to_string_lossy().into_owned();
    match given.parse() {
        Ok(jobs @ 1..=1024) => Ok(jobs),
        _ => Err(Misuse::new("misuse.jobs", given)),
    }
}

fn unknown_option(argument: &Arg<'_>) -> Misuse {
    let given = match argument {
        Arg::Long(name) => format!("--{name}"),
        Arg::Short(letter) => format!("-{letter}"),
        Arg::Value(text) => text.to_string_lossy().into_owned(),
    };
    Misuse::new("misuse.option", given)
}

fn spelled(error: &lexopt::Error) -> Misuse {
    match error {
        lexopt::Error::UnexpectedValue { option, .. } => Misuse::new("misuse.no_value", option),
        other => Misuse::new("misuse.other", other.to_string()),
    }
}
