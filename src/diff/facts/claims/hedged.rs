//! Hedges of several words: how much about something is (`more than 65 %`), and what is but expected (`is expected to`).

use super::Claim;
use crate::{
    diff::facts::passage::Passage,
    model::{ChangeKind, Side},
};

/// What is expected, believed or thought, behind a form of *to be* and before *to* or *that*.
const HELD: &str = " expected believed thought understood feared reported said ";
const BEING: &str = " is are was were be been being ’s 's ";

/// Words before a figure that make it a guess or a bound, each with the word that must follow, if any.
const ABOUT: &[(&str, &str)] = &[
    ("about", ""),
    ("around", ""),
    ("approximately", ""),
    ("roughly", ""),
    ("nearly", ""),
    ("almost", ""),
    ("some", ""),
    ("over", ""),
    ("under", ""),
    ("more", "than"),
    ("less", "than"),
    ("fewer", "than"),
    ("at", "least"),
    ("at", "most"),
    ("up", "to"),
];

/// The hedge that begins with a word, if it is one.
pub(super) fn hedged<'a>(passage: &Passage<'a>, token: usize, place: usize, side: Side) -> Option<Claim<'a>> {
    let word = passage.word(token);
    // Nearly every word is none of these: it costs no memory to say so.
    if !may_begin(word) {
        return None;
    }
    let lower = word.to_lowercase();
    let end = held(passage, token, &lower).or_else(|| about(passage, token, &lower))?;
    let (at, end) = (passage.tokens.get(token)?.start, passage.tokens.get(end)?.end);
    let word = passage.text.get(at..end)?;
    Some(Claim { kind: ChangeKind::Hedge, place, side, token, at, word, beside: None, key: word.to_lowercase() })
}

fn may_begin(word: &str) -> bool {
    let Some(first) = word.as_bytes().first().map(u8::to_ascii_lowercase) else { return false };
    let is = |listed: &str| listed.eq_ignore_ascii_case(word);
    b"abeflmnorstu".contains(&first)
        && (HELD.split_ascii_whitespace().any(is) || ABOUT.iter().any(|(about, _)| is(about)))
}

/// The word behind one, a blank between.
fn next(passage: &Passage<'_>, token: usize) -> Option<usize> {
    Some(token + 2).filter(|next| passage.is_space(token + 1) && passage.is_word(*next))
}

fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && list.contains(&format!(" {word} "))
}

fn held(passage: &Passage<'_>, token: usize, lower: &str) -> Option<usize> {
    if !is_in(HELD, lower) {
        return None;
    }
    let before = passage.word(token.checked_sub(2)?).to_lowercase();
    let (_, ending) = before.rsplit_once(['’', '\'']).unwrap_or(("", &before));
    let is_held = is_in(BEING, &before) || before.len() > ending.len() && ending == "s";
    let next = next(passage, token)?;
    let goes_on = passage.word(next) == "to" || passage.word(next) == "that" && lower != "said";
    (is_held && goes_on).then_some(next)
}

fn about(passage: &Passage<'_>, token: usize, lower: &str) -> Option<usize> {
    let (_, second) = ABOUT.iter().find(|(first, second)| {
        *first == lower && (second.is_empty() || next(passage, token).is_some_and(|next| passage.word(next) == *second))
    })?;
    let last = if second.is_empty() { token } else { next(passage, token)? };
    // The sign of a currency may stand before the figure. A figure that changed tells by itself.
    let figure = (last + 1..last + 4).find(|&at| passage.is_word(at))?;
    let is_figure =
        passage.word(figure).starts_with(|c: char| c.is_ascii_digit()) || passage.class(figure).number.is_some();
    (is_figure && passage.is_space(last + 1) && passage.place(figure).is_none()).then_some(last)
}
