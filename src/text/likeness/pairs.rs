//! The likeness of the paragraphs of two revisions, of which some are to be told apart. Integer arithmetic, so that both
//! directions agree to the bit.
//!
//! Every word is numbered once, so that all that follows is counting: a text's words are a run of numbers, what a word
//! is worth stands in one list by number, and a text is weighed against others with its words laid out in a [`Scale`],
//! in as many steps as the others have words. Nothing is sorted.

use std::ops::Range;

use super::super::{numbering::Numbering, stirring::number, words::Cuts};

/// A word of a text and how often it occurs there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    word: u32,
    times: u32,
}

/// A text in which a word is found, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The text, from 0.
    pub text: u32,
    times: u32,
}

/// The words of texts of which some are to be told apart: rare words weigh more than frequent ones, long ones more than
/// short ones.
#[derive(Debug, Default)]
pub struct Bags {
    /// The distinct words of all texts, one text after the other.
    entries: Vec<Entry>,
    /// Where each text's words end in `entries`.
    ends: Vec<usize>,
    /// How many words each text has, repeats counted.
    counts: Vec<usize>,
    /// What all words of each text weigh.
    totals: Vec<u64>,
    /// What each word weighs.
    weights: Vec<u32>,
    /// The texts in which each word is found, ascending, one word after the other.
    places: Vec<Found>,
    /// Where each word's texts end in `places`.
    place_ends: Vec<usize>,
}

impl Bags {
    /// The bags of these texts. Linear in the texts.
    #[must_use]
    pub fn of<'t>(texts: impl Iterator<Item = &'t str> + Clone, cuts: &Cuts<'_>) -> Bags {
        let mut bags = Bags::default();
        let room = texts.clone().map(str::len).sum::<usize>().min(ROOM) / WORD;
        let mut numbers = Numbering::with_room(room);
        bags.entries.reserve(room);
        // Where each word last stood in `entries`, and how long it is.
        let mut last: Vec<(usize, u8)> = Vec::with_capacity(room);
        for text in texts {
            let first = bags.entries.len();
            let mut count = 0;
            for part in parts(text) {
                let mut put = |said: &str| {
                    let word = numbers.of(word_hash(said));
                    if word as usize == last.len() {
                        last.push((usize::MAX, size(said)));
                    }
                    let at = &mut last[word as usize].0;
                    if *at < first || *at == usize::MAX {
                        *at = bags.entries.len();
                        bags.entries.push(Entry { word, times: 0 });
                    }
                    bags.entries[*at].times += 1;
                    count += 1;
                };
                cuts.each_word(part, |said| match negated(said) {
                    Some((verb, not)) => [verb, not].into_iter().for_each(&mut put),
                    None => put(said),
                });
            }
            bags.ends.push(bags.entries.len());
            bags.counts.push(count);
        }
        bags.place(last.len());
        bags.weights = (0u32..).zip(&last).map(|(word, l)| weight(l.1, bags.found(word).len())).collect();
        bags.totals =
            (0..bags.len()).map(|text| bags.words(text).iter().map(|e| bags.worth(e.word, e.times)).sum()).collect();
        bags
    }

    /// Lists the texts of each word, by counting.
    fn place(&mut self, words: usize) {
        let mut ends = vec![0; words];
        for e in &self.entries {
            ends[e.word as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            // For now where its texts begin.
            (*end, sum) = (sum, sum + *end);
        }
        self.places = vec![Found { text: 0, times: 0 }; sum];
        for text in 0..self.len() {
            for e in &self.entries[range(&self.ends, text)] {
                let at = &mut ends[e.word as usize];
                self.places[*at] = Found { text: u32::try_from(text).unwrap_or(u32::MAX), times: e.times };
                *at += 1;
            }
        }
        self.place_ends = ends;
    }

    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many distinct words all texts have; they are numbered from 0.
    #[must_use]
    pub fn vocabulary(&self) -> usize {
        self.weights.len()
    }

    /// How many distinct words a text has.
    #[must_use]
    pub fn distinct(&self, text: usize) -> usize {
        range(&self.ends, text).len()
    }

    /// How many words a text has, repeats counted.
    #[must_use]
    pub fn count(&self, text: usize) -> usize {
        self.counts[text]
    }

    /// What all words of a text weigh.
    #[must_use]
    pub fn total(&self, text: usize) -> u64 {
        self.totals[text]
    }

    /// The distinct words of a text.
    pub fn of_text(&self, text: usize) -> impl Iterator<Item = u32> + '_ {
        self.words(text).iter().map(|e| e.word)
    }

    /// The texts in which a word is found, ascending.
    #[must_use]
    pub fn found(&self, word: u32) -> &[Found] {
        &self.places[range(&self.place_ends, word as usize)]
    }

    /// The weight that a text shares with each text from one on.
    #[must_use]
    pub fn shared(&self, text: usize, from: usize) -> Vec<u64> {
        let mut sums = vec![0; self.len().saturating_sub(from)];
        for e in self.words(text) {
            for other in self.found(e.word).iter().rev() {
                let Some(at) = (other.text as usize).checked_sub(from) else { break };
                sums[at] += self.worth(e.word, e.times.min(other.times));
            }
        }
        sums
    }

    fn words(&self, text: usize) -> &[Entry] {
        &self.entries[range(&self.ends, text)]
    }

    fn worth(&self, word: u32, times: u32) -> u64 {
        u64::from(self.weights[word as usize]) * u64::from(times)
    }
}

/// One text's words laid out, to weigh others against it.
#[derive(Debug)]
pub struct Scale<'b> {
    bags: &'b Bags,
    /// How often each word is left of those laid out.
    times: Vec<u32>,
}

impl<'b> Scale<'b> {
    /// An empty scale for texts of these bags.
    #[must_use]
    pub fn new(bags: &'b Bags) -> Self {
        Scale { bags, times: vec![0; bags.vocabulary()] }
    }

    /// Lays out a text, on an empty scale; or anew, where others were taken away.
    pub fn lay(&mut self, text: usize) {
        for e in self.bags.words(text) {
            self.times[e.word as usize] = e.times;
        }
    }

    /// Clears the scale of a text.
    pub fn clear(&mut self, text: usize) {
        for e in self.bags.words(text) {
            self.times[e.word as usize] = 0;
        }
    }

    /// The weight that a text shares with the one laid out.
    #[must_use]
    pub fn common(&self, text: usize) -> u64 {
        let words = self.bags.words(text).iter();
        words.map(|e| self.bags.worth(e.word, e.times.min(self.times[e.word as usize]))).sum()
    }

    /// The same, taking what is shared away: the weights of several texts taken add up to what they share together.
    pub fn take(&mut self, text: usize) -> u64 {
        let mut sum = 0;
        for e in self.bags.words(text) {
            let left = &mut self.times[e.word as usize];
            let taken = e.times.min(*left);
            *left -= taken;
            sum += self.bags.worth(e.word, taken);
        }
        sum
    }
}

/// Bytes of text for whose words room is made beforehand, at most; and about how many bytes bring a new word.
const ROOM: usize = 1 << 16;
const WORD: usize = 8;

/// Of a text longer than two parts of this size, in bytes, only its beginning and its end are weighed.
const PART: usize = 1 << 18;

/// What is weighed of a text.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let long = text.len() > 2 * PART;
    let whole = |from: usize| (from..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let (head, tail) = if long { (whole(PART), whole(text.len() - PART)) } else { (text.len(), text.len()) };
    [text.get(..head), text.get(tail..)].into_iter().flatten().filter(|part| !part.is_empty())
}

/// How alike two texts are, from 0 to 1000: twice the weight they share over the weight they have.
#[must_use]
pub fn alike(common: u64, one: u64, other: u64) -> u32 {
    (2000 * common).checked_div(one + other).and_then(|s| u32::try_from(s).ok()).unwrap_or(0)
}

/// The part of a list that belongs to `at`, given where each part ends.
fn range(ends: &[usize], at: usize) -> Range<usize> {
    at.checked_sub(1).map_or(0, |before| ends[before])..ends[at]
}

/// The weight of a word of this size that is found in so many texts, from 1.
fn weight(size: u8, texts: usize) -> u32 {
    let rarity = match texts {
        0..=2 => 12,
        3..=4 => 8,
        5..=8 => 4,
        9..=24 => 2,
        _ => 1,
    };
    rarity * u32::from(size)
}

/// What a word's length is worth: 1 for one or two characters, 2 for three, 4 for more; figures and words of scripts
/// without spaces, where short ones say as much as long ones, always 4.
fn size(word: &str) -> u8 {
    let length = if word.is_ascii() { word.len() } else { word.chars().take(4).count() };
    match length {
        _ if word.chars().next().is_some_and(|c| c >= '\u{e00}') => 4,
        0..=2 if !word.bytes().any(|b| b.is_ascii_digit()) => 1,
        3 => 2,
        _ => 4,
    }
}

/// The verb and the negation of a contraction: `can’t` shares a word with `can`, and with every other negation.
fn negated(word: &str) -> Option<(&str, &str)> {
    // A straight mark before the last letter, or the last byte of a curly one.
    if !matches!(word.as_bytes(), [.., b'\'' | 0x99, b't' | b'T']) {
        return None;
    }
    let verb = ["n't", "n’t", "N'T", "N’T"].iter().find_map(|not| word.strip_suffix(not))?;
    let end = verb.len() + usize::from(verb.eq_ignore_ascii_case("ca"));
    word.split_at_checked(end).map(|(verb, _)| (verb, "not"))
}

/// A hash of a word, case folded for ASCII. Equal hashes are taken for equal words.
fn word_hash(word: &str) -> u64 {
    const K: u64 = 0x517c_c1b7_2722_0a95;
    let (eights, tail) = word.as_bytes().as_chunks::<8>();
    let stir = |h: u64, eight: u64| (h.rotate_left(5) ^ lower(eight)).wrapping_mul(K);
    let h = eights.iter().fold(word.len() as u64, |h, eight| stir(h, u64::from_le_bytes(*eight)));
    let h = stir(h, number(tail));
    h ^ h >> 31
}

/// Eight bytes, those of them that are capitals of ASCII in lower case.
fn lower(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const SEVEN: u64 = 0x7f * EACH;
    let low = bytes & SEVEN;
    // The highest bit of a byte says whether it is at least `A`, and whether it is above `Z`.
    let (from, above) = (low + (0x80 - b'A' as u64) * EACH, low + (0x7f - b'Z' as u64) * EACH);
    let capital = from & !above & !bytes & !SEVEN;
    bytes | capital >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(bags: &Bags, one: usize, other: usize) -> u32 {
        let mut scale = Scale::new(bags);
        scale.lay(one);
        alike(scale.common(other), bags.total(one), bags.total(other))
    }

    #[test]
    fn texts_are_as_alike_as_their_words() {
        let alike = |a: &str, b: &str| {
            let bags = Bags::of([a, b].into_iter(), &Cuts::default());
            assert_eq!(likeness(&bags, 0, 1), likeness(&bags, 1, 0));
            likeness(&bags, 0, 1)
        };
        assert_eq!(alike("", ""), 0);
        assert_eq!(alike("The mayor resigned", "the mayor resigned."), 1000);
        assert!(alike("The mayor resigned on Monday", "The mayor resigned on Tuesday") > 600);
        assert!(alike("Rain fell in the north", "Shares of the bank rose") < 200);
        assert_eq!(alike("one two two three", "two three four"), 600);
        assert_eq!(alike("We can’t, they didn't", "we can not they did not"), 1000);
        let texts = ["one two two", "two two", "two one one", "three"];
        let bags = Bags::of(texts.into_iter(), &Cuts::default());
        let mut scale = Scale::new(&bags);
        scale.lay(0);
        assert_eq!(bags.shared(0, 1), [1, 2, 3].map(|other| scale.common(other)));
    }

    #[test]
    fn only_capitals_are_lowered() {
        for byte in 0..=u8::MAX {
            let eight = [b'x', byte, byte, b'@', byte, 0xff, b'Z', byte];
            assert_eq!(lower(u64::from_le_bytes(eight)).to_le_bytes(), eight.map(|b| b.to_ascii_lowercase()));
        }
    }

    #[test]
    fn texts_taken_one_after_the_other_share_what_they_share_together() {
        let texts = ["one two two three", "two four", "two two three", "four two two two three"];
        let bags = Bags::of(texts.into_iter(), &Cuts::default());
        assert_eq!((bags.count(0), bags.distinct(0), bags.vocabulary()), (4, 3, 4));
        let mut scale = Scale::new(&bags);
        scale.lay(0);
        let together = scale.common(3);
        assert_eq!(scale.take(1) + scale.take(2), together);
        scale.clear(0);
        assert_eq!(scale.common(3), 0);
        let two = bags.of_text(0).nth(1).unwrap();
        assert!(bags.found(two).iter().map(|found| found.text).eq(0..4));
    }
}
