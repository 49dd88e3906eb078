//! What a pack's author should know of its rules, in words.

use super::words::Words;
use crate::explain;
use crate::form::{CellIndex, Place};
use crate::lint::{self, Lint, WORK};
use crate::model::Model;
use crate::pack::Pack;
use crate::system::{End, Range};
use serde::Serialize;

/// Rules that are named one by one; of more, the rest is counted.
const NAMED: usize = 4;

/// Something to remark.
#[derive(Clone, Debug, Serialize)]
pub struct Remark {
    /// `error`, `warning` or `notice`.
    pub severity: &'static str,
    /// Its kind, stable.
    pub code: &'static str,
    /// A sentence.
    pub message: String,
    /// The rules that it speaks of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// The cells that it speaks of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<String>,
}

/// Looks a pack through; cells in which an error could not be named are gathered by table.
///
/// ```
/// let pack = gouji::packs::open("x.gouji", "report x \"x\"\nfigures\n  a \"甲\"\nrule high \"大\"\n  a > 2\nrule low \"小\"\n  a < 1").unwrap();
/// let remarks = gouji::author::lint(&pack, "en");
/// assert_eq!(remarks[0].message, "These 2 rules can't all hold: high, low.");
/// ```
#[must_use]
pub fn lint(pack: &Pack, language: &str) -> Vec<Remark> {
    let teller = Teller {
        model: pack.model(),
        words: Words::of(language),
    };
    let Lint {
        remarks: found,
        undecided,
    } = lint::lint(pack.model(), pack.plan(), WORK);
    let mut all: Vec<Remark> = found
        .iter()
        .filter_map(|remark| teller.remark(remark))
        .collect();
    all.extend(teller.unnamed(&found));
    if !undecided.is_empty() {
        all.push(teller.of_rules("notice", "undecided", "lint.undecided", &undecided, &[]));
    }
    all
}

struct Teller<'a> {
    model: &'a Model,
    words: &'static Words,
}

impl Teller<'_> {
    fn remark(&self, remark: &lint::Remark) -> Option<Remark> {
        Some(match remark {
            lint::Remark::Contradiction { rules } => {
                let key = if rules.len() == 1 {
                    "lint.contradiction_alone"
                } else {
                    "lint.contradiction"
                };
                self.of_rules("error", "contradiction", key, rules, &[])
            }
            lint::Remark::Follows { rule, from } => {
                let key = if from.is_empty() {
                    "lint.follows_alone"
                } else {
                    "lint.follows"
                };
                let from = self.names(from);
                self.of_rules("notice", "follows", key, &[*rule], &[("from", &from)])
            }
            lint::Remark::NeverApplies { rule } => self.of_rules(
                "error",
                "never_applies",
                "lint.never_applies",
                &[*rule],
                &[],
            ),
            lint::Remark::ContradictionWhere { rule, rules } => {
                let key = if rules.len() == 1 {
                    "lint.contradiction_where_alone"
                } else {
                    "lint.contradiction_where"
                };
                let first = [("rule", self.id(*rule))];
                self.of_rules("warning", "contradiction_where", key, rules, &first)
            }
            lint::Remark::BlankContradicts { rule } => self.of_rules(
                "warning",
                "blank_contradicts",
                "lint.blank_contradicts",
                &[*rule],
                &[],
            ),
            lint::Remark::Bound { cell, range } => self.bound(*cell, range),
            lint::Remark::Unnamed { .. } => return None,
        })
    }

    fn of_rules(
        &self,
        severity: &'static str,
        code: &'static str,
        key: &'static str,
        rules: &[usize],
        more: &[(&str, &str)],
    ) -> Remark {
        let names = self.names(rules);
        let count = rules.len().to_string();
        let mut blanks = vec![("rules", &*names), ("count", &*count)];
        blanks.extend(more);
        Remark {
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

    fn bound(&self, cell: CellIndex, range: &Range) -> Remark {
        let label = explain::cell_label(self.model, cell, self.words.language);
        let (model, language) = (self.model, self.words.language);
        let side = |end: Option<&End>, open: &str, closed: &str| {
            end.map(|end| {
                let key = if end.open { open } else { closed };
                self.words.say(
                    key,
                    &[(
                        "figure",
                        &explain::cell_value(model, cell, &end.value, language),
                    )],
                )
            })
        };
        let ends: Vec<String> = match range.only() {
            Some(only) => vec![self.words.say(
                "lint.only",
                &[("figure", &explain::cell_value(model, cell, only, language))],
            )],
            None => [
                side(range.minimum.as_ref(), "lint.above", "lint.at_least"),
                side(range.maximum.as_ref(), "lint.below", "lint.at_most"),
            ]
            .into_iter()
            .flatten()
            .collect(),
        };
        let range = self.words.results.list(&ends);
        Remark {
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
    fn unnamed(&self, remarks: &[lint::Remark]) -> Vec<Remark> {
        let mut groups: Vec<(Option<usize>, bool, Vec<CellIndex>)> = Vec::new();
        for remark in remarks {
            let lint::Remark::Unnamed {
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
            Remark {
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
