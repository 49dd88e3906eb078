//! What has to be mended together, and what can be mended apart; and mistakes far apart with very many combinations.

use gouji::locate::{Figure, Group, Limit, Problem, Progress, Search, Value, locate};
use gouji::number::Number;
use gouji::row::{Condition, Domain, Relation, Row};

/// `total = part + part …` as rows; figures are whole numbers from 0 on.
fn problem(values: &[i64], sums: &[(usize, Vec<usize>)]) -> Problem {
    let count = Domain {
        integer: true,
        minimum: Some(Number::ZERO),
        maximum: None,
    };
    let figure = |value: &i64| Figure {
        domain: count.clone(),
        ..Figure::given(Number::from(*value))
    };
    let rule = |(total, parts): &(usize, Vec<usize>)| {
        let parts = parts.iter().map(|part| (*part, Number::ONE));
        let terms = parts.chain([(*total, Number::from(-1))]).collect();
        Condition::Row(Row::new(terms, Relation::Equal, Number::ZERO))
    };
    Problem {
        figures: values.iter().map(figure).collect(),
        rules: sums.iter().map(rule).collect(),
    }
}

/// Groups as (broken rules, sets of changed figures).
fn shown(groups: &[Group]) -> Vec<(Vec<usize>, Vec<Vec<usize>>)> {
    let set = |repair: &gouji::locate::Repair| -> Vec<usize> {
        repair.changes.iter().map(|change| change.figure).collect()
    };
    let sets = |group: &Group| {
        let mut sets: Vec<Vec<usize>> = group.repairs.iter().map(set).collect();
        sets.sort();
        sets
    };
    groups
        .iter()
        .map(|group| (group.rules.clone(), sets(group)))
        .collect()
}

#[test]
fn mistakes_that_share_no_rule_are_mended_apart() {
    let two = problem(&[1, 2, 4, 5, 6, 12], &[(2, vec![0, 1]), (5, vec![3, 4])]);
    let apart =
        |rule, figures: [usize; 3]| (vec![rule], figures.map(|figure| vec![figure]).to_vec());
    assert_eq!(
        shown(&locate(&two).groups),
        [apart(0, [0, 1, 2]), apart(1, [3, 4, 5])]
    );
}

#[test]
fn a_rule_that_holds_ties_two_totals_together() {
    // Two subtotals are wrong by as much, in opposite directions, so that the grand total holds now.
    let tied = problem(
        &[5, 6, 7, 8, 12, 14, 26],
        &[(4, vec![0, 1]), (5, vec![2, 3]), (6, vec![4, 5])],
    );
    let groups = shown(&locate(&tied).groups);
    assert_eq!(groups.len(), 1, "{groups:?}");
    assert_eq!(groups[0].0, [0, 1]);
    assert!(groups[0].1.contains(&vec![4, 5]));
}

#[test]
fn a_broken_rule_that_needs_both_changes_makes_one_group_of_them() {
    // A table of 2 × 2 with totals; both figures of the first row are wrong, each column shows its own.
    let values = [9, 9, 3, 4, 3, 7, 4, 6];
    let sums = [
        (4, vec![0, 1]),
        (5, vec![2, 3]),
        (6, vec![0, 2]),
        (7, vec![1, 3]),
    ];
    let groups = shown(&locate(&problem(&values, &sums)).groups);
    assert_eq!(groups, [(vec![0, 2, 3], vec![vec![0, 1]])]);
}

/// A tree: a grand total of `branches` totals of `leaves` figures each. In each branch one leaf is one too high.
fn tree(branches: usize, leaves: usize) -> Problem {
    let mut values = Vec::new();
    let mut sums = Vec::new();
    let mut totals = Vec::new();
    for branch in 0..branches {
        let first = values.len();
        values.extend((0..leaves).map(|leaf| 10 + leaf as i64));
        let sum: i64 = values[first..].iter().sum();
        values[first] += 1 + branch as i64;
        sums.push((values.len(), (first..first + leaves).collect()));
        totals.push(values.len());
        values.push(sum);
    }
    let grand = totals.iter().map(|total| values[*total]).sum();
    sums.push((values.len(), totals));
    values.push(grand);
    problem(&values, &sums)
}

#[test]
fn many_mistakes_with_many_ties_each_are_groups_and_not_their_combinations() {
    let problem = tree(9, 6);
    let mut search = Search::new(problem.clone());
    while search.step(10_000) == Progress::Going {}
    let outcome = search.outcome();
    assert_eq!(outcome.limited, None);
    assert_eq!(outcome.groups.len(), 9);
    for (branch, group) in outcome.groups.iter().enumerate() {
        assert_eq!(group.rules, [branch]);
        assert_eq!(group.more, 0);
        let changes: Vec<(usize, Value)> = group
            .repairs
            .iter()
            .map(|repair| (repair.changes[0].figure, repair.changes[0].to.clone()))
            .collect();
        let lower = |figure: usize| {
            let value = problem.figures[figure].value.clone().expect("given");
            (
                figure,
                Value::Exactly(value - Number::from(1 + branch as i64)),
            )
        };
        let mut expected: Vec<(usize, Value)> = (branch * 7..branch * 7 + 6).map(lower).collect();
        let mut changes = changes;
        changes.sort();
        expected.sort();
        assert_eq!(changes, expected);
    }
}

#[test]
fn more_ties_than_can_be_listed_are_counted() {
    // One broken sum of many parts of which two have to change: each alone can fall by 1 at most.
    let mut many = problem(
        &[vec![1; 60], vec![58]].concat(),
        &[(60, (0..60).collect())],
    );
    many.figures[60].weight = gouji::form::Weight::Never;
    let outcome = locate(&many);
    let [group] = &outcome.groups[..] else {
        panic!("{outcome:?}");
    };
    assert_eq!(
        (group.repairs.len(), group.more),
        (1_000, 60 * 59 / 2 - 1_000)
    );
    assert_eq!(outcome.limited, None);
}

#[test]
fn a_search_stops_when_its_work_is_used_up_and_says_so() {
    // Twelve by twelve, every sum wrong by another amount, so that no few changes mend it.
    let side = 12;
    let mut values: Vec<i64> = (0..side * side).map(|index| index as i64 % 7).collect();
    values.extend((0..2 * side as i64).map(|index| 100 + index * index));
    let row = |row: usize| (side * side + row, (row * side..(row + 1) * side).collect());
    let column = |column: usize| {
        let parts = (0..side).map(|row| row * side + column);
        (side * side + side + column, parts.collect())
    };
    let sums: Vec<(usize, Vec<usize>)> = (0..side).map(row).chain((0..side).map(column)).collect();
    let work = 200_000;
    let mut search = Search::with_work(problem(&values, &sums), work);
    let mut steps = 0;
    while search.step(work / 100) == Progress::Going {
        steps += 1;
        assert!(steps < 1_000, "it goes on and on");
    }
    let outcome = search.outcome();
    assert_eq!(outcome.limited, Some(Limit::Work));
    assert!(outcome.groups.iter().all(|group| !group.pending));
}
