//! Reports of one pack, one after the other, in the same memory.
//!
//! For reports that are cells alone: what comes from elsewhere (a previous report, parts, prose) goes through
//! [`Check::open`]. Each report is typed over the one before, so that only what differs costs anything.

use super::Check;
use super::entries::Entries;
use super::locating::Locating;
use crate::form::CellIndex;
use crate::pack::Pack;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reports of one pack, one after the other.
///
/// ```
/// use gouji::check::Series;
/// let pack = gouji::packs::built_in("cn-gov-disclosure-2021").unwrap();
/// let cell = pack.cell("requests.new.person").unwrap();
/// let mut series = Series::new(&pack);
/// series.put(cell, "3O");
/// let report = series.finish(None).report("en");
/// assert!(report.findings.iter().any(|finding| finding.rule == "cell.unreadable[requests.new.person]"));
/// assert_eq!(series.finish(None).text(cell), "");
/// ```
pub struct Series {
    check: Check,
    /// Whether the report at hand has the cell.
    has: Vec<bool>,
    /// How many cells it has.
    count: usize,
}

impl Series {
    /// No report yet.
    #[must_use]
    pub fn new(pack: &Arc<Pack>) -> Series {
        let cells = pack.model().form.cells.len();
        Series {
            check: Check::blank(pack, false),
            has: vec![false; cells],
            count: 0,
        }
    }

    /// The pack that all of them are checked by.
    #[must_use]
    pub fn pack(&self) -> &Arc<Pack> {
        self.check.pack()
    }

    /// Puts a text into a cell of the next report.
    pub fn put(&mut self, cell: CellIndex, text: &str) {
        if let Some(has) = self.has.get_mut(cell) {
            self.count += usize::from(!*has);
            *has = true;
            self.check.set(cell, text);
        }
    }

    /// The report is complete: cells that it doesn't have are blank. The next one begins.
    pub fn finish(&mut self, id: Option<String>) -> &mut Check {
        if self.count < self.has.len() {
            for cell in 0..self.has.len() {
                if !self.has[cell] {
                    self.check.set(cell, "");
                }
            }
        }
        self.has.fill(false);
        self.count = 0;
        self.check.id = id;
        self.check.settle();
        &mut self.check
    }
}

impl Check {
    /// A report with nothing in it, whose rules have not been evaluated.
    pub(super) fn blank(pack: &Arc<Pack>, parts_complete: bool) -> Check {
        let model = pack.model();
        Check {
            session: pack.blank_session(parts_complete),
            entries: Entries::blank(&model.form.cells),
            quotes: vec![None; model.facts.len()],
            id: None,
            file: None,
            unplaced: Vec::new(),
            notices: Vec::new(),
            justified: BTreeMap::new(),
            weights: Vec::new(),
            locating: Locating::default(),
            pack: Arc::clone(pack),
        }
    }

    /// Evaluates every rule that has not been since the last edit.
    pub(super) fn settle(&mut self) {
        self.session.settle();
    }
}
