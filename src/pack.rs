//! A pack ready for use: the checked model, the compiled plan, and the way from an address to its cell.

#[cfg(feature = "import")]
use crate::align::ledger;
use crate::align::{Alignment, Dictionary};
use crate::engine::{Plan, Session};
use crate::form::{CellIndex, Place};
use crate::grid::Grid;
use crate::model::Model;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// A pack ready for use. Cheap to share; made once, serves any number of reports.
#[derive(Debug)]
pub struct Pack {
    model: Arc<Model>,
    plan: Arc<Plan>,
    cells: HashMap<String, CellIndex>,
    /// Every report begins as a copy of it.
    blank: Session,
    source: Option<Source>,
    /// Made when a table or a document is first read.
    dictionary: OnceLock<Dictionary>,
    #[cfg(feature = "import")]
    ledger: OnceLock<ledger::Index>,
}

/// What a model was compiled from.
#[derive(Debug)]
struct Source {
    name: String,
    text: String,
    /// `(name, text)` of each pack that it extends and that isn't built in.
    extended: Vec<(String, String)>,
}

impl Pack {
    /// Compiles a model.
    #[must_use]
    pub fn new(model: Model) -> Pack {
        let addresses = model.form.cells.iter().enumerate();
        let cells = addresses
            .map(|(index, cell)| (cell.address.clone(), index))
            .collect();
        let plan = Arc::new(Plan::compile(&model));
        let model = Arc::new(model);
        Pack {
            blank: Session::unsettled(Arc::clone(&model), Arc::clone(&plan), false),
            plan,
            model,
            cells,
            source: None,
            dictionary: OnceLock::new(),
            #[cfg(feature = "import")]
            ledger: OnceLock::new(),
        }
    }

    /// Remembers what the model was compiled from; `extended` are the packs that it extends and that aren't built in.
    #[must_use]
    pub fn from_text(self, name: &str, text: &str, extended: Vec<(String, String)>) -> Pack {
        let (name, text) = (name.to_owned(), text.to_owned());
        Pack {
            source: Some(Source {
                name,
                text,
                extended,
            }),
            ..self
        }
    }

    /// The name and the text that the model was compiled from, where they are known.
    #[must_use]
    pub fn source(&self) -> Option<(&str, &str)> {
        let source = self.source.as_ref()?;
        Some((&source.name, &source.text))
    }

    /// The text of a pack that this one extends and that isn't built in.
    #[must_use]
    pub fn extended(&self, name: &str) -> Option<&str> {
        let mut extended = self.source.iter().flat_map(|source| &source.extended);
        let found = extended.find(|(known, _)| known == name);
        found.map(|(_, text)| text.as_str())
    }

    /// The checked pack.
    #[must_use]
    pub fn model(&self) -> &Arc<Model> {
        &self.model
    }

    /// Every way in which the form's lines may be labelled.
    pub(crate) fn dictionary(&self) -> &Dictionary {
        self.dictionary
            .get_or_init(|| Dictionary::new(&self.model.form))
    }

    /// The keys of the form's rows, by which statements are read.
    #[cfg(feature = "import")]
    pub(crate) fn ledger(&self) -> &ledger::Index {
        self.ledger
            .get_or_init(|| ledger::Index::new(&self.model.form))
    }

    /// Places the figures of tables in the cells of the form.
    #[must_use]
    pub fn align(&self, grids: &[Grid]) -> Alignment {
        crate::align::align_by(self.dictionary(), &self.model.form, grids)
    }

    /// The compiled rules.
    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// A session with nothing in it, whose rules have not been evaluated.
    pub(crate) fn blank_session(&self, parts_complete: bool) -> Session {
        self.blank.clone().with_parts_complete(parts_complete)
    }

    /// The cell at an address that is likely the cell `place`: records have their cells in the order of the pack.
    #[must_use]
    pub fn cell_near(&self, place: CellIndex, address: &str) -> Option<CellIndex> {
        let expected = self.model.form.cells.get(place);
        if expected.is_some_and(|cell| cell.address == address) {
            Some(place)
        } else {
            self.cell(address)
        }
    }

    /// The cell at an address.
    #[must_use]
    pub fn cell(&self, address: &str) -> Option<CellIndex> {
        self.cells.get(address).copied()
    }

    /// The cells that an address names: one cell, the row `table.row`, or a whole table.
    #[must_use]
    pub fn cells_under(&self, address: &str) -> Vec<CellIndex> {
        if let Some(cell) = self.cell(address) {
            return vec![cell];
        }
        let form = &self.model.form;
        let (table_id, row_id) = match address.split_once('.') {
            Some((table, row)) => (table, Some(row)),
            None => (address, None),
        };
        let belongs = |place: &Place| match place {
            Place::Table { table, row, .. } => {
                let table = &form.tables[*table];
                table.id == table_id && row_id.is_none_or(|id| table.rows[*row].id == id)
            }
            Place::Figure(_) => false,
        };
        let cells = form.cells.iter().enumerate();
        cells
            .filter(|(_, cell)| belongs(&cell.place))
            .map(|(index, _)| index)
            .collect()
    }
}
