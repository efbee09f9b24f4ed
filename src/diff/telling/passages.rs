//! What came and what went, by the beginning of the longest paragraph of each.

use super::shortened;
use crate::{
    diff::{Block, BlockKind},
    model::{ChangeKind, Changes},
};

/// Characters that are told of a paragraph.
const LONGEST: usize = 60;

/// Kinds that say what became of paragraphs, and nothing of what these say.
const PLAIN: [ChangeKind; 6] = [
    ChangeKind::Added,
    ChangeKind::Removed,
    ChangeKind::Edited,
    ChangeKind::Moved,
    ChangeKind::Boilerplate,
    ChangeKind::Typography,
];

/// `new: “The mill reopens on Monday after …”`, for a change of which else no more is told than how many paragraphs came and
/// went.
pub(super) fn passages(changes: Changes, blocks: &[Block]) -> Vec<String> {
    if ChangeKind::ALL.into_iter().any(|kind| changes.has(kind) && !PLAIN.contains(&kind)) {
        return Vec::new();
    }
    let longest = |kind: BlockKind| {
        let texts = blocks.iter().filter(move |b| b.kind == kind).flat_map(|b| &b.edits);
        texts.flat_map(|edit| edit.text.lines()).max_by_key(|line| line.len())
    };
    let told =
        |what: &str, kind: BlockKind| longest(kind).map(|line| format!("{what}: “{}”", shortened(line, LONGEST)));
    told("new", BlockKind::Added).into_iter().chain(told("gone", BlockKind::Removed)).collect()
}
