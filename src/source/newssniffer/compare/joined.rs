//! Shape C.

use super::{
    corrections::Fixed,
    header::Line,
    placed::{Placed, Rows},
};
use crate::model::{Placement, Sides};

/// The half of a text that is the same text twice, with or without a blank between.
pub(super) fn doubled(text: &str) -> Option<&str> {
    let middle = text.len() / 2;
    let (left, right) = text.split_at_checked(middle)?;
    if text.len() % 2 == 0 && left == right {
        return Some(left);
    }
    let (left, right) = (text.get(..middle)?, text.get(middle + 1..)?);
    (text.len() % 2 == 1 && left == right && text.get(middle..=middle) == Some(" ")).then_some(left)
}

/// Reads the rows.
pub(super) fn read<'a>(lines: &[Line<'a>], _fixed: &Fixed) -> (Sides<String>, Option<String>, Rows<'a>) {
    let cells = lines
        .iter()
        .map(|l| Placed::stated(l.number, doubled(l.text).unwrap_or(l.text), Placement::Both, ""))
        .collect();
    (Sides::default(), None, Rows { cells, holes: Vec::new() })
}
