//! Searching in a pane (`/`): the diff's strips, the timeline's rows, the list's articles.

use std::collections::BTreeMap;

use super::{Effect, Model, Pane, diff::DiffPane, list, timeline};
use crate::{
    diff::rows::Rows,
    model::{ArticleId, ListRow, TimelineRow},
    text::fold::{self, Fold},
};

/// A search in the diff.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Find {
    /// What is searched for, folded case.
    pub words: String,
    /// The matches in reading order.
    pub matches: Vec<FindMatch>,
    /// The match on which the reader stands.
    pub current: Option<usize>,
    /// The article of the hit that it shows; in another one the search is over. `None` for one begun here.
    pub of: Option<ArticleId>,
}

/// A match: characters of a strip, from 0, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindMatch {
    /// The first row that shows a part of it.
    pub row: usize,
    /// The strip.
    pub strip: usize,
    /// The first character.
    pub from: usize,
    /// One after the last character.
    pub to: usize,
}

/// Folds case and typography, so that the words of a search are found however they are written.
pub(super) fn fold(text: &str) -> String {
    fold::fold(text, Fold::Case).text
}

/// The words searched for in the focused pane; empty for none.
pub(super) fn words(model: &Model) -> String {
    match model.focus {
        Pane::List => model.list.search.clone().unwrap_or_default(),
        Pane::Timeline => model.timeline.search.clone().unwrap_or_default(),
        Pane::Diff => model.diff.search.as_ref().map(|f| f.words.clone()).unwrap_or_default(),
    }
}

/// Shows what some words match, while they are typed; empty words end the search.
pub(super) fn preview(model: &mut Model, words: &str) {
    let search = (!words.is_empty()).then(|| words.to_string());
    match model.focus {
        Pane::List => model.list.search = search,
        Pane::Timeline => model.timeline.search = search,
        Pane::Diff => {
            model.diff.search = search.map(|words| Find { words, ..Find::default() });
            refresh(&mut model.diff);
        }
    }
}

/// Searches the focused pane and goes to the first match from the cursor on.
pub(super) fn begin(model: &mut Model, words: &str) -> Vec<Effect> {
    preview(model, words);
    model.diff.selection = None;
    if words.is_empty() { Vec::new() } else { step(model, 1, true) }
}

/// Goes to the next match, or the one before where negative; `here` counts a match under the cursor.
pub(super) fn step(model: &mut Model, by: isize, here: bool) -> Vec<Effect> {
    let words = words(model);
    if words.is_empty() {
        model.say("Nothing is being searched for; / begins.");
        return Vec::new();
    }
    match model.focus {
        Pane::Diff => {
            step_in_diff(model, by, here);
            Vec::new()
        }
        Pane::Timeline => step_in_timeline(model, &fold(&words), by, here),
        Pane::List => list::find(model, &fold(&words), by, here),
    }
}

fn step_in_diff(model: &mut Model, by: isize, here: bool) {
    let cursor = model.diff.cursor;
    let Some(find) = &mut model.diff.search else { return };
    let len = find.matches.len();
    let at = match find.current {
        Some(at) => at as isize + by,
        // The first match after the cursor, or the last before it.
        None => {
            let after = find.matches.partition_point(|m| if here { m.row < cursor } else { m.row <= cursor });
            after as isize + if by > 0 { by - 1 } else { by }
        }
    };
    if len == 0 {
        let words = find.words.clone();
        return model.say(format!("“{words}” is not in what is shown here."));
    }
    let to = at.rem_euclid(len as isize) as usize;
    find.current = Some(to);
    let row = find.matches.get(to).map_or(0, |m| m.row);
    model.diff.go(row);
    model.diff.reveal_match();
    let again = if at < 0 || at >= len as isize { ", round again" } else { "" };
    model.say(format!("Match {} of {len}{again}.", to + 1));
}

fn step_in_timeline(model: &mut Model, folded: &str, by: isize, here: bool) -> Vec<Effect> {
    let pane = &model.timeline;
    let holds = |i: usize| pane.rows().get(i).is_some_and(|r| revision_holds(r, folded));
    let matching: Vec<usize> =
        (0..pane.shown.len()).filter(|p| pane.shown.get(*p).is_some_and(|i| holds(*i))).collect();
    let found = next(pane.place(), &matching, by, here).and_then(|(place, told)| Some((*pane.shown.get(place)?, told)));
    match found {
        Some((index, told)) => {
            model.say(told);
            timeline::go(model, index)
        }
        None => {
            model.say("No revision here holds these words.");
            Vec::new()
        }
    }
}

/// The `by`th matching entry on from `from` and round again, backwards where negative; and which of them it is, as a
/// sentence.
pub(super) fn next(from: usize, matching: &[usize], by: isize, here: bool) -> Option<(usize, String)> {
    let after = matching.partition_point(|i| if here { *i < from } else { *i <= from });
    let before = matching.partition_point(|i| *i < from);
    let at = if by > 0 { after as isize + by - 1 } else { before as isize + by };
    let len = matching.len() as isize;
    let nth = at.checked_rem_euclid(len)? as usize;
    let told = match len {
        1 => "This is the only match.".to_owned(),
        _ if at < 0 || at >= len => format!("Match {} of {len}, round again.", nth + 1),
        _ => format!("Match {} of {len}.", nth + 1),
    };
    Some((*matching.get(nth)?, told))
}

fn revision_holds(row: &TimelineRow, folded: &str) -> bool {
    let time = row.time.as_ref().map(super::super::model::Seen::rfc3339);
    let fields = [Some(&row.title), row.author.as_ref(), row.comment.as_ref(), time.as_ref(), row.later.as_ref()];
    fields.into_iter().flatten().any(|f| fold(f).contains(folded)) || row.number.to_string() == folded
}

/// Whether an article's row holds folded words.
pub(super) fn article_holds(row: &ListRow, folded: &str) -> bool {
    [&row.title, &row.source, &row.url].into_iter().chain(&row.old_title).any(|f| fold(f).contains(folded))
}

/// Finds the words of the search in force again, in the rows as they are now.
pub(super) fn refresh(pane: &mut DiffPane) {
    let Some(find) = &mut pane.search else { return };
    find.matches = matches(&pane.rows, &find.words);
    find.current = find.current.filter(|i| *i < find.matches.len());
}

/// A strip's text, put together from its lines.
#[derive(Default)]
pub(super) struct Strip {
    pub(super) text: String,
    /// Row and first character of each line, ascending.
    pub(super) lines: Vec<(usize, usize)>,
}

impl Strip {
    /// The row that shows a character.
    pub(super) fn row(&self, at: usize) -> usize {
        let after = self.lines.partition_point(|l| l.1 <= at);
        self.lines.get(after.saturating_sub(1)).map_or(0, |l| l.0)
    }
}

/// The text of every strip.
pub(super) fn strips(rows: &Rows) -> BTreeMap<usize, Strip> {
    let mut strips: BTreeMap<usize, Strip> = BTreeMap::new();
    for (index, row) in rows.rows.iter().enumerate() {
        for line in [row.lines.old.as_ref(), row.lines.new.as_ref()].into_iter().flatten() {
            let strip = strips.entry(line.strip).or_default();
            strip.lines.push((index, line.from));
            line.spans.iter().for_each(|s| strip.text.push_str(&s.text));
        }
    }
    strips
}

/// Every match of some words, in reading order.
fn matches(rows: &Rows, words: &str) -> Vec<FindMatch> {
    let needle = fold(words);
    let mut found = Vec::new();
    if needle.is_empty() {
        return found;
    }
    for (number, strip) in strips(rows) {
        let hay = fold::fold(&strip.text, Fold::Case);
        for (at, matched) in hay.text.match_indices(&needle) {
            let origin = |byte: usize| hay.origin.get(byte).copied().unwrap_or(0);
            let from = origin(at);
            // The first character after the match: one character can be folded into several bytes.
            let last = origin(at + matched.len() - 1);
            let to = origin(at + matched.len()).max(last + 1);
            found.push(FindMatch { row: strip.row(from), strip: number, from, to });
        }
    }
    found.sort_by_key(|m| (m.row, m.strip, m.from));
    found
}
