//! One label that names a row and a column at once: `本年新收－自然人`, `本年新收（自然人）`, `规章本年制发件数`.
//!
//! Text → both names, where they are certain. Knows no grid.

use super::dictionary::{Dictionary, Match};
#[cfg(feature = "import")]
use super::dictionary::{Entry, SHORTENED};
#[cfg(feature = "import")]
use super::label::{heading, opens};
use crate::model::Axis;

/// Signs between the two names of a joined label.
#[cfg(feature = "import")]
const JOINTS: [char; 14] = [
    '－', '-', '—', '–', '―', '/', '／', '·', '•', '：', ':', '>', '→', '|',
];

/// Characters of a name in a joined label that is the beginning of the official one.
#[cfg(feature = "import")]
const SHORTEST_JOINED: usize = 2;

/// A text that is longer is no label of a field.
const LONGEST_TOGETHER: usize = 240;
/// What forms leave out: `行政许可处理决定数量` for `本年处理决定数量`.
const THIS_YEAR: &str = "本年";

impl Dictionary {
    /// The row and the column that a joined label names, where they are certain.
    pub(super) fn find_joined(&self, text: &str) -> Vec<Match> {
        #[cfg(feature = "import")]
        if let Some(found) = self.find_by_joint(text) {
            return Vec::from(found);
        }
        self.find_together(text).map_or_else(Vec::new, Vec::from)
    }

    /// Two whole names, one directly behind the other.
    fn find_together(&self, text: &str) -> Option<[Match; 2]> {
        if text.len() > LONGEST_TOGETHER {
            return None;
        }
        let mut pairs: Vec<[Match; 2]> = Vec::new();
        for (place, _) in text.char_indices().skip(1) {
            let (left, right) = text.split_at(place);
            let lefts = self.find_exactly(left);
            if lefts.is_empty() {
                continue;
            }
            let mut rights = self.find_exactly(right);
            if rights.is_empty() {
                rights = self.find_exactly(&format!("{THIS_YEAR}{right}"));
            }
            for one in closest(&lefts) {
                pairs.extend(closest(&rights).filter_map(|other| both(one, other)));
            }
        }
        cheapest(&pairs)
    }

    /// The same with a sign between the two, which tells the names apart even where they are shortened. The page's own script
    /// takes such labels apart.
    #[cfg(feature = "import")]
    fn find_by_joint(&self, text: &str) -> Option<[Match; 2]> {
        let mut found: Vec<[Match; 2]> = Vec::new();
        let bracket = |one: char| matches!(one, '（' | '(');
        for (place, sign) in text.char_indices() {
            if !(JOINTS.contains(&sign) || bracket(sign)) {
                continue;
            }
            let (left, right) = text.split_at(place);
            let right = right.get(sign.len_utf8()..).unwrap_or("");
            let right = if bracket(sign) {
                let Some(inner) = right.trim_end().strip_suffix(['）', ')']) else {
                    continue;
                };
                inner
            } else {
                right
            };
            found.extend(self.pair(left, right));
        }
        cheapest(&found)
    }

    /// A row and a column of one table that two texts name, in either order: the cheapest of them.
    #[cfg(feature = "import")]
    fn pair(&self, left: &str, right: &str) -> Option<[Match; 2]> {
        let (lefts, rights) = (self.find_exactly(left), self.find_exactly(right));
        let mut pairs: Vec<[Match; 2]> = Vec::new();
        for one in &lefts {
            let pieces = if rights.is_empty() {
                self.piece(right, one)
            } else {
                Vec::new()
            };
            pairs.extend(
                rights
                    .iter()
                    .chain(&pieces)
                    .filter_map(|other| both(one, other)),
            );
        }
        if lefts.is_empty() {
            for one in &rights {
                pairs.extend(
                    self.piece(left, one)
                        .iter()
                        .filter_map(|other| both(one, other)),
                );
            }
        }
        cheapest(&pairs)
    }

    /// The one line of the other axis of a table whose label a text is the beginning of.
    #[cfg(feature = "import")]
    fn piece(&self, text: &str, beside: &Match) -> Vec<Match> {
        let label = heading(text);
        let long = label.body.chars().count() >= SHORTEST_JOINED;
        let fits = |entry: &&Entry| {
            entry.line.table == beside.line.table
                && entry.line.axis != beside.line.axis
                && !entry.exact_only
                && long
                && opens(&label.body, &entry.body)
        };
        let mut found = self.entries.iter().filter(fits);
        let first = found.next();
        let alone = first.filter(|first| found.all(|entry| entry.line == first.line));
        alone
            .map(|entry| entry.matched(SHORTENED))
            .into_iter()
            .collect()
    }
}

/// A row's and a column's name, if they are that, the row's first.
fn both(one: &Match, other: &Match) -> Option<[Match; 2]> {
    let [one, other] = [one, other].map(|one| Match {
        joined: true,
        ..*one
    });
    if one.line.table != other.line.table || one.group || other.group {
        return None;
    }
    match (one.line.axis, other.line.axis) {
        (Axis::Rows, Axis::Columns) => Some([one, other]),
        (Axis::Columns, Axis::Rows) => Some([other, one]),
        _ => None,
    }
}

/// The lines that a name fits best: 总计 is a column, （七）总计 a row.
fn closest(names: &[Match]) -> impl Iterator<Item = &Match> {
    let least = names.iter().map(|one| one.cost).min();
    names.iter().filter(move |one| Some(one.cost) == least)
}

/// The pair that costs least, where no other lines cost as little.
fn cheapest(pairs: &[[Match; 2]]) -> Option<[Match; 2]> {
    let cost = |pair: &[Match; 2]| pair[0].cost + pair[1].cost;
    let lines = |pair: &[Match; 2]| [pair[0].line, pair[1].line];
    let best = pairs.iter().copied().min_by_key(cost)?;
    let alone = |pair: &[Match; 2]| cost(pair) > cost(&best) || lines(pair) == lines(&best);
    pairs.iter().all(alone).then_some(best)
}
