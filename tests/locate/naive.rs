//! The dumb twin of the locator: tries every set of figures, cheapest first, and every value. Easy to read, hopeless
//! beyond a dozen figures. Whole numbers must have small bounded domains; other figures are projected out
//! (Fourier–Motzkin).

use gouji::form::Weight;
use gouji::locate::Problem;
use gouji::number::Number;
use gouji::row::{Condition, Relation};
use gouji::system::{End, Range};

/// A set of changed figures with the range of each, blanks included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    pub set: Vec<usize>,
    /// For the figures of the set and for the blanks.
    pub ranges: Vec<(usize, Range)>,
}

/// All cheapest sets in the order of their figures, with their cost; none where nothing mends the problem.
pub fn solve(problem: &Problem) -> Option<(Number, Vec<Solution>)> {
    let changeable: Vec<(usize, Number)> = (0..problem.figures.len())
        .filter(|index| !problem.figures[*index].is_blank())
        .filter_map(|index| match &problem.figures[index].weight {
            Weight::Of(cost) => Some((index, cost.clone())),
            Weight::Never => None,
        })
        .collect();
    let mut subsets: Vec<(Number, Vec<usize>)> = (0..1_u32 << changeable.len())
        .map(|bits| {
            let inside = || (0..changeable.len()).filter(move |at| bits & (1 << at) != 0);
            (
                inside().map(|at| &changeable[at].1).sum(),
                inside().map(|at| changeable[at].0).collect(),
            )
        })
        .filter(|(_, set): &(Number, Vec<usize>)| {
            (0..problem.figures.len())
                .all(|index| !problem.figures[index].must_change() || set.contains(&index))
        })
        .collect();
    subsets.sort();
    let mut found: Option<(Number, Vec<Solution>)> = None;
    for (cost, set) in subsets {
        if found.as_ref().is_some_and(|(least, _)| cost > *least) {
            break;
        }
        let Some(ranges) = ranges(problem, &set) else {
            continue;
        };
        let (_, solutions) = found.get_or_insert_with(|| (cost, Vec::new()));
        solutions.push(Solution { set, ranges });
    }
    // Figures that cost nothing may have been added in vain.
    found.map(|(cost, solutions)| {
        let needless = |set: &[usize]| {
            solutions.iter().any(|other| {
                other.set.len() < set.len() && other.set.iter().all(|figure| set.contains(figure))
            })
        };
        let kept = solutions.iter().filter(|solution| !needless(&solution.set));
        (cost, kept.cloned().collect())
    })
}

/// The range of every free figure when those of `set` and the blanks are free; none where nothing fits.
pub fn ranges(problem: &Problem, set: &[usize]) -> Option<Vec<(usize, Range)>> {
    let free: Vec<usize> = (0..problem.figures.len())
        .filter(|index| set.contains(index) || problem.figures[*index].is_blank())
        .collect();
    let mut values: Vec<Option<Number>> = problem
        .figures
        .iter()
        .enumerate()
        .map(|(index, figure)| {
            (!free.contains(&index))
                .then(|| figure.value.clone())
                .flatten()
        })
        .collect();
    // One entry more than there are free figures, so that "nothing fits" shows even where nothing is free.
    let mut found: Vec<Option<Range>> = vec![None; free.len() + 1];
    assign(problem, &free, 0, &mut values, &mut found);
    let ranges: Option<Vec<Range>> = found.into_iter().collect();
    Some(free.into_iter().zip(ranges?).collect())
}

/// Tries every value of the whole figures from `free[at]` on, then projects the others.
fn assign(
    problem: &Problem,
    free: &[usize],
    at: usize,
    values: &mut Vec<Option<Number>>,
    found: &mut Vec<Option<Range>>,
) {
    if problem.rules.iter().any(|rule| fails(rule, values)) {
        return;
    }
    let Some(figure) = free.get(at) else {
        return collect(problem, free, values, found);
    };
    let domain = &problem.figures[*figure].domain;
    if !domain.integer {
        return assign(problem, free, at + 1, values, found);
    }
    let end = |end: &Option<Number>| end.as_ref().and_then(Number::to_i64);
    let (low, high) = (end(&domain.minimum), end(&domain.maximum));
    for value in low.expect("bounded")..=high.expect("bounded") {
        values[*figure] = Some(Number::from(value));
        assign(problem, free, at + 1, values, found);
    }
    values[*figure] = None;
}

/// Whether a condition is false whatever the missing values are (as far as that is plain to see).
fn fails(condition: &Condition, values: &[Option<Number>]) -> bool {
    match condition {
        Condition::Row(row) => {
            let mut sum = Number::ZERO;
            for (variable, coefficient) in &row.terms {
                match &values[*variable] {
                    Some(value) => sum += &(coefficient * value),
                    None => return false,
                }
            }
            !row.relation.holds(&sum, &row.constant)
        }
        Condition::All(parts) => parts.iter().any(|part| fails(part, values)),
        Condition::Any(parts) => parts.iter().all(|part| fails(part, values)),
    }
}

/// `Σ coefficient · unknown < bound` (or `≤`).
#[derive(Clone, Debug)]
struct Inequality {
    coefficients: Vec<Number>,
    bound: Number,
    strict: bool,
}

/// Widens `found` by what the values leave for every free figure.
fn collect(
    problem: &Problem,
    free: &[usize],
    values: &[Option<Number>],
    found: &mut [Option<Range>],
) {
    let unknowns: Vec<usize> = free
        .iter()
        .copied()
        .filter(|figure| values[*figure].is_none())
        .collect();
    for system in alternatives(&Condition::All(problem.rules.clone()), values, &unknowns) {
        let mut system = system;
        for (at, figure) in unknowns.iter().enumerate() {
            let domain = &problem.figures[*figure].domain;
            for (end, sign) in [(&domain.minimum, -1), (&domain.maximum, 1)] {
                if let Some(end) = end {
                    let mut coefficients = vec![Number::ZERO; unknowns.len()];
                    coefficients[at] = Number::from(sign);
                    let bound = end * Number::from(sign);
                    system.push(Inequality {
                        coefficients,
                        bound,
                        strict: false,
                    });
                }
            }
        }
        let Some(projected) = (0..unknowns.len())
            .map(|at| project(&system, at))
            .collect::<Option<Vec<_>>>()
        else {
            continue;
        };
        if unknowns.is_empty() && !system.iter().all(is_true) {
            continue;
        }
        found[free.len()] = Some(Range::default());
        for (index, figure) in free.iter().enumerate() {
            let range = match unknowns.iter().position(|unknown| unknown == figure) {
                Some(at) => projected[at].clone(),
                None => {
                    let end = values[*figure]
                        .clone()
                        .map(|value| End { value, open: false });
                    Range {
                        minimum: end.clone(),
                        maximum: end,
                    }
                }
            };
            found[index] = Some(match found[index].take() {
                Some(old) => hull(&old, &range),
                None => range,
            });
        }
    }
}

fn hull(a: &Range, b: &Range) -> Range {
    let pick = |a: &Option<End>, b: &Option<End>, lower: bool| {
        let (a, b) = (a.clone()?, b.clone()?);
        let a_first = if a.value == b.value {
            !a.open
        } else {
            (a.value < b.value) == lower
        };
        Some(if a_first { a } else { b })
    };
    Range {
        minimum: pick(&a.minimum, &b.minimum, true),
        maximum: pick(&a.maximum, &b.maximum, false),
    }
}

/// The condition as a list of systems of which one has to hold.
fn alternatives(
    condition: &Condition,
    values: &[Option<Number>],
    unknowns: &[usize],
) -> Vec<Vec<Inequality>> {
    match condition {
        Condition::Any(parts) => parts
            .iter()
            .flat_map(|part| alternatives(part, values, unknowns))
            .collect(),
        Condition::All(parts) => parts.iter().fold(vec![Vec::new()], |systems, part| {
            let choices = alternatives(part, values, unknowns);
            systems
                .iter()
                .flat_map(|system| {
                    choices
                        .iter()
                        .map(move |choice| [system.clone(), choice.clone()].concat())
                })
                .collect()
        }),
        Condition::Row(row) => {
            let mut coefficients = vec![Number::ZERO; unknowns.len()];
            let mut bound = row.constant.clone();
            for (variable, coefficient) in &row.terms {
                match (
                    &values[*variable],
                    unknowns.iter().position(|unknown| unknown == variable),
                ) {
                    (Some(value), _) => bound -= &(coefficient * value),
                    (None, Some(at)) => coefficients[at] = coefficient.clone(),
                    (None, None) => unreachable!("a figure is fixed, enumerated or unknown"),
                }
            }
            let upper = |strict| Inequality {
                coefficients: coefficients.clone(),
                bound: bound.clone(),
                strict,
            };
            let lower = |strict| Inequality {
                coefficients: coefficients.iter().map(|c| -c).collect(),
                bound: -&bound,
                strict,
            };
            match row.relation {
                Relation::Equal => vec![vec![upper(false), lower(false)]],
                Relation::NotEqual => vec![vec![upper(true)], vec![lower(true)]],
                Relation::Less => vec![vec![upper(true)]],
                Relation::LessOrEqual => vec![vec![upper(false)]],
                Relation::Greater => vec![vec![lower(true)]],
                Relation::GreaterOrEqual => vec![vec![lower(false)]],
            }
        }
    }
}

fn is_true(row: &Inequality) -> bool {
    row.bound.is_positive() || (row.bound.is_zero() && !row.strict)
}

/// The interval that the system leaves for one unknown; none where it leaves nothing.
fn project(system: &[Inequality], keep: usize) -> Option<Range> {
    let mut rows = system.to_vec();
    let unknowns = rows.first().map_or(0, |row| row.coefficients.len());
    for unknown in (0..unknowns).filter(|unknown| *unknown != keep) {
        let (with, mut rest): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .partition(|row| !row.coefficients[unknown].is_zero());
        for up in with
            .iter()
            .filter(|row| row.coefficients[unknown].is_positive())
        {
            for down in with
                .iter()
                .filter(|row| row.coefficients[unknown].is_negative())
            {
                let (a, b) = (&up.coefficients[unknown], -&down.coefficients[unknown]);
                let mix = |x: &Number, y: &Number| x * &b + y * a;
                rest.push(Inequality {
                    coefficients: up
                        .coefficients
                        .iter()
                        .zip(&down.coefficients)
                        .map(|(x, y)| mix(x, y))
                        .collect(),
                    bound: mix(&up.bound, &down.bound),
                    strict: up.strict || down.strict,
                });
            }
        }
        rows = rest;
    }
    let mut range = Range::default();
    for row in rows {
        let coefficient = &row.coefficients[keep];
        let Some(value) = row.bound.checked_div(coefficient) else {
            if is_true(&row) {
                continue;
            }
            return None;
        };
        let end = End {
            value,
            open: row.strict,
        };
        if coefficient.is_positive() {
            let nearer = range
                .maximum
                .as_ref()
                .is_none_or(|old| end.value < old.value || (end.value == old.value && end.open));
            if nearer {
                range.maximum = Some(end);
            }
        } else {
            let nearer = range
                .minimum
                .as_ref()
                .is_none_or(|old| end.value > old.value || (end.value == old.value && end.open));
            if nearer {
                range.minimum = Some(end);
            }
        }
    }
    if let (Some(low), Some(high)) = (&range.minimum, &range.maximum) {
        let empty = low.value > high.value || (low.value == high.value && (low.open || high.open));
        if empty {
            return None;
        }
    }
    Some(range)
}
