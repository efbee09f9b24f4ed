//! One thing to find: words in order, or a regular expression.

use regex::Regex;

use super::forms::Forms;
use crate::{
    model::Language,
    text::{
        phrase::Phrase,
        reduce::{self, Reduced, is_spaceless},
    },
};

/// One thing to find.
#[derive(Debug, Clone)]
pub(super) enum Pattern {
    /// Words one after the other; of the last, perhaps only the beginning.
    Words(Phrase),
    /// A word in any of its forms.
    Forms(Box<Forms>),
    /// A regular expression over the text as found.
    Expression(Regex),
}

impl Pattern {
    /// Words; `None` where there is no letter or digit in them.
    pub(super) fn words(text: &str, prefix: bool) -> Option<Pattern> {
        Phrase::of(text, prefix).map(Pattern::Words)
    }

    /// A word in all its forms; `None` where there is no letter or digit in it.
    pub(super) fn forms(text: &str) -> Option<Pattern> {
        let mut word = String::new();
        reduce::reduce(text, &mut word);
        Forms::of(word.trim()).map(|forms| Pattern::Forms(Box::new(forms))).or_else(|| Pattern::words(text, false))
    }

    /// Whether it occurs in a text in some language, of which `reduced` is the reduced form.
    pub(super) fn is_in(&self, text: &str, reduced: &str, language: Option<Language>) -> bool {
        match self {
            Pattern::Forms(forms) => forms.places(reduced, language).next().is_some(),
            Pattern::Words(phrase) => phrase.places(reduced).next().is_some(),
            Pattern::Expression(expression) => expression.is_match(text),
        }
    }

    /// Where it occurs, as character ranges from 0, half-open.
    pub(super) fn find(
        &self,
        text: &str,
        reduced: &Reduced,
        language: Option<Language>,
        found: &mut Vec<(usize, usize)>,
    ) {
        let origin = |byte: usize| reduced.origin.get(byte).copied();
        match self {
            Pattern::Forms(forms) => {
                let places = forms.places(&reduced.text, language);
                found.extend(places.filter_map(|(start, end)| origin(start).zip(origin(end))));
            }
            Pattern::Words(phrase) => {
                for place in phrase.places(&reduced.text) {
                    let (start, mut end) = (place.start, place.end);
                    if phrase.is_prefix() {
                        let rest = reduced.text.get(end..).unwrap_or_default();
                        end += rest.find(|c| c == ' ' || is_spaceless(c)).unwrap_or(0);
                    }
                    // Up to the next character that counts: an accent of its own belongs to its letter.
                    found.extend(origin(start).zip(origin(end)));
                }
            }
            Pattern::Expression(expression) => {
                let mut counted = (0, 0);
                for place in expression.find_iter(text).filter(|m| !m.is_empty()) {
                    let mut character = |byte: usize| {
                        let more = text.get(counted.0..byte).map_or(0, |t| t.chars().count());
                        counted = (byte, counted.1 + more);
                        counted.1
                    };
                    found.push((character(place.start()), character(place.end())));
                }
            }
        }
    }

    /// The reduced words, for tests of fields that are short.
    pub(super) fn is_in_field(&self, text: &str) -> bool {
        let mut reduced = String::new();
        reduce::reduce(text, &mut reduced);
        self.is_in(text, &reduced, None)
    }
}
