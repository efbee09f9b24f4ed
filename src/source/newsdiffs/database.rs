//! NewsDiffs' own list of versions, in SQLite.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    io::Read as _,
    path::Path,
};

use super::{
    clock, git_folder, repositories,
    store::{self, Row, Rows},
};
use crate::{
    model::{Precision, Revision},
    source::{
        Entry, Input, Probe, Reading, SourceError, limits,
        sqlite::{Database, MAGIC},
    },
};

/// Versions held at a time, in bytes.
const HELD: usize = limits::GROUPED;

/// Whether a file is NewsDiffs' database.
pub(super) fn is_one(probe: &Probe<'_>) -> bool {
    let has = |name: &str, columns: &[&str]| probe.table(name).is_some_and(|table| table.has_all(columns));
    has("Articles", &["url", "git_dir"]) && has("version", &["article_id", "v", "boring"])
}

/// Whether a file on disk begins as one: its tables are told in the first bytes.
pub(super) fn is_file(path: &Path) -> bool {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(limits::PROBE as u64).read_to_end(&mut bytes));
    let has = |word: &str| memchr::memmem::find(&bytes, word.as_bytes()).is_some();
    read.is_ok() && bytes.starts_with(MAGIC) && has("git_dir") && has("article_id") && has("boring")
}

/// The database alone: what it knows of each version, without texts.
pub(super) fn read_alone(input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
    let mut listed = listed(&input.database()?, out)?;
    out.problem("", "The texts of its versions lie in git repositories (`articles`), which are not beside it.");
    for rows in listed.values_mut() {
        hand_on(std::mem::take(rows), input.shown(), out)?;
    }
    Ok(())
}

/// The database with the repositories beside it.
pub(super) fn read_with_store(
    input: &Input<'_>,
    database: &Entry,
    articles: &Entry,
    out: &mut Reading<'_>,
) -> Result<(), SourceError> {
    let part = input.part(database);
    let mut listed = match part.database().and_then(|opened| listed(&opened, out)) {
        Ok(listed) => listed,
        Err(SourceError::Cancelled) => return Err(SourceError::Cancelled),
        Err(error) => {
            // The store says enough by itself.
            out.within(part.shown());
            out.problem("", error.to_string());
            HashMap::new()
        }
    };
    let root = format!("{}/{}", input.shown(), articles.name);
    let months = repositories(&articles.path).into_iter();
    // The one from before there were months may be the folder itself.
    let old = git_folder(&articles.path).map(|path| ("old".to_owned(), root.clone(), path));
    let found = months.map(|(month, path)| (month.clone(), format!("{root}/{month}"), path)).chain(old);
    for (month, shown, path) in found {
        out.within(&shown.as_str().into());
        let mut rows = listed.remove(&month).unwrap_or_default();
        match store::read(&path, input.base(), &shown, &mut rows, out) {
            Ok(()) => {}
            Err(SourceError::Cancelled) => return Err(SourceError::Cancelled),
            Err(error) => out.problem("", error.to_string()),
        }
        let missing = rows.len();
        if missing > 0 {
            out.problem("", format!("The database lists {missing} versions whose texts are not in this repository."));
        }
        out.within(part.shown());
        hand_on(rows, part.shown(), out)?;
    }
    let mut left: Vec<(String, Rows)> = listed.into_iter().collect();
    left.sort_by(|a, b| a.0.cmp(&b.0));
    for (month, rows) in left {
        out.within(part.shown());
        let count = rows.len();
        out.problem(
            "",
            format!("The repository {}/{month} is not there: {count} versions have no text.", articles.name),
        );
        hand_on(rows, part.shown(), out)?;
    }
    Ok(())
}

/// The versions by repository and commit.
fn listed(database: &Database, out: &mut Reading<'_>) -> Result<HashMap<String, Rows>, SourceError> {
    if let Some(complaint) = database.complaint() {
        out.problem("", complaint.to_owned());
    }
    let table = |name: &str| {
        database.table(name).ok_or_else(|| SourceError::malformed(format!("It has no table {name}; nothing was read.")))
    };
    let mut articles: HashMap<i64, (String, String)> = HashMap::new();
    let mut room = HELD;
    let mut spend = |bytes: usize| {
        room = room.saturating_sub(bytes);
        if room == 0 { Err(SourceError::TooLarge { limit: HELD }) } else { Ok(()) }
    };
    database.scan(table("Articles")?, &["id", "url", "git_dir"], out, |row, _| {
        if let (Some(id), Some(url)) = (row.integer(0), row.some(1)) {
            let repository = row.some(2).unwrap_or("old".into());
            spend(url.len() + repository.len() + 80)?;
            articles.insert(id, (url.into_owned(), repository.into_owned()));
        }
        Ok(())
    })?;
    let mut listed: HashMap<String, Rows> = HashMap::new();
    let columns = ["article_id", "v", "title", "byline", "date", "boring"];
    database.scan(table("version")?, &columns, out, |row, _| {
        let Some((url, repository)) = row.integer(0).and_then(|id| articles.get(&id)) else { return Ok(()) };
        let version = Row {
            url: url.clone(),
            title: row.text(2).into_owned(),
            byline: row.text(3).into_owned(),
            date: row.text(4).into_owned(),
            boring: row.is_true(5),
        };
        spend(url.len() + version.title.len() + version.byline.len() + 240)?;
        listed.entry(repository.clone()).or_default().insert(row.text(1).to_lowercase(), version);
        Ok(())
    })?;
    Ok(listed)
}

/// Versions without texts, as articles.
fn hand_on(rows: Rows, shown: &str, out: &mut Reading<'_>) -> Result<(), SourceError> {
    let mut articles: BTreeMap<String, Vec<(String, String, Row)>> = BTreeMap::new();
    for (commit, row) in rows {
        articles.entry(row.url.clone()).or_default().push((row.date.clone(), commit, row));
    }
    let mut batch = Vec::new();
    for (url, mut versions) in articles {
        versions.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        let revisions = (0..).zip(versions).map(|(number, (_, commit, row))| {
            let mut revision = Revision {
                number,
                origin_revision: Some(format!("commit {}", commit.chars().take(10).collect::<String>())),
                title: row.title.clone(),
                author: store::author(&row.byline),
                time: clock::local(&row.date, Precision::Second),
                ..Revision::default()
            };
            store::lacking(&mut revision);
            if row.boring {
                revision.notes.push("flagged boring by NewsDiffs".into());
            }
            revision
        });
        batch.push(store::whole(url, revisions.collect(), shown.to_owned(), None));
        if batch.len() >= 256 {
            out.check()?;
            out.articles(std::mem::take(&mut batch));
        }
    }
    out.articles(batch);
    Ok(())
}
