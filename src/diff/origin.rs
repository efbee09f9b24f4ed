//! The origin's own alignment of two revisions held against ours.
//!
//! An origin cuts and spells sentences its own way, so each is looked for in the text by its letters and digits alone;
//! where it stands, our comparison says what became of the words.

use std::{collections::HashMap, sync::Arc};

use super::{Block, BlockKind, Diff, Place, SentenceKind};
use crate::model::{Alignment, Link, Side};

/// What an origin says of a sentence, and what we say of the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// The side on which the sentence stands.
    pub side: Side,
    /// Its index among the origin's sentences of that side, from 0.
    pub sentence: usize,
    /// Where it stands in our text; `None` where its letters are not found there.
    pub place: Option<Place>,
    /// What the origin says.
    pub theirs: SentenceKind,
    /// What we say; `None` where the sentence was not found, or we cannot say.
    pub ours: Option<SentenceKind>,
}

impl Judged {
    /// Whether both say the same, or one of them nothing. We tell what moved, an alignment of sentences does not: what
    /// moved counts as unchanged or edited, as the origin has it.
    #[must_use]
    pub fn agrees(&self) -> bool {
        match self.ours {
            None => true,
            Some(SentenceKind::Moved) => !matches!(self.theirs, SentenceKind::Added | SentenceKind::Removed),
            Some(ours) => ours == self.theirs,
        }
    }
}

/// Each sentence of the origin's alignment, those of the old side first; nothing where the origin aligned nothing.
#[must_use]
pub fn judged(diff: &Diff) -> Vec<Judged> {
    let Some(alignment) = &diff.sides.new.alignment else { return Vec::new() };
    let links = Links::of(alignment);
    let mut all = Vec::new();
    for side in Side::BOTH {
        let sentences = if side == Side::Old { &alignment.old } else { &alignment.new };
        let mut text = Letters::of(&diff.sides[side].paragraphs);
        let kinds = Kinds::of(diff, side);
        for (index, sentence) in sentences.iter().enumerate() {
            let Some(theirs) = u32::try_from(index).ok().and_then(|index| links.told(side, index)) else { continue };
            let place = text.find(sentence);
            let ours = place.and_then(|place| kinds.at(place));
            all.push(Judged { side, sentence: index, place, theirs, ours });
        }
    }
    all
}

/// An alignment's links by their sentences.
struct Links<'a> {
    by_sentence: [HashMap<u32, Vec<&'a Link>>; 2],
}

impl<'a> Links<'a> {
    fn of(alignment: &'a Alignment) -> Links<'a> {
        let mut by_sentence: [HashMap<u32, Vec<&Link>>; 2] = Default::default();
        let [old, new] = &mut by_sentence;
        for link in &alignment.links {
            if let Some(sentence) = link.old {
                old.entry(sentence).or_default().push(link);
            }
            if let Some(sentence) = link.new {
                new.entry(sentence).or_default().push(link);
            }
        }
        Links { by_sentence }
    }

    fn with(&self, side: Side, sentence: u32) -> &[&'a Link] {
        let [old, new] = &self.by_sentence;
        let all = if side == Side::Old { old } else { new };
        all.get(&sentence).map_or(&[], Vec::as_slice)
    }

    /// What became of a sentence; `None` where the alignment does not name it.
    fn told(&self, side: Side, sentence: u32) -> Option<SentenceKind> {
        let (many, one, alone) = match side {
            Side::Old => (SentenceKind::Split, SentenceKind::Merged, SentenceKind::Removed),
            Side::New => (SentenceKind::Merged, SentenceKind::Split, SentenceKind::Added),
        };
        let partner = |link: &Link| if side == Side::Old { link.new } else { link.old };
        let mut paired = self.with(side, sentence).iter().filter_map(|link| Some((partner(link)?, link)));
        let Some((other, link)) = paired.next() else {
            return (!self.with(side, sentence).is_empty()).then_some(alone);
        };
        if paired.next().is_some() {
            return Some(many);
        }
        let shared = self.with(side.other(), other).iter().filter(|l| l.old.is_some() && l.new.is_some()).count() > 1;
        Some(match shared {
            true => one,
            false if link.unchanged() => SentenceKind::Same,
            false => SentenceKind::Edited,
        })
    }
}

/// What our comparison says of the words of a side, by paragraph.
struct Kinds {
    sentences: HashMap<usize, Vec<(Place, SentenceKind)>>,
    blocks: HashMap<usize, BlockKind>,
}

impl Kinds {
    fn of(diff: &Diff, side: Side) -> Kinds {
        let mut sentences: HashMap<usize, Vec<(Place, SentenceKind)>> = HashMap::new();
        for sentence in &diff.sentences {
            for place in if side == Side::Old { &sentence.old } else { &sentence.new } {
                sentences.entry(place.paragraph).or_default().push((*place, sentence.kind));
            }
        }
        let of = |block: &Block| if side == Side::Old { block.old.clone() } else { block.new.clone() };
        let blocks = diff.blocks.iter().flat_map(|block| of(block).into_iter().map(|index| (index, block.kind)));
        Kinds { sentences, blocks: blocks.collect() }
    }

    fn at(&self, place: Place) -> Option<SentenceKind> {
        let overlap = |p: &Place| p.to.min(place.to).saturating_sub(p.from.max(place.from));
        let near = self.sentences.get(&place.paragraph).map_or(&[][..], Vec::as_slice);
        let most = near.iter().max_by_key(|(p, _)| overlap(p)).filter(|(p, _)| overlap(p) > 0);
        if let Some((_, kind)) = most {
            return Some(*kind);
        }
        match self.blocks.get(&place.paragraph)? {
            BlockKind::Same => Some(SentenceKind::Same),
            BlockKind::Moved => Some(SentenceKind::Moved),
            BlockKind::Added => Some(SentenceKind::Added),
            BlockKind::Removed => Some(SentenceKind::Removed),
            BlockKind::Edited | BlockKind::Split | BlockKind::Merged | BlockKind::Unknown => None,
        }
    }
}

/// The letters and digits of a text, in order, and where each stands.
struct Letters {
    text: String,
    /// For each byte of `text` the paragraph and the character it comes from.
    places: Vec<(u32, u32)>,
    /// Behind the sentence found last: sentences stand in order.
    from: usize,
}

/// Bytes of a text in which sentences out of order are no longer looked for.
const LONG: usize = 1 << 20;

impl Letters {
    fn of(paragraphs: &[Arc<str>]) -> Letters {
        let mut letters = Letters { text: String::new(), places: Vec::new(), from: 0 };
        for (paragraph, text) in (0..).zip(paragraphs) {
            for (index, c) in (0..).zip(text.chars()) {
                if let Some(c) = letter(c) {
                    letters.text.push(c);
                    letters.places.resize(letters.text.len(), (paragraph, index));
                }
            }
        }
        letters
    }

    /// Where a sentence stands: behind the one before, else anywhere.
    fn find(&mut self, sentence: &str) -> Option<Place> {
        let wanted: String = sentence.chars().filter_map(letter).collect();
        if wanted.is_empty() {
            return None;
        }
        let behind = self.text.get(self.from..).and_then(|text| text.find(&wanted)).map(|at| at + self.from);
        // Sentences out of order are looked for only where that is soon done.
        let at = behind.or_else(|| (self.text.len() < LONG).then(|| self.text.find(&wanted))?)?;
        self.from = at + wanted.len();
        let (paragraph, from) = *self.places.get(at)?;
        let last = self.places.get(at..self.from)?.iter().rev().find(|place| place.0 == paragraph)?;
        Some(Place { paragraph: paragraph as usize, from: from as usize, to: last.1 as usize + 1 })
    }
}

/// A letter or digit as it counts: ASCII only, since some of the corpora lost everything else.
fn letter(c: char) -> Option<char> {
    c.is_ascii_alphanumeric().then_some(c.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Judged, judged};
    use crate::{
        diff::{Ignore, SentenceKind, TextSide, compare},
        model::{Alignment, Link, Side},
    };

    #[test]
    fn an_origins_sentences_are_found_and_judged() {
        let side = |texts: &[&str], alignment| TextSide {
            paragraphs: texts.iter().map(|t| Arc::from(*t)).collect::<Vec<_>>().into(),
            alignment,
            ..TextSide::default()
        };
        let link = |old, new, d: f32| Link { old, new, distance: [Some(d), Some(d)] };
        let all = |texts: &[&str]| texts.iter().map(|t| Arc::from(*t)).collect::<Vec<Arc<str>>>();
        let alignment = Alignment {
            by: "NewsEdits".into(),
            before: 0,
            old: all(&["The café burnt on Monday.", "Nobody was hurt in it."]),
            new: all(&["The caf burnt on Monday.", "Four people were hurt.", "Rain fell all day long."]),
            // The origin is wrong about the second sentence, and says nothing of the third.
            links: vec![link(Some(0), Some(0), 0.0), link(Some(1), Some(1), -0.001)],
        };
        let old = side(&["The café burnt on Monday. Nobody was hurt in it."], None);
        let new = side(
            &["The café burnt on Monday. Four people were hurt.", "Rain fell all day long."],
            Some(Arc::new(alignment)),
        );
        let diff = compare(&old, &new, Ignore::Nothing);
        let found = judged(&diff);
        let of = |side, sentence| found.iter().find(|j: &&Judged| j.side == side && j.sentence == sentence);
        let first = of(Side::New, 0).expect("the first sentence");
        assert_eq!((first.theirs, first.ours, first.agrees()), (SentenceKind::Same, Some(SentenceKind::Same), true));
        assert_eq!(first.place.map(|p| (p.paragraph, p.from)), Some((0, 0)));
        let second = of(Side::New, 1).expect("the second sentence");
        assert!(second.theirs == SentenceKind::Same && !second.agrees(), "{second:?}");
        assert_eq!(of(Side::New, 2), None);
        assert_eq!(found.len(), 4);
    }
}
