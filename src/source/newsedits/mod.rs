//! NewsEdits: corpora of revisions that were made of News Sniffer's site and of diffengine's databases.
//!
//! | file | holds |
//! | --- | --- |
//! | `raw` | `newssniffer-OUTLET.db`, `OUTLET.db`: the table `entryversion`, a row a revision |
//! | `sentences` | `OUTLET-matched-sentences.db`: sentences, and how those of neighbouring revisions were matched |
//! | `file` | which outlet a file is of, and which corpus it was made of |

mod file;
mod raw;
mod sentences;

pub use raw::Raw;
pub use sentences::Sentences;
