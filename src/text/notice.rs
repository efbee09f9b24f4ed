//! The phrases by which publishers announce that they corrected or updated an article.

use std::sync::LazyLock;

use super::stirring::number;

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
type Phrase = (u64, &'static [u8]);

/// Where in a text, in bytes, the phrase stands by which it announces a correction or an update of the article.
#[must_use]
pub fn phrase_at(text: &str) -> Option<usize> {
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
            found
                && (!p.ends_with(b" version") || is_of_this(text.get(at..).unwrap_or(""), p.len()))
                && (!is_head(p) || opens(text.get(..at).unwrap_or("")))
        })
    };
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let here = kinds[usize::from(*byte)];
        if matches!(here, Byte::Begins | Byte::BeginsWord) && begins_here(at) {
            return Some(at);
        }
        at += 1;
        // What follows in a word is no beginning.
        if here.is_in_word() {
            while bytes.get(at).is_some_and(|byte| kinds[usize::from(*byte)].is_in_word()) {
                at += 1;
            }
        }
    }
    None
}

/// Whether a phrase is the head of a notice (`Correction:`), and not what it says.
fn is_head(phrase: &[u8]) -> bool {
    let is_word = |word: &&str| phrase.starts_with(word.as_bytes());
    ["correction", "clarification", "korrektur:", "corrección:"].iter().any(is_word)
}

/// Whether a sentence begins behind a text. In the middle of one it is somebody else's correction: `police issued a
/// correction: …`.
fn opens(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{a0}', '(', '[', '*', '_', '"', '“']);
    !before.ends_with(|c: char| c.is_alphanumeric() || c == ',')
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

impl Byte {
    fn is_in_word(self) -> bool {
        matches!(self, Byte::BeginsWord | Byte::InWord)
    }
}

/// Holes of the sieve through which beginnings fall that may be those of phrases.
const SIEVE: usize = 1 << 10;

/// The hole for a beginning.
fn hole(beginning: u64) -> usize {
    (beginning.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54) as usize
}

/// So many bytes every phrase has; by fewer too many sentences begin as phrases do (`this …`).
const BEGINNING: usize = 7;

/// The first bytes of a text as one number in which letters of ASCII have no case, and some other bytes are the same as
/// others; `None` of a shorter one.
fn beginning(text: &[u8]) -> Option<u64> {
    text.get(..BEGINNING).map(|first| number(first) | 0x0020_2020_2020_2020)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_a_beginning() {
        assert!(CORRECTIONS.iter().all(|phrase| beginning(phrase.as_bytes()).is_some()));
        let alone = |phrase: &&str| phrase_at(phrase) == Some(0) && phrase_at(&phrase.to_uppercase()) == Some(0);
        assert!(CORRECTIONS.iter().filter(|p| p.is_ascii() && !p.ends_with(" version")).all(alone));
    }

    #[test]
    fn phrases_are_found_where_they_stand() {
        for (text, at) in [
            ("An earlier version of this article gave the toll as 4.", Some(0)),
            ("It sails. This article was amended on 3 May to correct a name.", Some(10)),
            ("【更正】船在周一恢复航行。", Some(0)),
            ("An earlier version of the law was dropped.", None),
            ("The minister called for a correction of the course.", None),
            ("Police issued a correction: the suspect is 34.", None),
            ("It sails on Monday. (Correction: on Tuesday.)", Some(21)),
            ("Editor: Clarification: it sails.", Some(8)),
            ("", None),
        ] {
            assert_eq!(phrase_at(text), at, "{text}");
        }
    }
}
