//! What a change did, by simple rules; for a block, for a headline, for a pair of neighbouring revisions.
//!
//! - **typography**: both sides have the same key under [`Fold::Typography`], which never folds a word, a figure or a
//!   quotation mark away.
//! - **number**: the multiset of words with digits differs between what went and what came.
//! - **quote**: the passages between quotation marks, or the number of marks, differ.
//! - **name**: a name of what went or came that the other side has nowhere ([`super::names`]).
//! - **correction**: new text that announces one ([`super::notices`]).
//! - **minor**: nothing but typography and stamps of the time of an update, and nothing unknown.
//!
//! Paragraphs whose side is uncertain stay outside: nothing is said of a block that holds one, and the whole is not
//! minor then.

use std::ops::Range;

use super::{
    Block, BlockKind, Edit, Ignore, Op, TextSide, WordCounts,
    blocks::{Detail, blocks},
    compare::{both_whole, headline},
    names::{Known, names_gone},
    notices::{corrects, stamps},
    sequence::Budget,
};
use crate::{
    model::{ChangeKind, Changes, Side, Sides},
    text::{
        Fold, fold,
        quotation::{marks, quotations},
        words::{self, TokenKind},
    },
};

/// Steps that facts about one pair may take.
const STEPS: u64 = 20_000_000;

/// What one change did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ChangeFacts {
    /// The kinds of change.
    pub kinds: Changes,
    /// Whether it is of substance: more than typography or the time of an update.
    pub substance: bool,
    /// Words that came and went; those of moved text not counted.
    pub words: WordCounts,
}

/// What changed between two neighbouring revisions, for timelines and lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
}

/// The facts about a pair of revisions, without building their diff: paragraphs that both share cost next to nothing,
/// nothing at all where they are the same allocation.
#[must_use]
pub fn neighbours(old: &TextSide, new: &TextSide) -> Facts {
    let sides = Sides::new(old, new);
    let mut budget = Budget::new(STEPS);
    let headline = headline(sides, Ignore::Nothing, &mut budget);
    let blocks = blocks(sides, Ignore::Nothing, Detail::Changes, &mut budget);
    let total = total(sides, &headline, &blocks);
    Facts {
        changes: total.kinds,
        words_added: both_whole(sides).then_some(total.words.added),
        words_removed: both_whole(sides).then_some(total.words.removed),
        paragraphs_moved: blocks.iter().filter(|b| b.kind == BlockKind::Moved).count(),
        minor: !total.substance,
    }
}

/// Reads the facts about the blocks of one diff. Keep it for all of them: it remembers the words of both sides.
pub struct Reader<'a> {
    sides: Sides<&'a TextSide>,
    known: Sides<Known<'a>>,
}

impl<'a> Reader<'a> {
    /// A reader for the diff of two sides.
    #[must_use]
    pub fn new(sides: Sides<&'a TextSide>) -> Self {
        Reader { sides, known: sides.map(|s| Known::new(&s.title, &s.paragraphs)) }
    }
}

/// The facts about everything together; of substance also where something is unknown or uncertain.
pub(super) fn total(sides: Sides<&TextSide>, headline: &[Edit], blocks: &[Block]) -> ChangeFacts {
    let mut reader = Reader::new(sides);
    let mut all = reader.headline(headline);
    for block in blocks {
        let facts = reader.block(block);
        all.kinds = all.kinds.with(facts.kinds);
        all.words.added += facts.words.added;
        all.words.removed += facts.words.removed;
        all.substance |= facts.substance || block.kind == BlockKind::Unknown;
        all.substance |= block.kind != BlockKind::Same && uncertain(sides, block);
    }
    all.substance |= !both_whole(sides);
    all
}

/// Whether a block holds a paragraph whose side is uncertain.
fn uncertain(sides: Sides<&TextSide>, block: &Block) -> bool {
    let holds = |side: &TextSide, which: &[usize]| {
        !side.uncertain.is_empty() && which.iter().any(|i| side.uncertain.binary_search(i).is_ok())
    };
    holds(sides.old, &block.old) || holds(sides.new, &block.new)
}

impl Reader<'_> {
    /// The facts about the headline.
    pub fn headline(&mut self, edits: &[Edit]) -> ChangeFacts {
        let mut facts = ChangeFacts::default();
        if edits.iter().any(|e| matches!(e.op, Op::Delete | Op::Insert)) {
            facts = self.edited(edits, &self.sides.old.title, &self.sides.new.title);
            facts.kinds.remove(ChangeKind::Edited);
            facts.kinds.insert(ChangeKind::Headline);
            facts.words = WordCounts::default();
        }
        facts
    }

    /// The facts about one block.
    pub fn block(&mut self, block: &Block) -> ChangeFacts {
        let mut facts = ChangeFacts::default();
        if matches!(block.kind, BlockKind::Same | BlockKind::Unknown) || uncertain(self.sides, block) {
            return facts;
        }
        let moved = block.kind == BlockKind::Moved;
        match block.kind {
            BlockKind::Added => self.one_sided(block, Side::New, &mut facts),
            BlockKind::Removed => self.one_sided(block, Side::Old, &mut facts),
            _ if block.edits.iter().all(|e| e.op == Op::Equal) => {}
            _ => {
                let (old, new) = (side_of(&block.edits, Side::Old), side_of(&block.edits, Side::New));
                facts = self.edited(&block.edits, &old, &new);
            }
        }
        if moved {
            facts.kinds.insert(ChangeKind::Moved);
            facts.substance = true;
        }
        facts
    }

    /// Paragraphs that only came or only went.
    fn one_sided(&mut self, block: &Block, side: Side, facts: &mut ChangeFacts) {
        let (which, kind) = match side {
            Side::Old => (&block.old, ChangeKind::Removed),
            Side::New => (&block.new, ChangeKind::Added),
        };
        for text in which.iter().filter_map(|&i| self.sides[side].paragraphs.get(i)) {
            if fold::text_key(text, Fold::Typography).is_empty() {
                facts.kinds.insert(ChangeKind::Typography);
                continue;
            }
            facts.kinds.insert(kind);
            let count = words::count(text);
            match side {
                Side::Old => facts.words.removed += count,
                Side::New => facts.words.added += count,
            }
            if stamps(text) {
                continue;
            }
            facts.substance = true;
            if quotations(text).iter().any(|q| words::count(q) > 3) {
                facts.kinds.insert(ChangeKind::Quote);
            }
            if names_gone(text, std::slice::from_ref(&(0..text.len())), &mut self.known[side.other()]) {
                facts.kinds.insert(ChangeKind::Name);
            }
            if side == Side::New && corrects(text) {
                facts.kinds.insert(ChangeKind::Correction);
            }
        }
    }

    /// A text that was edited.
    fn edited(&mut self, edits: &[Edit], old: &str, new: &str) -> ChangeFacts {
        let mut facts = ChangeFacts::default();
        if fold::text_key(old, Fold::Typography) == fold::text_key(new, Fold::Typography) {
            facts.kinds.insert(ChangeKind::Typography);
            return facts;
        }
        facts.kinds.insert(ChangeKind::Edited);
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        for e in edits {
            let (count, numbers) = match e.op {
                Op::Delete => (&mut facts.words.removed, &mut gone),
                Op::Insert => (&mut facts.words.added, &mut come),
                _ => continue,
            };
            for token in words::tokens(&e.text).iter().filter(|t| t.kind == TokenKind::Word) {
                *count += 1;
                let word = token.of(&e.text);
                if word.contains(char::is_numeric) {
                    numbers.push(fold::key(word, TokenKind::Word, Fold::Case).into_owned());
                }
            }
        }
        if stamps(old) && stamps(new) {
            return facts;
        }
        facts.substance = true;
        gone.sort_unstable();
        come.sort_unstable();
        if gone != come {
            facts.kinds.insert(ChangeKind::Number);
        }
        if quotes_differ(old, new) {
            facts.kinds.insert(ChangeKind::Quote);
        }
        if names_gone(old, &changed(edits, Side::Old), &mut self.known.new)
            || names_gone(new, &changed(edits, Side::New), &mut self.known.old)
        {
            facts.kinds.insert(ChangeKind::Name);
        }
        if corrects(new) {
            facts.kinds.insert(ChangeKind::Correction);
        }
        facts
    }
}

/// Whether what stands between quotation marks differs.
fn quotes_differ(old: &str, new: &str) -> bool {
    let keys = |text| {
        let mut keys: Vec<String> = quotations(text).iter().map(|q| fold::text_key(q, Fold::Typography)).collect();
        keys.sort_unstable();
        keys
    };
    marks(old) != marks(new) || keys(old) != keys(new)
}

/// One side's text of an edited block.
fn side_of(edits: &[Edit], side: Side) -> String {
    edits.iter().filter_map(|e| e.on(side)).collect()
}

/// The bytes of one side that changed.
fn changed(edits: &[Edit], side: Side) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut out = Vec::new();
    for e in edits {
        let Some(text) = e.on(side) else { continue };
        if e.op != Op::Equal {
            out.push(at..at + text.len());
        }
        at += text.len();
    }
    out
}
