//! Lines with their groups → headings with their depth and what stands under them.

use crate::form::Line;

/// A line or a group, in the order of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Index in the list of lines.
    pub line: usize,
    /// How many groups it stands in.
    pub depth: usize,
    /// The lines with figures under a group; none for a line of its own.
    pub leaves: Vec<usize>,
}

/// The lines that hold figures.
pub fn leaves(lines: &[Line]) -> Vec<usize> {
    (0..lines.len())
        .filter(|line| !lines[*line].group)
        .collect()
}

/// Every line and every group that has lines.
pub fn headings(lines: &[Line]) -> Vec<Heading> {
    let all = (0..lines.len()).map(|line| Heading {
        line,
        depth: groups_of(lines, line).count(),
        leaves: if lines[line].group {
            leaves(lines)
                .into_iter()
                .filter(|leaf| groups_of(lines, *leaf).any(|group| group == line))
                .collect()
        } else {
            Vec::new()
        },
    });
    all.filter(|heading| !lines[heading.line].group || !heading.leaves.is_empty())
        .collect()
}

/// The groups that a line stands in, the nearest first.
fn groups_of(lines: &[Line], line: usize) -> impl Iterator<Item = usize> + '_ {
    let parent = |line: &usize| {
        lines
            .get(*line)
            .and_then(|own| own.parent.filter(|parent| parent < line))
    };
    std::iter::successors(parent(&line), parent)
}
