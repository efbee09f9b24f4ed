//! Dumps that are no longer there: what was read of them is kept, and is marked.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError},
};

use super::{Catalogue, entry::Entry, refresh::ends};
use crate::model::Timeline;

/// Files that were read and are no longer there, as shown, and whether they are there without anything in them.
pub(super) type Vanished = HashMap<String, bool>;

impl Catalogue {
    /// Remembers which dumps are no longer there.
    pub(super) fn mourn(&self, vanished: Vanished) {
        *self.vanished.write().unwrap_or_else(PoisonError::into_inner) = vanished;
    }

    /// Marks the revisions that no dump tells of any more.
    pub(super) fn marked(&self, entry: &Entry, timeline: &mut Timeline) {
        let vanished = self.vanished.read().unwrap_or_else(PoisonError::into_inner);
        if vanished.is_empty() {
            return;
        }
        let gone = |dump: &str| ends(dump).find_map(|path| vanished.get(path).copied());
        let of_article = &entry.article.origins;
        for row in &mut timeline.rows {
            let own: Vec<&str> = row.origin.iter().chain(&row.also_in).map(Arc::as_ref).collect();
            let dumps = if own.is_empty() { of_article.iter().map(String::as_str).collect() } else { own };
            let gone: Option<Vec<bool>> = dumps.into_iter().map(gone).collect();
            match gone.as_deref() {
                Some([_, ..]) if gone.iter().flatten().all(|emptied| *emptied) => {
                    row.notes.push("its dump is empty now".into());
                }
                Some([_, ..]) => row.notes.push("its dump is no longer there".into()),
                Some([]) | None => {}
            }
        }
    }
}
