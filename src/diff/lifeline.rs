//! The lifeline of a passage: from a paragraph of one revision through a timeline in both directions, linked through
//! what its paragraphs became (edited, moved, split, merged), not only where it stands word for word.
//!
//! Where a revision's text is not whole and the passage is not found in what there is, nothing is said of it; the
//! passage is looked for in the next one.

use std::collections::HashMap;

use super::{
    BlockKind, TextSide,
    follow::{Track, Walk},
};
use crate::model::TextState;

/// Of one passage, what became of it in each revision of the timeline, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Life {
    /// One for each revision.
    pub stages: Vec<Stage>,
    /// It is the headline's, which stands in no paragraph.
    pub is_headline: bool,
}

/// A passage in one revision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stage {
    /// Whether it stands there; `None` where that cannot be said.
    pub held: Option<bool>,
    /// The paragraphs that it is there, from 0, ascending; empty where it does not stand.
    pub paragraphs: Vec<usize>,
    /// What became of it since the last revision that this was made from and of which something can be said; `None` in the
    /// first, and where it is absent still or nothing can be said.
    pub turn: Option<Turn>,
    /// Revisions before this one, which are missing or of which nothing can be said, lie between it and the last that is
    /// known: the turn may have come there.
    pub unsure: bool,
    /// In this revision, or in the one that it is told against, it stands only where it is uncertain to which revision a
    /// paragraph belongs.
    pub is_side_uncertain: bool,
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

/// What each revision of a timeline was made from, by index: the one before it on the line; of one aside what its origin
/// says.
pub(super) fn bases(timeline: &[TextSide]) -> Vec<Option<usize>> {
    let mut numbers: HashMap<u32, usize> = HashMap::new();
    if timeline.iter().any(|side| side.aside.is_some()) {
        numbers.extend(timeline.iter().enumerate().map(|(at, side)| (side.revision, at)));
    }
    let mut before = None;
    let each = timeline.iter().enumerate().map(|(at, side)| match side.aside.is_some() {
        true => side.base.and_then(|base| numbers.get(&base)).copied().filter(|base| *base < at),
        false => before.replace(at),
    });
    each.collect()
}

/// Follows a paragraph, by index from 0, of the revision at an index through the timeline: back through what that was made
/// from, and forth through what was made from these. Looks at `stale` before each step; `None` where that said to stop, or
/// where there is no such paragraph.
#[must_use]
pub fn trace(timeline: &[TextSide], from: (usize, usize), stale: &dyn Fn() -> bool) -> Option<Life> {
    let (start, paragraph) = from;
    timeline.get(start)?.paragraphs.get(paragraph)?;
    let bases = bases(timeline);
    let (mut walk, mut track) = Walk::from(timeline, start, paragraph);
    let mut tracks: Vec<Option<Track>> = vec![None; timeline.len()];
    let mut next = Some(start);
    while let Some(at) = next {
        if at != start {
            if stale() {
                return None;
            }
            walk.step(&mut track, at, true);
        }
        if let Some(of) = tracks.get_mut(at) {
            *of = Some(track.clone());
        }
        next = bases.get(at).copied().flatten();
    }
    let mut waiting = vec![0_usize; timeline.len()];
    for base in bases.iter().flatten() {
        if let Some(waiting) = waiting.get_mut(*base) {
            *waiting += 1;
        }
    }
    for (at, base) in bases.iter().enumerate() {
        let left = base.and_then(|base| waiting.get_mut(base));
        let is_last = left.is_some_and(|left| {
            *left -= 1;
            *left == 0
        });
        if tracks.get(at).is_some_and(Option::is_some) {
            continue;
        }
        if stale() {
            return None;
        }
        // The last that was made from it can have its track.
        let known = tracks.get_mut(base.unwrap_or(start));
        let Some(mut track) = known.and_then(|track| if is_last { track.take() } else { track.clone() }) else {
            continue;
        };
        walk.step(&mut track, at, false);
        if let Some(of) = tracks.get_mut(at) {
            *of = Some(track);
        }
    }
    let Walk { mut life, kinds, .. } = walk;
    turns(timeline, &bases, &mut life, &kinds);
    Some(life)
}

/// The life of the headline: it stands in every revision of which it is known, and is edited where it reads otherwise.
#[must_use]
pub fn of_headline(timeline: &[TextSide]) -> Life {
    let bases = bases(timeline);
    let known =
        |side: &TextSide| !side.title.is_empty() && !side.is_title_carried && side.state != TextState::ErrorPage;
    // By revision, the last one up to there whose headline is known.
    let mut last: Vec<Option<usize>> = Vec::with_capacity(timeline.len());
    let mut life = Life { is_headline: true, ..Life::default() };
    for (at, (side, base)) in timeline.iter().zip(&bases).enumerate() {
        let before = base.and_then(|base| last.get(base).copied().flatten());
        last.push(if known(side) { Some(at) } else { before });
        let turn = before
            .and_then(|at| timeline.get(at))
            .filter(|_| known(side))
            .map(|before| if before.title == side.title { Turn::Same } else { Turn::Edited });
        let is_missing = |from: usize| {
            let between = timeline.get(from.saturating_add(1)..=at).unwrap_or_default();
            between.iter().any(|side| side.missing_before.is_some())
        };
        let unsure = turn == Some(Turn::Edited) && (before != *base || before.is_some_and(is_missing));
        life.stages.push(Stage { held: known(side).then_some(true), turn, unsure, ..Stage::default() });
    }
    life
}

/// What is known of a passage up to a revision.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    /// Whether it stood in the last one of which that can be said.
    held: Option<bool>,
    /// It stood in one of them.
    was: bool,
    /// Of those since nothing can be said.
    unsure: bool,
    /// Revisions are missing since.
    missing: bool,
}

/// Tells, once it is known where the passage stands, what became of it from one revision to what was made from that.
fn turns(timeline: &[TextSide], bases: &[Option<usize>], life: &mut Life, kinds: &[Option<BlockKind>]) {
    let is_uncertain = |(stage, side): (&Stage, &TextSide)| {
        let mut paragraphs = stage.paragraphs.iter();
        !stage.paragraphs.is_empty() && paragraphs.all(|p| side.uncertain.contains(p))
    };
    let uncertain: Vec<bool> = life.stages.iter().zip(timeline).map(is_uncertain).collect();
    let mut all: Vec<Known> = Vec::with_capacity(bases.len());
    for (at, (stage, base)) in life.stages.iter_mut().zip(bases).enumerate() {
        let is_uncertain = |at: usize| uncertain.get(at) == Some(&true);
        stage.is_side_uncertain = is_uncertain(at) || base.is_some_and(is_uncertain);
        let mut before = base.and_then(|base| all.get(base)).copied().unwrap_or_default();
        before.missing |= timeline.get(at).is_some_and(|side| side.missing_before.is_some());
        let Some(held) = stage.held else {
            all.push(Known { unsure: true, ..before });
            continue;
        };
        stage.turn = match (before.held, held) {
            (Some(true), true) => kinds.get(at).copied().flatten().map_or(Some(Turn::Same), |k| Some(Turn::of(k))),
            (Some(false), true) if before.was => Some(Turn::Back),
            (Some(false), true) => Some(Turn::Came),
            (Some(true), false) => Some(Turn::Gone),
            // In the first revision of which anything is known it was there already, as far as can be said.
            (None, true) if before.unsure => Some(Turn::Came),
            (None, true) | (_, false) => None,
        };
        stage.unsure = stage.turn.is_some() && (before.unsure || before.missing);
        all.push(Known { held: Some(held), was: before.was || held, ..Known::default() });
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::Gap;

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
    fn what_became_of_it_may_have_come_in_revisions_that_are_missing() {
        let mut timeline = timeline(&[&[OTHER], &[OTHER], &[LONG, OTHER], &[LONG, OTHER], &[OTHER]]);
        timeline[2].missing_before = Some(Gap { from: 2, to: 3 });
        assert_eq!(told(&trace(&timeline, (3, 0), &|| false).unwrap()), "- - came~ same gone");
        timeline[1] = TextSide {
            state: TextState::ErrorPage,
            missing_before: Some(Gap { from: 1, to: 1 }),
            ..TextSide::default()
        };
        timeline[2].missing_before = None;
        assert_eq!(told(&trace(&timeline, (3, 0), &|| false).unwrap()), "- ? came~ same gone");
    }

    #[test]
    fn what_was_joined_and_cut_away_is_gone() {
        let both = format!("{OTHER} {LONG}");
        let more = format!("{OTHER} It rains.");
        let timeline = timeline(&[&[OTHER, LONG], &[&both], &[OTHER], &[&more]]);
        assert_eq!(told(&trace(&timeline, (0, 1), &|| false).unwrap()), "there merged gone -");
        assert_eq!(told(&trace(&timeline, (0, 0), &|| false).unwrap()), "there merged edited edited");
    }

    #[test]
    fn what_is_joined_to_a_paragraph_that_is_not_beside_it_stands_there() {
        let third = "The mayor promised a new gate before the winter, as she had done two years ago.";
        let joined = format!("{third} {LONG}");
        let timeline = timeline(&[&[LONG, OTHER, third], &[OTHER, &joined], &[LONG, OTHER, third], &[OTHER, third]]);
        for from in [(0, 0), (2, 0)] {
            let life = trace(&timeline, from, &|| false).unwrap();
            assert_eq!(told(&life), "there merged split gone", "{from:?}");
            assert_eq!(life.stages[1].paragraphs, [1]);
        }
    }

    #[test]
    fn what_only_stands_where_a_passage_stood_is_no_return_of_it() {
        let (old, new) =
            ("Prime minister addresses the nation on the outbreak", "New trials of a vaccine to begin soon");
        let timeline = timeline(&[&[OTHER, old, LONG], &[OTHER, LONG], &[OTHER, new, LONG]]);
        assert_eq!(told(&trace(&timeline, (0, 1), &|| false).unwrap()), "there gone -");
        assert_eq!(told(&trace(&timeline, (2, 1), &|| false).unwrap()), "- - came");
    }

    #[test]
    fn where_the_side_is_uncertain_that_is_said() {
        let mut timeline = timeline(&[&[OTHER], &[LONG, OTHER], &[LONG, OTHER]]);
        timeline[1].uncertain = [0].into();
        let life = trace(&timeline, (1, 0), &|| false).unwrap();
        assert_eq!(life.stages.iter().map(|stage| stage.is_side_uncertain).collect::<Vec<_>>(), [false, true, true]);
        let life = trace(&timeline, (1, 1), &|| false).unwrap();
        assert!(life.stages.iter().all(|stage| !stage.is_side_uncertain));
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
