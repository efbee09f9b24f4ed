//! What can be said where a dump has lost text: a paragraph without counterpart that stands where the other side has a
//! hole is unknown, never added or removed.

use std::{collections::BTreeSet, ops::RangeInclusive};

use super::{TextSide, link::Link};
use crate::model::{Side, Sides, TextState};

/// What is known of each side.
pub(super) struct Claims<'a> {
    sides: Sides<&'a TextSide>,
    /// Links in place, ascending on both sides.
    chain: Vec<&'a Link>,
    /// Paragraphs of which only a part is there.
    cut: Sides<BTreeSet<usize>>,
}

/// Whether a side's text can be compared at all.
pub(super) fn comparable(side: &TextSide) -> bool {
    matches!(side.state, TextState::Whole | TextState::Partial)
}

/// Whether all the text of a side is there.
pub(super) fn whole(side: &TextSide) -> bool {
    side.state == TextState::Whole && side.holes.is_empty()
}

impl<'a> Claims<'a> {
    pub(super) fn new(sides: Sides<&'a TextSide>, links: &'a [Link], cut: Sides<BTreeSet<usize>>) -> Self {
        Claims { sides, chain: links.iter().filter(|l| l.in_place).collect(), cut }
    }

    /// Whether nothing can be said of a paragraph without counterpart.
    pub(super) fn unknown(&self, side: Side, paragraph: usize) -> bool {
        let other = self.sides[side.other()];
        if !comparable(other) || !comparable(self.sides[side]) || self.cut[side].contains(&paragraph) {
            return true;
        }
        if other.state == TextState::Partial && other.holes.is_empty() {
            return true;
        }
        if other.holes.is_empty() {
            return false;
        }
        let gap = self.facing(side, paragraph);
        let at = other.holes.partition_point(|h| h < gap.start());
        other.holes.get(at).is_some_and(|h| gap.contains(h))
    }

    /// Before which paragraphs of the other side text may be missing that would face this paragraph.
    fn facing(&self, side: Side, paragraph: usize) -> RangeInclusive<usize> {
        let on = |l: &Link, wanted: Side| if wanted == Side::Old { l.old.clone() } else { l.new.clone() };
        let at = self.chain.partition_point(|l| on(l, side).start < paragraph);
        let before = at.checked_sub(1).and_then(|k| self.chain.get(k));
        let from = before.map_or(0, |l| on(l, side.other()).end);
        let end = self.sides[side.other()].paragraphs.len();
        let to = self.chain.get(at).map_or(end, |l| on(l, side.other()).start);
        from..=to.max(from)
    }
}
