//! A revision's text with the history of each of its passages, and what vanished on the way at the place where it stood.
//!
//! Revisions whose text is not whole are passed over: what came or went between two whole ones is marked as unsure where
//! any lies between. Those that it was not made from, of other branches, are passed over as well.

mod found;

use std::{collections::HashMap, iter, sync::Arc};

use self::found::{Returns, Search};
use super::{
    Block, BlockKind, TextSide,
    follow::linked,
    lifeline::{Turn, bases},
    portion,
    strand::{Event, Strand},
};
use crate::{
    model::{Seen, TextState},
    text::{Fold, keys},
};

/// Vanished passages kept; the newest.
const VANISHED: usize = 5000;

/// Passages known apart that stand in one paragraph.
const PARTS: usize = 32;

/// A text woven of its passages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weave {
    /// The number of the revision whose text it is.
    pub target: u32,
    /// The revisions' numbers up to the target, and when they were seen, in order.
    pub revisions: Vec<(u32, Option<Seen>)>,
    /// What stands and what vanished, in reading order.
    pub strands: Vec<Strand>,
    /// Vanished passages that are left out.
    pub left_out: usize,
    /// Revisions about whose text nothing is said, for it is not whole: their numbers.
    pub unknown: Vec<u32>,
    /// Revisions that the target was not made from, of which nothing is said: their numbers.
    pub aside: Vec<u32>,
}

impl Weave {
    /// The last revision before the one at an index that it was made from and of which something can be said; both as indices.
    #[must_use]
    pub fn before(&self, at: usize) -> Option<usize> {
        let known = |i: &usize| {
            self.revisions.get(*i).is_some_and(|r| !self.unknown.contains(&r.0) && !self.aside.contains(&r.0))
        };
        (0..at).rev().find(known)
    }
}

/// Weaves the text of the revision at an index of a timeline. Looks at `stale` before each step; `None` where that said
/// to stop, or where there is no such revision.
#[must_use]
pub fn weave(timeline: &[TextSide], target: usize, stale: &dyn Fn() -> bool) -> Option<Weave> {
    let timeline = timeline.get(..=target)?;
    let mut loom = Loom::default();
    let (mut unknown, mut aside) = (Vec::new(), Vec::new());
    let mut last: Option<&TextSide> = None;
    let mut unsure = false;
    let bases = bases(timeline);
    let mut of_line = vec![false; timeline.len()];
    for at in iter::successors(Some(target), |at| bases.get(*at).copied().flatten()) {
        if let Some(of_line) = of_line.get_mut(at) {
            *of_line = true;
        }
    }
    for (at, side) in timeline.iter().enumerate() {
        if of_line.get(at) != Some(&true) {
            aside.push(side.revision);
            continue;
        }
        if stale() {
            return None;
        }
        if side.state != TextState::Whole && at < target {
            unknown.push(side.revision);
            unsure = true;
            continue;
        }
        match last {
            None => loom.begin(side, at, unsure),
            Some(old) => loom.step(old, side, at, unsure),
        }
        (last, unsure) = (Some(side), false);
        loom.trim(VANISHED * 2);
    }
    loom.trim(VANISHED);
    let left_out = loom.left_out;
    Some(Weave {
        target: timeline.last().map_or(0, |side| side.revision),
        revisions: timeline.iter().map(|side| (side.revision, side.time.clone())).collect(),
        strands: loom.strands,
        left_out,
        unknown,
        aside,
    })
}

/// The text so far, with everything that vanished before.
#[derive(Default)]
struct Loom {
    strands: Vec<Strand>,
    left_out: usize,
}

impl Loom {
    fn begin(&mut self, side: &TextSide, at: usize, unsure: bool) {
        self.strands = born(side, at, unsure);
    }

    /// Goes on from one revision to the next.
    fn step(&mut self, old: &TextSide, new: &TextSide, at: usize, unsure: bool) {
        let blocks = linked(old, new);
        let before = std::mem::take(&mut self.strands);
        // What each old paragraph became, and what stood behind it that had vanished.
        let mut alive: HashMap<usize, Strand> = HashMap::new();
        let mut behind: HashMap<Option<usize>, Vec<Strand>> = HashMap::new();
        let stays = staying(&blocks);
        // What went as a paragraph, but stands whole in one that it was not beside.
        let mut carried: Vec<(usize, Strand)> = Vec::new();
        let mut search = Search::new(old, new);
        // What passages were that were edited.
        let mut was: HashMap<usize, Arc<str>> = HashMap::new();
        let mut after = None;
        for mut strand in before {
            match strand.paragraph {
                Some(p) if stays.contains_key(&p) => {
                    after = stays.get(&p).copied();
                    alive.insert(p, strand);
                }
                Some(p) => match search.holder(&strand.text) {
                    Some(holder) => carried.push((holder, strand)),
                    None => {
                        vanish(&mut strand, p, at, unsure);
                        behind.entry(after).or_default().push(strand);
                    }
                },
                None => behind.entry(after).or_default().push(strand),
            }
        }
        let mut made = born(new, at, unsure);
        let mut back = Returns::new(&behind);
        for block in &blocks {
            let mut olds: Vec<Option<Strand>> = block.old.iter().map(|o| alive.remove(o)).collect();
            if block.kind != BlockKind::Same {
                let new: Vec<&Arc<str>> = block.new.iter().filter_map(|p| new.paragraphs.get(*p)).collect();
                for (strand, left) in olds.iter_mut().zip(&block.old) {
                    let gone = strand.as_mut().map_or_else(Vec::new, |strand| cut_off(strand, &new));
                    for mut part in gone {
                        if let Some(holder) = search.holder(&part.text) {
                            carried.push((holder, part));
                            continue;
                        }
                        vanish(&mut part, *left, at, unsure);
                        behind.entry(block.new.last().copied()).or_default().push(part);
                    }
                }
                olds = descent(olds.into_iter().flatten().collect(), &new);
            }
            for (place, p) in block.new.iter().enumerate() {
                let Some(strand) = made.get_mut(*p) else { continue };
                if let Some(of) = olds.get_mut(place).and_then(Option::take) {
                    if of.text != strand.text {
                        was.insert(*p, Arc::clone(&of.text));
                    }
                    strand.inherit(of, at, Turn::of(block.kind));
                } else if let Some(of) = back.take(&strand.text, &mut behind) {
                    strand.inherit(of, at, Turn::Back);
                    strand.unsure |= unsure;
                }
            }
        }
        for (p, strand) in carried {
            if let Some(made) = made.get_mut(p) {
                join(made, was.get(&p), strand, at);
            }
        }
        self.strands.extend(behind.remove(&None).unwrap_or_default());
        for (p, strand) in made.into_iter().enumerate() {
            self.strands.push(strand);
            self.strands.extend(behind.remove(&Some(p)).unwrap_or_default());
        }
    }

    /// Leaves out what vanished first, where more than `most` did, down to what is kept in the end.
    fn trim(&mut self, most: usize) {
        let mut gone: Vec<usize> =
            self.strands.iter().filter(|s| s.paragraph.is_none()).map(Strand::vanished).collect();
        if gone.len() <= most {
            return;
        }
        let mut many = gone.len().saturating_sub(VANISHED);
        self.left_out += many;
        gone.sort_unstable();
        let since = gone.get(many).copied().unwrap_or(usize::MAX);
        // Of those that vanished in one revision the first in the text go.
        self.strands.retain(|s| {
            let goes = many > 0 && s.paragraph.is_none() && s.vanished() <= since;
            many -= usize::from(goes);
            !goes
        });
    }
}

/// The passages of a text of which nothing was known before.
fn born(side: &TextSide, at: usize, unsure: bool) -> Vec<Strand> {
    let born = |(p, text)| Strand {
        is_side_uncertain: side.uncertain.binary_search(&p).is_ok(),
        ..Strand::born(text, p, at, unsure)
    };
    side.paragraphs.iter().enumerate().map(born).collect()
}

/// A passage stands nowhere any more: it left its paragraph, from 0.
fn vanish(strand: &mut Strand, left: usize, at: usize, unsure: bool) {
    (strand.paragraph, strand.left) = (None, left);
    strand.take_down(Event { at, turn: Turn::Gone, place: left });
    strand.unsure |= unsure;
    strand.key = keys::text_key(&strand.text, Fold::Typography).into();
}

/// A passage that went as a paragraph is told with the one in which it stands now; `was` is what that was without it.
fn join(made: &mut Strand, was: Option<&Arc<str>>, strand: Strand, at: usize) {
    if made.text == strand.text {
        made.inherit(strand, at, Turn::Moved);
        return;
    }
    if made.parts.is_empty() {
        let text = Arc::clone(was.unwrap_or(&made.text));
        made.parts = vec![Strand { text, parts: Vec::new(), ..made.clone() }];
    }
    if made.parts.len() < PARTS {
        let mut part = Strand { parts: Vec::new(), ..strand };
        part.take_down(Event { at, turn: Turn::Merged, place: made.paragraph.unwrap_or_default() });
        made.parts.push(part);
    }
}

/// For each old paragraph that stays, the last of the new ones that it became.
fn staying(blocks: &[Block]) -> HashMap<usize, usize> {
    let mut stays = HashMap::new();
    for block in blocks {
        for (place, o) in block.old.iter().enumerate() {
            let new = match block.kind {
                BlockKind::Same => block.new.get(place),
                _ => block.new.last(),
            };
            if let Some(new) = new {
                stays.insert(*o, *new);
            }
        }
    }
    stays
}

/// Takes the parts out of a joined passage that the paragraphs which it became hold no more; not all of them.
fn cut_off(strand: &mut Strand, new: &[&Arc<str>]) -> Vec<Strand> {
    if strand.parts.is_empty() || new.is_empty() {
        return Vec::new();
    }
    let left = new.iter().map(|text| &***text).collect::<Vec<&str>>().join("\n");
    let (gone, mut rest): (Vec<Strand>, Vec<Strand>) =
        strand.parts.iter().cloned().partition(|part| portion::is_cut(&part.text, &strand.text, &left));
    match rest.len() {
        0 => return Vec::new(),
        1 => *strand = Strand { paragraph: strand.paragraph, text: Arc::clone(&strand.text), ..rest.remove(0) },
        _ => strand.parts = rest,
    }
    gone
}

/// Of each new paragraph of a block, the passage that it was; of those that became one, the one that was there first, with
/// all of them as its parts. What was joined and is split again is told by its words.
fn descent(olds: Vec<Strand>, new: &[&Arc<str>]) -> Vec<Option<Strand>> {
    let whole = olds.iter().min_by_key(|strand| strand.came).cloned();
    if olds.len() == 1 && new.len() == 1 {
        return vec![whole];
    }
    let apart = |strand: Strand| if strand.parts.is_empty() { vec![strand] } else { strand.parts };
    let parts: Vec<Strand> = olds.into_iter().flat_map(apart).take(PARTS).collect();
    let joined = |parts: Vec<Strand>| {
        let first = parts.iter().min_by_key(|strand| strand.came).cloned();
        first.map(|first| if parts.len() > 1 { Strand { parts, ..first } } else { first })
    };
    if new.len() == 1 {
        return vec![joined(parts)];
    }
    let of = |text: &&Arc<str>| {
        let here: Vec<Strand> = match &parts[..] {
            [one] => vec![one.clone()],
            several => several.iter().filter(|part| portion::shared(&part.text, text)).cloned().collect(),
        };
        joined(here).or_else(|| whole.clone().map(|whole| Strand { parts: Vec::new(), ..whole }))
    };
    new.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::lifeline::tests::timeline, *};

    const WEIR: &str = "The keeper of the weir said that three trees were in the gate when he came.";
    const HURT: &str = "Nobody was hurt, and the lane behind the mill was open again by noon on Monday.";
    const MAYOR: &str = "The mayor promised a new gate before the winter, as she had done two years ago.";

    fn told(timeline: &[TextSide], target: usize) -> Vec<String> {
        let weave = weave(timeline, target, &|| false).unwrap();
        let here = weave.strands.iter().filter_map(|s| s.paragraph).collect::<Vec<_>>();
        assert_eq!(here, (0..timeline[target].paragraphs.len()).collect::<Vec<_>>());
        let tell = |s: &Strand| {
            let word = s.text.split_whitespace().nth(1).unwrap_or("");
            let stands = if s.paragraph.is_some() { "" } else { " gone" };
            format!("{word} {}{}{stands}{}", s.came, history(s), if s.unsure { "?" } else { "" })
        };
        weave.strands.iter().map(tell).collect()
    }

    /// What became of a passage: a letter for each, with its revision.
    fn history(strand: &Strand) -> String {
        strand.events.iter().map(|e| format!(" {}{}", &e.turn.word()[..1], e.at)).collect()
    }

    #[test]
    fn passages_that_are_joined_keep_their_histories_and_have_them_back_when_they_are_split() {
        let five = WEIR.replace("three", "five");
        let joined = format!("{HURT} {five}");
        let texts: [&[&str]; 6] = [&[WEIR, HURT], &[&five, HURT], &[HURT], &[HURT, &five], &[&joined], &[HURT, &five]];
        let timeline = timeline(&texts);
        assert_eq!(told(&timeline, 4), ["was 0 m4"]);
        let parts = weave(&timeline, 4, &|| false).unwrap().strands.remove(0).parts;
        let parts: Vec<String> = parts.iter().map(|part| format!("{}{}", &part.text[..10], history(part))).collect();
        assert_eq!(parts, ["Nobody was m4", "The keeper e1 g2 b3 m4"]);
        assert_eq!(told(&timeline, 5), ["was 0 m4 s5", "keeper 0 e1 g2 b3 m4 s5"]);
    }

    #[test]
    fn what_is_cut_from_a_joined_passage_vanished() {
        let (joined, five) = (format!("{HURT} {WEIR}"), HURT.replace("noon", "five"));
        let timeline = timeline(&[&[HURT, WEIR], &[&joined, MAYOR], &[&five, MAYOR], &[&five, WEIR, MAYOR]]);
        assert_eq!(told(&timeline, 1), ["was 0 m1", "mayor 1"]);
        assert_eq!(told(&timeline, 2), ["was 0 m1 e2", "keeper 0 m1 g2 gone", "mayor 1"]);
        assert_eq!(told(&timeline, 3), ["was 0 m1 e2", "keeper 0 m1 g2 b3", "mayor 1"]);
    }

    #[test]
    fn what_is_joined_to_a_passage_that_is_not_beside_it_did_not_vanish() {
        let joined = format!("{MAYOR} {WEIR}");
        let timeline = timeline(&[&[WEIR, HURT, MAYOR], &[HURT, &joined], &[WEIR, HURT, MAYOR]]);
        assert_eq!(told(&timeline, 1), ["was 0", "mayor 0 e1"]);
        let parts = weave(&timeline, 1, &|| false).unwrap().strands.remove(1).parts;
        assert_eq!(
            parts.iter().map(|part| format!("{}{}", &part.text[..9], history(part))).collect::<Vec<_>>(),
            ["The mayor e1", "The keepe m1"]
        );
        let weave = weave(&timeline, 1, &|| false).unwrap();
        assert_eq!(weave.strands[1].parts.iter().map(|part| &*part.text).collect::<Vec<_>>(), [MAYOR, WEIR]);
        assert_eq!(told(&timeline, 2)[1], "was 0");
        assert!(told(&timeline, 2)[0].starts_with("keeper 0 m1"), "{:?}", told(&timeline, 2));
        assert!(told(&timeline, 2).len() == 3);
    }

    #[test]
    fn a_passage_comes_back_in_an_earlier_wording() {
        let five = WEIR.replace("three", "five").replace("he came", "she arrived there");
        let timeline = timeline(&[&[WEIR, HURT], &[&five, HURT], &[HURT], &[WEIR, HURT]]);
        assert_eq!(told(&timeline, 3), ["keeper 0 e1 g2 b3", "was 0"]);
    }

    #[test]
    fn passages_know_what_brought_them_and_what_vanished_keeps_its_place() {
        let five = WEIR.replace("three", "five");
        let timeline =
            timeline(&[&[WEIR, HURT], &[WEIR, HURT, MAYOR], &[&five, MAYOR], &[MAYOR], &[&five, HURT, MAYOR]]);
        assert_eq!(told(&timeline, 0), ["keeper 0", "was 0"]);
        assert_eq!(told(&timeline, 2), ["keeper 0 e2", "was 0 g2 gone", "mayor 1"]);
        assert_eq!(told(&timeline, 3), ["keeper 0 e2 g3 gone", "was 0 g2 gone", "mayor 1"]);
        assert_eq!(told(&timeline, 4), ["keeper 0 e2 g3 b4", "was 0 g2 b4", "mayor 1"]);
        assert!(weave(&timeline, 5, &|| false).is_none() && weave(&timeline, 4, &|| true).is_none());
    }

    #[test]
    fn what_lies_behind_a_revision_that_cannot_be_read_is_unsure() {
        let mut timeline = timeline(&[&[WEIR, HURT], &["Not found."], &[WEIR, MAYOR], &[WEIR]]);
        timeline[1].state = TextState::ErrorPage;
        assert_eq!(told(&timeline, 3), ["keeper 0", "was 0 g2 gone?", "mayor 2 g3 gone?"]);
        assert_eq!(weave(&timeline, 3, &|| false).unwrap().unknown, [1]);
    }
}
