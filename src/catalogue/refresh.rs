//! Which dump files need not be read again, and what is taken away because its file has changed.
//!
//! An article can come from several files, and joining cannot be undone: where one of them changed the article goes, and
//! all its files are read again. A file that is no longer there takes nothing with it.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, PoisonError, atomic::Ordering},
};

use super::{
    Catalogue,
    disk::{Disk, DumpFile, Stage, Write},
    entry::Entry,
    lock,
    refrains::Lines,
    shelf::Place,
    together,
};
use crate::{
    model::{ArticleId, Problem, SidesMark},
    source::{self, Archive, Options},
};

/// What is remembered of the sides that the user set.
const SIDES: &str = "sides";

/// A file that need not be read again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    /// The state in which it was read, see [`Stamp`](source::Stamp).
    pub(super) mark: u64,
    /// Whether it is still there.
    pub(super) is_there: bool,
    /// Whether it has to be read together with others of its URL.
    pub(super) is_claimed: bool,
}

impl Catalogue {
    /// The files that need not be read again. Articles of files that changed, and those of `torn` ids, are taken away; of
    /// those whose files have to be read together with others, the ids too.
    pub(super) fn refreshed(
        &self,
        disk: &Disk,
        archive: &Archive,
        options: &Options,
        torn: &HashSet<ArticleId>,
    ) -> (HashMap<String, Held>, HashSet<ArticleId>) {
        let sides = set_by_hand(options);
        let as_before = disk.noted(SIDES).is_none_or(|before| before == sides);
        disk.queue(Write::Note { key: SIDES, value: sides });
        let known = disk.files();
        if known.is_empty() {
            return (HashMap::new(), HashSet::new());
        }
        let now: HashMap<String, u64> =
            source::stamps(archive, options).into_iter().map(|stamp| (stamp.shown.to_string(), stamp.mark)).collect();
        let prune = self.pruning.swap(false, Ordering::Relaxed);
        let lost = |known: &&DumpFile| now.get(&known.shown).map_or(prune, |now| *now != known.mark);
        let mut again: HashSet<String> = known.iter().filter(lost).map(|known| known.shown.clone()).collect();
        // Of what is no longer there and never gave anything, nothing is kept.
        let mut bare: HashSet<&str> =
            known.iter().map(|k| k.shown.as_str()).filter(|file| !now.contains_key(*file)).collect();
        if !bare.is_empty() {
            // What came of it before it became something else was taken away then.
            let shelf = self.shelf();
            disk.origins(&mut |origin, place| {
                if shelf.at(place).is_some() {
                    ends(origin).for_each(|path| _ = bare.remove(path));
                }
            });
        }
        again.extend(bare.into_iter().map(str::to_owned));
        if prune {
            self.pruned.store(again.iter().filter(|file| !now.contains_key(*file)).count(), Ordering::Relaxed);
        }
        let gone: HashSet<Place> = touched(disk, &known, &mut again, !as_before, torn);
        let claimed: HashSet<&str> =
            known.iter().filter(|k| k.stage == Stage::Claimed).map(|k| k.shown.as_str()).collect();
        let mut left: HashSet<ArticleId> = HashSet::new();
        for place in gone {
            let entry = self.glance(place);
            let is_claimed = |entry: &&Arc<Entry>| entry.origins().flat_map(ends).any(|path| claimed.contains(path));
            left.extend(entry.as_ref().filter(is_claimed).into_iter().flat_map(|entry| together::ids_of(&entry.row)));
            let lines = entry.map(|entry| Lines::of(&entry.article));
            self.recount(lines.as_slice(), &Lines::default());
            self.shelf.write().unwrap_or_else(PoisonError::into_inner).remove(place);
            disk.remove(place);
        }
        for file in &again {
            disk.queue(Write::Forget { shown: file.clone() });
        }
        let vanished: HashSet<&str> = known
            .iter()
            .map(|k| k.shown.as_str())
            .filter(|file| !now.contains_key(*file) && !again.contains(*file))
            .collect();
        // What is read is put where its names say.
        let before: HashSet<&str> = known.iter().map(|k| k.shown.as_str()).collect();
        if now.keys().any(|file| !before.contains(file.as_str()) || again.contains(file)) {
            disk.check_names();
        }
        let held = known.iter().filter(|k| k.stage != Stage::Begun && !again.contains(&k.shown));
        let held = held.map(|k| {
            let held =
                Held { mark: k.mark, is_there: now.contains_key(&k.shown), is_claimed: k.stage == Stage::Claimed };
            (k.shown.clone(), held)
        });
        let held: HashMap<String, Held> = held.collect();
        let emptied: HashSet<&str> =
            vanished.iter().copied().filter(|file| source::is_emptied(archive, file)).collect();
        // What was said of files that are read again is said again, or no longer true; and of what stood in one that is empty.
        let stands = |path: &str| !emptied.contains(path) && (held.contains_key(path) || vanished.contains(path));
        let stands = |problem: &Problem| ends(&problem.file).any(stands);
        let mut problems = lock(&self.problems);
        problems.retain(|problem| problem.file.is_empty() || stands(problem));
        let gone = known.iter().map(|known| known.shown.as_str()).filter(|file| vanished.contains(file));
        problems.extend(gone.map(|file| {
            let reason = match emptied.contains(file) {
                true => "It is empty. What was read of it before is kept until `recension import --prune`.",
                false => "It is no longer there. What was read of it is kept until `recension import --prune`.",
            };
            Problem { file: file.to_owned(), place: String::new(), reason: reason.to_owned() }
        }));
        // Where it is read in two goes.
        problems.sort_unstable();
        problems.dedup();
        self.mourn(vanished.iter().map(|file| ((*file).to_owned(), emptied.contains(file))).collect());
        (held, left)
    }
}

/// The articles that come from files to be read again, and those of `torn` ids; their other files are added to the former,
/// until there are no more.
fn touched(
    disk: &Disk,
    known: &[DumpFile],
    again: &mut HashSet<String>,
    inferred_too: bool,
    torn: &HashSet<ArticleId>,
) -> HashSet<Place> {
    let mut touched: HashSet<Place> = HashSet::new();
    if inferred_too || !torn.is_empty() {
        disk.rows(&mut |place, row, _| {
            let is_inferred = inferred_too && row.sides != SidesMark::Known;
            if is_inferred || together::ids_of(row).any(|id| torn.contains(&id)) {
                touched.insert(place);
            }
        });
    }
    if again.is_empty() && touched.is_empty() {
        return touched;
    }
    let files: HashSet<&str> = known.iter().map(|known| known.shown.as_str()).collect();
    let mut origins: Vec<(String, Place)> = Vec::new();
    // What was claimed of a folder is known by the folder; its articles name the files in it. Others of the folder's files
    // may be known by themselves.
    let file_of = |origin: &str| ends(origin).filter(|path| files.contains(path)).last().map(str::to_owned);
    disk.origins(&mut |origin, place| origins.extend(file_of(origin).map(|file| (file, place))));
    loop {
        let before = (again.len(), touched.len());
        touched.extend(origins.iter().filter(|(file, _)| again.contains(file)).map(|origin| origin.1));
        again.extend(origins.iter().filter(|(_, place)| touched.contains(place)).map(|origin| origin.0.clone()));
        if before == (again.len(), touched.len()) {
            return touched;
        }
    }
}

/// A path and the folders that it lies in, outermost first.
pub(super) fn ends(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| at).chain([path.len()]).filter_map(|end| path.get(..end))
}

/// The sides that the user set, as a text that differs where they do.
fn set_by_hand(options: &Options) -> String {
    let mut sides: Vec<String> = options.corrections.iter().map(|(id, set)| format!("{id}: {set:?}")).collect();
    sides.sort_unstable();
    format!("{}{:?}", sides.join("\n"), options.corrections_of_any)
}
