//! What a diff is: blocks of paragraphs, word edits inside them, and a summary whose counts add up.

mod told;

use std::sync::Arc;

pub use self::told::{Counted, Fact, Summary, WordCounts};
use crate::model::{Alignment, Aside, Evidence, Gap, Seen, Side, Sides, TextState};

/// One side of a comparison, cheap to clone.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TextSide {
    /// The revision's number.
    pub revision: u32,
    /// The headline.
    pub title: String,
    /// Whether the headline is one that another dump tells, since its own has none.
    pub is_title_carried: bool,
    /// When it was seen.
    pub time: Option<Seen>,
    /// The distance from the revision before, in the origin's words, where no time is known.
    pub later: Option<String>,
    /// What the text is.
    pub state: TextState,
    /// The paragraphs.
    pub paragraphs: Arc<[Arc<str>]>,
    /// Where text is missing: a hole `h` lies before paragraph `h`, from 0. Ascending.
    pub holes: Arc<[usize]>,
    /// Paragraphs whose side is uncertain, from 0. Ascending.
    pub uncertain: Arc<[usize]>,
    /// Paragraphs that the outlet prints under many of its articles, from 0. Ascending.
    pub refrains: Arc<[usize]>,
    /// Why each paragraph stands on this side: empty where the dump says so, else one for each paragraph.
    pub evidence: Arc<[Evidence]>,
    /// Why it lies aside of the line of its timeline, where it does: what comes after it was not made from it.
    pub aside: Option<Aside>,
    /// The number of the revision that it was made from, where it lies aside; only a timeline knows.
    pub base: Option<u32>,
    /// The number of the earlier revision whose text this one is again; only a timeline knows.
    pub restores: Option<u32>,
    /// On the new side: how the origin itself aligned it with the old one, where it did.
    pub alignment: Option<Arc<Alignment>>,
    /// On the new side: what it is to the old one.
    pub relation: Relation,
    /// On the new side: whether other revisions lie between the two, held or not, so that its notices may speak of a step
    /// that is not this one.
    pub is_apart: bool,
    /// The numbers just before it that the dump lacks; only a timeline knows.
    pub missing_before: Option<Gap>,
}

/// What the newer of two revisions is to the older one, as far as their dumps tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Relation {
    /// A later state, as far as is known.
    #[default]
    Later,
    /// What another tool kept of the page.
    OfOtherTool,
    /// What another dump has of the same moment: no change led to it.
    InConflict,
}

impl Relation {
    /// What must be said of it; `None` where nothing need be.
    #[must_use]
    pub fn said(self) -> Option<&'static str> {
        match self {
            Relation::Later => None,
            Relation::OfOtherTool => Some("kept by different tools: what one leaves out shows as a change"),
            Relation::InConflict => Some("two dumps' texts of the same moment: no change led from one to the other"),
        }
    }
}

/// What does not count as a change. Each level includes the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Ignore {
    /// Nothing is ignored.
    #[default]
    Nothing,
    /// Spacing and typography: curly and straight quotes, dashes, ellipses, no-break and thin spaces, soft hyphens,
    /// composed and decomposed accents.
    Spacing,
    /// Also case and punctuation.
    Case,
}

impl Ignore {
    /// The next level, round and round.
    #[must_use]
    pub fn next(self) -> Ignore {
        match self {
            Ignore::Nothing => Ignore::Spacing,
            Ignore::Spacing => Ignore::Case,
            Ignore::Case => Ignore::Nothing,
        }
    }

    /// The words shown while in force.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Ignore::Nothing => "nothing",
            Ignore::Spacing => "spacing and typography",
            Ignore::Case => "spacing, typography, case and punctuation",
        }
    }
}

/// What an edit does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
    /// On both sides.
    Equal,
    /// On the old side only.
    Delete,
    /// On the new side only.
    Insert,
    /// On the side that the block lists; what the other side had is not in the dump. Only in [`BlockKind::Unknown`],
    /// and in a headline of which just one side is known.
    Unknown,
}

/// A run of text inside a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What it does.
    pub op: Op,
    /// The text; for an equal edit as the new side spells it. Paragraphs of one block are joined by a line feed.
    pub text: String,
    /// For an equal edit whose old spelling differs (something was ignored): the old spelling.
    pub old: Option<String>,
}

impl Edit {
    /// An edit that is spelt alike on the sides it is on.
    pub fn new(op: Op, text: impl Into<String>) -> Self {
        Edit { op, text: text.into(), old: None }
    }

    /// The text as one side has it; `None` where that side has it not, and for [`Op::Unknown`].
    #[must_use]
    pub fn on(&self, side: Side) -> Option<&str> {
        match (self.op, side) {
            (Op::Equal, Side::Old) => Some(self.old.as_deref().unwrap_or(&self.text)),
            (Op::Equal | Op::Insert, Side::New) | (Op::Delete, Side::Old) => Some(&self.text),
            _ => None,
        }
    }
}

/// What became of a run of paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// Unchanged, in place. May be a run.
    Same,
    /// One paragraph, its words edited.
    Edited,
    /// Only new. May be a run.
    Added,
    /// Only old. May be a run.
    Removed,
    /// One paragraph at another place, perhaps edited.
    Moved,
    /// One paragraph became several consecutive ones.
    Split,
    /// Several consecutive paragraphs became one.
    Merged,
    /// The other side's text is not in the dump; nothing is claimed. May be a run.
    Unknown,
}

impl BlockKind {
    /// Every kind.
    pub const ALL: [BlockKind; 8] = [
        BlockKind::Same,
        BlockKind::Edited,
        BlockKind::Added,
        BlockKind::Removed,
        BlockKind::Moved,
        BlockKind::Split,
        BlockKind::Merged,
        BlockKind::Unknown,
    ];

    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            BlockKind::Same => "same",
            BlockKind::Edited => "edited",
            BlockKind::Added => "added",
            BlockKind::Removed => "removed",
            BlockKind::Moved => "moved",
            BlockKind::Split => "split",
            BlockKind::Merged => "merged",
            BlockKind::Unknown => "unknown",
        }
    }

    /// The sign in the gutter.
    #[must_use]
    pub fn sign(self) -> char {
        match self {
            BlockKind::Same => ' ',
            BlockKind::Edited | BlockKind::Split | BlockKind::Merged => '~',
            BlockKind::Added => '+',
            BlockKind::Removed => '-',
            BlockKind::Moved => '⇅',
            BlockKind::Unknown => '?',
        }
    }
}

/// A run of old paragraphs set against a run of new ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What became of it.
    pub kind: BlockKind,
    /// The old paragraphs' indices, from 0, ascending; empty for what is only new.
    pub old: Vec<usize>,
    /// The new paragraphs' indices, from 0, ascending; empty for what is only old.
    pub new: Vec<usize>,
    /// How alike the two sides are, 0 to 1; `None` for one-sided blocks.
    pub similarity: Option<f32>,
    /// `equal` and `delete` joined give the old paragraphs, `equal` and `insert` the new ones.
    pub edits: Vec<Edit>,
}

/// What became of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SentenceKind {
    /// Unchanged, in a block that changed.
    Same,
    /// Its words edited.
    Edited,
    /// Only new.
    Added,
    /// Only old.
    Removed,
    /// Carried to another place, perhaps edited.
    Moved,
    /// One became several.
    Split,
    /// Several became one.
    Merged,
}

impl SentenceKind {
    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            SentenceKind::Same => "same",
            SentenceKind::Edited => "edited",
            SentenceKind::Added => "added",
            SentenceKind::Removed => "removed",
            SentenceKind::Moved => "moved",
            SentenceKind::Split => "split",
            SentenceKind::Merged => "merged",
        }
    }
}

/// Where a sentence stands on its side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// The paragraph, from 0.
    pub paragraph: usize,
    /// Its first character (Unicode scalar value) in the paragraph, from 0.
    pub from: usize,
    /// One after its last character.
    pub to: usize,
}

/// Sentences of the old side that became sentences of the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// What became of them.
    pub kind: SentenceKind,
    /// The old ones, ascending; empty for what is only new.
    pub old: Vec<Place>,
    /// The new ones, ascending; empty for what is only old.
    pub new: Vec<Place>,
}

/// The comparison of base and target.
///
/// Every paragraph of either side lies in exactly one block. Blocks stand in the order of the new side, a removed one
/// after its predecessor on the old side.
#[derive(Debug, Clone, PartialEq)]
pub struct Diff {
    /// What was compared.
    pub sides: Sides<TextSide>,
    /// What was ignored.
    pub ignore: Ignore,
    /// The headline's edits.
    pub headline: Vec<Edit>,
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The sentences of the blocks that changed, each once. Their marks lie inside the blocks' edits: a sentence that
    /// moved is deleted there at one place and inserted at another.
    pub sentences: Vec<Sentence>,
    /// The counts.
    pub summary: Summary,
}

impl Diff {
    /// Whether headline and text are the same on both sides, as far as can be said, and what is folded away in them is
    /// so too.
    #[must_use]
    pub fn is_same(&self) -> bool {
        !self.summary.folded
            && self.blocks.iter().all(|b| b.kind == BlockKind::Same)
            && self.headline.iter().all(|e| matches!(e.op, Op::Equal | Op::Unknown))
    }
}
