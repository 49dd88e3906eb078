//! What is wrong with a pack and where, as data; and the one rendering of it, with the line and a caret range.
//!
//! The one place outside of `explain` that owns words: a pack can be wrong before there is a model to explain. They
//! stand in `messages/language/`, one file per language.

mod render;

use std::cmp::Reverse;
use std::collections::HashSet;

pub use render::display_width;

/// A mistake in a pack.
///
/// ```
/// let mistakes = gouji::language::compile("x.gouji", "report x \"表\"\nrule a \"a\"\n  1 = 2 +", &|_| None).unwrap_err();
/// assert_eq!((mistakes[0].span.line, mistakes[0].code.as_str()), (3, "unfinished"));
/// assert!(mistakes[0].render("en").contains("x.gouji:3:"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether the pack can be used all the same.
    pub severity: Severity,
    /// What kind of mistake; stable, for programs.
    pub code: Code,
    /// What the message's blanks are filled with: name, text.
    pub parts: Vec<(&'static str, String)>,
    /// Name of the pack's file.
    pub file: String,
    /// Where.
    pub span: Span,
    /// What was expected there, as keys of the language files.
    pub expected: Option<Expected>,
    /// A known name close to the one that was found.
    pub suggestion: Option<String>,
    /// The line itself; of a very long line, the part around the place.
    pub source_line: String,
    /// Where in `source_line` the span begins, in characters from 0.
    pub offset: usize,
}

/// How bad a mistake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The pack can't be used.
    Error,
    /// The pack can be used.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A stretch of a pack's text. Lines and columns count from 1, columns in characters; the end is the first character
/// after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Which of the texts that were compiled together.
    pub source: usize,
    /// First line.
    pub line: usize,
    /// First character.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// The character after the last.
    pub end_column: usize,
}

impl Span {
    /// Whether it stands in a pack that the one that is compiled extends.
    #[must_use]
    pub(super) fn is_inherited(self) -> bool {
        self.source != 0
    }

    /// From the beginning of this one to the end of `other`.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span {
            end_line: other.end_line,
            end_column: other.end_column,
            ..self
        }
    }

    /// The empty stretch right after this one.
    #[must_use]
    pub fn after(self) -> Span {
        Span {
            line: self.end_line,
            column: self.end_column,
            ..self
        }
    }
}

macro_rules! keyed {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident => $key:literal,)* }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$inner])* $variant,)* }

        impl $name {
            /// Every one, in the order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// Its stable name, which is its key in the language files.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $key,)* }
            }
        }
    };
}

keyed! {
    /// Kinds of mistakes, each with the text that causes it.
    Code {
        /// A pack beyond one of the limits: `{limit}` is its name, `{most}` its value.
        Limit => "limit",
        /// An empty file, or one without a `report` line.
        NoReport => "no_report",
        /// Bytes that are no text: `\u{0}`.
        Binary => "binary",
        /// A character that means nothing here: `rule a ;`.
        Character => "character",
        /// A text without its closing mark: `rule a "…`.
        Unclosed => "unclosed",
        /// A tab in front of a line.
        Tab => "tab",
        /// A line between two depths of indentation.
        Indent => "indent",
        /// A line under one that has nothing under it.
        Nested => "nested",
        /// Something else than what must stand here; `expected` says what.
        Expected => "expected",
        /// `rows like` under a group that isn't open.
        NotOpen => "not_open",
        /// A line that ends too early; `expected` says what is missing.
        Unfinished => "unfinished",
        /// Something after the end of a statement.
        Trailing => "trailing",
        /// A word that begins no statement: `tabel requests`.
        UnknownStatement => "unknown_statement",
        /// A word behind a label that says nothing: `person "自然人" cuont`.
        UnknownModifier => "unknown_modifier",
        /// A number too long to be a figure.
        Number => "number",
        /// The same statement, name or property twice.
        Duplicate => "duplicate",
        /// A name that would hide something the language says itself: `figure previous`.
        Reserved => "reserved",
        /// A table without rows or without columns.
        EmptyTable => "empty_table",
        /// A group, list or range without a line that counts.
        EmptyGroup => "empty_group",
        /// A name that nothing has.
        UnknownName => "unknown_name",
        /// `sqrt(a)`.
        UnknownFunction => "unknown_function",
        /// `abs(a, b)`.
        ArgumentCount => "argument_count",
        /// The address of a rule that there isn't: `breaks balnce[other]`.
        UnknownRule => "unknown_rule",
        /// A name that needs `for each …` or a full address to mean one cell.
        NotOneCell => "not_one_cell",
        /// A group where a cell must stand: `results = 3`.
        GroupAsCell => "group_as_cell",
        /// A range whose end stands before its beginning.
        RangeOrder => "range_order",
        /// A comparison where arithmetic must stand, or the other way round.
        Mixed => "mixed",
        /// Arithmetic over words: a cell of kind `text`.
        Words => "words",
        /// A text that is none of the choices of the cell, or no date.
        Choice => "choice",
        /// Totals that depend on one another in a circle.
        Cycle => "cycle",
        /// `= sum of all before it` on a line that is no total: nothing stands before it.
        NothingToSum => "nothing_to_sum",
        /// A division by 0 that is written out.
        DivisionByZero => "division_by_zero",
        /// `for each` twice along one axis, or over two tables.
        ForEach => "for_each",
        /// A row and its column both say what their cells are, and differ.
        TwoKinds => "two_kinds",
        /// A rule without a formula.
        EmptyRule => "empty_rule",
        /// A pack that extends one that doesn't exist.
        UnknownPack => "unknown_pack",
        /// A pack that, through others, extends itself.
        ExtendsCycle => "extends_cycle",
        /// A pattern of prose that can't be matched.
        Pattern => "pattern",
        /// More figures, or fewer, than the row of an example has columns.
        FigureCount => "figure_count",
        /// An example that expects nothing.
        ExpectsNothing => "expects_nothing",
        /// Mistakes beyond the number that is reported.
        More => "more",
    }
}

keyed! {
    /// What can be expected at a place.
    Expected {
        /// `rule «name» "…"`
        Name => "expected_name",
        /// `rule balance «"…"»`
        Text => "expected_text",
        /// `within «0.01»`
        Number => "expected_number",
        /// `new + «carried_in»`
        Value => "expected_value",
        /// `(a + b«)»`
        Bracket => "expected_bracket",
        /// `if … «then» …`
        Then => "expected_then",
        /// `is «given»`, `is «blank»`
        Given => "expected_given",
        /// `for each «row», «column», «cell»`
        Axis => "expected_axis",
        /// `sum «of» …`
        Of => "expected_of",
        /// `sum of all «before it»`
        BeforeIt => "expected_before_it",
        /// `blank «waits»`, `blank «is zero»`
        Blank => "expected_blank",
        /// `required «warning»`
        Level => "expected_level",
        /// `years «2021 on»`
        Years => "expected_years",
        /// A line of the form: `name "label"`, `group name "label"`.
        Line => "expected_line",
        /// What stands in a table: `cells`, `rows`, `columns`, `blank`.
        TablePart => "expected_table_part",
        /// `万元`, `件` and the other units.
        Unit => "expected_unit",
        /// `set … «to» warning`
        To => "expected_to",
        /// `switch «off» …`
        Off => "expected_off",
        /// `roll «up» …`
        Up => "expected_up",
        /// `where a «exists»`
        Exists => "expected_exists",
        /// `reads … «as» 22`
        As => "expected_as",
        /// What stands in an example.
        ExamplePart => "expected_example_part",
        /// An address: `requests.new.total`.
        Address => "expected_address",
        /// The address of a rule: `balance[other]`.
        RuleAddress => "expected_rule_address",
        /// The first line of a pack.
        Report => "expected_report",
        /// The end of the line.
        End => "expected_end",
    }
}

/// Collects mistakes, in the order in which they are found.
#[derive(Default)]
pub(super) struct Mistakes {
    list: Vec<Diagnostic>,
    beyond: usize,
    /// Words of lines that couldn't be read: they may have been meant as names.
    doubtful: HashSet<String>,
    /// Whether every line has been read; what is noted later may only follow from a line that couldn't be.
    after_reading: Option<usize>,
}

/// Mistakes that a line that couldn't be read may cause elsewhere.
const CONSEQUENCES: [Code; 5] = [
    Code::EmptyTable,
    Code::EmptyGroup,
    Code::NothingToSum,
    Code::FigureCount,
    Code::UnknownRule,
];

impl Mistakes {
    /// Notes a mistake; the parts can be filled in on what is returned.
    pub(super) fn note(&mut self, code: Code, span: Span) -> &mut Diagnostic {
        // The one beyond the limit is overwritten by the next.
        if self.list.len() > super::limits::MAX_DIAGNOSTICS {
            self.list.pop();
            self.beyond += 1;
        }
        self.list.push(Diagnostic::new(code, span));
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(super) fn count(&self) -> usize {
        self.list.len() + self.beyond
    }

    /// Remembers the words of a line that couldn't be read.
    pub(super) fn doubt(&mut self, word: &str) {
        self.doubtful.insert(word.to_string());
    }

    /// Every line has been read.
    pub(super) fn all_read(&mut self) {
        self.after_reading = Some(self.list.len());
    }

    /// Drops what may only follow from a line that couldn't be read.
    fn drop_consequences(&mut self) {
        let Some(read) = self.after_reading.filter(|read| *read > 0) else {
            return;
        };
        let doubtful = &self.doubtful;
        let mut index = 0;
        self.list.retain(|mistake| {
            index += 1;
            let unknown = mistake.code == Code::UnknownName || mistake.code == Code::NotOneCell;
            let named = |(_, value): &(_, String)| doubtful.contains(value);
            let follows = CONSEQUENCES.contains(&mistake.code)
                || (unknown && mistake.parts.iter().any(named));
            index <= read || !follows
        });
    }

    /// Everything noted, in source order, with file and line filled in from the texts: (file, text) by source.
    pub(super) fn finish(mut self, sources: &[(String, String)]) -> Vec<Diagnostic> {
        if self.list.len() > super::limits::MAX_DIAGNOSTICS {
            self.list.pop();
            self.beyond += 1;
        }
        self.drop_consequences();
        self.list.sort_by_key(|mistake| {
            let span = mistake.span;
            // A pack that another one extends was read after it.
            (Reverse(span.source), span.line, span.column)
        });
        if let (true, Some(last)) = (self.beyond > 0, self.list.last()) {
            let more = Diagnostic::new(Code::More, last.span).with("count", self.beyond);
            self.list.push(more);
        }
        for mistake in &mut self.list {
            mistake.locate(sources);
        }
        self.list
    }
}

impl Diagnostic {
    pub(super) fn new(code: Code, span: Span) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code,
            parts: Vec::new(),
            file: String::new(),
            span,
            expected: None,
            suggestion: None,
            source_line: String::new(),
            offset: 0,
        }
    }

    fn with(mut self, name: &'static str, value: impl ToString) -> Diagnostic {
        self.part(name, value);
        self
    }

    /// Fills a blank of the message.
    pub(super) fn part(&mut self, name: &'static str, value: impl ToString) -> &mut Diagnostic {
        self.parts.push((name, value.to_string()));
        self
    }

    /// Says what was expected.
    pub(super) fn expected(&mut self, expected: Expected) -> &mut Diagnostic {
        self.expected = Some(expected);
        self
    }

    /// Says which known name is close.
    pub(super) fn suggest(&mut self, name: Option<String>) -> &mut Diagnostic {
        self.suggestion = name;
        self
    }
}
