//! The lifelines of selected words: what became of each passage that holds them in any revision; Enter opens the diff in
//! which that happened.

use std::{ops::Range, sync::Arc};

use crate::{
    app::{Effect, Mode, Model, Pane, Request, Slot, diff::Landing, list, picked::picked, timeline::Wanted},
    diff::{
        Op,
        passages::{Leg, MOST_PASSAGES, Passages},
    },
    model::ArticleId,
    text::{Role, prose::lines, quantity::counted, wrap::wrap},
};

/// Columns between the numbers of revisions and what is said.
const APART: u16 = 2;
/// Columns for the day at the right of what is said, and from how many on there are as many to spare.
const DAY: (u16, u16) = (13, 40);

/// What is seen of a phrase.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// The article.
    pub article: ArticleId,
    /// The words.
    pub words: String,
    /// The passages; `None` while they are on the way.
    pub passages: Option<Arc<Passages>>,
    /// Their legs, one after the other.
    pub entries: Vec<Entry>,
    /// Columns before what is said of an entry.
    pub indent: u16,
    /// The entry under the cursor.
    pub cursor: usize,
    /// The first entry shown.
    pub top: usize,
}

/// A leg of a passage.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Which of the passages, from 0.
    pub passage: usize,
    /// It is the first leg of the headline, or of one of several passages, and bears its heading.
    pub heading: bool,
    /// The leg.
    pub leg: Leg,
}

impl Phrase {
    /// The cursor, and how many entries it can stand on.
    pub(super) fn cursor(&mut self) -> (&mut usize, usize) {
        let len = self.entries.len();
        (&mut self.cursor, len)
    }

    /// The numbers of an entry's revisions, as they are written.
    #[must_use]
    pub fn numbers(&self, entry: &Entry) -> String {
        entry.leg.numbers(|at| self.number(at))
    }

    /// Lines that an entry takes in so many columns: a heading, what is said, its text, a blank one.
    #[must_use]
    pub fn height(&self, index: usize, room: u16) -> u16 {
        let Some(entry) = self.entries.get(index) else { return 1 };
        let room = room.saturating_sub(self.indent);
        let text = Phrase::said(entry, room).len() + Phrase::text(entry, room).len();
        let ends = self.entries.get(index + 1).is_none_or(|next| next.heading);
        let blank = usize::from(!entry.leg.dull || ends);
        u16::try_from(2 * usize::from(entry.heading) + text + blank).unwrap_or(u16::MAX)
    }

    /// What is said of an entry in lines of so many columns; that a day has room beside it where there is any to spare.
    #[must_use]
    pub fn said(entry: &Entry, room: u16) -> Vec<String> {
        let day = if entry.leg.dull || room < DAY.1 { 0 } else { DAY.0 };
        lines(&entry.leg.said, room - day)
    }

    /// The text of an entry in lines of so many columns, in pieces with their role.
    #[must_use]
    pub fn text(entry: &Entry, room: u16) -> Vec<Vec<(String, Role)>> {
        let mut written = String::new();
        let mut pieces: Vec<(Range<usize>, Role)> = Vec::new();
        for (op, piece) in &entry.leg.text {
            let start = written.len();
            let role = match op {
                Op::Equal | Op::Unknown => Role::Text,
                Op::Delete => Role::Deleted,
                Op::Insert => Role::Inserted,
            };
            match op {
                Op::Equal | Op::Unknown => written.push_str(piece),
                // Told apart without colours, too.
                Op::Delete => written.extend(["[-", piece, "-]"]),
                Op::Insert => written.extend(["{+", piece, "+}"]),
            }
            pieces.push((start..written.len(), role));
        }
        if entry.leg.reworded_away {
            let start = written.len();
            written.push_str(if start > 0 { " (without the words)" } else { "(without the words)" });
            pieces.push((start..written.len(), Role::Faint));
        }
        if written.is_empty() {
            return Vec::new();
        }
        let cut = |line: Range<usize>| {
            // The blanks at which it breaks hang beyond its edge and are not drawn.
            let end = line.start + written.get(line.clone()).map_or(0, |text| text.trim_end().len());
            let within = |(piece, role): &(Range<usize>, Role)| {
                let text = written.get(piece.start.max(line.start)..piece.end.min(end))?;
                (!text.is_empty()).then(|| (text.to_owned(), *role))
            };
            pieces.iter().filter_map(within).collect()
        };
        wrap(&written, usize::from(room.max(1))).into_iter().map(cut).collect()
    }

    /// How many passages there are.
    #[must_use]
    pub fn counts(&self) -> String {
        let Some(passages) = &self.passages else { return String::new() };
        let headline = passages.has_headline();
        let in_text = passages.lives.len() - usize::from(headline);
        let said = match in_text {
            0 if headline => return "the headline".into(),
            _ if passages.cut => format!("the first {MOST_PASSAGES} passages"),
            n => counted(n, "passage"),
        };
        if headline { format!("the headline and {said}") } else { said }
    }

    fn number(&self, at: usize) -> u32 {
        self.passages.as_ref().and_then(|passages| passages.revisions.get(at)).map_or(0, |side| side.revision)
    }
}

/// Opens the lifelines of the selected words.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let pane = &model.diff;
    let selection = pane.selection.filter(|s| s.from.strip == s.to.strip);
    let words = picked(pane).map(|picked| picked.words).filter(|words| !words.is_empty());
    let Some((shown, words)) = pane.shown.as_ref().zip(selection.and(words)) else {
        model.say("A phrase is followed within one paragraph: select fewer words.");
        return Vec::new();
    };
    let article = shown.article.clone();
    let request = Request::Passages { article: article.clone(), phrase: words.clone() };
    model.mode =
        Mode::Phrase(Phrase { article, words, passages: None, entries: Vec::new(), indent: 0, cursor: 0, top: 0 });
    model.aside_generation += 1;
    vec![Effect::Ask { slot: Slot::Aside, generation: model.aside_generation, request }]
}

/// The passages are there.
pub fn answer(model: &mut Model, passages: Arc<Passages>, legs: Vec<Vec<Leg>>) -> Vec<Effect> {
    let Mode::Phrase(phrase) = &mut model.mode else { return Vec::new() };
    let entries = legs.into_iter().enumerate().flat_map(|(passage, legs)| {
        let headed = passages.heading(passage).is_some();
        let legs = legs.into_iter().enumerate();
        legs.map(move |(i, leg)| Entry { passage, heading: headed && i == 0, leg })
    });
    phrase.entries = entries.collect();
    phrase.passages = Some(passages);
    let widest = phrase.entries.iter().map(|entry| phrase.numbers(entry).chars().count()).max().unwrap_or(0);
    phrase.indent = u16::try_from(widest).unwrap_or(u16::MAX).saturating_add(APART);
    Vec::new()
}

/// Opens the diff in which what the entry under the cursor says happened.
pub(super) fn enter(model: &mut Model) -> Vec<Effect> {
    let Mode::Phrase(phrase) = &model.mode else { return Vec::new() };
    let Some((entry, passages)) = phrase.entries.get(phrase.cursor).zip(phrase.passages.as_ref()) else {
        return Vec::new();
    };
    let opens = passages.lives.get(entry.passage).and_then(|life| passages.opens(life, &entry.leg));
    let Some(((base, target), place)) = opens else {
        let said = match &entry.leg {
            leg if leg.missing.is_some() => "These revisions are not in the dump.",
            leg if leg.dull => "Nothing became of it there.",
            _ => "It has stood so since the first revision.",
        };
        model.say(said);
        return Vec::new();
    };
    let (base, target) = (phrase.number(base), phrase.number(target));
    let article = phrase.article.clone();
    let wanted = Wanted {
        base: Some(base),
        target: Some(target),
        landing: place.map_or(Landing::Row(0), |(side, at)| Landing::Paragraph(side, at)),
    };
    model.mode = Mode::Browse;
    model.focus = Pane::Diff;
    model.diff.selection = None;
    // The cursor of the list may have moved on before this came up.
    list::open(model, article, wanted)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::width;

    proptest! {
        /// Whatever went and came, no line is wider than there is room for, and no letter is lost.
        #[test]
        fn every_letter_has_its_place_at_every_width(
            pieces in prop::collection::vec((0..3_usize, "[a-c ,\u{e9}日-]{1,20}"), 1..12),
            said in "[a-d ]{1,60}",
            reworded_away: bool,
            room in 2..100_u16,
        ) {
            let ops = [Op::Equal, Op::Delete, Op::Insert];
            let text: Vec<(Op, String)> = pieces.into_iter().map(|(op, piece)| (ops[op], piece)).collect();
            let leg = Leg { revisions: (0, 0), dull: false, said, text, reworded_away, missing: None };
            let entry = Entry { passage: 0, heading: false, leg };
            let lines = |room| -> Vec<String> {
                let joined = |line: Vec<(String, Role)>| line.into_iter().map(|piece| piece.0).collect();
                Phrase::text(&entry, room).into_iter().map(joined).chain(Phrase::said(&entry, room)).collect()
            };
            let letters = |lines: Vec<String>| lines.concat().split_whitespace().collect::<String>();
            for line in lines(room) {
                prop_assert!(width::of(&line) <= usize::from(room), "{room}: {line:?}");
            }
            prop_assert_eq!(letters(lines(room)), letters(lines(u16::MAX)));
        }
    }
}
