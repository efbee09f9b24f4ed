//! The passages of an article that hold a phrase, and what became of each, told leg by leg.

mod leg;

use std::{
    collections::{HashMap, HashSet},
    iter,
};

pub use leg::Leg;

use super::{
    Ignore, Op, TextSide, compare,
    lifeline::{Life, Stage, Turn, bases, of_headline, trace},
};
use crate::{
    model::{Seen, Side, TextState},
    text::{cutoff, phrase::Phrase},
};

/// Passages followed for one phrase.
pub const MOST_PASSAGES: usize = 10;

/// A phrase's passages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Passages {
    /// The revisions of the article, in order.
    pub revisions: Vec<TextSide>,
    /// Each passage that holds the phrase in some revision: the headline, then the one found in the latest revision first.
    pub lives: Vec<Life>,
    /// There were more.
    pub cut: bool,
}

/// A diff, as base and target by index, and the paragraph in it, by side and index.
pub type Opened = ((usize, usize), Option<(Side, usize)>);

impl Passages {
    /// Follows the passages that hold a phrase in any of the revisions. Looks at `stale` now and then; `None` where that
    /// said to stop.
    #[must_use]
    pub fn of(revisions: Vec<TextSide>, phrase: &str, stale: &dyn Fn() -> bool) -> Option<Passages> {
        let mut found = Passages { revisions, ..Passages::default() };
        let Some(phrase) = Sought::of(phrase) else { return Some(found) };
        let mut room = String::new();
        let headlines =
            found.revisions.iter().filter(|side| side.state != TextState::ErrorPage && !side.is_title_carried);
        let mut looked: HashSet<&str> = HashSet::new();
        let mut is_in_headline = headlines.map(|side| side.title.as_str()).filter(|title| looked.insert(title));
        if is_in_headline.any(|title| phrase.is_in(title, &mut room)) {
            found.lives.push(of_headline(&found.revisions));
        }
        let most = MOST_PASSAGES + found.lives.len();
        let mut known: HashMap<(*const u8, usize), bool> = HashMap::new();
        let mut holds = |side: &TextSide, p: usize| {
            let Some(text) = side.paragraphs.get(p) else { return false };
            let text = cutoff::surely(text, p, side.paragraphs.len(), &side.holes);
            // Paragraphs that revisions share are looked at once.
            *known.entry((text.as_ptr(), text.len())).or_insert_with(|| phrase.is_in(text, &mut room))
        };
        for (at, side) in found.revisions.iter().enumerate().rev() {
            for p in 0..side.paragraphs.len() {
                if !holds(side, p) || found.lives.iter().any(|life| has(life, at, p)) {
                    continue;
                }
                if found.lives.len() >= most {
                    found.cut = true;
                    return Some(found);
                }
                let life = trace(&found.revisions, (at, p), stale)?;
                let alone = alone(&found.revisions, &life, (at, p), &mut holds, stale)?;
                found.lives.push(alone.filter(|alone| !found.lives.contains(alone)).unwrap_or(life));
            }
            if stale() {
                return None;
            }
        }
        Some(found)
    }

    /// The text of a passage in the revision at an index, paragraphs joined by line feeds; `None` where it does not
    /// stand.
    #[must_use]
    pub fn text(&self, life: &Life, at: usize) -> Option<String> {
        let (side, stage) = (self.revisions.get(at)?, life.stages.get(at)?);
        if life.is_headline {
            return (stage.held == Some(true)).then(|| side.title.clone());
        }
        let texts: Vec<&str> =
            stage.paragraphs.iter().filter_map(|p| side.paragraphs.get(*p)).map(AsRef::as_ref).collect();
        (stage.held == Some(true)).then(|| texts.join("\n"))
    }

    /// When the revision at an index was seen.
    #[must_use]
    pub fn time(&self, at: usize) -> Option<&Seen> {
        self.revisions.get(at)?.time.as_ref()
    }

    /// Whether the first of the passages is the headline.
    #[must_use]
    pub fn has_headline(&self) -> bool {
        self.lives.first().is_some_and(|life| life.is_headline)
    }

    /// What is said above the legs of a passage, by index; `None` for the only one, in the text.
    #[must_use]
    pub fn heading(&self, passage: usize) -> Option<String> {
        if self.lives.get(passage)?.is_headline {
            return Some("The headline".into());
        }
        let before = usize::from(self.has_headline());
        let several = self.lives.len() > 1;
        several.then(|| format!("Passage {} of {}", passage + 1 - before, self.lives.len() - before))
    }

    /// The legs of every passage: texts are compared for them, so off the event loop.
    #[must_use]
    pub fn all_legs(&self, phrase: &str) -> Vec<Vec<Leg>> {
        self.lives.iter().map(|life| self.legs(life, phrase)).collect()
    }

    /// What became of a passage: a leg for each revision in which something did, and one for each run of others.
    #[must_use]
    pub fn legs(&self, life: &Life, phrase: &str) -> Vec<Leg> {
        let mut legs = Vec::new();
        let bases = bases(&self.revisions);
        let base = |at: usize| bases.get(at).copied().flatten();
        let texts: Vec<Option<String>> = (0..life.stages.len()).map(|at| self.text(life, at)).collect();
        // The text that stood last in what each was made from.
        let mut before: Vec<Option<usize>> = Vec::with_capacity(texts.len());
        for at in 0..texts.len() {
            let held = |of: &usize| texts.get(*of).is_some_and(Option::is_some);
            before.push(
                base(at).and_then(|base| Some(base).filter(held).or_else(|| before.get(base).copied().flatten())),
            );
        }
        let mut at = 0;
        while let Some((stage, side)) = life.stages.get(at).zip(self.revisions.get(at)) {
            let shown = |at: usize| texts.get(before.get(at).copied().flatten()?)?.as_ref();
            let dull = |i: usize| {
                let is_dull = |s: &&Stage| matches!(s.turn, None | Some(Turn::Same)) && !s.is_side_uncertain;
                let stage = life.stages.get(i).filter(is_dull)?;
                // The first of all that holds it shows its text.
                (shown(i).is_some() || stage.held != Some(true)).then_some(stage.held)
            };
            // Where it was made from another one than that before it, that is said.
            let aside = |i: usize| self.revisions.get(i).and_then(|side| side.aside);
            let since = base(at).filter(|base| base + 1 != at).and_then(|base| self.revisions.get(base));
            let place = side.aside.map_or(String::new(), |aside| format!(", {}", aside.said()));
            let since = since.map_or(String::new(), |base| format!(", compared with {}", base.revision));
            if let Some(gap) = &side.missing_before {
                legs.push(Leg::missing(gap, at, stage));
            }
            if let Some(held) = dull(at) {
                let is_next = |i: usize| self.revisions.get(i).is_some_and(|side| side.missing_before.is_none());
                let goes_on = |i: &usize| *i == at || base(*i) == Some(i - 1) && aside(*i) == side.aside && is_next(*i);
                let run = (at..life.stages.len()).take_while(|i| goes_on(i) && dull(*i) == Some(held)).count();
                let why = match run {
                    _ if life.is_headline => "the headline is not known",
                    1 => state(side.state),
                    _ => "the text is not whole",
                };
                let said = match held {
                    Some(true) => "unchanged".to_owned(),
                    Some(false) => "not there".to_owned(),
                    None => format!("cannot say: {why}"),
                };
                let (revisions, said) = ((at, at + run - 1), format!("{said}{place}{since}"));
                legs.push(Leg { revisions, dull: true, said, text: Vec::new(), reworded_away: false, missing: None });
                at += run;
                continue;
            }
            let (text, shown) = (texts.get(at).and_then(Option::as_ref), shown(at));
            let differs = shown.is_some() && text.is_some() && text != shown;
            let written = match (shown, text) {
                (Some(before), Some(text)) if before != text => edited(before, text),
                (None, Some(text)) => vec![(Op::Equal, text.replace('\n', " "))],
                _ => Vec::new(),
            };
            let reworded_away = text.is_some_and(|text| !holds_phrase(text, phrase));
            let said = match stage.turn {
                None if stage.held != Some(true) => "not there",
                None if side.missing_before.is_some() => "there from the first in the dump",
                _ => told(stage, differs),
            };
            let unsure = match stage.unsure {
                _ if stage.is_side_uncertain => ", as far as can be said: its side is uncertain",
                false => "",
                // Said in the line before.
                true if side.missing_before.is_some() => ", here or in a revision before that is missing",
                true => ", here or in a revision before that cannot be read",
            };
            let said = format!("{said}{unsure}{place}{since}");
            legs.push(Leg { revisions: (at, at), dull: false, said, text: written, reworded_away, missing: None });
            at += 1;
        }
        legs
    }

    /// The diff in which a leg began, and where in it: base and target by index, side and paragraph from 0; no paragraph
    /// where it is the headline. `None` where nothing became of the passage there.
    #[must_use]
    pub fn opens(&self, life: &Life, leg: &Leg) -> Option<Opened> {
        let at = leg.revisions.0;
        let bases = bases(&self.revisions);
        let base = |at: &usize| bases.get(*at).copied().flatten();
        let known = |at: &usize| life.stages.get(*at).is_some_and(|stage| stage.held.is_some());
        let before = iter::successors(base(&at), base).find(known)?;
        let first = |i: usize| life.stages.get(i).and_then(|stage| stage.paragraphs.first().copied());
        let landing = match first(at) {
            _ if life.is_headline => None,
            Some(paragraph) => Some((Side::New, paragraph)),
            None => Some((Side::Old, first(before)?)),
        };
        (!leg.dull).then_some(((before, at), landing))
    }
}

/// Whether a text holds a phrase, as searches find it: case, accents, punctuation and typography do not count.
#[must_use]
pub fn holds_phrase(text: &str, phrase: &str) -> bool {
    Sought::of(phrase).is_some_and(|phrase| phrase.is_in(text, &mut String::new()))
}

/// What is looked for.
enum Sought {
    Words(Phrase),
    /// Signs without any letter or digit, which stand as they are.
    Signs(String),
}

impl Sought {
    fn of(phrase: &str) -> Option<Sought> {
        let signs = || Some(phrase.trim().to_owned()).filter(|signs| !signs.is_empty()).map(Sought::Signs);
        Phrase::of(phrase, false).map(Sought::Words).or_else(signs)
    }

    fn is_in(&self, text: &str, room: &mut String) -> bool {
        match self {
            Sought::Words(words) => words.is_in(text, room),
            Sought::Signs(signs) => text.contains(signs),
        }
    }
}

fn has(life: &Life, at: usize, paragraph: usize) -> bool {
    life.stages.get(at).is_some_and(|stage| stage.paragraphs.contains(&paragraph))
}

/// Where a passage was joined with others or split, the life of the part that the phrase is of: as it is followed from the
/// first revision that has the phrase. `None` within where there is no such part.
fn alone(
    revisions: &[TextSide],
    life: &Life,
    (at, p): (usize, usize),
    holds: &mut dyn FnMut(&TextSide, usize) -> bool,
    stale: &dyn Fn() -> bool,
) -> Option<Option<Life>> {
    if !life.stages.iter().any(|stage| matches!(stage.turn, Some(Turn::Merged | Turn::Split))) {
        return Some(None);
    }
    let mut texts = life.stages.iter().zip(revisions).enumerate();
    let first = texts.find_map(|(at, (stage, side))| {
        let paragraph = stage.paragraphs.iter().find(|p| holds(side, **p))?;
        Some((at, *paragraph))
    });
    match first.filter(|first| *first != (at, p)) {
        Some(first) => Some(Some(trace(revisions, first, stale)?).filter(|alone| has(alone, at, p))),
        None => Some(None),
    }
}

/// What became of the passage, in words; whether its words differ from those before.
fn told(stage: &Stage, differs: bool) -> &'static str {
    match stage.turn {
        None => "there from the first",
        Some(Turn::Same) => "there, unchanged",
        Some(Turn::Edited) => "reworded",
        Some(Turn::Moved) if differs => "moved and reworded",
        Some(Turn::Moved) => "moved",
        Some(Turn::Split) => "split into several paragraphs",
        Some(Turn::Merged) => "joined with other text",
        Some(Turn::Came) => "came",
        Some(Turn::Gone) => "gone",
        Some(Turn::Back) if differs => "came back, reworded",
        Some(Turn::Back) => "came back",
    }
}

fn state(state: TextState) -> &'static str {
    if state == TextState::Whole { "nothing of it was found" } else { state.said() }
}

/// How a passage became another.
fn edited(before: &str, after: &str) -> Vec<(Op, String)> {
    let side = |text: &str| TextSide { paragraphs: [text.replace('\n', " ").into()].into(), ..TextSide::default() };
    let diff = compare(&side(before), &side(after), Ignore::Nothing);
    diff.blocks.into_iter().flat_map(|block| block.edits).map(|edit| (edit.op, edit.text)).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::lifeline::tests::timeline, *};
    use crate::model::Gap;

    #[test]
    fn words_of_the_headline_are_followed_there() {
        let mut revisions = timeline(&[&[WEATHER], &[WEATHER], &[WEATHER], &[WEATHER], &[WEATHER]]);
        let titles = ["Operator was fined", "Operator was fined", "", "Operator may appeal", "Operator was fined £2m"];
        revisions.iter_mut().zip(titles).for_each(|(side, title)| side.title = title.into());
        let passages = Passages::of(revisions, "WAS fined", &|| false).unwrap();
        let [life] = &passages.lives[..] else { panic!("{:?}", passages.lives) };
        assert_eq!((passages.heading(0).as_deref(), passages.has_headline()), (Some("The headline"), true));
        let legs = passages.legs(life, "was fined");
        let said: Vec<(&str, bool)> = legs.iter().map(|leg| (leg.said.as_str(), leg.reworded_away)).collect();
        let want = [
            ("there from the first", false),
            ("unchanged", false),
            ("cannot say: the headline is not known", false),
            ("reworded, here or in a revision before that cannot be read", true),
            ("reworded", false),
        ];
        assert_eq!(said, want);
        assert_eq!(passages.opens(life, &legs[4]), Some(((3, 4), None)));
        // In one that only the text has the headline has no part.
        let passages = Passages::of(passages.revisions, "weather", &|| false).unwrap();
        assert_eq!((passages.lives.len(), passages.heading(0)), (1, None));
    }

    #[test]
    fn revisions_that_are_missing_are_told() {
        let may = "The minister said the bridge would open in May.";
        let texts: [&[&str]; 6] =
            [&[WEATHER], &[WEATHER], &[WEATHER, may], &[WEATHER, may], &[WEATHER, may], &[WEATHER]];
        let mut revisions = timeline(&texts);
        (2..).zip([4, 7, 8, 12]).for_each(|(at, number)| revisions[at].revision = number);
        for (at, from, to) in [(2, 2, 3), (3, 5, 6), (5, 9, 11)] {
            revisions[at].missing_before = Some(Gap { from, to });
        }
        let passages = Passages::of(revisions, "open in May", &|| false).unwrap();
        let number = |at: usize| passages.revisions[at].revision;
        let legs = passages.legs(&passages.lives[0], "open in May");
        let said: Vec<String> = legs.iter().map(|leg| format!("{} {}", leg.numbers(number), leg.said)).collect();
        let want = [
            "0–1 not there",
            "2–3 not in the dump: it may have come there",
            "4 came, here or in a revision before that is missing",
            "5–6 not in the dump",
            "7–8 unchanged",
            "9–11 not in the dump: it may have gone there",
            "12 gone, here or in a revision before that is missing",
        ];
        assert_eq!(said, want);
    }

    #[test]
    fn a_phrase_is_held_as_searches_find_it() {
        for (text, phrase, want) in [
            ("The mill, by the river.", "“mill by the river”", true),
            ("L’été à Brévane", "ete a brevane", true),
            ("The mill by the river.", "ill by the riv", false),
            ("いぬがほえた", "いぬか", false),
            ("It rose by 5 %.", "%", true),
        ] {
            assert_eq!(holds_phrase(text, phrase), want, "{phrase}");
            let passages = Passages::of(timeline(&[&[text]]), phrase, &|| false).unwrap();
            assert_eq!(!passages.lives.is_empty(), want, "{phrase}");
        }
    }

    const WEATHER: &str = "Another paragraph stands here about the weather in town.";

    #[test]
    fn a_passage_that_was_joined_with_another_is_followed_alone() {
        let may = "The minister said the bridge would open in May.";
        let june = "The minister said the old bridge would open in June.";
        let joined = format!("{WEATHER} {june}");
        let texts: [&[&str]; 6] =
            [&[may, WEATHER], &[june, WEATHER], &[WEATHER], &[WEATHER, june], &[&joined], &[WEATHER, june]];
        for phrase in ["open in May", "OPEN in June"] {
            let passages = Passages::of(timeline(&texts), phrase, &|| false).unwrap();
            let [life] = &passages.lives[..] else { panic!("{phrase}: {} passages", passages.lives.len()) };
            let paragraphs: Vec<&[usize]> = life.stages.iter().map(|stage| &stage.paragraphs[..]).collect();
            assert_eq!(paragraphs, [&[0][..], &[0], &[], &[1], &[0], &[1]], "{phrase}");
            let said: Vec<String> = passages.legs(life, phrase).into_iter().map(|leg| leg.said).collect();
            let want = ["there from the first", "reworded", "gone", "came back", "joined with other text"];
            assert_eq!(said[..5], want, "{phrase}");
            assert_eq!(said[5..], ["split into several paragraphs"], "{phrase}");
        }
        // The other one was never reworded, and holds the phrase only with the first.
        let life = trace(&timeline(&texts), (0, 1), &|| false).unwrap();
        let turns: Vec<Option<Turn>> = life.stages.iter().map(|stage| stage.turn).collect();
        let same = Some(Turn::Same);
        assert_eq!(turns, [None, same, same, same, Some(Turn::Merged), Some(Turn::Split)]);
        assert_eq!(life.stages[5].paragraphs, [0]);
    }
}
