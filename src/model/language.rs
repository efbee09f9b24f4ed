//! The languages whose words are known in their forms.

use serde::{Deserialize, Serialize};

/// A language whose endings are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "their names say it")]
pub enum Language {
    English,
    French,
    German,
    Spanish,
    Italian,
    Portuguese,
    Dutch,
    Swedish,
    Norwegian,
    Danish,
    Finnish,
    Hungarian,
    Romanian,
    Russian,
    Turkish,
    Greek,
    Arabic,
}

impl Language {
    /// Every language, in their order.
    pub const ALL: [Language; 17] = [
        Language::English,
        Language::French,
        Language::German,
        Language::Spanish,
        Language::Italian,
        Language::Portuguese,
        Language::Dutch,
        Language::Swedish,
        Language::Norwegian,
        Language::Danish,
        Language::Finnish,
        Language::Hungarian,
        Language::Romanian,
        Language::Russian,
        Language::Turkish,
        Language::Greek,
        Language::Arabic,
    ];

    /// Its bit in a set of languages.
    #[must_use]
    pub fn bit(self) -> u32 {
        1 << self as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_bit_of_its_own() {
        for (at, language) in Language::ALL.into_iter().enumerate() {
            assert_eq!(language.bit(), 1 << at);
        }
    }
}
