//! Which changes are walked to, on which of them the reader stands, and where the next are if there are none here.

use super::{
    Effect, Model,
    diff::DiffPane,
    timeline::{self, Compare, TimelinePane},
};
use crate::model::Changes;

impl DiffPane {
    /// Whether a change is walked to, by index.
    #[must_use]
    pub fn walks_to(&self, index: usize) -> bool {
        self.rows.changes.get(index).is_some_and(|c| c.passes(self.kinds) && (c.substance || !self.hide_minor))
    }

    /// The changes walked to, by index.
    #[must_use]
    pub fn walked(&self) -> Vec<usize> {
        (0..self.rows.changes.len()).filter(|i| self.walks_to(*i)).collect()
    }

    /// Which of the changes walked to the reader stands on, from 1, and how many there are.
    #[must_use]
    pub fn standing(&self) -> (Option<usize>, usize) {
        let (mut at, mut all) = (None, 0);
        for index in (0..self.rows.changes.len()).filter(|i| self.walks_to(*i)) {
            all += 1;
            at = at.or((self.change == Some(index)).then_some(all));
        }
        (at, all)
    }
}

/// Where no change of the diff is walked to: on to the next revision of the article, or back to the one before, that has
/// changes of the kinds wanted, round and round; that is said, and so is that there is none.
pub(super) fn to_next_pair(model: &mut Model, forwards: bool) -> Vec<Effect> {
    let (kinds, hide_minor) = (model.diff.kinds, model.diff.hide_minor);
    let pane = &mut model.timeline;
    let kind = if kinds.is_empty() { "No change of substance" } else { "No change of these kinds" };
    if !pane.is_current() || !matches!(pane.compare, Compare::Previous | Compare::Chosen) {
        model.say(format!("{kind} between these two."));
        return Vec::new();
    }
    let Some(index) = next_with(pane, forwards, kinds, hide_minor) else {
        model.say(format!("{kind} here, nor in any other revision of the article."));
        return Vec::new();
    };
    pane.compare = Compare::Previous;
    let number = pane.rows().get(index).map_or(0, |row| row.number);
    let way = if pane.target.is_some_and(|here| index > here) { "on" } else { "back" };
    model.say(format!("{kind} there: {way} to revision {number}."));
    timeline::go(model, index)
}

/// The row shown, by index, whose revision has changes that are wanted: the next after the target's, else the first; or
/// the one before it, else the last.
fn next_with(pane: &TimelinePane, forwards: bool, kinds: Changes, hide_minor: bool) -> Option<usize> {
    let here = pane.target.unwrap_or(pane.cursor);
    let has = |at: &&usize| {
        let row = pane.rows().get(**at);
        row.is_some_and(|r| **at != here && (kinds.is_empty() || r.changes.meets(kinds)) && !(hide_minor && r.minor))
    };
    let (before, after) = pane.shown.split_at(pane.shown.partition_point(|at| *at <= here));
    let found = if forwards {
        after.iter().chain(before).find(has)
    } else {
        before.iter().rev().chain(after.iter().rev()).find(has)
    };
    found.copied()
}
