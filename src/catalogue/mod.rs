//! What the browser and the commands ask of an archive: windows of its list, timelines, texts, hits.
//!
//! [`Catalogue`] is the one small interface. Here it is filled in memory from `source`; a database can take its place
//! without anybody noticing. Everything can be asked from any thread while articles stream in, and is answered for what
//! is there by then.
//!
//! ```text
//! source ─ articles ─> put ─> entry (facts worked out side by side) ─> shelf ─> order ─> windows
//!                                                                      └────> timelines, texts, hits
//! ```

mod diffs;
mod entry;
mod filter;
mod import;
mod order;
mod resolve;
mod search;
mod shelf;
mod step;
#[cfg(test)]
mod tests;
mod timeline;

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard,
        atomic::{AtomicBool, Ordering},
    },
};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
pub use resolve::Unresolved;

use crate::{
    diff::{self, Diff, Ignore, TextSide},
    model::{
        Anchor, Article, ArticleHead, ArticleId, ListWindow, Problem, Progress, RevisionText, Timeline, WindowRequest,
    },
    source::join,
};

/// The articles of an archive.
#[derive(Debug, Default)]
pub struct Catalogue {
    shelf: RwLock<shelf::Shelf>,
    orders: Mutex<order::Orders>,
    diffs: Mutex<diffs::Diffs>,
    progress: Mutex<Progress>,
    problems: Mutex<Vec<Problem>>,
    /// Whether articles are streaming in.
    reading: AtomicBool,
}

impl Catalogue {
    /// An empty catalogue.
    #[must_use]
    pub fn new() -> Catalogue {
        Catalogue::default()
    }

    /// Takes an article in, or a part of one, as readers hand it on ([`join::tidied`]): parts with a common id or alias
    /// become one article.
    pub fn put(&self, part: Article) {
        let mut part = part;
        // Where another part of the same article came in meanwhile. Joining twice does no harm.
        while let Err(entry) = self.shelve(self.worked_out(part)) {
            part = entry.article;
        }
    }

    /// Takes several in, in their order; they are worked out with all processors.
    pub fn put_all(&self, parts: Vec<Article>) {
        let entries: Vec<_> = parts.into_par_iter().map(|part| self.worked_out(part)).collect();
        for entry in entries {
            if let Err(entry) = self.shelve(entry) {
                self.put(entry.article);
            }
        }
    }

    /// The entry of a part and of what is held of its article, which it is to replace.
    fn worked_out(&self, part: Article) -> (Box<entry::Entry>, Vec<shelf::Held>) {
        let known = self.shelf().holders(join::keys(&part));
        let before: Vec<_> = known.iter().map(|(_, entry)| Arc::clone(entry)).collect();
        let whole = before.iter().fold(part, |whole, entry| join::join(entry.article.clone(), whole));
        (Box::new(entry::Entry::new(whole, &before)), known)
    }

    /// Puts an entry in the place of what it replaces; it comes back where that is no longer what is held.
    fn shelve(&self, (entry, known): (Box<entry::Entry>, Vec<shelf::Held>)) -> Result<(), Box<entry::Entry>> {
        self.shelf.write().unwrap_or_else(PoisonError::into_inner).put(entry, &known)
    }

    /// A window of the list. A few milliseconds at most, whatever the list's length; while articles stream in, up to
    /// 100 ms behind them.
    #[must_use]
    pub fn window(&self, request: &WindowRequest) -> ListWindow {
        let settled = !self.reading.load(Ordering::Relaxed);
        let mut orders = lock(&self.orders);
        let shelf = self.shelf();
        let places = orders.places(&shelf, &request.query, settled);
        let rank = |id: &ArticleId| shelf.place(id.as_str()).and_then(|held| places.iter().position(|p| *p == held));
        let (anchor_rank, first) = match &request.anchor {
            Anchor::Rank(rank) => (None, *rank),
            Anchor::Article { id, above, otherwise } => {
                let rank = rank(id);
                (rank, rank.unwrap_or(*otherwise).saturating_sub(*above))
            }
        };
        let first = first.min(places.len().saturating_sub(request.count));
        let rows = places.iter().skip(first).take(request.count);
        let rows = rows.filter_map(|place| shelf.at(*place)).map(|entry| entry.row.clone()).collect();
        ListWindow { total: places.len(), first, anchor_rank, rows }
    }

    /// What is said of an article without its revisions; `None` where there is no such article.
    #[must_use]
    pub fn head(&self, article: &ArticleId) -> Option<ArticleHead> {
        self.entry(article).map(|entry| timeline::head(&entry.article))
    }

    /// An article's timeline; `None` where there is no such article.
    #[must_use]
    pub fn timeline(&self, article: &ArticleId) -> Option<Timeline> {
        self.entry(article).map(|entry| timeline::timeline(&entry))
    }

    /// A revision's text; `None` where there is no such revision.
    #[must_use]
    pub fn text(&self, article: &ArticleId, number: u32) -> Option<RevisionText> {
        let entry = self.entry(article)?;
        let revision = entry.article.revisions.get(entry.index(number)?)?;
        Some(timeline::text(&entry.article, revision))
    }

    /// A revision as a side of a comparison; `None` where there is no such revision.
    #[must_use]
    pub fn side(&self, article: &ArticleId, number: u32) -> Option<TextSide> {
        let entry = self.entry(article)?;
        let revision = entry.article.revisions.get(entry.index(number)?)?;
        Some(timeline::side(revision))
    }

    /// The diff of two revisions, remembered for a while; `None` where there is no such revision.
    #[must_use]
    pub fn diff(&self, article: &ArticleId, base: u32, target: u32, ignore: Ignore) -> Option<Arc<Diff>> {
        let (base, target) = (self.side(article, base)?, self.side(article, target)?);
        if let Some(diff) = lock(&self.diffs).find(&base, &target, ignore) {
            return Some(diff);
        }
        let diff = Arc::new(diff::compare(&base, &target, ignore));
        lock(&self.diffs).keep(&diff);
        Some(diff)
    }

    /// The article that a name means: an id, an alias, a URL, the folder or file it comes from, or an unambiguous
    /// beginning of an id or URL; without a name, the only article there is.
    ///
    /// # Errors
    /// Where it means none or several; the error names candidates.
    pub fn resolve(&self, name: Option<&str>) -> Result<ArticleId, Unresolved> {
        resolve::resolve(&self.shelf(), name)
    }

    /// The outlets with their number of articles, most first.
    #[must_use]
    pub fn sources(&self) -> Vec<(String, usize)> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for (_, entry) in self.shelf().iter() {
            match counts.get_mut(&entry.article.source) {
                Some(count) => *count += 1,
                None => _ = counts.insert(entry.article.source.clone(), 1),
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts
    }

    /// What could not be read so far, by file.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = lock(&self.problems).clone();
        problems.sort_unstable();
        problems
    }

    /// How far the reading is. Counts of articles and revisions are of what is held: parts that were joined count once.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let (articles, revisions, undated) = self.shelf().counts();
        let problems = lock(&self.problems).len();
        Progress { articles, revisions, undated, problems, ..lock(&self.progress).clone() }
    }

    fn entry(&self, article: &ArticleId) -> Option<Arc<entry::Entry>> {
        self.shelf().find(article.as_str()).map(Arc::clone)
    }

    fn shelf(&self) -> RwLockReadGuard<'_, shelf::Shelf> {
        self.shelf.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A lock, also after a panic of another thread: what is behind these locks is whole between any two statements.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
