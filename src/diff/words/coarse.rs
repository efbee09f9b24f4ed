//! Very long texts, for which a table of units would take too much: cut into pieces of some dozen words where the words
//! themselves say so, so that both texts are cut alike. Pieces in common are kept; what stands between two of them is
//! looked at word by word where that is affordable, and else told as replaced.

use std::ops::Range;

use super::{
    super::{
        Edit, Ignore, Op,
        sequence::{Budget, common, hash},
    },
    fine,
    writer::Edits,
};
use crate::text::{numbering::Numbering, words::Cuts};

/// Texts of more bytes than this, both together, are compared by pieces.
pub(super) const LONG: usize = 3 << 20;
/// Of so many words about one ends a piece.
const ONE_OF: u64 = 32;
/// Up to so many bytes of both sides what stands between two pieces is looked at word by word.
const BETWEEN: usize = 1 << 16;

/// The edits that turn one long text into another, and how alike they are, 0 to 1.
pub(super) fn edits(old: &str, new: &str, ignore: Ignore, budget: &mut Budget) -> (Vec<Edit>, f32) {
    let (left, right) = (pieces(old), pieces(new));
    let mut numbers = Numbering::default();
    let mut numbered = |text: &str, pieces: &[Range<usize>]| -> Vec<u32> {
        pieces.iter().map(|p| numbers.of(hash(text.get(p.clone()).unwrap_or("")))).collect()
    };
    let (a, b) = (numbered(old, &left), numbered(new, &right));
    let mut found = common(&a, &b, budget);
    // Hashes find; the texts decide.
    found.retain(|&(i, j)| old.get(left[i].clone()) == new.get(right[j].clone()));
    let mut out = Writer { out: Edits::default(), shared: 0, ignore };
    let mut at = (0, 0);
    for (i, j) in found {
        let (x, y) = (&left[i], &right[j]);
        out.between(old.get(at.0..x.start), new.get(at.1..y.start), budget);
        out.kept(old.get(x.clone()).unwrap_or(""));
        at = (x.end, y.end);
    }
    out.between(old.get(at.0..), new.get(at.1..), budget);
    let similarity = 2.0 * out.shared as f32 / (old.len() + new.len()).max(1) as f32;
    (out.out.end(), similarity)
}

/// Edits under construction, with the bytes that they keep.
struct Writer {
    out: Edits,
    shared: usize,
    ignore: Ignore,
}

impl Writer {
    fn kept(&mut self, text: &str) {
        self.shared += text.len();
        self.out.push(Op::Equal, text, None);
    }

    /// Adds what stands between two pieces in common.
    fn between(&mut self, old: Option<&str>, new: Option<&str>, budget: &mut Budget) {
        let (old, new) = (old.unwrap_or(""), new.unwrap_or(""));
        if !old.is_empty() && !new.is_empty() {
            if old.len() + new.len() <= BETWEEN && budget.take(super::steps(old, new)) {
                for edit in fine(old, new, self.ignore, &Cuts::default(), budget).0 {
                    self.shared += if edit.op == Op::Equal { edit.text.len() } else { 0 };
                    self.out.push(edit.op, &edit.text, edit.old.as_deref());
                }
                return;
            }
            budget.cut = true;
        }
        self.out.push(Op::Delete, old, None);
        self.out.push(Op::Insert, new, None);
    }
}

/// A text in pieces that end behind a blank, as the hash of the word before it decides.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut out, mut start, mut word) = (Vec::new(), 0, 0);
    for blank in memchr::memchr_iter(b' ', bytes) {
        let said = hash(text.get(word..blank).unwrap_or(""));
        word = blank + 1;
        // A mark that combines with the blank would be torn from it.
        if said.is_multiple_of(ONE_OF) && bytes.get(word).is_some_and(u8::is_ascii_graphic) {
            out.push(start..word);
            start = word;
        }
    }
    if start < bytes.len() {
        out.push(start..bytes.len());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> (Vec<(Op, String)>, bool) {
        let mut budget = Budget::new(1 << 30);
        let edits = edits(old, new, Ignore::Nothing, &mut budget).0;
        (edits.into_iter().filter(|e| e.op != Op::Equal).map(|e| (e.op, e.text)).collect(), budget.cut)
    }

    #[test]
    fn few_changes_of_a_long_text_are_found_word_by_word() {
        let old: Vec<String> = (0..200_000).map(|k| format!("word{k}")).collect();
        let mut new = old.clone();
        new[3] = "other".to_owned();
        new[150_000] = "another".to_owned();
        new.insert(70_000, "not".to_owned());
        let (told, cut) = told(&old.join(" "), &new.join(" "));
        assert!(!cut);
        assert_eq!(
            told,
            [
                (Op::Delete, "word3".to_owned()),
                (Op::Insert, "other".to_owned()),
                (Op::Insert, "not ".to_owned()),
                (Op::Delete, old[150_000].clone()),
                (Op::Insert, "another".to_owned()),
            ]
        );
    }

    #[test]
    fn what_has_nothing_in_common_is_replaced() {
        let (old, new) = ("one ".repeat(20_000), "two ".repeat(20_000));
        assert_eq!(told(&old, &new), (vec![(Op::Delete, old), (Op::Insert, new)], true));
    }
}
