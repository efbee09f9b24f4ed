//! A line being typed at the foot of the screen, with the mistake in it pointed at.

use crate::{
    app::{
        Model,
        geometry::{Geometry, Rect},
        overlay::{Ask, Line, Prompt},
    },
    text::{Role, Roles, width, wrap::wrap},
    view::{page::Page, pen::fits},
};

/// Draws the prompt in the hint line; where something is wrong, some lines higher, and what is wrong beneath.
pub(super) fn draw(model: &Model, prompt: &Prompt, page: &mut Page) {
    let places = Geometry::of(page.size(), model.focus, model.zoom);
    let said = prompt.mistake.as_ref().map_or(Vec::new(), |mistake| {
        let room = usize::from(places.hint.width.saturating_sub(2));
        wrap(&mistake.1, room).into_iter().filter_map(|line| mistake.1.get(line)).collect()
    });
    // As much of the reason as there is room for.
    let lines = (said.len() as u16 + 1).min(places.hint.bottom());
    let rect = Rect { y: places.hint.bottom() - lines, height: lines, ..places.hint };
    page.clear(rect);
    let mut pen = page.pen(rect.inset(1), 0);
    pen.put(question(prompt.ask), Role::Key);
    if let Some(at) = prompt.line.history {
        pen.right(
            &format!("{} of {} typed before", model.history.len().saturating_sub(at), model.history.len()),
            Role::Faint,
        );
    }
    if prompt.is_unfinished {
        pen.right("not finished", Role::Faint);
    }
    let (from, room) = (pen.column(), pen.room());
    let span = prompt.mistake.as_ref().map(|m| m.0);
    page.caret = typed(page, (from, rect.y), room, &prompt.line, span);
    if prompt.line.text.is_empty() {
        // Behind the cursor: as many examples as there is room for.
        let mut pen = page.pen(rect.inset(1), 0);
        pen.to(from + 1);
        for example in examples(prompt.ask) {
            if !fits(example, pen.room().saturating_sub(2)) {
                break;
            }
            pen.skip(2).put(example, Role::Faint);
        }
    }
    let Some((span, reason)) = &prompt.mistake else { return };
    let text = |to: usize| width::of(&prompt.line.text.chars().take(to).collect::<String>()) as u16;
    let (start, wide) = (text(span.0), text(span.1).saturating_sub(text(span.0)).max(1));
    let mut pen = page.pen(rect.inset(1), 1);
    let marks = "^".repeat(usize::from(wide.min(pen.room())));
    // The reason stands beside the marks, or instead of them where there is no room for both.
    if fits(reason, pen.room().saturating_sub(from - rect.x + start + wide + 2)) {
        pen.to(from + start).put(&marks, Role::Error).skip(1);
    }
    if let [_] = said[..] {
        let room = pen.room();
        pen.cut(reason, Role::Error, room);
        return;
    }
    for (row, line) in (1..).zip(said) {
        let mut pen = page.pen(rect.inset(1), row);
        let room = pen.room();
        pen.cut(line.trim_end(), Role::Error, room);
    }
}

fn question(ask: Ask) -> &'static str {
    match ask {
        Ask::Find => "/",
        Ask::Filter => "filter: ",
        Ask::Search => "search the archive: ",
        Ask::Pipe => "| ",
    }
}

/// What can be typed, where that is more than words: the most useful first.
fn examples(ask: Ask) -> &'static [&'static str] {
    match ask {
        Ask::Search => {
            &["\"exact phrase\"", "-without", "removed:\"…\"", "source:…", "after:2020", "changed:figures", "OR"]
        }
        Ask::Filter => {
            &["words", "-without", "changed:figures", "revisions:>5", "source:…", "after:2020-07", "words:>100"]
        }
        Ask::Find | Ask::Pipe => &[],
    }
}

/// Writes a line being typed, scrolled so that the cursor is in sight; gives the cursor's cell.
pub(super) fn typed(
    page: &mut Page,
    at: (u16, u16),
    room: u16,
    line: &Line,
    mistake: Option<(usize, usize)>,
) -> Option<(u16, u16)> {
    let before: String = line.text.chars().take(line.cursor).collect();
    let mut skipped = 0;
    let mut seen = before.as_str();
    while width::of(seen) as u16 >= room.max(1) && !seen.is_empty() {
        let first = seen.chars().next().map_or(0, char::len_utf8);
        (seen, skipped) = (&seen[first..], skipped + 1);
    }
    let mut column = at.0;
    let end = at.0.saturating_add(room);
    let text: String = line.text.chars().skip(skipped).collect();
    let ranges: Vec<_> = mistake.iter().map(|m| (m.0.saturating_sub(skipped), m.1.saturating_sub(skipped))).collect();
    for (piece, wrong) in crate::view::matches::pieces(&text, &ranges) {
        let role = if wrong { Role::Error } else { Role::Text };
        column += page.put(column, at.1, piece, Roles::of(role), end.saturating_sub(column));
    }
    let caret = at.0.saturating_add(width::of(seen) as u16);
    (room > 0).then_some((caret.min(end.saturating_sub(1)), at.1))
}
