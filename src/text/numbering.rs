//! Hashes numbered in the order in which they are first met, so that what follows can count in lists.

use std::hash::BuildHasher;

use super::stirring::Stirring;

/// The numbers of hashes: 0, 1, 2 … The numbers are the same in every run; where a number is kept is not, so that nobody
/// can make texts whose words all fall into one place of the table.
///
/// Every word of what is compared is looked up here: the table is as plain as can be, at most half full, and a hash stands
/// at its place or the next one that was free.
#[derive(Debug, Default)]
pub struct Numbering {
    /// A power of two of places, or none.
    hashes: Vec<u64>,
    /// For each place the number of its hash and one; 0 where there is none.
    numbers: Vec<u32>,
    met: u32,
    stirring: Stirring,
}

/// The fewest places of a table.
const FEWEST: usize = 16;

impl Numbering {
    /// Numbers with room for so many hashes.
    #[must_use]
    pub fn with_room(hashes: usize) -> Numbering {
        let places = hashes.saturating_mul(2).next_power_of_two().max(FEWEST);
        Numbering { hashes: vec![0; places], numbers: vec![0; places], ..Numbering::default() }
    }

    /// The number of a hash; the next one, if it was not met before.
    pub fn of(&mut self, hash: u64) -> u32 {
        if (self.met as usize + 1) * 2 > self.hashes.len() {
            self.grow();
        }
        let at = self.place(hash);
        if self.numbers[at] == 0 {
            self.met += 1;
            (self.hashes[at], self.numbers[at]) = (hash, self.met);
        }
        self.numbers[at] - 1
    }

    /// Where a hash stands, or is to stand. There is always a place that is free.
    fn place(&self, hash: u64) -> usize {
        let last = self.hashes.len() - 1;
        let mut at = self.stirring.hash_one(hash) as usize & last;
        while self.numbers[at] != 0 && self.hashes[at] != hash {
            at = (at + 1) & last;
        }
        at
    }

    fn grow(&mut self) {
        let larger = Numbering { met: self.met, stirring: self.stirring, ..Numbering::with_room(self.hashes.len()) };
        let before = std::mem::replace(self, larger);
        for (hash, number) in before.hashes.into_iter().zip(before.numbers).filter(|held| held.1 != 0) {
            let at = self.place(hash);
            (self.hashes[at], self.numbers[at]) = (hash, number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_given_in_order() {
        let mut numbers = Numbering::default();
        assert_eq!([7, 9, 7, 0, 9, 1].map(|hash| numbers.of(hash)), [0, 1, 0, 2, 1, 3]);
        let numbered = |mut numbers: Numbering| (0..2).all(|_| (0..1000).all(|n| numbers.of(n << 40) == n as u32));
        assert!(
            numbered(Numbering::default()) && numbered(Numbering::with_room(3)) && numbered(Numbering::with_room(1000))
        );
    }
}
