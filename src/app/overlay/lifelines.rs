//! The lifelines of a revision's passages: which revision brought each, what vanished; Enter opens the diff in which a
//! passage came or went.

use std::sync::Arc;

use super::phrase;

use crate::{
    app::{Effect, Mode, Model, Pane, Request, Slot, diff::Landing, list, timeline::Wanted},
    diff::{
        lifeline::Turn,
        strand::{Event, Strand},
        weave::Weave,
    },
    model::{ArticleId, Side},
    text::{
        prose::lines,
        quantity::{counted, number},
    },
};

/// Columns before a passage's text besides those of the revision's number: a blank, a sign, a blank.
const SIGN: u16 = 3;

/// Revisions named of one passage.
const NAMED: usize = 8;

/// Words by which a part of a passage is named.
const BEGINNING: usize = 6;

/// What is seen of the lifelines.
#[derive(Debug, Clone, PartialEq)]
pub struct Lifelines {
    /// The article.
    pub article: ArticleId,
    /// The revision whose text it is.
    pub target: u32,
    /// The text; `None` while it is on the way.
    pub weave: Option<Arc<Weave>>,
    /// The passage to stand on when it is there: side, paragraph, text.
    wanted: Option<(Side, usize, String)>,
    /// The entry under the cursor.
    pub cursor: usize,
    /// The first entry shown.
    pub top: usize,
}

impl Lifelines {
    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.weave.as_ref().map_or(0, |weave| weave.strands.len())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// An entry.
    #[must_use]
    pub fn strand(&self, index: usize) -> Option<&Strand> {
        self.weave.as_ref()?.strands.get(index)
    }

    /// The cursor, and how many entries it can stand on.
    pub(super) fn cursor(&mut self) -> (&mut usize, usize) {
        let len = self.len();
        (&mut self.cursor, len)
    }

    /// The number of the revision at an index of the weave.
    #[must_use]
    pub fn number(&self, at: usize) -> u32 {
        self.weave.as_ref().and_then(|weave| weave.revisions.get(at)).map_or(0, |r| r.0)
    }

    /// Columns that the numbers of revisions take.
    #[must_use]
    pub fn numbers(&self) -> u16 {
        let most = self.weave.iter().flat_map(|weave| &weave.revisions).map(|r| r.0).max().unwrap_or(0);
        most.to_string().len().max(2) as u16
    }

    /// Columns before a passage's text.
    #[must_use]
    pub fn indent(&self) -> u16 {
        self.numbers() + SIGN
    }

    /// Lines that an entry takes in so many columns: its text, what is noted of it, a blank one.
    #[must_use]
    pub fn height(&self, index: usize, room: u16) -> u16 {
        let room = room.saturating_sub(self.indent());
        let Some(strand) = self.strand(index) else { return 1 };
        let noted = self.note(strand).map_or(0, |note| lines(&note, room).len());
        u16::try_from(lines(&strand.text, room).len().max(1) + noted + 1).unwrap_or(u16::MAX)
    }

    /// What is noted of a passage beside the revision that brought it; `None` where nothing is.
    #[must_use]
    pub fn note(&self, strand: &Strand) -> Option<String> {
        let mut said = Vec::new();
        if strand.paragraph.is_none() {
            said.push(format!("came in {}", self.number(strand.came)));
        }
        said.extend(self.history(&strand.events));
        if strand.unsure {
            said.push("or in a revision before that cannot be read".into());
        }
        if strand.is_side_uncertain {
            said.push("as far as can be said: its side is uncertain".into());
        }
        for part in &strand.parts {
            // What became of all of them since they were joined is said already.
            let common = part.events.iter().rev().zip(strand.events.iter().rev()).take_while(|(a, b)| a == b).count();
            let own = part.events.get(..part.events.len() - common).unwrap_or_default();
            let mut history = self.history(own);
            if part.came != strand.came {
                history.insert(0, format!("came in {}", self.number(part.came)));
            }
            if !history.is_empty() {
                said.push(format!("before that “{}”: {}", beginning(&part.text), history.join(", ")));
            }
        }
        (!said.is_empty()).then(|| said.join(", "))
    }

    /// What became of a passage, in order; the same twice in a row is said once.
    fn history(&self, events: &[Event]) -> Vec<String> {
        let runs = events.chunk_by(|a, b| a.turn == b.turn);
        let said = |run: &[Event]| Some(format!("{} in {}", word(run.first()?.turn), self.list(run)));
        let mut history: Vec<String> = runs.clone().take(NAMED).filter_map(said).collect();
        if runs.count() > NAMED {
            history.push("and so on".into());
        }
        history
    }

    fn list(&self, revisions: &[Event]) -> String {
        let named: Vec<String> = revisions.iter().take(NAMED).map(|e| self.number(e.at).to_string()).collect();
        let more = revisions.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {} more", number(more)) } else { String::new() };
        format!("{}{more}", named.join(" "))
    }

    /// How many passages stand and vanished, and how many revisions cannot be read.
    #[must_use]
    pub fn counts(&self) -> String {
        let Some(weave) = &self.weave else { return String::new() };
        let stand = weave.strands.iter().filter(|s| s.paragraph.is_some()).count();
        let mut said = vec![counted(stand, "passage")];
        let vanished = weave.strands.len() - stand + weave.left_out;
        if vanished > 0 {
            said.push(format!("{} vanished", number(vanished)));
        }
        if !weave.unknown.is_empty() {
            said.push(format!("{} cannot be read", counted(weave.unknown.len(), "revision")));
        }
        if !weave.aside.is_empty() {
            said.push(format!("{} of other branches left out", counted(weave.aside.len(), "revision")));
        }
        said.join(", ")
    }
}

/// What became of a passage, in a word.
fn word(turn: Turn) -> &'static str {
    match turn {
        Turn::Same => "the same",
        Turn::Edited => "reworded",
        Turn::Moved => "moved",
        Turn::Split => "split",
        Turn::Merged => "joined with others",
        Turn::Came => "came",
        Turn::Gone => "gone",
        Turn::Back => "back",
    }
}

/// The first words of a passage.
fn beginning(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(BEGINNING).collect();
    format!("{}{}", first.join(" "), if words.next().is_some() { " …" } else { "" })
}

/// Opens the lifelines of the selected words; where none are, of the target's passages, at the one under the cursor.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.diff.selection.is_some() {
        return phrase::open(model);
    }
    let pane = &model.diff;
    let Some((shown, diff)) = pane.shown.as_ref().zip(pane.diff.as_ref()) else {
        model.say("There is no text yet.");
        return Vec::new();
    };
    let line = |side: Side| pane.row().and_then(|r| r.lines[side].as_ref()).and_then(|l| l.paragraph);
    let under = line(Side::New).or_else(|| line(Side::Old));
    let text =
        |(side, at): (Side, usize)| diff.sides[side].paragraphs.get(at).map_or_else(String::new, ToString::to_string);
    let wanted = under.map(|(side, at)| (side, at, text((side, at))));
    let (article, target) = (shown.article.clone(), shown.target);
    let request = Request::Weave { article: article.clone(), target };
    model.mode = Mode::Lifelines(Lifelines { article, target, weave: None, wanted, cursor: 0, top: 0 });
    model.aside_generation += 1;
    vec![Effect::Ask { slot: Slot::Aside, generation: model.aside_generation, request }]
}

/// The text is there.
pub fn answer(model: &mut Model, weave: Arc<Weave>) -> Vec<Effect> {
    let Mode::Lifelines(lines) = &mut model.mode else { return Vec::new() };
    if let Some((side, at, text)) = lines.wanted.take() {
        let is = |s: &Strand| match side {
            Side::New => s.paragraph == Some(at),
            Side::Old => s.paragraph.is_none() && *s.text == *text,
        };
        let alike = |s: &Strand| *s.text == *text;
        let found = weave.strands.iter().position(is).or_else(|| weave.strands.iter().position(alike));
        lines.cursor = found.unwrap_or(0);
    }
    lines.weave = Some(weave);
    Vec::new()
}

/// What was asked for aside could not be answered.
pub fn failed(model: &mut Model) {
    let waits = match &model.mode {
        Mode::Lifelines(lines) => lines.weave.is_none(),
        Mode::Phrase(phrase) => phrase.passages.is_none(),
        Mode::Overview(seen) => seen.stats.is_none(),
        _ => false,
    };
    if waits {
        model.mode = Mode::Browse;
    }
}

/// Opens the diff in which the passage under the cursor came or went.
pub(super) fn enter(model: &mut Model) -> Vec<Effect> {
    let Mode::Lifelines(lines) = &model.mode else { return Vec::new() };
    let Some((strand, weave)) = lines.strand(lines.cursor).zip(lines.weave.as_ref()) else { return Vec::new() };
    let pair = strand.opens().and_then(|at| Some((weave.before(at)?, at)));
    let Some((base, target)) = pair else {
        model.say("It has stood so since the first revision.");
        return Vec::new();
    };
    let (side, at) = strand.opens_at();
    let (base, target) = (lines.number(base), lines.number(target));
    let article = lines.article.clone();
    let wanted = Wanted { base: Some(base), target: Some(target), landing: Landing::Paragraph(side, at) };
    model.mode = Mode::Browse;
    model.focus = Pane::Diff;
    // The cursor of the list may have moved on before this came up.
    list::open(model, article, wanted)
}
