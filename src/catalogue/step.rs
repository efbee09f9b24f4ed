//! What changed from one revision to the next: the facts that timelines, badges and lists show.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    diff::WordCounts,
    model::{ChangeKind, Changes, Revision, TextState},
};

/// The facts of two neighbouring revisions.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Step {
    /// Words that came and went; `None` where a side is not whole.
    pub(super) words: Option<WordCounts>,
    /// Paragraphs that moved.
    pub(super) moved: usize,
    /// The kinds of change.
    pub(super) changes: Changes,
    /// Whether the change is of no substance.
    pub(super) minor: bool,
}

impl Step {
    /// The facts of a pair.
    pub(super) fn between(old: &Revision, new: &Revision, _earlier: &[Revision]) -> Step {
        let mut counts: HashMap<&str, isize> = HashMap::new();
        new.paragraphs.iter().for_each(|p| *counts.entry(p).or_default() += 1);
        old.paragraphs.iter().for_each(|p| *counts.entry(p).or_default() -= 1);
        let mut words = WordCounts::default();
        for (text, count) in counts {
            let size = text.unicode_words().count() * count.unsigned_abs();
            *(if count > 0 { &mut words.added } else { &mut words.removed }) += size;
        }
        let mut changes = Changes::default();
        if old.title != new.title {
            changes.insert(ChangeKind::Headline);
        }
        if words != WordCounts::default() {
            changes.insert(ChangeKind::Edited);
        }
        let whole = old.state == TextState::Whole && new.state == TextState::Whole;
        Step { words: whole.then_some(words), moved: 0, changes, minor: false }
    }
}
