//! "Why not this cell?": what one figure would have to be for its rules to hold, everything else left as it is.

use super::component::{rewritten, variables};
use super::{Problem, Value};
use crate::row::Condition;
use crate::system::{Answer, Range, System, smallest_conflict};
use std::collections::BTreeMap;

/// Work for each question to the system.
const WORK_PER_QUESTION: u64 = 400_000;

/// What the rules of one figure say about it. Rules and figures are indices of the problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The values with which all rules of the figure hold; none where there is no such value.
    pub value: Option<Value>,
    /// What each rule of the figure alone asks of it, in the order of the rules.
    pub demands: Vec<Demand>,
    /// Rules that no value satisfies together (one rule, where it can't hold whatever the figure is); as few as they
    /// can be without leaving one out. Empty where there is a value.
    pub conflict: Vec<usize>,
}

/// What one rule asks of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The rule.
    pub rule: usize,
    /// The values with which it holds; none where it can't hold whatever the figure is.
    pub range: Option<Range>,
}

/// What the rules of `figure` ask of it. Blanks among the other figures may become anything.
///
/// ```
/// use gouji::locate::{Figure, Problem, choice};
/// use gouji::number::Number;
/// use gouji::row::{Condition, Relation, Row};
///
/// // a = b and a = c, with b = 5 and c = 7: whatever a is, one of the two rules is broken.
/// let same = |other| {
///     let terms = vec![(0, Number::ONE), (other, Number::from(-1))];
///     Condition::Row(Row::new(terms, Relation::Equal, Number::ZERO))
/// };
/// let problem = Problem {
///     figures: [5, 5, 7].map(|value| Figure::given(Number::from(value))).to_vec(),
///     rules: vec![same(1), same(2)],
/// };
/// let choice = choice(&problem, 0);
/// assert_eq!((choice.value, choice.conflict), (None, vec![0, 1]));
/// assert_eq!(choice.demands[1].range.as_ref().unwrap().only(), Some(&Number::from(7)));
/// ```
#[must_use]
pub fn choice(problem: &Problem, figure: usize) -> Choice {
    let rules: Vec<usize> = (0..problem.rules.len())
        .filter(|rule| {
            let mut own = false;
            variables(&problem.rules[*rule], &mut |other| own |= other == figure);
            own
        })
        .collect();
    let demands = rules.iter().map(|rule| Demand {
        rule: *rule,
        range: range_under(problem, figure, &[*rule]),
    });
    let value = range_under(problem, figure, &rules).map(|range| match range.only() {
        Some(value) => Value::Exactly(value.clone()),
        None => Value::Range(range),
    });
    Choice {
        demands: demands.collect(),
        conflict: match value {
            Some(_) => Vec::new(),
            None => conflict(problem, figure, &rules),
        },
        value,
    }
}

/// The rules over the free figures alone, and the system's domains: first the figure, then blanks.
fn freed(problem: &Problem, figure: usize, rules: &[usize]) -> (Vec<usize>, Vec<Condition>) {
    let mut places = BTreeMap::from([(figure, 0)]);
    let mut free = vec![figure];
    for rule in rules {
        variables(&problem.rules[*rule], &mut |other| {
            let blank = problem
                .figures
                .get(other)
                .is_some_and(|other| other.value.is_none());
            if blank && !places.contains_key(&other) {
                places.insert(other, free.len());
                free.push(other);
            }
        });
    }
    let place = |other: usize| {
        let known = places.get(&other).copied();
        known.ok_or_else(|| problem.value(other).cloned().unwrap_or_default())
    };
    let rewrite = |rule: &usize| rewritten(&problem.rules[*rule], &place);
    (free, rules.iter().map(rewrite).collect())
}

fn range_under(problem: &Problem, figure: usize, rules: &[usize]) -> Option<Range> {
    let (free, conditions) = freed(problem, figure, rules);
    let domain = |figure: &usize| {
        problem
            .figures
            .get(*figure)
            .map(|figure| figure.domain.clone())
    };
    let domains = free.iter().map(|figure| domain(figure).unwrap_or_default());
    let mut system = System::new(domains.collect(), &conditions);
    match system.decide(WORK_PER_QUESTION) {
        Answer::Possible => system.range(0, WORK_PER_QUESTION),
        _ => None,
    }
}

fn conflict(problem: &Problem, figure: usize, rules: &[usize]) -> Vec<usize> {
    let (free, conditions) = freed(problem, figure, rules);
    let domain = |figure: &usize| {
        problem
            .figures
            .get(*figure)
            .map(|figure| figure.domain.clone())
    };
    let domains: Vec<_> = free
        .iter()
        .map(|figure| domain(figure).unwrap_or_default())
        .collect();
    let found = smallest_conflict(&domains, &conditions, WORK_PER_QUESTION);
    let found = found.unwrap_or_default().into_iter();
    found.filter_map(|rule| rules.get(rule).copied()).collect()
}
