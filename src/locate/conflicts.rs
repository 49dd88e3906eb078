//! What is known of where the mistakes must be: sets of figures of which one at least has to change.

use super::cells::Cells;
use super::component::Component;
use crate::number::Number;

/// Figures of which one has to change.
#[derive(Clone, Debug)]
struct Conflict {
    figures: Cells,
    /// It is known only for sets that have these: figures whose present value lies outside their domain and may stay
    /// there, so that letting them go narrows what they can be.
    given: Cells,
}

impl Conflict {
    /// Whether the other one says nothing more.
    fn covers(&self, other: &Conflict) -> bool {
        self.figures.is_within(&other.figures) && self.given.is_within(&other.given)
    }
}

/// All conflicts that are known, none of them implied by another.
#[derive(Clone, Debug)]
pub(super) struct Conflicts {
    list: Vec<Conflict>,
    odd: Cells,
    /// Conflicts looked at.
    pub work: u64,
}

impl Conflicts {
    /// Those of figures that have to change by themselves.
    pub fn new(part: &Component) -> Conflicts {
        let size = part.figures.len();
        let alone = |figure: &usize| Conflict {
            figures: Cells::of(size, [*figure]),
            given: Cells::none(size),
        };
        Conflicts {
            list: part.forced.iter().map(alone).collect(),
            odd: Cells::of(size, part.odd.iter().copied()),
            work: 0,
        }
    }

    /// Adds a conflict that was found while the figures of `chosen` were let go.
    pub fn learn(&mut self, figures: Cells, chosen: &Cells) {
        self.work += self.list.len() as u64;
        let mut given = self.odd.clone();
        given.keep(chosen);
        let new = Conflict { figures, given };
        if self.list.iter().any(|known| known.covers(&new)) {
            return;
        }
        self.list.retain(|known| !new.covers(known));
        self.list.push(new);
    }

    /// All of them; none where some are known only for certain sets.
    pub fn unconditional(&self) -> Option<Vec<Cells>> {
        let plain = self.odd.iter().next().is_none();
        plain.then(|| {
            self.list
                .iter()
                .map(|known| known.figures.clone())
                .collect()
        })
    }

    /// Those that the chosen figures don't hit.
    pub fn open<'a>(&'a self, chosen: &'a Cells) -> impl Iterator<Item = &'a Cells> {
        let open =
            |known: &&Conflict| known.given.is_within(chosen) && !known.figures.meets(chosen);
        self.list.iter().filter(open).map(|known| &known.figures)
    }

    /// The least that it costs to hit what the chosen figures don't hit, without the banned ones; none where that
    /// can't be done. Counts no further than `enough`.
    pub fn bound(
        &mut self,
        chosen: &Cells,
        banned: &Cells,
        costs: &[Option<Number>],
        enough: &Number,
    ) -> Option<Number> {
        self.work += self.list.len() as u64 / 4 + 1;
        packed(self.open(chosen), banned, costs, Some(enough))
    }
}

/// The least that it costs to hit all these conflicts without the banned figures, as far as conflicts without a common
/// figure tell: each of them costs at least its cheapest figure. None where one can't be hit.
pub(super) fn packed<'a>(
    conflicts: impl Iterator<Item = &'a Cells>,
    banned: &Cells,
    costs: &[Option<Number>],
    enough: Option<&Number>,
) -> Option<Number> {
    let mut sized: Vec<(usize, &Cells)> = conflicts
        .map(|figures| (figures.count_without(banned), figures))
        .collect();
    sized.sort_by_key(|(count, _)| *count);
    if sized.first().is_some_and(|(count, _)| *count == 0) {
        return None;
    }
    let mut used = banned.clone();
    let mut bound = Number::ZERO;
    for (count, figures) in sized {
        if enough.is_some_and(|enough| bound > *enough) {
            break;
        }
        if figures.count_without(&used) < count {
            continue;
        }
        let free = figures.iter().filter(|figure| !banned.contains(*figure));
        if let Some(least) = free.filter_map(|figure| costs[figure].as_ref()).min() {
            bound += least;
        }
        used.unite(figures);
    }
    Some(bound)
}
