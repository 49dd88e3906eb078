//! Any text in a cell of any kind: read or refused, within limits, and what is read reads the same when it is read again.

use gouji::figure::{read, units};
use gouji::form::{Kind, Label, Unit};
use gouji::number::{Decimal, MAX_DIGITS, Number};

pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for kind in kinds() {
        for unit in [None, Some("元"), Some("万元"), Some("件"), units().next()] {
            let unit = unit.map(|name| Unit {
                name: name.to_owned(),
            });
            in_cell(&text, &kind, unit.as_ref());
        }
    }
    plain(&text);
}

fn kinds() -> Vec<Kind> {
    let choice = |text: &str| Label {
        text: text.to_owned(),
        ..Label::default()
    };
    vec![
        Kind::Count,
        Kind::Integer,
        Kind::Amount {
            decimals: None,
            negative: true,
        },
        Kind::Amount {
            decimals: Some(2),
            negative: false,
        },
        Kind::Percent { decimals: Some(1) },
        Kind::Year,
        Kind::Date,
        Kind::Text,
        Kind::Choice(vec![choice("是"), choice("否")]),
    ]
}

fn in_cell(text: &str, kind: &Kind, unit: Option<&Unit>) {
    let reading = read(text, kind, unit);
    let Some(number) = reading.number else {
        // What is neither a figure nor blank is said to be odd; words are the business of their cell alone.
        let silent = reading.problems.is_empty() && !reading.blank && *kind != Kind::Text;
        assert!(!silent, "{text:?} vanishes in a {kind:?}");
        return;
    };
    assert!(!reading.blank);
    let canonical = number.to_string();
    let digits = canonical.bytes().filter(u8::is_ascii_digit).count();
    assert!(
        digits <= 2 * MAX_DIGITS + 60,
        "{text:?} in a {kind:?}: {canonical}"
    );
    if !matches!(kind, Kind::Date | Kind::Choice(_)) {
        let again = read(&canonical, kind, unit).number;
        assert_eq!(again.as_ref(), Some(&number), "{text:?} in a {kind:?}");
    }
}

/// The two readers of plain notation agree, and canonical text is a fixed point.
fn plain(text: &str) {
    let number = Number::parse(text);
    if let Some(decimal) = Decimal::parse(text) {
        assert_eq!(number, Some(decimal.into()), "{text:?}");
    }
    if let Some(number) = number {
        let canonical = number.to_string();
        assert_eq!(Number::parse(&canonical), Some(number), "{text:?}");
        let bare = canonical.strip_prefix('-').unwrap_or(&canonical);
        assert!(bare == "0" || bare.starts_with("0.") || !bare.starts_with('0'));
        assert!(!bare.contains('.') || !bare.ends_with(['0', '.']));
    }
}
