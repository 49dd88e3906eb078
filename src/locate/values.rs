//! A set of figures that mends a component → what each of them becomes, with the blanks that follow.

use super::bench::Bench;
use super::component::Component;
use super::{Change, Value};
use crate::number::Number;

/// The changes of a repair, by figure (indices of the component), and whether every value is known for sure.
/// `others` are figures that change too, in repairs of other families. All of them must be held on the bench, and are
/// held again afterwards. Blanks that have the value that they are `known` to have anyway are listed only where they
/// stand in a rule with a figure of the set.
pub(super) fn changes(
    bench: &mut Bench,
    set: &[usize],
    others: &[usize],
    known: &[(usize, Number)],
) -> (Vec<Change>, bool) {
    for figure in set.iter().chain(others) {
        bench.release(*figure);
    }
    let mut certain = true;
    let mut changes = Vec::with_capacity(set.len());
    for figure in set {
        let range = bench.range(*figure);
        certain &= range.is_some();
        let range = range.unwrap_or_default();
        let to = match range.only() {
            Some(value) => Value::Exactly(value.clone()),
            None => Value::Range(range),
        };
        changes.push(Change {
            figure: *figure,
            to,
        });
    }
    let blanks = blanks_reached(&bench.part, set);
    if !blanks.is_empty() {
        let determined = bench.determined(&blanks);
        certain &= determined.is_some();
        let part = std::sync::Arc::clone(&bench.part);
        let beside = |figure: usize| {
            let rules = set.iter().flat_map(|changed| part.uses(*changed));
            rules
                .into_iter()
                .any(|rule| part.members(*rule).contains(&figure))
        };
        let listed = determined.unwrap_or_default().into_iter();
        for (figure, value) in listed.filter(|pair| !known.contains(pair) || beside(pair.0)) {
            let to = Value::Exactly(value);
            changes.push(Change { figure, to });
        }
    }
    for figure in set.iter().chain(others) {
        bench.hold(*figure);
    }
    changes.sort_by_key(|change| change.figure);
    (changes, certain)
}

/// Blanks that stand in a rule with one of the figures, or with such a blank, and so on; ascending.
pub(super) fn blanks_reached(part: &Component, set: &[usize]) -> Vec<usize> {
    let mut reached = vec![false; part.figures.len()];
    let mut open = set.to_vec();
    let mut blanks = Vec::new();
    while let Some(figure) = open.pop() {
        for rule in part.uses(figure) {
            for other in part.members(*rule) {
                if part.is_blank(*other) && !std::mem::replace(&mut reached[*other], true) {
                    open.push(*other);
                    blanks.push(*other);
                }
            }
        }
    }
    blanks.sort_unstable();
    blanks
}
