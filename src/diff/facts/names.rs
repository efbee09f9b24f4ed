//! Names that came or went: capitalised words of a change that the other side has nowhere.

mod joint;
mod nobody;
mod run;
#[cfg(test)]
mod tests;

use nobody::is_long_title;
pub(super) use nobody::{is_common, is_title};
use run::run;

use super::{known::Known, lexicon, passage::Passage, things::is_thing, tongue::Tongue};
use crate::{model::ChangeKind, text::words::TokenKind};

/// What rules about names tell.
pub(super) const KINDS: &[ChangeKind] = &[ChangeKind::Name];

/// Names told of one text at most.
pub(super) const MOST: usize = 200;

/// Whether a line has a longer word in small letters, no preposition: a title would have set it in capitals (`Harle moves to
/// Alert Level Two`).
fn tells(passage: &Passage<'_>, words: &[(usize, Place)]) -> bool {
    const SMALL: &str = " about above across after against along among around before behind below beneath beside between beyond \
        during except inside outside through toward towards under until within without ";
    words.iter().skip(1).any(|&(token, _)| {
        let word = passage.word(token);
        word.len() >= 5 && word.bytes().all(|b| b.is_ascii_lowercase()) && !lexicon::is_in(SMALL, word)
    })
}

/// The names in what changed of a text that the other side does not have, each once. Words with a capital that stand
/// together are one name; it is new if one of its words is that is no title. `most`: how many are told.
pub(super) fn names_gone<'a>(passage: &Passage<'a>, elsewhere: &mut Known<'_>, most: usize) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::new();
    let names = |token: usize| passage.is_capital(token) && !is_thing(stem(passage.word(token)));
    let candidate = |token: usize| passage.place(token).is_some() && names(token);
    if !passage.changed().any(|(token, _)| names(token)) {
        return out;
    }
    let words = placed(passage);
    // Where every noun has a capital, as in German, or every word, as in headings, one capital proves nothing.
    let inside = words.iter().filter(|w| w.1 == Place::Inside).map(|w| w.0);
    let (mut inner, mut capitals) = (0, 0);
    for long in inside.filter(|token| is_long(passage.word(*token))) {
        inner += 1;
        capitals += usize::from(passage.is_capital(long));
    }
    let nouns = capitals * 6 > inner && is_german(passage, &words);
    let stopped = passage.text.trim_end().ends_with(['.', '!', '?', '”', '"']);
    let heading = words.len() <= 20 && !stopped && !tells(passage, &words) && inner > 0 && capitals * 5 >= inner * 4;
    if heading {
        return out;
    }
    let mut k = 0;
    while k < words.len() && out.len() < most {
        if !passage.is_capital(words[k].0) {
            k += 1;
            continue;
        }
        let end = k + run(passage, &words[k..], nouns);
        let (first, last) = (k, end.max(k + 1) - 1);
        k = end.max(k + 1);
        if end == first {
            continue;
        }
        if !words[first..=last].iter().any(|w| candidate(w.0)) {
            continue;
        }
        let (token, place) = words[first];
        // What opens a sentence is no name by itself, and a common word (`The Times`) no part of one.
        let alone = first == last;
        let opens = place == Place::First;
        let speaks = opens && !nouns && speaks(passage, &words[first..]);
        if alone && (opens && !speaks || nouns) || nouns && opens && last == first + 1 {
            continue;
        }
        let from = if opens && is_common(passage.word(token)) { first + 1 } else { first };
        if from > last {
            continue;
        }
        // With a name behind it a title names nobody, and what a name ends with may be a thing (`Harle COVID`).
        let is_title = |at: usize| at < last && is_long_title(passage.word(words[at].0));
        let news = |at: usize| candidate(words[at].0) && !is_title(at) && !elsewhere.holds(passage.word(words[at].0));
        if !(from..=last).any(news) {
            continue;
        }
        let last = (from..=last).rev().find(|at| names(words[*at].0)).unwrap_or(last);
        // `Using PPE` names nobody, though a thing that stands behind what opens the sentence has a capital.
        if opens && last == first && end > first + 1 && passage.word(token).ends_with("ing") {
            continue;
        }
        let span = match (passage.tokens.get(words[from].0), passage.tokens.get(words[last].0)) {
            (Some(a), Some(b)) => passage.text.get(a.start..b.end).map(stem),
            _ => None,
        };
        // `Mr Bell` is Ann Bell still.
        let surname = passage.word(words[last].0);
        let is_called = last > from && elsewhere.holds(surname) && elsewhere.calls_by_title(stem(surname));
        let mut is_cut = |name: &str| !stopped && passage.text.ends_with(name) && elsewhere.goes_on(passage.text);
        if let Some(name) = span.filter(|name| !is_called && !out.contains(name) && !is_cut(name)) {
            out.push(name);
        }
    }
    out
}

/// Whether a word has four letters.
fn is_long(word: &str) -> bool {
    word.as_bytes().first_chunk::<4>().is_some_and(|four| four.is_ascii() || word.chars().nth(3).is_some())
}

/// Whether the word that opens a sentence is somebody who says something (`Smith said`), and one, not many: `Officials
/// said` names nobody.
fn speaks(passage: &Passage<'_>, words: &[(usize, Place)]) -> bool {
    const MANY: &[&str] = &["Police", "People", "Staff", "Counsel", "Media", "Management", "Everyone", "Someone"];
    // A plural as it looks, but the name of many.
    const ONE: &[&str] = &[
        "Adams", "Collins", "Davies", "Davis", "Edwards", "Evans", "Harris", "Hughes", "James", "Jones", "Lewis",
        "Morris", "Peters", "Phillips", "Richards", "Roberts", "Rogers", "Sanders", "Stevens", "Thomas", "Walters",
        "Williams",
    ];
    let [(who, _), (said, _), ..] = words else { return false };
    let word = stem(passage.word(*who));
    passage.word(*who + 1) == " "
        && *said == *who + 2
        && passage.class(*said).attribution
        && !passage.word(*said).starts_with(char::is_uppercase)
        && (!word.ends_with('s') || ONE.contains(&word))
        && !MANY.contains(&word)
        && !is_common(word)
}

/// Two names that stand for each other: both texts have the same names, in another order, and not just in a list
/// (`Smith hit Jones`, `Jones hit Smith`).
pub(super) fn exchanged<'a>(old: &Passage<'a>, new: &Passage<'a>) -> Option<(&'a str, &'a str)> {
    let (gone, come) = (ordered(old)?, ordered(new)?);
    let count = |all: &[(usize, &'a str)]| {
        let mut words: Vec<&str> = all.iter().map(|w| w.1).collect();
        words.sort_unstable();
        words
    };
    let at = gone.iter().zip(&come).position(|(a, b)| a.1 != b.1)?;
    let ((from, name), (_, other)) = (*gone.get(at)?, *come.get(at)?);
    let to = gone.iter().skip(at).find(|w| w.1 == other)?.0;
    let ends = |t: usize| old.is_mark(t) && ".!?".contains(old.word(t));
    if (from..to).any(ends) {
        return None;
    }
    // Each stands where the other stood: what is between them stayed (not so in `said Bell, the mayor of Harle` and `said the
    // mayor of Harle, Bell`).
    let ((start, _), end) = (*come.get(at)?, come.iter().skip(at).find(|w| w.1 == name)?.0);
    let between = |passage: &Passage<'a>, from: usize, to: usize| {
        let tokens = passage.tokens.get(from..to).unwrap_or(&[]).iter().filter(|t| t.kind != TokenKind::Space);
        let words = tokens.map(|t| t.of(passage.text)).skip_while(|w| is_capital(w)).map(str::to_lowercase);
        words.collect::<Vec<String>>()
    };
    if between(old, from, to) != between(new, start, end) {
        return None;
    }
    // In a list nothing but commas and `and` stands between.
    let said = (from + 1..to).filter(|&t| old.is_word(t)).map(|t| old.word(t));
    let said = said.filter(|w| !is_capital(w) && !matches!(*w, "and" | "or" | "und" | "et" | "y" | "e")).count();
    (said > 0 && count(&gone) == count(&come)).then_some((name, other))
}

/// The names of a text, word by word, in order; `None` where none of what changed is one, where all nouns have
/// capitals, or where there are too many.
fn ordered<'a>(passage: &Passage<'a>) -> Option<Vec<(usize, &'a str)>> {
    let name = |word: &str| is_capital(word) && !is_common(word) && !lexicon::class(word).calendar;
    if !passage.changed().any(|(t, _)| name(passage.word(t))) {
        return None;
    }
    let words = placed(passage);
    let german = words.iter().any(|w| tells_german(passage.word(w.0)));
    let names: Vec<(usize, &str)> =
        words.iter().map(|w| (w.0, stem(passage.word(w.0)))).filter(|w| name(w.1)).collect();
    (!german && names.len() <= MOST && names.len() * 2 < words.len().max(6)).then_some(names)
}

/// Every name of a text.
pub(super) fn all<'a>(passage: &Passage<'a>) -> Vec<&'a str> {
    names_gone(passage, &mut Known::new("", &[]), MOST)
}

/// Whether German is known by a word, the language that writes every noun with a capital.
fn tells_german(word: &str) -> bool {
    #[rustfmt::skip]
    let tells = matches!(
        word,
        "der" | "die" | "das" | "und" | "den" | "dem" | "des" | "ein" | "eine" | "einen" | "ist" | "nicht" | "mit" | "für"
        | "auf" | "von" | "im" | "zur" | "zum"
    );
    tells
}

/// Words that English, Dutch, French or names have too.
const AMBIGUOUS: &[&str] = &["der", "die", "den", "des", "von"];

/// Whether a text is German: by the words that none of some length is without (`die` and `der` stand in English too), or,
/// where it is short, by all of it.
fn is_german(passage: &Passage<'_>, words: &[(usize, Place)]) -> bool {
    const SHORT: usize = 30;
    let told = || words.iter().any(|w| tells_german(passage.word(w.0)));
    let surely = words.iter().any(|w| tells_german(passage.word(w.0)) && !AMBIGUOUS.contains(&passage.word(w.0)));
    surely || (words.len() < SHORT || told()) && passage.tongue() == Tongue::German
}

/// Where a word stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the beginning of a sentence, where everything has a capital.
    First,
    /// Inside a sentence.
    Inside,
}

/// The words of prose, with their place in their sentence.
fn placed(passage: &Passage<'_>) -> Vec<(usize, Place)> {
    let mut place = Place::First;
    let mut out = Vec::with_capacity(passage.tokens.len() / 2 + 1);
    for (at, token) in passage.tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Word => {
                if passage.is_word(at) {
                    out.push((at, place));
                }
                // What follows the number of an item, or the time of an entry, opens it too.
                let numbers = |c: char| c.is_numeric() || matches!(c, '.' | ':');
                if place == Place::First && !passage.word(at).chars().all(numbers) {
                    place = Place::Inside;
                }
            }
            TokenKind::Mark if passage.word(at).starts_with(opens_sentence) => place = Place::First,
            TokenKind::Space if passage.word(at).bytes().any(|b| b == b'\n') => place = Place::First,
            _ => {}
        }
    }
    out
}

/// Whether a word behind this mark may have a capital for no reason of its own.
fn opens_sentence(mark: char) -> bool {
    matches!(
        mark,
        '.' | '!'
            | '?'
            | ':'
            | ';'
            | '"'
            | '“'
            | '„'
            | '«'
            | '‘'
            | '•'
            | '…'
            | '*'
            | '#'
            | '|'
            | '>'
            | '['
            | '('
            | ']'
    )
}

/// Whether a word begins with a capital and is no single letter, or is an abbreviation with stops (`U.S`).
pub(super) fn is_capital(word: &str) -> bool {
    let mut rest = word.chars().skip(1);
    word.starts_with(char::is_uppercase)
        && match (rest.next(), rest.next()) {
            (Some('.'), Some(third)) => third.is_uppercase(),
            (second, _) => second.is_some_and(char::is_alphabetic),
        }
}

/// Whether a word that is also a month is somebody's name here: it follows another name (`Theresa May`).
pub(super) fn is_surname(passage: &Passage<'_>, token: usize) -> bool {
    let Some(before) = token.checked_sub(2).filter(|_| passage.word(token - 1) == " ") else { return false };
    let word = passage.word(before);
    passage.is_word(before) && passage.is_capital(before) && !is_common(word) && !passage.class(before).calendar
}

/// Whether two names are one: but for possessive endings and the plural of an abbreviation (`Mill's Board` and `Mill Board`,
/// `CPU` and `CPUs`).
pub(super) fn is_same(name: &str, other: &str) -> bool {
    fn bare(word: &str) -> &str {
        let word = stem(word);
        let one = word.strip_suffix('s').filter(|one| one.len() > 1 && one.chars().all(char::is_uppercase));
        one.unwrap_or(word)
    }
    name == other || name.split(' ').map(bare).eq(other.split(' ').map(bare))
}

/// A word without a possessive ending.
pub(super) fn stem(word: &str) -> &str {
    ["’s", "'s"].iter().find_map(|s| word.strip_suffix(s)).unwrap_or(word)
}
