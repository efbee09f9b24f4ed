//! The counts of a diff, which add up, and one sentence.

use super::{
    Block, BlockKind, Edit, Sentence, SentenceKind, Summary, TextSide,
    compare::both_whole,
    facts::{self, reason::reason},
    telling::sentence,
};
use crate::{
    model::{ChangeKind, Sides},
    text::words::Cuts,
};

/// The summary of a comparison.
pub(super) fn summary(
    sides: Sides<&TextSide>,
    headline: &[Edit],
    blocks: &[Block],
    sentences: &[Sentence],
    cuts: &Cuts<'_>,
    approximate: bool,
) -> Summary {
    let facts::Total { facts: total, found, undeclared, emptied, cut } =
        facts::total(sides, headline, blocks, sentences, cuts);
    let between = |earlier: &u32| (*earlier + 1..sides.new.revision).contains(&sides.old.revision);
    let restores = sides.new.restores.filter(between);
    let mut changes = total.kinds;
    if restores.is_some() {
        changes.insert(ChangeKind::Revert);
    }
    let mut by_kind = [Sides::new(0, 0); 8];
    for block in blocks {
        let count = &mut by_kind[block.kind as usize];
        count.old += block.old.len();
        count.new += block.new.len();
    }
    let hidden = headline.iter().chain(blocks.iter().flat_map(|b| &b.edits)).filter(|e| e.old.is_some()).count();
    let mut summary = Summary {
        paragraphs: Sides::new(sides.old.paragraphs.len(), sides.new.paragraphs.len()),
        by_kind,
        uncertain: uncertain(sides, blocks),
        words: both_whole(sides).then_some(total.words),
        words_uncertain: total.unsure,
        sentences_moved: sentences.iter().filter(|s| s.kind == SentenceKind::Moved).count(),
        hidden,
        changes,
        restores,
        minor: !total.substance,
        approximate: approximate || cut,
        facts: found,
        undeclared,
        folded: false,
        reason: "",
        sentence: String::new(),
    };
    let unsure = summary.by_kind[BlockKind::Unknown as usize];
    // Also what stands on both sides for all that is known, but perhaps only on one.
    let is_sure = unsure.old + unsure.new + sides.old.uncertain.len() + sides.new.uncertain.len() == 0;
    summary.reason = reason(&total, is_sure && both_whole(sides));
    summary.sentence = sentence(&summary, blocks, emptied);
    summary
}

/// Paragraphs on one side only of which it is uncertain that they are on that side.
fn uncertain(sides: Sides<&TextSide>, blocks: &[Block]) -> Sides<usize> {
    let count = |kind: BlockKind, all: &dyn Fn(&Block) -> usize| {
        blocks.iter().filter(|b| b.kind == kind).map(all).sum::<usize>()
    };
    let among = |uncertain: &[usize], at: &[usize]| at.iter().filter(|i| uncertain.binary_search(i).is_ok()).count();
    Sides::new(
        count(BlockKind::Removed, &|b| among(&sides.old.uncertain, &b.old)),
        count(BlockKind::Added, &|b| among(&sides.new.uncertain, &b.new)),
    )
}
