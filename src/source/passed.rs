//! What is plainly no dump, and is passed over without a word: pictures, style sheets, hidden and empty files, exports.

use std::{collections::HashSet, path::Path};

use super::{Entry, Kind};

/// Suffixes of the parts of saved pages and of other things that are never text of an article.
const NO_TEXT: [&str; 26] = [
    "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "bmp", "tif", "tiff", "woff",
    "woff2", "ttf", "otf", "eot", "mp3", "mp4", "webm", "mov", "pyc", "lock",
];

/// What sites keep for programs, which mirrors of them hold.
const FOR_PROGRAMS: [&str; 3] = ["robots.txt", "ads.txt", "app-ads.txt"];

/// Why a file or folder is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PassedOver {
    /// Its name begins with a dot, or the system put it there.
    Hidden,
    /// There is nothing in it.
    Empty,
    /// A picture, a sound, a font, a program, or a part of a page that is no text, by its name or its first bytes.
    Media,
    /// What a database keeps beside its file while it is open; it is read with the database.
    Journal,
    /// A pipe, a device, a socket.
    Device,
    /// A folder that was met before, under another name.
    Again,
    /// What no format knows in a folder whose history is read.
    Workshop,
    /// What `.gitignore` says to be no part of a work tree whose history is read.
    Ignored,
    /// A file of a git repository that is no prose: code, data, a few words, nothing.
    NoProse,
    /// A document that the program itself made of a diff.
    Own,
}

impl PassedOver {
    /// Every reason, in the order in which they are told.
    pub const ALL: [PassedOver; 10] = [
        PassedOver::Media,
        PassedOver::Hidden,
        PassedOver::Empty,
        PassedOver::Journal,
        PassedOver::Device,
        PassedOver::Again,
        PassedOver::Workshop,
        PassedOver::Ignored,
        PassedOver::NoProse,
        PassedOver::Own,
    ];

    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            PassedOver::Hidden => "hidden",
            PassedOver::Empty => "empty",
            PassedOver::Media => "media",
            PassedOver::Journal => "journal",
            PassedOver::Device => "device",
            PassedOver::Again => "again",
            PassedOver::Workshop => "workshop",
            PassedOver::Ignored => "ignored",
            PassedOver::NoProse => "no_prose",
            PassedOver::Own => "own",
        }
    }

    /// What is passed over, after a count.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            PassedOver::Hidden => "hidden",
            PassedOver::Empty => "empty",
            PassedOver::Media => "pictures, fonts, style sheets and the like",
            PassedOver::Journal => "journals of databases, read with these",
            PassedOver::Device => "neither file nor folder",
            PassedOver::Again => "met before under another name",
            PassedOver::Workshop => "of no format, beside a history that was read",
            PassedOver::Ignored => "ignored by .gitignore, beside a history that was read",
            PassedOver::NoProse => "of a git repository and no prose: code, data, a few words or nothing",
            PassedOver::Own => "documents that recension made of diffs",
        }
    }

    /// Why each file of a folder is passed over, if it is.
    pub(super) fn each(files: &[Entry]) -> Vec<Option<PassedOver>> {
        let databases: HashSet<String> =
            files.iter().filter_map(|file| database(&file.name)).map(str::to_owned).collect();
        let held: HashSet<&str> =
            files.iter().map(|file| file.name.as_str()).filter(|n| databases.contains(*n)).collect();
        let is_journal = |file: &Entry| database(&file.name).is_some_and(|name| held.contains(name));
        let why = |file| PassedOver::by_entry(file).or_else(|| is_journal(file).then_some(PassedOver::Journal));
        files.iter().map(why).collect()
    }

    /// Why a file is passed over by what its folder says of it, if it is.
    pub(super) fn by_entry(file: &Entry) -> Option<PassedOver> {
        let suffix = Path::new(&file.name).extension().map(|s| s.to_string_lossy().to_ascii_lowercase());
        if file.kind != Kind::File {
            Some(PassedOver::Device)
        } else if file.name.starts_with('.') || ["Thumbs.db", "desktop.ini"].contains(&file.name.as_str()) {
            Some(PassedOver::Hidden)
        } else if file.size == 0 {
            Some(PassedOver::Empty)
        } else if FOR_PROGRAMS.contains(&file.name.as_str()) {
            Some(PassedOver::Media)
        } else {
            suffix.filter(|s| NO_TEXT.contains(&s.as_str())).map(|_| PassedOver::Media)
        }
    }
}

/// The database that a file is a journal of, by its name as SQLite makes it.
fn database(name: &str) -> Option<&str> {
    let database = ["-wal", "-shm", "-journal"].iter().find_map(|end| name.strip_suffix(end))?;
    let suffix = Path::new(database).extension()?.to_string_lossy().to_ascii_lowercase();
    ["db", "db3", "sqlite", "sqlite3"].contains(&suffix.as_str()).then_some(database)
}

#[cfg(test)]
mod tests {
    use super::{Entry, Kind, PassedOver};

    #[test]
    fn journals_are_passed_over_beside_their_database() {
        let names = ["a.db", "a.db-wal", "a.db-shm", "b.db-journal", "quay.txt", "quay.txt-journal", "c.png"];
        let entry = |name: &str| Entry { name: name.into(), path: name.into(), kind: Kind::File, link: false, size: 9 };
        let why = PassedOver::each(&names.map(entry));
        let journal = Some(PassedOver::Journal);
        assert_eq!(why, [None, journal, journal, None, None, None, Some(PassedOver::Media)]);
    }
}
