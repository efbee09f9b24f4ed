//! Reads the facts about one block after the other.

use std::{borrow::Cow, ops::Range, rc::Rc};

use super::{
    ChangeFacts,
    block::{same_but_for_breaks, side_of, steps},
    boilerplate::{boilerplate, restamped},
    byline::is_byline,
    cancel,
    carried::{Carried, outside, rest, words_outside},
    claims,
    figures::{self, lone::Apart},
    known::Known,
    links,
    names::{exchanged, names_gone},
    notices::{corrects, notice_at},
    passage::{Changed, Passage, changed, respelt},
    quotes::{self, Quoted},
    refrain::{invites, is_empty_refrain, only_refrains, telling},
    speakers,
    tongue::Speech,
    uncertain,
};
use crate::{
    diff::{
        Block, BlockKind, Edit, Fact, Ignore, Op, Sentence, TextSide, WordCounts, cut, sequence::Budget, words::edits,
    },
    model::{ChangeKind, Side, Sides},
    text::{
        Fold, cutoff, keys,
        words::{self, Cuts, Token, TokenKind},
    },
};

/// Reads the facts about the blocks of one diff. Keep it for all of them: it remembers the words of both sides.
pub struct Reader<'a> {
    sides: Sides<&'a TextSide>,
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
    pub(super) found: Vec<Fact>,
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
            speech: Rc::new(Speech::of(sides)),
            budget: Budget::new(STEPS),
            emptied: Sides::new(0, 0),
            found: Vec::new(),
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
        Reader { cuts: Some(cuts), ..self }
    }

    fn tokens(&self, text: &str) -> Cow<'a, [Token]> {
        cut_by(self.cuts, text)
    }

    /// The facts about the headline.
    pub fn headline(&mut self, edits: &[Edit]) -> ChangeFacts {
        let mut facts = ChangeFacts::default();
        let sides = self.sides;
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
        if block.kind == BlockKind::Unknown || uncertain(self.sides, block) {
            return facts;
        }
        if !self.budget.take(steps(block)) {
            return self.coarse(block);
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
        let count = |op: Op| block.edits.iter().filter(|e| e.op == op).map(|e| words::count(&e.text)).sum();
        facts.words = WordCounts { added: count(Op::Insert), removed: count(Op::Delete) };
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

    /// Paragraphs that only came or only went.
    fn one_sided(&mut self, block: &Block, side: Side, facts: &mut ChangeFacts) {
        let (which, kind) = match side {
            Side::Old => (&block.old, ChangeKind::Removed),
            Side::New => (&block.new, ChangeKind::Added),
        };
        let from = self.found.len();
        let mut bare = false;
        for &index in which {
            let Some(whole) = self.sides[side].paragraphs.get(index) else { continue };
            let carried = self.carried.in_paragraph(side, index);
            let is_whole = carried.is_empty();
            let tokens = self.tokens(whole);
            let count = if is_whole {
                tokens.iter().filter(|t| t.kind == TokenKind::Word).count()
            } else {
                words_outside(whole, 0, carried)
            };
            let text = rest(whole, carried);
            let (paragraphs, holes) = (&self.sides[side].paragraphs, &self.sides[side].holes);
            let text = if is_whole { cutoff::surely(whole, index, paragraphs.len(), holes) } else { &*text };
            if !text.bytes().any(|b| b.is_ascii_alphanumeric()) && keys::text_key(text, Fold::Typography).is_empty() {
                match carried {
                    [] => facts.kinds.insert(ChangeKind::Typography),
                    _ => self.emptied[side] += 1,
                }
                continue;
            }
            facts.kinds.insert(kind);
            match side {
                Side::Old => facts.words.removed += count,
                Side::New => facts.words.added += count,
            }
            if boilerplate(text) || is_whole && is_empty_refrain(self.sides[side], index) {
                facts.kinds.insert(ChangeKind::Boilerplate);
                self.links(lone(side, text), facts);
                continue;
            }
            facts.substance = true;
            if corrects(text) {
                let sides = lone(side, text).map(|text| Some(text).filter(|text| !text.is_empty()));
                self.tell(vec![Fact::new(ChangeKind::Correction, sides.old, sides.new)], facts);
                continue;
            }
            if is_byline(text) {
                let sides = lone(side, text).map(|text| Some(text).filter(|text| !text.is_empty()));
                self.tell(vec![Fact::new(ChangeKind::Byline, sides.old, sides.new)], facts);
                continue;
            }
            let told = self.found.len();
            let quotes = quotes::altered(lone(side, text), &mut self.quoted);
            self.tell(quotes, facts);
            if !invites(text) {
                let tokens = if text.len() == whole.len() { tokens } else { self.tokens(text) };
                let passage = Passage::cut(text, &[Changed { bytes: 0..text.len(), place: 0 }], tokens);
                let passage = passage.within(&self.speech);
                let cuts = self.cuts;
                let figures = self.apart.told(&passage, whole, side, &|text| cut_by(cuts, text));
                self.tell(figures, facts);
                self.names(&passage, side, facts);
            }
            self.links(lone(side, text), facts);
            bare |= told == self.found.len();
        }
        // A notice speaks for itself only, not for what came beside it.
        if bare && self.found.iter().skip(from).all(|f| f.kind == ChangeKind::Correction) {
            self.found.push(Fact::new(kind, None, None));
        }
    }

    /// A text that was edited; `carried`: the bytes of its sentences that were carried elsewhere or came from there.
    fn edited(
        &mut self,
        edits: &[Edit],
        pair: Sides<&str>,
        carried: &Sides<Vec<Range<usize>>>,
        facts: &mut ChangeFacts,
    ) {
        if maybe_typography(edits)
            && keys::text_key(pair.old, Fold::Typography) == keys::text_key(pair.new, Fold::Typography)
        {
            facts.kinds.insert(ChangeKind::Typography);
            return;
        }
        facts.kinds.insert(ChangeKind::Edited);
        let mut at = Sides::new(0, 0);
        for e in edits {
            match e.op {
                Op::Delete => facts.words.removed += words_outside(&e.text, at.old, &carried.old),
                Op::Insert => facts.words.added += words_outside(&e.text, at.new, &carried.new),
                _ => {}
            }
            Side::BOTH.iter().for_each(|&side| at[side] += e.on(side).map_or(0, str::len));
        }
        if boilerplate(pair.old) && boilerplate(pair.new) || restamped(pair.old, pair.new) {
            facts.kinds.insert(ChangeKind::Boilerplate);
            return;
        }
        facts.substance = true;
        let (stayed_old, stayed_new) = (rest(pair.old, &carried.old), rest(pair.new, &carried.new));
        let stayed = Sides::new(&*stayed_old, &*stayed_new);
        let (old, new) = (changed(edits, Side::Old), changed(edits, Side::New));
        match (notice_at(stayed.old), notice_at(stayed.new)) {
            (None, Some(_)) => self.tell(vec![Fact::new(ChangeKind::Correction, None, Some(stayed.new))], facts),
            (Some(_), None) => self.tell(vec![Fact::new(ChangeKind::Correction, Some(stayed.old), None)], facts),
            // A notice that was edited: what it says is no part of the article.
            (Some(from), Some(to)) if carried.old.is_empty() && carried.new.is_empty() => {
                let within = |changed: &[Changed], from: usize| changed.iter().all(|run| run.bytes.start >= from);
                let notices = (stayed.old.get(from..), stayed.new.get(to..));
                if notices.0 != notices.1 {
                    self.tell(vec![Fact::new(ChangeKind::Correction, notices.0, notices.1)], facts);
                }
                if within(&old, from) && within(&new, to) {
                    return;
                }
            }
            _ => {}
        }
        if is_byline(pair.old) && is_byline(pair.new) {
            self.tell(vec![Fact::new(ChangeKind::Byline, Some(pair.old), Some(pair.new))], facts);
            return;
        }
        let (old, new) = (outside(&old, &carried.old), outside(&new, &carried.new));
        let passages = Sides::new(
            Passage::cut(pair.old, &old, self.tokens(pair.old)).within(&self.speech),
            Passage::cut(pair.new, &new, self.tokens(pair.new)).within(&self.speech),
        );
        self.tell(figures::figures(passages.as_ref()), facts);
        self.tell(claims::claims(passages.as_ref()), facts);
        self.tell(speakers::exchanged(passages.as_ref()), facts);
        let quotes = quotes::altered(stayed, &mut self.quoted);
        self.tell(quotes, facts);
        let invited = pair.map(invites);
        for side in Side::BOTH.into_iter().filter(|side| !invited[*side]) {
            self.names(&passages[side], side, facts);
        }
        if !invited.new && carried.old.is_empty() && carried.new.is_empty() {
            let exchanged = exchanged(&passages.old, &passages.new);
            let told = exchanged.map(|(gone, come)| Fact::new(ChangeKind::Name, Some(gone), Some(come)));
            self.tell(told.into_iter().collect(), facts);
        }
        self.links(stayed, facts);
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

/// Steps that the facts of one pair of texts may take: those of some megabytes.
const STEPS: u64 = 7_000_000;

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

/// A text's tokens, as they were cut before.
fn cut_by<'a>(cuts: Option<&'a Cuts<'a>>, text: &str) -> Cow<'a, [Token]> {
    cuts.map_or_else(|| Cow::Owned(words::tokens(text)), |cuts| cuts.tokens(text))
}

/// A text that one side has, against nothing.
fn lone(side: Side, text: &str) -> Sides<&str> {
    match side {
        Side::Old => Sides::new(text, ""),
        Side::New => Sides::new("", text),
    }
}
