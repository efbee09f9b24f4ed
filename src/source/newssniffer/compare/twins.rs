//! Texts that a page holds twice, in different blocks.
//!
//! A paragraph that was moved stands once on either side, so where one of the two stands says where the other one does,
//! whatever lies between. A text that stands in more places is a caption or a heading that recurs, and says nothing.

use super::page::Page;

/// The cell outside the block that holds the same text as this cell, if it is the only one on the page.
pub(super) fn of(page: &Page, block: &[usize], cell: usize) -> Option<usize> {
    let mut equal = page.near[cell].iter().map(|n| n.0).filter(|&other| page.same[other] == page.same[cell]);
    match (equal.next(), equal.next()) {
        (Some(other), None) => Some(other).filter(|other| block.binary_search(other).is_err()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::{model::Sides, source::newssniffer::compare::page::Page};

    #[test]
    fn a_moved_text_has_a_twin_and_a_caption_has_none() {
        let moved = "The ferry to Skarvholm stopped on Monday.";
        let cells = [moved, "Figure one", "Islanders wait on the quay.", "Figure one", moved, "Figure one"];
        let page = Page::new(&cells, &Sides::default());
        assert_eq!(of(&page, &[0, 1], 0), Some(4));
        assert_eq!(of(&page, &[4, 5], 4), Some(0));
        assert_eq!(of(&page, &[0, 1], 1), None);
        assert_eq!(of(&page, &[2], 2), None);
        assert_eq!(of(&page, &[0, 1, 2, 3, 4], 0), None);
    }
}
