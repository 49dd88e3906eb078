//! Texts of a whole report → its result in numbers, when there is nothing to say of it; nothing else is kept.
//!
//! Most reports of an archive tie out, and most cells hold a plain figure: for those, this is all that has to be done.
//! For the others it says nothing, and [`Check`](super::Check) says all.

use super::{Summary, Tally, declared_decimals};
use crate::engine::{Outcome, Session, Straight, Value};
use crate::figure::{self, Plainness};
use crate::form::{CellIndex, Level};
use crate::number::Decimal;
use crate::pack::Pack;
use crate::result::Status;
use std::sync::Arc;

/// Reports of one pack, one after the other, in the same memory.
///
/// ```
/// use gouji::check::Glimpse;
/// let pack = gouji::packs::built_in("cn-gov-disclosure-2021").unwrap();
/// let zeros = vec![b"0".as_slice(); pack.model().form.cells.len()];
/// let mut glimpse = Glimpse::new(&pack);
/// assert!(glimpse.check(zeros.iter().copied().enumerate()).is_some());
/// assert!(glimpse.check([(0, b"3O".as_slice())]).is_none());
/// ```
pub struct Glimpse {
    pack: Arc<Pack>,
    session: Session,
    /// The rules that ask for nothing but cells of the report itself.
    awake: Vec<usize>,
    /// The same rules at their plainest, where they are so plain.
    straight: Option<Straight>,
    /// What may stand in each cell, in little memory.
    plain: Vec<Option<Plainness>>,
    /// The figures of the report at hand, in units.
    units: Vec<i64>,
    /// The turn in which each cell was last given a text.
    given: Vec<u32>,
    /// Which pass over texts this is.
    turn: u32,
}

impl Glimpse {
    /// No report yet.
    #[must_use]
    pub fn new(pack: &Arc<Pack>) -> Glimpse {
        let session = pack.blank_session(false);
        let rules = 0..pack.model().rules.len();
        let cells = &pack.model().form.cells;
        Glimpse {
            awake: rules.filter(|rule| !session.sleeps(*rule)).collect(),
            straight: Straight::of(&session),
            plain: cells.iter().map(|cell| Plainness::of(&cell.kind)).collect(),
            units: vec![0; cells.len()],
            given: vec![0; cells.len()],
            turn: 0,
            session,
            pack: Arc::clone(pack),
        }
    }

    /// The pack that all of them are checked by.
    #[must_use]
    pub fn pack(&self) -> &Arc<Pack> {
        &self.pack
    }

    /// Checks a report that is these texts alone; other cells are blank. `None` when a text needs a closer look, or a
    /// finding has to be put into words.
    pub fn check<'a>(
        &mut self,
        texts: impl IntoIterator<Item = (CellIndex, &'a [u8]), IntoIter: Clone>,
    ) -> Option<Summary> {
        let texts = texts.into_iter();
        self.go_straight(texts.clone())
            .or_else(|| self.follow(texts))
    }

    /// The same of a report whose texts stand in one row, one for each cell in the order of the pack, with a byte between
    /// each two.
    pub fn check_row(&mut self, row: &[u8], between: u8) -> Option<Summary> {
        self.go_along(row, between).or_else(|| {
            let texts = row.split(|byte| *byte == between);
            self.follow(texts.enumerate())
        })
    }

    /// Every figure is there, in its place and plain, and every rule holds.
    fn go_along(&mut self, row: &[u8], between: u8) -> Option<Summary> {
        let straight = self.straight.as_ref()?;
        let mut rest = Some(row);
        for (plain, units) in self.plain.iter().zip(&mut self.units) {
            let (figure, behind) = Decimal::parse_first(rest?, between)?;
            if !(*plain)?.allows(figure) {
                return None;
            }
            *units = straight.units(figure)?;
            rest = behind;
        }
        if rest.is_some() {
            return None;
        }
        self.all_hold()
    }

    fn all_hold(&self) -> Option<Summary> {
        let holds = self.straight.as_ref()?.all_hold(&self.units)?;
        Some(Summary {
            status: Status::Consistent,
            tally: Tally {
                evaluated: holds + self.units.len(),
                undecided: 0,
                not_asked: self.pack.model().rules.len() - holds,
            },
        })
    }

    fn begin(&mut self) {
        self.turn = self.turn.wrapping_add(1);
        if self.turn == 0 {
            self.given.fill(0);
            self.turn = 1;
        }
    }

    /// Notes that a cell is given a text. `None` when it has been given one before: the later one counts, and the long way
    /// knows.
    #[inline]
    fn note(&mut self, cell: CellIndex) -> Option<()> {
        let before = std::mem::replace(self.given.get_mut(cell)?, self.turn);
        (before != self.turn).then_some(())
    }

    /// Every figure is there and plain, and every rule holds: nothing but sums.
    fn go_straight<'a>(
        &mut self,
        texts: impl Iterator<Item = (CellIndex, &'a [u8])>,
    ) -> Option<Summary> {
        self.straight.as_ref()?;
        self.begin();
        let mut given = 0;
        for (cell, text) in texts {
            self.note(cell)?;
            let figure = self.plain.get(cell).copied()??.read(text)?;
            *self.units.get_mut(cell)? = self.straight.as_ref()?.units(figure)?;
            given += 1;
        }
        if given < self.units.len() {
            return None;
        }
        self.all_hold()
    }

    /// Figures may be blank or wide, and rules of any kind.
    fn follow<'a>(
        &mut self,
        texts: impl Iterator<Item = (CellIndex, &'a [u8])>,
    ) -> Option<Summary> {
        self.begin();
        let mut given = 0;
        let mut all = 0;
        for (cell, text) in texts {
            self.note(cell)?;
            given += usize::from(self.put(cell, text)?);
            all += 1;
        }
        if all < self.given.len() {
            for cell in 0..self.given.len() {
                if self.given[cell] != self.turn {
                    self.put(cell, b"")?;
                }
            }
        }
        self.summary(given)
    }

    /// Whether something is written in the text; `None` when that can't be told at a glimpse.
    fn put(&mut self, cell: CellIndex, text: &[u8]) -> Option<bool> {
        let shape = self.pack.model().form.cells.get(cell)?;
        if text.is_empty() {
            if shape.required.is_none() {
                self.session.set(cell, Value::Blank);
                return Some(false);
            }
        } else if let Some(figure) = figure::plain(text, &shape.kind) {
            let step = declared_decimals(&shape.kind).unwrap_or(figure.decimals());
            self.session.set_figure(cell, figure, step);
            return Some(true);
        }
        None
    }

    fn summary(&self, given: usize) -> Option<Summary> {
        let (mut holds, mut undecided, mut waits) = (0, 0, false);
        for rule in &self.awake {
            match self.session.evaluate(*rule) {
                Outcome::Holds => holds += 1,
                Outcome::NotAsked => {}
                Outcome::Undecided => {
                    undecided += 1;
                    waits |= self.session.level(*rule) == Level::Error;
                }
                Outcome::Broken | Outcome::Rounded => return None,
            }
        }
        let evaluated = holds + given;
        Some(Summary {
            status: match (evaluated, waits) {
                (0, _) => Status::Unchecked,
                (_, true) => Status::Incomplete,
                (_, false) => Status::Consistent,
            },
            tally: Tally {
                evaluated,
                undecided,
                not_asked: self.pack.model().rules.len() - holds - undecided,
            },
        })
    }
}
