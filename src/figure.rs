//! The text of a cell, as a person typed it → the figure that it says, and what is odd about it.
//!
//! A figure is read only where it can be read in one way; everything else is a problem with the characters that stand
//! in the way, and never a zero. Knows one cell's kind and unit; nothing of tables, rules or languages.

mod calendar;
mod numeral;
mod signs;
mod typed;
mod unit;

pub(crate) use numeral::{is_numeral, read as read_numeral};

use crate::form::{Cell, Kind, Label, Level, Unit};
use crate::number::{Decimal, Number};

/// What a cell's text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The figure, in the unit of the cell; a date as its day, a choice as its place in the list. `None` when the
    /// cell is blank, holds words, or can't be read.
    pub number: Option<Number>,
    /// Whether nothing is written, or only a mark that says so (`/`, `—`, 无).
    pub blank: bool,
    /// What is odd about it, in the order of the text.
    pub problems: Vec<FigureProblem>,
}

/// One thing that is odd about a cell's text. The examples show what causes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureProblem {
    /// `3O`, `1,23`, `约20`: these characters can't belong to a figure of this cell.
    Unreadable {
        /// The first characters that stand in the way, as typed; cut after twenty.
        characters: String,
    },
    /// `-3` in a count.
    Negative,
    /// `2.5` in a count.
    Fraction,
    /// Sixty digits; 2024-02-30; the year 20245.
    Range,
    /// Words that are not in the cell's list.
    Choice,
    /// `251000元` under 万元, `2笔` in a count.
    Unit {
        /// The unit as typed.
        from: String,
        /// The cell's unit, or 元 where the form names none and the amount was converted.
        to: Option<String>,
    },
    /// `22（其中修订16件）`.
    Note {
        /// What the note says, without its brackets.
        text: String,
    },
    /// `二十三`: read as a number, but the form asks for digits.
    Numeral {
        /// As typed.
        text: String,
    },
    /// `—`, `/`, 无: read as blank.
    BlankMark {
        /// As typed.
        text: String,
    },
}

/// Whether a form can be counted in `name`: 元, 件, 吨 and the like, or a multiple of them such as 万元.
#[must_use]
pub fn is_unit(name: &str) -> bool {
    unit::is_known(name)
}

/// The units that forms are counted in, without their multiples.
pub fn units() -> impl Iterator<Item = &'static str> {
    unit::names()
}

impl FigureProblem {
    /// The WHAT of its finding's address, `cell.WHAT[address]`.
    #[must_use]
    pub fn what(&self) -> &'static str {
        match self {
            FigureProblem::Unreadable { .. } => "unreadable",
            FigureProblem::Negative => "negative",
            FigureProblem::Fraction => "fraction",
            FigureProblem::Range => "range",
            FigureProblem::Choice => "choice",
            FigureProblem::Unit { .. } => "unit",
            FigureProblem::Note { .. }
            | FigureProblem::Numeral { .. }
            | FigureProblem::BlankMark { .. } => "note",
        }
    }

    /// How much it matters.
    #[must_use]
    pub fn level(&self) -> Level {
        match self {
            FigureProblem::Unreadable { .. }
            | FigureProblem::Negative
            | FigureProblem::Range
            | FigureProblem::Choice => Level::Error,
            FigureProblem::Fraction => Level::Warning,
            FigureProblem::Unit { .. }
            | FigureProblem::Note { .. }
            | FigureProblem::Numeral { .. }
            | FigureProblem::BlankMark { .. } => Level::Notice,
        }
    }
}

/// Reads the text of a cell of this kind and unit.
///
/// ```
/// use gouji::figure::read;
/// use gouji::form::{Kind, Unit};
/// let kind = Kind::Amount { decimals: None, negative: false };
/// let unit = Unit { name: "万元".to_owned() };
/// assert_eq!(read("251000元", &kind, Some(&unit)).number.unwrap().to_string(), "25.1");
/// assert_eq!(read("3O", &Kind::Count, None).number, None);
/// ```
#[must_use]
pub fn read(text: &str, kind: &Kind, unit: Option<&Unit>) -> Reading {
    match kind {
        Kind::Text => Reading {
            blank: text.trim().is_empty(),
            ..Reading::default()
        },
        Kind::Choice(list) => choice(text, list),
        _ => match plain(text.as_bytes(), kind) {
            Some(figure) => Reading::of(figure.into()),
            None => match Number::parse(text) {
                Some(number) if *kind != Kind::Date => Reading::of(number).judged(kind),
                _ => typed::read(text, kind, unit).judged(kind),
            },
        },
    }
}

/// Which plain figures a kind of cell has nothing to say about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plainness {
    fractions: bool,
    negatives: bool,
}

impl Plainness {
    /// `None` where every text needs a closer look.
    #[must_use]
    pub fn of(kind: &Kind) -> Option<Plainness> {
        let (fractions, negatives) = match kind {
            Kind::Count => (false, false),
            Kind::Integer => (false, true),
            Kind::Amount { negative, .. } => (true, *negative),
            Kind::Percent { .. } => (true, true),
            Kind::Year | Kind::Date | Kind::Text | Kind::Choice(_) => return None,
        };
        Some(Plainness {
            fractions,
            negatives,
        })
    }

    /// The figure, when it is such a one.
    #[inline]
    #[must_use]
    pub fn read(self, text: &[u8]) -> Option<Decimal> {
        Decimal::parse_bytes(text).filter(|figure| self.allows(*figure))
    }

    /// Whether there is nothing to say about the figure.
    #[inline]
    #[must_use]
    pub fn allows(self, figure: Decimal) -> bool {
        (self.fractions || figure.decimals() == 0) && (self.negatives || figure.coefficient() >= 0)
    }
}

/// The figure of a text in plain decimal notation about which a cell of this kind has nothing to say: the way that nearly
/// every figure takes. `None` tells nothing; [`read`] does.
#[must_use]
pub fn plain(text: &[u8], kind: &Kind) -> Option<Decimal> {
    Plainness::of(kind)?.read(text)
}

/// Reads the text of this cell.
#[must_use]
pub fn read_cell(text: &str, cell: &Cell) -> Reading {
    read(text, &cell.kind, cell.unit.as_ref())
}

/// The text by which a cell of this kind says a figure: a choice by its name, a date as a date, all others in canonical
/// form. `None` where no text says just that: a third has no end as a decimal.
#[must_use]
pub fn text_of(number: &Number, kind: &Kind) -> Option<String> {
    match kind {
        Kind::Text => None,
        Kind::Date => calendar::date(number.to_i64()?),
        Kind::Choice(list) => {
            let place = usize::try_from(number.to_i64()?).ok()?;
            list.get(place).map(|label| label.text.clone())
        }
        _ => {
            let text = number.to_string();
            (Number::parse(&text).as_ref() == Some(number)).then_some(text)
        }
    }
}

fn choice(text: &str, list: &[Label]) -> Reading {
    let wanted = signs::without_spaces(text);
    let is_wanted = |name: &String| signs::without_spaces(name) == wanted;
    let found = list.iter().position(|label| {
        is_wanted(&label.text)
            || label.aliases.iter().any(is_wanted)
            || label.translations.iter().any(|(_, name)| is_wanted(name))
    });
    match found.and_then(|place| i64::try_from(place).ok()) {
        Some(place) => Reading::of(Number::from(place)),
        None if wanted.is_empty() => Reading::nothing(),
        None if signs::is_blank_mark(&wanted) => Reading::blank_mark(text),
        None => Reading::problem(FigureProblem::Choice),
    }
}

impl Reading {
    fn of(number: Number) -> Reading {
        Reading {
            number: Some(number),
            ..Reading::default()
        }
    }

    fn nothing() -> Reading {
        Reading {
            blank: true,
            ..Reading::default()
        }
    }

    fn problem(problem: FigureProblem) -> Reading {
        Reading {
            problems: vec![problem],
            ..Reading::default()
        }
    }

    fn blank_mark(text: &str) -> Reading {
        let text = text.trim().to_owned();
        Reading {
            blank: true,
            ..Reading::problem(FigureProblem::BlankMark { text })
        }
    }

    fn unreadable(characters: &str) -> Reading {
        let characters = characters.chars().take(20).collect();
        Reading::problem(FigureProblem::Unreadable { characters })
    }

    /// Adds what the kind of the cell has to say about the figure.
    fn judged(mut self, kind: &Kind) -> Reading {
        let Some(number) = &self.number else {
            return self;
        };
        let (negative, fraction) = (number.is_negative(), !number.is_integer());
        match kind {
            Kind::Year if fraction || !kind.domain().contains(number) => {
                return Reading::problem(FigureProblem::Range);
            }
            Kind::Count | Kind::Integer => {
                if negative && *kind == Kind::Count {
                    self.problems.push(FigureProblem::Negative);
                }
                if fraction {
                    self.problems.push(FigureProblem::Fraction);
                }
            }
            Kind::Amount {
                negative: false, ..
            } if negative => self.problems.push(FigureProblem::Negative),
            _ => {}
        }
        self
    }
}
