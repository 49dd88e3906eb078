//! What a variable holds, in machine words where it fits: whole units of 10⁻⁶, so that sums are sums of integers.

use super::session::Value;
use crate::model::VariableIndex;
use crate::number::{Decimal, Number};
use std::collections::BTreeMap;

/// Decimals of a unit.
pub(super) const UNIT_DECIMALS: u8 = 6;

/// A narrow figure is below this many units. Rows have at most 2²² terms and weights below 2³¹, so that no sum of
/// narrow figures leaves 128 bits.
pub(super) const NARROW: i128 = 1 << 72;

/// What a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held {
    /// 0 unless it is narrow.
    pub units: i128,
    pub state: State,
    /// Decimals of the distance between neighbouring figures as printed.
    step: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Blank,
    Unreadable,
    Absent,
    NotGiven,
    /// A whole number, in units.
    Whole,
    /// A number with decimals, in units.
    Fraction,
    /// A number that doesn't fit; it stands in [`Values::wide`].
    Wide,
}

impl Held {
    pub fn nothing(state: State) -> Held {
        Held {
            units: 0,
            state,
            step: 0,
        }
    }

    /// A figure printed in steps of 10^-`step`; `None` when it doesn't fit.
    pub fn narrow(figure: Decimal, step: u8) -> Option<Held> {
        let units = figure.in_units(UNIT_DECIMALS)?;
        let state = if figure.decimals() == 0 {
            State::Whole
        } else {
            state_of(units)
        };
        (-NARROW < units && units < NARROW).then_some(Held { units, state, step })
    }
}

fn state_of(units: i128) -> State {
    if units % i128::from(10_i64.pow(u32::from(UNIT_DECIMALS))) == 0 {
        State::Whole
    } else {
        State::Fraction
    }
}

/// Every variable's value.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    held: Vec<Held>,
    /// The few that don't fit.
    wide: BTreeMap<VariableIndex, Value>,
}

impl Values {
    pub fn new(held: Vec<Held>) -> Values {
        Values {
            held,
            wide: BTreeMap::new(),
        }
    }

    pub fn state(&self, variable: VariableIndex) -> State {
        self.held
            .get(variable)
            .map_or(State::NotGiven, |held| held.state)
    }

    /// Puts a narrow value in. What stood there and what stands there now; `None` when that is the same.
    pub fn put_narrow(&mut self, variable: VariableIndex, after: Held) -> Option<(Held, Held)> {
        let slot = self.held.get_mut(variable)?;
        let before = *slot;
        if before == after {
            return None;
        }
        *slot = after;
        if before.state == State::Wide {
            self.wide.remove(&variable);
        }
        Some((before, after))
    }

    /// Puts any value in, as [`Values::put_narrow`] does.
    pub fn put(&mut self, variable: VariableIndex, value: Value) -> Option<(Held, Held)> {
        if let Some(held) = short(&value) {
            return self.put_narrow(variable, held);
        }
        let slot = self.held.get_mut(variable)?;
        let after = Held::nothing(State::Wide);
        let before = std::mem::replace(slot, after);
        if self.wide.get(&variable) == Some(&value) {
            return None;
        }
        self.wide.insert(variable, value);
        Some((before, after))
    }

    pub fn value(&self, variable: VariableIndex) -> Value {
        match self.held.get(variable) {
            None => Value::NotGiven,
            Some(held) => match held.state {
                State::Blank => Value::Blank,
                State::Unreadable => Value::Unreadable,
                State::Absent => Value::Absent,
                State::NotGiven => Value::NotGiven,
                State::Wide => self.wide.get(&variable).cloned().unwrap_or(Value::Blank),
                State::Whole | State::Fraction => Value::Known {
                    number: Number::of_wide_units(held.units, UNIT_DECIMALS),
                    step: Number::of_units(1, held.step),
                },
            },
        }
    }

    /// The figure, where there is one.
    pub fn number(&self, variable: VariableIndex) -> Option<Number> {
        let held = self.held.get(variable)?;
        match held.state {
            State::Whole | State::Fraction => {
                Some(Number::of_wide_units(held.units, UNIT_DECIMALS))
            }
            State::Wide => match self.wide.get(&variable) {
                Some(Value::Known { number, .. }) => Some(number.clone()),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The short form of a value; `None` when it is wide.
fn short(value: &Value) -> Option<Held> {
    Some(Held::nothing(match value {
        Value::Blank => State::Blank,
        Value::Unreadable => State::Unreadable,
        Value::Absent => State::Absent,
        Value::NotGiven => State::NotGiven,
        Value::Known { number, step } => {
            let step = step.to_decimal().filter(|step| step.coefficient() == 1)?;
            return Held::narrow(number.to_decimal()?, step.decimals());
        }
    }))
}
