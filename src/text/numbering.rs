//! Hashes numbered in the order in which they are first met, so that what follows can count in lists.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hasher, RandomState},
};

/// The numbers of hashes: 0, 1, 2 … The numbers are the same in every run; where a number is kept is not, so that nobody
/// can make texts whose words all fall into one place of the map.
#[derive(Debug)]
pub struct Numbering {
    numbers: HashMap<u64, u32, Stirring>,
}

impl Default for Numbering {
    fn default() -> Self {
        Numbering { numbers: HashMap::with_hasher(Stirring(RandomState::new().hash_one(0) | 1)) }
    }
}

impl Numbering {
    /// The number of a hash; the next one, if it was not met before.
    pub fn of(&mut self, hash: u64) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(hash).or_insert(next)
    }
}

/// Makes [`Stirred`] hashers.
#[derive(Debug, Clone, Copy)]
struct Stirring(u64);

impl BuildHasher for Stirring {
    type Hasher = Stirred;

    fn build_hasher(&self) -> Stirred {
        Stirred { secret: self.0, hash: 0 }
    }
}

/// Stirs a hash with a secret of this run: one multiplication.
struct Stirred {
    secret: u64,
    hash: u64,
}

impl Hasher for Stirred {
    fn write_u64(&mut self, value: u64) {
        let product = u128::from(value ^ self.secret) * u128::from(self.secret.rotate_left(32) | 1);
        self.hash = (product as u64) ^ (product >> 64) as u64;
    }

    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.write_u64(self.hash ^ u64::from(*b));
        }
    }

    fn finish(&self) -> u64 {
        self.hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_given_in_order() {
        let mut numbers = Numbering::default();
        assert_eq!([7, 9, 7, 0, 9, 1].map(|hash| numbers.of(hash)), [0, 1, 0, 2, 1, 3]);
    }
}
