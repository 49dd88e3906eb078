//! Text → HTML.

/// Text as HTML shows it, in content and in quoted attributes.
pub fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in crate::console::escaped(text).chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// ` name="number"` where the number is more than 1: spans of table cells.
pub fn span(name: &str, number: usize) -> String {
    if number > 1 {
        format!(" {name}=\"{number}\"")
    } else {
        String::new()
    }
}
