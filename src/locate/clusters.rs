//! Conflicts → clusters without a common figure, each with the cheapest sets that hit its conflicts.

use super::cells::Cells;
use super::component::Component;
use super::conflicts::{Conflicts, packed};
use crate::number::Number;
use std::collections::BTreeMap;

/// Sets of one family, beyond which the division is given up.
pub(super) const MAX_FAMILY: usize = 2_000;
/// Sets looked at to find those of one cluster, beyond which it is given up.
const MAX_TRIED: usize = 4_000;

/// A family of sets, and the figures that occur in them.
#[derive(Clone, Debug)]
pub(super) struct Family {
    pub figures: Cells,
    pub sets: Vec<Vec<usize>>,
    /// Figures that hit the same conflicts at the same cost; the sets have the first of each in place of all.
    classes: Vec<Vec<usize>>,
}

impl Family {
    pub fn new(sets: Vec<Vec<usize>>, size: usize) -> Family {
        Family {
            figures: Cells::of(size, sets.iter().flatten().copied()),
            sets,
            classes: Vec::new(),
        }
    }

    /// The same with all figures of the classes: one family for each class where there is but one set. None where it
    /// would be too large.
    pub fn expanded(self, size: usize) -> Option<Vec<Family>> {
        let members = |figure: &usize| {
            let class = self
                .classes
                .iter()
                .find(|class| class.first() == Some(figure));
            class.cloned().unwrap_or_else(|| vec![*figure])
        };
        if let [only] = &self.sets[..] {
            let each = |figure: &usize| members(figure).into_iter().map(|figure| vec![figure]);
            let families = only
                .iter()
                .map(|figure| Family::new(each(figure).collect(), size));
            return Some(families.collect());
        }
        let mut sets = Vec::new();
        for set in &self.sets {
            let mut larger = vec![Vec::new()];
            for class in set.iter().map(members) {
                larger = larger
                    .iter()
                    .flat_map(|start: &Vec<usize>| {
                        class
                            .iter()
                            .map(move |figure| [&start[..], &[*figure]].concat())
                    })
                    .take(MAX_FAMILY + 1)
                    .collect();
            }
            sets.extend(larger);
            if sets.len() > MAX_FAMILY {
                return None;
            }
        }
        sets.iter_mut().for_each(|set| set.sort_unstable());
        sets.sort();
        Some(vec![Family::new(sets, size)])
    }
}

/// The clusters of the conflicts, without figures that no set of the given cost can have, each with its cheapest sets.
pub(super) fn clusters(
    known: &[Cells],
    part: &Component,
    conflicts: &mut Conflicts,
    cost: &Number,
) -> Option<Vec<Family>> {
    let banned = too_dear(known, part, conflicts, cost);
    let mut clusters: Vec<(Cells, Vec<Cells>)> = Vec::new();
    for conflict in known {
        let mut figures = conflict.clone();
        banned.iter().for_each(|figure| figures.remove(figure));
        let mut members = vec![figures.clone()];
        let (together, mut apart): (Vec<_>, Vec<_>) = clusters
            .into_iter()
            .partition(|(cells, _)| cells.meets(&figures));
        for (cells, others) in together {
            figures.unite(&cells);
            members.extend(others);
        }
        apart.push((figures, members));
        clusters = apart;
    }
    let families = clusters.into_iter().map(|(figures, members)| {
        let classes = classes(&figures, &members, part);
        let mut first = Cells::none(part.figures.len());
        classes
            .iter()
            .filter_map(|class| class.first())
            .for_each(|figure| first.insert(*figure));
        let kept = members.into_iter().map(|mut member| {
            member.keep(&first);
            member
        });
        let sets = cheapest(&kept.collect::<Vec<_>>(), part)?;
        Some(Family {
            figures,
            sets,
            classes,
        })
    });
    families.collect()
}

/// Figures that hit the same conflicts at the same cost, together.
fn classes(figures: &Cells, conflicts: &[Cells], part: &Component) -> Vec<Vec<usize>> {
    let mut classes: BTreeMap<(Cells, Option<Number>), Vec<usize>> = BTreeMap::new();
    for figure in figures.iter() {
        let hit = conflicts
            .iter()
            .enumerate()
            .filter(|(_, members)| members.contains(figure));
        let hit = Cells::of(conflicts.len(), hit.map(|(index, _)| index));
        let key = (hit, part.costs[figure].clone());
        classes.entry(key).or_default().push(figure);
    }
    classes.into_values().collect()
}

/// Figures that can't belong to a set of the given cost.
fn too_dear(known: &[Cells], part: &Component, conflicts: &mut Conflicts, cost: &Number) -> Cells {
    let size = part.figures.len();
    let mut all = Cells::none(size);
    known.iter().for_each(|figures| all.unite(figures));
    let mut banned = Cells::none(size);
    loop {
        let before = banned.clone();
        for figure in all.iter() {
            if banned.contains(figure) {
                continue;
            }
            let own = part.costs[figure].clone().unwrap_or_default();
            let rest = cost - &own;
            let alone = Cells::of(size, [figure]);
            let bound = conflicts.bound(&alone, &banned, &part.costs, &rest);
            if bound.is_none_or(|bound| bound > rest) {
                banned.insert(figure);
            }
        }
        if banned == before {
            return banned;
        }
    }
}

/// All cheapest sets that hit all conflicts. None where there are too many to look at.
fn cheapest(conflicts: &[Cells], part: &Component) -> Option<Vec<Vec<usize>>> {
    let size = part.figures.len();
    let nothing = Cells::none(size);
    let mut limit = packed(conflicts.iter(), &nothing, &part.costs, None)?;
    let mut found: Vec<Vec<usize>> = Vec::new();
    let mut tried = 0;
    loop {
        let mut beyond: Option<Number> = None;
        let mut open = vec![(Vec::<usize>::new(), nothing.clone(), Number::ZERO)];
        while let Some((set, mut banned, cost)) = open.pop() {
            tried += 1;
            if tried > MAX_TRIED || found.len() > MAX_FAMILY {
                return None;
            }
            let chosen = Cells::of(size, set.iter().copied());
            let unhit = || conflicts.iter().filter(|figures| !figures.meets(&chosen));
            let Some(rest) = packed(unhit(), &banned, &part.costs, None) else {
                continue;
            };
            let bound = &cost + rest;
            if bound > limit {
                beyond = Some(beyond.map_or(bound.clone(), |least| least.min(bound)));
                continue;
            }
            let Some(next) = unhit().min_by_key(|figures| figures.count_without(&banned)) else {
                let mut set = set;
                set.sort_unstable();
                found.push(set);
                continue;
            };
            for figure in next.iter() {
                if banned.contains(figure) {
                    continue;
                }
                let own = part.costs[figure].clone().unwrap_or_default();
                let larger = [&set[..], &[figure]].concat();
                open.push((larger, banned.clone(), &cost + own));
                banned.insert(figure);
            }
        }
        if !found.is_empty() {
            found.sort();
            return Some(found);
        }
        limit = beyond?;
    }
}
