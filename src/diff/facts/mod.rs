//! What a change did, by simple rules; for a block, for a headline, for a pair of neighbouring revisions.
//!
//! - **headline**: it differs.
//! - **number**, **date**: figures and dates that went, came or became others ([`figures`]).
//! - **quote**: quotations that came, went or were altered inside their marks ([`quotes`]).
//! - **name**: a name of what went or came that the other side has nowhere ([`names`]); the abbreviation of a thing is none
//!   ([`things`]).
//! - **negation**, **hedge**, **attribution**: words of what is claimed, how surely, by whom, that stand on one side of
//!   an edited paragraph only, or that turned to other words there ([`claims`]; the words in [`lexicon`]). An attribution
//!   also where the source became another ([`speakers`]), and a quotation somebody else's ([`quotes`]).
//! - **link**: an address that one side has more often ([`links`]). **byline**: a line that names the author
//!   ([`byline`]).
//! - **correction**: new text that announces one, or a notice that was edited ([`notices`]); **undeclared**: what no notice of the same revision
//!   covers where there is a definite one ([`declared`]), between neighbours only.
//! - **moved**: paragraphs at another place, and sentences that were carried elsewhere ([`carried`]). What they say
//!   neither went nor came; of one that was altered on its way just that is told.
//! - **typography**: both sides have the same key under [`Fold::Typography`](crate::text::Fold), which never folds a
//!   word, a figure or a quotation mark away; where paragraphs end is no typography. **boilerplate**: nothing but share
//!   bars and times of an update ([`mod@boilerplate`]), or lines that the outlet prints under many of its articles,
//!   where these say nothing of the article ([`refrain`]).
//! - **revert** is found over a whole timeline ([`revert`]).
//! - **minor**: nothing but typography, boilerplate and paragraphs split or joined, and nothing unknown. The rules above
//!   only name what a change did; that it is of substance never hangs on their finding something.
//!
//! Of paragraphs that came or went whole, dates and claims are not told: they are new text, not altered text, and next to
//! every paragraph has some.
//! Paragraphs whose side is uncertain stay outside: nothing is said of them but how many words they have, or of a pair that
//! holds one, and the whole is not minor then. Text that is equal but for its case or punctuation, where somebody ignores
//! these, is of substance too.

mod block;
pub mod boilerplate;
mod byline;
pub(super) mod cancel;
mod carried;
mod claims;
pub(super) mod dated;
mod declared;
mod figures;
mod headed;
mod known;
mod lexicon;
mod links;
mod names;
pub mod notices;
mod passage;
mod quotes;
mod reader;
pub mod reason;
mod refrain;
pub mod revert;
mod speakers;
#[cfg(test)]
mod tests;
mod things;
mod tongue;

pub use self::reader::Reader;
use super::{
    Block, BlockKind, Edit, Fact, Ignore, Sentence, TextSide, WordCounts,
    blocks::{Detail, blocks},
    compare::{both_whole, headline},
    sentences::{may_carry, sentences},
    sequence::Budget,
};
use crate::{
    model::{ChangeKind, Changes, Sides},
    text::words::Cuts,
};
use serde::{Deserialize, Serialize};

/// Steps that facts about one pair may take.
const STEPS: u64 = 20_000_000;

/// What one change did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ChangeFacts {
    /// The kinds of change.
    pub kinds: Changes,
    /// Whether it is of substance: more than typography and boilerplate.
    pub substance: bool,
    /// Whether paragraphs were split or joined, their text the same but for typography.
    pub joined: bool,
    /// Words that came and went; those of moved text not counted.
    pub words: WordCounts,
    /// Of these, those of paragraphs whose side is uncertain.
    pub unsure: WordCounts,
}

/// What changed between two neighbouring revisions, for timelines and lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// The kinds of change.
    pub changes: Changes,
    /// Words that came; `None` where it cannot be said.
    pub words_added: Option<usize>,
    /// Words that went; `None` where it cannot be said.
    pub words_removed: Option<usize>,
    /// Paragraphs that moved.
    pub paragraphs_moved: usize,
    /// Whether the change is of no substance.
    pub minor: bool,
    /// The number of the revision whose text this one restores; only a timeline knows ([`revert`]).
    pub restores: Option<u32>,
}

/// The facts about a pair of revisions, without building their diff: paragraphs that both share cost next to nothing,
/// nothing at all where they are the same allocation.
#[must_use]
pub fn neighbours(old: &TextSide, new: &TextSide) -> Facts {
    neighbours_of_many(old, new, &Cuts::default())
}

/// The same of one pair among many of an article: what several of them need is kept in `cuts`.
#[must_use]
pub fn neighbours_of_many(old: &TextSide, new: &TextSide, cuts: &Cuts<'_>) -> Facts {
    let sides = Sides::new(old, new);
    let mut budget = Budget::new(STEPS);
    let headline = headline(sides, Ignore::Nothing, &mut budget);
    let blocks = blocks(sides, Ignore::Nothing, Detail::Changes, cuts, &mut budget);
    // Sentences are cut only where one could have been carried: most edits are too small for that.
    let carried = may_carry(&blocks).then(|| sentences(sides.map(|s| &*s.paragraphs), &blocks, &mut budget));
    let carried = carried.unwrap_or_default();
    let mut all = together(&mut Reader::new(sides).carrying(&carried).knowing(cuts).of_kinds(), &headline, &blocks);
    if is_held_against(all.kinds, sides) {
        // Every fact is held against the notice: the few pairs that have one are read a second time, whole.
        all = total(sides, &headline, &blocks, &carried, cuts).facts;
    }
    Facts {
        changes: all.kinds,
        words_added: both_whole(sides).then_some(all.words.added),
        words_removed: both_whole(sides).then_some(all.words.removed),
        paragraphs_moved: blocks.iter().filter(|b| b.kind == BlockKind::Moved).count(),
        minor: !all.substance,
        restores: None,
    }
}

/// What is told of a whole diff.
pub(super) struct Total {
    /// Everything together; of substance also where something is unknown or uncertain.
    pub(super) facts: ChangeFacts,
    /// One by one.
    pub(super) found: Vec<Fact>,
    /// Edits that no notice of the same revision declares, where there is a definite one.
    pub(super) undeclared: usize,
    /// Paragraphs that came or went, but hold nothing except sentences that were carried.
    pub(super) emptied: Sides<usize>,
    /// Whether something was told only coarsely.
    pub(super) cut: bool,
}

/// The facts about everything together.
pub(super) fn total(
    sides: Sides<&TextSide>,
    headline: &[Edit],
    blocks: &[Block],
    sentences: &[Sentence],
    cuts: &Cuts<'_>,
) -> Total {
    let mut reader = Reader::new(sides).carrying(sentences).knowing(cuts);
    let mut all = together(&mut reader, headline, blocks);
    let (emptied, cut) = (reader.emptied, reader.cut());
    let mut found = reader.found;
    let mut undeclared = 0;
    if is_held_against(all.kinds, sides) {
        // Text that is not known could hold what a notice declares.
        let known = both_whole(sides) && blocks.iter().all(|b| b.kind == BlockKind::Same || !uncertain(sides, b));
        undeclared =
            declared::link(&mut found, headline, blocks, known && !cut && !all.kinds.has(ChangeKind::Typography));
    }
    if undeclared > 0 {
        all.kinds.insert(ChangeKind::Undeclared);
    }
    Total { facts: all, found, undeclared, emptied, cut }
}

/// What a reader tells of everything together; the facts that it found are in it.
fn together(reader: &mut Reader<'_>, headline: &[Edit], blocks: &[Block]) -> ChangeFacts {
    let sides = reader.sides;
    let mut all = reader.headline(headline);
    reader.note(all.kinds);
    for (index, block) in blocks.iter().enumerate() {
        let from = reader.found.len();
        let facts = reader.block(block);
        reader.note(facts.kinds);
        reader.found.iter_mut().skip(from).for_each(|fact| fact.block = Some(index));
        all.kinds = all.kinds.with(facts.kinds);
        all.words = all.words.with(facts.words);
        all.unsure = all.unsure.with(facts.unsure);
        all.joined |= facts.joined;
        all.substance |= facts.substance || block.kind == BlockKind::Unknown;
        all.substance |= uncertain(sides, block);
    }
    all.substance |= !both_whole(sides);
    all
}

/// Whether facts of these kinds are held against a notice among them. One speaks of the step in which it came: of several
/// together nothing is undeclared, nor a notice without an edit.
fn is_held_against(kinds: Changes, sides: Sides<&TextSide>) -> bool {
    kinds.has(ChangeKind::Correction) && !sides.new.is_apart
}

/// Whether a block holds a paragraph whose side is uncertain.
fn uncertain(sides: Sides<&TextSide>, block: &Block) -> bool {
    let holds = |side: &TextSide, which: &[usize]| which.iter().any(|index| is_uncertain(side, *index));
    holds(sides.old, &block.old) || holds(sides.new, &block.new)
}

/// Whether it is uncertain that a paragraph is on this side.
fn is_uncertain(side: &TextSide, index: usize) -> bool {
    side.uncertain.binary_search(&index).is_ok()
}
