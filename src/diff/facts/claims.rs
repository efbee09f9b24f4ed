//! Negations, hedges and attributions that came or went: what is claimed, how surely, by whom.

use std::collections::{HashMap, VecDeque};

use super::{
    cancel::cancel,
    lexicon::{self, class},
    passage::Passage,
};
use crate::{
    diff::Fact,
    model::{ChangeKind, Sides},
};

/// A word of one of the kinds, where it changed.
struct Claim<'a> {
    kind: ChangeKind,
    place: usize,
    word: &'a str,
    /// What it counts as, so that `isn’t` and `is not` say the same.
    key: String,
}

/// The words of these kinds that stand on one side only of an edited text. Those that only changed their place in it
/// are left out; a word of the same kind at the same place is what the old one became.
pub(super) fn claims(pair: Sides<&Passage<'_>>) -> Vec<Fact> {
    let (mut old, mut new) = (of(pair.old), of(pair.new));
    cancel(&mut old, &mut new, |claim| (claim.kind, claim.key.clone()));
    let mut out = Vec::new();
    let mut next: HashMap<(ChangeKind, usize), VecDeque<usize>> = HashMap::new();
    for (at, come) in new.iter().enumerate() {
        next.entry((come.kind, come.place)).or_default().push_back(at);
    }
    let mut used = vec![false; new.len()];
    for gone in old {
        let became = next.get_mut(&(gone.kind, gone.place)).and_then(VecDeque::pop_front);
        if let Some(used) = became.and_then(|at| used.get_mut(at)) {
            *used = true;
        }
        let became = became.and_then(|at| new.get(at)).map(|come| come.word);
        out.push(Fact::new(gone.kind, Some(gone.word), became));
    }
    let rest = new.into_iter().zip(used).filter(|(_, used)| !used);
    out.extend(rest.map(|(come, _)| Fact::new(come.kind, None, Some(come.word))));
    out
}

fn of<'a>(passage: &Passage<'a>) -> Vec<Claim<'a>> {
    let mut out = Vec::new();
    for (token, place) in passage.changed() {
        let word = passage.word(token);
        let dated = |at: Option<usize>| at.is_some_and(|at| passage.word(at).starts_with(char::is_numeric));
        if word == "May" && (dated(token.checked_sub(2)) || dated(Some(token + 2))) {
            continue;
        }
        for kind in lexicon::claims(class(word)) {
            let lower = word.to_lowercase().replace('’', "'");
            let key = match (kind, lower.strip_suffix("n't").or_else(|| lower.strip_suffix("not"))) {
                (ChangeKind::Negation, Some(_)) => "not".to_owned(),
                (ChangeKind::Hedge, Some("ca" | "can")) => "can".to_owned(),
                (ChangeKind::Hedge, Some("wo")) => "will".to_owned(),
                (_, Some(stem)) => stem.to_owned(),
                (_, None) => lower,
            };
            out.push(Claim { kind, place, word, key });
        }
    }
    out
}
