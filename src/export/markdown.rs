//! The diff as Markdown that also reads well as it is: ~~deleted~~, **inserted**, notes in italics, a table of provenance.
//!
//! Text of a dump stays text under CommonMark and GitHub's dialect: everything that could begin markup is escaped, `<`,
//! `>` and `&` as entities, because older dialects know no backslash before them.

use std::io::{self, Write as _};

use super::{
    Exporter, Piece, caution,
    provenance::{self, FactKind},
    reading::{self, Item},
    safe,
};
use crate::{
    diff::{Block, BlockKind, Diff, Edit, Op, rows::carried::Carried, undeclared},
    model::{Side, Sides},
    text::isolate,
};

/// A Markdown document.
#[derive(Debug, Clone, Copy)]
pub struct Markdown;

impl Exporter for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn summary(&self) -> &'static str {
        "both texts in one, with ~~deleted~~ and **inserted**"
    }

    fn suffix(&self) -> &'static str {
        "md"
    }

    fn write(&self, piece: &Piece<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let mut out = io::BufWriter::with_capacity(1 << 16, out);
        let diff = piece.diff;
        let headline = edits(&diff.headline);
        let facts = provenance::facts(piece);
        let named = match piece.files {
            Some(Sides { old, new }) => inline(&format!("{old} → {new}")),
            None => "No headline known".into(),
        };
        writeln!(out, "# {}\n", if headline.is_empty() { &named } else { &headline })?;
        for fact in facts.iter().filter(|f| f.kind == FactKind::Counts) {
            writeln!(out, "{}\n", guarded(&apart(&fact.value)))?;
        }
        for fact in facts.iter().filter(|f| f.kind == FactKind::Caution) {
            writeln!(out, "> **{}:** {}\n>", fact.label, inline(&fact.value))?;
        }
        writeln!(out, "> ~~deleted~~ **inserted** ¶ a paragraph's end\n\n---\n")?;
        let carried = Carried::of(diff);
        for item in reading::items(diff, piece.context) {
            write_item(diff, &carried, &item, &mut out)?;
        }
        writeln!(out, "---\n\n| Provenance | |\n| --- | --- |")?;
        for fact in &facts {
            let value = match fact.kind {
                FactKind::Hash => format!("`{}`", fact.value),
                FactKind::Url if is_plain_address(&fact.value) => format!("<{}>", fact.value),
                FactKind::Counts => apart(&fact.value),
                _ => inline(&fact.value),
            };
            writeln!(out, "| {} | {value} |", fact.label)?;
        }
        out.flush()
    }
}

/// Whether an address can stand in angle brackets as it is.
fn is_plain_address(url: &str) -> bool {
    let web = url.starts_with("https://") || url.starts_with("http://");
    web && url.chars().all(|c| c.is_ascii_graphic() && !"<>|\\`\"".contains(c))
}

fn write_item(diff: &Diff, carried: &Carried, item: &Item<'_>, out: &mut impl io::Write) -> io::Result<()> {
    let text = |side: Side, paragraph: usize| diff.sides[side].paragraphs.get(paragraph).map_or("", AsRef::as_ref);
    match *item {
        Item::Hole(side) => writeln!(out, "*\\[{}\\]*\n", caution::hole(side)),
        Item::Fold(hidden) => writeln!(out, "*{}*\n", reading::fold(hidden)),
        Item::Same { old, new } => {
            writeln!(out, "{}\n", line(text(Side::New, new)))?;
            doubts(diff, &[old], &[new], out)
        }
        Item::Lone { kind, side, paragraph } => {
            let body = text(side, paragraph);
            match kind {
                BlockKind::Added => writeln!(out, "{}\n", edits(&[Edit::new(Op::Insert, safe::marked(body))]))?,
                BlockKind::Removed => writeln!(out, "{}\n", edits(&[Edit::new(Op::Delete, safe::marked(body))]))?,
                _ => writeln!(out, "*? {}:*\n\n{}\n", caution::unknown(side), line(body))?,
            }
            let (old, new): (&[usize], &[usize]) = match side {
                Side::Old => (&[paragraph], &[]),
                Side::New => (&[], &[paragraph]),
            };
            notes(carried, old, new, out)?;
            doubts(diff, old, new, out)
        }
        Item::Edited(block) => {
            if let Some(note) = note(block) {
                writeln!(out, "*{note}:*\n")?;
            }
            writeln!(out, "{}\n", edits(&block.edits))?;
            notes(carried, &block.old, &block.new, out)?;
            doubts(diff, &block.old, &block.new, out)
        }
        Item::MovedAway(block) => {
            writeln!(out, "*⇅ {} moved to {}*\n", reading::numbers(&block.old), reading::numbers(&block.new))
        }
    }
}

/// What became of a passage, where its marks do not say.
fn note(block: &Block) -> Option<String> {
    let (old, new) = (reading::numbers(&block.old), reading::numbers(&block.new));
    match block.kind {
        BlockKind::Moved => Some(format!("⇅ moved from {old} to {new}")),
        BlockKind::Split => Some(format!("{old} split into {new}")),
        BlockKind::Merged => Some(format!("{old} merged into {new}")),
        _ => None,
    }
}

/// Where sentences of a passage stand on the other side.
fn notes(carried: &Carried, old: &[usize], new: &[usize], out: &mut impl io::Write) -> io::Result<()> {
    reading::carried(carried, old, new).iter().try_for_each(|note| writeln!(out, "*{note}*\n"))
}

fn doubts(diff: &Diff, old: &[usize], new: &[usize], out: &mut impl io::Write) -> io::Result<()> {
    for (side, paragraphs) in [(Side::Old, old), (Side::New, new)] {
        for doubt in paragraphs.iter().filter_map(|&p| caution::doubt(&diff.sides[side], side, p)) {
            writeln!(out, "> {}\n", line(&doubt))?;
        }
        for told in paragraphs.iter().filter_map(|&p| undeclared::under(diff, side, p)) {
            writeln!(out, "> ! {}\n", line(&told))?;
        }
    }
    Ok(())
}

/// Edits with both voices, as a paragraph or several.
fn edits(edits: &[Edit]) -> String {
    let mut page = Page::default();
    for edit in edits {
        match edit.op {
            Op::Equal | Op::Unknown => page.text(&edit.text),
            Op::Delete if edit.text.is_empty() => {}
            Op::Insert if edit.text.is_empty() => {}
            Op::Delete => page.mark("~~", &edit.text),
            Op::Insert => page.mark("**", &edit.text),
        }
    }
    guarded(&page.markdown)
}

/// Markdown in the making.
#[derive(Default)]
struct Page {
    markdown: String,
    /// The mark that the page ends with, and the character before it.
    closed: Option<(&'static str, char)>,
}

impl Page {
    fn text(&mut self, text: &str) {
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                self.end_paragraph();
            }
            self.plain(&inline(line));
        }
    }

    /// Marks a text line by line. Blanks at the ends of a mark stay outside of it, for a mark beside a blank is none;
    /// where nothing but blanks came or went, they are spelt out.
    fn mark(&mut self, mark: &'static str, text: &str) {
        let mut lines = text.split('\n').peekable();
        while let Some(line) = lines.next() {
            let ends = lines.peek().is_some();
            let line = if ends || line.is_empty() { safe::visible(line) } else { safe::marked(line) };
            let body = line.trim();
            let before = line.len() - line.trim_start().len();
            let after = line.trim_end().len();
            self.plain(&inline(line.get(..before).unwrap_or("")));
            match (body, ends) {
                ("", false) => {}
                (body, false) => self.marked(mark, &inline(body)),
                (body, true) => self.marked(mark, &format!("{}¶", inline(body))),
            }
            if !body.is_empty() {
                self.plain(&inline(line.get(after..).unwrap_or("")));
            }
            match (ends, mark) {
                (true, "**") => self.end_paragraph(),
                (true, _) => self.plain(" "),
                _ => {}
            }
        }
    }

    fn plain(&mut self, markdown: &str) {
        let Some(first) = markdown.chars().next() else { return };
        // A mark that ends in punctuation and runs into a word would not close.
        if self.closed.is_some_and(|(_, last)| !last.is_alphanumeric() && !parts(first)) {
            self.markdown.push_str(NOTHING);
        }
        self.closed = None;
        self.markdown.push_str(markdown);
    }

    fn marked(&mut self, mark: &'static str, markdown: &str) {
        let (Some(first), Some(last)) = (markdown.chars().next(), markdown.chars().next_back()) else { return };
        // Nor would one open that begins with punctuation and follows a word; and two alike would run together. GitHub
        // looks through a mark that has just closed.
        let before = self.closed.map(|(_, last)| last).or_else(|| self.markdown.chars().next_back());
        let follows_word = !first.is_alphanumeric() && before.is_some_and(|c| !parts(c));
        let runs_on =
            self.closed.is_some_and(|(other, last)| other == mark || (!last.is_alphanumeric() && !parts(first)));
        if follows_word || runs_on {
            self.markdown.push_str(NOTHING);
        }
        self.markdown.push_str(&format!("{mark}{markdown}{mark}"));
        self.closed = Some((mark, last));
    }

    fn end_paragraph(&mut self) {
        self.closed = None;
        self.markdown.push_str("\n\n");
    }
}

/// An empty comment parts a mark from a word and shows nothing.
const NOTHING: &str = "<!-- -->";

/// Whether a mark may stand beside the character whatever is on its other side.
fn parts(c: char) -> bool {
    c.is_whitespace() || c.is_ascii_punctuation()
}

/// One line of text that stands where a paragraph begins.
fn line(text: &str) -> String {
    guarded(&inline(text))
}

/// A sentence of ours, of which each passage that runs from right to left is set apart.
fn apart(sentence: &str) -> String {
    isolate::line(sentence, &mut false, |text| inline(text).into())
}

/// Text with nothing in it that begins markup inside a line.
fn inline(text: &str) -> String {
    let text = safe::visible(text);
    let mut markdown = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '<' => markdown.push_str("&lt;"),
            '>' => markdown.push_str("&gt;"),
            '&' => markdown.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '~' | '|' | '$' | '@' => markdown.extend(['\\', c]),
            // GitHub makes links of bare addresses.
            ':' if rest.as_str().starts_with("//") => markdown.push_str("\\:"),
            '.' if ends_in_www(&markdown) => markdown.push_str("\\."),
            c => markdown.push(c),
        }
    }
    markdown
}

fn ends_in_www(markdown: &str) -> bool {
    let from = markdown.len().saturating_sub(3);
    markdown.get(from..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// Markdown with nothing in it that begins a block: a list, a heading, a rule, indented code.
fn guarded(markdown: &str) -> String {
    let lines: Vec<String> = markdown.split('\n').map(guarded_line).collect();
    lines.join("\n")
}

fn guarded_line(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = line.split_at(digits);
    match rest.chars().next() {
        Some('.' | ')') if digits > 0 => format!("{number}\\{rest}"),
        Some('#' | '-' | '+' | '=') if digits == 0 => format!("\\{line}"),
        Some(c) if digits == 0 && c.is_whitespace() => {
            format!("&#{};{}", u32::from(c), line.get(c.len_utf8()..).unwrap_or(""))
        }
        _ => line.to_owned(),
    }
}
