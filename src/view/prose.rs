//! Sentences of ours, and quoted text, broken into lines for overlays and first screens.

use unicode_segmentation::UnicodeSegmentation;

use super::page::Page;
use crate::{
    app::geometry::Rect,
    text::{Role, Roles, width},
};

/// No overlay shows more than this of one text; a paragraph of megabytes is not broken to the end for a glance.
const MOST: usize = 20_000;

/// A text in lines of at most `room` cells, broken at blanks, and inside what is wider than a line between graphemes.
#[must_use]
pub(super) fn lines(text: &str, room: u16) -> Vec<String> {
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

/// Writes a text from a line of a rectangle on; gives the line after it.
pub(super) fn write(page: &mut Page, rect: Rect, mut line: u16, text: &str, roles: impl Into<Roles>) -> u16 {
    let roles = roles.into();
    for part in lines(text, rect.width) {
        if line >= rect.height {
            break;
        }
        page.pen(rect, line).put(&part, roles);
        line += 1;
    }
    line
}

/// Lines with roles, to be counted before a place for them is chosen.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Each line: pieces of text with their roles.
    pub(super) lines: Vec<Vec<(String, Roles)>>,
}

impl Sheet {
    /// A blank line.
    pub(super) fn blank(&mut self) {
        self.lines.push(Vec::new());
    }

    /// A text broken at `room` cells.
    pub(super) fn text(&mut self, text: &str, role: Role, room: u16) {
        self.lines.extend(lines(text, room).into_iter().map(|line| vec![(line, Roles::of(role))]));
    }

    /// A name in a column of its own, and what it names broken beside it.
    pub(super) fn named(&mut self, name: &str, text: &str, role: Role, column: u16, room: u16) {
        for (i, line) in lines(text, room.saturating_sub(column)).into_iter().enumerate() {
            let name = if i == 0 { name } else { "" };
            let label = format!("{name:<width$}", width = usize::from(column));
            self.lines.push(vec![(label, Roles::of(Role::Label)), (line, Roles::of(role))]);
        }
    }

    /// Writes the lines from `top` on.
    pub(super) fn draw(&self, page: &mut Page, rect: Rect, top: usize) {
        let top = top.min(self.lines.len().saturating_sub(usize::from(rect.height)));
        for (i, line) in self.lines.iter().skip(top).take(usize::from(rect.height)).enumerate() {
            let mut pen = page.pen(rect, i as u16);
            for (text, roles) in line {
                let room = pen.room();
                pen.cut(text, *roles, room);
            }
        }
    }
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
