//! The browser without a screen, for screen readers and terminals that cannot redraw: numbered lines and sentences, one
//! order a line, nothing drawn twice.

use std::{
    borrow::Cow,
    io::{self, BufRead, IsTerminal as _, Write},
    path::PathBuf,
    time::{Duration, Instant},
};

use crossbeam_channel::{Receiver, unbounded};
use jiff::{Timestamp, tz::TimeZone};

use super::{
    browser::{End, Happening},
    reader::Reader,
};
use crate::{
    app::{Msg, model::Zone},
    diff::Ignore,
    export::{
        self, Piece,
        save::{self, SaveError},
    },
    model::{Anchor, ArticleId, HitOrder, ListQuery, ListWindow, Progress, Timeline, WindowRequest},
    query::Query,
    text::{isolate, quantity::counted, sanitise::sanitise, wrap},
    view::plain::{Clock, diff_lines, list_lines, timeline_lines},
};

/// Articles listed at a time.
const PAGE: usize = 20;
/// Hits listed at most.
const HITS: usize = 50;
/// How long the first list waits for the end of the reading.
const PATIENCE: Duration = Duration::from_secs(2);

const HELP: [&str; 3] = [
    "In the list: a number opens that article. Enter or n: more articles. p: articles before. f WORDS: only articles with \
     these words; f alone: all. s QUERY: search every revision.",
    "In an article: a revision's number sets it against the revision before. d: the last two revisions. d 1 4: revisions 1 \
     and 4. a: all paragraphs of that diff, also those that are unchanged. t: the timeline again. x FORMAT FILE: write the \
     diff to a file, in one of the formats that `recension formats` names. l: back to the list.",
    "Everywhere: r: how far the reading is, and what could not be read. h: this help. q: quit.",
];

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Order {
    Number(u32),
    Next,
    Previous,
    Filter(String),
    Search(String),
    Pair(Option<(u32, u32)>),
    Whole,
    Timeline,
    Export {
        format: String,
        file: Option<String>,
    },
    List,
    Reading,
    Help,
    Quit,
    /// What is missing in a known order.
    Lacks(&'static str),
    Unknown(String),
}

impl Order {
    fn parse(line: &str) -> Order {
        let line = line.trim();
        let (word, rest) = line.split_once(char::is_whitespace).map_or((line, ""), |(word, rest)| (word, rest.trim()));
        let mut words = rest.split_whitespace();
        match word {
            "" | "n" => Order::Next,
            "p" => Order::Previous,
            "f" => Order::Filter(rest.to_owned()),
            "s" if rest.is_empty() => Order::Lacks("s wants words to search for: s custody"),
            "s" => Order::Search(rest.to_owned()),
            "d" if rest.is_empty() => Order::Pair(None),
            "d" => match (words.next().map(str::parse), words.next().map(str::parse)) {
                (Some(Ok(base)), Some(Ok(target))) => Order::Pair(Some((base, target))),
                _ => Order::Lacks("d wants two revisions, or none for the last two: d 1 4"),
            },
            "a" => Order::Whole,
            "t" => Order::Timeline,
            "x" => match words.next() {
                Some(format) => Order::Export { format: format.to_owned(), file: words.next().map(str::to_owned) },
                None => Order::Lacks("x wants a format and, if you like, a file: x html change.html"),
            },
            "l" => Order::List,
            "r" => Order::Reading,
            "h" | "?" => Order::Help,
            "q" => Order::Quit,
            _ => word.parse().map_or_else(|_| Order::Unknown(line.to_owned()), Order::Number),
        }
    }
}

struct Plain<W> {
    reader: Reader,
    out: W,
    clock: Clock,
    query: ListQuery,
    window: ListWindow,
    article: Option<ArticleId>,
    pair: Option<(u32, u32)>,
}

/// Runs until the input ends or the user quits.
///
/// # Errors
/// Those of standard input and output.
pub fn browse(reader: Reader, query: ListQuery, zone: Zone) -> anyhow::Result<End> {
    let (to, from) = unbounded();
    reader.read(to);
    let clock = Clock { now: Timestamp::now(), local: TimeZone::system(), zone };
    let (out, window) = (io::stdout().lock(), ListWindow::default());
    let mut plain = Plain { reader, out, clock, query, window, article: None, pair: None };
    wait(&from);
    // What is told of the reading after that nobody hears; it is not gathered.
    drop(from);
    for mistake in plain.reader.clone().mistakes() {
        plain.say(&sanitise(mistake))?;
    }
    plain.reading(false)?;
    plain.list(0)?;
    plain.say("h explains what can be typed here.")?;
    for line in io::stdin().lock().lines() {
        if !plain.take(Order::parse(&line?))? {
            break;
        }
        plain.out.flush()?;
    }
    Ok(End::Quit)
}

/// Waits a little for the end of the reading, so that the first list is a whole one where that is soon.
fn wait(from: &Receiver<Happening>) {
    let deadline = Instant::now() + PATIENCE;
    while let Ok(happening) = from.recv_deadline(deadline) {
        if matches!(happening, Happening::Msg(Msg::Progress(Progress { done: true, .. }))) {
            break;
        }
    }
}

/// Columns of the terminal, which may change at any time; `None` where there is none, so that lines are left whole.
fn columns() -> Option<usize> {
    let size = io::stdout().is_terminal().then(|| crossterm::terminal::size().ok())?;
    size.map(|(columns, _)| usize::from(columns)).filter(|columns| *columns > 0)
}

/// A line broken between words, by cells: a terminal breaks it in the middle of one. What runs from right to left stays set
/// apart on each line.
fn broken(line: &str, columns: usize) -> Vec<String> {
    let mut open = false;
    let lines = wrap::wrap(line, columns).into_iter().filter_map(|part| line.get(part));
    lines.map(|part| isolate::line(part.trim_end(), &mut open, Cow::Borrowed)).collect()
}

impl<W: Write> Plain<W> {
    fn say(&mut self, line: &str) -> io::Result<()> {
        match columns() {
            Some(columns) => broken(line, columns).iter().try_for_each(|line| writeln!(self.out, "{line}")),
            None => writeln!(self.out, "{line}"),
        }
    }

    fn lines(&mut self, lines: &[String]) -> io::Result<()> {
        lines.iter().try_for_each(|line| self.say(line))
    }

    /// Does what was asked for; whether there is more to come.
    fn take(&mut self, order: Order) -> io::Result<bool> {
        let end = self.window.first + self.window.rows.len();
        match order {
            Order::Quit => return Ok(false),
            Order::Help => HELP.iter().try_for_each(|line| self.say(line))?,
            Order::Reading => self.reading(true)?,
            Order::Next if end < self.window.total => self.list(end)?,
            Order::Next => self.say("There are no more articles.")?,
            Order::Previous => self.list(self.window.first.saturating_sub(PAGE))?,
            Order::Filter(words) => {
                self.query.filter.words = words;
                self.list(0)?;
            }
            Order::List => {
                self.article = None;
                self.list(self.window.first)?;
            }
            Order::Search(query) => self.search(&query)?,
            Order::Number(number) if self.article.is_some() => self.against_previous(number)?,
            Order::Number(number) => self.open(number)?,
            Order::Timeline => self.timeline()?,
            Order::Pair(pair) => self.pair(pair)?,
            Order::Whole => self.diff(true)?,
            Order::Export { format, file } => {
                let told = self.export(&format, file.as_deref()).unwrap_or_else(|why| why);
                self.say(&told)?;
            }
            Order::Lacks(what) => self.say(&format!("{what}."))?,
            Order::Unknown(line) => {
                self.say(&format!("{:?} is not a command here; h explains what can be typed.", sanitise(&line)))?;
            }
        }
        Ok(true)
    }

    fn reading(&mut self, problems: bool) -> io::Result<()> {
        let progress = self.reader.catalogue().progress();
        let so_far = if progress.done { "" } else { " so far; the reading goes on" };
        let (articles, revisions) = (progress.articles, progress.revisions);
        let (articles, revisions) = (counted(articles, "article"), counted(revisions, "revision"));
        self.say(&format!("{articles} in {revisions}{so_far}. {}.", counted(self.reader.problems().len(), "problem")))?;
        if problems {
            for problem in self.reader.problems() {
                let told = [problem.file, problem.place, problem.reason].join(" ");
                self.say(&sanitise(&told))?;
            }
        }
        Ok(())
    }

    fn list(&mut self, first: usize) -> io::Result<()> {
        self.article = None;
        let request = WindowRequest { query: self.query.clone(), anchor: Anchor::Rank(first), count: PAGE };
        self.window = self.reader.catalogue().window(&request);
        let lines = list_lines(&self.window, &self.clock);
        self.lines(&lines)
    }

    fn open(&mut self, number: u32) -> io::Result<()> {
        let rank = usize::try_from(number).unwrap_or(usize::MAX).checked_sub(1);
        let row = rank.and_then(|r| r.checked_sub(self.window.first)).and_then(|i| self.window.rows.get(i));
        match row.map(|row| row.id.clone()) {
            Some(id) => {
                (self.article, self.pair) = (Some(id), None);
                self.timeline()
            }
            None => self.say("There is no such article in the list above."),
        }
    }

    fn opened(&self) -> Option<Timeline> {
        self.article.as_ref().and_then(|id| self.reader.catalogue().timeline(id))
    }

    fn timeline(&mut self) -> io::Result<()> {
        match self.opened() {
            Some(timeline) => {
                let lines = timeline_lines(&timeline, &self.clock);
                self.lines(&lines)
            }
            None => self.say("Open an article first: type its number in the list."),
        }
    }

    fn against_previous(&mut self, number: u32) -> io::Result<()> {
        let timeline = self.opened();
        let at = timeline.as_ref().and_then(|timeline| timeline.rows.iter().position(|row| row.number == number));
        let Some((timeline, at)) = timeline.zip(at) else {
            return self.say(&format!("There is no revision {number}; t lists those of this article."));
        };
        match timeline.before(at).and_then(|before| timeline.rows.get(before)) {
            None => self.say("That is the first revision; there is none before it."),
            Some(before) => self.pair(Some((before.number, number))),
        }
    }

    fn pair(&mut self, pair: Option<(u32, u32)>) -> io::Result<()> {
        let last = || {
            let timeline = self.opened()?;
            let target = timeline.rows.len().checked_sub(1)?;
            Some((timeline.rows.get(timeline.before(target)?)?.number, timeline.rows.get(target)?.number))
        };
        let Some((base, target)) = pair.or_else(last) else {
            return self.say(match self.article {
                Some(_) => "This article has one revision only.",
                None => "Open an article first: type its number in the list.",
            });
        };
        if let Some(timeline) = self.opened() {
            let is_there = |number: &u32| timeline.rows.iter().any(|row| row.number == *number);
            // The pair chosen before stays, for `a` and `x`.
            if let Some(lacking) = [base, target].iter().find(|number| !is_there(number)) {
                return self.say(&format!("There is no revision {lacking}; t lists those of this article."));
            }
        }
        self.pair = Some((base, target));
        self.diff(false)
    }

    fn diff(&mut self, whole: bool) -> io::Result<()> {
        let Some((id, (base, target))) = self.article.clone().zip(self.pair) else {
            return self.say("Choose two revisions first: d for the last two, or a revision's number.");
        };
        match self.reader.catalogue().diff(&id, base, target, Ignore::Nothing) {
            Some(diff) => {
                let lines = diff_lines(&diff, whole, &self.clock);
                self.lines(&lines)
            }
            None => self.say("This article has no such revisions."),
        }
    }

    fn export(&self, format: &str, file: Option<&str>) -> Result<String, String> {
        let exporter = export::named(format).ok_or("There is no such format; `recension formats` names them.")?;
        let id = self.article.as_ref().ok_or("Open an article first: type its number in the list.")?;
        let (base, target) = self.pair.ok_or("Choose two revisions first: d for the last two.")?;
        let catalogue = self.reader.catalogue();
        let found = catalogue.head(id).zip(catalogue.diff(id, base, target, Ignore::Nothing));
        let (article, diff) = found.ok_or("This article is no longer in the archive.")?;
        let piece = Piece::whole(&article, &diff);
        let file = file.map_or_else(|| save::proposed_name(&piece, exporter), str::to_owned);
        save::save(&piece, exporter, &PathBuf::from(&file), false).map_err(|error| match error {
            // Nothing is overwritten here.
            SaveError::Exists(_) => {
                format!("{} is already there; give another name: x {format} other-name.", sanitise(&file))
            }
            other => sentence(&other.to_string()),
        })?;
        Ok(super::export::wrote(&PathBuf::from(&file)))
    }

    fn search(&mut self, query: &str) -> io::Result<()> {
        let query = match Query::parse(query) {
            Ok(query) => query,
            Err(mistake) => {
                return self.say(&format!("At character {}: {}", mistake.span.0 + 1, mistake.reason));
            }
        };
        let (mut found, mut doubts) = (Vec::new(), Vec::new());
        self.reader.catalogue().search(&query, HitOrder::Time, HITS, &|| false, &mut |hit| {
            if hit.is_sure { &mut found } else { &mut doubts }.push(hit);
            std::ops::ControlFlow::Continue(())
        });
        // The hits become the list, so that a number opens one.
        found.append(&mut doubts);
        let among = found.iter().map(|hit| hit.id.clone()).collect();
        let before = std::mem::take(&mut self.query.filter);
        self.query.filter.among = Some(std::sync::Arc::new(among));
        self.list(0)?;
        self.query.filter = before;
        for hit in &found {
            let doubt = hit.doubt().map_or_else(String::new, |doubt| format!(" ({doubt})"));
            self.say(&sanitise(&format!("{}, revision {}: {}{doubt}", hit.title, hit.revision, hit.snippet)))?;
        }
        let sure = found.iter().filter(|hit| hit.is_sure).count();
        let doubts = match found.len() - sure {
            0 => String::new(),
            doubts => format!("; of {doubts} more it cannot be said"),
        };
        if found.is_empty() {
            return self.say("l shows all articles again.");
        }
        self.say(&format!("{} found{doubts}; l shows all articles again.", counted(sure, "article")))
    }
}

/// A reason as a sentence, which it may be already.
fn sentence(reason: &str) -> String {
    format!("{}.", reason.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;

    #[test]
    fn lines_are_broken_between_words_by_cells() {
        let told =
            "Revision 3: 18 June 2025, 307 words, changed: headline, quotations. 全国的新闻工作者今天在北京集会。";
        for columns in [80, 100, 24] {
            for line in HELP.into_iter().chain([told]) {
                let parts = broken(line, columns);
                assert!(parts.iter().all(|part| width::of(part) <= columns), "{columns}: {parts:?}");
                let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
                if line.is_ascii() {
                    assert_eq!(words(&parts.join(" ")), words(line), "{columns}");
                }
            }
        }
        assert_eq!(broken("", 80), [""]);
    }

    #[test]
    fn orders_are_read_as_typed() {
        for (line, order) in [
            ("", Order::Next),
            ("12", Order::Number(12)),
            ("d", Order::Pair(None)),
            (" d 1  4 ", Order::Pair(Some((1, 4)))),
            ("s \"in custody\" -not", Order::Search("\"in custody\" -not".into())),
            ("x html a.html", Order::Export { format: "html".into(), file: Some("a.html".into()) }),
            ("d 1", Order::Lacks("d wants two revisions, or none for the last two: d 1 4")),
            ("s", Order::Lacks("s wants words to search for: s custody")),
            ("open 3", Order::Unknown("open 3".into())),
        ] {
            assert_eq!(Order::parse(line), order, "{line:?}");
        }
    }
}
