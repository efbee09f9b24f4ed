//! What speaks for and against reading a line as unchanged, as one of a pair, or as one of a run.

use super::{
    features::bent,
    page::Page,
    rhythm::{Rhythm, SURROUNDINGS},
    style::{Style, TRAITS},
};

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
pub(super) const COUNT: usize = OWN + 2 * SURROUNDINGS;

/// How many of them come before those that weigh the step's surroundings.
const OWN: usize = 60;

/// The features of one step after another.
pub(super) type Features = [f32; COUNT];

/// The features of a step that begins at line `at`, after `before`; `None` where it cannot stand.
pub(super) fn features(
    page: &Page,
    rhythm: &Rhythm,
    at: usize,
    step: Step,
    before: Option<Step>,
    renamed: bool,
) -> Option<Features> {
    let count = page.same.len();
    if at + step.lines() > count {
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
                f[46] = f32::from(differ(a, h));
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
                    f[51] += f32::from(differ(a, h));
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
            // After a pair both sides have a line above it: it should go on where its own left off.
            if before == Some(Step::Pair) && at >= 2 {
                let (own, other) = if step == Step::RunOld { (at - 2, at - 1) } else { (at - 1, at - 2) };
                f[54] = bond(page, own, at) - bond(page, other, at);
                f[55] = page.likeness.of(own, at).manner - page.likeness.of(other, at).manner;
                let (a, o, h) = (&page.styles[own], &page.styles[other], &page.styles[at]);
                f[56] = f32::from(a.closed || !h.small_first) - f32::from(o.closed || !h.small_first);
                f[56] += f32::from(follows(a.item, h.item)) - f32::from(follows(o.item, h.item));
                f[57] = f32::from(differ(o, h)) - f32::from(differ(a, h));
            } else if before == Some(step) {
                f[58] = above(1).map_or(0.0, |a| a.manner);
                f[59] = f32::from(differ(&page.styles[at - 1], &page.styles[at]));
            }
            f[40] = f32::from(renamed);
            f[41] = f32::from(page.styles[at].heading);
        }
    }
    if !step.follows(before) {
        f[if step == Step::Pair { 52 } else { 53 }] = 1.0;
    }
    let base = match step {
        Step::Same => return Some(f),
        Step::Pair => OWN,
        Step::RunOld | Step::RunNew => OWN + SURROUNDINGS,
    };
    f[base..base + SURROUNDINGS].copy_from_slice(&rhythm.around[at]);
    Some(f)
}

/// What two lines have in common as parts of one text; nothing where one rewords the other.
fn bond(page: &Page, a: usize, b: usize) -> f32 {
    let alike = page.likeness.of(a, b);
    if alike.dice > 0.4 || alike.within > 0.8 { 0.0 } else { alike.dice.sqrt() }
}

/// Whether two lines differ in a trait that both show.
fn differ(a: &Style, b: &Style) -> bool {
    (0..TRAITS).any(|t| a.traits[t] != 0 && b.traits[t] != 0 && a.traits[t] != b.traits[t])
}

fn follows(above: Option<u32>, here: Option<u32>) -> bool {
    above.is_some_and(|a| a.checked_add(1) == here)
}
