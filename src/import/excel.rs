//! An Excel workbook (.xlsx) → blocks: for each sheet its texts that stand alone in a row, then its grid.

mod styles;

use super::archive::Archive;
use super::document::Block;
use super::error::ImportError;
use super::xml::{Element, Node, walk};
use crate::grid::{Grid, GridCell};
use crate::number::Number;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use styles::{Shown, shown, shown_styles};

/// Cells with content that all sheets together may have.
const MAX_CELLS: usize = 400_000;
/// Sheets that are read.
const MAX_SHEETS: usize = 1_000;

/// Reads every sheet that is shown, in the order of the workbook.
pub(super) fn read(archive: &mut Archive) -> Result<Vec<Block>, ImportError> {
    let strings = match archive.part("xl/sharedStrings.xml")? {
        Some(text) => shared_strings(&text)?,
        None => Vec::new(),
    };
    let styles = match archive.part("xl/styles.xml")? {
        Some(text) => shown_styles(&text)?,
        None => BTreeMap::new(),
    };
    let mut blocks = Vec::new();
    let mut cells = 0;
    for part in sheet_parts(archive)? {
        let Some(text) = archive.part(&part)? else {
            continue;
        };
        let sheet = Sheet::read(&text, &strings, &styles, &mut cells)?;
        blocks.extend(sheet.without_hidden().blocks());
    }
    Ok(blocks)
}

/// The parts of the sheets that are shown.
fn sheet_parts(archive: &mut Archive) -> Result<Vec<String>, ImportError> {
    let missing = || ImportError::Broken {
        detail: "xl/workbook.xml".to_owned(),
    };
    let workbook = archive.part("xl/workbook.xml")?.ok_or_else(missing)?;
    let links = archive
        .part("xl/_rels/workbook.xml.rels")?
        .unwrap_or_default();
    let mut targets: HashMap<String, String> = HashMap::new();
    walk(&links, |node| {
        if let Node::Start(element) = node
            && let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target"))
        {
            targets.insert(id.to_owned(), target.to_owned());
        }
        Ok(())
    })?;
    let mut parts = Vec::new();
    walk(&workbook, |node| {
        let Node::Start(element) = node else {
            return Ok(());
        };
        let hidden = element
            .attribute("state")
            .is_some_and(|state| state != "visible");
        if element.name == "sheet" && !hidden && parts.len() < MAX_SHEETS {
            let target = element.attribute("id").and_then(|id| targets.get(id));
            let number = parts.len() + 1;
            parts.push(
                target.map_or(format!("xl/worksheets/sheet{number}.xml"), |target| {
                    let inside = target.trim_start_matches('/').trim_start_matches("xl/");
                    format!("xl/{inside}")
                }),
            );
        }
        Ok(())
    })?;
    Ok(parts)
}

/// Texts that cells refer to by number.
fn shared_strings(text: &str) -> Result<Vec<String>, ImportError> {
    let mut strings: Vec<String> = Vec::new();
    let (mut in_text, mut phonetic, mut aside) = (false, false, false);
    walk(text, |node| {
        match node {
            Node::Start(element) => match element.name.as_str() {
                "si" => strings.push(String::new()),
                // What is struck out is no longer said, and the mark of a footnote is no digit.
                "r" => aside = false,
                "strike" => aside = element.is_on(),
                "vertAlign" => aside |= element.attribute("val") == Some("superscript"),
                "t" => in_text = true,
                "rPh" => phonetic = true,
                _ => {}
            },
            Node::End(name) => match name.as_str() {
                "t" => in_text = false,
                "r" => aside = false,
                "rPh" => phonetic = false,
                _ => {}
            },
            Node::Text(text) => {
                if in_text
                    && !phonetic
                    && !aside
                    && let Some(last) = strings.last_mut()
                {
                    last.push_str(&text);
                }
            }
        }
        Ok(())
    })?;
    Ok(strings)
}

/// A sheet's cells by row and column, and its merged areas by their first cell.
#[derive(Default)]
struct Sheet {
    cells: BTreeMap<(usize, usize), String>,
    merged: BTreeMap<(usize, usize), (usize, usize)>,
    hidden_rows: BTreeSet<usize>,
    /// From … to, both hidden.
    hidden_columns: Vec<(usize, usize)>,
    /// Rows are hidden where they don't say how high they are.
    hides_rows: bool,
}

/// The cell that is being read.
#[derive(Default)]
struct OpenCell {
    place: (usize, usize),
    kind: String,
    style: Shown,
    text: String,
    formula: Option<String>,
    valued: bool,
}

impl Sheet {
    fn read(
        text: &str,
        strings: &[String],
        styles: &BTreeMap<usize, Shown>,
        count: &mut usize,
    ) -> Result<Sheet, ImportError> {
        let mut sheet = Sheet::default();
        let mut open = OpenCell::default();
        let (mut row, mut column, mut in_value, mut in_formula) = (0, 0, false, false);
        walk(text, |node| {
            match node {
                Node::Start(element) => match element.name.as_str() {
                    "row" => {
                        row = number(&element, "r").map_or(row, |number| number.saturating_sub(1));
                        column = 0;
                        if sheet.hides_row(&element) {
                            sheet.hidden_rows.insert(row);
                        }
                    }
                    "sheetFormatPr" => sheet.hides_rows = says(&element, "zeroHeight"),
                    "col" if says(&element, "hidden") || is_zero(&element, "width") => {
                        let from = number(&element, "min").unwrap_or(1).saturating_sub(1);
                        let to = number(&element, "max").unwrap_or(1).saturating_sub(1);
                        sheet.hidden_columns.push((from, to));
                    }
                    "c" => {
                        let place = element.attribute("r").and_then(place);
                        let place = place.unwrap_or((row, column));
                        column = place.1.saturating_add(1);
                        open = OpenCell {
                            place,
                            kind: element.attribute("t").unwrap_or("n").to_owned(),
                            style: number(&element, "s")
                                .and_then(|style| styles.get(&style))
                                .copied()
                                .unwrap_or_default(),
                            ..OpenCell::default()
                        };
                    }
                    "f" => {
                        in_formula = true;
                        open.formula = Some(String::new());
                    }
                    "v" | "t" => {
                        in_value = true;
                        open.valued = true;
                    }
                    "mergeCell" => sheet.merge(element.attribute("ref").unwrap_or("")),
                    _ => {}
                },
                Node::End(name) => match name.as_str() {
                    "v" | "t" => in_value = false,
                    "f" => in_formula = false,
                    "row" => row = row.saturating_add(1),
                    "c" => sheet.add(std::mem::take(&mut open), strings, count)?,
                    _ => {}
                },
                Node::Text(text) => {
                    if in_value {
                        open.text.push_str(&text);
                    } else if let (true, Some(formula)) = (in_formula, &mut open.formula) {
                        formula.push_str(&text);
                    }
                }
            }
            Ok(())
        })?;
        Ok(sheet)
    }

    fn add(
        &mut self,
        cell: OpenCell,
        strings: &[String],
        count: &mut usize,
    ) -> Result<(), ImportError> {
        let text = match (cell.kind.as_str(), cell.formula) {
            // Saved by a program that didn't calculate: what Excel would show isn't in the file.
            (_, Some(formula)) if !cell.valued => format!("={formula}"),
            ("s", _) => {
                let index = cell.text.trim().parse::<usize>().ok();
                let text = index.and_then(|index| strings.get(index));
                without_apostrophe(text.cloned().unwrap_or_default())
            }
            ("n", _) => shown(&cell.text, cell.style),
            _ => without_apostrophe(cell.text),
        };
        if text.trim().is_empty() {
            return Ok(());
        }
        *count += 1;
        if *count > MAX_CELLS {
            return Err(ImportError::Inflated {
                limit: super::archive::MAX_INFLATED,
            });
        }
        self.cells.insert(cell.place, text);
        Ok(())
    }

    fn merge(&mut self, area: &str) {
        let Some((first, last)) = area.split_once(':') else {
            return;
        };
        if let (Some(first), Some(last)) = (place(first), place(last)) {
            let rows = last.0.saturating_sub(first.0) + 1;
            let columns = last.1.saturating_sub(first.1) + 1;
            self.merged.insert(first, (rows, columns));
        }
    }

    /// Whether a row says that it isn't seen: hidden by hand, by a filter, or as low as nothing.
    fn hides_row(&self, row: &Element) -> bool {
        says(row, "hidden")
            || is_zero(row, "ht")
            || (self.hides_rows && row.attribute("ht").is_none())
    }

    /// Takes away what isn't seen. A merged area is seen where any of it is.
    fn without_hidden(mut self) -> Sheet {
        if self.hidden_rows.is_empty() && self.hidden_columns.is_empty() {
            return self;
        }
        let row_seen = |row: &usize| !self.hidden_rows.contains(row);
        let column_seen = |column: &usize| {
            let hidden = self.hidden_columns.iter();
            hidden
                .clone()
                .all(|(from, to)| !(from..=to).contains(&column))
        };
        let mut cells = BTreeMap::new();
        let mut merged = BTreeMap::new();
        for ((row, column), text) in std::mem::take(&mut self.cells) {
            let (height, width) = self.merged.get(&(row, column)).copied().unwrap_or((1, 1));
            let rows = row..row.saturating_add(height.min(MAX_CELLS));
            let columns = column..column.saturating_add(width.min(MAX_CELLS));
            if let (Some(top), Some(left)) = (
                rows.clone().find(row_seen),
                columns.clone().find(column_seen),
            ) {
                cells.insert((top, left), text);
                if height > 1 || width > 1 {
                    merged.insert((top, left), (rows.end - top, columns.end - left));
                }
            }
        }
        Sheet {
            cells,
            merged,
            ..self
        }
    }

    fn blocks(self) -> Vec<Block> {
        let mut by_row: BTreeMap<usize, Vec<&String>> = BTreeMap::new();
        for ((row, _), text) in &self.cells {
            by_row.entry(*row).or_default().push(text);
        }
        let mut blocks: Vec<Block> = Vec::new();
        for texts in by_row.values() {
            if let [text] = texts.as_slice() {
                blocks.extend(text.lines().map(|line| Block::Line(line.to_owned())));
            }
        }
        blocks.push(Block::Table(self.grid()));
        blocks
    }

    /// The grid without its empty rows and columns, so that one cell far away makes no monster.
    fn grid(&self) -> Grid {
        let used = |places: BTreeSet<usize>| places.into_iter().collect::<Vec<usize>>();
        let rows = used(self.cells.keys().map(|(row, _)| *row).collect());
        let columns = used(self.cells.keys().map(|(_, column)| *column).collect());
        let index = |used: &[usize], place: usize| used.partition_point(|one| *one < place);
        let span = |used: &[usize], from: usize, length: usize| {
            index(used, from.saturating_add(length)) - index(used, from)
        };
        let cells = self.cells.iter().map(|((row, column), text)| {
            let merged = self.merged.get(&(*row, *column)).copied();
            let (height, width) = merged.unwrap_or((1, 1));
            GridCell::at(index(&rows, *row), index(&columns, *column), text)
                .spanning(span(&rows, *row, height), span(&columns, *column, width))
        });
        Grid {
            cells: cells.collect(),
            ..Grid::default()
        }
    }
}

/// Whether an attribute is true.
fn says(element: &Element, name: &str) -> bool {
    matches!(element.attribute(name), Some("1" | "true" | "on"))
}

/// Whether a length is nothing.
fn is_zero(element: &Element, name: &str) -> bool {
    let length = element.attribute(name).and_then(Number::parse);
    length.is_some_and(|length| length == Number::ZERO)
}

/// A figure that was typed as text: the sign that says so is none of it.
fn without_apostrophe(text: String) -> String {
    match text.strip_prefix(['\'', '’', '‘']) {
        Some(figure) if Number::parse(figure.trim()).is_some() => figure.to_owned(),
        _ => text,
    }
}

fn number(element: &Element, name: &str) -> Option<usize> {
    element.attribute(name)?.parse().ok()
}

/// `AB12` → row 11, column 27.
fn place(reference: &str) -> Option<(usize, usize)> {
    let letters: String = reference
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    let row: usize = reference.get(letters.len()..)?.parse().ok()?;
    let mut column = 0_usize;
    for letter in letters.bytes().take(4) {
        let value = usize::from(letter.to_ascii_uppercase().checked_sub(b'A')?) + 1;
        column = column * 26 + value;
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_places() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("AB12"), Some((11, 27)));
        assert_eq!(place("A0"), None);
        assert_eq!(place("12"), None);
    }
}
