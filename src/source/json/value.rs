//! One top-level object of a JSON stream: its bytes, where it stood, what is wrong with it, and the collecting of it
//! within the limits.

use super::super::{
    heavy::{Heavy, Weight},
    limits,
};

/// One object, or what stands in its place.
#[derive(Debug)]
pub(super) struct Value {
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    /// Its bytes; none, where it was too long.
    pub(super) bytes: Vec<u8>,
    /// What is wrong with it.
    pub(super) flaw: Option<Flaw>,
    /// Held by a large one until nothing of it is needed any more.
    pub(super) weight: Option<Weight>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// More than [`limits::WHOLE`] bytes.
    TooLong,
    /// The file ends inside it, on this line, behind this column.
    Unclosed { line: u64, column: usize },
}

/// An object that is being collected.
pub(super) struct Growing<'h> {
    pub(super) line: u64,
    pub(super) bytes: Vec<u8>,
    pub(super) too_long: bool,
    heavy: Option<&'h Heavy>,
    pub(super) weight: Option<Weight>,
}

impl<'h> Growing<'h> {
    /// Nothing yet of an object that begins on `line`, from 1.
    pub(super) fn new(line: u64, heavy: Option<&'h Heavy>) -> Self {
        Growing { line, bytes: Vec::new(), too_long: false, heavy, weight: None }
    }

    /// Takes a part; of what is too long nothing is kept.
    pub(super) fn push(&mut self, part: &[u8]) {
        self.too_long |= self.bytes.len() + part.len() > limits::WHOLE;
        if self.too_long {
            // Of what cannot be held nothing needs to be.
            self.bytes = Vec::new();
            self.weight = None;
            return;
        }
        if self.weight.is_none() && self.bytes.len() + part.len() > limits::HEAVY {
            self.weight = self.heavy.map(Heavy::take);
        }
        self.bytes.extend_from_slice(part);
    }

    /// What was collected.
    pub(super) fn value(self) -> Value {
        let Growing { line, bytes, too_long, weight, .. } = self;
        Value { line, bytes, flaw: too_long.then_some(Flaw::TooLong), weight }
    }
}
