//! How a mistake may have come about: ranks repairs that are equally small, and finds larger ones that explain more.
//!
//! Each change is priced in tenths of a bit: how surprising it is that someone wrote the old figure where the new one
//! belongs. The price of a cause is that of the slip itself plus that of its freedom, the logarithm of how many wrong
//! figures the slip could have made of the right one. So a cause that could explain almost anything (some digit of a
//! short figure is wrong) counts for little, and one that could explain one figure only (two digits changed places)
//! counts for much. The cheapest cause explains the change; prices of several changes add up.
//!
//! | cause | slip | freedom | reason |
//! | --- | --- | --- | --- |
//! | `digits_swapped` | 3 bits | the pairs of neighbouring digits | with one wrong digit the commonest slip in typing |
//! | `digit` | 3 bits | 20 for each digit: typed wrong, left out, put in | the commonest slip in typing |
//! | `sign` | 4 bits | none | rare, but chance would not hit it |
//! | `stale_total`, total left at 0 | 4 bits | none | totals are filled in last |
//! | `unit` | 4 bits (thousand, 万, million, 亿), else 7 | 8 powers | 元 for 万元 is the classical mistake |
//! | `previous_year` | 5 bits | none | last year's file is where this year's begins |
//! | `copied` | 5 bits | 4 neighbours | a slip of the eye by one line |
//! | `stale_total`, any other | 5 bits | any figure as long | a part was changed and the sum forgotten |
//! | `arithmetic` | 8 bits | any figure as long | no cause is known |
//!
//! A total costs one bit less whatever the cause, because it is worked out from other figures and they are not. Figures
//! that become 0 or were 0 have no digits to mistype: a 0 in the wrong place is no slip of a digit. A new figure that
//! isn't determined has the price of `arithmetic` with the freedom of 6 digits.

mod digits;
mod larger;
mod price;

use super::component::{Lists, holds};
use super::{Change, Figure, Group, Problem, Repair, Value};
use crate::form::Weight;
use crate::number::Number;
use crate::row::{Condition, Relation};
use std::cell::OnceCell;

/// What brought a wrong figure about, as far as the figures tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// A digit typed wrong, left out or put in: 1842 for 184.
    Digit,
    /// Two neighbouring digits changed places: 161 for 116.
    DigitsSwapped,
    /// A minus too many or too few: 10 for −10.
    Sign,
    /// The figures of two cells changed places.
    CellsSwapped,
    /// The figures of a row or column stand one cell further on.
    Shifted,
    /// A factor of 10ⁿ: 元 for 万元.
    Unit,
    /// The figure of a neighbouring cell.
    Copied,
    /// A total that doesn't know of a change to its parts.
    StaleTotal,
    /// The figure of the previous year.
    PreviousYear,
    /// Every difference is within what rounding the figures explains (尾差).
    Rounding,
    /// None of these: it follows from the rules, and that is all that is known.
    #[default]
    Arithmetic,
}

impl Cause {
    /// The name that results carry.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Cause::Digit => "digit",
            Cause::DigitsSwapped => "digits_swapped",
            Cause::Sign => "sign",
            Cause::CellsSwapped => "cells_swapped",
            Cause::Shifted => "shifted",
            Cause::Unit => "unit",
            Cause::Copied => "copied",
            Cause::StaleTotal => "stale_total",
            Cause::PreviousYear => "previous_year",
            Cause::Rounding => "rounding",
            Cause::Arithmetic => "arithmetic",
        }
    }
}

/// What the form and earlier reports say about one figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// The figure in the next cell to the left.
    pub left: Option<usize>,
    /// The figure in the next cell to the right.
    pub right: Option<usize>,
    /// The figure in the cell above.
    pub above: Option<usize>,
    /// The figure in the cell below.
    pub below: Option<usize>,
    /// Whether it is declared as the sum of others.
    pub total: bool,
    /// The same figure a year ago.
    pub previous: Option<Number>,
    /// The distance between neighbouring figures as printed (0.01 for two decimals), where the figure is a rounded one;
    /// none for what is counted.
    pub step: Option<Number>,
}

/// What the form and earlier reports say about the figures, by index; figures beyond the list have no hints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// One for each figure.
    pub figures: Vec<Hint>,
}

impl Hints {
    /// What is known of a figure.
    pub(super) fn of(&self, figure: usize) -> Option<&Hint> {
        self.figures.get(figure)
    }
}

/// What causes are judged by. All indices are those of the problem.
pub(super) struct Scene<'a> {
    pub problem: &'a Problem,
    pub hints: &'a Hints,
    /// The rules of each figure, once they are needed.
    uses: OnceCell<Lists>,
}

impl<'a> Scene<'a> {
    pub fn new(problem: &'a Problem, hints: &'a Hints) -> Scene<'a> {
        Scene {
            problem,
            hints,
            uses: OnceCell::new(),
        }
    }

    /// The rules that a figure stands in.
    fn uses(&self, figure: usize) -> &[usize] {
        self.uses.get_or_init(|| self.problem.uses()).get(figure)
    }

    /// Puts the likeliest repairs of a group first and names their causes; then adds larger repairs that a cause
    /// explains.
    pub fn explain(&self, group: &mut Group) {
        let rounding = self.is_rounding(&group.rules);
        let mut priced: Vec<(i64, Repair)> = std::mem::take(&mut group.repairs)
            .into_iter()
            .map(|mut repair| {
                let (cause, price) = self.cause(&repair.changes);
                repair.because = if rounding { Cause::Rounding } else { cause };
                (price, repair)
            })
            .collect();
        priced.sort_by_cached_key(|(price, repair)| (*price, addresses(&repair.changes)));
        group.repairs = priced.into_iter().map(|(_, repair)| repair).collect();
        if !rounding {
            group.alternatives = self.larger_repairs(group);
        }
    }

    /// The cause of a repair, and its price.
    fn cause(&self, changes: &[Change]) -> (Cause, i64) {
        if let Some(price) = self.exchanged(changes) {
            return (Cause::CellsSwapped, price);
        }
        if let Some(price) = self.slid(changes) {
            return (Cause::Shifted, price);
        }
        let mut causes = Vec::new();
        let mut sum = 0;
        let is_blank = |figure: usize| {
            self.problem
                .figures
                .get(figure)
                .is_some_and(Figure::is_blank)
        };
        for change in changes.iter().filter(|change| !is_blank(change.figure)) {
            let (cause, price) = self.price(change);
            causes.push(cause);
            sum += price;
        }
        let same = causes.windows(2).all(|pair| pair[0] == pair[1]);
        let cause = causes.first().copied().filter(|_| same);
        (cause.unwrap_or_default(), sum)
    }

    /// Whether rounding explains every broken rule: each is an equation over rounded figures, and off by no more than
    /// half a step for each of them.
    fn is_rounding(&self, rules: &[usize]) -> bool {
        let rounded = |rule: &usize| {
            let Some(Condition::Row(row)) = self.problem.rules.get(*rule) else {
                return false;
            };
            let (mut sum, mut slack) = (Number::ZERO, Number::ZERO);
            for (figure, coefficient) in &row.terms {
                let step = self.hints.of(*figure).and_then(|hint| hint.step.as_ref());
                let (Some(value), Some(step)) = (self.problem.value(*figure), step) else {
                    return false;
                };
                sum += &(coefficient * value);
                slack += &(coefficient.abs() * step);
            }
            let off = (sum - &row.constant).abs();
            row.relation == Relation::Equal && &off + &off <= slack
        };
        !rules.is_empty() && rules.iter().all(rounded)
    }

    /// Whether all rules of the changed figures hold with the new values, those of `mended` among them.
    fn mends(&self, changes: &[(usize, Number)], mended: &[usize]) -> bool {
        let value = |figure: usize| {
            let new = changes.iter().find(|(changed, _)| *changed == figure);
            new.map(|(_, value)| value)
                .or_else(|| self.problem.value(figure))
        };
        let allowed = |(figure, value): &(usize, Number)| {
            let figure = &self.problem.figures[*figure];
            figure.domain.contains(value) && figure.weight != Weight::Never
        };
        let holds = |rule: &usize| holds(&self.problem.rules[*rule], &value);
        // What most often fails comes first.
        mended.iter().all(|rule| holds(rule) == Some(true))
            && changes.iter().all(allowed)
            && changes
                .iter()
                .flat_map(|(figure, _)| self.uses(*figure))
                .all(|rule| holds(rule) != Some(false))
    }
}

/// What repairs of one price are sorted by.
pub(super) fn addresses(changes: &[Change]) -> Vec<usize> {
    changes.iter().map(|change| change.figure).collect()
}

/// The new values of changes, where all are determined.
fn exactly(changes: &[Change]) -> Option<Vec<(usize, &Number)>> {
    let pair = |change: &'_ Change| match &change.to {
        Value::Exactly(_) => Some(change.figure),
        Value::Range(_) => None,
    };
    let figures: Option<Vec<usize>> = changes.iter().map(pair).collect();
    let values = changes.iter().filter_map(|change| match &change.to {
        Value::Exactly(value) => Some(value),
        Value::Range(_) => None,
    });
    Some(figures?.into_iter().zip(values).collect())
}
