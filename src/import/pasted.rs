//! Lines of separated values → tables: cells copied from a spreadsheet, its CSV, tables drawn with signs.
//!
//! Only where every line of a table has as many cells as the others are they columns. Where merged cells were left out,
//! as browsers copy them, cells stand below strangers; those lines stay text, in which rows are found by their labels.

use super::document::Block;
use super::drawn::{self, Drawn};
use crate::align::shape::{Shape, shape};
use crate::grid::{Grid, GridCell};

/// Lines that one quoted cell may go on over.
const MAX_QUOTED: usize = 40;

/// A line of a table, its cells, and how many lines of text it takes.
struct Record {
    cells: Vec<String>,
    lines: usize,
    ruled: bool,
}

/// Turns lines into tables where they are such. Every line keeps its number: those of a table are empty.
pub(super) fn tables(lines: &[&str]) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(lines.len());
    let mut at = 0;
    while let Some(rest) = lines.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(drawn) = drawn::table(rest) {
            at += drawn.lines;
            blocks.extend(with_titles(drawn));
            continue;
        }
        let candidates = SEPARATORS.map(|separator| records(rest, separator));
        let mut each = SEPARATORS.iter().zip(&candidates);
        match each.find(|(separator, records)| is_table(records, **separator)) {
            Some((_, records)) => {
                blocks.extend(table(records));
                at += length(records);
            }
            None => {
                // A line that belongs to no table begins none further down either.
                let skipped = candidates.iter().map(|records| length(records)).max();
                let length = skipped.unwrap_or(0).max(1);
                let texts = rest.iter().take(length);
                blocks.extend(texts.map(|text| Block::Line((*text).to_owned())));
                at += length;
            }
        }
    }
    blocks
}

const SEPARATORS: [char; 4] = ['\t', '|', ',', ';'];

/// The lines of a drawn table as blocks: what stands alone in its row as text, and the whole in place of its last line.
fn with_titles(drawn: Drawn) -> Vec<Block> {
    let Drawn { grid, lines } = drawn;
    let alone = grid.alone().into_iter();
    let alone = alone.map(|text| Block::Line(text.to_owned()));
    let mut blocks: Vec<Block> = alone.take(lines.saturating_sub(1)).collect();
    blocks.resize(lines.saturating_sub(1), Block::Line(String::new()));
    blocks.push(Block::Table(grid));
    blocks
}

/// How many lines of text records take.
fn length(records: &[Record]) -> usize {
    records.iter().map(|record| record.lines).sum()
}

/// Rows from which on words with one figure behind them are a table.
const FEWEST_LISTED: usize = 3;

/// Whether records are the rows of a table: as many cells in each, and figures in some. Cells between rules may be more
/// words than figures: what is counted, of whom, how many.
fn is_table(records: &[Record], separator: char) -> bool {
    let rows: Vec<&Record> = records.iter().filter(|record| !record.ruled).collect();
    let columns = rows.first().map_or(0, |row| row.cells.len());
    let even = rows.iter().all(|row| row.cells.len() == columns);
    let is_row = |row: &&Record| {
        let looks: Vec<Shape> = row.cells.iter().map(|text| shape(text)).collect();
        let figures = looks.iter().filter(|look| **look == Shape::Figure).count();
        let words = looks.iter().filter(|look| **look == Shape::Words).count();
        figures > 0 && figures >= words
    };
    let is_listed = |row: &&&Record| {
        let last = row.cells.last().map(|text| shape(text));
        let others = row.cells.iter().rev().skip(1).map(|text| shape(text));
        let mut others = others.filter(|look| *look != Shape::Empty);
        last == Some(Shape::Figure) && others.all(|look| look == Shape::Words)
    };
    let listed = matches!(separator, '|' | '\t')
        && rows.iter().filter(is_listed).count() >= FEWEST_LISTED.max(rows.len() / 2);
    rows.len() >= 2 && columns >= 2 && even && (listed || rows.iter().any(is_row))
}

/// The lines of a table as blocks: what stands alone in its line as text, and the whole in place of its last line.
fn table(records: &[Record]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut cells = Vec::new();
    let mut last = 0;
    for (row, record) in records.iter().filter(|record| !record.ruled).enumerate() {
        for (column, text) in record.cells.iter().enumerate() {
            cells.push(GridCell::at(row, column, text));
        }
    }
    for record in records {
        let mut filled = record.cells.iter().filter(|text| !text.is_empty());
        let alone = match (filled.next(), filled.next()) {
            (Some(text), None) if !record.ruled => Some(text.clone()),
            _ => None,
        };
        if alone.is_none() {
            last = blocks.len();
        }
        blocks.push(Block::Line(alone.unwrap_or_default()));
        blocks.extend((1..record.lines).map(|_| Block::Line(String::new())));
    }
    if let Some(block) = blocks.get_mut(last) {
        *block = Block::Table(Grid {
            cells,
            ..Grid::default()
        });
    }
    blocks
}

/// The lines at the start that are separated by a sign, in cells.
fn records(lines: &[&str], separator: char) -> Vec<Record> {
    if separator == '|' {
        return between_rules(lines);
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(record) = separated(lines.get(at..).unwrap_or_default(), separator) {
        at += record.lines;
        found.push(record);
    }
    found
}

/// The lines at the start that have rules drawn with signs between their cells; Markdown's marks of bold text fall away.
fn between_rules(lines: &[&str]) -> Vec<Record> {
    let is_ruled = |line: &String| {
        let rules = |one: char| drawn::is_rule(one) || matches!(one, ':' | ' ');
        line.chars().count() > 2
            && line.chars().all(rules)
            && !line.split('|').all(|text| text.trim().is_empty())
    };
    let even = lines
        .iter()
        .map(|line| line.trim().replace(drawn::is_upright, "|"));
    let even: Vec<String> = even
        .take_while(|line| is_ruled(line) || line.matches('|').count() >= 2)
        .collect();
    // A rule at the end of every line is the table's edge; else a cell beyond it is empty.
    let rows = || even.iter().filter(|line| !is_ruled(line));
    let opens = rows().all(|line| line.starts_with('|'));
    let closes = rows().all(|line| line.ends_with('|'));
    let record = |line: &String| {
        let inner = line.strip_prefix('|').filter(|_| opens).unwrap_or(line);
        let inner = inner.strip_suffix('|').filter(|_| closes).unwrap_or(inner);
        let text = |text: &str| {
            text.replace("**", "")
                .replace("<br>", "\n")
                .trim()
                .to_owned()
        };
        let ruled = is_ruled(line);
        Record {
            cells: if ruled {
                Vec::new()
            } else {
                inner.split('|').map(text).collect()
            },
            lines: 1,
            ruled,
        }
    };
    even.iter().map(record).collect()
}

/// A line of separated values; a quoted one may hold the sign, and go on over lines.
fn separated(lines: &[&str], separator: char) -> Option<Record> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for (number, line) in lines.iter().enumerate().take(MAX_QUOTED) {
        if number == 0 && !line.contains(separator) && !line.starts_with('"') {
            return None;
        }
        let mut signs = line.chars().peekable();
        while let Some(sign) = signs.next() {
            let cell = cells.last_mut()?;
            match sign {
                '"' if quoted && signs.peek() == Some(&'"') => {
                    signs.next();
                    cell.push('"');
                }
                '"' if quoted => quoted = false,
                '"' if cell.trim().is_empty() => {
                    cell.clear();
                    quoted = true;
                }
                one if one == separator && !quoted => cells.push(String::new()),
                one => cell.push(one),
            }
        }
        if !quoted {
            if cells.len() < 2 {
                return None;
            }
            for cell in &mut cells {
                *cell = cell.trim().to_owned();
            }
            return Some(Record {
                cells,
                lines: number + 1,
                ruled: false,
            });
        }
        cells.last_mut()?.push('\n');
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]]) -> Block {
        Block::Table(Grid::from_rows(rows))
    }

    fn line(text: &str) -> Block {
        Block::Line(text.to_owned())
    }

    #[test]
    fn lines_with_as_many_cells_are_a_table() {
        let found = tables(&["标题", "\"项", "目\"\t数", "规章\t3", "尾"]);
        assert_eq!(
            found,
            [
                line("标题"),
                line(""),
                line(""),
                grid(&[&["项\n目", "数"], &["规章", "3"]]),
                line("尾")
            ]
        );
        let drawn = tables(&["| **项目** | 数 |", "|:---|---:|", "| 规章 | 3 |"]);
        assert_eq!(
            drawn,
            [line(""), line(""), grid(&[&["项目", "数"], &["规章", "3"]])]
        );
    }

    #[test]
    fn what_stands_alone_in_its_line_is_text_too() {
        let found = tables(&["标题,", "规章,3"]);
        assert_eq!(
            found,
            [line("标题"), grid(&[&["标题", ""], &["规章", "3"]])]
        );
    }

    #[test]
    fn lines_with_cells_left_out_stay_text() {
        let lines = ["不予公开\t国家秘密\t3\t3", "禁止公开\t4\t4"];
        assert_eq!(tables(&lines), lines.map(line));
    }
}
