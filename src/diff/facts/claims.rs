//! Negations, hedges and attributions that came or went: what is claimed, how surely, by whom.

use std::collections::{HashMap, HashSet, VecDeque};

mod hedged;
#[cfg(test)]
mod tests;
mod turned;

use memchr::memmem;

use self::{
    hedged::{drop_others, hedged},
    turned::{beside, reversed, turned},
};
use super::{cancel::cancel, lexicon, names::is_surname, passage::Passage};
use crate::{
    diff::Fact,
    model::{ChangeKind, Side, Sides},
    text::{stirring::Stirring, terms::is_dense, words::TokenKind},
};

/// What is told of words of what is claimed.
pub(super) const KINDS: &[ChangeKind] = &[ChangeKind::Negation, ChangeKind::Hedge, ChangeKind::Attribution];

/// A word of one of the kinds, where it changed.
struct Claim<'a> {
    kind: ChangeKind,
    place: usize,
    side: Side,
    token: usize,
    /// Where it begins in its text, in bytes.
    at: usize,
    word: &'a str,
    /// The words beside it, where it was carried with them.
    beside: Option<String>,
    /// What it counts as, so that `isn’t` and `is not` say the same.
    key: String,
    /// Whether it stands before a figure that changed with it.
    with_figure: bool,
}

/// The words of these kinds that stand on one side only of an edited text. Those that only changed their place in it
/// with the words around them are left out; a word of the same kind at the same place is what the old one became. A
/// negation or hedge that left the words around it for others (`did not say that she had`, `did say that she had not`)
/// turned from one to the other: it is told with them. A word that negates and binds at once (`won’t`) is told once.
pub(super) fn claims(pair: Sides<&Passage<'_>>) -> Vec<Fact> {
    let (mut old, mut new) = (of(pair.old, Side::Old), of(pair.new, Side::New));
    let mut out = reversed(pair);
    // What a word that was put into its opposite says besides is told with it.
    old.retain(|claim| !out.iter().any(|fact| fact.old.as_deref() == Some(claim.word)));
    new.retain(|claim| !out.iter().any(|fact| fact.new.as_deref() == Some(claim.word)));
    if old.is_empty() && new.is_empty() {
        return out;
    }
    let mut bases = Sides::new(bases(&old), bases(&new));
    cancel(&mut old, &mut new, |claim| (claim.kind, claim.key.clone(), claim.place));
    drop_others(pair, &mut old, &mut new);
    if !old.is_empty() && !new.is_empty() {
        old.iter_mut().for_each(|claim| claim.beside = beside(pair.old, claim.token));
        new.iter_mut().for_each(|claim| claim.beside = beside(pair.new, claim.token));
        // What was not carried with its words is no other's equal.
        cancel(&mut old, &mut new, |c| (c.kind, c.key.clone(), c.beside.clone().ok_or((c.side, c.at))));
        turned(pair, &mut old, &mut new, &mut out);
    }
    once(&mut old);
    once(&mut new);
    let mut next: HashMap<(ChangeKind, usize), VecDeque<usize>, Stirring> = HashMap::default();
    for (at, come) in new.iter().enumerate() {
        next.entry((come.kind, come.place)).or_default().push_back(at);
    }
    let mut used = vec![false; new.len()];
    for gone in old {
        let became = next.get_mut(&(gone.kind, gone.place)).and_then(VecDeque::pop_front);
        if let Some(used) = became.and_then(|at| used.get_mut(at)) {
            *used = true;
        }
        let became = became.and_then(|at| new.get(at)).map(|come| come.word).or_else(|| bases.new.of(&gone));
        out.push(Fact::new(gone.kind, Some(gone.word), became));
    }
    let rest = new.into_iter().zip(used).filter(|(_, used)| !used);
    out.extend(rest.map(|(come, _)| Fact::new(come.kind, bases.old.of(&come), Some(come.word))));
    out
}

/// The modals of a side, by what they say and where.
struct Bases<'a>(HashMap<(String, usize), &'a str, Stirring>);

fn bases<'a>(claims: &[Claim<'a>]) -> Bases<'a> {
    let modals = claims.iter().filter(|c| c.kind == ChangeKind::Hedge && !c.with_figure);
    Bases(modals.map(|c| ((c.key.clone(), c.place), c.word)).collect())
}

impl<'a> Bases<'a> {
    /// The modal that stands where a negated one does on the other side: `can` for `cannot`.
    fn of(&mut self, negated: &Claim<'_>) -> Option<&'a str> {
        let lower = negated.word.to_lowercase().replace('’', "'");
        let stem = lower.strip_suffix("n't").or_else(|| lower.strip_suffix("not"))?;
        let base = match stem {
            "ca" => "can",
            "wo" => "will",
            "sha" => "shall",
            stem => stem,
        };
        let is_negation = negated.kind == ChangeKind::Negation && !base.is_empty();
        self.0.remove(&(base.to_owned(), negated.place)).filter(|_| is_negation)
    }
}

/// Leaves out what a word says besides being a negation.
fn once(claims: &mut Vec<Claim<'_>>) {
    let negations: HashSet<usize, Stirring> =
        claims.iter().filter(|c| c.kind == ChangeKind::Negation).map(|c| c.at).collect();
    claims.retain(|c| c.kind == ChangeKind::Negation || !negations.contains(&c.at));
}

fn of<'a>(passage: &Passage<'a>, side: Side) -> Vec<Claim<'a>> {
    let mut out = Vec::new();
    let japanese = !passage.text.is_ascii() && passage.text.chars().any(is_kana);
    for (token, place) in passage.changed() {
        if let Some(claim) = hedged(passage, token, place, side) {
            out.push(claim);
            continue;
        }
        let word = passage.word(token);
        let mut class = passage.class(token);
        // Where the other half stood there before, `n’` is what makes a negation of the two.
        let half = half(passage, token).filter(|half| passage.place(*half).is_none());
        class.negation |= is_half(word) && halves(passage, token) || half.is_some();
        if lexicon::claims(class).next().is_none() || japanese && class.negation && word.chars().all(is_dense) {
            continue;
        }
        let lower = word.to_lowercase().replace('’', "'");
        let named = is_name(passage, token, &lower);
        for kind in lexicon::claims(class) {
            let other = kind == ChangeKind::Negation
                && lower.len() <= 4
                && half.is_none()
                && !passage.tongue().negates_with(&lower)
                && !halves(passage, token);
            let thing = kind == ChangeKind::Attribution && is_thing(passage, token, &lower);
            if named || other || thing || doubled(passage, token, &lower) {
                continue;
            }
            let key = match (kind, lower.strip_suffix("n't").or_else(|| lower.strip_suffix("not"))) {
                (ChangeKind::Negation, Some(_)) => "not".to_owned(),
                (ChangeKind::Hedge, Some("ca" | "can")) => "can".to_owned(),
                (ChangeKind::Hedge, Some("wo")) => "will".to_owned(),
                (ChangeKind::Hedge, Some("sha")) => "shall".to_owned(),
                (_, Some(stem)) => stem.to_owned(),
                (ChangeKind::Hedge, None) if lower.ends_with("'ll") => "will".to_owned(),
                (_, None) => lower.clone(),
            };
            let at = passage.tokens.get(token).map_or(0, |t| t.start);
            let end =
                half.filter(|_| kind == ChangeKind::Negation).and_then(|half| passage.tokens.get(half)).map(|t| t.end);
            let word = end.and_then(|end| passage.text.get(at..end)).unwrap_or(word);
            out.push(Claim { kind, place, side, token, at, word, beside: None, key, with_figure: false });
        }
    }
    if japanese {
        out.extend(endings(passage, side));
        out.sort_by_key(|c| (c.place, c.at));
    }
    out
}

/// Whether a character is of the script that only Japanese has.
fn is_kana(c: char) -> bool {
    ('ぁ'..='ゖ').contains(&c)
}

/// Whether a word that negates or binds is a name or a month here: `Theresa May`, `in May`, `Will Smith`, `No 10`.
fn is_name(passage: &Passage<'_>, token: usize, lower: &str) -> bool {
    // `[[no:Mill]]`: the code of a language.
    if token > 1 && passage.word(token + 1).starts_with(':') && passage.word(token - 1).ends_with('[') {
        return true;
    }
    if !matches!(lower, "may" | "will" | "no" | "none" | "ne" | "nie" | "sin" | "mai" | "non" | "can" | "must")
        || !passage.word(token).starts_with(char::is_uppercase)
    {
        return false;
    }
    let next = (token + 1..passage.tokens.len()).find(|&t| passage.is_word(t)).map_or("", |t| passage.word(t));
    if next.starts_with(char::is_numeric) || lower == "may" && is_surname(passage, token) {
        return true;
    }
    if !opens(passage, token) {
        // In a heading every word may have its capital.
        let long = || (0..passage.tokens.len()).filter(|&t| passage.is_word(t) && passage.word(t).len() > 3);
        let capitals = long().filter(|&t| passage.word(t).starts_with(char::is_uppercase)).count();
        let stopped = passage.text.trim_end().ends_with(['.', '!', '?', '”', '"']);
        return stopped || long().count() > 20 || capitals * 5 < long().count() * 3;
    }
    let asks = ["he", "she", "it", "they", "we", "i", "you", "there", "the", "this", "god"];
    match lower {
        "may" => !asks.contains(&next.to_lowercase().as_str()),
        "will" => next.starts_with(char::is_uppercase) && next != "I" && !asks.contains(&next),
        _ => false,
    }
}

/// Whether a word that may attribute is a noun here, and attributes nothing: `that reports had been closed`, `the claims`,
/// `United States of America`.
fn is_thing(passage: &Passage<'_>, token: usize, lower: &str) -> bool {
    const LEADING: &str = " the these those such no some any several many few all both more most other further a an its his her \
        their our your my by of with about two three four five six seven eight nine ten hundreds dozens thousands media news press \
        false new earlier previous initial first early ";
    const FOLLOWING: &str = " had have has been were was are is of emerged came surfaced began ";
    // Who may, or is to, claim something demands it.
    const DEMANDING: &str = " to can could may might must should cannot you we i not or and ";
    const TOLD: &str = " that he she they it we you i there ";
    const DEVICES: &str = " message messages compiler documentation docs output log label button ";
    const LETTING: &str = " let’s let's lets us ";
    const INTRODUCING: &str = " nach laut den ihren seinen eigenen ersten bisherigen offiziellen ";
    let is_in = |list: &str, word: &str| lexicon::is_in(list, &word.to_lowercase());
    let beside = |at: Option<usize>| at.filter(|&t| passage.is_word(t)).map_or("", |t| passage.word(t));
    let before = token.checked_sub(2).filter(|_| passage.is_space(token - 1));
    let two_before = beside(token.checked_sub(4).filter(|_| before.is_some_and(|at| passage.is_space(at - 1))));
    let after = Some(token + 2).filter(|_| passage.is_space(token + 1));
    let comma = |at: Option<usize>| at.is_some_and(|at| passage.word(at) == ",");
    // `Claim for wages`: what one is asked to do.
    let capital = passage.word(token).starts_with(char::is_uppercase);
    if matches!(lower, "claim" | "say") && capital && opens(passage, token) && passage.word(token + 1) == " " {
        return true;
    }
    match lower {
        // `claim for your wages`
        "claim" | "claims" | "claimed" | "claiming" if is_in(" for your ", beside(after)) => true,
        "claim" if is_in(DEMANDING, beside(before)) => !is_in(TOLD, beside(after)),
        // `the error message says`
        "says" | "said" | "say" if is_in(DEVICES, beside(before)) => true,
        // `let’s say`, `another way to say it`, `said another way`
        "say" if is_in(LETTING, beside(before)) => true,
        "say" | "saying" if is_in(" to of ", beside(before)) && is_in(" way ways ", two_before) => true,
        "said" if is_in(" another differently ", beside(after)) && capital => true,
        // `selon que`, `selon l’ordre alphabétique`
        "selon" => is_in(" que l’ordre l'ordre ", beside(after)),
        "reports" | "report" | "claims" | "claim" | "states" => {
            is_in(LEADING, beside(before)) || is_in(FOLLOWING, beside(after))
        }
        // `To begin, say hello`; `to, say, a mill`
        "say" => comma(token.checked_sub(2)) && (comma(Some(token + 1)) || is_asked_to(passage, token)),
        "stated" => is_in(" get gets getting got ", beside(before)),
        "angaben" => !is_in(INTRODUCING, beside(before)) && !beside(after).eq_ignore_ascii_case("zufolge"),
        // Japanese shows (`表示`) with the characters with which Chinese says.
        "表示" | "指出" | "透露" => passage.text.chars().any(is_kana),
        "称" => passage.word(token + 1).starts_with(['为', '之']),
        _ => false,
    }
}

/// Whether a sentence says first what for one is asked to do something (`To begin, say hello`).
fn is_asked_to(passage: &Passage<'_>, token: usize) -> bool {
    let ends = |&t: &usize| passage.is_mark(t) && passage.word(t).contains(['.', '!', '?', ':']);
    let from = token.saturating_sub(NEAR);
    let first = (from..token).rev().find(ends).map_or(from, |end| end + 1);
    let first = (first..token).find(|&t| passage.is_word(t));
    first.is_some_and(|first| passage.word(first) == "To")
}

/// Tokens of a sentence before a word, at most, that are looked at.
const NEAR: usize = 40;

/// Whether a word opens a sentence.
fn opens(passage: &Passage<'_>, token: usize) -> bool {
    let before = passage.tokens.iter().take(token).enumerate().rev();
    for (at, t) in before {
        let text = passage.word(at);
        match t.kind {
            TokenKind::Word => return false,
            TokenKind::Space if text.contains('\n') => return true,
            TokenKind::Space => {}
            TokenKind::Mark => return !text.starts_with(|c: char| ",-–(&/'’".contains(c)),
        }
    }
    true
}

/// The other halves of a French negation.
const HALVES: &[&str] = &[
    "pas",
    "plus",
    "jamais",
    "rien",
    "aucun",
    "aucune",
    "personne",
    "ni",
    "guère",
    "point",
    "aucunement",
    "nullement",
];

/// Whether a word negates as the half of a negation only.
fn is_half(word: &str) -> bool {
    matches!(word, "plus" | "personne" | "point" | "aucunement" | "nullement")
}

/// Tokens between the halves of a negation, at most.
const APART: usize = 9;

/// Whether a French `ne` is half of a negation of which the other half follows, and came or went with it.
fn doubled(passage: &Passage<'_>, token: usize, lower: &str) -> bool {
    lower == "ne" && half(passage, token).is_some_and(|half| passage.place(half).is_some())
}

/// The other half of a French negation, behind its `ne` or `n’`.
fn half(passage: &Passage<'_>, token: usize) -> Option<usize> {
    let is_first = is_first_half(passage.word(token));
    (token + 1..token + APART).find(|t| is_first && HALVES.contains(&passage.word(*t)))
}

/// Whether a word is `ne`, or begins with it (`n’a`).
fn is_first_half(word: &str) -> bool {
    let mut chars = word.chars();
    let n = matches!(chars.next(), Some('n' | 'N'));
    n && (matches!(chars.next(), Some('\'' | '’')) && chars.next().is_some() || word.eq_ignore_ascii_case("ne"))
}

/// Whether a word is the other half of a French negation: `ne` or `n’` stands before it. No language but French says so.
fn halves(passage: &Passage<'_>, token: usize) -> bool {
    let before = (token.saturating_sub(APART - 1)..token).rev().map(|t| passage.word(t));
    HALVES.contains(&passage.word(token))
        && before.take_while(|w| !matches!(*w, "." | "!" | "?" | ";" | ":")).any(is_first_half)
}

/// The endings by which Japanese negates: they are cut off their verbs, and cut up themselves, in many ways.
const ENDINGS: &[&str] = &["なかっ", "ない", "ません", "ではなく", "じゃなく"];

/// Before these the ending is part of an adjective that denies nothing: 少ない is few, 危ない is dangerous.
const ADJECTIVES: &str = "少危切汚幼拙";

fn endings<'a>(passage: &Passage<'a>, side: Side) -> Vec<Claim<'a>> {
    let mut out = Vec::new();
    for ending in ENDINGS {
        for start in memmem::find_iter(passage.text.as_bytes(), ending) {
            let end = start + ending.len();
            let (Some(before), Some(word)) = (passage.text.get(..start), passage.text.get(start..end)) else {
                continue;
            };
            let first = passage.tokens.partition_point(|t| t.end <= start);
            let tokens = (first..).take_while(|&t| passage.tokens.get(t).is_some_and(|t| t.start < end));
            let place = tokens.filter_map(|t| passage.place(t)).next();
            if let Some(place) = place.filter(|_| !before.ends_with(|c| ADJECTIVES.contains(c))) {
                let key = "ない".to_owned();
                let kind = ChangeKind::Negation;
                out.push(Claim {
                    kind,
                    place,
                    side,
                    token: first,
                    at: start,
                    word,
                    beside: None,
                    key,
                    with_figure: false,
                });
            }
        }
    }
    out
}
