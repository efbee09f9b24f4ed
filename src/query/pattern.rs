//! One thing to find: words in order, or a regular expression.

use memchr::memmem::Finder;
use regex::Regex;

use super::{
    forms::Forms,
    reduce::{self, Reduced, is_spaceless},
};
use crate::model::Language;

/// One thing to find.
#[derive(Debug, Clone)]
pub(super) enum Pattern {
    /// Words one after the other; of the last, perhaps only the beginning.
    Words { finder: Box<Finder<'static>>, prefix: bool },
    /// A word in any of its forms.
    Forms(Box<Forms>),
    /// A regular expression over the text as found.
    Expression(Regex),
}

impl Pattern {
    /// Words; `None` where there is no letter or digit in them.
    pub(super) fn words(text: &str, prefix: bool) -> Option<Pattern> {
        let mut words = String::new();
        reduce::reduce(text, &mut words);
        let words = words.trim();
        (!words.is_empty()).then(|| Pattern::Words { finder: Box::new(Finder::new(words).into_owned()), prefix })
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
            Pattern::Words { finder, prefix } => occurrences(finder, *prefix, reduced).next().is_some(),
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
            Pattern::Words { finder, prefix } => {
                for start in occurrences(finder, *prefix, &reduced.text) {
                    let mut end = start + finder.needle().len();
                    if *prefix {
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

/// The bytes of a reduced text at which words stand whole. A side at which the script has no spaces is always whole.
fn occurrences(finder: &Finder<'static>, prefix: bool, text: &str) -> impl Iterator<Item = usize> {
    let whole = |inner: Option<char>, outer: Option<char>| {
        outer.is_none_or(|c| c == ' ' || is_spaceless(c)) || inner.is_some_and(is_spaceless)
    };
    let is_whole = move |start: usize, end: usize| {
        let (Some(before), Some(word), Some(after)) = (text.get(..start), text.get(start..end), text.get(end..)) else {
            return false;
        };
        whole(word.chars().next(), before.chars().next_back())
            && (prefix || whole(word.chars().next_back(), after.chars().next()))
    };
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + finder.find(text.as_bytes().get(from..)?)?;
            let end = start + finder.needle().len();
            if is_whole(start, end) {
                from = end;
                return Some(start);
            }
            // One that is not whole may lie over one that is: of `a a` in `ba a a` the first.
            from = start + 1;
        }
    })
}
