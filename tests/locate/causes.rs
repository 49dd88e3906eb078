//! Which repair comes first, what it is put down to, and which larger repairs are offered besides.

use gouji::locate::{Figure, Group, Hint, Hints, Problem, Progress, Repair, Search, Value};
use gouji::number::Number;
use gouji::row::{Condition, Domain, Relation, Row};

fn number(text: &str) -> Number {
    Number::parse(text).expect(text)
}

/// Equations as words: `z = x + y`. Figures as words: `x 123`, one name and one value after the other.
struct Case {
    names: Vec<String>,
    problem: Problem,
    hints: Hints,
}

fn case(equations: &[&str], figures: &str) -> Case {
    let words: Vec<&str> = figures.split_whitespace().collect();
    let names: Vec<String> = words
        .iter()
        .step_by(2)
        .map(|name| (*name).to_string())
        .collect();
    let values = words.iter().skip(1).step_by(2);
    let place = |name: &str| names.iter().position(|known| known == name).expect(name);
    let rules = equations.iter().map(|equation| {
        let (left, right) = equation.split_once('=').expect("an equation");
        let mut terms = vec![(place(left.trim()), Number::from(-1))];
        let mut sign = 1;
        for word in right.split_whitespace() {
            match word {
                "+" => sign = 1,
                "-" => sign = -1,
                name => terms.push((place(name), Number::from(sign))),
            }
        }
        Condition::Row(Row::new(terms, Relation::Equal, Number::ZERO))
    });
    Case {
        problem: Problem {
            rules: rules.collect(),
            figures: values.map(|value| Figure::given(number(value))).collect(),
        },
        hints: Hints {
            figures: vec![Hint::default(); names.len()],
        },
        names,
    }
}

impl Case {
    fn hint(mut self, name: &str, set: impl Fn(&mut Hint)) -> Case {
        let at = self
            .names
            .iter()
            .position(|known| known == name)
            .expect(name);
        set(&mut self.hints.figures[at]);
        self
    }

    /// The named cells side by side, in this order.
    fn in_a_row(mut self, names: &str) -> Case {
        let cells: Vec<usize> = names
            .split_whitespace()
            .map(|name| {
                self.names
                    .iter()
                    .position(|known| known == name)
                    .expect(name)
            })
            .collect();
        for pair in cells.windows(2) {
            self.hints.figures[pair[0]].right = Some(pair[1]);
            self.hints.figures[pair[1]].left = Some(pair[0]);
        }
        self
    }

    fn groups(&self) -> Vec<Group> {
        let mut search = Search::new(self.problem.clone()).with_hints(self.hints.clone());
        while search.step(u64::MAX) == Progress::Going {}
        search.outcome().groups
    }

    fn shown(&self, repair: &Repair) -> String {
        let change = |change: &gouji::locate::Change| match &change.to {
            Value::Exactly(value) => format!("{}={value}", self.names[change.figure]),
            Value::Range(_) => format!("{}=?", self.names[change.figure]),
        };
        let changes: Vec<String> = repair.changes.iter().map(change).collect();
        format!("{} {}", changes.join(","), repair.because.name())
    }

    /// The repairs of the only group, in order.
    fn repairs(&self) -> Vec<String> {
        let groups = self.groups();
        assert_eq!(groups.len(), 1, "{groups:?}");
        groups[0]
            .repairs
            .iter()
            .map(|repair| self.shown(repair))
            .collect()
    }

    fn alternatives(&self) -> Vec<String> {
        let groups = self.groups();
        groups
            .iter()
            .flat_map(|group| &group.alternatives)
            .map(|repair| self.shown(repair))
            .collect()
    }
}

const ELEVEN: [&str; 5] = [
    "x3 = x1 + x2",
    "x4 = x2",
    "x8 = x5 + x6 + x7",
    "x9 = x3 + x8",
    "x11 = x9 - x10",
];

#[test]
fn two_digits_swapped() {
    let figures =
        "x1 1452 x2 116 x3 1568 x4 161 x5 323 x6 76 x7 12 x8 411 x9 1979 x10 1842 x11 137";
    assert_eq!(case(&ELEVEN, figures).repairs(), ["x4=116 digits_swapped"]);
    let sum = case(&["z = x + y"], "x 123 y 192 z 252");
    assert_eq!(
        sum.repairs(),
        [
            "y=129 digits_swapped",
            "x=60 arithmetic",
            "z=315 arithmetic"
        ]
    );
    let profit = case(
        &["profit = turnover - costs"],
        "turnover 353 costs 283 profit 115",
    );
    assert_eq!(profit.repairs()[0], "costs=238 digits_swapped");
    assert_eq!(profit.repairs().len(), 3);
}

#[test]
fn a_sign_or_two_figures_in_each_others_place() {
    let difference = ["z = x - y"];
    let first = |figures: &str| case(&difference, figures).repairs()[0].clone();
    assert_eq!(first("x 3 y 13 z 10"), "z=-10 sign");
    assert_eq!(
        case(&difference, "x 3 y 13 z 10").alternatives(),
        ["x=13,y=3 cells_swapped"]
    );
    assert_eq!(first("x 14 y -4 z 10"), "y=4 sign");
    assert_eq!(first("x 15 y 5 z -10"), "z=10 sign");
    assert!(case(&difference, "x 17 y 7 z 10").groups().is_empty());
}

#[test]
fn the_sign_of_a_subtotal_is_the_only_small_repair() {
    let rules = [
        "x0 = r0 - c0",
        "x1 = r1 - c1",
        "x2 = r2 - c2",
        "x3 = r3 - c3",
        "x4 = x0 + x1 + x2 + x3",
    ];
    let figures =
        "r0 2100 c0 1950 x0 150 r1 0 c1 10 x1 10 r2 20 c2 5 x2 15 r3 50 c3 10 x3 40 x4 195";
    assert_eq!(case(&rules, figures).repairs(), ["x1=-10 sign"]);
}

#[test]
fn a_difference_without_a_cause_of_one_digit() {
    let figures = "total 42280000 a 11289000 b 4328000 c 11201000 d 11849000";
    let repairs = case(&["total = a + b + c + d"], figures).repairs();
    assert_eq!(repairs.len(), 5);
    assert!(
        repairs.iter().all(|repair| repair.ends_with(" arithmetic")),
        "{repairs:?}"
    );
}

#[test]
fn differences_that_rounding_explains_are_one_class() {
    let rules = [
        "x3 = x1 + x2",
        "x4 = x2",
        "x8 = x5 + x6 + x7",
        "x9 = x3 + x8",
        "x11 = x9 - x10",
    ];
    let figures = "x1 12 x2 4 x3 15 x4 4 x5 3 x6 1 x7 8 x8 11 x9 27 x10 41 x11 -13";
    let mut rounded = case(&rules, figures);
    for hint in &mut rounded.hints.figures {
        hint.step = Some(Number::ONE);
    }
    for group in rounded.groups() {
        for repair in &group.repairs {
            assert_eq!(repair.because.name(), "rounding");
        }
    }
    let counted = case(&rules, figures);
    let named = |group: &Group| {
        group
            .repairs
            .iter()
            .any(|repair| repair.because.name() == "rounding")
    };
    assert!(!counted.groups().iter().any(named));
}

#[test]
fn a_total_that_was_never_filled_in_comes_before_the_part_that_it_would_make_zero() {
    let total = case(&["total = a + b"], "a 5 b 0 total 0").hint("total", |hint| hint.total = true);
    assert_eq!(
        total.repairs(),
        ["total=5 stale_total", "a=0 arithmetic", "b=-5 arithmetic"]
    );
}

#[test]
fn the_figure_of_a_neighbour_or_of_last_year_or_in_another_unit() {
    let rules = ["z = x + y"];
    let copied = case(&rules, "x 47 y 47 z 120").in_a_row("x y z");
    assert!(
        copied.repairs()[..2]
            .iter()
            .all(|repair| repair.ends_with("copied")),
        "{:?}",
        copied.repairs()
    );
    let previous =
        case(&rules, "x 815 y 20 z 67").hint("x", |hint| hint.previous = Some(number("815")));
    assert_eq!(previous.repairs()[0], "x=47 previous_year");
    let unit = case(&rules, "x 251000 y 20 z 45.1");
    assert_eq!(unit.repairs()[0], "x=25.1 unit");
}

#[test]
fn a_row_that_slid_by_one_cell() {
    // Columns a to e with a second row of which the truth is 11 22 33 44 55, written from the second column on.
    let rules = [
        "ta = a1 + a2",
        "tb = b1 + b2",
        "tc = c1 + c2",
        "td = d1 + d2",
        "te = e1 + e2",
        "s2 = a2 + b2 + c2 + d2 + e2",
    ];
    let figures = "a1 1 b1 2 c1 3 d1 4 e1 5 a2 0 b2 11 c2 22 d2 33 e2 44 s2 165 ta 12 tb 24 tc 36 td 48 te 60";
    let slid = case(&rules, figures).in_a_row("a2 b2 c2 d2 e2");
    assert_eq!(slid.repairs(), ["a2=11,b2=22,c2=33,d2=44,e2=55 shifted"]);
}

#[test]
fn cells_swapped_in_a_table_are_an_alternative_to_smaller_changes() {
    let rules = ["profit = turnover - costs", "net = profit - tax"];
    let swapped = case(&rules, "turnover 200 costs 755 profit 555 tax 5 net 550");
    assert_eq!(
        swapped.alternatives(),
        ["turnover=755,costs=200 cells_swapped"]
    );
}

#[test]
fn no_alternative_leaves_a_cell_outside_its_domain() {
    let mut swapped = case(
        &["profit = turnover - costs"],
        "turnover 200 costs 755 profit 555",
    );
    swapped.problem.figures[0].domain = Domain {
        maximum: Some(number("500")),
        ..Domain::default()
    };
    assert_eq!(swapped.alternatives(), Vec::<String>::new());
}
