//! What the command line says of its own affairs, beside the words of results.

use gouji::explain::words as results;
use std::ops::Deref;
use std::sync::OnceLock;

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/messages-command-line.rs"));

pub use results::DEFAULT;

/// The words of one language: its own by [`Deref`], those of results in `results`.
pub struct Words {
    /// What results, repairs and readers say.
    pub results: &'static results::Words,
    own: results::Words,
}

impl Words {
    /// Whether there are words of this very language.
    pub fn has(language: &str) -> bool {
        FILES.iter().any(|(tag, _)| *tag == language)
    }

    /// The words of a language, or of [`DEFAULT`].
    pub fn of(language: &str) -> &'static Words {
        static ALL: OnceLock<Vec<Words>> = OnceLock::new();
        let read = |(tag, text): &(&'static str, &'static str)| Words {
            results: results::Words::of(tag),
            own: results::Words::read(tag, text),
        };
        let all = ALL.get_or_init(|| FILES.iter().map(read).collect());
        let named = |tag: &str| all.iter().find(|words| words.language == tag);
        // The folder holds the default: a test compares its files with those of results.
        named(language)
            .or_else(|| named(DEFAULT))
            .unwrap_or(&all[0])
    }
}

impl Deref for Words {
    type Target = results::Words;

    fn deref(&self) -> &results::Words {
        &self.own
    }
}
