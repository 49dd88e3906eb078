//! A mistake → words in a language, and the line with a caret range under it.

use super::Diagnostic;

const CHINESE: &str = include_str!("../../../messages/language/zh-CN.txt");
const ENGLISH: &str = include_str!("../../../messages/language/en.txt");

/// Characters of a source line that are shown on each side of the place.
const WINDOW: usize = 100;

impl Diagnostic {
    /// One sentence or two in `language`: what is wrong, what was expected, which name may be meant.
    #[must_use]
    pub fn message(&self, language: &str) -> String {
        let mut message = sentence(language, self.code.as_str(), &self.parts);
        if let Some(expected) = self.expected {
            let what = sentence(language, expected.as_str(), &[]);
            message += &sentence(language, "expected_here", &[("what", what)]);
        }
        if let Some(name) = &self.suggestion {
            message += &sentence(language, "did_you_mean", &[("name", name.clone())]);
        }
        message
    }

    /// What was expected, in words.
    #[must_use]
    pub fn expected_in_words(&self, language: &str) -> Option<String> {
        let expected = self.expected?;
        Some(sentence(language, expected.as_str(), &[]))
    }

    /// File, line and column, the message, the line, and carets under the place.
    #[must_use]
    pub fn render(&self, language: &str) -> String {
        let severity = sentence(language, self.severity.as_str(), &[]);
        let place = if self.file.is_empty() {
            format!("{}:{}", self.span.line, self.span.column)
        } else {
            format!("{}:{}:{}", self.file, self.span.line, self.span.column)
        };
        let number = self.span.line.to_string();
        let gutter = " ".repeat(number.len());
        let before: String = self.source_line.chars().take(self.offset).collect();
        let marked: String = self
            .source_line
            .chars()
            .skip(self.offset)
            .take(self.marked_characters())
            .collect();
        let carets = "^".repeat(display_width(&marked).max(1));
        format!(
            "{severity}: {message}\n{gutter}--> {place}\n{gutter} |\n{number} | {line}\n{gutter} | {blank}{carets}\n",
            message = self.message(language),
            line = self.source_line,
            blank = " ".repeat(display_width(&before)),
        )
    }

    fn marked_characters(&self) -> usize {
        if self.span.end_line == self.span.line {
            self.span.end_column.saturating_sub(self.span.column)
        } else {
            usize::MAX
        }
    }

    /// Fills in file and line from the texts that were compiled together.
    pub(super) fn locate(&mut self, sources: &[(String, String)]) {
        let Some((file, text)) = sources.get(self.span.source) else {
            return;
        };
        self.file.clone_from(file);
        let line = text
            .lines()
            .nth(self.span.line.saturating_sub(1))
            .unwrap_or_default();
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        let column = self.span.column.saturating_sub(1);
        let skipped = column.saturating_sub(WINDOW);
        let visible = |character: char| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        };
        self.source_line = line
            .chars()
            .skip(skipped)
            .take(2 * WINDOW)
            .map(visible)
            .collect();
        self.offset = column - skipped;
    }
}

/// How many columns of a terminal a text takes: Chinese characters and full-width signs take two.
#[must_use]
pub fn display_width(text: &str) -> usize {
    let width = |character: char| if is_wide(character) { 2 } else { 1 };
    text.chars().map(width).sum()
}

/// East Asian Wide and Fullwidth, as far as a pack's text has them.
fn is_wide(character: char) -> bool {
    matches!(u32::from(character),
        0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd)
        // The quotation marks and dashes of Chinese print are ambiguous; Chinese terminals draw them wide.
        || matches!(character, '“' | '”' | '‘' | '’' | '…' | '—')
}

/// The sentence under `key`, its blanks filled. Chinese where the language has none.
fn sentence(language: &str, key: &str, parts: &[(&'static str, String)]) -> String {
    let words = if language.starts_with("en") {
        ENGLISH
    } else {
        CHINESE
    };
    let template = find(words, key).unwrap_or(key);
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled += before;
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        if let Some((_, value)) = parts.iter().find(|(part, _)| *part == name) {
            filled += value;
        }
        rest = after;
    }
    filled + rest
}

/// The text of the line `key = text`.
fn find<'a>(words: &'a str, key: &str) -> Option<&'a str> {
    words.lines().find_map(|line| {
        let (name, text) = line.split_once(" = ")?;
        (name == key).then_some(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::diagnostic::{Code, Expected};

    #[test]
    fn every_mistake_has_words_in_every_language() {
        let keys = Code::ALL.iter().map(|code| code.as_str());
        let keys = keys.chain(Expected::ALL.iter().map(|expected| expected.as_str()));
        let keys: Vec<_> = keys
            .chain(["error", "warning", "expected_here", "did_you_mean"])
            .collect();
        for (language, words) in [("zh-CN", CHINESE), ("en", ENGLISH)] {
            for key in &keys {
                assert!(find(words, key).is_some(), "{language}: {key} is missing");
            }
            let lines = words.lines();
            for line in lines.filter(|line| !line.starts_with('#') && !line.is_empty()) {
                let key = line.split(" = ").next().unwrap_or_default();
                assert!(keys.contains(&key), "{language}: nothing says {key}");
            }
        }
    }

    #[test]
    fn chinese_characters_are_two_columns_wide() {
        assert_eq!(display_width("总计 = 3"), 8);
        assert_eq!(display_width("（七）"), 6);
    }
}
