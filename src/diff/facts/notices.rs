//! Notices of correction and update: which texts are one, and what they declare.

use std::sync::LazyLock;

use super::{figures::values, headed::is_headed, lexicon::class, names, passage::Passage};
use crate::{
    model::ChangeKind,
    text::{Fold, keys, quotation::quotations, terms::terms, words::words},
};

/// Beginnings of phrases by which publishers announce a correction, in lower case.
const CORRECTIONS: &[&str] = &[
    "correction:",
    "corrections:",
    "correction (",
    "correction -",
    "correction —",
    "correction –",
    "clarification:",
    "editor's note",
    "editors' note",
    "editor’s note",
    "editors’ note",
    "an earlier version",
    "an earlier headline",
    "a previous version",
    "earlier versions of this",
    "previous versions of this",
    "this article was amended",
    "this article has been amended",
    "this article was corrected",
    "this article has been corrected",
    "this article has been updated",
    "this article was updated",
    "this story has been corrected",
    "this story has been updated",
    "this story was updated",
    "this story was corrected",
    "this piece has been updated",
    "this post has been updated",
    "this report has been corrected",
    "this report has been updated",
    "was amended on",
    "has been amended to",
    "has been corrected to",
    "has been updated to correct",
    "incorrectly stated",
    "this story originally said",
    "this story originally stated",
    "this story originally gave",
    "this story originally misstated",
    "this story originally referred",
    "this story originally reported",
    "this story originally identified",
    "this story originally incorrectly",
    "this article originally said",
    "this article originally stated",
    "this article originally gave",
    "this article originally misstated",
    "this article originally referred",
    "this article originally reported",
    "this article originally identified",
    "this article originally incorrectly",
    "has been changed to correct",
    "was changed to correct",
    "this story has been refiled",
    "this story is refiled",
    "we apologise for the error",
    "we apologize for the error",
    "we regret the error",
    "incorrectly said",
    "we are happy to clarify",
    "une version précédente",
    "une première version",
    "une version antérieure",
    "rectificatif",
    "erratum",
    "cet article a été modifié",
    "cet article a été corrigé",
    "in einer früheren version",
    "in einer vorherigen version",
    "in einer früheren fassung",
    "anmerkung der redaktion",
    "korrektur:",
    "una versión anterior",
    "fe de errores",
    "fe de erratas",
    "corrección:",
    "nota de redacción",
    "una versione precedente",
    "errata corrige",
    "een eerdere versie",
    "【訂正】",
    "【更正】",
    "更正：",
    "更正:",
    "编者注",
    "訂正：",
    "訂正:",
    "تصحيح:",
];

/// A phrase, after what it is found by: its [`beginning`].
type Phrase = (u32, &'static [u8]);

/// Whether a text announces a correction or an update of the article.
#[must_use]
pub fn corrects(text: &str) -> bool {
    notice_at(text).is_some()
}

/// Where in a text, in bytes, the phrase stands by which it announces a correction or an update of the article.
pub(super) fn notice_at(text: &str) -> Option<usize> {
    // They are looked for where a word, or a character beyond ASCII, begins.
    static PHRASES: LazyLock<([Byte; 256], [bool; SIEVE], Vec<Phrase>)> = LazyLock::new(|| {
        let phrases = CORRECTIONS.iter().filter_map(|p| Some((beginning(p.as_bytes())?, p.as_bytes())));
        let mut phrases: Vec<Phrase> = phrases.collect();
        phrases.sort_unstable_by_key(|p| p.0);
        let mut kinds = [Byte::Other; 256];
        for byte in 0..=u8::MAX {
            let first = phrases.iter().any(|p| p.1.first() == Some(&byte.to_ascii_lowercase()));
            kinds[usize::from(byte)] = match byte {
                0xc0.. if first => Byte::Begins,
                _ if byte.is_ascii_alphabetic() && first => Byte::BeginsWord,
                _ if byte.is_ascii_alphanumeric() => Byte::InWord,
                _ => Byte::Other,
            };
        }
        let mut sieve = [false; SIEVE];
        phrases.iter().for_each(|phrase| sieve[hole(phrase.0)] = true);
        (kinds, sieve, phrases)
    });
    let ((kinds, sieve, phrases), bytes) = (&*PHRASES, text.as_bytes());
    let begins_here = |at: usize| {
        let Some(key) = beginning(&bytes[at..]).filter(|key| sieve[hole(*key)]) else { return false };
        let first = phrases.partition_point(|p| p.0 < key);
        let alike = phrases[first..].iter().take_while(|p| p.0 == key);
        alike.map(|p| p.1).any(|p| {
            let found = bytes.get(at..at + p.len()).is_some_and(|found| found.eq_ignore_ascii_case(p));
            found && (!p.ends_with(b" version") || is_of_this(text.get(at..).unwrap_or(""), p.len()))
        })
    };
    let kind = |at: usize| bytes.get(at).map(|b| kinds[usize::from(*b)]);
    if is_headed(text) {
        return Some(0);
    }
    let mut at = 0;
    while let Some(here) = kind(at) {
        if matches!(here, Byte::Begins | Byte::BeginsWord) && begins_here(at) {
            return Some(at);
        }
        at += 1;
        // What follows in a word is no beginning.
        if matches!(here, Byte::BeginsWord | Byte::InWord) {
            while matches!(kind(at), Some(Byte::BeginsWord | Byte::InWord)) {
                at += 1;
            }
        }
    }
    None
}

/// Whether the version of which a text speaks, in the phrase that it begins with, is one of the article, and not of
/// something of which the article tells: `an earlier version of the plan`.
fn is_of_this(text: &str, phrase: usize) -> bool {
    let rest = text.get(phrase..).unwrap_or("");
    match rest.strip_prefix(" of ") {
        Some(what) => {
            let mut words = what.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
            let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            let things =
                ["article", "story", "report", "piece", "post", "page", "headline", "text", "graphic", "caption"];
            matches!(first.as_str(), "this" | "these")
                || first == "our"
                || first == "the" && things.contains(&second.as_str())
        }
        None => text.starts_with(char::is_uppercase) || !text.is_ascii(),
    }
}

/// What a byte is to who looks for phrases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// A letter with which a phrase can begin, where a word begins.
    BeginsWord,
    /// A byte beyond ASCII with which a phrase can begin.
    Begins,
    /// Any other letter or digit of ASCII.
    InWord,
    /// Anything else.
    Other,
}

/// Holes of the sieve through which beginnings fall that may be those of phrases.
const SIEVE: usize = 1 << 10;

/// The hole for a beginning.
fn hole(beginning: u32) -> usize {
    (beginning.wrapping_mul(0x9E37_79B1) >> 22) as usize
}

/// The first four bytes of a text as one number, without case; `None` of a shorter one.
fn beginning(text: &[u8]) -> Option<u32> {
    text.first_chunk::<4>().map(|first| u32::from_le_bytes(first.map(|b| b.to_ascii_lowercase())))
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
        !self.figures.is_empty() || !self.quoted.is_empty() || !self.names.is_empty() || topics.contains(&true)
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
