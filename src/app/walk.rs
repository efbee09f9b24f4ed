//! Which changes are walked to, on which of them the reader stands, and where the next are if there are none here.

use super::{
    Effect, Model,
    diff::DiffPane,
    folding::base_of,
    landing::Landing,
    timeline::{self, Compare, TimelinePane},
};
use crate::model::TimelineRow;

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

    /// So many changes on among those walked to, by place among them; outside them past the last or before the first.
    pub(super) fn stepped(&self, walked: &[usize], by: isize) -> isize {
        // On a row of an edited paragraph that shows no change the reader stands between two.
        let here = self.change.filter(|c| self.rows.changes.get(*c).is_some_and(|mark| mark.shows(self.cursor)));
        match here.and_then(|c| walked.iter().position(|i| *i == c)) {
            Some(at) => at as isize + by,
            // Between two changes: forwards the one below is next, backwards the one above.
            None => {
                let row = |i: usize| self.rows.changes.get(i).map_or(0, |c| c.row);
                let below = walked.partition_point(|i| row(*i) < self.cursor) as isize;
                if by > 0 { below + by - 1 } else { below + by }
            }
        }
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
    let kind = wanted(model);
    let pane = &model.timeline;
    if !follows(pane) {
        model.say(format!("No {kind} between these two."));
        return Vec::new();
    }
    let Some(index) = next_with(model, forwards) else {
        let all = if pane.shown.len() < pane.rows().len() { "that is shown" } else { "of the article" };
        model.say(format!("No {kind} here, nor in any other revision {all}."));
        return Vec::new();
    };
    leave(model, index, forwards, &format!("No {kind} there"))
}

/// Past the last of several changes that are filtered, or before the first: on to the next revision that has such, so that
/// one key reads all changes of a kind; `None` where no other has, or the pair was chosen in another way.
pub(super) fn beyond(model: &mut Model, forwards: bool) -> Option<Vec<Effect>> {
    if !follows(&model.timeline) {
        return None;
    }
    let index = next_with(model, forwards)?;
    if model.diff.waiting {
        // Of the diff on its way nobody has seen a change yet: it is not passed over.
        return Some(Vec::new());
    }
    let end = if forwards { "last" } else { "first" };
    let said = format!("That was the {end} {}", wanted(model));
    Some(leave(model, index, forwards, &said))
}

/// What is walked to where not everything is.
fn wanted(model: &Model) -> &'static str {
    if model.diff.kinds.is_empty() { "change of substance" } else { "change of these kinds" }
}

/// Whether the pair follows the cursor from revision to revision.
fn follows(pane: &TimelinePane) -> bool {
    pane.is_current() && matches!(pane.compare, Compare::Previous | Compare::Chosen)
}

/// To another revision, by index; why is said.
fn leave(model: &mut Model, index: usize, forwards: bool, why: &str) -> Vec<Effect> {
    let pane = &mut model.timeline;
    pane.compare = Compare::Previous;
    let number = pane.rows().get(index).map_or(0, |row| row.number);
    let way = if pane.target.is_some_and(|here| index > here) { "on" } else { "back" };
    model.say(format!("{why}: {way} to revision {number}."));
    timeline::go_to(model, index, if forwards { Landing::FirstChange } else { Landing::LastChange })
}

/// The row shown, by index, whose revision has changes that are wanted, or one of a burst folded away before it: the next
/// after the target's, else the first; or the one before it, else the last.
fn next_with(model: &Model, forwards: bool) -> Option<usize> {
    let (pane, kinds, hide_minor) = (&model.timeline, model.diff.kinds, model.diff.hide_minor);
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
