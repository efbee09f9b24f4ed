//! Figures of paragraphs that came or went whole.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use memchr::memmem;

use super::{Figure, is_version, read, singular, value};
use crate::{
    diff::{
        Fact, TextSide,
        facts::{
            lexicon::is_month,
            passage::{Changed, Passage},
        },
    },
    model::{ChangeKind, Side, Sides},
    text::{
        stirring::Stirring,
        words::{Token, is_currency, words},
    },
};

/// What is told of the figures of a paragraph that one side has alone.
pub(in crate::diff::facts) const KINDS: &[ChangeKind] = &[ChangeKind::Number];

/// How often each figure stands in what only one side has; counted when first asked.
pub(in crate::diff::facts) struct Apart<'a> {
    sides: Sides<&'a TextSide>,
    texts: Sides<Option<Texts<'a>>>,
    counts: Sides<Option<Counts>>,
    /// Figures that were read when they were counted, by the places of their paragraphs in memory: where they are told, they
    /// are the same.
    read: HashMap<usize, Vec<Figure<'a>>, Stirring>,
    /// Bytes that are still searched before figures are counted instead.
    left: usize,
}

/// Bytes that are searched for figures as they are written.
const SEARCHED: usize = 1 << 20;

/// A side's paragraphs.
type Texts<'a> = HashSet<&'a str, Stirring>;

/// A value and what is counted.
type Key = (String, String);

type Counts = HashMap<Key, usize, Stirring>;

/// Cuts a text.
pub(in crate::diff::facts) type Cutter<'c, 'a> = &'c dyn Fn(&'a str) -> Cow<'a, [Token]>;

impl<'a> Apart<'a> {
    /// The figures of two sides.
    pub(in crate::diff::facts) fn new(sides: Sides<&'a TextSide>) -> Self {
        Apart { sides, texts: Sides::default(), counts: Sides::default(), read: HashMap::default(), left: SEARCHED }
    }

    /// The figures of what stands on one side only, of a paragraph. One that the other side's own text has as often
    /// neither came nor went: the paragraph was written anew around it; nor do those of a paragraph that stood there
    /// twice. Dates are not told: next to every paragraph has some. What it is only the number of (`year 6`) says no more.
    pub(in crate::diff::facts) fn told(
        &mut self,
        passage: &Passage<'_>,
        paragraph: &str,
        side: Side,
        cut: Cutter<'_, 'a>,
    ) -> Vec<Fact> {
        let is_whole = passage.text.len() == paragraph.len();
        let known = if is_whole { self.read.remove(&paragraph.as_ptr().addr()) } else { None };
        let mut figures: Vec<Figure<'_>> = known.unwrap_or_else(|| all(passage));
        figures.retain(|f| f.kind == ChangeKind::Number && !f.labels);
        if figures.is_empty() || self.texts(side.other()).contains(paragraph) {
            return Vec::new();
        }
        // A version stands for one thing, however often it is named.
        figures.retain(|f| !(is_version(f.text) && self.is_mentioned(side.other(), f.text) == Some(true)));
        figures.retain(|f| self.is_more_on(side, &key(f), cut));
        let tell = |f: Figure<'_>| {
            let (old, new) = if side == Side::Old { (Some(f.text), None) } else { (None, Some(f.text)) };
            Fact { counts: f.counts, ..Fact::new(f.kind, old, new) }
        };
        figures.into_iter().map(tell).collect()
    }

    /// What is told of the figures of an edited paragraph, without those of several digits, not round and no money,
    /// that only came or only went though the other side has them as often: the sentence was written anew around them. A
    /// day of a month that the other side has anywhere neither came nor went.
    pub(in crate::diff::facts) fn of_edited(&mut self, told: Vec<Fact>, cut: Cutter<'_, 'a>) -> Vec<Fact> {
        let stays = |fact: &Fact| {
            let (side, text) = match (&fact.old, &fact.new) {
                (Some(old), None) => (Side::Old, old),
                (None, Some(new)) => (Side::New, new),
                _ => return true,
            };
            if fact.kind == ChangeKind::Date {
                let is_day = digits(text) > 0 && words(text).any(|word| is_month(&word.to_lowercase()));
                return !(is_day && self.is_mentioned(side.other(), text) == Some(true));
            }
            // Round and small ones stand for many things: that some came elsewhere says nothing of these. Of the others most
            // stand nowhere on the other side.
            if fact.kind != ChangeKind::Number
                || digits(text) < SEVERAL
                || self.is_mentioned(side.other(), text) == Some(false)
            {
                return true;
            }
            let value = value(text).filter(|value| is_one(value));
            value.is_none_or(|value| self.is_more_on(side, &(value, String::new()), cut))
        };
        told.into_iter().filter(stays).collect()
    }

    /// Whether a side's text holds a figure as it is written, and not as a part of a longer one; `None`, not known, where
    /// that was asked often.
    fn is_mentioned(&mut self, side: Side, figure: &str) -> Option<bool> {
        let finder = memmem::Finder::new(figure);
        for text in self.sides[side].paragraphs.iter() {
            let Some(left) = self.left.checked_sub(text.len()) else {
                self.left = 0;
                return None;
            };
            self.left = left;
            let stands = |at: usize| {
                let (before, behind) = (&text[..at], &text[at + figure.len()..]);
                !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric)
            };
            if finder.find_iter(text.as_bytes()).any(stands) {
                return Some(true);
            }
        }
        Some(false)
    }

    fn is_more_on(&mut self, side: Side, key: &Key, cut: Cutter<'_, 'a>) -> bool {
        let other = self.count(side.other(), key, cut);
        // Most figures of one side are none of the other's, so that its own need not be counted.
        other == 0 || self.count(side, key, cut) > other
    }

    fn count(&mut self, side: Side, key: &Key, cut: Cutter<'_, 'a>) -> usize {
        if self.counts[side].is_none() {
            self.counts[side] = Some(self.counted(side, cut));
        }
        self.counts[side].as_ref().and_then(|counts| counts.get(key)).copied().unwrap_or(0)
    }

    fn counted(&mut self, side: Side, cut: Cutter<'_, 'a>) -> Counts {
        let sides = self.sides;
        let others = self.texts(side.other());
        let (mut counts, mut read) = (Counts::default(), Vec::new());
        for paragraph in sides[side].paragraphs.iter().filter(|p| !others.contains(&***p)) {
            let passage = Passage::cut(paragraph, &[Changed { bytes: 0..paragraph.len(), place: 0 }], cut(paragraph));
            let figures = all(&passage);
            figures.iter().for_each(|figure| *counts.entry(key(figure)).or_default() += 1);
            if !passage.is_of_tongue() {
                read.push((paragraph.as_ptr().addr(), figures));
            }
        }
        self.read.extend(read);
        counts
    }

    fn texts(&mut self, side: Side) -> &Texts<'a> {
        let paragraphs = &self.sides[side].paragraphs;
        self.texts[side].get_or_insert_with(|| paragraphs.iter().map(|p| &**p).collect())
    }
}

/// The figures of a text that changed as a whole, read alike whatever language a short paragraph may be taken for.
fn all<'p>(passage: &Passage<'p>) -> Vec<Figure<'p>> {
    if passage.may_have_figures() { read(passage, false, false) } else { Vec::new() }
}

/// What a figure counts is a guess; one of several digits that is not round says by itself which it is (`#20295`).
fn key(figure: &Figure<'_>) -> Key {
    let counted = figure.counts.as_ref().filter(|_| !is_one(&figure.value));
    (figure.value.clone(), counted.map(|counted| singular(&counted.noun)).unwrap_or_default())
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Whether a figure hardly stands for two things: it has several digits and is neither round nor an amount of money.
fn is_one(value: &str) -> bool {
    let round = value.trim_end_matches(|c: char| !c.is_ascii_digit()).ends_with('0');
    digits(value) >= SEVERAL && !round && !value.chars().any(is_currency)
}

/// Digits of a figure that hardly stands for two things.
const SEVERAL: usize = 3;
