//! Headings that stand above several sections (`Breaking`): of a section that came above one with the same heading, or went,
//! the first copy is a part, not the last.

use std::{ops::Range, sync::Arc};

use super::{Ignore, link::Link, paragraph::alike};
use crate::{model::Sides, text::paragraphs::ends_sentence};

/// Bytes of a heading, at most.
const SHORT: usize = 80;

/// Words of a heading that stands above several paragraphs, at most.
const HEADING: usize = 8;

/// Whether a line may be a heading: it is short and ends no sentence.
fn may_head(line: &str) -> bool {
    line.len() <= SHORT && !ends_sentence(line) && line.split_whitespace().take(HEADING + 1).count() <= HEADING
}

/// Of a run that came, or went, between two paragraphs that stayed, and that ends with the very line above it (`Breaking`,
/// then news, then `Breaking` again), the first line is a part, and the last one stays with what stands below it: a heading
/// goes with what it is of. The links must be in order and marked as in place or not.
pub(super) fn slide(old: &[Arc<str>], new: &[Arc<str>], ignore: Ignore, links: &mut [Link]) {
    let chain: Vec<usize> = (0..links.len()).filter(|&at| links[at].in_place).collect();
    let moved = || links.iter().filter(|l| !l.in_place);
    let mut moved: Sides<Vec<Range<usize>>> =
        Sides::new(moved().map(|l| l.old.clone()).collect(), moved().map(|l| l.new.clone()).collect());
    moved.new.sort_unstable_by_key(|run| run.start);
    // Runs of moved paragraphs do not overlap.
    let is_free = |moved: &[Range<usize>], from: usize, to: usize| {
        let next = moved.partition_point(|run| run.end <= from);
        moved.get(next).is_none_or(|run| run.start >= to)
    };
    for pair in chain.windows(2) {
        let &[above, below] = pair else { continue };
        let (a, b) = (links[above].clone(), links[below].clone());
        if !a.same || a.old.len() != 1 || a.new.len() != 1 {
            continue;
        }
        let (gone, come) = (b.old.start - a.old.end, b.new.start - a.new.end);
        let run = |side: &[Arc<str>], from: usize, count: usize| {
            (alike(&side[from], &side[from + count], ignore) && may_head(&side[from])).then_some(from + count)
        };
        match (gone, come) {
            (0, 1..) => {
                if let Some(to) = run(new, a.new.start, come).filter(|_| is_free(&moved.new, a.new.end, b.new.start)) {
                    links[above].new = to..to + 1;
                }
            }
            (1.., 0) => {
                if let Some(to) = run(old, a.old.start, gone).filter(|_| is_free(&moved.old, a.old.end, b.old.start)) {
                    links[above].old = to..to + 1;
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_goes_with_what_it_is_of() {
        let side = |texts: &[&str]| texts.iter().map(|t| Arc::from(*t)).collect::<Vec<Arc<str>>>();
        let (old, new) = (side(&["News", "Mill burns."]), side(&["News", "Weir breaks.", "News", "Mill burns."]));
        let links =
            [Link { in_place: true, ..Link::pair(0, 0, true) }, Link { in_place: true, ..Link::pair(1, 3, true) }];
        let mut came = links.to_vec();
        slide(&old, &new, Ignore::Nothing, &mut came);
        assert_eq!((came[0].new.start, came[1].new.start), (2, 3));
        let mut went: Vec<Link> = links.iter().cloned().map(Link::turned).collect();
        slide(&new, &old, Ignore::Nothing, &mut went);
        assert_eq!((went[0].old.start, went[1].old.start), (2, 3));
        // A sentence ends what stands above it.
        let (old, new) = (side(&["Ask.", "Mill burns."]), side(&["Ask.", "Weir breaks.", "Ask.", "Mill burns."]));
        let mut came = links.to_vec();
        slide(&old, &new, Ignore::Nothing, &mut came);
        assert_eq!(came, links);
    }
}
