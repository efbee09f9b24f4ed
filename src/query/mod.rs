//! The search language: parse, match, highlight. Pure.
//!
//! | written | found |
//! | --- | --- |
//! | `word word` `word AND word` | both in one revision, in its headline or text, in any form that the article's language has of them |
//! | `"exact phrase"` | these words in this order |
//! | `word*` | words that begin so |
//! | `=word` | the word just as it is |
//! | `-word` `NOT word` | revisions without it |
//! | `a OR b` | one of them; binds closer than the blank between words |
//! | `(a b) OR c` | parentheses keep together what belongs together |
//! | `/expression/` | a regular expression, within a paragraph or headline, case as written |
//! | `title:…` | in the headline |
//! | `source:…` `url:…` | articles of an outlet, with this in their URL |
//! | `removed:…` | articles that held it, just as it is, in a revision and not in a later one |
//! | `added:…` `gone:…` | not in the first but later; in one, not in the last |
//! | `after:2020-07` `before:2021` | revisions seen then (UTC) |
//! | `revisions:>5` `changed:headline` | articles with so many revisions, with this kind of change |
//!
//! Case, accents, punctuation and typography do not count, except in regular expressions; in scripts without spaces any
//! substring is found. A revision's text that is not whole makes *cannot say* of what would be *no*.

mod condition;
mod forms;
mod need;
mod parse;
mod pattern;
mod scan;
mod terms;
#[cfg(test)]
mod tests;
mod tree;
mod turn;
mod value;
mod window;

pub use condition::{condition, filter_mistake, filters_by_words, wanted};
pub use forms::Forms;
pub use need::Need;
pub use parse::Mistake;
use pattern::Pattern;
pub use terms::{Term, Terms};
pub use tree::{Found, Marks, Subject};
use tree::{Node, Scope, Trace, View};
pub use turn::Turn;
pub use value::{moment, range};
use window::Window;

pub use crate::text::reduce::reduce;
use crate::{model::Language, text::reduce::Reduced};

/// A parsed query.
#[derive(Debug, Clone)]
pub struct Query {
    tree: Node,
    leaves: Vec<Leaf>,
    scopes: Vec<Scope>,
    /// The things whose coming and going is asked for.
    traced: Vec<(usize, Trace)>,
    /// When that happened.
    window: Option<Window>,
}

/// A thing to find.
#[derive(Debug, Clone)]
struct Leaf {
    pattern: Pattern,
    scope: Scope,
    /// Not only under a `-`: it is highlighted.
    wanted: bool,
}

/// A query's answer for an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// It matches; else it may, and what a text that is not whole hides decides.
    pub is_sure: bool,
    /// The revision to show, by index: the latest that matches; of what went, the last that had it, if it matches.
    pub shown: usize,
    /// What is above all to be shown of it: what came or went.
    pub traced: Marks,
    /// The things whose lifeline is drawn: that one, else all.
    pub asked: Marks,
    /// The things for which it is a hit: not what was to come or go, and did not.
    pub lit: Marks,
    /// For each revision whether what is searched for is in it; `None` where that cannot be said. Empty where nothing is
    /// searched for in texts.
    pub lifeline: Vec<Option<bool>>,
    /// Where it came or went.
    pub turn: Option<Turn>,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// A mistake, with its place.
    pub fn parse(text: &str) -> Result<Query, Mistake> {
        parse::parse(text)
    }

    /// Whether an article can match at all, whatever its texts are.
    #[must_use]
    pub fn admits(&self, subject: &Subject<'_>) -> bool {
        let view = View { scopes: &self.scopes, subject, found: &[], window: self.window };
        view.answer(&self.tree, None) != Some(false)
    }

    /// What is found in a headline of an article in some language. `room` is working space, worth keeping.
    #[must_use]
    pub fn in_title(&self, text: &str, language: Option<Language>, room: &mut String) -> Marks {
        self.found(text, language, room, |_| true)
    }

    /// What is found in a paragraph of an article in some language. `room` is working space, worth keeping.
    #[must_use]
    pub fn in_paragraph(&self, text: &str, language: Option<Language>, room: &mut String) -> Marks {
        self.found(text, language, room, |scope| scope == Scope::Anywhere)
    }

    /// Everything that can be found in a paragraph.
    #[must_use]
    pub fn of_paragraphs(&self) -> Marks {
        let anywhere = self.leaves.iter().enumerate().filter(|(_, leaf)| leaf.scope == Scope::Anywhere);
        Marks(anywhere.fold(0, |all, (index, _)| all | 1 << index))
    }

    fn found(
        &self,
        text: &str,
        language: Option<Language>,
        room: &mut String,
        looked_at: impl Fn(Scope) -> bool,
    ) -> Marks {
        if self.leaves.is_empty() {
            return Marks::default();
        }
        reduce(text, room);
        let found = |leaf: &Leaf| looked_at(leaf.scope) && leaf.pattern.is_in(text, room, language);
        let bits = self.leaves.iter().enumerate().filter(|(_, leaf)| found(leaf)).map(|(index, _)| 1 << index);
        Marks(bits.fold(0, |all, bit: u64| all | bit))
    }

    /// The answer for an article whose revisions were looked through; `None` where none matches, nor may match for all
    /// that is known.
    #[must_use]
    pub fn judge(&self, subject: &Subject<'_>, found: &[Found]) -> Option<Judgement> {
        let view = View { scopes: &self.scopes, subject, found, window: self.window };
        // Of several that are asked for, as with OR, the first that happened here.
        let traced = self.traced.iter().copied().find(|(leaf, trace)| view.may_have_happened(*trace, *leaf));
        let seen = |index: &usize| {
            found.get(*index).is_some_and(|f| self.is_to_be_seen(f.marks, traced) && !(traced.is_some() && f.aside))
        };
        let latest = |matches: &dyn Fn(&usize) -> bool| {
            let mut all = (0..found.len()).rev().filter(matches);
            let first = all.next()?;
            std::iter::once(first).chain(all).find(seen).or(Some(first))
        };
        let sure = latest(&|index| view.answer(&self.tree, Some(*index)) == Some(true));
        let shown = sure.or_else(|| latest(&|index| view.may_be(&self.tree, *index)))?;
        let lifeline = self.lifeline(&view, traced);
        // Where something is to be left out, what is found goes when that comes: it is no loss.
        let is_told = traced.is_some() || self.leaves.iter().all(|leaf| leaf.wanted);
        let line = is_told.then(|| view.on_the_line(lifeline.clone()));
        let turn = line.and_then(|line| {
            Turn::of(&line, traced.map(|(_, trace)| trace), |turn| view.is_in_time(turn) != Some(false))
        });
        // What went may have come back since, as something else; what came in the time asked for may have gone and come again.
        let last = traced.and(turn).filter(|turn| turn.went || self.window.is_some());
        let last = last.map(|turn| if turn.went { turn.before } else { turn.after });
        let matches = |index: &usize| seen(index) && view.answer(&self.tree, Some(*index)) == Some(true);
        let shown = last.filter(matches).unwrap_or(shown);
        let traced = Marks(traced.map_or(0, |(leaf, _)| 1 << leaf));
        let asked = if traced == Marks::default() { Marks::ALL } else { traced };
        let idle = self.traced.iter().filter(|(leaf, trace)| !view.may_have_happened(*trace, *leaf));
        let idle = Marks(idle.fold(0, |all, (leaf, _)| all | 1 << leaf));
        let lit = Marks::ALL.without(idle);
        Some(Judgement { is_sure: sure.is_some(), shown, traced, asked, lit, lifeline, turn })
    }

    /// For each revision whether what is searched for is in it: what came or went, else what the query finds in texts;
    /// nothing where it looks for nothing there, or the article is a hit for another reason: that a revision was not seen
    /// at a time is no loss.
    fn lifeline(&self, view: &View<'_>, traced: Option<(usize, Trace)>) -> Vec<Option<bool>> {
        if let Some((leaf, _)) = traced {
            return view.found.iter().map(|found| view.leaf(leaf, found)).collect();
        }
        let in_texts: Option<Vec<_>> = view.found.iter().map(|found| view.in_text(&self.tree, found)).collect();
        in_texts.filter(|held| held.iter().any(|held| *held != Some(false))).unwrap_or_default()
    }

    /// Whether something among these is worth showing.
    fn is_to_be_seen(&self, marks: Marks, traced: Option<(usize, Trace)>) -> bool {
        match traced {
            Some((leaf, _)) => marks.has(leaf),
            None => self.leaves.iter().enumerate().any(|(index, leaf)| leaf.wanted && marks.has(index)),
        }
    }

    /// Where in a paragraph or headline, in some language, the wanted things that are `lit` stand: character ranges from 0, half-open,
    /// ascending, apart.
    #[must_use]
    pub fn highlight(&self, text: &str, language: Option<Language>, is_title: bool, lit: Marks) -> Vec<(usize, usize)> {
        let reduced = Reduced::of(text);
        let mut found = Vec::new();
        let is_lit = |(at, leaf): &(usize, &Leaf)| leaf.wanted && lit.has(*at);
        let lit = self.leaves.iter().enumerate().filter(is_lit).map(|(_, leaf)| leaf);
        for leaf in lit.filter(|leaf| is_title || leaf.scope == Scope::Anywhere) {
            leaf.pattern.find(text, &reduced, language, &mut found);
        }
        found.sort_unstable();
        let mut apart: Vec<(usize, usize)> = Vec::with_capacity(found.len());
        for (start, end) in found {
            match apart.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => apart.push((start, end)),
            }
        }
        apart
    }
}
