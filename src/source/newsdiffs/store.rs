//! The git store: a repository for each month, a file for each article, a commit for each version.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
    sync::Arc,
};

use gix::ObjectId;
use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use super::{address, clock, text::Text};
use crate::{
    model::{Article, Certainty, Precision, Revision, Seen, SidesMark, TextState},
    source::{
        Reading, SourceError, decode,
        git::{Branch, Commit, History, ObjectKind, Reader, State, Way},
        identity, join,
    },
};

/// What the database knows of a version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) url: String,
    pub(super) title: String,
    pub(super) byline: String,
    pub(super) date: String,
    pub(super) boring: bool,
}

/// Versions of the database by their commit, in hexadecimal digits.
pub(super) type Rows = HashMap<String, Row>;

/// A stored file of no article: what the first commit of every repository holds.
const FIRST: &[u8] = b"x";

/// Commits looked at to know a store.
const LOOKED_AT: usize = 8;

/// Seconds between the time in the database and that of the commit, which is made as soon as the version is known.
const TOGETHER: u64 = 1800;

/// Whether a repository is a store of NewsDiffs: by what its last commits say they did.
pub(super) fn is_store(path: &Path, base: &Path) -> bool {
    let Ok(last) = Branch::last_commits(path, base, LOOKED_AT) else { return false };
    let added = last.iter().filter(|c| version_of(&c.subject).is_some_and(address::is_address)).count();
    let is_of_store = |subject: &str| {
        version_of(subject).is_some_and(address::is_address) || is_upkeep(subject) || subject.starts_with("Merge ")
    };
    added > 0 && last.iter().all(|commit| is_of_store(&commit.subject))
}

/// The path that a commit says it added or changed.
fn version_of(subject: &str) -> Option<&str> {
    subject.strip_prefix("Adding file ").or_else(|| subject.strip_prefix("Change to "))
}

/// Commits that are no versions.
fn is_upkeep(subject: &str) -> bool {
    subject.starts_with("Reformat") || subject == "Initial commit"
}

/// Reads a repository. Versions are taken out of `rows`; those that stay have no commit here.
pub(super) fn read(
    path: &Path,
    base: &Path,
    shown: &str,
    rows: &mut Rows,
    first_parent: bool,
    out: &mut Reading<'_>,
) -> Result<(), SourceError> {
    let with_database = !rows.is_empty();
    let branch = Branch::read(path, base, &|_| true, Way { renames: false, first_parent }, out)?;
    out.holds(branch.weight(&branch.histories));
    for batch in branch.histories.chunks(256) {
        out.check()?;
        let known: &Rows = rows;
        let articles: Vec<Option<Article>> = batch
            .par_chunks(8)
            .flat_map_iter(|share| {
                let mut reader = branch.reader();
                let read = |history| article(history, &branch, &mut reader, shown, known, with_database);
                share.iter().map(read).collect::<Vec<_>>()
            })
            .collect();
        for commit in batch.iter().flat_map(|h| &h.states).filter_map(|s| branch.commits.get(s.commit)) {
            rows.remove(&commit.id.to_hex().to_string());
        }
        out.articles(articles.into_iter().flatten().collect());
        out.took(branch.weight(batch));
    }
    Ok(())
}

fn article(
    history: &History,
    branch: &Branch,
    reader: &mut Reader<'_>,
    shown: &str,
    rows: &Rows,
    with_database: bool,
) -> Option<Article> {
    if history.path == FIRST {
        return None;
    }
    let path = String::from_utf8_lossy(&history.path);
    let url = address::of_path(&path);
    let origin: Arc<str> = format!("{shown}/{path}").into();
    // Read as they lie in the pack, shown as they were committed.
    let mut stored: Vec<(usize, &State)> = history.states.iter().enumerate().collect();
    stored.sort_by_cached_key(|(_, state)| reader.stored_at(&state.blob));
    let mut versions: BTreeMap<usize, Version<'_>> = BTreeMap::new();
    for (place, state) in stored {
        let commit = branch.commits.get(state.commit)?;
        if is_upkeep(&commit.subject) {
            continue;
        }
        let row = rows.get(&commit.id.to_hex().to_string());
        let mut version = version(&state.blob, commit, row, with_database, reader);
        let from = state.from.and_then(|from| branch.commits.get(from));
        version.revision.made_from = from.map(|from| from.label().into());
        version.revision.is_aside = state.aside;
        versions.insert(place, version);
    }
    let mut revisions: Vec<Revision> = Vec::new();
    let mut dated = String::new();
    for (number, version) in (0..).zip(versions.into_values()) {
        let Version { mut revision, date, row } = version;
        if row.is_some_and(|row| row.boring) {
            revision.notes.push(judged(revisions.last(), &revision));
        }
        if !date.is_empty() && date != dated {
            revision.notes.push(format!("the outlet dates it {date}"));
            dated = date;
        }
        let numbered_by = Some(join::BY_PLACE.into());
        revisions.push(Revision { number, numbered_by, origin: Some(Arc::clone(&origin)), ..revision });
    }
    let deleted = history.deleted_at(&branch.commits).map(|commit| format!("Deleted at commit {commit}."));
    (!revisions.is_empty()).then(|| whole(url, revisions, origin.to_string(), deleted))
}

/// An article of these revisions.
pub(super) fn whole(url: String, revisions: Vec<Revision>, origin: String, note: Option<String>) -> Article {
    let omits =
        "NewsDiffs does not store a text again that it has stored twice; returns to an earlier text may be missing.";
    Article {
        id: identity::id_of_url(&url).unwrap_or_else(|| identity::id_of_place(&origin, 0)),
        aliases: Vec::new(),
        source: address::outlet(&url).to_owned(),
        url,
        known_as: None,
        status: None,
        revisions,
        gaps: Vec::new(),
        gaps_told: Vec::new(),
        sides: SidesMark::Known,
        origins: vec![origin],
        notes: note.into_iter().chain([omits.to_owned()]).collect(),
    }
}

struct Version<'r> {
    revision: Revision,
    /// The outlet's own date.
    date: String,
    row: Option<&'r Row>,
}

fn version<'r>(
    blob: &ObjectId,
    commit: &Commit,
    row: Option<&'r Row>,
    with_database: bool,
    reader: &mut Reader<'_>,
) -> Version<'r> {
    let mut revision =
        Revision { origin_revision: Some(commit.label()), time: time(commit, row), ..Revision::default() };
    if row.is_none() && with_database {
        revision.notes.push("not among the versions of NewsDiffs' database".into());
    }
    // A commit says its zone; a row's local time does not.
    let settled = revision.time.as_ref().is_some_and(|time| time.certainty == Certainty::Stated);
    if !settled && row.is_some_and(|row| clock::is_twofold(&row.date)) {
        revision.notes.push("the clock was set back in that hour: it may be an hour later".into());
    }
    if row.is_some_and(|row| is_faulty(&row.date)) {
        revision.notes.push("from hours in which NewsDiffs is known to have stored faulty texts".into());
    }
    let mut date = String::new();
    match reader.find(blob) {
        Ok((ObjectKind::Blob, bytes)) => {
            let decoded = decode::decode(bytes, None);
            let known = row.map(|row| (row.title.as_str(), row.byline.as_str()));
            let text = Text::of(&decoded.text, known);
            text.date.clone_into(&mut date);
            text.title.clone_into(&mut revision.title);
            revision.author = author(text.byline);
            revision.paragraphs = text.paragraphs.into_iter().map(Into::into).collect();
        }
        _ => lacking(&mut revision),
    }
    if let Some(row) = row {
        if revision.title.is_empty() {
            row.title.clone_into(&mut revision.title);
        }
        revision.author = revision.author.or_else(|| author(&row.byline));
    }
    Version { revision, date, row }
}

/// A revision whose text is not in the store.
pub(super) fn lacking(revision: &mut Revision) {
    revision.state = TextState::Partial;
    revision.holes = vec![0];
    revision.notes.push("its text is not in the git store".into());
}

/// A name from a byline.
pub(super) fn author(byline: &str) -> Option<String> {
    let byline = byline.trim();
    let name = byline.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map_or(byline, |_| &byline[3..]);
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// When a version was seen. The database's time has no zone: that of New York, of UTC (in later copies of NewsDiffs), or
/// the server's. Where the commit, whose zone is stated, was made just then in one of them, it is the commit's. Else the
/// database is believed to tell New York's, since a store can be built anew.
fn time(commit: &Commit, row: Option<&Row>) -> Option<Seen> {
    let committed = commit.authored.and_then(super::super::git::Moment::seen);
    let told = row.and_then(|row| clock::local(&row.date, Precision::Second));
    match (committed, told) {
        (Some(committed), Some(told)) => {
            let apart = committed.at.as_second().abs_diff(told.at.as_second());
            // Where the row's clock showed an hour twice, the commit says which of the two it was.
            let other = row.is_some_and(|row| clock::is_twofold(&row.date)) && apart.abs_diff(3600) <= TOGETHER;
            let east = commit.authored.map_or(0, |moment| moment.offset);
            let elsewhere = row.and_then(|row| clock::apart_elsewhere(&row.date, committed.at, east));
            let agree = apart <= TOGETHER || other || elsewhere.is_some_and(|apart| apart <= TOGETHER);
            Some(if agree { committed } else { told })
        }
        (committed, told) => committed.or(told),
    }
}

/// Whether a version is from the night of 8 July 2012, of which NewsDiffs' own clean-up says that its texts are wrong.
fn is_faulty(date: &str) -> bool {
    let date = date.replace('T', " ");
    ("2012-07-08 04".."2012-07-08 08").contains(&date.as_str())
}

/// What NewsDiffs flagged as boring, judged again: it did not look at the first line, which is the headline where the
/// outlet's date was lost.
fn judged(before: Option<&Revision>, now: &Revision) -> String {
    let folded = |r: &Revision| r.paragraphs.iter().flat_map(|p| p.split_whitespace()).collect::<String>();
    let flagged = "flagged boring by NewsDiffs";
    match before {
        Some(before) if before.title != now.title => format!("{flagged}, though the headline changed"),
        Some(before) if folded(before) != folded(now) => format!("{flagged}, though the text changed"),
        _ => flagged.into(),
    }
}
