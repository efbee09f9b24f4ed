//! NewsDiffs' own list of versions, in SQLite or as an SQL dump: the site ran on MySQL.

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
        Entry, Input, Probe, Reading, SourceError, limits, mysql,
        sqlite::{Database, MAGIC},
    },
    text::quantity::counted,
};

/// Versions held at a time, in bytes.
const HELD: usize = limits::GROUPED;

/// Whether a file is NewsDiffs' database.
pub(super) fn is_one(probe: &Probe<'_>) -> bool {
    let has = |name: &str, columns: &[&str]| probe.table(name).is_some_and(|table| table.has_all(columns));
    has("Articles", &["url", "git_dir"]) && has("version", &["article_id", "v", "boring"]) || is_dump(probe.text)
}

/// Whether a text begins as an SQL dump of it. The table of versions may stand much further on.
pub(super) fn is_dump(text: &str) -> bool {
    mysql::is_dump(text) && text.contains("`git_dir`") && text.contains("`Articles`")
}

/// Whether a file on disk begins as one: its tables are told in the first bytes.
pub(super) fn is_file(path: &Path) -> bool {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(limits::PROBE as u64).read_to_end(&mut bytes));
    let has = |word: &str| memchr::memmem::find(&bytes, word.as_bytes()).is_some();
    if read.is_err() {
        return false;
    }
    if bytes.starts_with(MAGIC) {
        return has("git_dir") && has("article_id") && has("boring");
    }
    has("git_dir") && is_dump(&String::from_utf8_lossy(&bytes))
}

/// The database alone: what it knows of each version, without texts.
pub(super) fn read_alone(input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
    let mut listed = listed(input, out)?;
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
    let mut listed = match listed(&part, out) {
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
        match store::read(&path, input.base(), &shown, &mut rows, input.first_parent(), out) {
            Ok(()) => {}
            Err(SourceError::Cancelled) => return Err(SourceError::Cancelled),
            Err(error) => out.problem("", error.to_string()),
        }
        let missing = rows.len();
        if missing > 0 {
            out.problem(
                "",
                format!("The database lists {} whose texts are not in this repository.", counted(missing, "version")),
            );
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
            format!(
                "The repository {}/{month}, with the texts of {}, is not there.",
                articles.name,
                counted(count, "version")
            ),
        );
        hand_on(rows, part.shown(), out)?;
    }
    Ok(())
}

/// The versions by repository and commit.
fn listed(input: &Input<'_>, out: &mut Reading<'_>) -> Result<HashMap<String, Rows>, SourceError> {
    let mut head = Vec::new();
    input.open()?.take(MAGIC.len() as u64).read_to_end(&mut head)?;
    let mut listing = Listing { articles: HashMap::new(), listed: HashMap::new(), room: HELD };
    if head.starts_with(MAGIC) {
        of_database(&input.database()?, &mut listing, out)?;
    } else {
        of_dump(input, &mut listing, out)?;
    }
    Ok(listing.listed)
}

/// What is listed so far.
struct Listing {
    /// The articles' URLs and repositories, by the database's id.
    articles: HashMap<i64, (String, String)>,
    listed: HashMap<String, Rows>,
    /// Bytes that may still be held.
    room: usize,
}

impl Listing {
    fn spend(&mut self, bytes: usize) -> Result<(), SourceError> {
        self.room = self.room.saturating_sub(bytes);
        if self.room == 0 { Err(SourceError::TooLarge { limit: HELD }) } else { Ok(()) }
    }

    fn article(&mut self, id: Option<i64>, url: &str, repository: &str) -> Result<(), SourceError> {
        if let Some(id) = id.filter(|_| !url.is_empty()) {
            let repository = if repository.is_empty() { "old" } else { repository };
            self.spend(url.len() + repository.len() + 80)?;
            self.articles.insert(id, (url.to_owned(), repository.to_owned()));
        }
        Ok(())
    }

    /// A version of the article of an id: its commit, and what the row says with the article's URL left open.
    fn version(&mut self, article: Option<i64>, commit: &str, row: Row) -> Result<(), SourceError> {
        let Some((url, repository)) = article.and_then(|id| self.articles.get(&id)).cloned() else { return Ok(()) };
        self.spend(url.len() + row.title.len() + row.byline.len() + 240)?;
        self.listed.entry(repository).or_default().insert(commit.to_lowercase(), Row { url, ..row });
        Ok(())
    }
}

/// The columns of its tables, in the order in which Django makes them.
const ARTICLES: [&str; 6] = ["id", "url", "initial_date", "last_update", "last_check", "git_dir"];
const VERSIONS: [&str; 8] = ["id", "article_id", "v", "title", "byline", "date", "boring", "diff_json"];

fn of_dump(input: &Input<'_>, listing: &mut Listing, out: &mut Reading<'_>) -> Result<(), SourceError> {
    let wanted = |name: &str| name.eq_ignore_ascii_case("Articles") || name.eq_ignore_ascii_case("version");
    let mut met = false;
    mysql::scan(input.open()?, &wanted, out, &mut |row, _| {
        if row.table.eq_ignore_ascii_case("Articles") {
            let value = |column| row.value(column, &ARTICLES);
            return listing.article(value("id").integer(), value("url").text(), value("git_dir").text());
        }
        met = true;
        let value = |column| row.value(column, &VERSIONS);
        let text = |column| value(column).text().to_owned();
        let version = Row {
            url: String::new(),
            title: text("title"),
            byline: text("byline"),
            date: text("date"),
            boring: value("boring").is_true(),
        };
        listing.version(value("article_id").integer(), value("v").text(), version)
    })?;
    if met { Ok(()) } else { Err(SourceError::malformed("It has no rows of the table version; nothing was read.")) }
}

fn of_database(database: &Database, listing: &mut Listing, out: &mut Reading<'_>) -> Result<(), SourceError> {
    if let Some(complaint) = database.complaint() {
        out.problem("", complaint.to_owned());
    }
    let table = |name: &str| {
        database.table(name).ok_or_else(|| SourceError::malformed(format!("It has no table {name}; nothing was read.")))
    };
    database.scan(table("Articles")?, &["id", "url", "git_dir"], out, |row, _| {
        listing.article(row.integer(0), &row.text(1), &row.text(2))
    })?;
    let columns = ["article_id", "v", "title", "byline", "date", "boring"];
    database.scan(table("version")?, &columns, out, |row, _| {
        let version = Row {
            url: String::new(),
            title: row.text(2).into_owned(),
            byline: row.text(3).into_owned(),
            date: row.text(4).into_owned(),
            boring: row.is_true(5),
        };
        listing.version(row.integer(0), &row.text(1), version)
    })?;
    Ok(())
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
