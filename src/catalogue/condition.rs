//! Conditions in the line that filters the list: `source:bbc`, `revisions:>5`, `words:>100`, `changed:quote`,
//! `after:2020-07`, `before:2021`. They are read as the line is typed: one that is not finished yet holds for all.

use std::ops::RangeInclusive;

use super::cards::Look;
use crate::{
    model::ChangeKind,
    query::{condition, moment, range},
};

/// A condition on an article's card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Condition {
    /// The outlet's name holds this, in lower case.
    Source(String),
    /// So many revisions.
    Revisions(RangeInclusive<usize>),
    /// So many words came and went in the largest of its changes.
    Words(RangeInclusive<usize>),
    /// This kind of change is in its history.
    Changed(ChangeKind),
    /// Last changed at or after, in milliseconds of Unix time.
    After(i64),
    /// First seen before, in milliseconds of Unix time.
    Before(i64),
    /// Nothing yet: its value is being typed.
    Open,
}

impl Condition {
    /// The condition that a word of the line is; `None` where it is just a word.
    pub(super) fn of(word: &str) -> Option<Condition> {
        let (name, value) = condition(word)?;
        let between =
            |make: fn(RangeInclusive<usize>) -> Condition| range(value).map(|(least, most)| make(least..=most));
        let time = |make: fn(i64) -> Condition| moment(value).map(|at| make(at.as_millisecond()));
        let condition = match name {
            "source" => Some(Condition::Source(value.to_lowercase())).filter(|_| !value.is_empty()),
            "revisions" => between(Condition::Revisions),
            "words" => between(Condition::Words),
            "changed" => ChangeKind::meant(value).map(Condition::Changed),
            "after" => time(Condition::After),
            _ => time(Condition::Before),
        };
        Some(condition.unwrap_or(Condition::Open))
    }

    /// Whether it holds for an article, or where that is wanted does not. Of one without a time nothing is known that an
    /// `after:` or a `before:` asks.
    pub(super) fn holds(&self, look: Look<'_>, is_wanted: bool) -> bool {
        let time = match self {
            Condition::After(_) => look.changed(),
            Condition::Before(_) => look.seen(),
            _ => Some(0),
        };
        *self == Condition::Open || (time.is_some() && self.is_met(look) == is_wanted)
    }

    fn is_met(&self, look: Look<'_>) -> bool {
        match self {
            Condition::Source(part) => look.source().to_lowercase().contains(part),
            Condition::Revisions(range) => range.contains(&(look.revisions() as usize)),
            Condition::Words(range) => range.contains(&(look.largest() as usize)),
            Condition::Changed(kind) => look.changes().has(*kind),
            Condition::After(time) => look.changed().is_some_and(|at| at >= *time),
            Condition::Before(time) => look.seen().is_some_and(|at| at < *time),
            Condition::Open => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_is_read_as_it_is_typed() {
        assert_eq!(Condition::of("mill"), None);
        assert_eq!(Condition::of("10:30"), None);
        assert_eq!(Condition::of("revisions:"), Some(Condition::Open));
        assert_eq!(Condition::of("revisions:>"), Some(Condition::Open));
        assert_eq!(Condition::of("revisions:>5"), Some(Condition::Revisions(6..=usize::MAX)));
        assert_eq!(Condition::of("words:<=9"), Some(Condition::Words(0..=9)));
        assert_eq!(Condition::of("source:BBC"), Some(Condition::Source("bbc".into())));
        assert_eq!(Condition::of("changed:head"), Some(Condition::Open));
        assert_eq!(Condition::of("changed:headline"), Some(Condition::Changed(ChangeKind::Headline)));
        assert_eq!(Condition::of("changed:figures"), Some(Condition::Changed(ChangeKind::Number)));
        assert_eq!(Condition::of("after:1970-01-02"), Some(Condition::After(86_400_000)));
    }
}
