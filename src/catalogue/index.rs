//! The words of all articles: which of them a search has to look at.
//!
//! A full-text index in the catalogue's folder, one document an article: the words of all its revisions (`words`, with
//! their order), those that were lost from one revision to a later one (`lost`), and those around them (`went`). It only
//! narrows a search down: what it names is looked through like any other article. So it may name too many, and of an
//! article taken away or changed it may know old words as well; it must never name too few.
//!
//! The database is the truth. Each article has there a number that grows with every write; the index carries the number
//! up to which it knows everything ([`Index::known`]), and who asks it looks also at what was written since. One that is
//! missing, damaged or killed in the middle of its work only makes searches slower until it has caught up.

mod ask;
mod batch;
mod by_term;
mod checked;
mod fields;
mod keeper;
mod keys;
mod pieces;
mod room;
mod runs;
mod segment;
mod standings;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::{
    fs, io,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

pub(super) use ask::{Asked, Candidates, Question};
pub(super) use keeper::{Fed, Keeper};
use tantivy::TantivyError;

use super::{lock, shelf::Place};
use crate::query::Need;

/// The index's folder, in a catalogue's folder.
const FOLDER: &str = "index";

/// Lies in the catalogue's folder where damage was met: the next import builds the index anew.
const DAMAGED: &str = "index-damaged";

/// The version of what is indexed; an index of another version is built anew.
const VERSION: &str = "4";

/// Steps that nobody waits for: so many are taken in well under a millisecond.
const MANY: u64 = 20_000;

/// An index to be asked.
pub(super) struct Index {
    folder: PathBuf,
    open: Mutex<Option<ask::Open>>,
    damaged: AtomicBool,
}

impl Index {
    /// The index of the catalogue in a folder, whether or not there is any by now.
    pub(super) fn of(catalogue: &Path) -> Index {
        Index { folder: catalogue.to_owned(), open: Mutex::default(), damaged: AtomicBool::new(false) }
    }

    /// Puts a question; `None` where nothing is known.
    pub(super) fn asked(&self, question: Question<'_>) -> Option<Asked> {
        if *question.need == Need::Unknown || self.damaged.load(Ordering::Relaxed) {
            return None;
        }
        let mut open = lock(&self.open);
        let asked = self.guarded(|| ask::asked(&self.folder, &mut open, question));
        if asked.is_none() {
            *open = None;
        }
        asked?
    }

    /// Whether it takes many steps to name all candidates.
    pub(super) fn is_broad(&self, asked: &Asked) -> bool {
        self.guarded(|| asked.is_broad(MANY)).unwrap_or(true)
    }

    /// The places of all articles that can be hits, among those written up to [`Asked::known`]; `None` where that
    /// cannot be said.
    pub(super) fn all(&self, asked: &Asked) -> Option<Candidates> {
        self.guarded(|| asked.all())
    }

    /// Those of these places whose articles can be hits, in their order; all, where that cannot be said.
    pub(super) fn among(&self, asked: &Asked, places: &[Place]) -> Vec<Place> {
        self.guarded(|| asked.among(places)).unwrap_or_else(|| places.to_vec())
    }

    /// So many places, those first that have most to do with what is needed.
    pub(super) fn ranked(&self, asked: &Asked, most: usize) -> Option<Vec<Place>> {
        self.guarded(|| asked.ranked(most))
    }

    /// What the index answers; `None` where it cannot, which is noted where it is damaged.
    fn guarded<T>(&self, ask: impl FnOnce() -> tantivy::Result<T>) -> Option<T> {
        // Bytes that are not what they were may be too much for the library.
        match panic::catch_unwind(AssertUnwindSafe(ask)) {
            Ok(Ok(answer)) => Some(answer),
            Ok(Err(error)) => {
                tracing::warn!("the index cannot answer: {error}");
                if is_damage(&error) {
                    self.spoilt();
                }
                None
            }
            Err(_) => {
                self.spoilt();
                None
            }
        }
    }

    /// Whether it was found damaged.
    pub(super) fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    /// Notes that it is damaged.
    pub(super) fn spoilt(&self) {
        self.damaged.store(true, Ordering::Relaxed);
        // Where even that cannot be written it is found again.
        let _ = fs::File::create(self.folder.join(DAMAGED));
    }
}

/// Removes the index in a catalogue's folder.
///
/// # Errors
/// Where a file cannot be removed.
pub(super) fn remove(catalogue: &Path) -> io::Result<()> {
    let absent = |result: io::Result<()>| match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    };
    absent(fs::remove_dir_all(catalogue.join(FOLDER)))?;
    absent(fs::remove_file(catalogue.join(checked::FILE)))?;
    absent(fs::remove_file(catalogue.join(DAMAGED)))
}

/// Whether an error tells of bytes that are not what was written.
pub(super) fn is_corruption(error: &TantivyError) -> bool {
    matches!(error, TantivyError::DataCorruption(_) | TantivyError::OpenReadError(_))
}

/// Whether an error means that the index has to be built anew.
fn is_damage(error: &TantivyError) -> bool {
    !matches!(error, TantivyError::IoError(_) | TantivyError::LockFailure(..) | TantivyError::OpenDirectoryError(_))
}
