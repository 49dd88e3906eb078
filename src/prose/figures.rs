//! A place in a sentence → the whole figure that begins there, in digits or in words. Knows no pattern.

use crate::figure::{is_numeral, read_numeral};
use crate::number::Number;

/// A whole figure that begins here, its end, and its printed decimals. The tail of a longer one is none.
pub(super) fn figure_at(sentence: &[char], start: usize) -> Option<(usize, (Number, u32))> {
    let belongs = |sign: &char| sign.is_ascii_digit() || *sign == '.';
    if sentence.get(start).copied().is_some_and(is_numeral) {
        return spelled_at(sentence, start);
    }
    if start > 0 && sentence.get(start - 1).is_some_and(belongs) {
        return None;
    }
    let mut end = start;
    let mut text = String::new();
    while let Some(sign) = sentence.get(end) {
        let separator = matches!(sign, ',' | '，') && is_group(sentence, start, end);
        if !separator && !belongs(sign) {
            break;
        }
        if !separator {
            text.push(*sign);
        }
        end += 1;
    }
    let decimals = text
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    Some((end, (Number::parse(&text)?, u32::try_from(decimals).ok()?)))
}

/// Whether a figure may begin with a sign.
pub(super) fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit() || is_numeral(sign)
}

/// `十二件`: a numeral in words, which counts; `第三批` does not.
fn spelled_at(sentence: &[char], start: usize) -> Option<(usize, (Number, u32))> {
    let before = start.checked_sub(1).and_then(|before| sentence.get(before));
    if before.is_some_and(|sign| *sign == '第' || is_digit(*sign)) {
        return None;
    }
    let length = sentence[start..]
        .iter()
        .take_while(|sign| is_numeral(**sign))
        .count();
    let text: String = sentence[start..start + length].iter().collect();
    let one = (text == "一").then_some(Number::ONE);
    Some((
        start + length,
        (one.or_else(|| read_numeral(&text, false))?, 0),
    ))
}

/// Whether the comma at `comma` stands inside a figure: one to three digits before it, just three behind it.
fn is_group(sentence: &[char], start: usize, comma: usize) -> bool {
    let digits = |from: usize| {
        sentence[from..]
            .iter()
            .take_while(|sign| sign.is_ascii_digit())
            .count()
    };
    let before = sentence[start..comma]
        .iter()
        .rev()
        .take_while(|sign| sign.is_ascii_digit())
        .count();
    (1..=3).contains(&before) && digits(comma + 1) == 3
}
