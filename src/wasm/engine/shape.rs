//! What the page is told of a pack, as plain data.

use crate::explain::words::Words;
use crate::explain::{self, placing};
use crate::form::{CellIndex, Form, Kind, Label, Level, Line, Place};
use crate::grid::{Grid, GridCell};
use crate::model::Source;
use crate::pack::Pack;
use crate::record::{Certainty, Unplaced};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub struct PackEntry {
    pub id: String,
    pub title: String,
    pub version: String,
}

#[derive(Serialize)]
pub struct Shape<'a> {
    id: &'a str,
    title: &'a str,
    version: &'a str,
    tables: Vec<TableShape<'a>>,
    cells: Vec<CellShape<'a>>,
    /// The cells whose figures of the previous report errors and warnings depend on; a notice isn't worth the typing.
    previous: Vec<&'a str>,
}

#[derive(Serialize)]
struct TableShape<'a> {
    id: &'a str,
    label: &'a str,
    rows: Vec<LineShape<'a>>,
    columns: Vec<LineShape<'a>>,
}

#[derive(Serialize)]
struct LineShape<'a> {
    id: &'a str,
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<usize>,
    group: bool,
    total: bool,
}

#[derive(Serialize)]
struct CellShape<'a> {
    address: &'a str,
    label: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    required: bool,
    total: bool,
    rules: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<&'a str>,
}

/// The sentences that the page says by itself, in one language.
pub fn words(lang: &str) -> BTreeMap<&'static str, &'static str> {
    let sentences = Words::of(lang).sentences();
    sentences
        .filter_map(|(key, sentence)| Some((key.strip_prefix("panel.")?, sentence)))
        .collect()
}

/// Tables, lines and cells of a pack in one language.
pub fn describe<'a>(pack: &'a Pack, lang: &str) -> Shape<'a> {
    let form = &pack.model().form;
    let lines = |lines: &'a [Line]| lines.iter().map(|line| line_shape(line, lang)).collect();
    Shape {
        id: &form.id,
        title: form.title.in_language(lang),
        version: &form.version,
        tables: form
            .tables
            .iter()
            .map(|table| TableShape {
                id: &table.id,
                label: table.label.in_language(lang),
                rows: lines(&table.rows),
                columns: lines(&table.columns),
            })
            .collect(),
        cells: explain::cell_labels(pack.model(), lang)
            .enumerate()
            .map(|(cell, label)| cell_shape(pack, cell, label, lang))
            .collect(),
        previous: previous(pack),
    }
}

fn previous(pack: &Pack) -> Vec<&str> {
    let model = pack.model();
    let asked = |variable: &usize| match model.variables.get(*variable) {
        Some(Source::Previous(cell)) => Some(*cell),
        _ => None,
    };
    let pressing = (0..model.rules.len()).filter(|rule| model.rules[*rule].level != Level::Notice);
    let variables = pressing.flat_map(|rule| pack.plan().variables_of(rule));
    let mut cells: Vec<CellIndex> = variables.filter_map(asked).collect();
    cells.sort_unstable();
    cells.dedup();
    let address = |cell: CellIndex| model.form.cells[cell].address.as_str();
    cells.into_iter().map(address).collect()
}

fn line_shape<'a>(line: &'a Line, lang: &str) -> LineShape<'a> {
    LineShape {
        id: &line.id,
        label: line.label.in_language(lang),
        parent: line.parent,
        group: line.group,
        total: line.total,
    }
}

fn cell_shape<'a>(pack: &'a Pack, index: usize, label: String, lang: &str) -> CellShape<'a> {
    let form = &pack.model().form;
    let cell = &form.cells[index];
    let choices: &[Label] = match &cell.kind {
        Kind::Choice(list) => list,
        _ => &[],
    };
    CellShape {
        address: &cell.address,
        label,
        kind: kind_name(&cell.kind),
        unit: cell.unit.as_ref().map(|unit| unit.name.as_str()),
        required: cell.required.is_some(),
        total: is_total(form, &cell.place),
        rules: pack.plan().rules_of(index).count(),
        choices: choices
            .iter()
            .map(|label| label.in_language(lang))
            .collect(),
    }
}

fn is_total(form: &Form, place: &Place) -> bool {
    match place {
        Place::Table { table, row, column } => {
            let table = &form.tables[*table];
            table.rows[*row].total || table.columns[*column].total
        }
        Place::Figure(_) => false,
    }
}

fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Count => "count",
        Kind::Integer => "integer",
        Kind::Amount { .. } => "amount",
        Kind::Percent { .. } => "percent",
        Kind::Year => "year",
        Kind::Date => "date",
        Kind::Text => "text",
        Kind::Choice(_) => "choice",
    }
}

/// A table of the page or of a document, as JavaScript hands it over.
#[derive(serde::Deserialize)]
pub struct GridShape {
    caption: Option<String>,
    before: Option<String>,
    cells: Vec<GridCellShape>,
}

#[derive(serde::Deserialize)]
struct GridCellShape {
    row: usize,
    column: usize,
    row_span: Option<usize>,
    column_span: Option<usize>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    field: bool,
}

#[derive(Serialize)]
pub struct AlignmentShape<'a> {
    placements: Vec<PlacementShape<'a>>,
    unplaced: Vec<Unplaced>,
}

#[derive(Serialize)]
struct PlacementShape<'a> {
    address: &'a str,
    cell: CellIndex,
    grid: usize,
    row: usize,
    column: usize,
    certainty: Certainty,
}

/// Places the figures of the grids in the cells of the pack.
pub fn align<'a>(pack: &'a Pack, grids: Vec<GridShape>, lang: &str) -> AlignmentShape<'a> {
    let form = &pack.model().form;
    let grids: Vec<Grid> = grids.into_iter().map(grid).collect();
    let found = pack.align(&grids);
    let placement = |placement: &crate::align::Placement| PlacementShape {
        address: &form.cells[placement.cell].address,
        cell: placement.cell,
        grid: placement.grid,
        row: placement.row,
        column: placement.column,
        certainty: placement.certainty,
    };
    let stray = |stray: &crate::align::Stray| Unplaced {
        r#where: format!("{}:{}:{}", stray.grid, stray.row, stray.column),
        text: stray.text.clone(),
        why: placing::why(Words::of(lang), form, &stray.why),
    };
    AlignmentShape {
        placements: found.placements.iter().map(placement).collect(),
        unplaced: found.strays.iter().map(stray).collect(),
    }
}

fn grid(shape: GridShape) -> Grid {
    let cells = shape.cells.into_iter().map(|cell| GridCell {
        row: cell.row,
        column: cell.column,
        row_span: cell.row_span.unwrap_or(1).max(1),
        column_span: cell.column_span.unwrap_or(1).max(1),
        text: cell.text,
        field: cell.field,
    });
    Grid {
        caption: shape.caption,
        before: shape.before,
        cells: cells.collect(),
        counted: false,
        tagged: false,
    }
}

/// The built-in packs.
pub fn packs() -> Vec<PackEntry> {
    let entry = |pack: &Pack| {
        let form = &pack.model().form;
        PackEntry {
            id: form.id.clone(),
            title: form.title.text.clone(),
            version: form.version.clone(),
        }
    };
    let names = crate::packs::names();
    names
        .filter_map(|name| crate::packs::built_in(name).ok())
        .map(|pack| entry(&pack))
        .collect()
}
