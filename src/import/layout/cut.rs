//! The last table of a page and the first of the next → whether the page break cut a row in two, as far as lines and
//! widths tell. What the row's label says about it, `cuts` finds out.

use super::cell::{is_piece, may_go_on};
use super::frames::SAME_LINE;
use super::{Laid, Ruled};

/// A row that may go on from one page to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Index of the block with the table that ends its page.
    pub above: usize,
    /// Index of the block with the table that begins the next.
    pub below: usize,
    /// No line closes either table at the break.
    pub open: bool,
    /// Where digits stand over digits, the upper ones left no room for another.
    pub full: bool,
    /// Cells that stand over each other: indices in their grids.
    pub pairs: Vec<[usize; 2]>,
}

/// Looks at two tables, each with the index of its block.
pub(super) fn between(above: (usize, &Ruled), below: (usize, &Ruled)) -> Option<Cut> {
    let ((above, upper), (below, lower)) = (above, below);
    let first = repeated_rows(upper, lower);
    let last = upper.frame.rows.len() - 1;
    let mut cut = Cut {
        above,
        below,
        open: upper.frame.is_open_at(false) && lower.frame.is_open_at(true),
        full: true,
        pairs: Vec::new(),
    };
    let mut figures = false;
    let cells = lower.cells.iter().enumerate();
    for (index, cell) in cells.filter(|(_, cell)| cell.place.row == first) {
        let Some(text) = cell.lines.first().filter(|_| cell.place.row_span == 1) else {
            continue;
        };
        let over = upper.cells.iter().position(|over| {
            over.place.row + over.place.row_span == last && is_over(upper, over, lower, cell)
        })?;
        if is_piece(&text.text) {
            figures = true;
            cut.full &= goes_on_from(upper.cells.get(over)?)?;
        } else if upper
            .cells
            .get(over)?
            .lines
            .last()
            .is_some_and(|line| is_piece(&line.text))
        {
            return None;
        }
        cut.pairs.push([over, index]);
    }
    let plausible = cut.open || (figures && cut.full);
    (plausible && !cut.pairs.is_empty()).then_some(cut)
}

/// Whether digits may go on from those of a cell; `None` where words stand in it.
fn goes_on_from(cell: &Laid) -> Option<bool> {
    match cell.lines.last() {
        None => Some(true),
        Some(line) if is_piece(&line.text) => Some(
            cell.room.is_filled_by(line) && may_go_on(&super::cell::text(&cell.lines, cell.room)),
        ),
        Some(_) => None,
    }
}

/// Whether two cells have the same edges.
fn is_over(upper: &Ruled, over: &Laid, lower: &Ruled, cell: &Laid) -> bool {
    let edges = |table: &Ruled, cell: &Laid| {
        let (from, to) = (
            cell.place.column,
            cell.place.column + cell.place.column_span,
        );
        [from, to].map(|column| table.frame.columns.get(column).copied().unwrap_or(0))
    };
    let (one, other) = (edges(upper, over), edges(lower, cell));
    one.iter()
        .zip(other)
        .all(|(one, other)| (one - other).abs() <= SAME_LINE)
}

/// How many rows at the start of a table are those that the one before begins with, too: a header that is printed again.
fn repeated_rows(upper: &Ruled, lower: &Ruled) -> usize {
    let texts = |table: &Ruled, row: usize| -> Vec<String> {
        let cells = table.cells.iter().filter(|cell| cell.place.row == row);
        let lines = cells.flat_map(|cell| &cell.lines);
        lines.map(|line| line.text.clone()).collect()
    };
    let rows = lower.frame.rows.len().min(upper.frame.rows.len()) - 1;
    let same = |row: &usize| {
        let text = texts(lower, *row);
        !text.is_empty() && text == texts(upper, *row)
    };
    (0..rows).take_while(same).count()
}
