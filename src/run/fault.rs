//! Faults of ours: a panic of a thread that works for the browser costs what it worked at, and that is told.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What is said of one, as the end of a sentence.
pub(super) const FAULT: &str = "a fault of ours, described in the log file";

/// Does some work; `None` where a fault of ours ended it, of which the hook of panics has written to the log.
pub(super) fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}
