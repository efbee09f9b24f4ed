//! Hedges of several words: how much about something is (`more than 65 %`), and what is but expected (`is expected to`).

use std::collections::HashSet;

use super::Claim;
use crate::{
    diff::facts::passage::Passage,
    model::{ChangeKind, Side, Sides},
    text::{stirring::Stirring, words::is_currency},
};

/// What is expected, believed or thought, behind a form of *to be* and before *to* or *that*.
const HELD: &[&str] = &["expected", "believed", "thought", "understood", "feared", "reported", "said"];
const BEING: &[&str] = &["is", "are", "was", "were", "be", "been", "being"];

/// Words before a figure that make it a guess or a bound, each with the words that must follow, if any.
const ABOUT: &[(&str, &[&str])] = &[
    ("about", &[]),
    ("around", &[]),
    ("approximately", &[]),
    ("roughly", &[]),
    ("nearly", &[]),
    ("almost", &[]),
    ("some", &[]),
    ("over", &[]),
    ("under", &[]),
    ("just", &["over", "under"]),
    ("well", &["over", "under"]),
    ("close", &["to"]),
    ("more", &["than"]),
    ("less", &["than"]),
    ("fewer", &["than"]),
    ("at", &["least", "most"]),
    ("up", &["to"]),
    ("rund", &[]),
    ("etwa", &[]),
    ("ungefähr", &[]),
    ("knapp", &[]),
    ("mindestens", &[]),
    ("höchstens", &[]),
    ("mehr", &["als"]),
    ("weniger", &["als"]),
    ("environ", &[]),
    ("près", &["de"]),
    ("plus", &["de"]),
    ("moins", &["de"]),
    ("au", &["moins"]),
    ("unos", &[]),
    ("unas", &[]),
    ("más", &["de"]),
    ("menos", &["de"]),
    ("cerca", &["de"]),
    ("al", &["menos"]),
];

/// Those that may just as well say where something is, or of what it tells.
const PLACES: &[&str] = &["about", "around", "over", "under", "some", "up to"];

/// Words that stand for a figure behind such a one.
const FIGURES: &[&str] = &["half", "one", "hälfte", "moitié", "mitad"];

/// Whether a hedge before a figure is one only where nothing, or another hedge, stands for it on the other side: `flew over`
/// and `flew under two bridges` are no guesses.
fn is_place(key: &str) -> bool {
    PLACES.contains(&key)
}

/// The hedge that begins with a word, if it is one.
pub(super) fn hedged<'a>(passage: &Passage<'a>, token: usize, place: usize, side: Side) -> Option<Claim<'a>> {
    let word = passage.word(token);
    // Nearly every word is none of these: it costs no memory to say so.
    if !may_begin(word) {
        return None;
    }
    let lower = word.to_lowercase();
    let held = held(passage, token, &lower).map(|end| (end, false));
    let (end, with_figure) = held.or_else(|| about(passage, token, &lower))?;
    let (at, end) = (passage.tokens.get(token)?.start, passage.tokens.get(end)?.end);
    let word = passage.text.get(at..end)?;
    Some(Claim {
        kind: ChangeKind::Hedge,
        place,
        side,
        token,
        at,
        word,
        beside: None,
        with_figure,
        key: word.to_lowercase(),
    })
}

/// For each first letter the lengths of the words with which a hedge may begin, a bit for each, in bytes.
const LENGTHS: [u32; 256] = {
    let mut lengths = [0; 256];
    let mut at = 0;
    while at < HELD.len() {
        lengths[HELD[at].as_bytes()[0] as usize] |= 1 << HELD[at].len();
        at += 1;
    }
    at = 0;
    while at < ABOUT.len() {
        lengths[ABOUT[at].0.as_bytes()[0] as usize] |= 1 << ABOUT[at].0.len();
        at += 1;
    }
    lengths
};

fn may_begin(word: &str) -> bool {
    let Some(first) = word.as_bytes().first().map(u8::to_ascii_lowercase) else { return false };
    word.len() < 32 && LENGTHS[usize::from(first)] >> word.len() & 1 != 0
}

/// The word behind one, a blank between.
fn next(passage: &Passage<'_>, token: usize) -> Option<usize> {
    Some(token + 2).filter(|next| passage.is_space(token + 1) && passage.is_word(*next))
}

fn held(passage: &Passage<'_>, token: usize, lower: &str) -> Option<usize> {
    if !HELD.contains(&lower) {
        return None;
    }
    let before = passage.word(token.checked_sub(2)?).to_lowercase();
    let (_, ending) = before.rsplit_once(['’', '\'']).unwrap_or(("", &before));
    let is_held = BEING.contains(&before.as_str()) || before.len() > ending.len() && ending == "s";
    let next = next(passage, token)?;
    let goes_on = passage.word(next) == "to" || passage.word(next) == "that" && lower != "said";
    (is_held && goes_on).then_some(next)
}

/// The last word of what stands before a figure, and whether the figure changed too.
fn about(passage: &Passage<'_>, token: usize, lower: &str) -> Option<(usize, bool)> {
    let is = |listed: &str, at: usize| passage.word(at).eq_ignore_ascii_case(listed);
    let (_, seconds) = ABOUT.iter().find(|(first, _)| *first == lower)?;
    let last = match seconds {
        [] => token,
        seconds => next(passage, token).filter(|&at| seconds.iter().any(|second| is(second, at)))?,
    };
    // The sign of a currency may stand before the figure.
    let figure = (last + 1..last + 4).find(|&at| passage.is_word(at))?;
    let word = passage.word(figure);
    let in_digits = || word.trim_start_matches(is_currency).starts_with(|c: char| c.is_ascii_digit());
    let is_figure =
        || in_digits() || passage.class(figure).number.is_some() || FIGURES.contains(&word.to_lowercase().as_str());
    let with_figure = passage.place(figure).is_some();
    (passage.is_space(last + 1) && is_figure()).then_some((last, with_figure))
}

/// Leaves out what only says where something is (`flew under two bridges` where it flew over them), what came or went
/// with a figure of its own, that nothing on the other side became, and what the reader can do (`how you can help`), or
/// what was said in short (`there’ll`), where it was said in other words.
pub(super) fn drop_others(pair: Sides<&Passage<'_>>, old: &mut Vec<Claim<'_>>, new: &mut Vec<Claim<'_>>) {
    let hedges = |claims: &[Claim<'_>]| {
        let sure = claims.iter().filter(|claim| claim.kind == ChangeKind::Hedge && !is_place(&claim.key));
        sure.map(|claim| claim.place).collect::<HashSet<usize, Stirring>>()
    };
    let (of_old, of_new) = (hedges(old), hedges(new));
    let any = old.iter().chain(&*new).any(|claim| claim.with_figure);
    let figures = pair.map(|passage| if any { bare_figures(passage) } else { HashSet::default() });
    let stays = |claim: &Claim<'_>, other: Side, hedges: &HashSet<usize, Stirring>| {
        let alone = || pair[other].size(claim.place) == 0 && pair[other.other()].size(claim.place) <= ALONE;
        let is_able = || claim.key == "can" && is_able(pair[other.other()], claim.token);
        if claim.kind == ChangeKind::Hedge && (is_able() || is_short(claim.word)) {
            return hedges.contains(&claim.place) || alone();
        }
        let is_hedge = !is_place(&claim.key) || pair[other].size(claim.place) == 0 || hedges.contains(&claim.place);
        is_hedge && (!claim.with_figure || figures[other].contains(&claim.place))
    };
    old.retain(|claim| stays(claim, Side::New, &of_new));
    new.retain(|claim| stays(claim, Side::Old, &of_old));
}

/// Whether a modal says what the reader, or whoever speaks, is able to do.
fn is_able(passage: &Passage<'_>, token: usize) -> bool {
    let before = token.checked_sub(2).map_or("", |before| passage.word(before));
    before.eq_ignore_ascii_case("you") || before.eq_ignore_ascii_case("we")
}

/// Whether what is said is said in short: `it’ll`.
fn is_short(word: &str) -> bool {
    word.strip_suffix("ll").is_some_and(|word| word.ends_with(['\'', '’']))
}

/// What somebody can do is told alone among no more changed words than these, itself counted.
const ALONE: usize = 2;

/// Words of a place that is a figure and little more, at most.
const BARE: usize = 4;

/// The places at which hardly anything but a figure stands.
fn bare_figures(passage: &Passage<'_>) -> HashSet<usize, Stirring> {
    let is_figure = |token: usize| {
        passage.word(token).contains(|c: char| c.is_ascii_digit()) || passage.class(token).number.is_some()
    };
    let places = passage.changed().filter(|&(token, at)| (1..=BARE).contains(&passage.size(at)) && is_figure(token));
    places.map(|(_, at)| at).collect()
}
