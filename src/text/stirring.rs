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
            self.write_u64(number(tail));
        }
    }

    fn finish(&self) -> u64 {
        self.hash
    }
}

/// The bytes of a word that is shorter than eight as one number, the first lowest: what copying them to eight zeros gives,
/// without copying.
#[must_use]
#[inline]
pub fn number(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        // Those in the middle are in both.
        let [first, last] = [first, last].map(|four| u64::from(u32::from_le_bytes(*four)));
        return first | last << (8 * (bytes.len().min(8) - 4));
    }
    let (Some(first), Some(middle), Some(last)) = (bytes.first(), bytes.get(bytes.len() / 2), bytes.last()) else {
        return 0;
    };
    // Of fewer than three bytes some are the same.
    let at = |byte: &u8, place: usize| u64::from(*byte) << (8 * place);
    at(first, 0) | at(middle, bytes.len() / 2) | at(last, bytes.len() - 1)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_number_holds_all_bytes() {
        let bytes = [1, 0x82, 3, 0xff, 5, 0, 7];
        for size in 0..=bytes.len() {
            let mut eight = [0; 8];
            eight[..size].copy_from_slice(&bytes[..size]);
            assert_eq!(number(&bytes[..size]), u64::from_le_bytes(eight));
        }
    }

    #[test]
    fn what_differs_is_told_apart() {
        let stirring = Stirring::default();
        let texts: Vec<String> = (0..2000).map(|k| "ab".repeat(k)).collect();
        let hashes: HashSet<u64> = texts.iter().map(|t| stirring.hash_one(t.as_str())).collect();
        assert_eq!(hashes.len(), texts.len());
        assert_eq!(stirring.hash_one("one"), stirring.hash_one(String::from("one")));
    }
}
