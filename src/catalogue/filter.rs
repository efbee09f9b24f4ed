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
use crate::model::Filter;

/// From how many articles on several processors are asked.
const MANY: usize = 2000;

thread_local! {
    /// The matcher is large; each thread keeps one.
    static MATCHER: RefCell<(Matcher, Vec<char>)> = RefCell::new((Matcher::new(Config::DEFAULT), Vec::new()));
}

/// A filter made ready.
pub(super) struct Sieve<'f> {
    filter: &'f Filter,
    words: Vec<Word>,
    conditions: Vec<Condition>,
}

/// A word of the filter, and the score under which a likeness is chance.
struct Word {
    atom: Atom,
    least: u16,
}

impl Word {
    fn new(word: &str) -> Word {
        let letters = u16::try_from(word.chars().count()).unwrap_or(u16::MAX);
        // One or two letters occur in order in nearly every headline.
        let kind = if letters < 3 { AtomKind::Substring } else { AtomKind::Fuzzy };
        let atom = Atom::new(word, CaseMatching::Ignore, Normalization::Smart, kind, false);
        // The matcher gives 16 for each letter, more at beginnings of words, less for what is skipped: letters strewn
        // over a headline fall below.
        Word { atom, least: if letters < 3 { 0 } else { letters.saturating_mul(16) } }
    }

    fn is_in(&self, text: &str, matcher: &mut Matcher, room: &mut Vec<char>) -> bool {
        self.atom.score(Utf32Str::new(text, room), matcher).is_some_and(|score| score >= self.least)
    }
}

impl<'f> Sieve<'f> {
    pub(super) fn new(filter: &'f Filter) -> Self {
        let (mut words, mut conditions) = (Vec::new(), Vec::new());
        for word in filter.words.split_whitespace() {
            match Condition::of(word) {
                Some(condition) => conditions.push(condition),
                None => words.push(Word::new(word)),
            }
        }
        Sieve { filter, words, conditions }
    }

    /// Whether everything that passes here passes the other filter too. (More letters of one word do not: a likeness
    /// that was chance with few can be none with more.)
    pub(super) fn narrows(&self, other: &Filter) -> bool {
        other.is_empty() || *other == Filter { words: String::new(), ..self.filter.clone() }
    }

    /// The places whose articles pass, in the order given.
    pub(super) fn pass(&self, shelf: &Shelf, mut places: Vec<Place>) -> Vec<Place> {
        let passes = |place: &Place| shelf.at(*place).is_some_and(|look| self.passes(look));
        if self.words.is_empty() || places.len() < MANY {
            places.retain(passes);
            return places;
        }
        spread(&mut places, |part| part.iter().copied().filter(passes).collect::<Vec<Place>>()).concat()
    }

    fn passes(&self, look: Look<'_>) -> bool {
        let filter = self.filter;
        filter.source.as_ref().is_none_or(|source| source == look.source())
            && filter.since.is_none_or(|since| look.changed().is_some_and(|at| at >= since.as_millisecond()))
            && filter.until.is_none_or(|until| look.seen().is_some_and(|at| at <= until.as_millisecond()))
            && filter.min_revisions.is_none_or(|least| look.revisions() >= least)
            && (filter.changed.is_empty() || look.changes().meets(filter.changed))
            && filter.among.as_ref().is_none_or(|among| among.contains(look.id()))
            && filter.unread.as_ref().is_none_or(|seen| seen.get(look.id()).is_none_or(|n| *n < look.revisions()))
            && filter.min_change.is_none_or(|least| look.largest() >= least)
            && self.conditions.iter().all(|condition| condition.holds(look))
            && self.has_words(look)
    }

    fn has_words(&self, look: Look<'_>) -> bool {
        if self.words.is_empty() {
            return true;
        }
        MATCHER.with_borrow_mut(|(matcher, room)| {
            let mut is_in = |word: &Word, text: &str| word.is_in(text, matcher, room);
            self.words.iter().all(|w| is_in(w, look.title()) || is_in(w, look.source()))
        })
    }
}
