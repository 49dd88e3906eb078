//! How long it takes to name the wrong cells: 237 cells, 85 identities, wrong cells spread at random.
//!
//! `cargo run --release --example locate_speed -- [reports] [first wrong count] [last] [blank cells in 100]` prints, for each number of wrong
//! cells, the median and the worst time in microseconds, the steps taken (the same on every machine), how many
//! searches were cut short, and the number of ties.

use gouji::locate::{Figure, Problem, Progress, Search};
use gouji::number::Number;
use gouji::row::{Condition, Domain, Relation, Row};
use std::time::Instant;

/// A small generator of numbers that look random, the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// Identities as a list of addends, each with its sign, that come to nothing.
#[derive(Default)]
struct Report {
    values: Vec<i64>,
    identities: Vec<Vec<(usize, i64)>>,
}

impl Report {
    fn cell(&mut self, value: i64) -> usize {
        self.values.push(value);
        self.values.len() - 1
    }

    fn total(&mut self, parts: &[usize]) -> usize {
        let sum = parts.iter().map(|part| self.values[*part]).sum();
        let total = self.cell(sum);
        self.sums_to(parts, total);
        total
    }

    fn sums_to(&mut self, parts: &[usize], total: usize) {
        let mut terms: Vec<(usize, i64)> = parts.iter().map(|part| (*part, 1)).collect();
        terms.push((total, -1));
        self.identities.push(terms);
    }
}

/// Requests: 25 rows and 7 columns, with totals and balances (39 identities); disputes: three rows of five (3); a tree
/// of 24 leaves (23), of which 20 repeat cells of the first table (20).
fn report(dice: &mut Dice) -> Report {
    let mut report = Report::default();
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); 25];
    for _ in 0..6 {
        let details: Vec<usize> = (0..21)
            .map(|_| {
                let large = dice.below(3) == 0;
                let value = if large { dice.below(60) } else { dice.below(3) };
                report.cell(value as i64)
            })
            .collect();
        let decided = report.total(&details);
        let carried_out = report.cell(dice.below(8) as i64);
        let carried_in = report.cell(dice.below(1 + report.values[decided] as u64) as i64);
        let received =
            report.values[decided] + report.values[carried_out] - report.values[carried_in];
        let received = report.cell(received);
        report.identities.push(vec![
            (received, 1),
            (carried_in, 1),
            (decided, -1),
            (carried_out, -1),
        ]);
        let column = [
            vec![received, carried_in],
            details,
            vec![decided, carried_out],
        ]
        .concat();
        for (row, cell) in rows.iter_mut().zip(column) {
            row.push(cell);
        }
    }
    let totals: Vec<usize> = rows.iter().map(|row| report.total(row)).collect();
    report.sums_to(&totals[2..23], totals[23]);
    report.identities.push(vec![
        (totals[0], 1),
        (totals[1], 1),
        (totals[23], -1),
        (totals[24], -1),
    ]);
    for _ in 0..3 {
        let parts: Vec<usize> = (0..4).map(|_| report.cell(dice.below(9) as i64)).collect();
        report.total(&parts);
    }
    let mut open: Vec<usize> = (0..24)
        .map(|leaf| {
            let twin = rows[leaf][leaf % 6];
            let cell = report.cell(report.values[twin]);
            if leaf < 20 {
                report.identities.push(vec![(cell, 1), (twin, -1)]);
            }
            cell
        })
        .collect();
    while open.len() > 1 {
        let pair: Vec<usize> = open.drain(..2).collect();
        let total = report.total(&pair);
        open.push(total);
    }
    report
}

fn problem(report: &Report) -> Problem {
    let rule = |identity: &Vec<(usize, i64)>| {
        let terms = identity
            .iter()
            .map(|(cell, sign)| (*cell, Number::from(*sign)));
        Condition::Row(Row::new(terms.collect(), Relation::Equal, Number::ZERO))
    };
    let count = Domain {
        integer: true,
        minimum: Some(Number::ZERO),
        maximum: None,
    };
    Problem {
        figures: report
            .values
            .iter()
            .map(|value| Figure {
                domain: count.clone(),
                ..Figure::given(Number::from(*value))
            })
            .collect(),
        rules: report.identities.iter().map(rule).collect(),
    }
}

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .filter_map(|text| text.parse::<usize>().ok());
    let reports = arguments.next().unwrap_or(200);
    let first = arguments.next().unwrap_or(1);
    let last = arguments.next().unwrap_or(5);
    let blank = arguments.next().unwrap_or(0) as u64;
    println!(
        "wrong  median µs   worst µs  median steps  worst steps  cut short  ties (median, worst)  longest step µs"
    );
    for wrong in first..=last {
        let mut dice = Dice(42 + wrong as u64);
        let mut times = Vec::new();
        let mut works = Vec::new();
        let mut ties = Vec::new();
        let mut short = 0;
        let mut held = 0;
        for _ in 0..reports {
            let mut report = report(&mut dice);
            assert_eq!((report.values.len(), report.identities.len()), (237, 85));
            for _ in 0..wrong {
                let cell = dice.below(237) as usize;
                report.values[cell] += 1 + dice.below(40) as i64;
            }
            let mut problem = problem(&report);
            for figure in &mut problem.figures {
                if dice.below(100) < blank {
                    figure.value = None;
                }
            }
            let start = Instant::now();
            let mut search = Search::new(problem);
            let mut steps = 0_u64;
            let mut longest = 0;
            loop {
                let step = Instant::now();
                let progress = search.step(1);
                longest = longest.max(step.elapsed().as_micros());
                if progress == Progress::Done {
                    break;
                }
                steps += 1;
            }
            held = held.max(longest);
            let outcome = search.outcome();
            times.push(start.elapsed().as_micros());
            works.push(steps);
            short += usize::from(outcome.limited.is_some());
            ties.push(
                outcome
                    .groups
                    .iter()
                    .map(|group| group.repairs.len() + group.more)
                    .product::<usize>(),
            );
        }
        times.sort_unstable();
        works.sort_unstable();
        ties.sort_unstable();
        let (middle, end) = (reports / 2, reports - 1);
        println!(
            "{wrong:5} {:10} {:10} {:12} {:12} {short:10} {:8} {:8} {held:10}",
            times[middle], times[end], works[middle], works[end], ties[middle], ties[end]
        );
    }
}
