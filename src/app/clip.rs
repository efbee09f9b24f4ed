//! Texts made of what is shown: for the clipboard, the editor and pipes.

use std::fmt::Write as _;

use super::{Effect, Model};
use crate::{
    diff::{Block, BlockKind, Diff, Edit, Op, TextSide},
    model::{ArticleHead, Side},
};

/// The change on which the reader stands, old words and new ones.
#[must_use]
pub fn change(model: &Model) -> Option<String> {
    let diff = model.diff.diff.as_deref()?;
    let mark = model.diff.current_change()?;
    let mut text = String::new();
    match mark.block {
        Some(index) => put_block(&mut text, diff, diff.blocks.get(index)?),
        None => put_headline(&mut text, &diff.headline),
    }
    Some(text)
}

/// The whole diff as plain text, one paragraph a line, with a sign before each.
#[must_use]
pub fn diff(model: &Model) -> Option<String> {
    let diff = model.diff.diff.as_deref()?;
    let mut text = String::new();
    if let Some(head) = head(model) {
        for line in [&head.source, &head.url] {
            if !line.is_empty() {
                put_line(&mut text, "", line);
            }
        }
    }
    for (sign, side) in [("--- ", &diff.sides.old), ("+++ ", &diff.sides.new)] {
        put_line(&mut text, sign, &named(side));
    }
    text.push('\n');
    put_headline(&mut text, &diff.headline);
    text.push('\n');
    for block in &diff.blocks {
        put_block(&mut text, diff, block);
    }
    Some(text)
}

/// One revision's text: the base's where only that is shown, else the target's. Its name comes first.
#[must_use]
pub fn revision(model: &Model) -> Option<(String, String)> {
    let diff = model.diff.diff.as_deref()?;
    let side = &diff.sides[model.diff.layout.only.unwrap_or(Side::New)];
    let mut text = String::new();
    if !side.title.is_empty() {
        put_line(&mut text, "", &side.title);
        text.push('\n');
    }
    for paragraph in side.paragraphs.iter() {
        put_line(&mut text, "", paragraph);
        text.push('\n');
    }
    text.truncate(text.trim_end_matches('\n').len());
    text.push('\n');
    Some((format!("revision {}", side.revision), text))
}

/// What the diff's pane shows: the diff, or the one side that it is narrowed to. Its name comes first.
#[must_use]
pub fn shown(model: &Model) -> Option<(String, String)> {
    if model.diff.layout.only.is_some() {
        return revision(model);
    }
    let asked = model.diff.shown.as_ref()?;
    Some((format!("diff of revisions {} and {}", asked.base, asked.target), diff(model)?))
}

/// The head of the article whose diff is shown.
fn head(model: &Model) -> Option<&ArticleHead> {
    let head = model.timeline.timeline.as_ref().map(|t| &t.head);
    head.filter(|head| model.diff.shown.as_ref().is_some_and(|shown| shown.article == head.id))
}

/// The URL of the article shown; where its timeline cannot be had, as the list knows it.
#[must_use]
pub fn url(model: &Model) -> Option<String> {
    let pane = &model.timeline;
    let head = pane.timeline.as_ref().filter(|_| pane.is_current()).map(|t| &t.head.url);
    let row = || model.list.current().filter(|row| pane.article.as_ref().is_none_or(|id| *id == row.id));
    let url = head.or_else(|| row().map(|r| &r.url))?;
    (!url.is_empty()).then(|| url.clone())
}

/// Says that there is nothing to take yet.
pub fn nothing(model: &mut Model) -> Vec<Effect> {
    model.say("There is no diff here yet.");
    Vec::new()
}

fn named(side: &TextSide) -> String {
    match &side.time {
        Some(seen) => format!("revision {}, seen {}", side.revision, seen.rfc3339()),
        None => format!("revision {}, no time", side.revision),
    }
}

fn put_block(text: &mut String, diff: &Diff, block: &Block) {
    if block.kind == BlockKind::Same {
        for paragraph in block.new.iter().filter_map(|i| diff.sides.new.paragraphs.get(*i)) {
            put_line(text, "  ", paragraph);
        }
        return;
    }
    if block.kind == BlockKind::Unknown {
        let (side, list) = if block.new.is_empty() { (Side::Old, &block.old) } else { (Side::New, &block.new) };
        for paragraph in list.iter().filter_map(|i| diff.sides[side].paragraphs.get(*i)) {
            put_line(text, "? ", paragraph);
        }
        return;
    }
    for (mark, side, list) in [("- ", Side::Old, &block.old), ("+ ", Side::New, &block.new)] {
        for paragraph in list.iter().filter_map(|i| diff.sides[side].paragraphs.get(*i)) {
            put_line(text, mark, paragraph);
        }
    }
}

/// A headline: one line where it is the same on both sides.
fn put_headline(text: &mut String, edits: &[Edit]) {
    let side = |drop: Op| -> String {
        edits
            .iter()
            .filter(|e| e.op != drop)
            .map(|e| if drop == Op::Insert { e.old.as_ref().unwrap_or(&e.text) } else { &e.text }.as_str())
            .collect()
    };
    let (old, new) = (side(Op::Insert), side(Op::Delete));
    if old == new {
        put_line(text, "  ", &new);
    } else {
        put_line(text, "- ", &old);
        put_line(text, "+ ", &new);
    }
}

fn put_line(text: &mut String, sign: &str, line: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{sign}{line}");
}
