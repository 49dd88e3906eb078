//! Record → figures → the verdicts of a whole report, the naive way. Figures are plain decimals here; anything else that is
//! written can't be read.

use crate::evaluator::{Figure, outcome};
use crate::span::{ten_to, whole};
use gouji::engine::Outcome;
use gouji::form::{Cell, Kind, Level};
use gouji::model::{Fact, Model, Piece, Rule, RuleKind, Source};
use gouji::record::Record;
use gouji::result::Status;
use num_bigint::BigInt;
use num_rational::BigRational as Q;

#[derive(Debug, PartialEq)]
pub struct Verdicts {
    pub rules: Vec<Outcome>,
    pub evaluated: usize,
    pub undecided: usize,
    pub not_asked: usize,
    pub status: Status,
}

/// What comes of a record.
pub fn check(model: &Model, record: &Record) -> Verdicts {
    let sources = model.variables.iter();
    let figures: Vec<Figure> = sources
        .map(|source| figure(model, record, source))
        .collect();
    let complete = record.parts.as_ref().is_some_and(|parts| parts.complete);
    let rules = model.rules.iter();
    let rules: Vec<Outcome> = rules
        .map(|rule| outcome(model, rule, &figures, complete))
        .collect();
    let count = |wanted: Outcome| rules.iter().filter(|outcome| **outcome == wanted).count();
    let hard = |rule: &Rule| {
        let roll_up = matches!(rule.kind, RuleKind::RollUp { .. });
        rule.level == Level::Error && (complete || !roll_up)
    };
    let some = |wanted: Outcome| {
        let mut pairs = model.rules.iter().zip(&rules);
        pairs.any(|(rule, outcome)| *outcome == wanted && hard(rule))
    };
    let cells: Vec<(&Cell, &Figure)> = model.form.cells.iter().zip(&figures).collect();
    let asked = |(cell, figure): &(&Cell, &Figure)| match figure {
        Figure::Known(..) | Figure::Unreadable => true,
        Figure::Blank => cell.required.is_some(),
        _ => false,
    };
    let evaluated = count(Outcome::Holds)
        + count(Outcome::Rounded)
        + count(Outcome::Broken)
        + cells.iter().filter(|pair| asked(pair)).count();
    let status = if evaluated == 0 {
        Status::Unchecked
    } else if some(Outcome::Broken) || cells.iter().any(is_wrong) {
        Status::Inconsistent
    } else if some(Outcome::Undecided) {
        Status::Incomplete
    } else {
        Status::Consistent
    };
    Verdicts {
        evaluated,
        undecided: count(Outcome::Undecided),
        not_asked: count(Outcome::NotAsked),
        status,
        rules,
    }
}

fn is_wrong((cell, figure): &(&Cell, &Figure)) -> bool {
    let from_zero = match cell.kind {
        Kind::Amount { negative, .. } => !negative,
        _ => cell.kind == Kind::Count,
    };
    match figure {
        Figure::Known(value, _) => from_zero && *value < whole(0),
        Figure::Unreadable => true,
        Figure::Blank => cell.required == Some(Level::Error),
        _ => false,
    }
}

fn figure(model: &Model, record: &Record, source: &Source) -> Figure {
    let cell = |cell: &usize| &model.form.cells[*cell];
    match source {
        Source::Cell(index) => written(cell(index), record),
        Source::Previous(index) => {
            let previous = record.previous.as_ref();
            previous.map_or(Figure::NotGiven, |previous| written(cell(index), previous))
        }
        Source::Parts(index) => {
            let Some(parts) = &record.parts else {
                return Figure::NotGiven;
            };
            let records = parts.records.iter();
            let all: Vec<Figure> = records.map(|part| written(cell(index), part)).collect();
            let open = |each: &Figure| matches!(each, Figure::Blank | Figure::Unreadable);
            if parts.complete && all.iter().any(open) {
                return Figure::Blank;
            }
            let known = all
                .into_iter()
                .filter(|each| matches!(each, Figure::Known(..)));
            let sum = known.reduce(|one, two| match (one, two) {
                (Figure::Known(one, step), Figure::Known(two, other)) => {
                    Figure::Known(one + two, step + other)
                }
                _ => unreachable!("only known figures are left"),
            });
            sum.unwrap_or(Figure::NotGiven)
        }
        Source::Fact { fact, .. } => {
            let found = stated(&model.facts[*fact], record);
            found.unwrap_or(Figure::NotGiven)
        }
    }
}

fn written(cell: &Cell, record: &Record) -> Figure {
    let text = record.cells.get(&cell.address).unwrap_or("");
    if text.is_empty() {
        let row = cell.address.rsplit_once('.').map_or("", |(row, _)| row);
        let absent = |address: &String| *address == cell.address || address == row;
        let absent = record.absent.iter().any(absent);
        return if absent {
            Figure::Absent
        } else {
            Figure::Blank
        };
    }
    if let Kind::Choice(list) = &cell.kind {
        let place = list.iter().position(|label| label.text == text);
        let known = |place: usize| Figure::Known(whole(place as i64), whole(1));
        return place.map_or(Figure::Unreadable, known);
    }
    let Some((value, typed)) = decimal(text) else {
        return Figure::Unreadable;
    };
    let decimals = match cell.kind {
        Kind::Amount { decimals, .. } | Kind::Percent { decimals } => decimals.unwrap_or(typed),
        _ => 0,
    };
    Figure::Known(value, ten_to(-(decimals as i32)))
}

/// The figure between the words of a fact's one pattern, in the one section that there is.
fn stated(fact: &Fact, record: &Record) -> Option<Figure> {
    let [Piece::OneOf(before), Piece::Figure(0), Piece::OneOf(after)] = &fact.patterns[0][..]
    else {
        panic!("the model knows patterns of the form `words {{n}} words` alone");
    };
    let (_, text) = record.prose.0.first()?;
    let (_, rest) = text.as_deref()?.split_once(&before[0])?;
    let (value, decimals) = decimal(rest.split_once(&after[0])?.0)?;
    Some(Figure::Known(value, ten_to(-(decimals as i32))))
}

fn decimal(text: &str) -> Option<(Q, u32)> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{whole}{decimals}").parse().ok()?;
    let places = u32::try_from(decimals.len()).ok()?;
    Some((Q::from_integer(digits) * ten_to(-(places as i32)), places))
}
