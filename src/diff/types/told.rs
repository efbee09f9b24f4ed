//! What is told of a diff: counts that add up, facts, and one sentence.

use crate::{
    diff::telling,
    model::{ChangeKind, Changes, Sides},
};

/// Counts that add up, the kinds of change, and one sentence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Summary {
    /// Paragraphs on each side.
    pub paragraphs: Sides<usize>,
    /// Blocks' paragraphs by kind, in the order of [`BlockKind::ALL`](super::BlockKind::ALL): (old, new).
    pub by_kind: [Sides<usize>; 8],
    /// Of the paragraphs counted as removed (old) and added (new), those whose side is uncertain.
    pub uncertain: Sides<usize>,
    /// Words inserted and deleted, those of moved text not counted; `None` where a side is not whole.
    pub words: Option<WordCounts>,
    /// Of these words, those of paragraphs whose side is uncertain.
    pub words_uncertain: WordCounts,
    /// Sentences carried into another paragraph.
    pub sentences_moved: usize,
    /// Changes hidden by what is ignored.
    pub hidden: usize,
    /// The kinds of change.
    pub changes: Changes,
    /// What the change did, one thing each: the headline's first, then in the order of the blocks.
    pub facts: Vec<Fact>,
    /// The number of the earlier revision that the new side restores, where the old side lies between the two.
    pub restores: Option<u32>,
    /// Edits that no notice of the same revision declares; 0 where there is none, or none that says what was changed.
    pub undeclared: usize,
    /// Whether the change is of no substance.
    pub minor: bool,
    /// Why it is minor or not, in words: `typography only`, `a negation came or went`.
    pub reason: &'static str,
    /// Whether nothing but what the prose does not tell changed: what stands in templates, tables and references of the
    /// texts as their origin wrote them. The sentence says so.
    pub folded: bool,
    /// Whether a limit made the answer coarser.
    pub approximate: bool,
    /// One sentence (`Headline changed; 2 paragraphs added, 1 moved.`); passages in it that run from right to left are set
    /// apart ([`isolate`](crate::text::isolate)).
    pub sentence: String,
}

impl Summary {
    /// The sentence without what became of paragraphs, for a place where that is counted already; empty where nothing
    /// is left to say.
    #[must_use]
    pub fn facts_told(&self) -> String {
        if self.folded { self.sentence.clone() } else { telling::without_counts(self) }
    }
}

/// One thing that a change did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What kind of thing.
    pub kind: ChangeKind,
    /// What went: the figure, the quotation without its marks, the name, the word, where the link led.
    pub old: Option<String>,
    /// What came.
    pub new: Option<String>,
    /// What a figure counts.
    pub counts: Option<Counted>,
    /// The block's index, from 0; `None` for the headline.
    pub block: Option<usize>,
    /// Of a quotation, whether its words stay, and just the marks around them went or came.
    pub is_marks: bool,
    /// Whether a notice of the same revision declares it; of a notice, whether it declares anything that was found.
    /// `None` where there is no notice, or none that says what was changed.
    pub declared: Option<bool>,
}

impl Fact {
    /// A fact about no place in particular.
    #[must_use]
    pub fn new(kind: ChangeKind, old: Option<&str>, new: Option<&str>) -> Self {
        let owned = |s: &str| s.to_owned();
        Fact {
            kind,
            old: old.map(owned),
            new: new.map(owned),
            counts: None,
            block: None,
            is_marks: false,
            declared: None,
        }
    }
}

/// What a figure counts, as the text has it: `dead` in `4 dead`, `death toll` in `a death toll of 4`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The words.
    pub noun: String,
    /// Whether they stand before the figure.
    pub before: bool,
}

/// Words that came and went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordCounts {
    /// Words that came.
    pub added: usize,
    /// Words that went.
    pub removed: usize,
}

impl WordCounts {
    /// These and others.
    #[must_use]
    pub fn with(self, others: WordCounts) -> WordCounts {
        WordCounts { added: self.added + others.added, removed: self.removed + others.removed }
    }
}
