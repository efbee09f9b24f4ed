//! Opens an archive: walks, and reads files side by side, each by the format that knows it.

use std::{
    collections::HashMap,
    fmt,
    num::NonZero,
    panic::{self, AssertUnwindSafe},
    path::PathBuf,
    sync::{Arc, Mutex, atomic::Ordering},
    thread,
};

use super::{
    Cancel, Entry, Format, Input, Kind, Reading, Sink, SourceError, Tree,
    heavy::Heavy,
    meter::Meter,
    newssniffer::compare::Corrections,
    packed,
    reading::{File, Tally},
    roots, sevenz,
    sniff::{damaged, head, is_own, offered, read},
    sqlite, stamps,
    turn::Turns,
    walk::{Job, Met, Walk},
};
use crate::model::{ArticleId, Problem, Progress};

/// How an archive is opened.
#[derive(Clone, Default)]
pub struct Options {
    /// The format of every file, instead of sniffing.
    pub from: Option<&'static dyn Format>,
    /// Whether text that its origin keeps back is read.
    pub show_hidden: bool,
    /// Whether merges in git repositories stand for themselves, and not for the commits of the branches that they brought.
    pub first_parent: bool,
    /// Where the user put paragraphs of articles whose sides are inferred.
    pub corrections: HashMap<ArticleId, Corrections>,
    /// The same for every article that the map does not name.
    pub corrections_of_any: Option<Corrections>,
    /// Threads that read; 0 for one a processor.
    pub threads: usize,
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let from = self.from.map(Format::name);
        let mut told = f.debug_struct("Options");
        told.field("from", &from).field("show_hidden", &self.show_hidden).field("first_parent", &self.first_parent);
        told.finish_non_exhaustive()
    }
}

/// What is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Archive {
    /// Dump files and folders of them.
    Paths(Vec<PathBuf>),
    /// The sample that the program carries.
    Sample,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// The last word of progress.
    pub progress: Progress,
    /// Files passed over because they are plainly no dumps: pictures, style sheets, hidden and empty files.
    pub skipped: usize,
    /// Whether it was stopped before its end.
    pub cancelled: bool,
}

/// Reads a whole archive into a sink. Returns when everything has been read, or soon after `cancel`.
///
/// What the sink is given does not depend on the order in which files are met or finished; the order of its calls does.
pub fn open(archive: &Archive, options: &Options, sink: &dyn Sink, cancel: &Cancel) -> Summary {
    sqlite::sweep();
    let (tally, turns, heavy) = (Tally::default(), Turns::default(), Heavy::default());
    let (tree, roots) = roots::laid_out(archive);
    let single = roots.len() == 1;
    let threads = match options.threads {
        0 => thread::available_parallelism().map_or(1, NonZero::get),
        n => n,
    };
    thread::scope(|scope| {
        let (send, receive) = crossbeam_channel::bounded::<(usize, Job)>(1024);
        let mut begun = 0;
        for _ in 0..threads {
            let (receive, tally, turns, heavy) = (receive.clone(), &tally, &turns, &heavy);
            let outside = Outside { sink, cancel, tally, turns, heavy, single };
            let read = move || {
                for (turn, job) in receive {
                    if cancel.is_cancelled() {
                        turns.pass(turn);
                    } else {
                        work_contained(tree, &job, options, outside, turn);
                    }
                }
            };
            begun += usize::from(thread::Builder::new().name(READER.to_owned()).spawn_scoped(scope, read).is_ok());
        }
        if begun == 0 {
            let reason = "Nothing was read: the system lets no thread begin; end other programs, or raise the limit.";
            tell(sink, &tally, Problem { file: String::new(), place: String::new(), reason: reason.to_owned() });
            return;
        }
        drop(receive);
        let mut turn = 0;
        let mut met = |met: Met| {
            match met {
                Met::Job(job) => {
                    let size = size(&job);
                    tally.files_found.fetch_add(files(&job), Ordering::Relaxed);
                    tally.bytes_found.fetch_add(size, Ordering::Relaxed);
                    if send.send((turn, job)).is_err() {
                        return false;
                    }
                    turn += 1;
                }
                Met::PassedOver(why) => {
                    tally.skipped.fetch_add(1, Ordering::Relaxed);
                    sink.passed_over(why, 1);
                }
                Met::Problem(problem) => tell(sink, &tally, problem),
            }
            !cancel.is_cancelled()
        };
        let mut walk = Walk::new(tree, options, &mut met);
        for (root, (path, shown)) in roots.iter().enumerate() {
            if !walk.start(root, path, shown) {
                break;
            }
        }
        tally.counted.store(true, Ordering::Relaxed);
    });
    let nothing = tally.files.load(Ordering::Relaxed) + tally.problems.load(Ordering::Relaxed) == 0;
    if nothing && !cancel.is_cancelled() {
        let file = roots.first().map_or_else(String::new, |root| root.1.clone());
        let reason = "There is no dump in it: it is empty, or holds only pictures, hidden and empty files.".into();
        tell(sink, &tally, Problem { file, place: String::new(), reason });
    }
    let progress = tally.progress(true);
    sink.progress(&progress);
    Summary { progress, skipped: tally.skipped.load(Ordering::Relaxed), cancelled: cancel.is_cancelled() }
}

fn tell(sink: &dyn Sink, tally: &Tally, problem: Problem) {
    tally.problems.fetch_add(1, Ordering::Relaxed);
    sink.problem(problem);
}

/// What all files share.
#[derive(Clone, Copy)]
struct Outside<'a> {
    sink: &'a dyn Sink,
    cancel: &'a Cancel,
    tally: &'a Tally,
    turns: &'a Turns,
    heavy: &'a Heavy,
    /// Whether one path was asked for.
    single: bool,
}

/// The name of the threads that read: a panic of theirs is caught, and costs the file at which it came.
const READER: &str = "reader";

/// What is said of a file at which a panic came.
pub const FAULT: &str = "The program failed over it: a fault of ours, described in the log file. It was left out.";

/// What is said of a document of ours that somebody opens by itself, as if it were a dump.
const OWN: &str = "It is a document that recension made of a diff, and no dump. Open the dump that it names instead.";

/// Reads a file; a fault of ours costs that file.
fn work_contained(tree: &dyn Tree, job: &Job, options: &Options, outside: Outside<'_>, turn: usize) {
    if panic::catch_unwind(AssertUnwindSafe(|| work(tree, job, options, outside, turn))).is_err() {
        let Outside { sink, tally, turns, .. } = outside;
        turns.pass(turn);
        tally.files.fetch_add(files(job), Ordering::Relaxed);
        tell(sink, tally, Problem { file: job.shown.to_string(), place: String::new(), reason: FAULT.to_owned() });
    }
}

fn work(tree: &dyn Tree, job: &Job, options: &Options, outside: Outside<'_>, turn: usize) {
    let Outside { sink, cancel, tally, turns, heavy, single } = outside;
    let stamp = stamps::stamp(tree, job);
    if !sink.wants(&stamp) {
        turns.pass(turn);
        tally.bytes.fetch_add(size(job), Ordering::Relaxed);
        tally.files.fetch_add(files(job), Ordering::Relaxed);
        return sink.progress(&tally.progress(false));
    }
    let meter = Arc::new(Meter::default());
    let file = File {
        shown: Arc::clone(&job.shown),
        meter: Arc::clone(&meter),
        root: job.root,
        turn,
        show_hidden: options.show_hidden,
        format: "",
        fetched: false,
        of_titles: false,
    };
    let mut out = Reading::new(sink, cancel, tally, turns, file);
    let input_of = |claimed| Input {
        tree,
        entry: &job.entry,
        base: &job.base,
        shown: Arc::clone(&job.shown),
        head: None,
        within: None,
        claimed,
        options,
        meter: Arc::clone(&meter),
        heavy,
        weight: Mutex::default(),
        location: Mutex::default(),
    };
    let alone = single && *job.base == job.entry.path;
    let mut input = input_of(&job.claimed);
    let result = match (job.entry.kind, job.format) {
        (Kind::Folder, Some(format)) => read(format, &input, &mut out),
        (Kind::Folder | Kind::Other, _) => Ok(()),
        (Kind::File, format) => match head(&input) {
            Err(error) => match damaged(&input) {
                Some(format) if matches!(error, SourceError::Io(_)) => read(format, &input, &mut out),
                _ => Err(error),
            },
            Ok((bytes, _)) if bytes.starts_with(&sevenz::SIGNATURE) => packed::read(&input, &mut out),
            Ok((bytes, whole)) if alone && format.is_none() && is_own(&bytes, whole) => {
                Err(SourceError::malformed(OWN))
            }
            Ok((bytes, whole)) => {
                // A small file was read whole by probing it; it need not be opened twice.
                input.head = whole.then_some(bytes.as_slice());
                offered(format, &input, (&bytes, whole), job.quiet, &mut out)
            }
        },
    };
    let result = job.others.iter().fold(result, |result, (format, claimed)| match result {
        Err(error @ (SourceError::Cancelled | SourceError::Bomb)) => Err(error),
        Err(error) => {
            out.problem("", error.to_string());
            read(*format, &input_of(claimed), &mut out)
        }
        Ok(()) => read(*format, &input_of(claimed), &mut out),
    });
    let claimed = out.end((files(job), size(job)), result);
    if !cancel.is_cancelled() {
        sink.ended(&stamp, &claimed);
    }
}

/// Bytes of a file, or of what was claimed of a folder.
fn size(job: &Job) -> u64 {
    entries(job).map(|entry| entry.size).sum()
}

/// Files that are read together; of a folder claimed as a whole, one.
fn files(job: &Job) -> usize {
    entries(job).count().max(1)
}

/// A file with what belongs to it, or what was claimed of a folder. What a folder itself takes up is none of the dump.
fn entries(job: &Job) -> impl Iterator<Item = &Entry> {
    [&job.entry].into_iter().chain(job.all_claimed()).filter(|entry| entry.kind == Kind::File)
}
