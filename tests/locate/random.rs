//! Random small problems: the locator and the twin that tries everything must agree on every set and every value.

use crate::naive;
use gouji::form::Weight;
use gouji::locate::{
    Change, Figure, Outcome, Problem, Progress, Search, Value, choice, fill, locate,
};
use gouji::number::Number;
use gouji::row::{Condition, Domain, Relation, Row};
use gouji::system::Range;
use proptest::prelude::*;

fn relation() -> impl Strategy<Value = Relation> {
    prop_oneof![
        6 => Just(Relation::Equal),
        1 => Just(Relation::NotEqual),
        1 => Just(Relation::Less),
        2 => Just(Relation::LessOrEqual),
        1 => Just(Relation::Greater),
        1 => Just(Relation::GreaterOrEqual),
    ]
}

fn row(figures: usize) -> impl Strategy<Value = Condition> {
    let coefficient = prop_oneof![5 => Just(1_i64), 4 => Just(-1), 1 => Just(2), 1 => Just(-3)];
    let terms = proptest::collection::vec((0..figures, coefficient), 1..5);
    (terms, relation(), -2_i64..6).prop_map(|(terms, relation, constant)| {
        let terms = terms
            .into_iter()
            .map(|(v, c)| (v, Number::from(c)))
            .collect();
        Condition::Row(Row::new(terms, relation, Number::from(constant)))
    })
}

fn rule(figures: usize) -> impl Strategy<Value = Condition> {
    let parts = || proptest::collection::vec(row(figures), 1..3);
    let nested = (parts(), parts()).prop_map(|(mut any, all)| {
        any.push(Condition::All(all));
        Condition::Any(any)
    });
    prop_oneof![8 => row(figures), 1 => parts().prop_map(Condition::Any), 1 => nested]
}

fn weight() -> impl Strategy<Value = Weight> {
    prop_oneof![
        8 => Just(Weight::default()),
        2 => Just(Weight::Of(Number::from(2))),
        1 => Just(Weight::Of(Number::ratio(3, 2).expect("a ratio"))),
        1 => Just(Weight::Of(Number::ZERO)),
        1 => Just(Weight::Never),
    ]
}

fn figure(whole: bool) -> impl Strategy<Value = Figure> {
    let value = prop_oneof![8 => (-1_i64..7).prop_map(Some), 1 => Just(None)];
    let domain = prop_oneof![3 => Just((Some(0), Some(5))), 1 => Just((Some(-2), Some(2))), 1 => Just((None, Some(4))), 1 => Just((None, None))];
    let integer = prop_oneof![Just(true), Just(whole)];
    (value, domain, integer, weight(), 0..12, any::<bool>()).prop_map(
        |(value, (minimum, maximum), integer, weight, readable, tolerated)| {
            let bounded = |end: Option<i64>, other| {
                if integer {
                    Some(end.unwrap_or(other))
                } else {
                    end
                }
            };
            Figure {
                value: value.map(Number::from).filter(|_| readable > 0),
                domain: Domain {
                    integer,
                    minimum: bounded(minimum, -1).map(Number::from),
                    maximum: bounded(maximum, 4).map(Number::from),
                },
                weight,
                unreadable: readable == 0,
                tolerated,
            }
        },
    )
}

fn problem(whole: bool, size: usize, rules: usize) -> impl Strategy<Value = Problem> {
    (2..=size).prop_flat_map(move |size| {
        (
            proptest::collection::vec(figure(whole), size),
            proptest::collection::vec(rule(size), 1..=rules),
        )
            .prop_map(|(figures, rules)| Problem { figures, rules })
    })
}

fn as_range(value: &Value) -> Range {
    match value {
        Value::Range(range) => range.clone(),
        Value::Exactly(value) => {
            let end = Some(gouji::system::End {
                value: value.clone(),
                open: false,
            });
            Range {
                minimum: end.clone(),
                maximum: end,
            }
        }
    }
}

/// Every choice of one repair per group.
fn combinations(outcome: &Outcome) -> Vec<Vec<Change>> {
    outcome.groups.iter().fold(vec![Vec::new()], |all, group| {
        let pairs = all
            .iter()
            .flat_map(|start| group.repairs.iter().map(move |repair| (start, repair)));
        pairs
            .map(|(start, repair)| {
                let mut changes = [start.clone(), repair.changes.clone()].concat();
                changes.sort_by_key(|change| change.figure);
                changes
            })
            .collect()
    })
}

fn agree(problem: &Problem) -> Result<(), TestCaseError> {
    let outcome = locate(problem);
    prop_assert_eq!(outcome.limited, None);
    let Some((_, mut solutions)) = naive::solve(problem) else {
        prop_assert!(outcome.groups.iter().any(|group| group.repairs.is_empty()));
        return Ok(());
    };
    solutions.sort_by(|a, b| a.set.cmp(&b.set));
    let blank = |figure: usize| problem.figures[figure].is_blank();
    let mut found: Vec<(Vec<usize>, Vec<Change>)> = combinations(&outcome)
        .into_iter()
        .map(|changes| {
            (
                changes
                    .iter()
                    .map(|change| change.figure)
                    .filter(|figure| !blank(*figure))
                    .collect(),
                changes,
            )
        })
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let sets = |list: Vec<&Vec<usize>>| list.into_iter().cloned().collect::<Vec<_>>();
    prop_assert_eq!(
        sets(found.iter().map(|(set, _)| set).collect()),
        sets(solutions.iter().map(|solution| &solution.set).collect())
    );
    for ((_, changes), solution) in found.iter().zip(&solutions) {
        for change in changes {
            let range = solution
                .ranges
                .iter()
                .find(|(figure, _)| *figure == change.figure)
                .map(|(_, range)| range.clone());
            prop_assert_eq!(
                Some(as_range(&change.to)),
                range,
                "figure {}",
                change.figure
            );
        }
    }
    Ok(())
}

/// The problem with its figures as they are: nothing may change, nothing has to.
fn settled(problem: &Problem) -> Problem {
    let mut settled = problem.clone();
    for figure in &mut settled.figures {
        figure.unreadable = false;
        if figure.value.is_some() {
            figure.weight = Weight::Never;
        }
    }
    settled
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_ties_and_ranges_agree_with_trying_everything(problem in problem(true, 6, 5)) {
        agree(&problem)?;
    }

    #[test]
    fn figures_that_need_not_be_whole_agree_too(problem in problem(false, 5, 4)) {
        agree(&problem)?;
    }

    #[test]
    fn the_result_does_not_depend_on_the_steps(problem in problem(false, 6, 5), step in 1_u64..200) {
        let mut search = Search::new(problem.clone());
        while search.step(step) == Progress::Going {}
        prop_assert_eq!(search.outcome(), locate(&problem));
    }

    #[test]
    fn blanks_are_filled_exactly_where_they_are_determined(problem in problem(false, 6, 4)) {
        let problem = settled(&problem);
        let Some(ranges) = naive::ranges(&problem, &[]) else {
            return Ok(());
        };
        let mut ruled = vec![false; problem.figures.len()];
        problem.rules.iter().for_each(|rule| mark(rule, &mut ruled));
        let expected: Vec<Change> = ranges
            .into_iter()
            .filter(|(figure, _)| ruled[*figure])
            .filter_map(|(figure, range)| Some(Change { figure, to: Value::Exactly(range.only()?.clone()) }))
            .collect();
        prop_assert_eq!(fill(&problem), expected);
    }

    #[test]
    fn what_the_rules_of_one_figure_ask_of_it(problem in problem(false, 5, 4), figure in 0_usize..5) {
        let mut problem = settled(&problem);
        let figure = figure % problem.figures.len();
        problem.rules.retain(|rule| {
            let mut ruled = vec![false; problem.figures.len()];
            mark(rule, &mut ruled);
            ruled[figure]
        });
        let expected = naive::ranges(&problem, &[figure]).map(|ranges| {
            let own = ranges.into_iter().find(|(other, _)| *other == figure);
            own.expect("it is free").1
        });
        let choice = choice(&problem, figure);
        prop_assert_eq!(choice.value.as_ref().map(as_range), expected);
        prop_assert_eq!(choice.demands.len(), problem.rules.len());
        if choice.value.is_none() {
            prop_assert!(is_irreducible(&problem, figure, &choice.conflict));
        }
    }
}

/// Notes the figures of a rule.
fn mark(rule: &Condition, ruled: &mut [bool]) {
    match rule {
        Condition::Row(row) => row
            .terms
            .iter()
            .for_each(|(figure, _)| ruled[*figure] = true),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| mark(part, ruled));
        }
    }
}

/// Whether no value satisfies the rules together, and some value does when one of them is left out.
fn is_irreducible(problem: &Problem, figure: usize, rules: &[usize]) -> bool {
    let satisfiable = |rules: &[usize]| {
        let some = Problem {
            figures: problem.figures.clone(),
            rules: rules
                .iter()
                .map(|rule| problem.rules[*rule].clone())
                .collect(),
        };
        naive::ranges(&some, &[figure]).is_some()
    };
    let without = |left_out: &usize| -> Vec<usize> {
        rules
            .iter()
            .copied()
            .filter(|rule| rule != left_out)
            .collect()
    };
    !satisfiable(rules) && rules.iter().all(|rule| satisfiable(&without(rule)))
}
