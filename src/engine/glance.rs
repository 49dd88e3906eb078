//! Rule → what can be told of it from a sum and a few counts.

use super::plan::{Logic, PlannedRule};
use crate::model::{BlankPolicy, Comparison, Rule, RuleKind, Test, Tolerance, VariableIndex};
use crate::number::Number;
use crate::row::{Domain, Relation, Row};

use super::held::{NARROW, UNIT_DECIMALS};

/// A rule at a glance. Kept apart from the whole rule, so that an edit touches little memory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glance {
    /// The row's constant, in units.
    pub constant: i128,
    pub relation: Relation,
    /// What a blank of it means, when it is plain.
    pub blank: BlankPolicy,
    pub lattice: Lattice,
    /// Whether it is one row with small whole coefficients, whose blanks all mean the same.
    pub plain: bool,
    /// Whether it has no tolerance.
    pub exact: bool,
    pub roll_up: bool,
    /// How many variables it names.
    pub variables: u32,
}

/// Whether whole numbers in the place of blanks can make up every whole sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lattice {
    /// No variable of the row is bound to whole numbers.
    Free,
    /// All are, and each counts once: any whole sum.
    Whole,
    /// It takes a closer look.
    Unknown,
}

impl Glance {
    pub fn of(rule: &Rule, planned: &PlannedRule, domains: &[Domain]) -> Glance {
        let mut glance = Glance {
            constant: 0,
            relation: Relation::Equal,
            blank: rule.blank,
            lattice: Lattice::Unknown,
            plain: false,
            exact: false,
            roll_up: matches!(rule.kind, RuleKind::RollUp { .. }),
            variables: u32::try_from(planned.variables.len()).unwrap_or(u32::MAX),
        };
        let (Test::Compare(comparison), Logic::Row { row, cancelled, .. }) =
            (&rule.test, &planned.logic)
        else {
            return glance;
        };
        let (Some(blank), Some(constant)) =
            (one_policy(comparison, rule.blank), units(&row.constant))
        else {
            return glance;
        };
        let weights: Option<Vec<i32>> =
            row.terms.iter().map(|(_, factor)| weight(factor)).collect();
        glance.relation = row.relation;
        glance.exact = comparison.tolerance == Tolerance::Exact;
        glance.plain = weights.is_some() && cancelled.is_empty();
        glance.blank = blank;
        glance.constant = constant;
        glance.lattice = lattice(row, weights.as_deref().unwrap_or(&[]), constant, domains);
        glance
    }

    /// Whether a blank counts as 0 here.
    pub fn blank_is_zero(&self) -> bool {
        matches!(
            self.blank,
            BlankPolicy::Zero | BlankPolicy::ZeroUnlessAllBlank
        )
    }
}

/// The weight of a variable in the row of a plain rule; 0 where it has none.
pub(super) fn weight_of(planned: &PlannedRule, variable: VariableIndex) -> i32 {
    let Logic::Row { row, .. } = &planned.logic else {
        return 0;
    };
    let place = row.terms.binary_search_by_key(&variable, |(term, _)| *term);
    place
        .ok()
        .and_then(|place| weight(&row.terms[place].1))
        .unwrap_or(0)
}

fn weight(factor: &Number) -> Option<i32> {
    factor
        .to_i64()
        .and_then(|factor| i32::try_from(factor).ok())
}

fn units(constant: &Number) -> Option<i128> {
    let units = constant.to_decimal()?.in_units(UNIT_DECIMALS)?;
    (-NARROW < units && units < NARROW).then_some(units)
}

/// What every blank of the rule means, where one thing can be said of all. "All blank" said of a side is about that side
/// alone, even when the same is said of the other.
fn one_policy(comparison: &Comparison, of_rule: BlankPolicy) -> Option<BlankPolicy> {
    let left = comparison.blanks.0.unwrap_or(of_rule);
    let right = comparison.blanks.1.unwrap_or(of_rule);
    let of_all_blanks = matches!(
        left,
        BlankPolicy::WaitUnlessAllBlank | BlankPolicy::ZeroUnlessAllBlank
    );
    let by_side = comparison.blanks != (None, None);
    (left == right && !(by_side && of_all_blanks)).then_some(left)
}

fn lattice(row: &Row, weights: &[i32], constant: i128, domains: &[Domain]) -> Lattice {
    let whole = |(variable, _): &(VariableIndex, Number)| {
        domains.get(*variable).is_some_and(|domain| domain.integer)
    };
    let whole_constant = constant % i128::from(10_i64.pow(u32::from(UNIT_DECIMALS))) == 0;
    if !row.terms.iter().any(whole) {
        Lattice::Free
    } else if row.terms.iter().all(whole)
        && whole_constant
        && weights.iter().all(|weight| weight.abs() == 1)
    {
        Lattice::Whole
    } else {
        Lattice::Unknown
    }
}
