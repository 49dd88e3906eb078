//! The documentation runs: every pack in it compiles, its examples come out, and its mistakes are said as it says.

use gouji::language::{compile, limits};
use gouji::packs;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs");

fn manual() -> String {
    std::fs::read_to_string(format!("{FOLDER}/language.md")).expect("the manual")
}

/// Every page of the documentation: its file's name and its text.
fn pages() -> Vec<(String, String)> {
    let entries = std::fs::read_dir(FOLDER).expect("the documentation");
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".md")).collect();
    names.sort();
    let read = |name: String| {
        let text = std::fs::read_to_string(format!("{FOLDER}/{name}")).expect("a page");
        (name, text)
    };
    names.into_iter().map(read).collect()
}

/// The language that a page is written in, and what it calls the reader's own pack.
fn speech(page: &str) -> (&'static str, &'static str) {
    let title = page.lines().next().unwrap_or_default();
    if title.is_ascii() {
        ("en", "my-pack.gouji")
    } else {
        ("zh-CN", "我的规则包.gouji")
    }
}

/// The fenced blocks: what stands behind the fence, the line, the text.
fn blocks(manual: &str) -> Vec<(&str, usize, &str)> {
    let mut blocks = Vec::new();
    let mut line = 1;
    for (index, part) in manual.split("```").enumerate() {
        if index % 2 == 1 {
            let (kind, text) = part.split_once('\n').expect("a fence ends its line");
            blocks.push((kind, line, text));
        }
        line += part.matches('\n').count();
    }
    blocks
}

#[test]
fn every_pack_compiles_and_its_examples_come_out() {
    let mut count = 0;
    for (name, page) in pages() {
        let mut whole = String::new();
        let packs = blocks(&page)
            .into_iter()
            .filter(|(kind, ..)| *kind == "gouji");
        for (_, line, text) in packs {
            // A piece goes on from the pack above it.
            if text.starts_with("report ") {
                whole = text.to_owned();
            } else {
                whole.push_str(text);
            }
            count += run(&format!("{name}:{line}"), &whole);
        }
    }
    assert!(count >= 20, "only {count} examples were found");
}

/// Runs the examples of a pack: how many there are.
fn run(place: &str, text: &str) -> usize {
    let pack = match packs::open(place, text) {
        Ok(pack) => pack,
        Err(packs::PackError::Mistaken(mistakes)) => {
            let said = mistakes.iter().map(|mistake| mistake.render("zh-CN"));
            panic!("{place}:\n{}", said.collect::<String>())
        }
        Err(other) => panic!("{place}: {other:?}"),
    };
    let trial = gouji::examples::run(&pack);
    for (example, failures) in pack.model().examples.iter().zip(&trial.failures) {
        assert!(
            failures.is_empty(),
            "{place}: {}: {failures:#?}",
            example.name
        );
    }
    pack.model().examples.len()
}

#[test]
fn mistakes_are_said_as_the_pages_say() {
    let mut count = 0;
    for (file, page) in pages() {
        let blocks = blocks(&page);
        let pairs = blocks
            .windows(2)
            .filter(|pair| pair[0].0 == "gouji-mistake");
        let (language, name) = speech(&page);
        for pair in pairs {
            let mistakes = compile(name, pair[0].2, &packs::library).expect_err("mistakes");
            let said: String = mistakes
                .iter()
                .map(|mistake| mistake.render(language))
                .collect();
            assert_eq!(said, pair[1].2, "{file}:{}", pair[1].1);
            count += 1;
        }
    }
    assert!(count > 1);
}

#[test]
fn the_limits_are_those_of_the_compiler() {
    let manual = manual();
    for (name, value) in [
        ("MAX_TEXT", limits::MAX_TEXT),
        ("MAX_NAME", limits::MAX_NAME),
        ("MAX_DEPTH", limits::MAX_DEPTH),
        ("MAX_NESTING", limits::MAX_NESTING),
        ("MAX_TESTS", limits::MAX_TESTS),
        ("MAX_FACTORS", limits::MAX_FACTORS),
        ("MAX_CELLS", limits::MAX_CELLS),
        ("MAX_RULES", limits::MAX_RULES),
        ("MAX_TERMS", limits::MAX_TERMS),
        ("MAX_EXTENDS", limits::MAX_EXTENDS),
        ("MAX_DIAGNOSTICS", limits::MAX_DIAGNOSTICS),
    ] {
        assert!(
            manual.contains(&format!("| `{name}` | {value} |")),
            "{name}"
        );
    }
}

#[test]
fn the_units_are_those_that_the_compiler_knows() {
    let manual = manual();
    let lists = ["  - 钱：", "  - 数量：", "  - 度量："];
    let listed = manual.lines().filter_map(|line| {
        lists
            .iter()
            .find_map(|begin| line.strip_prefix(begin))
            .map(|units| units.split('、'))
    });
    let listed: Vec<&str> = listed.flatten().collect();
    assert_eq!(listed, gouji::figure::units().collect::<Vec<_>>());
}
