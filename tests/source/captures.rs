//! Captures and saved pages as tools lay them out, and what these write beside them.

use std::io::Write as _;

use crate::archive::{Dump, texts};

fn page(word: &str, head: &str) -> Vec<u8> {
    let text = format!(
        "<p>The harbour authority said on Tuesday that the ferry would sail again, after a week of {word}.</p>\
         <p>Engineers found cracks in three of the twelve piles beneath the landing stage, and mended all of them.</p>"
    );
    format!("<html><head><title>Ferry sails</title>{head}</head><body><article><h1>Ferry sails</h1>{text}</article></body></html>")
        .into_bytes()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("packing in memory");
        archive.write_all(bytes).expect("packing in memory");
    }
    archive.finish().expect("packing in memory").into_inner()
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

#[test]
fn what_crawlers_write_of_their_captures_is_no_article() {
    let pages = b"{\"format\":\"json-pages-1.0\",\"id\":\"pages\",\"title\":\"All\",\"hasText\":true}\n\
        {\"id\":\"1\",\"url\":\"https://www.gazette.example/news/ferry\",\"title\":\"Ferry\",\"text\":\"Menu Ferry sails again\"}\n";
    let log = b"{\"timestamp\":\"2025-07-01\",\"logLevel\":\"info\",\"context\":\"general\",\"message\":\"Done\"}\n";
    let files: [(&str, &[u8]); 6] = [
        ("pages/pages.jsonl", pages),
        ("pages/extraPages.jsonl", pages),
        ("logs/crawl.log", log),
        ("fuzzy.json", b"[]"),
        ("datapackage.json", b"{\"profile\": \"data-package\",\n \"wacz_version\": \"1.1.1\", \"resources\": []}"),
        ("datapackage-digest.json", b"{\"path\": \"datapackage.json\", \"hash\": \"sha256:0\"}"),
    ];
    let warc = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
    let places = files.map(|(name, bytes)| (format!("dump/crawl/{name}"), bytes));
    let mut folder: Vec<(&str, &[u8])> = places.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    folder.push(("dump/crawl/archive/rec.warc", warc));
    let packed = [&files[..], &[("archive/rec.warc", warc)]].concat();
    for dump in [&folder[..], &[("dump/crawl.wacz", &zip(&packed))]] {
        let got = Dump::of(dump).read();
        assert_eq!((got.articles.len(), got.problems.len()), (0, 0), "{:#?} {:?}", got.articles, got.said());
    }
}

#[test]
fn lists_of_captures_in_json_are_passed_over() {
    let cdx = b"[[\"urlkey\",\"timestamp\",\"original\",\"mimetype\",\"statuscode\",\"digest\",\"length\"],\n\
        [\"example,gazette)/a\",\"20200707100000\",\"https://gazette.example/a\",\"text/html\",\"200\",\"A\",\"12\"]]\n";
    let list = b"[\n{\"file_url\":\"https://gazette.example/a\",\"timestamp\":20200707100000,\"file_id\":\"a\"},\n\
        {\"file_url\":\"https://gazette.example/b\",\"timestamp\":20200707100000,\"file_id\":\"b\"}\n]\n";
    let whole = b"[{\"file_url\":\"https://gazette.example/a\",\"timestamp\":20200707100000,\"file_id\":\"a\"}]";
    let fields = b"20200707100000 https://gazette.example/a\n20200708100000 https://gazette.example/a\n";
    let dump =
        [("dump/cdx.json", &cdx[..]), ("dump/list.json", list), ("dump/whole.json", whole), ("dump/two.txt", fields)];
    let got = Dump::of(&dump).read();
    assert_eq!((got.articles.len(), got.problems.len()), (0, 0), "{:?}", got.said());
}

#[test]
fn a_packed_folder_of_a_tool_is_to_be_unpacked() {
    let packed = zip(&[
        ("wb/20200707100000/www.gazette.example/news/ferry.html", &page("rain", "")),
        ("wb/20200708100000/www.gazette.example/news/ferry.html", &page("snow", "")),
    ]);
    let got = Dump::of(&[("dump/wb.zip", &packed)]).read();
    assert_eq!(got.articles.len(), 0);
    assert!(got.said().join("").contains("unpack it, and open the folder"), "{:?}", got.said());
    // Files that stand for themselves are read.
    let got = Dump::of(&[("dump/a.zip", &zip(&[("news/ferry.html", &page("rain", ""))]))]).read();
    assert_eq!(texts(got.article(), 0).len(), 2);
}

#[cfg(unix)]
#[test]
fn captures_of_archivebox_lie_by_user_too_and_links_lead_nowhere_else() {
    let index = |moment: &str| {
        format!(
            "{{\"type\":\"Snapshot\",\"url\":\"https://gazette.example/ferry\",\"title\":\"Ferry\",\"timestamp\":\"{moment}\"}}\n"
        )
    };
    let text = "The ferry sails again from Monday.\nIts pier is mended.";
    for root in ["users", "archive/users"] {
        let place = |id: u32, name: &str| {
            format!(
                "dump/box/{root}/admin/snapshots/20250701/gazette.example/0197c4d0-0000-7000-8000-00000000000{id}/{name}"
            )
        };
        let (one, two, three) = (index("1751364000.5"), index("1751450400.5"), index("1751536800.5"));
        let dump = Dump::of(&[
            ("dump/box/ArchiveBox.conf", b"[SERVER]\n"),
            ("dump/box/archive/notes.txt", b"none"),
            (&place(1, "index.jsonl"), one.as_bytes()),
            (&place(1, "wget/gazette.example/ferry.html"), &page("rain", "")),
            (&place(2, "index.jsonl"), two.as_bytes()),
            (&place(2, "htmltotext/htmltotext.txt"), text.as_bytes()),
            (&place(3, "index.jsonl"), three.as_bytes()),
            (&place(3, "trafilatura/content.html"), &page("snow", "")),
            ("elsewhere/index.jsonl", three.as_bytes()),
            ("elsewhere/htmltotext.txt", b"It is nobody's business."),
        ]);
        let elsewhere = dump.path().parent().expect("a folder").join("elsewhere");
        let link = |to: &std::path::Path, from: &str| {
            std::os::unix::fs::symlink(to, dump.path().join(from)).expect("a link");
        };
        let first = dump.path().join(place(1, "").trim_start_matches("dump/"));
        link(&first, "box/archive/1751364000.5");
        link(&elsewhere, "box/archive/1751600000.5");
        link(&elsewhere, place(3, "readability").trim_start_matches("dump/"));
        let got = dump.read();
        let article = got.article();
        let labels: Vec<_> = article.revisions.iter().filter_map(|r| r.origin_revision.as_deref()).collect();
        assert_eq!(labels, ["1751364000.5", "1751450400.5", "1751536800.5"], "{:?}", got.said());
        assert_eq!(texts(article, 1), text.lines().collect::<Vec<_>>());
        assert!(texts(article, 2)[0].contains("snow"));
        assert!(got.said().join("").contains("leads out of what was opened"), "{:?}", got.said());
    }
}

#[test]
fn mirrors_made_each_day_are_one_article_of_each_page() {
    let text = |word: &str| page(word, "");
    let files = [
        ("dump/2021-01-01/www.d.example/news/story.html", text("first")),
        ("dump/2021-01-02/www.d.example/news/story.html", text("second")),
        ("dump/2021-01-03_1200/www.d.example/news/story.html", text("third")),
        ("dump/2021-01-03_1200/www.d.example/robots.txt", b"User-agent: *\nDisallow: /a\n".to_vec()),
    ];
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let got = Dump::of(&files).read();
    let article = got.article();
    assert_eq!(article.url, "http://www.d.example/news/story.html");
    let times: Vec<String> =
        article.revisions.iter().map(|r| r.time.as_ref().expect("a time").at.to_string()).collect();
    assert_eq!(times, ["2021-01-01T00:00:00Z", "2021-01-02T00:00:00Z", "2021-01-03T12:00:00Z"]);
    // What was there already, wget numbers.
    let again = [("dump/w.example/a/index.html", text("first")), ("dump/w.example/a/index.html.1", text("second"))];
    let again: Vec<(&str, &[u8])> = again.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let got = Dump::of(&again).read();
    assert_eq!((got.article().url.as_str(), got.article().revisions.len()), ("http://w.example/a/", 2));
}

#[test]
fn pages_of_archive_today_and_of_save_page_we_say_where_they_are_from() {
    let of_today = "<link rel=\"canonical\" href=\"https://archive.ph/2021.01.05-101112/https://at.example/story\">\
                    <link rel=\"bookmark\" href=\"http://archive.today/20210105101112/https://at.example/story\">";
    let of_saver = "<meta name=\"savepage-url\" content=\"https://at.example/story\">\
                    <meta name=\"savepage-date\" content=\"Wed Jan 06 2021 12:00:00 GMT+0100 (CET)\">";
    let files = [("dump/a.html", page("first", of_today)), ("dump/b.html", page("second", of_saver))];
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let got = Dump::of(&files).read();
    let article = got.article();
    let times: Vec<String> =
        article.revisions.iter().map(|r| r.time.as_ref().expect("a time").at.to_string()).collect();
    assert_eq!(
        (article.url.as_str(), times),
        ("https://at.example/story", vec!["2021-01-05T10:11:12Z".into(), "2021-01-06T11:00:00Z".into()])
    );
    let copy = article.revisions[0].archived.as_deref();
    assert_eq!(copy, Some("https://archive.ph/2021.01.05-101112/https://at.example/story"));
}
