//! What the user made, and where an archive was left: one small JSON file an archive in the state folder, replaced
//! whole, so that it is never half written.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    app::user::{Mark, Session, User},
    diff::rows::View,
    model::{ArticleId, Side, Sort},
};

/// The state file of one archive.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    file: PathBuf,
    /// What is there could neither be read nor put aside: it is not written over.
    is_barred: AtomicBool,
}

/// Files put aside at most; then the first is replaced.
const ASIDE: u32 = 9;

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Saved {
    article: Option<String>,
    pair: Option<(u32, u32)>,
    view: String,
    paragraph: Option<(Side, usize)>,
    scroll: usize,
    sort: String,
    reversed: bool,
    filter: String,
    theme: Option<String>,
    starred: Vec<String>,
    seen: BTreeMap<String, u32>,
    marks: BTreeMap<char, Mark>,
    history: Vec<String>,
}

/// Everything that a state file holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Remembered {
    /// Where the archive was left.
    pub session: Session,
    /// What the user made.
    pub user: User,
    /// Lines typed at prompts, newest last.
    pub history: Vec<String>,
}

impl Store {
    /// The state file of the archive that these paths (already canonical) and format make.
    #[must_use]
    pub fn of_archive(state: &Path, paths: &[PathBuf], format: Option<&str>) -> Store {
        let mut names: Vec<_> = paths.iter().map(|p| p.to_string_lossy().into_owned()).collect();
        names.sort();
        let digest = Sha256::digest(format!("{}\n{}", names.join("\n"), format.unwrap_or("")).as_bytes());
        let name: String = digest.iter().take(12).map(|b| format!("{b:02x}")).collect();
        let folder = state.join("archives");
        Store { file: folder.join(format!("{name}.json")), folder, is_barred: AtomicBool::new(false) }
    }

    /// What is remembered; a missing or damaged file is nothing, and the damage a sentence.
    #[must_use]
    pub fn read(&self) -> (Option<Remembered>, Option<String>) {
        let why = match fs::read(&self.file) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return (None, None),
            Err(e) => e.to_string(),
            Ok(bytes) => match serde_json::from_slice::<Saved>(&bytes) {
                Ok(saved) => return (Some(saved.into()), None),
                Err(e) => e.to_string(),
            },
        };
        // Stars are the user's work: a file that cannot be read is kept aside, not overwritten.
        let free =
            (1..=ASIDE).map(|n| self.file.with_extension(format!("damaged-{n}.json"))).find(|aside| !aside.exists());
        let aside = free.unwrap_or_else(|| self.file.with_extension("damaged-1.json"));
        let is_kept = fs::rename(&self.file, &aside).is_ok();
        self.is_barred.store(!is_kept, Ordering::Relaxed);
        let what = match is_kept {
            true => format!("it is kept as {}", aside.display()),
            false => "it is left as it is, and what you mark now is not kept".to_owned(),
        };
        (None, Some(format!("What you marked in this archive cannot be read ({why}); {what}.")))
    }

    /// Replaces the file.
    ///
    /// # Errors
    /// A sentence.
    pub fn write(&self, remembered: &Remembered) -> Result<(), String> {
        let told = |e: &dyn std::fmt::Display| {
            format!("{} cannot be written ({e}); stars and place are not kept.", self.file.display())
        };
        if self.is_barred.load(Ordering::Relaxed) {
            // That was said when it could not be read.
            return Ok(());
        }
        let text = serde_json::to_string_pretty(&Saved::from(remembered)).map_err(|e| told(&e))?;
        replace(&self.folder, &self.file, text.as_bytes()).map_err(|e| told(&e))
    }
}

/// Writes a file whole or not at all.
pub(super) fn replace(folder: &Path, file: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    fresh.write_all(bytes)?;
    fresh.persist(file)?;
    Ok(())
}

/// Remembers the archive opened last, for a start without a path.
pub fn remember_last(state: &Path, paths: &[PathBuf]) {
    let names: Vec<_> = paths.iter().map(|p| p.to_string_lossy().into_owned()).collect();
    if let Ok(text) = serde_json::to_string(&names)
        && let Err(e) = replace(state, &state.join("last.json"), text.as_bytes())
    {
        tracing::warn!("the last archive is not remembered: {e}");
    }
}

/// The archive opened last, if it is still there.
#[must_use]
pub fn last_archive(state: &Path) -> Option<Vec<PathBuf>> {
    let text = fs::read_to_string(state.join("last.json")).ok()?;
    let paths: Vec<PathBuf> = serde_json::from_str(&text).ok()?;
    (!paths.is_empty() && paths.iter().all(|p| p.exists())).then_some(paths)
}

impl From<Saved> for Remembered {
    fn from(saved: Saved) -> Self {
        let id = |s: String| ArticleId::new(s);
        Remembered {
            session: Session {
                article: saved.article.map(id),
                pair: saved.pair,
                view: View::ALL.into_iter().find(|v| v.word() == saved.view).unwrap_or_default(),
                paragraph: saved.paragraph,
                scroll: saved.scroll,
                sort: Sort::ALL.into_iter().find(|s| s.word() == saved.sort).unwrap_or_default(),
                reversed: saved.reversed,
                filter: saved.filter,
                theme: saved.theme,
            },
            user: User {
                starred: Arc::new(saved.starred.into_iter().map(id).collect::<HashSet<_>>()),
                seen: Arc::new(saved.seen.into_iter().map(|(k, n)| (id(k), n)).collect::<HashMap<_, _>>()),
                marks: saved.marks,
            },
            history: saved.history,
        }
    }
}

impl From<&Remembered> for Saved {
    fn from(remembered: &Remembered) -> Self {
        let Remembered { session, user, history } = remembered;
        let mut starred: Vec<String> = user.starred.iter().map(ToString::to_string).collect();
        starred.sort();
        Saved {
            article: session.article.as_ref().map(ToString::to_string),
            pair: session.pair,
            view: session.view.word().to_owned(),
            paragraph: session.paragraph,
            scroll: session.scroll,
            sort: session.sort.word().to_owned(),
            reversed: session.reversed,
            filter: session.filter.clone(),
            theme: session.theme.clone(),
            starred,
            seen: user.seen.iter().map(|(k, n)| (k.to_string(), *n)).collect(),
            marks: user.marks.clone(),
            history: history.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_remembered_comes_back_and_damage_is_kept_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::of_archive(folder.path(), &["/a/b".into()], None);
        assert_eq!(store.read(), (None, None));
        let mut remembered = Remembered::default();
        remembered.session.view = View::SideBySide;
        remembered.session.pair = Some((1, 4));
        remembered.session.paragraph = Some((Side::New, 27));
        remembered.user.starred = Arc::new([ArticleId::new("x:1")].into());
        remembered.user.seen = Arc::new([(ArticleId::new("x:1"), 3)].into());
        remembered.user.marks.insert('a', Mark { article: "x:1".into(), base: None, target: Some(2) });
        store.write(&remembered).expect("written");
        assert_eq!(store.read(), (Some(remembered), None));
        // Before the paragraph was kept, the row was.
        fs::write(&store.file, r#"{"article": "x:1", "scroll": 12}"#).expect("written");
        let old = store.read().0.expect("read").session;
        assert_eq!((old.paragraph, old.scroll), (None, 12));
        fs::write(&store.file, "{").expect("damaged");
        let (back, told) = store.read();
        assert_eq!(back, None);
        assert!(told.is_some_and(|t| t.contains("kept as")));
        // Damage that is no text is damage too, and the copy before is kept.
        fs::write(&store.file, b"\xff").expect("damaged");
        let (back, told) = store.read();
        assert!(back.is_none() && told.is_some_and(|t| t.contains("kept as") && t.contains("damaged-2")));
        // What could not be put aside is not written over.
        fs::write(&store.file, b"\xff").expect("damaged");
        store.is_barred.store(true, Ordering::Relaxed);
        store.write(&Remembered::default()).expect("nothing is done");
        assert_eq!(fs::read(&store.file).expect("there"), b"\xff");
    }
}
