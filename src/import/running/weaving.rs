//! Pieces of text around a row's figures → whether they are one row's label, with nothing between but pieces of the
//! labels of groups.

use crate::align::label::{folded, heading, ink, split_number};
use crate::form::Line;
use std::collections::BTreeSet;
use std::ops::Range;

/// Characters from which on a label without its number is told by its pieces.
const LONG_ENOUGH: usize = 5;

/// The pieces that a row's label takes up: its first stands before the figures, which are behind `before` pieces.
pub(super) fn weave(
    rows: &[Line],
    row: usize,
    pieces: &[&str],
    before: usize,
) -> Option<Range<usize>> {
    let label = &rows.get(row)?.label;
    let groups: Vec<String> = rows
        .iter()
        .filter(|line| line.group)
        .map(|line| ink(&line.label.text))
        .collect();
    let writings = std::iter::once(&label.text).chain(&label.aliases);
    writings.into_iter().find_map(|writing| {
        let label = heading(writing);
        let bodies = [Some(label.body), label.short].into_iter().flatten();
        bodies.into_iter().find_map(|body| {
            let web = Web {
                body: &body,
                number: label.number,
                pieces,
                before,
                groups: &groups,
            };
            (0..before).rev().find_map(|start| web.from(start))
        })
    })
}

struct Web<'a> {
    body: &'a str,
    number: Option<u32>,
    pieces: &'a [&'a str],
    before: usize,
    groups: &'a [String],
}

impl Web<'_> {
    fn from(&self, start: usize) -> Option<Range<usize>> {
        let mut piece = folded(self.pieces.get(start)?);
        // `（一` has its other bracket in the next piece.
        if piece.starts_with('(') && !piece.contains(')') && start + 1 < self.pieces.len() {
            piece.push(')');
        }
        let (number, rest) = split_number(&piece);
        let rest = ink(rest);
        let own = number.is_some() && number == self.number;
        let long = self.body.chars().count() >= LONG_ENOUGH;
        let fits = (own || (number.is_none() && long)) && self.body.starts_with(&rest);
        if !fits || (rest.is_empty() && !own) {
            return None;
        }
        let end = self.go_on(start + 1, rest.len(), &mut BTreeSet::new())?;
        Some(start..end)
    }

    /// The end of the label, from a piece and a place in the label on.
    fn go_on(
        &self,
        piece: usize,
        place: usize,
        failed: &mut BTreeSet<(usize, usize)>,
    ) -> Option<usize> {
        if place == self.body.len() {
            // What stands between a whole label and the figures opens the next one.
            return (piece >= self.before).then_some(piece);
        }
        let text = ink(self.pieces.get(piece)?);
        if failed.contains(&(piece, place)) {
            return None;
        }
        let fits = !text.is_empty() && self.body.get(place..)?.starts_with(&text);
        let found = fits
            .then(|| self.go_on(piece + 1, place + text.len(), failed))
            .flatten();
        let found = found.or_else(|| {
            self.is_of_group(&text)
                .then(|| self.go_on(piece + 1, place, failed))
                .flatten()
        });
        if found.is_none() {
            failed.insert((piece, place));
        }
        found
    }

    fn is_of_group(&self, text: &str) -> bool {
        self.groups.iter().any(|group| group.contains(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Label;

    fn line(text: &str, group: bool) -> Line {
        Line {
            label: Label {
                text: text.to_owned(),
                ..Label::default()
            },
            group,
            ..Line::default()
        }
    }

    #[test]
    fn labels_are_whole_around_their_figures() {
        let rows = [
            line("（四）无法提供", true),
            line("2.没有现成信息需要另行制作", false),
            line("3.补正后申请内容仍不明确", false),
        ];
        let pieces = [
            "2.没",
            "有现成",
            "）无",
            "信息需要",
            "法提",
            "另行制作",
            "3.补",
        ];
        assert_eq!(weave(&rows, 1, &pieces, 1), Some(0..6));
        assert_eq!(weave(&rows, 2, &pieces, 1), None);
        // The figures behind 3.补 are not those of the label before.
        assert_eq!(weave(&rows, 1, &pieces, 7), None);
        assert_eq!(weave(&rows, 1, &["2.没", "有现成信息"], 1), None);
        let whole = ["2.没有现成信息需要另行制作", "（四）无法", "提供"];
        assert_eq!(weave(&rows, 1, &whole, 2), None);
    }
}
