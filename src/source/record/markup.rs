//! HTML left in the text of plain data, undone where it plainly is markup: real tags, tags that were escaped, and the
//! `</p><p>` that some tools leave between paragraphs.
//!
//! Plain markup is a text that begins with the tag of a block, or in which one block ends where another begins. A text
//! about HTML begins with words and keeps its tags.

use super::super::fragment::{self, Escaped};

/// Tags of blocks with which a text of markup begins.
const BLOCKS: [&str; 14] =
    ["p", "div", "article", "section", "h1", "h2", "h3", "ul", "ol", "blockquote", "figure", "table", "html", "body"];

/// The paragraphs of a text that is markup; `None` for plain text, which stays as found.
pub(super) fn paragraphs(text: &str) -> Option<Vec<String>> {
    // Most texts hold neither.
    let (tag, reference) = (memchr::memchr(b'<', text.as_bytes()), memchr::memmem::find(text.as_bytes(), b"&lt;"));
    if tag.is_none() && reference.is_none() {
        return None;
    }
    let real = tag.is_some() && is_markup(text, "<", ">");
    let escaped = !real && reference.is_some() && is_markup(text, "&lt;", "&gt;");
    (real || escaped).then(|| fragment::paragraphs(text, if escaped { Escaped::Tags } else { Escaped::Text }))
}

fn is_markup(text: &str, open: &str, close: &str) -> bool {
    let begins = text.trim_start().strip_prefix(open).is_some_and(|rest| {
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

#[cfg(test)]
mod tests {
    use super::paragraphs;

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
            let got = paragraphs(text).map(|all| all.iter().map(|p| p.replace("&amp;", "&")).collect::<Vec<_>>());
            assert_eq!(got, want, "{text}");
        }
        for text in [
            "A <p> begins a paragraph, and </p> ends it.",
            "<script>alert('x')</script> & <b>bold</b> &amp; so on.",
            "5 &lt; 6 and 7 &gt; 6",
            "<p",
            "Plain & simple.",
            "",
        ] {
            assert_eq!(paragraphs(text), None, "{text}");
        }
    }
}
