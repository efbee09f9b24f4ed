//! A plain layout, until the real one is there.

use crate::{
    diff::{
        BlockKind, Diff, Op,
        rows::{ChangeMark, Layout, Line, Row, RowKind, Rows, Span},
    },
    model::{ChangeKind, Changes, Side, Sides},
    text::Role,
};

pub(super) fn lay_out(diff: &Diff, layout: &Layout) -> Rows {
    let mut rows = Rows::default();
    rows.rows.push(Row {
        kind: RowKind::Headline,
        lines: Sides::new(None, Some(line(&diff.sides.new.title, None, 0))),
        ..Row::default()
    });
    let mut strip = 1;
    for (index, block) in diff.blocks.iter().enumerate() {
        let changed = block.kind != BlockKind::Same;
        let first = rows.rows.len();
        let change = changed.then_some(rows.changes.len());
        if changed || layout.view != crate::diff::rows::View::ChangesOnly || layout.opened.contains(&index) {
            for (side, paragraphs, op) in [(Side::Old, &block.old, Op::Insert), (Side::New, &block.new, Op::Delete)] {
                if side == Side::Old && !changed {
                    continue;
                }
                for (nth, paragraph) in paragraphs.iter().enumerate() {
                    let text: String = block.edits.iter().filter(|e| e.op != op).map(|e| e.text.as_str()).collect();
                    let text = text.split('\n').nth(nth).unwrap_or("");
                    let line = line(text, Some((side, *paragraph)), strip);
                    let lines =
                        if side == Side::Old { Sides::new(Some(line), None) } else { Sides::new(None, Some(line)) };
                    rows.rows.push(Row { kind: RowKind::Text, block: Some(index), change, lines });
                    strip += 1;
                }
            }
        } else {
            rows.rows.push(Row {
                kind: RowKind::Fold { hidden: block.new.len(), block: index },
                block: Some(index),
                change: None,
                lines: Sides::default(),
            });
        }
        if let Some(last) = rows.rows.len().checked_sub(1).filter(|_| changed) {
            let kinds: Changes = [ChangeKind::Edited].into_iter().collect();
            rows.changes.push(ChangeMark {
                row: first,
                last,
                block: Some(index),
                kinds,
                substance: true,
                other_end: None,
            });
        }
    }
    rows
}

fn line(text: &str, paragraph: Option<(Side, usize)>, strip: usize) -> Line {
    Line { paragraph, strip, sign: ' ', spans: vec![Span::new(text, Role::Text)], ..Line::default() }
}
