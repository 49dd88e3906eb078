//! A grid → columns of labels, each with its columns of figures; and which of them is which column of the form.

use crate::align::label::{heading, ink};
use crate::align::shape::{Shape, shape};
use crate::align::{Certainty, MAX_PLACES};
use crate::form::{Label, Line, Table};
use crate::grid::Grid;
use std::collections::BTreeSet;

/// Headings of columns that hold no figures of the form.
const NOTES: [&str; 4] = ["附注", "注释", "行次", "附注编号"];

/// A column of labels with the columns of figures that belong to it.
#[derive(Debug, Default)]
pub(super) struct Strip {
    pub labels: Vec<usize>,
    pub values: Vec<usize>,
}

/// A grid's texts by row and column; a text that covers several places stands in each.
pub(super) type Sheet = Vec<Vec<String>>;

pub(super) fn sheet(grid: &Grid) -> Sheet {
    // Spans reach as far as something begins: `rowspan="0"` in the last row is one row, not all that could follow.
    let ends = |begin: fn(&crate::grid::GridCell) -> usize| {
        grid.cells
            .iter()
            .map(begin)
            .max()
            .map_or(0, |last| last.saturating_add(1))
    };
    let rows = ends(|cell| cell.row).min(MAX_PLACES);
    let columns = ends(|cell| cell.column).min(MAX_PLACES / rows.max(1));
    let mut sheet = vec![vec![String::new(); columns]; rows];
    for cell in &grid.cells {
        // A label may cover its places; a figure stands where it begins.
        let words = shape(&cell.text) == Shape::Words;
        let (down, right) = if words {
            (cell.row_span, cell.column_span)
        } else {
            (1, 1)
        };
        for line in sheet.iter_mut().skip(cell.row).take(down) {
            for place in line.iter_mut().skip(cell.column).take(right) {
                place.clone_from(&cell.text);
            }
        }
    }
    sheet
}

/// What stands over a table, folded.
pub(super) fn title(grid: &Grid, sheet: &Sheet) -> String {
    let first = sheet.first().map(|row| row.concat()).unwrap_or_default();
    let texts = [
        grid.caption.as_deref(),
        grid.before.as_deref(),
        Some(&*first),
    ];
    texts
        .into_iter()
        .flatten()
        .map(ink)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Cuts a sheet into columns of labels, each with its figures.
pub(super) fn strips(sheet: &Sheet) -> Vec<Strip> {
    let width = sheet.first().map_or(0, Vec::len);
    let mut strips: Vec<Strip> = Vec::new();
    let mut in_labels = false;
    for column in 0..width {
        let texts: Vec<&str> = sheet
            .iter()
            .filter_map(|row| row.get(column))
            .map(String::as_str)
            .collect();
        if texts.iter().any(|text| NOTES.contains(&&*ink(text))) {
            continue;
        }
        let labels = is_label_column(&texts);
        match strips.last_mut() {
            Some(strip) if labels && in_labels => strip.labels.push(column),
            _ if labels => strips.push(Strip {
                labels: vec![column],
                values: Vec::new(),
            }),
            Some(strip) => strip.values.push(column),
            None => {}
        }
        in_labels = labels;
    }
    strips.retain(|strip| !strip.values.is_empty());
    strips
}

/// Words in most places; or codes, which are whole numbers of a few lengths and no amounts.
pub(super) fn is_label_column(texts: &[&str]) -> bool {
    let filled = texts.iter().filter(|text| !text.trim().is_empty());
    let (mut words, mut codes, mut figures) = (0, 0, 0);
    for text in filled {
        let digits = text.trim();
        if shape(text) == Shape::Words {
            words += 1;
        } else if (3..=9).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
        {
            codes += 1;
        } else {
            figures += 1;
        }
    }
    let lengths: BTreeSet<usize> = texts
        .iter()
        .map(|text| text.trim().len())
        .filter(|length| *length > 0)
        .collect();
    words > figures + codes
        || (codes >= 3 && figures == 0 && lengths.len() <= 6 && codes + words > 3)
}

/// What can make two labels the same: the whole, or what remains without brackets and lead-ins.
pub(super) fn keys(text: &str) -> Vec<String> {
    let heading = heading(text);
    let mut keys = vec![heading.body];
    keys.extend(heading.short);
    keys.retain(|key| !key.is_empty());
    keys
}

pub(super) fn label_keys(label: &Label) -> Vec<String> {
    let texts = std::iter::once(&label.text).chain(&label.aliases);
    texts.flat_map(|text| keys(text)).collect()
}

/// A row's label: its code and its name; and the name alone.
pub(super) fn label_of(row: &[String], strip: &Strip) -> (String, String) {
    let mut parts: Vec<&str> = Vec::new();
    for column in &strip.labels {
        let text = row.get(*column).map_or("", |text| text.trim());
        if !text.is_empty() && parts.last() != Some(&text) {
            parts.push(text);
        }
    }
    (
        parts.concat(),
        parts
            .last()
            .map(|part| (*part).to_owned())
            .unwrap_or_default(),
    )
}

pub(super) fn is_filled(row: &[String], strip: &Strip) -> bool {
    let values = strip.values.iter().filter_map(|column| row.get(*column));
    values
        .into_iter()
        .any(|text| matches!(shape(text), Shape::Figure))
}

/// Which column of the sheet is which of the form: by their headings, or else by their order where there are as many.
pub(super) fn columns(
    table: &Table,
    sheet: &Sheet,
    strip: &Strip,
) -> Option<(Vec<(usize, String)>, Certainty)> {
    let wanted: Vec<&Line> = table.columns.iter().filter(|line| !line.group).collect();
    let first = sheet.iter().position(|row| is_filled(row, strip))?;
    let heads = |column: usize| {
        let above = sheet
            .iter()
            .take(first)
            .filter_map(move |row| row.get(column));
        above.map(|text| ink(text)).filter(|text| !text.is_empty())
    };
    let mut named: Vec<(usize, String)> = Vec::new();
    for column in &strip.values {
        let is_it = |line: &&&Line| {
            let keys = label_keys(&line.label);
            let free = named.iter().all(|(_, id)| *id != line.id);
            free && heads(*column).any(|head| keys.contains(&head))
        };
        if let Some(line) = wanted.iter().find(is_it) {
            named.push((*column, line.id.clone()));
        }
    }
    let filled = |column: &usize| {
        sheet
            .iter()
            .filter_map(|row| row.get(*column))
            .any(|text| shape(text) == Shape::Figure)
    };
    let all_named = strip
        .values
        .iter()
        .filter(|column| filled(column))
        .all(|column| named.iter().any(|(one, _)| one == column));
    if all_named && !named.is_empty() {
        return Some((named, Certainty::Label));
    }
    if strip.values.len() != wanted.len() {
        return None;
    }
    let in_order = strip.values.iter().zip(wanted);
    Some((
        in_order
            .map(|(column, line)| (*column, line.id.clone()))
            .collect(),
        Certainty::Position,
    ))
}
