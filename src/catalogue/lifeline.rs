//! The lifelines of passages: followed through an article's timeline on demand.

use std::collections::HashMap;

use super::{Catalogue, entry::Entry, timeline};
use crate::{
    diff::{
        TextSide,
        lifeline::{Life, trace},
        weave::{Weave, weave},
    },
    model::{ArticleId, Seen},
    text::fold::{Fold, fold},
};

/// Passages followed for one phrase.
pub const MOST_PASSAGES: usize = 10;

/// A phrase's passages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Passages {
    /// The revisions of the article, in order.
    pub revisions: Vec<TextSide>,
    /// Each passage that holds the phrase in some revision, the one found in the latest revision first.
    pub lives: Vec<Life>,
    /// There were more.
    pub cut: bool,
}

impl Passages {
    /// The text of a passage in the revision at an index, paragraphs joined by line feeds; `None` where it does not
    /// stand.
    #[must_use]
    pub fn text(&self, life: &Life, at: usize) -> Option<String> {
        let (side, stage) = (self.revisions.get(at)?, life.stages.get(at)?);
        let texts: Vec<&str> =
            stage.paragraphs.iter().filter_map(|p| side.paragraphs.get(*p)).map(AsRef::as_ref).collect();
        (stage.held == Some(true)).then(|| texts.join("\n"))
    }

    /// When the revision at an index was seen.
    #[must_use]
    pub fn time(&self, at: usize) -> Option<&Seen> {
        self.revisions.get(at)?.time.as_ref()
    }
}

/// Whether a text holds a phrase; case, spacing and typography do not count.
#[must_use]
pub fn holds(text: &str, phrase: &str) -> bool {
    let folded = |text: &str| fold(text, Fold::Case).text;
    let phrase = folded(phrase);
    !phrase.trim().is_empty() && folded(text).contains(phrase.trim())
}

impl Catalogue {
    /// Follows the passages of an article that hold a phrase in any revision. Looks at `stale` now and then; `None` where
    /// that said to stop, or where there is no such article.
    pub fn passages(&self, article: &ArticleId, phrase: &str, stale: &dyn Fn() -> bool) -> Option<Passages> {
        let entry = self.entry(article)?;
        let mut found = Passages { revisions: sides(&entry), ..Passages::default() };
        let folded = fold(phrase, Fold::Case).text;
        let phrase = folded.trim();
        if phrase.is_empty() {
            return Some(found);
        }
        let mut known: HashMap<*const u8, bool> = HashMap::new();
        for (at, side) in found.revisions.iter().enumerate().rev() {
            for (p, text) in side.paragraphs.iter().enumerate() {
                // Paragraphs that revisions share are looked at once.
                let look = || fold(text, Fold::Case).text.contains(phrase);
                if !*known.entry(text.as_ptr()).or_insert_with(look) {
                    continue;
                }
                let told = |life: &Life| life.stages.get(at).is_some_and(|stage| stage.paragraphs.contains(&p));
                if found.lives.iter().any(told) {
                    continue;
                }
                if found.lives.len() >= MOST_PASSAGES {
                    found.cut = true;
                    return Some(found);
                }
                found.lives.push(trace(&found.revisions, (at, p), stale)?);
            }
            if stale() {
                return None;
            }
        }
        Some(found)
    }

    /// The text of a revision woven of its passages. Looks at `stale` now and then; `None` where that said to stop, or
    /// where there is no such revision.
    pub fn weave(&self, article: &ArticleId, number: u32, stale: &dyn Fn() -> bool) -> Option<Weave> {
        let entry = self.entry(article)?;
        weave(&sides(&entry), entry.index(number)?, stale)
    }
}

fn sides(entry: &Entry) -> Vec<TextSide> {
    entry.article.revisions.iter().map(timeline::side).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::TextState,
        source::{Archive, Cancel, Options},
    };

    /// Every passage of every article of the sample, against a plain scan and against the text woven of all.
    #[test]
    fn lifelines_hold_what_a_plain_scan_finds_and_agree_with_the_weave() {
        let catalogue = Catalogue::new();
        catalogue.import(&Archive::Sample, &Options::default(), &|_| (), &Cancel::default());
        let places: Vec<_> = catalogue.shelf().places().collect();
        let mut checked = 0;
        for entry in places.into_iter().filter_map(|place| catalogue.texts.entry(place)) {
            let sides = sides(&entry);
            let last = sides.len() - 1;
            let weave = weave(&sides, last, &|| false).unwrap();
            let stands: Vec<_> = weave.strands.iter().filter(|s| s.paragraph.is_some()).collect();
            let texts: Vec<&str> = stands.iter().map(|s| &*s.text).collect();
            assert_eq!(texts, sides[last].paragraphs.iter().map(|p| &**p).collect::<Vec<_>>());
            for strand in stands {
                let paragraph = strand.paragraph.unwrap();
                let life = trace(&sides, (last, paragraph), &|| false).unwrap();
                assert_eq!(life.stages.len(), sides.len());
                // Once in each revision, so that no other paragraph is meant.
                let count = |side: &TextSide| side.paragraphs.iter().filter(|p| **p == strand.text).count();
                if sides.iter().any(|side| count(side) > 1) {
                    continue;
                }
                for (stage, side) in life.stages.iter().zip(&sides) {
                    if count(side) == 1 {
                        assert_eq!(stage.held, Some(true), "{}: {}", entry.article.id, strand.text);
                    }
                    assert!(stage.held.is_some() || side.state != TextState::Whole);
                    assert!(stage.paragraphs.iter().all(|p| *p < side.paragraphs.len()));
                }
                if strand.breaks.is_empty() && !strand.unsure && weave.unknown.is_empty() {
                    let came = life.stages.iter().rposition(|s| s.held != Some(true)).map_or(0, |at| at + 1);
                    assert_eq!(strand.came, came, "{}: {}", entry.article.id, strand.text);
                    checked += 1;
                }
            }
        }
        assert!(checked > 100, "{checked}");
    }
}
