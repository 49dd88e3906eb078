//! Words before a row of figures → whether they are the header of a table: every column's label, in the form's order.

use crate::align::label::heading;
use crate::form::{Line, Table};
use crate::model::Axis;
use std::collections::BTreeMap;

/// The lines that hold figures.
pub(super) fn leaves(lines: &[Line]) -> Vec<&Line> {
    lines.iter().filter(|line| !line.group).collect()
}

/// Bytes that the label of a column has at least: fewer words than so many of them are no header.
const SHORTEST_LABEL: usize = 3;

/// Words with their layout gone, and the line that each byte stood in.
#[derive(Debug, Default)]
pub(super) struct Print {
    pub text: String,
    lines: Vec<usize>,
}

impl Print {
    pub(super) fn push(&mut self, text: &str, line: usize) {
        self.text.push_str(text);
        self.lines.resize(self.text.len(), line);
    }

    fn same_line(&self, one: usize, other: usize) -> bool {
        self.lines.get(one) == self.lines.get(other)
    }
}

/// Where each line's label stands as a whole, by its index on its axis, and what remains of the text without them; no
/// label of the other axis is taken for one.
fn places(table: &Table, axis: Axis, text: &str) -> (BTreeMap<usize, Vec<usize>>, String) {
    let (named, others) = match axis {
        Axis::Rows => (&table.rows, &table.columns),
        Axis::Columns => (&table.columns, &table.rows),
    };
    let mut lines: Vec<(usize, String)> = Vec::new();
    let named = named.iter().enumerate();
    let others = others.iter().map(|line| (usize::MAX, line));
    for (index, line) in named.chain(others) {
        let writings = std::iter::once(&line.label.text).chain(&line.label.aliases);
        for writing in writings {
            let parts = heading(writing);
            let bodies = [Some(parts.body), parts.short].into_iter().flatten();
            lines.extend(bodies.map(|body| (index, body)));
        }
    }
    lines.sort_by_key(|(_, body)| std::cmp::Reverse(body.len()));
    let mut rest = text.to_owned();
    let mut places: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, body) in lines.iter().filter(|(_, body)| !body.is_empty()) {
        while let Some(place) = rest.find(body.as_str()) {
            // Blanked out, so that 其他 is not found in 其他结果; one byte for one, so that places stay.
            rest.replace_range(place..place + body.len(), &" ".repeat(body.len()));
            places.entry(*index).or_default().push(place);
        }
    }
    (places, rest)
}

/// Where each line's label stands last.
fn last(places: BTreeMap<usize, Vec<usize>>) -> BTreeMap<usize, usize> {
    let all = places.into_iter();
    all.filter_map(|(line, places)| Some((line, places.into_iter().max()?)))
        .collect()
}

/// Whether brothers stand in the order of the form, as far as they stand.
fn brothers_in_order(lines: &[Line], last: &BTreeMap<usize, usize>) -> bool {
    lines.iter().enumerate().all(|(index, line)| {
        let brothers = lines.iter().enumerate().skip(index + 1);
        let next = brothers
            .filter(|(_, other)| other.parent == line.parent)
            .find_map(|(other, _)| last.get(&other));
        match (last.get(&index), next) {
            (Some(one), Some(next)) => one < next,
            _ => true,
        }
    })
}

/// Every column's label as a whole, so many times, brothers in the order of the form.
pub(super) fn stands_in_order(table: &Table, text: &str, times: usize) -> bool {
    let (places, _) = places(table, Axis::Columns, text);
    let mut leaves = table.columns.iter().enumerate().filter(|one| !one.1.group);
    let complete = leaves.all(|(index, _)| {
        places
            .get(&index)
            .is_some_and(|places| places.len() >= times)
    });
    complete && brothers_in_order(&table.columns, &last(places))
}

/// Whether the rows that stand as headings over columns stand in the order of the form.
pub(super) fn rows_in_order(table: &Table, text: &str) -> bool {
    brothers_in_order(&table.rows, &last(places(table, Axis::Rows, text).0))
}

/// The columns that hold figures, from left to right as printed, where all their labels stand among the words.
///
/// A cell that is centred beside two rows of labels comes out after the upper one: only what stands in one line, or
/// without a group between, tells that columns were printed in another order than the form's.
pub(super) fn printed_order(table: &Table, print: &Print) -> Option<Vec<usize>> {
    let columns = &table.columns;
    let count = columns.iter().filter(|line| !line.group).count();
    if print.text.len() < count * SHORTEST_LABEL {
        return None;
    }
    let (places, rest) = places(table, Axis::Columns, &print.text);
    let last = last(places);
    let leaves: Vec<usize> = (0..columns.len())
        .filter(|index| columns.get(*index).is_some_and(|line| !line.group))
        .collect();
    let complete = leaves.iter().all(|leaf| last.contains_key(leaf));
    let parent = |index: usize| columns.get(index).and_then(|line| line.parent);
    let is_group = |index: usize| columns.get(index).is_some_and(|line| line.group);
    let turned = |one: usize, other: usize| match (last.get(&one), last.get(&other)) {
        (Some(left), Some(right)) if left > right => {
            let centred = is_group(one) || is_group(other);
            !centred || print.same_line(*left, *right)
        }
        _ => false,
    };
    let inverted = (0..columns.len()).any(|one| {
        let brothers = (one + 1..columns.len()).filter(|other| parent(*other) == parent(one));
        brothers.into_iter().any(|other| turned(one, other))
    });
    if !inverted && !flat_and_turned(columns, &last, print) {
        let missing = leaves.iter().filter(|leaf| !last.contains_key(leaf));
        let missing = missing.filter_map(|leaf| columns.get(*leaf));
        let stands = complete || (leaves.len() >= FEWEST_MIXED && are_mixed(missing, &rest, 1));
        return stands.then_some(leaves);
    }
    let first = (0..columns.len()).filter(|one| parent(*one).is_none());
    let first = first.min_by_key(|one| place_of(columns, *one, &last))?;
    let in_pieces = |group: usize| !last.contains_key(&group) && !is_absent(columns, group, print);
    let broken = (0..columns.len()).any(|line| is_group(line) && in_pieces(line));
    let certain = complete && !broken && (!is_group(first) || !last.contains_key(&first));
    certain.then(|| {
        let mut order = leaves;
        order.sort_by_key(|leaf| {
            let own = place_of(columns, *leaf, &last);
            (
                parent(*leaf).map_or(own, |group| place_of(columns, group, &last)),
                own,
            )
        });
        order
    })
}

/// Where a label stands; a group's that is not printed, where the first of its lines does.
fn place_of(columns: &[Line], index: usize, last: &BTreeMap<usize, usize>) -> usize {
    let lines = || {
        let of_group = (0..columns.len()).filter(|line| {
            let parent = columns.get(*line).and_then(|line| line.parent);
            parent == Some(index)
        });
        of_group.filter_map(|line| last.get(&line)).min()
    };
    last.get(&index)
        .or_else(lines)
        .copied()
        .unwrap_or(usize::MAX)
}

/// Whether nothing of a group's label is printed, not even in pieces.
fn is_absent(columns: &[Line], group: usize, print: &Print) -> bool {
    let body = columns
        .get(group)
        .map(|line| heading(&line.label.text).body);
    let start: String = body.unwrap_or_default().chars().take(2).collect();
    !print.text.contains(&start)
}

/// Whether labels without levels stand otherwise than in the form: one that belongs to a group before a brother of the
/// group that the form has before it, or after one that the form has behind it.
fn flat_and_turned(columns: &[Line], last: &BTreeMap<usize, usize>, print: &Print) -> bool {
    let parent = |index: usize| columns.get(index).and_then(|line| line.parent);
    let bare = (0..columns.len()).filter(|index| {
        let group = columns.get(*index).is_some_and(|line| line.group);
        group && !last.contains_key(index)
    });
    bare.into_iter().any(|group| {
        let own = || (0..columns.len()).filter(move |line| parent(*line) == Some(group));
        let mut others =
            (0..columns.len()).filter(|other| *other != group && parent(*other) == parent(group));
        let flat = is_absent(columns, group, print);
        others.any(|other| {
            own().any(|line| match (last.get(&line), last.get(&other)) {
                (Some(line), Some(place)) => {
                    (other < group) != (place < line) && (flat || print.same_line(*line, *place))
                }
                _ => false,
            })
        })
    })
}

/// Columns from which on labels that stand in pieces are told by their characters.
const FEWEST_MIXED: usize = 3;

/// Labels printed downwards beside each other come out as a mixture; then every character must be there.
pub(super) fn stands_interleaved(table: &Table, text: &str, times: usize) -> bool {
    let leaves = leaves(&table.columns);
    leaves.len() >= FEWEST_MIXED && are_mixed(leaves.into_iter(), text, times)
}

fn are_mixed<'a>(lines: impl Iterator<Item = &'a Line>, text: &str, times: usize) -> bool {
    let mut count: BTreeMap<char, usize> = BTreeMap::new();
    for character in text.chars() {
        *count.entry(character).or_default() += 1;
    }
    let bodies = lines.map(|line| heading(&line.label.text).body);
    let needed: Vec<char> = bodies
        .flat_map(|body| body.chars().collect::<Vec<char>>())
        .collect();
    needed.into_iter().all(|character| {
        (0..times).all(|_| match count.get_mut(&character) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        })
    })
}
