//! A hasher for maps and sets of what dumps say: quick, and secret enough that nobody can make texts whose words all fall
//! into one place of a map.

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    sync::LazyLock,
};

/// The secret of this run.
static SECRET: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0) | 1);

/// Makes hashers that stir what they are given with a secret of this run.
#[derive(Debug, Clone, Copy)]
pub struct Stirring(u64);

impl Default for Stirring {
    fn default() -> Self {
        Stirring(*SECRET)
    }
}

impl BuildHasher for Stirring {
    type Hasher = Stirred;

    fn build_hasher(&self) -> Stirred {
        Stirred { secret: self.0, hash: 0 }
    }
}

/// A hash under construction: one multiplication for eight bytes.
#[derive(Debug, Clone, Copy)]
pub struct Stirred {
    secret: u64,
    hash: u64,
}

impl Hasher for Stirred {
    fn write_u64(&mut self, value: u64) {
        let product = u128::from(self.hash ^ value ^ self.secret) * u128::from(self.secret.rotate_left(32) | 1);
        self.hash = (product as u64) ^ (product >> 64) as u64;
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u64(u64::from(value));
    }

    fn write(&mut self, bytes: &[u8]) {
        let (words, tail) = bytes.as_chunks::<8>();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        if !tail.is_empty() {
            let mut last = [0; 8];
            last[..tail.len()].copy_from_slice(tail);
            self.write_u64(u64::from_le_bytes(last));
        }
    }

    fn finish(&self) -> u64 {
        self.hash
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn what_differs_is_told_apart() {
        let stirring = Stirring::default();
        let texts: Vec<String> = (0..2000).map(|k| "ab".repeat(k)).collect();
        let hashes: HashSet<u64> = texts.iter().map(|t| stirring.hash_one(t.as_str())).collect();
        assert_eq!(hashes.len(), texts.len());
        assert_eq!(stirring.hash_one("one"), stirring.hash_one(String::from("one")));
    }
}
