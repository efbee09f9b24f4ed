//! The numbers that decide between alignments, fitted to what people marked as changed in some hundred pairs of
//! sentences. All in the same unit.

/// What is worth how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::diff) struct Taste {
    /// Keeping a word.
    pub(in crate::diff) word: i32,
    /// Each of its bytes, up to twelve, if there are more than three.
    pub(in crate::diff) letter: i32,
    /// Keeping a mark of punctuation: commas and brackets mostly stay where they are when words between them change.
    pub(in crate::diff) mark: i32,
    /// What a change costs.
    pub(in crate::diff) open: i32,
    /// What it is worth that a change begins or ends at a break, by [`Break`](super::units::Break).
    pub(in crate::diff) edges: [i32; 6],
    /// A run in common between two changes is kept if its weight, squared, is above so many times that of the lesser.
    pub(in crate::diff) island: i64,
    /// And above this.
    pub(in crate::diff) least: i64,
}

/// The taste of the engine.
pub(in crate::diff) const TASTE: Taste =
    Taste { word: 20, letter: 2, mark: 36, open: 19, edges: [0, 1, 6, 2, 12, -3], island: 9, least: 30 };
