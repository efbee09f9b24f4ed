//! The phrases by which publishers announce that they corrected or updated an article.

use super::{reduce::alphanumeric, stirring::number};

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

/// All phrases by what they are found by, and the sieve for that. Made when the program is built.
static PHRASES: ([Phrase; CORRECTIONS.len()], [u64; SIEVE / 64]) = sorted();

const fn sorted() -> ([Phrase; CORRECTIONS.len()], [u64; SIEVE / 64]) {
    let mut phrases: [Phrase; CORRECTIONS.len()] = [(0, b""); CORRECTIONS.len()];
    let mut sieve = [0; SIEVE / 64];
    let mut count = 0;
    while count < CORRECTIONS.len() {
        let phrase = CORRECTIONS[count].as_bytes();
        let (mut key, mut byte) = (0, BEGINNING);
        while byte > 0 {
            byte -= 1;
            key = key << 8 | phrase[byte] as u64;
        }
        let key = key | SMALL;
        let mut at = count;
        while at > 0 && phrases[at - 1].0 > key {
            phrases[at] = phrases[at - 1];
            at -= 1;
        }
        phrases[at] = (key, phrase);
        let (hole, bit) = hole(key);
        sieve[hole] |= bit;
        count += 1;
    }
    (phrases, sieve)
}

/// Where in a text, in bytes, the phrase stands by which it announces a correction or an update of the article.
#[must_use]
pub fn phrase_at(text: &str) -> Option<usize> {
    const BEYOND: u64 = 0x8080_8080_8080_8080;
    let bytes = text.as_bytes();
    let (eights, tail) = bytes.as_chunks::<8>();
    // What follows in a word is no beginning.
    let (mut inside, mut at) = (0, 0);
    for eight in eights.iter().map(|eight| u64::from_le_bytes(*eight)).chain([number(tail)]) {
        // Phrases are looked for where a word, or a character beyond ASCII, begins: the highest bit of each byte says it.
        let beyond = eight & BEYOND;
        let word = alphanumeric(eight & !BEYOND) & !beyond;
        let mut begins = word & !(word << 8 | inside) | beyond;
        inside = word >> 56;
        while begins != 0 {
            let here = at + begins.trailing_zeros() as usize / 8;
            if begins_at(text, here) {
                return Some(here);
            }
            begins &= begins - 1;
        }
        at += 8;
    }
    None
}

/// Whether a phrase begins at a byte of a text.
fn begins_at(text: &str, at: usize) -> bool {
    let (phrases, sieve) = &PHRASES;
    let bytes = text.as_bytes();
    let Some(key) = bytes.get(at..).and_then(beginning) else { return false };
    let (place, bit) = hole(key);
    if sieve.get(place).is_none_or(|bits| bits & bit == 0) {
        return false;
    }
    let first = phrases.partition_point(|p| p.0 < key);
    let alike = phrases[first..].iter().take_while(|p| p.0 == key);
    alike.map(|p| p.1).any(|p| {
        let found = bytes.get(at..at + p.len()).is_some_and(|found| found.eq_ignore_ascii_case(p));
        found
            && (!p.ends_with(b" version") || is_of_this(text.get(at..).unwrap_or(""), p.len()))
            && (!is_head(p) || opens(text.get(..at).unwrap_or("")))
    })
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

/// Holes of the sieve through which beginnings fall that may be those of phrases.
const SIEVE: usize = 1 << 12;

/// The hole for a beginning: its number of 64 bits, and the bit in that.
const fn hole(beginning: u64) -> (usize, u64) {
    let hole = (beginning.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52) as usize;
    (hole / 64, 1 << (hole % 64))
}

/// So many bytes every phrase has; by fewer too many sentences begin as phrases do (`this …`).
const BEGINNING: usize = 7;

/// What makes letters of ASCII small in as many bytes.
const SMALL: u64 = 0x0020_2020_2020_2020;

/// The first bytes of a text as one number in which letters of ASCII have no case, and some other bytes are the same as
/// others; `None` of a shorter one.
fn beginning(text: &[u8]) -> Option<u64> {
    let first = match text.first_chunk::<8>() {
        Some(eight) => u64::from_le_bytes(*eight) & (u64::MAX >> 8),
        None => number(text.get(..BEGINNING)?),
    };
    Some(first | SMALL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_a_beginning() {
        let known = |phrase: &&str| PHRASES.0.iter().any(|p| Some(p.0) == beginning(p.1) && p.1 == phrase.as_bytes());
        assert!(CORRECTIONS.iter().all(known) && PHRASES.0.is_sorted_by_key(|p| p.0));
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
            ("It is closed;an earlier version of this page said so.", Some(13)),
            ("Scan earlier version", None),
            ("Sie fährt.Korrektur: am Dienstag", Some(11)),
            ("", None),
        ] {
            assert_eq!(phrase_at(text), at, "{text}");
        }
    }
}
