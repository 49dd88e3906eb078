//! What a pack says, line by line, before anybody has asked whether it makes sense.

use super::diagnostic::Span;
use crate::form::{Kind, Label, Level, Unit, Weight};
use crate::model::{Axis, BlankPolicy, Tolerance};
use crate::number::Number;
use crate::row::Relation;

/// A name with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub text: String,
    pub span: Span,
}

/// Names joined by points: `requests.new.total`.
pub(super) type Path = Vec<Name>;

/// One pack's text.
#[derive(Clone, Debug, Default)]
pub(super) struct PackSyntax {
    /// Where the `report` line stands.
    pub span: Span,
    pub id: String,
    pub title: Label,
    pub version: Option<String>,
    pub years: Option<(Option<i64>, Option<i64>)>,
    pub extends: Option<Name>,
    pub blank: Option<BlankPolicy>,
    pub items: Vec<Item>,
}

/// A statement of a pack.
#[derive(Clone, Debug)]
pub(super) enum Item {
    Table(TableSyntax),
    Figure(Box<LineSyntax>),
    Rule(RuleSyntax),
    Fact(FactSyntax),
    RollUp(RollUpSyntax),
    Change(ChangeSyntax),
    Example(ExampleSyntax),
}

#[derive(Clone, Debug)]
pub(super) struct TableSyntax {
    pub name: Name,
    pub label: Label,
    /// The table whose cells, columns and rows it has, where it says none of its own.
    pub like: Option<Name>,
    pub cells: Modifiers,
    pub blanks: BlankPolicies,
    pub rows: Vec<LineSyntax>,
    pub columns: Vec<LineSyntax>,
}

/// A row, a column, a group of them, or a plain figure.
#[derive(Clone, Debug)]
pub(super) struct LineSyntax {
    pub name: Name,
    pub label: Label,
    pub group: bool,
    pub modifiers: Modifiers,
    pub total: Option<TotalSyntax>,
    pub open: Option<OpenSyntax>,
    pub children: Vec<LineSyntax>,
}

/// `open`, `open by code 3, 5, 7 rounded` behind a group's label, and `rows like "减：*" subtracted` under it.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenSyntax {
    pub codes: Vec<usize>,
    pub tolerance: Tolerance,
    pub level: Option<Level>,
    pub like: Vec<(String, Modifiers)>,
}

/// What stands behind a label.
#[derive(Clone, Debug, Default)]
pub(super) struct Modifiers {
    pub kind: Option<(Kind, Span)>,
    pub unit: Option<Unit>,
    pub required: Option<Option<Level>>,
    pub weight: Option<Weight>,
    pub counted: Option<Counted>,
}

/// How a line enters the totals around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// 其中: it is part of another line.
    Not,
    /// 减: it is taken away.
    Subtracted,
}

/// `= …` behind a label.
#[derive(Clone, Debug)]
pub(super) struct TotalSyntax {
    pub span: Span,
    pub parts: TotalParts,
    /// Lines across that are not summed: a column of rates.
    pub except: Vec<Name>,
    pub tolerance: Tolerance,
    pub level: Level,
}

#[derive(Clone, Debug)]
pub(super) enum TotalParts {
    /// `sum of all before it`
    Before,
    /// `sum of all after it`
    After,
    /// `sum of all below it`
    Below,
    /// Lines of the same axis: `current + noncurrent`.
    Formula(Node),
}

/// `blank …` lines.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BlankPolicies {
    pub whole: Option<BlankPolicy>,
    pub left: Option<BlankPolicy>,
    pub right: Option<BlankPolicy>,
}

#[derive(Clone, Debug)]
pub(super) struct RuleSyntax {
    pub name: Name,
    pub label: Label,
    pub level: Level,
    pub each: Vec<EachSyntax>,
    pub exists: Vec<Path>,
    pub blanks: BlankPolicies,
    pub formulas: Vec<Node>,
}

/// `for each row of requests in results except decided`
#[derive(Clone, Debug)]
pub(super) struct EachSyntax {
    pub span: Span,
    /// `None` for `for each cell`: both axes.
    pub axis: Option<Axis>,
    pub table: Name,
    /// Only these lines, or those in these groups.
    pub only: Vec<Name>,
    pub except: Vec<Name>,
    /// Only lines whose label is like this, `*` standing for anything.
    pub named: Option<String>,
}

/// An expression or a test with its place; which of them, the checker finds out.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub span: Span,
    pub kind: NodeKind,
}

#[derive(Clone, Debug)]
pub(super) enum NodeKind {
    Number(Number),
    Text(String),
    /// `this`, the cell of `for each cell`, is a path too.
    Path(Path),
    /// Parts, each taken away where the flag is set.
    Sum(Vec<(bool, Node)>),
    /// Factors, each dividing where the flag is set.
    Product(Vec<(bool, Node)>),
    Call(Function, Vec<Node>),
    SumOf(Vec<SumPart>),
    /// `a = b`, `0 <= a <= b`
    Compare {
        first: Box<Node>,
        rest: Vec<(Relation, Node)>,
        tolerance: Tolerance,
    },
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    If(Box<Node>, Box<Node>, Option<Box<Node>>),
    /// `a is given`, or `a is blank` where the flag is not set.
    Given(Box<Node>, bool),
    /// `at most one of a, b is given`
    HowMany(Quantity, Vec<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Absolute,
    Minimum,
    Maximum,
    Round,
}

/// `… of a, b is given`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantity {
    AtMostOne,
    AtLeastOne,
    ExactlyOne,
    AllOrNone,
}

/// What `sum of` sums.
#[derive(Clone, Debug)]
pub(super) enum SumPart {
    /// A line, a cell, or every counted line of a group.
    Path(Path),
    /// From one line to another, both included.
    Range(Path, Path),
    /// The lines of the free table whose label is like this.
    Named(String, Span),
}

#[derive(Clone, Debug)]
pub(super) struct FactSyntax {
    pub name: Name,
    pub section: String,
    pub expected: bool,
    pub patterns: Vec<(String, Span)>,
}

/// `roll up requests, disputes "…"`
#[derive(Clone, Debug)]
pub(super) struct RollUpSyntax {
    pub span: Span,
    pub of: Vec<Name>,
    pub label: Label,
    pub tolerance: Tolerance,
    pub level: Level,
}

/// A change to a rule of the pack that this one extends.
#[derive(Clone, Debug)]
pub(super) struct ChangeSyntax {
    /// A family or an instance.
    pub rule: Name,
    /// `None`: switched off.
    pub level: Option<Level>,
}

#[derive(Clone, Debug)]
pub(super) struct ExampleSyntax {
    pub span: Span,
    pub name: String,
    pub cells: Vec<ExampleCells>,
    pub absent: Vec<Name>,
    pub previous: Vec<ExampleCells>,
    pub parts: Vec<Vec<ExampleCells>>,
    pub prose: Vec<(String, String)>,
    pub expectations: Vec<(Span, ExpectationSyntax)>,
}

/// Figures of an example.
#[derive(Clone, Debug)]
pub(super) enum ExampleCells {
    /// One cell.
    One(Name, String),
    /// A table: rows with their figures from the first column on, and the figure of every cell that no row names.
    Table {
        table: Name,
        rows: Vec<(Name, Vec<String>)>,
        others: Option<String>,
    },
}

#[derive(Clone, Debug)]
pub(super) enum ExpectationSyntax {
    Passes,
    Breaks(Name),
    Repair(Name, Number),
    Reads(Name, String, Number),
}
