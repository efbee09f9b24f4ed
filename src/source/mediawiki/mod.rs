//! Dumps and exports of MediaWiki: histories, current texts, stubs, of any wiki and any version of the schema.
//!
//! ```text
//! stream ─ xml ─> tags ─ dump ─> pages, revisions ─┬─ wikitext to prose ─> page ─> articles ─> Reading  (all processors)
//!                                                  └─ the next batch is cut meanwhile           (the reader's thread)
//! ```
//!
//! After `docs/export-0.11.xsd` and `includes/export/XmlDumpWriter.php` of MediaWiki. A page is an article, whatever its
//! namespace, and bears its title as headline; a revision's number is the wiki's own. The text is read as prose, and kept
//! as written beside it.

mod dump;
mod page;
mod site;
mod xml;

use std::{
    io::{self, BufRead, Read},
    mem,
};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

pub(crate) use self::page::has_words_of;
use self::{
    dump::{Dump, Item, Page, Text},
    page::{Building, Made},
};
use super::{Confidence, Format, Input, Probe, Reading, SourceError, decode, heavy::Weight, limits, wikitext};
use crate::model::Article;

/// MediaWiki's XML.
#[derive(Debug, Clone, Copy, Default)]
pub struct MediaWiki;

/// Bytes of text that are worked out at a time.
const BATCH: usize = 4 << 20;

/// Articles handed on at a time at most.
const ARTICLES: usize = 512;

impl Format for MediaWiki {
    fn name(&self) -> &'static str {
        "mediawiki"
    }

    fn summary(&self) -> &'static str {
        "MediaWiki XML dumps and exports: page histories, current pages, stubs; plain or packed"
    }

    fn is_fetched(&self) -> bool {
        false
    }

    fn urls_are_of_titles(&self) -> bool {
        true
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        let text = probe.text.trim_start_matches('\u{feff}').trim_start();
        if !text.starts_with('<') {
            return Confidence::No;
        }
        let root =
            text.find("<mediawiki").and_then(|at| text.get(at..)).map(|rest| rest.split('>').next().unwrap_or(rest));
        match root {
            Some(root) if root.contains("mediawiki.org/xml/export-") => Confidence::Certain,
            Some(_) if text.contains("<page>") || text.contains("<siteinfo>") => Confidence::Likely,
            Some(_) => Confidence::Near("it has neither a page nor a head that names its wiki".into()),
            // Pages cut out of a dump, as tools that split dumps leave them.
            None if text.starts_with("<page>") && text.contains("<title>") => Confidence::Likely,
            None => Confidence::No,
        }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let mut dump = open(input)?;
        let mut pages = Pages::default();
        let mut batch = Batch::default();
        batch.fill(&mut dump);
        loop {
            let mut next = Batch::default();
            let end = batch.end.take();
            let declared = dump.declared().map(str::to_owned);
            rayon::in_place_scope(|scope| {
                let (pages, out, batch) = (&mut pages, &mut *out, mem::take(&mut batch));
                scope.spawn(move |_| pages.take(batch, declared.as_deref(), out));
                if end.is_none() {
                    next.fill(&mut dump);
                }
            });
            if let Some(complaint) = dump.complaint.take().or(pages.complaint.take()) {
                out.problem("", complaint);
            }
            // Another file may have to be waited for: not where others wait for this thread.
            if pages.building.weight() > limits::HEAVY && pages.weight.is_none() {
                pages.weight = Some(input.heavy().take());
            }
            out.check()?;
            match end {
                None => batch = next,
                Some(End { place, error }) => match error {
                    None => {
                        pages.end(out);
                        let nothing = dump.is_empty();
                        return if nothing { Err(SourceError::malformed("There is no page in it.")) } else { Ok(()) };
                    }
                    Some(error) => {
                        pages.end(out);
                        // Bytes that cannot be unpacked end a file; what is no XML ends a page.
                        if error.kind() != io::ErrorKind::InvalidData || !dump.recover().unwrap_or(false) {
                            if dump.is_empty() {
                                return Err(error.into());
                            }
                            out.problem(place, ends_early(&error));
                            return Ok(());
                        }
                        out.problem(
                            place,
                            format!("The page is damaged here ({error}); what came before in it was read."),
                        );
                        batch = Batch::default();
                        batch.fill(&mut dump);
                    }
                },
            }
        }
    }
}

/// What is to be said where a dump ends before its end.
fn ends_early(error: &io::Error) -> String {
    let why = match error.kind() {
        io::ErrorKind::UnexpectedEof => "The dump ends too early: it is cut off here".to_owned(),
        _ => format!("The dump cannot be read further than this ({})", super::reason(error)),
    };
    format!("{why}. What came before was read; the rest is missing.")
}

/// A dump's pages.
fn open<'i>(input: &Input<'i>) -> Result<Dump<Box<dyn BufRead + Send + 'i>>, SourceError> {
    let mut head = Vec::new();
    // Damage that early is met again behind it.
    let _ = input.open()?.take(4096).read_to_end(&mut head);
    if decode::is_wide(&head) {
        let text = decode::decode(&input.bytes()?, None).text.into_owned();
        return Ok(Dump::new(Box::new(io::Cursor::new(text.into_bytes())), None));
    }
    Ok(Dump::new(input.open()?, declared(&head)))
}

/// The encoding that the first line of a dump declares.
fn declared(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(head);
    let declaration = head.trim_start_matches('\u{feff}').trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.get(1..)?.split(quote).next().map(str::to_owned)
}

/// Pages and revisions that are worked out together.
#[derive(Default)]
struct Batch {
    items: Vec<Item>,
    end: Option<End>,
}

/// How a dump ended behind a batch.
struct End {
    place: String,
    error: Option<io::Error>,
}

impl Batch {
    fn fill(&mut self, dump: &mut Dump<impl Read>) {
        let mut bytes = 0;
        while bytes < BATCH && self.end.is_none() {
            match dump.next() {
                Ok(Some(item)) => {
                    bytes += match &item {
                        Item::Page(_) => 256,
                        Item::Revision(raw) => raw.bytes.len() + 512,
                    };
                    self.items.push(item);
                }
                Ok(None) => self.end = Some(End { place: String::new(), error: None }),
                Err(error) => self.end = Some(End { place: dump.place(), error: Some(error) }),
            }
        }
    }
}

/// What becomes of the batches of a dump.
#[derive(Default)]
struct Pages {
    building: Building,
    done: Vec<Article>,
    complaint: Option<String>,
    /// While the page under way is large no other file holds a large one.
    weight: Option<Weight>,
}

/// A page or a revision, worked out.
enum Worked {
    Page(Page),
    Revision(Made, Option<String>),
}

impl Pages {
    fn take(&mut self, batch: Batch, declared: Option<&str>, out: &mut Reading<'_>) {
        let dialect = |page: &Page| std::sync::Arc::clone(&page.site);
        // Revisions follow their page: each takes its wiki's words along.
        let mut site = dialect(self.building.page());
        let items: Vec<_> = batch
            .items
            .into_iter()
            .map(|item| {
                if let Item::Page(page) = &item {
                    site = dialect(page);
                }
                (item, std::sync::Arc::clone(&site))
            })
            .collect();
        let worked: Vec<Worked> = items
            .into_par_iter()
            .map(|(item, site)| match item {
                Item::Page(page) => Worked::Page(page),
                Item::Revision(raw) => {
                    let (made, complaint) = made(raw, &site.dialect, declared);
                    Worked::Revision(made, complaint)
                }
            })
            .collect();
        for worked in worked {
            match worked {
                Worked::Page(page) => {
                    self.finish(true);
                    self.building = Building::new(page);
                    if self.done.len() >= ARTICLES {
                        out.articles(mem::take(&mut self.done));
                    }
                }
                Worked::Revision(made, complaint) => {
                    self.complaint = self.complaint.take().or(complaint);
                    self.building.take(made);
                    if self.building.weight() > page::MOST {
                        self.finish(false);
                        out.articles(mem::take(&mut self.done));
                    }
                }
            }
            out.gain();
        }
        if !self.done.is_empty() {
            out.articles(mem::take(&mut self.done));
        }
    }

    /// Ends the page under way, or a part of it.
    fn finish(&mut self, ended: bool) {
        self.done.extend(self.building.article(ended));
        self.weight = None;
    }

    fn end(&mut self, out: &mut Reading<'_>) {
        self.finish(true);
        self.building = Building::default();
        out.articles(mem::take(&mut self.done));
    }
}

/// Makes prose of a revision's text.
fn made(mut raw: Box<dump::Raw>, dialect: &wikitext::Dialect, declared: Option<&str>) -> (Made, Option<String>) {
    let (text, complaint) = dump::decoded(mem::take(&mut raw.bytes), declared);
    let text = xml::unescaped(text);
    let is_wikitext = raw.model.is_empty() || raw.model == "wikitext" || raw.model == "proofread-page";
    let prose = (is_wikitext && raw.text != Text::Withheld).then(|| wikitext::prose(&text, dialect));
    (Made { raw, text, prose }, complaint)
}
