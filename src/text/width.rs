//! How many cells text takes in a terminal. Everything that measures asks here, so that there is one answer.

use unicode_width::UnicodeWidthStr;

/// The cells that a text without control characters takes.
#[must_use]
pub fn of(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn wide_and_combining_characters_are_measured() {
        assert_eq!(of("abc"), 3);
        assert_eq!(of("日本"), 4);
        assert_eq!(of("e\u{301}"), 1);
        assert_eq!(of("ｶﾞ"), 2);
        assert_eq!(of("👩‍👩‍👧"), 2);
    }
}
