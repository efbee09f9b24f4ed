//! The laws of a laid out diff.

use std::collections::BTreeMap;

use proptest::{prelude::*, sample::select};
use recension::{
    diff::{
        BlockKind, Diff, Ignore, compare,
        rows::{BETWEEN, Layout, Line, Row, RowKind, Rows, View, lay_out},
    },
    model::{ChangeKind, Side, Sides, TextState},
    text::{sanitise::sanitise, width},
};
use unicode_segmentation::UnicodeSegmentation;

use super::texts::{pair, side};

fn text(line: &Line) -> String {
    line.spans.iter().map(|s| s.text.as_str()).collect()
}

fn cells(text: &str) -> usize {
    text.graphemes(true).map(width::of).sum()
}

/// Every law that a laid out diff can break.
fn lawful(diff: &Diff, layout: &Layout, rows: &Rows) {
    let room = usize::from(rows.columns.unwrap_or(layout.width).saturating_sub(rows.gutter)).max(1);
    if let Some(columns) = rows.columns {
        assert!(2 * columns + BETWEEN <= layout.width);
    }
    let mut strips: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for row in &rows.rows {
        assert!(row.lines.new.is_none() || rows.columns.is_some(), "the right line is for two columns");
        for line in [&row.lines.old, &row.lines.new].into_iter().flatten() {
            let text = text(line);
            assert!(
                !text.contains(
                    |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                )
            );
            if layout.wrap {
                let shown = text.trim_end();
                assert!(cells(shown) <= room || shown.graphemes(true).count() == 1, "{shown:?} in {room}");
            }
            let strip = strips.entry(line.strip).or_default();
            assert_eq!(line.from, strip.iter().map(|t| t.chars().count()).sum::<usize>());
            strip.push(text);
        }
        if let Some(change) = row.change {
            let mark = &rows.changes[change];
            assert_eq!(mark.block, row.block);
        }
        assert!(row.kind != RowKind::Blank || row.change.is_none());
    }
    for parts in strips.values() {
        let whole = parts.concat();
        let mut at = 0;
        let borders: Vec<usize> = whole.grapheme_indices(true).map(|g| g.0).chain([whole.len()]).collect();
        for part in parts {
            at += part.len();
            assert!(borders.binary_search(&at).is_ok(), "a grapheme is cut in {whole:?} at {at}");
        }
    }
    assert!(rows.changes.windows(2).all(|w| w[0].row < w[1].row));
    for (at, row) in rows.rows.iter().enumerate() {
        let spans = [&row.lines.old, &row.lines.new].into_iter().flatten().flat_map(|l| &l.spans);
        if row.kind == RowKind::Text && spans.clone().any(|s| s.edit.is_some()) {
            assert!(rows.changes.iter().any(|m| m.shows(at)), "what went or came is walked to");
        }
    }
    assert!(rows.changes.windows(2).all(|w| w[0].last < w[1].row));
    for (index, mark) in rows.changes.iter().enumerate() {
        assert!(mark.row <= mark.last && rows.rows[mark.row].change == Some(index));
        if let Some(row) = mark.other_end {
            let moved = mark.block.is_some_and(|b| diff.blocks[b].kind == BlockKind::Moved);
            let there = rows.rows[row].change;
            // Of a moved paragraph its own note; of a carried sentence the change that holds its other end.
            assert!(if moved && there == Some(index) { row != mark.row } else { there.is_some_and(|c| c != index) });
        }
    }
    if layout.only.is_none() && !layout.raw {
        for (index, block) in diff.blocks.iter().enumerate().filter(|(_, b)| b.kind != BlockKind::Same) {
            let of_block: Vec<_> = rows.changes.iter().filter(|m| m.block == Some(index)).collect();
            assert!(!of_block.is_empty(), "every change can be walked to");
            let whole = matches!(block.kind, BlockKind::Added | BlockKind::Removed | BlockKind::Unknown);
            assert!(!whole || of_block.len() == 1);
        }
    }
}

/// The paragraphs shown, by side.
fn shown(rows: &Rows) -> Sides<BTreeMap<usize, String>> {
    let mut out: Sides<BTreeMap<usize, String>> = Sides::default();
    for row in &rows.rows {
        for line in [&row.lines.old, &row.lines.new].into_iter().flatten() {
            if let Some((side, at)) = line.paragraph {
                out[side].entry(at).or_default().push_str(&text(line));
            }
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn rows_are_lawful(
        (old, new) in pair(),
        width in 1u16..200,
        view in select(View::ALL.to_vec()),
        only in select(vec![None, None, Some(Side::Old), Some(Side::New)]),
        (wrap, numbers, brackets, raw) in (prop::bool::weighted(0.9), any::<bool>(), any::<bool>(), prop::bool::weighted(0.2)),
        context in 0usize..3,
        holes in prop::collection::btree_set(0usize..9, 0..3),
        ignore in select(vec![Ignore::Nothing, Ignore::Spacing, Ignore::Case]),
    ) {
        let (mut old, new) = (side(&old), side(&new));
        if !holes.is_empty() {
            old.state = TextState::Partial;
            old.uncertain = holes.iter().copied().filter(|&h| h < old.paragraphs.len()).collect();
            old.holes = holes.into_iter().filter(|&h| h <= old.paragraphs.len()).collect();
        }
        let diff = compare(&old, &new, ignore);
        let layout = Layout { width, view, only, wrap, numbers, brackets, raw, context, ..Layout::default() };
        let rows = lay_out(&diff, &layout);
        lawful(&diff, &layout, &rows);
        prop_assert_eq!(&rows, &lay_out(&diff, &layout));
        let plain = |text: &str| sanitise(text).trim_start_matches('◌').to_owned();
        for s in Side::BOTH {
            let whole = only == Some(s) || only.is_none() && rows.columns.is_some();
            if whole && (raw || !brackets) && (only.is_some() || view != View::ChangesOnly) {
                let told = shown(&rows);
                for (at, p) in diff.sides[s].paragraphs.iter().enumerate() {
                    prop_assert_eq!(told[s].get(&at).map(|t| plain(t)), Some(plain(p)));
                }
            }
        }
    }
}

#[test]
fn a_moved_paragraph_is_told_at_both_ends() {
    let text = |t: &[&str]| side(&t.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>());
    let old = text(&["The head", "Rain fell in the north all day", "one a b c", "two d e f", "three g h i"]);
    let new = text(&["The head", "one a b c", "two d e f", "three g h i", "Rain fell in the north all night"]);
    let diff = compare(&old, &new, Ignore::Nothing);
    let rows = lay_out(&diff, &Layout { width: 60, wrap: true, view: View::Inline, ..Layout::default() });
    let told: Vec<String> = rows
        .rows
        .iter()
        .filter(|r| r.kind != RowKind::Blank)
        .filter_map(|r| r.lines.old.as_ref().map(|l| format!("{} {}", l.sign, text_of(l))))
        .collect();
    assert_eq!(
        told,
        [
            "  The head",
            "  The head",
            "⇅ ⇅ to ¶5  Rain fell in the north all day",
            "  one a b c",
            "  two d e f",
            "  three g h i",
            "⇅ ⇅ from ¶2, edited",
            "⇅ Rain fell in the north all day night",
        ]
    );
    assert_eq!(rows.changes.len(), 1);
    let mark = &rows.changes[0];
    assert_eq!((rows.rows[mark.row].kind, rows.rows[mark.other_end.unwrap()].kind), (RowKind::Note, RowKind::Note));
}

fn text_of(line: &Line) -> String {
    text(line)
}

#[test]
fn folds_open() {
    let words: Vec<String> = (0..20).map(|i| format!("paragraph number {i} of this")).collect();
    let mut changed = words.clone();
    changed[10] = "paragraph number ten of this".to_owned();
    let diff = compare(&side(&words), &side(&changed), Ignore::Nothing);
    let mut layout = Layout { width: 60, wrap: true, view: View::ChangesOnly, context: 1, ..Layout::default() };
    let folds = |rows: &Rows| {
        rows.rows
            .iter()
            .filter_map(|r| if let RowKind::Fold { hidden, block, .. } = r.kind { Some((hidden, block)) } else { None })
            .collect::<Vec<_>>()
    };
    assert_eq!(folds(&lay_out(&diff, &layout)), [(9, 0), (8, 2)]);
    layout.opened.insert(0);
    assert_eq!(folds(&lay_out(&diff, &layout)), [(8, 2)]);
}

#[test]
fn changes_that_are_not_wanted_fold_with_what_is_unchanged() {
    let words: Vec<String> =
        (0..20).map(|i| format!("The mayor of town number {i} said that the road was open.")).collect();
    let mut changed = words.clone();
    changed[3] = changed[3].replace("the road", "the old road");
    changed[10] = changed[10].replace("was open", "was not open");
    changed[15] = changed[15].replace("the road", "the bridge");
    let diff = compare(&side(&words), &side(&changed), Ignore::Nothing);
    let mut layout = Layout { width: 80, wrap: true, view: View::ChangesOnly, context: 1, ..Layout::default() };
    layout.kinds.insert(ChangeKind::Negation);
    let folds = |layout: &Layout| {
        let of = |r: &Row| {
            if let RowKind::Fold { hidden, of, block } = r.kind { Some((of.told(hidden), block)) } else { None }
        };
        lay_out(&diff, layout).rows.iter().filter_map(of).collect::<Vec<_>>()
    };
    let told = |before: &str, after: &str, at: usize| vec![(before.to_owned(), 0), (after.to_owned(), at)];
    let both = ["8 unchanged paragraphs, 1 other change", "7 unchanged paragraphs, 1 other change"];
    assert_eq!(folds(&layout), told(both[0], both[1], 4));
    assert_eq!(lay_out(&diff, &layout).changes.len(), 1);
    layout.opened.insert(0);
    assert_eq!(folds(&layout).len(), 1);
    layout.kinds.insert(ChangeKind::Edited);
    assert_eq!(lay_out(&diff, &layout).changes.len(), 3);
}
