//! A diff out as a document. [`Exporter`] is the trait, [`EXPORTERS`] the table, a file per format.
//!
//! Every document names the article, its source and URL, both revisions with the times at which they were seen, and the
//! SHA-256 of both texts, so that a third party can check it; and says where sides were inferred or text is missing.

mod caution;
pub mod html;
pub mod inline;
pub mod json;
pub mod markdown;
pub mod patch;
pub mod patch_of_files;
pub mod provenance;
pub mod reading;
pub mod safe;
pub mod save;

use std::io;

use crate::{
    diff::Diff,
    model::{ArticleHead, Sides},
};

/// What is exported.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    /// The article.
    pub article: &'a ArticleHead,
    /// The diff of two of its revisions.
    pub diff: &'a Diff,
    /// Unchanged paragraphs that stay on either side of a change, in documents of which a part may be left out
    /// ([`Exporter::excerpts`]); `None`: all.
    pub context: Option<usize>,
    /// The names of two plain files, where these are compared and no revisions: nothing is known of them but their texts.
    pub files: Option<Sides<&'a str>>,
}

impl<'a> Piece<'a> {
    /// All of a diff.
    #[must_use]
    pub fn whole(article: &'a ArticleHead, diff: &'a Diff) -> Piece<'a> {
        Piece { article, diff, context: None, files: None }
    }
}

/// A document format.
pub trait Exporter: Sync {
    /// The value of `--as`: one lower-case word.
    fn name(&self) -> &'static str;
    /// What it is, in a few words, for menus and `--help`.
    fn summary(&self) -> &'static str;
    /// The file's suffix, without the dot.
    fn suffix(&self) -> &'static str;
    /// Writes the document.
    ///
    /// # Errors
    /// Only those of `out`.
    fn write(&self, piece: &Piece<'_>, out: &mut dyn io::Write) -> io::Result<()>;
    /// Whether a part of a diff makes a document of this format; else it is always the whole.
    fn excerpts(&self) -> bool {
        true
    }
    /// Whether it holds what the dump holds to the byte, control characters too, so that a terminal must not be sent it.
    fn is_exact(&self) -> bool {
        false
    }
    /// Writes the document for a page so many cells wide; formats that know no lines do not mind the width.
    ///
    /// # Errors
    /// Only those of `out`.
    fn write_wide(&self, piece: &Piece<'_>, width: u16, out: &mut dyn io::Write) -> io::Result<()> {
        let _ = width;
        self.write(piece, out)
    }
}

/// The exporter with a name, as `--as` gives it.
#[must_use]
pub fn named(name: &str) -> Option<&'static dyn Exporter> {
    EXPORTERS.iter().copied().find(|e| e.name() == name)
}

/// Every exporter, in the order of menus.
pub static EXPORTERS: &[&dyn Exporter] =
    &[&patch::Patch, &html::Html, &markdown::Markdown, &json::Json, &inline::Ansi, &inline::Text];
