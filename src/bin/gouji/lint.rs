//! `gouji lint PACK`: every mistake in the pack's text, or what its author should know of its rules.

use crate::arguments::Format;
use crate::output;
use crate::shelf::Shelf;
use crate::words::Words;
use crate::{Exit, console};
use gouji::explain;
use gouji::form::{CellIndex, Place};
use gouji::language::Diagnostic;
use gouji::lint::{Lint, Remark, WORK, lint};
use gouji::model::Model;
use gouji::pack::Pack;
use gouji::packs::PackError;
use gouji::system::{End, Range};
use serde::Serialize;

/// Rules that are named one by one; of more, the rest is counted.
const NAMED: usize = 4;

/// A remark, as `--format json` gives it.
#[derive(Serialize)]
struct Remarked {
    severity: &'static str,
    code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rules: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<String>,
}

/// A mistake in the text, as `--format json` gives it.
#[derive(Serialize)]
struct Mistaken<'a> {
    severity: &'static str,
    code: &'static str,
    message: String,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
    source_line: &'a str,
}

/// Runs the command.
pub fn run(pack: &str, format: Format, words: &'static Words) -> Exit {
    let pack = match Shelf::for_author(pack, words) {
        Ok(pack) => pack,
        Err(problem) => {
            complain(&problem, format, words);
            return Exit::Unchecked;
        }
    };
    let found = lint(pack.model(), pack.plan(), WORK);
    let remarks = remarks(&pack, &found, words);
    let wrong = remarks.iter().any(|remark| remark.severity == "error");
    let text: String = match format {
        Format::Json => remarks
            .iter()
            .map(|remark| format!("{}\n", output::json(remark)))
            .collect(),
        _ => human(&pack, &remarks, words),
    };
    console::print(&text);
    if wrong {
        Exit::Inconsistent
    } else {
        Exit::Fine
    }
}

/// Says why there is no pack: for a person on standard error, for a program on standard output.
pub fn complain(problem: &Result<PackError, String>, format: Format, words: &Words) {
    match problem {
        Ok(PackError::Mistaken(mistakes)) if format == Format::Json => {
            let lines = mistakes
                .iter()
                .map(|mistake| format!("{}\n", mistaken(mistake, words)));
            console::print(&lines.collect::<String>());
        }
        Ok(PackError::Mistaken(mistakes)) => {
            let rendered = mistakes
                .iter()
                .map(|mistake| mistake.render(words.language));
            console::complain(&rendered.collect::<Vec<_>>().join("\n"));
        }
        Ok(unknown) => console::complain(&crate::shelf::said(unknown, words)),
        Err(sentence) => console::complain(sentence),
    }
}

fn mistaken(mistake: &Diagnostic, words: &Words) -> String {
    output::json(&Mistaken {
        severity: mistake.severity.as_str(),
        code: mistake.code.as_str(),
        message: mistake.message(words.language),
        file: &mistake.file,
        line: mistake.span.line,
        column: mistake.span.column,
        end_line: mistake.span.end_line,
        end_column: mistake.span.end_column,
        expected: mistake.expected_in_words(words.language),
        suggestion: mistake.suggestion.as_deref(),
        source_line: &mistake.source_line,
    })
}

fn human(pack: &Pack, remarks: &[Remarked], words: &Words) -> String {
    let form = &pack.model().form;
    let blanks = [
        ("title", form.title.in_language(words.language)),
        ("pack", &*form.id),
        ("version", &*form.version),
    ];
    if remarks.is_empty() {
        return format!("{}\n", words.say("lint.nothing", &blanks));
    }
    let mut text = format!("{}\n\n", words.say("lint.title", &blanks));
    for remark in remarks {
        let key = match remark.severity {
            "error" => "level.error",
            "warning" => "level.warning",
            _ => "level.notice",
        };
        let level = words.say(key, &[]);
        text += &format!("{level}  {}\n", remark.message);
    }
    text
}

/// Each remark in words; cells in which an error could not be named are gathered by table.
fn remarks(pack: &Pack, found: &Lint, words: &'static Words) -> Vec<Remarked> {
    let model = pack.model();
    let teller = Teller { model, words };
    let mut all: Vec<Remarked> = found
        .remarks
        .iter()
        .filter_map(|remark| teller.remark(remark))
        .collect();
    all.extend(teller.unnamed(&found.remarks));
    if !found.undecided.is_empty() {
        all.push(teller.of_rules(
            "notice",
            "undecided",
            "lint.undecided",
            &found.undecided,
            &[],
        ));
    }
    all
}

struct Teller<'a> {
    model: &'a Model,
    words: &'static Words,
}

impl Teller<'_> {
    fn remark(&self, remark: &Remark) -> Option<Remarked> {
        Some(match remark {
            Remark::Contradiction { rules } => {
                self.of_rules("error", "contradiction", "lint.contradiction", rules, &[])
            }
            Remark::Follows { rule, from } => {
                let key = if from.is_empty() {
                    "lint.follows_alone"
                } else {
                    "lint.follows"
                };
                let from = self.names(from);
                self.of_rules("notice", "follows", key, &[*rule], &[("from", &from)])
            }
            Remark::NeverApplies { rule } => self.of_rules(
                "error",
                "never_applies",
                "lint.never_applies",
                &[*rule],
                &[],
            ),
            Remark::BlankContradicts { rule } => self.of_rules(
                "warning",
                "blank_contradicts",
                "lint.blank_contradicts",
                &[*rule],
                &[],
            ),
            Remark::Bound { cell, range } => self.bound(*cell, range),
            Remark::Unnamed { .. } => return None,
        })
    }

    fn of_rules(
        &self,
        severity: &'static str,
        code: &'static str,
        key: &'static str,
        rules: &[usize],
        more: &[(&str, &str)],
    ) -> Remarked {
        let names = self.names(rules);
        let count = rules.len().to_string();
        let mut blanks = vec![("rules", &*names), ("count", &*count)];
        blanks.extend(more);
        Remarked {
            severity,
            code,
            message: self.words.say(key, &blanks),
            rules: rules.iter().map(|rule| self.id(*rule).to_owned()).collect(),
            cells: Vec::new(),
        }
    }

    fn id(&self, rule: usize) -> &str {
        self.model.rules.get(rule).map_or("", |rule| &rule.id)
    }

    fn names(&self, rules: &[usize]) -> String {
        let named = rules
            .iter()
            .take(NAMED)
            .map(|rule| self.id(*rule).to_owned());
        let list = self.words.results.list(&named.collect::<Vec<_>>());
        if rules.len() <= NAMED {
            return list;
        }
        let count = rules.len().to_string();
        self.words
            .say("lint.and_more", &[("list", &list), ("count", &count)])
    }

    fn bound(&self, cell: CellIndex, range: &Range) -> Remarked {
        let label = explain::cell_label(self.model, cell, self.words.language);
        let side = |end: Option<&End>, open: &str, closed: &str| {
            end.map(|end| {
                let key = if end.open { open } else { closed };
                self.words.say(key, &[("figure", &end.value.to_string())])
            })
        };
        let ends: Vec<String> = match range.only() {
            Some(only) => vec![
                self.words
                    .say("lint.only", &[("figure", &only.to_string())]),
            ],
            None => [
                side(range.minimum.as_ref(), "lint.above", "lint.at_least"),
                side(range.maximum.as_ref(), "lint.below", "lint.at_most"),
            ]
            .into_iter()
            .flatten()
            .collect(),
        };
        let range = self.words.results.list(&ends);
        Remarked {
            severity: "notice",
            code: "bound",
            message: self
                .words
                .say("lint.bound", &[("cell", &label), ("range", &range)]),
            rules: Vec::new(),
            cells: vec![self.address(cell)],
        }
    }

    fn address(&self, cell: CellIndex) -> String {
        self.model
            .form
            .cells
            .get(cell)
            .map(|cell| cell.address.clone())
            .unwrap_or_default()
    }

    /// By table, and by whether there is an identity at all.
    fn unnamed(&self, remarks: &[Remark]) -> Vec<Remarked> {
        let mut groups: Vec<(Option<usize>, bool, Vec<CellIndex>)> = Vec::new();
        for remark in remarks {
            let Remark::Unnamed {
                cell, identities, ..
            } = remark
            else {
                continue;
            };
            let table = match self.model.form.cells.get(*cell).map(|cell| &cell.place) {
                Some(Place::Table { table, .. }) => Some(*table),
                _ => None,
            };
            let none = *identities == 0;
            match groups
                .iter_mut()
                .find(|(other, alone, _)| (*other, *alone) == (table, none))
            {
                Some((_, _, cells)) => cells.push(*cell),
                None => groups.push((table, none, vec![*cell])),
            }
        }
        let group = |(table, none, cells): (Option<usize>, bool, Vec<CellIndex>)| {
            let table = table.and_then(|table| self.model.form.tables.get(table));
            let title = match table {
                Some(table) => table.label.in_language(self.words.language).to_owned(),
                None => self.words.say("lint.figures", &[]),
            };
            let count = cells.len().to_string();
            let key = if none {
                "lint.unguarded"
            } else {
                "lint.unnamed"
            };
            Remarked {
                severity: "notice",
                code: if none { "unguarded" } else { "unnamed" },
                message: self.words.say(key, &[("table", &title), ("count", &count)]),
                rules: Vec::new(),
                cells: cells.into_iter().map(|cell| self.address(cell)).collect(),
            }
        };
        groups.into_iter().map(group).collect()
    }
}
