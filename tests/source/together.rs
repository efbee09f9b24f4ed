//! Articles that lie in several dumps: joined, each revision with its origin, conflicts shown.

use recension::model::Article;

use crate::archive::{Dump, Got, texts};

const URL: &str = "https://www.saltholme-post.example/news/quay";

/// A tracker's export with versions of these texts, an hour apart from 10:00.
fn tracker(number: u32, bodies: &[&str]) -> String {
    let row =
        |(n, body): (usize, &&str)| format!("{number}{n},{URL},Quay wall,{body},2021-03-01T{:02}:00:00Z\n", 10 + n);
    format!("id,url,title,text,fetched_at\n{}", bodies.iter().enumerate().map(row).collect::<String>())
}

fn notes(article: &Article) -> Vec<(&str, Vec<&str>)> {
    let revisions = article.revisions.iter();
    revisions.map(|r| (&*r.paragraphs[0], r.notes.iter().map(String::as_str).collect())).collect()
}

fn origins(article: &Article) -> Vec<&str> {
    article.revisions.iter().map(|r| r.origin.as_deref().unwrap_or_default()).collect()
}

fn read(files: &[(&str, &str)]) -> Got {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    Dump::of(&files).read()
}

#[test]
fn dumps_of_one_url_are_one_article_and_each_revision_has_its_origin() {
    let (one, other) =
        (tracker(1, &["It moved.", "It moved far."]), tracker(2, &["It moved.", "It moved far.", "It fell."]));
    let json = format!(
        "{{\"url\":\"{URL}?utm_source=x\",\"title\":\"Quay wall\",\"text\":\"It fell again.\",\"time\":\"2021-03-02\"}}"
    );
    let got = read(&[("dump/b.csv", &other), ("dump/a.csv", &one), ("dump/c.json", &json)]);
    let article = got.article();
    assert_eq!(article.origins, ["dump/a.csv", "dump/b.csv", "dump/c.json"]);
    assert_eq!(origins(article), ["dump/a.csv", "dump/a.csv", "dump/b.csv", "dump/c.json"]);
    assert_eq!(texts(article, 3), ["It fell again."]);
    assert!(article.revisions.iter().all(|r| r.notes.is_empty()), "{:?}", notes(article));
}

#[test]
fn texts_that_conflict_for_a_moment_are_both_shown_and_marked() {
    let (one, other) = (tracker(1, &["It moved.", "It moved far."]), tracker(2, &["It moved.", "It moved near."]));
    let got = read(&[("dump/a.csv", &one), ("dump/b.csv", &other)]);
    let of = |file: &str| format!("in conflict: {file} has another text of the same moment");
    let (a, b) = (of("dump/a.csv"), of("dump/b.csv"));
    assert_eq!(
        notes(got.article()),
        [("It moved.", vec![]), ("It moved far.", vec![b.as_str()]), ("It moved near.", vec![a.as_str()])]
    );
    let same = read(&[("dump/a.csv", &one), ("dump/b.csv", &one)]);
    assert!(same.article().revisions.iter().all(|r| r.notes.is_empty()));
}

#[test]
fn versions_of_one_count_that_conflict_are_both_shown_and_marked() {
    let row = |body: &str, changed: &str| {
        format!(
            "{{\"id\":\"7\",\"url\":\"{URL}\",\"normalized_id\":\"n\",\"source\":\"4\",\"created_at\":\"1399939200\",\
             \"last_changed_at\":\"{changed}\"}}\n\"Quay wall\"\n\"{body}\"\n"
        )
    };
    let (one, other) = (row("It moved.", "0"), row("It moved not.", "0"));
    let got = read(&[("dump/20140513.txt", &one), ("dump/old/20140513.txt", &other), ("dump/x/20140513.txt", &one)]);
    let article = got.article();
    assert_eq!(article.revisions.len(), 2, "{article:#?}");
    assert_eq!(article.revisions[0].number, 0);
    assert_eq!(article.revisions[1].origin_revision.as_deref(), Some("0"));
    assert_eq!(
        notes(article)[1],
        ("It moved not.", vec!["in conflict: dump/20140513.txt has another text of the same version"])
    );
    let failed = one.replace("Quay wall", "404").replace("It moved.", "404");
    let got = read(&[("dump/20140513.txt", &one), ("dump/old/20140513.txt", &failed)]);
    assert_eq!(
        (texts(got.article(), 0), got.article().revisions.len()),
        (vec!["It moved."], 1),
        "no conflict with a page that failed"
    );
}
