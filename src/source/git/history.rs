//! The history of a file: its states, and what each was made from.
//!
//! A state is made from the one that its commit's first parent has of the file; where a merge brings a state that was made
//! from that, from the one that it brings. What the last state of the line was made from, and that in turn, is the file's
//! line; all other states lie aside.

use gix::ObjectId;

use super::{commit::Commit, lanes::Lies, order};

/// The states of one file, wherever it lay.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::source) struct History {
    /// Where it lies now, or lay when it was deleted.
    pub(in crate::source) path: Vec<u8>,
    /// Where it lay first: what it is known by.
    pub(in crate::source) born: Vec<u8>,
    /// Its contents, oldest first: those aside by the time of their authors, behind what they were made from.
    pub(in crate::source) states: Vec<State>,
    /// What else happened to it.
    pub(in crate::source) events: Vec<Event>,
}

/// A file's content after a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source) struct State {
    /// The commit's place among the commits.
    pub(in crate::source) commit: usize,
    pub(in crate::source) blob: ObjectId,
    /// The commit of the state that it was made from; `None` where it was made from nothing.
    pub(in crate::source) from: Option<usize>,
    /// It is none of the line.
    pub(in crate::source) aside: bool,
}

/// What happened to a file beside changes of its content. The number is the commit's place among the commits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source) enum Event {
    /// It lay at this path until then.
    Renamed(Vec<u8>, usize),
    Deleted(usize),
    AddedAgain(usize),
    /// It was made on a branch, and the merge left it out.
    LeftOut,
}

/// A state as it is put together.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) commit: usize,
    pub(super) blob: ObjectId,
    /// The number of the state that it was made from.
    pub(super) from: Option<usize>,
}

/// What is known of a file.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) path: Vec<u8>,
    pub(super) born: Vec<u8>,
    pub(super) nodes: Vec<Node>,
    pub(super) events: Vec<Event>,
    /// The lanes on which it was changed.
    pub(super) lanes: Vec<usize>,
}

impl Known {
    /// Whether a state was made from another, or that in turn; all are made from none.
    pub(super) fn is_made_from(&self, state: usize, before: Option<usize>) -> bool {
        let Some(before) = before else { return true };
        let mut next = Some(state);
        // What a state was made from has a lower number.
        while let Some(from) = next.filter(|from| *from > before) {
            next = self.nodes.get(from).and_then(|node| node.from);
        }
        next == Some(before)
    }

    /// The history, of which this is the last state of the line; `None` where it never was there.
    pub(super) fn told(mut self, last: Option<&Lies>, commits: &[Commit]) -> History {
        if last.is_none() {
            self.events.push(Event::LeftOut);
        }
        let mut of_line = vec![false; self.nodes.len()];
        let mut next = Some(last.map_or(self.nodes.len() - 1, |lies| lies.state));
        while let Some((of_line, node)) = next.and_then(|next| of_line.get_mut(next).zip(self.nodes.get(next))) {
            *of_line = true;
            next = node.from;
        }
        let time = |node: &Node| commits.get(node.commit).and_then(|c| c.authored).map(|moment| moment.seconds);
        let states = order::by_time(&self.nodes, &of_line, &time).into_iter().filter_map(|number| {
            let node = self.nodes.get(number)?;
            let from = node.from.and_then(|from| self.nodes.get(from)).map(|from| from.commit);
            Some(State { commit: node.commit, blob: node.blob, from, aside: !*of_line.get(number)? })
        });
        History { states: states.collect(), path: self.path, born: self.born, events: self.events }
    }
}

impl History {
    /// The first commit of its line whose state is known.
    pub(in crate::source) fn first<'c>(&self, commits: &'c [Commit]) -> Option<&'c Commit> {
        commits.get(self.states.iter().find(|state| !state.aside)?.commit)
    }

    /// The commit that deleted the file, with its time, where it is gone.
    pub(in crate::source) fn deleted_at(&self, commits: &[Commit]) -> Option<String> {
        match self.events.last() {
            Some(Event::Deleted(n)) => commits.get(*n).map(Commit::dated),
            _ => None,
        }
    }
}
