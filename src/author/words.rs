//! What the author's tools say, beside the words of results: `messages/author/*.txt`.

use crate::explain::words as results;
use std::ops::Deref;
use std::sync::OnceLock;

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/messages-author.rs"));

/// The words of one language: its own by [`Deref`], those of results in `results`.
pub struct Words {
    /// What results say, and how this language joins a list.
    pub results: &'static results::Words,
    own: results::Words,
}

impl Words {
    /// The words of a language, or of [`results::DEFAULT`]; `en-GB` is answered in `en`.
    pub fn of(language: &str) -> &'static Words {
        static ALL: OnceLock<Vec<Words>> = OnceLock::new();
        let read = |(tag, text): &(&'static str, &'static str)| Words {
            results: results::Words::of(tag),
            own: results::Words::read(tag, text),
        };
        let all = ALL.get_or_init(|| FILES.iter().map(read).collect());
        let known = results::Words::of(language).language;
        // The folder holds every language of results: a test compares their files.
        all.iter()
            .find(|words| words.language == known)
            .unwrap_or(&all[0])
    }
}

impl Deref for Words {
    type Target = results::Words;

    fn deref(&self) -> &results::Words {
        &self.own
    }
}
