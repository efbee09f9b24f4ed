//! Reading an archive into the catalogue.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    Catalogue,
    disk::{self, Disk, Right, Write},
    gathering::{self, Gathering},
    lock,
    refresh::Held,
    shelf::Shelf,
    together::Claimed,
};
use crate::{
    model::{Article, ArticleId, Problem, Progress},
    source::{Archive, Cancel, Options, Sink, Stamp, Summary, open},
};

/// The least time between two words of progress.
const PACE: Duration = Duration::from_millis(50);

impl Catalogue {
    /// Reads an archive, on as many threads as there are processors, until its end or soon after `cancel`. A catalogue
    /// in a folder first shows what it holds, then reads the files that are new or have changed. While another program is
    /// at that, what there is is shown and progress says so; what it read, and what it left, come when it is done.
    /// `on_progress` is called every now and then from any of these threads, the first time with the first article, and
    /// once at the end.
    pub fn import(
        &self,
        archive: &Archive,
        options: &Options,
        on_progress: &(dyn Fn(&Progress) + Sync),
        cancel: &Cancel,
    ) -> Summary {
        self.remember(archive, options, cancel);
        let summary = self.import_here(archive, options, on_progress, cancel);
        // What was read into a database that is damaged is read into another one.
        match self.is_lost().then(|| self.read_anew(on_progress)).flatten() {
            Some((_, Some(anew))) => anew,
            Some((anew, None)) => Summary { progress: anew.progress(), ..summary },
            None => summary,
        }
    }

    fn import_here(
        &self,
        archive: &Archive,
        options: &Options,
        on_progress: &(dyn Fn(&Progress) + Sync),
        cancel: &Cancel,
    ) -> Summary {
        let reading = Reading::begin(&self.reading);
        lock(&self.progress).done = false;
        let mut intake = Intake {
            catalogue: self,
            on_progress,
            cancel,
            told: Mutex::new(None),
            held: HashMap::new(),
            claimed: Claimed::default(),
            gathering: Gathering::new(gathering::PACE),
        };
        let mut summary = match self.texts.disk() {
            None => {
                let summary = open(archive, options, &intake, cancel);
                intake.gathering.finish(self);
                summary
            }
            Some(disk) => {
                let own = lock(&self.problems).len();
                // Who has it before looking sees all that others write.
                let right = disk.right();
                self.unfold(disk);
                if !self.is_lost() {
                    intake.tell();
                }
                let right = right.or_else(|| self.awaited_right(disk, own, &intake, cancel));
                if self.is_lost() {
                    return Summary::default();
                }
                match right.filter(|_| !cancel.is_cancelled()) {
                    None => Summary { cancelled: true, ..Summary::default() },
                    Some(_right) => {
                        let mut torn = HashSet::new();
                        loop {
                            let (summary, more) = self.read_on(disk, archive, options, &mut intake, &torn);
                            // What was read together is not torn again: each run has more to read than the one before.
                            let before = torn.len();
                            torn.extend(more);
                            if torn.len() == before || cancel.is_cancelled() || self.is_lost() {
                                break summary;
                            }
                        }
                    }
                }
            }
        };
        drop(reading);
        let progress = Progress { done: true, ..summary.progress };
        *lock(&self.progress) = progress;
        summary.progress = self.progress();
        on_progress(&summary.progress);
        summary
    }

    /// Reads what is not held yet, and what is `torn`. The ids of what is torn after that, see [`Catalogue::torn`].
    fn read_on(
        &self,
        disk: &Disk,
        archive: &Archive,
        options: &Options,
        intake: &mut Intake<'_>,
        torn: &HashSet<ArticleId>,
    ) -> (Summary, HashSet<ArticleId>) {
        disk.settle(None);
        let cancel = intake.cancel;
        let read = thread::scope(|scope| {
            let write = disk.write(cancel);
            scope.spawn(write);
            self.recall_refrains(disk);
            let (held, left) = self.refreshed(disk, archive, options, torn);
            intake.held = held;
            let summary = open(archive, options, intake, cancel);
            intake.gathering.finish(self);
            let torn = self.torn(disk, intake.claimed.take(), &left, &intake.held);
            let articles = self.shelf().counts().0;
            self.keep_refrains(disk);
            disk.queue(Write::Note { key: disk::COUNT, value: articles.to_string() });
            disk.close();
            (summary, torn)
        });
        disk.settle(disk.mark());
        disk.keep_cards(self.shelf().cards());
        read
    }

    /// Shows what the database holds.
    fn unfold(&self, disk: &Disk) {
        let mark = disk.mark();
        let shelf = disk.cards().map(Shelf::of).unwrap_or_else(|| {
            let mut shelf = Shelf::default();
            disk.rows(&mut |place, row, undated| shelf.put(place, row, undated));
            shelf
        });
        *self.shelf.write().unwrap_or_else(PoisonError::into_inner) = shelf;
        self.unfolded.store(true, Ordering::Relaxed);
        // Unless somebody wrote meanwhile.
        disk.settle(mark.clone().filter(|_| disk.mark() == mark));
        lock(&self.problems).extend(disk.problems());
    }

    /// The right to write, once nobody else has it, with what the other one wrote on the shelf; `None` after `cancel`.
    /// Another program may keep it for long: it is told of unless it is soon over, as a reading of our own that was just
    /// cancelled is. `own` is how many problems are not the archive's.
    fn awaited_right(&self, disk: &Disk, own: usize, intake: &Intake<'_>, cancel: &Cancel) -> Option<Right> {
        let patient = Instant::now() + PATIENCE;
        while !cancel.is_cancelled() {
            let right = disk.right();
            lock(&self.progress).waiting = right.is_none() && patient < Instant::now();
            if right.is_some() {
                lock(&self.problems).truncate(own);
                self.unfold(disk);
                return right;
            }
            intake.tell();
            thread::sleep(PACE);
        }
        None
    }
}

/// How long the right to write is waited for before it is told.
const PATIENCE: Duration = Duration::from_secs(1);

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
    cancel: &'c Cancel,
    /// The files that need not be read again.
    held: HashMap<String, Held>,
    /// Files of which it is not known yet whether they were read together with all that have to be.
    claimed: Claimed,
    /// Parts that wait for others of their articles.
    gathering: Gathering,
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
        self.gathering.put(self.catalogue, article);
        self.gathering.settle(self.catalogue);
        self.tell();
    }

    fn articles(&self, articles: Vec<Article>) {
        self.gathering.put_all(self.catalogue, articles);
        self.gathering.settle(self.catalogue);
        self.tell();
    }

    fn wants(&self, stamp: &Stamp) -> bool {
        let wants = self.held.get(&*stamp.shown).is_none_or(|held| held.mark != stamp.mark);
        if wants {
            let begun = Write::Begun { shown: stamp.shown.to_string(), mark: stamp.mark };
            self.catalogue.texts.queue(begun);
        }
        wants
    }

    fn ended(&self, stamp: &Stamp, claimed: &[ArticleId]) {
        if claimed.is_empty() || self.held.is_empty() {
            self.gathering.ended(self.catalogue, stamp, !claimed.is_empty());
        } else {
            self.claimed.put(stamp, claimed);
        }
    }

    fn problem(&self, problem: Problem) {
        self.catalogue.texts.queue(Write::Problem(problem.clone()));
        lock(&self.catalogue.problems).push(problem);
        self.tell();
    }

    fn progress(&self, progress: &Progress) {
        *lock(&self.catalogue.progress) = Progress { done: false, ..progress.clone() };
        self.gathering.settle(self.catalogue);
        self.tell();
    }
}
