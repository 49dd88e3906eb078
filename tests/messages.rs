//! The message files: every language says the same things, with the same blanks, and nothing that nobody says.

use gouji::explain::words::Words;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn keys(language: &str) -> BTreeSet<&'static str> {
    let sentences = Words::of(language).sentences();
    sentences.map(|(key, _)| key).collect()
}

fn blanks(sentence: &str) -> BTreeSet<&str> {
    let parts = sentence.split('{').skip(1);
    parts
        .map(|part| part.split_once('}').expect("a blank is closed").0)
        .collect()
}

fn source_of(folder: &str) -> String {
    let mut source = String::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                source.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    source
}

#[test]
fn every_language_has_the_same_keys_and_blanks() {
    let languages: Vec<&str> = Words::languages().collect();
    assert!(languages.contains(&"zh-CN") && languages.contains(&"en"));
    let chinese = Words::of("zh-CN");
    for language in languages {
        assert_eq!(
            keys(language),
            keys("zh-CN"),
            "messages/{language}.txt against messages/zh-CN.txt: keys differ"
        );
        let both = chinese.sentences().zip(Words::of(language).sentences());
        for ((key, first), (_, second)) in both {
            assert_eq!(
                blanks(first),
                blanks(second),
                "{key}: the blanks of messages/{language}.txt differ from those of messages/zh-CN.txt"
            );
        }
    }
}

#[test]
fn no_key_stands_twice_in_a_file() {
    for language in Words::languages() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(root.join(format!("messages/{language}.txt"))).unwrap();
        let lines = text
            .lines()
            .filter(|line| line.contains('=') && !line.starts_with('#'));
        assert_eq!(
            lines.count(),
            keys(language).len(),
            "messages/{language}.txt: a key stands twice"
        );
    }
}

#[test]
fn every_sentence_is_said_somewhere() {
    let source = source_of("src");
    let watch = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/watch.js");
    let page = source_of("www/view") + &fs::read_to_string(watch).unwrap();
    let said = |key: &str| match key.strip_prefix("panel.") {
        // The page says these itself; the one of a pair goes with the many.
        Some(own) => page.contains(&format!("'{}'", own.strip_suffix(".one").unwrap_or(own))),
        None => source.contains(&format!("\"{key}\"")),
    };
    for key in keys("zh-CN") {
        assert!(
            said(key),
            "messages/zh-CN.txt: nobody says {key}; remove it, or say it by its full name"
        );
    }
}

/// The command line and the author's tools have files of their own: the same languages, keys and blanks, each said in their
/// source.
#[test]
fn the_other_speakers_say_the_same_in_every_language() {
    for (folder, source) in [
        ("messages/command-line", "src/bin"),
        ("messages/author", "src/author"),
    ] {
        let source = source_of(source);
        let chinese = sentences_of(folder, "zh-CN");
        for (key, _) in &chinese {
            assert_eq!(
                chinese.iter().filter(|(other, _)| other == key).count(),
                1,
                "{folder}: {key} stands twice"
            );
            assert!(
                source.contains(&format!("\"{key}\"")),
                "{folder}/zh-CN.txt: nobody says {key}; remove it, or say it by its full name"
            );
        }
        for language in Words::languages() {
            let other = sentences_of(folder, language);
            let names = |sentences: &[(String, String)]| -> BTreeSet<String> {
                sentences.iter().map(|(key, _)| key.clone()).collect()
            };
            assert_eq!(
                names(&other),
                names(&chinese),
                "{folder}/{language}.txt: keys differ"
            );
            for (key, sentence) in &other {
                let (_, first) = chinese.iter().find(|(name, _)| name == key).unwrap();
                assert_eq!(
                    blanks(first),
                    blanks(sentence),
                    "{folder}: {key}: the blanks of {language} differ"
                );
            }
        }
    }
}

fn sentences_of(folder: &str, language: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join(folder).join(format!("{language}.txt"))).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('='))
        .map(|(key, sentence)| (key.trim().to_owned(), sentence.trim().to_owned()))
        .collect()
}

#[test]
fn an_unknown_language_is_answered_in_chinese() {
    assert_eq!(Words::of("fr").language, "zh-CN");
    assert_eq!(Words::of("en-GB").language, "en");
    assert_eq!(Words::of("zh").language, "zh-CN");
}

#[test]
fn blanks_are_filled_once_and_literally() {
    let said = Words::of("zh-CN").say("rule.written", &[("place", "{text}"), ("text", "甲")]);
    assert_eq!(said, "{text}：甲");
}
