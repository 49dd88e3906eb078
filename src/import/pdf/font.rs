//! A font of a PDF: bytes of a shown string → characters and how far each moves on.

use super::fixed::{Fixed, ONE, read};
use lopdf::{Dictionary, Document, Encoding, Object};
use std::collections::BTreeMap;

/// Bytes that a table of characters may unpack to.
const MAX_MAP: usize = 16 << 20;
/// Codes of which widths are kept.
const MAX_WIDTHS: usize = 70_000;

/// A font.
pub(super) struct Font<'a> {
    characters: Characters<'a>,
    /// Characters stand below each other.
    pub vertical: bool,
    widths: BTreeMap<u32, Fixed>,
    default_width: Fixed,
}

/// From codes to characters.
enum Characters<'a> {
    /// One byte each.
    Simple(Vec<String>),
    /// Two bytes each, by the file's own table.
    Composite(Option<Encoding<'a>>),
    /// By one of the tables of Chinese characters that every reader knows.
    Predefined(String),
}

/// A character that is shown.
pub(super) struct Shown {
    pub text: String,
    /// In units of the type's size.
    pub width: Fixed,
    /// A space of one byte, to which word spacing is added.
    pub space: bool,
}

impl<'a> Font<'a> {
    pub(super) fn read(document: &'a Document, font: &'a Dictionary) -> Font<'a> {
        let name_of = |key: &[u8]| font.get(key).and_then(Object::as_name).unwrap_or(b"");
        let composite = name_of(b"Subtype") == b"Type0";
        let name = String::from_utf8_lossy(name_of(b"Encoding")).into_owned();
        let vertical = composite && name.ends_with("-V");
        let (widths, default_width) = if composite {
            composite_widths(document, font)
        } else {
            simple_widths(document, font)
        };
        let characters = if !composite {
            Characters::Simple(simple_characters(document, font))
        } else if name.starts_with("GB") || name.starts_with("UniGB") {
            Characters::Predefined(name)
        } else {
            Characters::Composite(font.get_font_encoding_with_limit(document, MAX_MAP).ok())
        };
        Font {
            characters,
            vertical,
            widths,
            default_width,
        }
    }

    /// The characters of a string.
    pub(super) fn show(&self, bytes: &[u8]) -> Vec<Shown> {
        let mut shown = Vec::new();
        let mut rest = bytes;
        while let Some(first) = rest.first() {
            let length = self.code_length(*first).min(rest.len());
            let (code, after) = rest.split_at(length);
            rest = after;
            let number = code
                .iter()
                .fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
            shown.push(Shown {
                text: self.decode(code),
                width: self
                    .widths
                    .get(&number)
                    .copied()
                    .unwrap_or(self.default_width),
                space: code == b" ",
            });
        }
        shown
    }

    fn code_length(&self, first: u8) -> usize {
        match &self.characters {
            Characters::Simple(_) => 1,
            // The tables of GBK mix lengths: Latin letters have one byte.
            Characters::Predefined(name) if name.starts_with("GB") => {
                1 + usize::from(first >= 0x81)
            }
            _ => 2,
        }
    }

    fn decode(&self, code: &[u8]) -> String {
        let text = match &self.characters {
            Characters::Simple(table) => {
                let place = code.first().map_or(0, |byte| usize::from(*byte));
                table.get(place).cloned().unwrap_or_default()
            }
            Characters::Predefined(name) if name.starts_with("GB") => {
                encoding_rs::GB18030.decode(code).0.into_owned()
            }
            Characters::Predefined(_) => encoding_rs::UTF_16BE.decode(code).0.into_owned(),
            Characters::Composite(encoding) => {
                let encoding = encoding.as_ref();
                encoding
                    .and_then(|encoding| encoding.bytes_to_string(code).ok())
                    .unwrap_or_default()
            }
        };
        text.chars()
            .map(plain)
            .filter(|one| !one.is_control())
            .collect()
    }
}

/// What each byte stands for: as the file's own table has it, where it has one, else by the font's encoding.
fn simple_characters(document: &Document, font: &Dictionary) -> Vec<String> {
    let mut mapped = font.clone();
    mapped.remove(b"Encoding");
    let own = font
        .has(b"ToUnicode")
        .then(|| mapped.get_font_encoding_with_limit(document, MAX_MAP).ok());
    let own = own.flatten();
    let usual = font.get_font_encoding_with_limit(document, MAX_MAP).ok();
    let by = |encoding: &Option<Encoding>, byte: u8| {
        let text = encoding.as_ref()?.bytes_to_string(&[byte]).ok()?;
        (!text.is_empty() && !text.contains('\u{FFFD}')).then_some(text)
    };
    let texts = (0..=u8::MAX).map(|byte| by(&own, byte).or_else(|| by(&usual, byte)));
    texts.map(Option::unwrap_or_default).collect()
}

/// Some programs write the signs of the index of radicals for the characters that look like them.
fn plain(character: char) -> char {
    super::super::radicals::plain(character)
}

fn thousandths(object: &Object) -> Option<Fixed> {
    Some(read(object)? / 1_000)
}

fn simple_widths(document: &Document, font: &Dictionary) -> (BTreeMap<u32, Fixed>, Fixed) {
    let first = font.get(b"FirstChar").and_then(Object::as_i64).unwrap_or(0);
    let first = u32::try_from(first).unwrap_or(0);
    let widths = font
        .get_deref(b"Widths", document)
        .and_then(Object::as_array);
    let widths = widths
        .map_or(&[][..], Vec::as_slice)
        .iter()
        .take(256)
        .enumerate();
    let known = widths.filter_map(|(place, width)| {
        let code = first.checked_add(u32::try_from(place).ok()?)?;
        Some((code, thousandths(width)?))
    });
    (known.collect(), ONE / 2)
}

/// `W` of a composite font: `first [w w …]` or `first last w`.
fn composite_widths(document: &Document, font: &Dictionary) -> (BTreeMap<u32, Fixed>, Fixed) {
    let descendants = font
        .get_deref(b"DescendantFonts", document)
        .and_then(Object::as_array);
    let descendant = descendants.ok().and_then(|list| list.first());
    let descendant = descendant.and_then(|object| document.dereference(object).ok());
    let Some(descendant) = descendant.and_then(|(_, object)| object.as_dict().ok()) else {
        return (BTreeMap::new(), ONE);
    };
    let default = descendant
        .get(b"DW")
        .ok()
        .and_then(thousandths)
        .unwrap_or(ONE);
    let mut widths = BTreeMap::new();
    let list = descendant
        .get_deref(b"W", document)
        .and_then(Object::as_array);
    let mut rest = list.map_or(&[][..], Vec::as_slice);
    while let [first, second, after @ ..] = rest {
        let first = first
            .as_i64()
            .ok()
            .and_then(|code| u32::try_from(code).ok())
            .unwrap_or(0);
        let second = document
            .dereference(second)
            .map_or(second, |(_, object)| object);
        if let Ok(each) = second.as_array() {
            for (code, width) in (first..).zip(each) {
                widths.extend(thousandths(width).map(|width| (code, width)));
            }
            rest = after;
        } else if let [width, after @ ..] = after {
            let last = second
                .as_i64()
                .ok()
                .and_then(|code| u32::try_from(code).ok())
                .unwrap_or(first);
            if let Some(width) = thousandths(width) {
                let codes = (first..=last).take(MAX_WIDTHS.saturating_sub(widths.len()));
                widths.extend(codes.map(|code| (code, width)));
            }
            rest = after;
        } else {
            break;
        }
        if widths.len() > MAX_WIDTHS {
            break;
        }
    }
    (widths, default)
}
