//! What the documents claim: the paths that they name exist, every part and every dependency is explained, the pack
//! that they show compiles, and the commands that they show are commands.

use std::fs;
use std::path::Path;

const DOCUMENTS: &[&str] = &[
    "README.md",
    "README.zh-CN.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
];

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The texts between `open` and `close`, none over a line's end.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    let parts = text.split(open).skip(1);
    let inner = parts.filter_map(|part| part.split_once(close).map(|(inner, _)| inner));
    inner.filter(|inner| !inner.contains('\n')).collect()
}

/// Text without its code blocks, and the blocks.
fn split(text: &str) -> (String, Vec<String>) {
    let (mut prose, mut blocks) = (String::new(), Vec::new());
    for (index, part) in text.split("```").enumerate() {
        if index % 2 == 0 {
            prose.push_str(part);
        } else {
            blocks.push(part.to_owned());
        }
    }
    (prose, blocks)
}

#[test]
fn every_path_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let made = ["dist/", "target/"];
    for name in DOCUMENTS {
        let (prose, _) = split(&read(name));
        let links = between(&prose, "](", ")")
            .into_iter()
            .filter(|link| !link.starts_with('#'));
        let quoted = between(&prose, "`", "`").into_iter().filter(|text| {
            let starts = [
                "src/",
                "www/",
                "tests/",
                "scripts/",
                "packs/",
                "messages/",
                "docs/",
            ];
            starts.iter().any(|start| text.starts_with(start))
        });
        for path in links.chain(quoted) {
            // `messages/*.txt` stands for the files; its folder is what can be looked up.
            let path = path.split('*').next().unwrap_or(path);
            let exists = root.join(path).exists() || root.join(format!("{path}.rs")).exists();
            assert!(
                exists || made.iter().any(|made| path.starts_with(made)),
                "{name} names {path}, which isn't there"
            );
        }
    }
}

#[test]
fn every_part_and_every_dependency_is_explained() {
    let architecture = read("ARCHITECTURE.md");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(source).unwrap() {
        let path = entry.unwrap().path();
        let part = path.file_stem().unwrap().to_string_lossy().into_owned();
        let known = part == "lib" || architecture.contains(&format!("`src/{part}"));
        assert!(known, "ARCHITECTURE.md doesn't say what src/{part} is for");
    }
    let manifest = read("Cargo.toml");
    let mut section = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
            continue;
        }
        if section.ends_with("dependencies]")
            && let Some((name, _)) = line.split_once(" = ")
        {
            assert!(
                architecture.contains(name),
                "ARCHITECTURE.md gives no reason for the dependency {name}"
            );
        }
    }
}

#[test]
fn the_pack_of_the_readme_compiles() {
    let (_, blocks) = split(&read("README.md"));
    let packs: Vec<&String> = blocks
        .iter()
        .filter(|block| block.trim_start().starts_with("report "))
        .collect();
    assert_eq!(packs.len(), 1);
    let pack = gouji::packs::open("profit.gouji", packs[0]).expect("the pack of the README");
    assert_eq!(pack.model().rules.len(), 2);
}

#[test]
fn the_commands_of_the_readme_are_commands() {
    let both = format!("{}\n{}", read("README.md"), read("README.zh-CN.md"));
    let (_, blocks) = split(&both);
    let lines = blocks
        .iter()
        .filter(|block| block.starts_with("sh\n"))
        .flat_map(|block| block.lines());
    let mut seen = 0;
    for line in lines {
        if let Some(rest) = line.strip_prefix("gouji ") {
            let command = rest.split_whitespace().next().unwrap();
            let run = std::process::Command::new(env!("CARGO_BIN_EXE_gouji"));
            let output = { run }.args([command, "--help"]).output().unwrap();
            assert!(
                output.status.success(),
                "README.md: gouji {command}: {output:?}"
            );
            let help = String::from_utf8(output.stdout).unwrap();
            let options = rest
                .split('#')
                .next()
                .unwrap()
                .split_whitespace()
                .filter(|word| word.starts_with("--"));
            for option in options {
                assert!(
                    help.contains(option),
                    "README.md: gouji {command} doesn't know {option}"
                );
            }
            seen += 1;
        } else if let Some(script) = line.strip_prefix("npm ") {
            let name = script
                .trim_start_matches("run ")
                .split_whitespace()
                .next()
                .unwrap();
            assert!(
                read("package.json").contains(&format!("\"{name}\":")),
                "package.json has no script {name}"
            );
            seen += 1;
        }
    }
    assert!(seen > 8, "only {seen} commands were found");
}
