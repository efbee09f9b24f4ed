//! Short lines that differ in nothing but their figures: a count, a time, a cell of a table. Such a line is known by where it
//! stands, not by what it says: between the same neighbours it is the same one, edited, and that another line says now what
//! it said before is chance (`204 cases` under England, then under Wales). A date is known by what it stands by: where that
//! is another thing, so is the date.

use std::{collections::HashMap, sync::Arc};

use super::{
    facts::dated::is_dated,
    link::{Link, in_gaps},
    moves::stay,
};
use crate::text::stirring::Stirring;

/// Bytes of such a line, at most.
const SHORT: usize = 40;

/// Such lines between the same neighbours, at most.
const MOST: usize = 8;

/// Lines between the same neighbours, at most, that are asked whether they hold another one.
const NEAR: usize = 32;

/// The lines without a counterpart in place, by the gap between those that have one.
type Gaps = HashMap<usize, Vec<usize>, Stirring>;

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
    // What was split or joined is nothing that a line stands for, wherever it went.
    for link in links.iter().filter(|l| l.in_place || l.old.len() + l.new.len() > 2) {
        taken.0[link.old.clone()].fill(true);
        taken.1[link.new.clone()].fill(true);
    }
    let free = (gaps(&taken.0, chain.iter().map(|c| c.0)), gaps(&taken.1, chain.iter().map(|c| c.1)));
    let (left, right) = (shaped(old, &free.0), shaped(new, &free.1));
    let beside = (Beside { side: old, taken: &taken.0 }, Beside { side: new, taken: &taken.1 });
    let mut settled = (HashMap::<usize, usize, Stirring>::default(), HashMap::<usize, usize, Stirring>::default());
    let moved: HashMap<usize, usize, Stirring> =
        links.iter().filter(|l| !l.in_place).map(|l| (l.old.start, l.new.start)).collect();
    for (slot, of_old) in left {
        let Some(of_new) = right.get(&slot).filter(|of_new| of_new.len() == of_old.len()) else { continue };
        // What holds a line whole, and more, is what became of it.
        let (here, there) = (&free.0[&slot.0], &free.1[&slot.0]);
        let grew = |text: &str, among: &[usize], side: &[Arc<str>]| {
            among.iter().take(NEAR).any(|at| side[*at].len() > text.len() && side[*at].contains(text))
        };
        if of_old.iter().any(|i| grew(&old[*i], there, new)) || of_new.iter().any(|j| grew(&new[*j], here, old)) {
            continue;
        }
        // What only changed places among its like was put in another order.
        let reordered = || of_old.iter().any(|i| of_new.iter().any(|j| old[*i] == new[*j]));
        if of_old.len() > MOST || reordered() {
            continue;
        }
        for (i, j) in of_old.into_iter().zip(of_new).filter(|(i, j)| beside.0.is_fixed(*i) && beside.1.is_fixed(**j)) {
            settled.0.insert(i, *j);
            settled.1.insert(*j, i);
        }
    }
    // Two that changed places with each other did just that.
    let swapped: Vec<usize> = settled
        .0
        .iter()
        .filter(|(i, j)| {
            let other = moved.get(i).and_then(|there| settled.1.get(there));
            other.is_some_and(|other| moved.get(other) == Some(j))
        })
        .map(|(i, _)| *i)
        .collect();
    for i in swapped {
        if let Some(j) = settled.0.remove(&i) {
            settled.1.remove(&j);
        }
    }
    links.retain(|l| l.in_place || !settled.0.contains_key(&l.old.start) && !settled.1.contains_key(&l.new.start));
    links.extend(settled.0.into_iter().map(|(i, j)| Link { in_place: true, ..Link::pair(i, j, old[i] == new[j]) }));
    stay(links, old);
}

/// The lines of a side, and which have a counterpart in place.
struct Beside<'a> {
    side: &'a [Arc<str>],
    taken: &'a [bool],
}

impl Beside<'_> {
    /// Whether a line is no date, or stands right behind what has a counterpart in place.
    fn is_fixed(&self, at: usize) -> bool {
        let is_taken = |at: usize| self.taken.get(at).is_some_and(|taken| *taken);
        !self.side.get(at).is_some_and(|line| is_dated(line)) || at.checked_sub(1).is_none_or(is_taken)
    }
}

/// The lines without a counterpart in place by gap.
fn gaps(taken: &[bool], anchors: impl Iterator<Item = usize>) -> Gaps {
    let mut out = Gaps::default();
    for (at, gap) in in_gaps((0..taken.len()).filter(|at| !taken[*at]), anchors) {
        out.entry(gap).or_default().push(at);
    }
    out
}

/// Those that may be known by where they stand, by gap and shape.
fn shaped(side: &[Arc<str>], gaps: &Gaps) -> HashMap<(usize, String), Vec<usize>, Stirring> {
    let mut out: HashMap<_, Vec<usize>, Stirring> = HashMap::default();
    for (gap, lines) in gaps {
        for at in lines.iter().filter(|at| is_count(&side[**at])) {
            out.entry((*gap, shape(&side[*at]))).or_default().push(*at);
        }
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
        // What grew is told as that, and what changed places with its like as moved.
        assert_eq!(
            settled(&["Mill", "2025", "Weir"], &["Mill", "2026", "2025 (7)", "Weir"], &[(0, 0), (2, 3)]).len(),
            2
        );
        let swapped = settled(
            &["See 1", "Mill", "See 2", "Weir"],
            &["See 2", "Mill", "See 1", "Weir"],
            &[(0, 2), (1, 1), (2, 0), (3, 3)],
        );
        assert_eq!(swapped.iter().filter(|l| !l.2).count(), 2);
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
