//! What web archives write into the pages that they replay, and savers into those that they save: toolbars, rewritten
//! addresses, the moment of capture.

use std::borrow::Cow;

use jiff::{Timestamp, civil::DateTime};

use super::{name::Name, tokens::Tag, tree::Tree};
use crate::{
    model::{Certainty, Precision, Seen},
    source::{entities, time},
};

/// Where and when a saved page was captured, as it says itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Replay {
    /// The address of the page that was saved.
    pub url: Option<String>,
    /// When it was.
    pub time: Option<Seen>,
    /// The address of the archived copy, where it was saved from an archive.
    pub archived: Option<String>,
}

const TOOLBAR: [(&str, &str); 3] = [
    ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->"),
    ("<script src=\"//archive.org/includes/", "<!-- End Wayback Rewrite JS Include -->"),
    ("<!-- BEGIN PYWB TOOLBAR", "<!-- END PYWB TOOLBAR"),
];

/// A page without the toolbar that an archive put into it.
pub(super) fn without_toolbar(page: &str) -> Cow<'_, str> {
    let mut page = Cow::Borrowed(page);
    for (begin, end) in TOOLBAR {
        let Some(at) = memchr::memmem::find(page.as_bytes(), begin.as_bytes()) else { continue };
        let Some(length) = page.get(at..).and_then(|rest| memchr::memmem::find(rest.as_bytes(), end.as_bytes())) else {
            continue;
        };
        let (before, after) =
            (page.get(..at).unwrap_or_default(), page.get(at + length + end.len()..).unwrap_or_default());
        page = Cow::Owned(format!("{before}{after}"));
    }
    page
}

/// The parts of an archive's address: the moment and the archived page's own address. The Wayback Machine's way, which may
/// leave out a part of either, and that of all others, which write fourteen digits and a whole address behind them
/// (`https://archive.ph/20150302090012/https://…`, `https://arquivo.pt/wayback/20150302090012/http://…`), archive.today also
/// with marks between them (`https://archive.ph/2015.03.02-090012/https://…`).
#[must_use]
pub fn parted(url: &str) -> Option<(&str, &str)> {
    let of_wayback = || {
        let (moment, inner) = behind(url.get(url.find("/web/")? + 5..)?, 4)?;
        (inner.contains("://") || inner.contains('.')).then_some((moment, inner))
    };
    of_wayback().or_else(|| {
        let host = url.find("://")? + 3;
        let inner = host + ["/http://", "/https://"].iter().filter_map(|begin| url.get(host..)?.find(begin)).min()?;
        let segment = url.get(..inner)?.rfind('/')?;
        let text = url.get(segment + 1..)?;
        let with_marks = || text.split_once('/').filter(|(moment, _)| is_with_marks(moment));
        behind(text, 14).or_else(with_marks)
    })
}

/// Whether a text is a moment as archive.today writes it: `2015.03.02-090012`.
fn is_with_marks(text: &str) -> bool {
    const FORM: &[u8] = b"0000.00.00-000000";
    let alike = |(byte, form): (u8, &u8)| if *form == b'0' { byte.is_ascii_digit() } else { byte == *form };
    text.len() == FORM.len() && text.bytes().zip(FORM).all(alike)
}

/// A moment of so many digits at least, with which a text begins, and what stands behind it and what a flag adds (`id_`).
fn behind(text: &str, least: usize) -> Option<(&str, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (moment, rest) = text.split_at_checked(digits).filter(|(digits, _)| (least..=14).contains(&digits.len()))?;
    let (flag, inner) = rest.split_once('/')?;
    let known = flag.is_empty() || (flag.ends_with('_') && flag.len() <= 5);
    known.then_some((moment, inner))
}

/// The address of a page and the moment at which it was archived, where an address is that of its archived copy
/// (`https://web.archive.org/web/20150302090012id_/http://…`).
#[must_use]
pub fn replayed(url: &str) -> Option<(String, Option<Seen>)> {
    let (digits, inner) = parted(url)?;
    let whole = ["http://", "https://"].iter().any(|scheme| inner.starts_with(scheme));
    let is_archive = || url.split_once("://").is_some_and(|(_, rest)| rest.starts_with("web.archive.org/"));
    (whole || is_archive()).then(|| (unwrapped(url).into_owned(), moment(digits)))
}

/// A page's own address, out of an archive's.
pub(super) fn unwrapped(url: &str) -> Cow<'_, str> {
    match parted(url) {
        Some((_, inner)) if inner.contains("://") => Cow::Borrowed(inner),
        Some((_, inner)) => Cow::Owned(format!("http://{inner}")),
        None => Cow::Borrowed(url),
    }
}

/// The moment that up to fourteen digits name, which archives mean in UTC.
#[must_use]
pub fn moment(digits: &str) -> Option<Seen> {
    if is_with_marks(digits) {
        let seen = moment(&digits.replace(['.', '-'], ""))?;
        return Some(Seen { as_given: Some(digits.to_owned()), ..seen });
    }
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let precision = match digits.len() {
        13.. => Precision::Second,
        12 => Precision::Minute,
        8..=11 => Precision::Day,
        _ => return None,
    };
    let full =
        format!("{}{}", digits.get(..14).unwrap_or(digits), "000000".get(..14_usize.saturating_sub(digits.len()))?);
    let at = DateTime::strptime("%Y%m%d%H%M%S", &full).ok()?;
    let seen = time::utc(at, Certainty::Implied, precision)?;
    (1990..2200).contains(&at.year()).then(|| Seen { as_given: Some(digits.to_owned()), ..seen })
}

/// A time as browsers write it: `Tue Jul 07 2020 12:00:00 GMT+0200 (…)`.
fn of_javascript(when: &str) -> Option<Seen> {
    let date = when.split(" (").next().unwrap_or(when).trim();
    match Timestamp::strptime("%a %b %d %Y %H:%M:%S GMT%z", date) {
        Ok(at) => Some(Seen { as_given: Some(when.to_owned()), ..Seen::stated(at) }),
        Err(_) => time::read(date),
    }
}

impl Replay {
    /// What a page says of its capture; `None` where it says nothing.
    pub(super) fn of(tree: &Tree<'_>) -> Option<Replay> {
        let mut replay = Replay::default();
        for comment in &tree.comments {
            replay.comment(comment.trim());
        }
        if replay.url.is_none() {
            let saved = tree.facts.iter().find_map(|tag| {
                let is = |name: &str, value: &str| tag.attribute(name).is_some_and(|v| v.eq_ignore_ascii_case(value));
                let link = tag.name == Name::Link && is("rel", "original");
                link.then(|| tag.attribute("href").unwrap_or_default().into_owned())
            });
            if let Some(saved) = saved {
                replay.address(&saved);
            }
        }
        if replay.url.is_none() {
            replay.links(tree);
        }
        replay.save_page(tree);
        (replay != Replay::default()).then_some(replay)
    }

    /// archive.today names its copy as the page's canonical address, and in the link to keep.
    fn links(&mut self, tree: &Tree<'_>) {
        let links = tree.facts.iter().filter(|tag| {
            let rel = tag.attribute("rel").unwrap_or_default();
            tag.name == Name::Link && ["canonical", "bookmark"].iter().any(|name| rel.eq_ignore_ascii_case(name))
        });
        let mut copies = links.filter_map(|link| Some(link.attribute("href")?.into_owned()));
        if let Some(copy) = copies.find(|address| replayed(address).is_some_and(|(_, seen)| seen.is_some())) {
            self.address(&copy);
        }
    }

    /// Save Page WE writes what it saved, and when (`Wed Jan 01 2020 12:00:00 GMT+0100 (CET)`), into the head of the page.
    fn save_page(&mut self, tree: &Tree<'_>) {
        let told = |name: &str| {
            let is_told = |tag: &&Tag<'_>| tag.name == Name::Meta && tag.attribute("name").is_some_and(|n| n == name);
            Some(tree.facts.iter().find(is_told)?.attribute("content")?.trim().to_owned())
        };
        let Some(url) = told("savepage-url").filter(|_| self.url.is_none()) else { return };
        self.address(&url);
        if let Some(when) = told("savepage-date").filter(|_| self.time.is_none()) {
            self.time = of_javascript(&when);
        }
    }

    fn comment(&mut self, comment: &str) {
        // Browsers, when they save a page: `saved from url=(0030)https://…`.
        if let Some(rest) = comment.strip_prefix("saved from url=(") {
            if let Some((_, url)) = rest.split_once(')') {
                self.address(url.trim());
            }
        } else if let Some(rest) = comment.find("FILE ARCHIVED ON ").and_then(|at| comment.get(at + 17..)) {
            // The Wayback Machine, at the end of each page it replays.
            let when = rest.split(" AND RETRIEVED").next().unwrap_or_default().trim();
            if let Ok(at) = DateTime::strptime("%H:%M:%S %b %d, %Y", when)
                && let Some(seen) = time::utc(at, Certainty::Implied, Precision::Second)
            {
                self.time = Some(Seen { as_given: Some(when.to_owned()), ..seen });
            }
        } else if comment.contains("Page saved with SingleFile") {
            self.single_file(comment);
        } else if let Some((url, by)) =
            comment.strip_prefix("Mirrored from ").and_then(|c| c.split_once(" by HTTrack "))
        {
            // `Mirrored from www.e.example/a by HTTrack Website Copier/3.x [XR&CO'2014], Tue, 07 Jul 2020 10:00:00 GMT`.
            self.address(&if url.contains("://") { url.to_owned() } else { format!("http://{url}") });
            self.time = by.split_once("], ").and_then(|(_, when)| time::read(when));
        }
    }

    /// ` Page saved with SingleFile  url: https://…  saved date: Tue Jul 07 2020 12:00:00 GMT+0200 (…) `.
    fn single_file(&mut self, comment: &str) {
        let value = |key: &str| {
            let rest = comment.get(comment.find(key)? + key.len()..)?;
            Some(rest.lines().next().unwrap_or(rest).trim())
        };
        if let Some(url) = value("url:") {
            self.address(url.split_whitespace().next().unwrap_or_default());
        }
        let Some(when) = value("saved date:") else { return };
        self.time = of_javascript(when);
    }

    fn address(&mut self, url: &str) {
        let url = entities::resolved(url);
        match parted(&url) {
            Some((digits, _)) => {
                self.archived = Some(url.to_string());
                self.time = self.time.take().or_else(|| moment(digits));
                self.url = Some(unwrapped(&url).into_owned());
            }
            None if url.contains("://") && !url.starts_with("file:") && !url.starts_with("about:") => {
                self.url = Some(url.into_owned());
            }
            None => {}
        }
    }
}
