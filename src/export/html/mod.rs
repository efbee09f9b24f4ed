//! The diff as one page that needs nothing else: no script, no font, no picture, no network.
//!
//! Both views are in it, one text with both voices and old beside new; three radio buttons and a style sheet choose. The
//! page's policy forbids scripts altogether and admits just the one style sheet, by its hash. Text of a dump only ever
//! becomes text: it is escaped, what would be invisible or reorder lines is spelt out, and each passage is its own
//! directional island.

mod markup;
mod one;
mod passage;
mod two;

use std::{
    borrow::Cow,
    io::{self, Write as _},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use self::markup::{Voices, edits, escape, link};
use super::{
    Exporter, Piece,
    provenance::{self, Fact, FactKind},
    reading,
};
use crate::{
    diff::{BlockKind, Edit, Op},
    model::Sides,
    text::isolate::pieces,
};

const STYLE: &str = include_str!("page.css");

/// A page.
#[derive(Debug, Clone, Copy)]
pub struct Html;

impl Exporter for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn summary(&self) -> &'static str {
        "a page to read, print and send, both texts in one and side by side"
    }

    fn suffix(&self) -> &'static str {
        "html"
    }

    fn write(&self, piece: &Piece<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let mut out = io::BufWriter::with_capacity(1 << 16, out);
        let facts = provenance::facts(piece);
        let items = reading::items(piece.diff, piece.context);
        head(piece, &mut out)?;
        masthead(piece, &facts, &mut out)?;
        controls(piece, &mut out)?;
        out.write_all(b"<main>\n<section class=\"one\" aria-label=\"Both texts in one\">\n")?;
        one::write(piece.diff, &items, &mut out)?;
        out.write_all(b"</section>\n<section class=\"two\" aria-label=\"Old and new side by side\">\n")?;
        two::write(piece, &items, &mut out)?;
        out.write_all(b"</section>\n</main>\n")?;
        colophon(piece, &facts, &mut out)?;
        out.write_all(b"</div>\n</body>\n</html>\n")?;
        out.flush()
    }
}

fn head(piece: &Piece<'_>, out: &mut impl io::Write) -> io::Result<()> {
    let style = STANDARD.encode(Sha256::digest(STYLE));
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{style}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"generator\" content=\"{}\">\n<title>{}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<div class=\"page\">\n",
        provenance::PROGRAM,
        escape(&window_title(piece)),
    )
}

fn window_title(piece: &Piece<'_>) -> String {
    let (old, new) = (piece.diff.sides.old.revision, piece.diff.sides.new.revision);
    let pair = if piece.files.is_none() { format!(": revisions {old} and {new}") } else { String::new() };
    format!("{}{pair}", title(piece))
}

/// What the page is called: by the headline, or by the files.
fn title<'a>(piece: &Piece<'a>) -> Cow<'a, str> {
    if let Some(Sides { old, new }) = piece.files {
        return format!("{old} → {new}").into();
    }
    let sides = &piece.diff.sides;
    let known = [&sides.new.title, &sides.old.title, &piece.article.title].into_iter().find(|t| !t.trim().is_empty());
    known.map_or("No headline known", String::as_str).into()
}

/// The headline with its edits, what is compared, what became of it, and what must be known before it is believed.
fn masthead(piece: &Piece<'_>, facts: &[Fact], out: &mut impl io::Write) -> io::Result<()> {
    let diff = piece.diff;
    let source = if piece.article.source.is_empty() { "source not named" } else { &piece.article.source };
    writeln!(out, "<header>")?;
    if piece.files.is_none() {
        writeln!(out, "<p class=\"kicker\"><bdi>{}</bdi></p>", escape(source))?;
    }
    let headline = headline(&diff.headline).unwrap_or_else(|| escape(&title(piece)));
    writeln!(out, "<h1 lang=\"\" dir=\"auto\">{headline}</h1>")?;
    for fact in facts.iter().filter(|f| f.kind == FactKind::Compared) {
        writeln!(out, "<p class=\"byline\"><b>{}</b> {}</p>", fact.label, escape(&fact.value))?;
    }
    for fact in facts.iter().filter(|f| f.kind == FactKind::Counts) {
        writeln!(out, "<p class=\"counts\">{}</p>", apart(&fact.value))?;
    }
    let cautions: Vec<&Fact> = facts.iter().filter(|f| f.kind == FactKind::Caution).collect();
    if !cautions.is_empty() {
        writeln!(out, "<aside class=\"cautions\" aria-label=\"Cautions\"><ul>")?;
        for fact in cautions {
            writeln!(out, "<li><b>{}</b> {}</li>", fact.label, escape(&fact.value))?;
        }
        writeln!(out, "</ul></aside>")?;
    }
    writeln!(out, "</header>")
}

/// A sentence of ours, of which each passage that runs from right to left is set apart.
fn apart(sentence: &str) -> String {
    let each = pieces(sentence, &mut false).into_iter().map(|(text, apart)| match apart {
        true => format!("<bdi>{}</bdi>", escape(text)),
        false => escape(text),
    });
    each.collect()
}

/// The headline with its edits; one that was replaced whole stands above the new one. `None` where none is known.
fn headline(headline: &[Edit]) -> Option<String> {
    let replaced = headline.iter().all(|e| e.op != Op::Equal);
    let markup = if replaced {
        let lines: Vec<String> = headline.iter().map(|e| edits(std::slice::from_ref(e), Voices::Both)).collect();
        lines.iter().filter(|l| !l.is_empty()).map(String::as_str).collect::<Vec<_>>().join("<br>")
    } else {
        edits(headline, Voices::Both)
    };
    (!markup.is_empty()).then_some(markup)
}

/// The choice of views, and what the marks mean with how many paragraphs bear each.
fn controls(piece: &Piece<'_>, out: &mut impl io::Write) -> io::Result<()> {
    for (i, (id, words)) in
        [("auto", "As the width allows"), ("one", "Both in one"), ("two", "Side by side")].iter().enumerate()
    {
        let checked = if i == 0 { " checked" } else { "" };
        write!(
            out,
            "<input type=\"radio\" name=\"view\" id=\"view-{id}\" aria-label=\"View: {words}\"{checked}>\
             <label for=\"view-{id}\">{words}</label>"
        )?;
    }
    writeln!(
        out,
        "<input type=\"checkbox\" id=\"brief\"><label for=\"brief\">Shorten what did not change</label>\n\
         <ul class=\"legend\" aria-label=\"Legend\"><li><ins>inserted</ins></li><li><del>deleted</del></li>"
    )?;
    for (kind, count) in BlockKind::ALL.into_iter().zip(&piece.diff.summary.by_kind) {
        let figure = match (count.old, count.new) {
            (0, 0) => continue,
            (old, new) if old == new || old == 0 => new.to_string(),
            (old, 0) => old.to_string(),
            (old, new) => format!("{old} → {new}"),
        };
        let word = if kind == BlockKind::Same { "unchanged" } else { kind.word() };
        writeln!(
            out,
            "<li class=\"{}\"><span class=\"sign\" aria-hidden=\"true\">{}</span> {word} <b>{figure}</b></li>",
            kind.word(),
            passage::sign(kind),
        )?;
    }
    writeln!(out, "</ul>")
}

/// Where everything comes from.
fn colophon(piece: &Piece<'_>, facts: &[Fact], out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out, "<footer>\n<h2>Provenance</h2>\n<dl>")?;
    for fact in facts {
        let value = escape(&fact.value);
        let value = match (fact.kind, link(&fact.value)) {
            (FactKind::Url, Some(url)) => {
                format!("<a href=\"{}\" rel=\"noopener noreferrer nofollow\">{value}</a>", escape(url))
            }
            (FactKind::Hash, _) => format!("<code>{value}</code>"),
            (FactKind::Counts, _) => format!("<bdi>{}</bdi>", apart(&fact.value)),
            _ => format!("<bdi>{value}</bdi>"),
        };
        writeln!(out, "<div><dt>{}</dt><dd>{value}</dd></div>", fact.label)?;
    }
    let times = match piece.files {
        Some(_) => "",
        None => " Times are those at which a tracker saw a revision, not those of publication.",
    };
    let hashes = "Each hash is over the headline and the paragraphs, joined by line feeds.";
    writeln!(out, "</dl>\n<p>{hashes}{times}</p>\n</footer>")
}
