//! Conditions over bounded variables → can they all hold, with what values, in what range, and if not: why not.
//!
//! Exact and complete for linear conditions joined by *and* and *or*, over the reals and the whole numbers. Locating
//! asks it whether a set of changes can mend a report; lint asks it whether rules contradict or follow from each other.
//! Knows variables and conditions by index; has never heard of cells, reports or weights.
//!
//! ```
//! use gouji::number::Number;
//! use gouji::row::{Condition, Domain, Relation, Row};
//! use gouji::system::{Answer, System};
//!
//! // x + y ≤ 10 and y ≥ 6, with x ≥ 1.
//! let row = |terms: &[(usize, i64)], relation, constant: i64| {
//!     let terms = terms.iter().map(|(v, c)| (*v, Number::from(*c))).collect();
//!     Condition::Row(Row::new(terms, relation, Number::from(constant)))
//! };
//! let conditions = [
//!     row(&[(0, 1), (1, 1)], Relation::LessOrEqual, 10),
//!     row(&[(1, 1)], Relation::GreaterOrEqual, 6),
//! ];
//! let x = Domain { minimum: Some(Number::ONE), ..Domain::default() };
//! let mut system = System::new(vec![x, Domain::default()], &conditions);
//! assert!(matches!(system.decide(10_000), Answer::Possible));
//! let range = system.range(1, 10_000).unwrap();
//! assert_eq!(range.maximum.unwrap().value, Number::from(9));
//! ```

mod bound;
mod branch;
mod compile;
mod conflict;
mod optimum;
mod parity;
mod tableau;
mod value;

use crate::number::Number;
use crate::row::{Condition, Domain};
pub use conflict::{follows, smallest_conflict};

use bound::{Bound, Explanation, Reason, Side};
use compile::{Node, Obligation};
use tableau::Tableau;
use value::Value;

/// A set of conditions over variables, some of which may be held at a value for a while.
#[derive(Clone, Debug, Default)]
pub struct System {
    tableau: Tableau,
    /// The domain of each variable of the tableau; none where it stands for a sum.
    domains: Vec<Option<Domain>>,
    held: Vec<bool>,
    nodes: Vec<Node>,
    /// What has to hold besides the bounds of the tableau, the oldest first.
    obligations: Vec<Obligation>,
    /// How many conditions there are.
    demanded: usize,
    /// Conditions that can't hold whatever the variables are.
    absurd: Vec<usize>,
}

/// Whether all conditions can hold together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They can.
    Possible,
    /// They can't: each conflict alone is a proof.
    Impossible(Vec<Conflict>),
    /// The given work did not suffice to tell.
    Unknown,
}

/// What can't be true together, besides the domains of the variables. Both lists ascend.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Conflict {
    /// Variables that would have to leave the value that they are held at: one of them at least.
    pub held: Vec<usize>,
    /// Indices of conditions.
    pub conditions: Vec<usize>,
}

/// The values that a variable may take, from its least to its greatest; not every value between must be possible.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Range {
    /// The lower end; none where values go down without end.
    pub minimum: Option<End>,
    /// The upper end; none where values go up without end.
    pub maximum: Option<End>,
}

/// An end of a range.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
    /// Where it lies.
    pub value: Number,
    /// Whether the value itself is out of reach.
    pub open: bool,
}

impl Range {
    /// The one value that the range has, when it has but one.
    #[must_use]
    pub fn only(&self) -> Option<&Number> {
        match (&self.minimum, &self.maximum) {
            (Some(minimum), Some(maximum)) if minimum == maximum => Some(&minimum.value),
            _ => None,
        }
    }
}

impl System {
    /// Variable `i` takes its values from `domains[i]`. Terms of other variables are not looked at.
    #[must_use]
    pub fn new(domains: Vec<Domain>, conditions: &[Condition]) -> System {
        let mut system = System::default();
        for domain in domains {
            system.add_variable(domain, None);
        }
        for condition in conditions {
            system.demand(condition);
        }
        system
    }

    /// Adds a variable, held at a value or free, of which later conditions may speak. Its index is not always the next
    /// one, since sums are numbered along with variables.
    pub fn add_variable(&mut self, domain: Domain, value: Option<&Number>) -> usize {
        let ends = (domain.minimum.clone(), domain.maximum.clone());
        let variable = self.tableau.add_variable(ends);
        self.domains.push(Some(domain));
        self.held.push(false);
        match value {
            Some(value) => self.hold(variable, value),
            None => self.release(variable),
        }
        variable
    }

    /// Adds a condition; its index.
    pub fn demand(&mut self, condition: &Condition) -> usize {
        let index = self.demanded;
        self.demanded += 1;
        let node = self.compile(condition);
        self.demand_node(node, index);
        index
    }

    /// Holds a variable at a value, inside its domain or not, until it is released.
    pub fn hold(&mut self, variable: usize, value: &Number) {
        if self.is_variable(variable) {
            self.held[variable] = true;
            let bound = Bound {
                value: Value::exact(value.clone()),
                reason: Reason::Held,
            };
            // Both ends at once, so that the variable never stands between crossed bounds.
            self.tableau.lower[variable] = Some(bound.clone());
            self.tableau.set_bound(variable, Side::Upper, Some(bound));
        }
    }

    /// Lets a variable take any value of its domain.
    pub fn release(&mut self, variable: usize) {
        let Some(Some(domain)) = self.domains.get(variable) else {
            return;
        };
        let end = |end: &Option<Number>| {
            end.clone().map(|number| Bound {
                value: Value::exact(number),
                reason: Reason::Domain,
            })
        };
        let (lower, upper) = (end(&domain.minimum), end(&domain.maximum));
        self.held[variable] = false;
        self.tableau.lower[variable] = lower;
        self.tableau.set_bound(variable, Side::Upper, upper);
    }

    fn is_variable(&self, variable: usize) -> bool {
        matches!(self.domains.get(variable), Some(Some(_)))
    }

    /// How much has been done since the system was made, in terms touched: the same on every platform.
    #[must_use]
    pub fn work(&self) -> u64 {
        self.tableau.work
    }

    /// Whether all conditions can hold together, found out with at most about `work` units.
    pub fn decide(&mut self, work: u64) -> Answer {
        if !self.absurd.is_empty() {
            let conditions = self.absurd.clone();
            let held = Vec::new();
            return Answer::Impossible(vec![Conflict { held, conditions }]);
        }
        let limit = self.tableau.work.saturating_add(work);
        match self.branch(0, limit) {
            branch::Outcome::Possible => Answer::Possible,
            branch::Outcome::Unknown => Answer::Unknown,
            branch::Outcome::Impossible(list) => {
                let conflict = |proof: Explanation| Conflict {
                    held: proof.held,
                    conditions: proof.conditions,
                };
                Answer::Impossible(list.into_iter().map(conflict).collect())
            }
        }
    }

    /// The least and the greatest value of a variable for which all conditions can hold; none where they can't, or
    /// where about `work` units don't suffice to tell.
    pub fn range(&mut self, variable: usize, work: u64) -> Option<Range> {
        if !self.is_variable(variable) || !matches!(self.decide(work), Answer::Possible) {
            return None;
        }
        if self.tableau.is_pinned(variable) {
            let end = Some(open_or_closed(&self.tableau.values[variable]));
            return Some(Range {
                minimum: end.clone(),
                maximum: end,
            });
        }
        let minimum = self.extreme(variable, false, work)?;
        let maximum = self.extreme(variable, true, work)?;
        Some(Range { minimum, maximum })
    }

    /// Those of the variables that can have one value only, with that value; none where the conditions can't all hold,
    /// or where about `work` units don't suffice to tell.
    pub fn determined(&mut self, variables: &[usize], work: u64) -> Option<Vec<(usize, Number)>> {
        if !matches!(self.decide(work), Answer::Possible) {
            return None;
        }
        let known = variables.iter().copied();
        let known: Vec<usize> = known.filter(|each| self.is_variable(*each)).collect();
        self.pinned_among(&known, work)
    }

    /// The value that a variable has in the solution found by the last `decide` that answered `Possible`; none where
    /// that solution hugs a bound that is itself excluded.
    #[must_use]
    pub fn value(&self, variable: usize) -> Option<&Number> {
        let value = self.tableau.values.get(variable)?;
        value.delta.is_zero().then_some(&value.number)
    }
}

fn open_or_closed(value: &Value) -> End {
    End {
        value: value.number.clone(),
        open: !value.delta.is_zero(),
    }
}
