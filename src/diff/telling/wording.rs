//! What came and went, in its own words: the beginning of the longest paragraph of each, or what was edited into what.

use super::shortened;
use crate::{
    diff::{
        Block, BlockKind, Op,
        facts::boilerplate::{boilerplate, restamped},
    },
    model::{ChangeKind, Changes, Side},
};

/// Characters that are told of a paragraph.
const LONGEST: usize = 60;

/// Characters that are told of either side of an edit.
const EDIT: usize = 32;

/// Edits that are told one by one.
const SINGLY: usize = 2;

/// Kinds that say what became of paragraphs, and nothing of what these say.
const PLAIN: [ChangeKind; 6] = [
    ChangeKind::Added,
    ChangeKind::Removed,
    ChangeKind::Edited,
    ChangeKind::Moved,
    ChangeKind::Boilerplate,
    ChangeKind::Typography,
];

/// `new: “The mill reopens on Monday after …”`, or `“Daily summary” → “Summary”`, for a change of which else no more is told
/// than what became of how many paragraphs.
pub(super) fn wording(changes: Changes, blocks: &[Block]) -> Vec<String> {
    if ChangeKind::ALL.into_iter().any(|kind| changes.has(kind) && !PLAIN.contains(&kind)) {
        return Vec::new();
    }
    let longest = |kind: BlockKind| {
        let texts = blocks.iter().filter(move |b| b.kind == kind).flat_map(|b| &b.edits);
        texts.flat_map(|edit| edit.text.lines()).filter(|line| !boilerplate(line)).max_by_key(|line| line.len())
    };
    let told =
        |what: &str, kind: BlockKind| longest(kind).map(|line| format!("{what}: “{}”", shortened(line, LONGEST)));
    let whole: Vec<String> =
        told("new", BlockKind::Added).into_iter().chain(told("gone", BlockKind::Removed)).collect();
    if whole.is_empty() { edited(blocks) } else { whole }
}

/// What was edited into what: all of little, the longest of more.
fn edited(blocks: &[Block]) -> Vec<String> {
    let pairs = blocks.iter().filter(|b| matches!(b.kind, BlockKind::Edited | BlockKind::Moved) && !is_stamp(b));
    let mut edits: Vec<(String, String)> = pairs.flat_map(edits_of).collect();
    let all = edits.len();
    edits.dedup();
    if all == SINGLY && edits.len() == 1 {
        return edits.iter().map(|edit| format!("{} twice", told(edit))).collect();
    }
    if edits.len() > SINGLY {
        // Of equals the first.
        let longest = edits.iter().enumerate().max_by_key(|(at, e)| (e.0.len() + e.1.len(), usize::MAX - at));
        let (longest, others) = (longest.map_or(0, |l| l.0), edits.len() - 1);
        return vec![format!("{} and {others} other edits", told(&edits.swap_remove(longest)))];
    }
    edits.iter().map(told).collect()
}

fn told((old, new): &(String, String)) -> String {
    let quoted = |text: &str| format!("“{}”", shortened(text, EDIT));
    match (old.as_str(), new.as_str()) {
        (old, "") => format!("{} removed", quoted(old)),
        ("", new) => format!("{} added", quoted(new)),
        (old, new) => format!("{} → {}", quoted(old), quoted(new)),
    }
}

/// What was replaced by what in a paragraph, in order, without what is nothing but marks and blanks.
fn edits_of(block: &Block) -> Vec<(String, String)> {
    let changed = block.edits.split(|edit| edit.op == Op::Equal).map(|run| {
        let of = |op: Op| run.iter().filter(|edit| edit.op == op).map(|edit| &*edit.text).collect::<String>();
        (of(Op::Delete).trim().to_owned(), of(Op::Insert).trim().to_owned())
    });
    changed.filter(|(old, new)| [old, new].iter().any(|text| text.contains(char::is_alphanumeric))).collect()
}

/// Whether nothing changed but the time of an update.
fn is_stamp(block: &Block) -> bool {
    let text = |side: Side| block.edits.iter().filter_map(|edit| edit.on(side)).collect::<String>();
    let (old, new) = (text(Side::Old), text(Side::New));
    boilerplate(&old) && boilerplate(&new) || restamped(&old, &new)
}
