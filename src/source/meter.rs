//! How much of a file was read, packed and unpacked, and when it last gave something.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counters of one file, shared by whoever unpacks it and whoever reads it.
#[derive(Debug, Default)]
pub struct Meter {
    taken: AtomicU64,
    given: AtomicU64,
    gains: AtomicU64,
}

impl Meter {
    /// Packed bytes read so far.
    #[must_use]
    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    /// Counts packed bytes.
    pub(super) fn take(&self, bytes: u64) {
        self.taken.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Unpacked bytes given so far; 0 for a file that is not packed.
    pub(super) fn given(&self) -> u64 {
        self.given.load(Ordering::Relaxed)
    }

    /// Tells how many bytes a layer of packing gave so far; the layer that gave most counts.
    pub(super) fn give(&self, bytes: u64) {
        self.given.fetch_max(bytes, Ordering::Relaxed);
    }

    /// How often something was gained from what was read.
    pub(super) fn gains(&self) -> u64 {
        self.gains.load(Ordering::Relaxed)
    }

    /// Tells that something was gained from what was read: an article, or a part of one.
    pub(super) fn gain(&self) {
        self.gains.fetch_add(1, Ordering::Relaxed);
    }

    /// Begins anew.
    pub(super) fn reset(&self) {
        [&self.taken, &self.given, &self.gains].into_iter().for_each(|n| n.store(0, Ordering::Relaxed));
    }
}
