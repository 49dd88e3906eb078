//! Syntax → `Model`: every name resolved, every rule instance written out, every mistake noted.
//!
//! Knows no text and no tokens. Nothing else builds a `Model`, and it builds one only of a pack without a mistake.

mod changes;
mod examples;
mod facts;
mod form;
mod lower;
mod names;
mod rules;
mod scope;
mod sum_of;
mod sums;
mod totals;
mod unknown;

use super::diagnostic::{Code, Diagnostic, Mistakes, Span};
use super::limits::{MAX_RULES, MAX_TERMS};
use super::syntax::{Item, PackSyntax};
use crate::form::CellIndex;
use crate::model::{BlankPolicy, Model, Rule, Source, VariableIndex};
use names::Names;
use std::collections::{HashMap, HashSet};

/// Checks a pack together with those that it stands on, the lowest first.
pub(super) fn check(packs: &[PackSyntax], mistakes: &mut Mistakes) -> Model {
    let mut checker = Checker {
        mistakes,
        model: Model::default(),
        names: Names::default(),
        variables: HashMap::new(),
        families: HashSet::new(),
        terms: 0,
        declared: Vec::new(),
        full: false,
    };
    checker.header(packs);
    checker.form(packs);
    checker.facts(packs);
    for (depth, pack) in packs.iter().enumerate() {
        let blank = pack.blank.unwrap_or_default();
        checker.rules_of(pack, blank, depth);
    }
    checker.cycles();
    checker.changes(packs);
    // The examples of a pack below were written for its own rules, and are run with it.
    if let Some(pack) = packs.last() {
        checker.examples(pack);
    }
    checker.model
}

/// The model as far as it is built, and what is needed to build the rest.
struct Checker<'a> {
    mistakes: &'a mut Mistakes,
    model: Model,
    names: Names,
    /// Variables beyond the cells of the form.
    variables: HashMap<Source, VariableIndex>,
    /// Names of rules.
    families: HashSet<String>,
    /// Figures, numbers and operators in all instances so far.
    terms: usize,
    /// Declared totals: the cell, the variables that it sums, the place.
    declared: Vec<(CellIndex, Vec<VariableIndex>, Span)>,
    /// A limit has been reached: nothing more is written out.
    full: bool,
}

impl Checker<'_> {
    fn note(&mut self, code: Code, span: Span) -> &mut Diagnostic {
        self.mistakes.note(code, span)
    }

    fn header(&mut self, packs: &[PackSyntax]) {
        let form = &mut self.model.form;
        for pack in packs {
            form.id.clone_from(&pack.id);
            form.title = pack.title.clone();
            if let Some(version) = &pack.version {
                form.version.clone_from(version);
            }
            if let Some(years) = pack.years {
                form.years = years;
            }
        }
    }

    fn rules_of(&mut self, pack: &PackSyntax, blank: BlankPolicy, depth: usize) {
        let mut table = 0;
        for item in &pack.items {
            match item {
                Item::Table(syntax) => {
                    if let Some(index) = self.names.table_of(depth, table) {
                        self.table_totals(index, syntax, blank);
                    }
                    table += 1;
                }
                Item::Figure(line) => self.figure_total(line, blank),
                Item::Rule(rule) => self.rule(rule, blank),
                Item::RollUp(roll_up) => self.roll_up(roll_up, blank),
                Item::Fact(_) | Item::Change(_) | Item::Example(_) => {}
            }
        }
    }

    /// The index of a variable, made where it is new.
    fn variable(&mut self, source: Source) -> VariableIndex {
        if let Source::Cell(cell) = source {
            return cell;
        }
        let next = self.model.variables.len();
        let variables = &mut self.model.variables;
        *self.variables.entry(source).or_insert_with_key(|source| {
            variables.push(source.clone());
            next
        })
    }

    /// Counts one more part of a rule.
    fn count_term(&mut self, span: Span) {
        self.terms += 1;
        if self.terms == MAX_TERMS {
            self.limit("MAX_TERMS", MAX_TERMS, span);
        }
    }

    /// Adds an instance.
    fn add_rule(&mut self, rule: Rule, span: Span) {
        if self.model.rules.len() >= MAX_RULES {
            return self.limit("MAX_RULES", MAX_RULES, span);
        }
        self.model.rules.push(rule);
    }

    fn limit(&mut self, name: &str, most: usize, span: Span) {
        if !std::mem::replace(&mut self.full, true) {
            let mistake = self.note(Code::Limit, span);
            mistake.part("limit", name).part("most", most);
        }
    }
}
