//! `messages/*.txt` → sentences with their blanks filled. The folder is the registry of languages.

use std::collections::BTreeMap;
use std::sync::OnceLock;

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// The language that is spoken where none, or an unknown one, is asked for.
pub const DEFAULT: &str = "zh-CN";

/// The sentences of one language.
#[derive(Debug)]
pub struct Words {
    /// Its tag: the name of its file.
    pub language: &'static str,
    sentences: BTreeMap<&'static str, &'static str>,
}

impl Words {
    /// The words of a language, or of [`DEFAULT`]; `en-GB` is answered in `en`.
    #[must_use]
    pub fn of(language: &str) -> &'static Words {
        static ALL: OnceLock<Vec<Words>> = OnceLock::new();
        static NONE: Words = Words {
            language: DEFAULT,
            sentences: BTreeMap::new(),
        };
        let all = ALL.get_or_init(|| {
            FILES
                .iter()
                .map(|(tag, text)| Words::read(tag, text))
                .collect()
        });
        let named = |tag: &str| all.iter().find(|words| words.language == tag);
        let general = || named(language.split('-').next()?);
        named(language)
            .or_else(general)
            .or_else(|| named(DEFAULT))
            .unwrap_or(&NONE)
    }

    /// Words from the text of a message file.
    #[must_use]
    pub fn read(language: &'static str, text: &'static str) -> Words {
        let sentences = text.lines().filter_map(|line| {
            let (key, sentence) = line.split_once('=')?;
            (!line.starts_with('#')).then_some((key.trim(), sentence.trim()))
        });
        Words {
            language,
            sentences: sentences.collect(),
        }
    }

    /// The tags of all languages, sorted.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        FILES.iter().map(|(tag, _)| *tag)
    }

    /// The sentence under `key` with its blanks filled; the key itself where there is none, so that a gap is seen.
    ///
    /// ```
    /// use gouji::explain::words::Words;
    /// let words = Words::of("en");
    /// assert_eq!(words.say("resolved.many", &[("count", "3")]), "all 3 tie-outs hold");
    /// ```
    #[must_use]
    pub fn say(&self, key: &str, blanks: &[(&str, &str)]) -> String {
        let Some(sentence) = self.sentences.get(key) else {
            return key.to_owned();
        };
        let mut said = String::with_capacity(sentence.len() * 2);
        let mut rest = *sentence;
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            let filled = blanks.iter().find(|(blank, _)| *blank == name);
            said.push_str(filled.map_or("", |(_, text)| text));
            rest = after;
        }
        said.push_str(rest);
        said
    }

    /// The parts as a list of this language.
    #[must_use]
    pub fn list(&self, parts: &[String]) -> String {
        let mut parts = parts.iter();
        let first = parts.next().cloned().unwrap_or_default();
        parts.fold(first, |head, tail| {
            self.say("list.join", &[("head", &head), ("tail", tail)])
        })
    }

    /// Every key with its sentence, sorted.
    pub fn sentences(&self) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
        self.sentences.iter().map(|(key, text)| (*key, *text))
    }
}
