//! The timeline's state: the article's revisions, base and target, and what is folded away.

use std::sync::Arc;

use super::{
    Effect, Model, Pane, Request, Slot,
    diff::{self, Landing},
    folding,
    motion::{Motion, follow},
};
use crate::model::{ArticleId, Timeline, TimelineRow};

/// The timeline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TimelinePane {
    /// The article asked for; its timeline may still be on the way.
    pub article: Option<ArticleId>,
    /// The timeline, once it is there; that of the article before stays until then.
    pub timeline: Option<Timeline>,
    /// The row under the cursor, as an index into the timeline's rows.
    pub cursor: usize,
    /// The first row shown, as an index into [`TimelinePane::shown`].
    pub top: usize,
    /// The base, as an index into the timeline's rows.
    pub base: Option<usize>,
    /// The target, as an index into the timeline's rows.
    pub target: Option<usize>,
    /// What the base follows (`=`).
    pub compare: Compare,
    /// Minor revisions and bursts folded away.
    pub folded: bool,
    /// Indices of the rows shown, ascending; all unless folded.
    pub shown: Vec<usize>,
    /// How many revisions the user had seen before the article was opened this time.
    pub seen_before: u32,
    /// The article, and how many revisions of it, that were noted as seen since the list was left: what is marked as
    /// unread after that stays so until it is opened again.
    pub noted: Option<(ArticleId, u32)>,
    /// Which revisions to go to when the timeline is there.
    pub wanted: Wanted,
    /// How many revisions the list spoke of when the timeline was asked for.
    pub revisions: u32,
    /// The generation of the timeline asked for last.
    pub generation: u64,
    /// Whether an answer is awaited.
    pub waiting: bool,
    /// The search in this pane (`/`).
    pub search: Option<String>,
}

/// What a revision is compared with (`=` cycles).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Compare {
    /// The one before it.
    #[default]
    Previous,
    /// The first.
    First,
    /// The last.
    Last,
    /// The last one that the user had seen.
    LastSeen,
    /// Base and target were set by hand.
    Chosen,
}

impl Compare {
    /// The next way, round and round.
    #[must_use]
    pub fn next(self) -> Compare {
        match self {
            Compare::Previous => Compare::First,
            Compare::First => Compare::Last,
            Compare::Last => Compare::LastSeen,
            Compare::LastSeen | Compare::Chosen => Compare::Previous,
        }
    }

    /// The words shown.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Compare::Previous => "compared with the revision before",
            Compare::First => "compared with the first revision",
            Compare::Last => "compared with the last revision",
            Compare::LastSeen => "compared with the last revision that you had seen",
            Compare::Chosen => "base and target chosen",
        }
    }
}

/// Revisions to go to, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted {
    /// The base.
    pub base: Option<u32>,
    /// The target, where the cursor goes.
    pub target: Option<u32>,
    /// How the diff opens.
    pub landing: Landing,
}

impl TimelinePane {
    /// The rows of the timeline; empty while it is on the way.
    #[must_use]
    pub fn rows(&self) -> &[TimelineRow] {
        self.timeline.as_ref().map_or(&[], |t| &t.rows)
    }

    /// The revision numbers of base and target.
    #[must_use]
    pub fn pair(&self) -> Option<(u32, u32)> {
        let number = |i: Option<usize>| i.and_then(|i| self.rows().get(i)).map(|r| r.number);
        Some((number(self.base)?, number(self.target)?))
    }

    /// Whether the timeline held is that of the article asked for.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.timeline.as_ref().is_some_and(|t| Some(&t.head.id) == self.article.as_ref())
    }

    /// The place of the cursor among the rows shown.
    #[must_use]
    pub fn place(&self) -> usize {
        self.shown.partition_point(|i| *i < self.cursor).min(self.shown.len().saturating_sub(1))
    }

    /// Pairs of numbers that one key away would show.
    #[must_use]
    pub fn neighbours(&self) -> Vec<(u32, u32)> {
        if self.compare == Compare::Chosen {
            return Vec::new();
        }
        let place = self.place();
        let near = [Some(place + 1), place.checked_sub(1)];
        let cursors = near.into_iter().flatten().filter_map(|p| self.shown.get(p).copied());
        cursors
            .filter_map(|cursor| {
                let (base, target) = self.pair_of(cursor)?;
                Some((self.number(base)?, self.number(target)?))
            })
            .collect()
    }

    fn index(&self, number: u32) -> Option<usize> {
        self.rows().iter().position(|r| r.number == number)
    }

    fn number(&self, index: usize) -> Option<u32> {
        self.rows().get(index).map(|r| r.number)
    }

    /// Rows that are never folded away: the one under the cursor, and what was chosen by hand.
    pub(super) fn kept(&self) -> Vec<usize> {
        let chosen = [self.base, self.target].into_iter().flatten().filter(|_| self.compare == Compare::Chosen);
        std::iter::once(self.cursor).chain(chosen).collect()
    }

    fn refold(&mut self) {
        self.shown = match (&self.timeline, self.folded) {
            (Some(timeline), true) => folding::unfolded(&timeline.rows, &self.kept()),
            (Some(timeline), false) => (0..timeline.rows.len()).collect(),
            (None, _) => Vec::new(),
        };
    }

    /// Whether what is shown is what a burst folded away did, and not the step from the revision before alone.
    #[must_use]
    pub fn spans_burst(&self) -> bool {
        let before = self.timeline.as_ref().zip(self.target).and_then(|(timeline, target)| timeline.before(target));
        self.compare == Compare::Previous && before.is_some() && before != self.base
    }

    /// Base and target for a cursor, as indices; `None` where they were chosen by hand.
    pub(super) fn pair_of(&self, cursor: usize) -> Option<(usize, usize)> {
        let last = self.rows().len().checked_sub(1)?;
        Some(match self.compare {
            // What the row's own figures are of, be that folded away as minor. After a burst, what all of it did.
            Compare::Previous => {
                let base = folding::base_of(self.timeline.as_ref()?, &self.shown, cursor);
                (base.unwrap_or(cursor), cursor)
            }
            Compare::First => (0, cursor),
            Compare::Last => (cursor, last),
            Compare::LastSeen => {
                let seen = (self.seen_before as usize).saturating_sub(1).min(last);
                (seen.min(cursor), seen.max(cursor))
            }
            Compare::Chosen => return None,
        })
    }

    /// Sets base and target to what the cursor and the way of comparing say.
    fn pair_up(&mut self) {
        let Some(last) = self.rows().len().checked_sub(1) else {
            (self.base, self.target) = (None, None);
            return;
        };
        self.cursor = self.cursor.min(last);
        if let Some((base, target)) = self.pair_of(self.cursor) {
            (self.base, self.target) = (Some(base), Some(target));
        }
    }

    fn take(&mut self, timeline: Timeline) {
        let numbers = |pane: &Self, index: Option<usize>| index.and_then(|i| pane.number(i));
        let same = self.timeline.as_ref().is_some_and(|t| t.head.id == timeline.head.id);
        let (cursor, base, target) = if same {
            (self.number(self.cursor), numbers(self, self.base), numbers(self, self.target))
        } else {
            (None, None, None)
        };
        let at_end = same && self.cursor + 1 >= self.rows().len();
        self.article = Some(timeline.head.id.clone());
        self.timeline = Some(timeline);
        let last = self.rows().len().saturating_sub(1);
        let wanted = std::mem::take(&mut self.wanted);
        self.cursor = match wanted.target.or(if at_end { None } else { cursor }) {
            Some(number) => self.index(number).unwrap_or(last),
            None => self.timeline.as_ref().and_then(Timeline::last).unwrap_or(last),
        };
        if !same {
            self.top = 0;
            if self.compare == Compare::Chosen {
                self.compare = Compare::Previous;
            }
        }
        (self.base, self.target) = (base.and_then(|n| self.index(n)), target.and_then(|n| self.index(n)));
        if self.compare == Compare::Chosen && (self.base.is_none() || self.target.is_none()) {
            self.compare = Compare::Previous;
        }
        self.refold();
        self.pair_up();
        if let (Some(base), Some(target)) = (wanted.base.and_then(|n| self.index(n)), wanted.target)
            && self.pair().is_some_and(|pair| pair != (wanted.base.unwrap_or(0), target))
            && let Some(target) = self.index(target)
        {
            (self.base, self.target, self.compare) = (Some(base), Some(target), Compare::Chosen);
        }
        self.refold();
    }
}

/// Shows an article: its timeline is asked for, its diff follows.
pub fn open(model: &mut Model, id: ArticleId, wanted: Wanted) -> Vec<Effect> {
    let pane = &mut model.timeline;
    let known = pane.article.as_ref() == Some(&id);
    if known && pane.waiting && wanted == Wanted::default() {
        return Vec::new();
    }
    if known && !pane.waiting && pane.is_current() {
        if wanted == Wanted::default() {
            return Vec::new();
        }
        // The timeline is there already: what is wanted is found in it.
        pane.wanted = wanted;
        let timeline = pane.timeline.take();
        return timeline.map_or_else(Vec::new, |t| answer(model, t));
    }
    if !known {
        pane.seen_before = model.user.seen.get(&id).copied().unwrap_or(0);
    }
    pane.article = Some(id);
    pane.wanted = wanted;
    pane.revisions = model.list.current().filter(|r| Some(&r.id) == pane.article.as_ref()).map_or(0, |r| r.revisions);
    ask(model)
}

/// The list shows an article under its cursor that has so many revisions now.
pub fn follow_list(model: &mut Model, id: ArticleId, revisions: u32) -> Vec<Effect> {
    if model.timeline.article.as_ref() != Some(&id) {
        return open(model, id, Wanted::default());
    }
    if model.timeline.revisions == revisions || model.timeline.waiting {
        return Vec::new();
    }
    model.timeline.revisions = revisions;
    ask(model)
}

/// Asks for the timeline of the article again.
pub fn ask(model: &mut Model) -> Vec<Effect> {
    let pane = &mut model.timeline;
    let Some(id) = pane.article.clone() else { return Vec::new() };
    pane.generation += 1;
    pane.waiting = true;
    vec![Effect::Ask { slot: Slot::Timeline, generation: pane.generation, request: Request::Timeline(id) }]
}

/// A timeline is there.
pub fn answer(model: &mut Model, timeline: Timeline) -> Vec<Effect> {
    let pane = &mut model.timeline;
    pane.waiting = false;
    let landing = pane.wanted.landing;
    pane.take(timeline);
    diff::show(model, landing)
}

/// No article is open any more: nothing is shown, compared or exported.
pub fn close(model: &mut Model) {
    let pane = &mut model.timeline;
    pane.article = None;
    pane.generation += 1;
    failed(model);
}

/// The timeline could not be had: neither that of another article nor its diff is shown in its place.
pub fn failed(model: &mut Model) {
    let pane = &mut model.timeline;
    (pane.waiting, pane.timeline) = (false, None);
    (pane.base, pane.target, pane.cursor) = (None, None, 0);
    pane.refold();
    diff::clear(model);
}

/// Notes that the revisions of the article shown were seen, once timeline or diff has the focus for good.
pub fn mark_seen(model: &mut Model) -> Vec<Effect> {
    if model.focus == Pane::List {
        model.timeline.noted = None;
    }
    if model.focus == Pane::List || model.digit.is_some() || !model.timeline.is_current() {
        return Vec::new();
    }
    let count = u32::try_from(model.timeline.rows().len()).unwrap_or(u32::MAX);
    let Some(id) = model.timeline.article.clone() else { return Vec::new() };
    let noted = Some((id.clone(), count));
    if model.timeline.noted == noted {
        return Vec::new();
    }
    model.timeline.noted = noted;
    if model.user.seen.get(&id) == Some(&count) {
        return Vec::new();
    }
    Arc::make_mut(&mut model.user.seen).insert(id, count);
    vec![Effect::Save]
}

/// Moves the cursor; unless base and target were chosen they follow.
pub fn travel(model: &mut Model, motion: Motion) -> Vec<Effect> {
    let page = model.page(Pane::Timeline);
    let pane = &mut model.timeline;
    pane.top = motion.scrolled(pane.top, pane.shown.len(), page);
    let place = motion.from(pane.place(), pane.shown.len(), page);
    match pane.shown.get(place).copied() {
        Some(index) => go(model, index),
        None => Vec::new(),
    }
}

/// Puts the cursor on a revision, by index; unless base and target were chosen they follow.
pub fn go(model: &mut Model, index: usize) -> Vec<Effect> {
    go_to(model, index, Landing::FirstChange)
}

/// The same; the diff opens there.
pub(super) fn go_to(model: &mut Model, index: usize, landing: Landing) -> Vec<Effect> {
    if !model.timeline.is_current() {
        return Vec::new();
    }
    model.timeline.cursor = index.min(model.timeline.rows().len().saturating_sub(1));
    repair(model, landing)
}

/// Scrolls by revisions, down where positive; the cursor stays on screen.
pub fn scroll(model: &mut Model, by: isize) -> Vec<Effect> {
    let page = model.page(Pane::Timeline);
    let pane = &mut model.timeline;
    pane.top = pane.top.saturating_add_signed(by).min(pane.shown.len().saturating_sub(page));
    let place = pane.place();
    let to = place.clamp(pane.top, pane.top + page - 1);
    match pane.shown.get(to).copied() {
        Some(index) if to != place => go(model, index),
        _ => Vec::new(),
    }
}

/// Base and target are found anew and their diff is shown.
pub fn repair(model: &mut Model, landing: Landing) -> Vec<Effect> {
    model.timeline.pair_up();
    diff::show(model, landing)
}

/// Folds or unfolds.
pub fn refold(model: &mut Model) -> Vec<Effect> {
    model.timeline.refold();
    repair(model, Landing::FirstChange)
}

/// Keeps cursor and scrolling within bounds after any change.
pub fn settle(model: &mut Model) {
    let page = model.page(Pane::Timeline);
    let pane = &mut model.timeline;
    pane.top = follow(pane.top, pane.place(), pane.shown.len(), page);
}
