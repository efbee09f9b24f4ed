//! Which files there are: folders walked in order of name, links followed without loops and only inside of what was opened,
//! what is no dump passed over.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Claim, Entry, FORMATS, Folder, Format, Kind, Options, PassedOver, Tree,
    git::{Ignored, is_ignored},
    limits, reason,
    tree::entries_within,
};
use crate::model::Problem;

/// A file to be read, or what a format claimed of a folder.
pub(super) struct Job {
    pub(super) entry: Entry,
    pub(super) shown: Arc<str>,
    /// Which of the paths that were asked for it lies in, and that path.
    pub(super) root: usize,
    pub(super) base: Arc<Path>,
    pub(super) claimed: Vec<Entry>,
    /// What further formats claimed of the same folder: a folder is one job, known by one stamp.
    pub(super) others: Vec<(&'static dyn Format, Vec<Entry>)>,
    /// The format, where it is known before the file is opened.
    pub(super) format: Option<&'static dyn Format>,
    /// Whether it is passed over in silence where no format knows it.
    pub(super) quiet: bool,
}

impl Job {
    /// What was claimed of a folder, by whatever format.
    pub(super) fn all_claimed(&self) -> impl Iterator<Item = &Entry> {
        self.claimed.iter().chain(self.others.iter().flat_map(|other| &other.1))
    }
}

/// What a walk meets.
pub(super) enum Met {
    Job(Job),
    PassedOver(PassedOver),
    Problem(Problem),
}

pub(super) struct Walk<'a> {
    pub(super) tree: &'a dyn Tree,
    pub(super) options: &'a Options,
    /// Takes what is met; `false` ends the walk.
    pub(super) met: &'a mut dyn FnMut(Met) -> bool,
    pub(super) seen: HashSet<PathBuf>,
    pub(super) root: usize,
    pub(super) base: Arc<Path>,
    /// Files that histories account for.
    pub(super) covered: HashSet<PathBuf>,
    /// Whether the folder lies in the work tree of a history.
    pub(super) quiet: bool,
    /// What that work tree says to be none of it, by the folders that the walk is in.
    pub(super) ignored: Vec<Ignored>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(tree: &'a dyn Tree, options: &'a Options, met: &'a mut dyn FnMut(Met) -> bool) -> Self {
        let base = Path::new("").into();
        Walk {
            tree,
            options,
            met,
            seen: HashSet::new(),
            root: 0,
            base,
            covered: HashSet::new(),
            quiet: false,
            ignored: Vec::new(),
        }
    }
}

impl Walk<'_> {
    /// Walks one of the paths that were asked for; `shown` is its name. `false` when the walk was ended.
    pub(super) fn start(&mut self, root: usize, path: &Path, shown: &str) -> bool {
        (self.root, self.base, self.quiet) = (root, path.into(), false);
        match self.tree.entry(path) {
            Err(error) => self.problem(shown, format!("It cannot be opened: {}.", reason(&error))),
            Ok(entry) => match entry.kind {
                Kind::File => self.file(entry, shown.into()),
                Kind::Folder => self.folder(&entry, &shown.into(), 0),
                Kind::Other => {
                    self.problem(shown, "It is neither a file nor a folder; save it to a file first.".into())
                }
            },
        }
    }

    fn problem(&mut self, shown: &str, reason: String) -> bool {
        (self.met)(Met::Problem(Problem { file: shown.to_owned(), place: String::new(), reason }))
    }

    fn file(&mut self, entry: Entry, shown: Arc<str>) -> bool {
        let job = self.job(entry, shown, Vec::new(), self.options.from);
        (self.met)(Met::Job(Job { quiet: self.quiet, ..job }))
    }

    fn job(&self, entry: Entry, shown: Arc<str>, claimed: Vec<Entry>, format: Option<&'static dyn Format>) -> Job {
        Job {
            entry,
            shown,
            root: self.root,
            base: Arc::clone(&self.base),
            claimed,
            others: Vec::new(),
            format,
            quiet: false,
        }
    }

    fn folder(&mut self, folder: &Entry, shown: &Arc<str>, depth: usize) -> bool {
        if depth > limits::DEPTH {
            let reason = format!("It lies more than {} folders deep and was not looked into.", limits::DEPTH);
            return self.problem(shown, reason);
        }
        if self.tree.real(&folder.path).is_some_and(|real| !self.seen.insert(real)) {
            return (self.met)(Met::PassedOver(PassedOver::Again));
        }
        let found = match entries_within(self.tree, &self.base, &folder.path) {
            Ok(found) => found,
            Err(error) => return self.problem(shown, format!("The folder cannot be listed: {}.", reason(&error))),
        };
        let mut entries = Vec::with_capacity(found.len());
        for entry in found {
            match entry {
                Ok(entry) => entries.push(entry),
                Err((name, error)) => {
                    if !self.problem(&inside(shown, &name), format!("It cannot be opened: {}.", reason(&error))) {
                        return false;
                    }
                }
            }
        }
        let (quiet, ignored) = (self.quiet, self.ignored.len());
        entries.retain(|entry| !self.covered.contains(&entry.path));
        let patterns = Ignored::of(self.tree, &folder.path, &entries);
        let ended = self.claims(folder, shown, entries).is_none_or(|left| {
            self.ignored.extend(patterns.filter(|_| self.quiet));
            !self.inner(left, shown, depth)
        });
        self.ignored.truncate(ignored);
        self.quiet = quiet;
        !ended
    }

    /// What no format claimed of a folder; `false` when the walk was ended.
    fn inner(&mut self, mut entries: Vec<Entry>, shown: &Arc<str>, depth: usize) -> bool {
        let before = entries.len();
        entries.retain(|entry| !is_ignored(&self.ignored, entry));
        for _ in entries.len()..before {
            if !(self.met)(Met::PassedOver(PassedOver::Ignored)) {
                return false;
            }
        }
        let (folders, files): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(|e| e.kind == Kind::Folder);
        let passed_over = PassedOver::each(&files);
        for (file, why) in files.into_iter().zip(passed_over) {
            let shown = inside(shown, &file.name);
            let go_on = match why {
                Some(why) => (self.met)(Met::PassedOver(why)),
                None => self.file(file, shown.into()),
            };
            if !go_on {
                return false;
            }
        }
        // Real folders before links to folders, so that a folder reached both ways bears its own name.
        let (links, folders): (Vec<Entry>, Vec<Entry>) = folders.into_iter().partition(|e| e.link);
        folders.into_iter().chain(links).all(|inner| {
            if inner.name.starts_with('.') {
                return (self.met)(Met::PassedOver(PassedOver::Hidden));
            }
            let shown = inside(shown, &inner.name);
            self.folder(&inner, &shown.into(), depth + 1)
        })
    }

    /// Lets formats take their part of a folder; what is left, or `None` when the walk was ended.
    fn claims(&mut self, folder: &Entry, shown: &Arc<str>, mut entries: Vec<Entry>) -> Option<Vec<Entry>> {
        let asked = self.options.from.map_or_else(|| FORMATS.to_vec(), |format| vec![format]);
        let mut claim: Option<Job> = None;
        for format in asked {
            let path = self.tree.on_disk(&folder.path);
            let looked_at = Folder { name: &folder.name, entries: &entries, path, base: &self.base };
            let claimed = match format.claims(&looked_at) {
                Claim::Nothing => continue,
                Claim::All => {
                    let job = self.claimed(claim, folder, shown, format, Vec::new());
                    return (self.met)(Met::Job(job)).then(Vec::new);
                }
                Claim::History { entry, covers } => {
                    if entry >= entries.len() {
                        continue;
                    }
                    let history = entries.remove(entry);
                    let shown = inside(shown, &history.name);
                    self.quiet = self.quiet || !covers.is_empty();
                    entries.retain(|entry| !covers.contains(&entry.path));
                    self.covered.extend(covers);
                    let job = self.job(history, shown.into(), Vec::new(), Some(format));
                    if !(self.met)(Met::Job(job)) {
                        return None;
                    }
                    continue;
                }
                Claim::Some(claimed) => claimed.into_iter().collect::<HashSet<usize>>(),
            };
            let (mut taken, mut left) = (Vec::new(), Vec::new());
            for (index, entry) in entries.into_iter().enumerate() {
                if claimed.contains(&index) { taken.push(entry) } else { left.push(entry) }
            }
            entries = left;
            claim = Some(self.claimed(claim, folder, shown, format, taken));
        }
        match claim {
            Some(job) => (self.met)(Met::Job(job)).then_some(entries),
            None => Some(entries),
        }
    }

    /// The job of a folder of which a format claims these entries too.
    fn claimed(
        &self,
        before: Option<Job>,
        folder: &Entry,
        shown: &Arc<str>,
        format: &'static dyn Format,
        entries: Vec<Entry>,
    ) -> Job {
        match before {
            None => self.job(folder.clone(), Arc::clone(shown), entries, Some(format)),
            Some(mut job) => {
                job.others.push((format, entries));
                job
            }
        }
    }
}

fn inside(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
