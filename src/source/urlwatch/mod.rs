//! urlwatch and webchanges: snapshots of watched pages in a database, one row a snapshot, or in a folder, one file a page.
//!
//! Neither holds a URL: a job is known by the SHA-1 of its location, which stands in the list of jobs. Where that list
//! lies beside the database or the folder, both are read together, whatever they are called.
//!
//! | file | idea |
//! | --- | --- |
//! | `jobs` | the list of jobs: locations and names by their SHA-1 |
//! | `snapshot` | the snapshots of one job to an article |
//! | `packed` | snapshots as webchanges packs them |
//! | `files` | snapshots that are files |

mod files;
mod jobs;
mod packed;
mod snapshot;

use std::collections::HashMap;

use jobs::Jobs;
use packed::Packed;
use snapshot::Snapshot;

use super::{
    Claim, Confidence, Entry, Folder, Format, Input, Kind, Probe, Reading, SourceError,
    groups::{self, Groups},
    sqlite::{self, Database, Table},
};

/// urlwatch's `cache.db`, and webchanges' of before its version 3.2.
#[derive(Debug, Clone, Copy, Default)]
pub struct Urlwatch;

/// webchanges' `snapshots.db`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Webchanges;

/// The table of urlwatch.
const CACHE: &str = "CacheEntry";

/// The table of webchanges.
const CHANGES: &str = "webchanges";

impl Format for Urlwatch {
    fn name(&self) -> &'static str {
        "urlwatch"
    }

    fn summary(&self) -> &'static str {
        "urlwatch's snapshots (cache.db or a folder of files, with urls.yaml beside it for the URLs)"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        sniff(probe, CACHE, &["guid", "timestamp", "data"])
    }

    fn claims(&self, folder: &Folder<'_>) -> Claim {
        claims(folder, &["cache.db", "snapshots.db_minidb", "cache_minidb.db"], CACHE, true)
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        read(input, out)
    }
}

impl Format for Webchanges {
    fn name(&self) -> &'static str {
        "webchanges"
    }

    fn summary(&self) -> &'static str {
        "webchanges' snapshots (snapshots.db, with jobs.yaml beside it for the URLs)"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        sniff(probe, CHANGES, &["uuid", "timestamp", "msgpack_data"])
    }

    fn claims(&self, folder: &Folder<'_>) -> Claim {
        claims(folder, &["snapshots.db"], CHANGES, false)
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        read(input, out)
    }
}

fn sniff(probe: &Probe<'_>, name: &str, columns: &[&str]) -> Confidence {
    let Some(table) = probe.table(name) else { return Confidence::No };
    match table.lacks(columns) {
        Some(lack) => Confidence::Near(format!("its table {name} has no column {lack}")),
        None => Confidence::Certain,
    }
}

/// A database of the tool, and the lists of jobs beside it; with `files` also snapshots that are files. What the two tools
/// keep in files is the same. Both go by names of the user's choice too: then their content tells.
fn claims(folder: &Folder<'_>, names: &[&str], table: &str, files: bool) -> Claim {
    let all = || folder.entries.iter().enumerate().filter(|(_, e)| e.kind == Kind::File);
    let usual = |file: &Entry| names.contains(&file.name.as_str());
    let database = all().find(|(_, e)| usual(e));
    let database = database.or_else(|| all().find(|(_, e)| sqlite::tells_of(&e.path, &[table])));
    let stores = folder.entries.iter().enumerate();
    let held = stores.filter(|(_, e)| files && (files::is_snapshot(e) || files::is_store(folder, e)));
    let mut claimed: Vec<usize> = database.into_iter().chain(held).map(|(index, _)| index).collect();
    let lists = || all().filter(|(_, e)| jobs::is_yaml(&e.name)).take(LISTS);
    if claimed.is_empty() || lists().next().is_none() {
        return Claim::Nothing;
    }
    let before = claimed.len();
    let is_list = |list: &Entry| jobs::is_list(&list.name) || folder.path.is_some() && jobs::is_list_within(&list.path);
    claimed.extend(lists().filter(|(_, e)| is_list(e)).map(|(index, _)| index));
    if claimed.len() == before { Claim::Nothing } else { Claim::Some(claimed) }
}

/// YAML files beside snapshots that are looked at.
const LISTS: usize = 100;

fn read(input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
    let mut jobs = Jobs::default();
    if !input.is_folder() {
        return read_database(input, &jobs, out);
    }
    let (lists, mut held): (Vec<_>, Vec<_>) = input.claimed().iter().partition(|e| jobs::is_yaml(&e.name));
    let is_database = |entry: &Entry| entry.kind == Kind::File && !files::is_snapshot(entry);
    // A database that cannot be read ends this.
    held.sort_by_key(|entry| is_database(entry));
    for list in lists {
        match input.part(list).text() {
            Ok((text, _)) => jobs.learn(&text),
            Err(error) => out.problem(list.name.clone(), error.to_string()),
        }
    }
    jobs.note_others();
    for entry in held {
        let part = input.part(entry);
        out.within(part.shown());
        match entry.kind {
            _ if is_database(entry) => read_database(&part, &jobs, out)?,
            Kind::Folder => files::read_store(&part, &jobs, out)?,
            _ => files::read(&part, &jobs, out)?,
        }
    }
    out.within(input.shown());
    Ok(())
}

fn read_database(input: &Input<'_>, jobs: &Jobs, out: &mut Reading<'_>) -> Result<(), SourceError> {
    let database = input.database()?;
    if let Some(complaint) = database.complaint() {
        out.problem("", complaint);
    }
    let place = input.shown();
    let build = |_: i64, snapshots| snapshot::article(snapshots, jobs, place);
    let (old, new) = (database.table(CACHE), database.table(CHANGES));
    if old.is_none() && new.is_none() {
        return Err(SourceError::malformed(format!("It has neither the table {CACHE} nor {CHANGES}.")));
    }
    groups::gather(HashMap::new(), &build, out, |groups, out| {
        old.map_or(Ok(()), |table| cache(&database, table, groups, out))?;
        new.map_or(Ok(()), |table| changes(&database, table, groups, out))
    })
}

fn cache(
    database: &Database,
    table: &Table,
    groups: &mut Groups<'_, '_, Snapshot>,
    out: &mut Reading<'_>,
) -> Result<(), SourceError> {
    database.scan(table, &["guid", "timestamp", "data", "tries"], out, |row, out| {
        let snapshot = Snapshot {
            job: row.text(0).trim().to_ascii_lowercase(),
            seconds: row.real(1),
            data: row.text(2).into_owned(),
            tries: row.integer(3).unwrap_or(0),
            mime: String::new(),
            error: String::new(),
        };
        groups.put(snapshot.key(), snapshot, row.size(), out)
    })?;
    Ok(())
}

fn changes(
    database: &Database,
    table: &Table,
    groups: &mut Groups<'_, '_, Snapshot>,
    out: &mut Reading<'_>,
) -> Result<(), SourceError> {
    database.scan(table, &["uuid", "timestamp", "msgpack_data"], out, |row, out| {
        let packed: Packed = match rmp_serde::from_slice(row.bytes(2)) {
            Ok(packed) => packed,
            Err(error) => {
                let said = format!("Its MessagePack is damaged ({error}); the snapshot was left out.");
                out.problem(format!("{CHANGES}, row {}", row.number()), said);
                return Ok(());
            }
        };
        let snapshot = Snapshot {
            job: row.text(0).trim().to_ascii_lowercase(),
            seconds: row.real(1),
            data: packed.data.0,
            tries: packed.tries.unwrap_or(0),
            mime: packed.mime.unwrap_or_default(),
            error: packed.error.0,
        };
        groups.put(snapshot.key(), snapshot, row.size(), out)
    })?;
    Ok(())
}
