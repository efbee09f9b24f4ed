//! Texts that are looked at again and again, cut once.

use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::{Token, TokenKind, count, each_word, tokens};
use crate::text::stirring::Stirring;

/// Bytes of text whose tokens are kept, at most: tokens take up several times as much.
const KEPT: usize = 4 << 20;

/// The tokens of texts, kept from when they are first asked for.
#[derive(Debug, Default)]
pub struct Cuts<'t> {
    /// By their places in memory, where they stay for as long as this lives.
    known: HashMap<usize, (&'t str, OnceLock<Vec<Token>>), Stirring>,
    kept: AtomicUsize,
}

impl<'t> Cuts<'t> {
    /// For the paragraphs of these revisions, of which each has most in common with the one before; of other texts nothing
    /// is kept.
    pub fn of(revisions: impl Iterator<Item = &'t [Arc<str>]>) -> Cuts<'t> {
        let mut cuts = Cuts::default();
        let mut before: &[Arc<str>] = &[];
        for paragraphs in revisions {
            let alike = |(old, new): &(&Arc<str>, &Arc<str>)| Arc::ptr_eq(old, new);
            let start = before.iter().zip(paragraphs).take_while(alike).count();
            let (old, new) = (before.get(start..).unwrap_or_default(), paragraphs.get(start..).unwrap_or_default());
            let end = old.iter().rev().zip(new.iter().rev()).take_while(alike).count();
            for text in new.iter().take(new.len() - end) {
                cuts.known.entry(place(text)).or_insert_with(|| (text, OnceLock::new()));
            }
            before = paragraphs;
        }
        cuts
    }

    /// The tokens of a text.
    pub fn tokens(&self, text: &str) -> Cow<'_, [Token]> {
        match self.kept(text) {
            Some(kept) => {
                let cut = || {
                    self.kept.fetch_add(text.len(), Ordering::Relaxed);
                    tokens(text)
                };
                Cow::Borrowed(kept.get_or_init(cut))
            }
            None => Cow::Owned(tokens(text)),
        }
    }

    /// Tells each word of a text, in order.
    pub fn each_word<'w>(&self, text: &'w str, mut tell: impl FnMut(&'w str)) {
        if self.kept(text).is_none() {
            return each_word(text, tell);
        }
        let tokens = self.tokens(text);
        tokens.iter().filter(|t| t.kind == TokenKind::Word).for_each(|t| tell(text.get(t.start..t.end).unwrap_or("")));
    }

    /// How many words a text has.
    pub fn count(&self, text: &str) -> usize {
        match self.kept(text).and_then(OnceLock::get) {
            Some(tokens) => tokens.iter().filter(|t| t.kind == TokenKind::Word).count(),
            None => count(text),
        }
    }

    /// Where a text's tokens are kept, or are to be.
    fn kept(&self, text: &str) -> Option<&OnceLock<Vec<Token>>> {
        let (_, kept) = self.known.get(&place(text)).filter(|(known, _)| known.len() == text.len())?;
        (kept.get().is_some() || self.kept.load(Ordering::Relaxed) + text.len() <= KEPT).then_some(kept)
    }
}

fn place(text: &str) -> usize {
    text.as_ptr().addr()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_is_cut() {
        let texts = ["One two, three.", "", "Four", "Five"].map(Arc::<str>::from);
        let [one, _, four, five] = &texts;
        let later = [one.clone(), five.clone(), four.clone()];
        let cuts = Cuts::of([&texts[..3], &later].into_iter());
        for text in texts.iter().map(|text| &**text).chain(["another one", &texts[0][..3]]) {
            for _ in 0..2 {
                assert_eq!(*cuts.tokens(text), tokens(text));
                assert_eq!(cuts.count(text), count(text));
                let (mut said, mut wanted) = (Vec::new(), Vec::new());
                cuts.each_word(text, |word| said.push(word));
                each_word(text, |word| wanted.push(word));
                assert_eq!(said, wanted);
            }
        }
        let is_kept = |text: &str| matches!(cuts.tokens(text), Cow::Borrowed(_));
        assert!(texts.iter().all(|text| is_kept(text)) && !is_kept("x"));
    }
}
