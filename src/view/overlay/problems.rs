//! The problems met while reading: where and why; those of one reason under that reason.

use super::prompt::typed;
use crate::{
    app::{
        geometry::Rect,
        overlay::{
            problems::{NO_PROBLEMS, Problems, REASON},
            spread::Spread,
        },
    },
    text::{Role, Roles},
    view::{matches, page::Page, prose, words},
};

/// Draws the problems.
pub(super) fn draw(list: &Problems, spread: &Spread<'_>, page: &mut Page) {
    let (found, all) = (list.found(), words::counted(list.problems.len(), "problem"));
    let filtered = !list.filter.text.is_empty();
    let counted = if filtered { format!("{} of {all}", words::number(found)) } else { all };
    let searched = list.typing || filtered;
    // In the blank line of the head; where there is none in place of the title.
    let title = if searched && spread.area.head.height < 2 { "" } else { "Problems met while reading" };
    super::open(page, spread, title, &counted);
    if searched {
        let line = Rect { y: spread.area.head.y + spread.area.head.height / 2, height: 1, ..spread.area.body };
        let mut pen = page.pen(line, 0);
        pen.put("/", Role::Key);
        let (from, room) = (pen.column(), pen.room());
        let caret = typed(page, (from, line.y), room, &list.filter, None);
        page.caret = caret.filter(|_| list.typing);
    }
    if list.entries.is_empty() {
        let said = if filtered { "No problem holds these words." } else { NO_PROBLEMS };
        prose::write(page, spread.entries, 0, said, Role::Text);
        return;
    }
    super::entries(page, spread, list.cursor, |page, place, index| {
        entry(page, place, list, index, if index == list.cursor { list.line } else { 0 });
    });
}

/// Draws one entry, from a line on, or so much of it as fills its place.
fn entry(page: &mut Page, place: Rect, list: &Problems, index: usize, from: usize) {
    let [first, below] = list.lines(index, place.width);
    let first = first.iter().map(|text| (0, text, Role::Headline));
    let lines: Vec<_> = first.chain(below.iter().map(|text| (REASON, text, Role::Text))).collect();
    let from = from.min(lines.len().saturating_sub(usize::from(place.height)));
    for (line, (inset, text, role)) in (0..place.height).zip(lines.into_iter().skip(from)) {
        let mut pen = page.pen(place, line);
        pen.skip(inset);
        let room = pen.room();
        matches::put(
            &mut pen,
            text,
            Roles::of(role),
            Some(&list.filter.text).filter(|f| !f.is_empty()).map(String::as_str),
            room,
        );
    }
}
