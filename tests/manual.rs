//! The manual runs: every pack in it compiles, its examples come out, and its mistakes are said as it says.

use gouji::language::{compile, limits};
use gouji::packs;

fn manual() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/language.md");
    std::fs::read_to_string(path).expect("the manual")
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
    let mut whole = String::new();
    let manual = manual();
    for (_, line, text) in blocks(&manual)
        .into_iter()
        .filter(|(kind, ..)| *kind == "gouji")
    {
        // A piece goes on from the pack above it.
        if text.starts_with("report ") {
            whole = text.to_owned();
        } else {
            whole.push_str(text);
        }
        let pack = match packs::open(&format!("manual:{line}"), &whole) {
            Ok(pack) => pack,
            Err(packs::PackError::Mistaken(mistakes)) => {
                let said = mistakes.iter().map(|mistake| mistake.render("zh-CN"));
                panic!("line {line}:\n{}", said.collect::<String>())
            }
            Err(other) => panic!("line {line}: {other:?}"),
        };
        let trial = gouji::examples::run(&pack);
        for (example, failures) in pack.model().examples.iter().zip(&trial.failures) {
            assert!(
                failures.is_empty(),
                "line {line}: {}: {failures:#?}",
                example.name
            );
        }
        count += pack.model().examples.len();
    }
    assert!(count >= 20, "only {count} examples were found");
}

#[test]
fn mistakes_are_said_as_the_manual_says() {
    let manual = manual();
    let blocks = blocks(&manual);
    let pairs = blocks
        .windows(2)
        .filter(|pair| pair[0].0 == "gouji-mistake");
    let mut count = 0;
    for pair in pairs {
        let name = "我的规则包.gouji";
        let mistakes = compile(name, pair[0].2, &packs::library).expect_err("mistakes");
        let said: String = mistakes
            .iter()
            .map(|mistake| mistake.render("zh-CN"))
            .collect();
        assert_eq!(said, pair[1].2, "line {}", pair[1].1);
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn the_limits_are_those_of_the_compiler() {
    let manual = manual();
    for (name, value) in [
        ("MAX_TEXT", limits::MAX_TEXT),
        ("MAX_NAME", limits::MAX_NAME),
        ("MAX_DEPTH", limits::MAX_DEPTH),
        ("MAX_NESTING", limits::MAX_NESTING),
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
