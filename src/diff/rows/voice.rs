//! The edits of a block as text to show: in both voices, or in that of one side; a run of spans for each paragraph.

use super::{Span, carried::Told};
use crate::{
    diff::{Block, BlockKind, Op},
    model::{Side, Sides},
    text::{Role, Roles, width},
};

/// A paragraph to show.
#[derive(Debug, Clone, Default)]
pub(super) struct Spoken {
    /// Its place in its block, on each side.
    pub nth: Sides<usize>,
    /// The text, not yet sanitised.
    pub spans: Vec<Span>,
}

/// How edits are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// The voice of one side only.
    pub side: Option<Side>,
    /// What unchanged text is.
    pub base: Roles,
    /// Write `[-…-]` and `{+…+}`.
    pub brackets: bool,
    /// No marks at all.
    pub raw: bool,
}

impl Manner {
    /// What text that went or came is, given what unchanged text is here. What was carried elsewhere did not go.
    fn roles(self, op: Op, carried: bool) -> Roles {
        match op {
            _ if self.raw => self.base,
            Op::Delete if carried => Roles::of(Role::Moved).and(Role::Former),
            Op::Insert if carried => Roles::of(Role::Moved),
            Op::Delete => self.base.and(Role::Deleted),
            Op::Insert => self.base.and(Role::Inserted),
            Op::Unknown => self.base.and(Role::Uncertain),
            Op::Equal => self.base,
        }
    }

    /// Whether a blank of ours may part what one edit and the next show: both voices speak, one right after the other.
    fn parts(self, before: Op, now: Op) -> bool {
        self.side.is_none()
            && !self.raw
            && !self.brackets
            && matches!((before, now), (Op::Delete, Op::Insert) | (Op::Insert, Op::Delete))
    }

    fn bracketed(self, op: Op, text: &str) -> String {
        match op {
            Op::Delete if self.brackets && !self.raw => within("[-", text, "-]"),
            Op::Insert if self.brackets && !self.raw => within("{+", text, "+}"),
            _ => text.to_owned(),
        }
    }
}

/// A text between two signs. Blanks at its ends stay outside, where lines may break; those that are all of it are shown.
fn within(open: &str, text: &str, close: &str) -> String {
    let says = text.trim();
    if says.is_empty() {
        return format!("{open}{}{close}", "␣".repeat(text.chars().count()));
    }
    let start = text.len() - text.trim_start().len();
    let (before, rest) = text.split_at(start);
    let after = &rest[says.len()..];
    format!("{before}{open}{says}{close}{after}")
}

/// The paragraphs that edits tell.
pub(super) fn spoken(edits: &[Told], manner: Manner) -> Vec<Spoken> {
    let mut out = vec![Spoken::default()];
    let mut nth = Sides::new(0, 0);
    let mut before = Op::Equal;
    let mut replacement = 0;
    for (at, Told { edit, carried }) in edits.iter().enumerate() {
        if manner.brackets && !manner.raw && manner.side.is_none() && is_given_for_break(edits, at) {
            continue;
        }
        replacement += usize::from(edit.op == Op::Equal);
        let changed = (matches!(edit.op, Op::Delete | Op::Insert) && !manner.raw).then_some(replacement);
        let text = match manner.side {
            Some(side) => match edit.on(side) {
                Some(text) => text,
                None => continue,
            },
            None => &edit.text,
        };
        for (k, piece) in text.split('\n').enumerate() {
            if k > 0 {
                nth.old += usize::from(edit.op != Op::Insert);
                nth.new += usize::from(edit.op != Op::Delete);
                if manner.side.is_none() && edit.op != Op::Equal {
                    push(&mut out, manner.bracketed(edit.op, "¶"), manner.roles(edit.op, *carried), changed);
                }
                out.push(Spoken { nth, spans: Vec::new() });
            }
            if k == 0 && manner.parts(before, edit.op) && joined(&out, piece) {
                push(&mut out, " ".to_owned(), manner.base, None);
            }
            if !piece.is_empty() {
                push(&mut out, manner.bracketed(edit.op, piece), manner.roles(edit.op, *carried), changed);
            }
        }
        before = edit.op;
    }
    out
}

/// Whether an edit is but the blank that a break between paragraphs took the place of, or that took its place.
fn is_given_for_break(edits: &[Told], at: usize) -> bool {
    let other = |op| if op == Op::Delete { Op::Insert } else { Op::Delete };
    let Some(Told { edit, .. }) = edits.get(at).filter(|told| told.edit.op != Op::Equal) else { return false };
    let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|i| edits.get(i));
    !edit.text.is_empty()
        && edit.text.chars().all(|c| c.is_whitespace() && c != '\n')
        && near.into_iter().any(|told| told.edit.op == other(edit.op) && told.edit.text.trim_matches(' ') == "\n")
}

/// Whether a word that went and one that came would stand together as one.
fn joined(out: &[Spoken], piece: &str) -> bool {
    let last = out.last().and_then(|s| s.spans.last()).and_then(|s| s.text.chars().next_back());
    // Scripts without spaces need none here either; their characters are two cells wide.
    let is_of_word = |c: char| c.is_alphanumeric() && width::of(c.encode_utf8(&mut [0; 4])) == 1;
    last.is_some_and(is_of_word) && piece.chars().next().is_some_and(is_of_word)
}

fn push(out: &mut [Spoken], text: String, roles: Roles, edit: Option<usize>) {
    if let Some(last) = out.last_mut() {
        last.spans.push(Span { text, roles, edit });
    }
}

/// What the unchanged text of a block is, and the whole text of one that is on one side only.
pub(super) fn base(block: &Block) -> Roles {
    Roles::of(match block.kind {
        BlockKind::Added => Role::Inserted,
        BlockKind::Removed => Role::Deleted,
        BlockKind::Moved => Role::Moved,
        BlockKind::Unknown => Role::Uncertain,
        BlockKind::Same | BlockKind::Edited | BlockKind::Split | BlockKind::Merged => Role::Text,
    })
}

/// The role of a block's sign.
pub(super) fn sign_role(kind: BlockKind) -> Role {
    match kind {
        BlockKind::Same => Role::Text,
        BlockKind::Edited | BlockKind::Split | BlockKind::Merged => Role::Edited,
        BlockKind::Added => Role::Inserted,
        BlockKind::Removed => Role::Deleted,
        BlockKind::Moved => Role::Moved,
        BlockKind::Unknown => Role::Uncertain,
    }
}
