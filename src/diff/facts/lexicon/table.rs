//! All lists as one table, made when the program is built: at its start it neither hashes nor asks for memory.

use super::{
    super::figures::{CODES, ONE},
    Class, Count,
    lists::{ATTRIBUTIONS, DAYS, HEDGES, MAGNITUDES, MONTHS, NEGATIONS, NUMBERS, PARTS, ROUGHLY},
};
use crate::text::{roll::eight, stirring::number};

/// A word, and what it is.
#[derive(Clone, Copy)]
struct Slot {
    /// Which of [`list`]s it stands in.
    list: u8,
    /// Bytes of it; 0 where there is no word.
    length: u8,
    /// The byte of the list where it begins.
    from: u16,
    /// [`NEGATION`] and its like.
    flags: u8,
    /// Its place in [`NUMBERS`] from 1, behind them in [`ROUGHLY`]; 0 where it is no number.
    number: u8,
    /// Its place in [`MAGNITUDES`] from 1; 0 where it is none.
    magnitude: u8,
}

const NEGATION: u8 = 1;
const HEDGE: u8 = 2;
const ATTRIBUTION: u8 = 4;
const CALENDAR: u8 = 8;
const PART: u8 = 16;

/// What the lists of words alone make of a word.
const KINDS: [(&str, u8); 6] = [
    (NEGATIONS, NEGATION),
    (HEDGES, HEDGE),
    (ATTRIBUTIONS, ATTRIBUTION),
    (MONTHS, CALENDAR),
    (DAYS, CALENDAR),
    (PARTS, PART),
];

/// Where the lists of numbers begin among all lists, and those of magnitudes.
const OF_NUMBERS: usize = KINDS.len();
const OF_MAGNITUDES: usize = OF_NUMBERS + NUMBERS.len() + ROUGHLY.len();
const LISTS: usize = OF_MAGNITUDES + MAGNITUDES.len();

/// Places for words, a power of two and about twice as many as there are words.
const PLACES: usize = 4096;

static LEXICON: Lexicon = Lexicon::new();

/// All words.
struct Lexicon {
    /// Each at the place that its letters give, or the next one that was free.
    table: [Slot; PLACES],
    sieve: Sieve,
}

/// Whether a word of ASCII, whatever its case, may be listed here, or a figure begin with it that is not: of a hundred
/// words that are neither, one or two pass.
pub(super) fn may_list(word: &[u8]) -> bool {
    let (first, last) = match (word.first_chunk::<8>(), word.last_chunk::<8>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => (number(word), 0),
    };
    let (at, bit) = Sieve::place(first, last, word.len());
    LEXICON.sieve.0.get(at).is_some_and(|bits| bits & bit != 0)
}

/// What a word in lower case is, if it is listed.
pub(super) fn find(word: &str) -> Option<Class> {
    let slot = LEXICON.table.get(place(&LEXICON.table, word.as_bytes())).filter(|slot| slot.length > 0)?;
    let has = |flag: u8| slot.flags & flag != 0;
    let number = usize::from(slot.number).checked_sub(1).and_then(|at| {
        let exact = NUMBERS.get(at).map(|(n, _)| Count::Exact(*n));
        exact.or_else(|| ROUGHLY.get(at - NUMBERS.len()).map(|(n, _)| Count::Roughly(*n)))
    });
    let magnitude = usize::from(slot.magnitude).checked_sub(1).and_then(|at| MAGNITUDES.get(at));
    Some(Class {
        negation: has(NEGATION),
        hedge: has(HEDGE),
        attribution: has(ATTRIBUTION),
        calendar: has(CALENDAR),
        part: has(PART),
        number,
        magnitude: magnitude.map(|(_, short)| *short),
    })
}

/// The list of a number.
const fn list(number: usize) -> &'static str {
    if number < OF_NUMBERS {
        KINDS[number].0
    } else if number < OF_NUMBERS + NUMBERS.len() {
        NUMBERS[number - OF_NUMBERS].1
    } else if number < OF_MAGNITUDES {
        ROUGHLY[number - OF_NUMBERS - NUMBERS.len()].1
    } else {
        MAGNITUDES[number - OF_MAGNITUDES].0
    }
}

/// The end of the word that begins at a byte of a list.
const fn end(list: &[u8], from: usize) -> usize {
    let mut at = from;
    while at < list.len() && list[at] != b' ' {
        at += 1;
    }
    at
}

impl Lexicon {
    const fn new() -> Lexicon {
        let none = Slot { list: 0, length: 0, from: 0, flags: 0, number: 0, magnitude: 0 };
        let mut lexicon = Lexicon { table: [none; PLACES], sieve: Sieve([0; HOLES]) };
        let mut number = 0;
        while number < LISTS {
            let words = list(number).as_bytes();
            let mut from = 0;
            while from < words.len() {
                let end = end(words, from);
                assert!(end > from, "one blank between words");
                let (_, word) = words.split_at(from);
                let (word, _) = word.split_at(end - from);
                lexicon.sieve.note(word);
                let slot = &mut lexicon.table[place(&lexicon.table, word)];
                if slot.length == 0 {
                    *slot = Slot { list: number as u8, length: word.len() as u8, from: from as u16, ..none };
                }
                if number < OF_NUMBERS {
                    slot.flags |= KINDS[number].1;
                } else if number < OF_MAGNITUDES {
                    slot.number = (number - OF_NUMBERS + 1) as u8;
                } else {
                    slot.magnitude = (number - OF_MAGNITUDES + 1) as u8;
                }
                from = end + 1;
            }
            number += 1;
        }
        lexicon.sieve.note_all(ONE);
        lexicon.sieve.note_all(CODES);
        lexicon
    }
}

/// Where a word stands, or is to stand.
const fn place(table: &[Slot; PLACES], word: &[u8]) -> usize {
    // FNV-1a, of 32 bits.
    let mut hash: u32 = 0x811c_9dc5;
    let mut at = 0;
    while at < word.len() {
        hash = (hash ^ word[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    let mut place = (hash ^ hash >> 15) as usize % PLACES;
    while table[place].length > 0 && !is(&table[place], word) {
        place = (place + 1) % PLACES;
    }
    place
}

/// Whether a slot is that of a word.
const fn is(slot: &Slot, word: &[u8]) -> bool {
    if slot.length as usize != word.len() {
        return false;
    }
    let list = list(slot.list as usize).as_bytes();
    let mut at = 0;
    while at < word.len() {
        if list[slot.from as usize + at] != word[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Lets all words of ASCII through that are listed or begin figures, and few others.
struct Sieve([u64; HOLES]);

/// Numbers of 64 bits.
const HOLES: usize = 1 << 10;

impl Sieve {
    const fn note_all(&mut self, words: &[&str]) {
        let mut at = 0;
        while at < words.len() {
            self.note(words[at].as_bytes());
            at += 1;
        }
    }

    const fn note(&mut self, word: &[u8]) {
        if word.is_ascii() {
            let long = word.len() >= 8;
            let last = if long { eight(word, word.len() - 8) } else { 0 };
            let (at, bit) = Sieve::place(eight(word, 0), last, word.len());
            self.0[at] |= bit;
        }
    }

    /// Where a word is noted, whatever its case, by its first eight bytes, its last, and how many it has.
    const fn place(first: u64, last: u64, length: usize) -> (usize, u64) {
        const SMALL: u64 = 0x2020_2020_2020_2020;
        let mixed =
            (first | SMALL).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (last | SMALL).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
        let mixed = (mixed ^ length as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48;
        ((mixed >> 6) as usize % HOLES, 1 << (mixed & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_of_each_list_is_found_as_what_it_is() {
        for (list, flag) in KINDS {
            for word in list.split_whitespace() {
                let slot = &LEXICON.table[place(&LEXICON.table, word.as_bytes())];
                assert!(slot.flags & flag != 0, "{word}");
                let loud = word.to_uppercase();
                assert!(!word.is_ascii() || may_list(word.as_bytes()) && may_list(loud.as_bytes()), "{word}");
            }
        }
        let exact = NUMBERS.iter().map(|(n, list)| (Count::Exact(*n), *list));
        for (count, list) in exact.chain(ROUGHLY.iter().map(|(n, list)| (Count::Roughly(*n), *list))) {
            assert!(list.split_whitespace().all(|word| find(word).is_some_and(|c| c.number == Some(count))), "{list}");
        }
        for (word, short) in MAGNITUDES {
            assert_eq!(find(word).and_then(|c| c.magnitude), Some(*short), "{word}");
        }
        assert!(ONE.iter().chain(CODES).all(|word| !word.is_ascii() || may_list(word.as_bytes())));
        assert!(["", "harbour", "no one", "no "].iter().all(|word| find(word).is_none()));
        let words = LEXICON.table.iter().filter(|slot| slot.length > 0).count();
        assert!((PLACES / 8..PLACES / 2).contains(&words), "{words}");
    }
}
