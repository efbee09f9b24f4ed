//! A passage with its history: when it came, what became of it, and of the parts that were joined in it.

use std::sync::Arc;

use super::lifeline::Turn;
use crate::{
    model::Side,
    text::{Fold, keys},
};

/// Events kept of one passage besides its going and coming back.
const EVENTS: usize = 200;

/// Earlier wordings by which one passage is known when it comes back.
const WORDINGS: usize = 8;

/// A passage. Revisions are named by their index in [`Weave::revisions`](super::weave::Weave::revisions), from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strand {
    /// The text: in the target, or as it was last.
    pub text: Arc<str>,
    /// The paragraph's index in the target, from 0; `None` for what vanished.
    pub paragraph: Option<usize>,
    /// The revision in which it first stood.
    pub came: usize,
    /// Its paragraph there, from 0.
    pub place: usize,
    /// Its paragraph, from 0, in the last revision that had it before it went.
    pub left: usize,
    /// What became of it since, in order. What vanished has a last one, that it went.
    pub events: Vec<Event>,
    /// Where it was joined with others: these and itself, each as it was and with its own history.
    pub parts: Vec<Strand>,
    /// Other revisions, which cannot be read, lie before the one in which it came or went: it may have been there.
    pub unsure: bool,
    /// In some revision it stood only where it is uncertain to which revision a paragraph belongs.
    pub is_side_uncertain: bool,
    /// Of what vanished, what its text counts as: by that it is known when it comes back.
    pub(super) key: Arc<str>,
    /// What its earlier wordings count as, the last ones: it may come back in one of these.
    pub(super) earlier: Vec<Arc<str>>,
}

/// Something that became of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The revision.
    pub at: usize,
    /// What; never that it stayed the same or first came.
    pub turn: Turn,
    /// Its paragraph there, from 0; of what went, in the revision before.
    pub place: usize,
}

impl Strand {
    /// Whether something became of it.
    #[must_use]
    pub fn was(&self, turn: Turn) -> bool {
        self.events.iter().any(|event| event.turn == turn)
    }

    /// The revision whose diff with the one before shows how it came, or where it was reworded last if it was there from
    /// the first; of what vanished, how it went. `None` where it has stood unchanged from the first revision.
    #[must_use]
    pub fn opens(&self) -> Option<usize> {
        match self.paragraph {
            Some(_) if self.came > 0 => Some(self.came),
            _ => self.events.last().map(|last| last.at),
        }
    }

    /// The paragraph at which that diff is opened, by side and index from 0.
    #[must_use]
    pub fn opens_at(&self) -> (Side, usize) {
        match self.paragraph {
            None => (Side::Old, self.left),
            Some(_) if self.came > 0 => (Side::New, self.place),
            Some(_) => (Side::New, self.events.last().map_or(self.place, |last| last.place)),
        }
    }

    /// What it is known by when it comes back, the last wording first.
    pub(super) fn keys(&self) -> impl Iterator<Item = &Arc<str>> {
        std::iter::once(&self.key).chain(&self.earlier)
    }

    /// When it went, or came where it never did.
    pub(super) fn vanished(&self) -> usize {
        self.events.last().map_or(self.came, |last| last.at)
    }
}

impl Strand {
    /// A passage that came.
    pub(super) fn born(text: &Arc<str>, paragraph: usize, came: usize, unsure: bool) -> Strand {
        Strand {
            text: Arc::clone(text),
            paragraph: Some(paragraph),
            came,
            place: paragraph,
            left: paragraph,
            events: Vec::new(),
            parts: Vec::new(),
            unsure,
            is_side_uncertain: false,
            key: Arc::default(),
            earlier: Vec::new(),
        }
    }

    /// Takes over what is known of the passage that it was, and what became of that.
    pub(super) fn inherit(&mut self, of: Strand, at: usize, turn: Turn) {
        (self.came, self.place, self.unsure) = (of.came, of.place, of.unsure);
        self.is_side_uncertain |= of.is_side_uncertain;
        self.earlier = of.earlier;
        if self.text != of.text && turn != Turn::Back {
            self.earlier.truncate(WORDINGS - 1);
            self.earlier.insert(0, keys::text_key(&of.text, Fold::Typography).into());
        }
        (self.events, self.parts) = (of.events, of.parts);
        let turn = if turn == Turn::Same && self.text != of.text { Turn::Edited } else { turn };
        if turn != Turn::Same {
            self.take_down(Event { at, turn, place: self.paragraph.unwrap_or(of.place) });
        }
    }

    /// Adds what became of it, and so of its parts.
    pub(super) fn take_down(&mut self, event: Event) {
        let events = self.parts.iter_mut().map(|part| &mut part.events).chain([&mut self.events]);
        for events in events {
            if events.len() < EVENTS || matches!(event.turn, Turn::Gone | Turn::Back) {
                events.push(event);
            }
        }
    }
}
