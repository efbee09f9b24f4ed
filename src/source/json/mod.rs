//! Our own JSON, and what resembles it.
//!
//! An article is an object:
//! ```json
//! {"source": "gazette", "url": "https://…", "title": "…", "versions": [
//!   {"version": 0, "title": "…", "created_at": "2020-07-07T10:00:00Z", "text": "paragraph\nparagraph"}]}
//! ```
//! `paragraphs`, a list, may stand for `text`. Times are RFC 3339, a date and time without a zone (taken for UTC), seconds
//! since 1970, or null. Objects lie in JSON Lines, in an array (which may be a member of another object), one after
//! another, or one in a file; compressed or not. An object with a text and no versions is one revision; those of one URL
//! (or of one source and id) become an article, by number, else by time. Other names for members are in
//! `record::names`; among them are those of news-please, of news APIs and of rmdes/newsdiff.
//!
//! A table by columns is read too, as pandas writes it (`{"title": {"0": "…"}, "url": {"0": "…"}}`; `orient="split"`), and
//! objects that are members of an object (`orient="index"`; by their URLs).
//!
//! What can be read is read: an object that is broken costs itself only, of one that is cut off the versions before the
//! cut are kept, and small breaches of the grammar that common tools commit are mended.
//!
//! ```text
//! stream ─ values ─> batches of objects ─┬─ parse ─> Found ─ grouped ─> articles ─> Reading   (all processors)
//!                                        └─ the next batch is cut meanwhile                   (the reader's thread)
//! ```

mod beside;
mod cells;
mod columns;
mod keyed;
mod keys;
mod layout;
mod mend;
mod parse;
mod rows;
mod scan;
mod unread;
mod value;
mod values;
mod wrapper;

use std::io::{self, BufRead, Cursor, Read};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

pub(super) use self::{
    keys::names as first_names,
    rows::{objects, rows},
};
use self::{
    layout::Layout,
    parse::{Parsed, parse},
    value::Value,
    values::Values,
};
use super::{
    Claim, Confidence, Folder, Format, Input, Probe, Reading, SourceError, decode,
    kin::Likeness,
    limits,
    record::{
        complaints::{Complaints, place},
        grouped::Grouped,
    },
};
use crate::model::Article;

/// Our own JSON.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json;

/// Bytes of objects parsed at a time.
const BATCH: usize = 4 << 20;

// A large object ends its batch: a file never waits for a large object of its own.
const _: () = assert!(BATCH < limits::HEAVY);

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn summary(&self) -> &'static str {
        "Articles or revisions as JSON objects, one a file, in arrays, JSON Lines, by columns; news-please, news APIs"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        keys::sniff(probe.text, probe.whole)
    }

    fn claims(&self, folder: &Folder<'_>) -> Claim {
        beside::claims(folder)
    }

    fn tells_apart(&self) -> bool {
        true
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        if input.is_folder() { beside::read(input, out) } else { self.read_file(input, out) }
    }
}

impl Json {
    fn read_file(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let mut values = open(input)?;
        let Some(first) = values.next()? else {
            return Err(SourceError::malformed("There is no JSON object in it; nothing was read."));
        };
        let mut taking = Taking { show_hidden: input.show_hidden(), ..Taking::default() };
        let mut batch = Batch::of(first);
        match values.ended() {
            Ok(true) => {
                taking.alone(batch.values, input, out);
                return Ok(());
            }
            Ok(false) => batch.fill(&mut values),
            Err(error) => batch.end = Some(Err(error)),
        }
        out.pass();
        loop {
            let mut next = Batch::default();
            let end = batch.end.take();
            // Cutting may wait for another file's large object; whoever parses this one must not, so it is not theirs.
            rayon::in_place_scope(|scope| {
                let (taking, out, batch) = (&mut taking, &mut *out, std::mem::take(&mut batch));
                scope.spawn(move |_| taking.take(batch, out));
                if end.is_none() {
                    next.fill(&mut values);
                }
            });
            out.check()?;
            match end {
                Some(end) => {
                    taking.grouped.hand_on(out);
                    return end.map_err(Into::into);
                }
                None => batch = next,
            }
        }
    }
}

/// The objects of a file.
fn open<'i>(input: &Input<'i>) -> Result<Values<'i, Box<dyn BufRead + Send + 'i>>, SourceError> {
    let (mut stream, mut heavy) = (input.open()?, Some(input.heavy()));
    let (mut head, mut damage) = (Vec::new(), None);
    // What comes before the damage can be read; the damage is met behind it.
    if let Err(error) = stream.by_ref().take(limits::PROBE as u64).read_to_end(&mut head) {
        damage = Some(error);
    }
    if decode::is_wide(&head) {
        head = decode::decode(&input.bytes()?, None).text.into_owned().into_bytes();
        (stream, damage, heavy) = (Box::new(io::empty()), None, None);
    }
    let mark = if head.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let layout = Layout::of(head.get(mark..).unwrap_or_default());
    let mut head = Cursor::new(head);
    head.set_position(mark as u64);
    let behind: Box<dyn BufRead + Send + 'i> = match damage {
        Some(error) => Box::new(io::BufReader::new(Damage(Some(error)))),
        None => stream,
    };
    let stream: Box<dyn BufRead + Send + 'i> = Box::new(head.chain(behind));
    Ok(Values::new(stream, layout, heavy)?)
}

/// Where a stream cannot be read any further.
struct Damage(Option<io::Error>);

impl Read for Damage {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Objects that are parsed together, about [`BATCH`] bytes of them.
#[derive(Default)]
struct Batch {
    values: Vec<Value>,
    bytes: usize,
    /// How the file ended behind them, where it did.
    end: Option<io::Result<()>>,
}

impl Batch {
    fn of(value: Value) -> Batch {
        Batch { bytes: value.bytes.len(), values: vec![value], end: None }
    }

    fn fill(&mut self, values: &mut Values<'_, impl BufRead>) {
        while self.bytes < BATCH && self.end.is_none() {
            match values.next() {
                Ok(Some(value)) => {
                    self.bytes += value.bytes.len() + 64;
                    self.values.push(value);
                }
                Ok(None) => self.end = Some(Ok(())),
                Err(error) => self.end = Some(Err(error)),
            }
        }
    }
}

/// What is made of the objects of a file.
#[derive(Default)]
struct Taking {
    show_hidden: bool,
    grouped: Grouped,
    complaints: Complaints,
}

impl Taking {
    /// Takes the only object of a file.
    fn alone(&mut self, object: Vec<Value>, input: &Input<'_>, out: &mut Reading<'_>) {
        let read = |value| columns::parsed(&value, self.show_hidden).unwrap_or_else(|| parse(value, self.show_hidden));
        let parsed = object.into_iter().flat_map(read).collect();
        let mut articles = self.sorted(parsed, out);
        // Another file may have to be waited for.
        input.lighten();
        if let [article] = articles.as_mut_slice() {
            out.tell_apart(article, Likeness::Lines);
        }
        out.pass();
        articles.into_iter().for_each(|article| out.article(article));
        self.grouped.hand_on(out);
    }

    /// Takes a batch. The order of what is handed on is that of the file.
    fn take(&mut self, mut batch: Batch, out: &mut Reading<'_>) {
        // Large objects let no other begin until nothing is left of them but the article.
        let _weights: Vec<_> = batch.values.iter_mut().filter_map(|value| value.weight.take()).collect();
        let show_hidden = self.show_hidden;
        let parsed: Vec<Vec<Parsed>> = batch.values.into_par_iter().map(|value| parse(value, show_hidden)).collect();
        let articles = parsed.into_iter().flat_map(|parsed| self.sorted(parsed, out)).collect();
        out.articles(articles);
    }

    /// The articles of an object; revisions that lie loose are kept for later.
    fn sorted(&mut self, parsed: Vec<Parsed>, out: &mut Reading<'_>) -> Vec<Article> {
        let mut articles = Vec::new();
        for Parsed { line, column, found } in parsed {
            match found {
                Err(reason) => out.problem(place(line, column), reason),
                Ok(mut found) => {
                    self.complaints.tell(line, std::mem::take(&mut found.complaints), out);
                    if found.loose {
                        self.grouped.put(line, found, out);
                    } else {
                        articles.push(found.into_article());
                    }
                }
            }
        }
        articles
    }
}
