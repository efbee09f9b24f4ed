//! Where terms stand, in little room: first by article, as they are told, then by term, as they are written.

use std::hint;

use super::{by_term::Ends, room};

/// Terms of articles, each once in an article, and where they stand there.
#[derive(Debug)]
pub(super) struct Told {
    terms: Vec<u32>,
    /// For each of them how many bytes follow, and how far each place is from the one before, all as [`put`] puts them.
    bytes: Vec<u8>,
    /// How many places there are.
    count: u64,
}

/// Where what is told of an article ends, and that of the next begins.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct End {
    terms: usize,
    bytes: usize,
    count: u64,
}

impl End {
    /// How many bytes are told until there.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// How many places are told until there.
    pub(super) fn count(&self) -> u64 {
        self.count
    }
}

impl Told {
    /// Nothing.
    pub(super) fn new() -> Told {
        Told { terms: room::list(0), bytes: room::list(0), count: 0 }
    }

    /// Adds a term, with its places in an article.
    pub(super) fn put(&mut self, term: u32, places: &[u32]) {
        self.terms.push(term);
        self.count += places.len() as u64;
        let begin = self.bytes.len();
        // Nearly always one byte is enough for the length, which is known last.
        self.bytes.push(0);
        let mut before = 0;
        for place in places {
            put(place - before, &mut self.bytes);
            before = *place;
        }
        let length = self.bytes.len() - begin - 1;
        if length < 0x80 {
            self.bytes[begin] = length as u8;
        } else {
            let mut told = Vec::new();
            put(length as u32, &mut told);
            self.bytes.splice(begin..=begin, told);
        }
    }

    /// Where what was told until now ends.
    pub(super) fn end(&self) -> End {
        End { terms: self.terms.len(), bytes: self.bytes.len(), count: self.count }
    }

    /// What is told between two ends: each term, with the bytes of its places.
    pub(super) fn between(&self, begin: End, end: End) -> impl Iterator<Item = (u32, &[u8])> + Clone {
        let mut next = begin.bytes;
        self.terms.get(begin.terms..end.terms).unwrap_or_default().iter().map(move |term| {
            let from = next;
            let length = take(&self.bytes, &mut next);
            next += length as usize;
            (*term, self.bytes.get(from..next).unwrap_or_default())
        })
    }

    /// Bytes that it takes up, with those of all of it by term.
    pub(super) fn size(&self) -> usize {
        self.terms.len() * 7 + self.bytes.len() * 2
    }
}

/// Where terms stand, by term.
///
/// Everything is copied to where its term has it, once: to leave it where it is, and go there when it is its turn to be
/// written, would be to wait for memory each time.
#[derive(Debug)]
pub(super) struct Standings {
    ends: Ends,
    /// For each article that has a term its number, and then what is told of the term there.
    bytes: Vec<u8>,
}

impl Standings {
    /// Sorts by term, of which there are so many, what is told of articles, whose numbers ascend.
    pub(super) fn of<'a>(terms: usize, told: impl Iterator<Item = (u32, (u32, &'a [u8]))> + Clone) -> Standings {
        let lengths = told.clone().map(|(article, (term, places))| (term, length(article) + places.len()));
        let (mut ends, all) = Ends::of(terms, lengths);
        let mut bytes = room::filled(0, all);
        let mut several = Vec::with_capacity(AT_ONCE);
        told.for_each(|one| {
            several.push(one);
            if several.len() == AT_ONCE {
                copy(&several, &mut ends, &mut bytes);
                several.clear();
            }
        });
        copy(&several, &mut ends, &mut bytes);
        Standings { ends, bytes }
    }

    /// Where a term stands.
    pub(super) fn of_term(&self, term: u32) -> Standing<'_> {
        Standing { bytes: self.bytes.get(self.ends.of_term(term)).unwrap_or_default(), at: 0 }
    }
}

/// How many are copied at once.
const AT_ONCE: usize = 64;

/// Copies what is told of articles to where it comes next among what is told of each term.
fn copy(several: &[(u32, (u32, &[u8]))], ends: &mut Ends, bytes: &mut [u8]) {
    // To look at all of these places first, none of which waits for another, is to wait for memory once.
    let looks = several.iter().filter_map(|(_, (term, _))| bytes.get(ends.peek(*term)?));
    hint::black_box(looks.fold(0, |all, byte| all ^ byte));
    for (article, (term, places)) in several {
        let Some(next) = ends.next(*term) else { continue };
        let Some(room) = bytes.get_mut(*next..) else { continue };
        let begin = length(*article);
        let mut number = *article;
        for byte in room.iter_mut().take(begin) {
            *byte = number as u8 | 0x80;
            number >>= 7;
        }
        if let Some(last) = room.get_mut(begin - 1) {
            *last &= 0x7f;
        }
        if let Some(room) = room.get_mut(begin..begin + places.len()) {
            room.copy_from_slice(places);
        }
        *next += begin + places.len();
    }
}

/// Where a term stands, article by article.
#[derive(Debug)]
pub(super) struct Standing<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Standing<'_> {
    /// Whether there is no more.
    pub(super) fn is_empty(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// The number of the next article, and how far each of the places there is from the one before.
    pub(super) fn next(&mut self, distances: &mut Vec<u32>) -> Option<u32> {
        distances.clear();
        if self.is_empty() {
            return None;
        }
        let article = take(self.bytes, &mut self.at);
        let length = take(self.bytes, &mut self.at) as usize;
        let end = self.at + length;
        while self.at < end {
            distances.push(take(self.bytes, &mut self.at));
        }
        Some(article)
    }
}

/// The bytes that [`put`] puts for a number.
#[inline]
fn length(number: u32) -> usize {
    (38 - (number | 1).leading_zeros()) as usize / 7
}

/// Adds a number, seven bits a byte, the lowest first; of all but the last byte the highest bit is set.
#[inline]
fn put(mut number: u32, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number from where it begins, and goes on to its end.
#[inline]
fn take(bytes: &[u8], from: &mut usize) -> u32 {
    let mut number = 0;
    let mut shift = 0;
    while let Some(byte) = bytes.get(*from) {
        *from += 1;
        number |= u32::from(byte & 0x7f) << (shift & 31);
        shift += 7;
        if *byte < 0x80 {
            break;
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_were_written() {
        let numbers = [0, 1, 127, 128, 300, 16_383, 16_384, (1 << 21) - 1, 1 << 21, (1 << 28) - 1, 1 << 28, u32::MAX];
        let mut bytes = Vec::new();
        for number in numbers {
            let before = bytes.len();
            put(number, &mut bytes);
            assert_eq!(bytes.len() - before, length(number), "{number}");
        }
        let mut from = 0;
        assert_eq!(numbers.map(|_| take(&bytes, &mut from)), numbers);
        assert_eq!((from, take(&bytes, &mut from)), (bytes.len(), 0));
    }

    #[test]
    fn what_is_told_by_article_is_read_by_term() {
        let often: Vec<u32> = (0..1_000).map(|place| place * 300).collect();
        let mut told = Told::new();
        let mut ends = vec![End::default()];
        for (terms, number) in [(&[2, 0][..], 0_u32), (&[0], 1), (&[], 2), (&[1, 0, 2], 3)] {
            for term in terms {
                told.put(*term, if *term == 0 { &often } else { &[7, 9][..] });
            }
            assert_eq!(ends.len(), number as usize + 1);
            ends.push(told.end());
        }
        assert_eq!(told.end().count(), 3_000 + 6);
        // The numbers of the articles need more than a byte.
        let articles = ends.windows(2).zip(1_000..);
        let all = articles.flat_map(|(ends, number)| told.between(ends[0], ends[1]).map(move |one| (number, one)));
        let standings = Standings::of(4, all);
        let of = |term: u32| {
            let (mut standing, mut distances, mut found) = (standings.of_term(term), Vec::new(), Vec::new());
            while let Some(article) = standing.next(&mut distances) {
                found.push((article, distances.len(), distances.iter().sum::<u32>()));
            }
            found
        };
        assert_eq!(of(0), [1_000, 1_001, 1_003].map(|article| (article, 1_000, 999 * 300)));
        assert_eq!((of(1), of(2)), (vec![(1_003, 2, 9)], vec![(1_000, 2, 9), (1_003, 2, 9)]));
        assert!(standings.of_term(3).is_empty());
    }
}
