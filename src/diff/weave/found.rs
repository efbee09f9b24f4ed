//! Where a passage that stands as a paragraph no more is found again: within another paragraph at once, or later, by one of its
//! wordings.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::super::{TextSide, portion, strand::Strand};
use crate::text::{Fold, keys};

/// Bytes that are searched for passages which stand elsewhere, from one revision to the next.
const SEARCHED: usize = 64 << 20;

/// Looks for passages that went as paragraphs.
pub(super) struct Search<'t> {
    old: &'t TextSide,
    new: &'t TextSide,
    /// The old paragraphs, and how many bytes the new ones have, once something was looked for.
    known: Option<(HashSet<&'t str>, usize)>,
    /// Bytes in which is still looked.
    left: usize,
}

impl<'t> Search<'t> {
    /// From one revision to the next.
    pub(super) fn new(old: &'t TextSide, new: &'t TextSide) -> Search<'t> {
        Search { old, new, known: None, left: SEARCHED }
    }

    /// The new paragraph that holds a whole passage; of very long texts it is not known.
    pub(super) fn holder(&mut self, passage: &str) -> Option<usize> {
        let Search { old, new, known, left } = self;
        let (before, size) = known.get_or_insert_with(|| {
            let size = new.paragraphs.iter().map(|p| p.len() + 1).sum();
            (old.paragraphs.iter().map(AsRef::as_ref).collect(), size)
        });
        *left = left.checked_sub(*size)?;
        portion::holder(passage, before, new)
    }
}

/// Vanished passages by what their texts count as: when each vanished, and its place.
pub(super) struct Returns(HashMap<Arc<str>, Vec<(usize, Option<usize>)>>);

impl Returns {
    pub(super) fn new(behind: &HashMap<Option<usize>, Vec<Strand>>) -> Returns {
        let mut places: HashMap<Arc<str>, Vec<_>> = HashMap::new();
        for (place, strands) in behind {
            for strand in strands {
                for key in strand.keys() {
                    places.entry(Arc::clone(key)).or_default().push((strand.vanished(), *place));
                }
            }
        }
        places.values_mut().for_each(|places| places.sort_unstable());
        Returns(places)
    }

    /// The vanished passage that has or had this text, taken from its place; of several the one that vanished last.
    pub(super) fn take(&mut self, text: &str, behind: &mut HashMap<Option<usize>, Vec<Strand>>) -> Option<Strand> {
        let key = keys::text_key(text, Fold::Typography);
        let places = self.0.get_mut(key.as_str())?;
        while let Some((when, place)) = places.pop() {
            let strands = behind.get_mut(&place)?;
            let is_it = |s: &Strand| s.vanished() == when && s.keys().any(|known| **known == *key);
            // It may have come back already, by another wording.
            if let Some(index) = strands.iter().position(is_it) {
                return Some(strands.remove(index));
            }
        }
        None
    }
}
