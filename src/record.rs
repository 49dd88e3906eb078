//! A report as other programs hand it over: figures by address, as typed. Knows no pack; unknown keys are ignored.

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;

/// One report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// The caller's own name for it, given back in the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The pack to check it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pack: Option<String>,
    /// The authority that reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organ: Option<String>,
    /// The year reported on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i64>,
    /// The file that it was read from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Address → text as typed; `None` is a blank.
    pub cells: Texts,
    /// Rows (`requests.not_paid`) or cells that the document doesn't have at all: they count as nothing, not as blank.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<String>,
    /// Section title → text.
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub prose: Texts,
    /// The same authority's report of the year before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Box<Record>>,
    /// The reports that this one sums up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts: Option<Parts>,
    /// Address → how readily the cell may be blamed; the pack's own weight where not given.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub weights: BTreeMap<String, Blame>,
    /// Rule → the reason given for keeping a warning.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub justified: BTreeMap<String, Justification>,
    /// Address → text as printed, where it differs from the figure.
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub texts: Texts,
    /// Figures that a reader could not place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unplaced: Vec<Unplaced>,
    /// What a reader found odd although every figure concerned has its cell: a misprinted label, merged rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// Address → how sure the reader is.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub certainty: BTreeMap<String, Certainty>,
}

/// Subordinate reports.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Parts {
    /// Whether all of them are there.
    pub complete: bool,
    /// In any order.
    pub records: Vec<Record>,
}

/// A reason given for keeping a warning, bound to the figures that were seen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Justification {
    /// 说明.
    pub reason: String,
    /// Address → canonical figure when the reason was given; the warning opens again when one differs.
    pub values: BTreeMap<String, String>,
}

/// A figure that could not be placed with certainty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unplaced {
    /// Where it stands.
    pub r#where: String,
    /// Its text.
    pub text: String,
    /// Why it was not placed.
    pub why: String,
}

/// Something odd about the layout of a document; it becomes a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The finding's address: `label[requests.forbidden]`, `merged[requests.other_result]`, `layout`.
    pub rule: String,
    /// Whether it is a warning rather than a notice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub warning: bool,
    /// Where it stands.
    pub r#where: String,
    /// Its text.
    pub text: String,
    /// What is odd.
    pub why: String,
}

/// How a reader found a figure's cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// By the labels of its row and column.
    Label,
    /// By its place among figures whose labels were read.
    Position,
    /// Out of several figures printed as one.
    Split,
}

/// How readily the locator may blame a cell: a weight, or the word `never`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blame {
    /// A positive decimal, as text.
    Weight(String),
    /// Never wrong.
    Never,
}

impl Serialize for Blame {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Blame::Weight(text) => serializer.serialize_str(text),
            Blame::Never => serializer.serialize_str("never"),
        }
    }
}

impl<'de> Deserialize<'de> for Blame {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Blame, D::Error> {
        struct BlameVisitor;
        impl Visitor<'_> for BlameVisitor {
            type Value = Blame;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a positive weight, or the word \"never\"")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Blame, E> {
                Ok(match text {
                    "never" => Blame::Never,
                    weight => Blame::Weight(weight.to_owned()),
                })
            }
            fn visit_u64<E: Error>(self, weight: u64) -> Result<Blame, E> {
                Ok(Blame::Weight(weight.to_string()))
            }
            fn visit_i64<E: Error>(self, weight: i64) -> Result<Blame, E> {
                Ok(Blame::Weight(weight.to_string()))
            }
            fn visit_f64<E: Error>(self, weight: f64) -> Result<Blame, E> {
                // A weight is a preference, not a figure: the shortest decimal that names the double is what was meant.
                Ok(Blame::Weight(weight.to_string()))
            }
        }
        deserializer.deserialize_any(BlameVisitor)
    }
}

impl Record {
    /// The addresses of all figures: its own, those of the previous report, and of the subordinate ones.
    #[must_use]
    pub fn addresses(&self) -> Vec<&str> {
        let mut addresses = Vec::new();
        let mut open = vec![self];
        // Records stand inside records no deeper than the reader of JSON allows; this goes one down at a time.
        while let Some(record) = open.pop() {
            addresses.extend(record.cells.0.iter().map(|(address, _)| address.as_str()));
            open.extend(record.previous.as_deref());
            open.extend(record.parts.iter().flat_map(|parts| &parts.records));
        }
        addresses
    }
}

/// Key → text, in the order given; a later entry of the same key replaces an earlier one when it is looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(pub Vec<(String, Option<String>)>);

impl Texts {
    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text under `key`; `None` when there is none or it is blank.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        let (_, text) = self.0.iter().rev().find(|(name, _)| name == key)?;
        text.as_deref()
    }

    /// Adds an entry.
    pub fn push(&mut self, key: impl Into<String>, text: Option<String>) {
        self.0.push((key.into(), text));
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, text)| (key, text)))
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Texts, D::Error> {
        struct TextsVisitor;
        impl<'de> Visitor<'de> for TextsVisitor {
            type Value = Texts;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object of texts")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Texts, A::Error> {
                let mut texts = Texts(Vec::with_capacity(map.size_hint().unwrap_or(0)));
                while let Some(key) = map.next_key::<String>()? {
                    let Typed(text) = map.next_value()?;
                    texts.0.push((key, text));
                }
                Ok(texts)
            }
        }
        deserializer.deserialize_map(TextsVisitor)
    }
}

/// A figure as typed. A JSON number is refused: it has already been rounded.
struct Typed(Option<String>);

impl<'de> Deserialize<'de> for Typed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Typed, D::Error> {
        struct TypedVisitor;
        impl<'de> Visitor<'de> for TypedVisitor {
            type Value = Typed;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(
                    "a figure as text, such as \"3\" (a number without quotes may have been rounded already)",
                )
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Typed, E> {
                Ok(Typed(Some(text.to_owned())))
            }
            fn visit_string<E: Error>(self, text: String) -> Result<Typed, E> {
                Ok(Typed(Some(text)))
            }
            fn visit_unit<E: Error>(self) -> Result<Typed, E> {
                Ok(Typed(None))
            }
            fn visit_none<E: Error>(self) -> Result<Typed, E> {
                Ok(Typed(None))
            }
            fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Typed, D::Error> {
                inner.deserialize_any(TypedVisitor)
            }
        }
        deserializer.deserialize_any(TypedVisitor)
    }
}
