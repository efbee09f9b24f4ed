//! What the words on either side of a blank say of its being the border between two cells of a joined row.

use std::sync::LazyLock;

use super::{edges::list, splits::Word};

/// How many numbers are told of a place.
pub(super) const JOINTS: usize = 16;

/// How many words a label before a colon has at most.
const LABEL: usize = 3;

/// The most words of a title.
const TITLE: usize = 14;

/// A row with what all its places have in common.
pub(super) struct Row<'a> {
    words: &'a [Word<'a>],
    /// Which words bind what follows to what goes before.
    binds: Vec<bool>,
    /// How many words from the first are written as in a title.
    titled: usize,
    /// From which word on the rest is written as in a title.
    untitled: usize,
}

impl<'a> Row<'a> {
    /// Looks at the words of a row, of which there are at least two.
    pub(super) fn of(words: &'a [Word<'a>], numbers: &[u64]) -> Row<'a> {
        let binds: Vec<bool> = words.iter().zip(numbers).map(|(w, &n)| binds(w.text, n)).collect();
        let fits = |at: &usize| !small(words[*at].text) || words[*at].text.chars().count() <= 3 || binds[*at];
        let titled = (0..words.len()).take(TITLE).take_while(fits).count();
        let untitled = words.len() - (0..words.len()).rev().take(TITLE).take_while(fits).count();
        Row { words, binds, titled, untitled }
    }

    /// What is told of the place after word `n`, which is not the last.
    ///
    /// 0: a cell of nothing but a placeholder; 1 to 4: a title ends or begins; 5 and 6: a label before a colon stands whole or
    /// torn; 7 and 8: a word that binds, last or first; 9: a bracket opens; 10 and 11: no word but a mark; 12 to 14: cells
    /// begin alike but for a word or two; 15: an item's number, torn off what it numbers.
    pub(super) fn at(&self, n: usize) -> [f32; JOINTS] {
        let words = self.words;
        let (word, next) = (&words[n], &words[n + 1]);
        let last = words.len() - 1;
        let stopped = word.stopped && !word.item;
        let same =
            |a: usize, b: usize| a <= n && b <= last && !words[a].terms.is_empty() && words[a].terms == words[b].terms;
        let both = |a: usize, b: usize| same(a, b) && same(a + 1, b + 1);
        let mut f = [0.0; JOINTS];
        f[0] = f32::from(n == 0 && placeholder(word.text) || n + 1 == last && placeholder(next.text));
        let after_small = words.get(n + 2).is_some_and(|w| small(w.text));
        let capitals = |from: usize, to: usize| words[from..to].iter().filter(|w| large(w.text)).count();
        if n < self.titled && !stopped && capitals(0, n + 1) >= 2 && !self.binds[n] {
            f[1] = f32::from(small(next.text) && next.text.chars().count() > 3);
            f[2] = f32::from(large(next.text) && after_small);
            f[3] = f32::from(large(next.text) && !after_small);
        }
        f[4] = f32::from(n + 1 >= self.untitled && large(next.text) && !words[last].stopped && last > n + 1);
        let ahead = words[n + 1..].iter().take(LABEL).position(|w| w.text.ends_with([':', '：']) || w.stopped);
        f[5] = f32::from(ahead.is_some_and(|a| words[n + 1 + a].text.ends_with([':', '：']) && n + 1 + a < last));
        let colon = word.text.ends_with([':', '：']);
        f[6] = f32::from(colon && (1..=LABEL).any(|back| n >= back && words[n - back].stopped));
        f[7] = f32::from(!stopped && self.binds[n]);
        f[8] = f32::from(!stopped && small(next.text) && self.binds[n + 1]);
        f[9] = f32::from(next.text.starts_with(['(', '[', '（']));
        f[10] = f32::from(word.terms.is_empty());
        f[11] = f32::from(next.terms.is_empty());
        // Cells begin alike, but for a word or two that one of them has first.
        if !(next.item || words[0].item || same(0, n + 1)) {
            f[12] = f32::from(both(0, n + 2));
            f[13] = f32::from(both(0, n + 3));
            f[14] = f32::from(both(1, n + 1));
        }
        f[15] = f32::from(word.item && n > 0 && !same(0, n + 1));
        f
    }
}

fn first(word: &str) -> Option<char> {
    word.chars().find(|c| c.is_alphanumeric())
}

fn small(word: &str) -> bool {
    first(word).is_some_and(char::is_lowercase)
}

fn large(word: &str) -> bool {
    first(word).is_some_and(char::is_uppercase)
}

/// Whether a word stands for text that is still to be written, as editors put it.
fn placeholder(word: &str) -> bool {
    ["FIXME", "TODO", "TBD", "TBC", "XXX", "TK"]
        .iter()
        .any(|mark| word.strip_prefix(mark).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// Words that bind what follows to what goes before, in the languages that compare pages are mostly in: no cell ends
/// with one, and hardly one begins with one that is written small.
const BINDS: &str = "the a an of to in for with and or but by from at on as that this our your their its his her my is are was \
    were be been not no if when while those these which who than into over about between under any all can may will would \
    und oder der die das den dem des ein eine einen einem einer eines mit von zu im am zum zur für auf als wenn dass nicht \
    sich bei nach über aus durch ist sind wird werden et ou de la le les des du un une en à au aux par pour sur dans avec \
    que qui ne se est sont sa son ses nos vos el los las y o con por para del al una su sus il lo gli i e di che da per nel \
    della dei os as um uma do dos das em no na het een van op te voor met bij";

/// Whether a word, given with its [number](super::echoes::numbers), is one of those and no sign stands after it.
fn binds(word: &str, number: u64) -> bool {
    static KNOWN: LazyLock<Vec<u64>> = LazyLock::new(|| list(BINDS));
    KNOWN.binary_search(&number).is_ok() && word.ends_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::{JOINTS, Row, binds, placeholder};
    use crate::source::newssniffer::compare::{echoes::numbers, splits::words};

    /// What is told of the place after so many words.
    fn place(row: &str, after: usize) -> [f32; JOINTS] {
        Row::of(&words(row), &numbers(row.split(' '))).at(after - 1)
    }

    #[test]
    fn titles_and_labels() {
        let row = "Zero Tolerance for Late Ferries the company explains its rules";
        assert_eq!((place(row, 5)[2], place(row, 2)[2]), (0.0, 0.0));
        assert_eq!(place("Late Ferries and Their Crews passengers explain", 5)[1], 1.0);
        assert_eq!(place("Your and Our Rights In addition we pay", 4)[2], 1.0);
        let labels = "The quay is closed. Ferries: no trips today.";
        assert_eq!((place(labels, 4)[5], place(labels, 4)[6], place(labels, 5)[6]), (1.0, 0.0, 1.0));
    }

    #[test]
    fn what_no_cell_ends_or_begins_with() {
        let row = "The ferry of Skarvholm (built in 1969) and its crew";
        assert_eq!((place(row, 3)[7], place(row, 2)[8], place(row, 4)[9]), (1.0, 1.0, 1.0));
        let known = |word| binds(word, numbers([word])[0]);
        assert!(known("Und") && known("«de") && !known("und,") && !known("ferry"));
        assert_eq!(place("It sank. 3. Nobody was hurt", 3)[15], 1.0);
    }

    #[test]
    fn text_still_to_be_written() {
        assert!(placeholder("FIXME:lund") && placeholder("TODO") && !placeholder("TKMaxx") && !placeholder("Fix"));
        assert_eq!((place("FIXME:lund The ferry sank", 1)[0], place("FIXME:lund The ferry sank", 2)[0]), (1.0, 0.0));
    }

    #[test]
    fn cells_that_begin_alike_but_for_a_word() {
        assert_eq!(place("Ferry sails at noon Late ferry sails at dusk", 4)[12], 1.0);
    }
}
