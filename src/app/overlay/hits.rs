//! The hits of an archive search: they stream in, and Enter opens the diff in which the phrase came or went.

use super::{Ask, Hits, Line, Problems, Prompt};
use crate::{
    app::{
        Effect, Mode, Model, Pane,
        diff::{Find, Landing},
        list,
        timeline::{self, Wanted},
    },
    model::{Hit, Lifeline, Problem},
};

/// More hits are there.
pub fn answer(model: &mut Model, new: &[Hit], done: bool) -> Vec<Effect> {
    let take = |hits: &mut Hits| {
        hits.hits.extend(new.iter().cloned());
        hits.done = done;
    };
    if let Mode::Hits(hits) = &mut model.mode {
        take(hits);
    }
    if let Some(hits) = &mut model.hits {
        take(hits);
    }
    Vec::new()
}

/// The search failed.
pub fn failed(model: &mut Model) {
    if let Mode::Hits(hits) = &mut model.mode {
        hits.done = true;
    }
    if let Some(hits) = &mut model.hits {
        hits.done = true;
    }
}

/// The query was wrong: it is shown again, with where and why.
pub fn mistake(model: &mut Model, span: (usize, usize), reason: String) -> Vec<Effect> {
    let Some(hits) = model.hits.take() else { return Vec::new() };
    if matches!(model.mode, Mode::Hits(_)) {
        let line = Line::new(hits.query);
        model.mode =
            Mode::Prompt(Prompt { ask: Ask::Search, line, before: String::new(), mistake: Some((span, reason)) });
    } else {
        model.complain(reason);
    }
    Vec::new()
}

/// Problems met while reading are there.
pub fn problems(model: &mut Model, problems: Vec<Problem>) -> Vec<Effect> {
    if let Mode::Problems(Problems { problems: held, .. }) = &mut model.mode {
        *held = problems;
    }
    Vec::new()
}

/// Opens the hit under the cursor; the list of hits can be come back to.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Mode::Hits(hits) = &model.mode else { return Vec::new() };
    let Some(hit) = hits.hits.get(hits.cursor).cloned() else { return Vec::new() };
    model.hits = Some(hits.clone());
    model.mode = Mode::Browse;
    model.focus = Pane::Diff;
    let words = match hit.matches.first() {
        Some((from, to)) => hit.snippet.chars().skip(*from).take(to.saturating_sub(*from)).collect(),
        None => hits_words(model),
    };
    model.diff.search = Some(Find { words, ..Find::default() });
    crate::app::find::refresh(&mut model.diff);
    let (base, target) = opens(&hit);
    let wanted = Wanted { base, target: Some(target), landing: Landing::Match };
    let mut effects = list::seek(model, hit.id.clone());
    effects.extend(timeline::open(model, hit.id, wanted));
    model.say("S and Enter lead back to the hits.");
    effects
}

fn hits_words(model: &Model) -> String {
    model.hits.as_ref().map(|h| h.query.clone()).unwrap_or_default()
}

/// The pair that a hit opens, by number: the revision in which the phrase went or came, else the one in which it was
/// found, against the one before it; no base where that is the first.
#[must_use]
pub fn opens(hit: &Hit) -> (Option<u32>, u32) {
    let target = telling(&hit.lifeline).unwrap_or(hit.revision);
    let before = hit.lifeline.revisions.windows(2).find(|pair| pair.last().is_some_and(|last| last.0 == target));
    (before.and_then(|pair| pair.first()).map(|first| first.0), target)
}

/// The revision in which a phrase went, else that in which it came; `None` where it was always there, as far as can be
/// said. What went is what readers look for: it can no longer be seen anywhere else.
fn telling(lifeline: &Lifeline) -> Option<u32> {
    let turn = |from: bool, to: bool| {
        lifeline
            .revisions
            .windows(2)
            .rev()
            .find(|pair| matches!(pair, [(_, a), (_, b)] if (*a, *b) == (Some(from), Some(to))))
            .and_then(|pair| pair.last())
            .map(|last| last.0)
    };
    match lifeline.in_last() {
        Some(true) => turn(false, true),
        Some(false) | None => turn(true, false).or_else(|| turn(false, true)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hit_leads_to_where_the_phrase_went_or_came() {
        let line = |facts: &[Option<bool>]| Lifeline {
            revisions: facts.iter().enumerate().map(|(i, f)| (i as u32, *f)).collect(),
        };
        let (yes, no) = (Some(true), Some(false));
        assert_eq!(telling(&line(&[no, yes, no, no])), Some(2));
        assert_eq!(telling(&line(&[no, yes, yes])), Some(1));
        assert_eq!(telling(&line(&[yes, yes])), None);
        assert_eq!(telling(&line(&[yes, no, yes])), Some(2));
        assert_eq!(telling(&line(&[yes, None, no])), None);
        assert_eq!(telling(&line(&[])), None);
    }
}
