//! Claims that turned: to other words of their sentence, or into their opposite.

use std::collections::{HashMap, HashSet, VecDeque};

use super::Claim;
use crate::{
    diff::{Fact, facts::passage::Passage},
    model::{ChangeKind, Sides},
    text::{stirring::Stirring, terms::is_dense},
};

/// Words before a claim that may be told with it.
const REACH: usize = 5;

/// A hedge stands alone among no more changed words than these, itself counted.
const ALONE: usize = 2;

/// Words that were put into their opposite by what stands before them: `safe`, `unsafe`.
pub(super) fn reversed(pair: Sides<&Passage<'_>>) -> Vec<Fact> {
    let mut out = Vec::new();
    let lone = |passage: &Passage<'_>, place: usize| passage.size(place) == 1;
    let mut come = pair.new.changed().peekable();
    for (token, place) in pair.old.changed().filter(|&(_, place)| lone(pair.old, place) && lone(pair.new, place)) {
        while come.next_if(|&(_, at)| at < place).is_some() {}
        let Some(&(other, _)) = come.peek().filter(|&&(_, at)| at == place) else { continue };
        let (old, new) = (pair.old.word(token), pair.new.word(other));
        let denies = |long: &str, short: &str| {
            let head = long.len().checked_sub(short.len()).and_then(|n| long.get(..n)).unwrap_or("");
            let same = long.get(head.len()..).is_some_and(|tail| tail.eq_ignore_ascii_case(short));
            short.len() > 3 && same && denies_with(head, short)
        };
        if denies(new, old) || denies(old, new) {
            out.push(Fact::new(ChangeKind::Negation, Some(old), Some(new)));
        }
    }
    out
}

/// Whether a syllable before a word puts it into its opposite: `il` before `legal`, not `in` before `form`.
fn denies_with(head: &str, word: &str) -> bool {
    const OPPOSED: &str = " agree agreed agrees honest loyal satisfied approve approved approves allow allowed allows believe \
        believed prove proved proven obey obeyed qualified ";
    const QUALITIES: [&str; 13] =
        ["al", "ble", "ive", "ent", "ant", "ate", "ar", "ous", "id", "ure", "ite", "ect", "sane"];
    let (head, word) = (head.to_ascii_lowercase(), word.to_lowercase());
    match head.as_str() {
        "un" | "non" => true,
        "dis" => OPPOSED.contains(&format!(" {word} ")),
        "in" | "im" | "il" | "ir" => {
            let is_quality = word.len() > 4 && QUALITIES.iter().any(|end| word.ends_with(end));
            is_quality && !matches!(word.as_str(), "plant" | "migrate" | "migrant" | "state" | "volute")
        }
        _ => false,
    }
}

/// Takes out of both lists what stands in either, and tells those that turned to other words.
pub(super) fn turned(
    pair: Sides<&Passage<'_>>,
    old: &mut Vec<Claim<'_>>,
    new: &mut Vec<Claim<'_>>,
    out: &mut Vec<Fact>,
) {
    let mut next: HashMap<(ChangeKind, String), VecDeque<usize>, Stirring> = HashMap::default();
    for (at, come) in new.iter().enumerate() {
        next.entry((come.kind, come.key.clone())).or_default().push_back(at);
    }
    let mut used = vec![false; new.len()];
    let mut told: Sides<HashSet<usize, Stirring>> = Sides::default();
    let mut hedges: Vec<(usize, Fact)> = Vec::new();
    old.retain(|gone| {
        let of = next.get_mut(&(gone.kind, gone.key.clone())).and_then(VecDeque::pop_front);
        let Some((at, come)) = of.and_then(|at| Some((at, new.get(at)?))) else { return true };
        used[at] = true;
        // It only let something between it and its word, or no more: `did not, however, resign`, `however, did not resign`.
        if gone.kind == ChangeKind::Negation && is_parted(pair, gone.token, come.token) {
            told.old.insert(gone.at);
            told.new.insert(come.at);
            return false;
        }
        let alone = || pair.old.size(gone.place) <= ALONE && pair.new.size(come.place) <= ALONE;
        if gone.kind == ChangeKind::Negation || gone.kind == ChangeKind::Hedge && alone() {
            let (from, to) = phrases(pair, gone.token, come.token);
            let fact = Fact::new(gone.kind, Some(from), Some(to));
            if gone.kind == ChangeKind::Negation {
                told.old.insert(gone.at);
                told.new.insert(come.at);
                out.push(fact);
            } else {
                hedges.push((gone.at, fact));
            }
        }
        false
    });
    out.extend(hedges.into_iter().filter(|(at, _)| !told.old.contains(at)).map(|(_, fact)| fact));
    // What such a word says besides is told with it.
    old.retain(|claim| !told.old.contains(&claim.at));
    let mut used = used.into_iter();
    new.retain(|claim| !used.next().unwrap_or(false) && !told.new.contains(&claim.at));
}

/// The words beside a claim, two before it and one after, in lower case, where they changed with it.
pub(super) fn beside(passage: &Passage<'_>, token: usize) -> Option<String> {
    let before = neighbours(passage, (0..token).rev()).take(2);
    let around: Vec<usize> = before.chain(neighbours(passage, token + 1..passage.tokens.len()).take(1)).collect();
    let carried = !around.is_empty() && around.iter().all(|&t| passage.place(t).is_some());
    carried.then(|| around.iter().map(|&t| passage.word(t).to_lowercase()).collect::<Vec<_>>().join(" "))
}

/// The words of a sentence from a place in it on.
fn neighbours<'p>(
    passage: &'p Passage<'_>,
    tokens: impl Iterator<Item = usize> + 'p,
) -> impl Iterator<Item = usize> + 'p {
    let ends = |t: &usize| !passage.is_word(*t) && passage.word(*t).contains(['.', '!', '?', '\n', '。', '！', '？']);
    tokens.take_while(move |t| !ends(t)).filter(|&t| passage.is_word(t))
}

/// Whether a negation of both sides belongs to one word, which each side has once, and on one of them something in commas
/// stands between.
fn is_parted(pair: Sides<&Passage<'_>>, gone: usize, come: usize) -> bool {
    let is_aside = |passage: &Passage<'_>, token: usize| passage.word(token + 1) == ",";
    let is_long = |passage: &Passage<'_>| passage.tokens.len() > LONG;
    if is_aside(pair.old, gone) == is_aside(pair.new, come) || is_long(pair.old) || is_long(pair.new) {
        return false;
    }
    let of = |passage: &Passage<'_>, token: usize| {
        let is_comma = |at: usize| passage.word(at) == ",";
        let close = || (token + 2..token + 2 + ASIDE).find(|at| is_comma(*at));
        let from = if is_comma(token + 1) { close()? } else { token } + 1;
        let at = neighbours(passage, from..passage.tokens.len()).next()?;
        let word = passage.word(at).to_lowercase();
        let same = (0..passage.tokens.len()).filter(|t| passage.word(*t).eq_ignore_ascii_case(&word)).count();
        (same == 1).then_some(word)
    };
    let (gone, come) = (of(pair.old, gone), of(pair.new, come));
    gone.is_some() && gone == come
}

/// In longer texts, in tokens, nothing is passed over: each look goes through all of it.
const LONG: usize = 2000;

/// Tokens in commas that are passed over.
const ASIDE: usize = 8;

/// Two claims with the word that follows each; with those before them as far as it takes to tell the two apart.
fn phrases<'t>(pair: Sides<&Passage<'t>>, gone: usize, come: usize) -> (&'t str, &'t str) {
    let phrase = |passage: &Passage<'t>, token: usize, before: usize| {
        let dense = passage.word(token).chars().all(is_dense);
        let last = neighbours(passage, token + 1..passage.tokens.len()).next().filter(|_| !dense).unwrap_or(token);
        let first = neighbours(passage, (0..token).rev()).take(before).last().unwrap_or(token);
        let (from, to) = (passage.tokens.get(first), passage.tokens.get(last));
        from.zip(to).and_then(|(from, to)| passage.text.get(from.start..to.end)).unwrap_or_default()
    };
    let of = |before: usize| (phrase(pair.old, gone, before), phrase(pair.new, come, before));
    (0..REACH).map(of).find(|(gone, come)| gone != come).unwrap_or_else(|| of(0))
}
