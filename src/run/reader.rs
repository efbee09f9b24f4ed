//! An archive being read into a catalogue, and the answers to what the browser asks of it.

use std::{
    ops::ControlFlow,
    sync::{Arc, Mutex, PoisonError, RwLock},
    thread,
    time::{Duration, Instant},
};

use crossbeam_channel::Sender;

use super::{
    background::give_way,
    browser::Happening,
    fault::{FAULT, contained},
    jobs::Answerer,
    shelter::Shelter,
};
use crate::{
    app::{Answer, Msg, Request},
    catalogue::Catalogue,
    model::{HitOrder, Problem, Progress},
    query::Query,
    source::{Archive, Cancel, Options},
};

/// How often hits are handed on.
const HANDFUL: Duration = Duration::from_millis(40);

/// An archive and its catalogue. Clones are the same reader.
#[derive(Clone)]
pub struct Reader(Arc<Inner>);

struct Inner {
    archive: Archive,
    options: Mutex<Options>,
    catalogue: RwLock<Arc<Catalogue>>,
    reading: Mutex<Cancel>,
    /// Mistakes in the user's own files, as sentences; they stand among the problems.
    mistakes: Vec<String>,
    shelter: Shelter,
}

impl Reader {
    /// A reader that has not begun.
    #[must_use]
    pub fn new(archive: Archive, options: Options, shelter: Shelter, mistakes: Vec<String>) -> Reader {
        Reader(Arc::new(Inner {
            archive,
            options: Mutex::new(options),
            catalogue: RwLock::default(),
            reading: Mutex::default(),
            mistakes,
            shelter,
        }))
    }

    /// The catalogue as it is now.
    #[must_use]
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.0.catalogue.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How the archive is read.
    #[must_use]
    pub fn options(&self) -> Options {
        self.0.options.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes how the archive is read from the next reading on.
    pub fn change_options(&self, change: impl FnOnce(&mut Options)) {
        change(&mut self.0.options.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Reads the archive on threads of its own; progress comes as messages. What was read before stays until all has been
    /// read again, so that a list never empties under its reader.
    pub fn read(&self, to: Sender<Happening>) {
        let cancel = Cancel::default();
        let former =
            std::mem::replace(&mut *self.0.reading.lock().unwrap_or_else(PoisonError::into_inner), cancel.clone());
        former.cancel();
        let options = self.options();
        let again = self.catalogue().progress().done;
        let (fresh, complaint) = self.0.shelter.catalogue(&self.0.archive, &options);
        let fresh = Arc::new(fresh);
        fresh.complain(complaint);
        let told = to.clone();
        fresh.on_damage(move |sentence| {
            let _ = told.send(Happening::Msg(Msg::Failed(sentence.to_owned())));
        });
        if !again {
            self.set(fresh.clone());
        }
        let reader = self.clone();
        thread::spawn(move || {
            give_way();
            let tell = |progress: &Progress| {
                if !cancel.is_cancelled() {
                    let _ = to.send(Happening::Msg(Msg::Progress(progress.clone())));
                }
            };
            let quietly = |_: &Progress| {};
            let on_progress: &(dyn Fn(&Progress) + Sync) = if again { &quietly } else { &tell };
            let Some(summary) = contained(|| fresh.import(&reader.0.archive, &options, on_progress, &cancel)) else {
                // What was read until then, or before, is what there is.
                tell(&Progress { done: true, ..reader.catalogue().progress() });
                if !cancel.is_cancelled() {
                    let _ = to.send(Happening::Msg(Msg::Failed(format!("Reading broke off: {FAULT}."))));
                }
                return;
            };
            if again && !cancel.is_cancelled() {
                reader.set(fresh);
                tell(&summary.progress);
            }
        });
    }

    /// Mistakes in the user's own files, as sentences.
    pub(super) fn mistakes(&self) -> &[String] {
        &self.0.mistakes
    }

    /// Mistakes in the user's own files, then what could not be read of the archive.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let mistake =
            |reason: &String| Problem { file: "configuration".into(), place: String::new(), reason: reason.clone() };
        self.0.mistakes.iter().map(mistake).chain(self.catalogue().problems()).collect()
    }

    fn set(&self, catalogue: Arc<Catalogue>) {
        *self.0.catalogue.write().unwrap_or_else(PoisonError::into_inner) = catalogue;
    }

    /// What answers the browser's questions, on the threads of its jobs.
    #[must_use]
    pub fn answerer(&self) -> Arc<Answerer> {
        let reader = self.clone();
        Arc::new(move |request, stale, emit| answer(&reader, request, stale, emit))
    }
}

fn answer(reader: &Reader, request: &Request, stale: &dyn Fn() -> bool, emit: &mut dyn FnMut(Answer)) {
    let catalogue = &reader.catalogue();
    let gone = || Answer::Failed("This is no longer in the archive; R reads it again.".to_owned());
    match request {
        Request::Window(window) => emit(Answer::Window(catalogue.window(window))),
        Request::Timeline(article) => {
            emit(catalogue.timeline(article).map_or_else(gone, |timeline| Answer::Timeline(Box::new(timeline))));
        }
        Request::Diff { article, base, target, ignore, markup } => {
            let pair = (*base, *target);
            let diff = catalogue.diff_of(article, pair, *ignore, *markup);
            emit(diff.map_or_else(gone, Answer::Diff));
        }
        Request::Weave { article, target } => match catalogue.weave(article, *target, stale) {
            Some(weave) => emit(Answer::Weave(Arc::new(weave))),
            // Nobody waits for it any more, or it is gone.
            None if stale() => {}
            None => emit(gone()),
        },
        Request::Passages { article, phrase } => match catalogue.passages(article, phrase, stale) {
            Some(passages) => {
                let legs = passages.all_legs(phrase);
                emit(Answer::Passages(Arc::new(passages), legs));
            }
            None if stale() => {}
            None => emit(gone()),
        },
        Request::Stats => {
            if let Some(stats) = catalogue.stats(stale) {
                emit(Answer::Stats(Arc::new(stats)));
            }
        }
        Request::Problems => emit(Answer::Problems(reader.problems())),
        Request::Search { query, order, limit } => search(catalogue, (query, *order, *limit), stale, emit),
    }
}

/// Hits are handed on in handfuls, so that the first come at once and thousands do not come one by one.
fn search(
    catalogue: &Catalogue,
    (query, order, limit): (&str, HitOrder, usize),
    stale: &dyn Fn() -> bool,
    emit: &mut dyn FnMut(Answer),
) {
    let query = match Query::parse(query) {
        Ok(query) => query,
        Err(mistake) => return emit(Answer::BadQuery { span: mistake.span, reason: mistake.reason }),
    };
    let (mut hits, mut handed) = (Vec::new(), Instant::now());
    catalogue.search(&query, order, limit, stale, &mut |hit| {
        hits.push(hit);
        if handed.elapsed() >= HANDFUL {
            handed = Instant::now();
            emit(Answer::Hits { hits: std::mem::take(&mut hits), done: false });
        }
        if stale() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    emit(Answer::Hits { hits, done: true });
}
