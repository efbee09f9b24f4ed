//! Two revisions in, one [`Diff`] out, in the terms in which an editor speaks of a change. Pure.
//!
//! [`compare()`] links paragraphs ([`pairs`]: identical ones by [`sequence`], then split and merged ones, then the best
//! assignment of similar ones), tells which of them [`moves`] carried away, cuts each pair into [`words`], ties their
//! sentences, and says of text that a dump has lost that it is unknown.
//! [`facts`] says what kinds of change that was; [`types`] says what a diff is; [`excerpt`] takes a part of one; [`lifeline`]
//! follows a passage through a timeline, [`passages`] those that hold a phrase, [`weave`] every passage of a text; [`rows`]
//! lays one out in lines of cells for whoever shows it.

mod assign;
mod blocks;
mod bulk;
mod candidates;
mod claims;
mod compare;
mod cut;
mod evident;
pub mod excerpt;
pub mod facts;
mod follow;
mod headings;
mod joins;
pub mod lifeline;
pub mod link;
pub mod moves;
pub mod origin;
pub mod pairs;
pub mod paragraph;
pub mod passages;
mod portion;
mod repeats;
pub mod rows;
mod sentences;
pub mod sequence;
mod slots;
pub mod strand;
mod summary;
mod telling;
pub mod types;
pub mod undeclared;
mod verbatim;
pub mod weave;
pub mod words;

pub use compare::compare;
pub use excerpt::Chosen;
pub use types::{
    Block, BlockKind, Diff, Edit, Fact, Ignore, Op, Place, Relation, Sentence, SentenceKind, Summary, TextSide,
    WordCounts,
};
