//! Articles that wait to be written to the index together, as one segment of it or as several.

mod part;

use std::{collections::HashMap, mem};

pub(super) use self::part::Part;
use super::{
    super::{entry::Entry, shelf::Place},
    pieces::Pieces,
    room,
    standings::{self, Told},
    vocabulary::Vocabulary,
};

/// Articles in the order in which they came, and what is to be indexed of them.
///
/// What is told of an article is written down behind what was told of the one before: terms are sorted once, when the
/// batch is written. To keep a list for each term would be to go somewhere else in memory for each word that is read.
#[derive(Debug)]
pub(super) struct Batch {
    vocabulary: Vocabulary,
    pieces: Pieces,
    /// Working space: where in an article's places each unit's begin, and the places, by unit.
    begins: Vec<u32>,
    places: Vec<u32>,
    articles: Vec<Article>,
    /// Of each place the article that counts.
    at: HashMap<Place, usize>,
    words: Told,
    went: Vec<u32>,
    lost: Vec<u32>,
}

/// An article of a batch.
#[derive(Debug, Clone, Copy)]
struct Article {
    /// Of which place it is, if it still counts.
    place: Option<Place>,
    /// Where what is told of it ends.
    end: End,
}

/// Where what is told of an article ends, and that of the next begins.
#[derive(Debug, Clone, Copy, Default)]
struct End {
    words: standings::End,
    went: usize,
    lost: usize,
}

impl Batch {
    /// One without articles.
    pub(super) fn new() -> Batch {
        Batch {
            vocabulary: Vocabulary::new(),
            pieces: Pieces::default(),
            begins: Vec::new(),
            places: Vec::new(),
            articles: Vec::new(),
            at: HashMap::new(),
            words: Told::new(),
            went: room::list(0),
            lost: room::list(0),
        }
    }

    /// Takes in an article, in the place of what was told of its place before.
    pub(super) fn put(&mut self, place: Place, entry: &Entry) {
        self.forget(place);
        self.pieces.reckon(entry, &mut self.vocabulary);
        self.put_words();
        let terms = self.vocabulary.own_terms();
        let term = |own: &u32| terms.get(*own as usize).copied().unwrap_or_default();
        self.went.extend(self.pieces.went.iter().map(term));
        self.lost.extend(self.pieces.lost.iter().map(term));
        self.at.insert(place, self.articles.len());
        let end = End { words: self.words.end(), went: self.went.len(), lost: self.lost.len() };
        self.articles.push(Article { place: Some(place), end });
    }

    /// Writes down where the units stand that are to be indexed, by unit.
    fn put_words(&mut self) {
        let terms = self.vocabulary.own_terms();
        self.begins.clear();
        self.begins.resize(terms.len() + 1, 0);
        for (own, _) in &self.pieces.words {
            if let Some(count) = self.begins.get_mut(*own as usize) {
                *count += 1;
            }
        }
        let mut all = 0;
        for begin in &mut self.begins {
            all += mem::replace(begin, all);
        }
        self.places.clear();
        self.places.resize(self.pieces.words.len(), 0);
        for (own, place) in &self.pieces.words {
            // After this each begins where the next one began.
            let Some(begin) = self.begins.get_mut(*own as usize) else { continue };
            if let Some(room) = self.places.get_mut(*begin as usize) {
                *room = *place;
            }
            *begin += 1;
        }
        let mut begin = 0;
        for (term, end) in terms.iter().zip(&self.begins) {
            self.words.put(*term, self.places.get(begin as usize..*end as usize).unwrap_or_default());
            begin = *end;
        }
    }

    /// Lets go of what was told of a place, and says whether there was anything.
    pub(super) fn forget(&mut self, place: Place) -> bool {
        let article = self.at.remove(&place).and_then(|at| self.articles.get_mut(at));
        article.is_some_and(|article| article.place.take().is_some())
    }

    /// Whether no article is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    /// Bytes that it takes up, with what one thread needs to write it.
    pub(super) fn size(&self) -> usize {
        let plain = self.went.len() + self.lost.len() + self.went.len().max(self.lost.len());
        // The terms in their order, and where in a list those of each end.
        let sorted = self.vocabulary.terms() * (20 + 2 * size_of::<usize>());
        self.words.size() + plain * 4 + self.articles.len() * 80 + self.vocabulary.size() + sorted
    }

    /// The terms that there are.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// So many parts of it at most, of about the same size, to be written as segments of their own; what does not count
    /// is in none.
    pub(super) fn parts(&self, most: usize) -> Vec<Part<'_>> {
        Part::of(self, most)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{fields, segment},
        *,
    };
    use crate::catalogue::tests::article;

    /// The articles that have a word, and how far each of its places there is from the one before.
    type Places = Vec<(u32, Vec<u32>)>;

    /// Each word, and where it is; in the first part.
    fn told(batch: &Batch) -> Vec<(String, Places)> {
        let parts = batch.parts(1);
        let words = parts[0].words();
        let of = |term: u32| {
            let (mut standing, mut distances, mut all) = (words.of_term(term), Vec::new(), Vec::new());
            while let Some(article) = standing.next(&mut distances) {
                all.push((article, distances.clone()));
            }
            (String::from_utf8_lossy(batch.vocabulary().term(term)).into_owned(), all)
        };
        batch.vocabulary().in_order().into_iter().map(of).collect()
    }

    /// Articles by their places, and where a word is there.
    type Held = Vec<(Place, Vec<u32>)>;

    /// What parts hold of each term, their articles told by their places: where it stands, and where it went or was lost.
    fn held(batch: &Batch, most: usize) -> Vec<[Held; 3]> {
        let mut held = vec![<[Held; 3]>::default(); batch.vocabulary().terms()];
        for part in batch.parts(most) {
            let places: Vec<Place> = part.places().collect();
            let (words, plain) = (part.words(), [part.went(), part.lost()]);
            for (term, held) in held.iter_mut().enumerate() {
                let (mut standing, mut distances) = (words.of_term(term as u32), Vec::new());
                while let Some(article) = standing.next(&mut distances) {
                    held[0].push((places[article as usize], distances.clone()));
                }
                for (held, plain) in held[1..].iter_mut().zip(&plain) {
                    let articles = plain.of_term(term as u32).iter();
                    held.extend(articles.map(|article| (places[*article as usize], Vec::new())));
                }
            }
        }
        held
    }

    #[test]
    fn words_that_are_cut_to_one_term_are_soon_written() {
        let words: Vec<String> = (0..30_000).map(|n| format!("{}{n}", "a".repeat(60))).collect();
        let text = words.join(" ");
        let folder = tempfile::tempdir().unwrap();
        fields::begin(folder.path()).unwrap();
        let (index, fields) = fields::open(folder.path()).unwrap().unwrap();
        let mut batch = Batch::new();
        batch.put(1, &Entry::new(article("x", &[("", None, &["b", &text, "c"])]), &[]));
        let (parts, in_order) = (batch.parts(1), batch.vocabulary().in_order());
        segment::write(&parts[0], &in_order, fields, index.new_segment()).unwrap();
        let told = told(&batch);
        assert_eq!(told.iter().map(|(word, _)| word.len()).collect::<Vec<_>>(), [60, 1, 1]);
    }

    #[test]
    fn parts_hold_all_that_counts_once() {
        let mut batch = Batch::new();
        assert!(batch.parts(3).is_empty());
        for place in 0..40 {
            let (old, new) = (format!("the {place} mills of Harle stand"), format!("the {} mills", place % 7));
            let revisions: [(&str, Option<i64>, &[&str]); 2] =
                [("", None, &[&old, "the weir"]), ("", None, &[&new, "the weir"])];
            batch.put(place, &Entry::new(article("x", &revisions[..1 + place as usize % 2]), &[]));
        }
        (0..10).chain([20]).for_each(|place| assert!(batch.forget(place)));
        let whole = held(&batch, 1);
        assert!(whole.iter().any(|held| !held[1].is_empty() && !held[2].is_empty()), "something is lost");
        for most in [1, 2, 3, 7, 100] {
            let parts = batch.parts(most);
            let places: Vec<Place> = parts.iter().flat_map(Part::places).collect();
            assert_eq!(places, (10..20).chain(21..40).collect::<Vec<_>>(), "{most}");
            assert!(parts.len() <= most && parts.iter().all(|part| part.places().next().is_some()), "{most}");
            assert!(most == 1 || parts.len() > 1);
            assert_eq!(held(&batch, most), whole, "{most}");
            let sum = |parts: &[Part<'_>]| {
                parts.iter().map(Part::counts).fold([0; 3], |sum, counts| [0, 1, 2].map(|at| sum[at] + counts[at]))
            };
            assert_eq!(sum(&parts), sum(&batch.parts(1)), "{most}");
        }
    }

    #[test]
    fn what_is_told_again_takes_the_place_of_what_was_told() {
        let entry = |texts: &[&str]| Entry::new(article("x", &[("", None, texts)]), &[]);
        let mut batch = Batch::new();
        batch.put(7, &entry(&["the mill the weir", "weir"]));
        batch.put(3, &entry(&["gone"]));
        batch.put(9, &entry(&["weir"]));
        batch.put(3, &entry(&["mill"]));
        assert!(batch.forget(9) && !batch.forget(9) && !batch.forget(1));
        assert_eq!(batch.parts(1)[0].places().collect::<Vec<_>>(), [7, 3]);
        let told = told(&batch);
        let of = |word: &str| told.iter().find(|told| told.0 == word).map(|told| told.1.clone()).unwrap_or_default();
        let shown = [("mill", vec![(0, 1), (1, 1)]), ("the", vec![(0, 2)]), ("weir", vec![(0, 2)]), ("gone", vec![])];
        for (word, counts) in shown {
            assert_eq!(of(word).iter().map(|(article, d)| (*article, d.len())).collect::<Vec<_>>(), counts, "{word}");
        }
        assert_eq!(of("the")[0].1[1], 2, "there is one word between them");
        assert!(of("weir")[0].1[1] > 1, "texts do not stand together");
    }
}
