//! What one article answers: whether it is a hit, and what is shown of it.

use std::collections::HashMap;

use super::{
    super::{entry::Entry, step},
    snippet::Window,
};
use crate::{
    model::{Aside, Field, Hit, Language, Lifeline, Revision, Sighting, TextState, Turn, Unknown},
    query::{Found, Judgement, Marks, Query, Subject},
    source::join,
    text::cutoff,
};

/// Paragraphs of which the best is shown.
const PARAGRAPHS: usize = 16;

/// A hit, and what it weighs.
pub(super) struct Weighed {
    pub(super) hit: Hit,
    /// How many things the headline of the revision shown holds.
    pub(super) titled: u32,
    /// How many things its paragraphs hold, each counted, of a thousand paragraphs.
    pub(super) weight: usize,
}

/// The hit that an article is, if it is one.
pub(super) fn look(entry: &Entry, query: &Query, room: &mut String) -> Option<Weighed> {
    let article = &entry.article;
    let language = entry.row.language;
    let subject = Subject {
        source: &article.source,
        url: Some(&article.url),
        revisions: article.revisions.len(),
        changes: entry.row.changes,
    };
    if !query.admits(&subject) {
        return None;
    }
    let mut titles: HashMap<&str, Marks, foldhash::quality::RandomState> = HashMap::default();
    // By place in memory, and by how much of it is surely there.
    let mut paragraphs: HashMap<(*const u8, usize), Marks, foldhash::fast::RandomState> = HashMap::default();
    let mut found = Vec::with_capacity(article.revisions.len());
    let wanted = query.of_paragraphs();
    let name = article.instead_of_headline();
    let is_named = article.revisions.iter().all(|revision| revision.title.is_empty());
    let in_conflict = article.revisions.iter().any(join::is_in_conflict);
    let copies: Vec<bool> = if in_conflict { step::copies(&article.revisions).collect() } else { Vec::new() };
    // What surely stands in each revision, and what stands where the side is uncertain.
    let mut sides: Vec<(Marks, Marks)> = Vec::with_capacity(article.revisions.len());
    for (at, revision) in article.revisions.iter().enumerate() {
        let title = revision.title_or(name);
        let in_title = |room| query.in_title(title, language, room);
        let of_title = *titles.entry(title).or_insert_with(|| in_title(&mut *room));
        let is_untitled = revision.title.is_empty() || join::is_headline_carried(revision);
        let mut sure = if is_untitled && !is_named { Marks::default() } else { of_title };
        let mut unsure = Marks::default();
        let uncertain = revision.uncertain();
        for (at, paragraph) in (0..revision.paragraphs.len()).map(|at| (at, surely(revision, at))) {
            // Nothing more can be found.
            if sure.covers(wanted) && uncertain.is_empty() {
                break;
            }
            let in_paragraph = || query.in_paragraph(paragraph, language, &mut *room);
            let here = paragraphs.entry((paragraph.as_ptr(), paragraph.len())).or_insert_with(in_paragraph);
            let marks = if uncertain.binary_search(&at).is_ok() { &mut unsure } else { &mut sure };
            *marks = marks.with(*here);
        }
        sides.push((sure, unsure));
        found.push(Found {
            marks: sure.with(unsure),
            time: revision.time.as_ref().map(|time| time.at),
            whole: revision.state == TextState::Whole,
            titled: !title.is_empty() && (is_named || !is_untitled),
            aside: revision.is_aside,
            adrift: revision.aside() == Some(Aside::Adrift),
            copy: copies.get(at) == Some(&true),
            carried: Marks::default(),
            unsure: Marks::default(),
        });
    }
    doubt(&article.revisions, &sides, &mut found);
    // Which headline one had that is not known nobody can say.
    if !is_named {
        let all = titles.values().fold(Marks::default(), |all, marks| all.with(*marks));
        found.iter_mut().filter(|found| !found.titled).for_each(|found| found.carried = all);
    }
    let judgement = query.judge(&subject, &found)?;
    let revision = article.revisions.get(judgement.shown)?;
    let mut held = |p: &str| {
        let marks = paragraphs.entry((p.as_ptr(), p.len()));
        marks.or_insert_with(|| query.in_paragraph(p, language, &mut *room)).count() as usize
    };
    let weight = (0..revision.paragraphs.len()).map(|at| held(surely(revision, at))).sum::<usize>() * 1000
        / revision.paragraphs.len().max(1);
    let title = revision.title_or(name);
    let titled = titles.get(title).map_or(0, |marks| marks.count());
    let asked = judgement.asked;
    let unsure = found.iter().map(|found| found.unsure.meets(asked));
    let hit = hit(entry, query, revision, judgement, unsure, room);
    Some(Weighed { hit, titled, weight })
}

/// Notes what stands only where the side is uncertain, for a revision and for the one that it may be of instead.
fn doubt(revisions: &[Revision], sides: &[(Marks, Marks)], found: &mut [Found]) {
    let is_inferred = |at: usize| revisions.get(at).is_some_and(|revision| !revision.evidence.is_empty());
    for (at, found) in found.iter_mut().enumerate().filter(|(at, _)| is_inferred(*at)) {
        let near = [at.checked_sub(1), Some(at), Some(at + 1)].into_iter().flatten().filter(|at| is_inferred(*at));
        let unsure = near.filter_map(|at| sides.get(at)).fold(Marks::default(), |all, side| all.with(side.1));
        found.unsure = unsure.without(sides.get(at).map_or(Marks::default(), |side| side.0));
    }
}

fn hit(
    entry: &Entry,
    query: &Query,
    revision: &Revision,
    judgement: Judgement,
    unsure: impl Iterator<Item = bool>,
    room: &mut String,
) -> Hit {
    let article = &entry.article;
    let name = article.instead_of_headline();
    let title = revision.title_or(name);
    let (field, snippet, matches) =
        shown(revision, title, (query, judgement.traced, judgement.lit), entry.row.language, room);
    let sighting = |index: usize| {
        let revision = article.revisions.get(index)?;
        Some(Sighting { revision: revision.number, time: revision.time.clone() })
    };
    let turn = judgement
        .turn
        .and_then(|turn| Some(Turn { went: turn.went, before: sighting(turn.before)?, after: sighting(turn.after)? }));
    let lifeline = article.revisions.iter().zip(judgement.lifeline);
    let unknown = lifeline.clone().zip(unsure).filter(|((_, held), _)| held.is_none());
    let unknown = unknown.map(|((revision, _), unsure)| Unknown {
        revision: revision.number,
        state: revision.state,
        is_side_uncertain: unsure,
    });
    let unknown = unknown.collect();
    Hit {
        id: article.id.clone(),
        source: article.source.clone(),
        title: entry.row.title.clone(),
        revision: revision.number,
        before: judgement.shown.checked_sub(1).and_then(|at| article.revisions.get(at)).map(|before| before.number),
        time: revision.time.clone(),
        field,
        snippet,
        matches,
        lifeline: Lifeline { revisions: lifeline.map(|(revision, held)| (revision.number, held)).collect() },
        turn,
        is_sure: judgement.is_sure,
        unknown,
    }
}

/// As much of a revision's paragraph as is surely there: not the word at which it was cut off.
fn surely(revision: &Revision, at: usize) -> &str {
    let paragraphs = &revision.paragraphs;
    paragraphs.get(at).map_or("", |paragraph| cutoff::surely(paragraph, at, paragraphs.len(), &revision.holes))
}

type Shown = (Field, String, Vec<(usize, usize)>);

/// What is shown of a revision: of headline, or what stands for it, and paragraphs that with the most of what was searched
/// for, if it has what came or went; among equals the first in which most of it stands near together; the headline only
/// where it has more.
fn shown(
    revision: &Revision,
    headline: &str,
    (query, traced, lit): (&Query, Marks, Marks),
    language: Option<Language>,
    room: &mut String,
) -> Shown {
    let weight = |marks: Marks| marks.of(lit).count() + if marks.meets(traced) { u64::BITS } else { 0 };
    let of_title = query.in_title(headline, language, room);
    let title = weight(of_title);
    let marks = |at: usize| query.in_paragraph(surely(revision, at), language, &mut *room);
    let all: Vec<Marks> = (0..revision.paragraphs.len()).map(marks).collect();
    let best = all.iter().map(|marks| weight(*marks)).max().unwrap_or(0);
    if best == 0 || best < title {
        let (snippet, matches) = Window::of(headline, query.highlight(headline, language, true, lit)).cut(headline);
        return (Field::Title, snippet, matches);
    }
    let mut chosen: Option<(usize, Window)> = None;
    for (at, marks) in all.iter().enumerate().filter(|(_, marks)| weight(**marks) == best).take(PARAGRAPHS) {
        let text = surely(revision, at);
        let window = Window::of(text, query.highlight(text, language, false, lit));
        let things = window.things();
        if chosen.as_ref().is_none_or(|(_, before)| before.things() < things) {
            chosen = Some((at, window));
        }
        if things >= marks.of(lit).count() as usize {
            break;
        }
    }
    let (at, window) = chosen.unwrap_or_default();
    let (snippet, matches) = window.cut(revision.paragraphs.get(at).map_or("", AsRef::as_ref));
    (Field::Paragraph(at), snippet, matches)
}
