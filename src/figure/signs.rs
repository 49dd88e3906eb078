//! A cell's text in half-width signs, each with the place where it was typed; what can't be seen is left out.

/// The text in half-width signs, each with the place in the original where it begins.
pub(super) struct Signs<'a> {
    text: &'a str,
    signs: Vec<(usize, char)>,
}

impl<'a> Signs<'a> {
    pub(super) fn of(text: &'a str) -> Signs<'a> {
        let signs = text
            .char_indices()
            .filter_map(|(start, sign)| Some((start, half_width(sign)?)))
            .collect();
        let mut signs = Signs { text, signs };
        let words = signs.signs.iter();
        let trailing = words
            .rev()
            .take_while(|(_, sign)| sign.is_whitespace())
            .count();
        signs.signs.truncate(signs.signs.len() - trailing);
        let leading = signs
            .signs
            .iter()
            .take_while(|(_, sign)| sign.is_whitespace());
        let leading = leading.count();
        signs.signs.drain(..leading);
        signs
    }

    pub(super) fn at(&self, place: usize) -> Option<char> {
        self.signs.get(place).map(|(_, sign)| *sign)
    }

    pub(super) fn len(&self) -> usize {
        self.signs.len()
    }

    /// The signs from `start` up to `end`, half-width.
    pub(super) fn half(&self, start: usize, end: usize) -> String {
        let part = self.signs.get(start..end).unwrap_or_default();
        part.iter().map(|(_, sign)| *sign).collect()
    }

    /// The same part as it was typed.
    pub(super) fn original(&self, start: usize, end: usize) -> &'a str {
        let Some((first, _)) = self.signs.get(start) else {
            return "";
        };
        let last = self
            .signs
            .get(end.saturating_sub(1))
            .map_or(self.text.len(), |(place, _)| {
                let rest = self.text.get(*place..).unwrap_or_default();
                place + rest.chars().next().map_or(0, char::len_utf8)
            });
        self.text.get(*first..last).unwrap_or_default()
    }

    /// From `start`, as long as `wanted` holds.
    pub(super) fn run(&self, start: usize, wanted: impl Fn(char) -> bool) -> usize {
        let rest = self.signs.get(start..).unwrap_or_default();
        start + rest.iter().take_while(|(_, sign)| wanted(*sign)).count()
    }
}

/// The half-width sign that stands for this one; `None` for what can't be seen.
fn half_width(sign: char) -> Option<char> {
    Some(match sign {
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => return None,
        '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' => return None,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        '\u{2010}'..='\u{2015}' | '−' | '﹣' | '─' => '-',
        '〇' => '0',
        '￥' => '¥',
        '！'..='～' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
        other => other,
    })
}

/// The text without any space, half-width and in lower case: what names are compared by.
pub(super) fn without_spaces(text: &str) -> String {
    let signs = text.chars().filter_map(half_width);
    signs
        .filter(|sign| !sign.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether `text`, half-width and in lower case, is a way to say that there is nothing.
pub(super) fn is_blank_mark(text: &str) -> bool {
    let repeated = |sign: char| text.chars().all(|other| other == sign) && text.len() <= 6;
    repeated('-')
        || repeated('/')
        || repeated('_')
        || matches!(
            text,
            "\\" | "无" | "空" | "不适用" | "不涉及" | "nil" | "null" | "none" | "n/a" | "na"
        )
}
