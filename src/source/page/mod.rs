//! A whole HTML page to the article that it shows.
//!
//! ```text
//! bytes ─ charset ─> text ─ tokens ─> tree ─┬─ facts ──> headline, author, times, addresses
//!                                           ├─ body ───> where the article stands ─ prose ─> paragraphs
//!                                           └─ verdict > whether it is the article at all
//! ```
//!
//! Depth, nodes and bytes are bounded, nothing recurses, and the same bytes always give the same article.

mod around;
mod body;
mod charset;
mod choice;
mod facts;
mod furniture;
mod heading;
mod marks;
mod name;
mod prose;
mod replay;
mod sentences;
mod times;
mod tokens;
mod tree;
mod verdict;

use std::sync::Arc;

use self::{
    body::{Body, Care},
    facts::Facts,
    tree::Tree,
    verdict::Verdict,
};
use super::{decode, identity, time};
use crate::{
    model::{Revision, Seen, TextState},
    text::paragraphs,
};

pub(super) use self::verdict::of_text as instead;
pub use self::{
    facts::resolved as whole_address,
    replay::{Replay, moment, parted, replayed},
};

/// Whether bytes begin like a page.
#[must_use]
pub fn is_html(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(2048)).unwrap_or_default().to_ascii_lowercase();
    let head: Vec<u8> = head.into_iter().filter(|b| *b != 0).collect();
    let marks = ["<!doctype html", "<html", "<head", "<body", "<title", "<meta ", "<article", "<!-- saved from url="];
    marks.iter().any(|mark| memchr::memmem::find(&head, mark.as_bytes()).is_some())
}

/// Bytes of a page that are read; what comes behind is cut, and said to be.
pub const LONGEST: usize = 32 << 20;

/// Bytes of text under which a more lenient look at the page may find more.
const LITTLE: usize = 60;

/// Bytes of text under which the whole page is looked at for what it may be instead of an article.
const DOUBTFUL: usize = 2500;

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The headline, without the outlet's name; empty where there is none.
    pub title: String,
    /// The outlet as the page names it; empty where it does not.
    pub site: String,
    /// Who wrote it, as the page says.
    pub byline: String,
    /// When it was published, as the page says. Never the time at which it was seen.
    pub published: String,
    /// When it was last changed, as the page says.
    pub modified: String,
    /// The address that the page gives itself, where it is one of the page's own outlet.
    pub canonical: Option<String>,
    /// What the text is.
    pub state: TextState,
    /// The paragraphs of the article.
    pub paragraphs: Vec<Arc<str>>,
    /// Why the text is not whole, as short sentences without a stop.
    pub notes: Vec<String>,
    /// What the page says of the web archive that it was saved from.
    pub replay: Option<Replay>,
}

impl Page {
    /// Reads a page. `charset` is the encoding that the server named, `url` the page's own address.
    #[must_use]
    pub fn of(bytes: &[u8], charset: Option<&str>, url: Option<&str>) -> Page {
        let cut = bytes.len() > LONGEST;
        let decoded = charset::decoded(bytes.get(..LONGEST).unwrap_or(bytes), charset);
        let mut page = Page::of_text(&decoded.text, url);
        page.notes.extend(decoded.complaint().map(|c| c.trim_end_matches('.').to_owned()));
        if cut {
            page.cut();
        }
        page
    }

    /// Reads a page that is text already.
    #[must_use]
    pub fn of_text(text: &str, url: Option<&str>) -> Page {
        let text = replay::without_toolbar(text);
        let tree = Tree::of(&text);
        let facts = Facts::of(&tree);
        let (paragraphs, noted) = article(&tree, &facts);
        let length = paragraphs.iter().map(|p| p.len()).sum();
        let shown = if length < DOUBTFUL { prose::lines(&tree, 0) } else { String::new() };
        let mut page = Page {
            title: facts.title.clone(),
            site: facts.site.clone(),
            byline: facts.byline.clone(),
            published: facts.published.clone(),
            modified: facts.modified.clone(),
            canonical: facts::resolved(&replay::unwrapped(&facts.canonical), url),
            state: TextState::Whole,
            paragraphs,
            notes: noted.map(str::to_owned).into_iter().collect(),
            replay: Replay::of(&tree),
        };
        match verdict::judge(&facts, &tree, &page.paragraphs, length, &shown) {
            Verdict::Article => {}
            Verdict::Instead(what) => {
                page.state = TextState::ErrorPage;
                page.notes = vec![format!("not the article, but {what}")];
                if page.paragraphs.is_empty() && !shown.is_empty() {
                    page.paragraphs = vec![Arc::from(facts::shortened(&shown.replace('\n', " ")))];
                }
            }
            Verdict::Beginning(why) => {
                page.state = TextState::Partial;
                page.notes.push(format!("only the beginning is there: {why}"));
            }
        }
        if page.paragraphs.is_empty() && page.state == TextState::Whole {
            page.state = TextState::Partial;
            page.notes.push("no text was found in the page".into());
        }
        if tree.cut {
            page.cut();
        }
        page
    }

    /// A text without markup, such as crawlers make of pages: the first line its headline.
    #[must_use]
    pub fn of_plain(bytes: &[u8]) -> Page {
        let mut page = Page::of_lines(bytes, "");
        let lines = &mut page.paragraphs;
        if lines.len() > 1 && lines.first().is_some_and(|line| line.chars().count() <= 200) {
            page.title = lines.remove(0).to_string();
        }
        page
    }

    /// A text without markup, of which the headline is told elsewhere: all of it is text, but that.
    #[must_use]
    pub fn of_lines(bytes: &[u8], title: &str) -> Page {
        let text = decode::decode(bytes.get(..LONGEST).unwrap_or(bytes), None).text;
        let mut lines: Vec<Arc<str>> = paragraphs::split(&text).iter().map(|p| Arc::from(p.trim())).collect();
        lines.retain(|line| !line.is_empty());
        let mut page = Page { paragraphs: without_title(lines, title), ..Page::default() };
        if bytes.len() > LONGEST {
            page.cut();
        }
        page
    }

    /// Marks the page as having more than was read.
    fn cut(&mut self) {
        self.state = if self.state == TextState::Whole { TextState::Partial } else { self.state };
        self.notes.push(format!(
            "the page is longer than is read (over {} MB, or too many parts); its end was left out",
            LONGEST >> 20
        ));
    }

    /// The revision that this page is.
    #[must_use]
    pub fn revision(&self, time: Option<Seen>) -> Revision {
        let holes = if self.state == TextState::Partial && !self.paragraphs.is_empty() {
            vec![self.paragraphs.len()]
        } else {
            Vec::new()
        };
        // What an error calls itself is no headline of the article.
        let instead = self.state == TextState::ErrorPage;
        let told = (instead && !self.title.is_empty()).then(|| Arc::from(self.title.as_str()));
        Revision {
            title: if instead { String::new() } else { self.title.clone() },
            time,
            state: self.state,
            paragraphs: told.into_iter().chain(self.paragraphs.iter().cloned()).collect(),
            holes,
            notes: self.all_notes(),
            ..Revision::default()
        }
    }

    /// What is to be said of the page, as short sentences: why its text is not whole, and what it says of author and times.
    #[must_use]
    pub fn all_notes(&self) -> Vec<String> {
        let mut notes = self.notes.clone();
        if !self.byline.is_empty() {
            notes.push(format!("byline: {}", self.byline));
        }
        for (what, when) in [("published", &self.published), ("modified", &self.modified)] {
            if !when.is_empty() {
                let when = time::read(when).map_or_else(|| when.clone(), |seen| seen.rfc3339());
                notes.push(format!("{what} {when}, says the page"));
            }
        }
        notes
    }

    /// The page's own address, where it plainly is another address of the article at `url`: the same outlet, and a path
    /// that shares its telling part. Pages shown in place of articles name the outlet's front page or each other.
    #[must_use]
    pub fn other_address(&self, url: &str) -> Option<&str> {
        let canonical = self.canonical.as_deref().filter(|_| self.state != TextState::ErrorPage)?;
        let (ours, theirs) = (identity::normalise_url(url)?, identity::normalise_url(canonical)?);
        let (our_host, our_path) = ours.split_once('/')?;
        let (their_host, their_path) = theirs.split_once('/')?;
        let bare = |host: &str| {
            let known =
                ["m.", "amp.", "mobile.", "edition."].iter().find_map(|p| host.strip_prefix(p).map(str::to_owned));
            known.unwrap_or_else(|| host.to_owned())
        };
        let telling =
            |part: &&str| part.len() >= 8 && part.bytes().any(|b| b == b'-' || b == b'_' || b.is_ascii_digit());
        let last = their_path.split(['/', '?']).filter(|part| !part.is_empty() && *part != "amp").rfind(telling)?;
        let last = last.split('.').next().unwrap_or(last);
        (ours != theirs && bare(our_host) == bare(their_host) && our_path.contains(last)).then_some(canonical)
    }
}

/// The article's paragraphs, and what is to be said of where they come from.
fn article(tree: &Tree<'_>, facts: &Facts) -> (Vec<Arc<str>>, Option<&'static str>) {
    let read = |care| {
        let mut body = Body::of(tree, care, facts);
        facts.heading.iter().for_each(|at| body.leave_out(*at));
        without_title(prose::paragraphs(tree, &body), &facts.title)
    };
    let length = |paragraphs: &[Arc<str>]| paragraphs.iter().map(|p| p.len()).sum::<usize>();
    let mut paragraphs = read(Care::Strict);
    if length(&paragraphs) < LITTLE {
        let more = read(Care::Lenient);
        if length(&more) > 2 * length(&paragraphs) {
            paragraphs = more;
        }
    }
    let told = &facts.body;
    if told.len() > 4 * LITTLE && told.len() > 2 * length(&paragraphs) {
        let told = if told.contains("<p>") || told.contains("</p>") {
            prose::paragraphs(&Tree::of(told), &Body::of(&Tree::of(told), Care::Lenient, &Facts::default()))
        } else {
            let lines = paragraphs::lines(told).map(|line| Arc::from(super::entities::resolved(line.trim())));
            lines.collect()
        };
        if !told.is_empty() {
            return (told, Some("text of the page's structured data; the page itself shows less"));
        }
    }
    (paragraphs, None)
}

/// Without the headline where it stands again above the text.
fn without_title(mut paragraphs: Vec<Arc<str>>, title: &str) -> Vec<Arc<str>> {
    if !title.is_empty()
        && let Some(at) = paragraphs.iter().take(5).position(|p| p.eq_ignore_ascii_case(title) || facts::same(p, title))
    {
        paragraphs.remove(at);
    }
    paragraphs
}

#[cfg(test)]
mod tests;
