//! What people read: lines of at most 80 columns (or the terminal's), styled on terminals only.
//!
//! Every text goes through [`Paper::text`] or a style, which makes control characters visible: a dump cannot send an
//! escape sequence.

use std::{
    borrow::Cow,
    cell::LazyCell,
    fmt,
    io::{self, BufWriter, IsTerminal as _, Stdout, Write},
};

use jiff::tz::TimeZone;
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    model::Seen,
    run::colours,
    source::reason,
    text::{isolate, json, sanitise::sanitise, width, wrap},
};

/// Columns where no terminal says.
const COLUMNS: usize = 80;

/// Columns at most: longer lines are hard to read.
const WIDEST: usize = 100;

/// Standard output, with what is known of it.
pub(super) struct Paper {
    out: BufWriter<Sheet>,
    terminal: bool,
    styled: bool,
    width: usize,
    /// Found out when first needed: it reads a folder of zones.
    zone: LazyCell<TimeZone>,
}

/// How a piece of text looks on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Headline,
    Faint,
    Added,
    Removed,
    Match,
}

impl Style {
    fn codes(self) -> &'static str {
        match self {
            Style::Headline => "1",
            Style::Faint => "2",
            Style::Added => "32",
            Style::Removed => "31",
            Style::Match => "1;4",
        }
    }
}

impl Paper {
    pub(super) fn on_standard_output() -> Paper {
        let terminal = io::stdout().is_terminal();
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        // Asked of what is no terminal, the library would start other programs to find out.
        let size = if terminal { crossterm::terminal::size().ok() } else { None };
        let columns = size.map(|size| usize::from(size.0));
        Paper {
            out: BufWriter::with_capacity(1 << 16, Sheet(io::stdout())),
            terminal,
            styled: terminal && !dumb && !colours::refused(),
            width: columns.filter(|columns| *columns >= 40).unwrap_or(COLUMNS).min(WIDEST),
            zone: LazyCell::new(TimeZone::system),
        }
    }

    /// Whether colours and attributes are in place.
    pub(super) fn is_styled(&self) -> bool {
        self.styled
    }

    /// Whether a terminal shows it.
    pub(super) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Columns that a line may take.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Columns after which a line is cut off: nothing is where no terminal shows it, but another program reads it.
    pub(super) fn edge(&self) -> usize {
        if self.terminal { self.width } else { usize::MAX }
    }

    /// A text without anything that gives a terminal orders.
    pub(super) fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        sanitise(text)
    }

    /// A text with a look.
    pub(super) fn style(&self, style: Style, text: &str) -> String {
        let text = sanitise(text);
        if self.styled && !text.is_empty() {
            format!("\u{1b}[{}m{text}\u{1b}[0m", style.codes())
        } else {
            text.into_owned()
        }
    }

    /// A time in the user's zone, with a question mark where it is a guess; blank where none is known.
    pub(super) fn time(&self, time: Option<&Seen>) -> String {
        time.map_or_else(String::new, |time| format!("{}{}", time.in_zone(&self.zone), time.doubt()))
    }

    /// Writes a line.
    pub(super) fn line(&mut self, line: impl fmt::Display) -> io::Result<()> {
        writeln!(self.out, "{line}")
    }

    /// Writes a value as one line of JSON.
    pub(super) fn json(&mut self, value: &impl serde::Serialize) -> anyhow::Result<()> {
        // As an error of output, by which a closed pipe is known.
        json::write(&mut self.out, value)?;
        Ok(self.out.write_all(b"\n")?)
    }

    /// Where documents and JSON are written as they are.
    pub(super) fn raw(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// Sends on what is still held, so that results appear as they are found.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Standard output, whose errors are sentences of their kind.
struct Sheet(Stdout);

impl Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(|error| unwritten(&error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(|error| unwritten(&error))
    }
}

/// An error of writing to standard output, said in a sentence.
pub(super) fn unwritten(error: &io::Error) -> io::Error {
    let sentence = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "Standard output could not be written: there is no room left where it goes; free some space, or send it \
             elsewhere."
                .to_owned()
        }
        _ => format!("Standard output could not be written: {}; send it elsewhere.", reason(error)),
    };
    io::Error::new(error.kind(), sentence)
}

/// A text cut to so many columns, the cut marked.
pub(super) fn cut(text: &str, columns: usize) -> String {
    let text = sanitise(text);
    if width::of(&text) <= columns {
        return text.into_owned();
    }
    let mut cut = String::new();
    let mut taken = 0;
    for grapheme in text.graphemes(true) {
        taken += width::of(grapheme);
        if taken + 1 > columns {
            break;
        }
        cut.push_str(grapheme);
    }
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// A text broken into lines of at most so many columns.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let text = sanitise(text);
    let lines = wrap::wrap(&text, columns).into_iter();
    lines.filter_map(|line| text.get(line)).map(|line| line.trim_end().to_owned()).collect()
}

/// A sentence of ours in such lines; what runs from right to left in it stays set apart, on each line by itself.
pub(super) fn wrap_told(sentence: &str, columns: usize) -> Vec<String> {
    let text = isolate::line(sentence, &mut false, sanitise);
    let (lines, mut open) = (wrap::wrap(&text, columns), false);
    let lines = lines.into_iter().filter_map(|line| text.get(line));
    lines.map(|line| isolate::line(line.trim_end(), &mut open, Cow::Borrowed)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_from_right_to_left_is_set_apart_on_each_line() {
        let told = format!("150 → 63 {}, 3.2% → 3.8%.", isolate::isolated("مزارعًا في الوادي".into()));
        let lines = wrap_told(&told, 18);
        assert_eq!(lines, ["150 → 63 \u{2068}مزارعًا في\u{2069}", "\u{2068}الوادي\u{2069}, 3.2% →", "3.8%."]);
    }

    #[test]
    fn lines_keep_their_width_and_lose_only_blanks() {
        for text in [
            "The quick brown fox jumps over the lazy dog, again and again and again.",
            "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
            "全国的新闻工作者今天在北京集会，讨论新闻自由。The end.",
            "",
        ] {
            for columns in [2, 7, 20, 78] {
                let lines = wrap(text, columns);
                assert!(lines.iter().all(|l| width::of(l) <= columns), "{lines:?}");
                let blankless = |t: &str| t.replace(' ', "");
                assert_eq!(blankless(&lines.concat()), blankless(text));
            }
        }
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
    }

    #[test]
    fn a_cut_is_marked_and_nothing_gives_orders() {
        assert_eq!(cut("Minister resigns", 9), "Minister…");
        assert_eq!(cut("新聞記者", 5), "新聞…");
        assert_eq!(cut("red \u{1b}[31m", 80), "red ␛[31m");
    }
}
