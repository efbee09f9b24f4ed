//! Whether two files of one URL, or of one name, are parts of one article.

use std::{
    collections::{BTreeSet, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use crate::model::Article;

/// How many headlines, and how many paragraphs, of a file are kept to know others of its article by: those of the lowest
/// hashes, so that files which share most of theirs share some of those.
const TITLES: usize = 4;
const PARAGRAPHS: usize = 16;

/// Bytes of a paragraph that tells one article from others; what stands below every article of a site is shorter.
const TELLING: usize = 80;

/// What is kept of a file to know others of its article by.
#[derive(Debug)]
pub(super) struct Kin {
    whole: u64,
    /// Headlines and paragraphs, in order; none where it has no times. Without times the versions of two files make no
    /// timeline; that both begin with one text does not mean that they go on alike.
    marks: Box<[u64]>,
    /// Its states with a time: the second, and headline and text.
    states: Box<[(i64, u64)]>,
}

impl Kin {
    pub(super) fn of(article: &Article) -> Kin {
        let revisions = &article.revisions;
        let whole = revisions.iter().map(|r| (r.number, &r.title, &r.paragraphs, &r.time)).collect::<Vec<_>>();
        let timed = revisions.iter().filter_map(|r| Some((r.time.as_ref()?.at.as_second(), r)));
        let states: Box<[(i64, u64)]> = timed.map(|(at, r)| (at, hash(&(r.title.trim(), &r.paragraphs)))).collect();
        let mut marks = BTreeSet::new();
        if !states.is_empty() {
            let titles = revisions.iter().filter(|r| !r.title.trim().is_empty());
            marks.extend(lowest(titles.map(|r| hash(&r.title.trim().to_lowercase())), TITLES));
            let paragraphs = revisions.iter().flat_map(|r| &r.paragraphs).filter(|p| p.len() >= TELLING);
            marks.extend(lowest(paragraphs.map(|p| hash(p.trim())), PARAGRAPHS));
        }
        Kin { whole: hash(&whole), marks: marks.into_iter().collect(), states }
    }

    /// Whether two files are parts of one article: one is a copy of the other, or they have a headline or a paragraph in
    /// common, and in the time that both tell of they tell of the same states.
    pub(super) fn is_of_one(&self, other: &Kin) -> bool {
        let shares = || self.marks.iter().any(|mark| other.marks.binary_search(mark).is_ok());
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

fn lowest(hashes: impl Iterator<Item = u64>, most: usize) -> impl Iterator<Item = u64> {
    hashes.collect::<BTreeSet<u64>>().into_iter().take(most)
}

fn hash(what: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}
