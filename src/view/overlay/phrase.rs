//! The lifelines of selected words: a line for each revision in which something became of a passage that holds them, with
//! what went and what came.

use crate::{
    app::{
        Model,
        geometry::Rect,
        overlay::{Entry, Phrase, spread::Spread},
    },
    text::{Role, width},
    view::{page::Page, prose, words},
};

/// Draws the legs.
pub(super) fn draw(model: &Model, phrase: &Phrase, spread: &Spread<'_>, page: &mut Page) {
    super::open(page, spread, &format!("Lifelines of “{}”", phrase.words), &phrase.counts());
    if phrase.entries.is_empty() {
        let text = if phrase.passages.is_some() {
            "No revision has these words in one paragraph."
        } else {
            "Following the words …"
        };
        prose::write(page, spread.entries, 0, text, Role::Text);
        return;
    }
    super::entries(page, spread, phrase.cursor, |page, place, index| {
        if let Some(entry) = phrase.entries.get(index) {
            leg(model, page, place, phrase, entry);
        }
    });
}

fn leg(model: &Model, page: &mut Page, place: Rect, phrase: &Phrase, entry: &Entry) {
    let mut line = 0;
    if entry.heading {
        let heading = phrase.passages.as_ref().and_then(|passages| passages.heading(entry.passage));
        page.pen(place, line).put(&heading.unwrap_or_default(), Role::Headline);
        line += 2;
    }
    if line >= place.height {
        return;
    }
    let indent = phrase.indent.min(place.width);
    let numbers = phrase.numbers(entry);
    let role = if entry.leg.dull { Role::Faint } else { Role::Text };
    let mut pen = page.pen(place, line);
    pen.skip(indent.saturating_sub(2 + width::of(&numbers) as u16));
    pen.put(&numbers, if entry.leg.dull { Role::Faint } else { Role::Target });
    let text = Rect { x: place.x + indent, width: place.width - indent, ..place };
    let (first, said) = (line, Phrase::said(entry, text.width));
    for words in &said {
        page.pen(text, line).put(words, role);
        line += 1;
    }
    if !entry.leg.dull
        && let Some(seen) = phrase.passages.as_ref().and_then(|passages| passages.time(entry.leg.revisions.0))
    {
        let mut pen = page.pen(text, first);
        pen.skip(said.first().map_or(0, |words| width::of(words) as u16 + 1));
        pen.right(&words::day(seen, model), Role::Faint);
    }
    for pieces in Phrase::text(entry, text.width).into_iter().take(usize::from(place.height)) {
        let mut pen = page.pen(text, line);
        for (piece, role) in pieces {
            pen.put(&piece, role);
        }
        line += 1;
    }
}
