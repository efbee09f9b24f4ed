//! Keeping the reader's place in the text when the diff is laid out anew.

use super::diff::DiffPane;
use crate::{
    diff::rows::{Line, Row, RowKind, Rows},
    model::{Side, Sides},
};

/// A place in a text, whatever its layout.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Spot {
    /// Paragraph by side and index, on each line that the row shows.
    paragraphs: Sides<Option<(Side, usize)>>,
    /// It is in the headline.
    headline: bool,
    /// Characters of the paragraph, or headline, before the row.
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
        let told = |r: &&Row| r.block.is_some() || r.kind == RowKind::Headline;
        let row = rows.iter().skip(pane.cursor).find(told).or_else(|| pane.row());
        Spot {
            headline: row.is_some_and(|r| r.kind == RowKind::Headline),
            paragraphs: row.map_or_else(Sides::default, paragraphs),
            from: row.and_then(|r| r.lines.new.as_ref().or(r.lines.old.as_ref())).map_or(0, begins),
            block: row.and_then(|r| r.block),
            share: pane.cursor as f64 / rows.len().max(1) as f64,
            above: pane.cursor.saturating_sub(pane.top),
        }
    }

    /// The row of another layout where the place is now.
    pub(super) fn find(&self, rows: &Rows) -> usize {
        // The last row of what is looked for that begins no further on, or its first.
        let here = |from: &dyn Fn(&Row) -> Option<usize>| {
            let mut best = None;
            for (index, row) in rows.rows.iter().enumerate() {
                if from(row).is_some_and(|from| from <= self.from || best.is_none()) {
                    best = Some(index);
                }
            }
            best
        };
        let headline = |row: &Row| lines(row).next().filter(|_| row.kind == RowKind::Headline).map(begins);
        let paragraph = |p| here(&|row| lines(row).find(|l| l.paragraph == Some(p)).map(begins));
        let wanted = [self.paragraphs.new, self.paragraphs.old];
        let found = if self.headline { here(&headline) } else { wanted.into_iter().flatten().find_map(paragraph) };
        if let Some(index) = found {
            return index;
        }
        let block = self.block.and_then(|b| rows.rows.iter().position(|r| r.block.is_some_and(|x| x >= b)));
        block.unwrap_or((self.share * rows.rows.len() as f64) as usize)
    }
}

/// Characters of the paragraph before a line.
fn begins(line: &Line) -> usize {
    line.before + line.from
}

fn lines(row: &Row) -> impl Iterator<Item = &Line> {
    [row.lines.old.as_ref(), row.lines.new.as_ref()].into_iter().flatten()
}

fn paragraphs(row: &Row) -> Sides<Option<(Side, usize)>> {
    row.lines.as_ref().map(|line| line.as_ref().and_then(|l| l.paragraph))
}
