//! Lines that stand several times in a text (`Candidates answer in writing.` under every subject): such a line is known by
//! its neighbours, not by what it says. Where its first copy met the first copy of the other side, and all that stands
//! around it was told as moved past it for that, it is set against another copy.

use std::{collections::HashMap, sync::Arc};

use super::{
    Ignore,
    link::{Link, in_gaps},
    moves::stay,
    paragraph::{alike, hash},
    sequence::{Budget, common, left_over},
    slots::{is_count, settle},
};
use crate::{
    model::Sides,
    text::{numbering::Numbering, stirring::Stirring},
};

/// Texts of more paragraphs than this are not looked through again.
const MANY: usize = 1 << 16;

/// Links again what repeats, between the neighbours that do not, if fewer paragraphs are moved then and none is lost. The
/// links must be marked as in place or not, and are so after it.
pub(super) fn by_neighbours(
    old: &[Arc<str>],
    new: &[Arc<str>],
    ignore: Ignore,
    links: &mut Vec<Link>,
    budget: &mut Budget,
) {
    let paragraphs = old.len() + new.len();
    if links.iter().all(|l| l.in_place) || paragraphs > MANY || !budget.take(paragraphs as u64) {
        return;
    }
    let mut numbers = Numbering::default();
    let mut numbered = |side: &[Arc<str>]| side.iter().map(|p| numbers.of(hash(p, ignore))).collect::<Vec<u32>>();
    let (left, right) = (numbered(old), numbered(new));
    let repeats = repeated(&left, &right);
    let is_loose = |l: &Link| {
        let (i, j) = (l.old.start, l.new.start);
        let is_pair = l.old.len() == 1 && l.new.len() == 1;
        is_pair && if l.same { repeats[left[i] as usize] } else { is_count(&old[i]) && is_count(&new[j]) }
    };
    let (loose, mut again): (Vec<Link>, Vec<Link>) = links.iter().cloned().partition(is_loose);
    if loose.is_empty() {
        return;
    }
    stay(&mut again, old);
    let mut free = Free::of(&again, old.len(), new.len());
    // Hashes find; the texts decide.
    let are_alike = |&(i, j): &(usize, usize)| alike(&old[i], &new[j], ignore);
    let mut pairs = free.alike_in_gaps(&again, &left, &right, budget);
    pairs.retain(are_alike);
    pairs.iter().for_each(|&(i, j)| free.take(i, j));
    let stays = pairs.len();
    pairs.extend(left_over(&left, &right, Sides::new(&free.old, &free.new)).into_iter().filter(are_alike));
    let fixed = |(at, (i, j)): (usize, (usize, usize))| Link { in_place: at < stays, ..Link::pair(i, j, true) };
    again.extend(pairs.into_iter().enumerate().map(fixed));
    settle(old, new, &mut again);
    let free = Free::of(&again, old.len(), new.len());
    again.extend(loose.into_iter().filter(|l| free.old[l.old.start] && free.new[l.new.start]));
    stay(&mut again, old);
    if told(&again).0 < told(links).0 && told(&again).1 >= told(links).1 {
        *links = again;
    }
    without_lone(links, |l| l.old.len() == 1 && is_short(&old[l.old.start]) && repeats[left[l.old.start] as usize]);
}

/// Bytes of a line that may repeat without being quoted, at most.
const SHORT: usize = 80;

fn is_short(line: &str) -> bool {
    line.len() <= SHORT
}

/// Takes back that a line which stands several times was moved where none of its neighbours went with it: it is a line like
/// those of what went and of what came.
fn without_lone(links: &mut Vec<Link>, repeats: impl Fn(&Link) -> bool) {
    let begin: HashMap<usize, usize, Stirring> = links.iter().map(|l| (l.old.start, l.new.start)).collect();
    let end: HashMap<usize, usize, Stirring> = links.iter().map(|l| (l.old.end, l.new.end)).collect();
    let goes_along =
        |l: &Link| end.get(&l.old.start) == Some(&l.new.start) || begin.get(&l.old.end) == Some(&l.new.end);
    links.retain(|l| l.in_place || !l.same || !repeats(l) || goes_along(l));
}

/// How many paragraphs are moved, and how many are linked at all.
fn told(links: &[Link]) -> (usize, usize) {
    let paragraphs = |l: &Link| l.old.len().max(l.new.len());
    (links.iter().filter(|l| !l.in_place).map(paragraphs).sum(), links.iter().map(|l| l.old.len() + l.new.len()).sum())
}

/// For each number, whether it stands more than once on a side.
fn repeated(left: &[u32], right: &[u32]) -> Vec<bool> {
    let numbers = left.iter().chain(right).max().map_or(0, |&n| n as usize + 1);
    let mut out = vec![false; numbers];
    for side in [left, right] {
        let mut seen = vec![false; numbers];
        side.iter().for_each(|&n| out[n as usize] |= std::mem::replace(&mut seen[n as usize], true));
    }
    out
}

/// The paragraphs without counterpart.
struct Free {
    old: Vec<bool>,
    new: Vec<bool>,
}

impl Free {
    fn of(links: &[Link], old: usize, new: usize) -> Free {
        let mut free = Free { old: vec![true; old], new: vec![true; new] };
        for link in links {
            free.old[link.old.clone()].fill(false);
            free.new[link.new.clone()].fill(false);
        }
        free
    }

    fn take(&mut self, i: usize, j: usize) {
        (self.old[i], self.new[j]) = (false, false);
    }

    /// Pairs that say the same between the same links in place, as many as possible in order.
    fn alike_in_gaps(&self, links: &[Link], left: &[u32], right: &[u32], budget: &mut Budget) -> Vec<(usize, usize)> {
        let mut gaps: HashMap<usize, (Vec<usize>, Vec<usize>), Stirring> = HashMap::default();
        // Links in place ascend on both sides.
        let anchors = |of: fn(&Link) -> usize| links.iter().filter(|l| l.in_place).map(of);
        for (at, gap) in in_gaps((0..left.len()).filter(|&at| self.old[at]), anchors(|l| l.old.start)) {
            gaps.entry(gap).or_default().0.push(at);
        }
        for (at, gap) in in_gaps((0..right.len()).filter(|&at| self.new[at]), anchors(|l| l.new.start)) {
            gaps.entry(gap).or_default().1.push(at);
        }
        let mut gaps: Vec<_> = gaps.into_iter().filter(|(_, (a, b))| !a.is_empty() && !b.is_empty()).collect();
        gaps.sort_unstable_by_key(|(gap, _)| *gap);
        let mut out = Vec::new();
        for (_, (a, b)) in gaps {
            // Numbered anew, so that a short gap is compared at the cost of a short one.
            let mut numbers = Numbering::default();
            let mut numbered =
                |places: &[usize], of: &[u32]| places.iter().map(|&at| numbers.of(of[at].into())).collect::<Vec<u32>>();
            let found = common(&numbered(&a, left), &numbered(&b, right), budget);
            out.extend(found.into_iter().map(|(i, j)| (a[i], b[j])));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_decide_and_no_hashes() {
        // Two texts of one hash, as anybody can make them.
        let (one, other) = ("The milldgicusqu", "tbzdrviwxKy%U7^v");
        assert_eq!(hash(one, Ignore::Nothing), hash(other, Ignore::Nothing));
        let side = |texts: &[&str]| texts.iter().map(|t| Arc::from(*t)).collect::<Vec<Arc<str>>>();
        let (old, new) = (side(&["Weirs", one, one, "Inns"]), side(&["Inns", other, other, "Weirs"]));
        let mut links = vec![Link::pair(0, 3, true), Link::pair(3, 0, true)];
        stay(&mut links, &old);
        by_neighbours(&old, &new, Ignore::Nothing, &mut links, &mut Budget::new(1 << 20));
        assert!(links.iter().all(|l| !l.same || old[l.old.start] == new[l.new.start]), "{links:?}");
    }

    #[test]
    fn a_repeated_line_beside_what_was_split_goes_along_with_it() {
        let links = |turn: bool| -> Vec<Link> {
            let split = Link { new: 5..7, ..Link::pair(5, 5, false) };
            let line = Link::pair(4, 4, true);
            [line, split].into_iter().map(|l| if turn { l.turned() } else { l }).collect()
        };
        for turn in [false, true] {
            let mut kept = links(turn);
            without_lone(&mut kept, |_| true);
            assert_eq!(kept, links(turn));
        }
    }

    #[test]
    fn what_repeats_goes_with_its_neighbours() {
        let side = |texts: &[&str]| texts.iter().map(|t| Arc::from(*t)).collect::<Vec<Arc<str>>>();
        let old = side(&["Mills", "Bring a coat.", "It takes 50 minutes.", "End"]);
        let new = side(&[
            "Weirs",
            "Bring a coat.",
            "It takes 20 minutes.",
            "Mills",
            "Bring a coat.",
            "It takes 20 minutes.",
            "End",
        ]);
        let linked = |found: &[(usize, usize)], budget: u64| {
            let mut links: Vec<Link> = found.iter().map(|&(i, j)| Link::pair(i, j, old[i] == new[j])).collect();
            stay(&mut links, &old);
            by_neighbours(&old, &new, Ignore::Nothing, &mut links, &mut Budget::new(budget));
            links.iter().map(|l| (l.old.start, l.new.start, l.in_place)).collect::<Vec<_>>()
        };
        let pinned = [(0, 3), (1, 1), (2, 2), (3, 6)];
        assert_eq!(linked(&pinned, 1 << 20), [(0, 3, true), (1, 4, true), (2, 5, true), (3, 6, true)]);
        // Without steps left all stays as it was.
        assert_eq!(linked(&pinned, 0), [(0, 3, false), (1, 1, true), (2, 2, true), (3, 6, true)]);
        // A copy that moved without its neighbours is one that went and one that came.
        let (old, new) =
            (side(&["Bring a coat.", "Mills", "Weirs"]), side(&["Mills", "Weirs", "Bring a coat.", "Bring a coat."]));
        let mut links = vec![Link::pair(0, 2, true), Link::pair(1, 0, true), Link::pair(2, 1, true)];
        stay(&mut links, &old);
        by_neighbours(&old, &new, Ignore::Nothing, &mut links, &mut Budget::new(1 << 20));
        assert_eq!(links.iter().map(|l| (l.old.start, l.new.start)).collect::<Vec<_>>(), [(1, 0), (2, 1)]);
    }
}
