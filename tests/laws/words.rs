//! The laws of the edits inside a pair of paragraphs.

use proptest::prelude::*;
use recension::diff::{Block, Diff, Ignore, Op, compare};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    diff::lawful,
    texts::{paragraph, side},
};

/// The words around the one under test: enough for the paragraphs to be a pair.
const HEAD: &str = "The harbour master told reporters that the old ferry had left its berth before dawn";

fn compared(old: &str, new: &str, ignore: Ignore) -> Diff {
    compare(&side(&[old.to_owned()]), &side(&[new.to_owned()]), ignore)
}

/// The text of one side of a block, and where on it one edit ends and the next begins, in bytes.
fn borders(block: &Block, skip: Op) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut out = Vec::new();
    for e in block.edits.iter().filter(|e| e.op != skip) {
        text += e.old.as_ref().filter(|_| skip == Op::Insert).unwrap_or(&e.text);
        out.push(text.len());
    }
    (text, out)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_grapheme_and_no_word_is_cut(old in paragraph(), new in paragraph(), shared in paragraph()) {
        let (old, new) = (format!("{HEAD} {shared} {old}"), format!("{HEAD} {old} {shared} {new}"));
        for ignore in [Ignore::Nothing, Ignore::Spacing, Ignore::Case] {
            for block in &compared(&old, &new, ignore).blocks {
                for skip in [Op::Insert, Op::Delete] {
                    let (text, borders) = borders(block, skip);
                    let graphemes: Vec<usize> = text.grapheme_indices(true).map(|g| g.0).collect();
                    for at in borders.into_iter().filter(|&at| at < text.len()) {
                        prop_assert!(graphemes.binary_search(&at).is_ok(), "{at} in {text:?}");
                        let (before, after) = text.split_at(at);
                        let latin = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{250}');
                        prop_assert!(!(latin(before.chars().next_back()) && latin(after.chars().next())), "{at} in {text:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_change_of_one_word_marks_one_word(at in 0usize..15, word in "[a-z]{2,9}") {
        let words: Vec<&str> = HEAD.split(' ').collect();
        prop_assume!(!words.contains(&word.as_str()));
        let mut new = words.clone();
        new[at] = &word;
        let diff = compared(HEAD, &new.join(" "), Ignore::Nothing);
        let marked: Vec<(Op, &str)> =
            diff.blocks[0].edits.iter().filter(|e| e.op != Op::Equal).map(|e| (e.op, e.text.as_str())).collect();
        prop_assert_eq!(marked, vec![(Op::Delete, words[at]), (Op::Insert, word.as_str())]);
    }
}

#[test]
fn a_very_long_paragraph_is_still_compared_word_by_word() {
    let mut dice = 1u64;
    let mut roll = || {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (dice >> 40) % 5_000
    };
    let old: Vec<String> = (0..120_000).map(|_| format!("w{}", roll())).collect();
    let mut new = old.clone();
    for k in 0..200 {
        new[k * 600 + 17] = "changed".to_owned();
    }
    new.drain(70_000..70_400);
    let diff = compared(&old.join(" "), &new.join(" "), Ignore::Nothing);
    lawful(&diff);
    let changed =
        |op| diff.blocks[0].edits.iter().filter(|e| e.op == op).map(|e| e.text.split(' ').count()).sum::<usize>();
    assert!(
        changed(Op::Delete) < 1_000 && changed(Op::Insert) < 600,
        "{} {}",
        changed(Op::Delete),
        changed(Op::Insert)
    );
}

#[test]
fn one_word_over_and_over_is_told_and_said_to_be_approximate() {
    let old = vec!["same"; 30_000];
    let mut new = old.clone();
    for k in 0..20 {
        new.insert(k * 1_500 + 7, "other");
    }
    let diff = compared(&old.join(" "), &new.join(" "), Ignore::Nothing);
    lawful(&diff);
    assert!(diff.summary.approximate);
    let marked: usize = diff.blocks[0].edits.iter().filter(|e| e.op != Op::Equal).map(|e| e.text.len()).sum();
    assert!(marked < 1_000, "{marked}");
}
