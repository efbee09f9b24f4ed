//! The nodes that hold an article, as paragraphs.

use std::{collections::HashSet, sync::Arc};

use super::{
    body::{Body, CARD},
    name::Name,
    sentences,
    tree::{Node, Tree},
};
use crate::source::entities;

/// Bytes of a page's paragraphs, about; what comes behind is cut.
pub(super) const LONGEST: usize = 8 << 20;

/// Bytes of a table's row up to which it is a line of figures rather than a part of the page's frame.
const ROW: u32 = 400;

/// Bytes of a paragraph that says too much to stand twice in an article.
const REPEATED: usize = 40;

/// Bytes of a page that are looked at for a line, and for all of its lines.
const LINE: usize = 16 << 10;
const LINES: usize = 256 << 10;

/// Writes paragraphs.
#[derive(Default)]
struct Writer {
    paragraphs: Vec<Arc<str>>,
    line: String,
    /// Bytes of the line that are linked.
    linked: usize,
    /// Bytes of the line that tell a time.
    timed: usize,
    /// Whether the line is a heading.
    heading: bool,
    /// Whether the last paragraph is one.
    headed: bool,
    /// Whether a blank stands between what the line holds and what comes next.
    gap: bool,
    written: usize,
    /// Whether lines ends count, as in `pre`.
    kept: bool,
    /// Whether what is written stands in a list, or is a heading.
    list: bool,
}

/// The paragraphs of an article.
pub(super) fn paragraphs(tree: &Tree<'_>, body: &Body) -> Vec<Arc<str>> {
    let mut writer = Writer::default();
    let mut told: HashSet<Arc<str>> = HashSet::new();
    for root in &body.roots {
        let from = writer.paragraphs.len();
        writer.node(tree, body, *root);
        writer.flush();
        // What stands in several parts of a page, as one for large screens and one for small, is told once.
        let part = writer.paragraphs.split_off(from.min(writer.paragraphs.len()));
        writer.paragraphs.extend(part.iter().filter(|text| text.len() < REPEATED || !told.contains(*text)).cloned());
        told.extend(part);
    }
    writer.paragraphs
}

/// All text of a node in one line, however it is laid out.
pub(super) fn line(tree: &Tree<'_>, at: usize) -> String {
    joined(tree, at, false)
}

/// All text of a node, a line a block.
pub(super) fn lines(tree: &Tree<'_>, at: usize) -> String {
    joined(tree, at, true)
}

/// The text of a node up to a bound, about; nodes may lie in each other, and each be asked.
fn joined(tree: &Tree<'_>, at: usize, parted: bool) -> String {
    let mut writer = Writer::default();
    let mut left = if parted { LINES } else { LINE };
    for node in tree.nodes.get(at..tree.end(at)).unwrap_or_default() {
        match node.name {
            Name::Text => {
                let most =
                    (0..=left.min(node.text.len())).rev().find(|at| node.text.is_char_boundary(*at)).unwrap_or(0);
                let text = node.text.get(..most).unwrap_or_default();
                writer.text(&Node { text, ..*node });
                left -= text.len();
            }
            name if name.is_inline() => {}
            _ if parted && !writer.line.is_empty() && !writer.line.ends_with('\n') => writer.line.push('\n'),
            _ => writer.gap = true,
        }
        // A character may not fit.
        if left < 4 {
            break;
        }
    }
    writer.line
}

impl Writer {
    fn node(&mut self, tree: &Tree<'_>, body: &Body, root: usize) {
        let end = tree.nodes.get(root).map_or(0, |n| n.end as usize);
        // Where the blocks that are open end, and what they are.
        let mut open: Vec<(usize, Name)> = Vec::new();
        let mut row_end = 0;
        let mut at = root;
        while at < end {
            while let Some((_, name)) = open.pop_if(|(end, _)| *end <= at) {
                if name == Name::Cell && at < row_end {
                    self.gap = true;
                } else {
                    self.flush();
                }
                self.kept &= name != Name::Pre;
                self.list &= name != Name::List;
            }
            if self.written > LONGEST {
                return;
            }
            let Some(node) = tree.nodes.get(at) else { return };
            let figures = body.figures.get(at).copied().unwrap_or_default();
            if at != root && (figures.dropped || beside(node, body, at)) {
                if !figures.dropped && self.headed && self.line.is_empty() {
                    // The heading of a list that leads away.
                    self.paragraphs.pop();
                    self.headed = false;
                }
                // What is left out of a line still parts its words.
                self.gap |= !node.name.is_inline();
                at = node.end as usize;
                continue;
            }
            match node.name {
                Name::Text => {
                    let before = self.line.len();
                    self.text(node);
                    let in_time = tree.nodes.get(node.parent as usize).is_some_and(|n| n.name == Name::Time);
                    self.timed += if in_time { self.line.len().saturating_sub(before) } else { 0 };
                }
                Name::Br => self.flush(),
                name if name.is_inline() => {}
                Name::Cell if at < row_end => {
                    if !self.line.is_empty() {
                        self.line.push_str(" |");
                        self.gap = true;
                    }
                    open.push((node.end as usize, Name::Cell));
                }
                name => {
                    self.flush();
                    open.push((node.end as usize, name));
                    self.heading = matches!(name, Name::Heading | Name::H1);
                    self.kept |= name == Name::Pre;
                    self.list |= name == Name::List;
                    if name == Name::Row && is_line(tree, body, at) {
                        row_end = node.end as usize;
                    }
                }
            }
            at += 1;
        }
        self.kept = false;
        self.list = false;
    }

    fn text(&mut self, node: &Node<'_>) {
        let text = entities::resolved(node.text);
        let before = self.line.len();
        for (n, part) in text.split(blank).enumerate() {
            if n > 0 {
                self.gap = true;
            }
            if part.is_empty() {
                continue;
            }
            if self.gap && !self.line.is_empty() {
                self.line.push(' ');
            }
            self.gap = false;
            self.line.push_str(part);
        }
        if self.kept && text.contains('\n') {
            return self.lines(&text, before);
        }
        if node.linked {
            self.linked += self.line.len() - before;
        }
    }

    /// Text whose line ends count: what came before stands again at the beginning of its first line.
    fn lines(&mut self, text: &str, before: usize) {
        self.line.truncate(before);
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                self.flush();
            }
            self.line.push_str(line.trim_end());
        }
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let linked = std::mem::take(&mut self.linked);
        let timed = std::mem::take(&mut self.timed);
        let heading = std::mem::take(&mut self.heading);
        self.gap = false;
        let text = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
        let empty =
            text.trim_matches(|c: char| matches!(c, '|' | ',' | ';' | '·' | '•' | '/') || c.is_whitespace()).is_empty();
        // A paragraph that is nothing but a short link leads elsewhere.
        let leads_away = !self.list && linked * 10 >= text.len() * 9 && linked < 200 && !sentences::end(text);
        // Nor is a time that stands alone a part of the text.
        if empty || leads_away || timed * 10 >= text.len() * 9 {
            return;
        }
        self.headed = heading;
        self.written += text.len();
        self.paragraphs.push(Arc::from(text));
    }
}

/// What parts words, and is one blank wherever it stands. Other spaces stay as found.
fn blank(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}')
}

/// Whether a node inside of the article leads away from it: lists and boxes that are nearly nothing but links.
fn beside(node: &Node<'_>, body: &Body, at: usize) -> bool {
    let Some(figures) = body.figures.get(at) else { return false };
    let text = figures.text;
    // Tables and lists hold text that is linked, too.
    let much = match node.name {
        Name::List | Name::Table => 85,
        Name::Block | Name::Other | Name::Article if figures.leads_on || text < CARD / 6 => 50,
        Name::Block | Name::Other | Name::Article => 60,
        _ => return false,
    };
    // A card that is one link holds a title beside its sentences.
    let card = figures.blocks && figures.linked_share() > 95 && text < CARD / 3;
    let sentences = if card { figures.sentences >= text } else { figures.sentences * 2 > text };
    figures.linked_share() > much && text - figures.linked.min(text) < 400 && text < 4000 && !sentences
}

/// Whether a row is a line of figures: several short cells, none with blocks in it.
fn is_line(tree: &Tree<'_>, body: &Body, row: usize) -> bool {
    let Some(node) = tree.nodes.get(row) else { return false };
    let short = body.figures.get(row).is_some_and(|f| f.text < ROW);
    let mut cells = 0;
    let mut at = row + 1;
    while short && at < node.end as usize {
        let Some(cell) = tree.nodes.get(at) else { return false };
        if cell.name == Name::Cell {
            let figures = body.figures.get(at).copied().unwrap_or_default();
            if figures.blocks && figures.text > 80 {
                return false;
            }
            cells += usize::from(figures.text > 0);
        }
        at = cell.end as usize;
    }
    cells > 1
}
