//! Where a data folder has its captures.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use super::{
    super::{Entry, Input, Kind, Reading, SourceError, reason},
    is_capture,
};

/// The folder of a capture.
pub(super) struct Place {
    pub(super) folder: Entry,
    /// Where it lies in the data folder.
    pub(super) place: String,
}

/// Whether an entry is the folder in which 0.9 has a folder for each user.
pub(super) fn is_users(entry: &Entry) -> bool {
    entry.kind == Kind::Folder && !entry.link && entry.name == "users"
}

/// The captures of a whole data folder.
pub(super) fn of_data(input: &Input<'_>, out: &mut Reading<'_>) -> Result<Vec<Place>, SourceError> {
    let here = listed(input, &input.entry.path, "", out);
    let (mut places, mut entries): (Vec<Place>, Vec<Entry>) = (Vec::new(), Vec::new());
    for entry in here.into_iter().filter(|entry| entry.kind == Kind::Folder && !entry.link) {
        match entry.name.as_str() {
            "archive" => entries = listed(input, &entry.path, "archive/", out),
            "users" => of_users(input, &entry, "users", &mut places, out)?,
            _ => {}
        }
    }
    // What links in the archive lead to is known by then.
    places.extend(of_archive(input, &entries, "archive/", out)?);
    Ok(without_twins(input, places))
}

/// The captures among the entries of the folder `archive`.
pub(super) fn of_archive(
    input: &Input<'_>,
    entries: &[Entry],
    before: &str,
    out: &mut Reading<'_>,
) -> Result<Vec<Place>, SourceError> {
    let mut places = Vec::new();
    for entry in entries {
        let place = format!("{before}{}", entry.name);
        if is_users(entry) {
            of_users(input, entry, &place, &mut places, out)?;
        } else if is_capture(entry) {
            places.push(Place { folder: entry.clone(), place });
        }
    }
    Ok(without_twins(input, places))
}

/// The captures of all users: `users/USER/snapshots/DAY/HOST/ID`.
fn of_users(
    input: &Input<'_>,
    users: &Entry,
    place: &str,
    places: &mut Vec<Place>,
    out: &mut Reading<'_>,
) -> Result<(), SourceError> {
    let mut open: Vec<(Entry, String, usize)> = vec![(users.clone(), place.to_owned(), 0)];
    while let Some((folder, place, depth)) = open.pop() {
        out.check()?;
        for entry in listed(input, &folder.path, &format!("{place}/"), out) {
            if entry.kind != Kind::Folder || entry.link || depth == 1 && entry.name != "snapshots" {
                continue;
            }
            let place = format!("{place}/{}", entry.name);
            if depth == 4 {
                places.push(Place { folder: entry, place });
            } else {
                open.push((entry, place, depth + 1));
            }
        }
    }
    Ok(())
}

/// Each capture once: what a link leads to may be met by itself.
fn without_twins(input: &Input<'_>, mut places: Vec<Place>) -> Vec<Place> {
    if places.iter().any(|place| place.folder.link) {
        places.sort_by_key(|place| place.folder.link);
        let mut met: HashSet<PathBuf> = HashSet::new();
        places.retain(|place| input.tree.real(&place.folder.path).is_none_or(|real| met.insert(real)));
    }
    places.sort_by(|a, b| a.place.cmp(&b.place));
    places
}

/// What lies in a folder; what cannot be looked at is told of.
fn listed(input: &Input<'_>, folder: &Path, before: &str, out: &mut Reading<'_>) -> Vec<Entry> {
    let found = match input.entries(folder) {
        Ok(found) => found,
        Err(error) => {
            out.problem(before.trim_end_matches('/'), format!("The folder cannot be listed: {}.", reason(&error)));
            return Vec::new();
        }
    };
    let mut entries = Vec::with_capacity(found.len());
    for entry in found {
        match entry {
            Ok(entry) => entries.push(entry),
            Err((name, error)) => {
                out.problem(format!("{before}{name}"), format!("It cannot be opened: {}.", reason(&error)));
            }
        }
    }
    entries
}
