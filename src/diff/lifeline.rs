//! The lifeline of a passage: from a paragraph of one revision through a timeline in both directions, linked through
//! what its paragraphs became (edited, moved, split, merged), not only where it stands word for word.
//!
//! Where a revision's text is not whole and the passage is not found in what there is, nothing is said of it; the
//! passage is looked for in the next one. What lies aside of the timeline's line is looked at from there, and nothing is
//! followed through it.

use super::{
    Block, BlockKind, Ignore, TextSide,
    blocks::{Detail, blocks},
    portion,
    sequence::Budget,
};
use crate::{
    model::{Side, Sides, TextState},
    text::words::Cuts,
};

/// Steps that one pair of revisions may take.
const STEPS: u64 = 20_000_000;

/// Of one passage, what became of it in each revision of the timeline, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Life {
    /// One for each revision.
    pub stages: Vec<Stage>,
}

/// A passage in one revision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stage {
    /// Whether it stands there; `None` where that cannot be said.
    pub held: Option<bool>,
    /// The paragraphs that it is there, from 0, ascending; empty where it does not stand.
    pub paragraphs: Vec<usize>,
    /// What became of it since the last revision of the line of which something can be said; `None` in the first, where it is
    /// absent still or nothing can be said, and aside of the line.
    pub turn: Option<Turn>,
    /// Revisions before this one, of which nothing can be said, lie between it and the last that is known: the turn may
    /// have come there.
    pub unsure: bool,
}

/// What became of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Turn {
    /// It stands as it stood.
    Same,
    /// Its words were edited.
    Edited,
    /// It was carried to another place, perhaps edited.
    Moved,
    /// It became several paragraphs.
    Split,
    /// It became one with others.
    Merged,
    /// It came.
    Came,
    /// It went.
    Gone,
    /// It came back.
    Back,
}

impl Turn {
    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Turn::Same => "same",
            Turn::Edited => "edited",
            Turn::Moved => "moved",
            Turn::Split => "split",
            Turn::Merged => "merged",
            Turn::Came => "came",
            Turn::Gone => "gone",
            Turn::Back => "back",
        }
    }

    pub(super) fn of(kind: BlockKind) -> Turn {
        match kind {
            BlockKind::Edited => Turn::Edited,
            BlockKind::Moved => Turn::Moved,
            BlockKind::Split => Turn::Split,
            BlockKind::Merged => Turn::Merged,
            BlockKind::Same | BlockKind::Added | BlockKind::Removed | BlockKind::Unknown => Turn::Same,
        }
    }
}

/// Follows a paragraph, by index from 0, of the revision at an index through the timeline. Looks at `stale` before each
/// step; `None` where that said to stop, or where there is no such paragraph.
#[must_use]
pub fn trace(timeline: &[TextSide], from: (usize, usize), stale: &dyn Fn() -> bool) -> Option<Life> {
    let (start, paragraph) = from;
    timeline.get(start)?.paragraphs.get(paragraph)?;
    let mut life = Life { stages: vec![Stage::default(); timeline.len()] };
    put(&mut life, start, vec![paragraph]);
    let (mut later, mut earlier) = (vec![None; timeline.len()], vec![None; timeline.len()]);
    walk(timeline, start, Side::Old, &mut life, &mut later, stale)?;
    walk(timeline, start, Side::New, &mut life, &mut earlier, stale)?;
    let kinds: Vec<Option<BlockKind>> = later.into_iter().zip(earlier).map(|(a, b)| a.or(b)).collect();
    turns(timeline, &mut life, &kinds);
    Some(life)
}

fn put(life: &mut Life, at: usize, paragraphs: Vec<usize>) {
    if let Some(stage) = life.stages.get_mut(at) {
        *stage = Stage { held: Some(true), paragraphs, ..Stage::default() };
    }
}

/// Walks away from the start, forwards where the passage known lies on the old side. `kinds` take, for the newer
/// revision of each pair in which the passage stands on both sides, what became of it.
fn walk(
    timeline: &[TextSide],
    start: usize,
    known: Side,
    life: &mut Life,
    kinds: &mut [Option<BlockKind>],
    stale: &dyn Fn() -> bool,
) -> Option<()> {
    let on: Box<dyn Iterator<Item = usize>> = match known {
        Side::Old => Box::new(start + 1..timeline.len()),
        Side::New => Box::new((0..start).rev()),
    };
    let mut last = start;
    let mut own = Own::new(timeline, start, life);
    let mut gone = false;
    let mut before = start;
    for next in on {
        if stale() {
            return None;
        }
        let here = life.stages.get(last).map(|stage| stage.paragraphs.clone()).unwrap_or_default();
        let whole = timeline.get(next).is_some_and(|side| side.state == TextState::Whole);
        let blocks = pair(timeline, last, next);
        if is_aside(timeline, next) {
            match step(&blocks, &here, known, &mut own.clone(), timeline.get(next)) {
                Step::Found(paragraphs, _) => put(life, next, paragraphs),
                Step::Gone => absent(life, next, whole),
                Step::Unknown => {}
            }
            continue;
        }
        match step(&blocks, &here, known, &mut own, timeline.get(next)) {
            Step::Found(paragraphs, _) if gone && !is_new(timeline, (before, next), &paragraphs, known) => {
                // What is alike there is another passage's, which stood beside this one already.
                absent(life, next, whole);
            }
            Step::Found(paragraphs, kind) => {
                put(life, next, paragraphs);
                if !gone && let Some(of_pair) = kinds.get_mut(last.max(next)) {
                    *of_pair = Some(kind);
                }
                (last, gone) = (next, false);
            }
            Step::Gone => {
                absent(life, next, whole);
                gone |= whole;
            }
            Step::Unknown => {}
        }
        before = next;
    }
    Some(())
}

fn is_aside(timeline: &[TextSide], at: usize) -> bool {
    timeline.get(at).is_some_and(|side| side.is_aside)
}

fn absent(life: &mut Life, at: usize, whole: bool) {
    if let Some(stage) = life.stages.get_mut(at) {
        stage.held = whole.then_some(false);
    }
}

/// Whether any of these paragraphs has no counterpart in the revision walked from.
fn is_new(timeline: &[TextSide], (before, next): (usize, usize), paragraphs: &[usize], known: Side) -> bool {
    let blocks = pair(timeline, before, next);
    let far = known.other();
    blocks.iter().any(|b| of(b, known).is_empty() && of(b, far).iter().any(|p| paragraphs.contains(p)))
}

/// The blocks of two revisions, the one earlier in the timeline as the old side.
fn pair(timeline: &[TextSide], a: usize, b: usize) -> Vec<Block> {
    match (timeline.get(a.min(b)), timeline.get(a.max(b))) {
        (Some(old), Some(new)) => linked(old, new),
        _ => Vec::new(),
    }
}

/// The blocks of two revisions, without the words of what is the same.
pub(super) fn linked(old: &TextSide, new: &TextSide) -> Vec<Block> {
    blocks(Sides::new(old, new), Ignore::Nothing, Detail::Changes, &Cuts::default(), &mut Budget::new(STEPS))
}

fn of(block: &Block, side: Side) -> &[usize] {
    match side {
        Side::Old => &block.old,
        Side::New => &block.new,
    }
}

/// The words of a passage when it last stood by itself, so that it is known again where what it was joined with leaves it.
#[derive(Clone)]
struct Own {
    text: String,
    /// It stands in one paragraph with others.
    joined: bool,
}

impl Own {
    fn new(timeline: &[TextSide], at: usize, life: &Life) -> Own {
        let paragraphs = life.stages.get(at).map(|stage| &stage.paragraphs[..]).unwrap_or_default();
        let mut own = Own { text: String::new(), joined: false };
        own.become_of(timeline.get(at), paragraphs);
        own
    }

    /// It stands by itself, as these paragraphs.
    fn become_of(&mut self, side: Option<&TextSide>, paragraphs: &[usize]) {
        let texts = paragraphs.iter().filter_map(|p| side?.paragraphs.get(*p)).map(AsRef::as_ref);
        self.text = texts.collect::<Vec<&str>>().join("\n");
    }

    /// Of what a paragraph became that it stood in with others: what is its own.
    fn parts(&self, side: Option<&TextSide>, far: &[usize]) -> Vec<usize> {
        let text = |p: usize| side.and_then(|side| side.paragraphs.get(p)).map_or("", AsRef::as_ref);
        let own: Vec<usize> = far.iter().copied().filter(|p| portion::shared(text(*p), &self.text)).collect();
        let best = || far.iter().copied().max_by_key(|p| portion::share(text(*p), &self.text));
        if own.is_empty() { best().into_iter().collect() } else { own }
    }
}

enum Step {
    /// It stands there, as these paragraphs.
    Found(Vec<usize>, BlockKind),
    Gone,
    Unknown,
}

/// What paragraphs of one side are on the other, which is `there`.
fn step(blocks: &[Block], here: &[usize], side: Side, own: &mut Own, there: Option<&TextSide>) -> Step {
    let mut found = Vec::new();
    let mut kind = BlockKind::Same;
    let (mut unknown, mut lost, mut joined) = (false, false, own.joined);
    for block in blocks {
        let (near, far) = (of(block, side), of(block, side.other()));
        let mut hit = near.iter().enumerate().filter(|(_, p)| here.binary_search(p).is_ok()).peekable();
        if hit.peek().is_none() {
            continue;
        }
        match block.kind {
            BlockKind::Same => found.extend(hit.filter_map(|(at, _)| far.get(at))),
            BlockKind::Unknown => unknown = true,
            _ if far.is_empty() => lost = true,
            _ if far.len() > 1 && own.joined => {
                found.extend(own.parts(there, far));
                (kind, joined) = (block.kind, false);
            }
            _ => {
                found.extend(far);
                kind = block.kind;
                joined |= hit.count() < near.len();
            }
        }
    }
    if lost && kind == BlockKind::Same {
        // A part of it came or went.
        kind = BlockKind::Edited;
    }
    found.sort_unstable();
    found.dedup();
    own.joined = joined && !found.is_empty() || own.joined && found.is_empty();
    if !own.joined && !found.is_empty() {
        own.become_of(there, &found);
    }
    match (found.is_empty(), unknown) {
        (false, _) => Step::Found(found, kind),
        (true, true) => Step::Unknown,
        (true, false) => Step::Gone,
    }
}

/// Tells, once it is known where the passage stands, what became of it from one revision to the next.
fn turns(timeline: &[TextSide], life: &mut Life, kinds: &[Option<BlockKind>]) {
    let mut known: Option<bool> = None;
    let (mut was, mut unsure) = (false, false);
    for (at, stage) in life.stages.iter_mut().enumerate() {
        if is_aside(timeline, at) {
            continue;
        }
        let Some(held) = stage.held else {
            unsure = true;
            continue;
        };
        stage.turn = match (known, held) {
            (Some(true), true) => kinds.get(at).copied().flatten().map_or(Some(Turn::Same), |k| Some(Turn::of(k))),
            (Some(false), true) if was => Some(Turn::Back),
            (Some(false), true) => Some(Turn::Came),
            (Some(true), false) => Some(Turn::Gone),
            // In the first revision of which anything is known it was there already, as far as can be said.
            (None, true) if unsure => Some(Turn::Came),
            (None, true) | (_, false) => None,
        };
        stage.unsure = stage.turn.is_some() && unsure;
        unsure = false;
        was |= held;
        known = Some(held);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use super::*;

    const LONG: &str = "The keeper of the weir said that three trees were in the gate when he came.";
    const OTHER: &str = "Nobody was hurt, and the lane behind the mill was open again by noon on Monday.";

    /// Revisions of these texts.
    pub(in crate::diff) fn timeline(texts: &[&[&str]]) -> Vec<TextSide> {
        let side = |(n, text): (u32, &&[&str])| TextSide {
            revision: n,
            paragraphs: text.iter().map(|p| Arc::from(*p)).collect(),
            ..TextSide::default()
        };
        (0..).zip(texts).map(side).collect()
    }

    fn told(life: &Life) -> String {
        let of = |stage: &Stage| match (stage.held, stage.turn) {
            (None, _) => "?".to_owned(),
            (Some(held), turn) => {
                let unsure = if stage.unsure { "~" } else { "" };
                format!("{}{unsure}", turn.map_or(if held { "there" } else { "-" }, Turn::word))
            }
        };
        life.stages.iter().map(of).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_passage_is_followed_through_rewording_and_moves_in_both_directions() {
        let reworded = LONG.replace("three", "five");
        let again = reworded.replace("when he came", "when he arrived at dawn");
        let timeline = timeline(&[&[OTHER], &[LONG, OTHER], &[&reworded, OTHER], &[OTHER, &again], &[OTHER]]);
        let want = "- came edited moved gone";
        for from in [(1, 0), (2, 0), (3, 1)] {
            let life = trace(&timeline, from, &|| false).unwrap();
            assert_eq!(told(&life), want, "{from:?}");
            assert_eq!(life.stages[3].paragraphs, [1]);
        }
        assert_eq!(trace(&timeline, (1, 9), &|| false), None);
        assert_eq!(trace(&timeline, (1, 0), &|| true), None);
    }

    #[test]
    fn it_may_come_back_and_what_cannot_be_known_is_not_said() {
        let mut timeline = timeline(&[&[LONG, OTHER], &[OTHER], &[OTHER], &[LONG, OTHER], &[OTHER], &[OTHER]]);
        assert_eq!(told(&trace(&timeline, (3, 0), &|| false).unwrap()), "there gone - back gone -");
        assert_eq!(told(&trace(&timeline, (0, 0), &|| false).unwrap()), "there gone - back gone -");
        for state in [TextState::Withheld, TextState::ErrorPage, TextState::Partial] {
            timeline[1] = TextSide { revision: 1, state, ..TextSide::default() };
            assert_eq!(told(&trace(&timeline, (0, 0), &|| false).unwrap()), "there ? gone~ back gone -", "{state:?}");
        }
        timeline[2] = TextSide { revision: 2, state: TextState::ErrorPage, ..TextSide::default() };
        assert_eq!(told(&trace(&timeline, (3, 0), &|| false).unwrap()), "there ? ? same~ gone -");
    }

    #[test]
    fn parts_are_followed_and_joined_ones_too() {
        let two = format!("{LONG} {OTHER}");
        let timeline = timeline(&[&[&two], &[LONG, OTHER], &[&two]]);
        let life = trace(&timeline, (0, 0), &|| false).unwrap();
        assert_eq!(told(&life), "there split merged");
        assert_eq!(life.stages[1].paragraphs, [0, 1]);
    }
}
