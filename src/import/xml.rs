//! XML text → its elements, one after the other, without namespaces. Entities beyond XML's own five are not expanded.

use super::error::ImportError;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What comes next.
pub(super) enum Node {
    /// An element begins; an empty one ends at once.
    Start(Element),
    /// An element ends: its name.
    End(String),
    /// Text between.
    Text(String),
}

/// An element's name and attributes, prefixes cut off.
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name)?;
        Some(&found.1)
    }

    /// Whether a property that needs no value holds: `<strike/>`, not `<strike val="0"/>`.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.attribute("val"), Some("0" | "false" | "off"))
    }
}

/// Hands every node to `take`.
pub(super) fn walk(
    text: &str,
    mut take: impl FnMut(Node) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    loop {
        let event = reader.read_event().map_err(|error| ImportError::Broken {
            detail: error.to_string(),
        })?;
        match event {
            Event::Start(start) => take(Node::Start(element(&start)))?,
            Event::Empty(start) => {
                let element = element(&start);
                let name = element.name.clone();
                take(Node::Start(element))?;
                take(Node::End(name))?;
            }
            Event::End(end) => take(Node::End(local(end.name().as_ref())))?,
            Event::Text(text) => take(Node::Text((*text).to_owned()))?,
            Event::CData(text) => take(Node::Text((*text).to_owned()))?,
            Event::GeneralRef(reference) => {
                let name = (*reference).to_owned();
                take(Node::Text(
                    resolve(&name).map(String::from).unwrap_or_default(),
                ))?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn element(start: &BytesStart) -> Element {
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).flatten();
    Element {
        name: local(start.name().as_ref()),
        attributes: attributes
            .map(|attribute| (local(attribute.key.as_ref()), unescape(&attribute.value)))
            .collect(),
    }
}

fn local(name: &str) -> String {
    name.rsplit_once(':')
        .map_or(name, |(_, local)| local)
        .to_owned()
}

fn resolve(name: &str) -> Option<char> {
    let number = |digits: &str, radix| {
        u32::from_str_radix(digits, radix)
            .ok()
            .and_then(char::from_u32)
    };
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => match name.strip_prefix('#')?.strip_prefix(['x', 'X']) {
            Some(digits) => number(digits, 16),
            None => number(name.strip_prefix('#')?, 10),
        },
    }
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        match after
            .split_once(';')
            .map(|(name, tail)| (resolve(name), tail))
        {
            Some((Some(character), tail)) => {
                plain.push(character);
                rest = tail;
            }
            _ => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}
