//! The stops of a block: where in it a reader halts, and what each stop shows.
//!
//! Replacements on the same row or on neighbouring ones are one stop, for they are seen together; one that stands
//! further off could be missed, and is a stop of its own.

use std::collections::BTreeMap;

use super::Row;
use crate::{
    diff::{BlockKind, Fact},
    model::{ChangeKind, Changes, Side, Sides},
    text::{Fold, Role, keys::text_key},
};

/// Rows after the first of a stop in which another replacement may begin.
const MOST: usize = 8;

/// Facts times stops, and facts times bytes of all stops, beyond which it is not asked which fact is whose.
const STEPS: usize = 100_000;
const BYTES: usize = 16 << 20;

/// One stop.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Stop {
    /// Its first row, by index.
    pub(super) row: usize,
    /// Its last row, by index.
    pub(super) last: usize,
    /// What went and what came there, as shown.
    text: Sides<String>,
}

/// The stops of a block whose rows these are, by index, ascending; at least one where there are rows.
pub(super) fn stops(kind: BlockKind, of_block: &[usize], rows: &[Row]) -> Vec<Stop> {
    let (Some(&first), Some(&last)) = (of_block.first(), of_block.last()) else { return Vec::new() };
    let whole = vec![Stop { row: first, last, ..Stop::default() }];
    if matches!(kind, BlockKind::Added | BlockKind::Removed | BlockKind::Unknown) {
        return whole;
    }
    let replacements = replacements(of_block, rows);
    if replacements.is_empty() {
        return whole;
    }
    let mut stops: Vec<Stop> = Vec::new();
    // What is moved, split or merged is told by the note above it, and begins there.
    if kind != BlockKind::Edited {
        stops.push(Stop { row: first, last: first, ..Stop::default() });
    }
    for next in replacements {
        match stops.last_mut().filter(|stop| next.row <= stop.last + 1 && next.row < stop.row + MOST) {
            Some(stop) => {
                stop.last = stop.last.max(next.last);
                Side::BOTH.iter().for_each(|&side| stop.text[side].push_str(&next.text[side]));
            }
            None => {
                if let Some(stop) = stops.last_mut() {
                    stop.last = stop.last.min(next.row - 1);
                }
                stops.push(next);
            }
        }
    }
    if kind == BlockKind::Moved {
        // All of it moved, not only what was edited on the way.
        let ends: Vec<usize> = stops.iter().skip(1).map(|s| s.row - 1).chain([last]).collect();
        stops.iter_mut().zip(ends).for_each(|(stop, end)| stop.last = end);
    }
    stops
}

/// Each replacement of a block as a stop of its own, by first row.
fn replacements(of_block: &[usize], rows: &[Row]) -> Vec<Stop> {
    let mut found: BTreeMap<usize, Stop> = BTreeMap::new();
    for &at in of_block {
        let Some(row) = rows.get(at) else { continue };
        for span in [&row.lines.old, &row.lines.new].into_iter().flatten().flat_map(|l| &l.spans) {
            let Some(edit) = span.edit else { continue };
            let stop = found.entry(edit).or_insert_with(|| Stop { row: at, last: at, ..Stop::default() });
            stop.last = stop.last.max(at);
            let gone = span.roles.has(Role::Deleted) || span.roles.has(Role::Former);
            stop.text[if gone { Side::Old } else { Side::New }].push_str(&span.text);
        }
    }
    let mut found: Vec<Stop> = found.into_values().collect();
    // Parted, so that words of two replacements do not run together.
    found.iter_mut().for_each(|stop| Side::BOTH.iter().for_each(|&side| stop.text[side].push('\n')));
    found.sort_by_key(|stop| stop.row);
    found
}

/// What each stop of a block brings, given the block's facts and what kinds it brings as a whole. A fact that is found
/// at no stop is told at all of them.
pub(super) fn kinds(stops: &[Stop], facts: &[&Fact], whole: Changes) -> Vec<Changes> {
    let mut everywhere = whole;
    let bytes: usize = stops.iter().map(|stop| stop.text.old.len() + stop.text.new.len()).sum();
    let many = stops.len().saturating_mul(facts.len()) > STEPS || bytes.saturating_mul(facts.len()) > BYTES;
    if stops.len() < 2 || many {
        if facts.iter().any(|f| f.declared == Some(false)) {
            everywhere.insert(ChangeKind::Undeclared);
        }
        return vec![everywhere; stops.len()];
    }
    facts.iter().filter(|f| has_words(f)).for_each(|f| everywhere.remove(f.kind));
    let mut kinds = vec![everywhere; stops.len()];
    for fact in facts {
        let here: Vec<bool> = stops.iter().map(|stop| stop.tells(fact)).collect();
        let nowhere = !here.contains(&true);
        for (kinds, _) in kinds.iter_mut().zip(here).filter(|(_, here)| *here || nowhere) {
            kinds.insert(fact.kind);
            if fact.declared == Some(false) {
                kinds.insert(ChangeKind::Undeclared);
            }
        }
    }
    kinds
}

/// Which stops of a block of substance are of substance themselves: all but those of spacing and typography.
pub(super) fn substance(stops: &[Stop], whole: bool) -> Vec<bool> {
    let all = vec![whole; stops.len()];
    if !whole || stops.len() < 2 {
        return all;
    }
    let telling: Vec<bool> = stops.iter().map(|stop| !stop.is_typography()).collect();
    if telling.contains(&true) { telling } else { all }
}

fn has_words(fact: &Fact) -> bool {
    fact.old.is_some() || fact.new.is_some()
}

impl Stop {
    /// Whether what a fact says went or came stands among what went or came here.
    pub(super) fn tells(&self, fact: &Fact) -> bool {
        let sides = [(&self.text.old, &fact.old), (&self.text.new, &fact.new)];
        let mut found = sides.iter().any(|(text, words)| words.as_ref().is_some_and(|words| holds(text, words)));
        // A claim that turned to other words is told with these, which did not change.
        if !found && matches!(fact.kind, ChangeKind::Negation | ChangeKind::Hedge | ChangeKind::Attribution) {
            let within = |text: &str, words: &str| text.lines().map(str::trim).any(|piece| holds(words, piece));
            found = sides.iter().any(|(text, words)| words.as_ref().is_some_and(|words| within(text, words)));
        }
        let quoted = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』');
        found || fact.kind == ChangeKind::Quote && sides.iter().any(|(text, _)| text.contains(quoted))
    }

    fn is_typography(&self) -> bool {
        let changed = |side: Side| !self.text[side].trim().is_empty();
        let has_text = changed(Side::Old) || changed(Side::New);
        has_text && text_key(&self.text.old, Fold::Typography) == text_key(&self.text.new, Fold::Typography)
    }
}

/// Whether a text holds words as such, not as parts of longer ones.
fn holds(text: &str, words: &str) -> bool {
    let joins = |a: Option<char>, b: Option<char>| {
        a.zip(b).is_some_and(|(a, b)| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
    };
    !words.is_empty()
        && text.match_indices(words).any(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + words.len()..]);
            !joins(before.chars().next_back(), words.chars().next())
                && !joins(words.chars().next_back(), after.chars().next())
        })
}
