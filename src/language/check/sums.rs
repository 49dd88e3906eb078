//! Which lines a sum adds up: the leaves of a level, groups opened, totals left out.

use super::Checker;
use crate::language::like::is_like;
use crate::language::syntax::Counted;
use crate::model::Axis;
use std::ops::Range;

/// A line, and whether it is taken away.
pub(super) type SignedLine = (bool, usize);

impl Checker<'_> {
    /// The lines that the level inside of `parent` adds up to, of those in `range`.
    ///
    /// A line under a line with figures is 其中, a part of it: it counts in that line's own `sum of all below it` only.
    pub(super) fn leaves(
        &self,
        table: usize,
        axis: Axis,
        parent: Option<usize>,
        range: Range<usize>,
    ) -> Vec<SignedLine> {
        let lines = self.lines_of(table, axis);
        // By line: whether the level inside of it counts, and with which sign. Lines stand after their parents.
        let mut open: Vec<Option<bool>> = Vec::with_capacity(lines.len());
        let mut leaves = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let around = match line.parent {
                own if own == parent => Some(false),
                Some(above) => open.get(above).copied().flatten(),
                None => None,
            };
            let sign = around.and_then(|around| self.sign(table, axis, index, around));
            open.push(sign.filter(|_| line.group));
            if let (Some(sign), false, true) = (sign, line.group, range.contains(&index)) {
                leaves.push((sign, index));
            }
        }
        leaves
    }

    /// How a line counts at its own level: added (`false`), taken away (`true`), or not at all.
    fn sign(&self, table: usize, axis: Axis, line: usize, around: bool) -> Option<bool> {
        let names = self.names.axis(table, axis)?;
        let total = self.lines_of(table, axis).get(line)?.total;
        let sums_below = names.sums_below.get(line).copied().unwrap_or(false);
        if total && !sums_below {
            return None;
        }
        match names.counted.get(line).copied().flatten() {
            None => Some(around),
            Some(Counted::Subtracted) => Some(!around),
            Some(Counted::Not) => None,
        }
    }

    /// The lines with figures from one to another that count, whatever their level.
    pub(super) fn between(
        &self,
        table: usize,
        axis: Axis,
        from: usize,
        to: usize,
    ) -> Vec<SignedLine> {
        let lines = self.lines_of(table, axis);
        let counts = |index: usize| {
            let line = lines.get(index)?;
            let part_of_a_line = |parent: usize| lines.get(parent).is_none_or(|line| !line.group);
            // The ends are named by the author, and count whatever they are.
            let end = index == from || index == to;
            if line.group || (!end && line.parent.is_some_and(part_of_a_line)) {
                return None;
            }
            let sign = self.sign(table, axis, index, false);
            sign.or(end.then_some(false)).map(|sign| (sign, index))
        };
        (from..=to).filter_map(counts).collect()
    }

    /// The lines with figures whose label, or one of its aliases, is like `pattern`.
    pub(super) fn named(&self, table: usize, axis: Axis, pattern: &str) -> Vec<usize> {
        let lines = self.lines_of(table, axis).iter().enumerate();
        let like = |label: &crate::form::Label| {
            let mut texts = std::iter::once(&label.text).chain(&label.aliases);
            texts.any(|text| is_like(text, pattern))
        };
        lines
            .filter(|(_, line)| !line.group && like(&line.label))
            .map(|(index, _)| index)
            .collect()
    }
}
