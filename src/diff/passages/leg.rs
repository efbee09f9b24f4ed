//! What became of a passage in a run of revisions.

use super::super::{
    Op,
    lifeline::{Stage, Turn},
};
use crate::model::Gap;

/// A run of revisions in which nothing became of a passage, or one in which something did.
#[derive(Debug, Clone, PartialEq)]
pub struct Leg {
    /// The first and the last revision, by index.
    pub revisions: (usize, usize),
    /// Nothing happened.
    pub dull: bool,
    /// What became of it, in words.
    pub said: String,
    /// Its text where that is news: at first as it stands, then what went of it, what came and what stayed.
    pub text: Vec<(Op, String)>,
    /// It stands there without the phrase.
    pub reworded_away: bool,
    /// It is no revision that is held, but these numbers before it, which the dump lacks.
    pub missing: Option<Gap>,
}

impl Leg {
    /// Revisions that are missing.
    pub(super) fn missing(gap: &Gap, at: usize, stage: &Stage) -> Leg {
        let may = match stage.turn {
            None if stage.held == Some(true) && at == 0 => ": it may have come there",
            None | Some(Turn::Same) => "",
            Some(Turn::Edited) => ": it may have been reworded there",
            Some(Turn::Moved) => ": it may have been moved there",
            Some(Turn::Split) => ": it may have been split there",
            Some(Turn::Merged) => ": it may have been joined there",
            Some(Turn::Came) => ": it may have come there",
            Some(Turn::Gone) => ": it may have gone there",
            Some(Turn::Back) => ": it may have come back there",
        };
        Leg {
            revisions: (at, at),
            dull: true,
            said: format!("not in the dump{may}"),
            text: Vec::new(),
            reworded_away: false,
            missing: Some(gap.clone()),
        }
    }

    /// The numbers of its revisions, as they are written, given that of a revision by index.
    #[must_use]
    pub fn numbers(&self, number: impl Fn(usize) -> u32) -> String {
        let (first, last) = match &self.missing {
            Some(gap) => (gap.from, gap.to),
            None => (number(self.revisions.0), number(self.revisions.1)),
        };
        if last > first { format!("{first}–{last}") } else { first.to_string() }
    }
}
