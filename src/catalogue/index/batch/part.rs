//! What is told of some articles of a batch, by term, as it is written.

use std::{iter, ops::Range};

use super::{
    super::{super::shelf::Place, by_term::ByTerm, standings::Standings, vocabulary::Vocabulary},
    Batch, End,
};

/// Some articles of a batch, one after the other, numbered from 0: those that count.
#[derive(Debug)]
pub(in crate::catalogue::index) struct Part<'b> {
    batch: &'b Batch,
    /// Which of the batch's articles.
    articles: Range<usize>,
}

impl<'b> Part<'b> {
    /// So many parts of a batch at most, of about the same size, none without an article that counts.
    pub(super) fn of(batch: &'b Batch, most: usize) -> Vec<Part<'b>> {
        let articles = &batch.articles;
        let all = articles.last().map_or(0, |last| last.end.words.bytes());
        let mut begin = 0;
        let ends = (1..=most).map(|part| match part == most {
            true => articles.len(),
            false => articles.partition_point(|article| article.end.words.bytes() <= all / most * part),
        });
        let parts = ends.map(|end| Part { batch, articles: std::mem::replace(&mut begin, end)..end });
        parts.filter(|part| part.places().next().is_some()).collect()
    }

    /// The terms that there are in the whole batch.
    pub(in crate::catalogue::index) fn vocabulary(&self) -> &'b Vocabulary {
        self.batch.vocabulary()
    }

    /// The places of its articles, in the order of their numbers.
    pub(in crate::catalogue::index) fn places(&self) -> impl Iterator<Item = Place> {
        let articles = self.batch.articles.get(self.articles.clone()).unwrap_or_default();
        articles.iter().filter_map(|article| article.place)
    }

    /// The articles by their numbers: where what is told of each begins and ends.
    fn numbered(&self) -> impl Iterator<Item = (u32, End, End)> + Clone {
        let articles = &self.batch.articles;
        let before = self.articles.start.checked_sub(1).and_then(|before| articles.get(before));
        let own = articles.get(self.articles.clone()).unwrap_or_default();
        let begins = iter::once(before.map_or_else(End::default, |before| before.end));
        let begins = begins.chain(own.iter().map(|article| article.end));
        let counted = own.iter().zip(begins).filter(|(article, _)| article.place.is_some());
        (0..).zip(counted).map(|(number, (article, begin))| (number, begin, article.end))
    }

    /// Where the terms of all revisions stand.
    pub(in crate::catalogue::index) fn words(&self) -> Standings {
        let all = self.numbered().flat_map(|(article, begin, end)| {
            self.batch.words.between(begin.words, end.words).map(move |told| (article, told))
        });
        Standings::of(self.batch.vocabulary.terms(), all)
    }

    /// The terms around what was lost, with the numbers of articles.
    pub(in crate::catalogue::index) fn went(&self) -> ByTerm {
        self.by_term(&self.batch.went, |end| end.went)
    }

    /// The terms that were lost, with the numbers of articles.
    pub(in crate::catalogue::index) fn lost(&self) -> ByTerm {
        self.by_term(&self.batch.lost, |end| end.lost)
    }

    fn by_term(&self, told: &[u32], of: fn(End) -> usize) -> ByTerm {
        let all = self.numbered().flat_map(|(article, begin, end)| {
            told.get(of(begin)..of(end)).unwrap_or_default().iter().map(move |term| (*term, article))
        });
        ByTerm::of(self.batch.vocabulary.terms(), all)
    }

    /// How many terms are told, with their repetitions: of all revisions, of what was around what was lost, and lost.
    pub(in crate::catalogue::index) fn counts(&self) -> [u64; 3] {
        let of_each = self.numbered().map(|(_, begin, end)| {
            let (went, lost) = (end.went - begin.went, end.lost - begin.lost);
            [end.words.count() - begin.words.count(), went as u64, lost as u64]
        });
        of_each.fold([0; 3], |[words, went, lost], each| [words + each[0], went + each[1], lost + each[2]])
    }
}
