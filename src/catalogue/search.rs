//! Search by looking through every revision of the articles that the index of words names, where there is one; a
//! paragraph that several revisions share is looked at once.

use std::{collections::HashMap, ops::ControlFlow};

use rayon::prelude::*;

use super::{Catalogue, entry::Entry, lock, shelf::Place};
use crate::{
    model::{Field, Hit, Lifeline, ListQuery, Revision, TextState},
    query::{Found, Marks, Query, Subject},
};

/// Articles looked through before hits are handed on: few at first, so that the first come soon.
const FIRST: usize = 32;
const MOST: usize = 1024;

/// Characters of a snippet, and of what stands in it before the first match.
const SNIPPET: usize = 200;
const BEFORE: usize = 60;

impl Catalogue {
    /// Looks for a query in every revision of every article, the article changed last first, and hands hits to `emit` as
    /// they are found, at most `limit` of them. Looks at `stale` now and then and stops early when it says so, or when
    /// `emit` does.
    pub fn search(
        &self,
        query: &Query,
        limit: usize,
        stale: &dyn Fn() -> bool,
        emit: &mut dyn FnMut(Hit) -> ControlFlow<()>,
    ) {
        let mut places: Vec<Place> = {
            let mut orders = lock(&self.orders);
            orders.places(&self.shelf(), &ListQuery::default(), true).to_vec()
        };
        if let Some(candidates) = self.texts.disk().and_then(|disk| disk.candidates(&query.need())) {
            places.retain(|place| candidates.has(*place));
        }
        let mut left = limit;
        let mut size = FIRST;
        while !places.is_empty() && left > 0 && !stale() {
            let rest = places.split_off(size.min(places.len()));
            let hit = |room: &mut String, place: &Place| look(&*self.texts.glance(*place)?, query, room);
            let hits: Vec<Option<Hit>> = places.par_iter().map_init(String::new, hit).collect();
            for hit in hits.into_iter().flatten().take(left) {
                left -= 1;
                if emit(hit).is_break() {
                    return;
                }
            }
            places = rest;
            size = (size * 2).min(MOST);
        }
    }
}

/// The hit that an article is, if it is one.
fn look(entry: &Entry, query: &Query, room: &mut String) -> Option<Hit> {
    let article = &entry.article;
    let subject = Subject {
        source: &article.source,
        url: &article.url,
        revisions: article.revisions.len(),
        changes: entry.row.changes,
    };
    if !query.admits(&subject) {
        return None;
    }
    let mut titles: HashMap<&str, Marks> = HashMap::new();
    let mut paragraphs: HashMap<*const u8, Marks> = HashMap::new();
    let mut found = Vec::with_capacity(article.revisions.len());
    for revision in &article.revisions {
        let mut marks = *titles.entry(&revision.title).or_insert_with(|| query.in_title(&revision.title, room));
        for paragraph in &revision.paragraphs {
            let here = paragraphs.entry(paragraph.as_ptr()).or_insert_with(|| query.in_paragraph(paragraph, room));
            marks = marks.with(*here);
        }
        found.push(Found {
            marks,
            time: revision.time.as_ref().map(|time| time.at),
            whole: revision.state == TextState::Whole,
            titled: !revision.title.is_empty(),
        });
    }
    let judgement = query.judge(&subject, &found)?;
    let revision = article.revisions.get(judgement.shown)?;
    let (field, snippet, matches) = shown(revision, query, room);
    let numbers = article.revisions.iter().map(|r| r.number);
    Some(Hit {
        id: article.id.clone(),
        source: article.source.clone(),
        title: entry.row.title.clone(),
        revision: revision.number,
        time: revision.time.clone(),
        field,
        snippet,
        matches,
        lifeline: Lifeline { revisions: numbers.zip(judgement.lifeline).collect() },
    })
}

type Shown = (Field, String, Vec<(usize, usize)>);

/// What is shown of a revision: of headline and paragraphs the first with the most of what was searched for; the
/// headline only where it has more.
fn shown(revision: &Revision, query: &Query, room: &mut String) -> Shown {
    let title = query.in_title(&revision.title, room).count();
    let marks = revision.paragraphs.iter().map(|p| query.in_paragraph(p, room).count()).enumerate();
    let best = marks.fold((0, 0), |best, (index, count)| if count > best.1 { (index, count) } else { best });
    match revision.paragraphs.get(best.0).filter(|_| best.1 > 0 && best.1 >= title) {
        Some(paragraph) => {
            let (snippet, matches) = snippet(paragraph, &query.highlight(paragraph, false));
            (Field::Paragraph(best.0), snippet, matches)
        }
        None => {
            let (snippet, matches) = snippet(&revision.title, &query.highlight(&revision.title, true));
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
