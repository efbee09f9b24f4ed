//! Reading an archive into the catalogue.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use super::{Catalogue, lock};
use crate::{
    model::{Article, Problem, Progress},
    source::{Archive, Cancel, Options, Sink, Summary, open},
};

/// The least time between two words of progress.
const PACE: Duration = Duration::from_millis(50);

impl Catalogue {
    /// Reads an archive, on as many threads as there are processors, until its end or soon after `cancel`.
    /// `on_progress` is called every now and then from any of these threads, the first time with the first article, and
    /// once at the end.
    pub fn import(
        &self,
        archive: &Archive,
        options: &Options,
        on_progress: &(dyn Fn(&Progress) + Sync),
        cancel: &Cancel,
    ) -> Summary {
        let _reading = Reading::begin(&self.reading);
        lock(&self.progress).done = false;
        let intake = Intake { catalogue: self, on_progress, told: Mutex::new(None) };
        let mut summary = open(archive, options, &intake, cancel);
        drop(_reading);
        let progress = Progress { done: true, ..summary.progress };
        *lock(&self.progress) = progress;
        summary.progress = self.progress();
        on_progress(&summary.progress);
        summary
    }
}

/// Says that articles are streaming in, for as long as it lives.
struct Reading<'c>(&'c AtomicBool);

impl<'c> Reading<'c> {
    fn begin(flag: &'c AtomicBool) -> Self {
        flag.store(true, Ordering::Relaxed);
        Reading(flag)
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// Where the reader's threads hand articles in.
struct Intake<'c> {
    catalogue: &'c Catalogue,
    on_progress: &'c (dyn Fn(&Progress) + Sync),
    told: Mutex<Option<Instant>>,
}

impl Intake<'_> {
    /// Tells of progress, unless somebody just did or is at it.
    fn tell(&self) {
        let Ok(mut told) = self.told.try_lock() else { return };
        if told.is_none_or(|at| at.elapsed() >= PACE) {
            *told = Some(Instant::now());
            (self.on_progress)(&self.catalogue.progress());
        }
    }
}

impl Sink for Intake<'_> {
    fn article(&self, article: Article) {
        self.catalogue.put(article);
        self.tell();
    }

    fn articles(&self, articles: Vec<Article>) {
        self.catalogue.put_all(articles);
        self.tell();
    }

    fn problem(&self, problem: Problem) {
        lock(&self.catalogue.problems).push(problem);
        self.tell();
    }

    fn progress(&self, progress: &Progress) {
        *lock(&self.catalogue.progress) = Progress { done: false, ..progress.clone() };
        self.tell();
    }
}
