//! The packs at hand, and which of them a record is checked by.

use crate::words::Words;
use gouji::pack::Pack;
use gouji::packs::{self, PackError};
use gouji::record::Record;
use std::path::Path;
use std::sync::Arc;

/// The packs at hand.
pub struct Shelf {
    words: &'static Words,
    /// The pack that was named on the command line.
    chosen: Option<Arc<Pack>>,
}

impl Shelf {
    /// The built-in packs, with one that every record is checked by where it is given: a built-in name or a file.
    pub fn new(words: &'static Words, given: Option<&str>) -> Result<Shelf, String> {
        let mut shelf = Shelf {
            words,
            chosen: None,
        };
        if let Some(given) = given {
            let is_name = packs::names().any(|name| name == given);
            shelf.chosen = Some(if !is_name && Path::new(given).is_file() {
                crate::files::pack(Path::new(given), words)?
            } else {
                shelf.open(given)?
            });
        }
        Ok(shelf)
    }

    /// The pack that its author works on; what is wrong with its text stays data.
    pub fn for_author(given: &str, words: &Words) -> Result<Arc<Pack>, Result<PackError, String>> {
        let is_name = packs::names().any(|name| name == given);
        if is_name || !Path::new(given).is_file() {
            return packs::built_in(given).map_err(Ok);
        }
        let (name, text) = crate::files::pack_text(Path::new(given), words).map_err(Err)?;
        packs::open_beside(&name, &text, &crate::files::beside(Path::new(given), words)).map_err(Ok)
    }

    /// The pack that was named.
    pub fn only(&self) -> Result<Arc<Pack>, String> {
        self.chosen
            .clone()
            .ok_or_else(|| self.words.say("pack.none", &[]))
    }

    /// A built-in pack by its name.
    pub fn open(&self, name: &str) -> Result<Arc<Pack>, String> {
        packs::built_in(name).map_err(|error| said(&error, self.words))
    }

    /// The packs that a document may be read by.
    pub fn candidates(&self) -> Result<Vec<Arc<Pack>>, String> {
        match &self.chosen {
            Some(pack) => Ok(vec![Arc::clone(pack)]),
            None => packs::names().map(|name| self.open(name)).collect(),
        }
    }

    /// The pack that a record is checked by: the chosen one, the one that it names, or the one that knows its cells.
    pub fn choose(&self, record: &Record) -> Result<Arc<Pack>, String> {
        if let Some(pack) = &self.chosen {
            return Ok(Arc::clone(pack));
        }
        if let Some(name) = &record.pack {
            return self.open(name);
        }
        let mut best: Option<((usize, bool), Arc<Pack>)> = None;
        for name in packs::names() {
            let pack = self.open(name)?;
            let addresses = record.cells.0.iter();
            let known = addresses
                .filter(|(address, _)| pack.cell(address).is_some())
                .count();
            let rank = (known, in_force(&pack, record.year));
            if known > 0 && best.as_ref().is_none_or(|(other, _)| rank > *other) {
                best = Some((rank, pack));
            }
        }
        best.map(|(_, pack)| pack)
            .ok_or_else(|| self.words.say("pack.none", &[]))
    }
}

/// Why there is no pack, in words: one line, or each mistake of its text with its place.
pub fn said(error: &PackError, words: &Words) -> String {
    match error {
        PackError::Unknown { name, suggestion } => {
            let known: Vec<String> = packs::names().map(str::to_owned).collect();
            let known = words.results.list(&known);
            match suggestion {
                Some(close) => words.say("pack.close", &[("given", name), ("close", close)]),
                None => words.say("pack.unknown", &[("given", name), ("known", &known)]),
            }
        }
        PackError::Mistaken(mistakes) => {
            let each = mistakes
                .iter()
                .map(|mistake| mistake.render(words.language));
            each.collect::<Vec<_>>().join("\n")
        }
    }
}

fn in_force(pack: &Pack, year: Option<i64>) -> bool {
    let (first, last) = pack.model().form.years;
    year.is_some_and(|year| {
        first.is_none_or(|first| first <= year) && last.is_none_or(|last| year <= last)
    })
}
