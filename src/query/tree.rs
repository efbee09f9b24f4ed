//! What a query asks, as a tree, and its answer for each revision of an article: yes, no, or *cannot say*, because the
//! revision's text is not whole.

use jiff::Timestamp;

use super::{
    pattern::Pattern,
    turn::{Turn, turns},
    window::Window,
};
use crate::model::{ChangeKind, Changes};

/// A part of a query.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// A thing to find in the revision, by index of the query's leaves.
    Leaf(usize),
    /// How a thing came or went over the revisions.
    Trace(Trace, usize),
    /// Something about the article.
    About(About),
    /// The revision was seen at or after this time.
    After(Timestamp),
    /// The revision was seen before this time.
    Before(Timestamp),
    /// Not this.
    Not(Box<Node>),
    /// Each of these.
    All(Vec<Node>),
    /// At least one of these.
    Any(Vec<Node>),
}

/// How a thing came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trace {
    /// Held by an earlier revision and not by a later one.
    Removed,
    /// Absent from the first, present later.
    Added,
    /// Held by one, not by the last.
    Gone,
}

/// A condition on an article.
#[derive(Debug, Clone)]
pub(super) enum About {
    /// Words of the outlet's name.
    Source(Pattern),
    /// A part of the URL, in lower case.
    Url(String),
    /// The number of revisions lies in this range, both ends included.
    Revisions(usize, usize),
    /// This kind of change is in its history.
    Changed(ChangeKind),
}

/// Where a thing is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// In headline and text.
    Anywhere,
    /// In the headline.
    Title,
}

/// What a query is told of an article before its texts are looked at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The outlet.
    pub source: &'a str,
    /// The URL; `None` while it has not been looked up.
    pub url: Option<&'a str>,
    /// How many revisions.
    pub revisions: usize,
    /// Every kind of change in its history.
    pub changes: Changes,
}

/// What was found in a revision.
#[derive(Debug, Clone, Copy, Default)]
pub struct Found {
    /// Things found in the headline or any paragraph.
    pub marks: Marks,
    /// When it was seen.
    pub time: Option<Timestamp>,
    /// Whether its text is whole, so that what was not found is not there.
    pub whole: bool,
    /// Whether it has a headline.
    pub titled: bool,
    /// Whether it lies aside of the line on which things come and go.
    pub aside: bool,
    /// Whether it lies aside because nobody knows where it belongs, so that it may be the first or the last of all.
    pub adrift: bool,
    /// Whether it is another dump's text of the revision before on the line.
    pub copy: bool,
    /// Things that a headline holds which may be its own, as far as is known of it.
    pub carried: Marks,
    /// Things that stand only in paragraphs of which it is uncertain whether they are its own or another revision's.
    pub unsure: Marks,
}

/// Which of a query's things were found somewhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks(pub(super) u64);

impl Marks {
    /// Every thing.
    pub const ALL: Marks = Marks(u64::MAX);

    /// What was found at either place.
    #[must_use]
    pub fn with(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    /// Whether any of these things is among others.
    #[must_use]
    pub fn meets(self, others: Marks) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether all of these things are among them.
    #[must_use]
    pub fn covers(self, others: Marks) -> bool {
        self.0 & others.0 == others.0
    }

    /// What was found here and not at the other place.
    #[must_use]
    pub fn without(self, other: Marks) -> Marks {
        Marks(self.0 & !other.0)
    }

    /// What is among these things.
    #[must_use]
    pub fn of(self, those: Marks) -> Marks {
        Marks(self.0 & those.0)
    }

    /// How many things.
    #[must_use]
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    pub(super) fn has(self, leaf: usize) -> bool {
        self.0 & (1 << leaf) != 0
    }
}

/// An answer: `None` where it cannot be said.
pub(super) type Answer = Option<bool>;

/// The place from which a tree is answered.
pub(super) struct View<'a> {
    pub(super) scopes: &'a [Scope],
    pub(super) subject: &'a Subject<'a>,
    pub(super) found: &'a [Found],
    /// When what is asked for came or went.
    pub(super) window: Option<Window>,
}

impl View<'_> {
    /// The answer for the revision at an index; for none, of what the article alone says.
    pub(super) fn answer(&self, node: &Node, index: Option<usize>) -> Answer {
        let found = index.and_then(|i| self.found.get(i));
        let time = |test: &dyn Fn(Timestamp) -> bool| found?.time.map(test);
        match node {
            // Who asks for words alone finds them where they stand, be that on a side that is uncertain.
            Node::Leaf(leaf) => found.filter(|found| found.marks.has(*leaf)).map(|_| true).or(self.leaf(*leaf, found?)),
            Node::Trace(..) if self.found.is_empty() => None,
            Node::Trace(trace, leaf) => self.happened(*trace, *leaf),
            Node::About(about) => self.about(about),
            Node::After(start) => time(&|at| at >= *start),
            Node::Before(end) => time(&|at| at < *end),
            Node::Not(node) => match &**node {
                // What may be another revision's text leaves none out for sure.
                Node::Leaf(leaf) => self.leaf(*leaf, found?),
                node => self.answer(node, index),
            }
            .map(|yes| !yes),
            Node::All(nodes) => all(nodes.iter().map(|node| self.answer(node, index))),
            Node::Any(nodes) => any(nodes.iter().map(|node| self.answer(node, index))),
        }
    }

    /// The answer for what was found in one revision, of what a query looks for in texts alone: conditions on time, history
    /// and article are left out, whatever they stand under. `None` where the query has nothing else.
    pub(super) fn in_text(&self, node: &Node, found: &Found) -> Option<Answer> {
        let each =
            |nodes: &[Node]| -> Vec<Answer> { nodes.iter().filter_map(|node| self.in_text(node, found)).collect() };
        match node {
            Node::Leaf(leaf) => Some(self.leaf(*leaf, found)),
            Node::Trace(..) | Node::After(_) | Node::Before(_) | Node::About(_) => None,
            Node::Not(node) => self.in_text(node, found).map(|answer| answer.map(|yes| !yes)),
            Node::All(nodes) => Some(each(nodes)).filter(|answers| !answers.is_empty()).map(|a| all(a.into_iter())),
            Node::Any(nodes) => Some(each(nodes)).filter(|answers| !answers.is_empty()).map(|a| any(a.into_iter())),
        }
    }

    /// Whether a thing was found, and came or went for all that is known.
    pub(super) fn may_have_happened(&self, trace: Trace, leaf: usize) -> bool {
        let may_be_on_the_line = |found: &&Found| !found.aside || found.adrift;
        let mut line = self.found.iter().filter(may_be_on_the_line);
        line.any(|found| found.marks.has(leaf)) && self.happened(trace, leaf) != Some(false)
    }

    /// Whether the answer for the revision at an index may be yes for all that is known: where what is written is not
    /// there, but a text that is not whole may be why it came, went or is missing. That a text is not whole is no sign
    /// that it holds a thing.
    pub(super) fn may_be(&self, node: &Node, index: usize) -> bool {
        match node {
            Node::Leaf(leaf) => self.found.get(index).is_some_and(|found| found.marks.has(*leaf)),
            Node::Trace(trace, leaf) => self.may_have_happened(*trace, *leaf),
            Node::About(_) | Node::After(_) | Node::Before(_) => self.answer(node, Some(index)) == Some(true),
            Node::Not(node) => self.answer(node, Some(index)) != Some(true),
            Node::All(nodes) => nodes.iter().all(|node| self.may_be(node, index)),
            Node::Any(nodes) => nodes.iter().any(|node| self.may_be(node, index)),
        }
    }

    /// Whether a revision holds a thing, as far as is known.
    pub(super) fn leaf(&self, leaf: usize, found: &Found) -> Answer {
        let titled = self.scopes.get(leaf) == Some(&Scope::Title) && found.titled;
        match () {
            () if found.unsure.has(leaf) => None,
            () if found.marks.has(leaf) => Some(true),
            () if found.carried.has(leaf) => None,
            () => (found.whole || titled).then_some(false),
        }
    }

    /// The revisions in which things come and go.
    fn line(&self) -> impl Iterator<Item = &Found> {
        self.found.iter().filter(|found| !found.aside)
    }

    /// What is held by each revision, as far as things come and go by it: by none aside, and where several texts of one moment
    /// differ in it, by those that hold it, and of the others it cannot be said.
    pub(super) fn on_the_line(&self, mut held: Vec<Answer>) -> Vec<Answer> {
        let mut moment: Vec<usize> = Vec::new();
        for (at, found) in self.found.iter().enumerate() {
            if found.aside {
                held.iter_mut().skip(at).take(1).for_each(|held| *held = None);
                continue;
            }
            if !found.copy {
                moment.clear();
            }
            moment.push(at);
            if moment.len() > 1 && moment.iter().any(|at| held.get(*at) == Some(&Some(true))) {
                for at in &moment {
                    held.iter_mut().skip(*at).take(1).for_each(|held| *held = held.filter(|held| *held));
                }
            }
        }
        held
    }

    /// Whether a thing came or went, and in the time asked for.
    fn happened(&self, trace: Trace, leaf: usize) -> Answer {
        let answer = self.trace(trace, leaf);
        if self.window.is_none() || answer == Some(false) {
            return answer;
        }
        let line = self.on_the_line(self.found.iter().map(|found| self.leaf(leaf, found)).collect());
        let went = trace != Trace::Added;
        let mut turns: Vec<Turn> = turns(&line).filter(|turn| turn.went == went).collect();
        if trace == Trace::Gone {
            // It is gone since it went last.
            turns.drain(..turns.len().saturating_sub(1));
        }
        if turns.is_empty() {
            return None;
        }
        let in_time = any(turns.iter().map(|turn| self.is_in_time(turn)));
        if answer == Some(true) { in_time } else { in_time.filter(|yes| !yes) }
    }

    /// Whether something came or went in the time asked for: when that was first seen. Where revisions lie between of which
    /// nothing can be said, it may have been in any of them.
    pub(super) fn is_in_time(&self, turn: &Turn) -> Answer {
        let Some(window) = self.window else { return Some(true) };
        let may_be = self.found.get(turn.before + 1..=turn.after)?.iter().filter(|found| !found.aside);
        let mut answers = may_be.map(|found| window.holds(found.time));
        let first = answers.next()?;
        if answers.all(|answer| answer == first) { first } else { None }
    }

    fn trace(&self, trace: Trace, leaf: usize) -> Answer {
        // A moment of which there are several texts: whether any holds it, and the answer, where they agree.
        let mut moments: Vec<(bool, Answer)> = Vec::new();
        for found in self.line() {
            let held = self.leaf(leaf, found);
            match moments.last_mut().filter(|_| found.copy) {
                Some((any, all)) => (*any, *all) = (*any || held == Some(true), all.filter(|all| held == Some(*all))),
                None => moments.push((held == Some(true), held)),
            }
        }
        let first = moments.iter().position(|(any, _)| *any);
        let held: Vec<Answer> = moments.into_iter().map(|(_, all)| all).collect();
        let after = |first: usize| held.get(first + 1..).unwrap_or_default();
        // What nobody can put in order may have come before all, between them, or after all.
        let astray = self.found.iter().any(|found| found.adrift && found.marks.has(leaf));
        let is_one = held.len() < 2 && !self.found.iter().any(|found| found.adrift);
        match (trace, first) {
            // From one revision to the same nothing comes or goes.
            _ if is_one => Some(false),
            (_, None) if astray => None,
            (Trace::Gone, Some(_)) if astray && held.last() != Some(&Some(true)) => None,
            (_, None) => held.iter().all(Option::is_some).then_some(false),
            (Trace::Removed, Some(first)) if after(first).contains(&Some(false)) => Some(true),
            (Trace::Removed, Some(first)) => after(first).iter().all(Option::is_some).then_some(false),
            (Trace::Added, Some(_)) => held.first().copied().flatten().map(|held| !held),
            (Trace::Gone, Some(_)) => held.last().copied().flatten().map(|held| !held),
        }
    }

    fn about(&self, about: &About) -> Answer {
        Some(match about {
            About::Source(pattern) => pattern.is_in_field(self.subject.source),
            About::Url(part) => self.subject.url?.to_lowercase().contains(part),
            About::Revisions(least, most) => (*least..=*most).contains(&self.subject.revisions),
            About::Changed(kind) => self.subject.changes.has(*kind),
        })
    }
}

/// Whether all are so: one no makes it no, else one that cannot be said makes that the answer.
fn all(answers: impl Iterator<Item = Answer>) -> Answer {
    let mut sure = true;
    for answer in answers {
        match answer {
            Some(false) => return Some(false),
            Some(true) => {}
            None => sure = false,
        }
    }
    sure.then_some(true)
}

/// Whether any is so: one yes makes it yes, else one that cannot be said makes that the answer.
fn any(answers: impl Iterator<Item = Answer>) -> Answer {
    all(answers.map(|answer| answer.map(|yes| !yes))).map(|none| !none)
}
