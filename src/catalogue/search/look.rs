//! What one article answers: whether it is a hit, and what is shown of it.

use std::collections::HashMap;

use super::super::{entry::Entry, step};
use crate::{
    model::{Aside, Field, Hit, Language, Lifeline, Revision, Sighting, TextState, Turn},
    query::{Found, Judgement, Marks, Query, Subject},
    source::join,
    text::cutoff,
};

/// Characters of a snippet, and of what stands in it before the first match.
const SNIPPET: usize = 200;
const BEFORE: usize = 60;

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
    let name = article.instead_of_headline();
    let is_named = article.revisions.iter().all(|revision| revision.title.is_empty());
    let in_conflict = article.revisions.iter().any(join::is_in_conflict);
    let copies: Vec<bool> = if in_conflict { step::copies(&article.revisions).collect() } else { Vec::new() };
    for (at, revision) in article.revisions.iter().enumerate() {
        let title = revision.title_or(name);
        let in_title = |room| query.in_title(title, language, room);
        let of_title = *titles.entry(title).or_insert_with(|| in_title(&mut *room));
        let is_untitled = revision.title.is_empty() || join::is_headline_carried(revision);
        let mut marks = if is_untitled && !is_named { Marks::default() } else { of_title };
        for paragraph in (0..revision.paragraphs.len()).map(|at| surely(revision, at)) {
            let in_paragraph = || query.in_paragraph(paragraph, language, &mut *room);
            let here = paragraphs.entry((paragraph.as_ptr(), paragraph.len())).or_insert_with(in_paragraph);
            marks = marks.with(*here);
        }
        found.push(Found {
            marks,
            time: revision.time.as_ref().map(|time| time.at),
            whole: revision.state == TextState::Whole,
            titled: !title.is_empty() && (is_named || !is_untitled),
            aside: revision.is_aside,
            adrift: revision.aside() == Some(Aside::Adrift),
            copy: copies.get(at) == Some(&true),
            carried: Marks::default(),
        });
    }
    // Which headline one had that is not known nobody can say.
    if !is_named {
        let all = titles.values().fold(Marks::default(), |all, marks| all.with(*marks));
        found.iter_mut().filter(|found| !found.titled).for_each(|found| found.carried = all);
    }
    let judgement = query.judge(&subject, &found)?;
    let revision = article.revisions.get(judgement.shown)?;
    let held = |p: &str| paragraphs.get(&(p.as_ptr(), p.len())).map_or(0, |marks| marks.count() as usize);
    let weight = (0..revision.paragraphs.len()).map(|at| held(surely(revision, at))).sum::<usize>() * 1000
        / revision.paragraphs.len().max(1);
    let title = revision.title_or(name);
    let titled = titles.get(title).map_or(0, |marks| marks.count());
    let hit = hit(entry, query, revision, judgement, room);
    Some(Weighed { hit, titled, weight })
}

fn hit(entry: &Entry, query: &Query, revision: &Revision, judgement: Judgement, room: &mut String) -> Hit {
    let article = &entry.article;
    let name = article.instead_of_headline();
    let title = revision.title_or(name);
    let (field, snippet, matches) = shown(revision, title, (query, judgement.traced), entry.row.language, room);
    let sighting = |index: usize| {
        let revision = article.revisions.get(index)?;
        Some(Sighting { revision: revision.number, time: revision.time.clone() })
    };
    let turn = judgement
        .turn
        .and_then(|turn| Some(Turn { went: turn.went, before: sighting(turn.before)?, after: sighting(turn.after)? }));
    let lifeline = article.revisions.iter().zip(judgement.lifeline);
    let unknown = lifeline.clone().filter(|(_, held)| held.is_none()).map(|(r, _)| (r.number, r.state)).collect();
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

/// What is shown of a revision: of headline, or what stands for it, and paragraphs the first with the most of what was
/// searched for, if it has what came or went; the headline only where it has more.
fn shown(
    revision: &Revision,
    headline: &str,
    (query, traced): (&Query, Marks),
    language: Option<Language>,
    room: &mut String,
) -> Shown {
    let weight = |marks: Marks| marks.count() + if marks.meets(traced) { u64::BITS } else { 0 };
    let title = weight(query.in_title(headline, language, room));
    let of_paragraph = |at: usize| (at, weight(query.in_paragraph(surely(revision, at), language, room)));
    let marks = (0..revision.paragraphs.len()).map(of_paragraph);
    let best = marks.fold((0, 0), |best, (index, count)| if count > best.1 { (index, count) } else { best });
    match revision.paragraphs.get(best.0).filter(|_| best.1 > 0 && best.1 >= title) {
        Some(paragraph) => {
            let (snippet, matches) = snippet(paragraph, &query.highlight(surely(revision, best.0), language, false));
            (Field::Paragraph(best.0), snippet, matches)
        }
        None => {
            let (snippet, matches) = snippet(headline, &query.highlight(headline, language, true));
            (Field::Title, snippet, matches)
        }
    }
}

/// A text cut around the first match, with the matches in it.
fn snippet(text: &str, matches: &[(usize, usize)]) -> (String, Vec<(usize, usize)>) {
    let first = matches.first().map_or(0, |m| m.0);
    let wanted = first.saturating_sub(BEFORE);
    let mut from = 0;
    if wanted > 0 {
        // Begins with a word where one begins nearby.
        let near = text.chars().skip(wanted).take(BEFORE / 2).position(char::is_whitespace);
        from = wanted + near.map_or(0, |blanks| blanks + 1);
    }
    let mut rest = text.chars().skip(from);
    let mut snippet = String::from(if from > 0 { "…" } else { "" });
    snippet.extend(rest.by_ref().take(SNIPPET));
    if rest.next().is_some() {
        snippet.push('…');
    }
    let mark = usize::from(from > 0);
    let inside = |at: usize| at.saturating_sub(from).min(SNIPPET) + mark;
    let matches = matches.iter().map(|m| (inside(m.0), inside(m.1))).filter(|m| m.0 < m.1).collect();
    (snippet, matches)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_holds_its_matches() {
        let text = format!("{} needle {}", "straw ".repeat(40), "hay ".repeat(80));
        let at = text.find("needle").unwrap();
        let (shown, matches) = snippet(&text, &[(at, at + 6), (at + 400, at + 403)]);
        let [(start, end)] = matches[..] else { panic!("{matches:?}") };
        assert_eq!(shown.chars().skip(start).take(end - start).collect::<String>(), "needle");
        assert!(shown.starts_with("…straw ") && shown.ends_with('…'), "{shown}");
        assert_eq!(snippet("short", &[(0, 5)]), ("short".into(), vec![(0, 5)]));
    }
}
