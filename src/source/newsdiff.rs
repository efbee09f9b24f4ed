//! The daily dumps of ronnywang/newsdiff, which has watched the news sites of Taiwan since 2013.
//!
//! `YYYYMMDD.txt.gz` holds the first version of every article found on that day, `YYYYMMDD-diff.txt.gz` the later ones.
//! Three lines make a version: the row of its article as a JSON object, the headline and the text as JSON strings
//! (`webdata/scripts/dump-yesterday.php`). The row says when the article's address was found (the first version was
//! fetched soon after) and when its last version was seen; versions between these have no time. A page that could not
//! be fetched has its HTTP status, or "content that nothing can be made of" (無法判斷的內容), as headline and text.

use std::{io::BufRead, io::Read, sync::Arc};

use serde_json::Value;

use super::{
    Confidence, Format, Input, Probe, Reading, SourceError, identity, limits,
    record::{article::Head, complaints::place},
    time,
};
use crate::{
    model::{Article, ArticleId, Certainty, Revision, Seen, SidesMark, TextState},
    text::paragraphs,
};

/// Daily dumps of ronnywang/newsdiff.
#[derive(Debug, Clone, Copy, Default)]
pub struct Daily;

/// The outlets by their numbers (`webdata/models/News.php`).
const OUTLETS: [&str; 17] = [
    "",
    "蘋果",
    "中時",
    "中央社",
    "東森",
    "自由",
    "新頭殼",
    "NowNews",
    "聯合",
    "TVBS",
    "中廣新聞網",
    "公視新聞網",
    "台視",
    "華視",
    "民視",
    "三立",
    "風傳媒",
];

/// What stands for a page that could not be fetched, as headline and as text.
const FAILURES: [&str; 8] = ["404", "403", "500", "502", "503", "0", "", "無法判斷的內容"];

/// Bytes of an article's row.
const ROW: u64 = 64 << 10;

/// Articles handed on at a time.
const BATCH: usize = 256;

impl Format for Daily {
    fn name(&self) -> &'static str {
        "newsdiff"
    }

    fn summary(&self) -> &'static str {
        "Daily dumps of ronnywang/newsdiff: three lines a version"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        let mut lines = probe.text.lines();
        let (row, title, body) = (lines.next().unwrap_or_default(), lines.next(), lines.next());
        let is_row =
            row.starts_with('{') && row.ends_with('}') && row.contains("\"url\"") && row.contains("\"source\"");
        let is_string = |line: Option<&str>| line.is_some_and(|line| line.starts_with('"') || line == "null");
        match (is_row && row.contains("\"normalized_id\""), is_string(title), is_string(body)) {
            (true, true, true) => Confidence::Certain,
            (true, true, false) => Confidence::Near("the line after the first headline is no text".into()),
            _ if is_row && is_string(title) && is_string(body) => Confidence::Likely,
            _ => Confidence::No,
        }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let mut lines = Lines { stream: input.open()?, line: 0 };
        // The name says which versions these are; where it does not, the first in the file is the first.
        let first = u32::from(input.name().contains("-diff"));
        let (mut batch, mut open): (Vec<Article>, Option<Version>) = (Vec::new(), None);
        let mut number = first;
        let end = loop {
            match lines.version(out) {
                Ok(None) => break Ok(()),
                Err(error) => break Err(error),
                Ok(Some(version)) => {
                    let (same, last_seen) = match &open {
                        Some(before) => (before.id == version.id && before.url == version.url, before.changed.clone()),
                        None => (false, None),
                    };
                    number = if same { number + 1 } else { first };
                    if let Some(before) = open.replace(version) {
                        // The last version of an article is the one that was seen at its last change.
                        let time = last_seen.filter(|_| !same);
                        put(before, time, &mut batch);
                    }
                    if let Some(version) = &mut open {
                        version.revision.number = number;
                        if number == 0 {
                            version.revision.time = version.found.take();
                        }
                        version.continues = same;
                    }
                }
            }
            if batch.len() > BATCH {
                // The last may go on.
                let last = batch.pop();
                out.articles(std::mem::take(&mut batch));
                batch.extend(last);
            }
            out.check()?;
        };
        if let Some(last) = open {
            let time = last.changed.clone();
            put(last, time, &mut batch);
        }
        out.articles(batch);
        end
    }
}

/// Names the outlet of a row of this tracker's tables, which give its number.
pub(super) fn name_outlet(head: &mut Head) {
    let outlet = head.source.parse().ok().and_then(|number: usize| OUTLETS.get(number));
    if let Some(outlet) = outlet.filter(|outlet| !outlet.is_empty()) {
        (*outlet).clone_into(&mut head.source);
    }
}

/// Takes the headline off a version of this tracker's tables that stands for a page which could not be fetched.
pub(super) fn mark_failure(revision: &mut Revision) {
    let text = revision.paragraphs.first().map_or("", |text| text.trim());
    if !text.is_empty() && revision.paragraphs.len() == 1 && is_failure(&revision.title, text) {
        revision.title.clear();
        revision.state = TextState::ErrorPage;
    }
}

/// Whether headline and text stand for a page that could not be fetched.
fn is_failure(title: &str, text: &str) -> bool {
    title.trim() == text.trim() && FAILURES.contains(&title.trim())
}

/// A version as three lines give it.
struct Version {
    id: String,
    url: String,
    source: String,
    /// When its address was found.
    found: Option<Seen>,
    /// When the article's last version was seen.
    changed: Option<Seen>,
    revision: Revision,
    /// Whether the version before it is one of the same article.
    continues: bool,
}

/// Puts a version in the batch, into its article where the one before is of it.
fn put(version: Version, time: Option<Seen>, batch: &mut Vec<Article>) {
    let Version { id, url, source, mut revision, continues, .. } = version;
    if revision.time.is_none() {
        revision.time = time;
    }
    match batch.last_mut().filter(|_| continues) {
        Some(article) => article.revisions.push(revision),
        None => batch.push(Article {
            id: identity::id_of_url(&url).unwrap_or_else(|| match id.as_str() {
                "" => ArticleId::new(""),
                id => identity::id_of_origin("newsdiff", id),
            }),
            aliases: Vec::new(),
            source,
            url,
            known_as: None,
            status: None,
            revisions: vec![revision],
            gaps: Vec::new(),
            gaps_told: Vec::new(),
            sides: SidesMark::Known,
            origins: Vec::new(),
            notes: Vec::new(),
        }),
    }
}

struct Lines<R> {
    stream: R,
    line: u64,
}

impl<R: BufRead> Lines<R> {
    /// The next version; what is none is told of and passed over.
    fn version(&mut self, out: &mut Reading<'_>) -> Result<Option<Version>, SourceError> {
        let mut lost = 0_u64;
        loop {
            let Some(row) = self.next(ROW)? else {
                self.tell_of_lost(lost, out);
                return Ok(None);
            };
            let at = self.line;
            let Some(row) = row.as_deref().filter(|row| row.starts_with(b"{")).and_then(row_of) else {
                lost += 1;
                continue;
            };
            self.tell_of_lost(lost, out);
            lost = 0;
            let (title, body) = (self.next(limits::ROW as u64)?, self.next(limits::ROW as u64)?);
            let (Some(title), Some(body)) = (title, body) else {
                out.problem(place(at, 0), "The dump is cut off inside this version; it was left out.");
                return Ok(None);
            };
            match (title.as_deref().and_then(text_of), body.as_deref().and_then(text_of)) {
                (Some(title), Some(body)) => return Ok(Some(version(&row, &title, &body))),
                _ => out.problem(
                    place(at, 0),
                    "The headline or the text of this version is no JSON string, or too long; it was left out.",
                ),
            }
            out.check()?;
        }
    }

    fn tell_of_lost(&self, lost: u64, out: &mut Reading<'_>) {
        if lost > 0 {
            let lines = if lost == 1 { "A line is".to_owned() } else { format!("{lost} lines are") };
            let first = self.line.saturating_sub(lost).max(1);
            out.problem(place(first, 0), format!("{lines} no row of an article, where one is expected; passed over."));
        }
    }

    /// The next line: `None` at the end; `Some(None)` for one that is too long.
    #[expect(clippy::option_option, reason = "a line that is too long is a line")]
    fn next(&mut self, most: u64) -> Result<Option<Option<Vec<u8>>>, SourceError> {
        let mut line = Vec::new();
        if self.stream.by_ref().take(most).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        self.line += 1;
        let whole = line.last() == Some(&b'\n') || (line.len() as u64) < most;
        if !whole {
            line = Vec::new();
            self.skip_line()?;
        }
        while line.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            line.pop();
        }
        Ok(Some(whole.then_some(line)))
    }

    fn skip_line(&mut self) -> Result<(), SourceError> {
        loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let end = memchr::memchr(b'\n', buffer).map(|at| at + 1);
            let used = end.unwrap_or(buffer.len());
            self.stream.consume(used);
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

fn row_of(line: &[u8]) -> Option<Value> {
    serde_json::from_slice(line).ok().filter(Value::is_object)
}

/// A line's text; `None` where it is none.
fn text_of(line: &[u8]) -> Option<String> {
    match serde_json::from_slice(line).ok()? {
        Value::String(text) => Some(text),
        Value::Null => Some(String::new()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn version(row: &Value, title: &str, body: &str) -> Version {
    // PHP gives numbers of a database as numbers or as texts.
    let said = |name: &str| match row.get(name) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let seconds = |name: &str| said(name).parse::<f64>().ok().filter(|seconds| *seconds > 0.0).and_then(time::number);
    let failed = is_failure(title, body);
    let mut head = Head { source: said("source"), ..Head::default() };
    name_outlet(&mut head);
    let id = said("id");
    let revision = Revision {
        numbered_by: (!id.is_empty()).then(|| Arc::from(format!("newsdiff:{id}"))),
        title: if failed { String::new() } else { title.split_whitespace().collect::<Vec<_>>().join(" ") },
        state: if failed { TextState::ErrorPage } else { TextState::Whole },
        paragraphs: paragraphs::lines(&body.replace('\0', "")).map(Arc::from).collect(),
        ..Revision::default()
    };
    Version {
        url: said("url"),
        source: head.source,
        // The address was found then; the text was fetched after.
        found: seconds("created_at").map(|seen| Seen { certainty: Certainty::Unknown, ..seen }),
        changed: seconds("last_changed_at"),
        id,
        revision,
        continues: false,
    }
}
