//! A repository's branch, read: its commits, and the histories of the files that are wanted.

use std::{collections::HashMap, path::Path};

use gix::{ObjectId, objs::Kind};

use super::{
    chain::{Chain, Edge, Made},
    commit::Commit,
    gathering::Histories,
    history::History,
    objects::{Objects, Reader},
    place::Place,
    refs::Head,
    rename::{Sketch, Texts},
    tree::Cut,
};
use crate::source::{Reading, SourceError, decode};

/// Bytes that a content counts for beside its share of the packs.
const LOOSE: u64 = 100;

/// How a branch is read.
#[derive(Debug, Clone, Copy)]
pub(in crate::source) struct Way {
    /// Whether files are followed when they are renamed.
    pub(in crate::source) renames: bool,
    /// Whether merges stand for themselves, and not for the commits of the branches that they brought.
    pub(in crate::source) first_parent: bool,
}

/// The branch that `HEAD` names.
pub(in crate::source) struct Branch {
    objects: Objects,
    /// The commits that changed a wanted file, oldest first.
    pub(in crate::source) commits: Vec<Commit>,
    /// The files' histories, by the path where each began.
    pub(in crate::source) histories: Vec<History>,
    /// The tree of the last commit.
    pub(super) tree: Option<ObjectId>,
    /// The first commit, by which copies of a repository are known to be one.
    pub(super) root: Option<ObjectId>,
    /// Why the history does not begin with its beginning: the first commit there is, and a sentence.
    pub(super) edge: Option<(ObjectId, String)>,
}

impl Branch {
    /// Reads the branch of the repository at `path`, which is a `.git` folder or file, or a bare repository; what cannot be
    /// seen of it is told to `out`.
    ///
    /// # Errors
    /// When there is no history at all, and when somebody asks to stop.
    pub(in crate::source) fn read(
        path: &Path,
        base: &Path,
        wanted: &(dyn Fn(&[u8]) -> bool + Sync),
        way: Way,
        out: &mut Reading<'_>,
    ) -> Result<Branch, SourceError> {
        let place = Place::of(path, base).map_err(SourceError::Malformed)?;
        let head = Head::of(&place).map_err(SourceError::Malformed)?;
        let mut complaints = place.refused.clone();
        complaints.extend(head.remark);
        let objects = Objects::of(&place, base, &mut complaints);
        complaints.into_iter().for_each(|sentence| out.problem("", sentence));
        let chain = Chain::read(&objects, head.commit, wanted, !way.first_parent, &mut || out.check())?;
        let (root, tree) = (chain.walk.root(), chain.walk.tree());
        if root.is_none() {
            return Err(SourceError::malformed("Its last commit is missing or damaged; nothing could be read."));
        }
        let mut histories = Histories::of(&chain.walk);
        let mut contents = Contents { reader: objects.reader(), known: HashMap::new() };
        let mut made = chain.made.iter().enumerate().peekable();
        for step in 0..chain.walk.steps.len() {
            if step % 256 == 0 {
                out.check()?;
            }
            let texts: Option<&mut dyn Texts> = if way.renames { Some(&mut contents) } else { None };
            let changed = made.next_if(|(_, made)| made.step == step);
            histories.take(&chain.walk, step, changed.map(|(n, Made { changes, .. })| (n, &changes[..])), texts);
        }
        drop(contents);
        let commits: Vec<Commit> = chain.made.into_iter().map(|made| made.commit).collect();
        for n in &histories.crowded {
            let commit = commits.get(*n).map_or_else(String::new, Commit::short);
            out.problem(
                format!("commit {commit}"),
                "So many files came and went that only those with the same content were taken for renamed; others end \
                 and begin here.",
            );
        }
        let edge = chain.edge.as_ref().map(|edge| told_edge(edge, &place));
        if let Some((_, sentence)) = &edge {
            out.problem("", sentence.clone());
        }
        for (commit, cut) in &chain.blind {
            let reason = match cut {
                Cut::Lack(_) => "A list of its files is missing or damaged; what it changed could not be seen whole.",
                Cut::Many => {
                    "It holds more files, or deeper folders, than are looked at; what it changed was not seen whole."
                }
            };
            out.problem(format!("commit {}", commit.to_hex_with_len(10)), reason);
        }
        let histories = histories.finish(&commits);
        Ok(Branch { objects, commits, histories, tree, root, edge })
    }

    /// The last commits of the repository at `path`, the last one first.
    ///
    /// # Errors
    /// A sentence, when there are none.
    pub(in crate::source) fn last_commits(path: &Path, base: &Path, count: usize) -> Result<Vec<Commit>, String> {
        let place = Place::of(path, base)?;
        let head = Head::of(&place)?;
        let objects = Objects::of(&place, base, &mut Vec::new());
        let mut reader = objects.reader();
        let mut found: Vec<Commit> = Vec::new();
        let mut next = Some(head.commit);
        while let Some(id) = next.filter(|_| found.len() < count) {
            let commit = match reader.find(&id) {
                Ok((Kind::Commit, bytes)) => Commit::of(id, bytes),
                _ => None,
            };
            next = commit.as_ref().and_then(|commit| commit.parent);
            found.extend(commit);
        }
        Ok(found)
    }

    /// What the reading of a share of the histories counts for: of the bytes of the packs as large a part as of all contents.
    pub(in crate::source) fn weight(&self, share: &[History]) -> u64 {
        let states = |histories: &[History]| histories.iter().map(|h| h.states.len() as u64).sum::<u64>();
        let all = states(&self.histories).max(1);
        // Loose objects count for something too.
        states(share) * (self.objects.size() / all + LOOSE)
    }

    /// A reader of the repository's objects, for one thread.
    pub(in crate::source) fn reader(&self) -> Reader<'_> {
        self.objects.reader()
    }
}

/// Why a history begins where it does, and the first commit that is there.
fn told_edge(edge: &Edge, place: &Place) -> (ObjectId, String) {
    let (Edge::Missing(first) | Edge::Damaged(first) | Edge::Large(first)) = edge;
    let short = first.to_hex_with_len(10);
    let sentence = match edge {
        Edge::Missing(_) if place.shallow().contains(&first.to_hex().to_string()) => {
            format!("The repository is a shallow clone: what was before commit {short} is not in it.")
        }
        Edge::Missing(_) => {
            format!("The commit before {short} is not in the repository; older texts are missing.")
        }
        Edge::Damaged(_) => format!("The commit before {short} is damaged; older texts are missing."),
        Edge::Large(_) => {
            format!("There are more changes than are held at a time; those before commit {short} were left out.")
        }
    };
    (*first, sentence)
}

/// Contents that are compared to find renamed files.
struct Contents<'o> {
    reader: Reader<'o>,
    known: HashMap<ObjectId, Sketch>,
}

/// Sketches kept.
const SKETCHES: usize = 4096;

impl Texts for Contents<'_> {
    fn sketch(&mut self, blob: &ObjectId) -> Sketch {
        if let Some(known) = self.known.get(blob) {
            return known.clone();
        }
        let sketch = match self.reader.find(blob) {
            Ok((Kind::Blob, bytes)) => Sketch::of(&decode::decode(bytes, None).text),
            _ => Sketch::default(),
        };
        if self.known.len() >= SKETCHES {
            self.known.clear();
        }
        self.known.insert(*blob, sketch.clone());
        sketch
    }
}
