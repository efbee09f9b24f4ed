//! A word in all its forms, as the language of the text it is looked for in has them: `resign` finds *resigned* in
//! English.
//!
//! A form is what has the same stem and begins as the stem does: endings change, and at most the last two letters before
//! them (*happy*, *happiness*).

use memchr::memmem::Finder;

use super::terms;
use crate::{
    model::Language,
    text::{language, reduce::is_spaceless},
};

/// Letters that may change before an ending.
const CHANGING: usize = 2;

/// Letters of a beginning at least.
const LEAST: usize = 2;

/// A word and its forms.
#[derive(Debug, Clone)]
pub struct Forms {
    word: String,
    exactly: Beginning,
    stems: Vec<Stem>,
}

/// What the word is without its endings, in some languages.
#[derive(Debug, Clone)]
struct Stem {
    languages: u32,
    stem: String,
    beginning: Beginning,
}

/// What every form begins with.
#[derive(Debug, Clone)]
struct Beginning(Box<Finder<'static>>);

impl Beginning {
    fn new(letters: &str) -> Beginning {
        Beginning(Box::new(Finder::new(letters).into_owned()))
    }

    fn letters(&self) -> &str {
        std::str::from_utf8(self.0.needle()).unwrap_or_default()
    }
}

impl PartialEq for Forms {
    fn eq(&self, other: &Forms) -> bool {
        self.word == other.word
    }
}

impl Eq for Forms {}

impl Forms {
    /// The forms of a reduced word; `None` where it has none: no single word of letters, or too long for an index.
    pub(super) fn of(word: &str) -> Option<Forms> {
        let is_word = !word.is_empty()
            && word.chars().all(|c| c.is_alphabetic() && !is_spaceless(c))
            && word.len() <= terms::LONGEST / 2;
        if !is_word {
            return None;
        }
        let mut stems: Vec<Stem> = Vec::new();
        for language in Language::ALL {
            let stem = language::stem(language, word);
            if let Some(known) = stems.iter_mut().find(|known| known.stem == stem) {
                known.languages |= language.bit();
                continue;
            }
            let same = word.chars().zip(stem.chars()).take_while(|(a, b)| a == b).count();
            let kept = same.min(stem.chars().count().saturating_sub(CHANGING)).max(LEAST.min(same));
            let beginning: String = word.chars().take(kept).collect();
            if !beginning.is_empty() {
                let beginning = Beginning::new(&beginning);
                stems.push(Stem { languages: language.bit(), stem: stem.into_owned(), beginning });
            }
        }
        Some(Forms { word: word.to_owned(), exactly: Beginning::new(word), stems })
    }

    /// The word as it was written.
    #[must_use]
    pub fn word(&self) -> &str {
        &self.word
    }

    /// What forms in any of these languages begin with.
    pub fn beginnings(&self, languages: u32) -> impl Iterator<Item = &str> {
        self.stems.iter().filter(move |stem| stem.languages & languages != 0).map(|stem| stem.beginning.letters())
    }

    /// Whether a word is a form in any of these languages.
    #[must_use]
    pub fn has(&self, word: &str, languages: u32) -> bool {
        let is_form = |stem: &Stem| {
            word.starts_with(stem.beginning.letters())
                && Language::ALL
                    .into_iter()
                    .filter(|language| language.bit() & stem.languages & languages != 0)
                    .any(|language| language::stem(language, word) == stem.stem)
        };
        word == self.word || self.stems.iter().filter(|stem| stem.languages & languages != 0).any(is_form)
    }

    /// The bytes of a reduced text at which forms stand: from, to.
    pub(super) fn places<'t>(
        &'t self,
        text: &'t str,
        language: Option<Language>,
    ) -> impl Iterator<Item = (usize, usize)> + 't {
        let stem = language.and_then(|language| self.stems.iter().find(|stem| stem.languages & language.bit() != 0));
        let finder = &stem.map_or(&self.exactly, |stem| &stem.beginning).0;
        let languages = language.map_or(0, Language::bit);
        finder.find_iter(text.as_bytes()).filter_map(move |start| {
            let before = text.get(..start)?.chars().next_back();
            if before.is_some_and(|c| c != ' ' && !is_spaceless(c)) {
                return None;
            }
            let rest = text.get(start..)?;
            let plain = rest.bytes().position(|b| b == b' ' || !b.is_ascii()).unwrap_or(rest.len());
            let is_plain = rest.as_bytes().get(plain).is_none_or(|b| *b == b' ');
            let length =
                if is_plain { plain } else { rest.find(|c| c == ' ' || is_spaceless(c)).unwrap_or(rest.len()) };
            let word = rest.get(..length)?;
            self.has(word, languages).then_some((start, start + length))
        })
    }
}
