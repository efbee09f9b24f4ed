//! Both texts in one, as lines for a terminal or a plain file: what `recension diff` prints.
//!
//! `ansi` marks with colours, underline and strike-through; its only control characters are line feeds and escape
//! sequences that set those. `text` marks with `[-…-]` and `{+…+}`. Both have signs in the margin: `+ - ~ ⇅ ?`.

use std::io::{self, Write as _};

use super::{
    Exporter, Piece, caution,
    provenance::{self, Fact, FactKind},
    safe,
};
use crate::{
    diff::rows::{self, Layout, Line, Row, RowKind, View},
    model::Side,
    text::{
        Role, Roles,
        isolate::{is_right_to_left, pieces},
        wrap::wrap,
    },
};

/// Lines with colours, for terminals and `less -R`.
#[derive(Debug, Clone, Copy)]
pub struct Ansi;

/// Plain lines.
#[derive(Debug, Clone, Copy)]
pub struct Text;

/// The width of a page that nobody gave one, in cells.
const WIDTH: u16 = 80;

impl Exporter for Ansi {
    fn name(&self) -> &'static str {
        "ansi"
    }

    fn summary(&self) -> &'static str {
        "both texts in one, coloured, for terminals and less -R"
    }

    fn suffix(&self) -> &'static str {
        "ansi"
    }

    fn write(&self, piece: &Piece<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        write(piece, WIDTH, true, out)
    }

    fn write_wide(&self, piece: &Piece<'_>, width: u16, out: &mut dyn io::Write) -> io::Result<()> {
        write(piece, width, true, out)
    }
}

impl Exporter for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn summary(&self) -> &'static str {
        "both texts in one, plain, with [-deleted-] and {+inserted+}"
    }

    fn suffix(&self) -> &'static str {
        "txt"
    }

    fn write(&self, piece: &Piece<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        write(piece, WIDTH, false, out)
    }

    fn write_wide(&self, piece: &Piece<'_>, width: u16, out: &mut dyn io::Write) -> io::Result<()> {
        write(piece, width, false, out)
    }
}

fn write(piece: &Piece<'_>, width: u16, coloured: bool, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page { coloured, out: io::BufWriter::with_capacity(1 << 16, out) };
    let facts = provenance::facts(piece);
    let first = |f: &&Fact| matches!(f.kind, FactKind::Compared | FactKind::Counts | FactKind::Caution);
    // What is read before the text is broken as it is; of what stands below it addresses and hashes stay whole.
    facts.iter().filter(first).try_for_each(|fact| page.fact(fact, usize::from(width)))?;
    page.out.write_all(b"\n")?;
    let layout = Layout {
        width,
        view: if piece.context.is_some() { View::ChangesOnly } else { View::Inline },
        context: piece.context.unwrap_or_default(),
        wrap: true,
        numbers: true,
        brackets: !coloured,
        paper: true,
        ..Layout::default()
    };
    let laid = rows::lay_out(piece.diff, &layout);
    let sides = &piece.diff.sides;
    let digits = sides.old.paragraphs.len().max(sides.new.paragraphs.len()).to_string().len();
    laid.rows.iter().try_for_each(|row| page.row(row, digits))?;
    page.doubts(piece)?;
    page.out.write_all(b"\n")?;
    facts.iter().filter(|f| !first(f)).try_for_each(|fact| page.fact(fact, usize::MAX))?;
    page.out.flush()
}

/// Stands before the further lines of a fact.
const HANGING: &str = "  ";

/// Lines being written.
struct Page<W: io::Write> {
    coloured: bool,
    out: W,
}

impl<W: io::Write> Page<W> {
    /// A fact in lines of at most so many cells.
    fn fact(&mut self, fact: &Fact, width: usize) -> io::Result<()> {
        let role = if fact.kind == FactKind::Caution { Role::Uncertain } else { Role::Faint };
        let label = format!("{}: ", fact.label);
        self.span(&label, Roles::of(role))?;
        let told = label.clone() + &fact.value;
        let mut is_apart = false;
        for line in wrap(&told, width.saturating_sub(HANGING.len())) {
            self.out.write_all(if line.start == 0 { "" } else { HANGING }.as_bytes())?;
            let line = told.get(line.start.max(label.len())..line.end).unwrap_or_default();
            for (text, apart) in pieces(line.trim_end_matches(' '), &mut is_apart) {
                let text = safe::visible(text);
                let isolate = apart || text.chars().any(is_right_to_left);
                self.bracketed(isolate, |page| page.span(&text, Roles::of(Role::Text)))?;
            }
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn row(&mut self, row: &Row, digits: usize) -> io::Result<()> {
        if let Some(line) = row.lines.old.as_ref().or(row.lines.new.as_ref()).filter(|_| row.kind != RowKind::Blank) {
            self.line(line, digits)?;
        }
        self.out.write_all(b"\n")
    }

    fn line(&mut self, line: &Line, digits: usize) -> io::Result<()> {
        let text = line.spans.iter().any(|s| !s.text.is_empty());
        if line.sign != ' ' {
            self.sign(line)?;
        }
        let number = line.number.map(|n| n.to_string()).unwrap_or_default();
        if !text && number.is_empty() {
            return Ok(());
        }
        self.out.write_all(if line.sign == ' ' { b"  " } else { b" " })?;
        self.out.write_all(" ".repeat(digits.saturating_sub(number.len())).as_bytes())?;
        self.span(&number, Roles::of(Role::Faint))?;
        self.out.write_all(b"  ")?;
        let right_to_left = line.spans.iter().any(|span| runs_right_to_left(&span.text));
        let mut left = read(line);
        self.bracketed(right_to_left, |page| {
            line.spans.iter().try_for_each(|span| {
                let shown = &span.text[..span.text.len().min(left)];
                left -= shown.len();
                page.span(shown, span.roles)
            })
        })
    }

    /// Paragraphs whose side is uncertain or was set by hand, with their grounds.
    fn doubts(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        for side in Side::BOTH {
            let text = &piece.diff.sides[side];
            for doubt in piece.diff.shown(side).into_iter().filter_map(|p| caution::doubt(text, side, p)) {
                self.out.write_all(b"\n")?;
                self.isolated(&safe::visible(&doubt), Roles::of(Role::Uncertain))?;
            }
        }
        self.out.write_all(b"\n")
    }

    fn isolated(&mut self, text: &str, roles: Roles) -> io::Result<()> {
        self.bracketed(runs_right_to_left(text), |page| page.span(text, roles))
    }

    /// Text that runs from right to left stays in its place between marks that close on the same line.
    fn bracketed(&mut self, isolate: bool, write: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        self.out.write_all(if isolate { "\u{2068}" } else { "" }.as_bytes())?;
        write(self)?;
        self.out.write_all(if isolate { "\u{2069}" } else { "" }.as_bytes())
    }

    /// The sign in the margin: the colour of its role without the lines under and through it.
    fn sign(&mut self, line: &Line) -> io::Result<()> {
        let colour = line.sign_roles.iter().find_map(colour);
        self.styled(&line.sign.to_string(), &colour.into_iter().collect::<Vec<_>>())
    }

    fn span(&mut self, text: &str, roles: Roles) -> io::Result<()> {
        if !self.coloured {
            return self.out.write_all(safe::visible(text).as_bytes());
        }
        // What went or came shows so even inside of what moved.
        let colour =
            [Role::Inserted, Role::Deleted].into_iter().filter(|&r| roles.has(r)).chain(roles.iter()).find_map(colour);
        let codes: Vec<&str> = roles.iter().filter_map(attribute).chain(colour).collect();
        self.styled(&safe::visible(text), &codes)
    }

    fn styled(&mut self, text: &str, codes: &[&str]) -> io::Result<()> {
        if codes.is_empty() || text.is_empty() || !self.coloured {
            return self.out.write_all(text.as_bytes());
        }
        write!(self.out, "\u{1b}[{}m{text}\u{1b}[0m", codes.join(";"))
    }
}

/// Whether anything in a text runs from right to left.
fn runs_right_to_left(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_right_to_left)
}

/// The bytes of a line that are read: the blank at which it was broken is no part of it.
fn read(line: &Line) -> usize {
    let mut end = line.spans.iter().map(|span| span.text.len()).sum::<usize>();
    for span in line.spans.iter().rev() {
        let read = span.text.trim_end().len();
        end -= span.text.len() - read;
        if read > 0 {
            break;
        }
    }
    end
}

/// The code of a role's attribute: bold, faint, slanted, underlined, struck.
fn attribute(role: Role) -> Option<&'static str> {
    match role {
        Role::Headline => Some("1"),
        Role::Faint | Role::Label | Role::Rule => Some("2"),
        Role::Uncertain | Role::Hole => Some("3"),
        Role::Inserted => Some("4"),
        Role::Deleted => Some("9"),
        _ => None,
    }
}

/// The code of a role's colour: one of the five that read on a light and on a dark terminal.
fn colour(role: Role) -> Option<&'static str> {
    match role {
        Role::Inserted => Some("32"),
        Role::Deleted => Some("31"),
        Role::Moved => Some("35"),
        Role::Edited => Some("36"),
        Role::Uncertain | Role::Hole => Some("33"),
        _ => None,
    }
}
