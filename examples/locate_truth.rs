//! How often the figure that is really wrong is named: errors of each cause are put into published reports without one
//! and without blanks.
//!
//! `cargo run --release --example locate_truth -- [rounds]` prints a table for `docs/locating.md`: for each cause and
//! number of errors, how many cases in 100 break a rule at all; and of those, in how many the truth is the first
//! repair, among the repairs, or offered at all (larger repairs included). The truth can only be among the repairs
//! where nothing smaller mends the report; that bound, which no method based on the fewest changes can pass, stands in
//! the last column.

use gouji::check::{Check, LOCATE_BUDGET};
use gouji::form::Place;
use gouji::pack::Pack;
use gouji::record::Record;
use gouji::result::{Group, Repair, Report};
use std::sync::Arc;

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// A published report without an error, as a grid of counts for each table.
struct Sound {
    pack: Arc<Pack>,
    record: Record,
    /// (cell, value) in rows.
    rows: Vec<Vec<(usize, i64)>>,
    totals: Vec<usize>,
}

fn sound_reports() -> Vec<Sound> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reports");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/reports")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
        .iter()
        .filter_map(|path| sound(&std::fs::read_to_string(path).ok()?))
        .collect()
}

fn sound(text: &str) -> Option<Sound> {
    let record: Record = serde_json::from_str(text).ok()?;
    let pack = gouji::packs::built_in(record.pack.as_deref()?).ok()?;
    let mut check = Check::open(&pack, &record).ok()?;
    let whole = check.locate(LOCATE_BUDGET).then(|| check.report("en"))?;
    let clean = whole.groups.is_empty() && whole.undecided == 0;
    let form = &pack.model().form;
    let mut rows: Vec<Vec<(usize, i64)>> = Vec::new();
    let mut totals = Vec::new();
    let mut last = None;
    for (cell, shape) in form.cells.iter().enumerate() {
        let Place::Table { table, row, column } = shape.place else {
            continue;
        };
        let lines = &form.tables[table];
        let Ok(value) = check.text(cell).parse::<i64>() else {
            continue;
        };
        if !["requests", "disputes"].contains(&lines.id.as_str()) {
            continue;
        }
        if lines.rows[row].total || lines.columns[column].total {
            totals.push(cell);
        }
        if last != Some((table, row)) {
            rows.push(Vec::new());
            last = Some((table, row));
        }
        rows.last_mut()?.push((cell, value));
    }
    let filled = rows
        .iter()
        .flatten()
        .filter(|(_, value)| *value > 0)
        .count();
    (clean && filled > 15).then_some(Sound {
        pack,
        record,
        rows,
        totals,
    })
}

const CAUSES: [&str; 9] = [
    "digit",
    "digits_swapped",
    "sign",
    "unit",
    "copied",
    "stale_total",
    "any figure",
    "cells_swapped",
    "shifted",
];

/// Cells with their wrong values; none where the dice pick a cell that the slip can't change.
fn slip(cause: &str, report: &Sound, dice: &mut Dice) -> Option<Vec<(usize, i64)>> {
    let row = &report.rows[dice.below(report.rows.len())];
    let at = dice.below(row.len());
    let (cell, value) = row[at];
    let one = |wrong: i64| (wrong != value).then(|| vec![(cell, wrong)]);
    let digits = value.to_string().into_bytes();
    match cause {
        "digit" if value > 0 => {
            let mut text = digits;
            let place = dice.below(text.len());
            let digit = b'0' + u8::try_from(dice.below(10)).ok()?;
            match dice.below(3) {
                0 => text[place] = digit,
                1 => text.insert(place, digit),
                _ => drop(text.remove(place)),
            }
            one(String::from_utf8(text).ok()?.parse().unwrap_or(0))
        }
        "digits_swapped" if digits.len() > 1 => {
            let mut text = digits;
            let place = dice.below(text.len() - 1);
            text.swap(place, place + 1);
            one(String::from_utf8(text).ok()?.parse().ok()?)
        }
        "sign" => one(-value),
        "unit" => one(value * 10_000),
        "copied" => one(row.get(at + 1).or(row.get(at.wrapping_sub(1)))?.1),
        "stale_total" if report.totals.contains(&cell) && value > 0 => {
            let parts: Vec<i64> = row
                .iter()
                .map(|(_, part)| *part)
                .filter(|part| *part > 0 && *part <= value)
                .collect();
            one(value - parts.get(dice.below(parts.len()))?)
        }
        "any figure" => one(dice.below(200) as i64),
        "cells_swapped" => {
            let (other, second) = *row.get(at + 1)?;
            (second != value).then(|| vec![(cell, second), (other, value)])
        }
        "shifted" => {
            let end = (at + 3 + dice.below(3)).min(row.len());
            let run = &row[at..end];
            let moved = run
                .iter()
                .zip([0].into_iter().chain(run.iter().map(|(_, value)| *value)));
            let wrong: Vec<(usize, i64)> = moved
                .filter(|((_, value), new)| value != new)
                .map(|((cell, _), new)| (*cell, new))
                .collect();
            (wrong.len() > 1).then_some(wrong)
        }
        _ => None,
    }
}

#[derive(Default)]
struct Tally {
    cases: usize,
    broken: usize,
    first: usize,
    among: usize,
    offered: usize,
    smallest: usize,
}

/// The changes of figures that are there; blanks are filled for nothing.
fn made(repair: &Repair) -> impl Iterator<Item = &gouji::result::Change> {
    repair
        .changes
        .iter()
        .filter(|change| !change.from.is_empty())
}

/// Whether one repair of each group, as `pick` gives them, makes up the truth.
fn tells<'a>(
    report: &'a Report,
    truth: &[(String, String)],
    pick: impl Fn(&'a Group) -> Vec<&'a Repair>,
) -> bool {
    let is_true = |repair: &&Repair| {
        made(repair).all(|change| {
            let pair = (change.cell.clone(), change.to.clone().unwrap_or_default());
            truth.contains(&pair)
        })
    };
    let sizes: Option<Vec<usize>> = report
        .groups
        .iter()
        .map(|group| {
            pick(group)
                .into_iter()
                .find(is_true)
                .map(|repair| made(repair).count())
        })
        .collect();
    sizes.is_some_and(|sizes| sizes.iter().sum::<usize>() == truth.len())
}

fn trial(report: &Sound, cause: &str, errors: usize, dice: &mut Dice, tally: &mut Tally) {
    let mut wrong: Vec<(usize, i64)> = Vec::new();
    for _ in 0..200 {
        let Some(slip) = slip(cause, report, dice) else {
            continue;
        };
        if slip
            .iter()
            .all(|(cell, _)| wrong.iter().all(|(other, _)| other != cell))
        {
            wrong.extend(slip);
            if wrong.len() >= errors {
                break;
            }
        }
    }
    if wrong.len() < errors {
        return;
    }
    let Ok(mut check) = Check::open(&report.pack, &report.record) else {
        return;
    };
    let cells = &report.pack.model().form.cells;
    let mut truth = Vec::new();
    for (cell, value) in &wrong {
        truth.push((cells[*cell].address.clone(), check.text(*cell).to_owned()));
        check.set(*cell, &value.to_string());
    }
    check.locate(LOCATE_BUDGET);
    let found = check.report("en");
    tally.cases += 1;
    if found.groups.is_empty() {
        return;
    }
    tally.broken += 1;
    tally.first += usize::from(tells(&found, &truth, |group| {
        group.repairs.first().into_iter().collect()
    }));
    tally.among += usize::from(tells(&found, &truth, |group| {
        group.repairs.iter().collect()
    }));
    tally.offered += usize::from(tells(&found, &truth, |group| {
        group.repairs.iter().chain(&group.alternatives).collect()
    }));
    let least: usize = found
        .groups
        .iter()
        .map(|group| {
            group
                .repairs
                .first()
                .map_or(0, |repair| made(repair).count())
        })
        .sum();
    tally.smallest += usize::from(least == truth.len());
}

fn main() {
    let rounds = std::env::args()
        .nth(1)
        .and_then(|text| text.parse().ok())
        .unwrap_or(5);
    let reports = sound_reports();
    println!("{} reports", reports.len());
    println!("| cause | errors | cases | break a rule | first | among | offered | smallest |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for cause in CAUSES {
        for errors in [1, 2, 3, 5] {
            let mut tally = Tally::default();
            let mut dice = Dice(7 + errors as u64);
            for _ in 0..rounds {
                for report in &reports {
                    trial(report, cause, errors, &mut dice, &mut tally);
                }
            }
            let share = |count: usize| (100 * count + tally.broken / 2) / tally.broken.max(1);
            println!(
                "| {cause} | {errors} | {} | {} | {} | {} | {} | {} |",
                tally.cases,
                (100 * tally.broken + tally.cases / 2) / tally.cases.max(1),
                share(tally.first),
                share(tally.among),
                share(tally.offered),
                share(tally.smallest)
            );
        }
    }
}
