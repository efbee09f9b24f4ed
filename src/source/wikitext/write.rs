//! The second pass: what is left, line by line, as paragraphs.

use super::{
    super::entities,
    redirect::redirected,
    structure::{Cut, Kind},
};

/// What a line of wikitext is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Nothing of it has been seen.
    Open,
    /// Text, that goes on where the line before was text.
    Plain,
    /// A paragraph of its own: a list's entry, a line that begins with a blank.
    Alone,
    /// A heading of that many signs.
    Heading(usize),
}

struct Writer<'t> {
    text: &'t str,
    out: String,
    /// Where the paragraph under way begins.
    start: usize,
    line: Line,
    /// The line before was text, and the next goes on with it.
    flows: bool,
    /// What the first character of the paragraph is to be preceded by.
    before: &'static str,
    /// Something was folded away since the last character.
    gap: bool,
    /// The last `(` of the paragraph, and whether something was folded away behind it.
    paren: Option<(usize, bool)>,
}

/// Writes a text without its cuts.
pub(super) fn written(text: &str, cuts: Vec<Cut>) -> String {
    let mut writer = Writer {
        text,
        out: String::with_capacity(text.len() / 2),
        start: 0,
        line: Line::Open,
        flows: false,
        before: "",
        gap: false,
        paren: None,
    };
    let mut at = 0;
    if let Some((target, end)) = redirected(text) {
        writer.paragraph();
        writer.out.push_str("→ ");
        writer.push(target);
        writer.end_line();
        writer.flows = false;
        at = end;
    }
    for cut in cuts {
        if cut.from < at {
            continue;
        }
        writer.wikitext(at, cut.from);
        writer.cut(&cut);
        at = cut.to;
    }
    writer.wikitext(at, text.len());
    writer.end_line();
    writer.trim();
    writer.out
}

static SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut index = 0;
    while index < 8 {
        special[b"\n'&_()\r\t"[index] as usize] = true;
        index += 1;
    }
    special
};

impl Writer<'_> {
    fn cut(&mut self, cut: &Cut) {
        match cut.kind {
            Kind::Mark => {}
            Kind::With(text) => {
                self.begin();
                self.push(text);
            }
            Kind::Gap | Kind::Block => {
                self.gap = true;
                if let Some(paren) = &mut self.paren {
                    paren.1 = true;
                }
                // What stood between paragraphs keeps them apart.
                if self.line == Line::Open && cut.kind == Kind::Block {
                    self.flows = false;
                }
            }
            Kind::Break => {
                self.end_line();
                self.flows = false;
                self.line = Line::Open;
            }
            Kind::Literal | Kind::LiteralLines => {
                let text = self.text.get(cut.from..cut.to).unwrap_or_default();
                for (index, line) in text.split('\n').enumerate() {
                    if index > 0 && cut.kind == Kind::LiteralLines {
                        self.end_line();
                        self.flows = false;
                    } else if index > 0 {
                        self.push(" ");
                    }
                    if !line.trim().is_empty() {
                        self.begin();
                        self.literal(line);
                    }
                }
            }
        }
    }

    /// Text without cuts.
    fn wikitext(&mut self, from: usize, to: usize) {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while at < to {
            if self.line == Line::Open {
                at = self.line_start(at, to);
                if at >= to {
                    break;
                }
            }
            let rest = bytes.get(at..to).unwrap_or_default();
            let ahead = rest.iter().position(|b| SPECIAL[usize::from(*b)]).unwrap_or(rest.len());
            if ahead > 0 {
                let text = self.text.get(at..at + ahead).unwrap_or_default();
                if self.line != Line::Open || !text.trim().is_empty() {
                    self.begin();
                    self.push(text);
                }
                at += ahead;
                continue;
            }
            at = self.special(at, to);
        }
    }

    /// What is special at `at`; the place behind it.
    fn special(&mut self, at: usize, to: usize) -> usize {
        let bytes = self.text.as_bytes();
        let run = |byte: u8| bytes.get(at..to).unwrap_or_default().iter().take_while(|b| **b == byte).count();
        match bytes.get(at).copied().unwrap_or(0) {
            b'\n' => {
                self.end_line();
                at + 1
            }
            b'\r' => at + 1,
            b'\'' => {
                let run = run(b'\'');
                // Two, three and five are marks; what is more is text.
                let shown = match run {
                    1 => 1,
                    4 => 1,
                    2 | 3 | 5 => 0,
                    more => more - 5,
                };
                if shown > 0 {
                    self.begin();
                    (0..shown).for_each(|_| self.push("'"));
                }
                at + run
            }
            b'&' => {
                self.begin();
                at + self.reference(self.text.get(at..to).unwrap_or_default())
            }
            b'_' => {
                let length = magic(self.text.get(at..to).unwrap_or_default());
                if length == 0 {
                    self.begin();
                    self.push("_");
                } else {
                    self.gap = true;
                }
                at + length.max(1)
            }
            b'(' => {
                self.begin();
                self.push("(");
                self.paren = Some((self.out.len() - 1, false));
                at + 1
            }
            b')' => {
                self.begin();
                self.close_paren();
                at + 1
            }
            // A tab.
            _ => {
                self.push(" ");
                at + 1
            }
        }
    }

    /// Sees what a line is; the place behind its marks.
    fn line_start(&mut self, at: usize, to: usize) -> usize {
        let bytes = self.text.as_bytes();
        let rest = bytes.get(at..to).unwrap_or_default();
        let count = |marks: &[u8]| rest.iter().take_while(|b| marks.contains(b)).count();
        match rest.first() {
            Some(b'*' | b'#' | b':' | b';') => {
                let marks = count(b"*#:;");
                let bullet = rest.get(..marks).is_some_and(|m| m.contains(&b'*') || m.contains(&b'#'));
                self.alone(if bullet { "• " } else { "" });
                at + marks + rest.get(marks..).unwrap_or_default().iter().take_while(|b| **b == b' ').count()
            }
            Some(b'=') => {
                let signs = count(b"=");
                if signs > 6 {
                    return at;
                }
                self.alone("");
                self.line = Line::Heading(signs);
                at + signs
            }
            Some(b'-') if count(b"-") >= 4 => {
                self.alone("");
                at + count(b"-")
            }
            Some(b' ' | b'\t') => {
                let blanks = count(b" \t");
                // A blank line is one for all its blanks; where a cut follows, what comes behind it decides.
                if !matches!(rest.get(blanks), None | Some(b'\n' | b'\r')) {
                    self.alone("");
                }
                at + blanks
            }
            _ => at,
        }
    }

    /// The line is a paragraph of its own.
    fn alone(&mut self, before: &'static str) {
        self.flows = false;
        self.paragraph();
        self.line = Line::Alone;
        self.before = before;
    }

    /// A character comes.
    fn begin(&mut self) {
        if self.line == Line::Open {
            if self.flows {
                if !self.out.ends_with([' ', '\n']) {
                    self.out.push(' ');
                }
            } else {
                self.paragraph();
            }
            self.line = Line::Plain;
        }
    }

    fn push(&mut self, text: &str) {
        let mut text = text;
        if self.out.len() == self.start {
            text = text.trim_start();
            if text.is_empty() {
                return;
            }
            self.out.push_str(self.before);
            self.before = "";
        } else if self.gap {
            // No blank before a full stop, and none twice, where something is gone.
            if text.trim_start_matches(' ').starts_with(['.', ',', ';', ':', ')', '!', '?']) {
                self.trim();
                text = text.trim_start_matches(' ');
            } else if self.out.ends_with([' ', '(']) {
                text = text.trim_start_matches(' ');
            }
        }
        self.gap &= text.is_empty();
        self.out.push_str(text);
    }

    /// Text in which only entities mean something.
    fn literal(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
            let (before, from) = rest.split_at(at);
            self.push(before);
            let length = self.reference(from);
            rest = from.get(length..).unwrap_or_default();
        }
        self.push(rest);
    }

    /// What the character reference at the beginning of a text means; the bytes it takes. In wikitext one has a semicolon
    /// always, and no control character comes of it.
    fn reference(&mut self, text: &str) -> usize {
        let mut meant = String::new();
        let length = entities::reference(text, &mut meant);
        if length == 0 || text.as_bytes().get(length - 1) != Some(&b';') {
            self.push("&");
            return 1;
        }
        self.push(&meant.replace(char::is_control, " "));
        length
    }

    /// Brackets around nothing but what was folded away go too.
    fn close_paren(&mut self) {
        if let Some((at, true)) = self.paren.take().filter(|paren| paren.0 >= self.start) {
            let inside = self.out.get(at + 1..).unwrap_or_default();
            let loose = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '/' | '\u{a0}');
            let kept = inside.trim_matches(loose);
            if kept.is_empty() {
                self.out.truncate(at);
                self.trim();
                self.gap = true;
                return;
            }
            if kept.len() < inside.len() {
                let kept = kept.to_owned();
                self.out.truncate(at + 1);
                self.out.push_str(&kept);
            }
        }
        self.push(")");
    }

    fn trim(&mut self) {
        while self.out.len() > self.start && self.out.ends_with([' ', '\t']) {
            self.out.pop();
        }
        // Nothing came of a paragraph: its bullet alone is none.
        if self.out.len() == self.start && self.out.ends_with('\n') && self.start == self.out.len() {
            self.out.pop();
            self.start = self.out.len();
        }
    }

    /// A new paragraph begins.
    fn paragraph(&mut self) {
        self.trim();
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.start = self.out.len();
        (self.before, self.paren, self.gap) = ("", None, false);
    }

    fn end_line(&mut self) {
        match self.line {
            // A line of which nothing is shown.
            Line::Open => self.flows = false,
            Line::Plain => self.flows = true,
            Line::Alone => self.flows = false,
            Line::Heading(signs) => {
                self.flows = false;
                self.end_heading(signs);
            }
        }
        self.line = Line::Open;
    }

    /// Takes a heading's closing signs away; a line without them was text.
    fn end_heading(&mut self, signs: usize) {
        self.trim();
        let heading = self.out.get(self.start..).unwrap_or_default();
        let closing = heading.len() - heading.trim_end_matches('=').len();
        if closing == 0 || heading.len() == closing {
            let marks = format!("{} ", "======".get(..signs).unwrap_or_default());
            self.out.insert_str(self.start, &marks);
        } else {
            self.out.truncate(self.out.len() - closing.min(signs));
            self.trim();
        }
    }
}

/// Bytes of a word like `__NOTOC__` at the beginning of a text; 0 where it is none.
fn magic(text: &str) -> usize {
    let Some(inside) = text.strip_prefix("__") else { return 0 };
    let end = inside.char_indices().take(40).find(|(_, c)| !(c.is_uppercase() || *c == '_'));
    let word = inside.get(..end.map_or(inside.len().min(80), |end| end.0)).unwrap_or_default();
    let name = word.trim_end_matches('_');
    let closed = word.len() - name.len() >= 2;
    if closed && name.chars().count() >= 3 { 2 + name.len() + 2 } else { 0 }
}
