//! Lists of words as one table, made when the program is built: at its start it neither hashes nor asks for memory.

use super::stirring::number;

/// Words of a few lists, each with the lists that it stands in. `PLACES` is a power of two, and there are no more words
/// than half as many.
#[derive(Debug)]
pub struct Roll<const LISTS: usize, const PLACES: usize> {
    lists: [&'static str; LISTS],
    /// Each word at the place that its letters give, or the next one that was free.
    places: [Place; PLACES],
}

/// A word, and where it is from.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The list in which it stands first, and the byte where it begins there.
    list: u8,
    from: u16,
    /// Its bytes; 0 where there is no word.
    length: u8,
    /// For each list that it stands in a bit, that of the first lowest.
    lists: u8,
}

impl<const LISTS: usize, const PLACES: usize> Roll<LISTS, PLACES> {
    /// The words of these lists, with blanks between them.
    #[must_use]
    pub const fn of(lists: [&'static str; LISTS]) -> Self {
        let none = Place { list: 0, from: 0, length: 0, lists: 0 };
        let mut roll = Roll { lists, places: [none; PLACES] };
        let (mut list, mut words) = (0, 0);
        while list < LISTS {
            let text = lists[list].as_bytes();
            let mut from = 0;
            while from < text.len() {
                let mut end = from;
                while end < text.len() && text[end] != b' ' {
                    end += 1;
                }
                if end > from {
                    let word = text.split_at(from).1.split_at(end - from).0;
                    let long = if word.len() > 8 { eight(word, word.len() - 8) } else { 0 };
                    let mut at = place(eight(word, 0), long, word.len()) % PLACES;
                    while roll.places[at].length > 0 && !roll.is_at(at, word) {
                        at = (at + 1) % PLACES;
                    }
                    if roll.places[at].length == 0 {
                        roll.places[at] =
                            Place { list: list as u8, from: from as u16, length: word.len() as u8, lists: 0 };
                        words += 1;
                    }
                    roll.places[at].lists |= 1 << list;
                }
                from = end + 1;
            }
            list += 1;
        }
        assert!(words <= PLACES / 2 && PLACES.is_power_of_two(), "a table with room");
        roll
    }

    /// The lists in which a word stands, a bit each, that of the first lowest.
    #[must_use]
    pub fn lists(&self, word: &str) -> u8 {
        let bytes = word.as_bytes();
        let (first, last) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            (Some(first), Some(last)) => {
                (u64::from_le_bytes(*first), if bytes.len() > 8 { u64::from_le_bytes(*last) } else { 0 })
            }
            _ => (number(bytes), 0),
        };
        let mut at = place(first, last, bytes.len()) % PLACES;
        while let Some(found) = self.places.get(at).filter(|place| place.length > 0) {
            let from = usize::from(found.from);
            let list = self.lists.get(usize::from(found.list)).map_or(&[][..], |list| list.as_bytes());
            if list.get(from..from + usize::from(found.length)) == Some(bytes) {
                return found.lists;
            }
            at = (at + 1) % PLACES;
        }
        0
    }

    /// Whether a word stands in any list.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.lists(word) != 0
    }

    const fn is_at(&self, at: usize, word: &[u8]) -> bool {
        let place = self.places[at];
        let list = self.lists[place.list as usize].as_bytes();
        let mut byte = 0;
        while byte < word.len() && byte < place.length as usize && list[place.from as usize + byte] == word[byte] {
            byte += 1;
        }
        byte == word.len() && byte == place.length as usize
    }
}

/// Eight bytes of a word from one on, or as many as there are, as a number, the first lowest.
#[must_use]
pub const fn eight(word: &[u8], from: usize) -> u64 {
    let (mut eight, mut at) = (0, 0);
    while at < 8 && from + at < word.len() {
        eight |= (word[from + at] as u64) << (8 * at);
        at += 1;
    }
    eight
}

/// The place that the letters of a word give: by its first eight bytes, its last if it is longer, and how many it has.
const fn place(first: u64, last: u64, length: usize) -> usize {
    let mixed = first.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ last.wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    ((mixed ^ length as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_of_its_lists() {
        const LISTS: [&str; 3] = ["the mill by the weir", "", " mill  überschwemmung internationally été"];
        static ROLL: Roll<3, 32> = Roll::of(LISTS);
        for (list, words) in LISTS.iter().enumerate() {
            assert!(words.split_whitespace().all(|word| ROLL.lists(word) >> list & 1 == 1), "{words}");
        }
        assert_eq!(
            ["mill", "weir", "été", "Mill", "", "mil", "internationall"].map(|w| ROLL.lists(w)),
            [5, 1, 4, 0, 0, 0, 0]
        );
        assert!(ROLL.has("by") && !ROLL.has("by the"));
    }
}
