//! Who is named, and who no longer.

use super::{SINGLY, counts, of, short};
use crate::{
    diff::{Fact, facts::cancel::cancel},
    model::{ChangeKind, Side},
    text::phrase::Phrase,
};

/// Names that are held against one another.
const MANY: usize = 200;

/// `Jane Smith no longer named, Ann Lee named`, `Ann Harding → Ann Hardy`, `Smith and Jones changed places`
pub(super) fn names(facts: &[Fact]) -> Option<String> {
    let lone = |side: Side| {
        let names = of(facts, ChangeKind::Name).filter_map(move |f| match (side, &f.old, &f.new) {
            (Side::Old, Some(name), None) | (Side::New, None, Some(name)) => Some(short(name)),
            _ => None,
        });
        names.collect::<Vec<String>>()
    };
    let (mut went, mut came) = (fullest(lone(Side::Old)), fullest(lone(Side::New)));
    let exchanged = of(facts, ChangeKind::Name).find(|f| f.old.is_some() && f.new.is_some());
    cancel(&mut went, &mut came, String::clone);
    let told = match (went.len(), came.len()) {
        (0, 0) => exchanged.map(|f| {
            let name = |text: &Option<String>| text.as_deref().map(short).unwrap_or_default();
            format!("{} and {} changed places", name(&f.old), name(&f.new))
        })?,
        (0, 1..=SINGLY) => format!("{} named", came.join(" and ")),
        (1..=SINGLY, 0) => format!("{} no longer named", went.join(" and ")),
        (1, 1) if are_near(&went[0], &came[0]) && of_one_block(facts) => format!("{} → {}", went[0], came[0]),
        (1, 1) => format!("{} no longer named, {} named", went[0], came[0]),
        _ => return counts(&[(came.len(), "added"), (went.len(), "removed")], "name", "names"),
    };
    Some(told)
}

/// Whether two names may be those of one, spelt in another way: one word differs, and begins alike.
fn are_near(old: &str, new: &str) -> bool {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
    let mut other = old.iter().zip(&new).filter(|(a, b)| a != b);
    let Some((a, b)) = other.next().filter(|_| old.len() == new.len()) else { return false };
    other.next().is_none() && a.chars().zip(b.chars()).take(2).filter(|(a, b)| a == b).count() == 2
}

/// Whether all that is told of names is told of one block.
fn of_one_block(facts: &[Fact]) -> bool {
    let mut blocks = of(facts, ChangeKind::Name).map(|f| f.block);
    let first = blocks.next();
    blocks.all(|block| Some(block) == first)
}

/// Names without those that are a part of another one: of whom it says once in full, and then by the surname.
fn fullest(names: Vec<String>) -> Vec<String> {
    let mut room = String::new();
    let is_part = |part: &String| {
        let longer = names.iter().take(MANY).filter(|name| name.len() > part.len());
        Phrase::of(part, false).is_some_and(|part| longer.into_iter().any(|name| part.is_in(name, &mut room)))
    };
    let parts: Vec<bool> = names.iter().take(MANY).map(is_part).collect();
    names.into_iter().enumerate().filter(|(at, _)| parts.get(*at) != Some(&true)).map(|(_, name)| name).collect()
}
