//! Blocks + packs → the same, a sheet that holds several reports one below the other cut where each begins. Knows the
//! reports' titles, no label.

use super::document::Block;
use super::sections;
use crate::form::Label;
use crate::grid::{Grid, GridCell};
use crate::pack::Pack;
use std::borrow::Cow;
use std::sync::Arc;

/// The blocks of a document, each sheet with one report at most.
pub(super) fn parted<'a>(blocks: Cow<'a, [Block]>, packs: &[Arc<Pack>]) -> Cow<'a, [Block]> {
    let starts = |block: &Block| match block {
        Block::Table(grid) => starts(grid, packs),
        Block::Line(_) => Vec::new(),
    };
    let starts: Vec<Vec<usize>> = blocks.iter().map(starts).collect();
    if starts.iter().all(Vec::is_empty) {
        return blocks;
    }
    let mut parted: Vec<Block> = Vec::with_capacity(blocks.len());
    for (block, starts) in blocks.iter().zip(&starts) {
        match block {
            Block::Table(grid) if !starts.is_empty() => {
                let alone = grid.alone();
                // What stands alone in its row was said before the sheet, out of its place.
                let said = |block: &Block| match block {
                    Block::Line(line) => {
                        line.trim().is_empty()
                            || alone.iter().any(|text| text.contains(line.as_str()))
                    }
                    Block::Table(_) => false,
                };
                while parted.last().is_some_and(said) {
                    parted.pop();
                }
                for part in parts(grid, starts) {
                    let lines = part.alone().into_iter().flat_map(str::lines);
                    parted.extend(lines.map(|line| Block::Line(line.to_owned())));
                    parted.push(Block::Table(part));
                }
            }
            _ => parted.push(block.clone()),
        }
    }
    Cow::Owned(parted)
}

/// The rows below the first in which another report's title stands.
fn starts(grid: &Grid, packs: &[Arc<Pack>]) -> Vec<usize> {
    let mut seen: Vec<(Option<String>, Option<i64>)> = Vec::new();
    let mut starts = Vec::new();
    let labels: Vec<&Label> = packs.iter().map(|pack| &pack.model().form.title).collect();
    for cell in &grid.cells {
        let said = labels
            .iter()
            .filter(|label| cell.text.len() >= label.text.len());
        let mut titles =
            said.flat_map(|label| sections::titles(std::slice::from_ref(&cell.text), label));
        // A title that says no year is a heading.
        if let Some(title) = titles.find(|title| title.year.is_some()) {
            let title = (title.organ, title.year);
            if !seen.is_empty() && !seen.contains(&title) {
                starts.push(cell.row);
            }
            seen.push(title);
        }
    }
    starts
}

fn parts(grid: &Grid, starts: &[usize]) -> Vec<Grid> {
    let firsts = [0].into_iter().chain(starts.iter().copied());
    let ends = starts.iter().copied().chain([usize::MAX]);
    let part = |(first, end): (usize, usize)| Grid {
        cells: grid
            .cells
            .iter()
            .filter(|cell| (first..end).contains(&cell.row))
            .map(|cell| GridCell {
                row: cell.row - first,
                row_span: cell.row_span.min(end - cell.row),
                ..cell.clone()
            })
            .collect(),
        ..grid.clone()
    };
    firsts.zip(ends).map(part).collect()
}
