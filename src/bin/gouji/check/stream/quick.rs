//! The short way for a line that is cells alone: its texts go straight into a report that is kept open for the next
//! line. What is more than that, or wrong, is left to the long way, which says so.

use super::super::links::Links;
use crate::shelf::Shelf;
use crate::words::Words;
use crate::{Exit, output};
use gouji::check::{Glimpse, LOCATE_BUDGET, Series, Summary};
use gouji::form::CellIndex;
use gouji::pack::Pack;
use gouji::result::Status;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// A line of the answer and what it comes to.
type Done = (String, Exit);

/// The short way.
pub struct Quick<'a> {
    shelf: &'a Shelf,
    /// Whether reports stand for themselves.
    alone: bool,
    words: &'static Words,
    /// Reports kept open; a thread takes one out while it works on it.
    open: Mutex<Vec<Desk>>,
}

/// What a thread works with: a glimpse for the reports of which there is nothing to say, a series for the others.
struct Desk {
    glimpse: Glimpse,
    series: Series,
    /// The last summary, and its result without an id: most are the same.
    last: Option<(Summary, String)>,
}

impl Desk {
    /// The result of a report of which there is nothing to say.
    fn silent(&mut self, summary: Summary, id: Option<&str>) -> Done {
        let line = match &self.last {
            Some((last, line)) if *last == summary => line,
            _ => {
                let report = summary.report(self.glimpse.pack(), None);
                &self.last.insert((summary, output::json(&report))).1
            }
        };
        let line = match id {
            // The id is the first key.
            Some(id) => format!("{{\"id\":{},{}", json_text(id), &line[1..]),
            None => line.clone(),
        };
        (line, exit_of_status(summary.status))
    }
}

fn json_text(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

fn exit_of_status(status: Status) -> Exit {
    match status {
        Status::Consistent | Status::Incomplete => Exit::Fine,
        Status::Inconsistent => Exit::Inconsistent,
        Status::Unchecked => Exit::Unchecked,
    }
}

impl<'a> Quick<'a> {
    pub fn new(shelf: &'a Shelf, links: &Links, words: &'static Words) -> Quick<'a> {
        Quick {
            shelf,
            alone: links.is_empty(),
            words,
            open: Mutex::new(Vec::new()),
        }
    }

    /// Checks one record; `None` when it takes the long way.
    pub fn json(&self, line: &[u8]) -> Option<Done> {
        let record: CellsAlone<'_> = serde_json::from_slice(line).ok()?;
        if !self.alone || record.has_more() {
            return None;
        }
        let mut desk = self.take(record.pack.as_deref())?;
        let mut next = 0;
        let mut placed = Vec::with_capacity(record.cells.0.len());
        for (address, text) in &record.cells.0 {
            let cell = desk.glimpse.pack().cell_near(next, address)?;
            placed.push((cell, text.as_deref().unwrap_or("")));
            next = cell + 1;
        }
        let done = self.check(&mut desk, record.id, &placed);
        self.give_back(desk);
        Some(done)
    }

    /// Checks one line of a CSV; `None` when it takes the long way.
    pub fn csv(&self, line: &[u8], columns: &Columns) -> Option<Done> {
        let line = std::str::from_utf8(line).ok()?;
        let line = line.trim_end_matches(['\r', '\n']);
        if !self.alone || line.contains('"') {
            return None;
        }
        let named = match columns.pack {
            Some(place) => line.split(',').nth(place).filter(|name| !name.is_empty()),
            None => None,
        };
        let mut desk = self.take(named)?;
        let cells = columns.cells(desk.glimpse.pack());
        if let Some((id, row)) = cells.row_of(line)
            && let Some(summary) = desk.glimpse.check_row(row.as_bytes(), b',')
        {
            let done = desk.silent(summary, Some(id));
            self.give_back(desk);
            return Some(done);
        }
        let mut id = None;
        let mut placed = Vec::with_capacity(cells.columns.len());
        let mut length = 0;
        for (field, column) in line.split(',').zip(&cells.columns) {
            length += field.len() + 1;
            match column {
                Column::Cell(cell) => placed.push((*cell, field)),
                Column::Id => id = Some(field.to_owned()),
                Column::Aside => {}
                Column::Unknown if field.is_empty() => {}
                Column::Unknown => return None,
            }
        }
        if length <= line.len() {
            // More fields than columns.
            return None;
        }
        let done = self.check(&mut desk, id, &placed);
        self.give_back(desk);
        Some(done)
    }

    fn check(&self, desk: &mut Desk, id: Option<String>, placed: &[(CellIndex, &str)]) -> Done {
        let texts = placed.iter().map(|(cell, text)| (*cell, text.as_bytes()));
        if let Some(summary) = desk.glimpse.check(texts) {
            return desk.silent(summary, id.as_deref());
        }
        for (cell, text) in placed {
            desk.series.put(*cell, text);
        }
        let check = desk.series.finish(id);
        check.locate(LOCATE_BUDGET);
        let report = check.report(self.words.language);
        (output::json(&report), exit_of_status(report.status))
    }

    /// An open report of the pack that was chosen, or else of the one that the record names.
    fn take(&self, named: Option<&str>) -> Option<Desk> {
        let pack = match self.shelf.only() {
            Ok(chosen) => chosen,
            Err(_) => self.shelf.open(named?).ok()?,
        };
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |desk: &Desk| Arc::ptr_eq(desk.glimpse.pack(), &pack);
        match open.iter().rposition(same) {
            Some(place) => Some(open.swap_remove(place)),
            None => Some(Desk {
                glimpse: Glimpse::new(&pack),
                series: Series::new(&pack),
                last: None,
            }),
        }
    }

    fn give_back(&self, desk: Desk) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.push(desk);
    }
}

/// The columns of a CSV.
pub struct Columns {
    names: Vec<String>,
    /// Where the pack's name stands.
    pack: Option<usize>,
    /// The same columns by the packs that came up.
    known: Mutex<Vec<Known>>,
}

/// A pack with what the columns are in it.
type Known = (Arc<Pack>, Arc<Assigned>);

/// What the columns are in a pack.
struct Assigned {
    columns: Vec<Column>,
    /// Whether there is an id in front, and behind it every cell of the pack in order.
    orderly: bool,
}

impl Assigned {
    /// A line's id and its cells in the order of the pack, where they stand so.
    fn row_of<'a>(&self, line: &'a str) -> Option<(&'a str, &'a str)> {
        if !self.orderly {
            return None;
        }
        line.split_once(',')
    }
}

/// What a column is.
#[derive(Clone, Copy, Debug)]
enum Column {
    Cell(CellIndex),
    Id,
    /// Of no account for a report that stands for itself.
    Aside,
    Unknown,
}

impl Columns {
    pub fn new(names: &[String]) -> Columns {
        Columns {
            pack: names.iter().position(|name| name == "pack"),
            names: names.to_vec(),
            known: Mutex::new(Vec::new()),
        }
    }

    fn cells(&self, pack: &Arc<Pack>) -> Arc<Assigned> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, cells)) = known.iter().find(|(other, _)| Arc::ptr_eq(other, pack)) {
            return Arc::clone(cells);
        }
        let column = |name: &String| match name.as_str() {
            "id" => Column::Id,
            "pack" | "organ" | "year" => Column::Aside,
            address => pack.cell(address).map_or(Column::Unknown, Column::Cell),
        };
        let columns: Vec<Column> = self.names.iter().map(column).collect();
        let in_order = |(place, column): (usize, &Column)| matches!(column, Column::Cell(cell) if *cell == place);
        let orderly = match columns.split_first() {
            Some((Column::Id, cells)) => {
                cells.len() == pack.model().form.cells.len()
                    && cells.iter().enumerate().all(in_order)
            }
            _ => false,
        };
        let cells = Arc::new(Assigned { columns, orderly });
        known.push((Arc::clone(pack), Arc::clone(&cells)));
        cells
    }
}

/// A record, as far as the short way goes; its texts stay where they are in the line.
#[derive(serde::Deserialize)]
struct CellsAlone<'a> {
    id: Option<String>,
    pack: Option<String>,
    #[serde(borrow, default)]
    cells: Borrowed<'a>,
    file: Option<IgnoredAny>,
    year: Option<i64>,
    organ: Option<String>,
    absent: Option<IgnoredAny>,
    prose: Option<IgnoredAny>,
    previous: Option<IgnoredAny>,
    parts: Option<IgnoredAny>,
    weights: Option<IgnoredAny>,
    justified: Option<IgnoredAny>,
    texts: Option<IgnoredAny>,
    unplaced: Option<IgnoredAny>,
    notices: Option<IgnoredAny>,
    certainty: Option<IgnoredAny>,
}

impl CellsAlone<'_> {
    /// Whether it has more than cells and what it is called by.
    fn has_more(&self) -> bool {
        let _ = (self.year, &self.organ);
        [
            &self.file,
            &self.absent,
            &self.prose,
            &self.previous,
            &self.parts,
            &self.weights,
            &self.justified,
            &self.texts,
            &self.unplaced,
            &self.notices,
            &self.certainty,
        ]
        .into_iter()
        .any(Option::is_some)
    }
}

/// Addresses and texts.
#[derive(Default)]
struct Borrowed<'a>(Vec<(Cow<'a, str>, Option<Cow<'a, str>>)>);

impl<'de: 'a, 'a> Deserialize<'de> for Borrowed<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Borrowed<'a>, D::Error> {
        struct BorrowedVisitor;
        impl<'de> Visitor<'de> for BorrowedVisitor {
            type Value = Borrowed<'de>;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object of texts")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Borrowed<'de>, A::Error> {
                let mut cells = Vec::with_capacity(256);
                while let Some(Text(address)) = map.next_key()? {
                    let text: Option<Text<'de>> = map.next_value()?;
                    cells.push((address, text.map(|Text(text)| text)));
                }
                Ok(Borrowed(cells))
            }
        }
        deserializer.deserialize_map(BorrowedVisitor)
    }
}

/// A text that is borrowed where no escape stands in it.
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
