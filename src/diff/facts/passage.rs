//! One side of an edited text: its tokens, and which of them changed.

use std::{
    borrow::Cow,
    cell::{Cell, OnceCell},
    ops::Range,
    rc::Rc,
};

use super::{
    figures,
    lexicon::{Class, class, is_french_month, is_plain},
    links, names,
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

/// A side's text with what changed in it. What its words are is only found out where somebody asks: mostly about a few
/// words of a long paragraph.
pub(super) struct Passage<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// Its tokens.
    pub(super) tokens: Cow<'a, [Token]>,
    /// The tokens that changed, ascending, with their place.
    runs: Vec<(Range<usize>, usize)>,
    /// Bytes of links and of code, ascending, of which none overlap.
    aside: Vec<Range<usize>>,
    /// For each token what is known of it by now, as bits.
    traits: Vec<Cell<u8>>,
    /// How many words changed at each place.
    sizes: Vec<usize>,
    /// Its language, once that was asked for, and what tells that of the article.
    tongue: OnceCell<Tongue>,
    article: Option<Rc<Speech<'a>>>,
}

/// Somebody asked about this word.
const KNOWN: u8 = 1;
/// The lexicon has it.
const LISTED: u8 = 2;
/// A figure or date may begin with it.
const FIGURE: u8 = 4;

/// What a word is, but for where it stands.
fn traits(word: &str) -> u8 {
    if is_plain(word) {
        return KNOWN;
    }
    let class = class(word);
    let is_listed = class != Class::default();
    let may_begin = figures::may_begin(word, class);
    let bit = |is: bool, bit: u8| if is { bit } else { 0 };
    KNOWN | bit(is_listed, LISTED) | bit(may_begin, FIGURE)
}

fn is_small(word: &str) -> bool {
    word.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
}

impl<'a> Passage<'a> {
    /// A text of which some runs changed, ascending.
    pub(super) fn new(text: &'a str, changed: &[Changed]) -> Self {
        Passage::cut(text, changed, Cow::Owned(tokens(text)))
    }

    /// The same, of which the tokens are known.
    pub(super) fn cut(text: &'a str, changed: &[Changed], tokens: Cow<'a, [Token]>) -> Self {
        let mut runs = Vec::with_capacity(changed.len());
        let mut sizes = vec![0; changed.last().map_or(0, |run| run.place + 1)];
        let mut from = 0;
        for Changed { bytes, place } in changed {
            let left = tokens.get(from..).unwrap_or_default();
            let first = left.partition_point(|token| token.end <= bytes.start);
            let left = left.get(first..).unwrap_or_default();
            let run = left.get(..left.partition_point(|token| token.start < bytes.end)).unwrap_or_default();
            if let Some(size) = sizes.get_mut(*place) {
                *size += run.iter().filter(|token| token.kind == TokenKind::Word).count();
            }
            // A token that two runs share is of the first.
            runs.push((from + first..from + first + run.len(), *place));
            from += first + run.len();
        }
        let traits = vec![Cell::new(0); tokens.len()];
        Passage { text, tokens, runs, aside: links::aside(text), traits, sizes, tongue: OnceCell::new(), article: None }
    }

    /// The same, in an article.
    pub(super) fn within(self, article: &Rc<Speech<'a>>) -> Self {
        Passage { article: Some(Rc::clone(article)), ..self }
    }

    /// Its language.
    pub(super) fn tongue(&self) -> Tongue {
        *self.tongue.get_or_init(|| Tongue::of(self, self.article.as_deref()))
    }

    /// Whether its language was asked for: then what was read of it may be read otherwise in another article.
    pub(super) fn is_of_tongue(&self) -> bool {
        self.tongue.get().is_some()
    }

    /// A text that is new, or gone, as a whole.
    pub(super) fn whole(text: &'a str) -> Self {
        Passage::new(text, &[Changed { bytes: 0..text.len(), place: 0 }])
    }

    /// The place at which a token changed.
    pub(super) fn place(&self, token: usize) -> Option<usize> {
        let at = self.runs.partition_point(|(tokens, _)| tokens.end <= token);
        self.runs.get(at).filter(|(tokens, _)| tokens.contains(&token)).map(|(_, place)| *place)
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
        self.tokens.get(token).is_some_and(|token| {
            let is_aside = || {
                let at = self.aside.partition_point(|run| run.end <= token.start);
                self.aside.get(at).is_some_and(|run| run.start <= token.start)
            };
            token.kind == TokenKind::Word && (self.aside.is_empty() || !is_aside())
        })
    }

    fn has(&self, token: usize, bit: u8) -> bool {
        let Some(known) = self.traits.get(token) else { return false };
        if known.get() == 0 {
            known.set(traits(self.word(token)));
        }
        known.get() & bit != 0
    }

    /// What the lexicon says of a word.
    pub(super) fn class(&self, token: usize) -> Class {
        let word = self.word(token);
        let class = if self.has(token, LISTED) { class(word) } else { Class::default() };
        Class { calendar: class.calendar || is_french_month(word) && self.tongue() == Tongue::French, ..class }
    }

    /// Whether a word has the capital of a name.
    pub(super) fn is_capital(&self, token: usize) -> bool {
        let word = self.word(token);
        !is_small(word) && names::is_capital(word)
    }

    /// Whether a figure or date may begin with a word.
    pub(super) fn may_begin_figure(&self, token: usize) -> bool {
        self.has(token, FIGURE)
    }

    /// Whether one may begin with any word of prose.
    pub(super) fn may_have_figures(&self) -> bool {
        (0..self.tokens.len()).any(|token| self.is_word(token) && self.may_begin_figure(token))
    }

    /// The words that changed, by token and place.
    pub(super) fn changed(&self) -> impl Iterator<Item = (usize, usize)> {
        let each = self.runs.iter().flat_map(|(tokens, place)| tokens.clone().map(|token| (token, *place)));
        each.filter(|word| self.is_word(word.0))
    }

    /// Whether a mark that changed is a dash which may be the sign of the figure behind it.
    pub(super) fn has_sign_changed(&self) -> bool {
        let mut each = self.runs.iter().flat_map(|(tokens, _)| tokens.clone());
        each.any(|token| figures::is_sign(self, token))
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
