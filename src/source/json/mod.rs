//! Our own JSON, and what resembles it.
//!
//! An article is an object:
//! ```json
//! {"source": "gazette", "url": "https://…", "title": "…", "versions": [
//!   {"version": 0, "title": "…", "created_at": "2020-07-07T10:00:00Z", "text": "paragraph\nparagraph"}]}
//! ```
//! `paragraphs`, a list, may stand for `text`. Times are RFC 3339, a date and time without a zone (taken for UTC), seconds
//! since 1970, or null. Objects lie in JSON Lines, in an array, or one in a file; compressed or not. An object with a
//! text and no versions is one revision; those of one URL (or of one source and id) become an article, by number, else
//! by time. Other names for members are in `field`.
//!
//! What can be read is read: an object that is broken costs itself only, and small breaches of the grammar that common
//! tools commit are mended.

mod article;
mod field;
mod grouped;
mod keys;
mod mend;
mod record;
mod values;

use std::io::{BufRead, Cursor};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use self::{
    article::Found,
    grouped::Grouped,
    record::Record,
    values::{Flaw, Layout, Value, Values},
};
use super::{Confidence, Format, Input, Probe, Reading, SourceError, decode};

/// Our own JSON.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json;

/// Bytes of objects parsed at a time.
const BATCH: usize = 4 << 20;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn summary(&self) -> &'static str {
        "Articles or revisions as JSON objects: one a file, in arrays, or JSON Lines"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        keys::sniff(probe.text)
    }

    fn tells_apart(&self) -> bool {
        true
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let mut stream = input.open()?;
        let head = stream.fill_buf()?;
        if head.starts_with(b"\xEF\xBB\xBF") {
            stream.consume(3);
        } else if decode::is_wide(head) {
            let bytes = input.bytes()?;
            let text = decode::decode(&bytes, None).text.into_owned();
            stream = Box::new(Cursor::new(text.into_bytes()));
        }
        let layout = Layout::of(stream.fill_buf()?);
        let mut values = Values::new(stream, layout);
        let mut grouped = Grouped::default();
        let show_hidden = input.show_hidden();
        let (mut batch, mut end) = fill(&mut values);
        if batch.is_empty() && matches!(end, Some(Ok(()))) {
            return Err(SourceError::malformed("There is no JSON object in it; nothing was read."));
        }
        if batch.len() == 1 && end.is_none() {
            let following = fill(&mut values);
            batch.extend(following.0);
            end = following.1;
        }
        if let ([alone], Some(_)) = (batch.as_slice(), &end) {
            match parse(alone, show_hidden).complained(out) {
                Some(found) if !found.loose => {
                    let mut article = found.into_article();
                    out.tell_apart(&mut article);
                    out.article(article);
                }
                Some(found) => grouped.put(found, out),
                None => {}
            }
            batch.clear();
        }
        out.pass();
        while !batch.is_empty() {
            let (parsed, following) = rayon::join(
                || batch.into_par_iter().map(|value| parse(&value, show_hidden)).collect::<Vec<_>>(),
                || if end.is_none() { fill(&mut values) } else { (Vec::new(), end.take()) },
            );
            (batch, end) = following;
            for parsed in parsed {
                match parsed.complained(out) {
                    Some(found) if found.loose => grouped.put(found, out),
                    Some(found) => out.article(found.into_article()),
                    None => {}
                }
            }
            out.check()?;
        }
        grouped.hand_on(out);
        match end {
            Some(Err(error)) => Err(error.into()),
            _ => Ok(()),
        }
    }
}

/// The next objects, about [`BATCH`] bytes of them, and how the file ended where it did.
fn fill(values: &mut Values<impl BufRead>) -> (Vec<Value>, Option<std::io::Result<()>>) {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while bytes < BATCH {
        match values.next() {
            Ok(Some(value)) => {
                bytes += value.bytes.len() + 64;
                batch.push(value);
            }
            Ok(None) => return (batch, Some(Ok(()))),
            Err(error) => return (batch, Some(Err(error))),
        }
    }
    (batch, None)
}

/// What came of one object.
struct Parsed {
    line: u64,
    column: usize,
    found: Result<Found, String>,
}

impl Parsed {
    /// What was found, after telling what could not be read.
    fn complained(self, out: &mut Reading<'_>) -> Option<Found> {
        let Parsed { line, column, found } = self;
        let place = if column > 0 { format!("line {line}, column {column}") } else { format!("line {line}") };
        match found {
            Err(reason) => {
                out.problem(place, reason);
                None
            }
            Ok(mut found) => {
                for complaint in std::mem::take(&mut found.complaints) {
                    out.problem(place.clone(), complaint);
                }
                Some(found)
            }
        }
    }
}

fn parse(value: &Value, show_hidden: bool) -> Parsed {
    let line = value.line;
    let flaw = match value.flaw {
        Some(Flaw::TooLong) => Some("The object is larger than can be held; it was left out."),
        Some(Flaw::Unclosed) => {
            Some("The object never ends; it was left out, and what follows was looked through line by line.")
        }
        None => None,
    };
    if let Some(flaw) = flaw {
        return Parsed { line, column: 0, found: Err(flaw.into()) };
    }
    let bytes = value.bytes.trim_ascii();
    let bytes = bytes.strip_suffix(b",").unwrap_or(bytes);
    match serde_json::from_slice::<Record<'_>>(bytes) {
        Ok(record) => Parsed { line, column: 0, found: Found::of(&record, show_hidden) },
        Err(error) => {
            // Where the parser gave up, counted from the beginning of the file.
            let place = line + (error.line() as u64).saturating_sub(1);
            match serde_json::from_str::<Record<'_>>(&mend::mended(bytes)) {
                Ok(record) => {
                    let mut found = Found::of(&record, show_hidden);
                    if let Ok(found) = &mut found {
                        let why = without_place(&error);
                        found.complaints.push(format!("It is not quite JSON ({why}); it was mended and read."));
                    }
                    Parsed { line: place, column: error.column(), found }
                }
                Err(_) => {
                    let why = without_place(&error);
                    let sentence = format!("The object is broken ({why}); it was left out and the rest was read.");
                    Parsed { line: place, column: error.column(), found: Err(sentence) }
                }
            }
        }
    }
}

fn without_place(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.split(" at line ").next().unwrap_or_default().to_owned()
}
