//! Pages of placed characters and drawn lines → blocks. Knows no PDF: the browser's reader and the command line's hand
//! over the same.
//!
//! A table is what its lines say it is; text without lines around it is read line by line. Lengths are thousandths of
//! a point, y goes down from the top of the page.

use super::document::Block;
use crate::grid::{Grid, GridCell};

/// Lines nearer than this are one line.
const SAME_LINE: i64 = 2_500;
/// A drawn area that is narrower is a line.
pub const THIN: i64 = 3_000;
/// Lines of one page that are looked at; drawings have more.
const MAX_RULES: usize = 6_000;
/// Lines across or down one table.
const MAX_LINES: usize = 400;

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

/// A line along one axis.
#[derive(Clone, Copy, Debug)]
struct Stroke {
    at: i64,
    from: i64,
    to: i64,
}

impl Stroke {
    fn covers(&self, at: i64, along: i64) -> bool {
        (self.at - at).abs() <= SAME_LINE
            && self.from - SAME_LINE <= along
            && along <= self.to + SAME_LINE
    }
}

/// A table's lines.
struct Frame {
    columns: Vec<i64>,
    rows: Vec<i64>,
    across: Vec<Stroke>,
    down: Vec<Stroke>,
}

/// Reads pages in order.
#[must_use]
pub fn blocks(pages: &[Page]) -> Vec<Block> {
    pages.iter().flat_map(page_blocks).collect()
}

fn page_blocks(page: &Page) -> Vec<Block> {
    let frames = frames(&page.rules);
    let mut inside: Vec<Vec<&Glyph>> = frames.iter().map(|_| Vec::new()).collect();
    let mut outside: Vec<&Glyph> = Vec::new();
    for glyph in &page.glyphs {
        match frames.iter().position(|frame| frame.holds(glyph)) {
            Some(place) => inside[place].push(glyph),
            None => outside.push(glyph),
        }
    }
    let mut placed: Vec<(i64, Vec<Block>)> = Vec::new();
    for (frame, glyphs) in frames.iter().zip(inside) {
        let top = frame.rows.first().copied().unwrap_or(0);
        placed.push((top, frame.blocks(&glyphs)));
    }
    for (top, text) in lines(&outside, false) {
        placed.push((top, vec![Block::Line(text)]));
    }
    placed.sort_by_key(|(top, _)| *top);
    placed.into_iter().flat_map(|(_, blocks)| blocks).collect()
}

/// Glyphs → lines of text, from the top: (baseline, text).
fn lines(glyphs: &[&Glyph], framed: bool) -> Vec<(i64, String)> {
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
    let texts = lines.into_iter().map(|(baseline, mut line)| {
        line.sort_by_key(|glyph| glyph.x);
        (baseline, joined(&line, framed))
    });
    texts.filter(|(_, text)| !text.trim().is_empty()).collect()
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

/// The tables that the lines of a page draw.
fn frames(rules: &[Rule]) -> Vec<Frame> {
    let (mut across, mut down) = (Vec::new(), Vec::new());
    for rule in rules.iter().take(MAX_RULES) {
        let (width, height) = (rule.right - rule.left, rule.bottom - rule.top);
        if height <= THIN && width > height {
            across.push(Stroke {
                at: (rule.top + rule.bottom) / 2,
                from: rule.left,
                to: rule.right,
            });
        } else if width <= THIN && height > width {
            down.push(Stroke {
                at: (rule.left + rule.right) / 2,
                from: rule.top,
                to: rule.bottom,
            });
        }
    }
    let mut frames = Vec::new();
    while let Some(first) = across.pop() {
        let (mut one_across, mut one_down) = (vec![first], Vec::new());
        gather(&mut one_across, &mut one_down, &mut across, &mut down);
        frames.extend(Frame::new(one_across, one_down));
    }
    frames
}

/// Takes every line that touches one already taken.
fn gather(
    across: &mut Vec<Stroke>,
    down: &mut Vec<Stroke>,
    all_across: &mut Vec<Stroke>,
    all_down: &mut Vec<Stroke>,
) {
    let touch = |one: &Stroke, other: &Stroke| {
        one.from - SAME_LINE <= other.at
            && other.at <= one.to + SAME_LINE
            && other.from - SAME_LINE <= one.at
            && one.at <= other.to + SAME_LINE
    };
    let mut fresh_across = across.clone();
    while !fresh_across.is_empty() {
        let meets = |line: &Stroke| fresh_across.iter().any(|other| touch(other, line));
        let (met, rest): (Vec<Stroke>, Vec<Stroke>) = all_down.iter().partition(|line| meets(line));
        *all_down = rest;
        let meets = |line: &Stroke| met.iter().any(|other| touch(line, other));
        let (next, rest): (Vec<Stroke>, Vec<Stroke>) =
            all_across.iter().partition(|line| meets(line));
        *all_across = rest;
        down.extend(met);
        across.extend(&next);
        fresh_across = next;
    }
}

/// Sorted places, those near each other as one.
fn distinct(mut places: Vec<i64>) -> Vec<i64> {
    places.sort_unstable();
    let mut kept: Vec<i64> = Vec::new();
    for place in places {
        if kept.last().is_none_or(|last| place - last > SAME_LINE) {
            kept.push(place);
        }
    }
    kept
}

impl Frame {
    fn new(across: Vec<Stroke>, down: Vec<Stroke>) -> Option<Frame> {
        // Some tables are open at the sides, and at the end of a page.
        let ends = |strokes: &[Stroke]| -> Vec<i64> {
            let from = strokes.iter().map(|line| line.from).min();
            let to = strokes.iter().map(|line| line.to).max();
            from.into_iter().chain(to).collect()
        };
        let lines = |strokes: &[Stroke], edges: Vec<i64>| {
            distinct(strokes.iter().map(|line| line.at).chain(edges).collect())
        };
        let columns = lines(&down, ends(&across));
        let rows = lines(&across, ends(&down));
        // One column is a box around text, or the rules under the lines of a table without others.
        let sized = |lines: &[i64], least: usize| (least..=MAX_LINES).contains(&lines.len());
        let drawn = !down.is_empty() && sized(&columns, 3) && sized(&rows, 2);
        drawn.then_some(Frame {
            columns,
            rows,
            across,
            down,
        })
    }

    fn holds(&self, glyph: &Glyph) -> bool {
        self.place(glyph).is_some()
    }

    /// The row and column in which the middle of a glyph stands.
    fn place(&self, glyph: &Glyph) -> Option<(usize, usize)> {
        let between = |lines: &[i64], at: i64| {
            lines
                .windows(2)
                .position(|pair| matches!(pair, [one, next] if *one <= at && at < *next))
        };
        let row = between(&self.rows, glyph.y - glyph.size * 3 / 8)?;
        let column = between(&self.columns, glyph.x + glyph.width / 2)?;
        Some((row, column))
    }

    fn blocks(&self, glyphs: &[&Glyph]) -> Vec<Block> {
        let areas = self.areas();
        let columns = self.columns.len() - 1;
        let mut owner = vec![0; (self.rows.len() - 1) * columns];
        for (index, area) in areas.iter().enumerate() {
            for row in area.row..area.row + area.row_span {
                for column in area.column..area.column + area.column_span {
                    owner[row * columns + column] = index;
                }
            }
        }
        let mut texts: Vec<Vec<&Glyph>> = areas.iter().map(|_| Vec::new()).collect();
        for glyph in glyphs {
            if let Some((row, column)) = self.place(glyph) {
                texts[owner[row * columns + column]].push(glyph);
            }
        }
        let cells = areas.into_iter().zip(texts).map(|(area, glyphs)| {
            let lines: Vec<String> = lines(&glyphs, true)
                .into_iter()
                .map(|(_, text)| text)
                .collect();
            GridCell {
                text: lines.join("\n"),
                ..area
            }
        });
        let cells: Vec<GridCell> = cells.collect();
        let filled: Vec<&GridCell> = cells.iter().filter(|cell| !cell.text.is_empty()).collect();
        if let [only] = filled.as_slice() {
            return only
                .text
                .lines()
                .map(|line| Block::Line(line.to_owned()))
                .collect();
        }
        vec![Block::Table(Grid {
            cells,
            ..Grid::default()
        })]
    }

    /// The cells: places that no line divides are one.
    fn areas(&self) -> Vec<GridCell> {
        let (rows, columns) = (self.rows.len() - 1, self.columns.len() - 1);
        let middle = |lines: &[i64], place: usize| (lines[place] + lines[place + 1]) / 2;
        let divided_right = |row: usize, column: usize| {
            let (at, along) = (self.columns[column + 1], middle(&self.rows, row));
            column + 1 == columns || self.down.iter().any(|line| line.covers(at, along))
        };
        let divided_below = |row: usize, column: usize| {
            let (at, along) = (self.rows[row + 1], middle(&self.columns, column));
            row + 1 == rows || self.across.iter().any(|line| line.covers(at, along))
        };
        let mut taken = vec![false; rows * columns];
        let mut areas = Vec::new();
        for row in 0..rows {
            for column in 0..columns {
                if taken[row * columns + column] {
                    continue;
                }
                let mut width = 1;
                while !divided_right(row, column + width - 1)
                    && !taken[row * columns + column + width]
                {
                    width += 1;
                }
                let mut height = 1;
                while (column..column + width).all(|place| !divided_below(row + height - 1, place))
                {
                    height += 1;
                }
                for line in row..row + height {
                    taken[line * columns + column..line * columns + column + width].fill(true);
                }
                areas.push(GridCell::at(row, column, "").spanning(height, width));
            }
        }
        areas
    }
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
        assert_eq!(found, [Block::Line("标题".to_owned()), Block::Table(grid)]);
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
            found,
            [
                Block::Line("规章 0".to_owned()),
                Block::Line("乙".to_owned())
            ]
        );
    }
}
