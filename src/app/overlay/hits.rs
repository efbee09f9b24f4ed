//! The hits of an archive search: they stream in, and Enter opens the diff in which the phrase came or went.

use super::{Ask, Hits, Line, Prompt};
use crate::{
    app::{
        Effect, Mode, Model, Pane,
        diff::{Find, Landing},
        list,
        timeline::Wanted,
    },
    model::{Hit, HitOrder, Problem},
};

/// More hits are there.
pub fn answer(model: &mut Model, new: &[Hit], done: bool) -> Vec<Effect> {
    let take = |hits: &mut Hits| {
        if let Some(again) = &mut hits.again {
            again.extend(new.iter().cloned());
            if done {
                renew(hits);
            }
            return;
        }
        let sure = hits.hits.partition_point(|hit| hit.is_sure);
        hits.hits.extend(new.iter().cloned());
        hits.hits.sort_by_key(|hit| !hit.is_sure);
        if hits.cursor >= sure && hits.cursor > 0 {
            // The doubtful one under the cursor stays under it.
            hits.cursor += new.iter().filter(|hit| hit.is_sure).count();
        }
        hits.done = done;
    };
    match &mut model.mode {
        Mode::Prompt(Prompt { hits: Some(hits), .. }) => {
            take(hits);
            return Vec::new();
        }
        Mode::Hits(hits) => take(hits),
        _ => {}
    }
    if let Some(hits) = &mut model.hits {
        take(hits);
    }
    Vec::new()
}

/// Puts what was found again in the place of what was found before; the cursor stays on its article.
fn renew(hits: &mut Hits) {
    let under = hits.hits.get(hits.cursor).map(|hit| hit.id.clone());
    hits.hits = hits.again.take().unwrap_or_default();
    hits.hits.sort_by_key(|hit| !hit.is_sure);
    let place = under.and_then(|id| hits.hits.iter().position(|hit| hit.id == id));
    hits.cursor = place.unwrap_or_else(|| hits.cursor.min(hits.hits.len().saturating_sub(1)));
    hits.done = true;
}

/// More has been read than when the hits were asked for: they are asked for again, and stay until the new ones are there.
pub fn read(model: &mut Model) -> Vec<Effect> {
    let shown = match &model.mode {
        Mode::Prompt(Prompt { hits: Some(hits), .. }) | Mode::Hits(hits) => Some(hits),
        Mode::Prompt(Prompt { ask: Ask::Search, .. }) => None,
        _ => model.hits.as_ref(),
    };
    let Some((query, order)) = shown.map(|hits| (hits.query.clone(), hits.order)) else { return Vec::new() };
    let effects = super::prompt::asked(model, query, order);
    let is_typed = matches!(model.mode, Mode::Prompt(Prompt { hits: Some(_), .. }));
    for hits in held(model) {
        (hits.done, hits.again) = (false, Some(Vec::new()));
        if is_typed {
            break;
        }
    }
    effects
}

/// The hits on the screen, then those that can be come back to.
fn held(model: &mut Model) -> impl Iterator<Item = &mut Hits> {
    let shown = match &mut model.mode {
        Mode::Hits(hits) | Mode::Prompt(Prompt { hits: Some(hits), .. }) => Some(hits),
        _ => None,
    };
    shown.into_iter().chain(&mut model.hits)
}

/// The hits in the other order.
pub fn reorder(model: &mut Model) -> Vec<Effect> {
    let Mode::Hits(hits) = &model.mode else { return Vec::new() };
    let order = match hits.order {
        HitOrder::Time => HitOrder::Relevance,
        HitOrder::Relevance => HitOrder::Time,
    };
    super::prompt::search(model, hits.query.clone(), order)
}

/// The search failed.
pub fn failed(model: &mut Model) {
    held(model).for_each(|hits| (hits.done, hits.again) = (true, None));
}

/// The query was wrong: it is shown again, with where and why.
pub fn mistake(model: &mut Model, span: (usize, usize), reason: String) -> Vec<Effect> {
    if let Mode::Prompt(prompt) = &mut model.mode {
        // What is typed may not be finished; Enter asks again.
        prompt.hits = None;
        return Vec::new();
    }
    let Some(hits) = model.hits.take() else { return Vec::new() };
    if matches!(model.mode, Mode::Hits(_)) {
        let line = Line::new(hits.query);
        let mistake = Some((span, reason));
        model.mode = Mode::Prompt(Prompt::mistaken(Ask::Search, line, String::new(), mistake));
    } else {
        model.complain(reason);
    }
    Vec::new()
}

/// Problems met while reading are there.
pub fn problems(model: &mut Model, problems: Vec<Problem>) -> Vec<Effect> {
    if let Mode::Problems(list) = &mut model.mode {
        list.take(problems);
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
    model.diff.search = Some(Find { words, of: Some(hit.id.clone()), ..Find::default() });
    crate::app::find::refresh(&mut model.diff);
    let (base, target) = opens(&hit);
    let wanted = Wanted { base, target: Some(target), landing: Landing::Match };
    let effects = list::open(model, hit.id, wanted);
    model.say("S and Enter lead back to the hits.");
    effects
}

fn hits_words(model: &Model) -> String {
    model.hits.as_ref().map(|h| h.query.clone()).unwrap_or_default()
}

/// The pair that a hit opens, by number: that between which the phrase went or came, else the revision in which it was
/// found against the one before it; no base where that is the first. What went is what readers look for: it can no longer
/// be seen anywhere else.
#[must_use]
pub fn opens(hit: &Hit) -> (Option<u32>, u32) {
    if let Some(turn) = &hit.turn {
        return (Some(turn.before.revision), turn.after.revision);
    }
    (hit.before, hit.revision)
}
