//! Articles of which a dump may not say any more whether News Sniffer withholds them: their texts are not shown.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::tables::{self, ARTICLES, Row, Shown};
use crate::{
    model::Article,
    source::{Reading, spill::Store},
    text::quantity::counted,
};

/// Whether there is doubt, which is known only once a dump has been read, and about how many articles.
#[derive(Default)]
pub(super) struct Doubt {
    raised: AtomicBool,
    articles: AtomicUsize,
}

impl Doubt {
    /// Rows of the table of articles may be missing, if `lost`.
    pub(super) fn raise(&self, lost: bool) {
        self.raised.store(lost, Ordering::Relaxed);
    }

    /// The article of its rows.
    pub(super) fn article(&self, number: i64, rows: Vec<Row>, texts: &Store, show_hidden: bool) -> Option<Article> {
        let listed = rows.iter().any(|row| matches!(row, Row::Article { .. }));
        let known = listed || !self.raised.load(Ordering::Relaxed);
        let article = tables::article(number, rows, texts, Shown { hidden: show_hidden, known });
        self.articles.fetch_add(usize::from(!known && article.is_some()), Ordering::Relaxed);
        article
    }

    /// Tells of the articles whose texts are not shown.
    pub(super) fn tell(&self, show_hidden: bool, out: &mut Reading<'_>) {
        let count = self.articles.load(Ordering::Relaxed);
        if count == 0 || show_hidden {
            return;
        }
        let sentence = format!(
            "It does not say of {} whether News Sniffer withholds them: its table {} is missing, cut off or damaged. Their \
             texts are not shown; `--show-hidden` shows them.",
            counted(count, "article"),
            ARTICLES.name
        );
        out.problem("", sentence);
    }
}
