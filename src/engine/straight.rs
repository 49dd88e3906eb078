//! Plan → the rules that stand for themselves as rows over machine integers, for reports that come as a whole.
//!
//! One pass over flat memory, with nothing kept: quicker than following edits when every figure is new. It knows only
//! the plainest case, every figure there and small, and otherwise says that it doesn't know.

use super::Session;
use super::held::UNIT_DECIMALS;
use super::plan::Logic;
use crate::number::Decimal;
use crate::row::Relation;

/// Rows over cells.
#[derive(Debug)]
pub(crate) struct Straight {
    rows: Vec<Bare>,
    /// Cells with their coefficients, row by row.
    terms: Vec<(u32, i32)>,
    /// Figures below this many units can't bring a sum out of 64 bits.
    limit: i64,
}

#[derive(Debug)]
struct Bare {
    /// Where its terms end.
    end: usize,
    relation: Relation,
    constant: i64,
}

impl Straight {
    /// The rules of a session with nothing in it that ask for cells alone; `None` when one of them is no exact row.
    pub fn of(blank: &Session) -> Option<Straight> {
        let plan = blank.plan();
        let mut straight = Straight {
            rows: Vec::new(),
            terms: Vec::new(),
            limit: 0,
        };
        let mut heaviest: i64 = 1;
        for (index, rule) in plan.rules.iter().enumerate() {
            if blank.sleeps(index) {
                continue;
            }
            let glance = &plan.glances[index];
            let Logic::Row { row, .. } = &rule.logic else {
                return None;
            };
            if !glance.plain || !glance.exact {
                return None;
            }
            let mut weight = 0;
            for (variable, coefficient) in &row.terms {
                let coefficient = i32::try_from(coefficient.to_i64()?).ok()?;
                straight
                    .terms
                    .push((u32::try_from(*variable).ok()?, coefficient));
                weight += i64::from(coefficient).abs();
            }
            heaviest = heaviest.max(weight);
            straight.rows.push(Bare {
                end: straight.terms.len(),
                relation: row.relation,
                constant: i64::try_from(glance.constant).ok()?,
            });
        }
        straight.limit = i64::MAX / 2 / heaviest;
        Some(straight)
    }

    /// A figure in units; `None` when it is too large or too fine.
    #[inline]
    pub fn units(&self, figure: Decimal) -> Option<i64> {
        let units = figure.in_few_units(UNIT_DECIMALS)?;
        (-self.limit < units && units < self.limit).then_some(units)
    }

    /// How many rules there are, when all of them hold.
    pub fn all_hold(&self, units: &[i64]) -> Option<usize> {
        let mut begin = 0;
        for row in &self.rows {
            let mut sum = 0;
            for (cell, coefficient) in self.terms.get(begin..row.end)? {
                sum += i64::from(*coefficient) * units.get(*cell as usize)?;
            }
            begin = row.end;
            let holds = match row.relation {
                Relation::Equal => sum == row.constant,
                Relation::NotEqual => sum != row.constant,
                Relation::Less => sum < row.constant,
                Relation::LessOrEqual => sum <= row.constant,
                Relation::Greater => sum > row.constant,
                Relation::GreaterOrEqual => sum >= row.constant,
            };
            if !holds {
                return None;
            }
        }
        Some(self.rows.len())
    }
}
