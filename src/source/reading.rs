//! What a format writes to, and what the outside hears of it.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
    mem,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{
    PassedOver, SourceError, identity, join,
    kin::{Kin, Likeness},
    limits,
    meter::Meter,
    tidy::{Known, tidied},
    turn::Turns,
};
use crate::model::{Article, ArticleId, Problem, Progress, TextState, Withheld};

/// Who receives what is read. Called from several threads at once.
pub trait Sink: Sync {
    /// An article, or a part of one: parts with a common id or alias belong together, see [`join`](super::join).
    fn article(&self, article: Article);

    /// Several articles that stand one after another in a file. Whoever has more to do with each than to keep it can do
    /// that for all of them at once, but keeps their order.
    fn articles(&self, articles: Vec<Article>) {
        articles.into_iter().for_each(|article| self.article(article));
    }

    /// Something that could not be read.
    fn problem(&self, problem: Problem);

    /// How far the reading is; articles and revisions as read, before parts are joined.
    fn progress(&self, _progress: &Progress) {}

    /// Whether a file, or what was claimed of a folder, is to be read; asked just before it would be.
    fn wants(&self, _stamp: &Stamp) -> bool {
        true
    }

    /// A file, or what was claimed of a folder, is about to be read by the format of this name.
    fn read_by(&self, _format: &'static str, _shown: &str) {}

    /// An article, or a part of one, that is about to be handed on, and the name of the format that read it.
    fn found(&self, _format: &'static str, _article: &Article) {}

    /// Files or folders that are plainly no dumps, or no texts of articles inside of one.
    fn passed_over(&self, _why: PassedOver, _files: usize) {}

    /// A file was read to its end: whatever it holds has been handed on. Of which ids it was told whether other files read
    /// in this run are parts of their article, see [`Reading::tell_apart`].
    fn ended(&self, _stamp: &Stamp, _claimed: &[ArticleId]) {}
}

/// What tells a state of a dump file, or of what was claimed of a folder, from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The name under which it is shown; no two of an archive have the same.
    pub shown: Arc<str>,
    /// A hash of sizes and times of change, and of what tells one file from another; the same in every run of the program.
    pub mark: u64,
}

/// A wish to stop, seen by every thread that reads.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Counters of a whole archive.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) files: AtomicUsize,
    pub(super) files_found: AtomicUsize,
    pub(super) bytes: AtomicU64,
    pub(super) bytes_found: AtomicU64,
    pub(super) articles: AtomicUsize,
    pub(super) revisions: AtomicUsize,
    pub(super) undated: AtomicUsize,
    pub(super) problems: AtomicUsize,
    pub(super) skipped: AtomicUsize,
    /// The walk is over: every file has been found.
    pub(super) counted: AtomicBool,
}

impl Tally {
    pub(super) fn progress(&self, done: bool) -> Progress {
        let count = |n: &AtomicUsize| n.load(Ordering::Relaxed);
        Progress {
            files: count(&self.files),
            files_found: count(&self.files_found),
            bytes: self.bytes.load(Ordering::Relaxed),
            bytes_found: self.bytes_found.load(Ordering::Relaxed),
            articles: count(&self.articles),
            revisions: count(&self.revisions),
            undated: count(&self.undated),
            problems: count(&self.problems),
            counted: self.counted.load(Ordering::Relaxed),
            done,
            waiting: false,
        }
    }
}

/// Bytes between two words of progress inside one file.
const STRIDE: u64 = 1 << 20;

/// One file of an archive.
#[derive(Debug)]
pub(super) struct File {
    pub(super) shown: Arc<str>,
    /// What was read of it.
    pub(super) meter: Arc<Meter>,
    /// Which of the paths that were asked for it lies in.
    pub(super) root: usize,
    pub(super) turn: usize,
    /// Whether text that its origin keeps back is to be read all the same.
    pub(super) show_hidden: bool,
    /// The name of the format that reads it; empty before one does.
    pub(super) format: &'static str,
    /// Whether its texts were fetched from the web, see [`Format::is_fetched`](super::Format::is_fetched).
    pub(super) fetched: bool,
    /// Whether URLs are made from titles, see [`Format::urls_are_of_titles`](super::Format::urls_are_of_titles).
    pub(super) of_titles: bool,
}

/// The reading of one file: takes articles and problems, keeps count, knows when to stop.
pub struct Reading<'a> {
    sink: &'a dyn Sink,
    cancel: &'a Cancel,
    tally: &'a Tally,
    turns: &'a Turns,
    file: File,
    told: u64,
    problems: usize,
    articles: usize,
    apart: bool,
    /// Whether the file holds several that may keep something apart: its turn ends with the last of them.
    several: bool,
    /// The ids for which it asked which other files are of their articles.
    claimed: Vec<ArticleId>,
    held: Held,
}

/// What is held of a file that grew suspiciously.
#[derive(Debug, Default)]
struct Held {
    bytes: u64,
    /// Hashes of the texts counted.
    texts: HashSet<u64>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(sink: &'a dyn Sink, cancel: &'a Cancel, tally: &'a Tally, turns: &'a Turns, file: File) -> Self {
        Reading {
            sink,
            cancel,
            tally,
            turns,
            file,
            told: 0,
            problems: 0,
            articles: 0,
            apart: false,
            several: false,
            claimed: Vec::new(),
            held: Held::default(),
        }
    }

    /// For a file that is one whole article: keeps it apart from other files of its dump that are whole articles of the
    /// same id and no parts of its article. Whichever comes first in the walk keeps the id, which is that of its URL, or of
    /// its name. Only files that are read in this run are known: who did not want some of them is told of it
    /// ([`Sink::ended`]).
    pub fn tell_apart(&mut self, article: &mut Article, likeness: Likeness) {
        if article.aliases.is_empty() && !article.id.as_str().is_empty() {
            let own = identity::id_of_another(&article.id, &self.file.shown);
            let ids = self.turns.claim(self.file.turn, self.file.root, &article.id, Kin::of(article, likeness), own);
            self.claimed.push(article.id.clone());
            self.apart = !ids.contains(&article.id);
            if self.apart && !article.url.is_empty() {
                article.notes.push(join::ANOTHER.to_owned());
            }
            let mut ids = ids.into_iter();
            article.id = ids.next().unwrap_or_else(|| article.id.clone());
            article.aliases = ids.map(|id| id.as_str().to_owned()).collect();
        }
        self.pass();
    }

    /// Tells which format reads the file.
    pub(super) fn read_by(&mut self, format: &'static str) {
        self.back_to(format);
        self.sink.read_by(format, &self.file.shown);
    }

    /// The format that claimed a folder reads on, after another read a part of it.
    pub(super) fn back_to(&mut self, format: &'static str) {
        self.file.format = format;
        let known = super::format(format);
        self.file.fetched = known.is_some_and(super::Format::is_fetched);
        self.file.of_titles = known.is_some_and(super::Format::urls_are_of_titles);
    }

    /// Ends the wait of the files behind: this one keeps nothing apart (any more).
    pub fn pass(&self) {
        if !self.several {
            self.turns.pass(self.file.turn);
        }
    }

    /// The file holds several, each read by a format of its own: none of them ends the turn of the file.
    pub(super) fn several(&mut self) {
        self.several = true;
    }

    /// Hands on an article. What the format left open is filled in: origins, ids, aliases, shared paragraphs.
    pub fn article(&mut self, article: Article) {
        let (known, fetched) = (self.known(), self.file.fetched);
        let article = tidied(self.named(article), known, fetched);
        self.count(&article);
        self.sink.article(article);
        self.advance();
    }

    /// Hands on several articles, as [`Reading::article`] does each, with all processors.
    pub fn articles(&mut self, articles: Vec<Article>) {
        let (known, fetched) = (self.known(), self.file.fetched);
        let named: Vec<Article> = articles.into_iter().map(|article| self.named(article)).collect();
        let tidied: Vec<Article> = named.into_par_iter().map(|article| tidied(article, known, fetched)).collect();
        tidied.iter().for_each(|article| self.count(article));
        self.sink.articles(tidied);
        self.advance();
    }

    /// What the articles of the file are known by.
    fn known(&self) -> Known {
        match (self.apart, self.file.of_titles) {
            (true, _) => Known::Id,
            (_, true) => Known::UrlWithoutId,
            _ => Known::UrlToo,
        }
    }

    /// An article with its origins and an id.
    fn named(&mut self, mut article: Article) -> Article {
        for revision in &mut article.revisions {
            let origin = revision.origin.get_or_insert_with(|| Arc::clone(&self.file.shown));
            if self.file.show_hidden {
                revision.withheld = None;
            } else if revision.state == TextState::Withheld {
                let by = Arc::clone(origin);
                revision.withheld.get_or_insert(Withheld { whole_article: false, by });
            }
        }
        if article.origins.is_empty() {
            article.origins.push(self.file.shown.to_string());
        }
        if article.id.as_str().is_empty() {
            article.id = identity::id_of_place(&self.file.shown, self.articles);
        }
        self.articles += 1;
        article
    }

    fn count(&mut self, article: &Article) {
        self.sink.found(self.file.format, article);
        self.tally.articles.fetch_add(1, Ordering::Relaxed);
        self.tally.revisions.fetch_add(article.revisions.len(), Ordering::Relaxed);
        let undated = article.revisions.iter().filter(|r| r.time.is_none()).count();
        self.tally.undated.fetch_add(undated, Ordering::Relaxed);
        let meter = &self.file.meter;
        meter.gain();
        self.held.bytes += article.revisions.len() as u64 * limits::OVERHEAD;
        if meter.given() / meter.taken().max(1) > limits::RATIO {
            self.held.weigh(article);
        }
    }

    /// The file, or the part of a claimed folder, from which articles come, as shown.
    pub(super) fn shown(&self) -> &Arc<str> {
        &self.file.shown
    }

    /// Tells that reading on is worth its while, though nothing is complete enough to be handed on yet: a revision of a
    /// long article came.
    pub fn gain(&self) {
        self.file.meter.gain();
    }

    /// Counts files that are plainly no dump, or inside of one no text of an article.
    pub(super) fn skip(&self, why: PassedOver, files: usize) {
        if files > 0 {
            self.tally.skipped.fetch_add(files, Ordering::Relaxed);
            self.sink.passed_over(why, files);
        }
    }

    /// From now on articles and problems come from this part of a claimed folder.
    pub fn within(&mut self, shown: &Arc<str>) {
        self.file.shown = Arc::clone(shown);
        self.apart = false;
    }

    /// Tells of something that could not be read: the place (`line 12`; empty for the whole file) and a sentence.
    pub fn problem(&mut self, place: impl Into<String>, reason: impl Into<String>) {
        self.problems += 1;
        if self.problems <= limits::PROBLEMS {
            self.tell(place.into(), reason.into());
        }
    }

    /// Tells that a claimed folder holds so many bytes more than its entries show, to be read bit by bit, see
    /// [`Reading::took`].
    pub(super) fn holds(&self, bytes: u64) {
        self.tally.bytes_found.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Tells that so many bytes of these were read.
    pub(super) fn took(&mut self, bytes: u64) {
        self.file.meter.take(bytes);
        self.advance();
    }

    /// Stops a long reading when somebody asked for it; to be called every now and then.
    ///
    /// # Errors
    /// [`SourceError::Cancelled`] or [`SourceError::Bomb`], to be passed on.
    pub fn check(&mut self) -> Result<(), SourceError> {
        self.advance();
        if self.held.bytes >= limits::HELD && self.held.bytes / self.file.meter.taken().max(1) > limits::RATIO {
            return Err(SourceError::Bomb);
        }
        if self.cancel.is_cancelled() { Err(SourceError::Cancelled) } else { Ok(()) }
    }

    fn tell(&self, place: String, reason: String) {
        self.tally.problems.fetch_add(1, Ordering::Relaxed);
        self.sink.problem(Problem { file: self.file.shown.to_string(), place, reason });
    }

    fn advance(&mut self) {
        let taken = self.file.meter.taken();
        if taken >= self.told + STRIDE {
            self.tally.bytes.fetch_add(taken - self.told, Ordering::Relaxed);
            self.told = taken;
            self.sink.progress(&self.tally.progress(false));
        }
    }

    /// Ends what are so many files of so many bytes with what came of it; the ids that it
    /// [claimed](Reading::tell_apart).
    pub(super) fn end(mut self, (files, size): (usize, u64), result: Result<(), SourceError>) -> Vec<ArticleId> {
        match result {
            Ok(()) | Err(SourceError::Cancelled) => {}
            Err(error) => self.problem("", error.to_string()),
        }
        if self.problems > limits::PROBLEMS {
            let more = self.problems - limits::PROBLEMS;
            self.tell(String::new(), format!("It has {more} more problems of this kind."));
        }
        self.tally.bytes.fetch_add(size.saturating_sub(self.told), Ordering::Relaxed);
        self.tally.files.fetch_add(files, Ordering::Relaxed);
        self.sink.progress(&self.tally.progress(false));
        mem::take(&mut self.claimed)
    }
}

impl Held {
    /// Counts the texts of an article that are not held yet.
    fn weigh(&mut self, article: &Article) {
        for text in article.revisions.iter().flat_map(|r| &r.paragraphs) {
            let mut hash = DefaultHasher::new();
            text.hash(&mut hash);
            if self.texts.insert(hash.finish()) {
                self.bytes += text.len() as u64;
            }
        }
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.several = false;
        self.pass();
    }
}
