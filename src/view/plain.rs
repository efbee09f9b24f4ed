//! The browser's content as plain lines, for `--plain`, dumb terminals and screen readers: numbered lists and sentences,
//! "added", "removed" and "moved" in words, no boxes, nothing drawn twice. The rows are those of the screen.

use jiff::{Timestamp, tz::TimeZone};

use super::{badge, words};
use crate::{
    app::model::{Model, Zone},
    diff::{
        Diff, Ignore, TextSide,
        rows::{Folded, Layout, Line, Row, RowKind, Rows, View, lay_out},
    },
    model::{Changes, ListRow, ListWindow, Seen, Side, TextState, Timeline, TimelineRow},
    text::{Role, isolate, sanitise::sanitise},
};

/// What times are told by.
#[derive(Debug, Clone)]
pub struct Clock {
    /// The time.
    pub now: Timestamp,
    /// The user's zone.
    pub local: TimeZone,
    /// How times are told.
    pub zone: Zone,
}

impl Clock {
    /// The clock of a browser.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        Clock { now: model.now, local: model.local.clone(), zone: model.zone }
    }

    fn tell(&self, seen: &Seen) -> String {
        clean(&words::moment_in(seen, self.zone, &self.local))
    }
}

fn clean(text: &str) -> String {
    sanitise(text).into_owned()
}

/// One line an article, numbered from the window's first rank.
#[must_use]
pub fn list_lines(window: &ListWindow, clock: &Clock) -> Vec<String> {
    if window.rows.is_empty() {
        return vec!["No article.".into()];
    }
    let rows = window.rows.iter().enumerate();
    rows.map(|(i, row)| format!("{}. {}", window.first + i + 1, article(row, clock))).collect()
}

fn article(row: &ListRow, clock: &Clock) -> String {
    let mut parts = Vec::new();
    if !row.source.is_empty() {
        parts.push(clean(&row.source));
    }
    parts.push(match &row.last_changed {
        Some(seen) => format!("last changed {}{}", words::ago(seen.at, clock.now, false), seen.doubt()),
        None => "no date".into(),
    });
    parts.push(words::counted(row.revisions as usize, "revision"));
    if let Some(late) = row.lateness.filter(|l| *l > 0) {
        parts.push(format!("the last {} after the first", crate::model::distance::words(late)));
    }
    let changed = kinds(row.changes);
    if !changed.is_empty() {
        parts.push(format!("changed: {changed}"));
    }
    parts.extend(row.caution().map(str::to_owned));
    let old = row.old_title.as_deref().filter(|t| !t.is_empty());
    let old = old.map_or(String::new(), |t| format!(" Headline before: {}.", stopless(&clean(t))));
    let title = if row.title.is_empty() { "(no headline)".into() } else { clean(&row.title) };
    format!("{}. {}.{old}", stopless(&title), parts.join(", "))
}

/// The kinds of change that have a badge, in the badges' words.
fn kinds(changes: Changes) -> String {
    let names: Vec<_> = changes.iter().filter_map(|k| badge::BADGES.iter().find(|b| b.0 == k)).map(|b| b.2).collect();
    names.join(", ")
}

fn stopless(text: &str) -> &str {
    text.trim_end().trim_end_matches('.')
}

/// The article's facts, then a line a revision, numbered as its origin numbers it.
#[must_use]
pub fn timeline_lines(timeline: &Timeline, clock: &Clock) -> Vec<String> {
    let head = &timeline.head;
    let mut lines = vec![format!("Headline: {}", clean(&head.title))];
    for (name, value) in
        [("Source", head.source.as_str()), ("URL", &head.url), ("Status", head.status.as_deref().unwrap_or(""))]
    {
        if !value.is_empty() {
            lines.push(format!("{name}: {}", clean(value)));
        }
    }
    if let Some(mark) = head.sides.words() {
        lines.push(format!("Sides: {mark}"));
    }
    lines.extend(head.notes.iter().map(|note| format!("Note: {}", clean(note))));
    for row in &timeline.rows {
        if let Some(gap) = &row.gap_before {
            lines.push(format!("{}.", capital(&words::gap(gap))));
        }
        lines.push(revision(row, clock));
    }
    lines
}

fn revision(row: &TimelineRow, clock: &Clock) -> String {
    let mut parts = vec![row.time.as_ref().map_or_else(|| "no date".into(), |seen| clock.tell(seen))];
    parts.extend(row.later.as_deref().map(clean));
    parts.push(match row.state {
        TextState::Whole => words::counted(row.words, "word"),
        TextState::Partial => format!("{}, text incomplete", words::counted(row.words, "word")),
        TextState::Withheld => "text withheld".into(),
        TextState::ErrorPage => "not the article".into(),
    });
    if let Some(aside) = row.aside {
        let since = row.against.map_or(String::new(), |n| format!(", from revision {n}"));
        parts.push(format!("{}{since}", aside.said()));
    }
    if row.is_of_other_tool {
        parts.push("kept by another tool".into());
    }
    if let (Some(added), Some(removed)) = (row.words_added, row.words_removed)
        && added + removed > 0
    {
        parts.push(format!("{} added, {} removed", words::number(added), words::number(removed)));
    }
    if row.paragraphs_moved > 0 {
        parts.push(format!("{} moved", words::counted(row.paragraphs_moved, "paragraph")));
    }
    let changed = kinds(row.changes);
    if !changed.is_empty() {
        parts.push(format!("changed: {changed}"));
    }
    if row.minor {
        parts.push("minor".into());
    }
    parts.extend(row.author.as_deref().map(|a| format!("by {}", clean(a))));
    parts.extend(row.comment_line().map(|c| format!("comment: {}", clean(&c))));
    format!("Revision {}: {}.", row.number, parts.join(", "))
}

/// What is compared, the counts, then each paragraph as a line; changes are numbered. Without `whole`, unchanged
/// paragraphs are counted instead of read out.
#[must_use]
pub fn diff_lines(diff: &Diff, whole: bool, clock: &Clock) -> Vec<String> {
    let mut lines = head(diff, clock);
    let view = if whole { View::Inline } else { View::ChangesOnly };
    let rows = lay_out(diff, &Layout { width: u16::MAX, view, wrap: false, ..Layout::default() });
    let mut told = None;
    for row in &rows.rows {
        if let Some(text) = row_words(row) {
            // Only the first line of a change bears its number; a note or a second paragraph belongs to it.
            let first = row.change.is_some() && row.change != told;
            told = row.change.or(told);
            lines.push(match row.change.filter(|_| first) {
                Some(change) => format!("{}. {text}", change + 1),
                None => text,
            });
        }
    }
    if rows.changes.is_empty() {
        lines.push("Nothing changed.".into());
    }
    debug_assert!(numbered(&rows));
    lines
}

/// Changes come in reading order, so that their numbers ascend.
fn numbered(rows: &Rows) -> bool {
    rows.changes.is_sorted_by_key(|c| c.row)
}

fn head(diff: &Diff, clock: &Clock) -> Vec<String> {
    let side = |side: &TextSide| {
        let seen = side.time.as_ref().map_or_else(String::new, |t| format!(", seen {}", clock.tell(t)));
        format!("revision {}{seen}", side.revision)
    };
    let sides = &diff.sides;
    let apart = sides.old.time.as_ref().zip(sides.new.time.as_ref()).and_then(|(old, new)| old.apart(new));
    let later = apart
        .filter(|_| sides.old.revision != sides.new.revision)
        .map_or_else(String::new, |seconds| format!(", {}", crate::model::distance::later(seconds)));
    let mut lines = vec![format!("Comparing {} with {}{later}.", side(&sides.old), side(&sides.new))];
    lines.push(counts(diff));
    if !diff.summary.sentence.is_empty() {
        lines.push(isolate::line(&diff.summary.sentence, &mut false, sanitise));
    }
    for (word, text) in [("older", &sides.old), ("newer", &sides.new)] {
        if text.state != TextState::Whole {
            lines.push(format!(
                "The {word} text is {}.",
                match text.state {
                    TextState::Partial => "incomplete: what is missing counts neither as added nor as removed",
                    TextState::Withheld => "withheld by its origin",
                    _ => "an error page, not the article",
                }
            ));
        }
    }
    if diff.ignore != Ignore::Nothing {
        lines.push(format!("Ignored: {}.", diff.ignore.words()));
    }
    if diff.summary.approximate {
        lines.push("The texts are too long for an exact comparison; this one is approximate.".into());
    }
    lines
}

/// `6 paragraphs before, 5 after: 3 same, 1 edited; 34 words removed, 20 added.`
fn counts(diff: &Diff) -> String {
    let summary = &diff.summary;
    let n = summary.paragraphs;
    let mut text = format!("{} before, {} after", words::counted(n.old, "paragraph"), words::number(n.new));
    let kinds = super::diff::count_parts(diff, super::diff::Telling::Words)
        .into_iter()
        .skip(1)
        .map(|p| p.0)
        .take_while(|p| !p.starts_with(" · "));
    text.extend(kinds);
    if let Some(words) = summary.words.filter(|w| w.added + w.removed > 0) {
        let unsure = |n: usize| if n > 0 { format!(" ({} uncertain)", words::number(n)) } else { String::new() };
        let of = summary.words_uncertain;
        let removed = format!("{} removed{}", words::counted(words.removed, "word"), unsure(of.removed));
        text.push_str(&format!("; {removed}, {} added{}", words::number(words.added), unsure(of.added)));
    }
    if summary.hidden > 0 {
        text.push_str(&format!("; {} hidden by what is ignored", words::counted(summary.hidden, "change")));
    }
    text + "."
}

/// A row in words; `None` for one that says nothing.
fn row_words(row: &Row) -> Option<String> {
    if let RowKind::Fold { hidden, of, .. } = row.kind {
        return Some(match of {
            Folded::Lines => format!("{} unchanged.", words::counted(hidden, "line")),
            Folded::Paragraphs => format!("{} unchanged.", words::counted(hidden, "paragraph")),
            Folded::Others { .. } => format!("{} left out.", of.told(hidden)),
        });
    }
    let line = row.lines.old.as_ref().or(row.lines.new.as_ref())?;
    let text: String = line.spans.iter().map(|s| s.text.as_str()).collect();
    match row.kind {
        RowKind::Blank | RowKind::Fold { .. } => None,
        RowKind::Note => {
            let text = text.replace("⇅ from", "Moved from").replace("⇅ to", "Moved to").replace('¶', "paragraph ");
            let text = text.trim_matches(|c: char| c == '—' || c == ' ');
            (!text.is_empty()).then(|| format!("({})", capital(text)))
        }
        RowKind::Headline if line.sign == ' ' => Some(format!("Headline: {text}")),
        RowKind::Headline => Some(format!("Headline edited: {}", marked(line))),
        RowKind::Text => {
            let place = line.paragraph.map_or(String::new(), |(side, at)| match side {
                Side::Old => format!("paragraph {} of the older text", at + 1),
                Side::New => format!("paragraph {}", at + 1),
            });
            let (what, text) = match line.sign {
                '+' => ("added: ", text),
                '-' => ("removed: ", text),
                '~' => ("edited: ", marked(line)),
                '⇅' => ("moved: ", marked(line)),
                '?' => ("uncertain: ", marked(line)),
                _ => (": ", marked(line)),
            };
            let apart = if place.is_empty() || what.starts_with(':') { "" } else { ", " };
            Some(format!("{}{apart}{what}{text}", capital(&place)))
        }
    }
}

/// A line's text with what came and went set in brackets that say so.
fn marked(line: &Line) -> String {
    let kind = |roles: crate::text::Roles| {
        [(Role::Deleted, "removed"), (Role::Inserted, "added")].into_iter().find(|k| roles.has(k.0)).map(|k| k.1)
    };
    let mut out = String::new();
    for run in line.spans.chunk_by(|a, b| kind(a.roles) == kind(b.roles)) {
        let text: String = run.iter().map(|s| s.text.as_str()).collect();
        let Some(word) = run.first().and_then(|s| kind(s.roles)) else {
            out.push_str(&text);
            continue;
        };
        let inner = text.trim();
        let lead = &text[..text.len() - text.trim_start().len()];
        let inner_shown = if inner.is_empty() { "blank" } else { inner };
        if out.ends_with(']') && lead.is_empty() {
            out.push(' ');
        }
        out.push_str(&format!("{lead}[{word}: {inner_shown}]"));
        if !inner.is_empty() {
            out.push_str(&text[text.trim_end().len()..]);
        }
    }
    out
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::compare;

    fn side(revision: u32, title: &str, paragraphs: &[&str]) -> TextSide {
        TextSide {
            revision,
            title: title.into(),
            paragraphs: paragraphs.iter().map(|p| (*p).into()).collect(),
            ..TextSide::default()
        }
    }

    fn clock() -> Clock {
        Clock { now: Timestamp::UNIX_EPOCH, local: TimeZone::UTC, zone: Zone::Utc }
    }

    #[test]
    fn a_diff_is_told_in_sentences() {
        let old = side(
            1,
            "Ferry aground",
            &["A ferry with 63 people ran aground.", "Nobody was hurt.", "The captain was asleep."],
        );
        let new = side(
            2,
            "Ferry aground",
            &["A ferry with 61 people ran aground.", "Nobody was hurt.", "An inquiry was opened on Monday."],
        );
        let lines = diff_lines(&compare(&old, &new, Ignore::Nothing), true, &clock());
        let text = lines.join("\n");
        assert!(text.contains("Comparing revision 1 with revision 2."), "{text}");
        assert!(text.contains("3 paragraphs before, 3 after: 1 same, 1 edited, 1 added, 1 removed"), "{text}");
        assert!(
            text.contains("1. Paragraph 1, edited: A ferry with [removed: 63] [added: 61] people ran aground."),
            "{text}"
        );
        assert!(text.contains("Paragraph 2: Nobody was hurt."), "{text}");
        assert!(text.contains("Paragraph 3 of the older text, removed: The captain was asleep."), "{text}");
        assert!(!text.contains(['│', '─', '▌']), "{text}");
        let same = diff_lines(&compare(&old, &old, Ignore::Nothing), false, &clock());
        assert!(same.last().is_some_and(|l| l == "Nothing changed."), "{same:?}");
    }

    #[test]
    fn nothing_in_a_line_steers_a_terminal() {
        let window = ListWindow {
            rows: vec![ListRow {
                id: crate::model::ArticleId::new("1"),
                source: "a\u{1b}[2J".into(),
                url: String::new(),
                title: "T\u{202e}".into(),
                old_title: None,
                first_seen: None,
                last_changed: None,
                revisions: 2,
                status: None,
                sizes: vec![3],
                steps: Vec::new(),
                lateness: Some(7200),
                changes: [crate::model::ChangeKind::Number].into_iter().collect(),
                sides: crate::model::SidesMark::Inferred,
                partial: false,
                language: None,
            }],
            total: 1,
            ..ListWindow::default()
        };
        let lines = list_lines(&window, &clock());
        assert!(lines[0].starts_with("1. T"), "{lines:?}");
        assert!(
            lines[0].contains(
                "no date, 2 revisions, the last about 2 hours after the first, changed: figures, sides inferred."
            ),
            "{lines:?}"
        );
        assert!(!lines[0].contains(['\u{1b}', '\u{202e}']), "{lines:?}");
    }
}
