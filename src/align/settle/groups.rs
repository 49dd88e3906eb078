//! Groups of lines that are printed as one line → the figures in the line that stands for the group, the others absent.

use super::{Claim, Document};
use crate::align::dictionary::LineRef;
use crate::align::naming::{Naming, lines_of};
use crate::align::{Alignment, Notice, Why};
use std::collections::{BTreeMap, BTreeSet};

impl Document<'_> {
    /// A group printed as one line gives its figures to the line that bears its name as an alias, and the other lines
    /// are absent; where parts of the group are printed too, the figures at its heading are a subtotal without a cell.
    pub(super) fn merge_groups(&self, claims: &mut Vec<Claim>, alignment: &mut Alignment) {
        let own: BTreeSet<LineRef> = claims
            .iter()
            .flat_map(|claim| [claim.reading.row, claim.reading.column])
            .filter(|naming| !naming.matched.whole_group)
            .map(|naming| naming.matched.line)
            .collect();
        let mut merged: BTreeMap<LineRef, Vec<LineRef>> = BTreeMap::new();
        let mut kept = Vec::with_capacity(claims.len());
        for claim in claims.drain(..) {
            let namings = [claim.reading.row, claim.reading.column];
            let whole: Vec<&Naming> = namings
                .iter()
                .filter(|one| one.matched.whole_group)
                .collect();
            let siblings: Vec<(LineRef, Vec<LineRef>)> = whole
                .iter()
                .map(|one| (one.matched.line, self.siblings(one.matched.line)))
                .collect();
            let printed = siblings.iter().any(|(line, others)| {
                own.contains(line) || others.iter().any(|one| own.contains(one))
            });
            if printed {
                alignment.strays.extend(self.stray(&claim, Why::Subtotal));
                continue;
            }
            merged.extend(siblings);
            kept.push(claim);
        }
        *claims = kept;
        for (line, absent) in merged {
            alignment.absent.extend(&absent);
            alignment.notices.push(Notice::MergedGroup { line, absent });
        }
    }

    /// The other lines of a line's group.
    fn siblings(&self, line: LineRef) -> Vec<LineRef> {
        let lines = lines_of(self.form, line).unwrap_or_default();
        let parent = lines.get(line.line).and_then(|line| line.parent);
        let others = lines.iter().enumerate().filter(|(index, other)| {
            parent.is_some() && other.parent == parent && *index != line.line && !other.group
        });
        others
            .map(|(index, _)| LineRef {
                line: index,
                ..line
            })
            .collect()
    }
}
