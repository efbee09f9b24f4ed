//! diffengine's database: feeds, entries, and a row a version of an entry.
//!
//! Versions bear no numbers; their order is that of their time. diffengine looks a page up by its canonical URL and not by
//! its entry, so that an agency's story may stand there as several entries whose URLs differ in the order of their
//! parameters: they are one article here. Its deletion of versions whose rendered diff is empty never ran, so such
//! versions are marked.

use std::{
    collections::{BTreeSet, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
};

use super::{
    Claim, Confidence, Folder, Format, Input, Kind, Probe, Reading, SourceError,
    entryversion::{self, TABLE, Version},
    fragment::Escaped,
    groups, identity, join,
    sqlite::{self, Database},
    time,
};
use crate::{
    model::{Article, Revision, SidesMark},
    text::paragraphs::one_line,
};

/// diffengine's `diffengine.db`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Diffengine;

impl Format for Diffengine {
    fn name(&self) -> &'static str {
        "diffengine"
    }

    fn summary(&self) -> &'static str {
        "diffengine's database (diffengine.db)"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        let Some(table) = probe.table(TABLE) else { return Confidence::No };
        // NewsEdits numbers the versions, diffengine does not.
        if table.has("version") || table.has("joint_key") {
            return Confidence::No;
        }
        match table.lacks(&["entry_id", "title", "created", "summary"]) {
            Some(lack) => Confidence::Near(format!("its table entryversion has no column {lack}")),
            None if probe.table("entry").is_some() => Confidence::Certain,
            None => Confidence::Likely,
        }
    }

    fn claims(&self, folder: &Folder<'_>) -> Claim {
        // Its home folder: the pages that it renders of diffs are no articles.
        // The user may have called the database otherwise.
        let is_database = |e: &super::Entry| e.kind == Kind::File && sqlite::tells_of(&e.path, &[TABLE, "feedentry"]);
        let has_database = || folder.has("config.yaml") && folder.entries.iter().any(is_database);
        if !folder.has("diffs") || !(folder.has("diffengine.db") || has_database()) {
            return Claim::Nothing;
        }
        let own = ["diffs", "config.yaml", "diffengine.log"];
        let entries = folder.entries.iter().enumerate();
        Claim::Some(entries.filter(|(_, entry)| own.contains(&entry.name.as_str())).map(|(at, _)| at).collect())
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        if input.is_folder() {
            return Ok(());
        }
        let database = input.database()?;
        if let Some(complaint) = database.complaint() {
            out.problem("", complaint);
        }
        let Some(table) = database.table(TABLE) else {
            return Err(SourceError::malformed("It has no table entryversion, so it is no database of diffengine."));
        };
        let entries = Entries::of(&database, out)?;
        let mut pages = Pages::default();
        let mut survey = entryversion::survey(&database, table, out, |entry, url| pages.note(entries.key(entry), url))?;
        let mut expected: HashMap<i64, u64> = HashMap::new();
        for (entry, count) in survey.rows.drain() {
            *expected.entry(entries.key(entry)).or_default() += count;
        }
        let outlet = named(input.name());
        let build = |_: i64, versions| {
            let mut article = article(versions, &entries, &pages, input.shown());
            survey.headline(&mut article);
            if article.source.is_empty() {
                outlet.clone_into(&mut article.source);
            }
            Some(article)
        };
        let key = |version: &Version| entries.key(version.entry);
        groups::gather(expected, &build, out, |groups, out| entryversion::scan(&database, table, groups, key, out))
    }
}

/// The outlet that a database's name tells where its tables do not: NewsEdits' files of diffengine's revisions are called
/// after theirs (`whitehouse.db`).
fn named(file: &str) -> &str {
    let stem = file.split('.').next().unwrap_or_default();
    let is_word = !stem.is_empty() && stem.bytes().all(|b| b.is_ascii_lowercase());
    if is_word && !stem.contains("diffengine") { stem } else { "" }
}

/// What is known of an entry beside its versions.
#[derive(Default)]
struct Entry {
    url: String,
    source: String,
    checked: String,
}

/// The entries by their number.
struct Entries(HashMap<i64, Entry>);

impl Entries {
    fn of(database: &Database, out: &mut Reading<'_>) -> Result<Entries, SourceError> {
        let mut entries: HashMap<i64, Entry> = HashMap::new();
        if let Some(table) = database.table("entry") {
            database.scan(table, &["id", "url", "checked"], out, |row, _| {
                if let Some(id) = row.integer(0) {
                    let entry = entries.entry(id).or_default();
                    entry.url = row.text(1).trim().to_owned();
                    entry.checked = row.text(2).trim().to_owned();
                }
                Ok(())
            })?;
        }
        let mut feeds: HashMap<String, String> = HashMap::new();
        if let Some(table) = database.table("feed") {
            database.scan(table, &["url", "name"], out, |row, _| {
                feeds.insert(row.text(0).into_owned(), one_line(&row.text(1)));
                Ok(())
            })?;
        }
        if let Some(table) = database.table("feedentry") {
            database.scan(table, &["entry_id", "feed_id"], out, |row, _| {
                let entry = row.integer(0).and_then(|id| entries.get_mut(&id));
                if let (Some(entry), Some(name)) = (entry, feeds.get(row.text(1).as_ref())) {
                    // An entry of several feeds bears the first by name.
                    if entry.source.is_empty() || *name < entry.source {
                        entry.source.clone_from(name);
                    }
                }
                Ok(())
            })?;
        }
        Ok(Entries(entries))
    }

    /// What tells an entry's article from others: its page, where a URL names one.
    fn key(&self, entry: i64) -> i64 {
        let mut hash = DefaultHasher::new();
        match self.0.get(&entry).and_then(|e| identity::normalise_url(&e.url)) {
            Some(url) => url.hash(&mut hash),
            None => entry.hash(&mut hash),
        }
        hash.finish() as i64
    }
}

/// Which article a version's URL is of, by the hash of the URL; `None` for one at which several articles were met, such as
/// a front page or a login to which they redirect.
#[derive(Default)]
struct Pages(HashMap<u64, Option<i64>>);

/// URLs that are remembered.
const PAGES: usize = 4_000_000;

impl Pages {
    /// A version of an article stands at a URL.
    fn note(&mut self, key: i64, url: &str) {
        let Some(page) = Pages::page(url) else { return };
        if self.0.len() < PAGES || self.0.contains_key(&page) {
            let of = self.0.entry(page).or_insert(Some(key));
            *of = of.filter(|known| *known == key);
        }
    }

    fn page(url: &str) -> Option<u64> {
        let mut hash = DefaultHasher::new();
        identity::normalise_url(url.trim())?.hash(&mut hash);
        Some(hash.finish())
    }

    /// Whether no other article was met at a URL, nor is to be expected in another file.
    fn is_own(&self, url: &str) -> bool {
        !identity::is_gate(url) && Pages::page(url).and_then(|page| self.0.get(&page)).is_some_and(Option::is_some)
    }
}

fn article(mut versions: Vec<Version>, entries: &Entries, pages: &Pages, shown: &str) -> Article {
    versions.sort_by(|a, b| (a.seen().map(|s| s.at), a.id).cmp(&(b.seen().map(|s| s.at), b.id)));
    let mut of: Vec<(i64, &Entry)> =
        versions.iter().filter_map(|v| Some((v.entry, entries.0.get(&v.entry)?))).collect();
    of.sort_unstable_by_key(|(id, _)| *id);
    let known = |fact: fn(&Entry) -> &String| of.iter().map(|(_, e)| fact(e)).find(|f| !f.is_empty()).cloned();
    let last = versions.iter().rev().map(|v| &v.url).find(|url| !url.is_empty()).cloned();
    let url = known(|e| &e.url).or(last).unwrap_or_default();
    let entry = versions.iter().map(|v| v.entry).min().unwrap_or(0);
    let place = || identity::id_of_place(&format!("{shown}\nentry {entry}"), 0);
    let mut revisions: Vec<Revision> = Vec::with_capacity(versions.len());
    for (number, version) in (0..).zip(&versions) {
        let numbered_by = Some(join::BY_PLACE.into());
        let mut revision = Revision { number, numbered_by, ..version.revision(Escaped::Text) };
        let same = revisions.last().is_some_and(|r| r.title == revision.title && r.paragraphs == revision.paragraphs);
        if same {
            revision.notes.push("no visible change".into());
        }
        revisions.push(revision);
    }
    // An entry's URL is that of its feed, often one that only redirects; its versions bear that of the page.
    let urls: BTreeSet<&str> = versions.iter().map(|v| v.url.as_str()).filter(|url| pages.is_own(url)).collect();
    let aliases = urls.into_iter().filter_map(identity::id_of_url).map(|id| id.as_str().to_owned()).collect();
    let checked = of.iter().map(|(_, e)| e.checked.as_str()).max().and_then(time::read);
    Article {
        id: identity::id_of_url(&url).unwrap_or_else(place),
        aliases,
        source: known(|e| &e.source).unwrap_or_default(),
        url,
        known_as: None,
        status: checked.map(|seen| format!("last checked {}", seen.at.strftime("%Y-%m-%d %H:%M UTC"))),
        revisions,
        gaps: Vec::new(),
        gaps_told: Vec::new(),
        sides: SidesMark::Known,
        origins: Vec::new(),
        notes: Vec::new(),
    }
}
