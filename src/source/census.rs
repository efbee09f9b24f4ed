//! What an archive holds, by format: counted while it is read, and not kept.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Mutex, PoisonError},
};

use super::{PassedOver, Sink, join};
use crate::model::{Article, Problem};

/// A sink that counts what it is given and keeps nothing else: some 20 bytes for each name of an article.
#[derive(Debug, Default)]
pub struct Census(Mutex<Counting>);

/// What was read by one format.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Count {
    /// Files, and folders that are read as one.
    pub files: usize,
    /// Articles, those in several files counted once.
    pub articles: usize,
    /// Revisions as they stand in the files: one that stands in two counts twice.
    pub revisions: usize,
    /// The first file by name, as shown.
    pub example: String,
}

/// What an archive holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// By the format's name.
    pub formats: BTreeMap<&'static str, Count>,
    /// Articles of all formats, those in several files counted once.
    pub articles: usize,
    /// Articles that files of more than one format hold.
    pub shared: usize,
    /// Whether an article was met more than once, so that the same revision of it may be counted several times.
    pub repeated: bool,
    /// What was passed over, and why.
    pub passed_over: BTreeMap<PassedOver, usize>,
    /// What could not be read, in order.
    pub problems: Vec<Problem>,
}

#[derive(Debug, Default)]
struct Counting {
    formats: BTreeMap<&'static str, Count>,
    passed_over: BTreeMap<PassedOver, usize>,
    problems: Vec<Problem>,
    groups: Groups,
    /// Articles met, as often as they were.
    met: usize,
}

impl Census {
    /// What was counted.
    #[must_use]
    pub fn found(self) -> Found {
        let Counting { mut formats, passed_over, mut problems, mut groups, met } =
            self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        problems.sort_unstable();
        let articles = groups.articles();
        for format in articles.values().flatten() {
            if let Some(count) = formats.get_mut(format) {
                count.articles += 1;
            }
        }
        let shared = articles.values().filter(|formats| formats.len() > 1).count();
        let repeated = met > articles.len();
        Found { formats, articles: articles.len(), shared, repeated, passed_over, problems }
    }

    fn with(&self, change: impl FnOnce(&mut Counting)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Sink for Census {
    fn article(&self, _: Article) {}

    fn found(&self, format: &'static str, article: &Article) {
        self.with(|counting| {
            counting.formats.entry(format).or_default().revisions += article.revisions.len();
            counting.groups.add(format, article);
            counting.met += 1;
        });
    }

    fn read_by(&self, format: &'static str, shown: &str) {
        self.with(|counting| {
            let count = counting.formats.entry(format).or_default();
            if count.files == 0 || shown < count.example.as_str() {
                shown.clone_into(&mut count.example);
            }
            count.files += 1;
        });
    }

    fn passed_over(&self, why: PassedOver, files: usize) {
        self.with(|counting| *counting.passed_over.entry(why).or_default() += files);
    }

    fn problem(&self, problem: Problem) {
        self.with(|counting| counting.problems.push(problem));
    }
}

/// Names of articles, those of one article in one group.
#[derive(Debug, Default)]
struct Groups {
    places: HashMap<u64, u32>,
    /// For each name the place of another of its group; its own for the one that stands for the group.
    next: Vec<u32>,
    formats: HashSet<(u32, &'static str)>,
}

impl Groups {
    fn add(&mut self, format: &'static str, article: &Article) {
        let mut first = None;
        for key in join::keys(article) {
            let place = self.place(key);
            let head = self.head(place);
            match first {
                None => first = Some(head),
                // The lower one stands for both.
                Some(other) if other != head => {
                    let (low, high) = (other.min(head), other.max(head));
                    self.point(high, low);
                    first = Some(low);
                }
                Some(_) => {}
            }
        }
        self.formats.extend(first.map(|head| (head, format)));
    }

    fn place(&mut self, key: &str) -> u32 {
        let mut hash = DefaultHasher::new();
        key.hash(&mut hash);
        *self.places.entry(hash.finish()).or_insert_with(|| {
            // Four thousand million names do not fit in memory.
            let place = u32::try_from(self.next.len()).unwrap_or(u32::MAX);
            self.next.push(place);
            place
        })
    }

    fn head(&mut self, mut place: u32) -> u32 {
        while let Some(next) = self.next.get(place as usize).copied().filter(|next| *next != place) {
            let after = self.next.get(next as usize).copied().unwrap_or(next);
            self.point(place, after);
            place = next;
        }
        place
    }

    fn point(&mut self, from: u32, to: u32) {
        if let Some(next) = self.next.get_mut(from as usize) {
            *next = to;
        }
    }

    /// The formats of each article.
    fn articles(&mut self) -> HashMap<u32, HashSet<&'static str>> {
        let mut articles: HashMap<u32, HashSet<&'static str>> = HashMap::new();
        for (place, format) in std::mem::take(&mut self.formats) {
            articles.entry(self.head(place)).or_default().insert(format);
        }
        articles
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, SidesMark};

    fn part(id: &str, aliases: &[&str]) -> Article {
        Article {
            id: ArticleId::new(id),
            aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
            source: String::new(),
            url: String::new(),
            known_as: None,
            status: None,
            revisions: Vec::new(),
            gaps: Vec::new(),
            gaps_told: Vec::new(),
            sides: SidesMark::Known,
            origins: Vec::new(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn parts_with_a_common_name_are_one_article_in_any_order() {
        let parts =
            [("a", part("1", &["x"])), ("b", part("2", &["y"])), ("a", part("3", &[])), ("b", part("x", &["y"]))];
        for turn in 0..parts.len() {
            let census = Census::default();
            for (format, article) in parts.iter().cycle().skip(turn).take(parts.len()) {
                Sink::found(&census, format, article);
                census.read_by(format, article.id.as_str());
            }
            let found = census.found();
            assert_eq!((found.articles, found.shared, found.repeated), (2, 1, true));
            assert_eq!(found.formats.iter().map(|(f, c)| (*f, c.articles)).collect::<Vec<_>>(), [("a", 2), ("b", 1)]);
            assert_eq!(found.formats["a"].example, "1");
        }
    }
}
