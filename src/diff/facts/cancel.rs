//! What stands on both sides is no news: taken out before what is left is told.

use std::{collections::HashMap, hash::Hash};

use crate::text::stirring::Stirring;

/// Takes out of both lists what has the same key in the other, as often as it has. Linear in their lengths.
pub(in crate::diff) fn cancel<T, K: Hash + Eq>(old: &mut Vec<T>, new: &mut Vec<T>, key: impl Fn(&T) -> K) {
    if old.is_empty() || new.is_empty() {
        return;
    }
    let mut left: HashMap<K, (usize, usize), Stirring> = HashMap::default();
    for item in &*old {
        left.entry(key(item)).or_default().0 += 1;
    }
    for item in &*new {
        left.entry(key(item)).or_default().1 += 1;
    }
    let mut both: HashMap<K, usize, Stirring> = left.into_iter().map(|(k, (a, b))| (k, a.min(b))).collect();
    let mut again: Vec<K> = Vec::new();
    old.retain(|item| {
        let key = key(item);
        match both.get_mut(&key) {
            Some(n) if *n > 0 => {
                *n -= 1;
                again.push(key);
                false
            }
            _ => true,
        }
    });
    for key in again {
        *both.entry(key).or_default() += 1;
    }
    new.retain(|item| match both.get_mut(&key(item)) {
        Some(n) if *n > 0 => {
            *n -= 1;
            false
        }
        _ => true,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_often_as_both_have_it() {
        let (mut old, mut new) = (vec![1, 2, 2, 3], vec![2, 3, 3, 4]);
        cancel(&mut old, &mut new, |n| *n);
        assert_eq!((old, new), (vec![1, 2], vec![3, 4]));
    }
}
