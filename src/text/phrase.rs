//! Words one after the other, as searches and lifelines look for them: case, accents, punctuation and typography do not
//! count, words stand whole, and in scripts without spaces any substring is found.

use std::ops::Range;

use memchr::memmem::Finder;

use super::reduce::{is_spaceless, reduce};

/// Words to be found in reduced texts ([`super::reduce`]).
#[derive(Debug, Clone)]
pub struct Phrase {
    finder: Box<Finder<'static>>,
    prefix: bool,
}

impl Phrase {
    /// These words, of the last of them perhaps only the beginning; `None` where there is no letter or digit in them.
    #[must_use]
    pub fn of(text: &str, prefix: bool) -> Option<Phrase> {
        let mut words = String::new();
        reduce(text, &mut words);
        let words = words.trim();
        (!words.is_empty()).then(|| Phrase { finder: Box::new(Finder::new(words).into_owned()), prefix })
    }

    /// The words, reduced.
    #[must_use]
    pub fn words(&self) -> &str {
        std::str::from_utf8(self.finder.needle()).unwrap_or("")
    }

    /// Whether of the last word only the beginning is known.
    #[must_use]
    pub fn is_prefix(&self) -> bool {
        self.prefix
    }

    /// Whether a text holds them; `room` is working space, worth keeping.
    #[must_use]
    pub fn is_in(&self, text: &str, room: &mut String) -> bool {
        reduce(text, room);
        self.places(room).next().is_some()
    }

    /// The bytes of a reduced text at which they stand.
    pub fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let start = from + self.finder.find(text.as_bytes().get(from..)?)?;
                let end = start + self.finder.needle().len();
                if self.is_whole(text, start..end) {
                    from = end;
                    return Some(start..end);
                }
                // One that is not whole may lie over one that is: of `a a` in `ba a a` the first.
                from = start + 1;
            }
        })
    }

    /// Whether they stand whole there. A side at which the script has no spaces is always whole, unless what follows is a
    /// part of the letter before it.
    fn is_whole(&self, text: &str, place: Range<usize>) -> bool {
        let whole = |inner: Option<char>, outer: Option<char>| {
            outer.is_none_or(|c| c == ' ' || is_spaceless(c)) || inner.is_some_and(is_spaceless)
        };
        let (before, after) = (text.get(..place.start), text.get(place.end..));
        let (Some(before), Some(word), Some(after)) = (before, text.get(place), after) else { return false };
        let next = after.chars().next();
        whole(word.chars().next(), before.chars().next_back())
            && (self.prefix || whole(word.chars().next_back(), next))
            && !next.is_some_and(is_mark_of_kana)
    }
}

/// The marks that make another kana of the one before: は, ば and ぱ are three letters.
fn is_mark_of_kana(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309a}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(text: &str, phrase: &str) -> bool {
        Phrase::of(phrase, false).is_some_and(|phrase| phrase.is_in(text, &mut String::new()))
    }

    #[test]
    fn words_stand_whole_and_kana_with_their_marks() {
        for (text, phrase, want) in [
            ("The mill by the river.", "Mill, by the “RIVER”", true),
            ("The mill by the river.", "ill by the riv", false),
            ("L’été à Brévane", "l'ete a", true),
            ("ba a a", "a a", true),
            ("東京都知事", "京都", true),
            ("いぬがほえた", "いぬか", false),
            ("いぬがほえた", "いぬが", true),
            ("いぬか\u{3099}ほえた", "いぬが", true),
            ("いぬか\u{3099}ほえた", "いぬか", false),
            ("アパート", "アハ", false),
            ("アパート", "ｱﾊﾟ", true),
            ("アパートとアハト", "アハ", true),
        ] {
            assert_eq!(holds(text, phrase), want, "{phrase} in {text}");
        }
        assert!(Phrase::of("— …", false).is_none());
        let beginning = Phrase::of("アハ", true).expect("words");
        assert!(!beginning.is_in("アパート", &mut String::new()));
    }
}
