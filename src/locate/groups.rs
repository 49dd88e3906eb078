//! All repairs of a component → groups that can be mended apart: the finest product that the set of repairs is.
//!
//! Two figures belong together when not every choice for the one goes with every choice for the other, or when a rule
//! needs both changes: a broken one that neither mends whatever the other does, or one that holds now and that either breaks.

use super::causes::{Hints, Scene};
use super::component::Component;
use super::{Change, Group, MAX_TIES, Problem, Repair, Value};
use crate::number::Number;
use crate::row::{Condition, Relation, Row};
use std::collections::BTreeSet;

/// Blocks up to which every way to join them is tried when pairs alone don't explain the set.
const MAX_JOINED: usize = 12;
/// Choices that a block keeps when blocks are joined; further ones are counted.
const MAX_CHOICES: usize = 5_000;

/// Figures whose changes belong together, and the choices for them, which are free of those of other blocks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Block {
    figures: Vec<usize>,
    choices: Vec<Vec<Change>>,
    /// Choices that are not kept.
    more: usize,
}

/// The groups of a component, with indices of the problem. The repairs are all combinations of one choice from each of
/// the families; `broken` are indices of the component's rules.
pub(super) fn groups(
    problem: &Problem,
    component: &Component,
    hints: &Hints,
    families: &[Vec<Vec<Change>>],
    broken: &[usize],
) -> Vec<Group> {
    let part = Part { problem, component };
    let factors = families.iter().flat_map(|repairs| factors(repairs));
    let mut blocks = part.join_by_rules(broken, factors.collect());
    blocks.sort();
    let mut groups: Vec<Group> = blocks.iter().map(|block| part.group(block)).collect();
    for rule in broken {
        let owner = part.owner(&blocks, *rule).unwrap_or(0);
        if let Some(group) = groups.get_mut(owner) {
            group.rules.push(component.rules[*rule]);
        }
    }
    let scene = Scene::new(problem, hints);
    for (group, block) in groups.iter_mut().zip(&blocks) {
        let forced = component.forced.iter();
        let forced = forced.filter(|figure| block.figures.contains(figure));
        group.figures = forced.map(|figure| component.figures[*figure]).collect();
        scene.explain(group);
        group.more = block.more + group.repairs.len().saturating_sub(MAX_TIES);
        group.repairs.truncate(MAX_TIES);
    }
    groups
}

/// The different repairs that remain when only the figures of `block` are looked at.
fn projections(repairs: &[Vec<Change>], block: &[usize]) -> Vec<Vec<Change>> {
    let mine = |change: &&Change| block.binary_search(&change.figure).is_ok();
    let part = |repair: &Vec<Change>| repair.iter().filter(mine).cloned().collect();
    let mut found: Vec<Vec<Change>> = repairs.iter().map(part).collect();
    found.sort();
    found.dedup();
    found
}

/// The finest division of the changed figures such that the repairs are all combinations of the divisions' parts.
fn factors(repairs: &[Vec<Change>]) -> Vec<Block> {
    let figures: BTreeSet<usize> = repairs
        .iter()
        .flatten()
        .map(|change| change.figure)
        .collect();
    let figures: Vec<usize> = figures.into_iter().collect();
    let marks: Vec<Vec<Vec<u64>>> = figures
        .iter()
        .map(|figure| variants(repairs, *figure))
        .collect();
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    for at in 0..figures.len() {
        let mut joined = vec![at];
        blocks.retain(|block| {
            let together = block
                .iter()
                .any(|other| depends(&marks[at], &marks[*other], repairs.len()));
            if together {
                joined.extend(block);
            }
            !together
        });
        blocks.push(joined);
    }
    let mut blocks: Vec<Vec<usize>> = blocks
        .into_iter()
        .map(|block| {
            let mut block: Vec<usize> = block.into_iter().map(|at| figures[at]).collect();
            block.sort_unstable();
            block
        })
        .collect();
    while !is_product(repairs, &blocks) {
        blocks = coarser(repairs, blocks);
    }
    let block = |figures: Vec<usize>| Block {
        choices: projections(repairs, &figures),
        figures,
        more: 0,
    };
    blocks.into_iter().map(block).collect()
}

/// For each different change of a figure (its absence is what remains), the repairs that make it, as bits.
fn variants(repairs: &[Vec<Change>], figure: usize) -> Vec<Vec<u64>> {
    let mut seen: Vec<(&Value, Vec<u64>)> = Vec::new();
    for (index, repair) in repairs.iter().enumerate() {
        let Some(change) = repair.iter().find(|change| change.figure == figure) else {
            continue;
        };
        let at = match seen.iter().position(|(value, _)| **value == change.to) {
            Some(at) => at,
            None => {
                seen.push((&change.to, vec![0; repairs.len().div_ceil(64)]));
                seen.len() - 1
            }
        };
        seen[at].1[index / 64] |= 1 << (index % 64);
    }
    seen.into_iter().map(|(_, bits)| bits).collect()
}

/// Whether the changes of two figures are not evenly combined.
fn depends(left: &[Vec<u64>], right: &[Vec<u64>], total: usize) -> bool {
    let count = |bits: &[u64]| {
        bits.iter()
            .map(|word| u64::from(word.count_ones()))
            .sum::<u64>()
    };
    left.iter().any(|a| {
        right.iter().any(|b| {
            let both: Vec<u64> = a.iter().zip(b).map(|(a, b)| a & b).collect();
            count(&both) * total as u64 != count(a) * count(b)
        })
    })
}

fn is_product(repairs: &[Vec<Change>], blocks: &[Vec<usize>]) -> bool {
    let sizes = blocks.iter().map(|block| projections(repairs, block).len());
    sizes.fold(1_usize, usize::saturating_mul) == repairs.len() || blocks.len() <= 1
}

/// Joins the fewest blocks whose choices are free of all the others', or all of them.
fn coarser(repairs: &[Vec<Change>], blocks: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    if blocks.len() <= MAX_JOINED {
        let mut picks: Vec<u32> = (1..(1 << blocks.len()) - 1)
            .filter(|pick: &u32| pick.count_ones() > 1)
            .collect();
        picks.sort_by_key(|pick| pick.count_ones());
        for pick in picks {
            let (inside, outside): (Vec<_>, Vec<_>) = blocks
                .iter()
                .enumerate()
                .partition(|(index, _)| pick & (1 << index) != 0);
            let flat = |part: &[(usize, &Vec<usize>)]| {
                let mut all: Vec<usize> = part
                    .iter()
                    .flat_map(|(_, block)| block.iter().copied())
                    .collect();
                all.sort_unstable();
                all
            };
            let joined = flat(&inside);
            let free =
                projections(repairs, &joined).len() * projections(repairs, &flat(&outside)).len();
            if free == repairs.len() {
                let mut result: Vec<Vec<usize>> = outside
                    .into_iter()
                    .map(|(_, block)| block.clone())
                    .collect();
                result.push(joined);
                return result;
            }
        }
    }
    let mut all: Vec<usize> = blocks.into_iter().flatten().collect();
    all.sort_unstable();
    vec![all]
}

/// A component in its problem.
struct Part<'a> {
    problem: &'a Problem,
    component: &'a Component,
}

impl Part<'_> {
    /// The group of a block, with all its repairs.
    fn group(&self, block: &Block) -> Group {
        let change = |change: &Change| Change {
            figure: self.component.figures[change.figure],
            to: change.to.clone(),
        };
        let repair = |changes: &Vec<Change>| Repair {
            changes: changes.iter().map(change).collect(),
            ..Repair::default()
        };
        Group {
            repairs: block.choices.iter().map(repair).collect(),
            ..Group::default()
        }
    }

    fn rule(&self, rule: usize) -> &Condition {
        &self.problem.rules[self.component.rules[rule]]
    }

    /// Joins blocks whose changes a rule needs together, and puts blanks with what they follow from.
    fn join_by_rules(&self, broken: &[usize], mut blocks: Vec<Block>) -> Vec<Block> {
        for rule in 0..self.component.rules.len() {
            let touched = self.touched(&blocks, rule);
            if touched.len() > 1 && self.ties(&blocks, &touched, rule, broken.contains(&rule)) {
                join(&mut blocks, &touched);
            }
        }
        let is_blank = |figure: &usize| self.component.is_blank(*figure);
        while blocks.len() > 1 {
            let mut all = blocks.iter();
            let Some(at) = all.position(|block| block.figures.iter().all(is_blank)) else {
                break;
            };
            let other = usize::from(at == 0);
            join(&mut blocks, &[at.min(other), at.max(other)]);
        }
        blocks
    }

    /// The blocks with a figure in a rule, ascending.
    fn touched(&self, blocks: &[Block], rule: usize) -> Vec<usize> {
        let mut found = BTreeSet::new();
        for figure in self.component.members(rule) {
            let mut all = blocks.iter();
            found.extend(all.position(|block| block.figures.binary_search(figure).is_ok()));
        }
        found.into_iter().collect()
    }

    /// Whether a rule that several blocks touch ties them: none of them settles it whatever becomes of the others.
    fn ties(&self, blocks: &[Block], touched: &[usize], rule: usize, broken: bool) -> bool {
        if broken {
            let settles = |owner: &usize| self.settles(blocks, touched, Some(*owner), rule);
            !touched.iter().any(settles)
        } else {
            !self.settles(blocks, touched, None, rule)
        }
    }

    /// Whether the rule holds after every choice of the owner, or as things are, whichever choices of the other blocks
    /// are made.
    fn settles(
        &self,
        blocks: &[Block],
        touched: &[usize],
        owner: Option<usize>,
        rule: usize,
    ) -> bool {
        let others = touched.iter().filter(|block| Some(**block) != owner);
        let others: Vec<&Block> = others.map(|block| &blocks[*block]).collect();
        let nothing = [Vec::new()];
        let choices = owner.map_or(&nothing[..], |owner| &blocks[owner].choices);
        let condition = self.rule(rule);
        choices
            .iter()
            .all(|choice| self.stands(condition, choice, &others))
    }

    /// Whether a condition holds after a choice, whichever choices of the other blocks are made; one part of an *or* has
    /// to do so by itself.
    fn stands(&self, condition: &Condition, choice: &[Change], others: &[&Block]) -> bool {
        match condition {
            Condition::All(parts) => parts.iter().all(|part| self.stands(part, choice, others)),
            Condition::Any(parts) => parts.iter().any(|part| self.stands(part, choice, others)),
            Condition::Row(row) => self
                .extent(row, choice, others)
                .is_some_and(|(least, greatest)| keeps(row, &least, &greatest)),
        }
    }

    /// The least and the greatest sum of a row after a choice, over all choices of the other blocks; none where a value
    /// isn't known.
    fn extent(&self, row: &Row, choice: &[Change], others: &[&Block]) -> Option<(Number, Number)> {
        let mut least = Number::ZERO;
        for (variable, coefficient) in &row.terms {
            least += &(coefficient * self.value_after(choice, *variable)?);
        }
        let mut greatest = least.clone();
        for block in others {
            let (mut down, mut up) = (Number::ZERO, Number::ZERO);
            for choice in &block.choices {
                let mut effect = Number::ZERO;
                for (variable, coefficient) in &row.terms {
                    let after = self.value_after(choice, *variable)?;
                    effect += &(coefficient * &(after - self.problem.value(*variable)?));
                }
                down = down.min(effect.clone());
                up = up.max(effect);
            }
            least += &down;
            greatest += &up;
        }
        Some((least, greatest))
    }

    /// What a figure is after a choice; none where it is blank or may be several.
    fn value_after<'b>(&'b self, choice: &'b [Change], figure: usize) -> Option<&'b Number> {
        let local = self.component.local(figure);
        match choice.iter().find(|change| Some(change.figure) == local) {
            Some(change) => match &change.to {
                Value::Exactly(value) => Some(value),
                Value::Range(_) => None,
            },
            None => self.problem.value(figure),
        }
    }

    /// The block that mends a broken rule.
    fn owner(&self, blocks: &[Block], rule: usize) -> Option<usize> {
        let touched = self.touched(blocks, rule);
        let mends = |block: &&usize| self.settles(blocks, &touched, Some(**block), rule);
        touched.iter().find(mends).or(touched.first()).copied()
    }
}

/// Makes one block of several: its choices are all combinations of theirs.
fn join(blocks: &mut Vec<Block>, which: &[usize]) {
    let mut joined = Block {
        figures: Vec::new(),
        choices: vec![Vec::new()],
        more: 0,
    };
    let mut count = 1_usize;
    for index in which.iter().rev() {
        let block = blocks.remove(*index);
        count = count.saturating_mul(block.choices.len() + block.more);
        let pairs = joined
            .choices
            .iter()
            .flat_map(|start| block.choices.iter().map(move |more| (start, more)));
        let choices: Vec<Vec<Change>> = pairs
            .take(MAX_CHOICES)
            .map(|(start, more)| [start.clone(), more.clone()].concat())
            .collect();
        joined.choices = choices;
        joined.figures.extend(block.figures);
    }
    joined.figures.sort_unstable();
    for choice in &mut joined.choices {
        choice.sort_by_key(|change| change.figure);
    }
    joined.choices.sort();
    joined.more = count - joined.choices.len();
    blocks.push(joined);
}

/// Whether a row holds for every sum from the least to the greatest.
fn keeps(row: &Row, least: &Number, greatest: &Number) -> bool {
    let constant = &row.constant;
    match row.relation {
        Relation::Equal => least == constant && greatest == constant,
        Relation::NotEqual => greatest < constant || least > constant,
        Relation::Less | Relation::LessOrEqual => row.relation.holds(greatest, constant),
        Relation::Greater | Relation::GreaterOrEqual => row.relation.holds(least, constant),
    }
}
