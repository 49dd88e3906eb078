//! The readable model of checking: a rule and figures → what comes of the rule. It keeps nothing, knows no row and no fast
//! path, counts in big rationals, and tries whole numbers in the place of blanks one after the other. Everything else
//! must agree with it.

use crate::arithmetic::{is_linear, parts, value, variables};
use crate::hull::{Hull, between_hulls};
use crate::span::{Span, rational, whole};
use gouji::engine::Outcome;
use gouji::model::*;
use gouji::row::{Domain, Relation};
use num_rational::BigRational as Q;

/// What a variable holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// Its value, and the distance between neighbouring figures as printed.
    Known(Q, Q),
    Blank,
    Unreadable,
    Absent,
    NotGiven,
}

/// What a rule sees.
struct Sight<'a> {
    model: &'a Model,
    figures: &'a [Figure],
    /// Variables whose blanks are 0 to it.
    zeroed: Vec<usize>,
    /// An equality is only a lower bound, since parts are missing.
    lower_bound: bool,
}

/// What comes of a rule; `complete`: whether all subordinate reports are there.
pub fn outcome(model: &Model, rule: &Rule, figures: &[Figure], complete: bool) -> Outcome {
    let (mut named, mut compared, mut blanks) = (Vec::new(), Vec::new(), Vec::new());
    for leaf in leaves(&rule.test) {
        match leaf {
            Test::Given(variable) => named.push(*variable),
            Test::Compare(comparison) => {
                let sides = [variables(&comparison.left), variables(&comparison.right)];
                compared.extend(sides.concat());
                // What is said of the blanks of one side is about that side alone.
                if comparison.blanks != (None, None) {
                    let own = [comparison.blanks.0, comparison.blanks.1];
                    blanks.extend(
                        sides
                            .into_iter()
                            .zip(own.map(|own| own.unwrap_or(rule.blank))),
                    );
                }
            }
            joined => unreachable!("{joined:?} is no leaf"),
        }
    }
    named.extend(&compared);
    let is = |figure: Figure| move |variable: &usize| figures[*variable] == figure;
    if named.iter().any(is(Figure::NotGiven)) || rule.requires.iter().any(is(Figure::Absent)) {
        return Outcome::NotAsked;
    }
    if blanks.is_empty() {
        blanks.push((compared, rule.blank));
    }
    let mut zeroed = Vec::new();
    for (variables, policy) in blanks {
        let all_blank = !variables.is_empty() && variables.iter().all(is(Figure::Blank));
        match policy {
            BlankPolicy::WaitUnlessAllBlank if all_blank => return Outcome::NotAsked,
            BlankPolicy::ZeroUnlessAllBlank if all_blank => return Outcome::Undecided,
            BlankPolicy::Zero | BlankPolicy::ZeroUnlessAllBlank => zeroed.extend(variables),
            _ => {}
        }
    }
    let sight = Sight {
        model,
        figures,
        zeroed,
        lower_bound: !complete && matches!(rule.kind, RuleKind::RollUp { .. }),
    };
    sight.judge(&rule.test)
}

fn leaves(test: &Test) -> Vec<&Test> {
    match test {
        Test::All(parts) | Test::Any(parts) => parts.iter().flat_map(leaves).collect(),
        Test::Not(part) => leaves(part),
        Test::IfThen(condition, consequence) => [leaves(condition), leaves(consequence)].concat(),
        leaf => vec![leaf],
    }
}

impl Sight<'_> {
    /// What was not asked has no voice; else the worst of all, the best of any.
    fn judge(&self, test: &Test) -> Outcome {
        let rank = |outcome: &Outcome| match outcome {
            Outcome::Holds => 0,
            Outcome::Rounded => 1,
            Outcome::Undecided => 2,
            _ => 3,
        };
        let negated = |outcome| match outcome {
            Outcome::Holds => Outcome::Broken,
            Outcome::Broken => Outcome::Holds,
            other => other,
        };
        let asked = |parts: &[Test]| -> Vec<Outcome> {
            let outcomes = parts.iter().map(|part| self.judge(part));
            outcomes
                .filter(|outcome| *outcome != Outcome::NotAsked)
                .collect()
        };
        match test {
            Test::Compare(comparison) => self.compare(comparison),
            Test::All(parts) => asked(parts)
                .into_iter()
                .max_by_key(rank)
                .unwrap_or(Outcome::NotAsked),
            Test::Any(parts) => asked(parts)
                .into_iter()
                .min_by_key(rank)
                .unwrap_or(Outcome::NotAsked),
            Test::Not(part) => negated(self.judge(part)),
            Test::IfThen(condition, consequence) => {
                match [negated(self.judge(condition)), self.judge(consequence)] {
                    [Outcome::NotAsked, _] | [_, Outcome::NotAsked] => Outcome::NotAsked,
                    [one, two] => std::cmp::min_by_key(one, two, rank),
                }
            }
            Test::Given(variable) => match self.figures[*variable] {
                Figure::Blank => Outcome::Broken,
                Figure::Absent => Outcome::NotAsked,
                _ => Outcome::Holds,
            },
        }
    }

    fn is_open(&self, variable: usize) -> bool {
        let waits = self.figures[variable] == Figure::Blank && !self.zeroed.contains(&variable);
        waits || self.figures[variable] == Figure::Unreadable
    }

    /// Whether the document has what an expression speaks of.
    fn exists(&self, expression: &Expression) -> bool {
        let mut list = parts(expression).into_iter().map(|part| self.exists(part));
        match expression {
            Expression::Constant(_) => true,
            Expression::Variable(variable) => self.figures[*variable] != Figure::Absent,
            Expression::Product(..) | Expression::Quotient(..) => list.all(|exists| exists),
            _ => list.any(|exists| exists),
        }
    }

    fn compare(&self, comparison: &Comparison) -> Outcome {
        let Comparison {
            left,
            right,
            tolerance,
            ..
        } = comparison;
        if !self.exists(left) || !self.exists(right) {
            return Outcome::NotAsked;
        }
        let relation = match comparison.relation {
            Relation::Equal if self.lower_bound => Relation::GreaterOrEqual,
            relation => relation,
        };
        let values: Vec<Q> = self
            .figures
            .iter()
            .map(|figure| match figure {
                Figure::Known(value, _) => value.clone(),
                _ => whole(0),
            })
            .collect();
        let mut named = [variables(left), variables(right)].concat();
        named.sort_unstable();
        named.dedup();
        let (open, known): (Vec<usize>, Vec<usize>) = named
            .into_iter()
            .partition(|variable| self.is_open(*variable));
        let linear = is_linear(left) && is_linear(right);
        let difference = |values: &[Q]| Some(value(left, values)? - value(right, values)?);
        if !linear && !open.is_empty() {
            // What is no sum is decided only when nothing that it may come to would do.
            let span = between_hulls(comparison, &|variable| self.ends(variable));
            return if span.permits(relation) {
                Outcome::Undecided
            } else {
                Outcome::Broken
            };
        }
        let Some(sum) = difference(&values) else {
            return Outcome::Undecided;
        };
        let coefficient = |variable: usize| {
            let mut more = values.clone();
            more[variable] += whole(1);
            difference(&more).map_or(whole(0), |more| more - &sum)
        };
        let mut span = Span::point(sum.clone());
        let exactly = span.permits(relation);
        match tolerance {
            Tolerance::Exact => {}
            Tolerance::Within(margin) => span = span.widened(&rational(margin)),
            _ if !linear => {}
            _ => {
                for variable in known {
                    span = span.printed(&self.figures[variable], tolerance, &coefficient(variable));
                }
            }
        }
        if open.is_empty() {
            return match (exactly, span.permits(relation), tolerance) {
                (true, ..) | (_, true, Tolerance::Within(_)) => Outcome::Holds,
                (_, true, _) => Outcome::Rounded,
                (_, false, _) => Outcome::Broken,
            };
        }
        let blanks: Vec<(Q, Domain)> = open
            .iter()
            .map(|each| (coefficient(*each), self.domain(*each)))
            .collect();
        // What an unknown figure stands for under rounding need not be whole.
        let rounding = matches!(tolerance, Tolerance::Rounded | Tolerance::Truncated);
        let blanks: Vec<(Q, Domain)> = blanks
            .into_iter()
            .filter(|(by, _)| *by != whole(0))
            .collect();
        let possible = match relation {
            Relation::Equal if !rounding && blanks.iter().all(|(_, domain)| domain.integer) => {
                span.solvable(&blanks)
            }
            _ => span.reaching(&blanks).permits(relation),
        };
        if possible {
            Outcome::Undecided
        } else {
            Outcome::Broken
        }
    }

    /// The least and the greatest that a variable may be.
    fn ends(&self, variable: usize) -> Hull {
        let point = |value: Q| [Some(value.clone()), Some(value)];
        match &self.figures[variable] {
            Figure::Known(value, _) => point(value.clone()),
            _ if self.is_open(variable) => {
                let domain = self.domain(variable);
                [domain.minimum, domain.maximum].map(|end| end.as_ref().map(rational))
            }
            _ => point(whole(0)),
        }
    }

    fn domain(&self, variable: usize) -> Domain {
        match self.model.variables[variable] {
            Source::Cell(cell) | Source::Previous(cell) => {
                self.model.form.cells[cell].kind.domain()
            }
            _ => Domain::default(),
        }
    }
}
