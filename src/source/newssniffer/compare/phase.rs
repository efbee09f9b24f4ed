//! Whether the pairs of a page stand in step, which tells a page without any unchanged paragraph from one whose repeated
//! lines were dropped.
//!
//! Where nothing was dropped and nothing is unchanged, the first row takes lines one and two, the second three and four,
//! and so on to the run at the end: two neighbours that reword each other begin at a line of odd number. An unchanged
//! paragraph that is one line puts all pairs after it out of step, and the next one puts them back.

use super::page::Page;

/// How alike two neighbours must be to count as a pair.
const REWORDED: f32 = 0.35;

/// How often the step must change. Once it may where a paragraph was removed, so that each newer cell stands before its
/// older wording in the next row. Of 40 pages that were made of public histories with nothing unchanged none changes even
/// once, nor do the five of the hundred's, in view of which the number was set, nor the seed.
const CHANGES: usize = 2;

/// Whether neighbours that reword each other change the step, so that lines between them are no cells of pairs.
pub(super) fn out_of_step(page: &Page) -> bool {
    let nearest = |cell: usize| page.near[cell].first().map(|n| n.0);
    let mut steps = (1..page.near.len())
        .filter(|&at| nearest(at) == Some(at - 1) && nearest(at - 1) == Some(at))
        .filter(|&at| page.likeness.of(at - 1, at).dice > REWORDED)
        .map(|at| at % 2);
    let Some(mut last) = steps.next() else { return false };
    let changes = steps.filter(|&step| std::mem::replace(&mut last, step) != step);
    changes.count() >= CHANGES
}

#[cfg(test)]
mod tests {
    use super::out_of_step;
    use crate::{model::Sides, source::newssniffer::compare::page::Page};

    #[test]
    fn unchanged_lines_put_pairs_out_of_step() {
        let pair = |a: &'static str, b: &'static str| [a, b];
        let ferry = pair("The ferry to Skarvholm stopped on Monday.", "The ferry to Skarvholm stopped on Tuesday.");
        let bridge = pair("A bridge of stone is planned there.", "A bridge of steel is planned there.");
        let mayor = pair("Mayor Lund promised quick repairs.", "Mayor Lund promised slow repairs.");
        let lines = |between: &[&'static str]| -> Vec<&'static str> {
            [&ferry[..], &between[..between.len().min(1)], &bridge, &between[between.len().min(1)..], &mayor].concat()
        };
        let read = |cells: &[&str]| out_of_step(&Page::new(cells, &Sides::default()));
        assert!(!read(&lines(&[])));
        assert!(read(&lines(&["Islanders wait on the quay.", "Snow fell all night."])));
    }
}
