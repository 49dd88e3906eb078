//! SECURITY.md promises nothing without a test: every row of its promises names tests, and every test that it names exists.

use std::fs;
use std::path::Path;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The texts between backquotes.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Each row: the promise, the column of its tests.
fn rows(document: &str) -> Vec<(&str, &str)> {
    let section = document
        .split("\n## ")
        .find(|section| section.starts_with("Promises"));
    let lines = section.expect("a section of promises").lines();
    let rows = lines.filter_map(|line| {
        line.strip_prefix("| ")?
            .strip_suffix(" |")?
            .split_once(" | ")
    });
    rows.filter(|(promise, _)| *promise != "promise" && !promise.starts_with("---"))
        .collect()
}

/// Whether a file has a test of that name: a function in Rust, a title (or a part of one) in JavaScript.
fn is_test(file: &str, name: &str) -> bool {
    let text = read(file);
    if file.ends_with(".rs") {
        return text.contains(&format!("fn {name}("));
    }
    let calls = text.lines().filter(|line| {
        let line = line.trim_start();
        ["test(", "inEachBrowser("]
            .iter()
            .any(|call| line.starts_with(call))
    });
    calls.into_iter().any(|line| line.contains(name))
}

#[test]
fn every_promise_has_tests_and_every_test_exists() {
    let document = read("SECURITY.md");
    let rows = rows(&document);
    assert!(rows.len() >= 25, "only {} promises were found", rows.len());
    for (promise, tests) in rows {
        let mut file = "";
        let mut count = 0;
        if tests.starts_with("the same;") {
            count += 1;
        }
        for word in quoted(tests) {
            if ["tests/", "www/", "src/", "scripts/"]
                .iter()
                .any(|start| word.starts_with(start))
            {
                file = word;
                continue;
            }
            assert!(is_test(file, word), "{promise}: {file} has no test {word}");
            count += 1;
        }
        assert!(count > 0, "{promise}: no test");
    }
}
