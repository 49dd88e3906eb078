//! Pages of placed characters and drawn lines → blocks. Knows no PDF: the browser's reader and the command line's hand
//! over the same.
//!
//! A table is what its lines say it is; text without lines around it is read line by line. Lengths are thousandths of
//! a point, y goes down from the top of the page.

mod cell;
mod cut;
mod edge;
mod frames;

use super::document::Block;
use crate::grid::{Grid, GridCell};
use cell::Room;
pub use cut::Cut;
use frames::{Frame, frames};
use std::collections::BTreeMap;

/// A drawn area that is narrower is a line.
pub const THIN: i64 = 3_000;

/// One page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// In any order.
    pub glyphs: Vec<Glyph>,
    /// In any order.
    pub rules: Vec<Rule>,
}

/// A character, or several that were placed as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Left end.
    pub x: i64,
    /// Baseline.
    pub y: i64,
    /// Width.
    pub width: i64,
    /// Height of the type.
    pub size: i64,
    /// What it says.
    pub text: String,
}

/// A drawn line from one corner to the other; across or down, all others are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Left.
    pub left: i64,
    /// Top.
    pub top: i64,
    /// Right.
    pub right: i64,
    /// Bottom.
    pub bottom: i64,
}

/// A line of characters.
struct Line {
    baseline: i64,
    left: i64,
    right: i64,
    /// Width of its last character.
    sign: i64,
    text: String,
}

/// A cell with its lines, and the room that they had.
struct Laid {
    place: GridCell,
    lines: Vec<Line>,
    room: Room,
}

/// A table on its page.
struct Ruled {
    frame: Frame,
    cells: Vec<Laid>,
}

/// What stands at one place of a page: its blocks, and the lines and widths of a table.
type Found = (Vec<Block>, Option<Ruled>);

/// Reads pages in order: the blocks, and where the break between two pages may have cut a row.
#[must_use]
pub fn blocks(pages: &[Page]) -> (Vec<Block>, Vec<Cut>) {
    let mut blocks = Vec::new();
    let mut cuts = Vec::new();
    // The last table of the page before, and the index of its block.
    let mut last: Option<(usize, Ruled)> = None;
    for page in pages {
        let mut first = true;
        let before = last.take();
        for (content, table) in page_blocks(page) {
            if let Some(table) = table {
                let index = blocks.len();
                if let (true, Some((above, ruled))) = (std::mem::take(&mut first), &before) {
                    cuts.extend(cut::between((*above, ruled), (index, &table)));
                }
                last = Some((index, table));
            }
            blocks.extend(content);
        }
    }
    (blocks, cuts)
}

fn page_blocks(page: &Page) -> Vec<Found> {
    let frames = frames(&page.rules);
    let mut inside: Vec<Vec<&Glyph>> = frames.iter().map(|_| Vec::new()).collect();
    let mut outside: Vec<&Glyph> = Vec::new();
    for glyph in &page.glyphs {
        match frames.iter().position(|frame| frame.holds(glyph)) {
            Some(place) => inside[place].push(glyph),
            None => outside.push(glyph),
        }
    }
    for (frame, inside) in frames.iter().zip(&mut inside) {
        edge::take_over(frame, inside, &mut outside);
    }
    let mut placed: Vec<(i64, Found)> = Vec::new();
    for (frame, glyphs) in frames.into_iter().zip(inside) {
        let top = frame.rows.first().copied().unwrap_or(0);
        placed.push((top, Ruled::new(frame, &glyphs).blocks()));
    }
    for line in lines(&outside, false) {
        placed.push((line.baseline, (vec![Block::Line(line.text)], None)));
    }
    placed.sort_by_key(|(top, _)| *top);
    placed.into_iter().map(|(_, blocks)| blocks).collect()
}

impl Ruled {
    /// Puts characters into the cells of a frame.
    fn new(frame: Frame, glyphs: &[&Glyph]) -> Ruled {
        let areas = frame.areas();
        let columns = frame.columns.len() - 1;
        let mut owner = vec![0; (frame.rows.len() - 1) * columns];
        for (index, area) in areas.iter().enumerate() {
            for row in area.row..area.row + area.row_span {
                for column in area.column..area.column + area.column_span {
                    owner[row * columns + column] = index;
                }
            }
        }
        let mut texts: Vec<Vec<&Glyph>> = areas.iter().map(|_| Vec::new()).collect();
        for glyph in glyphs {
            if let Some((row, column)) = frame.nearest_place(glyph) {
                texts[owner[row * columns + column]].push(glyph);
            }
        }
        let texts: Vec<Vec<Line>> = texts.iter().map(|glyphs| lines(glyphs, true)).collect();
        let mut widest: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        for (area, lines) in areas.iter().zip(&texts) {
            let width = widest.entry((area.column, area.column_span)).or_default();
            let own = lines.iter().map(|line| line.right - line.left).max();
            *width = own.unwrap_or(0).max(*width);
        }
        let cells = areas.into_iter().zip(texts).map(|(place, lines)| Laid {
            room: Room {
                width: frame.columns[place.column + place.column_span]
                    - frame.columns[place.column],
                widest: widest[&(place.column, place.column_span)],
            },
            place,
            lines,
        });
        let cells = cells.collect();
        Ruled { frame, cells }
    }

    /// The table; or text, where a single cell says anything.
    fn blocks(self) -> Found {
        let mut filled = self.cells.iter().filter(|cell| !cell.lines.is_empty());
        if let (Some(only), None) = (filled.next(), filled.next()) {
            let lines = only.lines.iter();
            let lines = lines.map(|line| Block::Line(line.text.clone()));
            return (lines.collect(), None);
        }
        let cells = self.cells.iter().map(|cell| GridCell {
            text: cell::text(&cell.lines, cell.room),
            ..cell.place.clone()
        });
        let grid = Grid {
            cells: cells.collect(),
            ..Grid::default()
        };
        (vec![Block::Table(grid)], Some(self))
    }
}

/// Glyphs → lines of text, from the top.
fn lines(glyphs: &[&Glyph], framed: bool) -> Vec<Line> {
    let mut sorted = glyphs.to_vec();
    sorted.sort_by_key(|glyph| (glyph.y, glyph.x));
    let mut lines: Vec<(i64, Vec<&Glyph>)> = Vec::new();
    for glyph in sorted {
        match lines.last_mut() {
            Some((baseline, line)) if glyph.y - *baseline <= (glyph.size / 2).max(1) => {
                line.push(glyph)
            }
            _ => lines.push((glyph.y, vec![glyph])),
        }
    }
    let lines = lines.into_iter().map(|(baseline, mut line)| {
        line.sort_by_key(|glyph| glyph.x);
        let shown = || line.iter().filter(|glyph| !glyph.text.trim().is_empty());
        let signs = |glyph: &Glyph| i64::try_from(glyph.text.chars().count()).unwrap_or(1);
        Line {
            baseline,
            left: shown().map(|glyph| glyph.x).min().unwrap_or(0),
            right: shown()
                .map(|glyph| glyph.x + glyph.width)
                .max()
                .unwrap_or(0),
            sign: shown()
                .next_back()
                .map_or(0, |glyph| glyph.width / signs(glyph).max(1)),
            text: joined(&line, framed),
        }
    });
    lines.filter(|line| !line.text.trim().is_empty()).collect()
}

/// A wide gap is a space; what stands in a table's cell is one text already.
fn joined(line: &[&Glyph], framed: bool) -> String {
    let digit = |one: Option<char>| one.is_some_and(|one| one.is_ascii_digit());
    let mut text = String::new();
    let mut end: Option<i64> = None;
    for glyph in line {
        // Digits of one figure touch; words and their punctuation may be spread over a line.
        let between_digits = digit(text.chars().next_back()) && digit(glyph.text.chars().next());
        let gap = if between_digits && !framed {
            glyph.size * 3 / 20
        } else {
            glyph.size * 2 / 5
        };
        if end.is_some_and(|end| glyph.x - end > gap) && !text.ends_with(' ') {
            text.push(' ');
        }
        text.push_str(&glyph.text);
        end = Some(glyph.x + glyph.width);
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(x: i64, y: i64, text: &str) -> Vec<Glyph> {
        let glyphs = text.chars().enumerate().map(|(place, one)| Glyph {
            x: x + i64::try_from(place).unwrap() * 10_000,
            y,
            width: 10_000,
            size: 10_000,
            text: one.to_string(),
        });
        glyphs.collect()
    }

    fn rule(left: i64, top: i64, right: i64, bottom: i64) -> Rule {
        Rule {
            left,
            top,
            right,
            bottom,
        }
    }

    #[test]
    fn lines_drawn_make_a_table_and_text_outside_stays_text() {
        let mut glyphs = word(10_000, 15_000, "标题");
        glyphs.extend(word(12_000, 65_000, "甲"));
        glyphs.extend(word(60_000, 45_000, "合并"));
        glyphs.extend(word(60_000, 65_000, "3"));
        glyphs.extend(word(110_000, 65_000, "4"));
        let rules = vec![
            rule(10_000, 30_000, 150_000, 30_000),
            rule(50_000, 50_000, 150_000, 50_500),
            rule(10_000, 70_000, 150_000, 70_000),
            rule(10_000, 30_000, 10_000, 70_000),
            rule(50_000, 30_000, 50_000, 70_000),
            rule(100_000, 50_000, 100_000, 70_000),
            rule(150_000, 30_000, 150_000, 70_000),
        ];
        let found = blocks(&[Page { glyphs, rules }]);
        let cells = vec![
            GridCell::at(0, 0, "甲").spanning(2, 1),
            GridCell::at(0, 1, "合并").spanning(1, 2),
            GridCell::at(1, 1, "3"),
            GridCell::at(1, 2, "4"),
        ];
        let grid = Grid {
            cells,
            ..Grid::default()
        };
        assert_eq!(
            found.0,
            [Block::Line("标题".to_owned()), Block::Table(grid)]
        );
    }

    #[test]
    fn gaps_are_spaces_and_lines_go_down() {
        let mut glyphs = word(10_000, 40_000, "乙");
        glyphs.extend(word(10_000, 20_000, "规章"));
        glyphs.extend(word(60_000, 20_300, "0"));
        let found = blocks(&[Page {
            glyphs,
            rules: Vec::new(),
        }]);
        assert_eq!(
            found.0,
            [
                Block::Line("规章 0".to_owned()),
                Block::Line("乙".to_owned())
            ]
        );
    }
}
