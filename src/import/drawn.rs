//! A table drawn with signs, rules around it → its grid: cells whose text goes on over lines, cells that reach over columns
//! or rows. Knows no label; where it isn't certain what a row is, it reads nothing, and the lines stay text.

use crate::align::shape::{Shape, shape};
use crate::grid::{Grid, GridCell};
use std::collections::BTreeSet;

/// Sides between the columns of a drawn table; one with more stays text.
const MAX_SIDES: usize = 64;
/// Lines of a drawn table; a longer one stays text.
const MAX_LINES: usize = 2_000;

/// A sign that stands between two cells of a line.
pub(super) fn is_upright(sign: char) -> bool {
    matches!(
        sign,
        '|' | '｜' | '│' | '┃' | '║' | '┆' | '┇' | '┊' | '┋' | '╎' | '╏'
    )
}

fn is_level(sign: char) -> bool {
    matches!(
        sign,
        '-' | '=' | '─' | '━' | '═' | '┄' | '┅' | '┈' | '┉' | '╌' | '╍'
    )
}

/// A sign that rules are drawn with.
pub(super) fn is_rule(sign: char) -> bool {
    is_upright(sign) || is_level(sign) || sign == '+' || ('\u{2500}'..='\u{257F}').contains(&sign)
}

/// A drawn table and the lines that it takes.
pub(super) struct Drawn {
    pub grid: Grid,
    pub lines: usize,
}

/// What stands between two sides of a line.
struct Piece {
    /// Indices of its sides.
    from: usize,
    to: usize,
    text: String,
    /// A rule goes through it.
    ruled: bool,
    /// Nothing more would have found room.
    full: bool,
}

/// The table that begins with the first line.
pub(super) fn table(lines: &[&str]) -> Option<Drawn> {
    let is_part = |line: &&&str| {
        let line = line.trim();
        line.starts_with(is_rule) && line.ends_with(is_rule) && line.chars().count() > 2
    };
    let first = lines.first()?.trim();
    if first.is_empty() || !first.chars().all(is_rule) {
        return None;
    }
    let signs: Vec<Vec<char>> = lines
        .iter()
        .take_while(is_part)
        .take(MAX_LINES + 1)
        .map(|line| line.trim_end().chars().collect())
        .collect();
    let pieces = pieces(&signs).filter(|lines| lines.len() <= MAX_LINES)?;
    let grid = Bands::of(&pieces).grid()?;
    let holds_figures = grid
        .cells
        .iter()
        .any(|cell| shape(&cell.text) == Shape::Figure);
    holds_figures.then_some(Drawn {
        grid,
        lines: signs.len(),
    })
}

/// Places of the sides in a line: a plus is one only where a rule meets it.
fn sides(line: &[char]) -> Vec<usize> {
    let level = |place: Option<usize>| {
        place
            .and_then(|place| line.get(place))
            .is_some_and(|sign| is_level(*sign))
    };
    let is_side = |(place, sign): &(usize, &char)| match sign {
        '+' => level(place.checked_sub(1)) || level(Some(place + 1)),
        sign => is_rule(**sign) && !is_level(**sign),
    };
    let sides = line.iter().enumerate().filter(is_side);
    sides.map(|(place, _)| place).collect()
}

/// How far from the left a sign stands where signs are so wide.
fn positions(line: &[char], width: fn(char) -> usize) -> Vec<usize> {
    let mut at = 0;
    line.iter()
        .map(|sign| {
            let here = at;
            at += width(*sign);
            here
        })
        .collect()
}

fn narrow_or_wide(sign: char) -> usize {
    let wide = matches!(u32::from(sign), 0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
        | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x2_0000..=0x3_FFFD);
    if wide { 2 } else { 1 }
}

/// Where both quotation marks and drawn signs are as wide as ideographs.
fn wide_or_ascii(sign: char) -> usize {
    if sign.is_ascii() { 1 } else { 2 }
}

fn wide_marks(sign: char) -> usize {
    match sign {
        '\u{2010}'..='\u{2027}' | '①'..='⑳' | '×' | '·' => 2,
        other => narrow_or_wide(other),
    }
}

/// Every line in pieces between the table's sides, which are found by how wide signs were taken to be when it was drawn.
fn pieces(lines: &[Vec<char>]) -> Option<Vec<Vec<Piece>>> {
    let places: Vec<Vec<usize>> = lines.iter().map(|line| sides(line)).collect();
    let ways: [fn(char) -> usize; 4] = [narrow_or_wide, wide_marks, wide_or_ascii, |_| 1];
    let first = places.first()?.len();
    let even = places.iter().all(|sides| sides.len() == first);
    // As many sides in each line are the same sides, however they stand.
    let counted = || places.iter().map(|sides| (0..sides.len()).collect());
    let measured = |way: fn(char) -> usize| {
        let each = lines.iter().zip(&places);
        let placed = each.map(|(line, sides)| {
            let at = positions(line, way);
            sides
                .iter()
                .filter_map(|side| at.get(*side).copied())
                .collect()
        });
        placed.collect::<Vec<Vec<usize>>>()
    };
    let distinct = |placed: &Vec<Vec<usize>>| {
        let all: BTreeSet<usize> = placed.iter().flatten().copied().collect();
        all.len()
    };
    let placed = if even {
        counted().collect()
    } else {
        ways.map(measured).into_iter().min_by_key(distinct)?
    };
    let all: BTreeSet<usize> = placed.iter().flatten().copied().collect();
    let whole = |sides: &Vec<usize>| sides.first() == all.first() && sides.last() == all.last();
    if all.len() < 3 || all.len() > MAX_SIDES || !placed.iter().all(whole) {
        return None;
    }
    let all: Vec<usize> = all.into_iter().collect();
    let rows = lines.iter().zip(&places).zip(&placed);
    let rows = rows.map(|((line, places), placed)| {
        let bounds = places.windows(2).zip(placed.windows(2));
        bounds
            .filter_map(|(place, at)| {
                let inner = line.get(place.first()? + 1..*place.last()?)?;
                Some(Piece {
                    from: all.binary_search(at.first()?).ok()?,
                    to: all.binary_search(at.last()?).ok()?,
                    text: inner.iter().collect::<String>().trim().to_owned(),
                    ruled: !inner.is_empty() && inner.iter().all(|sign| is_level(*sign)),
                    full: inner.iter().filter(|sign| sign.is_whitespace()).count() <= 2,
                })
            })
            .collect()
    });
    Some(rows.collect())
}

fn figures(line: &[Piece]) -> Vec<&Piece> {
    let figures = line.iter();
    figures
        .filter(|piece| shape(&piece.text) == Shape::Figure)
        .collect()
}

/// Lines between rules, with the rules between them.
struct Bands<'a> {
    bands: Vec<Vec<&'a [Piece]>>,
    /// The line below each band but the last.
    between: Vec<&'a [Piece]>,
    columns: usize,
}

impl<'a> Bands<'a> {
    fn of(lines: &'a [Vec<Piece>]) -> Bands<'a> {
        let mut bands = Bands {
            bands: vec![Vec::new()],
            between: Vec::new(),
            columns: lines
                .iter()
                .flatten()
                .map(|piece| piece.to)
                .max()
                .unwrap_or(0),
        };
        for line in lines {
            let ruled = line.iter().any(|piece| piece.ruled);
            let open = bands.bands.last().is_some_and(|band| !band.is_empty());
            match bands.bands.last_mut() {
                Some(band) if !ruled => band.push(line),
                _ if ruled && open => {
                    bands.between.push(line);
                    bands.bands.push(Vec::new());
                }
                _ => {}
            }
        }
        if bands.bands.last().is_some_and(Vec::is_empty) {
            bands.bands.pop();
        }
        bands
    }

    /// The first line of each row in a band; none where rows without rules between them can't be told apart.
    fn starts(&self, band: &[&[Piece]]) -> Option<Vec<usize>> {
        let lines = band.iter().map(|line| figures(line)).enumerate();
        let counted: Vec<(usize, Vec<&Piece>)> =
            lines.filter(|(_, figures)| !figures.is_empty()).collect();
        let Some(((first, upper), rest)) = counted.split_first() else {
            return Some(vec![0]);
        };
        let sides =
            |figures: &[&Piece]| -> Vec<usize> { figures.iter().map(|piece| piece.from).collect() };
        // A row has a label, and figures in the same columns as the others.
        let is_row = |(line, lower): &&(usize, Vec<&Piece>)| {
            let pieces = band.get(*line).copied().unwrap_or_default();
            let words = pieces
                .iter()
                .any(|piece| shape(&piece.text) == Shape::Words);
            words && sides(lower) == sides(upper)
        };
        let same = rest.iter().filter(is_row).count();
        // One figure below one that filled its line may be its end.
        let goes_on = upper.len() == 1 && upper.iter().all(|piece| piece.full);
        let holds_figures =
            |band: &&Vec<&[Piece]>| band.iter().any(|line| !figures(line).is_empty());
        let ruled = self.bands.iter().filter(holds_figures).count() > 1;
        if same == 0 || (goes_on && ruled) {
            return Some(vec![0]);
        }
        // A cell's text that goes on stands below the figures of its row only where all begin at the top.
        let starts = counted.iter().map(|(line, _)| *line).collect();
        (*first == 0 && same == rest.len() && !goes_on).then_some(starts)
    }

    fn grid(&self) -> Option<Grid> {
        let mut areas = Areas::new(self.columns);
        for (number, band) in self.bands.iter().enumerate() {
            let starts = self.starts(band)?;
            let ends = starts.iter().skip(1).copied().chain([band.len()]);
            for (start, end) in starts.iter().zip(ends) {
                areas.add_row(band.get(*start..end)?);
            }
            if let Some(line) = self
                .between
                .get(number)
                .filter(|_| number + 1 < self.bands.len())
            {
                areas.add_rule(line);
            }
        }
        areas.grid()
    }
}

/// Places that are put together to cells.
struct Areas {
    columns: usize,
    /// For each place, row by row, its cell.
    places: Vec<usize>,
    texts: Vec<String>,
    /// Whether the last piece of a cell filled its line.
    full: Vec<bool>,
    /// For each column, the cell of the row above that goes on below.
    open: Vec<Option<usize>>,
}

impl Areas {
    fn new(columns: usize) -> Areas {
        Areas {
            columns,
            places: Vec::new(),
            texts: Vec::new(),
            full: Vec::new(),
            open: vec![None; columns],
        }
    }

    fn add_row(&mut self, lines: &[&[Piece]]) {
        let pieces = || lines.iter().flat_map(|line| line.iter());
        let sides: BTreeSet<usize> = pieces().map(|piece| piece.from).collect();
        let mut row: Vec<usize> = Vec::with_capacity(self.columns);
        let open = std::mem::replace(&mut self.open, vec![None; self.columns]);
        for (column, above) in open.into_iter().enumerate() {
            let before = row.last().copied().filter(|_| !sides.contains(&column));
            let cell = above.or(before).unwrap_or_else(|| {
                self.texts.push(String::new());
                self.full.push(false);
                self.texts.len() - 1
            });
            row.push(cell);
        }
        for piece in pieces() {
            if let Some(cell) = row.get(piece.from) {
                self.write(*cell, piece);
            }
        }
        self.places.extend(row);
    }

    /// A line with rules: where none goes through, the cells above go on.
    fn add_rule(&mut self, line: &[Piece]) {
        let Some(start) = self.places.len().checked_sub(self.columns) else {
            return;
        };
        for piece in line.iter().filter(|piece| !piece.ruled) {
            for column in piece.from..piece.to {
                let above = self.places.get(start + column).copied();
                if let Some(open) = self.open.get_mut(column) {
                    *open = above;
                }
            }
            if let Some(cell) = self.places.get(start + piece.from).copied() {
                self.write(cell, piece);
            }
        }
    }

    /// Adds a piece to a cell's text. A figure goes on in the next line only where the line above was full.
    fn write(&mut self, cell: usize, piece: &Piece) {
        let (Some(text), Some(full)) = (self.texts.get_mut(cell), self.full.get_mut(cell)) else {
            return;
        };
        if piece.text.is_empty() {
            return;
        }
        let plain = |one: char| one.is_ascii_alphanumeric();
        if text.ends_with(plain) && piece.text.starts_with(plain) && !*full {
            text.push('\n');
        }
        text.push_str(&piece.text);
        *full = piece.full;
    }

    /// The grid, where every cell is a rectangle.
    fn grid(self) -> Option<Grid> {
        // Cells are numbered in the order of their first places.
        let mut cells: Vec<(GridCell, usize)> = Vec::with_capacity(self.texts.len());
        for (place, cell) in self.places.iter().enumerate() {
            let (row, column) = (place / self.columns, place % self.columns);
            if *cell == cells.len() {
                cells.push((GridCell::at(row, column, self.texts.get(*cell)?), 0));
            }
            let (known, count) = cells.get_mut(*cell)?;
            known.row_span = known.row_span.max(row + 1 - known.row);
            let left = column.checked_sub(known.column)?;
            known.column_span = known.column_span.max(left + 1);
            *count += 1;
        }
        let whole = |(cell, count): &(GridCell, usize)| cell.row_span * cell.column_span == *count;
        let whole = cells.iter().all(whole);
        whole.then(|| Grid {
            cells: cells.into_iter().map(|(cell, _)| cell).collect(),
            ..Grid::default()
        })
    }
}
