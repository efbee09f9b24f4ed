//! How wide things are: the measure of prose, columns, gutters.

use super::{Layout, View};
use crate::diff::Diff;

/// The longest line of text, in cells: beyond it prose is hard to read.
pub(super) const MEASURE: u16 = 78;
/// From this width on, two columns are shown where the view is automatic.
const TWO: u16 = 110;
/// And only if each has so many cells for its text.
const READABLE: u16 = 50;
/// Cells between two columns.
pub const BETWEEN: u16 = 2;
/// Below this width there is no gutter.
const NARROW: u16 = 8;

/// Cells before the text.
pub(super) fn gutter(diff: &Diff, layout: &Layout) -> u16 {
    if layout.width < NARROW {
        return 0;
    }
    let greatest = diff.sides.old.paragraphs.len().max(diff.sides.new.paragraphs.len()).max(1);
    let digits = u16::try_from(greatest.ilog10() + 1).unwrap_or(1);
    let wide = 4 + digits;
    // Numbers never take more than half of a narrow page.
    if layout.numbers && wide * 2 <= layout.width { wide } else { 3 }
}

/// The width of each column, where there are two.
pub(super) fn columns(layout: &Layout, gutter: u16) -> Option<u16> {
    if layout.only.is_some() {
        return None;
    }
    let each = (layout.width.saturating_sub(BETWEEN) / 2).min(gutter + MEASURE);
    match layout.view {
        View::SideBySide if each > gutter => Some(each),
        View::Automatic if layout.width >= TWO && each >= gutter + READABLE => Some(each),
        _ => None,
    }
}
