//! Which cells a single wrong figure could not be named in: those that change the identities just as another cell does.

use super::Remark;
use super::rules::rows;
use crate::form::{CellIndex, Kind, Level};
use crate::model::{Model, Source};
use crate::number::Number;
use crate::row::{Condition, Relation};
use std::collections::BTreeMap;

/// What an error of 1 in a cell does to the identities: the rule, and how much its two sides move apart.
type Effect = Vec<(usize, Number)>;

/// A remark for each cell with figures whose effect is none, or in proportion to that of another cell.
pub(super) fn unnamed(model: &Model, conditions: &[Option<Condition>]) -> Vec<Remark> {
    let effects = effects(model, conditions);
    let mut first: BTreeMap<&Effect, CellIndex> = BTreeMap::new();
    let mut alike: BTreeMap<CellIndex, CellIndex> = BTreeMap::new();
    for (cell, effect) in effects.iter().enumerate() {
        if effect.is_empty() {
            continue;
        }
        let other = *first.entry(effect).or_insert(cell);
        if other != cell {
            alike.insert(cell, other);
            alike.entry(other).or_insert(cell);
        }
    }
    let figures = model.form.cells.iter().zip(&effects).enumerate();
    figures
        .filter(|(_, (cell, _))| !matches!(cell.kind, Kind::Text | Kind::Choice(_)))
        .filter_map(|(cell, (_, effect))| {
            let like = alike.get(&cell).copied();
            (effect.is_empty() || like.is_some()).then_some(Remark::Unnamed {
                cell,
                identities: effect.len(),
                like,
            })
        })
        .collect()
}

/// By cell, in proportion to the effect on the first identity. Identities are the equations of level error within one
/// report.
fn effects(model: &Model, conditions: &[Option<Condition>]) -> Vec<Effect> {
    let mut effects: Vec<Effect> = vec![Vec::new(); model.form.cells.len()];
    for (index, (rule, condition)) in model.rules.iter().zip(conditions).enumerate() {
        let mut found = Vec::new();
        condition
            .iter()
            .for_each(|condition| rows(condition, &mut found));
        let [row] = found.as_slice() else {
            continue;
        };
        let inside =
            |variable: &usize| matches!(model.variables.get(*variable), Some(Source::Cell(_)));
        let identity = row.relation == Relation::Equal
            && rule.level == Level::Error
            && row.terms.iter().all(|(variable, _)| inside(variable));
        if !identity {
            continue;
        }
        for (variable, coefficient) in &row.terms {
            if let Some(effect) = effects.get_mut(*variable) {
                effect.push((index, coefficient.clone()));
            }
        }
    }
    for effect in &mut effects {
        let unit = effect.first().map(|(_, first)| first.clone());
        for (_, coefficient) in effect {
            if let Some(quotient) = unit.as_ref().and_then(|unit| coefficient.checked_div(unit)) {
                *coefficient = quotient;
            }
        }
    }
    effects
}
