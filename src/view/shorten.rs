//! Names of files too long for their place, cut in the middle: the end tells which revisions and which format, the
//! beginning which article.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::width;

/// Cells of a name's end that are always seen.
const TAIL: usize = 16;
/// Cells that a name keeps within a sentence.
const LEAST: usize = 20;

/// A name in so many cells.
pub(super) fn name(name: &str, room: u16) -> String {
    let room = usize::from(room);
    let wide = width::of(name);
    if wide <= room || room < 3 {
        return name.to_owned();
    }
    let end = (room - 1).min(TAIL.max(room / 3));
    let tail: Vec<&str> = name.graphemes(true).rev().scan(0, |used, g| within(used, g, end)).collect();
    let head: String = name.graphemes(true).scan(0, |used, g| within(used, g, room - 1 - end)).collect();
    format!("{head}…{}", tail.into_iter().rev().collect::<String>())
}

/// A grapheme, while those so far take no more than so many cells.
fn within<'a>(used: &mut usize, grapheme: &'a str, room: usize) -> Option<&'a str> {
    *used += width::of(grapheme);
    (*used <= room).then_some(grapheme)
}

/// A sentence in so many cells, its longest word shortened for it: of a sentence about a file that is the file's name. What
/// is still too long stays so.
pub(super) fn sentence(text: &str, room: u16) -> String {
    let excess = width::of(text).saturating_sub(usize::from(room));
    let longest = text.split(' ').max_by_key(|word| width::of(word)).unwrap_or_default();
    let wide = width::of(longest);
    if excess == 0 || wide <= LEAST {
        return text.to_owned();
    }
    let kept = wide.saturating_sub(excess).max(LEAST);
    text.replacen(longest, &name(longest, u16::try_from(kept).unwrap_or(u16::MAX)), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "harbour-post-ferry-with-61-aboard-ran-aground-r2-r5.patch";

    #[test]
    fn a_long_file_name_keeps_its_beginning_and_its_end() {
        assert_eq!(name(NAME, 80), NAME);
        assert_eq!(name(NAME, 30), "harbour-post-…ound-r2-r5.patch");
        assert!((0..60).all(|room| width::of(&name(NAME, room)) <= usize::from(room).max(57)));
    }

    #[test]
    fn a_sentence_about_a_file_stays_whole() {
        let told = format!("{NAME} exists. Overwrite it? y or n");
        assert_eq!(sentence(&told, 200), told);
        assert_eq!(sentence(&told, 59), "harbour-post-…ound-r2-r5.patch exists. Overwrite it? y or n");
        assert!((52..100).all(|room| width::of(&sentence(&told, room)) <= usize::from(room)));
        assert_eq!(sentence("No word of this is long.", 10), "No word of this is long.");
    }
}
