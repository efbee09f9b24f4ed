//! Pages saved one by one: by a browser, by SingleFile, from a web archive, by hand.
//!
//! A page says itself where it is from, more or less: in what the program that saved it wrote into it, else by its canonical
//! address; in a mirror its place says it ([`mirror`](super::mirror)). When it was seen is what that program wrote, else the
//! date by which a mirror's folder is named, else a time in the file's name, else the file's own, which is a guess. Pages of one address are one article; pages that do not say where they are from are one if their names differ in
//! the time alone. What a browser keeps beside a page (`NAME_files`), and HTTrack beside a mirror, is passed over.

use std::io::Read;

use super::{
    Claim, Confidence, Entry, Folder, Format, Input, Kind, Probe, Reading, SourceError,
    capture::{Capture, Captures},
    identity,
    mirror::Mirrored,
    page::{self, Page},
    texts::name::{Stamp, of_folder, stamp},
};
use crate::model::{Certainty, Seen, TextState};

/// Saved pages.
#[derive(Debug, Clone, Copy, Default)]
pub struct Html;

/// What browsers of different languages put behind a page's name for the folder of its parts.
const PARTS: [&str; 16] = [
    "_files",
    ".files",
    "-files",
    "_file",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_bestanden",
    "_arquivos",
    "_soubory",
    "-filer",
    "_pliki",
    "_tiedostot",
    "_elemei",
    "_dosyalar",
    "-fil",
];

/// What HTTrack keeps of its own beside what it mirrors: its log, its list of mirrors, and the pages once more.
const OF_HTTRACK: [&str; 3] = ["hts-log.txt", "index.html", "hts-cache"];

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn summary(&self) -> &'static str {
        "Saved HTML pages: by a browser, by SingleFile, from a web archive"
    }

    fn is_fetched(&self) -> bool {
        false
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        // Its lists hold no texts, and are told of as such.
        if !page::is_html(probe.bytes) || probe.text.contains(" - News Sniffer</title>") {
            return Confidence::No;
        }
        let head: String = probe.text.trim_start().chars().take(400).collect();
        if head.starts_with('<') || head.contains("<!") || probe.name.to_ascii_lowercase().contains(".htm") {
            Confidence::Fallback
        } else {
            Confidence::No
        }
    }

    fn claims(&self, folder: &Folder<'_>) -> Claim {
        let is_page =
            |stem: &str| [".html", ".htm", ".xhtml"].iter().any(|suffix| folder.has(&format!("{stem}{suffix}")));
        let parts = |name: &str| PARTS.iter().any(|end| name.strip_suffix(end).is_some_and(is_page));
        let entries = folder.entries.iter().enumerate();
        let mirror = folder.has("hts-log.txt") && folder.has("hts-cache");
        let of_httrack = |name: &str| mirror && OF_HTTRACK.contains(&name);
        let is_part = |e: &Entry| e.kind == Kind::Folder && parts(&e.name) || of_httrack(&e.name);
        let claimed: Vec<usize> = entries.filter(|(_, e)| is_part(e)).map(|(at, _)| at).collect();
        if claimed.is_empty() { Claim::Nothing } else { Claim::Some(claimed) }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        // Of a folder only the parts of pages were claimed.
        if input.is_folder() {
            return Ok(());
        }
        let mut bytes = Vec::new();
        input.open()?.take(page::LONGEST as u64 + 1).read_to_end(&mut bytes)?;
        let mut page = Page::of(&bytes, None, None);
        drop(bytes);
        let name = input.name().rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let replay = page.replay.take().unwrap_or_default();
        // In a mirror the name of a file is a part of its address, and no time at which it was seen.
        let (mirrored, dated) = Mirrored::of(input.shown()).map(|place| (place.url, place.time)).unzip();
        let named = stamp(stem).filter(|_| mirrored.is_none());
        let time = replay.time.or(dated.flatten()).or_else(|| match &named {
            Some((_, Stamp::Time(seen))) => Some(seen.clone()),
            _ => of_folder(input.shown()).map(|(_, time)| time).or_else(|| input.modified().map(of_file)),
        });
        // A page shown in place of an article names itself, not the article; and some outlets let each of their pages name
        // the front page.
        let names_article = |url: &String| page.state != TextState::ErrorPage && !is_front(url);
        let canonical = page.canonical.clone().filter(names_article);
        // What the mirror named a file by may lack what the page says of itself, but for a suffix.
        let canonical_there =
            canonical.clone().filter(|url| mirrored.as_ref().is_none_or(|place| is_one_page(place, url)));
        let url = replay
            .url
            .or(canonical_there)
            .or(mirrored)
            .or(canonical)
            .filter(|url| identity::normalise_url(url).is_some());
        if page.title.is_empty() {
            stem.clone_into(&mut page.title);
        }
        let mut capture = Capture::of(&page, url.unwrap_or_default(), time);
        capture.revision.archived = replay.archived;
        let mut captures = Captures::default();
        if let Some(capture) = captures.add(capture, out) {
            let folder = input.shown().rsplit_once('/').map_or("", |(folder, _)| folder);
            let place = match &named {
                Some((beginning, Stamp::Time(_))) => format!("{folder}/{beginning}"),
                _ => input.shown().to_string(),
            };
            captures.add_to(identity::id_of_place(&place, 0), capture, out);
        }
        captures.hand_on(out);
        Ok(())
    }
}

/// Whether an address is that of a file of a mirror, but for what was added to the file's name.
fn is_one_page(file: &str, url: &str) -> bool {
    let bare = |url: &str| {
        let url = identity::normalise_url(url)?;
        let url =
            ["index.html", "index.htm", ".html", ".htm"].iter().find_map(|end| url.strip_suffix(end)).unwrap_or(&url);
        Some(url.trim_end_matches('/').to_owned())
    };
    bare(file).is_some_and(|file| bare(url) == Some(file))
}

/// Whether an address is that of a site rather than of a page on it.
pub(super) fn is_front(url: &str) -> bool {
    identity::normalise_url(url).is_some_and(|url| !url.contains(['/', '?']))
}

fn of_file(at: jiff::Timestamp) -> Seen {
    Seen { certainty: Certainty::Unknown, ..Seen::stated(at) }
}
