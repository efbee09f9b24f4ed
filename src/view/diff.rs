//! The diff: what is compared and how much changed, then the rows that `diff::rows` laid out.

use super::{
    first,
    header::part,
    page::{Page, Pen},
    words,
};
use crate::{
    app::{
        Model, Pane,
        diff::{DiffPane, FindMatch},
        geometry::{Area, Rect},
    },
    diff::{
        BlockKind, Diff, Ignore, TextSide,
        rows::{BETWEEN, Line, Row, RowKind, Span, View},
    },
    model::{ChangeKind, Side, Sides, SidesMark, TextState},
    text::{Role, Roles, width},
};

/// Draws the diff.
pub(super) fn draw(model: &Model, page: &mut Page, area: &Area) {
    let pane = &model.diff;
    head(model, page, area.head);
    if pane.diff.is_none() {
        return first::diff(model, page, area.body);
    }
    let body = area.body;
    let lit = Lit::of(pane, usize::from(body.height));
    for (i, row) in pane.rows.rows.iter().enumerate().skip(pane.top).take(usize::from(body.height)) {
        let place = Rect { y: body.y + (i - pane.top) as u16, height: 1, ..body };
        let current = pane.change.is_some_and(|c| row.change == Some(c));
        self::row(page, place, pane, i, current, &lit);
        if i == pane.cursor && model.focus == Pane::Diff {
            page.tint(place, Role::Cursor);
        }
    }
}

fn head(model: &Model, page: &mut Page, rect: Rect) {
    let pane = &model.diff;
    let mut pen = page.pen(rect, 0);
    super::title(&mut pen, model, Pane::Diff, "3", "Diff");
    let Some(diff) = &pane.diff else { return };
    if pane.waiting {
        pen.right("comparing … ", Role::Notice);
    } else if let (Some(at), all) = (pane.change, pane.rows.changes.len()) {
        pen.right(&format!("change {} of {} ", words::number(at + 1), words::number(all)), Role::Faint);
    }
    pen.skip(2);
    pair(&mut pen, model, diff);
    if pane.layout.view != View::Automatic {
        part(&mut pen, pane.layout.view.word(), Role::Label);
    }
    if let Some(side) = pane.layout.only {
        part(&mut pen, if side == Side::Old { "base only" } else { "target only" }, Role::Label);
    }
    if pane.layout.raw {
        part(&mut pen, "raw", Role::Label);
    }
    if pane.ignore != Ignore::Nothing {
        part(&mut pen, &format!("ignoring {}", pane.ignore.words()), Role::Uncertain);
    }
    if !pane.kinds.is_empty() {
        let kinds: Vec<&str> = pane.kinds.iter().map(ChangeKind::word).collect();
        part(&mut pen, &format!("only {}", kinds.join(", ")), Role::Uncertain);
    }
    if pane.hide_minor {
        part(&mut pen, "minor hidden", Role::Uncertain);
    }

    let mut pen = page.pen(rect.inset(1), 1);
    counts(&mut pen, diff);
    let mut pen = page.pen(rect.inset(1), 2);
    let room = pen.room();
    pen.cut(&diff.summary.sentence, Role::Text, room);
    for (text, role) in marks(model, diff) {
        part(&mut pen, &text, role);
    }
}

/// The two revisions and the time between them.
fn pair(pen: &mut Pen<'_>, model: &Model, diff: &Diff) {
    let sides = diff.sides.as_ref();
    if sides.old.revision == sides.new.revision {
        pen.put(&format!("version {}", sides.new.revision), Role::Target);
        let only = model.timeline.rows().len() == 1;
        return part(pen, if only { "the only one there is" } else { "against itself" }, Role::Text);
    }
    let later = match (&sides.old.time, &sides.new.time) {
        (Some(old), Some(new)) => {
            Some(crate::model::distance::later(new.at.as_second().saturating_sub(old.at.as_second())))
        }
        _ => model.timeline.target.and_then(|i| model.timeline.rows().get(i)).and_then(|r| r.later.clone()),
    };
    let named = |side: &TextSide, seen: bool| match &side.time {
        Some(time) if seen => format!("version {}, {}", side.revision, words::moment(time, model)),
        _ => format!("version {}", side.revision),
    };
    let short = |side: &TextSide| format!("v{}", side.revision);
    // With the times where there is room for them and the distance, with the numbers alone where there is none.
    let room = usize::from(pen.room());
    let extra = later.as_deref().map_or(0, width::of) + 3;
    let wide = |names: &Sides<String>| width::of(&names.old) + width::of(&names.new) + 3;
    let choices = [(sides.map(|s| named(s, true)), extra), (sides.map(|s| named(s, false)), 0)];
    let fitting = choices.into_iter().find(|(names, extra)| wide(names) + extra <= room);
    let names = fitting.map_or_else(|| sides.map(short), |(names, _)| names);
    pen.put(&names.old, Role::Base).put(" → ", Role::Faint).put(&names.new, Role::Target);
    if let Some(later) = later {
        part(pen, &later, Role::Text);
    }
}

/// What must be known of the sides before anything is believed.
fn marks(model: &Model, diff: &Diff) -> Vec<(String, Role)> {
    let mut marks = Vec::new();
    for side in Side::BOTH {
        let word = if side == Side::Old { "base" } else { "target" };
        let text = &diff.sides[side];
        match text.state {
            TextState::Whole => {}
            TextState::Partial => marks.push((format!("{word} incomplete: text is missing"), Role::Hole)),
            TextState::Withheld => marks.push((format!("{word}: text withheld"), Role::Hole)),
            TextState::ErrorPage => marks.push((format!("{word}: not the article"), Role::Hole)),
        }
        if !text.uncertain.is_empty() {
            let n = words::counted(text.uncertain.len(), "uncertain paragraph");
            marks.push((format!("{n} in the {word}"), Role::Uncertain));
        }
    }
    let sides = model.timeline.timeline.as_ref().map_or(SidesMark::Known, |t| t.head.sides);
    if let Some(words) = sides.words().filter(|_| sides != SidesMark::OlderIncomplete) {
        marks.push((words.into(), Role::Uncertain));
    }
    if diff.summary.approximate {
        marks.push(("approximate: the texts are too long for an exact comparison".into(), Role::Uncertain));
    }
    marks
}

/// `20 → 14 paragraphs: 3 same, 9 edited, 8 removed`: counts that add up to both sides.
fn counts(pen: &mut Pen<'_>, diff: &Diff) {
    for (text, role) in count_parts(diff) {
        let room = pen.room();
        pen.cut(&text, role, room);
    }
}

/// The counts as pieces of one sentence.
#[must_use]
pub fn count_parts(diff: &Diff) -> Vec<(String, Role)> {
    let summary = &diff.summary;
    let n = summary.paragraphs;
    let paragraphs = format!("{} → {}", words::number(n.old), words::counted(n.new, "paragraph"));
    let mut parts = vec![(paragraphs, Role::Text)];
    let mut sign = ": ";
    for (kind, n) in BlockKind::ALL.into_iter().zip(summary.by_kind) {
        if n.old + n.new == 0 {
            continue;
        }
        let count = if n.old == n.new || n.old == 0 || n.new == 0 {
            words::number(n.old.max(n.new))
        } else {
            format!("{}→{}", words::number(n.old), words::number(n.new))
        };
        parts.push((sign.into(), Role::Faint));
        parts.push((format!("{count} {}", kind.word()), kind_role(kind)));
        let uncertain = match kind {
            BlockKind::Removed => summary.uncertain.old,
            BlockKind::Added => summary.uncertain.new,
            _ => 0,
        };
        if uncertain > 0 {
            parts.push((format!(" ({} uncertain)", words::number(uncertain)), Role::Uncertain));
        }
        sign = ", ";
    }
    if let Some(words) = summary.words {
        parts
            .push((format!(" · −{} +{} words", words::number(words.removed), words::number(words.added)), Role::Faint));
    }
    if summary.hidden > 0 {
        let hidden = words::counted(summary.hidden, "change");
        parts.push((format!(" · {hidden} hidden by what is ignored"), Role::Uncertain));
    }
    parts
}

fn kind_role(kind: BlockKind) -> Role {
    match kind {
        BlockKind::Same => Role::Faint,
        BlockKind::Edited | BlockKind::Split | BlockKind::Merged => Role::Edited,
        BlockKind::Added => Role::Target,
        BlockKind::Removed => Role::Base,
        BlockKind::Moved => Role::Label,
        BlockKind::Unknown => Role::Hole,
    }
}

/// What lies on the text: matches of a search and the selected words.
struct Lit {
    matches: Vec<(FindMatch, bool)>,
    selected: Option<(usize, usize, usize)>,
}

impl Lit {
    /// The marks that can show in `height` rows from the pane's top.
    fn of(pane: &DiffPane, height: usize) -> Self {
        // A match begins on its first row; one that begins above may reach down into sight.
        let seen = pane.top.saturating_sub(height.max(8))..pane.top + height;
        let matches = pane.search.iter().flat_map(|find| {
            let from = find.matches.partition_point(|m| m.row < seen.start);
            let rest = find.matches.iter().enumerate().skip(from);
            rest.take_while(|(_, m)| m.row < seen.end).map(|(i, m)| (*m, find.current == Some(i)))
        });
        let selected = pane.selection.map(|s| (s.strip, s.from, s.to));
        Lit { matches: matches.collect(), selected }
    }

    /// The roles that lie on a character of a strip.
    fn on(&self, strip: usize, at: usize, roles: Roles) -> Roles {
        let mut roles = roles;
        for (found, current) in &self.matches {
            if found.strip == strip && (found.from..found.to).contains(&at) {
                roles = roles.and(Role::Match);
                if *current {
                    roles = roles.and(Role::Current);
                }
            }
        }
        if self.selected.is_some_and(|(s, from, to)| s == strip && (from..to).contains(&at)) {
            roles = roles.and(Role::Selected);
        }
        roles
    }

    fn touches(&self, strip: usize) -> bool {
        self.matches.iter().any(|(m, _)| m.strip == strip) || self.selected.is_some_and(|s| s.0 == strip)
    }
}

fn row(page: &mut Page, place: Rect, pane: &DiffPane, index: usize, current: bool, lit: &Lit) {
    let gutter = pane.rows.gutter;
    let Some(row) = pane.rows.rows.get(index) else { return };
    // Whether the text of a line goes on in the next row.
    let broken = |side: Side| {
        let strip = |row: &Row| row.lines[side].as_ref().map(|l| l.strip);
        pane.rows.rows.get(index + 1).is_some_and(|next| strip(next).is_some() && strip(next) == strip(row))
    };
    match pane.rows.columns {
        None => {
            let side = if row.lines.old.is_some() { Side::Old } else { Side::New };
            if let Some(line) = &row.lines[side] {
                self::line(page, place, pane, line, (row.kind, broken(side)), lit);
            }
            bar(page, place, current && gutter >= 3);
        }
        Some(columns) => {
            let columns = columns.min(place.width / 2);
            let gap = (place.width - 2 * columns).min(BETWEEN);
            let right = Rect { x: place.x + columns + gap, width: columns, ..place };
            for (side, place) in [(Side::Old, Rect { width: columns, ..place }), (Side::New, right)] {
                if let Some(line) = &row.lines[side] {
                    self::line(page, place, pane, line, (row.kind, broken(side)), lit);
                }
            }
            bar(page, place, current && gutter >= 3);
            bar(page, right, current && gutter >= 3);
        }
    }
}

/// Marks a row of the change on which the reader stands: a bar, and its sign in the same colours.
fn bar(page: &mut Page, place: Rect, current: bool) {
    if current {
        page.put(place.x, place.y, "▌", Roles::of(Role::Focus), 1);
        page.tint(Rect { x: place.x + 1, width: 1.min(place.width), ..place }, Role::Current);
    }
}

fn line(page: &mut Page, place: Rect, pane: &DiffPane, line: &Line, (kind, broken): (RowKind, bool), lit: &Lit) {
    let (gutter, wrap) = (pane.rows.gutter, pane.layout.wrap);
    let mut pen = page.pen(place, 0);
    if gutter >= 3 {
        pen.skip(1).put(line.sign.encode_utf8(&mut [0; 4]), line.sign_roles);
    }
    if gutter > 4
        && let Some(number) = line.number
    {
        pen.put(&format!("{number:>width$}", width = usize::from(gutter - 3)), Role::Faint);
    }
    pen.to(place.x + gutter);
    let start = pen.column();
    let plain = !lit.touches(line.strip);
    let mut at = line.from;
    for (i, span) in line.spans.iter().enumerate() {
        let count = span.text.chars().count();
        let hanging = broken && i + 1 == line.spans.len();
        if plain {
            // The blank at which a line was broken hangs over its end, unmarked.
            put(&mut pen, if hanging { span.text.trim_end() } else { &span.text }, roles(span, kind), wrap);
        } else {
            // Neighbouring characters under the same marks are written together, so that graphemes stay whole.
            let mut rest = span.text.as_str();
            let mut n = 0;
            while !rest.is_empty() {
                let here = lit.on(line.strip, at + n, roles(span, kind));
                let same = rest
                    .chars()
                    .enumerate()
                    .take_while(|(i, _)| lit.on(line.strip, at + n + i, roles(span, kind)) == here);
                let (chars, bytes) = same.fold((0, 0), |(c, b), (_, x)| (c + 1, b + x.len_utf8()));
                put(&mut pen, &rest[..bytes], here, wrap);
                (rest, n) = (&rest[bytes..], n + chars);
            }
        }
        at += count;
    }
    let cells = pen.column() - start;
    if page.has_isolate(start, place.y, cells) {
        page.isolate(start, place.y, cells);
    }
}

/// A line that is not wrapped ends in an ellipsis at the edge.
fn put(pen: &mut Pen<'_>, text: &str, roles: Roles, wrap: bool) {
    let room = pen.room();
    if wrap {
        pen.put(text, roles);
    } else {
        pen.cut(text, roles, room);
    }
}

fn roles(span: &Span, kind: RowKind) -> Roles {
    match kind {
        RowKind::Headline if span.roles.iter().all(|r| r == Role::Text) => Roles::of(Role::Headline),
        RowKind::Headline => span.roles.and(Role::Headline),
        _ => span.roles,
    }
}
