//! One side of an edited text: its tokens, and which of them changed.

use std::{borrow::Cow, cell::OnceCell, ops::Range, rc::Rc};

use super::{
    links,
    tongue::{Speech, Tongue},
};
use crate::{
    diff::{Edit, Op},
    model::Side,
    text::{
        Fold, keys,
        words::{Token, TokenKind, tokens},
    },
};

/// A run of bytes that changed. Runs of both sides that stand against each other bear the same number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Changed {
    /// The bytes.
    pub(super) bytes: Range<usize>,
    /// The number of the place, from 0.
    pub(super) place: usize,
}

/// A side's text with what changed in it.
pub(super) struct Passage<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// Its tokens.
    pub(super) tokens: Cow<'a, [Token]>,
    /// For each token the place at which it changed; `None` where it did not.
    places: Vec<Option<usize>>,
    /// For each token whether it is a word of prose.
    prose: Vec<bool>,
    /// How many words changed at each place.
    sizes: Vec<usize>,
    /// Its language, once that was asked for, and what tells that of the article.
    tongue: OnceCell<Tongue>,
    article: Option<Rc<Speech<'a>>>,
}

impl<'a> Passage<'a> {
    /// A text of which some runs changed, ascending.
    pub(super) fn new(text: &'a str, changed: &[Changed]) -> Self {
        Passage::cut(text, changed, Cow::Owned(tokens(text)))
    }

    /// The same, of which the tokens are known.
    pub(super) fn cut(text: &'a str, changed: &[Changed], tokens: Cow<'a, [Token]>) -> Self {
        let mut runs = changed.iter().peekable();
        let places: Vec<Option<usize>> = tokens
            .iter()
            .map(|token| {
                while runs.next_if(|run| run.bytes.end <= token.start).is_some() {}
                runs.peek().filter(|run| run.bytes.start < token.end).map(|run| run.place)
            })
            .collect();
        let aside = links::aside(text);
        let mut inside = aside.iter().peekable();
        let prose = tokens.iter().map(|token| {
            while inside.next_if(|run| run.end <= token.start).is_some() {}
            token.kind == TokenKind::Word && inside.peek().is_none_or(|run| token.start < run.start)
        });
        let prose = prose.collect();
        let mut sizes = vec![0; changed.last().map_or(0, |run| run.place + 1)];
        for (token, place) in tokens.iter().zip(&places) {
            if let (TokenKind::Word, Some(size)) = (token.kind, place.and_then(|p| sizes.get_mut(p))) {
                *size += 1;
            }
        }
        Passage { text, tokens, places, prose, sizes, tongue: OnceCell::new(), article: None }
    }

    /// The same, in an article.
    pub(super) fn within(self, article: &Rc<Speech<'a>>) -> Self {
        Passage { article: Some(Rc::clone(article)), ..self }
    }

    /// Its language.
    pub(super) fn tongue(&self) -> Tongue {
        *self.tongue.get_or_init(|| Tongue::of(self, self.article.as_deref()))
    }

    /// A text that is new, or gone, as a whole.
    pub(super) fn whole(text: &'a str) -> Self {
        Passage::new(text, &[Changed { bytes: 0..text.len(), place: 0 }])
    }

    /// The place at which a token changed.
    pub(super) fn place(&self, token: usize) -> Option<usize> {
        self.places.get(token).copied().flatten()
    }

    /// A token's text; empty beyond the end.
    pub(super) fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).and_then(|t| self.text.get(t.start..t.end)).unwrap_or("")
    }

    /// Whether a token is a mark of punctuation.
    pub(super) fn is_mark(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Mark)
    }

    /// Whether a token is a blank.
    pub(super) fn is_space(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Space)
    }

    /// Whether a token is a word of prose: no part of a link or of code.
    pub(super) fn is_word(&self, token: usize) -> bool {
        self.prose.get(token).copied().unwrap_or(false)
    }

    /// The words that changed, by token and place.
    pub(super) fn changed(&self) -> impl Iterator<Item = (usize, usize)> {
        self.places
            .iter()
            .enumerate()
            .filter_map(|(token, place)| Some((token, (*place)?)))
            .filter(|w| self.is_word(w.0))
    }

    /// How many words changed at a place.
    pub(super) fn size(&self, place: usize) -> usize {
        self.sizes.get(place).copied().unwrap_or(0)
    }
}

/// What changed on one side. Text that is equal but for its case or punctuation, which somebody ignores, changed too.
pub(super) fn changed(edits: &[Edit], side: Side) -> Vec<Changed> {
    let (mut at, mut place, mut out) = (0, 0, Vec::<Changed>::new());
    let mut apart = false;
    for e in edits {
        if e.op == Op::Equal && !respelt(e) {
            apart = true;
        } else if apart {
            place += 1;
            apart = false;
        }
        let Some(text) = e.on(side) else { continue };
        if e.op != Op::Equal || respelt(e) {
            match out.last_mut() {
                Some(last) if last.bytes.end == at && last.place == place => last.bytes.end += text.len(),
                _ => out.push(Changed { bytes: at..at + text.len(), place }),
            }
        }
        at += text.len();
    }
    out
}

/// Whether an equal edit differs in more than typography.
pub(super) fn respelt(edit: &Edit) -> bool {
    let key = |text| keys::text_key(text, Fold::Typography);
    edit.old.as_ref().is_some_and(|old| key(old) != key(&edit.text))
}

/// What is told of two texts with the edits between them.
#[cfg(test)]
pub(super) fn told<T>(old: &str, new: &str, tell: impl FnOnce(crate::model::Sides<&Passage<'_>>) -> T) -> T {
    use crate::{
        diff::{Ignore, sequence::Budget, words},
        model::Sides,
    };
    let edits = words::edits(old, new, Ignore::Nothing, &mut Budget::new(1_000_000)).0;
    let (gone, come) = (changed(&edits, Side::Old), changed(&edits, Side::New));
    tell(Sides::new(&Passage::new(old, &gone), &Passage::new(new, &come)))
}
