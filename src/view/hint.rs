//! The hint line: a notice, what the keys pressed so far can become, or the keys most useful here, as bound now.

use super::page::{Page, Pen, fits};
use crate::{
    app::{Mode, Model, Pane, commands::COMMANDS, geometry::Rect, keymap, model::MarkAction},
    text::Role,
};

/// Milliseconds after which a prefix shows what it can become.
const PATIENCE: i64 = 300;

type Hint = (&'static str, &'static str);

const LIST: &[Hint] = &[
    ("in", "timeline"),
    ("find", "find"),
    ("filter-list", "filter"),
    ("search-archive", "search all"),
    ("sort-menu", "sort"),
    ("next-revision", "revision"),
    ("export", "export"),
    ("help", "help"),
    ("quit", "quit"),
];
const TIMELINE: &[Hint] = &[
    ("in", "diff"),
    ("set-base", "base"),
    ("set-target", "target"),
    ("cycle-compare", "compare with"),
    ("toggle-minor", "fold minor"),
    ("next-article", "article"),
    ("help", "help"),
    ("out", "back"),
];
const DIFF: &[Hint] = &[
    ("next-change", "next change"),
    ("next-revision", "revision"),
    ("cycle-view", "view"),
    ("why", "why"),
    ("search-archive", "search all"),
    ("export", "export"),
    ("help", "help"),
    ("out", "back"),
];
const SELECTION: &[Hint] = &[
    ("select-next-word", "further"),
    ("select-previous-word", "less"),
    ("copy-selection", "copy"),
    ("search-archive", "search all"),
    ("back", "give up"),
];
const ENTRIES: &[Hint] = &[("next", "down"), ("open", "open"), ("find", "filter"), ("back", "close")];
const READING: &[Hint] = &[("next", "down"), ("page-down", "page"), ("back", "close")];
/// The keys that set a paragraph's side by hand.
pub(super) const WHY: &[Hint] = &[
    ("side-old", "old side"),
    ("side-new", "new side"),
    ("side-both", "both sides"),
    ("side-inferred", "as inferred"),
];
const EXPORT: &[Hint] = &[("next", "format"), ("edit-file-name", "file name"), ("open", "export"), ("back", "close")];

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
        pen.cut(&notice.text, if notice.failed { Role::Error } else { Role::Notice }, room);
        return;
    }
    if let Some(find) = model.diff.search.as_ref().filter(|_| model.focus == Pane::Diff && model.mode == Mode::Browse) {
        let at = find.current.map_or(String::new(), |c| format!("{} of ", c + 1));
        pen.right(&format!("/{}: {at}{}", find.words, find.matches.len()), Role::Label);
    }
    let hints = match &model.mode {
        Mode::Browse => match model.focus {
            Pane::List => LIST,
            Pane::Timeline => TIMELINE,
            Pane::Diff if model.diff.selection.is_some() => SELECTION,
            Pane::Diff => DIFF,
        },
        Mode::Mark(action) => {
            let text =
                if *action == MarkAction::Set { "Mark this place with which letter?" } else { "Go to which mark?" };
            pen.put(text, Role::Notice);
            let marks: String = model.user.marks.keys().collect();
            super::header::part(&mut pen, &marks, Role::Key);
            return;
        }
        Mode::Prompt(_) => return,
        Mode::Menu(_) | Mode::Hits(_) | Mode::Problems(_) | Mode::Palette(_) | Mode::Help(_) => ENTRIES,
        Mode::Facts { .. } => READING,
        Mode::Why(why) if why.evidence.is_some() => WHY,
        Mode::Why(_) => READING,
        Mode::Export(_) => EXPORT,
    };
    write(model, &mut pen, hints);
}

fn write(model: &Model, pen: &mut Pen<'_>, hints: &[Hint]) {
    let mut written = false;
    for (command, text) in hints {
        let Some(keys) = model.keymap.keys_of(command).into_iter().next() else { continue };
        hint(pen, &keys, text, &mut written);
    }
}

fn hint(pen: &mut Pen<'_>, keys: &str, text: &str, written: &mut bool) {
    let apart = if *written { "   " } else { "" };
    if fits(&format!("{apart}{keys} {text}"), pen.room()) {
        pen.put(apart, Role::Faint).put(keys, Role::Key).put(" ", Role::Faint).put(text, Role::Faint);
        *written = true;
    }
}

/// What can follow the keys pressed: each with what it does, as far as there is room.
fn continuations(model: &Model, pen: &mut Pen<'_>) {
    let mut written = false;
    for (key, command) in model.keymap.continuations(model.scopes(), &model.pending) {
        let doc = command.and_then(|i| COMMANDS.get(i)).map_or("…", |c| c.doc.trim_end_matches('.'));
        hint(pen, &keymap::label(&[key]), doc, &mut written);
    }
}
