//! Folders that waybackpack and wayback-machine-downloader (with `-s`) leave: one for each moment, named by fourteen digits, and in
//! it the files of that moment by host and path.
//!
//! | tool | path |
//! | --- | --- |
//! | waybackpack | `DIR/20200707100000/host/path/file` |
//! | wayback-machine-downloader `-s` | `websites/host/20200707100000/path/file` (`host_8080`) |
//! | … with `-d DIR` | `DIR/20200707100000/path/file` |
//!
//! Moments are in UTC, by definition of the archive. Files of one address are one article, whatever folder they lie in.
//! Where nothing tells the host, files of one path are, and their address is the one that a page gives itself, if one does.

use std::{io::Read, sync::Arc};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{
    Claim, Confidence, Entry, Folder, Format, Input, Kind, Probe, Reading, SourceError,
    capture::{Capture, Captures, Empties},
    html::is_front,
    identity,
    join::TEXTLESS,
    limits, newssniffer,
    page::{self, Page},
    passed::PassedOver,
    sniff::better_format,
};
use crate::{model::TextState, text::quantity::counted};

/// Folders of captures by moment.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wayback;

/// Files read side by side.
const BATCH: usize = 64;

impl Format for Wayback {
    fn name(&self) -> &'static str {
        "wayback"
    }

    fn summary(&self) -> &'static str {
        "Folders of waybackpack and wayback-machine-downloader -s: one for each moment, pages by host and path"
    }

    fn is_fetched(&self) -> bool {
        false
    }

    fn sniff(&self, _probe: &Probe<'_>) -> Confidence {
        Confidence::No
    }

    fn claims(&self, folder: &Folder<'_>) -> Claim {
        let moments =
            |e: &Entry| e.kind == Kind::Folder && !e.link && e.name.len() == 14 && page::moment(&e.name).is_some();
        let claimed: Vec<usize> =
            folder.entries.iter().enumerate().filter(|(_, e)| moments(e)).map(|(at, _)| at).collect();
        if claimed.is_empty() { Claim::Nothing } else { Claim::Some(claimed) }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let mut files = Vec::new();
        for moment in input.claimed() {
            out.check()?;
            let place = Place { moment: moment.name.clone(), path: String::new() };
            list(input, moment, &place, 0, &mut files, out);
        }
        // Only waybackpack puts a host between the moment and the path.
        let with_hosts = files
            .iter()
            .all(|(_, place): &(Entry, Place)| place.path.split_once('/').is_some_and(|(first, _)| is_host(first)));
        let told = host_of(input.name());
        let host = match &told {
            _ if with_hosts => Host::InPath,
            Some(host) => Host::Told(host),
            None => Host::Unknown,
        };
        let (mut captures, mut empties) = (Captures::default(), Empties::default());
        for batch in files.chunks(BATCH) {
            out.check()?;
            let read: Vec<Result<Found, SourceError>> = batch.par_iter().map(|file| load(input, file, host)).collect();
            for ((entry, place), found) in batch.iter().zip(read) {
                let part = input.part(entry);
                match found {
                    Ok(Found::Nothing) => {}
                    Ok(Found::Empty) => {
                        let (url, moment) = (host.address(&place.path).unwrap_or_default(), &place.moment);
                        empties.add(url, page::moment(moment), moment, EMPTY, Arc::clone(part.shown()));
                    }
                    Ok(Found::Capture(mut capture)) => {
                        empties.met(&capture.url);
                        capture.revision.origin = Some(part.shown().clone());
                        if host == Host::Unknown {
                            let id = identity::id_of_place(&format!("{}/{}", input.shown(), place.path), 0);
                            captures.add_to(id, *capture, out);
                        } else if let Some(capture) = captures.add(*capture, out) {
                            out.within(part.shown());
                            out.problem("", format!("Its place names no address ({}); it was left out.", capture.url));
                        }
                    }
                    Ok(Found::Other) => {
                        out.within(part.shown());
                        if let Some(format) = better_format(&part, self.name()) {
                            out.read_by(format.name());
                            if let Err(error) = format.read(&part, out) {
                                out.problem("", error.to_string());
                            }
                            out.back_to(self.name());
                        }
                    }
                    Err(error) => {
                        out.within(part.shown());
                        out.problem("", error.to_string());
                    }
                }
                out.within(input.shown());
            }
        }
        let left = empties.settle(&mut captures, out);
        captures.hand_on(out);
        if left > 0 {
            let files = counted(left, "empty file");
            out.problem("", format!("Left out: {files}, of an address of which nothing else is there."));
        }
        Ok(())
    }
}

/// What is said of a capture that is an empty file.
const EMPTY: &str = TEXTLESS[2];

/// Where a file lies: the moment, and the path inside of its folder.
#[derive(Debug, Clone)]
struct Place {
    moment: String,
    path: String,
}

/// Lists the files in a folder, each with a name that is its whole path from the claimed folder on.
fn list(
    input: &Input<'_>,
    folder: &Entry,
    place: &Place,
    depth: usize,
    files: &mut Vec<(Entry, Place)>,
    out: &mut Reading<'_>,
) {
    if depth > limits::DEPTH {
        return;
    }
    let entries = match input.entries(&folder.path) {
        Ok(entries) => entries,
        Err(error) => {
            let at = format!("{}/{}", place.moment, place.path);
            return out.problem(at, format!("The folder cannot be listed: {}.", super::reason(&error)));
        }
    };
    for entry in entries {
        let Ok(entry) = entry else { continue };
        let path = if place.path.is_empty() { entry.name.clone() } else { format!("{}/{}", place.path, entry.name) };
        let inner = Place { moment: place.moment.clone(), path };
        match entry.kind {
            Kind::Folder if !entry.link => list(input, &entry, &inner, depth + 1, files, out),
            Kind::File if may_be_page(&entry) => {
                let name = format!("{}/{}", inner.moment, inner.path);
                files.push((Entry { name, ..entry }, inner));
            }
            _ => {}
        }
    }
}

/// Whether a file may be a capture of a page; an empty one may, where its name does not say otherwise.
fn may_be_page(entry: &Entry) -> bool {
    match PassedOver::by_entry(entry) {
        None => true,
        Some(PassedOver::Empty) => PassedOver::by_entry(&Entry { size: 1, ..entry.clone() }).is_none(),
        Some(_) => false,
    }
}

enum Found {
    Nothing,
    /// A capture of which nothing was kept.
    Empty,
    Capture(Box<Capture>),
    Other,
}

fn load(input: &Input<'_>, (entry, place): &(Entry, Place), host: Host<'_>) -> Result<Found, SourceError> {
    let part = input.part(entry);
    let mut bytes = Vec::new();
    part.open()?.take(page::LONGEST as u64 + 1).read_to_end(&mut bytes)?;
    let told = host.address(&place.path);
    let url = told.as_deref().unwrap_or_default();
    let name = place.path.rsplit('/').next().unwrap_or_default();
    let page = if newssniffer::is_page(url, &bytes) {
        return Ok(Found::Other);
    } else if page::is_html(&bytes) {
        Page::of(&bytes, None, told.as_deref())
    } else if name == "robots.txt" {
        return Ok(Found::Nothing);
    } else if bytes.trim_ascii().is_empty() {
        return Ok(Found::Empty);
    } else if name.ends_with(".txt") {
        Page::of_plain(&bytes)
    } else {
        return Ok(Found::Other);
    };
    // Some outlets let each of their pages name the front page.
    let own = page.canonical.clone().filter(|own| page.state != TextState::ErrorPage && !is_front(own));
    let mut capture = Capture::of(&page, told.or(own).unwrap_or_default(), page::moment(&place.moment));
    capture.revision.origin_revision = Some(place.moment.clone());
    let archived = || format!("https://web.archive.org/web/{}/{}", place.moment, capture.url);
    capture.revision.archived = (!capture.url.is_empty()).then(archived);
    Ok(Found::Capture(Box::new(capture)))
}

/// What tells the host of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Host<'h> {
    /// The first folder of its path.
    InPath,
    /// The folder that was claimed.
    Told(&'h str),
    /// Nothing.
    Unknown,
}

impl Host<'_> {
    /// The address of a file, by where it lies.
    fn address(self, path: &str) -> Option<String> {
        match self {
            Host::Unknown => None,
            Host::Told(host) => Some(address(host, path)),
            Host::InPath => {
                let (first, rest) = path.split_once('/').unwrap_or((path, ""));
                Some(address(&host_of(first).unwrap_or_else(|| first.to_owned()), rest))
            }
        }
    }
}

/// The address of a file of a host. Tools write a folder's own page as `index.html`, and undo percent signs.
pub(super) fn address(host: &str, path: &str) -> String {
    let path = match path.rsplit_once('/') {
        Some((folder, "index.html")) => format!("{folder}/"),
        None if path == "index.html" => String::new(),
        _ => path.to_owned(),
    };
    let mut address = format!("http://{host}/");
    for byte in path.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}#".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

/// Whether a folder's name is that of a host.
fn is_host(name: &str) -> bool {
    host_of(name).is_some()
}

/// The host that a folder is named by; one that bears a port may have `_` before it, for systems that allow no colon.
pub(super) fn host_of(folder: &str) -> Option<String> {
    let port = |port: &str| (1..=5).contains(&port.len()) && port.bytes().all(|b| b.is_ascii_digit());
    let (name, port) = match folder.rsplit_once([':', '_']).filter(|(_, end)| port(end)) {
        Some((name, port)) => (name, format!(":{port}")),
        None => (folder, String::new()),
    };
    let (_, last) = name.rsplit_once('.')?;
    let known = (2..=24).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    let is_host = known
        && !["html", "htm", "php", "aspx", "txt", "xml", "json"].contains(&last)
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
    is_host.then(|| format!("{name}{port}"))
}

#[cfg(test)]
mod tests {
    use super::{Host, host_of};

    #[test]
    fn places_name_addresses() {
        let told = Host::Told("a.example");
        for (path, host, want) in [
            ("a.example/news/index.html", Host::InPath, "http://a.example/news/"),
            ("a.example/index.html", Host::InPath, "http://a.example/"),
            ("a.example_8080/a", Host::InPath, "http://a.example:8080/a"),
            ("news/ferry sails.html", told, "http://a.example/news/ferry%20sails.html"),
            ("index.html", told, "http://a.example/"),
            ("p.php?id=1", told, "http://a.example/p.php?id=1"),
            ("né", told, "http://a.example/n%C3%A9"),
        ] {
            assert_eq!(host.address(path).as_deref(), Some(want));
        }
        assert_eq!(Host::Unknown.address("news/a.html"), None);
        for (folder, host) in [
            ("www.a.example", Some("www.a.example")),
            ("a.example:8080", Some("a.example:8080")),
            ("a.example_8080", Some("a.example:8080")),
            ("news", None),
            ("ferry.html", None),
            ("my_site", None),
        ] {
            assert_eq!(host_of(folder).as_deref(), host);
        }
    }
}
