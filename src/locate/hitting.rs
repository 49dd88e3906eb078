//! The search for all cheapest sets of figures that, let go, leave rules that can be satisfied.
//!
//! A repair has to hit every conflict. The search branches over the figures of one that isn't hit yet, learns the
//! conflicts that show up on the way, and cuts off what costs more than the present limit. The limit rises from the
//! lower bound to the least cost.

use super::bench::{Bench, Verdict};
use super::cells::Cells;
use super::conflicts::Conflicts;
use super::families::{Division, Step};
use crate::number::Number;

/// Sets that are kept; further ones are counted.
const MAX_SETS: usize = 5_000;
/// The number of sets at which it is first tried to divide them into families, each free of the others.
const FIRST_DIVISION: usize = 20;

/// Where the search stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Looking for any repair, to have one in hand.
    Dive,
    /// About to look at the figures chosen so far.
    Visit,
    /// Done with them.
    Leave,
    /// Dividing the sets found so far, while the search rests.
    Divide,
    Done,
}

/// The figures of a conflict, being tried one after the other.
#[derive(Clone, Debug)]
struct Frame {
    figures: Vec<usize>,
    next: usize,
}

/// A search in one component.
#[derive(Clone, Debug)]
pub(super) struct Hunt {
    pub bench: Bench,
    conflicts: Conflicts,
    chosen: Vec<usize>,
    chosen_set: Cells,
    /// Figures that stay: the sets with them have been looked at already.
    banned: Cells,
    cost: Number,
    frames: Vec<Frame>,
    phase: Phase,
    limit: Number,
    /// The least bound that was cut off: the next limit.
    beyond: Option<Number>,
    /// A repair found by the dive.
    in_hand: Option<Vec<usize>>,
    /// The cheapest sets found so far, each ascending.
    sets: Vec<Vec<usize>>,
    /// When the search is done: the cheapest sets are all combinations of one set from each family.
    pub families: Vec<Vec<Vec<usize>>>,
    /// Sets beyond those that are kept.
    pub uncounted: usize,
    /// The number of sets at which it is next tried to divide them into families.
    divide_at: usize,
    division: Option<Division>,
    /// What was chosen when the division began.
    suspended: Vec<usize>,
    /// Whether some set could not be decided.
    pub undecided: bool,
    /// Blanks whose value follows without any repair, once it is known.
    pub known: Option<Vec<(usize, Number)>>,
}

impl Hunt {
    pub fn new(bench: Bench) -> Hunt {
        let size = bench.part.figures.len();
        Hunt {
            conflicts: Conflicts::new(&bench.part),
            bench,
            chosen: Vec::new(),
            chosen_set: Cells::none(size),
            banned: Cells::none(size),
            cost: Number::ZERO,
            frames: Vec::new(),
            phase: Phase::Dive,
            limit: Number::ZERO,
            beyond: None,
            in_hand: None,
            sets: Vec::new(),
            families: Vec::new(),
            divide_at: FIRST_DIVISION,
            division: None,
            suspended: Vec::new(),
            uncounted: 0,
            undecided: false,
            known: None,
        }
    }

    /// Work done so far.
    pub fn work(&self) -> u64 {
        self.bench.work() + self.conflicts.work
    }

    pub fn is_done(&self) -> bool {
        self.phase == Phase::Done
    }

    /// One small step.
    pub fn advance(&mut self) {
        match self.phase {
            Phase::Dive => self.dive(),
            Phase::Visit => self.visit(),
            Phase::Leave => self.leave(),
            Phase::Divide => self.divide(),
            Phase::Done => {}
        }
    }

    fn choose(&mut self, figure: usize) {
        self.bench.release(figure);
        self.chosen.push(figure);
        self.chosen_set.insert(figure);
        if let Some(cost) = &self.bench.part.costs[figure] {
            self.cost += cost;
        }
    }

    fn unchoose(&mut self, figure: usize) {
        self.bench.hold(figure);
        self.chosen.retain(|other| *other != figure);
        self.chosen_set.remove(figure);
        if let Some(cost) = &self.bench.part.costs[figure] {
            self.cost -= cost;
        }
    }

    /// Asks about the chosen figures and keeps the conflicts that come out.
    fn ask(&mut self) -> Verdict {
        let verdict = self.bench.ask();
        if let Verdict::Impossible(conflicts) = &verdict {
            let size = self.bench.part.figures.len();
            for (figures, _) in conflicts {
                let figures = Cells::of(size, figures.iter().copied());
                self.conflicts.learn(figures, &self.chosen_set);
            }
        }
        verdict
    }

    /// Takes the figure that hits most of what isn't hit, for its cost, until nothing is left; then drops what proves
    /// needless.
    fn dive(&mut self) {
        let open: Vec<usize> = self
            .conflicts
            .open(&self.chosen_set)
            .flat_map(Cells::iter)
            .collect();
        if open.is_empty() {
            match self.ask() {
                Verdict::Possible => self.finish_dive(),
                // The search itself says that there is no repair, or that it isn't known.
                Verdict::Impossible(list)
                    if list.iter().all(|(figures, _)| !figures.is_empty()) => {}
                Verdict::Impossible(_) | Verdict::Unknown => self.abandon(Phase::Visit),
            }
            return;
        }
        let mut counts = vec![0_i64; self.bench.part.figures.len()];
        for figure in &open {
            counts[*figure] += 1;
        }
        let costs = &self.bench.part.costs;
        let price = |figure: &usize| {
            let cost = costs[*figure].clone().unwrap_or_default();
            cost.checked_div(&Number::from(counts[*figure]))
        };
        let hits = (0..counts.len()).filter(|figure| counts[*figure] > 0);
        match hits.min_by_key(price) {
            Some(figure) => self.choose(figure),
            None => self.abandon(Phase::Visit),
        }
    }

    fn finish_dive(&mut self) {
        for figure in self.chosen.clone() {
            let mut others = self.chosen_set.clone();
            others.remove(figure);
            if self.conflicts.open(&others).next().is_some() {
                continue;
            }
            self.unchoose(figure);
            if !matches!(self.ask(), Verdict::Possible) {
                self.choose(figure);
            }
        }
        let mut set = self.chosen.clone();
        set.sort_unstable();
        self.in_hand = Some(set);
        self.abandon(Phase::Visit);
    }

    /// Takes all choices back.
    fn abandon(&mut self, phase: Phase) {
        for figure in self.chosen.clone() {
            self.unchoose(figure);
        }
        self.phase = phase;
    }

    /// Cuts the present choice off, takes it as a repair, or goes on to the figures of a conflict.
    fn visit(&mut self) {
        self.phase = Phase::Leave;
        if self.cut_off() {
            return;
        }
        let verdict = self.ask();
        if self.cut_off() {
            return;
        }
        let open = self.conflicts.open(&self.chosen_set);
        let Some(open) = open.min_by_key(|figures| figures.count_without(&self.banned)) else {
            match verdict {
                Verdict::Possible => self.record(),
                _ => self.undecided = true,
            }
            return;
        };
        let free = open.iter().filter(|figure| !self.banned.contains(*figure));
        let figures = free.collect();
        self.frames.push(Frame { figures, next: 0 });
    }

    /// Whether no repair with the chosen and without the banned figures lies within the limit.
    fn cut_off(&mut self) -> bool {
        let rest = &self.limit - &self.cost;
        let costs = &self.bench.part.costs;
        let bound = self
            .conflicts
            .bound(&self.chosen_set, &self.banned, costs, &rest);
        let Some(bound) = bound else {
            return true;
        };
        let bound = bound + &self.cost;
        let over = bound > self.limit;
        if over && self.beyond.as_ref().is_none_or(|beyond| bound < *beyond) {
            self.beyond = Some(bound);
        }
        over
    }

    /// Takes the chosen figures as a repair.
    fn record(&mut self) {
        if self.sets.len() >= MAX_SETS {
            self.uncounted += 1;
            return;
        }
        let mut set = self.chosen.clone();
        set.sort_unstable();
        self.sets.push(set);
        if self.sets.len() == self.divide_at {
            self.divide_at *= 5;
            self.division = Some(Division::new(self.limit.clone()));
            self.suspended.clone_from(&self.chosen);
            self.abandon(Phase::Divide);
        }
    }

    /// Goes on trying to divide the sets; where that fails, goes on with the search.
    fn divide(&mut self) {
        let Some(division) = &mut self.division else {
            self.phase = Phase::Leave;
            return;
        };
        match division.advance(&mut self.bench, &mut self.conflicts) {
            Step::Going => {}
            Step::Done(families) => {
                self.families = families;
                self.phase = Phase::Done;
            }
            Step::Failed => {
                self.division = None;
                for figure in std::mem::take(&mut self.suspended) {
                    self.choose(figure);
                }
                self.phase = Phase::Leave;
            }
        }
    }

    /// Takes the last choice back and goes on to the next one.
    fn leave(&mut self) {
        let Some(frame) = self.frames.last_mut() else {
            return self.raise_limit();
        };
        let last = frame.next.checked_sub(1).map(|index| frame.figures[index]);
        let next = frame.figures.get(frame.next).copied();
        frame.next += 1;
        if let Some(figure) = last {
            self.unchoose(figure);
            self.banned.insert(figure);
        }
        if let Some(figure) = next {
            self.choose(figure);
            self.phase = Phase::Visit;
        } else if let Some(frame) = self.frames.pop() {
            for figure in frame.figures {
                self.banned.remove(figure);
            }
        }
    }

    /// Ends the search with what is known: the cheapest sets found so far, or else the repair in hand.
    pub fn give_up(&mut self) {
        if self.sets.is_empty() {
            self.sets.extend(self.in_hand.take());
        }
        self.abandon(Phase::Done);
        self.families = vec![std::mem::take(&mut self.sets)];
    }

    fn raise_limit(&mut self) {
        self.phase = Phase::Done;
        if !self.sets.is_empty() {
            self.drop_needless();
            self.families = vec![std::mem::take(&mut self.sets)];
            return;
        }
        if let Some(beyond) = self.beyond.take() {
            self.limit = beyond;
            self.phase = Phase::Visit;
        }
    }

    /// A figure that costs nothing may have been let go in vain.
    fn drop_needless(&mut self) {
        let costs = &self.bench.part.costs;
        let free = |figure: &usize| costs[*figure].as_ref().is_some_and(Number::is_zero);
        if !self.sets.iter().flatten().any(free) {
            return;
        }
        let sets: Vec<Cells> = self
            .sets
            .iter()
            .map(|set| Cells::of(costs.len(), set.iter().copied()))
            .collect();
        let needless = |set: &Cells| sets.iter().any(|less| less != set && less.is_within(set));
        let kept = self
            .sets
            .iter()
            .zip(&sets)
            .filter(|(_, set)| !needless(set));
        self.sets = kept.map(|(set, _)| set.clone()).collect();
    }
}
