//! Form → dictionary: which lines a label may name, and how well it does.

use super::label::{Heading, allowed_edits, distance, extends, heading, shortens};
use crate::form::{Form, Label, Line};
use crate::model::Axis;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// A line of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineRef {
    /// Index in [`Form::tables`].
    pub table: usize,
    /// Rows or columns.
    pub axis: Axis,
    /// Index in the table's rows or columns.
    pub line: usize,
}

/// One line that a label may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub line: LineRef,
    /// 0 for the official label; the more, the worse.
    pub cost: u32,
    /// A heading over other lines.
    pub group: bool,
    /// Found by an alias that is the label of the line's own group: the whole group printed as one line.
    pub whole_group: bool,
    /// The same label also names a line of the other axis: `本年新收－自然人`.
    pub joined: bool,
}

/// Words that are printed for each other.
const SAME_WORDS: [(&str, &str); 4] = [
    ("合计", "总计"),
    ("总计", "合计"),
    ("共计", "总计"),
    ("共计", "合计"),
];

/// From this cost on, a match rests on a misprint.
pub(crate) const MISPRINT: u32 = 8;

/// What a label costs that is one without what stands in brackets.
const SHORT: u32 = 2;

/// What a shortened label costs: more than any misprint.
pub(super) const SHORTENED: u32 = MISPRINT + 10;

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub line: LineRef,
    number: Option<u32>,
    pub body: String,
    characters: Vec<char>,
    /// What this way of writing the label costs by itself.
    pub cost: u32,
    pub group: bool,
    whole_group: bool,
    /// Whether a misprint of it is looked for.
    pub exact_only: bool,
}

/// So many texts are remembered with what they may name.
const MOST_REMEMBERED: usize = 4096;
/// A text that is longer is no label that comes again.
const LONGEST_REMEMBERED: usize = 240;

/// Every way in which a line of the form may be written.
#[derive(Debug)]
pub(crate) struct Dictionary {
    pub(super) entries: Vec<Entry>,
    by_body: HashMap<String, Vec<usize>>,
    /// What [`Dictionary::find`] has found: the reports of an archive have the same labels.
    remembered: Mutex<HashMap<String, Vec<Match>>>,
}

impl Dictionary {
    pub(crate) fn new(form: &Form) -> Dictionary {
        let mut dictionary = Dictionary {
            entries: Vec::new(),
            by_body: HashMap::new(),
            remembered: Mutex::default(),
        };
        for (table, content) in form.tables.iter().enumerate() {
            for (axis, lines) in [
                (Axis::Rows, &content.rows),
                (Axis::Columns, &content.columns),
            ] {
                for line in 0..lines.len() {
                    dictionary.add_line(LineRef { table, axis, line }, lines);
                }
            }
        }
        dictionary
    }

    fn add_line(&mut self, reference: LineRef, lines: &[Line]) {
        let Some(line) = lines.get(reference.line) else {
            return;
        };
        let parent = line.parent.and_then(|parent| lines.get(parent));
        let parent_bodies: Vec<String> = parent.map_or(Vec::new(), |parent| {
            writings(&parent.label)
                .map(|text| heading(text).body)
                .collect()
        });
        for text in writings(&line.label) {
            let found = heading(text);
            let whole_group = !line.group && parent_bodies.contains(&found.body);
            let mut add = |number, body: &str, cost, exact_only| {
                self.add(Entry {
                    line: reference,
                    number,
                    body: body.to_owned(),
                    characters: body.chars().collect(),
                    cost,
                    group: line.group,
                    whole_group,
                    exact_only,
                });
            };
            if let Some(short) = &found.short {
                add(found.number, short, SHORT, true);
            }
            for parent in &parent_bodies {
                let number = found
                    .number
                    .map(|number| number.to_string())
                    .unwrap_or_default();
                add(None, &format!("{parent}{number}{}", found.body), 1, true);
                add(None, &format!("{}{parent}", found.body), 1, true);
            }
            add(found.number, &found.body, 0, false);
            for path in paths(line, lines, text) {
                add(None, &path, 1, true);
            }
        }
    }

    fn add(&mut self, entry: Entry) {
        if entry.body.is_empty() {
            return;
        }
        let places = self.by_body.entry(entry.body.clone()).or_default();
        places.push(self.entries.len());
        self.entries.push(entry);
    }

    /// Every line that `text` may name, best first; misprints only where nothing fits as it stands.
    pub(crate) fn find(&self, text: &str) -> Vec<Match> {
        if text.len() > LONGEST_REMEMBERED {
            return self.look_up(text);
        }
        // Whoever panicked while holding it has left it whole: entries are put in complete.
        let lock = || {
            self.remembered
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(found) = lock().get(text) {
            return found.clone();
        }
        let found = self.look_up(text);
        let mut remembered = lock();
        if remembered.len() >= MOST_REMEMBERED {
            remembered.clear();
        }
        remembered.insert(text.to_owned(), found.clone());
        found
    }

    fn look_up(&self, text: &str) -> Vec<Match> {
        let found = self.find_exactly(text);
        // `本年新收（自然人）`: what stands in brackets may be the other name.
        let bracketed = text.contains(['（', '(']);
        if found.iter().any(|one| one.cost < SHORT) || (!found.is_empty() && !bracketed) {
            return found;
        }
        let joined = self.find_joined(text);
        if !joined.is_empty() || !found.is_empty() {
            return if joined.is_empty() { found } else { joined };
        }
        let label = heading(text);
        let found = self.find_misprint(&label);
        if found.is_empty() {
            return self.find_shortened(&label);
        }
        found
    }

    /// Every line that `text` names as it stands, best first.
    pub(crate) fn find_exactly(&self, text: &str) -> Vec<Match> {
        let label = heading(text);
        let mut found = Vec::new();
        self.find_body(&label, &label.body, 0, &mut found);
        if let Some(short) = &label.short {
            self.find_body(&label, short, SHORT, &mut found);
        }
        for (word, other) in SAME_WORDS {
            if found.is_empty() && label.body.contains(word) {
                self.find_body(&label, &label.body.replace(word, other), 2, &mut found);
            }
        }
        found.sort_by_key(|one: &Match| (one.cost, one.line));
        let mut seen = Vec::new();
        found.retain(|one| {
            let fresh = !seen.contains(&one.line);
            seen.push(one.line);
            fresh
        });
        found
    }

    fn find_body(&self, label: &Heading, body: &str, extra: u32, found: &mut Vec<Match>) {
        let places = self.by_body.get(body).map_or(&[][..], Vec::as_slice);
        for entry in places.iter().filter_map(|place| self.entries.get(*place)) {
            let numbers = match (label.number, entry.number) {
                (left, right) if left == right => 0,
                (Some(_), Some(_)) => 4,
                _ => 1,
            };
            found.push(entry.matched(extra + entry.cost + numbers));
        }
    }

    /// Entries of which a label is a part, or that it only says at more length, unless two lines on one axis of one table
    /// may be meant.
    fn find_shortened(&self, label: &Heading) -> Vec<Match> {
        let characters: Vec<char> = label.body.chars().collect();
        let fits = |entry: &&Entry| {
            let numbered = label.number.is_some() && label.number == entry.number;
            let contradicts = label.number.is_some() && entry.number.is_some() && !numbered;
            !entry.exact_only
                && !contradicts
                && (shortens(&characters, &entry.characters, numbered)
                    || extends(&label.body, &entry.body))
        };
        let close: Vec<&Entry> = self.entries.iter().filter(fits).collect();
        let same_axis =
            |one: LineRef, other: LineRef| (one.table, one.axis) == (other.table, other.axis);
        let alone = |entry: &&&Entry| {
            let mut rivals = close.iter();
            rivals.all(|rival| rival.line == entry.line || !same_axis(rival.line, entry.line))
        };
        let mut found: Vec<Match> = Vec::new();
        for entry in close.iter().filter(alone) {
            if found.iter().all(|one| one.line != entry.line) {
                found.push(entry.matched(SHORTENED + entry.cost));
            }
        }
        found
    }

    /// The closest entries, unless two lines on one axis of one table are equally close.
    fn find_misprint(&self, label: &Heading) -> Vec<Match> {
        let mut found = Vec::new();
        let characters: Vec<char> = label.body.chars().collect();
        let mut close: Vec<(usize, &Entry)> = Vec::new();
        for entry in self.entries.iter().filter(|entry| !entry.exact_only) {
            let limit = allowed_edits(entry.characters.len());
            if let Some(edits) = distance(&entry.characters, &characters, limit) {
                close.push((edits, entry));
            }
        }
        for (edits, entry) in &close {
            let rivalled = close.iter().any(|(others, rival)| {
                rival.line != entry.line
                    && (rival.line.table, rival.line.axis) == (entry.line.table, entry.line.axis)
                    && others <= edits
            });
            if !rivalled {
                let edits = u32::try_from(*edits).unwrap_or(u32::MAX / 4);
                found.push(entry.matched(MISPRINT + 2 * edits + entry.cost));
            }
        }
        found
    }
}

impl Entry {
    pub(super) fn matched(&self, cost: u32) -> Match {
        Match {
            line: self.line,
            cost,
            group: self.group,
            whole_group: self.whole_group,
            joined: false,
        }
    }
}

/// A label behind those of all the groups that a line stands in, as a page writes that has one column for labels: with the
/// numbers of each, and without.
fn paths(line: &Line, lines: &[Line], text: &str) -> Vec<String> {
    let (mut numbered, mut bare) = (text.to_owned(), heading(text).body);
    let mut found = Vec::new();
    let mut above = line.parent.and_then(|parent| lines.get(parent));
    while let Some(group) = above {
        numbered.insert_str(0, &group.label.text);
        bare.insert_str(0, &heading(&group.label.text).body);
        found.extend([heading(&numbered).body, bare.clone()]);
        above = group.parent.and_then(|parent| lines.get(parent));
    }
    found
}

/// The label as the form, its aliases and its translations have it.
fn writings(label: &Label) -> impl Iterator<Item = &str> {
    std::iter::once(label.text.as_str())
        .chain(label.aliases.iter().map(String::as_str))
        .chain(label.translations.iter().map(|(_, text)| text.as_str()))
}
