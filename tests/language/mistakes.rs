//! Every message as it is shown, in both languages: `mistakes.txt` has the packs and what is said of them.
//!
//! After a change of words: `UPDATE_MISTAKES=1 cargo test --test language`, and read the difference as its reader would.

use crate::compiled;
use gouji::language::{Code, Expected};
use std::collections::BTreeSet;
use std::fmt::Write;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/language/mistakes.txt");

/// `=== title`, a pack, `---`, what is said in Chinese, `---`, in English.
fn cases(text: &str) -> Vec<(String, String)> {
    let cases = text.split("=== ").skip(1);
    cases
        .map(|case| {
            let (title, rest) = case.split_once('\n').expect("a title");
            let pack = rest.split("\n---\n").next().expect("a pack");
            (title.to_string(), pack.to_string())
        })
        .collect()
}

#[test]
fn every_message_reads_as_it_was_read() {
    let recorded = std::fs::read_to_string(FILE).expect("the recorded messages");
    let mut said = String::from(
        "Packs with mistakes, and what is said of them in Chinese and in English.\n\n",
    );
    for (title, pack) in cases(&recorded) {
        let mistakes = compiled(&pack).expect_err(&title);
        let chinese: Vec<String> = mistakes.iter().map(|one| one.render("zh-CN")).collect();
        let english: Vec<String> = mistakes.iter().map(|one| one.render("en")).collect();
        let (chinese, english) = (chinese.concat(), english.concat());
        write!(said, "=== {title}\n{pack}\n---\n{chinese}---\n{english}\n").expect("text");
    }
    if std::env::var_os("UPDATE_MISTAKES").is_some() {
        std::fs::write(FILE, &said).expect("the file");
    }
    assert!(recorded == said, "messages have changed:\n{said}");
}

#[test]
fn every_mistake_and_every_expectation_is_shown() {
    let recorded = std::fs::read_to_string(FILE).expect("the recorded messages");
    let mut codes = BTreeSet::new();
    let mut expected = BTreeSet::new();
    for (title, pack) in cases(&recorded) {
        for mistake in compiled(&pack).expect_err(&title) {
            codes.insert(mistake.code.as_str());
            expected.extend(mistake.expected.map(Expected::as_str));
        }
    }
    // These need more text than a page; they have tests of their own.
    codes.extend([Code::More.as_str(), Code::Binary.as_str()]);
    let all = Code::ALL.iter().map(|code| code.as_str());
    let missing: Vec<&str> = all.filter(|code| !codes.contains(code)).collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
    let all = Expected::ALL.iter().map(|one| one.as_str());
    let missing: Vec<&str> = all.filter(|one| !expected.contains(one)).collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
}
