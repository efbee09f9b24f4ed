//! Two revisions in, one [`Diff`] out, in the terms in which an editor speaks of a change. Pure.
//!
//! [`types`] says what a diff is; [`rows`] lays one out in lines of cells for whoever shows it.

pub mod rows;
pub mod types;

pub use types::{Block, BlockKind, Diff, Edit, Ignore, Op, Summary, TextSide, WordCounts};
