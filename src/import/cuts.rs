//! Blocks + packs → the same with rows that a page break cut put together, where their labels agree. Knows no page: which
//! rows may be one, `layout` has found out.

use super::document::{Block, Document};
use super::layout::Cut;
use crate::align::dictionary::MISPRINT;
use crate::align::shape::{Shape, shape};
use crate::grid::{Grid, GridCell};
use crate::pack::Pack;
use std::borrow::Cow;
use std::sync::Arc;

/// How two halves of a row belong together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bond {
    /// Digits go on in digits.
    Whole,
    /// One row, but what its digits say together is not certain: they stay apart, and nobody can read them as one figure.
    Loose,
    /// Perhaps one row: the same, and the lower words stay where they are.
    Doubtful,
}

/// The blocks of a document, its cut rows whole.
pub(super) fn mended<'a>(document: &'a Document, packs: &[Arc<Pack>]) -> Cow<'a, [Block]> {
    let mut blocks = Cow::Borrowed(document.blocks.as_slice());
    for cut in &document.cuts {
        let Some(rows) = Halves::of(&blocks, cut) else {
            continue;
        };
        if let Some(bond) = rows.bond(cut, packs) {
            join(blocks.to_mut(), cut, bond);
        }
    }
    blocks
}

/// The texts of a row's halves, cell by cell.
struct Halves<'a>(Vec<[&'a str; 2]>);

impl<'a> Halves<'a> {
    fn of(blocks: &'a [Block], cut: &Cut) -> Option<Halves<'a>> {
        let (above, below) = (grid(blocks, cut.above)?, grid(blocks, cut.below)?);
        let pairs = cut.pairs.iter().map(|[over, under]| {
            let text = |grid: &'a Grid, cell: usize| Some(grid.cells.get(cell)?.text.as_str());
            Some([text(above, *over)?, text(below, *under)?])
        });
        pairs.collect::<Option<Vec<[&str; 2]>>>().map(Halves)
    }

    fn bond(&self, cut: &Cut, packs: &[Arc<Pack>]) -> Option<Bond> {
        let bond = if cut.full { Bond::Whole } else { Bond::Loose };
        let words = |side: usize| {
            let texts = self.0.iter().map(move |pair| pair[side]);
            texts.filter(|text| shape(text) == Shape::Words)
        };
        if words(1).next().is_none() {
            return Some(bond);
        }
        let named = |side: usize| words(side).any(|text| names_a_line(text, packs));
        let joined = self.0.iter().filter(|pair| shape(pair[1]) == Shape::Words);
        let proven = joined
            .clone()
            .any(|pair| !pair[0].is_empty() && names_a_line(&pair.concat(), packs));
        if named(1) && !proven {
            // A label of its own makes a row, unless it is all that the one above lacks.
            return (cut.open && words(0).next().is_none()).then_some(bond);
        }
        if named(1) && named(0) {
            return None;
        }
        Some(if cut.open || proven {
            bond
        } else {
            Bond::Doubtful
        })
    }
}

fn names_a_line(text: &str, packs: &[Arc<Pack>]) -> bool {
    let found = packs.iter().flat_map(|pack| pack.dictionary().find(text));
    found
        .into_iter()
        .any(|one| !one.group && one.cost < MISPRINT)
}

fn grid(blocks: &[Block], index: usize) -> Option<&Grid> {
    match blocks.get(index)? {
        Block::Table(grid) => Some(grid),
        Block::Line(_) => None,
    }
}

/// Moves the second half up; its cells stay, empty.
fn join(blocks: &mut [Block], cut: &Cut, bond: Bond) {
    for [over, under] in &cut.pairs {
        let Some(under) = cell(blocks, cut.below, *under) else {
            continue;
        };
        if bond == Bond::Doubtful && shape(&under.text) == Shape::Words {
            continue;
        }
        let rest = std::mem::take(&mut under.text);
        let Some(cell) = cell(blocks, cut.above, *over) else {
            continue;
        };
        let digit = |one: Option<char>| one.is_some_and(|one| one.is_ascii_digit() || one == '.');
        let digits = digit(cell.text.chars().next_back()) && digit(rest.chars().next());
        let goes_on = cell.text.is_empty() || (digits && bond == Bond::Whole);
        if !goes_on {
            cell.text.push('\n');
        }
        cell.text.push_str(&rest);
    }
}

fn cell(blocks: &mut [Block], block: usize, cell: usize) -> Option<&mut GridCell> {
    match blocks.get_mut(block)? {
        Block::Table(grid) => grid.cells.get_mut(cell),
        Block::Line(_) => None,
    }
}
