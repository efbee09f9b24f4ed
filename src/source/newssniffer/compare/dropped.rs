//! Shape A with repeated lines dropped: an unchanged paragraph is then one line like any other.
//!
//! The grammar of [`cells`](super::cells) with `same = X` instead of `X X`. So every line is an unchanged one, one of
//! two neighbours that are a pair, or part of a run that ends a block:
//! ```text
//! line after      may be
//! same, pair      same, first of a pair, run of the old side, run of the new side
//! run of a side   same, more of the run
//! ```
//! The whole page is weighed at once: the sums over all such readings (forward and backward over the lines, as for any
//! linear chain with log-linear weights) give every line its probabilities.

use std::borrow::Cow;

use super::{
    corrections::Fixed,
    features::bent,
    header::Line,
    page::Page,
    placed::{Placed, Rows, percent},
    style::TRAITS,
    weights::LINES,
};
use crate::model::{Placement, Side, Sides};

/// What a stretch of the page is: one line, but two for a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Same,
    Pair,
    RunOld,
    RunNew,
}

impl Step {
    pub(super) const ALL: [Step; 4] = [Step::Same, Step::Pair, Step::RunOld, Step::RunNew];

    /// How many lines it takes.
    pub(super) fn lines(self) -> usize {
        if self == Step::Pair { 2 } else { 1 }
    }

    /// Whether it may follow.
    fn follows(self, before: Option<Step>) -> bool {
        match before {
            None | Some(Step::Same | Step::Pair) => true,
            Some(run) => self == run || self == Step::Same,
        }
    }
}

/// How many features a step has.
pub(super) const COUNT: usize = 54;

/// The features of one step after another.
pub(super) type Features = [f32; COUNT];

/// The features of a step that begins at line `at`, after `before`; `None` where it cannot stand.
pub(super) fn features(page: &Page, at: usize, step: Step, before: Option<Step>, renamed: bool) -> Option<Features> {
    let count = page.same.len();
    if at + step.lines() > count || !step.follows(before) {
        return None;
    }
    let mut f = [0.0; COUNT];
    let above = |lag: usize| at.checked_sub(lag).map(|a| page.likeness.of(a, at));
    match step {
        Step::Same => {
            let mut far = 0.0f32;
            for &(other, alike) in &page.near[at] {
                if other.abs_diff(at) <= 16 {
                    far = far.max(alike.dice);
                }
            }
            for (slot, value) in bent(far).into_iter().enumerate() {
                f[slot] = value;
            }
            f[4] = f32::from(renamed);
            f[5] = f32::from(before == Some(Step::Same));
            f[6] = f32::from(before == Some(Step::Pair));
            if let (Some(alike), Some(Step::Same)) = (above(1), before) {
                f[7] = alike.dice.sqrt();
                f[8] = alike.manner;
            }
            if at >= 2 {
                let (one, two) = (bond(page, at - 1, at), bond(page, at - 2, at));
                f[42] = one - two;
                f[43] = page.likeness.of(at - 1, at).manner - page.likeness.of(at - 2, at).manner;
            }
            if at >= 1 {
                let (a, h) = (&page.styles[at - 1], &page.styles[at]);
                f[44] = f32::from(a.closed && h.small_first);
                f[45] = f32::from(follows(a.item, h.item));
                f[46] =
                    f32::from((0..TRAITS).any(|t| a.traits[t] != 0 && h.traits[t] != 0 && a.traits[t] != h.traits[t]));
            }
            f[9] = f32::from(page.styles[at].heading);
            f[10] = f32::from(page.styles[at].heading && at > 0 && page.styles[at - 1].heading);
        }
        Step::Pair => {
            let alike = page.likeness.of(at, at + 1);
            for (slot, value) in bent(alike.dice).into_iter().enumerate() {
                f[11 + slot] = value;
            }
            let (a, b) = (&page.styles[at], &page.styles[at + 1]);
            f[15] = alike.manner;
            f[16] = (f32::from(a.length.max(1)) / f32::from(b.length.max(1))).ln().abs().min(3.0);
            f[17] = f32::from(a.heading == b.heading);
            f[18] = f32::from(a.item.is_some() && a.item == b.item);
            f[19] = f32::from(a.closed == b.closed);
            f[20] = (alike.within - alike.dice).max(0.0);
            f[21] = 1.0;
            f[22] = f32::from(before == Some(Step::Pair));
            f[23] = f32::from(before == Some(Step::Same));
            if before == Some(Step::Pair) && at >= 2 {
                let (old, new) = (page.likeness.of(at - 2, at), page.likeness.of(at - 1, at + 1));
                f[24] = old.dice.sqrt() + new.dice.sqrt();
                f[25] = page.likeness.of(at - 1, at).dice.sqrt();
                f[26] = old.manner + new.manner;
                let across = bond(page, at - 1, at) + bond(page, at - 2, at - 1).max(bond(page, at - 2, at + 1));
                f[47] = bond(page, at - 2, at) + bond(page, at - 1, at + 1) - across;
                f[48] = old.manner + new.manner - 2.0 * page.likeness.of(at - 1, at).manner;
                for (above, here) in [(at - 2, at), (at - 1, at + 1)] {
                    let (a, h) = (&page.styles[above], &page.styles[here]);
                    f[49] += f32::from(a.closed && h.small_first);
                    f[50] += f32::from(follows(a.item, h.item));
                    let unlike = |t: usize| a.traits[t] != 0 && h.traits[t] != 0 && a.traits[t] != h.traits[t];
                    f[51] += f32::from((0..TRAITS).any(unlike));
                }
            }
            // A rewording further off shows that the pair's cells have moved against each other.
            let mut far = 0.0f32;
            for side in [at, at + 1] {
                for &(other, alike) in &page.near[side] {
                    if other.abs_diff(at) <= 16 && other != at && other != at + 1 {
                        far = far.max(alike.dice);
                    }
                }
            }
            f[27] = far;
            f[28] = f32::from(a.traits[0] != 0 && b.traits[0] != 0 && a.traits[0] != b.traits[0]);
            f[29] = f32::from(a.largest == b.largest && a.largest > 9);
        }
        Step::RunOld | Step::RunNew => {
            let base = if step == Step::RunOld { 30 } else { 35 };
            f[base] = 1.0;
            f[base + 1] = f32::from(before == Some(step));
            f[base + 2] = f32::from(before == Some(Step::Pair));
            f[base + 3] = above(1).map_or(0.0, |a| a.dice.sqrt());
            let near = page.near[at].iter().filter(|n| n.0.abs_diff(at) <= 16);
            f[base + 4] = near.map(|n| n.1.dice).fold(0.0, f32::max);
            f[40] = f32::from(renamed);
            f[41] = f32::from(page.styles[at].heading);
        }
    }
    Some(f)
}

/// What two lines have in common as parts of one text; nothing where one rewords the other.
fn bond(page: &Page, a: usize, b: usize) -> f32 {
    let alike = page.likeness.of(a, b);
    if alike.dice > 0.4 || alike.within > 0.8 { 0.0 } else { alike.dice.sqrt() }
}

fn follows(above: Option<u32>, here: Option<u32>) -> bool {
    above.is_some_and(|a| a.checked_add(1) == here)
}

/// The score of a page's steps, and how likely each step is at each line.
pub(super) struct Lattice {
    /// For each line and step that begins there, the probability.
    pub(super) chance: Vec<[f32; 4]>,
}

/// Sums over all readings of the page. `score` gives a step's score at a line after another, or nothing.
pub(super) fn weigh(lines: usize, score: &dyn Fn(usize, Step, Option<Step>) -> Option<f32>) -> Lattice {
    let add = |a: f32, b: f32| {
        let (high, low) = if a > b { (a, b) } else { (b, a) };
        if low == f32::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
    };
    const NONE: f32 = f32::NEG_INFINITY;
    // forward[i][s]: all readings of the lines before i that end with step s.
    let mut forward = vec![[NONE; 4]; lines + 1];
    let mut arcs: Vec<[[f32; 5]; 4]> = Vec::with_capacity(lines);
    for at in 0..lines {
        let mut here = [[NONE; 5]; 4];
        for (t, &step) in Step::ALL.iter().enumerate() {
            let befores = Step::ALL.iter().map(|&b| Some(b)).chain([None]);
            for (u, before) in befores.enumerate() {
                let reached = match before {
                    None => {
                        if at == 0 {
                            0.0
                        } else {
                            NONE
                        }
                    }
                    Some(_) => forward[at][u],
                };
                if reached > NONE
                    && let Some(s) = score(at, step, before)
                {
                    here[t][u] = s;
                    let to = at + step.lines();
                    forward[to][t] = add(forward[to][t], reached + s);
                }
            }
        }
        arcs.push(here);
    }
    let mut backward = vec![[NONE; 4]; lines + 1];
    backward[lines] = [0.0; 4];
    let mut chance = vec![[0.0; 4]; lines];
    let total = forward[lines].iter().copied().fold(NONE, add);
    for at in (0..lines).rev() {
        for (t, &step) in Step::ALL.iter().enumerate() {
            let to = at + step.lines();
            if to > lines {
                continue;
            }
            let after = backward[to][t];
            for u in 0..5 {
                let s = arcs[at][t][u];
                if s == NONE || after == NONE {
                    continue;
                }
                let reached = if u == 4 { 0.0 } else { forward[at][u] };
                chance[at][t] += (reached + s + after - total).exp();
                if u < 4 {
                    backward[at][u] = add(backward[at][u], s + after);
                }
            }
        }
    }
    Lattice { chance }
}

/// Weighs a page with the fitted weights.
fn lattice(page: &Page, renamed: bool, fixed: &dyn Fn(usize) -> Option<Placement>) -> Lattice {
    let score = |at: usize, step: Step, before: Option<Step>| {
        let f = features(page, at, step, before, renamed)?;
        let stands = |at: usize, place: Placement| fixed(at).is_none_or(|set| set == place);
        let allowed = match step {
            Step::Same => stands(at, Placement::Both),
            Step::Pair => stands(at, Placement::One(Side::Old)) && stands(at + 1, Placement::One(Side::New)),
            Step::RunOld => stands(at, Placement::One(Side::Old)),
            Step::RunNew => stands(at, Placement::One(Side::New)),
        };
        // Against a correction a step stays possible, hardly: corrections that the grammar forbids still leave a reading.
        let penalty = if allowed { 0.0 } else { -30.0 };
        let own = f.iter().zip(LINES.iter()).map(|(a, b)| a * b).sum::<f32>();
        Some(own + penalty)
    };
    weigh(page.same.len(), &score)
}

/// Old, new and both: the probabilities of each line.
fn shares(lattice: &Lattice) -> Vec<[f32; 3]> {
    let n = lattice.chance.len();
    let mut out = vec![[0.0f32; 3]; n];
    for at in 0..n {
        let [same, pair, old, new] = lattice.chance[at];
        out[at][2] += same;
        out[at][0] += pair + old;
        out[at][1] += new;
        if at + 1 < n {
            out[at + 1][1] += pair;
        }
    }
    for share in &mut out {
        let total: f32 = share.iter().sum();
        share.iter_mut().for_each(|s| *s /= total.max(f32::MIN_POSITIVE));
    }
    out
}

/// Whether hardly a line of the page reads as unchanged, so that it is rather a page of which nothing was dropped.
pub(super) fn keeps_little(lines: &[Line<'_>]) -> bool {
    share_kept(lines) < LITTLE
}

/// The share of lines that read as unchanged if repeated lines were dropped from the page.
pub(super) fn share_kept(lines: &[Line<'_>]) -> f32 {
    let texts: Vec<&str> = lines.iter().map(|l| l.text).collect();
    kept(&Page::new(&texts, &Sides::default()))
}

/// Under this share of unchanged lines nothing was dropped.
const LITTLE: f32 = 0.15;

/// The share of a page's lines that read as unchanged.
pub(super) fn kept(page: &Page) -> f32 {
    let shares = shares(&lattice(page, true, &|_| None));
    shares.iter().map(|s| s[2]).sum::<f32>() / shares.len().max(1) as f32
}

/// The chain takes neighbouring lines for independent witnesses, which they are not; this line through what was found
/// right against what it claims makes its probabilities honest.
fn calibrated(chance: f32) -> f32 {
    (0.05 + 0.8 * chance).min(chance)
}

/// Reads the rows.
pub(super) fn read<'a>(lines: &[Line<'a>], titles: &Sides<String>, fixed: &Fixed) -> Rows<'a> {
    let texts: Vec<&str> = lines.iter().map(|l| l.text).collect();
    let page = Page::new(&texts, titles);
    let hand = |at: usize| lines.get(at).and_then(|l| fixed.of(l.number));
    let lattice = lattice(&page, titles.old != titles.new, &hand);
    let shares = shares(&lattice);
    let mut cells = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let share = shares[at];
        let places = [Placement::One(Side::Old), Placement::One(Side::New), Placement::Both];
        let mut order = [0, 1, 2];
        order.sort_by(|&a, &b| share[b].total_cmp(&share[a]).then(b.cmp(&a)));
        let set = hand(at);
        let placement = set.unwrap_or(places[order[0]]);
        let rival = (set.is_none() && share[order[1]] >= 0.005)
            .then(|| format!("{}: {}", places[order[1]].word(), percent(share[order[1]])));
        cells.push(Placed {
            line: line.number,
            text: Cow::Borrowed(line.text),
            placement,
            confidence: if set.is_some() { 1.0 } else { calibrated(share[order[0]]) },
            grounds: grounds(&page, &lattice, lines, at, placement, set.is_some()),
            rival,
            by_hand: set.is_some(),
        });
    }
    Rows { cells, holes: Vec::new() }
}

fn grounds(
    page: &Page,
    lattice: &Lattice,
    lines: &[Line<'_>],
    at: usize,
    placement: Placement,
    by_hand: bool,
) -> Vec<String> {
    if by_hand {
        return vec!["set by hand".into()];
    }
    let mut out = Vec::new();
    if let Some((other, alike)) = page.near[at].iter().find(|n| n.1.dice > 0.35) {
        out.push(format!("line {} is worded alike ({})", lines[*other].number, percent(alike.dice)));
    }
    let pair_here = lattice.chance[at][1];
    let pair_above = at.checked_sub(1).map_or(0.0, |a| lattice.chance[a][1]);
    out.push(match placement {
        Placement::Both => "no rewording of it is near, and repeated lines were dropped: read as unchanged".into(),
        Placement::One(Side::Old) if pair_here > 0.3 => "read as the older cell of a row, before the newer one".into(),
        Placement::One(Side::New) if pair_above > 0.3 => "read as the newer cell of a row, after the older one".into(),
        Placement::One(side) => format!("read as one of a run of {} paragraphs", Placement::One(side).word()),
    });
    out
}
