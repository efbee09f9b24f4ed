//! Where a diff opens.

use crate::model::Side;

/// Where a diff opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Landing {
    /// On its first change of substance.
    #[default]
    FirstChange,
    /// On its last change of substance.
    LastChange,
    /// On the first match of the search in force, else on the first change.
    Match,
    /// On a paragraph, by side and index from 0.
    Paragraph(Side, usize),
    /// With this row on top.
    Row(usize),
    /// In the same place of the text as before.
    Place,
}
