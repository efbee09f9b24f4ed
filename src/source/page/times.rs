//! When a page says that its article was published and changed.

use super::{facts::shortened, name::Name, tree::Tree};

/// Names in a page's head of what tells when an article was published.
pub(super) const PUBLISHED: [&str; 22] = [
    "article:published_time",
    "article.published",
    "article:published",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.issued",
    "dcterms.date",
    "pubdate",
    "pdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "date",
    "originalpublicationdate",
    "parsely-pub-date",
    "publication_date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "govuk:first-published-at",
];

/// The same for its last change.
pub(super) const MODIFIED: [&str; 9] = [
    "article:modified_time",
    "article.updated",
    "datemodified",
    "og:updated_time",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "govuk:updated-at",
];

/// Keeps a time: the first that is told, unless another says the same and more of it.
pub(super) fn tell(place: &mut String, time: &str) {
    let time = shortened(time);
    if time.len() > place.len() && time.starts_with(place.as_str()) {
        *place = time;
    }
}

/// The time of publication as the text itself is marked: microdata, RDFa, hAtom, `<time class="published" datetime="…">`, or the only
/// `time` of the page.
pub(super) fn shown(tree: &Tree<'_>) -> Option<String> {
    let marked = (0..tree.nodes.len()).find_map(|at| marked(tree, at));
    marked.map(shortened).or_else(|| {
        let is_time = |at: &usize| tree.nodes.get(*at).is_some_and(|n| n.name == Name::Time);
        let mut times = (0..tree.nodes.len()).filter(is_time);
        let only = times.next().filter(|_| times.next().is_none())?;
        tree.tag(only)?.attribute("datetime").map(|text| shortened(&text))
    })
}

/// What an element tells that is marked as the time of publication.
fn marked<'a>(tree: &Tree<'a>, at: usize) -> Option<&'a str> {
    const PROPERTIES: [&str; 4] = ["datePublished", "dc:date", "dc:created", "schema:datePublished"];
    const CLASSES: [&str; 3] = ["published", "dt-published", "entry-date"];
    let tag = tree.tag(at).filter(|tag| tag.name != Name::Text)?;
    let (mut is_it, mut value, mut title) = (false, None, None);
    for (key, text) in tag.attributes().take(32) {
        let is = |known: &str| key.eq_ignore_ascii_case(known);
        let says =
            |known: &[&str]| text.split_ascii_whitespace().any(|w| known.iter().any(|k| w.eq_ignore_ascii_case(k)));
        is_it |=
            (is("itemprop") || is("property")) && says(&PROPERTIES) || is("class") && says(&CLASSES) || is("pubdate");
        if is("datetime") || is("content") {
            value = value.or(Some(text));
        } else if is("title") {
            title = Some(text);
        }
    }
    value.or(title).filter(|text| is_it && text.bytes().any(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_exact_of_two_equal_times_is_kept() {
        let mut time = String::new();
        for (told, want) in [
            ("2021-03-15", "2021-03-15"),
            ("2021-03-15T11:31:02-04:00", "2021-03-15T11:31:02-04:00"),
            ("2021-03-16T11:31:02-04:00", "2021-03-15T11:31:02-04:00"),
            ("", "2021-03-15T11:31:02-04:00"),
        ] {
            tell(&mut time, told);
            assert_eq!(time, want);
        }
    }

    #[test]
    fn times_are_read_where_texts_bear_them() {
        for (page, want) in [
            ("<p class=x><time datetime='2021-06-11T05:12'>11 June</time></p>", Some("2021-06-11T05:12")),
            ("<time datetime=2021-06-11>a</time><time datetime=2021-06-12>b</time>", None),
            (
                "<time datetime=1>a</time><time class='entry-date published' datetime=2016-05-11>b</time>",
                Some("2016-05-11"),
            ),
            ("<abbr class=published title='2011-04-07T07:41:00+01:00'>07:41</abbr>", Some("2011-04-07T07:41:00+01:00")),
            (
                "<span property='dc:date dc:created' content='2013-02-06T11:20:00+00:00'>x</span>",
                Some("2013-02-06T11:20:00+00:00"),
            ),
            ("<p class=published>yesterday</p>", None),
        ] {
            assert_eq!(shown(&Tree::of(page)).as_deref(), want, "{page}");
        }
    }
}
