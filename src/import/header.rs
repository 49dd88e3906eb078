//! Words before a row of figures → whether they are the header of a table: every column's label, in the form's order.

use crate::align::label::heading;
use crate::form::{Line, Table};
use std::collections::BTreeMap;

/// The lines that hold figures.
pub(super) fn leaves(lines: &[Line]) -> Vec<&Line> {
    lines.iter().filter(|line| !line.group).collect()
}

/// Every column's label as a whole, brothers in the order of the form.
pub(super) fn stands_in_order(table: &Table, text: &str, times: usize) -> bool {
    let mut lines: Vec<(usize, String)> = Vec::new();
    let named = table
        .columns
        .iter()
        .enumerate()
        .map(|(index, line)| (Some(index), line));
    let others = table.rows.iter().map(|line| (None, line));
    for (index, line) in named.chain(others) {
        let writings = std::iter::once(&line.label.text).chain(&line.label.aliases);
        for writing in writings {
            let parts = heading(writing);
            lines.extend(
                [Some(parts.body), parts.short]
                    .into_iter()
                    .flatten()
                    .map(|body| (index.unwrap_or(usize::MAX), body)),
            );
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
    let leaf_columns = table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.group);
    let complete = leaf_columns.clone().all(|(index, _)| {
        places
            .get(&index)
            .is_some_and(|places| places.len() >= times)
    });
    let last = |index: usize| places.get(&index).and_then(|places| places.iter().max());
    let ordered = table.columns.iter().enumerate().all(|(index, line)| {
        let brothers = table.columns.iter().enumerate().skip(index + 1);
        let next = brothers
            .filter(|(_, other)| other.parent == line.parent)
            .find_map(|(other, _)| last(other));
        match (last(index), next) {
            (Some(one), Some(next)) => one < next,
            _ => true,
        }
    });
    complete && ordered
}

/// Labels printed downwards beside each other come out as a mixture; then every character must be there.
pub(super) fn stands_interleaved(table: &Table, text: &str, times: usize) -> bool {
    let mut count: BTreeMap<char, usize> = BTreeMap::new();
    for character in text.chars() {
        *count.entry(character).or_default() += 1;
    }
    let bodies = leaves(&table.columns)
        .into_iter()
        .map(|line| heading(&line.label.text).body);
    let labels: Vec<String> = bodies.collect();
    if labels.len() < 3 {
        return false;
    }
    let needed = labels.iter().flat_map(|label| label.chars());
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
