//! A part of a diff, for showing to others: some paragraphs, with all that is known of where they come from.

use std::{collections::BTreeSet, sync::Arc};

use super::{Block, BlockKind, Diff, Edit, Op, Place, Sentence};
use crate::model::{Side, Sides};

/// Paragraphs of both sides, by index.
pub type Chosen = Sides<BTreeSet<usize>>;

impl Diff {
    /// The diff with the blocks of these paragraphs only. Runs are cut to what was chosen; passages that hang together
    /// stay whole. Both texts stay as they are, so that their hashes can be checked; the summary stays that of the
    /// whole. Holes stay beside the paragraphs that are kept.
    #[must_use]
    pub fn excerpt(&self, chosen: &Chosen) -> Diff {
        let blocks: Vec<Block> = self.blocks.iter().filter_map(|b| self.cut(b, chosen)).collect();
        let kept = Sides::from_fn(|side| paragraphs(&blocks, side));
        let mut sides = self.sides.clone();
        for side in Side::BOTH {
            let text = &mut sides[side];
            let last = text.paragraphs.len();
            let beside = |hole: &&usize| {
                kept[side].contains(hole)
                    || (**hole == last && last.checked_sub(1).is_some_and(|l| kept[side].contains(&l)))
            };
            let holes: Vec<usize> = text.holes.iter().filter(beside).copied().collect();
            text.holes = holes.into();
        }
        let stays = |place: &Place, side: Side| kept[side].contains(&place.paragraph);
        let sentence =
            |s: &&Sentence| s.old.iter().any(|p| stays(p, Side::Old)) || s.new.iter().any(|p| stays(p, Side::New));
        let sentences = self.sentences.iter().filter(sentence).cloned().collect();
        Diff { sides, blocks, sentences, ..self.clone() }
    }

    /// Whether a part of it was left out, so that not every paragraph lies in a block.
    #[must_use]
    pub fn is_excerpt(&self) -> bool {
        Side::BOTH.into_iter().any(|side| self.shown(side).len() < self.sides[side].paragraphs.len())
    }

    /// The paragraphs of a side that lie in a block, by index.
    #[must_use]
    pub fn shown(&self, side: Side) -> BTreeSet<usize> {
        paragraphs(&self.blocks, side)
    }

    fn cut(&self, block: &Block, chosen: &Chosen) -> Option<Block> {
        let keep = |side: Side, at: &usize| chosen[side].contains(at);
        let any = block.old.iter().any(|i| keep(Side::Old, i)) || block.new.iter().any(|j| keep(Side::New, j));
        if !any {
            return None;
        }
        let (old, new): (Vec<usize>, Vec<usize>) = match block.kind {
            BlockKind::Same => {
                let pairs = block.old.iter().zip(&block.new);
                pairs.filter(|(i, j)| keep(Side::Old, i) || keep(Side::New, j)).unzip()
            }
            BlockKind::Added | BlockKind::Removed | BlockKind::Unknown => (
                block.old.iter().copied().filter(|i| keep(Side::Old, i)).collect(),
                block.new.iter().copied().filter(|j| keep(Side::New, j)).collect(),
            ),
            _ => return Some(block.clone()),
        };
        let text = |side: Side, list: &[usize]| {
            let all: Vec<&str> =
                list.iter().filter_map(|i| self.sides[side].paragraphs.get(*i)).map(Arc::as_ref).collect();
            all.join("\n")
        };
        let (before, now) = (text(Side::Old, &old), text(Side::New, &new));
        let edits = match block.kind {
            BlockKind::Same if before != now => vec![Edit { op: Op::Equal, text: now, old: Some(before) }],
            BlockKind::Same => vec![Edit::new(Op::Equal, now)],
            BlockKind::Unknown => vec![Edit::new(Op::Unknown, if new.is_empty() { before } else { now })],
            BlockKind::Removed => vec![Edit::new(Op::Delete, before)],
            _ => vec![Edit::new(Op::Insert, now)],
        };
        Some(Block { old, new, edits, ..block.clone() })
    }
}

fn paragraphs(blocks: &[Block], side: Side) -> BTreeSet<usize> {
    blocks.iter().flat_map(|b| if side == Side::Old { &b.old } else { &b.new }).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{Ignore, TextSide, compare};

    fn side(paragraphs: &[&str]) -> TextSide {
        TextSide { paragraphs: paragraphs.iter().map(|p| (*p).into()).collect(), ..TextSide::default() }
    }

    #[test]
    fn an_excerpt_keeps_what_was_chosen_and_the_whole_texts() {
        let old = side(&["The same.", "And this too.", "A bridge was closed on Monday.", "Gone for good."]);
        let mut new = side(&["The same.", "And this too.", "A bridge was closed on Tuesday.", "Quite new here."]);
        new.holes = [1, 4].into();
        let diff = compare(&old, &new, Ignore::Nothing);
        assert!(!diff.is_excerpt());
        let excerpt = diff.excerpt(&Sides::new(BTreeSet::new(), BTreeSet::from([1, 2])));
        assert!(excerpt.is_excerpt());
        assert_eq!((excerpt.shown(Side::Old), excerpt.shown(Side::New)), ([1, 2].into(), [1, 2].into()));
        assert_eq!(excerpt.blocks[0].edits, [Edit::new(Op::Equal, "And this too.")]);
        assert_eq!(excerpt.sides.new.paragraphs, diff.sides.new.paragraphs);
        assert_eq!(*excerpt.sides.new.holes, [1]);
        let all = diff.excerpt(&Sides::new((0..4).collect(), (0..4).collect()));
        assert_eq!(all, diff);
    }
}
