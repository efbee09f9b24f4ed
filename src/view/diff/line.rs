//! One line of the diff: its gutter, its text with what lies on it, and signs at the edges where it goes on.

use unicode_segmentation::UnicodeSegmentation;

use super::lit::Lit;
use crate::{
    app::{diff::DiffPane, geometry::Rect},
    diff::rows::{Line, RowKind, Span},
    model::Side,
    text::{Role, Roles, width},
    view::{page::Page, pen::Pen},
};

/// Text goes on beyond the left edge, beyond the right one.
const ON: (&str, &str) = ("‹", "›");

/// What a line is drawn with.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) pane: &'a DiffPane,
    /// The column it stands in.
    pub(super) side: Side,
    /// What its row is.
    pub(super) kind: RowKind,
    /// Whether its text goes on in the next row.
    pub(super) broken: bool,
    /// Whether it shows a change that is not among those wanted.
    pub(super) aside: bool,
    pub(super) lit: &'a Lit,
}

/// Draws a line.
pub(super) fn draw(page: &mut Page, place: Rect, line: &Line, context: Context<'_>) {
    let Context { pane, side, kind, broken, aside, lit } = context;
    let gutter = pane.rows.gutter;
    let mut pen = page.pen(place, 0);
    if gutter >= 3 {
        pen.skip(1).put(line.sign.encode_utf8(&mut [0; 4]), if aside { Role::Faint.into() } else { line.sign_roles });
    }
    if gutter > 4
        && let Some(number) = line.number
    {
        pen.put(&format!("{number:>width$}", width = usize::from(gutter - 3)), Role::Faint);
    }
    pen.to(place.x + gutter);
    let start = pen.column();
    // Sentences of ours stay where they are.
    let left = if pane.layout.wrap || !matches!(kind, RowKind::Text | RowKind::Headline) { 0 } else { pane.left };
    let plain = !lit.touches(side, line.strip);
    let mut ink = Ink { pen, skip: left, run: String::new(), roles: Roles::default(), over: false };
    let mut at = line.from;
    for (i, span) in line.spans.iter().enumerate() {
        // The blank at which a line was broken hangs over its end, unmarked.
        let hanging = plain && broken && i + 1 == line.spans.len();
        let text = if hanging { span.text.trim_end() } else { &span.text };
        for grapheme in text.graphemes(true) {
            let roles = roles(span, kind, aside);
            ink.put(grapheme, if plain { roles } else { lit.on(side, line.strip, at, roles) });
            if ink.over {
                break;
            }
            at += grapheme.chars().count();
        }
    }
    ink.write();
    let (end, over, scrolled) = (ink.pen.column(), ink.over, left > 0 && line.spans.iter().any(|s| !s.text.is_empty()));
    if page.has_isolate(start, place.y, end - start) {
        page.isolate(start, place.y, end - start);
    }
    if over && !pane.layout.wrap && place.right() > start {
        page.put(place.right() - 1, place.y, ON.1, Role::Key.into(), 1);
    }
    if scrolled && place.right() > start {
        page.put(start, place.y, ON.0, Role::Key.into(), 1);
    }
}

/// Writes graphemes in runs of like roles, from so many cells on, until the row is full.
struct Ink<'p> {
    pen: Pen<'p>,
    /// Cells still to be left out.
    skip: usize,
    run: String,
    roles: Roles,
    /// There was more than room.
    over: bool,
}

impl Ink<'_> {
    fn put(&mut self, grapheme: &str, roles: Roles) {
        let cells = width::of(grapheme);
        if roles != self.roles {
            self.write();
            self.roles = roles;
        }
        if self.skip >= cells.max(1) {
            self.skip -= cells;
        } else if self.skip > 0 {
            // Half of a wide glyph lies beyond the edge.
            self.run.push_str(&" ".repeat(cells - self.skip));
            self.skip = 0;
        } else if width::of(&self.run) + cells > usize::from(self.pen.room()) {
            self.over = true;
        } else {
            self.run.push_str(grapheme);
        }
    }

    fn write(&mut self) {
        self.pen.put(&self.run, self.roles);
        self.run.clear();
    }
}

fn roles(span: &Span, kind: RowKind, aside: bool) -> Roles {
    let as_context = |role| match role {
        Role::Deleted => Role::Former,
        Role::Inserted | Role::Moved | Role::Edited => Role::Text,
        role => role,
    };
    let span = if aside {
        &Span { roles: span.roles.iter().map(as_context).fold(Roles::default(), Roles::and), ..span.clone() }
    } else {
        span
    };
    match kind {
        RowKind::Headline if span.roles.iter().all(|r| r == Role::Text) => Roles::of(Role::Headline),
        RowKind::Headline => span.roles.and(Role::Headline),
        _ => span.roles,
    }
}
