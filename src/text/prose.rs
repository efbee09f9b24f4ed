//! Sentences of ours, and quoted text, broken into lines for overlays and first screens.

use unicode_segmentation::UnicodeSegmentation;

use super::width;

/// No overlay shows more than this of one text; a paragraph of megabytes is not broken to the end for a glance.
const MOST: usize = 20_000;

/// A text in lines of at most `room` cells, broken at blanks, and inside what is wider than a line between graphemes.
#[must_use]
pub fn lines(text: &str, room: u16) -> Vec<String> {
    let room = usize::from(room.max(2));
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0);
    for piece in text.chars().take(MOST).collect::<String>().split_word_bounds() {
        let wide = width::of(piece);
        if used == 0 && !lines.is_empty() && piece.trim().is_empty() {
            continue;
        }
        if used + wide <= room {
            line.push_str(piece);
            used += wide;
            continue;
        }
        if piece.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
            (line, used) = (String::new(), 0);
            continue;
        }
        // What stands tight after a word (a full stop, a closing quote) goes with it to the next line.
        let tail =
            line.rfind(char::is_whitespace).map_or(0, |at| at + line[at..].chars().next().map_or(1, char::len_utf8));
        let carried = if tail > 0 && tail < line.len() { line.split_off(tail) } else { String::new() };
        if !line.trim_end().is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        line = carried;
        used = width::of(&line);
        for grapheme in piece.graphemes(true) {
            let wide = width::of(grapheme);
            if used + wide > room {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(grapheme);
            used += wide;
        }
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_broken_at_blanks_and_long_words_between_graphemes() {
        assert_eq!(lines("The sea rose. Nobody left.", 14), ["The sea rose.", "Nobody left."]);
        assert_eq!(lines("abcdefgh ij", 5), ["abcde", "fgh", "ij"]);
        assert_eq!(lines("日本語日本語", 5), ["日本", "語日", "本語"]);
        assert_eq!(lines("ab cd ef", 5), ["ab cd", "ef"]);
        assert_eq!(lines("", 5), [""]);
        assert_eq!(lines("It ended (at last).", 14), ["It ended (at", "last)."]);
    }
}
