//! Whether two files of one URL, or of one name, are parts of one article.

use std::{
    collections::{BTreeSet, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use crate::{
    model::{Article, Revision},
    text::words,
};

/// How many headlines, and how many paragraphs, of a file are kept to know others of its article by: those of the lowest
/// hashes, so that files which share most of theirs share some of those.
const TITLES: usize = 4;
const PARAGRAPHS: usize = 16;

/// Bytes of a paragraph that tells one article from others; what stands below every article of a site is shorter.
const TELLING: usize = 80;

/// By what files are known to be of one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// A headline or a paragraph that both have: they are of one URL.
    Lines,
    /// Much of their words, in their order: they are of one name, which may be any text's.
    Words,
}

/// Words in a row by which texts are compared, and how many of these rows are kept: those of the lowest hashes.
const ROW: usize = 4;
const ROWS: usize = 32;

/// Of so many rows of words that are kept of a text one must be kept of another of its article.
const ALIKE: usize = 4;

/// What is kept of a file to know others of its article by.
#[derive(Debug)]
pub(super) struct Kin {
    whole: u64,
    likeness: Likeness,
    /// Headlines and paragraphs, in order; none where it has no times. Without times the versions of two files make no
    /// timeline; that both begin with one text does not mean that they go on alike.
    marks: Box<[u64]>,
    /// Its states with a time: the second, and headline and text.
    states: Box<[(i64, u64)]>,
}

impl Kin {
    pub(super) fn of(article: &Article, likeness: Likeness) -> Kin {
        Kin::of_revisions(&article.revisions, likeness)
    }

    pub(super) fn of_revisions(revisions: &[Revision], likeness: Likeness) -> Kin {
        let whole = revisions.iter().map(|r| (r.number, &r.title, &r.paragraphs, &r.time)).collect::<Vec<_>>();
        let timed = revisions.iter().filter_map(|r| Some((r.time.as_ref()?.at.as_second(), r)));
        let states: Box<[(i64, u64)]> = timed.map(|(at, r)| (at, hash(&(r.title.trim(), &r.paragraphs)))).collect();
        let mut marks = BTreeSet::new();
        if likeness == Likeness::Words {
            marks.extend(lowest(revisions.iter().flat_map(rows), ROWS));
        } else if !states.is_empty() {
            let titles = revisions.iter().filter(|r| !r.title.trim().is_empty());
            marks.extend(lowest(titles.map(|r| hash(&r.title.trim().to_lowercase())), TITLES));
            let paragraphs = revisions.iter().flat_map(|r| &r.paragraphs).filter(|p| p.len() >= TELLING);
            marks.extend(lowest(paragraphs.map(|p| hash(p.trim())), PARAGRAPHS));
        }
        Kin { whole: hash(&whole), likeness, marks: marks.into_iter().collect(), states }
    }

    /// Whether two files are parts of one article: one is a copy of the other, or they have something in common
    /// ([`Likeness`]), and in the time that both tell of they tell of the same states.
    pub(super) fn is_of_one(&self, other: &Kin) -> bool {
        let common = || self.marks.iter().filter(|mark| other.marks.binary_search(mark).is_ok());
        let shares = || match self.likeness {
            Likeness::Lines => common().next().is_some(),
            Likeness::Words => {
                let least = self.marks.len().min(other.marks.len());
                least > 0 && common().count() * ALIKE >= least
            }
        };
        self.whole == other.whole || shares() && self.goes_with(other) && other.goes_with(self)
    }

    /// Whether the other has whatever states this one has in the other's time.
    fn goes_with(&self, other: &Kin) -> bool {
        let times = || other.states.iter().map(|state| state.0);
        let (Some(first), Some(last)) = (times().min(), times().max()) else { return true };
        let mut both = self.states.iter().filter(|state| (first..=last).contains(&state.0)).peekable();
        if both.peek().is_none() {
            return true;
        }
        let texts: HashSet<u64> = other.states.iter().map(|state| state.1).collect();
        both.all(|state| texts.contains(&state.1))
    }
}

/// The hashes of a text's words, so many in a row.
fn rows(revision: &Revision) -> Vec<u64> {
    let mut all = Vec::new();
    for text in revision.paragraphs.iter().map(AsRef::as_ref).chain([revision.title.as_str()]) {
        words::each_word(text, |word| all.push(hash(&word.to_lowercase())));
    }
    all.windows(ROW.min(all.len()).max(1)).map(hash).collect()
}

fn lowest(hashes: impl Iterator<Item = u64>, most: usize) -> impl Iterator<Item = u64> {
    hashes.collect::<BTreeSet<u64>>().into_iter().take(most)
}

fn hash(what: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}
