//! Notices of correction and update: which texts are one, and what they declare.

use super::{figures::values, headed::is_headed, lexicon::class, names, passage::Passage};
use crate::{
    model::ChangeKind,
    text::{Fold, keys, notice, quotation::quotations, terms::terms, words::words},
};

/// Whether a text announces a correction or an update of the article.
#[must_use]
pub fn corrects(text: &str) -> bool {
    notice_at(text).is_some()
}

/// Where in a text, in bytes, the phrase or the head stands by which it announces a correction or an update of the article.
pub(super) fn notice_at(text: &str) -> Option<usize> {
    if is_headed(text) { Some(0) } else { notice::phrase_at(text) }
}

/// What a notice says was changed, as far as it can be matched with edits.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Declared {
    /// The values of its figures that are no dates.
    pub(super) figures: Vec<String>,
    /// The dates in it, folded; the day on which the notice was made may be among them.
    pub(super) dates: Vec<String>,
    /// The passages that it quotes, folded.
    pub(super) quoted: Vec<String>,
    /// The names in it, folded.
    pub(super) names: Vec<String>,
    /// Its words, as terms, sorted.
    pub(super) terms: Vec<u64>,
    /// Its words in order, in lower case, with a blank before and after each.
    text: String,
    /// Whether it speaks of the headline.
    pub(super) headline: bool,
    /// Whether it speaks of somebody's words.
    pub(super) quotation: bool,
    /// Whether it speaks of who wrote the article.
    pub(super) byline: bool,
    /// Whether it speaks of words spelt wrongly.
    pub(super) spelling: bool,
    /// Whether it speaks of what was added.
    pub(super) added: bool,
    /// Whether it speaks of what was removed.
    pub(super) removed: bool,
}

impl Declared {
    /// Reads a notice.
    pub(super) fn of(notice: &str) -> Declared {
        let passage = Passage::whole(notice);
        let lower = notice.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|w| lower.contains(w));
        let mut found = Declared {
            quoted: quotations(notice).into_iter().map(folded).filter(|q| !q.is_empty()).collect(),
            names: names::all(&passage).into_iter().map(folded).collect(),
            terms: terms(notice),
            text: spaced(words(notice)),
            headline: says(&[
                "headline",
                "überschrift",
                "schlagzeile",
                "titre de l",
                "le titre",
                "el titular",
                "标题",
                "見出し",
            ]),
            quotation: says(&["quotation", "quote", "misquoted", "citation", "zitat", "cita "]),
            byline: says(&["byline", "author’s name", "author's name", "written by"]),
            spelling: says(&[
                "spelling",
                "misspell",
                "misspelt",
                "spelled",
                "spelt",
                "schreibweise",
                "orthographe",
                "grafía",
                "typo",
            ]),
            added: says(&[
                "to add",
                "to include",
                "added",
                "with comment",
                "with a comment",
                "with a statement",
                "with details",
                "with new",
                "with more",
                "with additional",
                "ergänzt",
                "ajout",
                "añadi",
            ]),
            removed: says(&["to remove", "removed", "deleted", "withdrawn", "entfernt", "supprim", "eliminad"]),
            ..Declared::default()
        };
        found.terms.sort_unstable();
        for (kind, value) in values(notice) {
            match kind {
                ChangeKind::Date => found.dates.push(value),
                _ => found.figures.push(value),
            }
        }
        found
    }

    /// Whether it says anything that an edit could be held against.
    pub(super) fn is_specific(&self) -> bool {
        let topics = [self.headline, self.quotation, self.byline, self.spelling, self.added, self.removed];
        // One date alone is the day of the notice; `in 1913, not 1931` sets one against the other.
        let sets_dates = self.dates.len() > 1
            && [" not ", " nicht ", " et non ", " y no "].iter().any(|not| self.text.contains(not));
        sets_dates
            || !self.figures.is_empty()
            || !self.quoted.is_empty()
            || !self.names.is_empty()
            || topics.contains(&true)
    }

    /// Whether it has some words in just this order.
    pub(super) fn says(&self, words: &[&str]) -> bool {
        self.text.contains(&spaced(words.iter().copied()))
    }

    /// Whether one of its words bears this number.
    pub(super) fn has_number(&self, digits: &str) -> bool {
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_ascii_digit()) == digits;
        self.text.split(' ').any(|word| word.bytes().any(|b| b.is_ascii_digit()) && bare(word))
    }

    /// Whether it has all words of a text, of which at least one is long enough to mean something.
    pub(super) fn names_words(&self, text: &str) -> bool {
        let telling = text
            .split_whitespace()
            .any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3 && class(w) == Default::default());
        telling && terms(text).iter().all(|t| self.terms.binary_search(t).is_ok())
    }
}

/// Words in lower case, with a blank before and after each.
fn spaced<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.fold(" ".to_owned(), |text, word| text + &word.to_lowercase() + " ")
}

/// A text as it is compared here.
pub(super) fn folded(text: &str) -> String {
    keys::text_key(text.trim_matches(|c: char| c.is_whitespace() || ".,;:".contains(c)), Fold::Case)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrections_are_announced() {
        assert!(corrects("An earlier version of this article gave the toll as 4."));
        assert!(corrects("This article was amended on 3 May to correct a name."));
        assert!(corrects("Update, 3 May: This story originally said that Bell was fined £500."));
        assert!(!corrects("The minister called for a correction of the course."));
        for notice in [
            "Correction, 4 July 2020: The profit was £3bn, not £3m as we first stated.",
            "Correction July 4: The profit was £3bn, not £3m.",
            "CORRECTIONS AND CLARIFICATIONS: We said that the profit was £3m.",
            "Corrected on 4 July: the profit was £3bn, not £3m.",
            "UPDATE, 4 July: this story now gives the profit as £3bn.",
            "• This article originally gave the profit as £3m.",
            "The article has been changed to correct the profit.",
            "A previous version of the story gave the profit as £3m.",
        ] {
            assert!(corrects(notice), "{notice}");
        }
        for other in [
            "The commission asked for an earlier version of the plan to be published.",
            "An earlier version of the law was dropped.",
            "They had seen an earlier version, she said.",
            "Update: minister resigns over the harbour",
            "Updated on Monday 4 July: 12 pm",
            "Corrections officers: two were hurt in the riot.",
            "This article originally appeared in the Harle Post.",
        ] {
            assert!(!corrects(other), "{other}");
        }
    }

    #[test]
    fn notices_are_read() {
        let told = Declared::of(
            "An earlier version of this article, of 3 May, gave the toll as 4 and misspelt Jane Smith’s name.",
        );
        assert_eq!((told.figures, told.names), (vec!["4".to_owned()], vec!["jane smith".to_owned()]));
        assert!(told.spelling && !told.headline);
        assert!(!Declared::of("This article has been updated.").is_specific());
        assert!(Declared::of("This article was amended on 3 May 2020 to change the headline.").headline);
    }
}
