//! What stands behind a label: the kind of the cells, their unit, whether they are required, what they weigh.

use super::cursor::Cursor;
use crate::figure;
use crate::form::{Kind, Level, Unit, Weight};
use crate::language::diagnostic::{Code, Expected};
use crate::language::suggest::closest;
use crate::language::syntax::{Counted, Modifiers};
use crate::number::Number;

/// The weight of a cell that is called `trusted`.
const TRUSTED: i64 = 10;

/// The words that may stand behind a label, for suggestions.
const MODIFIERS: [&str; 16] = [
    "count",
    "integer",
    "amount",
    "percent",
    "year",
    "date",
    "text",
    "one",
    "in",
    "required",
    "not",
    "weight",
    "trusted",
    "never",
    "subtracted",
    "or",
];

/// Everything between a label and `=`.
pub(super) fn modifiers(cursor: &mut Cursor, modifiers: &mut Modifiers) {
    while let Some(word) = cursor.peek_word() {
        let start = cursor.here();
        let Some(repeated) = modifier(word, cursor, modifiers) else {
            return cursor.skip();
        };
        if repeated {
            let span = start.to(cursor.last());
            let mistake = cursor.mistakes.note(Code::Duplicate, span);
            mistake.part("name", word);
            return cursor.skip();
        }
    }
}

/// One of them; whether there was one like it before, `None` after a mistake.
fn modifier(word: &str, cursor: &mut Cursor, modifiers: &mut Modifiers) -> Option<bool> {
    let start = cursor.here();
    if let Some(kind) = kind(word, cursor)? {
        let span = start.to(cursor.last());
        return Some(modifiers.kind.replace((kind, span)).is_some());
    }
    if let Some(unit) = known_unit(word) {
        cursor.advance();
        return Some(modifiers.unit.replace(unit).is_some());
    }
    if word == "may" {
        return negative(cursor, modifiers);
    }
    cursor.advance();
    Some(match word {
        "in" => modifiers.unit.replace(unit(cursor)?).is_some(),
        "required" => {
            let named = matches!(cursor.peek_word(), Some("error" | "warning" | "notice"));
            let level = if named { cursor.level()? } else { Level::Error };
            modifiers.required.replace(Some(level)).is_some()
        }
        "not" if cursor.word("required") => modifiers.required.replace(None).is_some(),
        "not" if cursor.word("counted") => modifiers.counted.replace(Counted::Not).is_some(),
        "subtracted" => modifiers.counted.replace(Counted::Subtracted).is_some(),
        "trusted" => weigh(modifiers, Weight::Of(Number::from(TRUSTED))),
        "never" if cursor.word("wrong") => weigh(modifiers, Weight::Never),
        "weight" => weigh(modifiers, Weight::Of(positive(cursor)?)),
        _ => {
            let close = closest(word, MODIFIERS.into_iter().chain(figure::units()));
            let mistake = cursor.mistakes.note(Code::UnknownModifier, start);
            mistake.part("found", word).suggest(close);
            return None;
        }
    })
}

fn weigh(modifiers: &mut Modifiers, weight: Weight) -> bool {
    modifiers.weight.replace(weight).is_some()
}

/// `may be negative` after an amount, the unit perhaps standing between.
fn negative(cursor: &mut Cursor, modifiers: &mut Modifiers) -> Option<bool> {
    let start = cursor.here();
    let whole = cursor.words(&["may", "be", "negative"]);
    match &mut modifiers.kind {
        Some((Kind::Amount { negative, .. }, _)) if whole => {
            Some(std::mem::replace(negative, true))
        }
        _ => {
            let mistake = cursor.mistakes.note(Code::UnknownModifier, start);
            mistake.part("found", "may");
            None
        }
    }
}

fn unit(cursor: &mut Cursor) -> Option<Unit> {
    let found = cursor.peek_word().unwrap_or_default();
    let Some(unit) = known_unit(found) else {
        let close = closest(found, figure::units());
        cursor.expected(Expected::Unit).suggest(close);
        return None;
    };
    cursor.advance();
    Some(unit)
}

fn known_unit(name: &str) -> Option<Unit> {
    let name = figure::is_unit(name).then(|| name.to_string())?;
    Some(Unit { name })
}

fn positive(cursor: &mut Cursor) -> Option<Number> {
    let span = cursor.here();
    let number = cursor.number()?;
    if !number.is_positive() {
        let mistake = cursor.mistakes.note(Code::Number, span);
        mistake.part("found", &number);
        return None;
    }
    Some(number)
}

/// `amount 2 decimals`; inner `None` where the word is no kind.
fn kind(word: &str, cursor: &mut Cursor) -> Option<Option<Kind>> {
    let simple = match word {
        "count" => Kind::Count,
        "integer" => Kind::Integer,
        "year" => Kind::Year,
        "date" => Kind::Date,
        "text" => Kind::Text,
        "amount" => {
            cursor.advance();
            let decimals = decimals(cursor)?;
            let negative = false;
            return Some(Some(Kind::Amount { decimals, negative }));
        }
        "percent" => {
            cursor.advance();
            let decimals = decimals(cursor)?;
            return Some(Some(Kind::Percent { decimals }));
        }
        "one" => {
            cursor.advance();
            return choices(cursor).map(Some);
        }
        _ => return Some(None),
    };
    cursor.advance();
    Some(Some(simple))
}

/// `2 decimals`
fn decimals(cursor: &mut Cursor) -> Option<Option<u32>> {
    if !cursor.peek_number() {
        return Some(None);
    }
    let span = cursor.here();
    let number = cursor.whole(Expected::Number)?;
    let decimals = u32::try_from(number).ok().filter(|number| *number <= 30);
    if decimals.is_none() || !(cursor.word("decimals") || cursor.word("decimal")) {
        let mistake = cursor.mistakes.note(Code::Number, span);
        mistake.part("found", number);
        return None;
    }
    Some(decimals)
}

/// `of "是", "否"`
fn choices(cursor: &mut Cursor) -> Option<Kind> {
    cursor.need_word("of", Expected::Of)?;
    let mut choices = vec![cursor.label()?];
    while cursor.sign(",") {
        let span = cursor.here();
        let choice = cursor.label()?;
        if choices.iter().any(|known| known.text == choice.text) {
            let mistake = cursor.mistakes.note(Code::Duplicate, span);
            mistake.part("name", &choice.text);
            return None;
        }
        choices.push(choice);
    }
    Some(Kind::Choice(choices))
}
