//! HTML as writers keep it under version control: pages of a site, or the parts that a generator puts into one.
//!
//! What stands in the page's own article, else in its body, is read block by block. No guess is made of where the article
//! lies, as is for pages of strangers: such a guess could fall out differently for each revision.

use std::borrow::Cow;

use super::Body;
use crate::{
    source::fragment::{self, Escaped},
    text::paragraphs,
};

pub(super) fn read(text: &str) -> Body<'_> {
    let inner = element(text, "article").or_else(|| element(text, "main")).or_else(|| element(text, "body"));
    // Lines of templates are no text, and may stand anywhere.
    let lines = paragraphs::all_lines(inner.unwrap_or(text));
    let kept: Vec<&str> = lines.filter(|line| !is_template(line.trim())).collect();
    let mut found = fragment::paragraphs(&kept.join("\n"), Escaped::Text);
    let told = |name: &str| element(text, name).map(|inner| fragment::paragraphs(inner, Escaped::Text).join(" "));
    let heading = told("h1").filter(|h| !h.is_empty());
    let title = heading.clone().or_else(|| told("title")).filter(|t| !t.is_empty());
    if let Some(heading) = heading
        && found.first() == Some(&heading)
    {
        found.remove(0);
    }
    let title: Cow<'_, str> = title.unwrap_or_default().into();
    let paragraphs = found.into_iter().map(Cow::Owned).collect();
    Body { heading: title.clone(), title, date: None, paragraphs }
}

/// Whether a page holds text enough to be read for it.
pub(super) fn is_prose(text: &str) -> bool {
    read(text).paragraphs.iter().map(|p| p.split_whitespace().count()).sum::<usize>() >= 8
}

/// What stands inside of the first element of a name.
fn element<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (open, close) = (format!("<{name}"), format!("</{name}"));
    let starts = |at: usize| {
        let after = text.as_bytes().get(at + open.len());
        after.is_some_and(|b| *b == b'>' || b.is_ascii_whitespace())
    };
    let begin = find(text, &open, 0, &starts)?;
    let inside = begin + text.get(begin..)?.find('>')? + 1;
    // The last end: elements of a name may lie in one another.
    let end = last(text, &close).filter(|end| *end >= inside).unwrap_or(text.len());
    let end = if matches!(name, "h1" | "title") { find(text, &close, inside, &|_| true).unwrap_or(end) } else { end };
    text.get(inside..end)
}

fn find(text: &str, what: &str, from: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes.get(from..)?).map(|at| at + from).find(|at| {
        bytes.get(*at..at + what.len()).is_some_and(|b| b.eq_ignore_ascii_case(what.as_bytes())) && fits(*at)
    })
}

fn last(text: &str, what: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memrchr_iter(b'<', bytes)
        .find(|at| bytes.get(*at..at + what.len()).is_some_and(|b| b.eq_ignore_ascii_case(what.as_bytes())))
}

fn is_template(bare: &str) -> bool {
    (bare.starts_with("{%") && bare.ends_with("%}")) || (bare.starts_with("{{") && bare.ends_with("}}"))
}

#[cfg(test)]
mod tests {
    use super::{is_prose, read};

    #[test]
    fn the_article_of_a_page_is_read_block_by_block() {
        let page = "<!DOCTYPE html><html><head><title>Ferry | Harbour</title><script>x()</script></head><body><nav>Home</nav>\n\
            <article class=\"a\"><h1>The <em>ferry</em></h1>\n<p>It was late\nand &amp; very so.</p>\n{% include x %}\n<ul><li>one</li>\
            <li>two</li></ul></article><footer>us</footer></body></html>";
        let got = read(page);
        assert_eq!(got.title, "The ferry");
        assert_eq!(got.paragraphs, ["It was late and & very so.", "one", "two"]);
        assert_eq!(read("<p>A part</p><p>of a page</p>").paragraphs, ["A part", "of a page"]);
        assert_eq!(read("<title>T</title><body>x").title, "T");
        assert!(!is_prose("<div>{{ content }}</div>") && !is_prose(""));
        for odd in ["<", "<article", "<h1", "</article><article>", "<title>"] {
            read(odd);
        }
    }
}
