//! File names made of words from a dump: safe on every system, whatever the words are.
//!
//! A name holds only letters, digits, combining marks, hyphens and the dot before the suffix: no slash, no control or
//! bidirectional character, no leading dot or hyphen, none of the names that Windows reserves, and never nothing.

use std::path::Path;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

/// The longest name, in characters.
pub const MAX_CHARS: usize = 80;
/// The longest name, in bytes of UTF-8; file systems allow 255.
pub const MAX_BYTES: usize = 200;

/// What stands for words of which nothing is left.
const NAMELESS: &str = "article";
/// How much of a headline is read: more never reaches the name.
const READ: usize = 4 * MAX_BYTES;

/// A name of words, a tail that is never cut, and a suffix: `guardian-apple-under-pressure-r1-r2.html`.
///
/// `suffix` stands without its dot; tail and suffix are our own words, short and plain.
#[must_use]
pub fn safe(words: &[&str], tail: &str, suffix: &str) -> String {
    let tail = slug(tail);
    let suffix = slug(suffix);
    let fixed = tail.len() + suffix.len() + 2;
    let stem = words.iter().map(|w| slug(w)).filter(|w| !w.is_empty()).collect::<Vec<_>>().join("-");
    let stem = cut(&stem, MAX_CHARS.saturating_sub(fixed), MAX_BYTES.saturating_sub(fixed));
    let stem = if stem.is_empty() { NAMELESS } else { stem };
    let mut name = if tail.is_empty() { stem.to_owned() } else { format!("{stem}-{tail}") };
    if is_reserved(&name) {
        name.insert_str(0, "article-");
    }
    if suffix.is_empty() { name } else { format!("{name}.{suffix}") }
}

/// The suffix of a document's kind that a typed name bears, without its dot and as our own names spell it; `None` where it
/// has none.
#[must_use]
pub fn suffix(name: &Path) -> Option<String> {
    let suffix = name.extension()?.to_str()?.to_ascii_lowercase();
    Some(match &*suffix {
        "diff" => "patch".into(),
        "htm" => "html".into(),
        "markdown" => "md".into(),
        _ => suffix,
    })
}

/// The letters and digits of a text in lower case, with a hyphen for every run of other characters between them.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    let mut gap = false;
    for c in text.chars().take(READ).nfc().flat_map(char::to_lowercase) {
        match c {
            // An apostrophe joins, as a joiner or a soft hyphen does.
            '\'' | '’' | '\u{ad}' | '\u{200c}' | '\u{200d}' => {}
            c if c.is_alphanumeric() || (is_combining_mark(c) && !slug.is_empty() && !gap) => {
                if gap && !slug.is_empty() {
                    slug.push('-');
                }
                gap = false;
                slug.push(c);
            }
            _ => gap = true,
        }
    }
    slug
}

/// The beginning of a slug within both limits: whole graphemes, and whole words where a word ends in the last third.
fn cut(slug: &str, chars: usize, bytes: usize) -> &str {
    let mut end = 0;
    let mut count = 0;
    for (at, grapheme) in slug.grapheme_indices(true) {
        count += grapheme.chars().count();
        if count > chars || at + grapheme.len() > bytes {
            let kept = slug.get(..end).unwrap_or("");
            let word = kept.rfind('-').filter(|&w| w >= end / 3 * 2);
            return kept.get(..word.unwrap_or(end)).unwrap_or("").trim_end_matches('-');
        }
        end = at + grapheme.len();
    }
    slug
}

/// Whether Windows takes the name for a device, whatever its suffix.
fn is_reserved(stem: &str) -> bool {
    let device = |name: &str| {
        let mut chars = name.chars();
        let number = chars.next_back();
        matches!(chars.as_str(), "com" | "lpt") && number.is_some_and(|n| n.is_ascii_digit() || "¹²³".contains(n))
    };
    matches!(stem, "con" | "prn" | "aux" | "nul" | "conin" | "conout") || device(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_well() {
        assert_eq!(
            safe(&["Guardian", "Apple under pressure"], "r1-r2", "html"),
            "guardian-apple-under-pressure-r1-r2.html"
        );
        assert_eq!(safe(&["", "‘It can’t be’: €3.5m “lost”"], "r0-r11", "json"), "it-cant-be-3-5m-lost-r0-r11.json");
        assert_eq!(safe(&["lemonde", "L’été à Évreux"], "r1-r2", "md"), "lemonde-lété-à-évreux-r1-r2.md");
        assert_eq!(safe(&["", "น้ำท่วมกรุงเทพ"], "r1-r2", "txt"), "น้ำท่วมกรุงเทพ-r1-r2.txt");
    }

    #[test]
    fn hostile_words_are_harmless() {
        assert_eq!(safe(&["..", "../../x"], "r1-r2", "patch"), "x-r1-r2.patch");
        assert_eq!(safe(&[], "", ""), "article");
        assert_eq!(safe(&["\u{1b}]0;\u{7}\u{202e}", "///"], "", "md"), "0.md");
        assert_eq!(safe(&["", "\u{301}.\u{301}"], "r1-r2", "md"), "article-r1-r2.md");
        for device in ["CON", "com1", "LPT³", "nul", "Aux"] {
            assert!(safe(&[device], "", "txt").starts_with("article-"), "{device}");
        }
    }

    #[test]
    fn the_suffix_of_a_typed_name_is_one_of_ours_however_it_is_spelled() {
        for (name, wanted) in
            [("a.HTM", Some("html")), ("a.diff", Some("patch")), ("b/a.markdown", Some("md")), ("a.b.txt", Some("txt"))]
        {
            assert_eq!(suffix(Path::new(name)).as_deref(), wanted, "{name}");
        }
        assert_eq!((suffix(Path::new("a")), suffix(Path::new(".md"))), (None, None));
    }

    #[test]
    fn long_words_are_cut_at_words_and_graphemes() {
        let name = safe(&["guardian", &"very long headline ".repeat(50)], "r1-r2", "html");
        assert_eq!(name, "guardian-very-long-headline-very-long-headline-very-long-headline-r1-r2.html");
        for long in ["新".repeat(900), "n\u{0303}\u{0323}".repeat(900), "👩‍👩‍👧x".repeat(900), "a".repeat(1 << 20)]
        {
            let name = safe(&["", &long], "r1-r2", "html");
            assert!(name.len() <= MAX_BYTES && name.chars().count() <= MAX_CHARS, "{name}");
            assert!(name.ends_with("-r1-r2.html"), "{name}");
        }
    }
}
