//! Captures and saved pages as tools lay them out, and what these write beside them.

use crate::archive::Dump;

fn page(word: &str, head: &str) -> Vec<u8> {
    let text = format!(
        "<p>The harbour authority said on Tuesday that the ferry would sail again, after a week of {word}.</p>\
         <p>Engineers found cracks in three of the twelve piles beneath the landing stage, and mended all of them.</p>"
    );
    format!("<html><head><title>Ferry sails</title>{head}</head><body><article><h1>Ferry sails</h1>{text}</article></body></html>")
        .into_bytes()
}

#[test]
fn a_folder_that_is_no_host_is_none() {
    let canonical = "<link rel=\"canonical\" href=\"https://www.gazette.example/news/ferry.html\">";
    let front = "<link rel=\"canonical\" href=\"https://www.gazette.example/\">";
    for (head, later, url) in [
        (canonical, canonical, "https://www.gazette.example/news/ferry.html"),
        // One that lacks it lies at the same place.
        (canonical, "", "https://www.gazette.example/news/ferry.html"),
        (front, front, ""),
        ("", "", ""),
    ] {
        let got = Dump::of(&[
            ("dump/gazette/20200707100000/news/ferry.html", &page("rain", head)),
            ("dump/gazette/20200708100000/news/ferry.html", &page("snow", later)),
        ])
        .read();
        let article = got.article();
        assert_eq!((article.url.as_str(), article.revisions.len()), (url, 2), "{:?}", got.said());
        assert_eq!(article.revisions[0].archived.is_some(), !url.is_empty());
    }
    let got = Dump::of(&[("dump/gazette.example_8080/20200707100000/news/ferry.html", &page("rain", ""))]).read();
    assert_eq!(got.article().url, "http://gazette.example:8080/news/ferry.html");
}

#[test]
fn what_httrack_mirrored_is_read_and_what_it_keeps_beside_is_not() {
    let by = "<!-- Mirrored from www.gazette.example/news/ferry.html by HTTrack Website Copier/3.x [XR&CO'2014], Tue, 07 Jul 2020 10:00:00 GMT -->";
    let got = Dump::of(&[
        ("dump/site/www.gazette.example/news/ferry.html", &page("rain", by)),
        ("dump/site/index.html", &page("lists", "<!-- Created by HTTrack Website Copier -->")),
        ("dump/site/hts-log.txt", b"HTTrack3.49-2 launched on Tue, 07 Jul 2020 10:00:00\n\nIt was mirrored."),
        ("dump/site/hts-cache/doit.log", b"-qwC2 https://www.gazette.example/\n"),
    ])
    .read();
    let article = got.article();
    assert_eq!((article.url.as_str(), got.problems.len()), ("http://www.gazette.example/news/ferry.html", 0));
    let time = article.revisions[0].time.as_ref().map(|time| time.at.to_string());
    assert_eq!(time.as_deref(), Some("2020-07-07T10:00:00Z"));
}
