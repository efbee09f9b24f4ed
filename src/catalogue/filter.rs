//! Which articles a list holds.

use std::cell::RefCell;

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{Atom, AtomKind, CaseMatching, Normalization},
};

use super::{
    cards::Look,
    condition::Condition,
    shelf::{Place, Shelf},
    spread::spread,
};
use crate::{model::Filter, query::wanted, text::terms::is_dense};

/// From how many articles on several processors are asked.
const MANY: usize = 2000;

thread_local! {
    /// The matcher is large; each thread keeps one.
    static MATCHER: RefCell<(Matcher, Room)> = RefCell::new((Matcher::new(Config::DEFAULT), Room::default()));
}

/// Working space.
#[derive(Default)]
struct Room {
    letters: Vec<char>,
    places: Vec<u32>,
}

/// A filter made ready.
pub(super) struct Sieve<'f> {
    filter: &'f Filter,
    /// A part of the outlet's name, in lower case.
    source: Option<String>,
    words: Vec<Word>,
    /// Words that no article is to have.
    unwanted: Vec<Word>,
    /// Each with whether it is to hold, or not to.
    conditions: Vec<(Condition, bool)>,
}

/// How well a text has a word, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// As a word, or as the beginning of one.
    Word,
    /// Within a word.
    Part,
    /// As the beginning of a word from which a letter was left out.
    Typo,
}

/// A word of the filter.
struct Word {
    plain: Atom,
    /// One with a letter left out, where enough are left, and the score under which it cannot be that.
    gapped: Option<(Atom, u16)>,
}

/// Letters of a word from which one may have been left out, at least.
const MISTYPED: u16 = 4;

impl Word {
    fn new(word: &str) -> Word {
        let letters = u16::try_from(word.chars().count()).unwrap_or(u16::MAX);
        let atom = |kind| Atom::new(word, CaseMatching::Ignore, Normalization::Smart, kind, false);
        // The matcher gives 16 for each letter, and more at beginnings of words: letters that stand together there are
        // above that in spite of the gap.
        let gapped = (letters >= MISTYPED).then(|| (atom(AtomKind::Fuzzy), letters.saturating_mul(16)));
        Word { plain: atom(AtomKind::Substring), gapped }
    }

    fn likeness(&self, text: &str, matcher: &mut Matcher, room: &mut Room) -> Option<Likeness> {
        let Room { letters, places } = room;
        let text = Utf32Str::new(text, letters);
        let mut found = |atom: &Atom, matcher: &mut Matcher| {
            places.clear();
            let score = atom.indices(text, matcher, places)?;
            let (first, last) = (*places.first()?, *places.last()?);
            Some((score, first, last))
        };
        let begins = |at: u32| {
            // Where no blanks are written a word begins anywhere.
            at.checked_sub(1).map(|before| text.get(before)).is_none_or(|c| !c.is_alphanumeric() || is_dense(c))
        };
        if self.plain.score(text, matcher).is_some() {
            let (_, first, _) = found(&self.plain, matcher)?;
            return Some(if begins(first) { Likeness::Word } else { Likeness::Part });
        }
        let (atom, least) = self.gapped.as_ref()?;
        atom.score(text, matcher).filter(|score| score >= least)?;
        let (_, first, last) = found(atom, matcher)?;
        let letters = u32::try_from(places.len()).ok()?;
        // One letter is missing of a run of letters.
        let is_typo =
            begins(first) && last - first == letters && (first..last).all(|at| text.get(at).is_alphanumeric());
        is_typo.then_some(Likeness::Typo)
    }
}

impl<'f> Sieve<'f> {
    pub(super) fn new(filter: &'f Filter) -> Self {
        let source = filter.source.as_ref().map(|source| source.to_lowercase());
        let mut sieve = Sieve { filter, source, words: Vec::new(), unwanted: Vec::new(), conditions: Vec::new() };
        for (word, is_wanted) in filter.words.split_whitespace().map(wanted) {
            match Condition::of(word) {
                Some(condition) => sieve.conditions.push((condition, is_wanted)),
                None if is_wanted => sieve.words.push(Word::new(word)),
                None if word.is_empty() => {}
                None => sieve.unwanted.push(Word::new(word)),
            }
        }
        sieve
    }

    /// Whether everything that passes here passes the other filter too. (With more letters of one word that need not be
    /// so: one may have been left out of a longer one.)
    pub(super) fn narrows(&self, other: &Filter) -> bool {
        other.is_empty() || *other == Filter { words: String::new(), ..self.filter.clone() }
    }

    /// The places whose articles pass, in the order given.
    pub(super) fn pass(&self, shelf: &Shelf, mut places: Vec<Place>) -> Vec<Place> {
        let passes = |place: &Place| shelf.at(*place).is_some_and(|look| self.passes(look));
        if (self.words.is_empty() && self.unwanted.is_empty()) || places.len() < MANY {
            places.retain(passes);
            return places;
        }
        spread(&mut places, |part| part.iter().copied().filter(passes).collect::<Vec<Place>>()).concat()
    }

    fn passes(&self, look: Look<'_>) -> bool {
        let filter = self.filter;
        self.source.as_ref().is_none_or(|part| look.source().to_lowercase().contains(part))
            && filter.since.is_none_or(|since| look.changed().is_some_and(|at| at >= since.as_millisecond()))
            && filter.until.is_none_or(|until| look.seen().is_some_and(|at| at <= until.as_millisecond()))
            && filter.min_revisions.is_none_or(|least| look.revisions() >= least)
            && (filter.changed.is_empty() || look.changes().meets(filter.changed))
            && filter.among.as_ref().is_none_or(|among| among.contains(look.id()))
            && filter.unread.as_ref().is_none_or(|seen| seen.get(look.id()).is_none_or(|n| *n < look.revisions()))
            && filter.min_change.is_none_or(|least| look.largest() >= least)
            && self.conditions.iter().all(|(condition, is_wanted)| condition.holds(look, *is_wanted))
            && self.has_words(look)
            && !self.has_unwanted(look)
    }

    fn has_words(&self, look: Look<'_>) -> bool {
        self.words.is_empty() || self.likeness(look).is_some()
    }

    /// Whether an article has a word that is not wanted, or one that begins so.
    fn has_unwanted(&self, look: Look<'_>) -> bool {
        !self.unwanted.is_empty()
            && MATCHER.with_borrow_mut(|(matcher, room)| {
                let mut is_in = |word: &Word, text: &str| word.likeness(text, matcher, room) == Some(Likeness::Word);
                self.unwanted.iter().any(|word| is_in(word, look.title()) || is_in(word, look.source()))
            })
    }

    /// How well an article's headline and outlet have the words, by the one that they have worst; `None` where they lack
    /// one.
    pub(super) fn likeness(&self, look: Look<'_>) -> Option<Likeness> {
        MATCHER.with_borrow_mut(|(matcher, room)| {
            let mut worst = Likeness::Word;
            for word in &self.words {
                let mut of = |text: &str| word.likeness(text, matcher, room);
                let best = match of(look.title()) {
                    Some(Likeness::Word) => Likeness::Word,
                    of_title => of_title.into_iter().chain(of(look.source())).min()?,
                };
                worst = worst.max(best);
            }
            Some(worst)
        })
    }

    /// Whether it asks for words, so that some articles have them better than others.
    pub(super) fn has_ranks(&self) -> bool {
        !self.words.is_empty()
    }
}
