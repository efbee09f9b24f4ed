//! When a page says that its article was published and changed.

use super::{facts::shortened, marks::Marks, name::Name, prose, tree::Tree};
use crate::source::time;

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

/// Elements with a time that are looked at.
const MANY: usize = 64;

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
    let mut all = (0..tree.nodes.len()).filter_map(|at| marked(tree, at).map(|text| (at, text))).take(MANY);
    let marked = all.find(|(at, _)| is_of_article(tree, *at)).map(|(_, text)| text);
    let told = marked.map(shortened).or_else(|| {
        let is_time = |at: &usize| tree.nodes.get(*at).is_some_and(|n| n.name == Name::Time);
        let mut times = (0..tree.nodes.len()).filter(is_time);
        let only = times.next().filter(|_| times.next().is_none())?;
        let value = tree.tag(only)?.attribute("datetime").map(|text| shortened(&text))?;
        is_alone(tree, only).then_some(value)
    });
    told.filter(|text| time::read(text).is_some())
}

/// Whether an element stands where the article may tell of itself.
fn is_of_article(tree: &Tree<'_>, at: usize) -> bool {
    let beside = |at: usize| {
        let tag = tree.tag(at).filter(|tag| tag.name != Name::Text);
        let name = tree.nodes.get(at).map(|n| n.name);
        matches!(name, Some(Name::Nav | Name::Aside | Name::Footer | Name::Li))
            || tag.is_some_and(|tag| Marks::of(tag).comments)
    };
    !tree.ancestors(at).chain([at]).any(beside)
}

/// Whether a time stands in an article, in a line of its own that says nothing of a change.
fn is_alone(tree: &Tree<'_>, at: usize) -> bool {
    let name = |at: usize| tree.nodes.get(at).map_or(Name::Text, |n| n.name);
    let within = tree.ancestors(at).any(|at| matches!(name(at), Name::Article | Name::Main));
    let line = tree.ancestors(at).find(|at| !name(*at).is_inline()).map(|at| prose::line(tree, at)).unwrap_or_default();
    let small = line.to_lowercase();
    let changed = ["updat", "aktualis", "mis à jour", "modif", "actualiz", "aggiorn", "更新", "обновл"];
    within && is_of_article(tree, at) && line.len() < LINE && !changed.iter().any(|word| small.contains(word))
}

/// Bytes of a line that a time has for itself.
const LINE: usize = 80;

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
            ("<main><p class=x><time datetime='2021-06-11T05:12'>11 June</time></p></main>", Some("2021-06-11T05:12")),
            ("<nav><time datetime=2021-06-11>now</time></nav>", None),
            ("<main><p>Updated <time datetime=2021-06-11>11 June</time></p></main>", None),
            ("<main><abbr class=published title='3 days ago'>3 days ago</abbr></main>", None),
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
