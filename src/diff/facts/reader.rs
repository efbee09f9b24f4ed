//! Reads the facts about one block after the other.

mod edited;
mod one_sided;

use std::{borrow::Cow, rc::Rc};

use super::{
    ChangeFacts,
    block::{same_but_for_breaks, side_of, steps},
    cancel,
    carried::Carried,
    figures::lone::Apart,
    known::Known,
    links,
    names::{self, names_gone},
    passage::{Passage, respelt},
    quotes::Quoted,
    refrain::{only_refrains, telling},
    tongue::Speech,
    uncertain,
};
use crate::{
    diff::{
        Block, BlockKind, Edit, Fact, Ignore, Op, Sentence, TextSide, WordCounts, cut, sequence::Budget, words::edits,
    },
    model::{ChangeKind, Changes, Side, Sides, TextState},
    text::{
        Fold, keys,
        words::{self, Cuts, Token},
    },
};

/// Reads the facts about the blocks of one diff. Keep it for all of them: it remembers the words of both sides.
pub struct Reader<'a> {
    pub(super) sides: Sides<&'a TextSide>,
    known: Sides<Known<'a>>,
    quoted: Quoted<'a>,
    apart: Apart<'a>,
    carried: Carried<'a>,
    cuts: Option<&'a Cuts<'a>>,
    /// In which language the article is written.
    speech: Rc<Speech<'a>>,
    /// For the edits of carried sentences.
    budget: Budget,
    /// Paragraphs that came or went, but hold nothing except sentences that were carried.
    pub(super) emptied: Sides<usize>,
    /// Every fact; where only kinds are asked for, some.
    pub(super) found: Vec<Fact>,
    /// Where only kinds are asked for, those found in the blocks before: rules that take long look for no others.
    kinds: Option<Changes>,
}

impl<'a> Reader<'a> {
    /// A reader for the diff of two sides.
    #[must_use]
    pub fn new(sides: Sides<&'a TextSide>) -> Self {
        let known = sides.map(|s| Known::new(&s.title, &s.paragraphs));
        let (quoted, carried) = (Quoted::new(sides), Carried::default());
        Reader {
            sides,
            known,
            quoted,
            apart: Apart::new(sides),
            carried,
            cuts: None,
            speech: Rc::new(Speech::of(sides, None)),
            budget: Budget::new(STEPS),
            emptied: Sides::new(0, 0),
            found: Vec::new(),
            kinds: None,
        }
    }

    /// The same reader, which knows which sentences were carried elsewhere: what they say neither went nor came.
    #[must_use]
    pub fn carrying(self, sentences: &[Sentence]) -> Self {
        Reader { carried: Carried::of(self.sides, sentences), ..self }
    }

    /// The same reader, which takes from there how texts are cut.
    #[must_use]
    pub fn knowing(self, cuts: &'a Cuts<'a>) -> Self {
        let speech = Rc::new(Speech::of(self.sides, Some(cuts)));
        Reader { cuts: Some(cuts), speech, ..self }
    }

    /// The same reader, which is only asked for kinds: of each, the first fact is enough. Where there are refrains
    /// everything is read, for whether one says something is asked of what was found in it alone.
    #[must_use]
    pub(super) fn of_kinds(self) -> Self {
        let has_refrains = Side::BOTH.iter().any(|side| !self.sides[*side].refrains.is_empty());
        Reader { kinds: (!has_refrains).then(Changes::default), ..self }
    }

    /// Notes what was found in a block, or in the headline.
    pub(super) fn note(&mut self, kinds: Changes) {
        self.kinds = self.kinds.map(|known| known.with(kinds));
    }

    /// Whether a rule is to be asked that tells of these kinds, in a block of which so much is told.
    fn seeks(&self, kinds: &[ChangeKind], facts: &ChangeFacts) -> bool {
        self.kinds.is_none_or(|before| {
            let known = before.with(facts.kinds);
            kinds.iter().any(|kind| !known.has(*kind))
        })
    }

    fn tokens(&self, text: &str) -> Cow<'a, [Token]> {
        cut_by(self.cuts, text)
    }

    /// The facts about the headline.
    pub fn headline(&mut self, edits: &[Edit]) -> ChangeFacts {
        let mut facts = ChangeFacts::default();
        let sides = self.sides;
        // What an error page is called is no headline.
        if Side::BOTH.iter().any(|side| sides[*side].state == TextState::ErrorPage) {
            return facts;
        }
        let (old, new) = (sides.old.title.as_str(), sides.new.title.as_str());
        if edits.iter().any(|e| matches!(e.op, Op::Delete | Op::Insert)) {
            self.found.push(Fact::new(ChangeKind::Headline, Some(old), Some(new)));
            self.edited(edits, Sides::new(old, new), &Sides::default(), &mut facts);
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
        if block.kind == BlockKind::Unknown {
            return facts;
        }
        let is_one_sided = matches!(block.kind, BlockKind::Added | BlockKind::Removed);
        let is_uncertain = uncertain(self.sides, block);
        if is_uncertain && !is_one_sided {
            return unsure(block);
        }
        if !self.budget.take(steps(block)) {
            return if is_uncertain { unsure(block) } else { self.coarse(block) };
        }
        let from = self.found.len();
        let sides = self.sides;
        let edits = cut::known(sides, block);
        let is_cut = edits.len() < block.edits.len();
        let carried = match is_cut {
            true => Sides::default(),
            false => Sides::new(Side::Old, Side::New).map(|side| self.carried.in_block(sides, block, side)),
        };
        let joined = matches!(block.kind, BlockKind::Split | BlockKind::Merged);
        match block.kind {
            BlockKind::Added => self.one_sided(block, Side::New, &mut facts),
            BlockKind::Removed => self.one_sided(block, Side::Old, &mut facts),
            _ if edits.iter().all(|e| e.op == Op::Equal) => facts.substance = block.edits.iter().any(respelt),
            _ => {
                // Of a paragraph that was cut off what its edits say.
                let [of_old, of_new] = if is_cut { [&[][..]; 2] } else { [&*block.old, &*block.new] };
                let old = side_of(sides.old, of_old, edits, Side::Old);
                let new = side_of(sides.new, of_new, edits, Side::New);
                if joined && same_but_for_breaks(&old, &new) {
                    facts.joined = true;
                    facts.kinds.insert(ChangeKind::Edited);
                } else {
                    self.edited(edits, Sides::new(&old, &new), &carried, &mut facts);
                }
            }
        }
        if joined && !facts.substance {
            facts.joined = true;
            facts.kinds.insert(ChangeKind::Edited);
        }
        for pair in self.carried.altered(block) {
            self.altered(pair, &mut facts);
        }
        let away = !carried.old.is_empty() && carried.new.is_empty();
        let stayed = carried.old.is_empty() && carried.new.is_empty() && block.kind != BlockKind::Same;
        if stayed && !telling(facts.kinds) && only_refrains(sides, block) {
            facts.substance = false;
            facts.kinds.insert(ChangeKind::Boilerplate);
            if block.kind == BlockKind::Moved {
                facts.kinds.insert(ChangeKind::Moved);
            }
        } else if block.kind == BlockKind::Moved || away || !carried.new.is_empty() {
            facts.kinds.insert(ChangeKind::Moved);
            facts.substance = true;
        }
        // What has no more telling fact is told as what it is, so that nothing of substance is left out; a sentence
        // that was carried where it came to.
        let plain = [ChangeKind::Moved, ChangeKind::Added, ChangeKind::Removed, ChangeKind::Edited];
        let left = away && block.kind != BlockKind::Moved;
        let plain = plain.into_iter().find(|&k| facts.kinds.has(k) && !(left && k == ChangeKind::Moved));
        let untold = self.found.len() == from && facts.substance && !(left && facts.words == WordCounts::default());
        if let Some(kind) = plain.filter(|_| untold) {
            self.found.push(Fact::new(kind, None, None));
        }
        facts
    }

    /// What is told of a block where the steps do not suffice for more: that it changed, in how many words.
    fn coarse(&mut self, block: &Block) -> ChangeFacts {
        let kind = match block.kind {
            BlockKind::Added => ChangeKind::Added,
            BlockKind::Removed => ChangeKind::Removed,
            BlockKind::Moved => ChangeKind::Moved,
            _ => ChangeKind::Edited,
        };
        let mut facts = ChangeFacts { substance: true, ..ChangeFacts::default() };
        facts.kinds.insert(kind);
        facts.words = counted(block);
        self.found.push(Fact::new(kind, None, None));
        facts
    }

    /// Whether something was told only coarsely.
    pub(super) fn cut(&self) -> bool {
        self.budget.cut
    }

    /// A sentence that is not the same at the place to which it was carried.
    fn altered(&mut self, pair: Sides<&str>, facts: &mut ChangeFacts) {
        let key = pair.map(|text| keys::text_key(text, Fold::Typography));
        if key.old == key.new {
            return;
        }
        let edits = edits(pair.old, pair.new, Ignore::Nothing, &mut self.budget).0;
        self.edited(&edits, pair, &Sides::default(), facts);
    }

    /// Tells facts, with their kinds.
    fn tell(&mut self, told: Vec<Fact>, facts: &mut ChangeFacts) {
        told.iter().for_each(|fact| facts.kinds.insert(fact.kind));
        self.found.extend(told);
    }

    /// Names of one side's change that the other side has nowhere. `is_lone`: of a paragraph that only that side has; where
    /// it is all name it is an entry of a list perhaps, of which nothing is said but that it came.
    fn names(&mut self, passage: &Passage<'_>, side: Side, is_lone: bool, facts: &mut ChangeFacts) {
        let most = if self.kinds.is_some() { 1 } else { names::MOST };
        let told = names_gone(passage, &mut self.known[side.other()], most);
        for name in told.into_iter().filter(|name| !is_lone || *name != passage.text.trim()) {
            let fact = match side {
                Side::Old => Fact::new(ChangeKind::Name, Some(name), None),
                Side::New => Fact::new(ChangeKind::Name, None, Some(name)),
            };
            facts.kinds.insert(ChangeKind::Name);
            let is_same = |a: &Option<String>, b: &Option<String>| match (a, b) {
                (Some(a), Some(b)) => names::is_same(a, b),
                (a, b) => a == b,
            };
            let is_told = |f: &Fact| f.kind == fact.kind && is_same(&f.old, &fact.old) && is_same(&f.new, &fact.new);
            let known = self.found.iter().rev().take(NAMES).any(is_told);
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

/// What is told of a block that may be another one: in how many words it changed.
fn unsure(block: &Block) -> ChangeFacts {
    let words = if block.kind == BlockKind::Same { WordCounts::default() } else { counted(block) };
    ChangeFacts { words, unsure: words, ..ChangeFacts::default() }
}

/// The words of a block's edits.
fn counted(block: &Block) -> WordCounts {
    let count = |op: Op| block.edits.iter().filter(|e| e.op == op).map(|e| words::count(&e.text)).sum();
    WordCounts { added: count(Op::Insert), removed: count(Op::Delete) }
}

/// Steps that the facts of one pair of texts may take: those of some megabytes.
const STEPS: u64 = 7_000_000;

/// A name is not told again within so many facts.
const NAMES: usize = 100;

/// A text's tokens, as they were cut before.
pub(super) fn cut_by<'a>(cuts: Option<&'a Cuts<'a>>, text: &str) -> Cow<'a, [Token]> {
    cuts.map_or_else(|| Cow::Owned(words::tokens(text)), |cuts| cuts.tokens(text))
}

/// A text that one side has, against nothing.
fn of_one(side: Side, text: &str) -> Sides<&str> {
    match side {
        Side::Old => Sides::new(text, ""),
        Side::New => Sides::new("", text),
    }
}
