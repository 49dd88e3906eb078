//! Text → what may be shown: HTML, or one line of a terminal. Knows nothing of what is said.

use std::fmt::Write as _;

/// The text with every sign that steers a terminal or turns the direction of writing made visible.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        let steers = sign.is_control()
            || matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{2028}' | '\u{2029}');
        if steers {
            // Writing to a string can't fail.
            let _ = write!(safe, "\\u{{{:x}}}", u32::from(sign));
        } else {
            safe.push(sign);
        }
    }
    safe
}

/// Text as HTML shows it, in content and in quoted attributes.
#[must_use]
pub fn html(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in escaped(text).chars() {
        match sign {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            other => safe.push(other),
        }
    }
    safe
}

/// ` name="number"` where the number is more than 1: spans of table cells.
#[must_use]
pub fn span(name: &str, number: usize) -> String {
    if number > 1 {
        format!(" {name}=\"{number}\"")
    } else {
        String::new()
    }
}

/// A text of many lines as HTML keeps it, to be read again by a program.
#[must_use]
pub fn whole(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
