//! A long run of the differential tests: numbered cases, the same for everybody.
//!
//! `npm run test:differential -- --cases 1000000 [--from 0] [--jobs 2]` prints every case that differs, and how many were
//! run. A case that differs is run alone with `--from ITS_NUMBER --cases 1`.

#[path = "../tests/differential/agreement.rs"]
mod agreement;
#[path = "../tests/differential/arithmetic.rs"]
mod arithmetic;
#[path = "../tests/differential/case.rs"]
mod case;
#[path = "../tests/differential/evaluator.rs"]
mod evaluator;
#[path = "../tests/differential/hull.rs"]
mod hull;
#[path = "../tests/differential/reading.rs"]
mod reading;
#[path = "../tests/differential/repairs.rs"]
mod repairs;
#[path = "../tests/differential/span.rs"]
mod span;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};

/// Cases between two lines about the progress.
const PULSE: u64 = 10_000;

/// Bytes of a case; what it doesn't use changes nothing.
const BYTES: usize = 640;

/// The bytes of a numbered case (splitmix64).
fn bytes(number: u64) -> Vec<u8> {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    };
    (0..BYTES / 8).flat_map(|_| next().to_le_bytes()).collect()
}

fn option(name: &str, otherwise: u64) -> u64 {
    let mut words = std::env::args().skip_while(|word| word != name).skip(1);
    let given = words.next().map(|word| word.parse());
    given.map_or(otherwise, |number| number.expect("a whole number"))
}

#[derive(Default)]
struct Tally {
    next: AtomicU64,
    compiled: AtomicU64,
    repairs: AtomicU64,
    different: AtomicU64,
}

fn main() -> ExitCode {
    let (from, cases, jobs) = (
        option("--from", 0),
        option("--cases", 100_000),
        option("--jobs", 2),
    );
    let tally = Tally::default();
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| work(from, cases, &tally));
        }
    });
    let [compiled, repairs, different] = [&tally.compiled, &tally.repairs, &tally.different]
        .map(|each| each.load(Ordering::Relaxed));
    println!(
        "{cases} cases from {from}: {compiled} packs that compile, {repairs} repairs made, {different} differences"
    );
    ExitCode::from(u8::from(different > 0))
}

fn work(from: u64, cases: u64, tally: &Tally) {
    loop {
        let done = tally.next.fetch_add(1, Ordering::Relaxed);
        if done >= cases {
            return;
        }
        if done > 0 && done.is_multiple_of(PULSE) {
            println!(
                "{done} done, {} differences",
                tally.different.load(Ordering::Relaxed)
            );
        }
        let bytes = bytes(from + done);
        let agreed = catch_unwind(AssertUnwindSafe(|| {
            (agreement::all(&bytes), repairs::all(&bytes))
        }));
        match agreed {
            Ok((compiled, repairs)) => {
                tally
                    .compiled
                    .fetch_add(u64::from(compiled), Ordering::Relaxed);
                tally.repairs.fetch_add(repairs as u64, Ordering::Relaxed);
            }
            // The panic has printed what differs.
            Err(_) => {
                println!("^ case {}", from + done);
                tally.different.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}
