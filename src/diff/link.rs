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

/// The paragraphs of a side that have no counterpart in place, each with the number of the gap between those that have one;
/// `anchors` are these, and both ascend.
pub(super) fn in_gaps(
    free: impl Iterator<Item = usize>,
    anchors: impl Iterator<Item = usize>,
) -> impl Iterator<Item = (usize, usize)> {
    let mut anchors = anchors.peekable();
    let mut gap = 0;
    free.map(move |at| {
        while anchors.next_if(|anchor| *anchor < at).is_some() {
            gap += 1;
        }
        (at, gap)
    })
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
