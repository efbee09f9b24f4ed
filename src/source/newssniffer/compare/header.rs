//! What stands around the text of a compare page: source, URL, status, versions, headlines, gap; pager and footer.
//!
//! The sentences are those of News Sniffer's templates. Any of them may be missing, and a saver may put several on one
//! line or break one over two; so each is looked for by its beginning, and a line is used up by what it holds.

use crate::model::Sides;

/// A line of the dump that is not empty: its number from 1, and its text without blanks at either end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) number: u32,
    pub(super) text: &'a str,
}

/// How the two versions were announced, which tells the shape of what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Announced {
    /// Not at all, or on two lines.
    #[default]
    Apart,
    /// `Version 0 | Version 1 |` or a rule `---|---|`.
    Table,
    /// `Version 0 Version 1`.
    Joined,
}

/// All that was read before the first row of text.
#[derive(Debug, Default)]
pub(super) struct Header<'a> {
    pub(super) source: String,
    pub(super) url: String,
    pub(super) first_seen: Option<String>,
    pub(super) status: Option<String>,
    pub(super) changed_times: Option<u32>,
    pub(super) versions: Sides<Option<u32>>,
    pub(super) announced: Announced,
    /// `/articles/ID` where a link to the page is in the text.
    pub(super) article: Option<u64>,
    /// What follows the known sentences: headlines, gap and rows, without pager and footer.
    pub(super) rest: Vec<Line<'a>>,
}

const SOURCE: &str = "This article is from the source '";
const SEEN: &str = "' and was first published or seen";
const ORIGINAL: &str = "You can find the current article at its original source at";
const CHANGED: &str = "The article has changed ";
const FEED: &str = "There is an RSS feed of changes available";
const STALE: &str = "It last changed over 40 days ago and won't be checked again for changes.";
const NEVER: &str = "It will not be checked again for changes.";
const NEXT: &str = "The next check for changes will be";

/// The lines of a dump that hold something, whatever ends its lines.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut number = 0;
    let mut out = Vec::new();
    for piece in text.split('\n') {
        number += 1;
        // A lone CR is a line end of its own; CR LF is one.
        let piece = piece.strip_suffix('\r').unwrap_or(piece);
        for (at, part) in piece.split('\r').enumerate() {
            number += u32::from(at > 0);
            let part = part.trim_matches(|c: char| c.is_whitespace() || c == '\0');
            if !part.is_empty() {
                out.push(Line { number, text: part });
            }
        }
    }
    out
}

/// How many of the page's own sentences the text holds, each kind counted once; cheap, for sniffing.
pub(super) fn marks(lines: &[Line<'_>]) -> u32 {
    let (mut source, mut check, mut link, mut table, mut gap_line) = (0, 0, 0, 0, 0);
    for line in lines {
        let t = line.text;
        source |= u32::from(t.contains(SOURCE) && t.contains(SEEN)) * 2;
        check |= u32::from(t.contains(STALE) || t.contains(NEVER) || t.contains(NEXT));
        link |= u32::from(t.contains(ORIGINAL));
        table |= u32::from(announcement(t).is_some());
        gap_line |= u32::from(gap(t).is_some());
    }
    source + check + link + table + gap_line
}

/// Reads the known sentences off the front and the site's furniture off the end.
pub(super) fn read<'a>(all: &[Line<'a>]) -> Header<'a> {
    let mut header = Header { article: all.iter().find_map(|l| article_number(l.text)), ..Header::default() };
    let start = all.iter().position(|l| l.text.contains(SOURCE)).unwrap_or(0);
    let mut at = start;
    let mut date_open = false;
    while let Some(line) = all.get(at) {
        if !header.take(line.text, &mut date_open) {
            break;
        }
        at += 1;
    }
    // Savers that keep less than the whole header still keep the versions' line; what is above it is no text.
    let known = all.iter().enumerate().skip(at).take(4000);
    if let Some((versions, _)) = known.clone().find(|(_, l)| announcement(l.text).is_some()) {
        let pager_only = all[at..versions].iter().all(|l| furniture(l.text));
        if pager_only || versions < at + 12 {
            at = versions;
            while let Some(line) = all.get(at) {
                if !header.take(line.text, &mut date_open) {
                    break;
                }
                at += 1;
            }
        }
    }
    let end = footer(all, at);
    header.rest = all[at..end].to_vec();
    header
}

impl Header<'_> {
    /// Takes what the line says of the page; whether the whole line was such.
    fn take(&mut self, text: &str, date_open: &mut bool) -> bool {
        let mut rest = text;
        if let Some((_, after)) = rest.split_once(SOURCE)
            && let Some((source, after)) = after.split_once(SEEN)
        {
            self.source = source.trim().to_owned();
            *date_open = true;
            rest = after.trim_start();
        }
        if *date_open {
            if rest.is_empty() {
                return true;
            }
            if let Some(after) = rest.strip_prefix("on") {
                let end = [STALE, NEVER, NEXT].iter().filter_map(|s| after.find(s)).min().unwrap_or(after.len());
                let date = after[..end].trim().trim_end_matches('.').trim();
                if end < after.len() || date.len() < 60 {
                    self.first_seen = (!date.is_empty()).then(|| date.to_owned());
                    rest = after[end..].trim_start();
                    *date_open = false;
                }
            }
        }
        let mut taken = rest.len() < text.len() || rest.is_empty();
        if let Some(after) = rest.strip_prefix(STALE) {
            self.status = Some("won't be checked again".into());
            (rest, taken) = (after.trim(), true);
        } else if let Some(after) = rest.strip_prefix(NEVER) {
            self.status = Some("will not be checked again".into());
            (rest, taken) = (after.trim(), true);
        } else if let Some(after) = rest.strip_prefix(NEXT) {
            let when = after.trim().trim_end_matches('.').trim();
            self.status = Some(if when.is_empty() || when.len() > 80 {
                "still being checked".into()
            } else {
                format!("next check {when}")
            });
            return true;
        }
        if let Some(after) = rest.strip_prefix(ORIGINAL) {
            let url = after.trim();
            let end = url.find(char::is_whitespace).unwrap_or(url.len());
            self.url = url[..end].to_owned();
            (rest, taken) = (url[end..].trim(), true);
        } else if self.url.is_empty() && !self.source.is_empty() && is_url(rest) {
            self.url = rest.to_owned();
            return true;
        }
        if let Some(after) = rest.strip_prefix(CHANGED) {
            self.changed_times = leading_number(after);
            rest = after.split_once("times.").or(after.split_once("time.")).map_or("", |(_, r)| r.trim());
            taken = true;
        }
        if rest.starts_with(FEED) {
            return true;
        }
        if let Some((announced, versions)) = announcement(rest) {
            self.announced = announced;
            if let Some(versions) = versions {
                self.versions = versions.map(Some);
            }
            return true;
        }
        if let Some(number) = version(rest) {
            if self.versions.old.is_none() {
                self.versions.old = Some(number);
            } else {
                self.versions.new = Some(number);
            }
            return true;
        }
        (taken && rest.is_empty()) || (!self.source.is_empty() && self.pager(rest))
    }

    fn pager(&self, text: &str) -> bool {
        furniture(text) && (self.url.is_empty() || text.len() < 40)
    }
}

/// `Version 0 | Version 1 |`, `Version 0 Version 1`, or the rule of a table.
fn announcement(text: &str) -> Option<(Announced, Option<Sides<u32>>)> {
    let rule = text.trim_matches(|c: char| c == '|' || c.is_whitespace());
    if text.contains('|') && rule.len() >= 3 && rule.chars().all(|c| matches!(c, '-' | ':' | '|' | ' ')) {
        return Some((Announced::Table, None));
    }
    let table = text.contains('|');
    let mut words = text.split(|c: char| c == '|' || c.is_whitespace()).filter(|w| !w.is_empty());
    let (a, old, b, new) = (words.next()?, words.next()?, words.next()?, words.next()?);
    if a != "Version" || b != "Version" || words.next().is_some() {
        return None;
    }
    let sides = Sides::new(old.parse().ok()?, new.parse().ok()?);
    Some((if table { Announced::Table } else { Announced::Joined }, Some(sides)))
}

/// `Version 3` on a line of its own.
fn version(text: &str) -> Option<u32> {
    text.strip_prefix("Version ")?.trim().parse().ok()
}

/// The words of a gap, `about 3 hours later`, from `(about 3 hours later)` with or without a table's bars.
pub(super) fn gap(text: &str) -> Option<&str> {
    let inner = text.trim_matches(|c: char| c == '|' || c.is_whitespace()).strip_prefix('(')?.strip_suffix(')')?;
    let distance = inner.strip_suffix(" later").or_else(|| inner.strip_suffix(" earlier"))?;
    let unit = ["second", "minute", "hour", "day", "month", "year"]
        .iter()
        .any(|u| distance.ends_with(u) || distance.strip_suffix('s').is_some_and(|d| d.ends_with(u)));
    (unit && distance.len() < 40).then_some(inner)
}

/// Pager and other furniture of the site: version numbers, links to the versions beside.
fn furniture(text: &str) -> bool {
    matches!(text, "Previous version" | "Next version" | "News Sniffer" | "Home" | "Revisions" | "…" | "...")
        || (text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()))
}

/// Where the text ends: before a pager or the site's closing lines.
fn footer(all: &[Line<'_>], start: usize) -> usize {
    let mut end = all.len();
    let closing = |t: &str| t.starts_with("Currently monitoring ") || t.starts_with("Powered by ") && t.len() < 60;
    if let Some(at) = all.iter().rposition(|l| closing(l.text))
        && at >= start
        && all.len() - at <= 6
    {
        end = at;
    }
    let mut at = end;
    let mut named = None;
    while at > start && furniture(all[at - 1].text) {
        at -= 1;
        if all[at].text.ends_with(" version") {
            named = Some(at);
        }
    }
    named.unwrap_or(end)
}

fn is_url(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://")) && !text.contains(char::is_whitespace)
}

fn leading_number(text: &str) -> Option<u32> {
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == ',').filter(|&c| c != ',').collect();
    digits.parse().ok()
}

/// The number of `/articles/ID/diff/…` where a saver kept a link to the page.
fn article_number(text: &str) -> Option<u64> {
    let (before, after) = text.split_once("/articles/")?;
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    let rest = &after[digits.len()..];
    (before.contains("newssniffer") && rest.starts_with("/diff/")).then(|| digits.parse().ok()).flatten()
}
