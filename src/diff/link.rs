//! What was found to have become what.

use std::ops::Range;

/// A run of old paragraphs that became a run of new ones: one and one, or one and several consecutive ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The old paragraphs, from 0; never empty.
    pub old: Range<usize>,
    /// The new paragraphs, from 0; never empty.
    pub new: Range<usize>,
    /// Both count as the same text.
    pub same: bool,
    /// Neither was carried past the other links.
    pub in_place: bool,
}

impl Link {
    /// A link of one old and one new paragraph, not yet known to stand in place.
    #[must_use]
    pub fn pair(old: usize, new: usize, same: bool) -> Link {
        Link { old: old..old + 1, new: new..new + 1, same, in_place: false }
    }

    /// The same link seen from the other side.
    #[must_use]
    pub fn turned(self) -> Link {
        Link { old: self.new, new: self.old, ..self }
    }
}
