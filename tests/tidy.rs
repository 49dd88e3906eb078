//! What every file of the repository keeps to. Each failure names the file, the rule, and what to do.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Which module of `src` may use which. A new arrow is rare: add it here, and its reason to ARCHITECTURE.md.
const MAY_USE: &[(&str, &[&str])] = &[
    ("number", &[]),
    ("row", &["number"]),
    ("form", &["number", "row"]),
    ("model", &["number", "row", "form"]),
    ("figure", &["number", "form"]),
    ("record", &[]),
    ("result", &["record"]),
    ("grid", &[]),
    ("markup", &[]),
    ("prose", &["figure", "number", "model"]),
    ("align", &["form", "model", "grid", "record"]),
    ("language", &["number", "row", "form", "model", "figure"]),
    ("engine", &["number", "row", "form", "model"]),
    ("system", &["number", "row"]),
    ("locate", &["number", "row", "form", "system"]),
    (
        "explain",
        &[
            "number", "row", "form", "model", "figure", "engine", "align", "grid",
        ],
    ),
    ("pack", &["form", "model", "engine", "grid", "align"]),
    ("packs", &["form", "language", "model", "pack"]),
    (
        "lint",
        &["number", "row", "form", "model", "engine", "system"],
    ),
    (
        "import",
        &[
            "number", "form", "model", "figure", "grid", "align", "record", "pack", "packs",
            "explain",
        ],
    ),
    (
        "check",
        &[
            "number", "row", "form", "model", "figure", "record", "result", "engine", "locate",
            "system", "explain", "pack", "prose",
        ],
    ),
    (
        "examples",
        &[
            "number", "form", "model", "figure", "record", "result", "pack", "packs", "check",
        ],
    ),
    (
        "author",
        &[
            "form", "model", "language", "system", "lint", "explain", "pack", "packs", "examples",
            "markup",
        ],
    ),
    (
        "wasm",
        &[
            "number", "form", "model", "figure", "record", "result", "grid", "align", "language",
            "explain", "pack", "packs", "check", "import", "author",
        ],
    ),
];

/// Crates that only one part may name, and the files that are that part.
const ONLY_IN: &[(&str, &[&str], &str)] = &[
    (
        "wasm_bindgen",
        &["src/wasm.rs", "src/wasm/"],
        "only the JavaScript door names it",
    ),
    (
        "js_sys",
        &["src/wasm.rs", "src/wasm/"],
        "only the JavaScript door names it",
    ),
    ("std::fs", &["src/bin/"], "the core does no input or output"),
    (
        "std::env",
        &["src/bin/"],
        "the core doesn't look at its surroundings",
    ),
    (
        "std::time",
        &["src/bin/"],
        "the core has no clock: the same input gives the same bytes",
    ),
    ("serde_json", &["src/bin/"], "the core knows no JSON"),
    ("println!", &["src/bin/"], "the core prints nothing"),
    (
        "f64",
        &["src/wasm.rs", "src/wasm/", "src/record.rs"],
        "figures are exact; JavaScript's numbers end at the door",
    ),
    ("f32", &[], "figures are exact"),
    (
        "/messages.rs",
        &["src/explain/words.rs"],
        "only the explainer speaks",
    ),
];

/// Lines of code, without comments and blank lines, that a file may have.
const LONGEST_FILE: usize = 400;

/// File names that say nothing.
const EMPTY_NAMES: &[&str] = &[
    "utils", "util", "helpers", "helper", "common", "manager", "misc", "mod", "lib2",
];

struct Source {
    /// From the root, with forward slashes.
    name: String,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let built = matches!(name.as_str(), "node_modules" | "target" | "dist" | "build")
                || name.starts_with("wasm") && folder.ends_with("www");
            if path.is_dir() && !built {
                open.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let name = path
                    .strip_prefix(root())
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                let text = fs::read_to_string(&path).unwrap();
                files.push(Source { name, text });
            }
        }
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(!files.is_empty(), "no file found in {folders:?}");
    files
}

fn rust() -> Vec<Source> {
    sources(&["src"], &[".rs"])
}

/// The lines that are code: no comments, no blanks.
fn code(source: &Source) -> impl Iterator<Item = &str> {
    let is_comment =
        |line: &str| line.starts_with("//") || line.starts_with('*') || line.starts_with("/*");
    let lines = source.text.lines().map(str::trim);
    lines.filter(move |line| !line.is_empty() && !is_comment(line))
}

fn report(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

fn module(name: &str) -> &str {
    let path = name.strip_prefix("src/").unwrap_or(name);
    let first = path.split('/').next().unwrap_or(path);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// The modules that a text reaches through `crate::name` and `crate::{name, …}`.
fn used(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
    for after in text.split("crate::").skip(1) {
        let list = match after.strip_prefix('{') {
            Some(list) => top_level(list),
            None => vec![after],
        };
        for item in list {
            let item = item.trim_start();
            let end = item.find(|sign| !is_name(sign)).unwrap_or(item.len());
            names.insert(item[..end].to_owned());
        }
    }
    names
}

/// The items of a `{…}` list, whatever stands in nested braces left with its item.
fn top_level(list: &str) -> Vec<&str> {
    let (mut items, mut depth, mut start) = (Vec::new(), 0, 0);
    for (place, sign) in list.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(&list[start..place]);
                return items;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&list[start..place]);
                start = place + 1;
            }
            _ => {}
        }
    }
    items
}

#[test]
fn modules_use_only_what_stands_before_them() {
    let mut wrong = Vec::new();
    for source in rust() {
        let own = module(&source.name);
        if matches!(own, "lib" | "bin") {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == own) else {
            wrong.push(format!(
                "{}: the module `{own}` is not in the table MAY_USE; say there what it may use",
                source.name
            ));
            continue;
        };
        let text = code(&source).collect::<Vec<_>>().join("\n");
        let modules = used(&text);
        let known = |name: &&String| MAY_USE.iter().any(|(module, _)| module == name);
        for name in modules.iter().filter(known) {
            if name != own && !allowed.contains(&name.as_str()) {
                wrong.push(format!(
                    "{}: `{own}` uses `crate::{name}`, which it must not know; hand the value in, or give the arrow its reason",
                    source.name
                ));
            }
        }
    }
    report(&wrong);
}

#[test]
fn the_table_of_modules_has_no_circle() {
    for (place, (name, uses)) in MAY_USE.iter().enumerate() {
        for used in *uses {
            let before = MAY_USE[..place].iter().any(|(module, _)| module == used);
            assert!(
                before,
                "MAY_USE: `{name}` may use `{used}`, which stands below it; order the table, a later stage is never called"
            );
        }
    }
}

#[test]
fn uses_are_found_in_every_form() {
    let text = "use crate::form::Cell;\nuse crate::{engine::{Plan, Session}, row};\nlet x = crate::number::Number::ZERO;";
    let found: Vec<String> = used(text).into_iter().collect();
    assert_eq!(found, ["engine", "form", "number", "row"]);
}

#[test]
fn each_crate_is_named_only_at_its_door() {
    let mut wrong = Vec::new();
    for source in rust() {
        for (word, places, why) in ONLY_IN {
            let allowed = places.iter().any(|place| source.name.starts_with(place));
            let names = |line: &str| {
                line.match_indices(word).any(|(start, _)| {
                    let joined = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
                    let before = line[..start].ends_with(joined);
                    !before && !line[start + word.len()..].starts_with(joined)
                })
            };
            if !allowed && code(&source).any(names) {
                wrong.push(format!("{}: names `{word}`; {why}", source.name));
            }
        }
    }
    report(&wrong);
}

#[test]
fn files_can_be_read_in_one_sitting() {
    let mut wrong = Vec::new();
    for source in sources(&["src", "www", "scripts"], &[".rs", ".js", ".mjs", ".css"]) {
        let lines = code(&source).count();
        if lines > LONGEST_FILE {
            wrong.push(format!(
                "{}: {lines} lines of code, {LONGEST_FILE} at most; find the second concern in it and give it a file",
                source.name
            ));
        }
    }
    report(&wrong);
}

#[test]
fn files_are_named_for_what_they_are() {
    let mut wrong = Vec::new();
    for source in sources(&["src", "www", "scripts", "tests"], &[".rs", ".js", ".mjs"]) {
        let file = source.name.rsplit('/').next().unwrap_or_default();
        let stem = file.split('.').next().unwrap_or_default();
        if EMPTY_NAMES.contains(&stem) {
            wrong.push(format!(
                "{}: the name says nothing (or is `mod.rs`); name the thing that it holds",
                source.name
            ));
        }
    }
    report(&wrong);
}

#[test]
fn files_begin_with_what_they_are_for() {
    let mut wrong = Vec::new();
    for source in sources(&["src", "tests", "www", "scripts"], &[".rs", ".js", ".mjs"]) {
        let opening: &[&str] = if source.name.ends_with(".rs") {
            &["//!"]
        } else {
            &["/**", "//", "#!", "/*"]
        };
        if !opening
            .iter()
            .any(|comment| source.text.starts_with(comment))
        {
            wrong.push(format!(
                "{}: begin with a comment: what comes in, what goes out, what it must not know",
                source.name
            ));
        }
    }
    report(&wrong);
}

#[test]
fn no_test_is_passed_over() {
    let mut wrong = Vec::new();
    let marks = [
        "ignore]",
        "ignore =",
        "test.skip(",
        "it.skip(",
        "describe.skip(",
        "test.only(",
        "it.only(",
        "test.todo(",
    ];
    for source in sources(&["src", "tests", "www", "scripts"], &[".rs", ".js", ".mjs"]) {
        if source.name == "tests/tidy.rs" {
            continue;
        }
        for mark in marks {
            let passed_over = |line: &str| {
                line.contains(mark) && (!mark.starts_with("ignore") || line.starts_with("#["))
            };
            if code(&source).any(passed_over) {
                wrong.push(format!(
                    "{}: passes a test over (`{mark}`); mend it or remove it",
                    source.name
                ));
            }
        }
    }
    report(&wrong);
}

#[test]
fn nothing_speaks_of_the_place_where_it_was_made() {
    let mut wrong = Vec::new();
    let folders = [
        "src", "tests", "www", "scripts", "packs", "messages", "docs",
    ];
    let mut files = sources(
        &folders,
        &[
            ".rs", ".js", ".mjs", ".gouji", ".txt", ".md", ".html", ".css",
        ],
    );
    for name in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "Cargo.toml",
        "package.json",
    ] {
        if let Ok(text) = fs::read_to_string(root().join(name)) {
            files.push(Source {
                name: name.to_owned(),
                text,
            });
        }
    }
    for source in files.iter().filter(|source| source.name != "tests/tidy.rs") {
        for word in ["/home/", "/root/", "/Users/", "C:\\Users"] {
            if source.text.contains(word) {
                wrong.push(format!("{}: names `{word}`, a path of one machine; copy what is needed into the repository", source.name));
            }
        }
    }
    report(&wrong);
}
