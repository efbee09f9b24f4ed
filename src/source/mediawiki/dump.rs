//! A dump as a sequence of pages and their revisions, for each what its elements say.

use std::{
    io::{self, Read},
    sync::Arc,
};

use super::{
    site::Site,
    xml::{Side, Xml, early, unescaped},
};
use crate::source::decode;

/// Bytes of one text; MediaWiki allows 2 MB.
const TEXT: usize = 32 << 20;
/// Bytes of a title, a name, a comment.
const WORDS: usize = 64 << 10;

/// What comes next in a dump.
#[derive(Debug)]
pub(super) enum Item {
    /// A page begins: its revisions follow.
    Page(Page),
    Revision(Box<Raw>),
}

/// What a dump says of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    pub(super) site: Arc<Site>,
    pub(super) title: String,
    pub(super) id: Option<u64>,
    /// The title that it redirects to.
    pub(super) redirect: Option<String>,
}

/// A revision as a dump has it.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub(super) id: Option<u64>,
    pub(super) parent: Option<u64>,
    pub(super) timestamp: String,
    pub(super) author: Option<String>,
    pub(super) author_withheld: bool,
    pub(super) comment: Option<String>,
    pub(super) comment_withheld: bool,
    pub(super) minor: bool,
    /// `wikitext` where nothing is said.
    pub(super) model: String,
    pub(super) text: Text,
    /// The text as written, entities and all.
    pub(super) bytes: Vec<u8>,
}

/// What became of a revision's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Text {
    #[default]
    Whole,
    /// Too long to be held; its beginning is there.
    Cut,
    /// Kept back.
    Withheld,
    /// Not in this dump, which has everything but texts.
    Stub,
    /// Lost when the dump was made.
    Lost,
}

/// Where the reading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Site,
    Page,
    Revision,
    Contributor,
    /// What is passed over: another slot of a revision, an upload.
    Other,
}

/// Reads a dump.
pub(super) struct Dump<R> {
    xml: Xml<R>,
    /// The encoding that it declares.
    declared: Option<String>,
    within: Within,
    site: Arc<Site>,
    page: Page,
    /// The page has been handed on.
    begun: bool,
    revision: Box<Raw>,
    /// What the text's attributes and the checksum say of a text that is empty.
    said: Said,
    /// A sentence for what was wrong with the encoding, until it was told.
    pub(super) complaint: Option<String>,
    complained: bool,
    pub(super) pages: u64,
}

#[derive(Debug, Default)]
struct Said {
    bytes: Option<u64>,
    elsewhere: bool,
    sha1: Option<String>,
}

/// The checksum of nothing, in base 36.
const NOTHING: &str = "phoiac9h4m842xq45sp7s6u21eteeq1";

impl<R: Read> Dump<R> {
    pub(super) fn new(stream: R, declared: Option<String>) -> Dump<R> {
        Dump {
            xml: Xml::new(stream),
            declared,
            within: Within::Nothing,
            site: Arc::default(),
            page: Page::default(),
            begun: false,
            revision: Box::default(),
            said: Said::default(),
            complaint: None,
            complained: false,
            pages: 0,
        }
    }

    /// Where in the dump something is, for whoever wants to look.
    pub(super) fn place(&self) -> String {
        let between = self.within == Within::Nothing || self.page.title.is_empty();
        let title = if between { String::new() } else { format!(", in “{}”", self.page.title) };
        format!("byte {}{title}", self.xml.position())
    }

    /// Whether the dump has nothing of what it is to have.
    pub(super) fn is_empty(&self) -> bool {
        self.pages == 0
    }

    /// Goes on with the next page after an error; `false` where there is none.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub(super) fn recover(&mut self) -> io::Result<bool> {
        (self.within, self.begun) = (Within::Nothing, false);
        self.page = Page::default();
        self.xml.next_page()
    }

    /// The next page or revision; `None` at the end.
    ///
    /// # Errors
    /// When the stream cannot be read, or is damaged; see [`Dump::recover`].
    pub(super) fn next(&mut self) -> io::Result<Option<Item>> {
        loop {
            let Some(tag) = self.xml.next()? else {
                // A dump that is cut off between two tags.
                return if self.within == Within::Nothing { Ok(None) } else { Err(early()) };
            };
            let (side, mut name) = (tag.side, [0_u8; 16]);
            let length = tag.name.len().min(name.len());
            name[..length].copy_from_slice(&tag.name[..length]);
            let name = &name[..length];
            let attribute = |name: &str| tag.attribute(name).map(|v| String::from_utf8_lossy(v).into_owned());
            let withheld = tag.attribute("deleted").is_some();
            match (self.within, name, side) {
                (_, b"page", Side::Open) => {
                    self.page = Page { site: Arc::clone(&self.site), ..Page::default() };
                    (self.within, self.begun) = (Within::Page, false);
                    self.pages += 1;
                }
                (_, b"page", _) | (Within::Nothing, b"mediawiki", _) => self.within = Within::Nothing,
                (Within::Nothing, b"siteinfo", Side::Open) => self.within = Within::Site,
                (Within::Site, b"siteinfo", Side::Close) => self.within = Within::Nothing,
                (Within::Site, b"sitename", Side::Open) => Arc::make_mut(&mut self.site).name = self.words()?,
                (Within::Site, b"dbname", Side::Open) => Arc::make_mut(&mut self.site).database = self.words()?,
                (Within::Site, b"base", Side::Open) => Arc::make_mut(&mut self.site).base = self.words()?,
                (Within::Site, b"namespace", Side::Open) => {
                    let key = attribute("key").and_then(|key| key.parse().ok());
                    let name = self.words()?;
                    if let Some(key) = key {
                        Arc::make_mut(&mut self.site).dialect.name(key, &name);
                    }
                }
                (Within::Page, b"title", Side::Open) => self.page.title = self.words()?.trim().to_owned(),
                (Within::Page, b"id", Side::Open) => self.page.id = self.words()?.trim().parse().ok(),
                (Within::Page, b"redirect", _) => {
                    self.page.redirect = attribute("title").map(unescaped).or(Some(String::new()));
                }
                (Within::Page, b"revision", Side::Open) => {
                    *self.revision = Raw::default();
                    self.said = Said::default();
                    self.within = Within::Revision;
                    if !self.begun {
                        self.begun = true;
                        return Ok(Some(Item::Page(self.page.clone())));
                    }
                }
                (Within::Page, b"upload" | b"discussionthread", Side::Open)
                | (Within::Revision, b"content", Side::Open) => self.pass_over(name)?,
                (Within::Revision, b"revision", Side::Close) => {
                    self.within = Within::Page;
                    self.judge();
                    return Ok(Some(Item::Revision(std::mem::take(&mut self.revision))));
                }
                (Within::Revision, b"id", Side::Open) => self.revision.id = self.words()?.trim().parse().ok(),
                (Within::Revision, b"parentid", Side::Open) => self.revision.parent = self.words()?.trim().parse().ok(),
                (Within::Revision, b"timestamp", Side::Open) => {
                    self.revision.timestamp = self.words()?.trim().to_owned();
                }
                (Within::Revision, b"minor", _) => self.revision.minor = true,
                (Within::Revision, b"model", Side::Open) => self.revision.model = self.words()?.trim().to_owned(),
                (Within::Revision, b"sha1", Side::Open) => self.said.sha1 = Some(self.words()?),
                (Within::Revision, b"comment", Side::Open | Side::Empty) => {
                    self.revision.comment_withheld |= withheld;
                    if side == Side::Open {
                        let comment = self.words()?;
                        self.revision.comment = Some(comment).filter(|c| !c.is_empty() && !withheld);
                    }
                }
                (Within::Revision, b"contributor", Side::Open | Side::Empty) => {
                    self.revision.author_withheld |= withheld;
                    if side == Side::Open {
                        self.within = Within::Contributor;
                    }
                }
                (Within::Contributor, b"contributor", Side::Close) => self.within = Within::Revision,
                (Within::Contributor, b"username" | b"ip", Side::Open) => {
                    let name = self.words()?;
                    self.revision.author = Some(name).filter(|name| !name.is_empty());
                }
                (Within::Revision, b"text", Side::Open | Side::Empty) => {
                    self.said.bytes = attribute("bytes").and_then(|bytes| bytes.parse().ok());
                    self.said.elsewhere = tag.attribute("id").is_some() || tag.attribute("location").is_some();
                    if self.said.sha1.is_none() {
                        self.said.sha1 = attribute("sha1");
                    }
                    self.revision.text = if withheld { Text::Withheld } else { Text::Whole };
                    if side == Side::Open {
                        let mut bytes = std::mem::take(&mut self.revision.bytes);
                        if !self.xml.text(&mut bytes, TEXT)? {
                            self.revision.text = Text::Cut;
                        }
                        if !withheld {
                            self.revision.bytes = bytes;
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// What an empty text means.
    fn judge(&mut self) {
        let revision = &mut *self.revision;
        if revision.text != Text::Whole || !revision.bytes.is_empty() {
            return;
        }
        let sum = self.said.sha1.as_deref().map(str::trim).filter(|sum| !sum.is_empty());
        let was_empty = self.said.bytes == Some(0) || sum == Some(NOTHING);
        if was_empty {
            return;
        }
        if self.said.elsewhere {
            revision.text = Text::Stub;
        } else if self.said.bytes.is_some() || sum.is_some_and(|sum| sum.len() >= 29) {
            revision.text = Text::Lost;
        }
    }

    /// Passes over an element with everything in it.
    fn pass_over(&mut self, name: &[u8]) -> io::Result<()> {
        let back = std::mem::replace(&mut self.within, Within::Other);
        while let Some(tag) = self.xml.next()? {
            if tag.name == name && tag.side == Side::Close {
                self.within = back;
                return Ok(());
            }
        }
        Err(early())
    }

    /// The words in an element.
    fn words(&mut self) -> io::Result<String> {
        let mut bytes = Vec::new();
        self.xml.text(&mut bytes, WORDS)?;
        let (text, complaint) = decoded(bytes, self.declared.as_deref());
        self.complain(complaint);
        Ok(unescaped(text))
    }

    /// The encoding that texts are in where they are no UTF-8.
    pub(super) fn declared(&self) -> Option<&str> {
        self.declared.as_deref()
    }

    /// Remembers the first complaint.
    pub(super) fn complain(&mut self, complaint: Option<String>) {
        if let Some(complaint) = complaint.filter(|_| !self.complained) {
            self.complained = true;
            self.complaint = Some(complaint);
        }
    }
}

/// Bytes as text, with a sentence where some had to be replaced.
pub(super) fn decoded(bytes: Vec<u8>, declared: Option<&str>) -> (String, Option<String>) {
    match String::from_utf8(bytes) {
        Ok(text) if memchr::memchr(0, text.as_bytes()).is_none() => (text, None),
        Ok(text) => (text.replace('\0', ""), None),
        Err(error) => {
            let decoded = decode::decode(error.as_bytes(), declared);
            let complaint = decoded.complaint();
            (decoded.text.into_owned(), complaint)
        }
    }
}
