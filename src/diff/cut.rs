//! Paragraphs that a dump holds in part, because they stand next to a hole: what they lack was not removed.

use std::{collections::BTreeSet, ops::Range};

use super::{TextSide, link::Link};
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
                    None => other.paragraphs.iter().any(|whole| is_part(paragraph, whole, end, false)),
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

/// Which end of a paragraph is there.
#[derive(Debug, Clone, Copy)]
enum End {
    First,
    Last,
}

fn of(link: &Link, side: Side) -> &Range<usize> {
    if side == Side::Old { &link.old } else { &link.new }
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
        model::{Changes, TextState},
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
        let other = side(&["The ferry was late by an hour and full. “Nobody to…", REST], &[1]);
        assert!(compare(&whole, &other, Ignore::Nothing).blocks.iter().any(|b| b.kind == BlockKind::Edited));
    }
}
