//! On which side of a saved compare page a paragraph was put, how sure that is, and on what grounds.

use super::Side;
use serde::{Deserialize, Serialize};

/// Where a line of a compare page belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Placement {
    /// On one side only.
    One(Side),
    /// On both sides: an unchanged paragraph.
    Both,
}

impl Placement {
    /// The word shown and written: `old`, `new` or `both`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Placement::One(Side::Old) => "old",
            Placement::One(Side::New) => "new",
            Placement::Both => "both",
        }
    }
}

/// Why a paragraph stands where it stands, for dumps that do not say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The line of the dump that holds the paragraph, from 1.
    pub line: u32,
    /// Where it was put.
    pub placement: Placement,
    /// The probability that this is right, 0 to 1, calibrated.
    pub confidence: f32,
    /// The grounds, as short sentences, strongest first.
    pub grounds: Vec<String>,
    /// The reading that came second, as a sentence (`new, if the block above has three pairs: 31 %`).
    pub rival: Option<String>,
    /// Set by the user, not inferred.
    pub by_hand: bool,
}

impl Evidence {
    /// Under this confidence a paragraph is marked uncertain.
    pub const SURE: f32 = 0.8;

    /// Whether the paragraph is to be marked as uncertain.
    #[must_use]
    pub fn uncertain(&self) -> bool {
        !self.by_hand && self.confidence < Self::SURE
    }
}

/// What an article says of itself where a dump lost its marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum SidesMark {
    /// The dump says which text belongs to which revision.
    #[default]
    Known,
    /// The sides were inferred.
    Inferred,
    /// The sides were inferred and some were then set by the user.
    ByHand,
    /// The older revision's changed text is not in the dump.
    OlderIncomplete,
}

impl SidesMark {
    /// The mark shown on the article; `None` where nothing needs saying.
    #[must_use]
    pub fn words(self) -> Option<&'static str> {
        match self {
            SidesMark::Known => None,
            SidesMark::Inferred => Some("sides inferred"),
            SidesMark::ByHand => Some("sides inferred, corrected by hand"),
            SidesMark::OlderIncomplete => Some("older text incomplete"),
        }
    }
}
