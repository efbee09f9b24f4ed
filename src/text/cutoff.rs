//! The word at which a dump cut a text off: nobody knows how it goes on, so it is not known as a word.

use unicode_normalization::char::is_combining_mark;

use super::reduce::is_spaceless;

/// What stands where a text was cut off, the longer first.
const MARKS: [&str; 4] = ["[...]", "[…]", "...", "…"];

/// Of a paragraph, by index from 0, of a text with so many paragraphs and these holes: what is surely there as it was. The
/// word at its end is none of that where the paragraph stands before a hole and may have been cut off within that word.
#[must_use]
pub fn surely<'t>(paragraph: &'t str, at: usize, paragraphs: usize, holes: &[usize]) -> &'t str {
    if holes.binary_search(&(at + 1)).is_err() {
        return paragraph;
    }
    let text = paragraph.trim_end();
    let bare = MARKS.iter().find_map(|mark| text.strip_suffix(mark));
    // Within a text a paragraph before a hole may be a heading, which ends with a word.
    if bare.is_none() && at + 1 < paragraphs {
        return paragraph;
    }
    let bare = bare.unwrap_or(text);
    let is_of_word = |c: char| (c.is_alphanumeric() || is_combining_mark(c)) && !is_spaceless(c);
    let mut kept = bare.trim_end_matches(is_of_word);
    if kept.len() == bare.len() {
        return paragraph;
    }
    // A figure goes on behind its points.
    while let Some(figure) =
        kept.strip_suffix(['.', ',']).filter(|figure| figure.ends_with(|c: char| c.is_ascii_digit()))
    {
        kept = figure.trim_end_matches(|c: char| c.is_ascii_digit());
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::surely;

    #[test]
    fn the_word_at_which_a_text_was_cut_off_is_not_known() {
        for (text, kept) in [
            ("He resigned on Mon…", "He resigned on "),
            ("He resigned on Mon...", "He resigned on "),
            ("He resigned on Mon[…]", "He resigned on "),
            ("He resigned on Mon", "He resigned on "),
            ("He resigned on Monday …", "He resigned on Monday …"),
            ("He resigned on Monday.", "He resigned on Monday."),
            ("It cost £1,234,5…", "It cost £"),
            ("東京都知…", "東京都知…"),
            ("…", "…"),
        ] {
            assert_eq!(surely(text, 1, 2, &[2]), kept, "{text}");
            assert_eq!(surely(text, 1, 2, &[0, 1]), text, "no hole behind it");
        }
        assert_eq!(surely("What we know", 0, 2, &[1]), "What we know");
        assert_eq!(surely("What we kn…", 0, 2, &[1]), "What we ");
    }
}
