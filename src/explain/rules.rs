//! Rules in words: what each demands, and what came of it with the figures filled in.

use super::Explainer;
use super::arithmetic::{Atom, Writer, actual_sign, sign};
use super::kinds::{kind_compared, of_variable, written};
use super::labels::{Labels, Shared};
use super::words::Words;
use crate::engine::{Broken, Outcome, Plan, Session, Sides, Value};
use crate::form::Place;
use crate::model::{
    Axis, Comparison, Expression, Model, Rule, RuleKind, Source, Test, VariableIndex,
};
use crate::number::Number;
use crate::row::Relation;

/// Lists of more addends than this name the first two and the last.
const MANY_NAMES: usize = 7;
/// At most so many blanks are named.
const NAMED_BLANKS: usize = 3;

/// What a rule instance demands, in words and as a formula over labels: a line of `gouji describe`.
///
/// # Panics
/// Never; an index beyond the model's rules gives an empty text.
#[must_use]
pub fn describe(model: &Model, plan: &Plan, rule: usize, language: &str) -> String {
    let words = Words::of(language);
    let labels = Labels::new(model, words);
    let Some(each) = model.rules.get(rule) else {
        return String::new();
    };
    let statement = statement(labels, plan, rule, each);
    if matches!(each.kind, RuleKind::Written { .. }) && !own_text(labels, each).is_empty() {
        let formula = formula(labels, plan, rule, &each.test);
        return words.say("rule.written", &[("place", &statement), ("text", &formula)]);
    }
    statement
}

impl Explainer<'_> {
    fn labels(&self) -> Labels<'_> {
        Labels::new(self.model, self.words)
    }

    /// A cell by its labels: 「（七）总计」×「其他」.
    #[must_use]
    pub fn cell(&self, cell: crate::form::CellIndex) -> String {
        self.labels().cell(cell)
    }

    /// A broken rule, or one that holds by rounding alone; `quote` is the sentence of the report that it is about.
    #[must_use]
    pub fn finding(&self, broken: &Broken, quote: Option<&str>) -> String {
        let outcome = if broken.rounding {
            Outcome::Rounded
        } else {
            Outcome::Broken
        };
        let sentence = self.sentence_of(broken.rule, outcome, broken.sides.as_ref());
        match quote {
            Some(quote) => self.words.say(
                "rule.broken.quote",
                &[("sentence", &sentence), ("quote", quote)],
            ),
            None => sentence,
        }
    }

    /// A rule with its present outcome.
    #[must_use]
    pub fn sentence(&self, rule: usize) -> String {
        let sides = self.session.sides(rule);
        self.sentence_of(rule, self.session.outcome(rule), sides.as_ref())
    }

    fn sentence_of(&self, rule: usize, outcome: Outcome, sides: Option<&Sides>) -> String {
        let Some(each) = self.model.rules.get(rule) else {
            return String::new();
        };
        let statement = self.statement_here(rule, each);
        let comparison = self.session.deciding(rule);
        let say = |key: &str| self.words.say(key, &[("rule", &statement)]);
        let with = |key: &str, blank: &str, text: &str| {
            self.words.say(key, &[("rule", &statement), (blank, text)])
        };
        match (outcome, comparison, sides) {
            (Outcome::NotAsked, ..) => say("rule.unasked"),
            (Outcome::Undecided, ..) => match self.blanks(rule) {
                Some(blanks) => with("rule.undecided", "blanks", &blanks),
                None => say("rule.undecided.plain"),
            },
            (Outcome::Holds, Some(comparison), Some(sides)) => {
                let arithmetic = self.evaluated(each, comparison, sides, sign(sides.relation));
                with("rule.holds", "arithmetic", &arithmetic)
            }
            (Outcome::Holds, ..) => say("rule.holds.plain"),
            (Outcome::Broken | Outcome::Rounded, Some(comparison), Some(sides)) => {
                let found = actual_sign(sides.relation, &sides.left, &sides.right);
                let arithmetic = self.evaluated(each, comparison, sides, found);
                let difference = (&sides.left - &sides.right).abs();
                let plain = difference.is_zero() || kind_compared(self.model, comparison).is_some();
                let key = match outcome {
                    Outcome::Rounded => "rule.rounded",
                    _ if plain => "rule.broken",
                    _ => "rule.broken.difference",
                };
                let difference = difference.to_string();
                let blanks = [
                    ("rule", &*statement),
                    ("arithmetic", &arithmetic),
                    ("difference", &difference),
                ];
                self.words.say(key, &blanks)
            }
            (_, Some(comparison), None) if self.blanks(rule).is_some() => {
                let broken = match comparison.relation.negated() {
                    Relation::NotEqual => "≠",
                    other => sign(other),
                };
                let (left, right) = in_order(each, comparison);
                let arithmetic = format!("{} {broken} {}", self.figures(left), self.figures(right));
                with("rule.broken.blank", "arithmetic", &arithmetic)
            }
            _ => say("rule.broken.plain"),
        }
    }

    /// What a rule demands here, without its outcome.
    pub(super) fn statement(&self, rule: usize) -> String {
        let each = self.model.rules.get(rule);
        each.map(|each| self.statement_here(rule, each))
            .unwrap_or_default()
    }

    fn statement_here(&self, rule: usize, each: &Rule) -> String {
        let lower_bound =
            matches!(each.kind, RuleKind::RollUp { .. }) && self.session.level(rule) != each.level;
        if let (true, RuleKind::RollUp { cell }) = (lower_bound, &each.kind) {
            let cell = self.labels().cell(*cell);
            return self.words.say("rule.parts.least", &[("cell", &cell)]);
        }
        statement(self.labels(), self.session.plan(), rule, each)
    }

    /// `3 + 0 = 3 ≠ 4`: each side written out, and its value unless the sides are equal or it is a single figure.
    fn evaluated(&self, rule: &Rule, comparison: &Comparison, sides: &Sides, sign: &str) -> String {
        let kind = kind_compared(self.model, comparison);
        let side = |expression: &Expression, value: &Number| {
            let value = written(value, kind, self.words);
            let text = match (kind, expression) {
                (Some(_), Expression::Constant(_)) => value.clone(),
                _ => self.figures(expression),
            };
            let gap = if text.ends_with('）') { "" } else { " " };
            if text == value || sides.left == sides.right {
                text
            } else {
                format!("{text}{gap}= {value}")
            }
        };
        let left = side(&comparison.left, &sides.left);
        let right = side(&comparison.right, &sides.right);
        if is_turned(rule, comparison) {
            format!("{right} {sign} {left}")
        } else {
            format!("{left} {sign} {right}")
        }
    }

    fn figures(&self, expression: &Expression) -> String {
        let atom = |variable: VariableIndex| atom(self.session, self.words, variable);
        let writer = Writer {
            model: self.model,
            words: self.words,
            atom: &atom,
            figures: true,
        };
        writer.side(expression)
    }

    /// The blank cells that a rule waits for.
    fn blanks(&self, rule: usize) -> Option<String> {
        let open = |variable: &&VariableIndex| {
            matches!(
                self.session.value(**variable),
                Value::Blank | Value::Unreadable
            )
        };
        let variables = self.session.plan().variables_of(rule);
        let shared = self.labels().shared(variables);
        let open: Vec<&VariableIndex> = variables.iter().filter(open).collect();
        let name = |variable: &&VariableIndex| self.labels().variable(**variable, shared);
        let named: Vec<String> = open.iter().take(NAMED_BLANKS).map(name).collect();
        match (named.as_slice(), open.last()) {
            ([], _) => None,
            ([first, second, ..], Some(last)) if open.len() > NAMED_BLANKS => Some(self.words.say(
                "list.short",
                &[
                    ("first", first),
                    ("second", second),
                    ("last", &name(last)),
                    ("count", &open.len().to_string()),
                ],
            )),
            _ => Some(self.words.list(&named)),
        }
    }
}

fn atom(session: &Session, words: &Words, variable: VariableIndex) -> Option<Atom> {
    Some(match session.value(variable) {
        Value::Known { number, .. } => Atom {
            text: of_variable(session.model(), words, variable, &number),
            zero: number.is_zero(),
        },
        Value::Absent => return None,
        _ => Atom {
            text: words.say("figure.blank", &[]),
            zero: false,
        },
    })
}

/// What a rule demands: its author's text with the lines that this instance is about, or the labels of a total.
fn statement(labels: Labels<'_>, plan: &Plan, rule: usize, each: &Rule) -> String {
    let words = labels.words;
    match &each.kind {
        RuleKind::Total { total, axis } => total_statement(labels, plan, rule, each, *total, *axis),
        RuleKind::RollUp { cell } => words.say("rule.parts", &[("cell", &labels.cell(*cell))]),
        RuleKind::Written { about } => {
            let written = own_text(labels, each);
            let text = if written.is_empty() {
                formula(labels, plan, rule, &each.test)
            } else {
                written.to_owned()
            };
            let places: Vec<String> = about.iter().map(|about| labels.about(about)).collect();
            let place = match places.as_slice() {
                [] if written.is_empty() => {
                    labels.shared_place(labels.shared(plan.variables_of(rule)))
                }
                [] => None,
                places => Some(words.list(places)),
            };
            match place {
                Some(place) => words.say("rule.written", &[("place", &place), ("text", &text)]),
                None => text,
            }
        }
    }
}

/// The author's text; nothing for the total of plain figures, whose text is only its own label.
fn own_text<'a>(labels: Labels<'_>, rule: &'a Rule) -> &'a str {
    let mut cells = labels.model.form.cells.iter();
    let is_figure = |cell: &crate::form::Cell| {
        matches!(cell.place, Place::Figure(_)) && cell.address == rule.id
    };
    if cells.any(is_figure) {
        return "";
    }
    rule.text.in_language(labels.words.language)
}

fn total_statement(
    labels: Labels<'_>,
    plan: &Plan,
    rule: usize,
    each: &Rule,
    total: crate::form::CellIndex,
    axis: Axis,
) -> String {
    let words = labels.words;
    let form = &labels.model.form;
    let own = form.cells.get(total).map(|cell| &cell.place);
    let (Some(own @ Place::Table { table, row, column }), Test::Compare(comparison)) =
        (own, &each.test)
    else {
        return formula(labels, plan, rule, &each.test);
    };
    let shared = match axis {
        Axis::Rows => Shared::Column(*table, *column),
        Axis::Columns => Shared::Row(*table, *row),
    };
    let place = labels.shared_place(shared).unwrap_or_default();
    let (sum, _) = in_order(each, comparison);
    let Some(parts) = addends(labels, sum, axis) else {
        let formula = formula(labels, plan, rule, &each.test);
        return words.say(
            "rule.total.formula",
            &[("place", &place), ("formula", &formula)],
        );
    };
    let own = labels.line_at(own, axis).unwrap_or_default();
    let blanks = [("place", &*place), ("parts", &parts), ("total", &own)];
    words.say("rule.total", &blanks)
}

/// The labels of a plain sum of cells; `None` where something is taken away, or is no cell.
fn addends(labels: Labels<'_>, sum: &Expression, axis: Axis) -> Option<String> {
    let parts: Vec<&Expression> = match sum {
        Expression::Sum(parts) if parts.iter().all(|(taken_away, _)| !taken_away) => {
            parts.iter().map(|(_, part)| part).collect()
        }
        _ => return None,
    };
    let name = |part: &&Expression| {
        let Expression::Variable(variable) = part else {
            return None;
        };
        let Source::Cell(cell) = labels.model.variables.get(*variable)? else {
            return None;
        };
        labels.line_at(&labels.model.form.cells.get(*cell)?.place, axis)
    };
    let names: Vec<String> = parts.iter().map(name).collect::<Option<_>>()?;
    Some(match names.as_slice() {
        [first, second, .., last] if names.len() > MANY_NAMES => labels.words.say(
            "list.short",
            &[
                ("first", first),
                ("second", second),
                ("last", last),
                ("count", &names.len().to_string()),
            ],
        ),
        names => labels.words.list(names),
    })
}

/// The test as a formula over labels.
fn formula(labels: Labels<'_>, plan: &Plan, rule: usize, test: &Test) -> String {
    let shared = labels.shared(plan.variables_of(rule));
    let atom = |variable: VariableIndex| {
        Some(Atom {
            text: labels.variable(variable, shared),
            zero: false,
        })
    };
    let writer = Writer {
        model: labels.model,
        words: labels.words,
        atom: &atom,
        figures: false,
    };
    writer.test(test)
}

/// Whether a total's comparison names the total first: people say the parts first.
fn is_turned(rule: &Rule, comparison: &Comparison) -> bool {
    matches!(rule.kind, RuleKind::Total { .. })
        && matches!(comparison.left, Expression::Variable(_))
}

fn in_order<'a>(rule: &Rule, comparison: &'a Comparison) -> (&'a Expression, &'a Expression) {
    if is_turned(rule, comparison) {
        (&comparison.right, &comparison.left)
    } else {
        (&comparison.left, &comparison.right)
    }
}
