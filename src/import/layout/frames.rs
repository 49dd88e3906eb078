//! A page's drawn lines → the tables that they rule, and which place of one a character stands in. Reads no text.

use super::{Glyph, Rule, THIN};
use crate::grid::GridCell;

/// Lines nearer than this are one line.
pub(super) const SAME_LINE: i64 = 2_500;
/// Pieces nearer than this are drawn along one line.
const ONE_STROKE: i64 = 500;
/// Lines of one page that are looked at; drawings have more.
const MAX_RULES: usize = 6_000;
/// Lines across or down one table.
const MAX_LINES: usize = 400;

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
pub(super) struct Frame {
    pub columns: Vec<i64>,
    pub rows: Vec<i64>,
    across: Vec<Stroke>,
    down: Vec<Stroke>,
}

/// The tables that the lines of a page draw.
pub(super) fn frames(rules: &[Rule]) -> Vec<Frame> {
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
    let (mut across, mut down) = (whole(across), whole(down));
    let mut frames = Vec::new();
    while let Some(first) = across.pop() {
        let (mut one_across, mut one_down) = (vec![first], Vec::new());
        gather(&mut one_across, &mut one_down, &mut across, &mut down);
        frames.extend(Frame::new(one_across, one_down));
    }
    frames
}

/// Lines that go on in each other are one: some programs draw each cell's edge by itself.
fn whole(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    strokes.sort_by_key(|line| (line.at, line.from));
    let mut kept: Vec<Stroke> = Vec::new();
    for line in strokes {
        let near = kept.iter_mut().rev();
        let mut near = near.take_while(|last| line.at - last.at <= ONE_STROKE);
        let before =
            near.find(|last| line.from <= last.to + SAME_LINE && last.from <= line.to + SAME_LINE);
        match before {
            Some(last) => {
                last.from = last.from.min(line.from);
                last.to = last.to.max(line.to);
            }
            None => kept.push(line),
        }
    }
    kept
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

    pub(super) fn holds(&self, glyph: &Glyph) -> bool {
        self.place(glyph).is_some()
    }

    /// Whether no line closes the table above its first row, or below its last.
    pub(super) fn is_open_at(&self, top: bool) -> bool {
        let edge = if top {
            self.rows.first()
        } else {
            self.rows.last()
        };
        edge.is_some_and(|edge| {
            let on_edge = |line: &Stroke| (line.at - edge).abs() <= SAME_LINE;
            !self.across.iter().any(on_edge)
        })
    }

    /// The row and column in which the middle of a glyph stands.
    pub(super) fn place(&self, glyph: &Glyph) -> Option<(usize, usize)> {
        Some((self.row(glyph)?, between(&self.columns, middle(glyph))?))
    }

    /// The same for a glyph that may stand beside the table: then it is the first or the last column's.
    pub(super) fn nearest_place(&self, glyph: &Glyph) -> Option<(usize, usize)> {
        let row = self.row(glyph)?;
        let before = self
            .columns
            .first()
            .is_some_and(|left| middle(glyph) < *left);
        let nearest = if before { 0 } else { self.columns.len() - 2 };
        Some((
            row,
            between(&self.columns, middle(glyph)).unwrap_or(nearest),
        ))
    }

    fn row(&self, glyph: &Glyph) -> Option<usize> {
        between(&self.rows, glyph.y - glyph.size * 3 / 8)
    }

    /// The cells: places that no line divides are one.
    pub(super) fn areas(&self) -> Vec<GridCell> {
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

fn middle(glyph: &Glyph) -> i64 {
    glyph.x + glyph.width / 2
}

/// Between which two of the lines something stands.
fn between(lines: &[i64], at: i64) -> Option<usize> {
    lines
        .windows(2)
        .position(|pair| matches!(pair, [one, next] if *one <= at && at < *next))
}
