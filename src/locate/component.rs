//! Splits a problem into parts that share no figure that may change, leaving out those where nothing is amiss.

use super::Problem;
use crate::form::Weight;
use crate::number::Number;
use crate::row::{Condition, Row};

/// A part of the problem, with indices of its own for figures and rules.
#[derive(Clone, Debug)]
pub(super) struct Component {
    /// The figures of the part, ascending, as indices of the problem.
    pub figures: Vec<usize>,
    /// Its rules, ascending, as indices of the problem.
    pub rules: Vec<usize>,
    /// Rules (indices of the part) that are broken, or that blanks leave open.
    pub amiss: Vec<usize>,
    /// Figures that have to change.
    pub forced: Vec<usize>,
    /// Figures outside their domain that may stay there.
    pub odd: Vec<usize>,
    /// What changing each figure costs; none where it costs nothing because it is blank.
    pub costs: Vec<Option<Number>>,
    /// The figures of each rule.
    members: Lists,
    /// The rules of each figure.
    uses: Lists,
}

/// Lists of indices, end to end.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    ends: Vec<usize>,
    items: Vec<usize>,
}

impl Lists {
    fn close(&mut self) {
        self.ends.push(self.items.len());
    }

    /// The list with this index; empty where there is none.
    pub fn get(&self, index: usize) -> &[usize] {
        let Some(end) = self.ends.get(index) else {
            return &[];
        };
        let start = match index.checked_sub(1) {
            Some(before) => self.ends[before],
            None => 0,
        };
        &self.items[start..*end]
    }

    /// For each item below `count` the lists that it stands in.
    fn inverted(&self, count: usize) -> Lists {
        let mut next = vec![0; count + 1];
        for item in &self.items {
            next[item + 1] += 1;
        }
        for index in 0..count {
            next[index + 1] += next[index];
        }
        let ends = next[1..].to_vec();
        let mut items = vec![0; self.items.len()];
        for list in 0..self.ends.len() {
            for item in self.get(list) {
                items[next[*item]] = list;
                next[*item] += 1;
            }
        }
        Lists { ends, items }
    }
}

impl Component {
    /// The figures of a rule that may change or are blank; both are indices of the part.
    pub fn members(&self, rule: usize) -> &[usize] {
        self.members.get(rule)
    }

    /// The rules that a figure stands in; both are indices of the part.
    pub fn uses(&self, figure: usize) -> &[usize] {
        self.uses.get(figure)
    }

    pub fn is_blank(&self, figure: usize) -> bool {
        self.costs[figure].is_none()
    }

    /// The index in the part of a figure of the problem.
    pub fn local(&self, figure: usize) -> Option<usize> {
        self.figures.binary_search(&figure).ok()
    }
}

impl Problem {
    /// The value of a figure.
    pub(super) fn value(&self, figure: usize) -> Option<&Number> {
        self.figures.get(figure)?.value.as_ref()
    }

    /// The rules that each figure stands in.
    pub(super) fn uses(&self) -> Lists {
        let count = self.figures.len();
        let mut members = Lists::default();
        for rule in &self.rules {
            variables(rule, &mut |figure| {
                if figure < count {
                    members.items.push(figure);
                }
            });
            members.close();
        }
        members.inverted(count)
    }

    /// Whether the figure keeps its value in every repair.
    fn is_constant(&self, figure: usize) -> bool {
        self.figures
            .get(figure)
            .is_some_and(|figure| figure.weight == Weight::Never && !figure.is_blank())
    }
}

/// Calls `visit` for each variable of a condition, repetitions included.
pub(super) fn variables(condition: &Condition, visit: &mut impl FnMut(usize)) {
    match condition {
        Condition::Row(row) => row.terms.iter().for_each(|(variable, _)| visit(*variable)),
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                variables(part, visit);
            }
        }
    }
}

/// The condition over other variables: `place` gives the new index, or the value to put in.
pub(super) fn rewritten(
    condition: &Condition,
    place: &impl Fn(usize) -> Result<usize, Number>,
) -> Condition {
    let all = |parts: &[Condition]| parts.iter().map(|part| rewritten(part, place)).collect();
    match condition {
        Condition::All(parts) => Condition::All(all(parts)),
        Condition::Any(parts) => Condition::Any(all(parts)),
        Condition::Row(row) => {
            let mut terms = Vec::with_capacity(row.terms.len());
            let mut constant = row.constant.clone();
            for (variable, coefficient) in &row.terms {
                match place(*variable) {
                    Ok(index) => terms.push((index, coefficient.clone())),
                    Err(value) => constant -= &(coefficient * value),
                }
            }
            Condition::Row(Row::new(terms, row.relation, constant))
        }
    }
}

/// Whether a condition holds; none where a value that it needs isn't known.
pub(super) fn holds<'a>(
    condition: &Condition,
    value: &impl Fn(usize) -> Option<&'a Number>,
) -> Option<bool> {
    match condition {
        Condition::Row(row) => {
            let mut sum = Number::ZERO;
            for (variable, coefficient) in &row.terms {
                sum += &(coefficient * value(*variable)?);
            }
            Some(row.relation.holds(&sum, &row.constant))
        }
        Condition::All(parts) => joined(parts, value, false),
        Condition::Any(parts) => joined(parts, value, true),
    }
}

/// Whether one part (or else every part) holds: `decisive` is the verdict of a part that settles it.
fn joined<'a>(
    parts: &[Condition],
    value: &impl Fn(usize) -> Option<&'a Number>,
    decisive: bool,
) -> Option<bool> {
    let mut known = true;
    for part in parts {
        match holds(part, value) {
            Some(holds) if holds == decisive => return Some(decisive),
            Some(_) => {}
            None => known = false,
        }
    }
    known.then_some(!decisive)
}

/// The parts in which a rule doesn't plainly hold or a figure has to change, in the order of their first rule.
pub(super) fn components(problem: &Problem) -> Vec<Component> {
    let count = problem.figures.len();
    let verdict = |rule| holds(rule, &|figure| problem.value(figure)) == Some(true);
    let amiss: Vec<bool> = problem.rules.iter().map(|rule| !verdict(rule)).collect();
    let forced: Vec<usize> = (0..count)
        .filter(|figure| problem.figures[*figure].must_change())
        .collect();
    if forced.is_empty() && !amiss.contains(&true) {
        return Vec::new();
    }
    let mut leader: Vec<usize> = (0..count + problem.rules.len()).collect();
    for (index, rule) in problem.rules.iter().enumerate() {
        variables(rule, &mut |figure| {
            if figure < count && !problem.is_constant(figure) {
                let (a, b) = (find(&mut leader, figure), find(&mut leader, count + index));
                leader[a.max(b)] = a.min(b);
            }
        });
    }
    let mut parts: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    let mut part_of = vec![usize::MAX; leader.len()];
    let wrong = (0..amiss.len()).filter(|rule| amiss[*rule]);
    for node in wrong.map(|rule| count + rule).chain(forced) {
        let root = find(&mut leader, node);
        if part_of[root] == usize::MAX {
            part_of[root] = parts.len();
            parts.push((Vec::new(), Vec::new()));
        }
    }
    for node in 0..leader.len() {
        let root = find(&mut leader, node);
        let Some((figures, rules)) = parts.get_mut(part_of[root]) else {
            continue;
        };
        if node >= count {
            rules.push(node - count);
        } else if !problem.is_constant(node) {
            figures.push(node);
        }
    }
    let prepare = |(figures, rules)| prepared(problem, figures, rules, &amiss);
    parts.into_iter().map(prepare).collect()
}

fn find(leader: &mut [usize], mut index: usize) -> usize {
    while leader[index] != index {
        leader[index] = leader[leader[index]];
        index = leader[index];
    }
    index
}

fn prepared(
    problem: &Problem,
    figures: Vec<usize>,
    rules: Vec<usize>,
    amiss: &[bool],
) -> Component {
    let mut local = vec![usize::MAX; problem.figures.len()];
    for (index, figure) in figures.iter().enumerate() {
        local[*figure] = index;
    }
    let mut members = Lists::default();
    for rule in &rules {
        let start = members.items.len();
        variables(&problem.rules[*rule], &mut |figure| {
            let index = local.get(figure).copied().unwrap_or(usize::MAX);
            if index != usize::MAX && !members.items[start..].contains(&index) {
                members.items.push(index);
            }
        });
        members.close();
    }
    let matching = |wanted: &dyn Fn(&super::Figure) -> bool| -> Vec<usize> {
        let mine = figures.iter().map(|figure| &problem.figures[*figure]);
        let found = mine.enumerate().filter(|(_, figure)| wanted(figure));
        found.map(|(index, _)| index).collect()
    };
    let cost = |figure: &usize| match &problem.figures[*figure] {
        figure if figure.is_blank() => None,
        super::Figure {
            weight: Weight::Of(cost),
            ..
        } if cost.is_positive() => Some(cost.clone()),
        _ => Some(Number::ZERO),
    };
    Component {
        amiss: (0..rules.len())
            .filter(|rule| amiss[rules[*rule]])
            .collect(),
        forced: matching(&|figure| figure.must_change()),
        odd: matching(&|figure| {
            let outside = |value| !figure.domain.contains(value);
            !figure.must_change() && figure.value.as_ref().is_some_and(outside)
        }),
        costs: figures.iter().map(cost).collect(),
        uses: members.inverted(figures.len()),
        members,
        figures,
        rules,
    }
}
