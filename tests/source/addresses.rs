//! Where texts stood: addresses of archived copies, front pages that pages call theirs, names and passwords.

use recension::model::{Certainty, TextState};

use crate::archive::{Dump, Got, texts};

const REPLAY: &str = "https://web.archive.org/web/";
const PAGE: &str = "http://www.quay.example/news/wall-12";

fn page(title: &str, canonical: &str) -> String {
    let text =
        format!("The wall of the quay has moved by a foot since it was built, and {title} was said of it in town.");
    format!(
        "<!DOCTYPE html><html><head><title>{title}</title>{canonical}</head><body><article><h1>{title}</h1><p>{text}</p><p>{text} Twice.</p></article></body></html>"
    )
}

fn response(url: &str, date: &str, page: &str) -> String {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n{page}", page.len());
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
}

/// The times of an article of archived copies of the page.
fn times_of_copies(got: &Got) -> Vec<String> {
    assert!(got.problems.is_empty(), "{:?}", got.said());
    let article = got.article();
    assert_eq!(article.url, PAGE);
    assert!(
        article.revisions.iter().all(|r| r.archived.as_ref().is_some_and(|a| a.starts_with(REPLAY))),
        "{article:?}"
    );
    let seen = article.revisions.iter().map(|revision| revision.time.as_ref().expect("a time"));
    seen.inspect(|seen| assert_eq!(seen.certainty, Certainty::Implied)).map(|seen| seen.at.to_string()).collect()
}

#[test]
fn pages_that_call_the_front_page_theirs_stay_apart() {
    for canonical in [
        "<link rel=canonical href=\"https://quay.example/\">",
        "<meta property=og:url content=\"https://quay.example\">",
    ] {
        let [one, two] = ["Moved", "Fell"].map(|title| page(title, canonical));
        let got = Dump::of(&[("dump/0.html", one.as_bytes()), ("dump/1.html", two.as_bytes())]).read();
        assert_eq!(got.articles.len(), 2, "{:?}", got.articles);
    }
}

#[test]
fn captures_of_archived_copies_are_of_the_page_when_it_was_archived() {
    let captures = [("20150302093140", "Moved"), ("20150303090000id_", "Fell")]
        .map(|(moment, title)| response(&format!("{REPLAY}{moment}/{PAGE}"), "2020-01-01T00:00:00Z", &page(title, "")));
    let got = Dump::of(&[("dump/a.warc", captures.concat().as_bytes())]).read();
    assert_eq!(times_of_copies(&got), ["2015-03-02T09:31:40Z", "2015-03-03T09:00:00Z"]);
}

#[test]
fn a_page_of_news_sniffer_among_captures_is_read_as_that() {
    let page = "<!DOCTYPE html><html><head><title>Quay - News Sniffer</title></head><body><div class=\"article-info\">\
        <p><cite>bbc</cite></p><p><cite class=\"article_url\"><a href=\"http://quay.example/1\">http://quay.example/1</a></cite></p></div>\
        <div class=\"version_list\"><a href=\"/articles/777/diff/0/1\" title=\"March 02, 2015 09:31\">1</a></div>\
        <table class=\"version_diff\"><thead><tr><th class=\"version\">Version 1</th><th class=\"version\">Version 3</th></tr></thead>\
        <tbody><tr><td>It stands.</td><td>It moved.</td></tr></tbody></table></body></html>";
    let place = "dump/20160101000000/www.newssniffer.co.uk/articles/777/diff/1/3";
    let got = Dump::of(&[(place, page.as_bytes())]).read();
    let article = got.articles.iter().find(|article| article.id.as_str() == "newssniffer:777");
    assert!(article.is_some_and(|article| article.revisions.len() == 2), "{:?} {:?}", got.articles, got.said());
}

#[test]
fn rows_of_archived_copies_are_of_the_page_when_it_was_archived() {
    let row = |moment: &str, text: &str| {
        format!(
            "{{\"url\":\"{REPLAY}{moment}/{PAGE}\",\"title\":\"Quay\",\"text\":\"{text}\",\"scraped_at\":\"2024-01-01\"}}\n"
        )
    };
    let rows = format!("{}{}", row("20150302093140", "It moved."), row("20150302090012if_", "It stands."));
    let got = Dump::of(&[("dump/a.jsonl", rows.as_bytes())]).read();
    assert_eq!(times_of_copies(&got), ["2015-03-02T09:00:12Z", "2015-03-02T09:31:40Z"]);
    // An address that only looks like one.
    let plain = "{\"url\":\"https://a.example/web/2015/quay.html\",\"title\":\"Quay\",\"text\":\"It moved.\"}";
    let got = Dump::of(&[("dump/a.jsonl", plain.as_bytes())]).read();
    assert_eq!(got.article().url, "https://a.example/web/2015/quay.html");
}

#[test]
fn what_interfaces_and_extractors_call_otherwise_is_found() {
    let bing = br#"{"_type":"News","value":[{"name":"Quay moves","url":"https://b.example/1","description":"It moved by a foot.",
        "provider":[{"_type":"Organization","name":"B Post"}],"datePublished":"2020-08-05T05:47:24.0000000Z"}]}"#;
    let got = Dump::of(&[("dump/b.json", bing)]).read();
    let (article, first) = (got.article(), &got.article().revisions[0]);
    assert_eq!(
        (&*article.source, &*first.title, first.state),
        ("B Post", "Quay moves", TextState::Partial),
        "{:?}",
        got.said()
    );
    let trafilatura =
        br#"{"title":"Quay moves","hostname":"t.example","date":"2020-08-05","id":null,"raw_text":"It moved.",
        "text":"It moved.","source":"https://t.example/1","source-hostname":"T Post","excerpt":"x"}"#;
    let got = Dump::of(&[("dump/t.json", trafilatura)]).read();
    let article = got.article();
    assert_eq!(
        (&*article.source, &*article.url, texts(article, 0)),
        ("T Post", "https://t.example/1", vec!["It moved."])
    );
    assert!(got.problems.is_empty(), "{:?}", got.said());
}

#[test]
fn the_address_of_an_outlet_is_that_of_none_of_its_articles() {
    let row = |title: &str| {
        format!("{{\"source\":\"https://quay.example/feed\",\"title\":\"{title}\",\"text\":\"The wall {title}.\"}}\n")
    };
    let got = Dump::of(&[("dump/a.jsonl", format!("{}{}", row("moved"), row("fell")).as_bytes())]).read();
    assert!(got.articles.iter().all(|article| article.url.is_empty()), "{:?}", got.articles);
}

#[test]
fn names_and_passwords_in_addresses_are_left_out() {
    let row = "{\"url\":\"http://user:word@quay.example/1\",\"title\":\"Quay\",\"text\":\"It moved.\"}";
    let got = Dump::of(&[("dump/a.jsonl", row.as_bytes())]).read();
    assert_eq!(got.article().url, "http://quay.example/1");
}

#[test]
fn copies_in_whichever_archive_are_of_the_page() {
    let archives = [
        "https://archive.ph/20200301120000/",
        "https://arquivo.pt/wayback/20200302120000/",
        "https://www.webarchive.example/wayback/archive/20200303120000mp_/",
        "https://web.archive.org/web/20200304120000id_/",
    ];
    let line = |(archive, day): (&&str, u32)| {
        format!("{{\"url\":\"{archive}{PAGE}\",\"title\":\"Wall\",\"text\":\"The wall moved on day {day}.\"}}\n")
    };
    let lines: String = archives.iter().zip(1..).map(line).collect();
    let got = Dump::of(&[("dump/a.jsonl", lines.as_bytes())]).read();
    let article = got.article();
    assert_eq!(article.url, PAGE);
    let days: Vec<_> =
        article.revisions.iter().map(|r| r.time.as_ref().expect("a time").at.strftime("%d").to_string()).collect();
    assert_eq!(days, ["01", "02", "03", "04"]);
    // A number that is no moment before a whole address, as of pages that lead elsewhere.
    let other = "{\"url\":\"https://quay.example/out/123456/http://other.example/a\",\"text\":\"It moved.\"}";
    let got = Dump::of(&[("dump/a.json", other.as_bytes())]).read();
    assert!(got.article().url.starts_with("https://quay.example/out/"), "{}", got.article().url);
}
