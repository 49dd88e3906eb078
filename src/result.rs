//! What other programs get: the verdict on one report, its findings and repairs, in words and in figures.
//!
//! The order of the keys, and which are left out, is part of the contract: the same bytes everywhere.

use crate::record::Unplaced;
use serde::Serialize;

/// The verdict on one report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The record's own name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The file that it was read from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The pack's name.
    pub pack: String,
    /// The pack's version.
    pub version: String,
    /// The engine's version.
    pub engine: String,
    /// What it comes to.
    pub status: Status,
    /// Rules that hold or are broken, cell checks among them.
    pub evaluated: usize,
    /// Rules that wait for a blank.
    pub undecided: usize,
    /// Rules whose source (previous year, parts, prose) was not given, or whose cells the document doesn't have.
    pub not_asked: usize,
    /// In the order of the pack's rules and their instances; cell checks first.
    pub findings: Vec<Finding>,
    /// Findings that must be mended together, with their repairs.
    pub groups: Vec<Group>,
    /// Figures that a reader could not place.
    pub unplaced: Vec<Unplaced>,
    /// What is not known, because a budget ran out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limited: Option<String>,
}

/// What a result comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Every rule of level error was evaluated and holds.
    Consistent,
    /// An error was found and not justified.
    Inconsistent,
    /// No error, but a rule of level error waits for a blank.
    Incomplete,
    /// No rule was evaluated.
    Unchecked,
}

/// One broken rule, or something to say of one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Address of the rule instance.
    pub rule: String,
    /// `error`, `warning` or `notice`.
    pub level: &'static str,
    /// Addresses of the cells of this report that the rule speaks of.
    pub cells: Vec<String>,
    /// In words.
    pub message: String,
    /// The rule's own left side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
    /// The relation that the rule demands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<&'static str>,
    /// The rule's right side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right: Option<String>,
    /// left − right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<String>,
    /// Rounding intervals explain the difference (尾差).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub rounding: bool,
    /// The sentence that names the figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// The reason given for keeping it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub justified: Option<String>,
}

/// Findings that must be mended together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Rule addresses of the findings.
    pub findings: Vec<String>,
    /// All minimal sets of changes, likeliest first.
    pub repairs: Vec<Repair>,
    /// Repairs that a cause explains although they change more.
    pub alternatives: Vec<Repair>,
    /// Further minimal sets that are not listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<usize>,
    /// The search goes on.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub pending: bool,
}

/// One way to make the rules hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Repair {
    /// The cells to change.
    pub changes: Vec<Change>,
    /// Errors and warnings that it mends.
    pub resolves: Vec<String>,
    /// How the error may have come about.
    pub because: &'static str,
    /// In words.
    pub message: String,
}

/// A change of one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Address.
    pub cell: String,
    /// The canonical figure, the text as typed when it can't be read, empty when blank.
    pub from: String,
    /// The one figure that belongs there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Where the figure isn't determined, what it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
}

/// The figures that a cell may take.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Range {
    /// The least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    /// The greatest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
    /// The least is not itself allowed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub open_min: bool,
    /// The greatest is not itself allowed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub open_max: bool,
}
