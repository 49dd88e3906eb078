//! Chinese numerals → numbers, where they have one meaning: 二十三, 一百零五, 三万二千, 贰拾; in years also 二〇二四.
//!
//! A numeral is accepted only if its number, written out again, gives the same numeral; so nothing is guessed. 一 alone
//! is refused: in print nobody can tell it from a dash.

use crate::number::Number;

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const UNITS: [(char, u64); 5] = [
    ('亿', 100_000_000),
    ('万', 10_000),
    ('千', 1_000),
    ('百', 100),
    ('十', 10),
];

/// The usual numeral for one of the bookkeepers' (壹, 拾) or of speech (两).
fn usual(sign: char) -> char {
    match sign {
        '0' => '零',
        '壹' => '一',
        '贰' | '两' => '二',
        '叁' => '三',
        '肆' => '四',
        '伍' => '五',
        '陆' => '六',
        '柒' => '七',
        '捌' => '八',
        '玖' => '九',
        '拾' => '十',
        '佰' => '百',
        '仟' => '千',
        other => other,
    }
}

/// Whether the sign can stand in a numeral.
pub(crate) fn is_numeral(sign: char) -> bool {
    let sign = usual(sign);
    DIGITS.contains(&sign) || UNITS.iter().any(|(unit, _)| *unit == sign)
}

/// The number that `text` spells; with `years`, four digits in a row too.
pub(crate) fn read(text: &str, years: bool) -> Option<Number> {
    let signs: Vec<char> = text.chars().map(usual).collect();
    let digits: Option<Vec<u64>> = signs.iter().map(|sign| digit(*sign)).collect();
    if let Some([a, b, c, d]) = digits.as_deref() {
        let year = a * 1000 + b * 100 + c * 10 + d;
        return years.then(|| number(year)).flatten();
    }
    if signs.len() > 24 || signs == ['一'] {
        return None;
    }
    let value = value(&signs)?;
    let spelled: String = signs.iter().collect();
    let written = written(value);
    let short = written.strip_prefix("一十").map(|rest| format!("十{rest}"));
    (spelled == written || Some(spelled) == short)
        .then(|| number(value))
        .flatten()
}

fn number(value: u64) -> Option<Number> {
    i64::try_from(value).ok().map(Number::from)
}

fn digit(sign: char) -> Option<u64> {
    DIGITS
        .iter()
        .position(|digit| *digit == sign)
        .and_then(|place| u64::try_from(place).ok())
}

/// What the signs add up to, whether or not they are in order.
fn value(signs: &[char]) -> Option<u64> {
    for (unit, size) in UNITS {
        if let Some(place) = signs.iter().rposition(|sign| *sign == unit) {
            let (before, after) = (signs.get(..place)?, signs.get(place + 1..)?);
            let times = match before {
                [] => 1,
                _ => value(before)?,
            };
            let rest = match after {
                [] => 0,
                _ => value(after)?,
            };
            return times.checked_mul(size)?.checked_add(rest);
        }
    }
    match signs {
        [one] => digit(*one),
        ['零', rest @ ..] => value(rest),
        _ => None,
    }
}

/// The standard numeral of a number.
fn written(value: u64) -> String {
    let one = |digit: u64| {
        let place = usize::try_from(digit).unwrap_or(0);
        DIGITS.get(place).copied().unwrap_or('零').to_string()
    };
    if value < 10 {
        return one(value);
    }
    for (unit, size) in UNITS {
        if value >= size {
            let (times, rest) = (value / size, value % size);
            let head = format!("{}{unit}", written(times));
            return match rest {
                0 => head,
                rest if rest < size / 10 => format!("{head}零{}", written(rest)),
                rest => format!("{head}{}", written(rest)),
            };
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_of_one_meaning_are_read() {
        for (text, expected) in [
            ("零", 0),
            ("二", 2),
            ("两", 2),
            ("十", 10),
            ("十二", 12),
            ("二十三", 23),
            ("一百零五", 105),
            ("一百一十", 110),
            ("三万二千", 32_000),
            ("一万零三", 10_003),
            ("两千零一十", 2_010),
            ("贰拾叁", 23),
            ("一亿", 100_000_000),
        ] {
            assert_eq!(read(text, false), Some(Number::from(expected)), "{text}");
        }
        assert_eq!(read("二〇二四", true), None);
        assert_eq!(read("二零二四", true), Some(Number::from(2024)));
        assert_eq!(read("二0二四", true), Some(Number::from(2024)));
    }

    #[test]
    fn others_are_refused() {
        for text in [
            "",
            "一",
            "二三",
            "二零二四",
            "一百五",
            "三万二",
            "十百",
            "百",
            "零五",
            "万亿",
            "一一十",
        ] {
            assert_eq!(read(text, false), None, "{text}");
        }
    }
}
