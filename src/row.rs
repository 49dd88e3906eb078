//! The common language of checking, locating, explaining and lint: rows over variables.
//!
//! Every rule becomes rows where it can. A variable is an index; what it stands for, a row neither knows nor asks.

use crate::number::Number;

/// How the left side of a comparison must stand to its right side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Relation {
    /// Whether `left relation right` is true.
    #[must_use]
    pub fn holds(self, left: &Number, right: &Number) -> bool {
        match self {
            Relation::Equal => left == right,
            Relation::NotEqual => left != right,
            Relation::Less => left < right,
            Relation::LessOrEqual => left <= right,
            Relation::Greater => left > right,
            Relation::GreaterOrEqual => left >= right,
        }
    }

    /// The relation that is true exactly when this one is false.
    #[must_use]
    pub fn negated(self) -> Relation {
        match self {
            Relation::Equal => Relation::NotEqual,
            Relation::NotEqual => Relation::Equal,
            Relation::Less => Relation::GreaterOrEqual,
            Relation::LessOrEqual => Relation::Greater,
            Relation::Greater => Relation::LessOrEqual,
            Relation::GreaterOrEqual => Relation::Less,
        }
    }

    /// The relation after both sides are multiplied by −1 (or change places).
    #[must_use]
    pub fn mirrored(self) -> Relation {
        match self {
            Relation::Less => Relation::Greater,
            Relation::LessOrEqual => Relation::GreaterOrEqual,
            Relation::Greater => Relation::Less,
            Relation::GreaterOrEqual => Relation::LessOrEqual,
            same => same,
        }
    }

    /// The sign as a pack writes it.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Relation::Equal => "=",
            Relation::NotEqual => "<>",
            Relation::Less => "<",
            Relation::LessOrEqual => "<=",
            Relation::Greater => ">",
            Relation::GreaterOrEqual => ">=",
        }
    }
}

/// `Σ coefficient · variable  relation  constant`.
///
/// Terms are sorted by variable; each variable stands once and no coefficient is 0.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// Variables with their coefficients.
    pub terms: Vec<(usize, Number)>,
    /// How the sum must stand to the constant.
    pub relation: Relation,
    /// The right side.
    pub constant: Number,
}

impl Row {
    /// Brings terms into order, adds up repeated variables and drops those that cancel out.
    #[must_use]
    pub fn new(mut terms: Vec<(usize, Number)>, relation: Relation, constant: Number) -> Row {
        terms.sort_by_key(|(variable, _)| *variable);
        let mut merged: Vec<(usize, Number)> = Vec::with_capacity(terms.len());
        for (variable, coefficient) in terms {
            match merged.last_mut() {
                Some((last, sum)) if *last == variable => *sum += &coefficient,
                _ => merged.push((variable, coefficient)),
            }
        }
        merged.retain(|(_, coefficient)| !coefficient.is_zero());
        Row {
            terms: merged,
            relation,
            constant,
        }
    }

    /// The row that holds exactly when this one doesn't.
    #[must_use]
    pub fn negated(&self) -> Row {
        Row {
            relation: self.relation.negated(),
            ..self.clone()
        }
    }
}

/// What must be true, as rows joined by *and* and *or*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// One row.
    Row(Row),
    /// Every part; with no part, always true.
    All(Vec<Condition>),
    /// At least one part; with no part, never true.
    Any(Vec<Condition>),
}

/// The values that a variable may take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Domain {
    /// Whole numbers only.
    pub integer: bool,
    /// The least value, itself allowed.
    pub minimum: Option<Number>,
    /// The greatest value, itself allowed.
    pub maximum: Option<Number>,
}

impl Domain {
    /// Whether the domain has `value`.
    #[must_use]
    pub fn contains(&self, value: &Number) -> bool {
        (!self.integer || value.is_integer())
            && self.minimum.as_ref().is_none_or(|minimum| value >= minimum)
            && self.maximum.as_ref().is_none_or(|maximum| value <= maximum)
    }
}

/// What is known of a rule, a row or a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// True of the figures that are there.
    Holds,
    /// False, whatever the blanks may become.
    Broken,
    /// Blanks stand in the way (待定).
    Undecided,
}
