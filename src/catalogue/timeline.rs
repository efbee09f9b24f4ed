//! An entry told as a timeline, as a text, as a side of a comparison.

use std::{collections::BTreeSet, sync::Arc};

use super::{entry::Entry, step};
use crate::{
    diff::{Relation, TextSide, facts::Facts},
    model::{Alignment, Article, ArticleHead, Gap, Revision, RevisionText, Timeline, TimelineRow, distance},
    source::join,
};

/// What is said of an article without its revisions.
pub(super) fn head(article: &Article) -> ArticleHead {
    ArticleHead {
        id: article.id.clone(),
        source: article.source.clone(),
        url: article.url.clone(),
        title: article.title().to_owned(),
        status: article.status.clone(),
        sides: article.sides,
        origins: article.origins.clone(),
        notes: article.notes.clone(),
        gaps: article.gaps.clone(),
    }
}

/// The timeline of an entry, with the facts about its steps.
pub(super) fn timeline(entry: &Entry, steps: &[Facts]) -> Timeline {
    let article = &entry.article;
    let facts = steps.iter().zip(&entry.words);
    let mut before: Option<&Revision> = None;
    let against = step::against(&article.revisions);
    let held = held(article);
    let rows = article.revisions.iter().zip(facts).zip(against.iter().zip(step::copies(&article.revisions)));
    let rows = rows.map(|((revision, (step, words)), (against, is_copy))| {
        let against = against.and_then(|at| article.revisions.get(at));
        let row = TimelineRow {
            number: revision.number,
            origin_revision: revision.origin_revision.clone(),
            title: revision.title.clone(),
            time: revision.time.clone(),
            later: before.filter(|_| !is_copy).and_then(|before| later(before, revision)),
            words: *words,
            against: against.map(|r| r.number),
            words_added: step.words_added.filter(|_| against.is_some()),
            words_removed: step.words_removed.filter(|_| against.is_some()),
            paragraphs_moved: step.paragraphs_moved,
            changes: step.changes,
            minor: step.minor,
            restores: step.restores,
            author: revision.author.clone(),
            comment: revision.comment.clone(),
            state: revision.state,
            is_copy,
            aside: revision.aside(),
            is_of_other_tool: against.is_some_and(|old| !join::share_a_tool(old, revision)),
            gap_before: gap(&article.gaps, &held, revision),
            origin: revision.origin.clone(),
            also_in: revision.also_in.clone(),
            archived: revision.archived.clone(),
            notes: revision.notes.clone(),
        };
        before = Some(revision);
        row
    });
    Timeline { head: head(article), rows: rows.collect() }
}

/// The distance from the revision before: reckoned where both bear a time that is more than a guess, else in the origin's
/// words.
fn later(before: &Revision, revision: &Revision) -> Option<String> {
    let times = before.time.as_ref().zip(revision.time.as_ref());
    let reckoned = times.and_then(|(a, b)| a.seconds_to(b)).map(distance::later);
    reckoned.or_else(|| revision.later.clone())
}

/// A revision's number, unless it is one that its origin did not give, because another revision bears that.
pub(super) fn own_number(revision: &Revision) -> Option<u32> {
    let there = revision.origin_revision.as_deref().and_then(|label| label.parse::<u32>().ok());
    there.is_none_or(|there| there == revision.number).then_some(revision.number)
}

/// The numbers of its origin that an article holds.
pub(super) fn held(article: &Article) -> BTreeSet<u32> {
    article.revisions.iter().filter_map(own_number).collect()
}

/// The gap that lies just before a revision: between its number and the one held before that.
pub(super) fn gap(gaps: &[Gap], held: &BTreeSet<u32>, revision: &Revision) -> Option<Gap> {
    let number = own_number(revision)?;
    let from = held.range(..number).next_back().map_or(0, |before| before.saturating_add(1));
    gaps.iter().rev().find(|gap| gap.from >= from && gap.to < number).cloned()
}

/// One revision's text.
pub(super) fn text(article: &Article, revision: &Revision) -> RevisionText {
    RevisionText {
        article: article.id.clone(),
        number: revision.number,
        title: revision.title.clone(),
        time: revision.time.clone(),
        later: revision.later.clone(),
        state: revision.state,
        paragraphs: revision.paragraphs.as_slice().into(),
        holes: revision.holes.as_slice().into(),
        evidence: revision.evidence.as_slice().into(),
        markup: revision.markup.as_deref().map(Arc::from),
    }
}

/// One revision as its origin wrote it, as a side of a comparison: markup line by line, where prose was made of it.
pub(super) fn raw_side(revision: &Revision) -> TextSide {
    let prose = side(revision);
    let Some(markup) = &revision.markup else { return prose };
    let lines: Vec<Arc<str>> = markup.iter().filter(|line| !line.trim().is_empty()).map(Arc::clone).collect();
    let cut = !revision.holes.is_empty();
    TextSide {
        holes: if cut { [lines.len()].into() } else { [].into() },
        paragraphs: lines.into(),
        uncertain: [].into(),
        evidence: [].into(),
        ..prose
    }
}

/// One revision as a side of a comparison.
pub(super) fn side(revision: &Revision) -> TextSide {
    TextSide {
        revision: revision.number,
        title: revision.title.clone(),
        is_title_carried: join::is_headline_carried(revision),
        time: revision.time.clone(),
        later: revision.later.clone(),
        state: revision.state,
        paragraphs: revision.paragraphs.as_slice().into(),
        holes: revision.holes.as_slice().into(),
        uncertain: revision.uncertain().into(),
        refrains: Arc::default(),
        evidence: revision.evidence.as_slice().into(),
        aside: revision.aside(),
        base: None,
        restores: None,
        alignment: None,
        relation: Relation::default(),
        is_apart: false,
        missing_before: None,
    }
}

/// What a revision is to an older one.
pub(super) fn relation(old: &Revision, new: &Revision) -> Relation {
    match () {
        () if join::is_conflict_between(old, new) => Relation::InConflict,
        () if !join::share_a_tool(old, new) => Relation::OfOtherTool,
        () => Relation::Later,
    }
}

/// How the origin aligned a revision with an earlier one; `None` where it did not, or with another one.
pub(super) fn alignment(base: &Revision, target: &Revision) -> Option<Arc<Alignment>> {
    let number = base.origin_revision.as_ref().and_then(|label| label.parse().ok()).unwrap_or(base.number);
    let alignment = target.alignment.as_ref().filter(|a| a.before == number && base.numbered_by == target.numbered_by);
    alignment.map(Arc::clone)
}
