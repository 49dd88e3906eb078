//! Every limit stands in docs/limits.md, with its value and its meaning as the source has them.
//!
//! `UPDATE_LIMITS=1 cargo test --test limits` writes the table.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// What the names of limits begin with.
const NAMES: &[&str] = &["MAX_", "LARGEST_FILE", "LONGEST_LINE", "DEFAULT_WORK"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// The rows of the table, file by file: `| MAX_PLACES | 2_000_000 | meaning | src/align/sheet.rs |`.
fn table() -> String {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    files.sort();
    let mut table = String::new();
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let name = path
            .strip_prefix(root())
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        let mut meaning: Vec<&str> = Vec::new();
        for line in text.lines() {
            if let Some(words) = line.strip_prefix("/// ") {
                meaning.push(words);
                continue;
            }
            if let Some((limit, value)) = limit(line) {
                assert!(!meaning.is_empty(), "{name}: {limit} has no comment");
                let meaning = meaning.join(" ");
                writeln!(table, "| `{limit}` | {value} | {meaning} | `{name}` |").unwrap();
            }
            meaning.clear();
        }
    }
    table
}

/// `pub const MAX_PLACES: usize = 2_000_000;` → its name and its value.
fn limit(line: &str) -> Option<(&str, &str)> {
    let (visibility, rest) = line.split_once("const ")?;
    let (name, rest) = rest.split_once(':')?;
    let known = NAMES.iter().any(|known| name.starts_with(known));
    let value = rest.split_once("= ")?.1.strip_suffix(';')?;
    (known && (visibility.is_empty() || visibility.starts_with("pub"))).then_some((name, value))
}

#[test]
fn the_limits_are_those_of_the_source() {
    let path = root().join("docs/limits.md");
    let document = fs::read_to_string(&path).unwrap();
    let (before, old) = document.split_once("| --- | --- | --- | --- |\n").unwrap();
    let now = table();
    if std::env::var_os("UPDATE_LIMITS").is_some() {
        fs::write(&path, format!("{before}| --- | --- | --- | --- |\n{now}")).unwrap();
        return;
    }
    assert_eq!(
        old, now,
        "docs/limits.md differs; UPDATE_LIMITS=1 cargo test --test limits writes it"
    );
    assert!(now.lines().count() > 40);
}
