//! Ordinals in words: `second` in `the second man`. They are figures only where another one became of them.

/// The ordinals, from the first on.
const ORDINALS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
];

/// What an ordinal counts as, as one in digits does.
pub(super) fn ordinal(word: &str) -> Option<String> {
    if !(5..=8).contains(&word.len()) {
        return None;
    }
    let at = ORDINALS.iter().position(|ordinal| ordinal.eq_ignore_ascii_case(word))?;
    let tail = ["st", "nd", "rd"].get(at).copied().unwrap_or("th");
    Some(format!("{}{tail}", at + 1))
}
