//! Which old paragraphs became which new ones: identical ones first, then those that one became several or several one,
//! then those that say nearly the same, over the whole text.

use std::sync::Arc;

use super::{
    Ignore,
    assign::{Edge, assign},
    bulk,
    candidates::Singles,
    evident::evident,
    facts::dated::is_dated,
    headings::slide,
    joins::joins,
    link::Link,
    moves::stay,
    paragraph::{alike, hash},
    repeats::by_neighbours,
    sequence::{Budget, common, left_over},
    slots::settle,
};
use crate::{
    model::Sides,
    text::{numbering::Numbering, words::Cuts},
};

/// From this similarity (of 1000) on, paragraphs that stand in the same gap are one paragraph, edited.
const NEAR: u32 = 300;
/// From this similarity on, paragraphs are one and the same wherever they stand.
const FAR: u32 = 480;
/// A moved paragraph has at least so many words: fewer in common are chance.
const FAR_WORDS: usize = 5;
/// Unless it is nearly the same: then so many words suffice, at this similarity.
const FAR_SHORT: (usize, u32) = (3, 600);
/// What standing in the same gap adds to the similarity of a pair.
const SAME_GAP: u32 = 60;

/// The same where nothing else stands there on either side; more where the paragraphs have fewer words than so many, for
/// then what they share with others may be chance.
const SLOT: u32 = 150;
const SHORT_SLOT: (usize, u32) = (8, 300);
/// A paragraph that has at least so many words, of which so many of 1000 are in the one at its place, grew to that.
const GROWN: (usize, u32) = (8, 500);

/// More paragraphs without counterpart than this are not weighed against one another: they are told as gone and come.
const SINGLES: usize = 100_000;

/// Every link, ascending by old paragraph. Swapping the sides turns the links, for the work is done in one of the two
/// directions only, chosen by the texts.
#[must_use]
pub fn find(old: &[Arc<str>], new: &[Arc<str>], ignore: Ignore, cuts: &Cuts<'_>, budget: &mut Budget) -> Vec<Link> {
    let start = old.iter().zip(new).take_while(|(a, b)| alike(a, b, ignore)).count();
    let (a, b) = (&old[start..], &new[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| alike(a, b, ignore)).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);

    let middle = if a > b {
        let mut turned: Vec<Link> = between(b, a, ignore, cuts, budget).into_iter().map(Link::turned).collect();
        turned.sort_unstable_by_key(|l| l.old.start);
        turned
    } else {
        between(a, b, ignore, cuts, budget)
    };
    let fixed = |old, new| Link { in_place: true, ..Link::pair(old, new, true) };
    let shifted = |l: Link| Link {
        old: l.old.start + start..l.old.end + start,
        new: l.new.start + start..l.new.end + start,
        ..l
    };
    let mut links: Vec<Link> = (0..start)
        .map(|i| fixed(i, i))
        .chain(middle.into_iter().map(shifted))
        .chain((0..end).map(|k| fixed(old.len() - end + k, new.len() - end + k)))
        .collect();
    slide(old, new, ignore, &mut links);
    links
}

/// Links of texts that begin and end differently.
fn between(old: &[Arc<str>], new: &[Arc<str>], ignore: Ignore, cuts: &Cuts<'_>, budget: &mut Budget) -> Vec<Link> {
    let mut links = identical(old, new, ignore, budget);
    stay(&mut links, old);
    settle(old, new, &mut links);
    if links.len() < old.len().min(new.len()) {
        if old.len() + new.len() - 2 * links.len() <= SINGLES {
            similar(old, new, &mut links, cuts, budget);
            stay(&mut links, old);
            // What stands by a paragraph that is known only now.
            settle(old, new, &mut links);
        } else {
            budget.cut = true;
            stay(&mut links, old);
        }
    }
    by_neighbours(old, new, ignore, &mut links, budget);
    links
}

/// Identical paragraphs: as many as possible in order, then those that are left over, first with first.
fn identical(old: &[Arc<str>], new: &[Arc<str>], ignore: Ignore, budget: &mut Budget) -> Vec<Link> {
    let hashed = |side: &[Arc<str>]| side.iter().map(|p| hash(p, ignore)).collect::<Vec<u64>>();
    let (left, right) = (hashed(old), hashed(new));
    let mut found = if old.len() + new.len() > bulk::MANY {
        bulk::pairs(&left, &right, budget)
    } else {
        in_any_order(&left, &right, budget)
    };
    // Hashes find; the texts decide.
    found.retain(|&(i, j)| alike(&old[i], &new[j], ignore));
    found.into_iter().map(|(old, new)| Link { in_place: true, ..Link::pair(old, new, true) }).collect()
}

/// Pairs of positions (old, new) of equal hashes: as many as possible in order, then those that are left over.
fn in_any_order(old: &[u64], new: &[u64], budget: &mut Budget) -> Vec<(usize, usize)> {
    let mut numbers = Numbering::default();
    let mut numbered = |side: &[u64]| side.iter().map(|&h| numbers.of(h)).collect::<Vec<u32>>();
    let (left, right) = (numbered(old), numbered(new));
    let mut found: Vec<(usize, usize)> = common(&left, &right, budget);
    let mut free = (vec![true; old.len()], vec![true; new.len()]);
    for &(i, j) in &found {
        free.0[i] = false;
        free.1[j] = false;
    }
    found.extend(left_over(&left, &right, Sides::new(&free.0, &free.1)));
    found
}

/// Adds links of paragraphs that say nearly the same.
fn similar(old: &[Arc<str>], new: &[Arc<str>], links: &mut Vec<Link>, cuts: &Cuts<'_>, budget: &mut Budget) {
    links.extend(evident(old, new, links));
    let singles = Singles::new(old, new, links, cuts);
    if singles.left.is_empty() || singles.right.is_empty() {
        return;
    }
    let (left, right) = (&singles.left, &singles.right);
    let weighed = singles.weighed(budget);
    let mut taken = (vec![false; left.len()], vec![false; right.len()]);
    for (xs, ys) in joins(&singles, &weighed, Sides::new(old, new), budget) {
        taken.0[xs.clone()].fill(true);
        taken.1[ys.clone()].fill(true);
        links.push(Link {
            old: left[xs.start].at..left[xs.end - 1].at + 1,
            new: right[ys.start].at..right[ys.end - 1].at + 1,
            same: false,
            in_place: false,
        });
    }
    let lone = singles.lone();
    let mut edges: Vec<(usize, Edge)> = Vec::new();
    for e in weighed.into_iter().filter(|e| !taken.0[e.left] && !taken.1[e.right]) {
        let (x, y) = (&left[e.left], &right[e.right]);
        let near = x.gap == y.gap;
        let slot = near && lone.binary_search(&x.gap).is_ok();
        // What says when something else was published goes and comes with that.
        if !slot && is_dated(&old[x.at]) && is_dated(&new[y.at]) {
            continue;
        }
        let words = singles.shorter(&e);
        let far = words >= FAR_WORDS && e.likeness >= FAR || words >= FAR_SHORT.0 && e.likeness >= FAR_SHORT.1;
        // What grew out of little holds that, however much came to it.
        let grew = slot && words >= GROWN.0 && singles.contained(&e) >= GROWN.1;
        if far || near && e.likeness >= NEAR || grew {
            let bonus = match slot {
                true if words < SHORT_SLOT.0 => SHORT_SLOT.1,
                true => SLOT,
                false => SAME_GAP,
            };
            let likeness = e.likeness.max(if grew { NEAR } else { 0 }) + if near { bonus } else { 0 };
            // The square: one paragraph kept well is worth more than two kept badly.
            edges.push((x.at.abs_diff(y.at), Edge { left: e.left, right: e.right, worth: likeness * likeness }));
        }
    }
    // Among equals those nearer to the like place, then the earlier ones.
    edges.sort_by_key(|(far, e)| (*far, e.left, e.right));
    let edges: Vec<Edge> = edges.into_iter().map(|e| e.1).collect();
    links.extend(assign(&edges, budget).into_iter().map(|(x, y)| Link::pair(left[x].at, right[y].at, false)));
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;

    const FERRY: &str = "The ferry left Oban before dawn with forty passengers and a cargo of seed potatoes.";
    const STORM: &str = "By noon the wind had risen to a gale and the captain turned back towards the sound.";
    const CREW: &str = "Nobody was hurt, said Morag Bell, who has run the line for twenty years.";
    const PIER: &str = "The council will decide in March whether the old pier is worth another repair.";

    fn found(old: &[&str], new: &[&str]) -> Vec<(Range<usize>, Range<usize>, bool)> {
        let side = |texts: &[&str]| texts.iter().map(|t| Arc::from(*t)).collect::<Vec<Arc<str>>>();
        let links = find(&side(old), &side(new), Ignore::Nothing, &Cuts::default(), &mut Budget::new(1 << 24));
        links.into_iter().map(|l| (l.old, l.new, l.in_place)).collect()
    }

    #[test]
    fn one_became_two_and_two_became_one() {
        let both = format!("{STORM} {CREW}");
        assert_eq!(
            found(&[FERRY, &both, PIER], &[FERRY, STORM, CREW, PIER]),
            [(0..1, 0..1, true), (1..2, 1..3, true), (2..3, 3..4, true)]
        );
        assert_eq!(
            found(&[FERRY, STORM, CREW, PIER], &[FERRY, &both, PIER]),
            [(0..1, 0..1, true), (1..3, 1..2, true), (3..4, 2..3, true)]
        );
    }

    #[test]
    fn pieces_may_be_reworded_but_each_must_say_something_of_its_own() {
        let whole = format!("{STORM} {CREW}");
        let again = "By noon the wind had risen to a gale, and the captain turned back.";
        let reworded = "Nobody was hurt, said Ms Bell, who has run the line for some twenty years.";
        assert_eq!(found(&[&whole, FERRY], &[again, reworded, PIER])[0], (0..1, 0..2, true));
        // The second says again what the first says: an addition, not half of a split.
        assert_eq!(found(&[STORM, FERRY], &[STORM, again, PIER]), [(0..1, 0..1, true)]);
    }

    #[test]
    fn a_sentence_that_goes_to_the_next_paragraph_merges_nothing() {
        let (old, new) = (format!("{CREW} {STORM}"), format!("{PIER} {FERRY} But nobody knows. {STORM}"));
        let next = format!("{PIER} {FERRY} But nobody knows.");
        assert_eq!(found(&[&old, &next], &[CREW, &new]), [(0..1, 0..1, true), (1..2, 1..2, true)]);
    }

    #[test]
    fn of_very_many_paragraphs_those_out_of_order_are_given_up() {
        let old: Vec<Arc<str>> = (0..=bulk::MANY).map(|k| Arc::from(k.to_string())).collect();
        let new: Vec<Arc<str>> = old.iter().rev().cloned().collect();
        let mut budget = Budget::new(1 << 30);
        assert!(find(&old, &new, Ignore::Nothing, &Cuts::default(), &mut budget).len() <= 1 && budget.cut);
        let (mut budget, half) = (Budget::new(1 << 30), bulk::MANY / 2);
        let found = find(&old[..half], &new[half + 1..], Ignore::Nothing, &Cuts::default(), &mut budget);
        assert_eq!((found.len(), budget.cut), (half, false));
    }

    #[test]
    fn short_lines_stay_at_their_place_and_what_grew_there_is_one() {
        let old = [
            "[[aw:User:Bot]]",
            "[[ay:Utilisateur:Bot]]",
            "[[az:User:Bot]]",
            "[[wa:User:Bot]]",
            "[[wo:User:Bot]]",
            "[[xh:User:Bot]]",
        ];
        let mut new = old;
        (new[1], new[4]) = ("[[ay:Usuario:Bot]]", "[[wo:Utilisateur:Bot]]");
        assert!(found(&old, &new).iter().all(|(i, j, in_place)| i == j && *in_place));
        let grown = format!(
            "{STORM} {CREW} It was the third such storm of a winter that has seen more of them than any other."
        );
        let stub = "By noon the wind had risen to a gale. More on this soon.";
        assert_eq!(found(&[FERRY, stub, PIER], &[FERRY, &grown, PIER]).len(), 3);
    }

    #[test]
    fn what_was_split_and_went_elsewhere_holds_no_other_line() {
        let (coat, minutes) = ("Bring a coat and hat.", "It takes 50 minutes.");
        let both = format!("{coat} {minutes}");
        let reworded = "Nobody was hurt, said Morag Bell, who has now run the line for twenty-one years.";
        let links = found(
            &[&both, FERRY, STORM, PIER, "It takes 20 minutes.", CREW, "The end of it."],
            &[FERRY, STORM, PIER, coat, minutes, reworded, "It takes 70 minutes.", "The end of it."],
        );
        let each_once = |mut all: Vec<usize>| {
            let linked = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), linked, "{links:?}");
        };
        each_once(links.iter().flat_map(|l| l.0.clone()).collect());
        each_once(links.iter().flat_map(|l| l.1.clone()).collect());
    }

    #[test]
    fn a_date_is_that_of_what_it_stands_by() {
        let (old, new) = ("Published 9 September 2020", "Published 24 September 2020");
        let reworded = "The council decides in April whether the old pier is worth yet another repair.";
        // Another entry has another date, whether it came to the same place or to another.
        assert_eq!(found(&[FERRY, STORM, old, CREW], &[FERRY, PIER, new, CREW]).len(), 2);
        assert_eq!(found(&[FERRY, STORM, old, CREW], &[PIER, new, FERRY, CREW]).len(), 2);
        assert_eq!(found(&[FERRY, PIER, old, CREW], &[FERRY, reworded, new, CREW]).len(), 4);
        assert_eq!(found(&[FERRY, old, STORM], &[FERRY, new, CREW]).len(), 2);
    }

    #[test]
    fn a_pair_is_a_pair_wherever_it_stands() {
        let reworded = "The council decides in April whether the old pier is worth yet another repair.";
        assert_eq!(
            found(&[PIER, FERRY, STORM, CREW], &[FERRY, STORM, CREW, reworded]),
            [(0..1, 3..4, false), (1..2, 0..1, true), (2..3, 1..2, true), (3..4, 2..3, true)]
        );
    }
}
