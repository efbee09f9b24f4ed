//! Diffs worked out lately, so that going back and forth costs nothing.

use std::sync::Arc;

use crate::diff::{Diff, Ignore, TextSide};

/// Diffs kept.
const KEPT: usize = 64;

/// Paragraphs that the diffs kept may have together: long texts push out more.
const WEIGHT: usize = 200_000;

/// The diffs used last.
#[derive(Debug, Default)]
pub(super) struct Diffs {
    /// Used last comes last.
    kept: Vec<Arc<Diff>>,
}

impl Diffs {
    /// The diff of two texts, where it is known. Texts are told apart by their place in memory: those of a joined or
    /// reread article are others.
    pub(super) fn find(&mut self, base: &TextSide, target: &TextSide, ignore: Ignore) -> Option<Arc<Diff>> {
        let is = |d: &Arc<Diff>| d.ignore == ignore && same(&d.sides.old, base) && same(&d.sides.new, target);
        let diff = self.kept.remove(self.kept.iter().position(is)?);
        self.kept.push(Arc::clone(&diff));
        Some(diff)
    }

    /// Keeps a diff.
    pub(super) fn keep(&mut self, diff: &Arc<Diff>) {
        self.kept.push(Arc::clone(diff));
        let weight = |d: &Arc<Diff>| d.sides.old.paragraphs.len() + d.sides.new.paragraphs.len();
        while self.kept.len() > KEPT || (self.kept.len() > 1 && self.kept.iter().map(weight).sum::<usize>() > WEIGHT) {
            self.kept.remove(0);
        }
    }
}

fn same(a: &TextSide, b: &TextSide) -> bool {
    (a.revision, &a.title, &a.time, a.restores, a.is_apart) == (b.revision, &b.title, &b.time, b.restores, b.is_apart)
        && a.paragraphs.len() == b.paragraphs.len()
        && a.paragraphs.iter().zip(b.paragraphs.iter()).all(|(a, b)| Arc::ptr_eq(a, b))
        && (&a.holes, &a.uncertain, &a.evidence, &a.alignment) == (&b.holes, &b.uncertain, &b.evidence, &b.alignment)
}
