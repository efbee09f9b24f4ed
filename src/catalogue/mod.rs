//! What the browser and the commands ask of an archive: windows of its list, timelines, texts, hits.
//!
//! [`Catalogue`] is the one small interface. It is filled from `source`. What lists sort and filter by is in memory for
//! every article (`shelf`, `cards`); their texts are in memory too, or in a database on disk (`texts`), with an index of
//! their words beside it that tells a search which articles it has to look at (`index`). Everything can be asked from
//! any thread while articles stream in, and is answered for what is there by then.
//!
//! ```text
//! source ─ articles ─> put ─> entry (facts worked out side by side) ─> shelf ─> order ─> windows
//!                                                                      └ texts ─> timelines, texts, hits
//!                                                                          └ index ─ candidates ─┘
//! ```

mod anew;
mod cards;
mod code;
mod condition;
mod diffs;
mod disk;
mod dumps;
mod entry;
mod filter;
mod gathering;
mod import;
mod index;
mod joining;
mod lifeline;
mod memory;
mod order;
mod refrains;
mod refresh;
mod resolve;
mod search;
mod shelf;
mod spread;
mod stats;
mod step;
#[cfg(test)]
mod tests;
mod texts;
mod timeline;
mod together;
mod vanished;

use std::{
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

pub use resolve::Unresolved;
use shelf::Place;

use crate::{
    diff::{self, Diff, Ignore, TextSide},
    model::{
        Anchor, ArticleHead, ArticleId, ChangeKind, ListQuery, ListWindow, Problem, Progress, Revision, RevisionText,
        Timeline, WindowRequest,
    },
};

/// The articles of an archive.
#[derive(Debug, Default)]
pub struct Catalogue {
    shelf: RwLock<shelf::Shelf>,
    texts: texts::Texts,
    refrains: RwLock<refrains::Refrains>,
    /// Whether refrains were counted since they were last noted.
    recounted: AtomicBool,
    orders: Mutex<order::Orders>,
    diffs: Mutex<diffs::Diffs>,
    progress: Mutex<Progress>,
    problems: Mutex<Vec<Problem>>,
    /// Whether articles are streaming in.
    reading: AtomicBool,
    /// Whether the shelf has taken in what the database holds.
    unfolded: AtomicBool,
    /// Whether what came of vanished files is to be forgotten.
    pruning: AtomicBool,
    /// How many of those were forgotten.
    pruned: AtomicUsize,
    vanished: RwLock<vanished::Vanished>,
    /// How the archive is read.
    reads: Mutex<Option<anew::Anew>>,
    /// What answers where the database is damaged.
    anew: OnceLock<Box<Catalogue>>,
    on_damage: Mutex<Option<anew::Teller>>,
}

impl Catalogue {
    /// An empty catalogue in memory.
    #[must_use]
    pub fn new() -> Catalogue {
        Catalogue::default()
    }

    /// The catalogue in a folder of its own, which is made where it is not there yet. What it holds is shown with the
    /// next [`Catalogue::import`].
    ///
    /// # Errors
    /// A sentence, where nothing can be written there.
    pub fn in_folder(folder: &Path) -> Result<Catalogue, String> {
        let texts = texts::Texts::Disk(Box::new(disk::Disk::open(folder)?));
        Ok(Catalogue { texts, ..Catalogue::default() })
    }

    /// Whether the catalogue is kept on disk.
    #[must_use]
    pub fn is_on_disk(&self) -> bool {
        self.texts.disk().is_some()
    }

    /// The next import forgets what came of dump files that are no longer there.
    pub fn prune(&self) {
        self.pruning.store(true, Ordering::Relaxed);
    }

    /// How many dump files that are no longer there were forgotten for that.
    #[must_use]
    pub fn pruned(&self) -> usize {
        self.pruned.load(Ordering::Relaxed)
    }

    /// Tells of something that stands between the user and the catalogue, among the problems.
    pub fn complain(&self, sentence: Option<String>) {
        let told = sentence.map(|reason| Problem { file: String::new(), place: String::new(), reason });
        lock(&self.problems).extend(told);
    }

    /// A window of the list. A few milliseconds at most, whatever the list's length; while articles stream in, up to
    /// 100 ms behind them.
    #[must_use]
    pub fn window(&self, request: &WindowRequest) -> ListWindow {
        self.sound(|c| c.window_here(request))
    }

    fn window_here(&self, request: &WindowRequest) -> ListWindow {
        if let Some(window) = self.first_window(request) {
            return window;
        }
        let settled = !self.reading.load(Ordering::Relaxed);
        let mut orders = lock(&self.orders);
        let shelf = self.shelf();
        let places = orders.places(&shelf, &request.query, settled);
        let rank = |id: &ArticleId| {
            let held = self.texts.place(id.as_str()).filter(|place| shelf.at(*place).is_some());
            held.and_then(|held| places.iter().position(|p| *p == held))
        };
        let (anchor_rank, first) = match &request.anchor {
            Anchor::Rank(rank) => (None, *rank),
            Anchor::Article { id, above, otherwise } => {
                let rank = rank(id);
                (rank, rank.unwrap_or(*otherwise).saturating_sub(*above))
            }
        };
        let first = first.min(places.len().saturating_sub(request.count));
        let rows = places.iter().skip(first).take(request.count);
        let row = |place: &Place| {
            let row = self.texts.row(*place);
            // Not `missed`, which looks at the shelf for itself.
            if let Some(disk) = self.texts.disk().filter(|_| row.is_none() && shelf.at(*place).is_some()) {
                disk.missed();
            }
            row
        };
        let rows = rows.filter_map(row).collect();
        ListWindow { total: places.len(), first, anchor_rank, rows }
    }

    /// The top of the list as the database has it, for as long as the shelf has not taken everything in.
    fn first_window(&self, request: &WindowRequest) -> Option<ListWindow> {
        let disk = self.texts.disk().filter(|_| !self.unfolded.load(Ordering::Relaxed))?;
        let at_top = request.query == ListQuery::default() && matches!(request.anchor, Anchor::Rank(0));
        let count = u32::try_from(request.count).ok().filter(|_| at_top)?;
        let (total, rows) = disk.newest(count)?;
        Some(ListWindow { total, first: 0, anchor_rank: None, rows })
    }

    /// What is said of an article without its revisions; `None` where there is no such article.
    #[must_use]
    pub fn head(&self, article: &ArticleId) -> Option<ArticleHead> {
        self.sound(|c| c.head_here(article))
    }

    fn head_here(&self, article: &ArticleId) -> Option<ArticleHead> {
        self.entry(article).map(|entry| timeline::head(&entry.article))
    }

    /// An article's timeline; `None` where there is no such article.
    #[must_use]
    pub fn timeline(&self, article: &ArticleId) -> Option<Timeline> {
        self.sound(|c| c.timeline_here(article))
    }

    fn timeline_here(&self, article: &ArticleId) -> Option<Timeline> {
        let entry = self.entry(article)?;
        let steps = step::with_refrains(&entry, &self.refrains.read().unwrap_or_else(PoisonError::into_inner));
        let mut timeline = timeline::timeline(&entry, &steps);
        self.marked(&entry, &mut timeline);
        Some(timeline)
    }

    /// A revision's text; `None` where there is no such revision.
    #[must_use]
    pub fn text(&self, article: &ArticleId, number: u32) -> Option<RevisionText> {
        self.sound(|c| c.text_here(article, number))
    }

    fn text_here(&self, article: &ArticleId, number: u32) -> Option<RevisionText> {
        let entry = self.entry(article)?;
        let revision = entry.article.revisions.get(entry.index(number)?)?;
        Some(timeline::text(&entry.article, revision))
    }

    /// A revision as a side of a comparison; `None` where there is no such revision.
    #[must_use]
    pub fn side(&self, article: &ArticleId, number: u32) -> Option<TextSide> {
        self.sound(|c| c.side_here(article, number))
    }

    fn side_here(&self, article: &ArticleId, number: u32) -> Option<TextSide> {
        let entry = self.entry(article)?;
        let revision = entry.article.revisions.get(entry.index(number)?)?;
        Some(self.side_of(&entry, revision))
    }

    fn side_of(&self, entry: &entry::Entry, revision: &Revision) -> TextSide {
        let refrains = self.refrains.read().unwrap_or_else(PoisonError::into_inner);
        let refrains = refrains.among(&entry.article.source, &revision.paragraphs);
        TextSide { refrains, ..timeline::side(revision) }
    }

    /// The diff of two revisions, remembered for a while; `None` where there is no such revision.
    #[must_use]
    pub fn diff(&self, article: &ArticleId, base: u32, target: u32, ignore: Ignore) -> Option<Arc<Diff>> {
        self.diff_of(article, (base, target), ignore, false)
    }

    /// The same, where asked for of the texts as their origin wrote them: of markup, where prose was made of it.
    #[must_use]
    pub fn diff_of(&self, article: &ArticleId, pair: (u32, u32), ignore: Ignore, markup: bool) -> Option<Arc<Diff>> {
        self.sound(|c| c.diff_here(article, pair, ignore, markup))
    }

    fn diff_here(
        &self,
        article: &ArticleId,
        (base, target): (u32, u32),
        ignore: Ignore,
        markup: bool,
    ) -> Option<Arc<Diff>> {
        let entry = self.entry(article)?;
        let revision = |number: u32| entry.article.revisions.get(entry.index(number)?);
        let (old, new) = (revision(base)?, revision(target)?);
        let relation = timeline::relation(old, new);
        let is_apart = step::are_apart(&entry.article, (entry.index(base)?, entry.index(target)?));
        let (base, target) = if markup {
            (timeline::raw_side(old), TextSide { relation, is_apart, ..timeline::raw_side(new) })
        } else {
            let alignment = timeline::alignment(old, new);
            let restores = entry.index(target).and_then(|at| entry.steps.get(at)).and_then(|step| step.restores);
            (
                self.side_of(&entry, old),
                TextSide { alignment, restores, relation, is_apart, ..self.side_of(&entry, new) },
            )
        };
        if let Some(diff) = lock(&self.diffs).find(&base, &target, ignore) {
            return Some(diff);
        }
        let mut diff = diff::compare(&base, &target, ignore);
        let folded = if markup { None } else { step::folded(old, new) };
        if let Some(folded) = folded {
            let (reason, sentence) = match folded {
                step::Folded::Figures => {
                    diff.summary.changes.insert(ChangeKind::Number);
                    ("figures changed in what is folded away", "Figures changed in what is folded away.")
                }
                step::Folded::Words => {
                    ("words changed in what is folded away", "Words changed in what is folded away.")
                }
            };
            (diff.summary.folded, diff.summary.minor) = (true, false);
            diff.summary.reason = reason;
            diff.summary.sentence = sentence.into();
        }
        let diff = Arc::new(diff);
        lock(&self.diffs).keep(&diff);
        Some(diff)
    }

    /// The article that a name means: an id, an alias, a URL, the folder or file it comes from, or an unambiguous
    /// beginning of an id or URL; without a name, the only article there is.
    ///
    /// # Errors
    /// Where it means none or several; the error names candidates.
    pub fn resolve(&self, name: Option<&str>) -> Result<ArticleId, Unresolved> {
        self.sound(|c| c.resolve_here(name))
    }

    fn resolve_here(&self, name: Option<&str>) -> Result<ArticleId, Unresolved> {
        let found = resolve::resolve(&self.shelf(), &self.texts, name);
        if let (Err(_), Some(disk)) = (&found, self.texts.disk().filter(|_| name.is_some())) {
            // Before it is said that there is none.
            disk.check_names();
        }
        found
    }

    /// What could not be read so far, by file.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = match self.anew.get() {
            Some(anew) => anew.problems(),
            None => lock(&self.problems).clone(),
        };
        let complaint = self.texts.disk().and_then(disk::Disk::complaint);
        problems.extend(complaint.map(|reason| Problem { file: String::new(), place: String::new(), reason }));
        problems.sort_unstable();
        problems.dedup();
        problems
    }

    /// How far the reading is. Counts of articles and revisions are of what is held: parts that were joined count once.
    #[must_use]
    pub fn progress(&self) -> Progress {
        if let Some(anew) = self.anew.get() {
            let progress = anew.progress();
            return Progress { problems: progress.problems + 1, ..progress };
        }
        let (articles, revisions, undated) = self.shelf().counts();
        let problems = lock(&self.problems).len();
        Progress { articles, revisions, undated, problems, ..lock(&self.progress).clone() }
    }

    fn entry(&self, article: &ArticleId) -> Option<Arc<entry::Entry>> {
        let Some(place) = self.texts.place(article.as_str()) else {
            // An id that the list has is a name.
            let is_listed = || self.shelf().cards().iter().any(|(_, look)| look.id() == article.as_str());
            if let Some(disk) = self.texts.disk().filter(|_| is_listed()) {
                disk.missed();
            }
            return None;
        };
        let entry = self.texts.entry(place);
        if entry.is_none() {
            self.missed(place);
        }
        entry
    }

    /// An article that is looked at among many.
    fn glance(&self, place: Place) -> Option<Arc<entry::Entry>> {
        let entry = self.texts.glance(place);
        if entry.is_none() {
            self.missed(place);
        }
        entry
    }

    /// Notes that nothing was found at a place: where the list has an article there, that is damage.
    fn missed(&self, place: Place) {
        let is_listed = || self.shelf().at(place).is_some();
        if let Some(disk) = self.texts.disk().filter(|_| is_listed()) {
            disk.missed();
        }
    }

    fn shelf(&self) -> RwLockReadGuard<'_, shelf::Shelf> {
        self.shelf.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A lock, also after a panic of another thread: what is behind these locks is whole between any two statements.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
