//! Paths → the records in them, or the sentence that says why there are none.

use crate::shelf::{self, Shelf};
use crate::words::Words;
use gouji::import;
use gouji::pack::Pack;
use gouji::packs;
use gouji::record::Record;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest file that is read, in bytes.
const LARGEST_FILE: u64 = 128 << 20;

/// Where a report comes from.
pub enum Source {
    /// `-`.
    StandardInput,
    /// A file.
    File(PathBuf),
}

impl Source {
    /// What a path names.
    pub fn of(path: &Path) -> Source {
        if path == Path::new("-") {
            Source::StandardInput
        } else {
            Source::File(path.to_owned())
        }
    }

    /// Its name, as results give it.
    pub fn name(&self) -> String {
        match self {
            Source::StandardInput => "-".to_owned(),
            Source::File(path) => path.display().to_string(),
        }
    }

    fn bytes(&self, words: &Words) -> Result<Vec<u8>, String> {
        let unreadable = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => words.say("file.missing", &[]),
            io::ErrorKind::PermissionDenied => words.say("file.forbidden", &[]),
            _ => words.say("file.unreadable", &[("why", &error.to_string())]),
        };
        let mut bytes = Vec::new();
        let read = match self {
            Source::StandardInput => io::stdin()
                .lock()
                .take(LARGEST_FILE + 1)
                .read_to_end(&mut bytes),
            Source::File(path) => {
                let file = File::open(path).map_err(unreadable)?;
                file.take(LARGEST_FILE + 1).read_to_end(&mut bytes)
            }
        };
        let length = read.map_err(unreadable)?;
        if u64::try_from(length).unwrap_or(u64::MAX) > LARGEST_FILE {
            let most = (LARGEST_FILE >> 20).to_string();
            return Err(words.say("file.large", &[("most", &most)]));
        }
        Ok(bytes)
    }
}

/// The files that the paths name, folders opened up, in order of name; hidden ones inside folders are left out.
pub fn sources(paths: &[PathBuf]) -> Vec<Source> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut found);
        } else {
            found.push(Source::of(path));
        }
    }
    found
}

fn walk(folder: &Path, found: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else {
        // Reading it as a file gives the reason in words.
        found.push(Source::File(folder.to_owned()));
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
        let link = path.is_symlink();
        match (hidden, path.is_dir()) {
            (true, _) => {}
            (false, true) if link => {}
            (false, true) => walk(&path, found),
            (false, false) => found.push(Source::File(path)),
        }
    }
}

/// The records of a source, recognised by its content.
pub fn records(source: &Source, shelf: &Shelf, words: &Words) -> Result<Vec<Record>, String> {
    let bytes = source.bytes(words)?;
    let content = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(&bytes)
        .trim_ascii_start();
    let mut records = match content.first() {
        None => return Err(words.say("file.empty", &[])),
        Some(_) if is_json(content) => from_json(content, words)?,
        Some(_) => from_document(content, shelf, words)?,
    };
    for record in &mut records {
        record.file.get_or_insert_with(|| source.name());
    }
    Ok(records)
}

/// Whether it begins as a record or an array of them; a page copied as text may begin with `[索引号]`.
fn is_json(content: &[u8]) -> bool {
    let mut signs = content.iter().filter(|byte| !byte.is_ascii_whitespace());
    match signs.next() {
        Some(b'{') => matches!(signs.next(), None | Some(b'"' | b'}')),
        Some(b'[') => matches!(signs.next(), None | Some(b'{' | b']')),
        _ => false,
    }
}

/// One record, an array of them, or several one after the other.
fn from_json(content: &[u8], words: &Words) -> Result<Vec<Record>, String> {
    let bad = |error: serde_json::Error| words.say("json.bad", &[("why", &error.to_string())]);
    if content.first() == Some(&b'[') {
        return serde_json::from_slice(content).map_err(bad);
    }
    let records: Result<Vec<Record>, _> = serde_json::Deserializer::from_slice(content)
        .into_iter()
        .collect();
    records.map_err(bad)
}

/// The reports in a document as it was published.
fn from_document(content: &[u8], shelf: &Shelf, words: &Words) -> Result<Vec<Record>, String> {
    let reports = import::read(content, &shelf.candidates()?)
        .map_err(|error| error.sentence(words.results))?;
    Ok(reports
        .iter()
        .map(|report| report.record(words.language))
        .collect())
}

/// A pack in a file.
pub fn pack(path: &Path, words: &Words) -> Result<Arc<Pack>, String> {
    let (name, text) = pack_text(path, words)?;
    let pack = packs::open_beside(&name, &text, &beside(path, words));
    pack.map_err(|error| shelf::said(&error, words))
}

/// How a pack in a file finds another one by its name: as a file of that name in the same folder.
pub fn beside<'a>(path: &'a Path, words: &'a Words) -> impl Fn(&str) -> Option<String> + 'a {
    |name| {
        let other = path.with_file_name(format!("{name}.gouji"));
        pack_text(&other, words).ok().map(|(_, text)| text)
    }
}

/// The name and the text of a pack in a file.
pub fn pack_text(path: &Path, words: &Words) -> Result<(String, String), String> {
    let source = Source::File(path.to_owned());
    let name = source.name();
    let bytes = source
        .bytes(words)
        .map_err(|problem| format!("{name}: {problem}"))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| format!("{name}: {}", words.say("file.encoding", &[])))?;
    Ok((name, text))
}
