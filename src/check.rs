//! One report under check: typed text → figures → verdicts → repairs → the report in words.
//!
//! The one place that joins the stages; the page, the command line and every other door go through it.

mod asking;
mod entries;
mod glimpse;
mod hints;
mod locating;
mod opening;
mod related;
mod reporting;
mod series;

use crate::engine::{Session, Value};
use crate::figure::{self, Reading};
use crate::form::{Cell, CellIndex, Kind};
use crate::model::Source;
use crate::number::Number;
use crate::pack::Pack;
use crate::record::{Justification, Notice, Unplaced};
use entries::Entries;
use locating::Locating;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use asking::{Asked, Why};
pub use glimpse::Glimpse;
pub use opening::OpenError;
pub use related::{Part, Related};
pub use reporting::{Summary, Tally};
pub use series::Series;

/// Work enough for one [`Check::locate`] to go on until it is finished; the search keeps a budget of its own.
pub const LOCATE_BUDGET: u64 = u64::MAX;

/// A figure's decimals are counted up to here.
const MOST_DECIMALS: u32 = 60;

/// One report under check.
pub struct Check {
    pack: Arc<Pack>,
    session: Session,
    /// The text of every cell as typed, and what it says.
    entries: Entries,
    /// The sentence that each fact was found in.
    quotes: Vec<Option<String>>,
    id: Option<String>,
    file: Option<String>,
    unplaced: Vec<Unplaced>,
    /// What the reader found odd.
    notices: Vec<Notice>,
    justified: BTreeMap<String, Justification>,
    weights: Vec<(CellIndex, crate::form::Weight)>,
    locating: Locating,
}

impl Check {
    /// The pack that is checked by.
    #[must_use]
    pub fn pack(&self) -> &Arc<Pack> {
        &self.pack
    }

    /// The verdicts.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The text of a cell as typed.
    #[must_use]
    pub fn text(&self, cell: CellIndex) -> &str {
        self.entries.get(cell).map_or("", |entry| &entry.text)
    }

    /// Puts text into a cell. Whether a finding appeared, went or changed.
    pub fn set(&mut self, cell: CellIndex, text: &str) -> bool {
        let (Some(entry), Some(shape)) = (
            self.entries.get(cell),
            self.pack.model().form.cells.get(cell),
        ) else {
            return false;
        };
        if entry.text == text && !entry.absent {
            return false;
        }
        self.locating.drop_stale();
        if let Some(figure) = figure::plain(text.as_bytes(), &shape.kind) {
            let step = declared_decimals(&shape.kind).unwrap_or(figure.decimals());
            let changed = self.session.set_figure(cell, figure, step);
            return self.entries.put_figure(cell, text, figure) | changed;
        }
        let reading = figure::read_cell(text, shape);
        let value = value_of(text, &reading, shape);
        let changed = self.session.set(cell, value);
        self.entries.put(cell, text, reading) | changed
    }

    /// Gives a reason for keeping a finding; it stands until one of the rule's figures changes.
    pub fn justify(&mut self, rule: &str, reason: &str) {
        let values = self.values_of(rule);
        let justification = Justification {
            reason: reason.to_owned(),
            values,
        };
        if reason.trim().is_empty() {
            self.justified.remove(rule);
        } else {
            self.justified.insert(rule.to_owned(), justification);
        }
    }

    /// The figures that a rule speaks of, by address.
    fn values_of(&self, rule: &str) -> BTreeMap<String, String> {
        let model = self.pack.model();
        let index = model.rules.iter().position(|each| each.id == rule);
        let cells: Vec<CellIndex> = match index {
            Some(index) => self.cells_of_rule(index),
            None => self.cell_checked(rule).into_iter().collect(),
        };
        let figures = cells.into_iter().map(|cell| {
            let address = model.form.cells[cell].address.clone();
            (address, self.canonical(cell))
        });
        figures.collect()
    }

    /// The cells of this report that a rule speaks of.
    fn cells_of_rule(&self, rule: usize) -> Vec<CellIndex> {
        let own = |variable: &usize| match self.pack.model().variables.get(*variable) {
            Some(Source::Cell(cell)) if !self.entries.is_absent(*cell) => Some(*cell),
            _ => None,
        };
        let variables = self.pack.plan().variables_of(rule).iter();
        variables.filter_map(own).collect()
    }

    /// The canonical figure of a cell; its text where it can't be read; nothing where it is blank.
    fn canonical(&self, cell: CellIndex) -> String {
        let Some(entry) = self.entries.get(cell) else {
            return String::new();
        };
        match &entry.reading.number {
            Some(number) => {
                let kind = &self.pack.model().form.cells[cell].kind;
                figure::text_of(number, kind).unwrap_or_else(|| number.to_string())
            }
            None if entry.reading.blank => String::new(),
            None => entry.text.clone(),
        }
    }
}

/// `cell.negative[requests.new.person]` → `requests.new.person`.
fn cell_of_check(rule: &str) -> Option<&str> {
    let (_, address) = rule.strip_prefix("cell.")?.split_once('[')?;
    address.strip_suffix(']')
}

/// What the session is to know of a cell's text.
fn value_of(text: &str, reading: &Reading, cell: &Cell) -> Value {
    match &reading.number {
        Some(number) => Value::Known {
            step: step_of(text, number, &cell.kind),
            number: number.clone(),
        },
        None if reading.blank => Value::Blank,
        None => Value::Unreadable,
    }
}

/// The decimals that figures of a kind are printed with; `None` where it is by those typed.
fn declared_decimals(kind: &Kind) -> Option<u8> {
    match kind {
        Kind::Amount { decimals, .. } | Kind::Percent { decimals } => {
            decimals.and_then(|decimals| u8::try_from(decimals.min(MOST_DECIMALS)).ok())
        }
        _ => Some(0),
    }
}

/// The distance between neighbouring figures as printed: by the cell's declared decimals, else by those typed.
fn step_of(text: &str, number: &Number, kind: &Kind) -> Number {
    let declared = match kind {
        Kind::Amount { decimals, .. } | Kind::Percent { decimals } => *decimals,
        _ => return Number::ONE,
    };
    let typed = || {
        let (_, decimals) = text.trim().split_once('.')?;
        let digits = decimals.bytes().take_while(u8::is_ascii_digit).count();
        u32::try_from(digits).ok()
    };
    let decimals = declared
        .or_else(typed)
        .or_else(|| number.decimals())
        .unwrap_or(0);
    Number::power_of_ten(-i32::try_from(decimals.min(MOST_DECIMALS)).unwrap_or(0))
}
