//! Which revisions restore an earlier one.

use std::{collections::HashMap, hash::Hash};

/// For each revision of a timeline the index, from 0, of the earlier one whose text it restores: the latest that was
/// the same, with another in between. `None` stands for a text of which this cannot be said, such as one that is not
/// whole; the key of a text is whatever tells it from others. Linear in the timeline.
pub fn restored<K: Hash + Eq>(texts: impl IntoIterator<Item = Option<K>>) -> Vec<Option<usize>> {
    let mut last: HashMap<K, usize> = HashMap::new();
    let texts = texts.into_iter().enumerate();
    texts.map(|(at, text)| last.insert(text?, at).filter(|before| before + 1 < at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_that_was_the_same() {
        let texts = [Some("a"), Some("b"), Some("a"), Some("a"), None, Some("c"), Some("b"), Some("a")];
        assert_eq!(restored(texts), [None, None, Some(0), None, None, None, Some(1), Some(3)]);
    }
}
