//! Pairs that need no weighing: one paragraph, where one stood before, that begins and ends as that did.

use std::{collections::HashSet, sync::Arc};

use super::link::Link;

/// So much of the longer one, of 100, is what both begin and end with.
const SHARE: usize = 85;
/// Shorter paragraphs, in bytes, have too little to begin and end with.
const LEAST: usize = 40;

/// Links of single paragraphs left over between the same two links in place, of which nothing but a small part in the
/// middle differs: what most edits do. `links` must be in order, and be marked as in place or not.
pub(super) fn evident(old: &[Arc<str>], new: &[Arc<str>], links: &[Link]) -> Vec<Link> {
    let mut away = (HashSet::new(), HashSet::new());
    for link in links.iter().filter(|l| !l.in_place) {
        away.0.extend(link.old.clone());
        away.1.extend(link.new.clone());
    }
    let mut out = Vec::new();
    let mut from = (0, 0);
    let ends = links.iter().filter(|l| l.in_place).map(|l| (l.old.clone(), l.new.clone()));
    for (x, y) in ends.chain([(old.len()..old.len(), new.len()..new.len())]) {
        let gap = (from.0..x.start, from.1..y.start);
        if gap.0.len() == 1
            && gap.1.len() == 1
            && !away.0.contains(&gap.0.start)
            && !away.1.contains(&gap.1.start)
            && is_evident(&old[gap.0.start], &new[gap.1.start])
        {
            out.push(Link { in_place: true, ..Link::pair(gap.0.start, gap.1.start, false) });
        }
        from = (x.end, y.end);
    }
    out
}

fn is_evident(old: &str, new: &str) -> bool {
    let (short, long) = (old.len().min(new.len()), old.len().max(new.len()));
    if short < LEAST || short * 100 < long * SHARE {
        return false;
    }
    let (a, b) = (old.as_bytes(), new.as_bytes());
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    (head + tail) * 100 >= long * SHARE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_and_ends_alike_in_one_place_is_one_paragraph() {
        let side = |texts: [&str; 3]| texts.map(Arc::from);
        let dam = "The lower dam at Harle holds, and 12 engineers will look at it again on Monday.";
        let old = side(["Rain fell.", dam, "It stopped."]);
        let (fixed, edited) = (Link { in_place: true, ..Link::pair(0, 0, true) }, dam.replace("12", "fifteen"));
        let of = |new: [&str; 3], links: &[Link]| evident(&old, &side(new), links);
        let last = Link { in_place: true, ..Link::pair(2, 2, true) };
        let found = of(["Rain fell.", &edited, "It stopped."], &[fixed.clone(), last.clone()]);
        assert_eq!(found, [Link { in_place: true, ..Link::pair(1, 1, false) }]);
        assert_eq!(of(["Rain fell.", "It stopped.", &edited], std::slice::from_ref(&fixed)), []);
        let other = "The lower dam at Harle was blown up by 30 men who came by boat, and no one stopped them.";
        assert_eq!(of(["Rain fell.", other, "It stopped."], &[fixed, last]), []);
    }
}
