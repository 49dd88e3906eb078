//! Characters beside a table that go on in a word of one of its cells → the cell's own. A table that is wider than its page
//! ends at the page's edge, and a figure may end beyond.

use super::Glyph;
use super::frames::Frame;
use std::collections::BTreeMap;

/// From how many parts of its type's height on a gap ends a word.
const GAP: i64 = 5;

/// Moves what goes on across a table's sides into it.
pub(super) fn take_over<'a>(
    frame: &Frame,
    inside: &mut Vec<&'a Glyph>,
    outside: &mut Vec<&'a Glyph>,
) {
    // By baseline, how far each line reaches to the left and to the right.
    let mut reach: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for glyph in inside.iter().filter(|glyph| !is_blank(glyph)) {
        let end = glyph.x + glyph.width;
        let (left, right) = reach.entry(glyph.y).or_insert((glyph.x, end));
        *left = glyph.x.min(*left);
        *right = end.max(*right);
    }
    let mut taken = vec![false; outside.len()];
    for to_the_right in [true, false] {
        let beside = outside
            .iter()
            .enumerate()
            .filter(|(_, glyph)| !is_blank(glyph) && frame.nearest_place(glyph).is_some());
        let mut beside: Vec<(usize, &Glyph)> = beside.map(|(index, one)| (index, *one)).collect();
        beside.sort_by_key(|(_, glyph)| if to_the_right { glyph.x } else { -glyph.x });
        for (index, glyph) in beside {
            let Some((left, right)) = reach.get_mut(&glyph.y) else {
                continue;
            };
            let gap = if to_the_right {
                glyph.x - *right
            } else {
                *left - glyph.x - glyph.width
            };
            if gap.abs() > glyph.size / GAP {
                continue;
            }
            *left = glyph.x.min(*left);
            *right = (glyph.x + glyph.width).max(*right);
            taken[index] = true;
        }
    }
    let mut taken = taken.into_iter();
    outside.retain(|glyph| {
        let is_taken = taken.next().unwrap_or(false);
        if is_taken {
            inside.push(glyph);
        }
        !is_taken
    });
}

fn is_blank(glyph: &Glyph) -> bool {
    glyph.text.trim().is_empty()
}
