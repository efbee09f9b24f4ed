//! The timeline: the origin's facts, then a line a revision.

mod columns;

use std::borrow::Cow;

use self::columns::Columns;
use super::{
    badge,
    header::part,
    page::Page,
    pen::{Pen, fits},
    words,
};
use crate::{
    app::{
        Model, Pane,
        geometry::{Area, Rect},
        timeline::Compare,
        timeline_lines::{Marks, TimelineLine, timeline_lines},
    },
    model::{Changes, TextState, TimelineRow},
    text::{Role, Roles, width},
};

/// Draws the timeline.
pub(super) fn draw(model: &Model, page: &mut Page, area: &Area) {
    head(model, page, area.head);
    let pane = &model.timeline;
    let Some(timeline) = &pane.timeline else {
        if pane.waiting {
            page.pen(area.body.inset(1), 0).put("The timeline is on its way …", Role::Faint);
        }
        return;
    };
    let columns = Columns::of(model, timeline, area.body.width);
    for (i, line) in timeline_lines(pane, usize::from(area.body.height)).into_iter().enumerate() {
        let place = Rect { y: area.body.y + i as u16, height: 1, ..area.body };
        match line {
            TimelineLine::Row(index) => {
                if let Some(row) = timeline.rows.get(index) {
                    revision(model, page, place, &columns, index, row);
                }
                if index == pane.cursor {
                    page.tint(place, Role::Cursor);
                }
            }
            TimelineLine::Gap(index) => {
                if let Some(gap) = timeline.rows.get(index).and_then(|r| r.gap_before.as_ref()) {
                    page.pen(place, 0).skip(columns.mark).cut(&words::gap(gap), Role::Hole, place.width);
                }
            }
            TimelineLine::Above(marks) => away(model, page, place, &columns, "▲", marks),
            TimelineLine::Below(marks) => away(model, page, place, &columns, "▼", marks),
            TimelineLine::Folded(from, to) => {
                let hidden = timeline.rows.get(from..to).unwrap_or(&[]);
                let holds = |row: Option<usize>| row.is_some_and(|row| (from..to).contains(&row));
                let mut pen = page.pen(place, 0);
                let start = pen.column();
                mark(&mut pen, &columns, holds(pane.base), holds(pane.target));
                pen.to(start + columns.mark);
                for (index, role) in [(pane.base, Role::Base), (pane.target, Role::Target)] {
                    if let Some(row) = index.filter(|at| (from..to).contains(at)).and_then(|at| timeline.rows.get(at)) {
                        pen.put(&format!("{} ", row.number), role);
                    }
                }
                pen.cut(&folded(hidden), Role::Faint, place.width);
            }
        }
    }
}

/// What is folded away: minor revisions are counted, of those of a burst it is said what they changed.
fn folded(hidden: &[TimelineRow]) -> String {
    let minor = hidden.iter().filter(|r| r.minor).count();
    let others = || hidden.iter().filter(|r| !r.minor);
    let minor_told = format!("{} hidden", words::counted(minor, "minor revision"));
    let Some(largest) = others().max_by_key(|r| r.words_added.unwrap_or(0) + r.words_removed.unwrap_or(0)) else {
        return format!("⋯ {minor_told}");
    };
    let count = others().count();
    let most = if count > 1 { "the largest " } else { "" };
    let size = match (largest.words_removed, largest.words_added) {
        (Some(removed), Some(added)) => format!("{most}−{} +{} words", words::number(removed), words::number(added)),
        _ => "how much cannot be said".to_owned(),
    };
    let changes = others().fold(Changes::default(), |all, row| all.with(row.changes));
    let badges: String = badge::BADGES.iter().filter(|b| changes.has(b.0)).map(|b| format!(" {}", b.1)).collect();
    let also = if minor > 0 { format!(" · {minor_told}") } else { String::new() };
    format!("⋯ {} of a burst folded: {size}{badges}{also}", words::counted(count, "revision"))
}

/// Where base or target are, out of sight: `▲ base 3  2026-02-24 19:40 GMT`.
fn away(model: &Model, page: &mut Page, place: Rect, columns: &Columns, arrow: &str, marks: Marks) {
    let mut pen = page.pen(place, 0);
    pen.skip(columns.mark).put(arrow, Role::Faint);
    let both = marks.base.is_some() && marks.target.is_some();
    for (name, index, role) in [("base", marks.base, Role::Base), ("target", marks.target, Role::Target)] {
        let Some(row) = index.and_then(|i| model.timeline.rows().get(i)) else { continue };
        pen.skip(1).put(name, role).skip(1).put(&row.number.to_string(), role);
        if let Some(seen) = row.time.as_ref().filter(|_| !both) {
            let time = format!("  {}", words::moment(seen, model));
            if fits(&time, pen.room()) {
                pen.put(&time, Role::Faint);
            }
        }
        pen.skip(1);
    }
}

fn head(model: &Model, page: &mut Page, rect: Rect) {
    let pane = &model.timeline;
    let mut pen = page.pen(rect, 0);
    super::title(&mut pen, model, Pane::Timeline, "2", "Timeline");
    let Some(timeline) = &pane.timeline else { return };
    let compared = match pane.compare {
        Compare::Previous if pane.spans_burst() => "against the one before the burst ",
        Compare::Previous => "against the one before ",
        Compare::First => "against the first ",
        Compare::Last => "against the last ",
        Compare::LastSeen => "against the last you saw ",
        Compare::Chosen => "pair chosen by hand ",
    };
    if rect.width >= 90 {
        pen.right(compared, Role::Faint);
    }
    pen.skip(2);
    let room = pen.room().saturating_sub(1);
    match timeline.head.title.as_str() {
        "" => pen.cut("(no headline)", Role::Faint, room),
        title => pen.cut(title, Role::Headline, room),
    };

    let head = &timeline.head;
    let mut pen = page.pen(rect.inset(1), 1);
    pen.put(&head.source, Role::Label);
    let history = words::history(timeline, |seen| words::day(seen, model));
    if history.is_empty() {
        part(&mut pen, "no date", Role::Faint);
    }
    for (label, told) in history {
        part(&mut pen, &format!("{label} {told}"), Role::Faint);
    }
    if let Some(mark) = head.sides.words() {
        part(&mut pen, mark, Role::Uncertain);
    }
    if !head.gaps.is_empty() {
        let missing: usize = head.gaps.iter().map(|g| (g.to.saturating_sub(g.from) + 1) as usize).sum();
        part(&mut pen, &format!("{} missing", words::counted(missing, "revision")), Role::Hole);
    }
    if let Some(status) = &head.status {
        part(&mut pen, status, Role::Text);
    }
    let copies = timeline.rows.iter().filter(|r| r.archived.is_some()).count();
    if copies > 0 {
        let copies = if copies == 1 {
            "1 archived copy".to_owned()
        } else {
            format!("{} archived copies", words::number(copies))
        };
        part(&mut pen, &copies, Role::Faint);
    }

    let mut pen = page.pen(rect.inset(1), 2);
    let room = pen.room();
    // The rows have seldom room for who made them and why: of the one under the cursor it stands here.
    let current = timeline.rows.get(pane.cursor);
    let author = current.and_then(|row| row.author.as_deref()).unwrap_or("");
    let comment = current.and_then(TimelineRow::comment_line).unwrap_or_default();
    let note = current.map(|row| row.notes.join("; ")).unwrap_or_default();
    if head.notes.is_empty() && author.is_empty() && comment.is_empty() && note.is_empty() {
        pen.cut(&head.url, Role::Faint, room);
    } else if head.notes.is_empty() {
        pen.cut(author, Role::Label, room);
        if !author.is_empty() && !comment.is_empty() {
            pen.put(" · ", Role::Faint);
        }
        // What must be known of the revision has its share of the line.
        let room = pen.room();
        let kept = if note.is_empty() { 0 } else { (width::of(&note) as u16).saturating_add(3).min(room / 2) };
        pen.cut(&comment, Role::Text, room.saturating_sub(kept));
        if !note.is_empty() {
            if !pen.is_fresh() {
                pen.put(" · ", Role::Faint);
            }
            let room = pen.room();
            pen.cut(&note, Role::Uncertain, room);
        }
        part(&mut pen, &head.url, Role::Faint);
    } else {
        // What is wrong with the dump comes before where the article stood: `i` in the lists shows all of it.
        let notes = head.notes.join(" ");
        pen.cut(&notes, Role::Uncertain, room);
        part(&mut pen, &head.url, Role::Faint);
    }
}

/// Cells of an author's name at most, and those under which it names nobody.
const MOST_AUTHOR: u16 = 20;
const LEAST_AUTHOR: u16 = 6;
/// Cells under which nothing is said of a revision.
const LEAST_SAID: u16 = 7;

fn revision(model: &Model, page: &mut Page, place: Rect, columns: &Columns, index: usize, row: &TimelineRow) {
    let pane = &model.timeline;
    let mut pen = page.pen(place, 0);
    let start = pen.column();
    // Where there is but one revision nothing is compared.
    if pane.rows().len() > 1 {
        mark(&mut pen, columns, pane.base == Some(index), pane.target == Some(index));
    }
    pen.to(start + columns.mark);
    let bold = if pane.base == Some(index) || pane.target == Some(index) { Role::Headline } else { Role::Text };
    pen.put(&format!("{:>width$}", row.number, width = usize::from(columns.number)), bold).skip(2);
    let column = pen.column();
    match &row.time {
        Some(seen) => pen.cut(&words::moment(seen, model), Role::Text, columns.time),
        None => pen.put("no date", Role::Faint),
    };
    pen.to(column + columns.time + 2);
    if columns.later > 0 {
        let column = pen.column();
        let vague = row.time.as_ref().is_some_and(|t| t.precision.is_date());
        let later = row.later.as_deref().unwrap_or("");
        pen.cut(later, if vague { Role::Uncertain } else { Role::Faint }, columns.later - 1).to(column + columns.later);
    }
    match row.state {
        TextState::Withheld => {
            pen.put("text withheld ", Role::Hole);
        }
        TextState::ErrorPage => {
            pen.put("not the article ", Role::Hole);
        }
        _ if row.is_copy => {
            pen.put("another text ", Role::Uncertain);
        }
        TextState::Partial | TextState::Whole => size(&mut pen, columns, row),
    }
    let apart = if columns.badges > badge::BADGES.len() as u16 { " " } else { "" };
    let badges = badge::columns(row.changes, row.minor, apart);
    let mut seen = badges;
    let before = index.checked_sub(1).and_then(|i| pane.rows().get(i)).map(|r| r.number);
    if let Some(against) = row.against.filter(|_| row.against != before) {
        seen = format!("{} since {against}", seen.trim_end());
    }
    if let Some(earlier) = row.restores {
        seen = format!("{}{earlier}", seen.trim_end_matches(' '));
    }
    if row.state == TextState::Partial {
        seen = format!("{} incomplete", seen.trim_end()).trim_start().into();
    }
    seen.truncate(seen.trim_end().len());
    pen.put(&seen, if row.minor { Role::Faint } else { Role::Badge });
    if let Some(aside) = row.aside {
        let blank = if seen.is_empty() { "" } else { " " };
        pen.put(&format!("{blank}{}", aside.said()), Role::Uncertain);
    }
    if row.is_of_other_tool {
        pen.put(if seen.trim().is_empty() { "other tool" } else { " other tool" }, Role::Uncertain);
    }
    said(&mut pen, start + columns.said(), columns, row, model.timeline.search.as_deref());
}

fn mark(pen: &mut Pen<'_>, columns: &Columns, base: bool, target: bool) {
    let long = columns.mark >= 8;
    pen.skip(1);
    match (base, target) {
        (true, true) => pen.put(if long { "both" } else { "=" }, Role::Target),
        (true, false) => pen.put(if long { "base" } else { "b" }, Role::Base),
        (false, true) => pen.put(if long { "target" } else { "t" }, Role::Target),
        (false, false) => pen,
    };
}

fn size(pen: &mut Pen<'_>, columns: &Columns, row: &TimelineRow) {
    if columns.counts == 0 {
        return;
    }
    let column = pen.column();
    match (row.words_removed, row.words_added) {
        (Some(removed), Some(added)) if row.later.is_some() || removed + added > 0 => {
            if columns.half > 0 {
                badge::bar(pen, removed, added, columns.most, columns.half);
                pen.skip(1);
            }
            let count = pen.column();
            let half = columns.counts / 2;
            let right = |text: String| format!("{text:>width$}", width = usize::from(half));
            pen.put(&right(format!("−{removed}")), Role::Faint).skip(1);
            pen.put(&right(format!("+{added}")), Role::Faint).to(count + columns.counts + 1);
        }
        _ => {
            pen.put(&words::counted(row.words, "word"), Role::Faint);
        }
    }
    pen.skip(1).to(column + columns.size());
}

/// Who made it and what they said of it, from a column on, where the origin tells and there is room.
fn said(pen: &mut Pen<'_>, start: u16, columns: &Columns, row: &TimelineRow, search: Option<&str>) {
    let notes = Some(row.notes.join("; "));
    let comment = row.comment_line().map(Cow::into_owned);
    let mut told = [(&row.author, Role::Label), (&comment, Role::Faint), (&notes, Role::Uncertain)];
    if row.is_copy {
        // Why it stands here comes before who made it.
        told.rotate_right(1);
    }
    if told.iter().any(|(text, _)| text.as_deref().is_some_and(|text| !text.is_empty())) {
        pen.to(start);
    }
    for (text, role) in told {
        let is_author = role == Role::Label && columns.author > 0;
        let least = if is_author { columns.author.min(LEAST_AUTHOR) } else { LEAST_SAID };
        if let Some(text) = text.as_deref().filter(|t| pen.room() >= least + 2 && !t.is_empty()) {
            pen.skip(2);
            let most = if role == Role::Label { MOST_AUTHOR } else { pen.room() };
            super::matches::put(pen, text, Roles::of(role), search, most);
        }
    }
    let label = row.origin_revision.as_deref().unwrap_or("");
    if !label.is_empty() && fits(label, pen.room().saturating_sub(3)) {
        pen.right(label, Role::Faint);
    }
}
