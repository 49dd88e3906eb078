//! Record → check: cells, the previous report, subordinate reports, prose.

use super::{Check, value_of};
use crate::engine::Value;
use crate::explain::words::Words;
use crate::figure;
use crate::form::{CellIndex, Weight};
use crate::model::Source;
use crate::number::Number;
use crate::pack::Pack;
use crate::prose;
use crate::record::{Blame, Parts, Record, Unplaced};
use std::sync::Arc;

/// Why a record can't be checked as it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// `"weights": { "requests.new.person": "-1" }`: neither a positive decimal nor `never`.
    Weight {
        /// The cell.
        address: String,
        /// What was given.
        given: String,
    },
}

impl OpenError {
    /// What is wrong and what to write instead.
    #[must_use]
    pub fn in_words(&self, lang: &str) -> String {
        match self {
            OpenError::Weight { address, given } => {
                Words::of(lang).say("open.weight", &[("address", address), ("given", given)])
            }
        }
    }
}

impl Check {
    /// Opens a report.
    ///
    /// # Errors
    /// When the record contradicts the contract in a way that would change the verdict. Cells that the pack doesn't
    /// know are no error: they are listed as not placed.
    pub fn open(pack: &Arc<Pack>, record: &Record) -> Result<Check, OpenError> {
        let parts_complete = record.parts.as_ref().is_some_and(|parts| parts.complete);
        let weights = weights(pack, record)?;
        let mut check = Check {
            id: record.id.clone(),
            file: record.file.clone(),
            unplaced: record.unplaced.clone(),
            notices: record.notices.clone(),
            justified: record.justified.clone(),
            weights,
            ..Check::blank(pack, parts_complete)
        };
        check.fill(record);
        check.give_previous(record);
        if let Some(parts) = &record.parts {
            check.give_parts(parts);
        }
        check.give_prose(record);
        check.settle();
        Ok(check)
    }

    fn fill(&mut self, record: &Record) {
        for (place, (address, text)) in record.cells.0.iter().enumerate() {
            let text = text.as_deref().unwrap_or("");
            match self.pack.cell_near(place, address) {
                // The printed text carries what the canonical figure has lost: a unit, a note.
                Some(cell) => {
                    self.set(cell, text);
                    self.note_printed(cell, record.texts.get(address));
                }
                None if text.is_empty() => {}
                None => self.unplaced.push(Unplaced {
                    r#where: address.clone(),
                    text: text.to_owned(),
                    why: "unknown_address".to_owned(),
                }),
            }
        }
        for address in &record.absent {
            for cell in self.pack.cells_under(address) {
                if self.entries.leave_out(cell) {
                    self.session.set(cell, Value::Absent);
                }
            }
        }
    }

    /// Keeps what is odd about the printed text, while the figure stays what the record says.
    fn note_printed(&mut self, cell: CellIndex, printed: Option<&str>) {
        let (Some(printed), Some(shape)) = (printed, self.pack.model().form.cells.get(cell)) else {
            return;
        };
        let reading = figure::read_cell(printed, shape);
        let same = |entry: &super::entries::Entry| entry.reading.number == reading.number;
        if self.entries.get(cell).is_some_and(same) {
            self.entries.reread(cell, reading);
        }
    }

    fn give_previous(&mut self, record: &Record) {
        let Some(previous) = &record.previous else {
            return;
        };
        if let (Some(year), Some(before)) = (record.year, previous.year)
            && year != before + 1
        {
            self.unplaced.push(Unplaced {
                r#where: "previous".to_owned(),
                text: before.to_string(),
                why: "other_year".to_owned(),
            });
            return;
        }
        if let (Some(organ), Some(before)) = (&record.organ, &previous.organ)
            && without_spaces(organ) != without_spaces(before)
        {
            self.session.doubt_previous();
        }
        let lookup = Lookup::new(previous);
        let other_format = previous
            .pack
            .as_ref()
            .is_some_and(|pack| *pack != self.pack.model().form.id);
        self.give(
            |source| match source {
                Source::Previous(cell) => Some(*cell),
                _ => None,
            },
            |pack, cell| {
                // A format that had no such cell leaves the question unasked, where a blank would leave it undecided.
                if other_format && !lookup.has(&pack.model().form.cells[cell].address) {
                    return Value::NotGiven;
                }
                lookup.value(pack, cell)
            },
        );
    }

    fn give_parts(&mut self, parts: &Parts) {
        let lookups: Vec<Lookup<'_>> = parts.records.iter().map(Lookup::new).collect();
        self.give(
            |source| match source {
                Source::Parts(cell) => Some(*cell),
                _ => None,
            },
            |pack, cell| {
                sum_of(
                    parts.complete,
                    lookups.iter().map(|part| part.value(pack, cell)),
                )
            },
        );
    }

    /// Fills the variables of one kind of source.
    fn give(
        &mut self,
        wanted: impl Fn(&Source) -> Option<CellIndex>,
        value: impl Fn(&Pack, CellIndex) -> Value,
    ) {
        let pack = Arc::clone(&self.pack);
        for (variable, source) in pack.model().variables.iter().enumerate() {
            if let Some(cell) = wanted(source) {
                self.session.set(variable, value(&pack, cell));
            }
        }
    }

    fn give_prose(&mut self, record: &Record) {
        let year = record.year.map(|year| format!("{year}年"));
        let sections = record.prose.0.iter();
        let mut prose: Vec<(&str, &str)> = sections
            .map(|(title, text)| (title.as_str(), text.as_deref().unwrap_or("")))
            .collect();
        let titles = prose.iter().map(|(title, _)| *title);
        let titles: Vec<&str> = titles.filter(|title| title.contains('、')).collect();
        let joined = titles.join("\n");
        if titles.len() >= FEWEST_SECTIONS {
            prose.push((TITLES_SECTION, &joined));
        }
        if let Some(year) = &year
            && !prose.is_empty()
        {
            prose.push((YEAR_SECTION, year));
        }
        let pack = Arc::clone(&self.pack);
        let mentions = prose::mentions(&pack.model().facts, &prose);
        for (variable, source) in pack.model().variables.iter().enumerate() {
            let Source::Fact { fact, blank } = source else {
                continue;
            };
            let mention = mentions.iter().find(|mention| mention.fact == *fact);
            let Some(mention) = mention else {
                continue;
            };
            let Some((number, decimals)) = mention.figures[*blank].clone() else {
                if mention.quote.is_none() {
                    self.session.set(variable, Value::Blank);
                }
                continue;
            };
            let step = Number::power_of_ten(-i32::try_from(decimals).unwrap_or(0));
            self.session.set(variable, Value::Known { number, step });
        }
        for mention in mentions {
            self.quotes[mention.fact] = mention.quote;
        }
    }
}

/// The title of the section that a record's year makes for facts.
const YEAR_SECTION: &str = "报告年度";
/// The title of the section that the titles of all sections make for facts.
const TITLES_SECTION: &str = "各节标题";
/// Sections from which on a document is taken to have its sections as titled lines.
const FEWEST_SECTIONS: usize = 4;

fn without_spaces(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace()).collect()
}

/// Another report, by address: the previous one, or a subordinate unit's.
struct Lookup<'a> {
    /// In order, as `absent` is.
    texts: Vec<(&'a str, &'a str)>,
    absent: Vec<&'a str>,
}

impl<'a> Lookup<'a> {
    fn new(record: &'a Record) -> Lookup<'a> {
        let texts = record.cells.0.iter();
        let mut texts: Vec<(&str, &str)> = texts
            .map(|(address, text)| (address.as_str(), text.as_deref().unwrap_or("")))
            .collect();
        // Of an address that is given twice, the last counts: it stays behind the others.
        texts.sort_by_key(|(address, _)| *address);
        let mut absent: Vec<&str> = record.absent.iter().map(String::as_str).collect();
        absent.sort_unstable();
        Lookup { texts, absent }
    }

    fn text(&self, address: &str) -> Option<&'a str> {
        let end = self.texts.partition_point(|(known, _)| *known <= address);
        let (known, text) = self.texts.get(end.checked_sub(1)?)?;
        (*known == address).then_some(*text)
    }

    fn lacks(&self, address: &str) -> bool {
        self.absent.binary_search(&address).is_ok()
    }

    fn has(&self, address: &str) -> bool {
        self.text(address).is_some()
    }

    fn value(&self, pack: &Pack, cell: CellIndex) -> Value {
        let shape = &pack.model().form.cells[cell];
        let address = shape.address.as_str();
        let row = address.rsplit_once('.').map_or("", |(row, _)| row);
        if self.lacks(address) || self.lacks(row) {
            return Value::Absent;
        }
        let text = self.text(address).unwrap_or("");
        value_of(text, &figure::read_cell(text, shape), shape)
    }
}

/// The sum over subordinate reports: open while one of them is, when all must be there; over those that have the
/// figure, when the sum is a lower bound anyway.
fn sum_of(complete: bool, values: impl Iterator<Item = Value>) -> Value {
    let (mut sum, mut steps, mut found) = (Number::ZERO, Number::ZERO, false);
    for value in values {
        match value {
            Value::Known { number, step } => {
                sum += &number;
                steps += &step;
                found = true;
            }
            Value::Absent => {}
            _ if complete => return Value::Blank,
            _ => {}
        }
    }
    if found {
        Value::Known {
            number: sum,
            step: steps,
        }
    } else {
        Value::NotGiven
    }
}

fn weights(pack: &Pack, record: &Record) -> Result<Vec<(CellIndex, Weight)>, OpenError> {
    let mut weights = Vec::new();
    for (address, blame) in &record.weights {
        let weight = match blame {
            Blame::Never => Weight::Never,
            Blame::Weight(text) => match Number::parse(text) {
                Some(weight) if weight.is_positive() => Weight::Of(weight),
                _ => {
                    return Err(OpenError::Weight {
                        address: address.clone(),
                        given: text.clone(),
                    });
                }
            },
        };
        weights.extend(pack.cell(address).map(|cell| (cell, weight)));
    }
    Ok(weights)
}
