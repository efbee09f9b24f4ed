//! Shape A with repeated lines dropped.

use super::{
    corrections::Fixed,
    header::Line,
    placed::{Placed, Rows},
};
use crate::model::{Placement, Sides};

/// Whether hardly a line of the page reads as unchanged, so that it is rather a page of which nothing was dropped.
pub(super) fn keeps_little(_lines: &[Line<'_>]) -> bool {
    true
}

/// Reads the rows.
pub(super) fn read<'a>(lines: &[Line<'a>], _titles: &Sides<String>, _fixed: &Fixed) -> Rows<'a> {
    let cells = lines.iter().map(|l| Placed::stated(l.number, l.text, Placement::Both, "")).collect();
    Rows { cells, holes: Vec::new() }
}
