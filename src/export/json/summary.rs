//! What a change did, in figures, facts and a sentence.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::{
    diff::{BlockKind, Fact, Summary},
    model::ChangeKind,
    text::isolate,
};

/// What the change did, one thing each.
struct Facts<'a>(&'a [Fact]);

impl Serialize for Facts<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(|fact| FactJson {
            kind: fact.kind.word(),
            old: fact.old.as_deref(),
            new: fact.new.as_deref(),
            counts: fact.counts.as_ref().map(|c| c.noun.as_str()),
            marks_only: fact.is_marks,
            block: fact.block,
            declared: fact.declared,
        }))
    }
}

#[derive(Serialize)]
struct FactJson<'a> {
    kind: &'static str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    /// What a figure counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<&'a str>,
    /// Just the marks of a quotation went or came; its words stay.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    marks_only: bool,
    /// The block's index; null for the headline.
    block: Option<usize>,
    declared: Option<bool>,
}

#[derive(Serialize)]
pub(super) struct SummaryJson<'a> {
    sentence: Cow<'a, str>,
    paragraphs: OldNew,
    /// Paragraphs of each side by kind of block; a side's counts add up to its paragraphs.
    by_kind: ByKind<'a>,
    /// Of the paragraphs counted as removed and added, those whose side is uncertain.
    uncertain: OldNew,
    words_added: Option<usize>,
    words_removed: Option<usize>,
    /// Of the words counted as removed and added, those of paragraphs whose side is uncertain.
    words_uncertain: OldNew,
    /// Sentences carried into another paragraph.
    sentences_moved: usize,
    changes: Vec<&'static str>,
    /// The earlier revision that the new one restores.
    restores: Option<u32>,
    /// Edits that no notice of the same revision declares.
    undeclared: usize,
    facts: Facts<'a>,
    minor: bool,
    /// Why, in words.
    reason: &'static str,
    hidden: usize,
    approximate: bool,
}

impl<'a> SummaryJson<'a> {
    pub(super) fn of(summary: &'a Summary) -> Self {
        SummaryJson {
            sentence: isolate::bare(&summary.sentence),
            paragraphs: OldNew { old: summary.paragraphs.old, new: summary.paragraphs.new },
            by_kind: ByKind(summary),
            uncertain: OldNew { old: summary.uncertain.old, new: summary.uncertain.new },
            words_added: summary.words.map(|w| w.added),
            words_removed: summary.words.map(|w| w.removed),
            words_uncertain: OldNew { old: summary.words_uncertain.removed, new: summary.words_uncertain.added },
            sentences_moved: summary.sentences_moved,
            changes: summary.changes.iter().map(ChangeKind::word).collect(),
            restores: summary.restores,
            undeclared: summary.undeclared,
            facts: Facts(&summary.facts),
            minor: summary.minor,
            reason: summary.reason,
            hidden: summary.hidden,
            approximate: summary.approximate,
        }
    }
}

#[derive(Serialize)]
struct OldNew {
    old: usize,
    new: usize,
}

struct ByKind<'a>(&'a Summary);

impl Serialize for ByKind<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let counts = BlockKind::ALL.iter().zip(&self.0.by_kind);
        to.collect_map(counts.map(|(kind, count)| (kind.word(), OldNew { old: count.old, new: count.new })))
    }
}
