//! Things that turn out to be the same, brought together.

/// A partition of the numbers below a limit, each a set of its own at first.
pub(super) struct Sets(Vec<usize>);

impl Sets {
    pub(super) fn new(count: usize) -> Sets {
        Sets((0..count).collect())
    }

    /// The number that stands for the set of this one: the lowest in it.
    pub(super) fn of(&mut self, mut one: usize) -> usize {
        while let Some(&up) = self.0.get(one).filter(|up| **up != one) {
            let next = self.0.get(up).copied().unwrap_or(up);
            if let Some(held) = self.0.get_mut(one) {
                *held = next;
            }
            one = up;
        }
        one
    }

    pub(super) fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        if let Some(held) = self.0.get_mut(a.max(b)) {
            *held = a.min(b);
        }
    }
}
