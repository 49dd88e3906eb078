//! The engine's hot paths, each in a function of its own name, so that an instruction counter can tell it from what
//! prepares it: `gouji-hot-paths SCENARIO TIMES`. Prints how many findings, rules or bytes came out, so that nothing is optimised away.

mod reports;
mod systems;

use gouji::check::{Check, Glimpse, LOCATE_BUDGET};
use gouji::pack::Pack;
use gouji::record::Record;
use std::hint::black_box;
use std::sync::Arc;

/// Does the work so many times.
type Run = fn(usize) -> usize;

const SCENARIOS: &[(&str, Run)] = &[
    ("open_pack", open_pack_of),
    ("full_check", full_check_of),
    ("at_a_glimpse", glimpse_of),
    ("edit", edit_of),
    ("edit_in_5000", |times| edit_large_of(times, 500)),
    ("edit_in_100000", |times| edit_large_of(times, 10_000)),
    ("line_in_line_out", line_in_line_out_of),
    ("name_one_wrong", name_one_wrong_of),
];

fn main() {
    let mut given = std::env::args().skip(1);
    let name = given.next().unwrap_or_default();
    let second = given.next();
    if let ("locate_systems", Some(file)) = (name.as_str(), &second) {
        return systems::locate_each(file);
    }
    let times = second.and_then(|times| times.parse().ok()).unwrap_or(1);
    match SCENARIOS.iter().find(|(known, _)| *known == name) {
        Some((_, run)) => println!("{}", run(times)),
        None => SCENARIOS.iter().for_each(|(known, _)| println!("{known}")),
    }
}

fn open_pack_of(times: usize) -> usize {
    let text = gouji::packs::text(reports::PACK).unwrap_or_default();
    (0..times).map(|_| open_pack(text)).sum()
}

/// A pack's text → a pack ready for use.
#[inline(never)]
fn open_pack(text: &str) -> usize {
    gouji::packs::open("bench", black_box(text)).map_or(0, |pack| pack.model().rules.len())
}

fn full_check_of(times: usize) -> usize {
    let pack = reports::disclosure();
    let figures = reports::figures(&pack);
    (0..times).map(|_| full_check(&pack, &figures)).sum()
}

/// A report's 190 texts → its verdict, as the page fills a session.
#[inline(never)]
fn full_check(pack: &Arc<Pack>, figures: &[(usize, String)]) -> usize {
    let Ok(mut check) = Check::open(pack, &Record::default()) else {
        return 0;
    };
    for (cell, text) in figures {
        check.set(*cell, black_box(text));
    }
    check.tally().evaluated
}

fn glimpse_of(times: usize) -> usize {
    let pack = reports::disclosure();
    let figures = reports::figures(&pack);
    let tripled = reports::tripled(&figures);
    let mut glimpse = Glimpse::new(&pack);
    let reports = [&figures, &tripled];
    let take = |turn: usize| reports[turn % 2].as_slice();
    (0..times)
        .map(|turn| at_a_glimpse(&mut glimpse, take(turn)))
        .sum()
}

/// A report's texts → its verdict in numbers, as archives are checked.
#[inline(never)]
fn at_a_glimpse(glimpse: &mut Glimpse, figures: &[(usize, String)]) -> usize {
    let texts = figures
        .iter()
        .map(|(cell, text)| (*cell, black_box(text.as_bytes())));
    glimpse
        .check(texts)
        .map_or(0, |summary| summary.tally.evaluated)
}

fn edit_of(times: usize) -> usize {
    let pack = reports::disclosure();
    let mut check = reports::filled(&pack, &reports::figures(&pack));
    let cell = pack.cell("requests.new.person").unwrap_or(0);
    (0..times).map(|_| edit(&mut check, cell)).sum()
}

/// Four texts put into one cell, one after the other.
#[inline(never)]
fn edit(check: &mut Check, cell: usize) -> usize {
    let texts = ["3", "41", "0", "12"];
    texts
        .iter()
        .map(|text| usize::from(check.set(cell, black_box(text))))
        .sum()
}

fn edit_large_of(times: usize, lines: i64) -> usize {
    let pack = reports::large(lines);
    let mut check = reports::filled(&pack, &reports::large_figures(&pack, lines));
    let cell = pack.cell("lines.r250.b").unwrap_or(0);
    (0..times).map(|_| edit(&mut check, cell)).sum()
}

fn name_one_wrong_of(times: usize) -> usize {
    let pack = reports::disclosure();
    let mut check = reports::filled(&pack, &reports::figures(&pack));
    let cell = pack.cell("requests.granted.other").unwrap_or(0);
    let right = check.text(cell).to_owned();
    let mut count = 0;
    for _ in 0..times {
        check.set(cell, "987");
        name_one_wrong(&mut check);
        count += check.report("zh-CN").groups.len();
        check.set(cell, &right);
    }
    count
}

/// A report with one wrong figure → every smallest repair.
#[inline(never)]
fn name_one_wrong(check: &mut Check) {
    check.locate(black_box(LOCATE_BUDGET));
}

fn line_in_line_out_of(times: usize) -> usize {
    let pack = reports::disclosure();
    let line = reports::line(&pack);
    (0..times).map(|_| line_in_line_out(&pack, &line)).sum()
}

/// One record as JSON → one result as JSON.
#[inline(never)]
fn line_in_line_out(pack: &Arc<Pack>, line: &str) -> usize {
    let Ok(record) = serde_json::from_str::<Record>(black_box(line)) else {
        return 0;
    };
    let Ok(mut check) = Check::open(pack, &record) else {
        return 0;
    };
    check.locate(LOCATE_BUDGET);
    serde_json::to_string(&check.report("zh-CN")).map_or(0, |line| line.len())
}
