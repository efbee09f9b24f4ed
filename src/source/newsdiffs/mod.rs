//! NewsDiffs: a git store of a repository for each month, its database, and saved pages of its site.
//!
//! An article is known by its URL, so that its store, the database and pages join. The store alone is enough: a file's path
//! is its URL, a commit a version. The database adds headline, byline and the time that the server's clock showed; what it
//! flags as boring is kept and judged again.
//!
//! | file | idea |
//! | --- | --- |
//! | `store`, `text` | the repositories, and the texts in them |
//! | `database` | versions as the database lists them |
//! | `pages`, `diff_page`, `history_page`, `view` | what a browser saved |
//! | `address`, `clock` | paths to URLs, New York's time |

mod address;
mod clock;
mod database;
mod diff_page;
mod history_page;
mod script;
mod store;
mod text;
mod view;

use std::path::{Path, PathBuf};

use super::{Claim, Confidence, Entry, Folder, Format, Input, Kind, Probe, Reading, SourceError, git, limits, sqlite};

/// NewsDiffs in all the forms in which it is kept.
#[derive(Debug, Clone, Copy, Default)]
pub struct NewsDiffs;

/// The folder of the repositories, beside the database.
const ARTICLES: &str = "articles";

impl Format for NewsDiffs {
    fn name(&self) -> &'static str {
        "newsdiffs"
    }

    fn summary(&self) -> &'static str {
        "NewsDiffs: its git store, with or without its database, and saved diff, history and JSON pages"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        let known = database::is_one(probe)
            || diff_page::is_one(probe.text)
            || history_page::is_one(probe.text)
            || view::is_one(probe.text, probe.whole);
        if known { Confidence::Certain } else { Confidence::No }
    }

    fn claims(&self, folder: &Folder<'_>) -> Claim {
        let is = |e: &Entry, kind: Kind| e.kind == kind;
        let articles = folder.entries.iter().position(|e| is(e, Kind::Folder) && e.name == ARTICLES);
        let named = |e: &Entry| [".db", ".sqlite", ".sql"].iter().any(|end| e.name.contains(end));
        let database = folder.entries.iter().position(|e| is(e, Kind::File) && named(e) && database::is_file(&e.path));
        if let (Some(articles), Some(database), Some(_)) = (articles, database, folder.path) {
            return Claim::Some(vec![articles, database]);
        }
        match (git::claim(folder), folder.path) {
            (Claim::All, Some(path)) if store::is_store(path, folder.base) => Claim::All,
            (Claim::History { .. }, Some(path)) if store::is_store(&path.join(".git"), folder.base) => Claim::All,
            _ => Claim::Nothing,
        }
    }

    fn state(&self, path: &Path, base: &Path) -> String {
        if path.is_file() {
            return String::new();
        }
        let months = repositories(&path.join(ARTICLES)).into_iter().map(|(_, path)| path);
        let own = [git_folder(path)].into_iter().flatten();
        months.chain(own).map(|path| git::state(&path, base)).collect()
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        if !input.is_folder() {
            return read_file(input, out);
        }
        let database = input.claimed().iter().find(|e| e.kind == Kind::File);
        let articles = input.claimed().iter().find(|e| e.kind == Kind::Folder);
        match (database, articles) {
            (Some(database), Some(articles)) => database::read_with_store(input, database, articles, out),
            _ => {
                let path = input.on_disk().and_then(git_folder);
                let path = path.ok_or_else(|| SourceError::malformed("It can only be read from a disk."))?;
                store::read(&path, input.base(), input.shown(), &mut store::Rows::new(), input.first_parent(), out)
            }
        }
    }
}

fn read_file(input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
    let mut head = Vec::new();
    std::io::Read::read_to_end(&mut std::io::Read::take(input.open()?, limits::PROBE as u64), &mut head)?;
    if head.starts_with(sqlite::MAGIC) || database::is_dump(&String::from_utf8_lossy(&head)) {
        return database::read_alone(input, out);
    }
    let (text, complaint) = input.text()?;
    if let Some(complaint) = complaint {
        out.problem("", complaint);
    }
    let article = if view::is_one(&text, true) {
        view::read(&text)
    } else if history_page::is_one(&text) {
        history_page::read(&text)
    } else {
        diff_page::read(&text)
    };
    out.article(article.map_err(SourceError::Malformed)?);
    Ok(())
}

/// The repositories in the folder of articles, by name: each month's, and those of the time before months.
fn repositories(articles: &Path) -> Vec<(String, PathBuf)> {
    let mut found: Vec<(String, PathBuf)> = std::fs::read_dir(articles)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|e| Some((e.file_name().to_str()?.to_owned(), git_folder(&e.path())?)))
        .map(|(name, path)| (name.strip_suffix(".git").unwrap_or(&name).to_owned(), path))
        .collect();
    found.sort();
    found
}

/// The repository that a folder is, or whose work tree it is.
fn git_folder(folder: &Path) -> Option<PathBuf> {
    let inner = folder.join(".git");
    if inner.exists() {
        return Some(inner);
    }
    let has = |name: &str| folder.join(name).exists();
    (has("HEAD") && has("objects") && has("refs")).then(|| folder.to_owned())
}
