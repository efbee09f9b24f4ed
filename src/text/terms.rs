//! The words of a text, folded for comparing: the same word in another case or beside other marks is the same term.
//!
//! A run of letters and digits is one term. Scripts that are written without blanks (Chinese, Japanese, Thai, Lao,
//! Khmer, Burmese) have no such runs, so there every two neighbouring characters are a term, which needs no dictionary
//! and is what likeness measures on such scripts usually rest on. Nothing here knows any language.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash, Hasher};

/// A folded word or character pair, as a hash. Equal hashes are taken for equal words.
pub type Term = u64;

/// The terms of a text in order, repeats kept.
///
/// Linear in the text's length. Letters are lower-cased; combining marks and invisible joiners are skipped, so that
/// pointed and unpointed Arabic or Hebrew words agree.
#[must_use]
pub fn terms(text: &str) -> Vec<Term> {
    terms_by(text, &BuildHasherDefault::<DefaultHasher>::default())
}

/// The same by another hash, where they are held against one another only.
#[must_use]
pub fn terms_by(text: &str, hash: &impl BuildHasher) -> Vec<Term> {
    let mut out = Vec::new();
    let mut run = hash.build_hasher();
    let mut in_run = false;
    let mut dense: Option<char> = None;
    let mut lone = false;
    for c in text.chars() {
        let dense_char = is_dense(c);
        if in_run && (dense_char || !(c.is_alphanumeric() || is_silent(c))) {
            out.push(run.finish());
            run = hash.build_hasher();
            in_run = false;
        }
        if dense_char {
            if let Some(before) = dense {
                out.push(hash.hash_one((before, c)));
                lone = false;
            } else {
                lone = true;
            }
            dense = Some(c);
            continue;
        }
        if let (Some(before), true) = (dense, lone) {
            out.push(hash.hash_one(before));
        }
        dense = None;
        lone = false;
        if c.is_alphanumeric() && !is_silent(c) {
            c.to_lowercase().for_each(|l| l.hash(&mut run));
            in_run = true;
        }
    }
    if in_run {
        out.push(run.finish());
    }
    if let (Some(before), true) = (dense, lone) {
        out.push(hash.hash_one(before));
    }
    out
}

/// Whether the character belongs to a script written without blanks between words.
#[must_use]
pub fn is_dense(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0x20000..=0x323AF)
        && c.is_alphanumeric()
}

/// Marks that belong to the letter before them, and invisible format characters.
fn is_silent(c: char) -> bool {
    matches!(u32::from(c),
        0x00AD | 0x0300..=0x036F | 0x0591..=0x05C7 | 0x0610..=0x061A | 0x0640 | 0x064B..=0x065F | 0x0670
        | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFEFF)
}

#[cfg(test)]
mod tests {
    use super::terms;

    #[test]
    fn case_and_marks_do_not_matter() {
        assert_eq!(terms("The Mayor, again!"), terms("the mayor again"));
        assert_eq!(terms("كِتَاب"), terms("كتاب"));
        assert_ne!(terms("mayor"), terms("major"));
    }

    #[test]
    fn dense_scripts_give_pairs() {
        assert_eq!(terms("市長宣布").len(), 3);
        assert_eq!(terms("市").len(), 1);
        assert_eq!(terms("Rust 言語").len(), 2);
        assert!(terms("…—“”").is_empty());
    }
}
