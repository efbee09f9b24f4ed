//! Text from a dump as markup that can only ever be text.

use std::borrow::Cow;

use crate::{
    diff::{Block, Edit, Op, rows::carried::Carried},
    export::safe,
    model::Side,
};

/// Which of the two texts is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voices {
    /// Both in one.
    Both,
    /// One side's.
    One(Side),
}

/// Text for an element or a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    let mut markup = String::with_capacity(text.len() + text.len() / 8);
    for c in safe::visible(text).chars() {
        match c {
            '&' => markup.push_str("&amp;"),
            '<' => markup.push_str("&lt;"),
            '>' => markup.push_str("&gt;"),
            '"' => markup.push_str("&quot;"),
            '\'' => markup.push_str("&#39;"),
            c => markup.push(c),
        }
    }
    markup
}

/// A passage with its word edits marked.
pub(super) fn edits(edits: &[Edit], voices: Voices) -> String {
    let mut markup = String::new();
    edits.iter().for_each(|edit| run(edit, false, voices, &mut markup));
    markup
}

/// The same of a block; sentences that stand elsewhere on the other side are marked as carried.
pub(super) fn block(carried: &Carried, block: &Block, voices: Voices) -> String {
    let mut markup = String::new();
    for told in carried.mark(block, block.edits.clone()) {
        run(&told.edit, told.carried, voices, &mut markup);
    }
    markup
}

/// One edit.
fn run(edit: &Edit, carried: bool, voices: Voices, markup: &mut String) {
    let text = edit.text.as_str();
    match (edit.op, voices) {
        (Op::Delete, Voices::One(Side::New)) | (Op::Insert, Voices::One(Side::Old)) => {}
        (Op::Delete, _) => mark("del", carried, text, voices, markup),
        (Op::Insert, _) => mark("ins", carried, text, voices, markup),
        (Op::Equal, Voices::One(Side::Old)) => broken(edit.old.as_deref().unwrap_or(text), markup),
        (Op::Equal | Op::Unknown, _) => broken(text, markup),
    }
}

/// Unmarked text; paragraphs in it stand apart.
fn broken(text: &str, markup: &mut String) {
    for (i, line) in text.split('\n').enumerate() {
        markup.push_str(if i > 0 { "<br><br>" } else { "" });
        markup.push_str(&escape(line));
    }
}

/// Inserted or deleted text. A paragraph's end is text too, which came or went: it shows as a pilcrow, and the next
/// paragraph stands apart where the text shown has it so.
fn mark(element: &str, carried: bool, text: &str, voices: Voices, markup: &mut String) {
    let apart = if voices != Voices::Both || element == "ins" { "<br><br>" } else { "" };
    let class = if carried { " class=\"carried\"" } else { "" };
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let ends = lines.peek().is_some();
        let line: Cow<'_, str> = if ends || line.is_empty() { safe::visible(line) } else { safe::marked(line) };
        let pilcrow = if ends { "¶" } else { "" };
        if ends || !line.is_empty() {
            markup.push_str(&format!("<{element}{class}>{}{pilcrow}</{element}>", escape(&line)));
        }
        markup.push_str(if ends { apart } else { "" });
    }
}

/// The address, if it is one that a page may link to.
pub(super) fn link(url: &str) -> Option<&str> {
    let web = |scheme: &str| url.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
    (web("https://") || web("http://")).then_some(url)
}
