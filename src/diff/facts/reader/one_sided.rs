//! Paragraphs that only came or only went.

use super::{
    super::{
        ChangeFacts,
        boilerplate::boilerplate,
        byline::is_byline,
        carried::{rest, words_outside},
        figures::lone,
        is_uncertain, names,
        notices::corrects,
        passage::{Changed, Passage},
        quotes,
        refrain::{invites, is_empty_refrain},
    },
    Reader, cut_by, of_one,
};
use crate::{
    diff::{Block, Fact, WordCounts},
    model::{ChangeKind, Side},
    text::{Fold, cutoff, keys, words::TokenKind},
};

impl Reader<'_> {
    /// Paragraphs that only came or only went.
    pub(super) fn one_sided(&mut self, block: &Block, side: Side, facts: &mut ChangeFacts) {
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
            let words = match side {
                Side::Old => WordCounts { removed: count, added: 0 },
                Side::New => WordCounts { added: count, removed: 0 },
            };
            facts.words = facts.words.with(words);
            if is_uncertain(self.sides[side], index) {
                facts.unsure = facts.unsure.with(words);
                continue;
            }
            facts.kinds.insert(kind);
            if boilerplate(text) || is_whole && is_empty_refrain(self.sides[side], index) {
                facts.kinds.insert(ChangeKind::Boilerplate);
                self.links(of_one(side, text), facts);
                continue;
            }
            facts.substance = true;
            if corrects(text) {
                let sides = of_one(side, text).map(|text| Some(text).filter(|text| !text.is_empty()));
                self.tell(vec![Fact::new(ChangeKind::Correction, sides.old, sides.new)], facts);
                continue;
            }
            if is_byline(text) {
                let sides = of_one(side, text).map(|text| Some(text).filter(|text| !text.is_empty()));
                self.tell(vec![Fact::new(ChangeKind::Byline, sides.old, sides.new)], facts);
                continue;
            }
            let told = self.found.len();
            let of_quotes = if side == Side::Old { quotes::KINDS } else { quotes::KINDS_OF_NEW };
            if self.seeks(of_quotes, facts) {
                let quotes = quotes::altered(of_one(side, text), &mut self.quoted);
                self.tell(quotes, facts);
            }
            let (figures, names) = (self.seeks(lone::KINDS, facts), self.seeks(names::KINDS, facts));
            if (figures || names) && !invites(text) {
                let tokens = if text.len() == whole.len() { tokens } else { self.tokens(text) };
                let passage = Passage::cut(text, &[Changed { bytes: 0..text.len(), place: 0 }], tokens);
                let passage = passage.within(&self.speech);
                if figures {
                    let cuts = self.cuts;
                    let figures = self.apart.told(&passage, whole, side, &|text| cut_by(cuts, text));
                    self.tell(figures, facts);
                }
                if names {
                    self.names(&passage, side, true, facts);
                }
            }
            self.links(of_one(side, text), facts);
            bare |= told == self.found.len();
        }
        // A notice speaks for itself only, not for what came beside it.
        if bare && self.found.iter().skip(from).all(|f| f.kind == ChangeKind::Correction) {
            self.found.push(Fact::new(kind, None, None));
        }
    }
}
