//! A pack, checked: the form, and every rule instance over variables. Later stages have no error path for bad rules,
//! since only `language` builds a `Model`.

use crate::form::{CellIndex, Form, Label, Level};
use crate::number::Number;
use crate::row::Relation;

/// The index of a variable in [`Model::variables`]. The cells of the form come first, with their own indices.
pub type VariableIndex = usize;

/// A checked pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// The shape of the report.
    pub form: Form,
    /// What rules may speak of: first every cell of the form, then what comes from elsewhere.
    pub variables: Vec<Source>,
    /// Every instance of every rule, in the order of the pack.
    pub rules: Vec<Rule>,
    /// Figures that are named in prose.
    pub facts: Vec<Fact>,
    /// The pack's own worked examples.
    pub examples: Vec<Example>,
}

/// Where a variable's value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// A cell of this report.
    Cell(CellIndex),
    /// The same cell of the previous report.
    Previous(CellIndex),
    /// The sum of the same cell over the subordinate reports.
    Parts(CellIndex),
    /// A figure in a sentence: the fact, and which of its blanks (`{n}`).
    Fact {
        /// Index in [`Model::facts`].
        fact: usize,
        /// Index in [`Fact::blanks`].
        blank: usize,
    },
}

/// One instance of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The instance's address: `balance[other]`, `requests.decided.other:rows`.
    pub id: String,
    /// The rule that it is an instance of: `balance`. A declared total is its own family, `TABLE.LINE:AXIS`.
    pub family: String,
    /// How much a breach matters.
    pub level: Level,
    /// The rule in the report's own words; empty for a declared total, which explains itself by its labels.
    pub text: Label,
    /// What kind of statement it is, for the words.
    pub kind: RuleKind,
    /// What must be true.
    pub test: Test,
    /// What a blank means.
    pub blank: BlankPolicy,
    /// The rule is not asked of a document that lacks one of these cells altogether (`absent` in the record).
    pub requires: Vec<CellIndex>,
    /// It comes from a pack that this one extends, whose own examples break it.
    pub inherited: bool,
}

/// What kind of statement a rule is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// A total that the tree declares; the sum runs over `axis`.
    Total {
        /// The total cell.
        total: CellIndex,
        /// Along which lines it adds up.
        axis: Axis,
    },
    /// A rule that the author wrote, and the lines that this instance is about: (table, line) for each free axis.
    Written {
        /// One entry for each `for each`.
        about: Vec<About>,
    },
    /// A cell against the sum of the subordinate reports. Its test is one comparison, the cell on the left, `=`. Where
    /// subordinate reports are missing their sum is a lower bound: `>=` instead of `=`, at level warning.
    RollUp {
        /// The cell.
        cell: CellIndex,
    },
}

/// One line of one table that a rule instance is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Index in [`Form::tables`].
    pub table: usize,
    /// Rows or columns.
    pub axis: Axis,
    /// Index in the table's rows or columns.
    pub line: usize,
}

/// Rows or columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Axis {
    /// Down the table: the sum runs over rows, inside one column.
    Rows,
    /// Across the table: the sum runs over columns, inside one row.
    Columns,
}

/// What must be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// `left = right` and the like.
    Compare(Comparison),
    /// Every part.
    All(Vec<Test>),
    /// At least one part.
    Any(Vec<Test>),
    /// The part is false.
    Not(Box<Test>),
    /// `if … then …`.
    IfThen(Box<Test>, Box<Test>),
    /// The cell is not blank.
    Given(VariableIndex),
}

/// One comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The left side.
    pub left: Expression,
    /// How it must stand to the right side.
    pub relation: Relation,
    /// The right side.
    pub right: Expression,
    /// How exactly.
    pub tolerance: Tolerance,
    /// A blank policy of one side alone (left, right), where it differs from the rule's.
    pub blanks: (Option<BlankPolicy>, Option<BlankPolicy>),
}

/// Arithmetic over variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// A number of the pack.
    Constant(Number),
    /// A figure.
    Variable(VariableIndex),
    /// A sum; each part is added, or taken away where the flag is set.
    Sum(Vec<(bool, Expression)>),
    /// A product.
    Product(Box<Expression>, Box<Expression>),
    /// A quotient; undecided where the divisor is 0.
    Quotient(Box<Expression>, Box<Expression>),
    /// Distance from 0.
    Absolute(Box<Expression>),
    /// The least.
    Minimum(Vec<Expression>),
    /// The greatest.
    Maximum(Vec<Expression>),
    /// Rounded to so many decimals, halves away from 0.
    Round(Box<Expression>, i32),
}

/// How exactly a comparison must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Tolerance {
    /// To the last digit.
    #[default]
    Exact,
    /// The sides may differ by so much.
    Within(Number),
    /// Each figure stands for the interval of values that round to it at its printed decimals (XBRL Calculations 1.1).
    Rounded,
    /// Each figure stands for the interval of values that are cut to it at its printed decimals.
    Truncated,
}

/// What a blank means to a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BlankPolicy {
    /// The rule waits, unless no value of the blank could satisfy it.
    #[default]
    Wait,
    /// A blank is 0.
    Zero,
    /// The rule waits for a blank, but is not asked when all its cells are blank.
    WaitUnlessAllBlank,
    /// A blank is 0, but the rule waits when all its cells are blank.
    ZeroUnlessAllBlank,
}

/// A figure that prose names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// Name in rules.
    pub id: String,
    /// Title of the section in which it is looked for; any section when empty.
    pub section: String,
    /// Patterns, tried in order.
    pub patterns: Vec<Pattern>,
    /// Names of the figures that the patterns fill, then of the unit of each one's last printed digit (`n.unit`). A fact
    /// whose patterns have no figure, a phrase, has one blank, `said`, which is 1 where the phrase is found.
    pub blanks: Vec<String>,
    /// A phrase that the section should hold: where there is the section without it, it counts as not given instead of
    /// not asked.
    pub expected: bool,
}

/// What follows the name of a figure in the name of its last digit's unit.
pub const UNIT_SUFFIX: &str = ".unit";

/// A pattern of prose. It is matched inside one sentence, over text without spaces and line breaks; neither has a
/// literal.
pub type Pattern = Vec<Piece>;

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// One of these literal texts, none of them empty: `受理`, `(受理|收到)`.
    OneOf(Vec<String>),
    /// A figure: `{n}`. Index in [`Fact::blanks`]; no pattern has two figures side by side.
    Figure(usize),
    /// The sum of the list that follows, whose figures are counted in the unit of the figure before it:
    /// `共{n}条，其中{part+}`. Index in [`Fact::blanks`]; always last, and after a figure.
    Listed(usize),
    /// A short stretch of anything: `…`. Never first, last or beside another.
    Gap,
}

/// A worked example of the pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// Its title.
    pub name: String,
    /// Line in the pack, from 1.
    pub line: usize,
    /// Cells as typed, by address; those of rows that the pack doesn't list among them.
    pub cells: Vec<(String, String)>,
    /// Rows and cells that the document doesn't have.
    pub absent: Vec<String>,
    /// Cells of the previous report.
    pub previous: Vec<(String, String)>,
    /// Cells of each subordinate report; all of them are there.
    pub parts: Vec<Vec<(String, String)>>,
    /// Sections of prose: title, text.
    pub prose: Vec<(String, String)>,
    /// What must come out.
    pub expectations: Vec<Expectation>,
}

/// What an example expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// No error is found.
    Passes,
    /// This rule instance is broken; all of an example's `Breaks` together are all the broken rules of level error, and
    /// may name broken rules of other levels.
    Breaks(String),
    /// The likeliest repair sets this cell to this figure.
    Repair(String, Number),
    /// The text of the cell reads as this figure.
    Reads(String, Number),
}
