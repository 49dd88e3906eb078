//! Standard input, one record a line → standard output, one result a line, in order. A bad line costs only itself.

mod quick;

use super::{check_record, exit_of, line, links::Links};
use crate::arguments::Stream;
use crate::parallel::in_order;
use crate::shelf::Shelf;
use crate::words::Words;
use crate::{Exit, console};
use gouji::record::{Record, Texts};
use quick::{Columns, Quick};
use serde_json::Value;
use std::io::{self, BufRead, BufReader, Read, Write};

/// The longest line that is read, in bytes.
const LONGEST_LINE: usize = 16 << 20;
/// At most so many lines are worked on together …
const BATCH: usize = 512;
/// … so many of them by one thread at a time.
const SHARE: usize = 16;

/// Runs `--ndjson` or `--csv`.
pub fn run(
    stream: Stream,
    jobs: usize,
    shelf: &Shelf,
    links: &Links,
    words: &'static Words,
) -> Exit {
    let mut input = Lines {
        input: BufReader::with_capacity(1 << 16, io::stdin().lock()),
        number: 0,
    };
    let header = match stream {
        Stream::Ndjson => None,
        Stream::Csv => match csv_header(&mut input, words) {
            Ok(header) => Some(header),
            Err(problem) => {
                console::complain(&problem);
                return Exit::Unchecked;
            }
        },
    };
    let quick = Quick::new(shelf, links, words);
    let columns = header.as_deref().map(Columns::new);
    let one = |given: &Line| {
        let done = match (&columns, &given.bytes) {
            (None, Some(bytes)) => quick.json(bytes),
            (Some(columns), Some(bytes)) => quick.csv(bytes, columns),
            (_, None) => None,
        };
        done.unwrap_or_else(|| {
            let (id, record) = match &header {
                None => from_json(given, words),
                Some(header) => from_csv(given, header, words),
            };
            let outcome = record.and_then(|record| check_record(&record, shelf, links, words));
            (line(id.as_ref(), &outcome), exit_of(&outcome))
        })
    };
    let work = |share: Vec<Line>| share.iter().map(one).collect::<Vec<_>>();
    let mut exit = Exit::Fine;
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    loop {
        let batch = match input.batch() {
            Ok(batch) => batch,
            Err(error) => {
                console::complain(&words.say("file.unreadable", &[("why", &error.to_string())]));
                return Exit::Unchecked;
            }
        };
        if batch.is_empty() {
            return exit;
        }
        let mut written = Ok(());
        in_order(jobs, shares(batch), work, |done| {
            for (text, this) in done {
                exit = exit.max(this);
                if written.is_ok() {
                    written = writeln!(out, "{text}");
                }
            }
        });
        // Nobody reads on: there is nothing left to do.
        if written.and_then(|()| out.flush()).is_err() {
            return exit;
        }
    }
}

fn shares(mut lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut shares = Vec::with_capacity(lines.len() / SHARE + 1);
    while lines.len() > SHARE {
        let rest = lines.split_off(SHARE);
        shares.push(std::mem::replace(&mut lines, rest));
    }
    shares.push(lines);
    shares
}

/// One line of standard input.
struct Line {
    number: usize,
    /// `None` where it was longer than [`LONGEST_LINE`].
    bytes: Option<Vec<u8>>,
}

struct Lines<R> {
    input: BufReader<R>,
    number: usize,
}

impl<R: Read> Lines<R> {
    /// The lines that are there: at least one if there is any, and no waiting for more once one has come.
    fn batch(&mut self) -> io::Result<Vec<Line>> {
        let mut lines = Vec::new();
        while lines.len() < BATCH {
            match self.next()? {
                None => break,
                Some(line) if line.is_blank() => {}
                Some(line) => lines.push(line),
            }
            if !lines.is_empty() && !self.input.buffer().contains(&b'\n') {
                break;
            }
        }
        Ok(lines)
    }

    fn next(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let limit = u64::try_from(LONGEST_LINE).unwrap_or(u64::MAX);
        let read = self
            .input
            .by_ref()
            .take(limit)
            .read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        let cut = read == LONGEST_LINE && bytes.last() != Some(&b'\n');
        if cut {
            self.skip_line()?;
        }
        Ok(Some(Line {
            number: self.number,
            bytes: (!cut).then_some(bytes),
        }))
    }

    /// Passes over the rest of a line without keeping it.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.input.fill_buf()?;
            let (length, ended) = match buffer.iter().position(|byte| *byte == b'\n') {
                Some(end) => (end + 1, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            self.input.consume(length);
            if ended {
                return Ok(());
            }
        }
    }
}

impl Line {
    fn is_blank(&self) -> bool {
        self.bytes
            .as_ref()
            .is_some_and(|bytes| bytes.trim_ascii().is_empty())
    }

    fn bad(&self, why: &str, words: &Words) -> String {
        let number = self.number.to_string();
        words.say("line.bad", &[("line", &number), ("why", why)])
    }

    fn too_long(&self, words: &Words) -> String {
        let (number, most) = (self.number.to_string(), (LONGEST_LINE >> 20).to_string());
        words.say("line.long", &[("line", &number), ("most", &most)])
    }
}

fn from_json(line: &Line, words: &Words) -> (Option<Value>, Result<Record, String>) {
    let Some(bytes) = &line.bytes else {
        return (None, Err(line.too_long(words)));
    };
    match serde_json::from_slice::<Record>(bytes) {
        Ok(record) => (record.id.clone().map(Value::String), Ok(record)),
        Err(error) => {
            let id = serde_json::from_slice::<Value>(bytes).ok();
            let id = id.and_then(|mut value| value.get_mut("id").map(Value::take));
            (id, Err(line.bad(&error.to_string(), words)))
        }
    }
}

fn csv_header(input: &mut Lines<impl Read>, words: &Words) -> Result<Vec<String>, String> {
    let unreadable =
        |error: io::Error| words.say("file.unreadable", &[("why", &error.to_string())]);
    let line = input.next().map_err(unreadable)?;
    let line = line.ok_or_else(|| words.say("csv.empty", &[]))?;
    let mut fields = fields(&line, words)?;
    if let Some(first) = fields.first_mut() {
        *first = first.trim_start_matches('\u{feff}').to_owned();
    }
    Ok(fields)
}

/// One report of a CSV: its columns are addresses, besides `id`, `pack`, `organ` and `year`.
fn from_csv(
    line: &Line,
    header: &[String],
    words: &Words,
) -> (Option<Value>, Result<Record, String>) {
    let fields = match fields(line, words) {
        Ok(fields) => fields,
        Err(problem) => return (None, Err(problem)),
    };
    if fields.len() > header.len() {
        let (found, expected) = (fields.len().to_string(), header.len().to_string());
        let why = words.say("csv.fields", &[("found", &found), ("expected", &expected)]);
        return (None, Err(line.bad(&why, words)));
    }
    let mut record = Record::default();
    let mut cells = Texts::default();
    for (name, text) in header.iter().zip(fields) {
        match name.as_str() {
            "id" => record.id = Some(text),
            "pack" => record.pack = (!text.is_empty()).then_some(text),
            "organ" => record.organ = Some(text),
            "year" => record.year = text.parse().ok(),
            address => cells.push(address, Some(text)),
        }
    }
    record.cells = cells;
    (record.id.clone().map(Value::String), Ok(record))
}

/// The fields of one line; a quoted field may hold commas and doubled quotes, but no line break.
fn fields(line: &Line, words: &Words) -> Result<Vec<String>, String> {
    let Some(bytes) = &line.bytes else {
        return Err(line.too_long(words));
    };
    let text = std::str::from_utf8(bytes);
    let text = text.map_err(|_| line.bad(&words.say("file.encoding", &[]), words))?;
    let mut signs = text.trim_end_matches(['\r', '\n']).chars().peekable();
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => field.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            other => field.push(other),
        }
    }
    if quoted {
        return Err(line.bad(&words.say("csv.quote", &[]), words));
    }
    fields.push(field);
    Ok(fields)
}
