//! A passage followed from one revision to the next: what its paragraphs became there, and how it is known again.

use std::collections::HashSet;

use super::{
    Block, BlockKind, Ignore, TextSide,
    blocks::{Detail, blocks},
    lifeline::{Life, Stage},
    portion,
    sequence::Budget,
};
use crate::{
    model::{Side, Sides, TextState},
    text::words::Cuts,
};

/// Steps that one pair of revisions may take.
const STEPS: u64 = 20_000_000;

/// A passage as it is followed.
#[derive(Clone)]
pub(super) struct Track {
    /// Where it stood last, by index.
    last: usize,
    own: Own,
    /// It went since.
    gone: bool,
    /// The last revision looked at.
    before: usize,
}

/// What is known so far. The kinds tell, for the newer revision of each pair in which the passage stands on both sides, what
/// became of it.
pub(super) struct Walk<'t> {
    timeline: &'t [TextSide],
    pub(super) life: Life,
    pub(super) kinds: Vec<Option<BlockKind>>,
}

impl<'t> Walk<'t> {
    /// Begins with a paragraph, by index from 0, of the revision at an index.
    pub(super) fn from(timeline: &'t [TextSide], start: usize, paragraph: usize) -> (Walk<'t>, Track) {
        let mut life = Life { stages: vec![Stage::default(); timeline.len()], is_headline: false };
        put(&mut life, start, vec![paragraph]);
        let track = Track { last: start, own: Own::new(timeline, start, &life), gone: false, before: start };
        (Walk { timeline, life, kinds: vec![None; timeline.len()] }, track)
    }

    /// Looks for the passage in the revision at an index: on the way `back` one that the last was made from, else one that
    /// was made from the last.
    pub(super) fn step(&mut self, track: &mut Track, next: usize, back: bool) {
        let Walk { timeline, life, kinds } = self;
        // On a branch that was left before the passage came, what is known is the newer.
        let known = if track.last < next { Side::Old } else { Side::New };
        let here = life.stages.get(track.last).map(|stage| stage.paragraphs.clone()).unwrap_or_default();
        let whole = timeline.get(next).is_some_and(|side| side.state == TextState::Whole);
        let blocks = pair(timeline, track.last, next);
        let sides = (timeline.get(track.last), timeline.get(next));
        let own = track.own.clone();
        let found = match step(&blocks, &here, known, &mut track.own, sides) {
            Step::Gone => track.own.carried(sides, known).unwrap_or(Step::Gone),
            found => found,
        };
        match found {
            Step::Found(paragraphs, _)
                if track.gone
                    && !(own.is_in(sides.1, &paragraphs) && is_new(timeline, (track.before, next), &paragraphs)) =>
            {
                // What is alike there is another passage's, which stood beside this one already, or has its place only.
                absent(life, next, whole);
                track.own = own;
            }
            Step::Found(paragraphs, kind) => {
                put(life, next, paragraphs);
                let newer = track.last.max(next);
                if let Some(of_pair) = kinds.get_mut(newer).filter(|_| !track.gone && (back || newer == next)) {
                    *of_pair = Some(kind);
                }
                (track.last, track.gone) = (next, false);
            }
            Step::Gone => {
                absent(life, next, whole);
                track.gone |= whole;
            }
            Step::Unknown => {}
        }
        track.before = next;
    }
}

fn put(life: &mut Life, at: usize, paragraphs: Vec<usize>) {
    if let Some(stage) = life.stages.get_mut(at) {
        *stage = Stage { held: Some(true), paragraphs, ..Stage::default() };
    }
}

fn absent(life: &mut Life, at: usize, whole: bool) {
    if let Some(stage) = life.stages.get_mut(at) {
        stage.held = whole.then_some(false);
    }
}

/// Whether any of these paragraphs has no counterpart in the revision walked from.
fn is_new(timeline: &[TextSide], (before, next): (usize, usize), paragraphs: &[usize]) -> bool {
    let blocks = pair(timeline, before, next);
    let known = if before < next { Side::Old } else { Side::New };
    let is_of_them = |block: &Block| of(block, known.other()).iter().any(|p| paragraphs.contains(p));
    blocks.iter().any(|block| of(block, known).is_empty() && is_of_them(block))
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

    /// Whether these paragraphs share words with it, and do not merely stand where it stood.
    fn is_in(&self, side: Option<&TextSide>, paragraphs: &[usize]) -> bool {
        let texts = paragraphs.iter().filter_map(|p| side?.paragraphs.get(*p)).map(AsRef::as_ref);
        portion::shared(&self.text, &texts.collect::<Vec<&str>>().join("\n"))
    }

    /// Where it stands as it stood though its paragraph went: joined to one that did not stand beside it, or apart from it
    /// again. `side` is that of the text walked from.
    fn carried(&mut self, (from, there): (Option<&TextSide>, Option<&TextSide>), side: Side) -> Option<Step> {
        let (from, there) = (from?, there?);
        let before: HashSet<&str> = from.paragraphs.iter().map(AsRef::as_ref).collect();
        let at = portion::holder(&self.text, &before, there)?;
        let is_alone = there.paragraphs.get(at).is_some_and(|text| **text == *self.text);
        let (joined_before, joined_after) = match side {
            Side::Old => (self.joined, !is_alone),
            Side::New => (!is_alone, self.joined),
        };
        let kind = match (joined_before, joined_after) {
            (false, true) => BlockKind::Merged,
            (true, false) => BlockKind::Split,
            _ => BlockKind::Moved,
        };
        self.joined = !is_alone;
        Some(Step::Found(vec![at], kind))
    }

    /// Whether of the paragraphs in which it stood with others these became what they are without it.
    fn is_cut_from(
        &self,
        (from, near): (Option<&TextSide>, &[usize]),
        (there, far): (Option<&TextSide>, &[usize]),
    ) -> bool {
        let text = |side: Option<&TextSide>, of: &[usize]| {
            let texts = of.iter().filter_map(|p| side?.paragraphs.get(*p)).map(AsRef::as_ref);
            texts.collect::<Vec<&str>>().join("\n")
        };
        portion::is_cut(&self.text, &text(from, near), &text(there, far))
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

/// What paragraphs of one side, which is `from`, are on the other, which is `there`.
fn step(
    blocks: &[Block],
    here: &[usize],
    side: Side,
    own: &mut Own,
    (from, there): (Option<&TextSide>, Option<&TextSide>),
) -> Step {
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
            _ if own.joined && own.is_cut_from((from, near), (there, far)) => lost = true,
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
