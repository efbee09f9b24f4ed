//! Paragraphs that a dump holds in part, because they stand next to a hole: what they lack was not removed.

use std::{collections::BTreeSet, ops::Range};

use super::{Block, Edit, Op, TextSide, link::Link};
use crate::{
    model::{Side, Sides},
    text::fold::{self, Fold},
};

/// Characters that a part of a paragraph must have to be told for that of another one.
const LEAST: usize = 12;

/// Holes that are looked at.
const HOLES: usize = 256;

/// What stands where a text was cut off.
const MARKS: [char; 5] = ['…', '.', '[', ']', ' '];

/// The paragraphs of each side that are the beginning or the end of one of the other side, and were cut off at a hole. They
/// are no pairs: links between such are taken out.
pub(super) fn cut(sides: Sides<&TextSide>, links: &mut Vec<Link>) -> Sides<BTreeSet<usize>> {
    let mut cut = Sides::new(BTreeSet::new(), BTreeSet::new());
    for side in Side::BOTH {
        let (text, other) = (sides[side], sides[side.other()]);
        for hole in text.holes.iter().copied().take(HOLES) {
            let before = hole.checked_sub(1).map(|at| (at, End::First));
            for (at, end) in before.into_iter().chain([(hole, End::Last)]) {
                let Some(paragraph) = text.paragraphs.get(at) else { continue };
                let found = match links.iter().position(|link| of(link, side).contains(&at)) {
                    None => {
                        let whole = other.paragraphs.iter().position(|whole| is_part(paragraph, whole, end, false));
                        let is_free = |at: &usize| !links.iter().any(|link| of(link, side.other()).contains(at));
                        cut[side.other()].extend(whole.filter(is_free));
                        whole.is_some()
                    }
                    Some(link) => {
                        let is_pair = |l: &&Link| l.old.len() == 1 && l.new.len() == 1 && !l.same;
                        let pair = links.get(link).filter(is_pair);
                        let whole = pair.and_then(|l| other.paragraphs.get(of(l, side.other()).start));
                        let found = whole.is_some_and(|whole| is_part(paragraph, whole, end, true));
                        if found {
                            links.remove(link);
                        }
                        found
                    }
                };
                if found {
                    cut[side].insert(at);
                }
            }
        }
    }
    cut
}

/// The edits of a block of which something is known: not what stands behind a paragraph's end, or before its beginning, where a
/// dump cut it off there.
pub(super) fn known<'b>(sides: Sides<&TextSide>, block: &'b Block) -> &'b [Edit] {
    let mut edits = block.edits.as_slice();
    let (&[old], &[new]) = (&*block.old, &*block.new) else { return edits };
    let has = |side: Side, hole: usize, at: usize, end: End| {
        let is_cut = || sides[side].paragraphs.get(at).is_some_and(|paragraph| looks_cut(paragraph, end));
        sides[side].holes.binary_search(&hole).is_ok() && is_cut()
    };
    let is_open = |edit: &Edit| edit.op != Op::Equal;
    if has(Side::Old, old + 1, old, End::First) || has(Side::New, new + 1, new, End::First) {
        // The same sign of being cut off stands behind what differs.
        if let Some((last, others)) = edits.split_last()
            && last.text.trim_matches(MARKS).is_empty()
        {
            edits = others;
        }
        let end = edits.iter().rposition(|edit| !is_open(edit)).map_or(0, |at| at + 1);
        edits = edits.get(..end).unwrap_or_default();
    }
    if has(Side::Old, old, old, End::Last) || has(Side::New, new, new, End::Last) {
        let begin = edits.iter().position(|edit| !is_open(edit)).unwrap_or(edits.len());
        edits = edits.get(begin..).unwrap_or_default();
    }
    edits
}

/// Which end of a paragraph is there.
#[derive(Debug, Clone, Copy)]
enum End {
    First,
    Last,
}

fn of(link: &Link, side: Side) -> &Range<usize> {
    if side == Side::Old { &link.old } else { &link.new }
}

/// Whether a paragraph that stands next to a hole breaks off there, rather than in a sentence's end.
fn looks_cut(paragraph: &str, end: End) -> bool {
    match end {
        End::First => {
            let text = paragraph.trim_end();
            text.ends_with(['…', ',', ']']) || text.ends_with("...") || text.ends_with(char::is_alphanumeric)
        }
        End::Last => paragraph.trim_start().starts_with(|c: char| c == '…' || c.is_lowercase()),
    }
}

/// Whether a paragraph is less than the whole, and one end of it; typography aside where they are a pair.
fn is_part(part: &str, whole: &str, end: End, are_pair: bool) -> bool {
    let is_end = |part: &str, whole: &str| match end {
        End::First => whole.starts_with(part.trim_end_matches(MARKS)),
        End::Last => whole.ends_with(part.trim_start_matches(MARKS)),
    };
    if part.len() >= whole.len() || part.trim_matches(MARKS).chars().nth(LEAST).is_none() {
        return false;
    }
    let plain = |text: &str| fold::fold(text, Fold::Typography).text;
    is_end(part, whole) || (are_pair && is_end(&plain(part), &plain(whole)))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        diff::{BlockKind, Ignore, compare, facts},
        model::{ChangeKind, Changes, TextState},
    };

    fn side(paragraphs: &[&str], holes: &[usize]) -> TextSide {
        TextSide {
            paragraphs: paragraphs.iter().map(|p| Arc::from(*p)).collect(),
            holes: holes.into(),
            state: if holes.is_empty() { TextState::Whole } else { TextState::Partial },
            ..TextSide::default()
        }
    }

    const FERRY: &str = "The ferry was late. “Nobody told us,” said Ada Thwaite, who had waited for 40 minutes.";
    const REST: &str = "It sails again on Sunday.";

    #[test]
    fn what_a_paragraph_lacks_that_was_cut_off_is_not_removed() {
        let whole = side(&[FERRY, REST], &[]);
        for (paragraphs, hole) in [
            (&["The ferry was late. “Nobody to…"][..], 1),
            (&["The ferry was late. \"Nobody told us,\" said Ada…"], 1),
            (&["The ferry was late. “Nobody told us,” said Ada Thwaite, who had [...]"], 1),
            (&["who had waited for 40 minutes.", REST], 0),
        ] {
            let part = side(paragraphs, &[hole]);
            for (old, new) in [(&whole, &part), (&part, &whole)] {
                let facts = facts::neighbours(old, new);
                assert_eq!((facts.changes, facts.minor), (Changes::default(), false), "{paragraphs:?}");
                let diff = compare(old, new, Ignore::Nothing);
                let known = |kind| matches!(kind, BlockKind::Same | BlockKind::Unknown);
                assert!(diff.blocks.iter().all(|block| known(block.kind)), "{paragraphs:?}: {:?}", diff.blocks);
            }
        }
        // What changed before the cut did.
        let other = side(&["The ferry was late by 2 hours. “Nobody told us,” said Ada Thwa…", REST], &[1]);
        assert!(compare(&whole, &other, Ignore::Nothing).blocks.iter().any(|b| b.kind == BlockKind::Edited));
        let changes = facts::neighbours(&whole, &other).changes;
        let want = [ChangeKind::Number, ChangeKind::Edited];
        assert_eq!(changes, want.into_iter().collect::<Changes>(), "not the 40 minutes, and nobody's name");
        let whole = "The quay wall moved by two metres on Monday, the harbour office said. Some were told to leave their homes. \
                     “It was luck,” said Ada Thwaite. “Nobody was on the wall at that hour,” she added.";
        let part = whole.replace("two", "three").split_once(" was on").map(|(begun, _)| format!("{begun}…"));
        let part = side(&[&part.expect("it is cut")], &[1]);
        let changes = facts::neighbours(&side(&[whole], &[]), &part).changes;
        assert_eq!(changes, want.into_iter().collect::<Changes>(), "nor the quotation");
    }
}
