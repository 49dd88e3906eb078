//! Sets of small indices as bits.

/// A set of indices below a fixed number.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Cells(Vec<u64>);

impl Cells {
    pub fn none(size: usize) -> Cells {
        Cells(vec![0; size.div_ceil(64)])
    }

    pub fn of(size: usize, members: impl IntoIterator<Item = usize>) -> Cells {
        let mut cells = Cells::none(size);
        for member in members {
            cells.insert(member);
        }
        cells
    }

    pub fn insert(&mut self, member: usize) {
        if let Some(word) = self.0.get_mut(member / 64) {
            *word |= 1 << (member % 64);
        }
    }

    pub fn remove(&mut self, member: usize) {
        if let Some(word) = self.0.get_mut(member / 64) {
            *word &= !(1 << (member % 64));
        }
    }

    pub fn contains(&self, member: usize) -> bool {
        self.0
            .get(member / 64)
            .is_some_and(|word| word & (1 << (member % 64)) != 0)
    }

    pub fn meets(&self, other: &Cells) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    pub fn is_within(&self, other: &Cells) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| a & !b == 0)
    }

    pub fn unite(&mut self, other: &Cells) {
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    /// Drops what `other` lacks.
    pub fn keep(&mut self, other: &Cells) {
        for (word, kept) in self.0.iter_mut().zip(&other.0) {
            *word &= kept;
        }
    }

    /// How many members there are that `other` lacks.
    pub fn count_without(&self, other: &Cells) -> usize {
        let words = self.0.iter().zip(&other.0);
        words.map(|(a, b)| (a & !b).count_ones() as usize).sum()
    }

    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(index, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                (rest != 0).then(|| {
                    rest &= rest - 1;
                    index * 64 + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Cells;

    #[test]
    fn members_come_back_in_order_across_words() {
        let mut cells = Cells::of(130, [129, 0, 64, 63]);
        cells.remove(64);
        assert_eq!(cells.iter().collect::<Vec<_>>(), [0, 63, 129]);
        assert_eq!(cells.count_without(&Cells::of(130, [0])), 2);
        assert!(cells.meets(&Cells::of(130, [63])) && !cells.meets(&Cells::none(130)));
        assert!(Cells::of(130, [63]).is_within(&cells) && !cells.contains(64));
    }
}
