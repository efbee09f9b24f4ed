//! Revisions that lie loose in a file, grouped into articles by their URL or id.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use super::{
    super::{Reading, identity, limits},
    article::{Found, Head, Numbered, miscounted, put_in_order, settled},
    complaints::place,
    slashes::Days,
};

use crate::model::{ArticleId, Revision, Seen};

/// What a revision takes beside its text, in bytes, about.
const REVISION: usize = 512;

/// The loose revisions of a file met so far.
#[derive(Default)]
pub(in crate::source) struct Grouped {
    groups: Vec<(String, Head, Vec<Numbered>)>,
    places: HashMap<String, usize>,
    /// Per article, the number that follows those handed on already.
    next: HashMap<String, u32>,
    days: Days,
    held: usize,
}

impl Grouped {
    /// Takes the loose revision of a line. One that says nothing of its article is an article of its own.
    pub(in crate::source) fn put(&mut self, line: u64, found: Found, out: &mut Reading<'_>) {
        // A row that names its article and nothing else of it belongs to the others of its file that do, and so does one of
        // which the id and a number are known: what is revised keeps its id.
        let is_one_of_several = found.revisions.iter().any(|r| r.number.is_some());
        let own = || Some(found.head.id.clone()).filter(|id| is_one_of_several && !is_placeholder(id));
        let row = found.head.row_of.clone().or_else(own);
        let in_file = || row.map(|row| identity::id_of_place(&format!("{}#{row}", out.shown()), 0));
        let Some(id) = found.head.identity().or_else(in_file) else {
            let mut alone = found;
            for (_, sentence) in self.days.settle(&mut alone.revisions) {
                out.problem(place(line, 0), sentence);
            }
            out.article(alone.into_article());
            return;
        };
        let Found { head, revisions, .. } = found;
        revisions.iter().for_each(|version| self.days.learn(version));
        let text = |r: &Numbered| r.revision.paragraphs.iter().map(|p| p.len()).sum::<usize>();
        self.held += revisions.iter().map(text).sum::<usize>() + REVISION;
        let place = *self.places.entry(id.as_str().to_owned()).or_insert_with(|| {
            self.groups.push((id.as_str().to_owned(), Head::default(), Vec::new()));
            self.groups.len() - 1
        });
        if let Some((_, known, held)) = self.groups.get_mut(place) {
            known.learn(head);
            held.extend(revisions.into_iter().map(|revision| Numbered { line, ..revision }));
        }
        // Articles handed on in parts are joined by their id; the parts are as large as memory allows.
        if self.held > limits::GROUPED {
            self.hand_on(out);
        }
    }

    /// Hands on everything held.
    pub(in crate::source) fn hand_on(&mut self, out: &mut Reading<'_>) {
        self.held = 0;
        self.places.clear();
        for (key, head, mut revisions) in std::mem::take(&mut self.groups) {
            for (line, sentence) in self.days.settle(&mut revisions) {
                out.problem(place(line, 0), sentence);
            }
            for (line, sentence) in miscounted(&revisions) {
                out.problem(place(line, 0), sentence);
            }
            by_publication(&mut revisions);
            let numbered = revisions.iter().all(|r| r.number.is_some());
            if !numbered {
                seen_once(&mut revisions);
            }
            put_in_order(&mut revisions);
            let revisions = settled(revisions, self.next.get(&key).copied().unwrap_or(0));
            if let Some(last) = revisions.iter().map(|r| r.number).max() {
                self.next.insert(key.clone(), last.saturating_add(1));
            }
            let mut article = head.article(revisions, numbered);
            if article.id.as_str().is_empty() {
                article.id = ArticleId::new(key);
            }
            out.article(article);
        }
    }
}

/// Where all rows of an article bear one time, as that of an export, and each was published at another one, these are their
/// times.
fn by_publication(revisions: &mut [Numbered]) {
    let Some(first) = revisions.first() else { return };
    let (at, published) = (first.revision.time.as_ref().map(|t| t.at), first.published.as_ref().map(|p| p.at));
    let is_one = revisions.iter().all(|r| r.published.is_some() && r.revision.time.as_ref().map(|t| t.at) == at);
    if !is_one || revisions.iter().all(|r| r.published.as_ref().map(|p| p.at) == published) {
        return;
    }
    for Numbered { revision, published, .. } in revisions {
        revision.time = published.take().map(|seen| *seen);
        revision.notes.retain(|note| !note.starts_with("published "));
    }
}

/// Whether an id is what stands where there is none.
fn is_placeholder(id: &str) -> bool {
    let id = id.trim().to_ascii_lowercase();
    matches!(id.as_str(), "" | "0" | "-" | "-1" | "na" | "n/a" | "none" | "null" | "nan" | "unknown")
}

/// What lists of articles repeat: rows of the same moment, headline and text are one. Within a day or a minute a text may
/// have come back, so that there it is only one with the row before; but a day that stands there several times, row by row,
/// was exported several times.
fn seen_once(revisions: &mut Vec<Numbered>) {
    let said = |revision: &Revision| {
        let mut hash = DefaultHasher::new();
        (&revision.title, &revision.paragraphs).hash(&mut hash);
        hash.finish()
    };
    let mut moments: HashMap<Seen, Vec<(usize, u64)>> = HashMap::new();
    for (at, Numbered { revision, .. }) in revisions.iter().enumerate() {
        if let Some(time) = &revision.time {
            moments.entry(time.clone()).or_default().push((at, said(revision)));
        }
    }
    let mut again: HashSet<usize> = HashSet::new();
    for (time, rows) in moments.iter_mut().filter(|(_, rows)| rows.len() > 1) {
        if time.precision.is_coarse() && !time.is_publication {
            let mut last = None;
            again.extend(rows.extract_if(.., |(_, said)| last.replace(*said) == Some(*said)).map(|(at, _)| at));
            again.extend(rows.iter().skip(period(rows)).map(|(at, _)| at));
        } else {
            let mut known = HashSet::new();
            again.extend(rows.iter().filter(|(_, said)| !known.insert(*said)).map(|(at, _)| at));
        }
    }
    let mut at = 0..;
    revisions.retain(|_| at.next().is_none_or(|at| !again.contains(&at)));
}

/// After how many rows the same ones follow, over and over, to the end; all where they do not.
fn period(rows: &[(usize, u64)]) -> usize {
    let Some((_, first)) = rows.first() else { return 0 };
    let divides = |period: &usize| rows.len().is_multiple_of(*period);
    // Where the first one stands again, something may begin again.
    let begins = (1..=rows.len() / 2).filter(|at| rows.get(*at).is_some_and(|(_, said)| said == first));
    let repeats = |period: &usize| rows.iter().zip(rows.iter().skip(*period)).all(|((_, a), (_, b))| a == b);
    begins.filter(divides).find(repeats).unwrap_or(rows.len())
}

impl Head {
    /// Fills in what was not known.
    fn learn(&mut self, other: Head) {
        let fill = |mine: &mut String, theirs: String| {
            if mine.is_empty() {
                *mine = theirs;
            }
        };
        fill(&mut self.id, other.id);
        fill(&mut self.source, other.source);
        fill(&mut self.url, other.url);
        fill(&mut self.title, other.title);
        self.status = other.status.or(self.status.take());
        self.aliases.extend(other.aliases);
    }
}
