//! A compare page as an article with two revisions.

use std::sync::Arc;

use super::{Cell, ComparePage};
use crate::model::{Article, ArticleId, Gap, Placement, Revision, SidesMark, TextState};

/// Turns a page into an article: the older revision, the newer one, and what is to be said of both.
///
/// Without version numbers on the page the revisions are numbered 0 and 1, which is only their order; then no revision
/// carries a label of its origin. `origin` is the dump file as shown.
#[must_use]
pub fn article(page: ComparePage, id: ArticleId, origin: &str) -> Article {
    let corrected = page.old.iter().chain(&page.new).any(|c| c.evidence.by_hand);
    let inferred = page.old.iter().chain(&page.new).any(|c| c.evidence.confidence < 1.0);
    let sides = if corrected {
        SidesMark::ByHand
    } else if page.incomplete {
        SidesMark::OlderIncomplete
    } else if inferred || page.shape != super::Shape::Table {
        SidesMark::Inferred
    } else {
        SidesMark::Known
    };
    let mut notes = notes(&page);
    let (mut old, mut new) = (page.versions.old, page.versions.new);
    if old.is_none() || new.is_none() || old == new {
        notes.push("The page does not number its versions; 0 and 1 are only their order.".into());
        (old, new) = (Some(0), Some(1));
    }
    let (old, new) = (old.unwrap_or(0), new.unwrap_or(1));
    let (first, last) = (old.min(new), old.max(new));
    let gaps = if last > first + 1 { vec![Gap { from: first + 1, to: last - 1 }] } else { Vec::new() };
    let shared: Arc<str> = origin.into();
    let older = Revision {
        number: old,
        title: page.titles.old,
        state: if page.incomplete { TextState::Partial } else { TextState::Whole },
        holes: page.holes,
        origin: Some(shared.clone()),
        ..filled(page.old)
    };
    let newer =
        Revision { number: new, title: page.titles.new, later: page.later, origin: Some(shared), ..filled(page.new) };
    Article {
        id,
        aliases: Vec::new(),
        source: page.source,
        url: page.url,
        status: page.status,
        // The page alone decides what is old: its left column, also where the right one bears the smaller number.
        revisions: vec![older, newer],
        gaps,
        known_as: None,
        gaps_told: Vec::new(),
        sides,
        origins: vec![origin.to_owned()],
        notes,
    }
}

/// A revision with the cells' texts and evidence.
fn filled(cells: Vec<Cell>) -> Revision {
    let (paragraphs, evidence) = cells.into_iter().map(|c| (Arc::<str>::from(c.text), c.evidence)).unzip();
    Revision { paragraphs, evidence, ..Revision::default() }
}

fn notes(page: &ComparePage) -> Vec<String> {
    let mut notes = Vec::new();
    if page.incomplete {
        notes.push("The saved page lost the older text of changed and removed paragraphs.".into());
    }
    let unsure = |c: &&Cell| c.evidence.uncertain();
    let uncertain = page.old.iter().filter(unsure).count()
        + page.new.iter().filter(unsure).filter(|c| c.evidence.placement != Placement::Both).count();
    if uncertain > 0 {
        notes.push(format!("{uncertain} paragraphs stand on their likelier side, but that is uncertain."));
    }
    if let Some(times) = page.changed_times {
        notes.push(format!("The article had {times} versions when the page was saved."));
    }
    if let Some(seen) = &page.first_seen {
        notes.push(format!("First published or seen on {seen}."));
    }
    for line in &page.stale {
        notes.push(format!("The correction of line {line} was left out: the line begins otherwise now."));
    }
    notes
}
