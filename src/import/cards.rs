//! Lines that name their figures one by one → a grid of a figure a row: cards under a heading (`自然人：5` under a row's
//! label), labels of a row and a column joined (`本年新收－自然人：5`). Knows the form's labels; takes nothing that is not
//! named from both sides.

use super::tokens::is_unit;
use crate::align::dictionary::{Dictionary, LineRef, Match};
use crate::align::shape::{Shape, shape};
use crate::form::Form;
use crate::grid::{Grid, GridCell};
use crate::model::Axis;
use std::collections::BTreeSet;

/// Characters of a line that names a figure; a longer one is prose.
const LONGEST_LINE: usize = 160;
/// Characters of a label that others stand under.
const LONGEST_HEADING: usize = 48;
/// Figures from which on lines are cards.
const FEWEST: usize = 3;
/// Signs that open a line and are no part of its label.
const BULLETS: [char; 14] = [
    '-', '*', '•', '·', '●', '○', '■', '▪', '◆', '#', '>', ':', '：', '|',
];
/// Signs between a label and its figure, or between two pairs of them.
const BETWEEN: [char; 10] = ['：', ':', '=', '＝', '，', '；', ';', '|', '\t', '　'];

/// What was found: grids with the index of their first line, and the lines that they were read from.
#[derive(Debug, Default)]
pub(super) struct Cards {
    pub grids: Vec<(usize, Grid)>,
    pub consumed: BTreeSet<usize>,
}

/// Finds the figures that lines name one by one.
pub(super) fn find(form: &Form, dictionary: &Dictionary, lines: &[String]) -> Cards {
    let mut reader = Reader {
        form,
        dictionary,
        heading: None,
        card: 0,
        waiting: None,
        named: Vec::new(),
        cards: Cards::default(),
    };
    let mut texts = lines
        .iter()
        .enumerate()
        .map(|(line, text)| (line, text.trim()))
        .filter(|(_, text)| !text.is_empty())
        .peekable();
    while let Some((line, text)) = texts.next() {
        let next = texts.peek().map_or("", |(_, text)| *text);
        reader.read(line, text, shape(next) == Shape::Figure);
    }
    reader.finish();
    reader.cards
}

/// A figure with its row and its column as printed; the column is empty where the row's text names both.
struct Named {
    lines: [usize; 2],
    /// The card that it stands in, and what it is there; nothing where its label names both.
    card: Option<(usize, LineRef)>,
    row: String,
    column: String,
    figure: String,
}

impl Named {
    /// A label that names both sides.
    fn joined(label: String) -> Named {
        Named {
            lines: [0, 0],
            card: None,
            row: label,
            column: String::new(),
            figure: String::new(),
        }
    }
}

struct Reader<'a> {
    form: &'a Form,
    dictionary: &'a Dictionary,
    /// The label that the lines below stand under.
    heading: Option<(Match, String)>,
    /// Counts the headings.
    card: usize,
    /// A line that is a heading unless a figure follows.
    waiting: Option<(usize, String)>,
    named: Vec<Named>,
    cards: Cards,
}

impl Reader<'_> {
    fn read(&mut self, line: usize, text: &str, figure_follows: bool) {
        if text.chars().count() > LONGEST_LINE || text.contains('。') {
            self.waiting = None;
            self.heading = None;
            self.finish();
            return;
        }
        if is_one_figure(text) {
            // Several figures in lines of their own are a row's.
            let label = self.waiting.take().filter(|_| !figure_follows);
            let taken = label.is_some_and(|(above, label)| {
                self.take([above, line], &[(label, text.to_owned())])
            });
            if !taken {
                self.heading = None;
            }
            return;
        }
        self.settle_heading();
        match pairs(text, self.dictionary) {
            Some(pairs) => {
                self.take([line, line], &pairs);
            }
            None => {
                let label = text
                    .trim_start_matches(BULLETS)
                    .trim_matches(BETWEEN)
                    .trim();
                self.waiting = Some((line, label.to_owned()));
            }
        }
    }

    /// A line without a figure stands over those that follow, where it names a row or a column.
    fn settle_heading(&mut self) {
        let Some((_, label)) = self.waiting.take() else {
            return;
        };
        // A longer line is no label, and looking for a misprint in it is dear.
        let names = if label.chars().count() > LONGEST_HEADING {
            Vec::new()
        } else {
            self.dictionary.find(&label)
        };
        if names.iter().any(|one| one.joined) {
            return;
        }
        if let Some(line) = only(&names, None) {
            // Rows one under another without a figure are a column of labels, and what follows is not the last one's.
            let empty = self.heading.as_ref().is_some_and(|(above, _)| {
                let alike =
                    (above.line.table, above.line.axis) == (line.line.table, line.line.axis);
                let card = self.card;
                alike
                    && !self
                        .named
                        .iter()
                        .any(|one| one.card.is_some_and(|(of, _)| of == card))
            });
            self.card += 1;
            let label = if empty { String::new() } else { label };
            self.heading = Some((line, label));
        } else if !names.iter().any(|one| one.group) {
            self.heading = None;
        }
    }

    /// Takes the figures of a line where each is named from both sides.
    fn take(&mut self, lines: [usize; 2], pairs: &[(String, String)]) -> bool {
        let mut named = Vec::new();
        for (label, figure) in pairs {
            let Some(one) = self.name(label) else {
                return false;
            };
            named.push(Named {
                lines,
                figure: figure.clone(),
                ..one
            });
        }
        self.named.append(&mut named);
        true
    }

    /// What names a figure's row and column.
    fn name(&mut self, label: &str) -> Option<Named> {
        let whole = label.replace(char::is_whitespace, "－");
        let joined = self.dictionary.find(&whole);
        if let [row, column] = joined.as_slice()
            && row.joined
            && column.joined
        {
            self.card += 1;
            self.heading = None;
            return Some(Named::joined(whole));
        }
        let (heading, text) = self.heading.as_ref().filter(|(_, text)| !text.is_empty())?;
        let names = self.dictionary.find(label);
        let line = only(&names, Some(heading))?.line;
        let (row, column) = match heading.line.axis {
            Axis::Rows => (text.clone(), label.to_owned()),
            Axis::Columns => (label.to_owned(), text.clone()),
        };
        Some(Named {
            card: Some((self.card, line)),
            row,
            column,
            ..Named::joined(String::new())
        })
    }

    /// Whether every line of the other axis has its figure in a card, in the order of the form: else a label may stand amid
    /// its figures, or they have come apart.
    fn is_whole(&self, card: usize) -> bool {
        let of_card = |one: &Named| one.card.filter(|(of, _)| *of == card).map(|(_, line)| line);
        let lines: Vec<LineRef> = self.named.iter().filter_map(of_card).collect();
        let Some(first) = lines.first() else {
            return false;
        };
        let table = self.form.tables.get(first.table);
        let all = table.map(|table| match first.axis {
            Axis::Rows => &table.rows,
            Axis::Columns => &table.columns,
        });
        let leaves = all.into_iter().flatten().filter(|line| !line.group).count();
        lines.len() == leaves && leaves > 1 && lines.is_sorted_by(|one, next| one < next)
    }

    /// Puts what was named since the last sentence into a grid.
    fn finish(&mut self) {
        let whole = |one: &Named| one.card.is_none_or(|(card, _)| self.is_whole(card));
        let kept: Vec<bool> = self.named.iter().map(whole).collect();
        let named = std::mem::take(&mut self.named);
        let kept = named.into_iter().zip(kept).filter(|(_, kept)| *kept);
        let named: Vec<Named> = kept.map(|(one, _)| one).collect();
        let Some(first) = named.first().map(|one| one.lines[0]) else {
            return;
        };
        if named.len() < FEWEST {
            return;
        }
        let mut cells = Vec::new();
        for (place, one) in named.iter().enumerate() {
            self.cards.consumed.extend(one.lines);
            cells.push(GridCell::at(place, 0, &one.row));
            cells.push(GridCell::at(place, 1, &one.column));
            cells.push(GridCell::at(place, 2, &one.figure));
        }
        let grid = Grid {
            cells,
            counted: true,
            ..Grid::default()
        };
        self.cards.grids.push((first, grid));
    }
}

/// Whether a line holds one figure, perhaps with its unit, and nothing else.
fn is_one_figure(text: &str) -> bool {
    let mut pieces = text.split_whitespace();
    let figure = pieces.next().unwrap_or("");
    let rest = pieces.next();
    matches!(shape(figure), Shape::Figure | Shape::BlankMark)
        && rest.is_none_or(|unit| shape(unit) == Shape::Words && is_unit(unit))
        && pieces.next().is_none()
}

/// The one line that a label names best; beside another label, one of the other axis of its table.
fn only(names: &[Match], beside: Option<&Match>) -> Option<Match> {
    let fits = |one: &&Match| {
        beside.is_none_or(|other| {
            one.line.table == other.line.table && one.line.axis != other.line.axis
        }) && !one.group
    };
    let least = names.iter().filter(fits).map(|one| one.cost).min()?;
    let mut best = names.iter().filter(fits).filter(|one| one.cost == least);
    let first = best.next().copied()?;
    best.all(|one| one.line == first.line).then_some(first)
}

/// `自然人 5，商业企业：3` → its labels and figures, where the line is nothing else.
fn pairs(text: &str, dictionary: &Dictionary) -> Option<Vec<(String, String)>> {
    let text = text.trim_start_matches(|one: char| BULLETS.contains(&one) || one.is_whitespace());
    let mut found: Vec<(String, String)> = Vec::new();
    let mut words = String::new();
    for piece in text.split(|one: char| BETWEEN.contains(&one) || one.is_whitespace()) {
        let (label, figure) = match shape(piece) {
            Shape::Empty => continue,
            Shape::Figure | Shape::BlankMark => ("", piece),
            _ => glued(piece, dictionary),
        };
        if !label.is_empty() {
            match found.last_mut() {
                Some((_, figure))
                    if words.is_empty() && is_unit(label) && label.chars().count() <= 2 =>
                {
                    figure.push_str(label);
                    continue;
                }
                _ => {}
            }
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(label);
        }
        if !figure.is_empty() {
            if words.is_empty() {
                return None;
            }
            found.push((std::mem::take(&mut words), figure.to_owned()));
        }
    }
    (words.is_empty() && !found.is_empty()).then_some(found)
}

/// `自然人5件`: a label of the form, and a figure without a gap.
fn glued<'a>(piece: &'a str, dictionary: &Dictionary) -> (&'a str, &'a str) {
    let parts = piece.char_indices().filter(|(_, one)| one.is_ascii_digit());
    let mut parts = parts.map(|(place, _)| piece.split_at(place));
    let fits = |(label, figure): &(&str, &str)| {
        shape(figure) == Shape::Figure && !dictionary.find_exactly(label).is_empty()
    };
    parts.find(fits).unwrap_or((piece, ""))
}
