//! One page of the web in three dumps of three kinds: a compare page that somebody saved, a tracker's database, a crawl.

use std::{collections::BTreeSet, fs, path::Path};

use recension::model::{Article, SidesMark, TextState};

use crate::archive::{Dump, Got};

const URL: &str = "https://harlevalley.example.org/news/weir-sluice?id=7&ref=rss";

/// The moment of version 1, of which all three have the text.
const MOMENT: &str = "2020-03-01T12:30:45Z";

const TEXT: [&str; 5] = [
    "The sluice at Lumb weir jammed on Sunday and the mill pond is full.",
    "The keeper, Ada Thwaite, said a tree had lodged in the gate.",
    "Thwaite & Daughters have kept the weir since 1911.",
    "The lane is under 20 cm of water.",
    "Two pumps have been sent from Millbrook.",
];

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).expect("a fixture")
}

/// A crawl that has the page at one moment, with these paragraphs.
fn crawl(moment: &str, paragraphs: &[&str]) -> Vec<u8> {
    let body: String = paragraphs.iter().map(|p| format!("<p>{}</p>\n", p.replace('&', "&amp;"))).collect();
    let page = format!(
        "<!DOCTYPE html>\n<html><head><title>Sluice at Lumb weir jams, lane floods - Harle Valley News</title></head>\n\
         <body><article><h1>Sluice at Lumb weir jams, lane floods</h1>\n{body}</article></body></html>\n"
    );
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n\
         WARC-Date: {moment}\r\nWARC-Target-URI: {URL}\r\nContent-Type: application/http; msgtype=response\r\n\
         Content-Length: {}\r\n\r\n",
        http.len()
    );
    format!("{head}{http}\r\n\r\n").into_bytes()
}

/// The article of the page, from whatever dumps, whatever they are called.
fn of_the_page(got: &Got) -> &Article {
    let mut about = got.articles.iter().filter(|a| a.revisions.iter().any(|r| r.title.contains("weir")));
    let article = about.next().expect("an article");
    assert_eq!(about.next(), None, "it is one article");
    article
}

/// Each revision by moment, text, origin and notes of conflict.
fn told(article: &Article) -> BTreeSet<String> {
    let revisions = article.revisions.iter();
    let conflicts =
        |notes: &[String]| notes.iter().filter(|n| n.starts_with("in conflict")).cloned().collect::<String>();
    let line = |r: &recension::model::Revision| {
        let at = r.time.as_ref().map(|t| t.at.to_string()).unwrap_or_default();
        format!("{at} {} {} {}", r.origin.as_deref().unwrap_or_default(), r.paragraphs.join("|"), conflicts(&r.notes))
    };
    revisions.map(line).collect()
}

fn read(page: &[u8], database: (&str, &[u8]), crawl: &[u8], names: [&str; 3]) -> Got {
    let suffix = if database.0 == "diffengine" { "db" } else { "sqlite3" };
    let files = [
        (format!("dump/{}.html", names[0]), page),
        (format!("dump/{}.{suffix}", names[1]), database.1),
        (format!("dump/{}.warc", names[2]), crawl),
    ];
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    Dump::of(&files).read()
}

#[test]
fn a_compare_page_a_database_and_a_crawl_of_one_url_are_one_article() {
    let page = fixture("newssniffer-html/weir-diff-1-2.html");
    for (tracker, database) in
        [("newssniffer", "newssniffer-db/development.sqlite3"), ("diffengine", "diffengine/diffengine.db")]
    {
        let got = read(&page, (tracker, &fixture(database)), &crawl(MOMENT, &TEXT), ["a", "b", "c"]);
        let article = of_the_page(&got);
        let suffix = if tracker == "diffengine" { "db" } else { "sqlite3" };
        assert_eq!(article.origins, ["dump/a.html", &format!("dump/b.{suffix}"), "dump/c.warc"]);
        assert!(
            article
                .revisions
                .iter()
                .all(|r| r.origin.as_deref().is_some_and(|o| article.origins.iter().any(|all| all == o)))
        );
        let at = |moment: &str| {
            let of = article.revisions.iter().filter(|r| r.time.as_ref().is_some_and(|t| t.at.to_string() == moment));
            of.collect::<Vec<_>>()
        };
        let there = at(MOMENT);
        assert_eq!(there.len(), 1, "{tracker}: what all say is one revision: {there:#?}");
        assert!(there[0].paragraphs.iter().map(|p| &**p).eq(TEXT), "{tracker}");
        assert!(article.revisions.iter().all(|r| r.notes.iter().all(|n| !n.starts_with("in conflict"))), "{tracker}");
    }
}

#[test]
fn texts_of_one_moment_that_conflict_stand_beside_each_other_and_say_so_whatever_the_dumps_are_called() {
    let page = fixture("newssniffer-html/weir-diff-1-2.html");
    let mut other = TEXT;
    other[3] = "The lane is under 25 cm of water.";
    for (tracker, database) in
        [("newssniffer", "newssniffer-db/development.sqlite3"), ("diffengine", "diffengine/diffengine.db")]
    {
        let database = fixture(database);
        let got = read(&page, (tracker, &database), &crawl(MOMENT, &other), ["a", "b", "c"]);
        let article = of_the_page(&got);
        let there: Vec<_> =
            article.revisions.iter().filter(|r| r.time.as_ref().is_some_and(|t| t.at.to_string() == MOMENT)).collect();
        assert_eq!(there.len(), 2, "{tracker}: {there:#?}");
        let [crawled, tracked] = ["25 cm", "20 cm"]
            .map(|depth| *there.iter().find(|r| r.paragraphs.iter().any(|p| p.contains(depth))).expect("either text"));
        assert_eq!(crawled.origin.as_deref(), Some("dump/c.warc"), "{tracker}");
        assert_ne!(tracked.origin.as_deref(), Some("dump/c.warc"), "{tracker}");
        assert!(
            tracked.notes.contains(&"in conflict: dump/c.warc has another text of the same moment".into()),
            "{tracker}: {:?}",
            tracked.notes
        );
        let of = tracked.origin.as_deref().expect("an origin");
        assert!(
            crawled.notes.contains(&format!("in conflict: {of} has another text of the same moment")),
            "{tracker}: {:?}",
            crawled.notes
        );
        // The same, whichever file is met first: only names differ.
        let renamed = read(&page, (tracker, &database), &crawl(MOMENT, &other), ["z", "y", "x"]);
        let back = |line: String| {
            line.replace("dump/z.html", "dump/a.html").replace("dump/y.", "dump/b.").replace("dump/x.", "dump/c.")
        };
        let texts = |lines: BTreeSet<String>| -> BTreeSet<String> {
            // Which of the dumps that agree a revision is said to come from goes by their names.
            lines
                .into_iter()
                .map(|line| {
                    line.replace("dump/a.html", "dump/b")
                        .replace("dump/b.sqlite3", "dump/b")
                        .replace("dump/b.db", "dump/b")
                })
                .collect()
        };
        assert_eq!(
            texts(told(of_the_page(&renamed)).into_iter().map(back).collect()),
            texts(told(article)),
            "{tracker}"
        );
    }
}

#[test]
fn a_compare_page_without_marks_joins_by_its_numbers_and_never_overrules() {
    let text = String::from_utf8(fixture("newssniffer-text/weir-c.txt")).expect("a text");
    let text = text.replace("https://oxcombe.example.com/saved/weir-c", URL);
    let mut other = TEXT[..4].to_vec();
    other[3] = "The lane is awash.";
    let dump = Dump::of(&[
        ("dump/a.txt", text.as_bytes()),
        ("dump/b.sqlite3", &fixture("newssniffer-db/development.sqlite3")),
        ("dump/c.warc", &crawl("2020-03-01T09:00:05Z", &other)),
    ]);
    let got = dump.read();
    let article = of_the_page(&got);
    assert_eq!(article.origins, ["dump/a.txt", "dump/b.sqlite3", "dump/c.warc"]);
    assert_eq!(article.sides, SidesMark::Inferred);
    let conflicts: Vec<_> = article
        .revisions
        .iter()
        .filter_map(|r| Some((r.origin.as_deref()?, r.notes.iter().find(|n| n.starts_with("in conflict"))?.as_str())))
        .collect();
    // What is known is shown before what was inferred, whatever comes first by name.
    assert_eq!(
        conflicts,
        [
            ("dump/b.sqlite3", "in conflict: dump/c.warc has another text of the same moment"),
            ("dump/c.warc", "in conflict: dump/b.sqlite3 has another text of the same moment"),
        ]
    );
    // The database lost the text of its version 1: there the page has the word.
    let second = article.revisions.iter().find(|r| r.origin.as_deref() == Some("dump/a.txt")).expect("the page's text");
    assert!(second.paragraphs.iter().map(|p| &**p).eq(TEXT) && !second.evidence.is_empty(), "{second:#?}");
    assert_eq!(second.time.as_ref().map(|t| t.at.to_string()).as_deref(), Some(MOMENT));
}

#[test]
fn a_revisit_that_names_a_digest_only_has_the_text_of_a_capture_of_the_page_with_it() {
    let digest = "sha1:TQX5VQ2WLSZ3YEZ6PSFKUTDBZBXGQHM2";
    let revisit = format!(
        "WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000003>\r\n\
         WARC-Date: 2020-03-04T00:00:00Z\r\nWARC-Target-URI: {URL}\r\nWARC-Payload-Digest: {digest}\r\n\
         WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest\r\n\
         Content-Length: 0\r\n\r\n\r\n\r\n"
    );
    let of_digest = |digest: &str| {
        let crawl = String::from_utf8(crawl(MOMENT, &TEXT)).expect("text");
        let field = format!("WARC-Payload-Digest: {digest}\r\nContent-Length");
        crawl.replacen("Content-Length", &field, 1).into_bytes()
    };
    let told = |files: &[(&str, &[u8])]| {
        let got = Dump::of(files).read();
        let last = got.article().revisions.last().expect("a revision").clone();
        (last.state, last.paragraphs.len(), last.notes)
    };
    let note = |rest: &str| vec![format!("unchanged capture; the text that it repeats is {rest}")];
    let other = of_digest("sha1:ANOTHER");
    let without = told(&[("dump/a.warc", revisit.as_bytes()), ("dump/b.warc", &other)]);
    assert_eq!(without, (TextState::Partial, 0, note("not in this file")));
    for [one, two] in [["a", "b"], ["b", "a"]] {
        let names = [one, two].map(|name| format!("dump/{name}.warc"));
        let crawl = of_digest(&digest.to_lowercase());
        let found = told(&[(&names[0], &crawl), (&names[1], revisit.as_bytes())]);
        assert_eq!(found, (TextState::Whole, 5, note(&format!("that of dump/{one}.warc"))));
    }
}

#[test]
fn a_revisit_has_the_text_of_the_capture_it_names_wherever_that_lies() {
    let revisit = format!(
        "WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000002>\r\n\
         WARC-Date: 2020-03-04T00:00:00Z\r\nWARC-Target-URI: {URL}\r\nWARC-Refers-To-Target-URI: {URL}\r\n\
         WARC-Refers-To-Date: {MOMENT}\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    );
    let (crawl, other) = (crawl(MOMENT, &TEXT), crawl("2020-03-03T00:00:00Z", &TEXT[..4]));
    let told = |files: &[(&str, &[u8])]| {
        let got = Dump::of(files).read();
        let article = got.article();
        let last = article.revisions.last().expect("a revision").clone();
        (article.revisions.len(), last.state, last.paragraphs.len(), last.notes)
    };
    let note = |rest: &str| format!("unchanged capture of {MOMENT}; the text that it repeats is {rest}");
    let alone = told(&[("dump/later.warc", revisit.as_bytes())]);
    assert_eq!(alone, (1, TextState::Partial, 0, vec![note("not in this file")]));
    let without = told(&[("dump/a.warc", revisit.as_bytes()), ("dump/b.warc", &other)]);
    assert_eq!(without, (2, TextState::Partial, 0, vec![note("not in this file")]));
    for [one, two, three] in [["a", "b", "c"], ["b", "c", "a"], ["c", "a", "b"]] {
        let names = [one, two, three].map(|name| format!("dump/{name}.warc"));
        let files: [(&str, &[u8]); 3] = [(&names[0], &crawl), (&names[1], revisit.as_bytes()), (&names[2], &other)];
        let found = told(&files);
        assert_eq!(found, (3, TextState::Whole, 5, vec![note(&format!("that of dump/{one}.warc"))]));
    }
}

/// An answer of a news API with these texts of the page, by when each says that it was published.
fn answer(articles: &[(&str, &str)]) -> Vec<u8> {
    let article = |(published, content): &(&str, &str)| {
        format!(
            "{{\"source\":{{\"id\":null,\"name\":\"Harle Valley News\"}},\"author\":null,\
             \"title\":\"Sluice at Lumb weir jams, lane floods\",\"description\":null,\"url\":\"{URL}\",\
             \"urlToImage\":null,\"publishedAt\":\"{published}\",\"content\":\"{content}\"}}"
        )
    };
    let articles = articles.iter().map(article).collect::<Vec<_>>();
    let total = articles.len();
    format!("{{\"status\":\"ok\",\"totalResults\":{total},\"articles\":[{}]}}", articles.join(",")).into_bytes()
}

#[test]
fn what_is_only_known_to_be_published_at_a_time_orders_nothing_beside_what_was_seen() {
    let (first, second) = (crawl("2020-03-01T10:00:00Z", &TEXT[..4]), crawl("2020-03-01T12:00:00Z", &TEXT));
    let told = |content: &str| {
        let answer = answer(&[("2020-03-01T09:00:00Z", content)]);
        let dump = Dump::of(&[("dump/a.warc", &first), ("dump/b.warc", &second), ("dump/n.json", &answer)]);
        let got = dump.read();
        let revision = |r: &recension::model::Revision| {
            let at = r.time.as_ref().map(|t| t.at.strftime("%H").to_string()).unwrap_or_default();
            (at, r.is_aside, r.also_in.len(), r.notes.iter().any(|n| n.starts_with("in conflict")))
        };
        of_the_page(&got).revisions.iter().map(revision).collect::<Vec<_>>()
    };
    let seen = |hour: &str, also: usize| (hour.to_owned(), false, also, false);
    // The text of the later capture, under the time of publication before the first: it did not go and come back.
    assert_eq!(told(&TEXT.join("\\n")), [seen("10", 0), seen("12", 1)]);
    // Its beginning, as such services give it, is of the first capture that has it.
    assert_eq!(told(&format!("{}\\r\\nThe kee… [+210 chars]", TEXT[0])), [seen("10", 1), seen("12", 0)]);
    // A text that nobody else saw was shown at some time or other.
    let other = told("The sluice jammed.");
    assert_eq!(other, [("09".to_owned(), true, 0, false), seen("10", 0), seen("12", 0)]);
}

#[test]
fn times_of_publication_are_an_order_where_nothing_else_is() {
    let answer = answer(&[("2020-03-01T12:00:00Z", "The sluice is mended."), ("2020-03-01T09:00:00Z", "It jammed.")]);
    let later = String::from_utf8(answer.clone()).expect("text").replace("T12", "T15").replace("mended", "open");
    let got = Dump::of(&[("dump/a.json", &answer), ("dump/b.json", later.as_bytes())]).read();
    let texts: Vec<_> = of_the_page(&got).revisions.iter().map(|r| (&*r.paragraphs[0], r.is_aside)).collect();
    assert_eq!(texts, [("It jammed.", false), ("The sluice is mended.", false), ("The sluice is open.", false)]);
}
