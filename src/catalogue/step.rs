//! What changed from each revision to the next: the facts that timelines, badges and lists show.

use std::{collections::HashMap, sync::Arc};

use super::{entry::Entry, timeline};
use crate::{
    diff::facts::{self, Facts, revert::restored},
    model::{ChangeKind, Revision, TextState},
};

/// For each revision, the facts since the one before; the first has none. Pairs that the entries `before` already
/// worked out are taken over.
pub(super) fn steps(revisions: &[Revision], before: &[Arc<Entry>]) -> Vec<Facts> {
    let mut known: HashMap<(u32, u32), (&Revision, &Revision, Facts)> = HashMap::new();
    for entry in before {
        for (pair, facts) in entry.article.revisions.windows(2).zip(entry.steps.iter().skip(1)) {
            if let [old, new] = pair {
                known.insert((old.number, new.number), (old, new, *facts));
            }
        }
    }
    let mut steps = Vec::with_capacity(revisions.len());
    for (index, new) in revisions.iter().enumerate() {
        steps.push(match index.checked_sub(1).and_then(|i| revisions.get(i)) {
            None => Facts::default(),
            Some(old) => match known.get(&(old.number, new.number)) {
                Some((a, b, facts)) if same_text(a, old) && same_text(b, new) => *facts,
                _ => facts::neighbours(&timeline::side(old), &timeline::side(new)),
            },
        });
    }
    let texts =
        revisions.iter().map(|r| (r.state == TextState::Whole && !r.paragraphs.is_empty()).then(|| Text::of(r)));
    for (step, restored) in steps.iter_mut().zip(restored(texts)) {
        step.restores = restored.and_then(|at| revisions.get(at)).map(|r| r.number);
        match step.restores {
            Some(_) => step.changes.insert(ChangeKind::Revert),
            None => step.changes.remove(ChangeKind::Revert),
        }
    }
    steps
}

fn same_text(a: &Revision, b: &Revision) -> bool {
    a.title == b.title
        && a.state == b.state
        && a.holes == b.holes
        && a.evidence == b.evidence
        && a.paragraphs == b.paragraphs
}

/// A revision's text, told by its paragraphs' places in memory: an article holds each distinct one once.
#[derive(PartialEq, Eq, Hash)]
struct Text<'r>(&'r str, Vec<*const u8>);

impl<'r> Text<'r> {
    fn of(revision: &'r Revision) -> Text<'r> {
        Text(&revision.title, revision.paragraphs.iter().map(|p| p.as_ptr()).collect())
    }
}
