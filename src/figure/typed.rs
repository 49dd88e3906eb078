//! The long way of reading: full-width signs, separators, units, notes. Text → `Reading`, before the kind judges it.
//!
//! ```text
//! cell    = blank-mark | "(" amount ")" | amount tail*
//! amount  = [sign] ["¥"] [sign] (digits ["." digits] ["e" exponent] | numeral)
//! digits  = DIGIT+ | DIGIT{1,3} ("," DIGIT{3})+ | DIGIT{1,3} (" " DIGIT{3})+
//! tail    = unit | "(" unit ")" | "(" note ")" | ("," | ";" | "。") note | "其中" note | mark
//! ```
//!
//! Grouping is either right or refused: `1,23` may be 123 with a slip or 1.23 with a foreign comma, and `0,123` likewise.

use super::signs::{Signs, is_blank_mark};
use super::{FigureProblem, Reading, calendar, numeral, unit};
use crate::form::{Kind, Unit};
use crate::number::Number;

/// The longest cell text that is looked at, in bytes; longer ones hold no figure.
const LONGEST: usize = 4096;

pub(super) fn read(text: &str, kind: &Kind, cell_unit: Option<&Unit>) -> Reading {
    if text.len() > LONGEST && !text.trim().is_empty() {
        let is_figure = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '-' | '+');
        return if text.trim().chars().all(is_figure) {
            Reading::problem(FigureProblem::Range)
        } else {
            Reading::unreadable(text.trim())
        };
    }
    let signs = Signs::of(text);
    if signs.len() == 0 {
        return Reading::nothing();
    }
    let whole = signs.half(0, signs.len()).to_lowercase();
    if is_blank_mark(&whole) {
        return Reading::blank_mark(text);
    }
    if *kind == Kind::Date {
        return match calendar::day(&whole) {
            calendar::Day::Of(number) => Reading::of(number),
            calendar::Day::Impossible => Reading::problem(FigureProblem::Range),
            calendar::Day::NoDate => Reading::unreadable(text.trim()),
        };
    }
    let reader = Reader {
        signs: &signs,
        kind,
        unit: cell_unit.map(|unit| unit.name.as_str()),
    };
    match reader.cell() {
        Ok(reading) => reading,
        Err(Refusal::Range) => Reading::problem(FigureProblem::Range),
        Err(Refusal::Characters(start, end)) => {
            Reading::unreadable(signs.original(start, end.max(start + 1)))
        }
    }
}

enum Refusal {
    /// The signs from … up to … can't belong here.
    Characters(usize, usize),
    /// Beyond what a figure may be.
    Range,
}

struct Reader<'a> {
    signs: &'a Signs<'a>,
    kind: &'a Kind,
    unit: Option<&'a str>,
}

/// The plain number at the head of a cell.
struct Amount {
    number: Number,
    end: usize,
    /// Where a currency sign stands: it names a unit, and one that follows must agree with it.
    currency: Option<usize>,
    numeral: Option<(usize, usize)>,
}

impl Reader<'_> {
    fn cell(&self) -> Result<Reading, Refusal> {
        if let Some(reading) = self.in_brackets() {
            return Ok(reading);
        }
        let amount = self.amount(0)?;
        let mut reading = Reading::of(amount.number);
        if let Some((start, end)) = amount.numeral {
            let text = self.signs.original(start, end).to_owned();
            reading.problems.push(FigureProblem::Numeral { text });
        }
        let mut units = 0;
        let mut place = self.signs.run(amount.end, |sign| sign == ' ');
        while place < self.signs.len() {
            let (end, part) = self.tail(place)?;
            match part {
                Tail::Note(start, end) => {
                    let text = self.signs.original(start, end).trim().to_owned();
                    reading.problems.push(FigureProblem::Note { text });
                }
                Tail::Unit(start, end, scale) if units == 0 => {
                    units += 1;
                    self.convert(&mut reading, (start, end), scale)?;
                }
                Tail::Unit(start, end, _) => return Err(Refusal::Characters(start, end)),
            }
            place = self.signs.run(end, |sign| sign == ' ');
        }
        match amount.currency {
            // ¥ alone would be 元, but under 万元 it is written out of habit: nobody can tell which was meant.
            Some(sign) if units == 0 && !matches!(self.unit, None | Some("元")) => {
                Err(Refusal::Characters(sign, sign + 1))
            }
            Some(sign) if !unit::counts_money(self.kind, self.unit) => {
                Err(Refusal::Characters(sign, sign + 1))
            }
            _ => Ok(reading),
        }
    }

    /// `(5)` as bookkeepers write −5.
    fn in_brackets(&self) -> Option<Reading> {
        let last = self.signs.len().checked_sub(1)?;
        if self.signs.at(0) != Some('(') || self.signs.at(last) != Some(')') {
            return None;
        }
        let amount = self.amount(1).ok()?;
        let is_bare = amount.numeral.is_none() && amount.currency.is_none();
        let unsigned = self.signs.at(1)?.is_ascii_digit();
        (amount.end == last && is_bare && unsigned).then(|| Reading::of(-amount.number))
    }

    fn amount(&self, start: usize) -> Result<Amount, Refusal> {
        let mut place = start;
        let (mut negative, mut signed, mut currency) = (false, false, None);
        loop {
            match self.signs.at(place) {
                Some('¥') if currency.is_none() => currency = Some(place),
                Some('-' | '△' | '▲') if !signed => (negative, signed) = (true, true),
                Some('+') if !signed => signed = true,
                _ => break,
            }
            place += 1;
        }
        let first = self.signs.at(place);
        if first.is_some_and(|sign| sign.is_ascii_digit() || sign == '.') {
            let (number, end) = self.digits(place, negative)?;
            let numeral = None;
            return Ok(Amount {
                number,
                end,
                currency,
                numeral,
            });
        }
        let end = self.signs.run(place, numeral::is_numeral);
        let years = *self.kind == Kind::Year;
        match numeral::read(&self.signs.half(place, end), years) {
            Some(number) if !signed && currency.is_none() => Ok(Amount {
                number,
                end,
                currency,
                numeral: (!years).then_some((place, end)),
            }),
            _ => Err(self.strange(place - usize::from(place > start))),
        }
    }

    fn digits(&self, start: usize, negative: bool) -> Result<(Number, usize), Refusal> {
        let is_digit = |sign: char| sign.is_ascii_digit();
        let mut end = self.signs.run(start, is_digit);
        let mut whole = self.signs.half(start, end);
        let mut separator = None;
        while let Some(sign @ (',' | ' ')) = self.signs.at(end) {
            let group_end = self.signs.run(end + 1, is_digit);
            if group_end == end + 1 {
                break;
            }
            let head_is_right = separator.is_some()
                || ((1..=3).contains(&(end - start)) && !whole.starts_with('0'));
            let same = separator.is_none_or(|other| other == sign);
            if !head_is_right || !same || group_end - end != 4 {
                return Err(Refusal::Characters(end, end + 1));
            }
            separator = Some(sign);
            whole.push_str(&self.signs.half(end + 1, group_end));
            end = group_end;
        }
        let mut decimals = String::new();
        if self.signs.at(end) == Some('.') {
            let decimals_end = self.signs.run(end + 1, is_digit);
            decimals = self.signs.half(end + 1, decimals_end);
            end = decimals_end;
        }
        if whole.is_empty() && decimals.is_empty() {
            return Err(Refusal::Characters(start, end));
        }
        let (exponent, end) = self.exponent(end);
        let exponent = exponent.ok_or(Refusal::Range)?;
        let number = Number::from_digits(negative, &whole, &decimals, exponent);
        Ok((number.ok_or(Refusal::Range)?, end))
    }

    /// The exponent that begins at `start`, 0 where none does, `None` where it is too large.
    fn exponent(&self, start: usize) -> (Option<i32>, usize) {
        if !matches!(self.signs.at(start), Some('e' | 'E')) {
            return (Some(0), start);
        }
        let signed = matches!(self.signs.at(start + 1), Some('+' | '-'));
        let digits = start + 1 + usize::from(signed);
        let end = self.signs.run(digits, |sign| sign.is_ascii_digit());
        if end == digits {
            return (Some(0), start);
        }
        let exponent: Option<i32> = self.signs.half(start + 1, end).parse().ok();
        let sane = exponent.filter(|exponent| exponent.unsigned_abs() < 10_000);
        (sane, end)
    }

    fn tail(&self, start: usize) -> Result<(usize, Tail), Refusal> {
        let length = self.signs.len();
        let Some(first) = self.signs.at(start) else {
            return Err(self.strange(start));
        };
        if let Some(closing) = closing_bracket(first) {
            let end = self
                .matching(start, first, closing)
                .ok_or(Refusal::Characters(start, start + 1))?;
            return Ok((end + 1, self.unit_or_note(start + 1, end)));
        }
        if matches!(first, '*' | '※' | '①'..='⑳') {
            return Ok((start + 1, Tail::Note(start, start + 1)));
        }
        if matches!(first, ',' | ';' | '。') {
            let words = self.signs.run(start + 1, |sign| sign == ' ');
            return match self.signs.at(words) {
                None if first != ',' => Ok((length, Tail::Note(start, length))),
                Some(next) if next.is_alphabetic() => Ok((length, Tail::Note(words, length))),
                _ => Err(Refusal::Characters(start, start + 1)),
            };
        }
        let rest = self.signs.half(start, length);
        if ["其中", "含", "包括"]
            .iter()
            .any(|word| rest.starts_with(word))
        {
            return Ok((length, Tail::Note(start, length)));
        }
        let end = self.signs.run(start, |sign| {
            !matches!(sign, ' ' | ',' | ';' | '。') && closing_bracket(sign).is_none()
        });
        match self.unit_or_note(start, end) {
            Tail::Note(..) => Err(self.strange(start)),
            unit => Ok((end, unit)),
        }
    }

    fn unit_or_note(&self, start: usize, end: usize) -> Tail {
        let word = self.signs.half(start, end);
        match unit::scale(word.trim(), self.kind, self.unit) {
            Some(scale) => Tail::Unit(start, end, scale),
            None => Tail::Note(start, end),
        }
    }

    fn matching(&self, start: usize, opening: char, closing: char) -> Option<usize> {
        let mut depth = 0_usize;
        (start..self.signs.len()).find(|place| {
            match self.signs.at(*place) {
                Some(sign) if sign == opening => depth += 1,
                Some(sign) if sign == closing => depth -= 1,
                _ => {}
            }
            depth == 0
        })
    }

    fn convert(
        &self,
        reading: &mut Reading,
        (start, end): (usize, usize),
        scale: unit::Scale,
    ) -> Result<(), Refusal> {
        if scale.power != 0
            && let Some(number) = reading.number.take()
        {
            let converted = number * Number::power_of_ten(scale.power);
            // What is read must be a figure again when it is printed.
            let printed = Number::parse(&converted.to_string());
            reading.number = Some(printed.ok_or(Refusal::Range)?);
        }
        if scale.noted {
            let from = self.signs.original(start, end).trim().to_owned();
            let money = scale.power != 0 && unit::counts_money(self.kind, self.unit);
            let to = self.unit.or(money.then_some("元")).map(str::to_owned);
            reading.problems.push(FigureProblem::Unit { from, to });
        }
        Ok(())
    }

    /// The signs that stand in the way at `start`: up to the next digit or space.
    fn strange(&self, start: usize) -> Refusal {
        let end = self.signs.run(start, |sign| {
            !sign.is_ascii_digit() && !sign.is_whitespace()
        });
        Refusal::Characters(start, end.max(start + 1))
    }
}

/// What may follow the number.
enum Tail {
    /// Words, without their brackets.
    Note(usize, usize),
    /// A unit that the cell can be converted from.
    Unit(usize, usize, unit::Scale),
}

fn closing_bracket(opening: char) -> Option<char> {
    Some(match opening {
        '(' => ')',
        '[' => ']',
        '【' => '】',
        '〔' => '〕',
        _ => return None,
    })
}
