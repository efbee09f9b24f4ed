//! WARC, the format of web archives, and ARC, the one before it.
//!
//! ```text
//! file ─ packed ─> bytes with breaks ─ stream ─> record | arc ─> records ─ http ─> page ─> captures, by address
//! ```
//!
//! Whoever reads follows the specification of WARC 1.1 and 1.0 (IIPC), but trusts no length: behind anything damaged, reading goes
//! on at the next record. Pages are read with all processors, a few megabytes of them at a time.
//!
//! A *revisit* is a capture that found what another had found: its text is that one's, looked up among those read lately,
//! else by reading the file a second time; where it lies in another file, when the two are joined: by the moment that is
//! named, else by the digest of what was found. That of another address in another file is not met.
//!
//! `.warc.zst` is one frame a record, with a dictionary before them ([`unpack`](super::unpack)).

mod arc;
mod http;
mod packed;
mod record;
mod revisit;
mod stream;

use std::{collections::HashSet, sync::Arc};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use self::{
    http::Message,
    packed::{Open, Packed},
    record::{Met, Record},
    revisit::{Asked, Found, Known},
    stream::Stream,
};
use super::{
    Confidence, Format, Input, Probe, Reading, SourceError,
    capture::{Capture, Captures},
    identity,
    meter::Meter,
    page::{self, Page},
    time,
};
use crate::model::{Certainty, Seen, TextState};

/// Web captures in WARC and ARC files.
#[derive(Debug, Clone, Copy, Default)]
pub struct Warc;

/// Bytes of records that are held to be read side by side.
const BATCH: usize = 24 << 20;

/// Records that are.
const RECORDS: usize = 256;

/// Redirects that wait to see whether their address shows anything else.
const WAITING: usize = 50_000;

impl Format for Warc {
    fn name(&self) -> &'static str {
        "warc"
    }

    fn summary(&self) -> &'static str {
        "Web captures in WARC files (and ARC, before it), packed or not"
    }

    fn is_fetched(&self) -> bool {
        false
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        let begins = |mark: &str| probe.bytes.trim_ascii_start().starts_with(mark.as_bytes());
        if begins("WARC/") || begins("filedesc://") { Confidence::Certain } else { Confidence::No }
    }

    fn reads_damaged(&self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        [".warc.gz", ".arc.gz"].iter().any(|end| name.ends_with(end))
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        read(&|| input.packed(), input.meter(), out)
    }
}

/// Reads a file that can be opened anew.
pub(super) fn read(open: &Open<'_>, meter: &Arc<Meter>, out: &mut Reading<'_>) -> Result<(), SourceError> {
    let mut file = File::default();
    let mut records = Records::open(open, meter)?;
    let mut batch = Vec::new();
    let mut held = 0;
    while let Some(met) = records.next() {
        match met {
            Met::Damage(place, sentence) => out.problem(format!("record {place}"), sentence),
            Met::Record(record) => {
                if let Some(cut) = record.cut {
                    let sentence = format!("The capture is damaged: {cut}; it was read as far as it goes.");
                    out.problem(format!("record {}", record.place), sentence);
                }
                held += record.block.len() + 4096;
                batch.push(record);
                if held > BATCH || batch.len() >= RECORDS {
                    held = 0;
                    file.take(std::mem::take(&mut batch), out)?;
                }
            }
        }
    }
    file.take(batch, out)?;
    file.look_again(open, meter, out)?;
    file.end(out);
    Ok(())
}

/// A file's records, of either kind.
enum Records {
    Warc(record::Records),
    Arc(arc::Records),
}

impl Records {
    fn open(open: &Open<'_>, meter: &Arc<Meter>) -> Result<Records, SourceError> {
        let mut stream = Stream::of(Packed::open(open, meter)?);
        let arc = stream.ahead(64).trim_ascii_start().starts_with(b"filedesc:");
        Ok(if arc { Records::Arc(arc::Records::of(stream)) } else { Records::Warc(record::Records::of(stream)) })
    }

    fn next(&mut self) -> Option<Met> {
        match self {
            Records::Warc(records) => records.next(),
            Records::Arc(records) => records.next(),
        }
    }
}

/// What a record tells.
enum Told {
    Nothing,
    /// A page, and what revisits may know it by.
    Page {
        capture: Box<Capture>,
        known: Vec<Known>,
    },
    /// A server that only said where to look.
    Redirect(Box<Capture>),
    /// That another record's text was found again.
    Again(Box<Asked>),
}

/// What is known of a file while it is read.
#[derive(Default)]
struct File {
    captures: Captures,
    found: Found,
    /// Revisits whose text was not among those read lately.
    asked: Vec<Asked>,
    redirects: Vec<Capture>,
    /// Hashes of the addresses that showed a page.
    shown: HashSet<String>,
}

impl File {
    fn take(&mut self, batch: Vec<Record>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let told: Vec<Told> = batch.into_par_iter().map(|record| tell(&record)).collect();
        for told in told {
            match told {
                Told::Nothing => {}
                Told::Page { capture, known } => {
                    self.found.keep(known, &capture.revision);
                    self.add(*capture, out);
                }
                Told::Redirect(capture) => {
                    if self.redirects.len() < WAITING {
                        self.redirects.push(*capture);
                    }
                }
                Told::Again(asked) => match self.found.answer(&asked) {
                    Some(capture) => self.add(capture, out),
                    None => self.asked.push(*asked),
                },
            }
        }
        out.check()
    }

    fn add(&mut self, capture: Capture, out: &mut Reading<'_>) {
        if !self.redirects.is_empty() || self.shown.len() < 2_000_000 {
            self.shown.extend(identity::id_of_url(&capture.url).map(|id| id.as_str().to_owned()));
        }
        self.captures.add(capture, out);
    }

    /// Reads the file once more for the texts that revisits ask for and that were not kept.
    fn look_again(&mut self, open: &Open<'_>, meter: &Arc<Meter>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let mut search = revisit::Search::of(std::mem::take(&mut self.asked));
        if search.is_empty() {
            return Ok(());
        }
        let mut records = Records::open(open, meter)?;
        let mut seen = 0_u32;
        while let Some(met) = records.next() {
            seen = seen.wrapping_add(1);
            if seen.is_multiple_of(256) {
                out.check()?;
            }
            let Met::Record(record) = met else { continue };
            if search.wants(&known(&record), &url(&record))
                && let Told::Page { capture, known } = tell(&record)
            {
                for answer in search.found(&known, &capture) {
                    self.captures.add(answer, out);
                }
            }
        }
        for answer in search.rest() {
            self.captures.add(answer, out);
        }
        Ok(())
    }

    fn end(&mut self, out: &mut Reading<'_>) {
        for redirect in std::mem::take(&mut self.redirects) {
            if identity::id_of_url(&redirect.url).is_some_and(|id| self.shown.contains(id.as_str())) {
                self.captures.add(redirect, out);
            }
        }
        self.captures.hand_on(out);
    }
}

/// What a record tells.
fn tell(record: &Record) -> Told {
    let url = url(record);
    if identity::normalise_url(&url).is_none() {
        return Told::Nothing;
    }
    let kind = record.field("WARC-Type").to_ascii_lowercase();
    let time = moment(record.field("WARC-Date"));
    if kind == "revisit" {
        return Told::Again(Box::new(Asked::of(record, url, time)));
    }
    let message = Message::of(&record.block);
    let refused = message.status >= 400 || (message.status != 0 && message.status < 200);
    if (300..400).contains(&message.status) {
        return redirect(&message, url, time);
    }
    let stated = if message.field("Content-Type").is_empty() && message.status == 0 {
        record.field("Content-Type")
    } else {
        message.field("Content-Type")
    };
    let mut page = match content(stated, &url, &message.body, kind == "conversion" || kind == "resource") {
        Content::Html(charset) => Page::of(&message.body, charset.as_deref(), Some(&url)),
        Content::Plain => Page::of_plain(&message.body),
        Content::Other if refused && stated.is_empty() => Page::default(),
        Content::Other => return Told::Nothing,
    };
    if refused {
        page.state = TextState::ErrorPage;
        page.notes = vec![format!("the server answered {} {}", message.status, message.phrase).trim_end().to_owned()];
    }
    if let Some(note) = loss(record, &message) {
        page.state = if page.state == TextState::Whole { TextState::Partial } else { page.state };
        page.notes.push(note);
    }
    // The first part of a capture that was cut into several records; the others bear no type of their own.
    if !record.field("WARC-Segment-Number").is_empty() && page.state == TextState::Whole {
        page.state = TextState::Partial;
        page.notes
            .push("the capture goes on in other records, which are not read: the end of the text is missing".into());
    }
    let mut capture = Box::new(Capture::of(&page, url, time));
    capture.revision.payload = payload(record).map(Known::brief);
    Told::Page { capture, known: known(record) }
}

/// Why not all of a capture is there, as a note: what it says of itself before what shows.
fn loss(record: &Record, message: &Message<'_>) -> Option<String> {
    let cut = |why: &str| format!("the capture is cut off: {why}");
    record
        .truncation()
        .map(cut)
        .or_else(|| message.cut.or(record.cut).map(|why| format!("the capture is damaged: {why}")))
        .or_else(|| message.shortage().map(cut))
}

/// What revisits may know a record by.
fn known(record: &Record) -> Vec<Known> {
    let url = url(record);
    let date = record.field("WARC-Date");
    let mut known = vec![Known::moment(&url, date)];
    known.extend(payload(record));
    known
}

fn payload(record: &Record) -> Option<Known> {
    let digest = record.field("WARC-Payload-Digest");
    (!digest.is_empty()).then(|| Known::digest(digest))
}

fn redirect(message: &Message<'_>, url: String, time: Option<Seen>) -> Told {
    let to = message.field("Location");
    let target = page::whole_address(to, Some(&url));
    // Its own address in another spelling is no other place.
    let same = target.as_deref().and_then(identity::normalise_url) == identity::normalise_url(&url);
    if same || message.status == 304 {
        return Told::Nothing;
    }
    let to: String = target.as_deref().unwrap_or(to).chars().take(500).collect();
    let status = message.status;
    let note = match to.trim() {
        "" => format!("the server answered {status} and did not say where that leads"),
        to => format!("the server answered {status}: it led to {to}"),
    };
    let page = Page { state: TextState::ErrorPage, notes: vec![note], ..Page::default() };
    Told::Redirect(Box::new(Capture::of(&page, url, time)))
}

/// The address that a record is of.
fn url(record: &Record) -> String {
    let url = record.field("WARC-Target-URI");
    url.strip_prefix('<').and_then(|u| u.strip_suffix('>')).unwrap_or(url).trim().to_owned()
}

/// A time as WARC (any precision, UTC) and ARC (digits) write it.
fn moment(date: &str) -> Option<Seen> {
    if date.len() >= 8 && date.bytes().all(|b| b.is_ascii_digit()) {
        return page::moment(date);
    }
    if let Some(seen) = time::read(date) {
        // A time without a zone is in UTC, by the format's definition.
        let certainty = if seen.certainty == Certainty::Assumed { Certainty::Implied } else { seen.certainty };
        return Some(Seen { certainty, ..seen });
    }
    // A year alone, which anywhere else may be any number.
    time::of_year(date).map(|seen| Seen { certainty: Certainty::Implied, ..seen })
}

/// What a body is.
enum Content {
    Html(Option<String>),
    Plain,
    Other,
}

/// Ends of addresses of things that are no text of an article, whatever a server says of them.
const ASSETS: [&str; 22] = [
    ".css", ".js", ".mjs", ".json", ".xml", ".rss", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".woff",
    ".woff2", ".ttf", ".mp3", ".mp4", ".m3u8", ".ts", ".pdf", ".zip",
];

/// Names of files for programs.
const FOR_PROGRAMS: [&str; 6] = ["robots.txt", "ads.txt", "app-ads.txt", "humans.txt", "security.txt", "llms.txt"];

fn content(stated: &str, url: &str, body: &[u8], archives_own: bool) -> Content {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let name = path.rsplit('/').next().unwrap_or_default();
    if ASSETS.iter().any(|end| path.ends_with(end)) || FOR_PROGRAMS.contains(&name) {
        return Content::Other;
    }
    let (kind, parameters) = stated.split_once(';').unwrap_or((stated, ""));
    let charset = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    match kind.trim().to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => Content::Html(charset),
        "" | "text/plain" | "application/octet-stream" | "no-type" | "unk" if page::is_html(body) => {
            Content::Html(charset)
        }
        "text/plain" if archives_own || name.ends_with(".txt") => Content::Plain,
        _ => Content::Other,
    }
}
