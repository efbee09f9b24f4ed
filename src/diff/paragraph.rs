//! The paragraphs of both sides as the engine compares them: what a paragraph counts as under what is ignored.

use std::{borrow::Cow, sync::Arc};

use super::{Ignore, sequence};
use crate::text::{Fold, keys};

/// How far typography and case are folded; `None` for not at all.
#[must_use]
pub fn fold_of(ignore: Ignore) -> Option<Fold> {
    match ignore {
        Ignore::Nothing => None,
        Ignore::Spacing => Some(Fold::Typography),
        Ignore::Case => Some(Fold::Case),
    }
}

/// What a paragraph counts as. A paragraph that would count as nothing counts as itself.
fn key(text: &str, ignore: Ignore) -> Cow<'_, str> {
    match fold_of(ignore).map(|f| keys::text_key(text, f)) {
        Some(key) if !key.is_empty() => Cow::Owned(key),
        _ => Cow::Borrowed(text),
    }
}

/// Whether two paragraphs count as the same.
#[must_use]
pub fn alike(old: &Arc<str>, new: &Arc<str>, ignore: Ignore) -> bool {
    Arc::ptr_eq(old, new) || old == new || (ignore != Ignore::Nothing && key(old, ignore) == key(new, ignore))
}

/// A hash of what a paragraph counts as.
#[must_use]
pub fn hash(text: &str, ignore: Ignore) -> u64 {
    sequence::hash(&key(text, ignore))
}
