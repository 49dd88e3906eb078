//! A cell's style and its number → what Excel shows. Knows no sheet.

use crate::import::error::ImportError;
use crate::import::xml::{Node, walk};
use crate::number::Number;
use std::collections::BTreeMap;

/// Significant digits that Excel itself keeps and shows; the rest is noise of binary fractions.
const EXCEL_DIGITS: u32 = 15;

/// How a cell's style shows its number.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// A hundredth as 1%.
    percent: bool,
    /// So many places smaller: 120000 as 12.0000, to count in 万.
    smaller: u32,
}

impl Shown {
    pub(super) fn by(code: &str) -> Shown {
        let first = code.split(';').next().unwrap_or("");
        let mut shown = Shown::default();
        let (mut commas, mut behind) = (0, None);
        let mut quoted = false;
        let mut signs = first.chars();
        while let Some(sign) = signs.next() {
            match sign {
                '"' => quoted = !quoted,
                _ if quoted => {}
                // A point that is only drawn: the digits behind it are the number's own.
                '!' | '\\' if signs.next() == Some('.') => behind = Some(0),
                '%' => shown.percent = true,
                '0' | '#' | '?' => {
                    commas = 0;
                    behind = behind.map(|places: u32| places + 1);
                }
                ',' => commas += 1,
                _ => {}
            }
        }
        shown.smaller = (3 * commas + behind.unwrap_or(0)).min(15);
        shown
    }
}

/// The cell styles that show another number than the one that is kept.
pub(super) fn shown_styles(text: &str) -> Result<BTreeMap<usize, Shown>, ImportError> {
    let percent = Shown {
        percent: true,
        ..Shown::default()
    };
    let mut formats: BTreeMap<String, Shown> =
        ["9", "10"].map(|id| (id.to_owned(), percent)).into();
    let mut styles = BTreeMap::new();
    let (mut in_cells, mut count) = (false, 0);
    walk(text, |node| {
        match node {
            Node::Start(element) => match element.name.as_str() {
                "numFmt" => {
                    let shown = Shown::by(element.attribute("formatCode").unwrap_or(""));
                    if let Some(id) = element.attribute("numFmtId") {
                        formats.insert(id.to_owned(), shown);
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let shown = element.attribute("numFmtId").and_then(|id| formats.get(id));
                    if let Some(shown) = shown.filter(|shown| **shown != Shown::default()) {
                        styles.insert(count, *shown);
                    }
                    count += 1;
                }
                _ => {}
            },
            Node::End(name) if name == "cellXfs" => in_cells = false,
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

/// What Excel shows of a number: fifteen digits, as the style has it.
pub(super) fn shown(text: &str, style: Shown) -> String {
    let Some(value) = Number::parse(text.trim()) else {
        return text.to_owned();
    };
    let value = if style.percent {
        value * Number::from(100)
    } else {
        value
    };
    let tens = Number::from(10_i64.pow(style.smaller));
    let value = value.checked_div(&tens).unwrap_or(value);
    let mut digits = 0_u32;
    let mut size = value.abs().floor();
    while size >= Number::ONE && digits < EXCEL_DIGITS {
        size = size
            .checked_div(&Number::from(10))
            .map_or(Number::ZERO, |size| size.floor());
        digits += 1;
    }
    let decimals = i32::try_from(EXCEL_DIGITS - digits).unwrap_or(0);
    let rounded = value.round(decimals);
    let sign = if style.percent { "%" } else { "" };
    format!("{rounded}{sign}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_without_the_noise_of_binary_fractions() {
        for (text, format, seen) in [
            ("1204.2640000000001", "0.00", "1204.264"),
            ("0.34200000000000003", "0.0%", "34.2%"),
            ("2.4252311082E4", "General", "24252.311082"),
            ("3", "#,##0\"件\"", "3"),
            ("125000", "0!.0000", "12.5"),
            ("125000", "0\\.0,", "12.5"),
            ("125000", "#,##0,", "125"),
        ] {
            assert_eq!(shown(text, Shown::by(format)), seen, "{format}");
        }
    }
}
