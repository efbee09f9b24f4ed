//! urlwatch and webchanges: snapshots of watched pages in a database, one row a snapshot, or in a folder, one file a page.
//!
//! Neither holds a URL: a job is known by the SHA-1 of its location, which stands in the list of jobs. Where that list
//! lies beside the database or the folder, or in it, under one of its usual names, both are read together.
//!
//! | file | idea |
//! | --- | --- |
//! | `jobs` | the list of jobs: locations and names by their SHA-1 |
//! | `snapshot` | the snapshots of one job to an article |
//! | `files` | snapshots that are files |

mod files;
mod jobs;
mod snapshot;

use std::collections::HashMap;

use serde::{
    Deserialize, Deserializer,
    de::{self, IgnoredAny},
};

use jobs::Jobs;
use snapshot::Snapshot;

use super::{
    Claim, Confidence, Entry, Folder, Format, Input, Kind, Probe, Reading, SourceError,
    groups::{self, Groups},
    sqlite::{Database, Table},
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
        claims(folder, &["cache.db", "snapshots.db_minidb", "cache_minidb.db"], true)
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
        claims(folder, &["snapshots.db"], false)
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

/// A database of the tool's own name, and the lists of jobs beside it; with `files` also snapshots that are files. What the
/// two tools keep in files is the same.
fn claims(folder: &Folder<'_>, names: &[&str], files: bool) -> Claim {
    let all = || folder.entries.iter().enumerate();
    let is_file = |entry: &Entry| entry.kind == Kind::File;
    let mut claimed: Vec<usize> =
        all().filter(|(_, e)| is_file(e) && jobs::is_list(&e.name)).map(|(index, _)| index).collect();
    if claimed.is_empty() {
        return Claim::Nothing;
    }
    let lists = claimed.len();
    let database = all().find(|(_, e)| is_file(e) && names.contains(&e.name.as_str()));
    claimed.extend(database.map(|(index, _)| index));
    let held = all().filter(|(_, e)| files && (files::is_snapshot(e) || files::is_store(folder, e)));
    claimed.extend(held.map(|(index, _)| index));
    if claimed.len() == lists { Claim::Nothing } else { Claim::Some(claimed) }
}

fn read(input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
    let mut jobs = Jobs::default();
    if !input.is_folder() {
        return read_database(input, &jobs, out);
    }
    let (lists, mut held): (Vec<_>, Vec<_>) = input.claimed().iter().partition(|e| jobs::is_list(&e.name));
    let is_database = |entry: &Entry| entry.kind == Kind::File && !files::is_snapshot(entry);
    // A database that cannot be read ends this.
    held.sort_by_key(|entry| is_database(entry));
    for list in lists {
        match input.part(list).text() {
            Ok((text, _)) => jobs.learn(&text),
            Err(error) => out.problem(list.name.clone(), error.to_string()),
        }
    }
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
        };
        groups.put(snapshot.key(), snapshot, row.size(), out)
    })?;
    Ok(())
}

/// A snapshot as webchanges packs it.
#[derive(Deserialize)]
struct Packed {
    #[serde(rename = "d", default)]
    data: Data,
    #[serde(rename = "t", default)]
    tries: Option<i64>,
    #[serde(rename = "m", default)]
    mime: Option<String>,
}

/// Text, or bytes taken for text.
#[derive(Default)]
struct Data(String);

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyData)
    }
}

struct AnyData;

impl<'de> de::Visitor<'de> for AnyData {
    type Value = Data;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("text or bytes")
    }

    fn visit_str<E>(self, text: &str) -> Result<Data, E> {
        Ok(Data(text.to_owned()))
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Data, E> {
        Ok(Data(super::decode::decode(bytes, None).text.into_owned()))
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::default())
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Data, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Data::default())
    }
}
