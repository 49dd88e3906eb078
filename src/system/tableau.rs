//! The simplex tableau: bounded variables, and rows that write some of them (the basic ones) as sums of the others.
//!
//! Every variable that is not basic stands within its bounds; `check` moves the basic ones into theirs, or explains
//! why that can't be. Bounds come and go, the tableau stays: freeing or holding a variable costs next to nothing.
//! After B. Dutertre, L. de Moura, "A fast linear-arithmetic solver for DPLL(T)" (2006), in exact arithmetic.

use super::bound::{Bound, Explanation, Reason, Side};
use super::value::{Value, reciprocal};
use crate::number::Number;

#[derive(Clone, Debug)]
struct TableauRow {
    basic: usize,
    /// Sorted by variable; none of them basic.
    terms: Vec<(usize, Number)>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Tableau {
    rows: Vec<TableauRow>,
    /// For each variable the row that it is basic in.
    place: Vec<Option<usize>>,
    /// For each variable the rows in which it may occur (all in which it does, and perhaps more).
    columns: Vec<Vec<usize>>,
    pub values: Vec<Value>,
    pub lower: Vec<Option<Bound>>,
    pub upper: Vec<Option<Bound>>,
    /// The domain's ends alone, to see whether letting a held variable go could help.
    pub domain: Vec<(Option<Number>, Option<Number>)>,
    /// Terms touched so far: the measure of work, the same on every platform.
    pub work: u64,
}

impl Tableau {
    /// A variable of its own, without bounds.
    pub fn add_variable(&mut self, domain: (Option<Number>, Option<Number>)) -> usize {
        self.place.push(None);
        self.columns.push(Vec::new());
        self.values.push(Value::default());
        self.lower.push(None);
        self.upper.push(None);
        self.domain.push(domain);
        self.place.len() - 1
    }

    /// A variable that equals a sum of others (sorted, each once). It becomes basic.
    pub fn add_sum(&mut self, terms: Vec<(usize, Number)>) -> usize {
        let variable = self.add_variable((None, None));
        let row = self.rows.len();
        let mut value = Value::default();
        let mut basics = Vec::new();
        for (term, coefficient) in &terms {
            value.add_multiple(coefficient, &self.values[*term]);
            basics.extend(self.place[*term].map(|place| (*term, place)));
            self.columns[*term].push(row);
        }
        self.values[variable] = value;
        self.work += terms.len() as u64;
        self.place[variable] = Some(row);
        self.rows.push(TableauRow {
            basic: variable,
            terms,
        });
        for (basic, place) in basics {
            let replacement = self.rows[place].terms.clone();
            self.substitute(row, basic, &replacement);
        }
        variable
    }

    pub fn bound(&self, variable: usize, side: Side) -> Option<&Bound> {
        match side {
            Side::Lower => self.lower[variable].as_ref(),
            Side::Upper => self.upper[variable].as_ref(),
        }
    }

    /// Replaces a bound and returns the old one. A variable that is not basic is moved within its bounds.
    pub fn set_bound(
        &mut self,
        variable: usize,
        side: Side,
        bound: Option<Bound>,
    ) -> Option<Bound> {
        let slot = match side {
            Side::Lower => &mut self.lower[variable],
            Side::Upper => &mut self.upper[variable],
        };
        let old = std::mem::replace(slot, bound);
        self.settle(variable);
        old
    }

    /// Moves a variable that is not basic to the nearest value within its bounds.
    fn settle(&mut self, variable: usize) {
        if self.place[variable].is_some() {
            return;
        }
        let value = &self.values[variable];
        let target = match (&self.lower[variable], &self.upper[variable]) {
            (Some(lower), _) if *value < lower.value => lower.value.clone(),
            (_, Some(upper)) if *value > upper.value => upper.value.clone(),
            _ => return,
        };
        self.move_to(variable, target);
    }

    fn move_to(&mut self, variable: usize, target: Value) {
        let step = target.minus(&self.values[variable]);
        self.values[variable] = target;
        for index in 0..self.columns[variable].len() {
            let row = self.columns[variable][index];
            let Some(coefficient) = self.coefficient(row, variable) else {
                continue;
            };
            let coefficient = coefficient.clone();
            let basic = self.rows[row].basic;
            self.values[basic].add_multiple(&coefficient, &step);
            self.work += 1;
        }
    }

    fn coefficient(&self, row: usize, variable: usize) -> Option<&Number> {
        let terms = &self.rows[row].terms;
        terms
            .binary_search_by_key(&variable, |(term, _)| *term)
            .ok()
            .map(|index| &terms[index].1)
    }

    /// The side on which a variable stands outside its bounds.
    fn violated(&self, variable: usize) -> Option<Side> {
        let value = &self.values[variable];
        match (&self.lower[variable], &self.upper[variable]) {
            (Some(lower), _) if *value < lower.value => Some(Side::Lower),
            (_, Some(upper)) if *value > upper.value => Some(Side::Upper),
            _ => None,
        }
    }

    pub fn may_rise(&self, variable: usize) -> bool {
        self.upper[variable]
            .as_ref()
            .is_none_or(|upper| self.values[variable] < upper.value)
    }

    pub fn may_fall(&self, variable: usize) -> bool {
        self.lower[variable]
            .as_ref()
            .is_none_or(|lower| self.values[variable] > lower.value)
    }

    /// Moves every basic variable into its bounds, or says what makes that impossible: every row that alone proves it.
    pub fn check(&mut self) -> Result<(), Vec<Explanation>> {
        loop {
            // The least variable first (Bland), which is what ends the loop.
            let wrong = (0..self.rows.len())
                .filter_map(|row| {
                    let basic = self.rows[row].basic;
                    self.violated(basic).map(|side| (basic, row, side))
                })
                .min_by_key(|(basic, ..)| *basic);
            let Some((basic, row, side)) = wrong else {
                return Ok(());
            };
            let Some(entering) = self.entering(row, side) else {
                return Err(self.explanations());
            };
            let target = match side {
                Side::Lower => self.lower[basic].clone(),
                Side::Upper => self.upper[basic].clone(),
            };
            if let Some(target) = target {
                self.pivot_to(row, entering, target.value);
            }
        }
    }

    /// The least variable of the row that can move its basic variable towards the bound on `side`.
    fn entering(&mut self, row: usize, side: Side) -> Option<usize> {
        self.work += self.rows[row].terms.len() as u64;
        let terms = &self.rows[row].terms;
        terms
            .iter()
            .find(|(variable, coefficient)| {
                let rise = (side == Side::Lower) == coefficient.is_positive();
                if rise {
                    self.may_rise(*variable)
                } else {
                    self.may_fall(*variable)
                }
            })
            .map(|(variable, _)| *variable)
    }

    fn explanations(&mut self) -> Vec<Explanation> {
        let mut found = Vec::new();
        for row in 0..self.rows.len() {
            let Some(side) = self.violated(self.rows[row].basic) else {
                continue;
            };
            if self.entering(row, side).is_none() {
                found.push(self.explain(row, side));
            }
        }
        found
    }

    /// The bounds that keep the basic variable of `row` outside its own on `side`.
    fn explain(&self, row: usize, side: Side) -> Explanation {
        let mut explanation = Explanation::default();
        let row = &self.rows[row];
        self.cite(row.basic, side, &mut explanation);
        for (variable, coefficient) in &row.terms {
            let blocked = if (side == Side::Lower) == coefficient.is_positive() {
                Side::Upper
            } else {
                Side::Lower
            };
            self.cite(*variable, blocked, &mut explanation);
        }
        explanation.tidy();
        explanation
    }

    /// Adds the reason for a bound. A held variable that its domain would not let move either is no reason.
    pub fn cite(&self, variable: usize, side: Side, explanation: &mut Explanation) {
        let Some(bound) = self.bound(variable, side) else {
            return;
        };
        match bound.reason {
            Reason::Domain => {}
            Reason::Condition(condition) => explanation.conditions.push(condition),
            Reason::Assumed(depth) => explanation.assumed.push(depth),
            Reason::Held => {
                let (minimum, maximum) = &self.domain[variable];
                let stuck = match side {
                    Side::Lower => minimum
                        .as_ref()
                        .is_some_and(|end| *end >= bound.value.number),
                    Side::Upper => maximum
                        .as_ref()
                        .is_some_and(|end| *end <= bound.value.number),
                };
                if !stuck {
                    explanation.held.push(variable);
                }
            }
        }
    }

    /// Moves the basic variable of `row` to `target` by moving `entering`, which becomes basic in its place.
    pub fn pivot_to(&mut self, row: usize, entering: usize, target: Value) {
        let Some(pivot) = self.coefficient(row, entering).cloned() else {
            return;
        };
        let basic = self.rows[row].basic;
        let step = target.minus(&self.values[basic]).over(&pivot);
        let goal = Value {
            number: &self.values[entering].number + &step.number,
            delta: &self.values[entering].delta + &step.delta,
        };
        self.move_to(entering, goal);
        self.values[basic] = target;
        self.pivot(row, entering, &pivot);
    }

    fn pivot(&mut self, row: usize, entering: usize, pivot: &Number) {
        let leaving = self.rows[row].basic;
        let inverse = reciprocal(pivot);
        let negated = -&inverse;
        let mut terms: Vec<(usize, Number)> = Vec::with_capacity(self.rows[row].terms.len());
        for (variable, coefficient) in &self.rows[row].terms {
            if *variable != entering {
                terms.push((*variable, coefficient * &negated));
            }
        }
        let at = terms.partition_point(|(variable, _)| *variable < leaving);
        terms.insert(at, (leaving, inverse));
        self.work += terms.len() as u64;
        self.place[leaving] = None;
        self.place[entering] = Some(row);
        self.columns[leaving] = vec![row];
        self.rows[row] = TableauRow {
            basic: entering,
            terms: Vec::new(),
        };
        for other in std::mem::take(&mut self.columns[entering]) {
            if other != row {
                self.substitute(other, entering, &terms);
            }
        }
        self.rows[row].terms = terms;
    }

    /// Puts `terms` in the place of `variable` in a row.
    fn substitute(&mut self, row: usize, variable: usize, terms: &[(usize, Number)]) {
        let old = std::mem::take(&mut self.rows[row].terms);
        let Ok(at) = old.binary_search_by_key(&variable, |(term, _)| *term) else {
            self.rows[row].terms = old;
            return;
        };
        let factor = old[at].1.clone();
        let mut merged = Vec::with_capacity(old.len() + terms.len());
        let mut added = terms.iter().peekable();
        self.work += (old.len() + terms.len()) as u64;
        for (term, coefficient) in old {
            while let Some((new, weight)) = added.next_if(|(new, _)| *new < term) {
                merged.push((*new, weight * &factor));
                self.note(*new, row);
            }
            let twin = added.next_if(|(new, _)| *new == term);
            if term == variable {
                continue;
            }
            let sum = match twin {
                Some((_, weight)) => coefficient + weight * &factor,
                None => coefficient,
            };
            if !sum.is_zero() {
                merged.push((term, sum));
            }
        }
        for (new, weight) in added {
            merged.push((*new, weight * &factor));
            self.note(*new, row);
        }
        self.rows[row].terms = merged;
    }

    fn note(&mut self, variable: usize, row: usize) {
        if !self.columns[variable].contains(&row) {
            self.columns[variable].push(row);
        }
    }

    /// Moves `variable` as far up (or down) as the bounds allow. The basic variables must stand within theirs.
    /// `false` where nothing stops it.
    pub fn push_to_end(&mut self, variable: usize, up: bool) -> bool {
        loop {
            let (entering, rise) = match self.place[variable] {
                None if (up && self.may_rise(variable)) || (!up && self.may_fall(variable)) => {
                    (variable, up)
                }
                None => return true,
                Some(row) => {
                    let side = if up { Side::Lower } else { Side::Upper };
                    let Some(entering) = self.entering(row, side) else {
                        return true;
                    };
                    let positive = self
                        .coefficient(row, entering)
                        .is_some_and(Number::is_positive);
                    (entering, positive == up)
                }
            };
            match self.obstacle(entering, rise) {
                None => return false,
                Some((None, target)) => self.move_to(entering, target),
                Some((Some(row), target)) => self.pivot_to(row, entering, target),
            }
            let reached = self.place[variable].is_some()
                && !(if up {
                    self.may_rise(variable)
                } else {
                    self.may_fall(variable)
                });
            if reached {
                return true;
            }
        }
    }

    /// What first stops `entering` on its way: its own bound (no row) or the bound of a basic variable, and the value
    /// that the one that stops it has then.
    fn obstacle(&mut self, entering: usize, rise: bool) -> Option<(Option<usize>, Value)> {
        let own = if rise { Side::Upper } else { Side::Lower };
        let mut nearest: Option<(Value, usize, Option<usize>, Value)> = None;
        if let Some(bound) = self.bound(entering, own) {
            let gap = bound.value.minus(&self.values[entering]);
            let gap = if rise {
                gap
            } else {
                gap.times(&Number::from(-1))
            };
            nearest = Some((gap, entering, None, bound.value.clone()));
        }
        for index in 0..self.columns[entering].len() {
            let row = self.columns[entering][index];
            let Some(coefficient) = self.coefficient(row, entering) else {
                continue;
            };
            let coefficient = coefficient.clone();
            self.work += 1;
            let basic = self.rows[row].basic;
            let side = if coefficient.is_positive() == rise {
                Side::Upper
            } else {
                Side::Lower
            };
            let Some(bound) = self.bound(basic, side) else {
                continue;
            };
            let gap = bound.value.minus(&self.values[basic]).over(&coefficient);
            let gap = if rise {
                gap
            } else {
                gap.times(&Number::from(-1))
            };
            let nearer = nearest.as_ref().is_none_or(|(least, variable, ..)| {
                gap < *least || (gap == *least && basic < *variable)
            });
            if nearer {
                nearest = Some((gap, basic, Some(row), bound.value.clone()));
            }
        }
        nearest.map(|(_, _, row, target)| (row, target))
    }

    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// A row as a sum that comes to 0.
    pub fn row_as_sum(&self, row: usize) -> Vec<(usize, Number)> {
        let row = &self.rows[row];
        let mut terms = row.terms.clone();
        terms.push((row.basic, Number::from(-1)));
        terms
    }

    /// Whether a variable's bounds leave it one value.
    pub fn is_fixed(&self, variable: usize) -> bool {
        matches!((&self.lower[variable], &self.upper[variable]), (Some(lower), Some(upper)) if lower.value == upper.value)
    }

    /// Whether the bounds alone leave `variable` no choice: it is a sum of variables that can't move.
    pub fn is_pinned(&self, variable: usize) -> bool {
        match self.place[variable] {
            None => !self.may_rise(variable) && !self.may_fall(variable),
            Some(row) => self.rows[row]
                .terms
                .iter()
                .all(|(term, _)| !self.may_rise(*term) && !self.may_fall(*term)),
        }
    }
}
