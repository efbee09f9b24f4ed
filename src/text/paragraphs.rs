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
/// Each line is one, unless the text is hard-wrapped or [Markdown](is_markdown): then the lines between blank lines belong
/// together, and are joined by one blank (by none between characters of scripts without blanks). List items and headings stay by themselves.
#[must_use]
pub fn split(text: &str) -> Vec<Cow<'_, str>> {
    split_as(text, is_broken(text))
}

/// Whether the lines of a text are not its paragraphs: it is hard-wrapped or [Markdown](is_markdown).
#[must_use]
pub fn is_broken(text: &str) -> bool {
    is_markdown(text) || is_hard_wrapped(text)
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
/// inside a sentence: lines that are whole sentences are paragraphs, however alike their lengths, and so are lines of one
/// word, and those that all begin as headlines do.
#[must_use]
pub fn is_hard_wrapped(text: &str) -> bool {
    let pairs: Vec<Pair> = all_lines(text)
        .zip(all_lines(text).skip(1))
        .filter(|(line, next)| !is_blank(line) && !is_blank(next) && !starts_paragraph(next) && !is_heading(line))
        .map(|(line, next)| Pair::of(line, next))
        .take(20_000)
        .collect();
    let count = |of: fn(&Pair) -> bool| pairs.iter().filter(|pair| of(pair)).count();
    let are_whole = count(|pair| pair.ends) * 2 > pairs.len();
    let are_headed = count(|pair| pair.begins) * 5 > pairs.len() * 4;
    let are_words = count(|pair| pair.is_word) * 2 > pairs.len();
    if are_whole || are_headed || are_words {
        return false;
    }
    let mut lengths: Vec<usize> = pairs.iter().map(|pair| pair.length).collect();
    lengths.sort_unstable();
    // A few lines may stick out: links and long words that could not be broken.
    let Some(&width) = lengths.get((lengths.len().saturating_sub(1)) * 19 / 20) else { return false };
    let full = pairs.iter().filter(|pair| pair.length + 1 + pair.word > width).count();
    (40..=120).contains(&width) && full * 5 >= pairs.len() * 4
}

/// A line that another follows.
struct Pair {
    /// Chars of the line.
    length: usize,
    /// Whether it ends a sentence.
    ends: bool,
    /// Chars of the next line's first word.
    word: usize,
    /// Whether that is all of it.
    is_word: bool,
    /// Whether it begins with a capital.
    begins: bool,
}

impl Pair {
    fn of(line: &str, next: &str) -> Pair {
        let next = next.trim();
        let word = first_word(next);
        Pair {
            length: line.trim_end().chars().count(),
            ends: ends_sentence(line),
            word,
            is_word: next.chars().nth(word).is_none(),
            begins: next.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase),
        }
    }
}

/// How the lines of a text look, which is held against the other revisions of its article: if lines were joined to
/// paragraphs in one and not in the next, everything would have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// They were broken: those between blank lines belong together.
    pub broken: bool,
    /// They surely were, for there are blank lines between them.
    pub sure: bool,
    /// They are paragraphs, and no blank lines tell which could belong together.
    pub fixed: bool,
}

impl Look {
    /// Of a text of which is known whether its own lines were broken.
    #[must_use]
    pub fn of(text: &str, broken: bool) -> Look {
        let has_blank_lines = has_blank_lines(text);
        let fixed = !broken && !has_blank_lines && lines(text).nth(1).is_some();
        Look { broken, sure: broken && has_blank_lines, fixed }
    }

    /// Whether the lines of all revisions are to be joined up to the next blank line: some surely were broken, or more look
    /// so than do not. Where there is no blank line to join up to, each stays one.
    #[must_use]
    pub fn are_broken(looks: &[Look]) -> bool {
        let count = |of: fn(&Look) -> bool| looks.iter().filter(|look| of(look)).count();
        looks.iter().any(|look| look.sure) || count(|look| look.broken) > count(|look| look.fixed)
    }
}

/// The paragraphs of a text of which is decided whether lines are joined up to the next blank line; where there is none,
/// and they were not broken by themselves, each stays one.
#[must_use]
pub fn split_as(text: &str, broken: bool) -> Vec<Cow<'_, str>> {
    if broken && (has_blank_lines(text) || is_hard_wrapped(text)) {
        between_blank_lines(text)
    } else {
        lines(text).map(Cow::Borrowed).collect()
    }
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
pub(crate) fn ends_sentence(line: &str) -> bool {
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
    fn lines_of_a_menu_or_of_one_word_are_paragraphs() {
        let menu = "Minister to open the new bridge at Vell today\nIt cost five million crowns to build.\n\
                    More than 200 guests are expected at the opening\nTrains will run every ten minutes from noon\n\
                    Watch the ceremony live on our website today\nRead all our reports on the bridge and the trains.";
        assert!(!is_hard_wrapped(menu));
        let words = (0..12).map(|n| format!("*[[a{n}:User:A-name-of-more-than-40-letters-{n}]]\n")).collect::<String>();
        assert!(!is_hard_wrapped(&words));
    }

    #[test]
    fn revisions_are_cut_alike() {
        let look = |text: &str| Look::of(text, is_broken(text));
        let wrapped = "The night ferry will run until the end of October, the port office said\nlate on Saturday, and \
                       tickets will cost fourteen crowns instead of the\ntwelve announced.";
        let lines = "The night ferry will run until October.\nTickets cost fourteen crowns.";
        let (blank, one) = ("The night ferry will run.\n\nTickets cost\nfourteen crowns.", "It was withdrawn.");
        assert_eq!(look(wrapped), Look { broken: true, sure: false, fixed: false });
        assert_eq!(look(lines), Look { broken: false, sure: false, fixed: true });
        assert!(!Look::are_broken(&[look(wrapped), look(lines)]));
        let paragraphs = format!("{wrapped}\n\n{wrapped}");
        assert!(Look::are_broken(&[look(&paragraphs), look(lines)]));
        assert!(Look::are_broken(&[look(wrapped), look(blank)]));
        assert!(Look::are_broken(&[look(wrapped), look(one)]));
        assert!(Look::are_broken(&[look(wrapped), look(lines), look(wrapped)]));
        assert!(!Look::are_broken(&[look(lines), look(blank), look(one)]));
        assert_eq!(split_as(wrapped, false).len(), 3);
        assert_eq!(split_as(blank, true), ["The night ferry will run.", "Tickets cost fourteen crowns."]);
        assert_eq!(split_as(lines, true).len(), 2);
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
