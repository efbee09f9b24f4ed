//! What the screen swallows: islands of one or two small words between two replacements, which read more easily as one
//! replacement. The diff itself, and what is exported as data, keeps them.

use crate::{
    diff::{Edit, Op},
    text::words::{TokenKind, tokens},
};

/// The longest island, in words.
const WORDS: usize = 2;
/// The longest word of an island, in characters.
const LETTERS: usize = 4;

/// A change as shown: what went, then what came.
#[derive(Default)]
struct Replacement {
    old: String,
    new: String,
}

/// The edits of a paragraph, islands swallowed.
#[must_use]
pub(super) fn swallowed(edits: &[Edit]) -> Vec<Edit> {
    let mut out: Vec<Edit> = Vec::with_capacity(edits.len());
    let mut at = 0;
    while at < edits.len() {
        let (mut change, mut end) = replacement(edits, at);
        if end == at {
            out.push(edits[at].clone());
            at += 1;
            continue;
        }
        // Only where both sides of the island lose and gain words does swallowing it shorten the tale.
        while both(&change) && edits.get(end).is_some_and(is_island) {
            let (next, after) = replacement(edits, end + 1);
            if !both(&next) {
                break;
            }
            let island = &edits[end];
            change.old = change.old + island.old.as_ref().unwrap_or(&island.text) + &next.old;
            change.new = change.new + &island.text + &next.new;
            end = after;
        }
        for (op, text) in [(Op::Delete, change.old), (Op::Insert, change.new)] {
            if !text.is_empty() {
                out.push(Edit { op, text, old: None });
            }
        }
        at = end;
    }
    out
}

/// The deletions and insertions that begin at an edit, and where they end.
fn replacement(edits: &[Edit], from: usize) -> (Replacement, usize) {
    let mut change = Replacement::default();
    let mut at = from;
    while let Some(e) = edits.get(at) {
        match e.op {
            Op::Delete => change.old.push_str(&e.text),
            Op::Insert => change.new.push_str(&e.text),
            _ => break,
        }
        at += 1;
    }
    (change, at)
}

fn both(change: &Replacement) -> bool {
    !change.old.trim().is_empty() && !change.new.trim().is_empty()
}

fn is_island(edit: &Edit) -> bool {
    if edit.op != Op::Equal || edit.text.len() > 40 || edit.text.contains('\n') {
        return false;
    }
    let mut words = 0;
    tokens(&edit.text).iter().all(|t| {
        let text = t.of(&edit.text);
        match t.kind {
            TokenKind::Space => true,
            // A bracket whose fellow stays would be torn from it.
            TokenKind::Mark => text.len() == 1 && !text.contains(['"', '.', '?', '!', '(', ')', '[', ']', '{', '}']),
            TokenKind::Word => {
                words += 1;
                words <= WORDS && text.chars().count() <= LETTERS && text.chars().all(char::is_lowercase)
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edits(list: &[(Op, &str)]) -> Vec<Edit> {
        list.iter().map(|(op, text)| Edit::new(*op, *text)).collect()
    }

    #[test]
    fn small_islands_go_and_others_stay() {
        use Op::{Delete, Equal, Insert};
        let island =
            edits(&[(Delete, "Rain"), (Insert, "Snow"), (Equal, " in the "), (Delete, "north"), (Insert, "south")]);
        assert_eq!(swallowed(&island), edits(&[(Delete, "Rain in the north"), (Insert, "Snow in the south")]));
        let name = edits(&[(Delete, "Rain"), (Insert, "Snow"), (Equal, " Smith "), (Delete, "a"), (Insert, "b")]);
        assert_eq!(swallowed(&name), name);
        let party = edits(&[(Delete, "a"), (Insert, "b"), (Equal, " ("), (Delete, "c"), (Insert, "d"), (Equal, ")")]);
        assert_eq!(swallowed(&party), party);
        let added = edits(&[(Insert, "Snow"), (Equal, " in "), (Delete, "north"), (Insert, "south")]);
        assert_eq!(swallowed(&added), added);
    }
}
