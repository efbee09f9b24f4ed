//! Everything that is known of an article beside its text.

use super::{legend::badges, sheet::Sheet};
use crate::{
    app::{Model, words},
    model::{Seen, Timeline, TimelineRow},
    text::Role,
};

/// The facts of the article shown, in so many cells.
#[must_use]
pub(super) fn facts(model: &Model, room: u16) -> Sheet {
    match &model.timeline.timeline {
        Some(timeline) => of(model, timeline, room),
        None => {
            let mut sheet = Sheet::default();
            sheet.text("No article is open.", Role::Text, room);
            sheet
        }
    }
}

fn of(model: &Model, timeline: &Timeline, room: u16) -> Sheet {
    let (head, rows) = (&timeline.head, &timeline.rows);
    let mut sheet = Sheet::default();
    let column = 15.min(room / 3);
    sheet.text(if head.title.is_empty() { "(no headline)" } else { &head.title }, Role::Headline, room);
    sheet.blank();
    let mut fact = |name: &str, text: &str, role: Role| {
        if !text.is_empty() {
            sheet.named(name, text, role, column, room);
        }
    };
    fact("source", &head.source, Role::Text);
    fact("URL", &head.url, Role::Text);
    fact("status", head.status.as_deref().unwrap_or(""), Role::Text);
    fact("sides", head.sides.words().unwrap_or(""), Role::Uncertain);
    let mut times: Vec<_> = rows.iter().filter_map(|r| r.time.as_ref()).collect();
    times.sort_by_key(|t| t.at);
    if let (Some(first), Some(last)) = (times.first(), times.last()) {
        // Of the first of several it says nothing how long ago it was.
        let is_first = |seen: &Seen| rows.len() > 1 && seen.at == first.at;
        let told = |seen: &Seen| match words::ago(seen.at, model.now, false) + seen.doubt() {
            _ if is_first(seen) => words::moment(seen, model),
            ago => format!("{}, {ago}", words::moment(seen, model)),
        };
        for (label, told) in words::history(timeline, told) {
            fact(label, &told, Role::Text);
        }
        let span = first.apart(last).map(crate::model::distance::words);
        fact("spans", span.as_deref().unwrap_or(""), Role::Text);
    } else {
        fact("seen", "no revision bears a time", Role::Faint);
    }
    let undated = rows.len() - times.len();
    let without = if undated > 0 && !times.is_empty() {
        format!(", {} without a time", words::number(undated))
    } else {
        String::new()
    };
    fact("revisions", &format!("{}{without}", words::number(rows.len())), Role::Text);
    let gaps: Vec<String> = head.gaps.iter().take(20).map(words::gap).collect();
    fact("gaps", &gaps.join("; "), Role::Hole);
    let added: usize = rows.iter().filter_map(|r| r.words_added).sum();
    let removed: usize = rows.iter().filter_map(|r| r.words_removed).sum();
    let total = format!("−{} +{} over all revisions", words::number(removed), words::number(added));
    fact("words", &total, Role::Text);
    fact("id", head.id.as_str(), Role::Faint);
    for (i, origin) in head.origins.iter().take(20).enumerate() {
        fact(if i == 0 { "read from" } else { "" }, origin, Role::Faint);
    }
    for note in &head.notes {
        fact("note", note, Role::Text);
    }
    of_pair(model, timeline, room, &mut sheet);
    headlines(timeline, room, &mut sheet);
    of_revisions(timeline, room, &mut sheet);
    legend(&mut sheet, room);
    sheet
}

/// Who made base and target and what they said of it, whole: in a row of the timeline there is seldom room for that.
fn of_pair(model: &Model, timeline: &Timeline, room: u16, sheet: &mut Sheet) {
    let column = 13.min(room / 3);
    let (base, target) = (model.timeline.base, model.timeline.target);
    for (label, index) in [("Base", base.filter(|_| base != target)), ("Target", target)] {
        let Some(row) = index.and_then(|at| timeline.rows.get(at)) else { continue };
        let (author, comment) = (row.author.as_deref().unwrap_or(""), row.comment.as_deref().unwrap_or(""));
        if author.is_empty() && comment.trim().is_empty() {
            continue;
        }
        sheet.blank();
        sheet.text(&format!("{label}: revision {}", row.number), Role::Label, room);
        if !author.is_empty() {
            sheet.named("author", author, Role::Text, column, room);
        }
        // Its paragraphs stay apart, as its author set them.
        for (nth, line) in comment.trim().lines().enumerate() {
            sheet.named(if nth == 0 { "comment" } else { "" }, line.trim_end(), Role::Text, column, room);
        }
    }
}

/// Every headline that the article bore, with the revision that brought it.
fn headlines(timeline: &Timeline, room: u16, sheet: &mut Sheet) {
    let mut borne: Vec<(u32, &str)> = Vec::new();
    for row in timeline.rows.iter().filter(|r| !r.title.is_empty()) {
        if borne.last().is_none_or(|last| last.1 != row.title) {
            borne.push((row.number, &row.title));
        }
    }
    if borne.len() < 2 {
        return;
    }
    sheet.blank();
    sheet.text("Headlines", Role::Label, room);
    for (number, title) in borne.iter().take(50) {
        sheet.named(&format!("revision {number}"), title, Role::Text, 13.min(room / 3), room);
    }
}

/// What is noted of single revisions, and where archives keep copies of them.
fn of_revisions(timeline: &Timeline, room: u16, sheet: &mut Sheet) {
    let column = 13.min(room / 3);
    for (label, of) in [("Notes", notes as fn(&TimelineRow) -> String), ("Archived copies", archived)] {
        let mut told =
            timeline.rows.iter().map(|row| (row.number, of(row))).filter(|(_, text)| !text.is_empty()).peekable();
        if told.peek().is_none() {
            continue;
        }
        sheet.blank();
        sheet.text(label, Role::Label, room);
        for (number, text) in told.take(200) {
            sheet.named(&format!("revision {number}"), &text, Role::Text, column, room);
        }
    }
}

fn notes(row: &TimelineRow) -> String {
    row.notes.join("; ")
}

fn archived(row: &TimelineRow) -> String {
    row.archived.clone().unwrap_or_default()
}

fn legend(sheet: &mut Sheet, room: u16) {
    sheet.blank();
    sheet.text("Badges", Role::Label, room);
    sheet.signs(&badges().collect::<Vec<_>>(), room);
}
