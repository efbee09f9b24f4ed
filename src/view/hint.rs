//! The hint line: a notice, what the keys pressed so far can become, or the keys most useful here, as bound now.

use super::{
    page::Page,
    pen::{Pen, fits},
    shorten,
};
use crate::{
    app::{
        Key, Mode, Model, Pane,
        commands::{self, COMMANDS},
        geometry::Rect,
        keymap,
        model::MarkAction,
        overlay::{self, MenuKind},
    },
    text::{Role, width},
};

/// Milliseconds after which a prefix shows what it can become.
const PATIENCE: i64 = 300;

/// Columns between what can follow one key and another.
const APART: u16 = 3;
/// Fewer columns of a sentence than this say nothing.
const SHORTEST: u16 = 4;

/// A command, or a key as it is labelled where keys are taken as they are; and what it does, in a word.
type Hint = (&'static str, &'static str);

/// What every place shows at the right end, whatever else there is room for.
const HELP: Hint = ("help", "help");
const CLOSE: Hint = ("back", "close");

const LIST: &[Hint] = &[
    ("in", "timeline"),
    ("find", "find"),
    ("filter-list", "filter"),
    ("search-archive", "search all"),
    ("sort-menu", "sort"),
    ("next-revision", "revision"),
    ("export", "export"),
    ("quit", "quit"),
];
const TIMELINE: &[Hint] = &[
    ("in", "diff"),
    ("out", "back"),
    ("set-base", "base"),
    ("set-target", "target"),
    ("cycle-compare", "compare with"),
    ("next-article", "article"),
    ("toggle-minor", "fold minor"),
];
const DIFF: &[Hint] = &[
    ("next-change", "next change"),
    ("out", "back"),
    ("next-revision", "revision"),
    ("cycle-view", "view"),
    ("why", "why"),
    ("search-archive", "search all"),
    ("lifelines", "lifelines"),
    ("export", "export"),
];
const SELECTION: &[Hint] = &[
    ("select-next-word", "further"),
    ("select-previous-word", "less"),
    ("next", "line down"),
    ("copy-selection", "copy"),
    ("export", "export"),
    ("search-archive", "search all"),
    ("back", "give up"),
];
const SORT: &[Hint] = &[("next", "down"), ("open", "sort by it")];
const KINDS: &[Hint] = &[("next", "down"), ("open", "on or off")];
const HITS: &[Hint] = &[("next", "down"), ("open", "open"), ("order-hits", "other order")];
const NONE: &[Hint] = &[];
const LIFELINES: &[Hint] = &[("next", "down"), ("open", "the diff that brought it"), ("page-down", "page")];
const PHRASE: &[Hint] = &[("next", "down"), ("open", "the diff of it"), ("page-down", "page")];
const PROBLEMS: &[Hint] = &[("next", "down"), ("open", "one by one"), ("find", "find"), ("page-down", "page")];
const SOUGHT: &[Hint] = &[("↓", "down"), ("Enter", "keep it")];
const COMMAND: &[Hint] = &[("next", "down"), ("open", "run it"), ("find", "filter")];
const TYPED: &[Hint] = &[("↓", "down"), ("Enter", "run it")];
const READING: &[Hint] = &[("next", "down"), ("page-down", "page")];
const EXPORT: &[Hint] = &[("open", "export"), ("next", "format"), ("edit-file-name", "file name")];
const FILE: &[Hint] = &[("Enter", "export"), ("Tab", "formats")];
const EXISTS: &[Hint] = &[("y", "overwrite it"), ("n", "another name")];

/// Draws the hint line.
pub(super) fn draw(model: &Model, page: &mut Page, rect: Rect) {
    let mut pen = page.pen(rect.inset(1), 0);
    if let Some(count) = model.count {
        pen.right(&count.to_string(), Role::Key);
    }
    if !model.pending.is_empty() {
        pen.right(&keymap::label(&model.pending), Role::Key);
        let waited =
            model.pending_since.map_or(0, |since| model.now.as_millisecond().saturating_sub(since.as_millisecond()));
        if waited >= PATIENCE {
            return continuations(model, &mut pen);
        }
    }
    if let Some(notice) = &model.notice {
        let room = pen.room();
        let text = shorten::sentence(&notice.text, room);
        pen.cut(&text, if notice.failed { Role::Error } else { Role::Notice }, room);
        return;
    }
    if let Some(find) = model.diff.search.as_ref().filter(|_| model.focus == Pane::Diff && model.mode == Mode::Browse) {
        let at = find.current.map_or(String::new(), |c| format!("{} of ", c + 1));
        pen.right(&format!("/{}: {at}{}", find.words, find.matches.len()), Role::Label).shorten(2);
    }
    let (hints, last) = match &model.mode {
        Mode::Browse => {
            let hints = match model.focus {
                Pane::List => LIST,
                Pane::Timeline => TIMELINE,
                Pane::Diff if model.diff.selection.is_some() => SELECTION,
                Pane::Diff => DIFF,
            };
            (hints, HELP)
        }
        Mode::Mark(action) => {
            let text =
                if *action == MarkAction::Set { "Mark this place with which letter?" } else { "Go to which mark?" };
            pen.put(text, Role::Notice);
            let marks: String = model.user.marks.keys().collect();
            super::header::part(&mut pen, &marks, Role::Key);
            return;
        }
        Mode::Prompt(_) => return,
        Mode::Menu(menu) if menu.kind == MenuKind::Sort => (SORT, CLOSE),
        Mode::Menu(_) => (KINDS, CLOSE),
        Mode::Hits(hits) if hits.hits.is_empty() => (NONE, CLOSE),
        Mode::Hits(_) => (HITS, CLOSE),
        Mode::Lifelines(_) => (LIFELINES, CLOSE),
        Mode::Phrase(_) => (PHRASE, CLOSE),
        Mode::Problems(list) if list.typing => (SOUGHT, ("Esc", "all again")),
        Mode::Problems(_) => (PROBLEMS, CLOSE),
        Mode::Palette(p) | Mode::Help(p) if p.typing => (TYPED, ("Esc", "back")),
        Mode::Palette(_) | Mode::Help(_) => (COMMAND, CLOSE),
        Mode::Facts { .. } | Mode::Overview(_) => (READING, CLOSE),
        Mode::Why(why) if why.evidence.is_some() => (&overlay::SIDE_KEYS[..], CLOSE),
        Mode::Why(_) => (READING, CLOSE),
        Mode::Export(menu) if menu.exists => (EXISTS, ("Esc", "back")),
        Mode::Export(menu) if menu.typing => (FILE, ("Esc", "back")),
        Mode::Export(_) => (EXPORT, CLOSE),
    };
    if let Some((keys, text)) = bound(model, last) {
        // The key stands out from its word, so the two are written one after the other, from the right.
        pen.right(text, Role::Faint);
        pen.right(&keys, Role::Key);
        pen.shorten(1);
    }
    let mut written = false;
    for (keys, text) in hints.iter().filter_map(|hint| bound(model, *hint)) {
        hint(&mut pen, &keys, text, &mut written);
    }
}

/// The first key of a command, as bound now; a label stands for itself.
fn bound(model: &Model, (name, text): Hint) -> Option<(String, &'static str)> {
    match commands::index(name) {
        Some(_) => model.keymap.keys_of(name).into_iter().next().map(|keys| (keys, text)),
        None => Some((name.to_owned(), text)),
    }
}

fn hint(pen: &mut Pen<'_>, keys: &str, text: &str, written: &mut bool) {
    let apart = if *written { "   " } else { "" };
    if fits(&format!("{apart}{keys} {text}"), pen.room()) {
        pen.put(apart, Role::Faint).put(keys, Role::Key).put(" ", Role::Faint).put(text, Role::Faint);
        *written = true;
    }
}

/// What can follow the keys pressed: each with what it does. Where there is no room for all of it the words that all
/// begin with are left out and each sentence is cut to a fair share; where there is none for all the keys an ellipsis says so.
fn continuations(model: &Model, pen: &mut Pen<'_>) {
    let told = |(key, command): (Key, Option<usize>)| {
        let doc = command.and_then(|i| COMMANDS.get(i)).map_or("…", |c| c.doc.trim_end_matches('.'));
        (keymap::label(&[key]), doc)
    };
    let mut all: Vec<(String, &str)> =
        model.keymap.continuations(model.scopes(), &model.pending).into_iter().map(told).collect();
    let wide: usize = all.iter().map(|(keys, doc)| width::of(keys) + 1 + width::of(doc) + usize::from(APART)).sum();
    let mut apart = APART;
    if wide > usize::from(pen.room() + APART) {
        apart = 2;
        let common = common(&all);
        all.iter_mut().for_each(|(_, doc)| *doc = doc.get(common..).unwrap_or(doc));
    }
    for (at, (keys, doc)) in all.iter().enumerate() {
        let before = if at > 0 { apart } else { 0 };
        let left = (all.len() - at) as u16;
        // Each is to have as much as those after it.
        let share = ((pen.room() + apart - before) / left).saturating_sub(apart + width::of(keys) as u16 + 1);
        if share < SHORTEST && !fits(doc, share) {
            pen.cut("  …", Role::Faint, 3);
            return;
        }
        pen.skip(before).put(keys, Role::Key).skip(1).cut(doc, Role::Faint, share);
    }
}

/// Bytes of the words with which every sentence begins.
fn common(all: &[(String, &str)]) -> usize {
    let Some((_, first)) = all.first() else { return 0 };
    let begins = |at: &usize| first.get(..*at).is_some_and(|start| all.iter().all(|(_, doc)| doc.starts_with(start)));
    first.match_indices(' ').map(|(at, _)| at + 1).take_while(begins).last().unwrap_or(0)
}
