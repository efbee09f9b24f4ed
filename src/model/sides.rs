//! One value for the old side and one for the new, indexed by side, so that no code needs pairs of `left_`/`right_`.

use serde::{Deserialize, Serialize};
use std::ops::{Index, IndexMut};

/// One of the two revisions of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Side {
    /// The base: the older revision.
    Old,
    /// The target: the newer revision.
    New,
}

impl Side {
    /// Both sides, old first.
    pub const BOTH: [Side; 2] = [Side::Old, Side::New];

    /// The opposite side.
    #[must_use]
    pub fn other(self) -> Side {
        match self {
            Side::Old => Side::New,
            Side::New => Side::Old,
        }
    }
}

/// A value for each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Sides<T> {
    /// The value of the old side.
    pub old: T,
    /// The value of the new side.
    pub new: T,
}

impl<T> Sides<T> {
    /// Puts two values together.
    pub fn new(old: T, new: T) -> Self {
        Sides { old, new }
    }

    /// The same value made for each side.
    pub fn from_fn(mut make: impl FnMut(Side) -> T) -> Self {
        Sides { old: make(Side::Old), new: make(Side::New) }
    }

    /// Both values, changed alike.
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> Sides<U> {
        Sides { old: change(self.old), new: change(self.new) }
    }

    /// Both values, borrowed.
    pub fn as_ref(&self) -> Sides<&T> {
        Sides { old: &self.old, new: &self.new }
    }

    /// Old and new exchanged.
    #[must_use]
    pub fn swapped(self) -> Self {
        Sides { old: self.new, new: self.old }
    }
}

impl<T> Index<Side> for Sides<T> {
    type Output = T;

    fn index(&self, side: Side) -> &T {
        match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        }
    }
}

impl<T> IndexMut<Side> for Sides<T> {
    fn index_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Old => &mut self.old,
            Side::New => &mut self.new,
        }
    }
}
