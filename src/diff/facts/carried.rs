//! Sentences that were carried to another place. What went there and came here is neither gone nor new: their bytes are
//! left out where the blocks that held and hold them are read, and an altered one is read against what it was.

use std::{borrow::Cow, collections::HashMap, ops::Range};

use super::passage::Changed;
use crate::{
    diff::{Block, Place, Sentence, SentenceKind, TextSide},
    model::{Side, Sides},
    text::{quotation::marks, words},
};

/// The carried sentences of a diff.
#[derive(Debug, Default)]
pub(super) struct Carried<'a> {
    /// Where they stand: by paragraph, in its bytes, ascending.
    at: Sides<HashMap<usize, Vec<Range<usize>>>>,
    /// Those that are not the same at their new place, by the paragraph of that: old and new.
    altered: HashMap<usize, Vec<Sides<&'a str>>>,
}

impl<'a> Carried<'a> {
    /// Those among all sentences of a diff.
    pub(super) fn of(sides: Sides<&'a TextSide>, sentences: &[Sentence]) -> Self {
        let mut out = Carried::default();
        let moved = || sentences.iter().filter(|s| s.kind == SentenceKind::Moved);
        let old = in_bytes(sides.old, moved().filter_map(|s| s.old.first()).copied().collect());
        let new = in_bytes(sides.new, moved().filter_map(|s| s.new.first()).copied().collect());
        for (k, old) in old {
            let Some((_, new)) = new.get(k).filter(|n| n.0 == k) else { continue };
            let text = |side: &'a TextSide, at: &(usize, Range<usize>)| {
                side.paragraphs.get(at.0).and_then(|t| t.get(at.1.clone())).unwrap_or("")
            };
            let pair = Sides::new(text(sides.old, &old), text(sides.new, new));
            if pair.old != pair.new {
                out.altered.entry(new.0).or_default().push(pair);
            }
            out.at.old.entry(old.0).or_default().push(old.1);
            out.at.new.entry(new.0).or_default().push(new.1.clone());
        }
        for side in Side::BOTH {
            out.at[side].values_mut().for_each(|ranges| ranges.sort_unstable_by_key(|r| r.start));
        }
        out
    }

    /// Those of a paragraph, in its bytes.
    pub(super) fn in_paragraph(&self, side: Side, paragraph: usize) -> &[Range<usize>] {
        self.at[side].get(&paragraph).map_or(&[], Vec::as_slice)
    }

    /// Those of one side of a block, in bytes of its text, where a line feed stands between paragraphs.
    pub(super) fn in_block(&self, sides: Sides<&TextSide>, block: &Block, side: Side) -> Vec<Range<usize>> {
        let which = if side == Side::Old { &block.old } else { &block.new };
        let (mut before, mut out) = (0, Vec::new());
        if self.at[side].is_empty() {
            return out;
        }
        for &paragraph in which {
            out.extend(self.in_paragraph(side, paragraph).iter().map(|r| before + r.start..before + r.end));
            before += sides[side].paragraphs.get(paragraph).map_or(0, |t| t.len()) + 1;
        }
        out
    }

    /// The altered ones that came into a block.
    pub(super) fn altered(&self, block: &Block) -> Vec<Sides<&'a str>> {
        block.new.iter().filter_map(|p| self.altered.get(p)).flatten().copied().collect()
    }
}

/// Places in bytes: the paragraph and the run in it, each with the number of its place, ascending by that.
fn in_bytes(side: &TextSide, places: Vec<Place>) -> Vec<(usize, (usize, Range<usize>))> {
    let mut sorted: Vec<(usize, Place)> = places.into_iter().enumerate().collect();
    sorted.sort_unstable_by_key(|(_, p)| (p.paragraph, p.from));
    // Each paragraph is gone through once, however many sentences of it were carried.
    let mut out = Vec::with_capacity(sorted.len());
    let (mut paragraph, mut chars, mut bytes) = (usize::MAX, 0, 0);
    for (k, place) in sorted {
        if place.paragraph != paragraph || place.from < chars {
            (paragraph, chars, bytes) = (place.paragraph, 0, 0);
        }
        let text = side.paragraphs.get(paragraph).map_or("", |t| t);
        let mut forward = |to: usize| {
            let rest = text.get(bytes..).unwrap_or("");
            bytes += rest.char_indices().nth(to - chars).map_or(rest.len(), |c| c.0);
            chars = to;
            bytes
        };
        let start = forward(place.from);
        let end = forward(place.to.max(place.from));
        out.push((k, (paragraph, start..end)));
    }
    out.sort_unstable_by_key(|o| o.0);
    out
}

/// A text without its carried sentences. One that opens or closes a quotation of several sentences stays, or the rest
/// of that would be read wrongly.
pub(super) fn rest<'t>(text: &'t str, carried: &[Range<usize>]) -> Cow<'t, str> {
    if carried.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut at, mut out) = (0, String::with_capacity(text.len()));
    for run in carried.iter().filter(|r| text.get((*r).clone()).is_some_and(|t| marks(t).is_multiple_of(2))) {
        out.push_str(text.get(at..run.start).unwrap_or(""));
        at = run.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    Cow::Owned(out)
}

/// The words of a run that begins at a byte of its text, those of carried sentences left out.
pub(super) fn words_outside(run: &str, at: usize, carried: &[Range<usize>]) -> usize {
    let whole = [Changed { bytes: at..at + run.len(), place: 0 }];
    let outside = outside(&whole, carried);
    let pieces = outside.iter().filter_map(|c| run.get(c.bytes.start - at..c.bytes.end - at));
    pieces.map(words::count).sum()
}

/// What changed outside of carried sentences.
pub(super) fn outside(changed: &[Changed], carried: &[Range<usize>]) -> Vec<Changed> {
    let mut out = Vec::with_capacity(changed.len());
    for Changed { bytes, place } in changed {
        let mut at = bytes.start;
        let first = carried.partition_point(|r| r.end <= at);
        for run in carried.iter().skip(first).take_while(|r| r.start < bytes.end) {
            if run.start > at {
                out.push(Changed { bytes: at..run.start, place: *place });
            }
            at = at.max(run.end);
        }
        if at < bytes.end {
            out.push(Changed { bytes: at..bytes.end, place: *place });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_carried_is_left_out() {
        let run = |bytes: Range<usize>| Changed { bytes, place: 3 };
        assert_eq!(outside(&[run(0..10)], &[2..4, 6..12]), [run(0..2), run(4..6)]);
        assert_eq!(outside(&[run(0..2), run(4..6)], &[]), [run(0..2), run(4..6)]);
        let one = |run: Range<usize>| vec![run];
        assert_eq!(words_outside("one two three", 5, &one(9..13)), 2);
        assert_eq!(rest("One. “Two.” Three.", &one(5..15)), "One.  Three.");
        assert_eq!(rest("“One. Two.”", &one(0..7)), "“One. Two.”");
    }
}
