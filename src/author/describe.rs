//! A pack → every rule instance in words, in the order of the pack.

use crate::explain;
use crate::form::Level;
use crate::pack::Pack;
use serde::Serialize;

/// One rule instance.
#[derive(Clone, Debug, Serialize)]
pub struct Description {
    /// Its address.
    pub rule: String,
    /// `error`, `warning` or `notice`.
    pub level: &'static str,
    /// What it asks for.
    pub text: String,
}

/// The rule instances of a pack.
///
/// ```
/// let pack = gouji::packs::open("x.gouji", "report x \"x\"\nfigures\n  a \"甲\"\n  b \"乙\"\nrule same \"相等\"\n  a = b").unwrap();
/// let rules = gouji::author::describe(&pack, "en");
/// assert_eq!((rules.len(), rules[0].rule.as_str(), rules[0].level), (1, "same", "error"));
/// ```
#[must_use]
pub fn describe(pack: &Pack, language: &str) -> Vec<Description> {
    let model = pack.model();
    let rules = model.rules.iter().enumerate();
    let described = rules.map(|(index, rule)| Description {
        rule: rule.id.clone(),
        level: match rule.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Notice => "notice",
        },
        text: explain::describe(model, pack.plan(), index, language),
    });
    described.collect()
}
