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

#[test]
fn numbers_given_as_revisions_were_stored_do_not_order_them() {
    let dump = |revisions: &[(u32, &str)]| {
        let revision = |(id, day): &(u32, &str)| {
            format!("<revision><id>{id}</id><timestamp>{day}T00:00:00Z</timestamp><text>Text {id}.</text></revision>")
        };
        format!(
            "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.11/\" version=\"0.11\"><siteinfo>\
             <dbname>astewiki</dbname></siteinfo><page><title>Quay</title><ns>0</ns><id>1</id>{}</page></mediawiki>",
            revisions.iter().map(revision).collect::<String>()
        )
    };
    let all = [(11, "2009-01-02"), (10, "2010-01-02"), (13, "2010-01-03"), (12, "2010-01-05"), (14, "2010-01-06")];
    let numbers =
        |files: &[(&str, &str)]| -> Vec<u32> { read(files).article().revisions.iter().map(|r| r.number).collect() };
    let whole = numbers(&[("dump/a.xml", &dump(&all))]);
    assert_eq!(whole, [11, 10, 13, 12, 14]);
    let (one, other) = (dump(&[all[1], all[2]]), dump(&[all[0], all[3], all[4]]));
    assert_eq!(numbers(&[("dump/a.xml", &one), ("dump/b.xml", &other)]), whole);
}

#[test]
fn what_a_dump_without_texts_says_is_not_said_beside_one_with_them() {
    let dump = |text: &str| {
        format!(
            "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.11/\" version=\"0.11\"><siteinfo>\
             <dbname>astewiki</dbname></siteinfo><page><title>Quay</title><ns>0</ns><id>1</id><revision><id>7</id>\
             <timestamp>2010-01-02T00:00:00Z</timestamp><minor/>{text}</revision></page></mediawiki>"
        )
    };
    let (stub, full) = (dump("<text id=\"7\" bytes=\"9\" />"), dump("<text>It moved.</text>"));
    let alone = read(&[("dump/a.xml", &stub)]);
    assert_eq!(alone.article().revisions[0].notes, ["marked minor by its author", "the dump has no texts"]);
    let both = read(&[("dump/a.xml", &stub), ("dump/b.xml", &full)]);
    assert_eq!(notes(both.article()), [("It moved.", vec!["marked minor by its author"])]);
}

#[test]
fn a_copy_of_a_dump_with_a_number_twice_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let made = rusqlite::Connection::open(&path).expect("a database");
    made.execute_batch(
        "CREATE TABLE news_articles(id, created_at, updated_at, source, guid, url, title, versions_count, hidden);
         CREATE TABLE news_article_versions(id, news_article_id, version, title, created_at, url);
         CREATE TABLE news_article_version_texts(id, news_article_version_id, text);
         INSERT INTO news_articles VALUES(3, '2020-01-01 10:00:00', '2020-01-01 10:00:00', 'bbc', 'g', 'https://b.example/3', 'Quay', 3, 0);
         INSERT INTO news_article_versions VALUES(1, 3, 0, 'Quay', '2020-01-01 10:00:00', 'https://b.example/3'),
             (2, 3, 1, 'Quay', '2020-01-01 21:54:00', 'https://b.example/3'),
             (3, 3, 1, 'Quay', '2020-01-01 23:54:00', 'https://b.example/3');
         INSERT INTO news_article_version_texts VALUES(1, 1, 'It moved.'), (2, 2, 'It moved far.'), (3, 3, 'It fell.');",
    )
    .expect("rows");
    made.close().expect("closed");
    let bytes = std::fs::read(path).expect("its bytes");
    let told = |got: Got| -> Vec<(u32, String, Vec<String>)> {
        let time = |r: &recension::model::Revision| r.time.as_ref().map(|t| t.at.to_string()).unwrap_or_default();
        let revisions = got.article().revisions.iter();
        revisions.map(|r| (r.number, time(r), r.paragraphs.iter().map(ToString::to_string).collect())).collect()
    };
    let one = told(Dump::of(&[("dump/a.db", &bytes)]).read());
    assert_eq!(one.len(), 3);
    assert_eq!(told(Dump::of(&[("dump/a.db", &bytes), ("dump/b.db", &bytes)]).read()), one);
}

#[test]
fn a_feeds_link_and_the_page_that_it_leads_to_are_one_article() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let made = rusqlite::Connection::open(&path).expect("a database");
    made.execute_batch(&format!(
        "CREATE TABLE entry(id, url, created, checked); CREATE TABLE entryversion(id, title, url, summary, created, archive_url, entry_id);
         INSERT INTO entry VALUES(1, 'https://feed.example/~r/1', '2020-01-01', '2020-01-01'), (2, 'https://feed.example/~r/2', '2020-01-01', '2020-01-01'),
             (3, 'https://feed.example/~r/3', '2020-01-01', '2020-01-01');
         INSERT INTO entryversion VALUES(1, 'Quay wall', '{URL}', '<p>It moved.</p>', '2021-03-01 09:00:00', '', 1),
             (2, 'Sign in', 'https://www.saltholme-post.example/login', '<p>Sign in.</p>', '2021-03-01 09:00:00', '', 2),
             (3, 'Sign in', 'https://www.saltholme-post.example/login', '<p>Sign in.</p>', '2021-03-01 09:00:00', '', 3);"
    ))
    .expect("rows");
    made.close().expect("closed");
    let bytes = std::fs::read(path).expect("its bytes");
    let csv = tracker(1, &["It moved far."]);
    let page =
        b"<!DOCTYPE html><title>Quay wall</title><div class=diff><p>It <del>moved</del><ins>fell</ins>.</p></div>";
    let got = Dump::of(&[
        ("dump/diffengine.db", &bytes),
        ("dump/config.yaml", b"a: b"),
        ("dump/diffs/1/1.html", page),
        ("dump/t/a.csv", csv.as_bytes()),
    ])
    .read();
    // A page to which two articles lead is neither's; what diffengine renders is no article.
    assert_eq!((got.articles.len(), got.problems.len()), (3, 0), "{:?}", got.said());
    let quay = got.articles.iter().find(|a| a.revisions.len() == 2).expect("the quay");
    assert_eq!(origins(quay), ["dump/diffengine.db", "dump/t/a.csv"]);
}
