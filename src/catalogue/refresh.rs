//! Which dump files need not be read again, and what is taken away because its file has changed.
//!
//! An article can come from several files, and joining cannot be undone: where one of them changed the article goes, and
//! all its files are read again. A file that is no longer there takes nothing with it.

use std::{
    collections::{HashMap, HashSet},
    sync::{PoisonError, atomic::Ordering},
};

use super::{
    Catalogue,
    disk::{Disk, Write},
    lock,
    refrains::Lines,
    shelf::Place,
};
use crate::{
    model::{Problem, SidesMark},
    source::{self, Archive, Options},
};

/// What is remembered of the sides that the user set.
const SIDES: &str = "sides";

impl Catalogue {
    /// The marks of the files that need not be read again. Articles of files that changed are taken away.
    pub(super) fn refreshed(&self, disk: &Disk, archive: &Archive, options: &Options) -> HashMap<String, u64> {
        let sides = set_by_hand(options);
        let as_before = disk.noted(SIDES).is_none_or(|before| before == sides);
        disk.queue(Write::Note { key: SIDES, value: sides });
        let known = disk.files();
        if known.is_empty() {
            return HashMap::new();
        }
        let now: HashMap<String, u64> =
            source::stamps(archive, options).into_iter().map(|stamp| (stamp.shown.to_string(), stamp.mark)).collect();
        let prune = self.pruning.swap(false, Ordering::Relaxed);
        let lost = |(file, mark, _): &&(String, u64, bool)| now.get(file).map_or(prune, |now| now != mark);
        let mut again: HashSet<String> = known.iter().filter(lost).map(|known| known.0.clone()).collect();
        // Of what is no longer there and never gave anything, nothing is kept.
        let mut bare: HashSet<&str> =
            known.iter().map(|k| k.0.as_str()).filter(|file| !now.contains_key(*file)).collect();
        if !bare.is_empty() {
            // What came of it before it became something else was taken away then.
            let shelf = self.shelf();
            disk.origins(&mut |origin, place| {
                if shelf.at(place).is_some() {
                    bare.retain(|file| ends(origin).all(|path| path != *file));
                }
            });
        }
        again.extend(bare.into_iter().map(str::to_owned));
        if prune {
            self.pruned.store(again.iter().filter(|file| !now.contains_key(*file)).count(), Ordering::Relaxed);
        }
        let gone: HashSet<Place> = touched(disk, &known, &mut again, !as_before);
        for place in gone {
            let lines = self.glance(place).map(|entry| Lines::of(&entry.article));
            self.recount(lines.as_slice(), &Lines::default());
            self.shelf.write().unwrap_or_else(PoisonError::into_inner).remove(place);
            disk.remove(place);
        }
        for file in &again {
            disk.queue(Write::Forget { shown: file.clone() });
        }
        let vanished: HashSet<&str> = known
            .iter()
            .map(|k| k.0.as_str())
            .filter(|file| !now.contains_key(*file) && !again.contains(*file))
            .collect();
        // What is read is put where its names say.
        if now.keys().any(|file| !known.iter().any(|k| k.0 == *file) || again.contains(file)) {
            disk.check_names();
        }
        let held: HashMap<String, u64> =
            known.iter().filter(|k| k.2 && !again.contains(&k.0)).map(|k| (k.0.clone(), k.1)).collect();
        let emptied: HashSet<&str> =
            vanished.iter().copied().filter(|file| source::is_emptied(archive, file)).collect();
        // What was said of files that are read again is said again, or no longer true; and of what stood in one that is empty.
        let stands = |path: &str| !emptied.contains(path) && (held.contains_key(path) || vanished.contains(path));
        let stands = |problem: &Problem| ends(&problem.file).any(stands);
        let mut problems = lock(&self.problems);
        problems.retain(|problem| problem.file.is_empty() || stands(problem));
        let gone = known.iter().map(|known| known.0.as_str()).filter(|file| vanished.contains(file));
        problems.extend(gone.map(|file| {
            let reason = match emptied.contains(file) {
                true => "It is empty. What was read of it before is kept until `recension import --prune`.",
                false => "It is no longer there. What was read of it is kept until `recension import --prune`.",
            };
            Problem { file: file.to_owned(), place: String::new(), reason: reason.to_owned() }
        }));
        self.mourn(vanished.iter().map(|file| ((*file).to_owned(), emptied.contains(file))).collect());
        held
    }
}

/// The articles that come from files to be read again; their other files are added to these, until there are no more.
fn touched(
    disk: &Disk,
    known: &[(String, u64, bool)],
    again: &mut HashSet<String>,
    inferred_too: bool,
) -> HashSet<Place> {
    let mut touched: HashSet<Place> = HashSet::new();
    if inferred_too {
        disk.rows(&mut |place, row, _| {
            if row.sides != SidesMark::Known {
                touched.insert(place);
            }
        });
    }
    if again.is_empty() && touched.is_empty() {
        return touched;
    }
    let files: HashSet<&str> = known.iter().map(|known| known.0.as_str()).collect();
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
