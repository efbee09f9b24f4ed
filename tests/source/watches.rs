//! What trackers of single pages keep: changedetection.io, urlwatch, webchanges.

use std::fs;

use recension::{
    model::{Article, TextState},
    source::identity,
};
use rusqlite::{Connection, params};

use crate::archive::{Dump, Got, texts};

const FERRY: &str = "https://gazette.example/news/ferry";

/// What the tools call jobs: the SHA-1 of that address, of it with `#1` and `#2`, and of two others.
const OF_FERRY: &str = "4af8327c42a6d12619781061f86de244d35f92ad";
const OF_ONE: &str = "a3de6d3dde24124b50d0a5f9e62062f6eb0d9e5e";
const OF_TWO: &str = "d66bf41b5259c7c4bc3d2695c1da0dc7c1adb209";
const OF_VISIBLE: &str = "effaa3e3c8fd28561e985286b40ee10938e6aeeb";
const OF_FAILING: &str = "8055262015a9daade0dd1b551cbe6c361e806f3f";
const OF_FAILED: &str = "62c134ae425bb1e803aa56d9d66d9e05a974a37b";

/// webchanges' database: job, seconds, text, attempts since, what went wrong.
fn webchanges(rows: &[(&str, f64, &str, u32, &str)]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("made.db");
    let database = Connection::open(&path).expect("a database");
    database.execute_batch("CREATE TABLE webchanges (uuid TEXT, timestamp REAL, msgpack_data BLOB)").expect("a table");
    for (job, seconds, text, tries, error) in rows {
        let error =
            if error.is_empty() { serde_json::json!({}) } else { serde_json::json!({"type": "E", "message": error}) };
        let packed = serde_json::json!({"d": text, "t": tries, "e": "", "m": "text/plain", "err": error});
        let packed = rmp_serde::to_vec_named(&packed).expect("packing in memory");
        database.execute("INSERT INTO webchanges VALUES (?1, ?2, ?3)", params![job, seconds, packed]).expect("a row");
    }
    drop(database);
    fs::read(path).expect("its bytes")
}

fn counts(got: &Got) -> Vec<usize> {
    let mut counts: Vec<usize> = got.articles.iter().map(|a| a.revisions.len()).collect();
    counts.sort_unstable();
    counts
}

/// The article that others tell of under the address, and the others.
fn parted(got: &Got) -> (&Article, Vec<&Article>) {
    let page = identity::id_of_url(FERRY).expect("an id");
    let is_page = |a: &&Article| a.id == page || a.aliases.iter().any(|alias| alias == page.as_str());
    let (mut pages, others): (Vec<&Article>, Vec<&Article>) = got.articles.iter().partition(is_page);
    assert_eq!(pages.len(), 1, "{:#?}", got.articles);
    (pages.remove(0), others)
}

fn is_told_of(article: &Article) -> bool {
    article.notes.iter().any(|note| note.contains("watches this page more than once"))
}

#[test]
fn two_watches_of_one_page_are_two_articles() {
    let watch = |url: &str, title: &str| format!(r#"{{"url":"{url}","title":"{title}"}}"#).into_bytes();
    let api =
        format!(r#"{{"url":"{FERRY}","title":"Ferry","created_at":"2025-07-03T10:00:00Z","text":"The ferry sails."}}"#);
    let list = b"1751364000,a.txt\n1751450400,b.txt\n";
    for (text, price) in [("1", "2"), ("2", "1")] {
        let place = |n: &str, name: &str| format!("dump/cd/0197c4d0-1111-4000-8000-00000000000{n}/{name}");
        let names = ["watch.json", "history.txt", "a.txt", "b.txt"];
        let (of_text, of_price) = (names.map(|name| place(text, name)), names.map(|name| place(price, name)));
        let got = Dump::of(&[
            ("dump/cd/changedetection.json", b"{}"),
            (&of_text[0], &watch(FERRY, "Ferry text")),
            (&of_text[1], list),
            (&of_text[2], b"The ferry is late."),
            (&of_text[3], b"The ferry is very late."),
            // A page's source comes after what it shows, whatever the folders are called.
            (&of_price[0], &watch(&format!("source:{FERRY}"), "Ferry price")),
            (&of_price[1], list),
            (&of_price[2], b"Price: 10"),
            (&of_price[3], b"Price: 11"),
            ("dump/x.json", api.as_bytes()),
        ])
        .read();
        let (first, others) = parted(&got);
        let [other] = others[..] else { panic!("{:#?}", got.articles) };
        assert_eq!((first.revisions.len(), other.revisions.len()), (3, 2), "{:?}", got.said());
        assert_eq!((texts(other, 0), other.url.as_str()), (vec!["Price: 10"], FERRY));
        assert!(is_told_of(first) && is_told_of(other));
        assert!(other.notes.iter().any(|note| note.contains("the source of the page")), "{:?}", other.notes);
    }
}

#[test]
fn two_jobs_of_one_page_are_two_articles_and_a_job_is_known_by_what_is_shown() {
    let database = webchanges(&[
        (OF_ONE, 1_751_364_000.5, "The ferry is late.", 0, ""),
        (OF_TWO, 1_751_364_010.5, "Price: 10", 0, ""),
        (OF_ONE, 1_751_450_400.5, "The ferry is very late.", 0, ""),
        (OF_TWO, 1_751_450_410.5, "Price: 11", 0, ""),
        (OF_VISIBLE, 1_751_450_410.5, "It is seen.", 0, ""),
    ]);
    let jobs = format!(
        "url: {FERRY}#1\n---\nurl: {FERRY}#2\n---\nurl: https://api.visible.example/v1\nuser_visible_url: https://visible.example/ferry\n"
    );
    // By the usual names, and by what is in the files.
    for [base, list] in [["snapshots.db", "jobs.yaml"], ["mine.db", "jobs.yaml"], ["snapshots.db", "mine.yml"]] {
        let (base, list) = (format!("dump/{base}"), format!("dump/{list}"));
        let got = Dump::of(&[(&base, &database), (&list, jobs.as_bytes())]).read();
        assert_eq!((counts(&got), got.problems.len()), (vec![1, 2, 2], 0), "{list}: {:?}", got.said());
        let (first, others) = parted(&got);
        assert_eq!(texts(first, 1), ["The ferry is very late."]);
        assert!(is_told_of(first));
        let visible = others.iter().find(|a| a.url == "https://visible.example/ferry").expect("what is shown");
        assert!(!is_told_of(visible));
    }
}

#[test]
fn what_a_failed_check_repeats_was_seen_before_it() {
    let database = webchanges(&[
        (OF_FERRY, 1_751_364_000.5, "The ferry is late.", 0, ""),
        (OF_FERRY, 1_751_450_400.5, "The ferry is late.", 1, "503 Server Error"),
        (OF_FAILING, 1_751_450_400.5, "The ferry sails.", 3, "x"),
        (OF_FAILED, 1_751_364_000.5, "", 1, "404 Client Error"),
        (OF_FAILED, 1_751_450_400.5, "", 2, "404 Client Error"),
    ]);
    let jobs = format!("url: {FERRY}\n---\nurl: https://fail.example/a\n---\nurl: https://fail2.example/a\n");
    let got = Dump::of(&[("dump/snapshots.db", &database), ("dump/jobs.yaml", jobs.as_bytes())]).read();
    let of = |url: &str| got.articles.iter().find(|a| a.url == url).expect("an article");
    let (ferry, failing, failed) = (of(FERRY), of("https://fail2.example/a"), of("https://fail.example/a"));
    assert_eq!((ferry.revisions.len(), ferry.revisions[0].time.is_some()), (1, true));
    assert_eq!(ferry.status.as_deref(), Some("its last check failed: 503 Server Error"));
    assert_eq!((failing.revisions.len(), failing.revisions[0].time.is_some()), (1, false));
    assert!(failing.revisions[0].notes[0].contains("before 2025-07-02T10:00:00.5Z"), "{failing:#?}");
    assert_eq!((failed.revisions.len(), failed.revisions[0].state), (1, TextState::ErrorPage));
    assert_eq!(failed.revisions[0].notes, ["the check failed: 404 Client Error"]);
}

#[test]
fn a_watch_of_pictures_is_told_of_once() {
    let place = |name: &str| format!("dump/cd/0197c4d0-1111-4000-8000-000000000001/{name}");
    let got = Dump::of(&[
        ("dump/cd/changedetection.json", b"{}"),
        (&place("watch.json"), format!(r#"{{"url":"{FERRY}"}}"#).as_bytes()),
        (&place("history-image_ssim_diff.txt"), b"1751364000,a.png\n"),
        (&place("a.png"), b"\x89PNG\r\n"),
    ])
    .read();
    assert_eq!((got.articles.len(), got.problems.len()), (0, 1), "{:?}", got.said());
}
