//! The laws of a diff.

use proptest::{collection::btree_set, prelude::*};
use recension::{
    diff::{Block, BlockKind, Diff, Edit, Ignore, Op, SentenceKind, TextSide, compare, facts},
    model::{Side, TextState},
};

use super::texts::{pair, side};

const IGNORE: [Ignore; 3] = [Ignore::Nothing, Ignore::Spacing, Ignore::Case];

/// The paragraphs of a block's side, joined.
fn joined(side: &TextSide, which: &[usize]) -> String {
    which.iter().map(|&i| &*side.paragraphs[i]).collect::<Vec<_>>().join("\n")
}

/// What a block's edits say of one side.
fn told(block: &Block, side: Side) -> String {
    let unknown = |op| op == Op::Unknown && !which(block, side).is_empty();
    block.edits.iter().filter_map(|e| if unknown(e.op) { Some(&*e.text) } else { e.on(side) }).collect()
}

fn which(block: &Block, side: Side) -> &[usize] {
    match side {
        Side::Old => &block.old,
        Side::New => &block.new,
    }
}

/// Every law that a single diff can break.
pub(crate) fn lawful(diff: &Diff) {
    for side in Side::BOTH {
        let mut seen: Vec<usize> = diff.blocks.iter().flat_map(|b| which(b, side)).copied().collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..diff.sides[side].paragraphs.len()).collect::<Vec<_>>(), "each paragraph in one block");
        for b in &diff.blocks {
            assert_eq!(told(b, side), joined(&diff.sides[side], which(b, side)), "{side:?} of {b:?}");
            assert!(which(b, side).windows(2).all(|w| w[1] == w[0] + 1), "consecutive: {b:?}");
        }
        let headline: String = diff
            .headline
            .iter()
            .filter_map(|e| if e.op == Op::Unknown { Some(&*e.text) } else { e.on(side) })
            .collect();
        assert!(headline == diff.sides[side].title || diff.sides[side].title.is_empty());
        let counted: usize = diff.summary.by_kind.iter().map(|k| k[side]).sum();
        assert_eq!(counted, diff.sides[side].paragraphs.len(), "counts add up");
    }
    for b in &diff.blocks {
        let (o, n) = (b.old.len(), b.new.len());
        let fits = match b.kind {
            BlockKind::Same => o == n && o > 0 && b.edits.iter().all(|e| e.op == Op::Equal),
            BlockKind::Edited | BlockKind::Moved => o == 1 && n == 1,
            BlockKind::Added => o == 0 && n > 0,
            BlockKind::Removed => o > 0 && n == 0,
            BlockKind::Split => o == 1 && n > 1,
            BlockKind::Merged => o > 1 && n == 1,
            BlockKind::Unknown => o == 0 || n == 0,
        };
        assert!(fits, "{b:?}");
        let says = |e: &Edit| e.old.as_ref().is_none_or(|old| !old.is_empty() && !e.text.is_empty());
        assert!(b.edits.iter().all(says), "an edit on both sides says something on each: {b:?}");
        assert!(b.edits.windows(2).all(|w| w[0].op != w[1].op || w[0].old.is_some() != w[1].old.is_some()));
    }
    sentences(diff);
    // New paragraphs ascend; an old one that stands alone follows its predecessor.
    let new: Vec<usize> = diff.blocks.iter().flat_map(|b| &b.new).copied().collect();
    assert!(new.is_sorted());
    for (k, b) in diff.blocks.iter().enumerate().filter(|(_, b)| b.new.is_empty()) {
        let before = k.checked_sub(1).and_then(|k| diff.blocks[k].old.last()).map_or(0, |i| i + 1);
        assert_eq!(before, b.old[0], "a removed paragraph follows its predecessor");
    }
}

/// Every sentence of a changed block occurs once, and nothing but blanks stands between them. Of very long texts none is
/// told, and that is said.
fn sentences(diff: &Diff) {
    if diff.sentences.is_empty() && diff.summary.approximate {
        return;
    }
    for side in Side::BOTH {
        let mut rest: Vec<Vec<char>> = vec![Vec::new(); diff.sides[side].paragraphs.len()];
        for b in diff.blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Same | BlockKind::Unknown)) {
            which(b, side).iter().for_each(|&i| rest[i] = diff.sides[side].paragraphs[i].chars().collect());
        }
        for sentence in &diff.sentences {
            for place in if side == Side::Old { &sentence.old } else { &sentence.new } {
                assert!(place.from < place.to);
                for c in &mut rest[place.paragraph][place.from..place.to] {
                    assert_ne!(*c, '\n', "a character lies in two sentences: {sentence:?}");
                    *c = '\n';
                }
            }
        }
        assert!(rest.iter().flatten().all(|c| c.is_whitespace()), "left over: {rest:?}");
    }
    for s in &diff.sentences {
        let (o, n) = (s.old.len(), s.new.len());
        let fits = match s.kind {
            SentenceKind::Same | SentenceKind::Edited | SentenceKind::Moved => (o, n) == (1, 1),
            SentenceKind::Added => (o, n) == (0, 1),
            SentenceKind::Removed => (o, n) == (1, 0),
            SentenceKind::Split => o == 1 && n > 1,
            SentenceKind::Merged => o > 1 && n == 1,
        };
        assert!(fits, "{s:?}");
    }
}

/// Neighbours are told of as their whole diff tells, which finds every fact, where kinds need only be found once.
pub(crate) fn told_as_by(diff: &Diff, facts: facts::Facts) {
    assert_eq!(facts.changes, diff.summary.changes, "{:?}", diff.summary.facts);
    assert_eq!(facts.minor, diff.summary.minor);
    assert_eq!(facts.words_added, diff.summary.words.map(|w| w.added));
    assert_eq!(facts.words_removed, diff.summary.words.map(|w| w.removed));
    assert_eq!(facts.paragraphs_moved, diff.blocks.iter().filter(|b| b.kind == BlockKind::Moved).count());
}

/// The kind of block that each paragraph of a side lies in.
fn kinds(diff: &Diff, side: Side) -> Vec<BlockKind> {
    let mut out = vec![BlockKind::Same; diff.sides[side].paragraphs.len()];
    for b in &diff.blocks {
        for &i in which(b, side) {
            out[i] = b.kind;
        }
    }
    out
}

fn mirrored(kind: BlockKind) -> BlockKind {
    match kind {
        BlockKind::Added => BlockKind::Removed,
        BlockKind::Removed => BlockKind::Added,
        BlockKind::Split => BlockKind::Merged,
        BlockKind::Merged => BlockKind::Split,
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn sides_rebuild((old, new) in pair()) {
        for ignore in IGNORE {
            let (old, new) = (side(&old), side(&new));
            let diff = compare(&old, &new, ignore);
            lawful(&diff);
            prop_assert_eq!(&diff, &compare(&old, &new, ignore));
            let facts = facts::neighbours(&old, &new);
            if ignore == Ignore::Nothing {
                told_as_by(&diff, facts);
            }
        }
    }

    #[test]
    fn a_text_is_the_same_as_itself((old, _) in pair()) {
        for ignore in IGNORE {
            let diff = compare(&side(&old), &side(&old), ignore);
            prop_assert!(diff.is_same());
            prop_assert!(diff.blocks.len() <= 1 && diff.summary.hidden == 0);
        }
    }

    #[test]
    fn swapping_swaps_kinds((old, new) in pair()) {
        for ignore in IGNORE {
            let (there, back) = (compare(&side(&old), &side(&new), ignore), compare(&side(&new), &side(&old), ignore));
            for s in Side::BOTH {
                prop_assert_eq!(kinds(&there, s), kinds(&back, s.other()).into_iter().map(mirrored).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn nothing_is_claimed_of_lost_text((old, new) in pair(), holes in btree_set(0usize..9, 0..4), state in 0usize..4) {
        let mut partial = side(&old);
        partial.state = [TextState::Whole, TextState::Partial, TextState::Withheld, TextState::ErrorPage][state];
        if partial.state == TextState::Partial {
            partial.holes = holes.into_iter().filter(|&h| h <= old.len()).collect();
        }
        let whole = side(&new);
        for (a, b, lost) in [(&partial, &whole, Side::Old), (&whole, &partial, Side::New)] {
            let diff = compare(a, b, Ignore::Nothing);
            lawful(&diff);
            if partial.state != TextState::Whole {
                prop_assert!(diff.summary.words.is_none() && !diff.summary.minor);
                if partial.holes.is_empty() {
                    prop_assert!(diff.blocks.iter().all(|b| which(b, lost.other()).is_empty()
                        || !matches!(b.kind, BlockKind::Added | BlockKind::Removed)));
                }
            }
        }
    }
}

#[test]
fn a_hole_makes_only_its_own_gap_unknown() {
    let text = |t: &[&str]| side(&t.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>());
    let mut old = text(&["one first of all", "four at the very end"]);
    old.state = TextState::Partial;
    old.holes = [1].into();
    let new =
        text(&["a whole new opening", "one first of all", "two in between", "three as well", "four at the very end"]);
    let told = |d: &Diff| d.blocks.iter().map(|b| (b.kind, b.old.len(), b.new.len())).collect::<Vec<_>>();
    use BlockKind::{Added, Removed, Same, Unknown};
    assert_eq!(
        told(&compare(&old, &new, Ignore::Nothing)),
        [(Added, 0, 1), (Same, 1, 1), (Unknown, 0, 2), (Same, 1, 1)]
    );
    assert_eq!(
        told(&compare(&new, &old, Ignore::Nothing)),
        [(Removed, 1, 0), (Same, 1, 1), (Unknown, 2, 0), (Same, 1, 1)]
    );
}

#[test]
fn hostile_shapes_are_soon_done() {
    let n = 20_000;
    let numbered = || (0..n).map(|i| format!("word{i}"));
    let shapes: Vec<(Vec<String>, Vec<String>)> = vec![
        (numbered().collect(), numbered().rev().collect()),
        (vec!["same".to_owned(); n], vec!["same".to_owned(); n / 2]),
        ((0..n).map(|i| (i % 7).to_string()).collect(), (0..n).map(|i| (i % 11).to_string()).collect()),
        (vec![numbered().collect::<Vec<_>>().join(" ")], vec![numbered().rev().collect::<Vec<_>>().join(" ")]),
        (vec!["x ".repeat(n)], vec!["y x ".repeat(n)]),
        (numbered().collect(), numbered().map(|w| w + " x").collect()),
    ];
    for (old, new) in shapes {
        lawful(&compare(&side(&old), &side(&new), Ignore::Nothing));
    }
}

/// Texts so long that they are dealt with by pieces.
#[test]
fn masses_are_soon_done() {
    let n = 70_000;
    let numbered = || (0..n).map(|i| format!("word{i}"));
    let long = |k: usize| vec![(0..170_000).map(|i| format!("w{}", i * k % 50_021)).collect::<Vec<_>>().join(" ")];
    let shapes: Vec<(Vec<String>, Vec<String>)> = vec![
        (numbered().collect(), numbered().rev().collect()),
        (numbered().collect(), numbered().filter(|w| !w.ends_with("77")).collect()),
        (long(7), long(11)),
    ];
    for (old, new) in shapes {
        let diff = compare(&side(&old), &side(&new), Ignore::Nothing);
        lawful(&diff);
        assert!(!diff.summary.minor);
    }
}
