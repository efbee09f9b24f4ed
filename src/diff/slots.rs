//! Short lines that differ in nothing but their figures: a count, a time, a cell of a table. Such a line is known by where it
//! stands, not by what it says: between the same neighbours it is the same one, edited, and that another line says now what
//! it said before is chance (`204 cases` under England, then under Wales).

use std::{collections::HashMap, sync::Arc};

use super::{link::Link, moves::stay};
use crate::text::stirring::Stirring;

/// Bytes of such a line, at most.
const SHORT: usize = 40;

/// Such lines between the same neighbours, at most.
const MOST: usize = 8;

/// Sets lines against each other that stand between the same neighbours and differ in their figures only. What was said of
/// them before, that they were moved, is taken back. The links must be marked as in place or not.
pub(super) fn settle(old: &[Arc<str>], new: &[Arc<str>], links: &mut Vec<Link>) {
    if !(old.iter().any(|text| is_count(text)) && new.iter().any(|text| is_count(text))) {
        return;
    }
    let mut chain: Vec<(usize, usize)> =
        links.iter().filter(|l| l.in_place).map(|l| (l.old.start, l.new.start)).collect();
    chain.sort_unstable();
    let mut taken = (vec![false; old.len()], vec![false; new.len()]);
    for link in links.iter().filter(|l| l.in_place) {
        taken.0[link.old.clone()].fill(true);
        taken.1[link.new.clone()].fill(true);
    }
    let left = shaped(old, &taken.0, chain.iter().map(|c| c.0));
    if left.is_empty() {
        return;
    }
    let right = shaped(new, &taken.1, chain.iter().map(|c| c.1));
    let mut settled = (HashMap::<usize, usize, Stirring>::default(), HashMap::<usize, usize, Stirring>::default());
    for (slot, of_old) in left {
        let Some(of_new) = right.get(&slot).filter(|of_new| of_new.len() == of_old.len()) else { continue };
        // What only changed places among its like was put in another order.
        let reordered = || of_old.iter().any(|i| of_new.iter().any(|j| old[*i] == new[*j]));
        if of_old.len() > MOST || reordered() {
            continue;
        }
        for (i, j) in of_old.into_iter().zip(of_new) {
            settled.0.insert(i, *j);
            settled.1.insert(*j, i);
        }
    }
    links.retain(|l| l.in_place || !settled.0.contains_key(&l.old.start) && !settled.1.contains_key(&l.new.start));
    links.extend(settled.0.into_iter().map(|(i, j)| Link { in_place: true, ..Link::pair(i, j, old[i] == new[j]) }));
    stay(links, old);
}

/// The lines without a counterpart in place by the gap in which they stand, and their shape.
fn shaped(
    side: &[Arc<str>],
    taken: &[bool],
    chain: impl Iterator<Item = usize>,
) -> HashMap<(usize, String), Vec<usize>, Stirring> {
    let mut out: HashMap<_, Vec<usize>, Stirring> = HashMap::default();
    let mut chain = chain.peekable();
    let mut gap = 0;
    for (at, text) in side.iter().enumerate().filter(|(at, text)| !taken[*at] && is_count(text)) {
        while chain.next_if(|anchor| *anchor < at).is_some() {
            gap += 1;
        }
        out.entry((gap, shape(text))).or_default().push(at);
    }
    out
}

/// Whether a line may be known by where it stands rather than by what it says.
pub(super) fn is_count(text: &str) -> bool {
    text.len() <= SHORT && text.bytes().any(|b| b.is_ascii_digit())
}

/// A line without its figures.
fn shape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_ascii_digit() {
            out.push(c);
            continue;
        }
        out.push('0');
        let inside = |c: &char| c.is_ascii_digit() || matches!(c, ',' | '.');
        let mut last = c;
        while let Some(next) = chars.next_if(inside) {
            last = next;
        }
        // The stop of a sentence is none of the figure.
        out.extend(Some(last).filter(|last| !last.is_ascii_digit()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(old: &[&str], new: &[&str], found: &[(usize, usize)]) -> Vec<(usize, usize, bool)> {
        let side = |texts: &[&str]| texts.iter().map(|t| Arc::from(*t)).collect::<Vec<Arc<str>>>();
        let (old, new) = (side(old), side(new));
        let mut links: Vec<Link> = found.iter().map(|&(i, j)| Link::pair(i, j, true)).collect();
        stay(&mut links, &old);
        settle(&old, &new, &mut links);
        links.iter().map(|l| (l.old.start, l.new.start, l.in_place)).collect()
    }

    #[test]
    fn lines_that_differ_in_figures_stay_where_they_stand() {
        let (old, new) = (["Mill", "204 cases", "Weir", "311 cases"], ["Mill", "1,392 cases", "Weir", "204 cases"]);
        assert_eq!(
            settled(&old, &new, &[(0, 0), (2, 2), (1, 3)]),
            [(0, 0, true), (1, 1, true), (2, 2, true), (3, 3, true)]
        );
        // Entries that came above others take no stamp away from them.
        let new = ["New", "Updated 3 hours ago", "Mill", "Updated 5 hours ago"];
        assert_eq!(settled(&["Mill", "Updated 3 hours ago"], &new, &[(0, 2), (1, 1)]), [(0, 2, true), (1, 3, true)]);
        // What has no fellow at its place may have been moved.
        assert_eq!(
            settled(&["204 cases", "Mill", "Weir"], &["Mill", "Weir", "204 cases"], &[(0, 2), (1, 0), (2, 1)]).len(),
            3
        );
    }

    #[test]
    fn a_shape_is_a_line_without_its_figures() {
        assert_eq!(shape("Updated 1,204.5 times."), "Updated 0 times.");
        assert_eq!(shape("It was 5."), "It was 0.");
    }
}
