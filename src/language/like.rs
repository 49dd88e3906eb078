//! Labels and patterns with a star.

/// Whether a text is like a pattern in which `*` stands for anything. Blanks say nothing.
pub(super) fn is_like(text: &str, pattern: &str) -> bool {
    let squeeze = |text: &str| {
        let kept = text.chars().filter(|character| !character.is_whitespace());
        kept.collect::<String>()
    };
    let (text, pattern) = (squeeze(text), squeeze(pattern));
    let Some((first, rest)) = pattern.split_once('*') else {
        return text == pattern;
    };
    let (middle, last) = rest.rsplit_once('*').unwrap_or(("", rest));
    let Some(mut rest) = text
        .strip_prefix(first)
        .and_then(|rest| rest.strip_suffix(last))
    else {
        return false;
    };
    for piece in middle.split('*').filter(|piece| !piece.is_empty()) {
        match rest.split_once(piece) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_like;

    #[test]
    fn a_star_stands_for_anything() {
        for (text, pattern, like) in [
            ("其中：应收利息", "其中*", true),
            ("其中： 应收利息", "*利息", true),
            ("应收利息", "其中*", false),
            ("应收利息", "应收利息", true),
            ("应收利息", "应*收*息", true),
            ("ab", "ab*b", false),
            ("x", "*", true),
            ("abc", "a**c", true),
        ] {
            assert_eq!(is_like(text, pattern), like, "{text} {pattern}");
        }
    }
}
