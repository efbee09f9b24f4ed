//! Shape A with repeated lines dropped: an unchanged paragraph is then one line like any other.
//!
//! The grammar of [`cells`](super::cells) with `same = X` instead of `X X`. So every line is an unchanged one, one of
//! two neighbours that are a pair, or part of a run that ends a block:
//! ```text
//! line after      may be
//! same, pair      same, first of a pair, run of the old side, run of the new side
//! run of a side   same, more of the run; anything else costs
//! ```
//! What comes after a run at a cost are pairs and runs of which the other line was dropped, having stood elsewhere.
//!
//! The whole page is weighed at once: the sums over all such readings (forward and backward over the lines, as for any
//! linear chain with log-linear weights) give every line its probabilities.

use std::borrow::Cow;

use super::{
    corrections::Fixed,
    header::Line,
    page::Page,
    phase::out_of_step,
    placed::{Placed, Rows, percent},
    rhythm::Rhythm,
    steps::{Step, features},
    tongues::Tongues,
    weights::LINES,
};
use crate::model::{Placement, Side, Sides};

/// The score of a page's steps, and how likely each step is at each line.
pub(super) struct Lattice {
    /// For each line and step that begins there, the probability.
    pub(super) chance: Vec<[f32; 4]>,
    /// The logarithm of the summed weight of all readings.
    pub(super) total: f32,
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
    Lattice { chance, total }
}

/// Weighs a page with the fitted weights, under every assumption of its scripts.
fn lattice(page: &Page, renamed: bool, fixed: &dyn Fn(usize) -> Option<Placement>) -> Lattice {
    let own = scores(page, renamed, fixed);
    let tongues = Tongues::of(&page.styles);
    let mut read = tongues.assumptions().iter().map(|&assumption| {
        let score = |at: usize, step: Step, before: Option<Step>| {
            let by_tongue = match step {
                Step::Same => 0.0,
                Step::Pair => tongues.old(at, assumption) - tongues.old(at + 1, assumption),
                Step::RunOld => tongues.old(at, assumption),
                Step::RunNew => -tongues.old(at, assumption),
            };
            let score = own[at][step as usize][before.map_or(4, |b| b as usize)];
            (score > f32::NEG_INFINITY).then_some(score + by_tongue)
        };
        weigh(page.same.len(), &score)
    });
    let Some(mut sum) = read.next() else { return Lattice { chance: Vec::new(), total: 0.0 } };
    for other in read {
        let share = 1.0 / (1.0 + (other.total - sum.total).exp());
        for (a, b) in sum.chance.iter_mut().flatten().zip(other.chance.iter().flatten()) {
            *a = share * *a + (1.0 - share) * b;
        }
        sum.total = sum.total.max(other.total) + (-(other.total - sum.total).abs()).exp().ln_1p();
    }
    sum
}

/// The score of each line's steps after each other step; last, at the first line, after none.
type Scores = Vec<[[f32; 5]; 4]>;

fn scores(page: &Page, renamed: bool, fixed: &dyn Fn(usize) -> Option<Placement>) -> Scores {
    let rhythm = Rhythm::of(page, renamed);
    let one = |at: usize, step: Step, before: Option<Step>| {
        let f = features(page, &rhythm, at, step, before, renamed)?;
        let stands = |at: usize, place: Placement| fixed(at).is_none_or(|set| set == place);
        let allowed = match step {
            Step::Same => stands(at, Placement::Both),
            Step::Pair => stands(at, Placement::One(Side::Old)) && stands(at + 1, Placement::One(Side::New)),
            Step::RunOld => stands(at, Placement::One(Side::Old)),
            Step::RunNew => stands(at, Placement::One(Side::New)),
        };
        // Against a correction a step stays possible, hardly: corrections that the grammar forbids still leave a reading.
        let penalty = if allowed { 0.0 } else { -30.0 };
        Some(f.iter().zip(LINES.iter()).map(|(a, b)| a * b).sum::<f32>() + penalty)
    };
    (0..page.same.len())
        .map(|at| {
            Step::ALL.map(|step| {
                std::array::from_fn(|u| {
                    let before = Step::ALL.get(u).copied();
                    let reached = (at == 0) == before.is_none();
                    reached.then(|| one(at, step, before)).flatten().unwrap_or(f32::NEG_INFINITY)
                })
            })
        })
        .collect()
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

/// Whether hardly a line of the page reads as unchanged and its pairs stand in step, so that it is rather a page of which
/// nothing was dropped. A page in two scripts is read here in any case: only here is it asked which script is on which
/// side.
pub(super) fn keeps_little(lines: &[Line<'_>]) -> bool {
    let texts: Vec<&str> = lines.iter().map(|l| l.text).collect();
    let page = Page::new(&texts, &Sides::default());
    Tongues::of(&page.styles).assumptions().len() == 1 && !out_of_step(&page) && kept(&page) < LITTLE
}

/// The share of lines that read as unchanged if repeated lines were dropped from the page.
pub(super) fn share_kept(lines: &[Line<'_>]) -> f32 {
    let texts: Vec<&str> = lines.iter().map(|l| l.text).collect();
    kept(&Page::new(&texts, &Sides::default()))
}

/// Under this share of unchanged lines nothing was dropped. Set: a page whose every paragraph changed may still read as
/// a sixth unchanged, and where little was kept the other reading loses little.
const LITTLE: f32 = 0.19;

/// The share of a page's lines that read as unchanged.
pub(super) fn kept(page: &Page) -> f32 {
    let shares = shares(&lattice(page, true, &|_| None));
    shares.iter().map(|s| s[2]).sum::<f32>() / shares.len().max(1) as f32
}

/// The chain takes neighbouring lines for independent witnesses, which they are not; this line through what was found
/// right against what it claims makes its probabilities honest.
fn calibrated(chance: f32) -> f32 {
    (0.1 + 0.8 * chance).min(chance)
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
            grounds: grounds(&page, &lattice, lines, at, placement, &hand),
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
    hand: &dyn Fn(usize) -> Option<Placement>,
) -> Vec<String> {
    if hand(at).is_some() {
        return vec!["set by hand".into()];
    }
    // A line that was set to the other side by hand is no other cell of its row.
    let may_be = |at: usize, side: Side| hand(at).is_none_or(|set| set == Placement::One(side));
    let mut out = Vec::new();
    if let Some((other, alike)) = page.near[at].iter().find(|n| n.1.dice > 0.35) {
        out.push(format!("line {} is worded alike ({})", lines[*other].number, percent(alike.dice)));
    }
    let pair_here = lattice.chance[at][1];
    let pair_above = at.checked_sub(1).map_or(0.0, |a| lattice.chance[a][1]);
    out.push(match placement {
        Placement::Both => "no rewording of it is near, and repeated lines were dropped: read as unchanged".into(),
        Placement::One(Side::Old) if pair_here > 0.3 && may_be(at + 1, Side::New) => {
            "read as the older cell of a row, before the newer one".into()
        }
        Placement::One(Side::New) if pair_above > 0.3 && at.checked_sub(1).is_some_and(|a| may_be(a, Side::Old)) => {
            "read as the newer cell of a row, after the older one".into()
        }
        Placement::One(side) => format!("read as one of a run of {} paragraphs", Placement::One(side).word()),
    });
    out
}
