//! News Sniffer: pages of its site, saved as HTML; `compare` reads those that were saved as plain text.
//!
//! Three kinds of HTML, which together tell an article: the diff page (two versions and their texts, times to the second), the
//! article page (all versions, times to the minute, no text), the version page (one text, no time). Each is read to the
//! part of the article that it shows; [`join`](super::join) makes one article of the parts. Versions count from 0.
//!
//! Pages are scanned, not parsed into trees: a tree of hostile markup costs time beyond all measure, and the site's
//! pages put text into the page unescaped, so that only a reader of the raw characters gets it back.

mod article_page;
mod ceiling;
pub mod compare;
mod database;
mod diff_page;
mod doubt;
mod dump;
mod list_page;
mod page;
pub(super) mod scan;
mod scraped;
mod tables;
mod text;
mod version_page;

pub use database::Database;
pub use dump::Dump;
pub(super) use page::{COUNT, MOST};
pub use scraped::Scraped;
pub use text::Text;

use std::collections::HashSet;

use super::{Confidence, Format, Input, Probe, Reading, SourceError, decode};
use crate::model::{Certainty, Revision, Seen};

/// What is to be said of an article that went back to an earlier text.
pub(super) const OMITS: &str =
    "News Sniffer stores no text for a third time: the history may omit returns to an earlier text.";

/// Whether a text occurs twice among revisions, so that later returns to it were not stored.
pub(super) fn returns(revisions: &[Revision]) -> bool {
    let mut texts: HashSet<_, foldhash::quality::RandomState> = HashSet::default();
    revisions.iter().any(|r| !r.paragraphs.is_empty() && !texts.insert((&r.title, &r.paragraphs)))
}

/// News Sniffer's pages.
#[derive(Debug, Clone, Copy, Default)]
pub struct Html;

/// Bytes of a page; the longest real ones are a tenth of this.
const LONGEST: usize = 32 << 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PageKind {
    Diff,
    Article,
    Version,
    Withheld,
    List,
}

impl PageKind {
    fn of(text: &str) -> Option<PageKind> {
        let has = |mark: &str| text.contains(mark);
        let site = has("News Sniffer");
        if has("version_diff") && (site || has("class=\"version\"") || has("class=version")) {
            Some(PageKind::Diff)
        } else if has("article_url") && has("created_at") && (site || has("/versions/")) {
            Some(PageKind::Article)
        } else if site && version_page::number(text).is_some() {
            Some(PageKind::Version)
        } else if site && has("cannot be shown for legal reasons") {
            Some(PageKind::Withheld)
        } else if has("article_url") && has("/articles/") && site {
            Some(PageKind::Article)
        } else {
            (site && has("class=\"versions\"")).then_some(PageKind::List)
        }
    }
}

/// Whether what stands at an address is a page of News Sniffer that tells of an article.
pub(super) fn is_page(url: &str, bytes: &[u8]) -> bool {
    /// Bytes that are looked at.
    const HEAD: usize = 64 << 10;
    let head = || String::from_utf8_lossy(bytes.get(..bytes.len().min(HEAD)).unwrap_or_default());
    url.contains("newssniffer") && PageKind::of(&head()).is_some()
}

/// A time that the site means in UTC.
fn utc(seen: Seen) -> Seen {
    Seen { certainty: seen.certainty.min(Certainty::Implied), ..seen }
}

impl Format for Html {
    fn name(&self) -> &'static str {
        "newssniffer-html"
    }

    fn summary(&self) -> &'static str {
        "News Sniffer pages saved as HTML: diff, article, version, list and search pages"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        if !probe.text.contains('<') {
            return Confidence::No;
        }
        match PageKind::of(probe.text) {
            Some(_) => Confidence::Certain,
            None => Confidence::No,
        }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let bytes = input.bytes()?;
        if bytes.len() > LONGEST {
            return Err(SourceError::TooLarge { limit: LONGEST });
        }
        let decoded = decode::decode(&bytes, decode::html_charset(&bytes).as_deref());
        if let Some(complaint) = decoded.complaint() {
            out.problem("", complaint);
        }
        let text = decoded.text.as_ref();
        let read = match PageKind::of(text) {
            Some(PageKind::Diff) => diff_page::read(text),
            Some(PageKind::Article) => article_page::read(text),
            Some(PageKind::Version) => version_page::read(text),
            Some(PageKind::Withheld) => {
                return Err(SourceError::malformed(
                    "News Sniffer withheld the article for legal reasons when the page was saved; the page does not \
                     even name it.",
                ));
            }
            Some(PageKind::List) => {
                let listed = list_page::read(text);
                if listed.is_empty() {
                    return Err(SourceError::malformed("The page lists no versions."));
                }
                out.articles(listed);
                return Ok(());
            }
            None => {
                return Err(SourceError::malformed("It is no diff, article or version page of News Sniffer."));
            }
        };
        let (article, complaint) = read.map_err(SourceError::Malformed)?;
        if let Some(complaint) = complaint {
            out.problem("", complaint);
        }
        out.article(article);
        Ok(())
    }
}
