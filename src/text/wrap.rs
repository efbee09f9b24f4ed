//! Where the lines of a paragraph break: at blanks, after hyphens and dashes, between the characters of scripts without
//! spaces where printers break them; a word too long for a line between graphemes. Nothing is dropped: blanks stay at
//! the end of their line and may hang beyond its edge.

use std::{collections::HashSet, ops::Range};

use unicode_segmentation::UnicodeSegmentation;

use super::{
    fold::is_dash,
    width,
    words::{all_plain, tokens},
};

/// The lines of a sanitised text, as byte ranges that follow one another: at least one, and none wider than `width`
/// cells but for blanks at its end, or for a single grapheme that is wider itself.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(1);
    if text.len() <= width {
        // No character takes more cells than bytes.
        return std::iter::once(0..text.len()).collect();
    }
    let by_words: HashSet<usize> = if !text.is_ascii() && text.chars().any(breaks_by_dictionary) {
        tokens(text).iter().map(|t| t.start).collect()
    } else {
        HashSet::new()
    };
    let mut page = Page { width, by_words, lines: Vec::new(), line: Line::default(), before: "", before_that: "" };
    if !all_plain(text) || text.contains('\r') {
        text.grapheme_indices(true).for_each(|(at, grapheme)| page.take(at, grapheme));
        return page.end(text);
    }
    // Each character is a grapheme.
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (grapheme, behind) = rest.split_at(c.len_utf8());
        page.take(text.len() - rest.len(), grapheme);
        rest = behind;
        if c.is_ascii_alphanumeric() {
            rest = page.take_letters(grapheme, rest);
        }
    }
    page.end(text)
}

/// Lines under construction.
struct Page<'t> {
    /// Cells in a line.
    width: usize,
    /// Where words of scripts without spaces begin.
    by_words: HashSet<usize>,
    lines: Vec<Range<usize>>,
    line: Line,
    /// The last grapheme, and the one before that; empty where there is none.
    before: &'t str,
    before_that: &'t str,
}

/// The last line.
#[derive(Default)]
struct Line {
    start: usize,
    cells: usize,
    /// The last place where it may break, if after its start; and the cells before that.
    opportunity: usize,
    cells_before: usize,
}

impl<'t> Page<'t> {
    /// Takes a grapheme that begins at a byte.
    fn take(&mut self, at: usize, grapheme: &'t str) {
        let Page { width, by_words, lines, line, before, before_that } = self;
        // A blank hangs beyond the edge if it must, and the line breaks behind it only.
        if grapheme == " " {
            line.cells += 1;
            (*before_that, *before) = (*before, grapheme);
            return;
        }
        // Inside words, where most graphemes are, nothing has to be looked up.
        let letter = is_letter(grapheme);
        let inside = letter && is_letter(before);
        let blank = !letter && is_blank(grapheme);
        let cells = if letter { 1 } else { width::of(grapheme) };
        // A hyphen parts two words only where it stands behind one: not `-5`, not the sign `[-`.
        let hangs = !inside && *before == "-" && !before_that.chars().all(char::is_alphanumeric);
        if !inside && !before.is_empty() && !blank && !hangs && may_break(before, grapheme, || by_words.contains(&at)) {
            line.opportunity = at;
            line.cells_before = line.cells;
        }
        while !blank && line.cells + cells > *width && at > line.start {
            let (end, used) =
                if line.opportunity > line.start { (line.opportunity, line.cells_before) } else { (at, line.cells) };
            lines.push(line.start..end);
            *line = Line { start: end, cells: line.cells - used, opportunity: end, cells_before: 0 };
        }
        line.cells += cells;
        (*before_that, *before) = (*before, grapheme);
    }

    /// Takes as many of the letters that follow `last`, a letter just taken, as the line has room for; what is left.
    fn take_letters(&mut self, last: &'t str, rest: &'t str) -> &'t str {
        let room = self.width.saturating_sub(self.line.cells);
        let letters = rest.bytes().take(room).take_while(u8::is_ascii_alphanumeric).count();
        let (taken, left) = rest.split_at(letters);
        if letters > 0 {
            self.line.cells += letters;
            let (first, end) = taken.split_at(letters - 1);
            (self.before_that, self.before) = (first.get(first.len().wrapping_sub(1)..).unwrap_or(last), end);
        }
        left
    }

    fn end(mut self, text: &str) -> Vec<Range<usize>> {
        self.lines.push(self.line.start..text.len());
        self.lines
    }
}

/// Whether a grapheme is one letter or digit of ASCII: one cell wide, and no line breaks between two.
fn is_letter(grapheme: &str) -> bool {
    matches!(grapheme.as_bytes(), [byte] if byte.is_ascii_alphanumeric())
}

/// Blanks at which a line may break; no-break spaces are none.
fn is_blank(grapheme: &str) -> bool {
    grapheme.chars().all(|c| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}'))
}

/// Whether a line may break between two graphemes, the second of which is no blank.
fn may_break(before: &str, after: &str, word_begins: impl Fn() -> bool) -> bool {
    if before == " " {
        return true;
    }
    let (Some(x), Some(y)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if is_blank(before) {
        return true;
    }
    if x.is_ascii_alphanumeric() && y.is_ascii_alphanumeric() {
        return false;
    }
    if NEVER_FIRST.contains(y) || NEVER_LAST.contains(x) {
        return false;
    }
    if breaks_by_dictionary(x) || breaks_by_dictionary(y) {
        return word_begins();
    }
    if is_dash(x) {
        return x != '-' && x != '\u{2011}' || (y.is_alphabetic() && x == '-');
    }
    let wide = |g: &str, c: char| !c.is_ascii() && width::of(g) == 2;
    (wide(before, x) || wide(after, y)) && !y.is_ascii_punctuation()
}

/// Scripts whose words are found by dictionary: Thai, Lao, Burmese, Khmer.
fn breaks_by_dictionary(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// What must not begin a line.
const NEVER_FIRST: &str =
    "、。，．・：；？！）」』】〕〉》〙〗〟’”»›ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々…‥％,.!?:;)]}%";
/// What must not end a line.
const NEVER_LAST: &str = "（「『【〔〈《〘〖〝‘“«‹([{￥＄£";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Letters that are taken together break as if they were taken one by one.
        #[test]
        fn runs_of_letters_are_their_letters(text in "[a-c1 \\-,.\u{e9}\u{301}\u{a0}]{0,60}", width in 1..12_usize) {
            let mut page =
                Page { width, by_words: HashSet::new(), lines: Vec::new(), line: Line::default(), before: "", before_that: "" };
            text.grapheme_indices(true).for_each(|(at, grapheme)| page.take(at, grapheme));
            let one_by_one = page.end(&text);
            prop_assume!(text.len() > width);
            prop_assert_eq!(wrap(&text, width), one_by_one);
        }
    }

    fn lines(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn lines_break_at_blanks_and_hyphens() {
        assert_eq!(lines("one two three", 7), ["one two ", "three"]);
        assert_eq!(lines("well-known things", 6), ["well-", "known ", "things"]);
        assert_eq!(lines("a  -5 b", 4), ["a  ", "-5 b"]);
        assert_eq!(lines("it [-was-] so", 7), ["it ", "[-was-] ", "so"]);
        assert_eq!(lines("12\u{a0}000 x", 5), ["12\u{a0}00", "0 x"]);
        assert_eq!(lines("", 5), [""]);
        assert_eq!(lines("word      ", 4), ["word      "]);
    }

    #[test]
    fn long_words_break_between_graphemes() {
        assert_eq!(lines("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(lines("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
        assert_eq!(lines("日本", 1), ["日", "本"]);
    }

    #[test]
    fn scripts_without_spaces_break_where_printers_break_them() {
        assert_eq!(lines("今天下雨，明天晴。", 8), ["今天下", "雨，明天", "晴。"]);
        assert!(lines("ภาษาไทยเป็นภาษาที่มี", 8).len() > 2);
    }
}
