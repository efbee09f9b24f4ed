//! Texts that were edited.

use std::ops::Range;

use super::{
    super::{
        ChangeFacts,
        boilerplate::{boilerplate, restamped},
        byline::is_byline,
        carried::{outside, rest, words_outside},
        claims, figures,
        names::{self, exchanged},
        notices::notice_at,
        passage::{Changed, Passage, changed},
        quotes,
        refrain::invites,
        speakers,
    },
    Reader, cut_by,
};
use crate::{
    diff::{Edit, Fact, Op},
    model::{ChangeKind, Side, Sides},
    text::{Fold, keys},
};

impl Reader<'_> {
    /// A text that was edited; `carried`: the bytes of its sentences that were carried elsewhere or came from there.
    pub(super) fn edited(
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
        if self.seeks(figures::KINDS, facts) {
            let (told, cuts) = (figures::figures(passages.as_ref()), self.cuts);
            let told = self.apart.of_edited(told, &|text| cut_by(cuts, text));
            self.tell(told, facts);
        }
        if self.seeks(claims::KINDS, facts) {
            self.tell(claims::claims(passages.as_ref()), facts);
        }
        if self.seeks(speakers::KINDS, facts) {
            self.tell(speakers::exchanged(passages.as_ref()), facts);
        }
        if self.seeks(quotes::KINDS, facts) {
            let quotes = quotes::altered(stayed, &mut self.quoted);
            self.tell(quotes, facts);
        }
        let invited = pair.map(invites);
        for side in Side::BOTH.into_iter().filter(|side| !invited[*side]) {
            // Where one side has a name of its own, the other need not be asked.
            if self.seeks(names::KINDS, facts) {
                self.names(&passages[side], side, false, facts);
            }
        }
        let stands = !invited.new && carried.old.is_empty() && carried.new.is_empty();
        if stands && self.seeks(names::KINDS, facts) {
            let exchanged = exchanged(&passages.old, &passages.new);
            let told = exchanged.map(|(gone, come)| Fact::new(ChangeKind::Name, Some(gone), Some(come)));
            self.tell(told.into_iter().collect(), facts);
        }
        self.links(stayed, facts);
    }
}

/// Whether two sides of an edit can be the same but for typography: they are not if the letters and digits that went
/// are others than those that came, so that most texts need not be folded to see it.
fn maybe_typography(edits: &[Edit]) -> bool {
    let mut balance = 0i64;
    for e in edits.iter().filter(|e| matches!(e.op, Op::Delete | Op::Insert)) {
        // Quotation marks, dashes and blanks are folded to what is no letter.
        let is_marks = |c: char| c.is_ascii() || matches!(c, '\u{2010}'..='\u{2027}' | '\u{a0}' | '\u{202f}');
        if !e.text.is_ascii() && !e.text.chars().all(is_marks) {
            return true;
        }
        let letters = e.text.bytes().filter(u8::is_ascii_alphanumeric).map(i64::from).sum::<i64>();
        balance += if e.op == Op::Delete { -letters } else { letters };
    }
    balance == 0
}
