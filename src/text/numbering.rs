//! Hashes numbered in the order in which they are first met, so that what follows can count in lists.

use std::collections::HashMap;

use super::stirring::Stirring;

/// The numbers of hashes: 0, 1, 2 … The numbers are the same in every run; where a number is kept is not, so that nobody
/// can make texts whose words all fall into one place of the map.
#[derive(Debug, Default)]
pub struct Numbering {
    numbers: HashMap<u64, u32, Stirring>,
}

impl Numbering {
    /// Numbers with room for so many hashes.
    #[must_use]
    pub fn with_room(hashes: usize) -> Numbering {
        Numbering { numbers: HashMap::with_capacity_and_hasher(hashes, Stirring::default()) }
    }

    /// The number of a hash; the next one, if it was not met before.
    pub fn of(&mut self, hash: u64) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(hash).or_insert(next)
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
