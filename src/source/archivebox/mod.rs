//! ArchiveBox: a folder for each capture, named by seconds since 1970, under `archive/`.
//!
//! ```text
//! index.sqlite3              of each capture its moment, address, title
//! archive/1594116000.123/    index.json (old) or index.jsonl (new: the line of type Snapshot): address, title
//!                            what its extractors saved, best first: [`TEXTS`], a mirror by wget, a WARC
//! users/USER/snapshots/20200707/HOST/UUID/    the same since 0.9, also under archive/, which then holds links
//! ```
//!
//! Links lead to nothing outside of what was opened.
//!
//! Until 0.9 an address could be captured only once, and users added `#` and a date to capture it again: fragments are no
//! part of an address here. Captures that failed leave folders without any page: states of which nothing is known.

mod index;
mod layout;

use std::{
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use self::{
    index::{About, Index},
    layout::Place,
};
use super::{
    Claim, Confidence, Entry, Folder, Format, Input, Kind, Probe, Reading, SourceError,
    capture::{Capture, Captures, Empties},
    join::TEXTLESS,
    limits,
    page::{self, Page},
    time, warc,
};
use crate::{
    model::{Seen, TextState},
    text::quantity::counted,
};

/// Data folders of ArchiveBox.
#[derive(Debug, Clone, Copy, Default)]
pub struct ArchiveBox;

/// Files that hold a capture's text, best first.
const TEXTS: [&str; 13] = [
    "readability/content.html",
    "mercury/content.html",
    "trafilatura/content.html",
    "defuddle/content.html",
    "article.html",
    "singlefile.html",
    "singlefile/singlefile.html",
    "output.html",
    "dom/output.html",
    "readability/content.txt",
    "trafilatura/content.txt",
    "htmltotext.txt",
    "htmltotext/htmltotext.txt",
];

/// Folders of a capture in which wget's files are: its own, and that of 0.9.
const OF_WGET: [&str; 2] = ["", "wget/"];

/// What is said of a capture whose folder holds no page.
const NO_PAGE: &str = TEXTLESS[3];

/// Folders inside of a mirror, and files in it, that are looked at.
const MIRROR: usize = 500;

impl Format for ArchiveBox {
    fn name(&self) -> &'static str {
        "archivebox"
    }

    fn summary(&self) -> &'static str {
        "ArchiveBox data folders: a capture a folder, with whatever its extractors saved"
    }

    fn is_fetched(&self) -> bool {
        false
    }

    fn sniff(&self, _probe: &Probe<'_>) -> Confidence {
        Confidence::No
    }

    fn claims(&self, folder: &Folder<'_>) -> Claim {
        let whole = ["archive", "users"].iter().any(|name| folder.has(name))
            && ["index.sqlite3", "ArchiveBox.conf"].iter().any(|name| folder.has(name));
        if whole {
            return Claim::All;
        }
        let captures = folder.entries.iter().enumerate();
        let captures = captures.filter(|(_, e)| is_capture(e) || folder.name == "archive" && layout::is_users(e));
        let claimed: Vec<usize> = captures.map(|(at, _)| at).collect();
        if folder.name == "archive" && !claimed.is_empty() { Claim::Some(claimed) } else { Claim::Nothing }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let whole = input.claimed().is_empty();
        let places =
            if whole { layout::of_data(input, out)? } else { layout::of_archive(input, input.claimed(), "", out)? };
        let index = if whole { Index::of(input, &places, out)? } else { Index::default() };
        let base = input.tree.real(input.base());
        let mut captures = Captures::default();
        let mut bare = Bare::default();
        for Place { folder, place } in &places {
            out.check()?;
            let snapshot = Snapshot { input, folder, place, base: base.as_deref() };
            snapshot.read(&index, &mut captures, &mut bare, out)?;
            out.within(input.shown());
        }
        let left = std::mem::take(&mut bare.empties).settle(&mut captures, out);
        captures.hand_on(out);
        tell_of_bare(left, bare.nameless, out);
        Ok(())
    }
}

/// Captures of which no page is there.
#[derive(Default)]
struct Bare {
    empties: Empties,
    /// Those of which nobody knows the address.
    nameless: usize,
}

/// Tells of captures that were left out: without a page and `alone` with their address, or `nameless`.
fn tell_of_bare(alone: usize, nameless: usize, out: &mut Reading<'_>) {
    for (count, which) in [
        (alone, "without a page, of an address of which no page is there at all"),
        (nameless, "whose address neither an index in the folder nor the database tells"),
    ] {
        if count > 0 {
            out.problem("", format!("Left out: {} {which}.", counted(count, "capture")));
        }
    }
}

fn is_capture(entry: &Entry) -> bool {
    entry.kind == Kind::Folder && moment(&entry.name).is_some()
}

/// The moment that a folder is named by.
fn moment(name: &str) -> Option<Seen> {
    let (seconds, fraction) = name.split_once('.').unwrap_or((name, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !(9..=10).contains(&seconds.len()) || !digits(seconds) || !digits(fraction) || fraction.len() > 9 {
        return None;
    }
    let seen = time::number(name.parse().ok()?)?;
    // The tool itself takes the years from 1995 to 2035.
    let plausible = (788_918_400..2_082_758_400).contains(&seen.at.as_second());
    plausible.then(|| Seen { as_given: Some(name.to_owned()), ..seen })
}

fn found(input: &Input<'_>, folder: &Path) -> Result<Vec<Entry>, SourceError> {
    Ok(input.entries(folder)?.into_iter().flatten().collect())
}

/// One capture.
struct Snapshot<'a> {
    input: &'a Input<'a>,
    folder: &'a Entry,
    /// Its place in the data folder.
    place: &'a str,
    /// The folder, behind all links, outside of which nothing is read.
    base: Option<&'a Path>,
}

impl Snapshot<'_> {
    fn read(
        &self,
        index: &Index,
        captures: &mut Captures,
        bare: &mut Bare,
        out: &mut Reading<'_>,
    ) -> Result<(), SourceError> {
        let Some(About { url, title, moment }) = self.own_index().or_else(|| index.get(&self.folder.name)) else {
            bare.nameless += 1;
            return Ok(());
        };
        let url = url.split('#').next().unwrap_or_default().to_owned();
        // Folders of 0.9 are named by an id.
        let label = if self::moment(&self.folder.name).is_some() { self.folder.name.clone() } else { moment };
        let seen = self::moment(&label);
        let mut best: Option<(Page, Entry)> = None;
        let mirrors = OF_WGET.iter().filter_map(|before| self.mirror(before, &url));
        let texts = TEXTS.iter().filter_map(|name| self.file(name)).chain(mirrors);
        for entry in texts {
            let Some(page) = self.page(&entry, &url, &title) else { continue };
            let better = best.as_ref().is_none_or(|(held, _)| worth(&page) > worth(held));
            let enough = worth(&page) == 2;
            if better {
                best = Some((page, entry));
            }
            if enough {
                break;
            }
        }
        let Some((mut page, entry)) = best else {
            if self.warcs(out)? {
                bare.empties.met(&url);
            } else {
                let folder = Entry { name: self.place.to_owned(), ..self.folder.clone() };
                let origin = Arc::clone(self.input.part(&folder).shown());
                bare.empties.add(url, seen, &label, NO_PAGE, origin);
            }
            return Ok(());
        };
        bare.empties.met(&url);
        if page.title.is_empty() || !page.state.eq(&TextState::ErrorPage) && entry.name.contains("content") {
            page.title = if title.is_empty() { page.title } else { title };
        }
        let mut capture = Capture::of(&page, url, seen);
        capture.revision.origin = Some(self.input.part(&entry).shown().clone());
        if capture.revision.origin_revision.is_none() {
            capture.revision.origin_revision = Some(label);
        }
        captures.add(capture, out);
        Ok(())
    }

    /// A file of the capture by its path, as an entry that bears its whole place.
    fn file(&self, name: &str) -> Option<Entry> {
        let path = self.folder.path.join(name);
        let entry = self.input.tree.entry(&path).ok()?;
        let is_file = entry.kind == Kind::File && !entry.link && entry.size > 0;
        (is_file && self.is_within(&path)).then(|| Entry { name: format!("{}/{name}", self.place), ..entry })
    }

    /// Whether a path, of which folders may be links, lies in what was opened.
    fn is_within(&self, path: &Path) -> bool {
        let real: Option<PathBuf> = self.input.tree.real(path);
        real.zip(self.base).is_none_or(|(real, base)| real.starts_with(base))
    }

    fn bytes(&self, entry: &Entry) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let part = self.input.part(entry);
        part.open().ok()?.take(page::LONGEST as u64 + 1).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    fn page(&self, entry: &Entry, url: &str, title: &str) -> Option<Page> {
        let bytes = self.bytes(entry)?;
        if entry.name.ends_with(".txt") {
            return Some(Page::of_lines(&bytes, title));
        }
        Some(Page::of(&bytes, None, Some(url)))
    }

    /// The page in wget's mirror, under the host's name, in this folder.
    fn mirror(&self, before: &str, url: &str) -> Option<Entry> {
        let rest = url.split_once("://")?.1;
        let host = rest.split(['/', '?']).next()?;
        let path = rest.get(host.len()..)?.trim_matches('/');
        let safe = |name: &str| name.split('/').all(|part| !part.is_empty() && part != ".." && part != ".");
        let host = format!("{before}{host}");
        let names = [format!("{host}/{path}.html"), format!("{host}/{path}/index.html"), format!("{host}/{path}")];
        if let Some(found) = names.iter().filter(|name| safe(name)).find_map(|name| self.file(name)) {
            return Some(found);
        }
        let mut open = vec![host];
        let mut seen = 0;
        while let Some(folder) = open.pop().filter(|name| safe(name)) {
            for entry in found(self.input, &self.folder.path.join(&folder)).ok()? {
                seen += 1;
                if seen > MIRROR {
                    return None;
                }
                let name = format!("{folder}/{}", entry.name);
                if entry.kind == Kind::Folder && !entry.link && folder.matches('/').count() < limits::DEPTH {
                    open.push(name);
                } else if entry.name.contains(".htm") {
                    return self.file(&name);
                }
            }
        }
        None
    }

    /// Reads the capture's WARC files, where nothing else holds its text; whether there are any.
    fn warcs(&self, out: &mut Reading<'_>) -> Result<bool, SourceError> {
        let mut any = false;
        let folders = OF_WGET.map(|before| format!("{before}warc"));
        for (name, path) in folders.iter().map(|name| (name, self.folder.path.join(name))) {
            if !self.is_within(&path) {
                continue;
            }
            for entry in found(self.input, &path).unwrap_or_default() {
                if entry.kind != Kind::File || !entry.name.contains(".warc") {
                    continue;
                }
                let entry = Entry { name: format!("{}/{name}/{}", self.place, entry.name), ..entry };
                let part = self.input.part(&entry);
                any = true;
                out.within(part.shown());
                match warc::Warc.read(&part, out) {
                    Err(error @ (SourceError::Cancelled | SourceError::Bomb)) => return Err(error),
                    Err(error) => out.problem("", error.to_string()),
                    Ok(()) => {}
                }
            }
        }
        Ok(any)
    }
}

/// How much a page is worth: the article before its beginning before whatever was shown instead.
fn worth(page: &Page) -> u8 {
    match page.state {
        TextState::Whole => 2,
        TextState::Partial if !page.paragraphs.is_empty() => 1,
        _ => 0,
    }
}
