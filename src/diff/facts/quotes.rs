//! Quotations that came, went, or were altered inside their marks.

use std::collections::{HashMap, HashSet};

use super::{cancel::cancel, links::aside};
use crate::{
    diff::{Fact, TextSide},
    model::{ChangeKind, Side, Sides},
    text::{
        Fold, keys,
        quotation::{has_marks, marks, quotations},
        stirring::Stirring,
        terms::terms,
    },
};

/// More pairs of quotations than these are not weighed against each other in one text.
const WEIGHED: usize = 2_000;

/// How often each quotation stands on each side; counted when first asked.
pub(super) struct Quoted<'a> {
    sides: Sides<&'a TextSide>,
    counts: Option<Sides<HashMap<String, usize, Stirring>>>,
}

impl<'a> Quoted<'a> {
    pub(super) fn new(sides: Sides<&'a TextSide>) -> Self {
        Quoted { sides, counts: None }
    }

    /// Whether a quotation stands on a side more often than on the other: else it was only carried elsewhere.
    fn is_more_on(&mut self, side: Side, key: &str) -> bool {
        let sides = self.sides;
        let counts = self.counts.get_or_insert_with(|| {
            sides.map(|side| {
                let mut counts = HashMap::with_hasher(Stirring::default());
                let texts = std::iter::once(&*side.title).chain(side.paragraphs.iter().map(|p| &**p));
                for quotation in texts.flat_map(spoken) {
                    *counts.entry(key_of(quotation)).or_default() += 1;
                }
                counts
            })
        });
        let count = |side: Side| counts[side].get(key).copied().unwrap_or(0);
        // Where text was joined or split the counts may not know it; then it is news.
        count(side) > count(side.other()) || count(side) == 0
    }
}

/// What happened to the quotations between two texts, of which either may be empty.
pub(super) fn altered(pair: Sides<&str>, quoted: &mut Quoted<'_>) -> Vec<Fact> {
    if !has_marks(pair.old) && !has_marks(pair.new) {
        return Vec::new();
    }
    let (mut old, mut new) = (keyed(pair.old), keyed(pair.new));
    cancel(&mut old, &mut new, |quotation| quotation.1.clone());
    let told = old.len() + new.len();
    let (old_marks, new_marks) = (marks(pair.old), marks(pair.new));
    old.retain(|gone| quoted.is_more_on(Side::Old, &gone.1));
    new.retain(|come| quoted.is_more_on(Side::New, &come.1));
    let mut out = Vec::new();
    let weigh = old.len() * new.len() <= WEIGHED;
    for (gone, _) in old {
        let alike = if weigh { best(gone, &new) } else { None };
        let became = alike.map(|at| new.remove(at).0);
        out.push(Fact::new(ChangeKind::Quote, Some(gone), became));
    }
    out.extend(new.into_iter().map(|(come, _)| Fact::new(ChangeKind::Quote, None, Some(come))));
    // A mark without its fellow quotes nothing that could be named, but its coming or going is told.
    if told == 0 && !pair.old.is_empty() && !pair.new.is_empty() && old_marks != new_marks {
        out.push(Fact::new(ChangeKind::Quote, None, None));
    }
    out
}

/// The quotations of a text of several paragraphs; what stands in code or in an address is none.
fn spoken(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').filter(|line| has_marks(line)).flat_map(|line| {
        let aside = aside(line);
        let from = |part: &str| part.as_ptr() as usize - line.as_ptr() as usize;
        let prose = move |q: &&str| !q.trim().is_empty() && !aside.iter().any(|run| run.contains(&from(q)));
        quotations(line).into_iter().filter(prose)
    })
}

fn keyed(text: &str) -> Vec<(&str, String)> {
    spoken(text).map(|q| (q.trim(), key_of(q))).collect()
}

/// What a quotation counts as: its words, a comma or stop before the closing mark set aside.
fn key_of(quotation: &str) -> String {
    keys::text_key(quotation.trim().trim_end_matches([',', '.', ' ']), Fold::Typography)
}

/// The quotation most like another: at least half of the words of the longer in common.
fn best(gone: &str, among: &[(&str, String)]) -> Option<usize> {
    let words: HashSet<u64> = terms(gone).into_iter().collect();
    let alike = |other: &str| {
        let theirs: HashSet<u64> = terms(other).into_iter().collect();
        let most = words.len().max(theirs.len()).max(1);
        words.intersection(&theirs).count() * 100 / most
    };
    let best = among
        .iter()
        .enumerate()
        .map(|(at, other)| (alike(other.0), at))
        .max_by_key(|&(share, at)| (share, usize::MAX - at));
    best.filter(|b| b.0 >= 50).map(|b| b.1)
}
