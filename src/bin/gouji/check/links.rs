//! Which reports belong together: the year before, the subordinate units.

use crate::arguments::CheckOptions;
use crate::files::{self, Source};
use crate::shelf::Shelf;
use crate::words::Words;
use gouji::record::{Parts, Record};
use std::collections::HashMap;
use std::path::Path;

/// The reports that others are linked to.
#[derive(Default)]
pub struct Links {
    /// Given with `--previous`.
    previous: Vec<Record>,
    /// Given with `--part`.
    parts: Option<Parts>,
    /// With `--chain`: by authority and year.
    chained: HashMap<(String, i64), Record>,
}

impl Links {
    /// Reads the files that the options name.
    pub fn read(
        options: &CheckOptions,
        shelf: &Shelf,
        words: &'static Words,
    ) -> Result<Links, String> {
        let load = |path: &Path| {
            let source = Source::of(path);
            let name = source.name();
            files::records(&source, shelf, words).map_err(|problem| format!("{name}: {problem}"))
        };
        let mut links = Links::default();
        if let Some(path) = &options.previous {
            links.previous = load(path)?;
        }
        let mut records = Vec::new();
        for path in &options.parts {
            records.extend(load(path)?);
        }
        links.parts = (!records.is_empty()).then_some(Parts {
            complete: options.parts_complete,
            records,
        });
        Ok(links)
    }

    /// Whether no report is linked to another.
    pub fn is_empty(&self) -> bool {
        self.previous.is_empty() && self.parts.is_none() && self.chained.is_empty()
    }

    /// Makes every record known to the others.
    pub fn chain<'a>(&mut self, records: impl Iterator<Item = &'a Record>) {
        for record in records {
            if let (Some(organ), Some(year)) = (&record.organ, record.year) {
                self.chained.insert((organ.clone(), year), record.clone());
            }
        }
    }

    /// The record with what it is linked to; `None` where there is nothing to add.
    pub fn join(&self, record: &Record) -> Option<Record> {
        let previous = match record.previous {
            Some(_) => None,
            None => self.previous_of(record),
        };
        let parts = match record.parts {
            Some(_) => None,
            None => self.parts.as_ref(),
        };
        if previous.is_none() && parts.is_none() {
            return None;
        }
        let mut joined = record.clone();
        if let Some(previous) = previous {
            joined.previous = Some(Box::new(previous.clone()));
        }
        if let Some(parts) = parts {
            joined.parts = Some(parts.clone());
        }
        Some(joined)
    }

    fn previous_of(&self, record: &Record) -> Option<&Record> {
        if let [only] = self.previous.as_slice() {
            return Some(only);
        }
        let (organ, year) = (record.organ.as_ref()?, record.year? - 1);
        let same =
            |other: &&Record| other.organ.as_ref() == Some(organ) && other.year == Some(year);
        let given = self.previous.iter().find(same);
        given.or_else(|| self.chained.get(&(organ.clone(), year)))
    }
}
