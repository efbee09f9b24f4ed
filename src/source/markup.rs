//! HTML left in the text of plain data, undone where it plainly is markup: real tags, tags that were escaped, character
//! references, and the `</p><p>` that some tools leave between paragraphs.
//!
//! Plain markup is a text that begins with the tag of a block, or in which one block ends where another begins; a line with
//! a tag that clings to the words it marks (`<i>no</i>`, `one<br>two`); a text whose every `&` begins a reference. A text
//! about HTML has its tags standing apart like words (`the <b> tag`), or an `&` of its own, and keeps them.

use super::{
    entities::{reference, resolved},
    fragment::{self, Escaped},
};
use crate::text::paragraphs::lines;

/// Tags of blocks with which a text of markup begins.
const BLOCKS: [&str; 14] =
    ["p", "div", "article", "section", "h1", "h2", "h3", "ul", "ol", "blockquote", "figure", "table", "html", "body"];

/// The paragraphs of a text that is markup; `None` for plain text, which stays as found.
pub(super) fn paragraphs(text: &str) -> Option<Vec<String>> {
    let (tag, refers) = (memchr::memchr(b'<', text.as_bytes()), memchr::memchr(b'&', text.as_bytes()));
    // Most texts hold neither.
    if tag.is_none() && refers.is_none() {
        return None;
    }
    let escaped = refers.is_some() && memchr::memmem::find(text.as_bytes(), b"&lt;").is_some();
    if tag.is_some() && is_markup(text, "<", ">") {
        return Some(fragment::paragraphs(text, Escaped::Text));
    }
    if tag.is_none() && escaped && is_markup(text, "&lt;", "&gt;") {
        // Escaped as a whole, its own references with its tags; or its tags alone.
        return Some(match is_referring(text) {
            true => fragment::paragraphs(&resolved(text), Escaped::Text),
            false => fragment::paragraphs(text, Escaped::Tags),
        });
    }
    if !is_referring(text) || tag.is_some() && !is_marked(text, "<", ">") {
        return None;
    }
    // Escaped as a whole, its own references with its tags.
    let text = if escaped && tag.is_none() && is_marked(text, "&lt;", "&gt;") { resolved(text) } else { text.into() };
    Some(lines(&text).flat_map(|line| fragment::paragraphs(line, Escaped::Text)).collect())
}

/// A text of one line, such as a headline, without markup; `None` where it has none.
pub(super) fn line(text: &str) -> Option<String> {
    paragraphs(text).map(|all| all.join(" "))
}

/// As [`paragraphs`], of a text that is known to be plain but for tags that were left in it: they are undone where they
/// cling to words, whatever its `&` are.
pub(super) fn left_in(text: &str) -> Option<Vec<String>> {
    let marked = || {
        let holds = memchr::memchr(b'<', text.as_bytes()).is_some() && is_marked(text, "<", ">");
        holds.then(|| lines(text).flat_map(|line| fragment::paragraphs(line, Escaped::Text)).collect())
    };
    paragraphs(text).or_else(marked)
}

/// Whether every `&` of a text begins a character reference, so that whoever wrote it escaped what is text.
fn is_referring(text: &str) -> bool {
    memchr::memchr_iter(b'&', text.as_bytes()).all(|at| {
        let rest = text.get(at..).unwrap_or_default();
        let length = reference(rest, &mut String::new());
        length > 0 && rest.as_bytes().get(length - 1) == Some(&b';')
    })
}

/// Bytes of a tag that is looked at.
const LONGEST_TAG: usize = 4096;

/// Whether a tag clings to the words that it marks: a pair of them on one line, or the end of a line between two words.
fn is_marked(text: &str, open: &str, close: &str) -> bool {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    lines(text).any(|line| {
        let mut ends = Ends::default();
        memchr::memmem::find_iter(line.as_bytes(), open.as_bytes()).any(|at| {
            let (before, tag) = line.split_at(at);
            let tag = tag.strip_prefix(open).unwrap_or(tag);
            let name = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let Some((name, rest)) = tag.split_at_checked(name) else { return false };
            let ends_line = name.eq_ignore_ascii_case("br");
            if !ends_line && !fragment::is_inline(name) {
                return false;
            }
            let near = rest.as_bytes().get(..rest.len().min(LONGEST_TAG)).unwrap_or_default();
            let Some(length) = memchr::memmem::find(near, close.as_bytes()) else { return false };
            let Some((inside, after)) = rest.split_at_checked(length) else { return false };
            let after = after.strip_prefix(close).unwrap_or(after);
            if !(inside.is_empty() || inside.starts_with([' ', '/'])) || inside.contains(['<', '>']) {
                return false;
            }
            if ends_line {
                return !blank(before.chars().next_back()) || !blank(after.chars().next());
            }
            let from = line.len() - after.len();
            let within = ends.next(line, from, &[open, "/", name, close]).and_then(|end| line.get(from..end));
            within.is_some_and(|within| !blank(within.chars().next()) && !blank(within.chars().next_back()))
        })
    })
}

/// Where the closing tags of a line stand: remembered, so that a line of many tags is not searched for each of them.
#[derive(Default)]
struct Ends {
    next: Vec<(String, Option<usize>)>,
}

impl Ends {
    /// Where a closing tag, told by its parts, stands at or behind a place. Places only grow.
    fn next(&mut self, line: &str, from: usize, parts: &[&str]) -> Option<usize> {
        let tag = parts.concat();
        let find = || line.get(from..)?.find(&tag).map(|at| at + from);
        match self.next.iter_mut().find(|(known, _)| *known == tag) {
            Some((_, end)) => {
                if end.is_some_and(|end| end < from) {
                    *end = find();
                }
                *end
            }
            None => {
                let end = find();
                self.next.push((tag, end));
                end
            }
        }
    }
}

fn is_markup(text: &str, open: &str, close: &str) -> bool {
    let begins = behind_comment(text.trim_start(), open, close).strip_prefix(open).is_some_and(|rest| {
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).take(12).collect();
        let ends =
            rest.get(name.len()..).is_some_and(|after| after.starts_with([' ', '\n', '/']) || after.starts_with(close));
        ends && BLOCKS.contains(&name.to_ascii_lowercase().as_str()) && text.contains(&format!("{open}/{name}"))
    });
    // `</p><p>`, with nothing but blanks between.
    let end = format!("{open}/p{close}");
    let meets = |at: usize| {
        let rest = text.get(at + end.len()..).unwrap_or_default().trim_start();
        rest.strip_prefix(open)
            .is_some_and(|rest| rest.starts_with("p ") || rest.strip_prefix('p').is_some_and(|r| r.starts_with(close)))
    };
    begins || memchr::memmem::find_iter(text.as_bytes(), end.as_bytes()).take(4).any(meets)
}

/// A text behind the comment with which it begins: WordPress' editor puts one before each block (`<!-- wp:paragraph -->`).
fn behind_comment<'t>(text: &'t str, open: &str, close: &str) -> &'t str {
    let comment = || {
        let inside = text.strip_prefix(open)?.strip_prefix("!-- wp:")?;
        let end = memchr::memmem::find(inside.as_bytes(), b"--")?;
        inside.get(end + 2..)?.strip_prefix(close).map(str::trim_start)
    };
    comment().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{left_in, line, paragraphs};

    #[test]
    fn a_long_line_of_signs_costs_one_pass() {
        // At this size, a line that is searched to its end for each sign takes minutes.
        for piece in [
            "<",
            "&lt;",
            "if a &lt; b and c ",
            "&lt;a ",
            "<b> ",
            "&lt;b&gt; ",
            "<i <b>",
            "&lt;!--",
            "<a href=\"\"",
            "=\"\"",
            "&amp;lt;",
        ] {
            for end in ["", ">", "&gt;", " </b>", "&lt;/b&gt;"] {
                let text = format!("<a {}{end}", piece.repeat(120_000 / piece.len()));
                for text in [text.as_str(), &text[3..]] {
                    let found = paragraphs(text).unwrap_or_default();
                    assert!(found.iter().map(String::len).sum::<usize>() <= text.len(), "{piece} … {end}");
                }
            }
        }
        assert_eq!(line(&"<".repeat(40_000)), None);
    }

    #[test]
    fn markup_is_undone_and_text_about_it_is_kept() {
        let want = Some(vec!["One & two.".to_owned(), "Three.".to_owned()]);
        for text in [
            "<p>One &amp; two.</p><p>Three.</p>",
            "<div><p class=\"x\">One <b>&amp;</b> two.</p>\n<p>Three.</p></div>",
            "&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;",
            "One &amp; two.</p><p>Three.",
            "One &amp; two.</p>\n  <p>Three.",
        ] {
            assert_eq!(paragraphs(text), want, "{text}");
        }
        for (text, want) in [
            ("He said <i>no</i> today.", "He said no today."),
            ("See <a href=\"x?a=1\">there</a>.\nAnd so on.", "See there.|And so on."),
            ("One<br>two<br/>three<br /><br />four", "One|two|three|four"),
            ("&lt;strong&gt;Bold&lt;/strong&gt; start &amp;amp; more", "Bold start & more"),
            ("Tom &amp; Jerry &#8217;s &quot;x&quot; don&#39;t", "Tom & Jerry ’s \"x\" don't"),
            ("5 &lt; 6 and 7 &gt; 6\nA &amp;amp; B", "5 < 6 and 7 > 6|A &amp; B"),
        ] {
            assert_eq!(paragraphs(text).expect(text).join("|"), want, "{text}");
        }
        for text in [
            "A <p> begins a paragraph, and </p> ends it.",
            "<script>alert('x')</script> & <b>bold</b> &amp; so on.",
            "5 &lt; 6, AT&T; and 7 &gt; 6",
            "The <b> tag is bold until </b> ends it, <br> breaks a line.",
            "a < b &amp; c",
            "https://a.example/?a=1&copy=2&amp;c",
            "<p",
            "Plain & simple.",
            "",
        ] {
            assert_eq!(paragraphs(text), None, "{text}");
        }
        assert_eq!(
            left_in("Pye & Sons lost <b>three</b> boats.").expect("tags").concat(),
            "Pye & Sons lost three boats."
        );
        assert_eq!(left_in("The <b> tag & more"), None);
    }
}
