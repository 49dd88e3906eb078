//! Figures and rules → the fewest changes that make every rule hold: all of them, in groups that can be mended apart.
//!
//! The principle is that of Fellegi and Holt: change the set of figures with the least total weight such that the rest
//! can be completed to a report without a breach. A blank is free: filling it costs nothing, and its type and its rules
//! bind. Every tie is found, with the exact value, or the exact range, of each changed figure.
//!
//! Knows figures and rules by index; has never heard of tables, labels, packs or languages. Causes (`causes`) rank what
//! is found here.
//!
//! ```
//! use gouji::locate::{Figure, Problem, Value, locate};
//! use gouji::number::Number;
//! use gouji::row::{Condition, Relation, Row};
//!
//! // x + y = z and 2y + 1 = z, with x = 1, y = 1, z = 3.
//! let equal = |terms: &[(usize, i64)], constant: i64| {
//!     let terms = terms.iter().map(|(v, c)| (*v, Number::from(*c))).collect();
//!     Condition::Row(Row::new(terms, Relation::Equal, Number::from(constant)))
//! };
//! let problem = Problem {
//!     figures: [1, 1, 3].map(|value| Figure::given(Number::from(value))).to_vec(),
//!     rules: vec![equal(&[(0, 1), (1, 1), (2, -1)], 0), equal(&[(1, 2), (2, -1)], -1)],
//! };
//! let outcome = locate(&problem);
//! let change = &outcome.groups[0].repairs[0].changes[0];
//! assert_eq!((change.figure, &change.to), (0, &Value::Exactly(Number::from(2))));
//! ```

mod bench;
mod causes;
mod cells;
mod choice;
mod clusters;
mod component;
mod conflicts;
mod families;
mod fill;
mod groups;
mod hitting;
mod search;
mod values;

use crate::form::Weight;
use crate::number::Number;
use crate::row::{Condition, Domain};
use crate::system::Range;

pub use causes::{Cause, Hint, Hints};
pub use choice::{Choice, Demand, choice};
pub use fill::fill;
pub use search::{DEFAULT_WORK, Progress, Search};

/// Ties that are listed for one group; what lies beyond is counted.
pub const MAX_TIES: usize = 1_000;

/// What is to be mended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// The figures; a rule's variables are indices into this list.
    pub figures: Vec<Figure>,
    /// What has to hold, without exception.
    pub rules: Vec<Condition>,
}

/// One figure of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// The value; none for a blank.
    pub value: Option<Number>,
    /// The values that it may be changed to. A present value outside has to change.
    pub domain: Domain,
    /// The cost of changing it. A figure that is never wrong keeps its value, whatever the rules and its domain say.
    pub weight: Weight,
    /// Something is there that can't be read as a figure: it has to change, at its weight.
    pub unreadable: bool,
    /// A present value outside the domain may stay (a fraction in a count, say); new values must still lie inside.
    pub tolerated: bool,
}

impl Figure {
    /// A figure of weight 1 that may be any number.
    #[must_use]
    pub fn given(value: Number) -> Figure {
        Figure {
            value: Some(value),
            ..Figure::default()
        }
    }

    /// Whether it is to be filled at no cost.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.value.is_none() && (!self.unreadable || self.weight == Weight::Never)
    }

    /// Whether it has to change whatever the rules say.
    #[must_use]
    pub fn must_change(&self) -> bool {
        self.weight != Weight::Never
            && match &self.value {
                None => self.unreadable,
                Some(value) => self.unreadable || (!self.tolerated && !self.domain.contains(value)),
            }
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Groups that can be mended apart from each other, in the order of their first broken rule.
    pub groups: Vec<Group>,
    /// What is not known, when something isn't.
    pub limited: Option<Limit>,
}

/// What kept the search from a complete answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// Some group has more ties than are looked at, so that the likeliest of them may be missing.
    Ties,
    /// For some set of changes it could not be decided whether it mends everything, or how far its values range.
    Undecided,
    /// The work given was used up: the repairs given do mend everything, but there may be others as small or smaller.
    Work,
}

/// Breaches that have to be mended together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Broken rules. Empty where no single rule is broken but rules with blanks contradict each other.
    pub rules: Vec<usize>,
    /// Figures that have to change whatever the rules say: unreadable ones and those outside their domain.
    pub figures: Vec<usize>,
    /// All ways to mend them with the least total weight, the likeliest first; none where there is no way at all (or none was found yet).
    pub repairs: Vec<Repair>,
    /// Repairs that change more than needed, but that one cause explains (two cells swapped).
    pub alternatives: Vec<Repair>,
    /// How many further repairs, as small as those, are not listed.
    pub more: usize,
    /// The search for its repairs isn't over.
    pub pending: bool,
}

/// One way to mend a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repair {
    /// The changed figures and the blanks whose value the changes determine, by index.
    pub changes: Vec<Change>,
    /// How the mistake may have come about.
    pub because: Cause,
}

/// A figure and what it becomes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Index of the figure.
    pub figure: usize,
    /// Its new value.
    pub to: Value,
}

/// A new value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// The only one that works.
    Exactly(Number),
    /// From the least to the greatest that works, for this figure alone.
    Range(Range),
}

/// Finds all minimal repairs, with the default amount of work.
#[must_use]
pub fn locate(problem: &Problem) -> Outcome {
    let mut search = Search::new(problem.clone());
    while search.step(u64::MAX) == Progress::Going {}
    search.outcome()
}
