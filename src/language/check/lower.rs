//! A formula in a scope → arithmetic and tests over variables.

use super::Checker;
use super::scope::{Found, Origin, Scope};
use crate::figure;
use crate::form::Kind;
use crate::language::diagnostic::{Code, Span};
use crate::language::syntax::{BlankPolicies, Function, Name, Node, NodeKind, Quantity};
use crate::model::{Comparison, Expression, Source, Test, Tolerance, VariableIndex};
use crate::number::Number;
use crate::row::Relation;

impl Checker<'_> {
    /// A formula that is true or false.
    pub(super) fn truth(
        &mut self,
        node: &Node,
        scope: Scope,
        blanks: &BlankPolicies,
    ) -> Option<Test> {
        match &node.kind {
            NodeKind::Compare {
                first,
                rest,
                tolerance,
            } => self.comparisons(first, rest, tolerance, scope, blanks),
            NodeKind::And(parts) => self.truths(parts, scope, blanks).map(Test::All),
            NodeKind::Or(parts) => self.truths(parts, scope, blanks).map(Test::Any),
            NodeKind::Not(inner) => {
                let inner = self.truth(inner, scope, blanks)?;
                Some(Test::Not(Box::new(inner)))
            }
            NodeKind::If(condition, then, otherwise) => {
                let condition = self.truth(condition, scope, blanks)?;
                let then = Box::new(self.truth(then, scope, blanks)?);
                let Some(otherwise) = otherwise else {
                    return Some(Test::IfThen(Box::new(condition), then));
                };
                let otherwise = self.truth(otherwise, scope, blanks)?;
                let unless = Box::new(Test::Not(Box::new(condition.clone())));
                Some(Test::All(vec![
                    Test::IfThen(Box::new(condition), then),
                    Test::IfThen(unless, Box::new(otherwise)),
                ]))
            }
            NodeKind::Given(inner, given) => {
                let test = Test::Given(self.single(inner, scope)?);
                Some(if *given {
                    test
                } else {
                    Test::Not(Box::new(test))
                })
            }
            NodeKind::HowMany(quantity, nodes) => self.how_many(*quantity, nodes, scope),
            _ => {
                self.note(Code::Mixed, node.span).part("kind", "figure");
                None
            }
        }
    }

    fn truths(
        &mut self,
        nodes: &[Node],
        scope: Scope,
        blanks: &BlankPolicies,
    ) -> Option<Vec<Test>> {
        let each = nodes.iter().map(|node| self.truth(node, scope, blanks));
        each.collect()
    }

    /// `a = b`, or `0 <= a <= b` as one comparison after the other.
    fn comparisons(
        &mut self,
        first: &Node,
        rest: &[(Relation, Node)],
        tolerance: &Tolerance,
        scope: Scope,
        blanks: &BlankPolicies,
    ) -> Option<Test> {
        let mut left = first;
        let mut tests = Vec::with_capacity(rest.len());
        for (relation, right) in rest {
            let (left_side, right_side) = self.sides(left, right, scope)?;
            tests.push(Test::Compare(Comparison {
                left: left_side,
                relation: *relation,
                right: right_side,
                tolerance: tolerance.clone(),
                blanks: (blanks.left, blanks.right),
            }));
            left = right;
        }
        match tests.pop() {
            Some(only) if tests.is_empty() => Some(only),
            Some(last) => {
                tests.push(last);
                Some(Test::All(tests))
            }
            None => None,
        }
    }

    fn sides(
        &mut self,
        left: &Node,
        right: &Node,
        scope: Scope,
    ) -> Option<(Expression, Expression)> {
        Some(match (&left.kind, &right.kind) {
            (_, NodeKind::Text(text)) => {
                let variable = self.single(left, scope)?;
                let value = self.written(variable, text, right.span)?;
                (Expression::Variable(variable), value)
            }
            (NodeKind::Text(text), _) => {
                let variable = self.single(right, scope)?;
                let value = self.written(variable, text, left.span)?;
                (value, Expression::Variable(variable))
            }
            _ => (
                self.arithmetic(left, scope)?,
                self.arithmetic(right, scope)?,
            ),
        })
    }

    /// What a text says in a cell: the place of a choice in its list, the number of a day.
    fn written(&mut self, variable: VariableIndex, text: &str, span: Span) -> Option<Expression> {
        let cell = match self.model.variables.get(variable) {
            Some(Source::Cell(cell) | Source::Previous(cell)) => *cell,
            _ => return self.not_written(text, span),
        };
        let cell = self.model.form.cells.get(cell)?;
        let number = match cell.kind {
            Kind::Choice(_) | Kind::Date => figure::read_cell(text, cell).number,
            _ => None,
        };
        match number {
            Some(number) => Some(Expression::Constant(number)),
            None => self.not_written(text, span),
        }
    }

    fn not_written(&mut self, text: &str, span: Span) -> Option<Expression> {
        self.note(Code::Choice, span).part("name", text);
        None
    }

    fn how_many(&mut self, quantity: Quantity, nodes: &[Node], scope: Scope) -> Option<Test> {
        let variables = nodes.iter().map(|node| self.single(node, scope));
        let given: Vec<Test> = variables
            .map(|variable| variable.map(Test::Given))
            .collect::<Option<_>>()?;
        let not = |test: &Test| Test::Not(Box::new(test.clone()));
        let at_least_one = || Test::Any(given.clone());
        let mut pairs = Vec::new();
        if matches!(quantity, Quantity::AtMostOne | Quantity::ExactlyOne) {
            for (index, one) in given.iter().enumerate() {
                for other in given.iter().skip(index + 1) {
                    self.count_term(nodes.first()?.span);
                    if self.full {
                        return None;
                    }
                    pairs.push(Test::Any(vec![not(one), not(other)]));
                }
            }
        }
        Some(match quantity {
            Quantity::AtMostOne => Test::All(pairs),
            Quantity::AtLeastOne => at_least_one(),
            Quantity::ExactlyOne => {
                pairs.push(at_least_one());
                Test::All(pairs)
            }
            Quantity::AllOrNone => Test::Any(vec![
                Test::All(given.clone()),
                Test::All(given.iter().map(not).collect()),
            ]),
        })
    }

    /// A name that stands for one figure.
    fn single(&mut self, node: &Node, scope: Scope) -> Option<VariableIndex> {
        if let NodeKind::Path(path) = &node.kind {
            return self.figure_named(path, node.span, scope);
        }
        let mistake = self.note(Code::NotOneCell, node.span);
        mistake.part("name", "…");
        None
    }

    fn figure_named(&mut self, path: &[Name], span: Span, scope: Scope) -> Option<VariableIndex> {
        self.count_term(span);
        let (origin, found) = self.resolve(path, scope)?;
        let code = match found {
            Found::Cell(cell) => return Some(self.variable(origin.source(cell))),
            Found::Fact { fact, blank } => {
                return Some(self.variable(Source::Fact { fact, blank }));
            }
            Found::Group(..) => Code::GroupAsCell,
            Found::Line(..) => Code::NotOneCell,
        };
        let names: Vec<&str> = path.iter().map(|name| name.text.as_str()).collect();
        self.note(code, span).part("name", names.join("."));
        None
    }

    /// A formula that is a figure.
    pub(super) fn arithmetic(&mut self, node: &Node, scope: Scope) -> Option<Expression> {
        self.count_term(node.span);
        if self.full {
            return None;
        }
        match &node.kind {
            NodeKind::Number(number) => Some(Expression::Constant(number.clone())),
            NodeKind::Path(path) => {
                let variable = self.figure_named(path, node.span, scope)?;
                self.countable(variable, node.span)?;
                Some(Expression::Variable(variable))
            }
            NodeKind::Sum(parts) => {
                let parts = parts.iter().map(|(minus, part)| {
                    let part = self.arithmetic(part, scope)?;
                    Some((*minus, part))
                });
                parts.collect::<Option<_>>().map(Expression::Sum)
            }
            NodeKind::Product(factors) => self.product(factors, scope),
            NodeKind::Call(function, arguments) => self.call(*function, arguments, scope),
            NodeKind::SumOf(parts) => self.sum_of(parts, scope),
            NodeKind::Text(text) => {
                self.note(Code::Words, node.span).part("name", text);
                None
            }
            _ => {
                self.note(Code::Mixed, node.span).part("kind", "test");
                None
            }
        }
    }

    /// Nothing can be counted with words.
    fn countable(&mut self, variable: VariableIndex, span: Span) -> Option<()> {
        let cell = match self.model.variables.get(variable)? {
            Source::Cell(cell) | Source::Previous(cell) | Source::Parts(cell) => *cell,
            Source::Fact { .. } => return Some(()),
        };
        let cell = self.model.form.cells.get(cell)?;
        if cell.kind != Kind::Text {
            return Some(());
        }
        let address = cell.address.clone();
        self.note(Code::Words, span).part("name", address);
        None
    }

    fn product(&mut self, factors: &[(bool, Node)], scope: Scope) -> Option<Expression> {
        let mut product: Option<Expression> = None;
        for (divide, node) in factors {
            let factor = self.arithmetic(node, scope)?;
            if *divide && matches!(&factor, Expression::Constant(number) if number.is_zero()) {
                self.note(Code::DivisionByZero, node.span);
                return None;
            }
            product = Some(match product {
                None => factor,
                Some(left) if *divide => Expression::Quotient(Box::new(left), Box::new(factor)),
                Some(left) => Expression::Product(Box::new(left), Box::new(factor)),
            });
        }
        product
    }

    fn call(&mut self, function: Function, arguments: &[Node], scope: Scope) -> Option<Expression> {
        if let (Function::Round, [value, digits]) = (function, arguments) {
            let value = Box::new(self.arithmetic(value, scope)?);
            let Some(digits) = whole(digits) else {
                let mistake = self.note(Code::Number, digits.span);
                mistake.part("found", "…");
                return None;
            };
            return Some(Expression::Round(value, digits));
        }
        let lowered = arguments.iter().map(|node| self.arithmetic(node, scope));
        let mut lowered: Vec<Expression> = lowered.collect::<Option<_>>()?;
        Some(match function {
            Function::Absolute => Expression::Absolute(Box::new(lowered.pop()?)),
            Function::Round => Expression::Round(Box::new(lowered.pop()?), 0),
            Function::Minimum => Expression::Minimum(lowered),
            Function::Maximum => Expression::Maximum(lowered),
        })
    }

    /// A cell as a part of a sum.
    pub(super) fn addend(
        &mut self,
        origin: Origin,
        minus: bool,
        cell: usize,
        span: Span,
    ) -> Option<(bool, Expression)> {
        self.count_term(span);
        if self.full {
            return None;
        }
        let variable = self.variable(origin.source(cell));
        self.countable(variable, span)?;
        Some((minus, Expression::Variable(variable)))
    }
}

/// Decimals to round to, as they are written: `2`, `-3`.
fn whole(node: &Node) -> Option<i32> {
    let number: Number = match &node.kind {
        NodeKind::Number(number) => number.clone(),
        NodeKind::Sum(parts) => match parts.as_slice() {
            [
                (
                    true,
                    Node {
                        kind: NodeKind::Number(number),
                        ..
                    },
                ),
            ] => -number,
            _ => return None,
        },
        _ => return None,
    };
    let whole = i32::try_from(number.to_i64()?).ok()?;
    (-30..=30).contains(&whole).then_some(whole)
}
