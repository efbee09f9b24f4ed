//! What follows a figure and belongs to it: `million`, `per cent`, a unit, the other parts of a date.

use super::{
    super::{
        lexicon::{Class, is_weekday},
        passage::Passage,
    },
    moment::{AND, BETWEEN, is_half, is_zone},
    noun::are_several,
    value::{is_code, is_measure, is_unit},
    word::{between, end_of_group, is_figure, is_ideographic, is_part, is_time, is_year},
};

/// A figure of which the first words were read.
pub(super) struct Begun<'p, 'a> {
    /// The text.
    pub(super) passage: &'p Passage<'a>,
    /// The tokens of its words.
    pub(super) words: &'p [usize],
    /// Which of the words is the figure's first.
    pub(super) first: usize,
    /// The last token of the figure itself, before what belongs to it.
    pub(super) head: usize,
    /// What its first word is.
    pub(super) class: Class,
    /// Whether it is the number of a page or an act.
    pub(super) cited: bool,
}

/// A part that follows.
pub(super) struct Part {
    /// Its last token.
    pub(super) last: usize,
    /// How many words it has.
    pub(super) words: usize,
    /// Whether the figure is a date with it, or was one before.
    pub(super) date: bool,
    /// Whether no other can follow.
    pub(super) ends: bool,
}

impl Begun<'_, '_> {
    /// The part that begins with a word, behind a token. `date`: whether the figure is a date so far.
    pub(super) fn part(&self, at: usize, last: usize, date: bool) -> Option<Part> {
        let (passage, words) = (self.passage, self.words);
        let next = *words.get(at)?;
        let after = words.get(at + 1).copied();
        let word = passage.word(next);
        let near = between(passage, last, next);
        let class = passage.class(next);
        let part = |date: bool| Some(Part { last: next, words: 1, date, ends: false });
        if let Some(last) = self.years(at, last) {
            return Some(Part { last, words: 2, date: true, ends: true });
        }
        if near == Some("") && word == "per" && passage.word(next + 2) == "cent" {
            return Some(Part { last: next + 2, words: 2, date, ends: false });
        }
        if self.is_ranged(next, last, near, date) {
            let last = end_of_group(passage, next);
            return Some(Part { last, words: 1, date: is_year(passage.word(self.head)) && !self.cited, ends: false });
        }
        if let Some(last) = self.day_of_two(at, last) {
            return Some(Part { last, words: 2, date: true, ends: false });
        }
        // `16–17 March`: the first day of two is part of the date as well.
        let until = matches!(near, Some("-" | "–")) && is_part(passage, last) && is_part(passage, next) && {
            after.is_some_and(|after| passage.class(after).calendar)
        };
        // `On Monday, 12 people died`: behind a comma a day has its month.
        let is_apart = near == Some(",") && digits_only(word) && word.len() <= 2 && {
            let month = |at: usize| words.get(at).is_some_and(|&month| passage.class(month).calendar);
            let leads = after.is_some_and(|of| matches!(passage.word(of), "of" | "de"));
            !(month(at + 1) || leads && month(at + 2) || is_time(passage, next))
        };
        let of_date =
            !is_apart && near.is_some() && (class.calendar && is_part(passage, last) || date && is_part(passage, next))
                || class.calendar && is_ordinal(passage, last, next)
                || is_behind_short_month(passage, last, next);
        if until || of_date {
            return part(date || class.calendar || until);
        }
        // `3rd of May`, `20 de mayo`, `3 May at 10:30`
        let through = near.is_some() && matches!(word, "of" | "de" | "at") && {
            let day = || is_part(passage, last) && (word == "de" || passage.word(last).ends_with(char::is_alphabetic));
            let month = |after| {
                let is_day = is_weekday(passage.word(after));
                passage.class(after).calendar && (date || word != "at" && !is_day && day())
            };
            let clock = |after| date && word == "at" && is_time(passage, after);
            after.is_some_and(|after| month(after) || clock(after))
        };
        // `10:30 GMT`
        if near == Some("") && is_zone(word) && self.is_clock(last, date) {
            return Some(Part { last: next, words: 1, date, ends: true });
        }
        // `3 pm`
        let half = near == Some("") && is_half(word) && is_time(passage, last);
        if through || half || self.is_dense(next, last, date) {
            return part(date || through);
        }
        let joined = near == Some("")
            && (last == self.head || is_figure(passage, last, self.class))
            && class.magnitude.is_some();
        // `5m USD`
        let coded = near == Some("") && is_code(word);
        if joined || coded || near == Some("") && self.is_measured(next, last) {
            return part(date);
        }
        None
    }

    /// Whether a figure ends with a time of day that may be of a zone.
    fn is_clock(&self, last: usize, date: bool) -> bool {
        let word = self.passage.word(last);
        let with_half = ["am", "pm"].iter().any(|half| word.strip_suffix(half).is_some_and(digits_only));
        date && (is_half(word) || with_half)
            || word.split_once(':').is_some_and(|(hour, _)| digits_only(hour))
            || matches!(self.passage.word(last + 2), "GMT" | "BST" | "UTC") && word.len() == 4 && digits_only(word)
    }

    /// Whether a word is what the figure measures. `5 km` is `5km`; spelt out it is what the figure counts, unless it
    /// is what changed.
    fn is_measured(&self, next: usize, last: usize) -> bool {
        let passage = self.passage;
        let word = passage.word(next);
        let short = || {
            last == self.head
                && passage.word(last).ends_with(|c: char| c.is_ascii_digit())
                && is_unit(word)
                && !(word == "m" || word == "in")
        };
        let first = self.words.get(self.first).copied().unwrap_or(last);
        let changed = || passage.place(next).is_some() && (first..=last).all(|token| passage.place(token).is_none());
        short() || is_measure(word) && changed()
    }

    /// The other of two days of a month, where the word is what stands between them: `23 to 27 December`.
    fn day_of_two(&self, at: usize, last: usize) -> Option<usize> {
        let (passage, words) = (self.passage, self.words);
        let (next, day, month) = (*words.get(at)?, *words.get(at + 1)?, *words.get(at + 2)?);
        let is_day = |token: usize| {
            let word = passage.word(token);
            let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit()) && is_part(passage, token)
        };
        let near = |a: usize, b: usize| between(passage, a, b) == Some("");
        let are = AND.contains(&passage.word(next)) && last == self.head && is_day(last) && is_day(day);
        let of_month = passage.class(month).calendar && !is_weekday(passage.word(month));
        let number = |token: usize| passage.word(token).trim_end_matches(char::is_alphabetic).parse::<u8>().ok();
        let ascend = number(last) < number(day);
        (are && of_month && ascend && near(last, next) && near(next, day) && near(day, month)).then_some(day)
    }

    /// The last token of a range of years, of which this is the first, and the word is what stands between them: `between
    /// 1939 and 1945`; not that of `between 1900 and 2000 men`.
    fn years(&self, at: usize, last: usize) -> Option<usize> {
        let (passage, words) = (self.passage, self.words);
        let next = *words.get(at)?;
        let first = *words.get(self.first)?;
        if last != first || !is_year(passage.word(first)) || !AND.contains(&passage.word(next)) {
            return None;
        }
        let before = self.first.checked_sub(1).and_then(|before| words.get(before));
        let before = before.map_or(String::new(), |&before| passage.word(before).to_lowercase());
        let year = *words.get(at + 1)?;
        let are = is_year(passage.word(year))
            && between(passage, last, next) == Some("")
            && between(passage, next, year) == Some("")
            && (BETWEEN.contains(&before.as_str())
                || passage.word(next) == "to" && follow(passage.word(first), passage.word(year)));
        let counts = |&noun: &usize| {
            let word = passage.word(noun);
            between(passage, year, noun) == Some("") && word.starts_with(char::is_lowercase) && are_several(word)
        };
        (are && !words.get(at + 2).is_some_and(counts)).then_some(year)
    }

    /// Whether a word is the other end of a score or a range: `2–1`, `10-15 people`, `2016-17`.
    fn is_ranged(&self, next: usize, last: usize, near: Option<&str>, date: bool) -> bool {
        let passage = self.passage;
        let apart = passage.tokens.get(last).zip(passage.tokens.get(next)).map(|(a, b)| b.start - a.end);
        let bare = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit() || b == b',');
        !date
            && last == self.head
            && matches!(near, Some("-" | "–"))
            && apart.is_some_and(|n| n <= 3)
            && bare(passage.word(self.head))
            && bare(passage.word(next))
            && passage.is_mark(next - 1)
    }

    /// Whether a word goes on without a blank, as Chinese and Japanese do: `5月3日`, `三百` with `万元` behind it.
    fn is_dense(&self, next: usize, last: usize, date: bool) -> bool {
        let passage = self.passage;
        let word = passage.word(next);
        if passage.tokens.get(last).zip(passage.tokens.get(next)).is_none_or(|(a, b)| a.end != b.start) {
            return false;
        }
        let of_day = |token: usize| {
            let mut chars = passage.word(token).chars();
            chars.next().is_some_and(|c| "年月日号號時时".contains(c)) && chars.next().is_none()
        };
        let begins = |numerals: &str| word.starts_with(|c| numerals.contains(c));
        if date {
            return of_day(next) || word.bytes().all(|b| b.is_ascii_digit()) && of_day(last);
        }
        if digits_only(passage.word(last)) {
            return begins("百千万萬亿億");
        }
        is_ideographic(passage.word(last)) && (is_ideographic(word) || begins("百千万萬亿億"))
    }
}

/// Whether one year follows another.
fn follow(year: &str, next: &str) -> bool {
    year.parse::<u32>().ok().map(|year| year + 1) == next.parse().ok()
}

fn digits_only(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
}

/// What stands between two tokens.
fn gap<'a>(passage: &Passage<'a>, left: usize, right: usize) -> Option<&'a str> {
    passage.text.get(passage.tokens.get(left)?.end..passage.tokens.get(right)?.start)
}

/// Whether a day with a stop, as German writes it, stands before a month (`3. Mai`).
fn is_ordinal(passage: &Passage<'_>, day: usize, month: usize) -> bool {
    let gap = gap(passage, day, month);
    let day = passage.word(day);
    // After `on page 3. May …` a sentence of English begins.
    let month = passage.word(month);
    gap == Some(". ")
        && day.len() <= 2
        && day.bytes().all(|b| b.is_ascii_digit())
        && !matches!(month, "May" | "March")
        && !is_weekday(month)
}

/// Whether a day or year stands behind a month that is shortened with a stop (`Jan. 3`).
fn is_behind_short_month(passage: &Passage<'_>, month: usize, day: usize) -> bool {
    #[rustfmt::skip]
    let short = matches!(
        passage.word(month),
        "Jan" | "Feb" | "Febr" | "Mar" | "Apr" | "Jun" | "Jul" | "Aug" | "Sep" | "Sept" | "Oct" | "Okt" | "Nov" | "Dec" | "Dez"
    );
    // Behind a sentence that ends with a month: `in Nov. 20 people …`.
    let counts = || {
        let noun = passage.word(day + 2);
        passage.is_space(day + 1) && noun.starts_with(char::is_lowercase) && are_several(noun)
    };
    short
        && gap(passage, month, day) == Some(". ")
        && passage.class(month).calendar
        && is_part(passage, day)
        && !counts()
}
