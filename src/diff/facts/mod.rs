//! What a change did, by simple rules; for a block, for a headline, for a pair of neighbouring revisions.
//!
//! - **headline**: it differs.
//! - **number**, **date**: figures and dates that went, came or became others ([`figures`]).
//! - **quote**: quotations that came, went or were altered inside their marks ([`quotes`]).
//! - **name**: a name of what went or came that the other side has nowhere ([`names`]).
//! - **negation**, **hedge**, **attribution**: words of what is claimed, how surely, by whom, that stand on one side of
//!   an edited paragraph only ([`claims`]; the words in [`lexicon`]).
//! - **link**: an address that one side has more often ([`links`]). **byline**: a line that names the author
//!   ([`byline`]).
//! - **correction**: new text that announces one ([`notices`]); **undeclared**: what no notice of the same revision
//!   covers where there is a definite one ([`declared`]).
//! - **typography**: both sides have the same key under [`Fold::Typography`], which never folds a word, a figure or a
//!   quotation mark away. **boilerplate**: nothing but share bars and times of an update ([`mod@boilerplate`]).
//! - **revert** is found over a whole timeline ([`revert`]).
//! - **minor**: nothing but typography and boilerplate, and nothing unknown. The rules above only name what a change
//!   did; that it is of substance never hangs on their finding something.
//!
//! Of paragraphs that came or went whole, figures and claims are not told: they are new text, not altered text.
//! Paragraphs whose side is uncertain stay outside: nothing is said of a block that holds one, and the whole is not
//! minor then. Text that is equal but for its case or punctuation, where somebody ignores these, is of substance too.

pub mod boilerplate;
mod byline;
mod cancel;
mod claims;
mod declared;
mod figures;
mod lexicon;
mod links;
mod names;
pub mod notices;
mod passage;
mod quotes;
pub mod reason;
pub mod revert;
#[cfg(test)]
mod tests;

use self::{
    boilerplate::boilerplate,
    byline::is_byline,
    names::{Known, names_gone},
    notices::corrects,
    passage::{Passage, changed, respelt},
    quotes::Quoted,
};
use super::{
    Block, BlockKind, Edit, Fact, Ignore, Op, TextSide, WordCounts,
    blocks::{Detail, blocks},
    compare::{both_whole, headline},
    sequence::Budget,
};
use crate::{
    model::{ChangeKind, Changes, Side, Sides},
    text::{Fold, keys, words},
};

/// Steps that facts about one pair may take.
const STEPS: u64 = 20_000_000;

/// What one change did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ChangeFacts {
    /// The kinds of change.
    pub kinds: Changes,
    /// Whether it is of substance: more than typography and boilerplate.
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
    /// The number of the revision whose text this one restores; only a timeline knows ([`revert`]).
    pub restores: Option<u32>,
}

/// The facts about a pair of revisions, without building their diff: paragraphs that both share cost next to nothing,
/// nothing at all where they are the same allocation.
#[must_use]
pub fn neighbours(old: &TextSide, new: &TextSide) -> Facts {
    let sides = Sides::new(old, new);
    let mut budget = Budget::new(STEPS);
    let headline = headline(sides, Ignore::Nothing, &mut budget);
    let blocks = blocks(sides, Ignore::Nothing, Detail::Changes, &mut budget);
    let (total, _) = total(sides, &headline, &blocks);
    Facts {
        changes: total.kinds,
        words_added: both_whole(sides).then_some(total.words.added),
        words_removed: both_whole(sides).then_some(total.words.removed),
        paragraphs_moved: blocks.iter().filter(|b| b.kind == BlockKind::Moved).count(),
        minor: !total.substance,
        restores: None,
    }
}

/// The facts about everything together; of substance also where something is unknown or uncertain.
pub(super) fn total(sides: Sides<&TextSide>, headline: &[Edit], blocks: &[Block]) -> (ChangeFacts, Vec<Fact>) {
    let mut reader = Reader::new(sides);
    let mut all = reader.headline(headline);
    for (index, block) in blocks.iter().enumerate() {
        let from = reader.found.len();
        let facts = reader.block(block);
        reader.found.iter_mut().skip(from).for_each(|fact| fact.block = Some(index));
        all.kinds = all.kinds.with(facts.kinds);
        all.words.added += facts.words.added;
        all.words.removed += facts.words.removed;
        all.substance |= facts.substance || block.kind == BlockKind::Unknown;
        all.substance |= block.kind != BlockKind::Same && uncertain(sides, block);
    }
    all.substance |= !both_whole(sides);
    let mut found = reader.found;
    if all.kinds.has(ChangeKind::Correction) && declared::link(&mut found, headline, blocks) {
        all.kinds.insert(ChangeKind::Undeclared);
    }
    (all, found)
}

/// Whether a block holds a paragraph whose side is uncertain.
fn uncertain(sides: Sides<&TextSide>, block: &Block) -> bool {
    let holds = |side: &TextSide, which: &[usize]| {
        !side.uncertain.is_empty() && which.iter().any(|i| side.uncertain.binary_search(i).is_ok())
    };
    holds(sides.old, &block.old) || holds(sides.new, &block.new)
}

/// Reads the facts about the blocks of one diff. Keep it for all of them: it remembers the words of both sides.
pub struct Reader<'a> {
    sides: Sides<&'a TextSide>,
    known: Sides<Known<'a>>,
    quoted: Quoted<'a>,
    found: Vec<Fact>,
}

impl<'a> Reader<'a> {
    /// A reader for the diff of two sides.
    #[must_use]
    pub fn new(sides: Sides<&'a TextSide>) -> Self {
        let known = sides.map(|s| Known::new(&s.title, &s.paragraphs));
        Reader { sides, known, quoted: Quoted::new(sides), found: Vec::new() }
    }

    /// The facts about the headline.
    pub fn headline(&mut self, edits: &[Edit]) -> ChangeFacts {
        let mut facts = ChangeFacts::default();
        let sides = self.sides;
        let (old, new) = (sides.old.title.as_str(), sides.new.title.as_str());
        if edits.iter().any(|e| matches!(e.op, Op::Delete | Op::Insert)) {
            self.found.push(Fact::new(ChangeKind::Headline, Some(old), Some(new)));
            self.edited(edits, Sides::new(old, new), &mut facts);
            facts.kinds.remove(ChangeKind::Edited);
            facts.kinds.insert(ChangeKind::Headline);
            facts.words = WordCounts::default();
        } else {
            facts.substance = edits.iter().any(respelt);
        }
        facts
    }

    /// The facts about one block.
    pub fn block(&mut self, block: &Block) -> ChangeFacts {
        let mut facts = ChangeFacts::default();
        if block.kind == BlockKind::Unknown || uncertain(self.sides, block) {
            return facts;
        }
        let from = self.found.len();
        match block.kind {
            BlockKind::Added => self.one_sided(block, Side::New, &mut facts),
            BlockKind::Removed => self.one_sided(block, Side::Old, &mut facts),
            _ if block.edits.iter().all(|e| e.op == Op::Equal) => facts.substance = block.edits.iter().any(respelt),
            _ => {
                let (old, new) = (side_of(&block.edits, Side::Old), side_of(&block.edits, Side::New));
                self.edited(&block.edits, Sides::new(&old, &new), &mut facts);
            }
        }
        if block.kind == BlockKind::Moved {
            facts.kinds.insert(ChangeKind::Moved);
            facts.substance = true;
        }
        // What has no more telling fact is told as what it is, so that nothing of substance is left out.
        let plain = [ChangeKind::Moved, ChangeKind::Added, ChangeKind::Removed, ChangeKind::Edited];
        let plain = plain.into_iter().find(|k| facts.kinds.has(*k));
        if let Some(kind) = plain.filter(|_| self.found.len() == from && facts.substance) {
            self.found.push(Fact::new(kind, None, None));
        }
        facts
    }

    /// Tells facts, with their kinds.
    fn tell(&mut self, told: Vec<Fact>, facts: &mut ChangeFacts) {
        told.iter().for_each(|fact| facts.kinds.insert(fact.kind));
        self.found.extend(told);
    }

    /// Paragraphs that only came or only went.
    fn one_sided(&mut self, block: &Block, side: Side, facts: &mut ChangeFacts) {
        let (which, kind) = match side {
            Side::Old => (&block.old, ChangeKind::Removed),
            Side::New => (&block.new, ChangeKind::Added),
        };
        let on = |text| match side {
            Side::Old => Sides::new(text, ""),
            Side::New => Sides::new("", text),
        };
        let from = self.found.len();
        let mut bare = false;
        for &index in which {
            let Some(text) = self.sides[side].paragraphs.get(index) else { continue };
            if keys::text_key(text, Fold::Typography).is_empty() {
                facts.kinds.insert(ChangeKind::Typography);
                continue;
            }
            facts.kinds.insert(kind);
            let count = words::count(text);
            match side {
                Side::Old => facts.words.removed += count,
                Side::New => facts.words.added += count,
            }
            if boilerplate(text) {
                facts.kinds.insert(ChangeKind::Boilerplate);
                continue;
            }
            facts.substance = true;
            if side == Side::New && corrects(text) {
                self.tell(vec![Fact::new(ChangeKind::Correction, None, Some(text))], facts);
                continue;
            }
            if is_byline(text) {
                let sides = on(&**text).map(|text| Some(text).filter(|text| !text.is_empty()));
                self.tell(vec![Fact::new(ChangeKind::Byline, sides.old, sides.new)], facts);
                continue;
            }
            let told = self.found.len();
            let quotes = quotes::altered(on(&**text), &mut self.quoted);
            self.tell(quotes, facts);
            self.names(&Passage::whole(text), side, facts);
            self.links(on(&**text), facts);
            bare |= told == self.found.len();
        }
        // A notice speaks for itself only, not for what came beside it.
        if bare && self.found.iter().skip(from).all(|f| f.kind == ChangeKind::Correction) {
            self.found.push(Fact::new(kind, None, None));
        }
    }

    /// A text that was edited.
    fn edited(&mut self, edits: &[Edit], pair: Sides<&str>, facts: &mut ChangeFacts) {
        if maybe_typography(edits)
            && keys::text_key(pair.old, Fold::Typography) == keys::text_key(pair.new, Fold::Typography)
        {
            facts.kinds.insert(ChangeKind::Typography);
            return;
        }
        facts.kinds.insert(ChangeKind::Edited);
        for e in edits {
            match e.op {
                Op::Delete => facts.words.removed += words::count(&e.text),
                Op::Insert => facts.words.added += words::count(&e.text),
                _ => {}
            }
        }
        if boilerplate(pair.old) && boilerplate(pair.new) {
            facts.kinds.insert(ChangeKind::Boilerplate);
            return;
        }
        facts.substance = true;
        if corrects(pair.new) && !corrects(pair.old) {
            self.tell(vec![Fact::new(ChangeKind::Correction, None, Some(pair.new))], facts);
        }
        if is_byline(pair.old) && is_byline(pair.new) {
            self.tell(vec![Fact::new(ChangeKind::Byline, Some(pair.old), Some(pair.new))], facts);
            return;
        }
        let (old, new) = (changed(edits, Side::Old), changed(edits, Side::New));
        let passages = Sides::new(Passage::new(pair.old, &old), Passage::new(pair.new, &new));
        self.tell(figures::figures(passages.as_ref()), facts);
        self.tell(claims::claims(passages.as_ref()), facts);
        let quotes = quotes::altered(pair, &mut self.quoted);
        self.tell(quotes, facts);
        self.names(&passages.old, Side::Old, facts);
        self.names(&passages.new, Side::New, facts);
        self.links(pair, facts);
    }

    /// Names of one side's change that the other side has nowhere.
    fn names(&mut self, passage: &Passage<'_>, side: Side, facts: &mut ChangeFacts) {
        for name in names_gone(passage, &mut self.known[side.other()]) {
            let fact = match side {
                Side::Old => Fact::new(ChangeKind::Name, Some(name), None),
                Side::New => Fact::new(ChangeKind::Name, None, Some(name)),
            };
            facts.kinds.insert(ChangeKind::Name);
            let known = self
                .found
                .iter()
                .rev()
                .take(NAMES)
                .any(|f| f.kind == fact.kind && f.old == fact.old && f.new == fact.new);
            if !known {
                self.found.push(fact);
            }
        }
    }

    /// Addresses that only one side of a text leads to.
    fn links(&mut self, pair: Sides<&str>, facts: &mut ChangeFacts) {
        let (mut old, mut new) = (links::links(pair.old), links::links(pair.new));
        cancel::cancel(&mut old, &mut new, |link| *link);
        let mut new = new.into_iter();
        let mut told: Vec<Fact> = Vec::new();
        for gone in old {
            told.push(Fact::new(ChangeKind::Link, Some(gone), new.next()));
        }
        told.extend(new.map(|come| Fact::new(ChangeKind::Link, None, Some(come))));
        self.tell(told, facts);
    }
}

/// A name is not told again within so many facts.
const NAMES: usize = 100;

/// Whether two sides of an edit can be the same but for typography: they are not if the letters and digits that went
/// are others than those that came, so that most texts need not be folded to see it.
fn maybe_typography(edits: &[Edit]) -> bool {
    let mut balance = 0i64;
    for e in edits.iter().filter(|e| matches!(e.op, Op::Delete | Op::Insert)) {
        if !e.text.is_ascii() {
            return true;
        }
        let letters = e.text.bytes().filter(u8::is_ascii_alphanumeric).map(i64::from).sum::<i64>();
        balance += if e.op == Op::Delete { -letters } else { letters };
    }
    balance == 0
}

/// One side's text of an edited block.
fn side_of(edits: &[Edit], side: Side) -> String {
    edits.iter().filter_map(|e| e.on(side)).collect()
}
