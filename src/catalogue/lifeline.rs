//! The lifelines of passages: followed through an article's timeline on demand.

use super::{Catalogue, entry::Entry, step, timeline};
use crate::{
    diff::{
        TextSide,
        passages::Passages,
        weave::{Weave, weave},
    },
    model::{ArticleId, Aside},
};

impl Catalogue {
    /// Follows the passages of an article that hold a phrase in any revision. Looks at `stale` now and then; `None` where
    /// that said to stop, or where there is no such article.
    pub fn passages(&self, article: &ArticleId, phrase: &str, stale: &dyn Fn() -> bool) -> Option<Passages> {
        self.sound(|c| Passages::of(sides(&*c.entry(article)?), phrase, stale))
    }

    /// The text of a revision woven of its passages. Looks at `stale` now and then; `None` where that said to stop, or
    /// where there is no such revision.
    pub fn weave(&self, article: &ArticleId, number: u32, stale: &dyn Fn() -> bool) -> Option<Weave> {
        self.sound(|c| {
            let entry = c.entry(article)?;
            weave(&sides(&entry), entry.index(number)?, stale)
        })
    }
}

fn sides(entry: &Entry) -> Vec<TextSide> {
    let revisions = &entry.article.revisions;
    let number = |at: Option<usize>| at.and_then(|at| revisions.get(at)).map(|base| base.number);
    let (mut before, held) = (None, timeline::held(&entry.article));
    let each = revisions.iter().zip(step::against(revisions)).zip(step::copies(revisions));
    let each = each.map(|((revision, against), is_copy)| {
        let (aside, base) = match revision.aside() {
            // Made of what the text beside it was made of.
            None if is_copy => (Some(Aside::Copy), before),
            None => {
                before = against;
                (None, None)
            }
            aside => (aside, against),
        };
        let missing = timeline::gap(&entry.article.gaps, &held, revision).filter(|_| aside.is_none());
        TextSide { aside, base: number(base), missing_before: missing, ..timeline::side(revision) }
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diff::lifeline::{Turn, trace},
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
                if !strand.was(Turn::Gone) && !strand.unsure && weave.unknown.is_empty() {
                    let came = life.stages.iter().rposition(|s| s.held != Some(true)).map_or(0, |at| at + 1);
                    assert_eq!(strand.came, came, "{}: {}", entry.article.id, strand.text);
                    checked += 1;
                }
            }
        }
        assert!(checked > 100, "{checked}");
    }
}
