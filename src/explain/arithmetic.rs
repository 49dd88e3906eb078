//! Expressions as people write them: with figures filled in (3 + 0 = 3), or with labels (「新收」 + 「结转」).

use super::kinds::{kind_compared, written};
use super::words::Words;
use crate::model::{Comparison, Expression, Model, Test, VariableIndex};
use crate::number::Number;
use crate::row::Relation;
use std::cmp::Ordering;

/// Sums of more addends than this leave their zeros out.
const MANY: usize = 8;

/// How a variable is written; `None` where the document doesn't have it, so that it counts as nothing.
pub(super) struct Atom {
    pub text: String,
    pub zero: bool,
}

/// Writes expressions in one language.
pub(super) struct Writer<'a> {
    pub model: &'a Model,
    pub words: &'static Words,
    pub atom: &'a dyn Fn(VariableIndex) -> Option<Atom>,
    /// Whether sums are of figures, so that zeros may be left out.
    pub figures: bool,
}

/// How tightly what is written holds together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Sum,
    Product,
    Single,
}

impl Writer<'_> {
    /// An expression.
    pub fn side(&self, expression: &Expression) -> String {
        self.write(expression).0
    }

    fn write(&self, expression: &Expression) -> (String, Bond) {
        match expression {
            Expression::Constant(number) => (number.to_string(), Bond::Single),
            Expression::Variable(variable) => {
                let atom = (self.atom)(*variable);
                (
                    atom.map_or_else(|| "0".to_owned(), |atom| atom.text),
                    Bond::Single,
                )
            }
            Expression::Sum(_) => {
                let mut terms = Vec::new();
                self.terms(expression, false, &mut terms);
                self.sum(&terms)
            }
            Expression::Product(left, right) => {
                let (left, right) = (
                    self.bracketed(left, Bond::Product),
                    self.bracketed(right, Bond::Product),
                );
                (format!("{left} × {right}"), Bond::Product)
            }
            Expression::Quotient(left, right) => {
                let (left, right) = (
                    self.bracketed(left, Bond::Product),
                    self.bracketed(right, Bond::Single),
                );
                (format!("{left} ÷ {right}"), Bond::Product)
            }
            Expression::Absolute(inner) => (format!("|{}|", self.write(inner).0), Bond::Single),
            Expression::Minimum(list) => self.call("expression.minimum", list),
            Expression::Maximum(list) => self.call("expression.maximum", list),
            Expression::Round(inner, digits) => {
                let blanks = [
                    ("value", &*self.write(inner).0),
                    ("digits", &digits.to_string()),
                ];
                (self.words.say("expression.round", &blanks), Bond::Single)
            }
        }
    }

    fn call(&self, key: &str, list: &[Expression]) -> (String, Bond) {
        let parts: Vec<String> = list.iter().map(|part| self.write(part).0).collect();
        let list = parts.join(", ");
        (self.words.say(key, &[("list", &list)]), Bond::Single)
    }

    fn bracketed(&self, expression: &Expression, least: Bond) -> String {
        let (text, bond) = self.write(expression);
        if bond >= least && !text.starts_with('-') {
            text
        } else {
            format!("({text})")
        }
    }

    /// The addends of nested sums, each with whether it is taken away.
    fn terms(&self, expression: &Expression, negative: bool, terms: &mut Vec<(bool, Atom)>) {
        match expression {
            Expression::Sum(parts) => {
                for (taken_away, part) in parts {
                    self.terms(part, negative != *taken_away, terms);
                }
            }
            Expression::Variable(variable) => {
                terms.extend((self.atom)(*variable).map(|atom| (negative, atom)));
            }
            other => {
                let text = self.bracketed(other, Bond::Product);
                let zero = matches!(other, Expression::Constant(number) if number.is_zero());
                terms.push((negative, Atom { text, zero }));
            }
        }
    }

    fn sum(&self, terms: &[(bool, Atom)]) -> (String, Bond) {
        let zeros = terms.iter().filter(|(_, atom)| atom.zero).count();
        if !self.figures || terms.len() <= MANY || zeros * 2 < terms.len() {
            let bond = if terms.len() > 1 {
                Bond::Sum
            } else {
                Bond::Single
            };
            return (joined(terms.iter()), bond);
        }
        let (count, zeros_text) = (terms.len().to_string(), zeros.to_string());
        let text = if zeros == terms.len() {
            self.words.say("sum.zeros", &[("count", &count)])
        } else {
            let shown = joined(terms.iter().filter(|(_, atom)| !atom.zero));
            let blanks = [
                ("shown", &*shown),
                ("count", &count),
                ("zeros", &zeros_text),
            ];
            self.words.say("sum.rest", &blanks)
        };
        (text, Bond::Sum)
    }

    /// Both sides with the sign that the rule demands: what it says, not what was found.
    pub fn demanded(&self, comparison: &Comparison) -> String {
        let kind = kind_compared(self.model, comparison);
        let side = |side: &Expression| match side {
            Expression::Constant(value) => written(value, kind, self.words),
            side => self.side(side),
        };
        let (left, right) = (side(&comparison.left), side(&comparison.right));
        format!("{left} {} {right}", sign(comparison.relation))
    }

    /// A test in words.
    pub fn test(&self, test: &Test) -> String {
        let join = |key: &str, parts: &[Test]| {
            let mut parts = parts.iter().map(|part| self.test(part));
            let first = parts.next().unwrap_or_default();
            parts.fold(first, |left, right| {
                self.words.say(key, &[("left", &left), ("right", &right)])
            })
        };
        match test {
            Test::Compare(comparison) => self.demanded(comparison),
            Test::All(parts) => join("test.and", parts),
            Test::Any(parts) => join("test.or", parts),
            Test::Not(part) => self.words.say("test.not", &[("test", &self.test(part))]),
            Test::IfThen(condition, consequence) => {
                let (condition, consequence) = (self.test(condition), self.test(consequence));
                let blanks = [("condition", &*condition), ("consequence", &consequence)];
                self.words.say("test.if", &blanks)
            }
            Test::Given(variable) => {
                let cell = (self.atom)(*variable)
                    .map(|atom| atom.text)
                    .unwrap_or_default();
                self.words.say("figure.given", &[("cell", &cell)])
            }
        }
    }
}

fn joined<'a>(terms: impl Iterator<Item = &'a (bool, Atom)>) -> String {
    let mut text = String::new();
    for (negative, atom) in terms {
        let first = text.is_empty();
        text.push_str(match (first, negative) {
            (true, false) => "",
            (true, true) => "-",
            (false, false) => " + ",
            (false, true) => " - ",
        });
        // A negative figure inside a sum would put two signs side by side.
        if atom.text.starts_with('-') && (!first || *negative) {
            text.push_str(&format!("({})", atom.text));
        } else {
            text.push_str(&atom.text);
        }
    }
    if text.is_empty() {
        "0".to_owned()
    } else {
        text
    }
}

/// The sign that a rule demands, as it is printed.
pub(super) fn sign(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "=",
        Relation::NotEqual => "≠",
        Relation::Less => "<",
        Relation::LessOrEqual => "≤",
        Relation::Greater => ">",
        Relation::GreaterOrEqual => "≥",
    }
}

/// The sign that is true of two figures, against the one that is demanded.
pub(super) fn actual_sign(demanded: Relation, left: &Number, right: &Number) -> &'static str {
    match (demanded, left.cmp(right)) {
        (_, Ordering::Equal) => "=",
        (Relation::Equal | Relation::NotEqual, _) => "≠",
        (_, Ordering::Less) => "<",
        (_, Ordering::Greater) => ">",
    }
}
