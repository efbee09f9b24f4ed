//! Keeping the reader's place in the text when the diff is laid out anew.

use super::diff::DiffPane;
use crate::{
    diff::rows::{Row, Rows},
    model::{Side, Sides},
};

/// A place in a text, whatever its layout.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Spot {
    /// Paragraph by side and index, on each line that the row shows.
    paragraphs: Sides<Option<(Side, usize)>>,
    /// Characters of the paragraph before the row.
    from: usize,
    /// The block.
    block: Option<usize>,
    /// The row's share of all rows, 0 to 1, where nothing better is known.
    share: f64,
    /// Rows of the screen above the cursor.
    pub(super) above: usize,
}

impl Spot {
    /// The place under the cursor.
    pub(super) fn of(pane: &DiffPane) -> Spot {
        let rows = &pane.rows.rows;
        // On a blank row the paragraph after it is meant.
        let row = rows.iter().skip(pane.cursor).find(|r| r.block.is_some()).or_else(|| pane.row());
        Spot {
            paragraphs: row.map_or_else(Sides::default, paragraphs),
            from: row.and_then(|r| r.lines.new.as_ref().or(r.lines.old.as_ref())).map_or(0, |l| l.from),
            block: row.and_then(|r| r.block),
            share: pane.cursor as f64 / rows.len().max(1) as f64,
            above: pane.cursor.saturating_sub(pane.top),
        }
    }

    /// The row of another layout where the place is now.
    pub(super) fn find(&self, rows: &Rows) -> usize {
        let wanted = [self.paragraphs.new, self.paragraphs.old];
        for paragraph in wanted.into_iter().flatten() {
            let mut best = None;
            for (index, row) in rows.rows.iter().enumerate() {
                let lines = [row.lines.old.as_ref(), row.lines.new.as_ref()];
                let here = lines.into_iter().flatten().find(|l| l.paragraph == Some(paragraph));
                if here.is_some_and(|l| l.from <= self.from || best.is_none()) {
                    best = Some(index);
                }
            }
            if let Some(index) = best {
                return index;
            }
        }
        let block = self.block.and_then(|b| rows.rows.iter().position(|r| r.block.is_some_and(|x| x >= b)));
        block.unwrap_or((self.share * rows.rows.len() as f64) as usize)
    }
}

fn paragraphs(row: &Row) -> Sides<Option<(Side, usize)>> {
    row.lines.as_ref().map(|line| line.as_ref().and_then(|l| l.paragraph))
}
