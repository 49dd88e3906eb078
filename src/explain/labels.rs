//! Cells and lines by the labels that the form prints.

use super::words::Words;
use crate::form::{CellIndex, Label, Line, Place, Table};
use crate::model::{About, Axis, Fact, Model, Piece, Source, VariableIndex};

/// Labels longer than this lose the explanation in brackets at their end.
const LONG: usize = 16;

/// The labels of a model in one language.
#[derive(Clone, Copy)]
pub(super) struct Labels<'a> {
    pub model: &'a Model,
    pub words: &'static Words,
    /// Where it is missing, the lines are gone through.
    pub printed: Option<&'a Printed<'a>>,
}

/// The labels along the axes of each table, sorted, groups left out: naming every cell of a report would
/// otherwise go through all lines for each.
pub(super) struct Printed<'a>(Vec<[Vec<&'a str>; 2]>);

/// What the cells of one rule have in common, and so need not be said of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shared {
    Nothing,
    Row(usize, usize),
    Column(usize, usize),
}

impl<'a> Labels<'a> {
    pub fn new(model: &'a Model, words: &'static Words) -> Labels<'a> {
        Labels {
            model,
            words,
            printed: None,
        }
    }

    fn text(&self, label: &'a Label) -> &'a str {
        let text = label.in_language(self.words.language);
        shortened(text)
    }

    /// The labels that are printed.
    pub fn printed(&self) -> Printed<'a> {
        let sorted = |table: &'a Table, axis| {
            let lines = lines(table, axis).iter().filter(|line| !line.group);
            let mut labels: Vec<&str> = lines.map(|line| self.text(&line.label)).collect();
            labels.sort_unstable();
            labels
        };
        let tables = self.model.form.tables.iter();
        Printed(
            tables
                .map(|table| [sorted(table, Axis::Rows), sorted(table, Axis::Columns)])
                .collect(),
        )
    }

    /// Whether more than `times` lines along an axis, groups left out, have this label.
    fn more_than(&self, times: usize, table: usize, axis: Axis, text: &str) -> bool {
        match self.printed.and_then(|printed| printed.0.get(table)) {
            Some([rows, columns]) => {
                let labels = if axis == Axis::Rows { rows } else { columns };
                let first = labels.partition_point(|label| *label < text);
                labels
                    .get(first + times)
                    .is_some_and(|label| *label == text)
            }
            None => {
                let lines = lines(&self.model.form.tables[table], axis).iter();
                let same = lines.filter(|line| !line.group && self.text(&line.label) == text);
                same.take(times + 1).count() > times
            }
        }
    }

    /// 「（七）总计」×「其他」; with the table's title where another table has the same pair.
    pub fn cell(&self, cell: CellIndex) -> String {
        let form = &self.model.form;
        match form.cells.get(cell).map(|cell| &cell.place) {
            None => String::new(),
            Some(Place::Figure(label)) => {
                self.words.say("cell.figure", &[("name", self.text(label))])
            }
            Some(Place::Table { table, row, column }) => {
                let Some(own) = form.tables.get(*table) else {
                    return String::new();
                };
                let row = self.line(*table, Axis::Rows, *row);
                let column = self.line(*table, Axis::Columns, *column);
                let again = |other: usize| {
                    other != *table
                        && self.more_than(0, other, Axis::Rows, &row)
                        && self.more_than(0, other, Axis::Columns, &column)
                };
                let key = if (0..form.tables.len()).any(again) {
                    "cell.place.table"
                } else {
                    "cell.place"
                };
                let table = self.text(&own.label);
                self.words
                    .say(key, &[("table", table), ("row", &row), ("column", &column)])
            }
        }
    }

    /// The label of a line, with the groups that it takes to tell it from others of the same label.
    pub fn line(&self, table: usize, axis: Axis, line: usize) -> String {
        let form = &self.model.form;
        let lines = form.tables.get(table).map(|table| lines(table, axis));
        let Some(own) = lines.and_then(|lines| lines.get(line)) else {
            return String::new();
        };
        let text = self.text(&own.label);
        let outer = own.parent.filter(|parent| {
            *parent < line && self.more_than(usize::from(!own.group), table, axis, text)
        });
        match outer {
            Some(parent) => {
                let group = self.line(table, axis, parent);
                self.words
                    .say("line.path", &[("group", &group), ("line", text)])
            }
            None => text.to_owned(),
        }
    }

    /// The label of the row or column that a place stands in; `None` for a plain figure.
    pub fn line_at(&self, place: &Place, axis: Axis) -> Option<String> {
        match (place, axis) {
            (Place::Figure(_), _) => None,
            (Place::Table { table, row, .. }, Axis::Rows) => Some(self.line(*table, axis, *row)),
            (Place::Table { table, column, .. }, Axis::Columns) => {
                Some(self.line(*table, axis, *column))
            }
        }
    }

    /// 「其他」这一列.
    pub fn about(&self, about: &About) -> String {
        let line = self.line(about.table, about.axis, about.line);
        if line.is_empty() {
            return line;
        }
        let key = match about.axis {
            Axis::Rows => "line.row",
            Axis::Columns => "line.column",
        };
        self.words.say(key, &[("line", &line)])
    }

    /// A variable, without what all variables of its rule share.
    pub fn variable(&self, variable: VariableIndex, shared: Shared) -> String {
        let say = |key: &str, cell: &str| self.words.say(key, &[("cell", cell)]);
        match self.model.variables.get(variable) {
            Some(Source::Cell(cell)) => self.short_cell(*cell, shared),
            Some(Source::Previous(cell)) => {
                say("variable.previous", &self.short_cell(*cell, shared))
            }
            Some(Source::Parts(cell)) => say("variable.parts", &self.short_cell(*cell, shared)),
            Some(Source::Fact { fact, blank }) => {
                let pattern = self.model.facts.get(*fact).map(|fact| sketch(fact, *blank));
                let pattern = pattern.unwrap_or_default();
                self.words.say("variable.fact", &[("fact", &pattern)])
            }
            None => String::new(),
        }
    }

    fn short_cell(&self, cell: CellIndex, shared: Shared) -> String {
        let axis = match shared {
            Shared::Row(..) => Axis::Columns,
            Shared::Column(..) => Axis::Rows,
            Shared::Nothing => return self.cell(cell),
        };
        let place = self.model.form.cells.get(cell).map(|cell| &cell.place);
        match place.and_then(|place| self.line_at(place, axis)) {
            Some(name) => self.words.say("cell.figure", &[("name", &name)]),
            None => self.cell(cell),
        }
    }

    /// The one row or column that all these variables stand in.
    pub fn shared(&self, variables: &[VariableIndex]) -> Shared {
        let place = |variable: &VariableIndex| match self.model.variables.get(*variable)? {
            Source::Cell(cell) | Source::Previous(cell) | Source::Parts(cell) => {
                match &self.model.form.cells.get(*cell)?.place {
                    Place::Table { table, row, column } => Some((*table, *row, *column)),
                    Place::Figure(_) => None,
                }
            }
            Source::Fact { .. } => None,
        };
        let places: Option<Vec<_>> = variables.iter().map(place).collect();
        let Some([first, rest @ ..]) = places.as_deref() else {
            return Shared::Nothing;
        };
        let (table, row, column) = *first;
        if rest
            .iter()
            .all(|place| (place.0, place.2) == (table, column))
        {
            Shared::Column(table, column)
        } else if rest.iter().all(|place| (place.0, place.1) == (table, row)) {
            Shared::Row(table, row)
        } else {
            Shared::Nothing
        }
    }

    /// 「其他」这一列, for what a rule's cells share.
    pub fn shared_place(&self, shared: Shared) -> Option<String> {
        let (table, axis, line) = match shared {
            Shared::Nothing => return None,
            Shared::Row(table, row) => (table, Axis::Rows, row),
            Shared::Column(table, column) => (table, Axis::Columns, column),
        };
        Some(self.about(&About { table, axis, line }))
    }
}

/// The first pattern of a fact, with N for the figure that is meant: “受理…N件”.
fn sketch(fact: &Fact, blank: usize) -> String {
    let pieces = fact.patterns.first().into_iter().flatten();
    let text = |piece: &Piece| match piece {
        Piece::OneOf(texts) => texts.first().cloned().unwrap_or_default(),
        Piece::Figure(figure) | Piece::Listed(figure) if *figure == blank => "N".to_owned(),
        Piece::Figure(_) | Piece::Listed(_) | Piece::Gap => "…".to_owned(),
    };
    pieces.map(text).collect()
}

fn lines(table: &Table, axis: Axis) -> &[Line] {
    match axis {
        Axis::Rows => &table.rows,
        Axis::Columns => &table.columns,
    }
}

/// A long label without the explanation in brackets at its end: （二）部分公开（区分处理的，…） → （二）部分公开.
fn shortened(text: &str) -> &str {
    if text.chars().count() <= LONG || !text.ends_with(['）', ')']) {
        return text;
    }
    match text.rfind(['（', '(']) {
        Some(start) if start > 0 => text.get(..start).unwrap_or(text).trim_end(),
        _ => text,
    }
}
