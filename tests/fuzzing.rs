//! The bodies of the fuzz targets on every seed and on everything that a fuzzer has ever found: `tests/fuzzing/seeds/TARGET`
//! and `tests/fuzzing/finds/TARGET`. `npm run fuzz` makes new inputs of them.

#[path = "differential/agreement.rs"]
mod agreement;
#[path = "differential/arithmetic.rs"]
mod arithmetic;
#[path = "differential/case.rs"]
mod case;
#[path = "fuzzing/documents.rs"]
mod documents;
#[path = "differential/evaluator.rs"]
mod evaluator;
#[path = "fuzzing/figure.rs"]
mod figure;
#[path = "fuzzing/grids.rs"]
mod grids;
#[path = "differential/hull.rs"]
mod hull;
#[path = "fuzzing/pack.rs"]
mod pack;
#[path = "differential/reading.rs"]
mod reading;
#[path = "fuzzing/record.rs"]
mod record;
#[path = "differential/repairs.rs"]
mod repairs;
#[path = "differential/span.rs"]
mod span;

use std::fs;
use std::path::Path;

/// Its name, and what it does with an input.
type Target = (&'static str, fn(&[u8]));

const TARGETS: &[Target] = &[
    ("docx", documents::word),
    ("edits", |bytes| {
        agreement::all(bytes);
    }),
    ("figure", figure::run),
    ("grids", grids::run),
    ("html", documents::page),
    ("locate", |bytes| {
        repairs::all(bytes);
    }),
    ("pack", pack::run),
    ("pdf", documents::pdf),
    ("record", record::run),
    ("text", documents::file),
    ("xlsx", documents::workbook),
];

fn inputs(kind: &str, target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fuzzing")
        .join(kind)
        .join(target);
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn every_seed_and_every_find_passes() {
    for (target, run) in TARGETS {
        let seeds = inputs("seeds", target);
        assert!(!seeds.is_empty(), "{target} has no seed");
        for (name, bytes) in seeds.into_iter().chain(inputs("finds", target)) {
            println!("{name}");
            run(&bytes);
        }
    }
}

#[test]
fn every_target_of_the_fuzzer_is_run_here() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/targets");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let known: Vec<String> = TARGETS
        .iter()
        .map(|(name, _)| format!("{name}.rs"))
        .collect();
    assert_eq!(names, known);
}
