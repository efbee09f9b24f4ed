//! Which changes are walked to, on which of them the reader stands, and where the next are if there are none here.

use super::{
    Effect, Model,
    diff::DiffPane,
    folding::base_of,
    timeline::{self, Compare, TimelinePane},
};
use crate::model::{Changes, TimelineRow};

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
        let all = if pane.shown.len() < pane.rows().len() { "that is shown" } else { "of the article" };
        model.say(format!("{kind} here, nor in any other revision {all}."));
        return Vec::new();
    };
    pane.compare = Compare::Previous;
    let number = pane.rows().get(index).map_or(0, |row| row.number);
    let way = if pane.target.is_some_and(|here| index > here) { "on" } else { "back" };
    model.say(format!("{kind} there: {way} to revision {number}."));
    timeline::go(model, index)
}

/// The row shown, by index, whose revision has changes that are wanted, or one of a burst folded away before it: the next
/// after the target's, else the first; or the one before it, else the last.
fn next_with(pane: &TimelinePane, forwards: bool, kinds: Changes, hide_minor: bool) -> Option<usize> {
    let here = pane.target.unwrap_or(pane.cursor);
    let has = |at: &&usize| {
        // What it is set against may lie some revisions before it.
        let from = pane.timeline.as_ref().and_then(|t| base_of(t, &pane.shown, **at)).map_or(**at, |base| base + 1);
        let steps = pane.rows().get(from.min(**at)..=**at).unwrap_or_default();
        let wanted = |r: &TimelineRow| (kinds.is_empty() || r.changes.meets(kinds)) && !(hide_minor && r.minor);
        **at != here && steps.iter().any(wanted)
    };
    let (before, after) = pane.shown.split_at(pane.shown.partition_point(|at| *at <= here));
    let found = if forwards {
        after.iter().chain(before).find(has)
    } else {
        before.iter().rev().chain(after.iter().rev()).find(has)
    };
    found.copied()
}
