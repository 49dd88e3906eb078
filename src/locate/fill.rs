//! Blanks that the figures already there determine: offered to the clerk, never filled in by themselves.

use super::bench::{Bench, Verdict};
use super::component::{Component, components};
use super::search::broken_rules;
use super::{Change, Problem, Value};
use crate::number::Number;
use std::sync::Arc;

/// Every blank whose value the rules determine, with that value, by figure. Rules that are broken as things stand are
/// left out of account; where the others contradict each other too, nothing follows.
///
/// ```
/// use gouji::locate::{Figure, Problem, Value, fill};
/// use gouji::number::Number;
/// use gouji::row::{Condition, Relation, Row};
///
/// // total = a + b, with a = 58 and b = 93.
/// let terms = [(0, 1), (1, 1), (2, -1)].map(|(figure, sign)| (figure, Number::from(sign)));
/// let problem = Problem {
///     figures: vec![
///         Figure::given(Number::from(58)),
///         Figure::given(Number::from(93)),
///         Figure::default(),
///     ],
///     rules: vec![Condition::Row(Row::new(terms.to_vec(), Relation::Equal, Number::ZERO))],
/// };
/// let filled = fill(&problem);
/// assert_eq!((filled[0].figure, &filled[0].to), (2, &Value::Exactly(Number::from(151))));
/// ```
#[must_use]
pub fn fill(problem: &Problem) -> Vec<Change> {
    let problem = Arc::new(problem.clone());
    let mut found = Vec::new();
    for part in components(&problem).into_iter().map(Arc::new) {
        for (blank, value) in determined_already(&problem, &part) {
            found.push(Change {
                figure: part.figures[blank],
                to: Value::Exactly(value),
            });
        }
    }
    found.sort_by_key(|change| change.figure);
    found
}

/// The blanks of a part that the figures there and the rules that aren't broken determine; indices of the part.
pub(super) fn determined_already(
    problem: &Arc<Problem>,
    part: &Arc<Component>,
) -> Vec<(usize, Number)> {
    let blanks = (0..part.figures.len()).filter(|figure| part.is_blank(*figure));
    let blanks: Vec<usize> = blanks.collect();
    if blanks.is_empty() {
        return Vec::new();
    }
    // What has to change is no ground to build on.
    let stripped = |mut bench: Bench| {
        part.forced.iter().for_each(|figure| bench.release(*figure));
        bench
    };
    let mut bench = stripped(Bench::new(problem, part));
    if !matches!(bench.ask(), Verdict::Possible) {
        let broken = broken_rules(problem, part);
        let mut rules = part.amiss.clone();
        rules.retain(|rule| !broken.contains(rule));
        bench = stripped(Bench::with_rules(problem, part, &rules));
    }
    bench.determined(&blanks).unwrap_or_default()
}
