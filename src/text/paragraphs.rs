//! Text to paragraphs: a paragraph a line, or, where lines were broken to fit a width, a paragraph between blank lines.

use std::borrow::Cow;

use super::joining::{Joining, needs_no_blank};

/// The lines of a text that hold more than blanks, as found. Lines end at `\n`, `\r\n`, `\r`, U+2028 and U+2029.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    all_lines(text).filter(|line| !is_blank(line))
}

/// A text on one line: runs of blanks and line ends are one blank, none at the ends.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs of a plain text.
///
/// Each line is one, unless the text is hard-wrapped or [Markdown](is_markdown): then the lines between blank lines belong together, and are joined
/// by one blank (by none between characters of scripts without blanks). List items and headings stay by themselves.
#[must_use]
pub fn split(text: &str) -> Vec<Cow<'_, str>> {
    if is_markdown(text) || is_hard_wrapped(text) {
        between_blank_lines(text)
    } else {
        lines(text).map(Cow::Borrowed).collect()
    }
}

/// Whether a text is Markdown whose paragraphs stand between blank lines: it begins with a heading, and there are blank
/// lines further down.
#[must_use]
pub fn is_markdown(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let (heading, rest) = text.split_at(text.find(['\n', '\r']).unwrap_or(text.len()));
    let hashes = heading.len() - heading.trim_start_matches('#').len();
    (1..=6).contains(&hashes) && heading.get(hashes..).is_some_and(|h| h.starts_with(' ')) && has_blank_lines(rest)
}

/// Whether a blank line stands between two lines that hold something.
#[must_use]
pub fn has_blank_lines(text: &str) -> bool {
    let held = all_lines(text.trim()).skip_while(|line| is_blank(line));
    held.skip(1).any(is_blank)
}

/// Whether the lines of a text were broken to fit a width of at most 120 characters: nearly every line that another
/// follows without a blank line between has no room left for the first word of its successor, and most of them break off
/// inside a sentence: lines that are whole sentences are paragraphs, however alike their lengths.
#[must_use]
pub fn is_hard_wrapped(text: &str) -> bool {
    let pairs: Vec<(usize, usize, bool)> = all_lines(text)
        .zip(all_lines(text).skip(1))
        .filter(|(line, next)| !is_blank(line) && !is_blank(next) && !starts_paragraph(next) && !is_heading(line))
        .map(|(line, next)| (line.trim_end().chars().count(), first_word(next), ends_sentence(line)))
        .take(20_000)
        .collect();
    if pairs.iter().filter(|pair| pair.2).count() * 2 > pairs.len() {
        return false;
    }
    let mut lengths: Vec<usize> = pairs.iter().map(|pair| pair.0).collect();
    lengths.sort_unstable();
    // A few lines may stick out: links and long words that could not be broken.
    let Some(&width) = lengths.get((lengths.len().saturating_sub(1)) * 19 / 20) else { return false };
    let full = pairs.iter().filter(|(length, word, _)| length + 1 + word > width).count();
    (40..=120).contains(&width) && full * 5 >= pairs.len() * 4
}

/// The paragraphs of a text whose lines belong together up to the next blank line.
#[must_use]
pub fn between_blank_lines(text: &str) -> Vec<Cow<'_, str>> {
    let mut joining = Joining::default();
    for line in all_lines(text) {
        if is_blank(line) {
            joining.end();
        } else if is_heading(line) {
            joining.alone(line);
        } else if starts_paragraph(line) {
            joining.begin(line);
        } else {
            joining.line(line);
        }
    }
    joining.finish()
}

/// Whether the lines between blank lines are sentences of one paragraph, as writers of prose under version control break
/// it: blank lines keep paragraphs apart, some of which have several lines, and nearly all of these end with a sentence
/// (or a clause), whatever their lengths.
#[must_use]
pub fn is_sentence_a_line(text: &str) -> bool {
    if !has_blank_lines(text) {
        return false;
    }
    let (mut pairs, mut whole) = (0_usize, 0_usize);
    for (line, next) in all_lines(text).zip(all_lines(text).skip(1)).take(20_000) {
        let prose = |line: &str| !is_blank(line) && !starts_paragraph(line) && !is_heading(line);
        if prose(line) && prose(next) {
            pairs += 1;
            whole += usize::from(ends_sentence(line) || line.trim_end().ends_with([',', ';', '—', '–']));
        }
    }
    pairs > 0 && whole * 5 >= pairs * 4
}

/// All lines of a text, the blank ones too. They end as those of [`lines`].
pub fn all_lines(text: &str) -> Lines<'_> {
    Lines { rest: text, rare: text.contains('\u{2028}') || text.contains('\u{2029}') }
}

/// The lines of a text.
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    rest: &'a str,
    rare: bool,
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.rest.is_empty() {
            return None;
        }
        let end = if self.rare {
            self.rest.find(['\n', '\r', '\u{2028}', '\u{2029}'])
        } else {
            memchr::memchr2(b'\n', b'\r', self.rest.as_bytes())
        };
        let (line, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest.strip_prefix("\r\n").unwrap_or_else(|| {
            let mut after = rest.chars();
            after.next();
            after.as_str()
        });
        Some(line)
    }
}

/// Whether a line holds nothing to be seen.
#[must_use]
pub fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}')
}

/// Whether a line ends as sentences do, perhaps inside quotation marks or brackets.
fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(['"', '”', '“', '’', '\'', '»', '«', ')', ']', '」', '』', '）']);
    line.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', ':'])
}

fn is_heading(line: &str) -> bool {
    line.starts_with('#')
}

fn starts_paragraph(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = (1..=3).contains(&digits)
        && line.get(digits..).is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(") "));
    numbered || ["- ", "* ", "+ ", "• ", "#", "> ", "|"].iter().any(|mark| line.starts_with(mark))
}

fn first_word(line: &str) -> usize {
    let line = line.trim_start();
    match line.chars().next() {
        Some(c) if needs_no_blank(c) => 1,
        _ => line.chars().take_while(|c| !c.is_whitespace()).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_sentences_are_paragraphs_however_alike() {
        let text = "The bridge at Vell was closed on Monday after an inspection.\n\
            Engineers found a crack in the second of the seven arches.\n\
            The council said that it would stay closed until the spring.\n\
            “Nobody is to cross it on foot either,” said the mayor, Ro Hale.";
        assert!(!is_hard_wrapped(text));
        assert_eq!(split(text).len(), 4);
    }

    #[test]
    fn lines_end_at_every_kind_of_line_end() {
        let got: Vec<&str> = lines("a\r\nb\rc\n\n \n d\u{2028}e\u{2029}f\n").collect();
        assert_eq!(got, ["a", "b", "c", " d", "e", "f"]);
        assert_eq!(lines("").count() + lines("\n\r\n").count(), 0);
    }

    #[test]
    fn a_hard_wrapped_text_is_joined_between_blank_lines() {
        let text = "# Ferry\nThe night ferry will run until the end of October, the port office\n\
                    said on Saturday, and tickets will cost fourteen crowns instead of the\ntwelve announced.\n\n\
                    The first boat leaves at ten past eleven from the northern pier, and the\nlast one at four.\n\
                    - one item\n- another\n";
        assert!(is_hard_wrapped(text));
        let got = split(text);
        assert_eq!(got.len(), 5, "{got:#?}");
        assert!(got[1].ends_with("instead of the twelve announced."));
        assert_eq!(got[3], "- one item");
    }

    #[test]
    fn a_paragraph_a_line_stays_so() {
        for text in [
            "One paragraph that is short.\nAnother that goes on for rather longer than the first one does.\nA third.",
            "港务局周六表示，夜间渡轮将运行至十月。\n票价为十四克朗。\n第一班船十一点十分从北码头出发，最后一班四点出发。",
            "Headline\n\nOnly paragraph.",
            "",
        ] {
            assert!(!is_hard_wrapped(text), "{text}");
        }
    }

    #[test]
    fn a_wrapped_text_without_blanks_between_words_gets_none() {
        let line = "港务局周六表示夜间渡轮将运行至十月票价为十四克朗第一班船十一点十分从北码头出发最后一班四点出";
        let text = format!("{line}\n{line}\n{line}\n完。\n");
        assert_eq!(split(&text), [format!("{line}{line}{line}完。")]);
    }
}
