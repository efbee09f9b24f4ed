//! Articles that lie in several dumps: joined, each revision with its origin, conflicts shown.

use recension::{
    model::{Article, ArticleId, Gap, Precision, Revision, Seen, SidesMark, TextState},
    source::join::{AUTHOR_WITHHELD, join, tidied},
};

use crate::archive::{Dump, Got, texts};

pub(crate) const URL: &str = "https://www.saltholme-post.example/news/quay";

/// A tracker's export with versions of these texts, an hour apart from 10:00.
fn tracker(number: u32, bodies: &[&str]) -> String {
    let row =
        |(n, body): (usize, &&str)| format!("{number}{n},{URL},Quay wall,{body},2021-03-01T{:02}:00:00Z\n", 10 + n);
    format!("id,url,title,text,fetched_at\n{}", bodies.iter().enumerate().map(row).collect::<String>())
}

pub(crate) fn notes(article: &Article) -> Vec<(&str, Vec<&str>)> {
    let revisions = article.revisions.iter();
    revisions.map(|r| (&*r.paragraphs[0], r.notes.iter().map(String::as_str).collect())).collect()
}

fn origins(article: &Article) -> Vec<&str> {
    article.revisions.iter().map(|r| r.origin.as_deref().unwrap_or_default()).collect()
}

pub(crate) fn read(files: &[(&str, &str)]) -> Got {
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
    // Of those that tell the same the one that tells most of the article.
    assert_eq!(origins(article), ["dump/b.csv", "dump/b.csv", "dump/b.csv", "dump/c.json"]);
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
fn a_page_that_was_moved_does_not_take_the_one_at_its_old_title_with_it() {
    let dump = |pages: &[(&str, &str, &str)]| {
        let page = |(title, id, text): &(&str, &str, &str)| {
            let revision = format!("<timestamp>2010-01-02T00:00:00Z</timestamp><text>{text}</text>");
            format!("<page><title>{title}</title><ns>0</ns>{id}<revision>{revision}</revision></page>")
        };
        format!(
            "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.11/\" version=\"0.11\"><siteinfo>\
             <dbname>astewiki</dbname><base>https://aste.example/wiki/Home</base></siteinfo>{}</mediawiki>",
            pages.iter().map(page).collect::<String>()
        )
    };
    let old = dump(&[("Quay", "<id>1</id>", "The quay was built.")]);
    let new = dump(&[("Old quay", "<id>1</id>", "The quay is old."), ("Quay", "<id>2</id>", "#REDIRECT [[Old quay]]")]);
    let got = read(&[("dump/a.xml", &old), ("dump/b.xml", &new)]);
    let ids: Vec<(&str, usize)> = got.articles.iter().map(|a| (a.id.as_str(), a.revisions.len())).collect();
    assert_eq!(ids, [("mediawiki:astewiki:1", 2), ("mediawiki:astewiki:2", 1)]);
    let without_ids = dump(&[("Quay", "", "The quay was built.")]);
    let crawled = r#"{"url":"https://aste.example/wiki/Quay","versions":[{"text":"Crawled."}]}"#;
    assert_eq!(
        read(&[("dump/a.xml", &without_ids), ("dump/b.json", crawled)]).articles.len(),
        1,
        "the URL is all there is"
    );
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
        let time = |r: &Revision| r.time.as_ref().map(|t| t.at.to_string()).unwrap_or_default();
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

/// One state of the quay, as a file without numbers tells of it.
fn state(time: &str, title: &str, body: &str) -> String {
    format!("{{\"url\":\"{URL}\",\"title\":\"{title}\",\"text\":\"{body}\",\"time\":\"{time}\"}}")
}

#[test]
fn a_minute_and_a_second_in_it_are_one_moment() {
    let fine = state("2021-03-01T10:00:20Z", "Quay wall", "It moved.");
    for coarse in ["2021-03-01T10:00Z", "2021-03-01T10:00:20.25Z"] {
        let got = read(&[("dump/a.json", &state(coarse, "Quay wall", "It moved.")), ("dump/b.json", &fine)]);
        let article = got.article();
        assert_eq!(article.revisions.len(), 1, "{article:#?}");
        let revision = &article.revisions[0];
        assert_eq!((revision.also_in.len(), revision.time.as_ref().map(|t| t.precision)), (1, Some(Precision::Second)));
        let got = read(&[("dump/a.json", &state(coarse, "Quay wall", "It fell.")), ("dump/b.json", &fine)]);
        let of = if coarse.contains("20.25") { "moment" } else { "minute" };
        let told = format!("in conflict: dump/b.json has another text of the same {of}");
        assert!(notes(got.article()).contains(&("It fell.", vec![told.as_str()])), "{:?}", notes(got.article()));
    }
    // A day has room for both a text and another, but the same text twice is told once.
    for (body, revisions) in [("It moved.", 1), ("It fell.", 2)] {
        let got = read(&[("dump/a.json", &state("2021-03-01", "Quay wall", body)), ("dump/b.json", &fine)]);
        let article = got.article();
        assert_eq!((article.revisions.len(), article.revisions[0].notes.len()), (revisions, 0), "{article:#?}");
    }
    let later = state("2021-03-01T10:01:00Z", "Quay wall", "It moved.");
    let got = read(&[("dump/a.json", &state("2021-03-01T10:00Z", "Quay wall", "It moved.")), ("dump/b.json", &later)]);
    assert_eq!(got.article().revisions.len(), 2);
}

#[test]
fn files_without_numbers_have_none_that_are_their_origins() {
    let times = ["2021-03-01T10:00:00Z", "2021-03-01T11:00:00Z", "2021-03-01T12:00:00Z"];
    let files: Vec<(String, String)> =
        times.iter().map(|time| (format!("dump/{}.json", &time[11..13]), state(time, "Quay wall", time))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let got = read(&files);
    let told: Vec<_> = got.article().revisions.iter().map(|r| (r.number, r.origin_revision.as_deref())).collect();
    assert_eq!(told, [(0, None), (1, None), (2, None)]);
}

#[test]
fn what_is_shown_does_not_depend_on_the_names_of_files() {
    let (one, other) =
        (state("2021-03-01T10:00:00Z", "Quay", "It fell."), state("2021-03-01T10:00:00Z", "Wall", "It moved."));
    let told = |got: Got| -> Vec<(String, String)> {
        got.article().revisions.iter().map(|r| (r.title.clone(), r.paragraphs[0].to_string())).collect()
    };
    let first = told(read(&[("dump/a.json", &one), ("dump/b.json", &other)]));
    assert_eq!(first.len(), 2);
    assert_eq!(told(read(&[("dump/b.json", &one), ("dump/a.json", &other)])), first);
}

/// A part of an article, from a file, of versions that a tracker numbered.
fn counted(origin: &str, versions: &[(u32, &str)], by_sentence: bool) -> Article {
    let revision = |(number, text): &(u32, &str)| Revision {
        number: *number,
        numbered_by: Some("tracker".into()),
        title: "Quay wall".into(),
        time: jiff::Timestamp::from_second(i64::from(*number) * 3600).ok().map(Seen::stated),
        paragraphs: vec![(*text).into()],
        by_sentence,
        origin: Some(origin.into()),
        ..Revision::default()
    };
    Article {
        id: ArticleId::new("tracker:1"),
        aliases: Vec::new(),
        source: String::new(),
        url: URL.into(),
        known_as: None,
        status: None,
        revisions: versions.iter().map(revision).collect(),
        gaps: vec![Gap { from: 3, to: 4 }],
        gaps_told: Vec::new(),
        sides: SidesMark::Known,
        origins: vec![origin.into()],
        notes: Vec::new(),
    }
}

fn numbers(article: &Article) -> Vec<(u32, Option<&str>, &str)> {
    article.revisions.iter().map(|r| (r.number, r.origin_revision.as_deref(), &*r.paragraphs[0])).collect()
}

#[test]
fn a_conflicting_copy_takes_no_number_of_the_origin() {
    let tracker = counted("a", &[(0, "It moved."), (1, "It moved far."), (2, "It fell.")], false);
    let joined = join(tracker.clone(), counted("b", &[(0, "It stood.")], false));
    let expected =
        [(0, None, "It moved."), (5, Some("0"), "It stood."), (1, None, "It moved far."), (2, None, "It fell.")];
    assert_eq!(numbers(&joined), expected);
    assert_eq!(joined.gaps, [Gap { from: 3, to: 4 }]);
    assert_eq!(numbers(&join(joined.clone(), tracker)), expected);
}

#[test]
fn sentences_contradict_each_other_where_nobody_has_paragraphs() {
    let (one, other) = (counted("a", &[(0, "It moved.")], true), counted("b", &[(0, "It stood.")], true));
    let joined = join(one.clone(), other.clone());
    assert_eq!(joined.revisions.len(), 2);
    assert!(joined.revisions.iter().all(|r| r.notes.len() == 1 && r.notes[0].contains("same version")), "{joined:#?}");
    let joined = join(joined, counted("c", &[(0, "It leant.")], false));
    assert_eq!(numbers(&joined), [(0, None, "It leant.")]);
    assert_eq!(joined.revisions[0].also_in, ["a".into(), "b".into()]);
}

#[test]
fn a_row_without_a_text_joins_the_version_of_its_minute() {
    let table = "<h1>Quay (saltholme-post.example), Change Log</h1><h3><a href=\"https://www.saltholme-post.example/news/quay\">q</a></h3>\
        <h3>By Ada | First archived on June 17, 2021, 3:04 p.m.</h3><table><thead><tr>\
        <td>Headline</td><td>Date/Time EST Archived</td><td></td></tr></thead>\
        <tr><td><a href=\"\">Quay wall</a></td><td>June 17, 2021, 3:04 p.m.</td><td></td></tr></table>";
    let text = state("2021-06-17T19:04:31Z", "Quay wall", "It moved.");
    let got = read(&[("dump/a.html", table), ("dump/b.json", &text)]);
    let article = got.article();
    assert_eq!(article.revisions.len(), 1, "{article:#?}");
    assert_eq!((texts(article, 0), article.revisions[0].author.as_deref()), (vec!["It moved."], Some("Ada")));
    assert_eq!(article.revisions[0].also_in, ["dump/a.html".into()]);
}

#[test]
fn what_users_call_a_page_is_no_headline_of_it() {
    let watched = |origin: &str, name: &str| Article {
        known_as: Some(name.into()),
        revisions: vec![Revision {
            title: String::new(),
            ..counted(origin, &[(0, "It moved.")], false).revisions.remove(0)
        }],
        ..counted(origin, &[], false)
    };
    let joined = join(watched("a", "https://www.saltholme-post.example/news/quay"), watched("b", "The quay"));
    assert_eq!((joined.title(), joined.revisions.len(), joined.revisions[0].title.as_str()), ("The quay", 1, ""));
    let headed = join(joined, counted("c", &[(0, "It moved.")], false));
    assert_eq!((headed.title(), headed.revisions.len()), ("Quay wall", 1));
}

#[test]
fn two_articles_of_one_tracker_at_one_url_keep_their_versions() {
    let other = |mut article: Article| {
        article.id = ArticleId::new("tracker:2");
        for revision in &mut article.revisions {
            let time = revision.time.as_mut().expect("a time");
            time.at += jiff::Span::new().minutes(20);
        }
        tidied(article, true)
    };
    let one = tidied(counted("a", &[(0, "It moved."), (1, "It moved far.")], false), true);
    let other = other(counted("a", &[(0, "It stood."), (1, "It stood still.")], false));
    let told = |article: &Article| -> Vec<(Option<String>, String, usize)> {
        let revisions = article.revisions.iter();
        revisions.map(|r| (r.origin_revision.clone(), r.paragraphs[0].to_string(), r.notes.len())).collect()
    };
    let there = |number: &str, text: &str| (Some(number.to_owned()), text.to_owned(), 0);
    let own = |text: &str| (None, text.to_owned(), 0);
    assert_eq!(
        told(&join(one, other)),
        [own("It moved."), there("0", "It stood."), there("1", "It moved far."), there("1", "It stood still.")]
    );
}

#[test]
fn a_page_that_does_not_name_its_article_is_of_the_only_one_there_is() {
    let page = Article { id: ArticleId::new("0123456789ab"), ..counted("p", &[(1, "It moved far.")], false) };
    let one = tidied(counted("a", &[(0, "It moved."), (1, "It moved far.")], false), true);
    let joined = join(tidied(page, true), one.clone());
    assert_eq!(numbers(&joined), [(0, None, "It moved."), (1, None, "It moved far.")]);
    assert_eq!(join(joined.clone(), one), joined);
}

#[test]
fn who_is_withheld_in_one_dump_is_named_by_none() {
    let by = |origin: &str, author: Option<&str>, note: Option<&str>| {
        let mut article = counted(origin, &[(0, "It moved.")], false);
        article.revisions[0].author = author.map(str::to_owned);
        article.revisions[0].notes.extend(note.map(str::to_owned));
        article
    };
    let joined = join(by("a", Some("Ada"), None), by("b", None, Some(AUTHOR_WITHHELD)));
    assert_eq!((joined.revisions.len(), joined.revisions[0].author.as_deref()), (1, None));
    let again = join(joined.clone(), by("a", Some("Ada"), None));
    assert_eq!(again, joined);
}

#[test]
fn an_excerpt_and_other_quotation_marks_contradict_nothing() {
    let whole = state("2021-03-01T10:00:00Z", "Quay wall", "It moved, “they” said. It moved again in the night.");
    for other in
        ["It moved, “they” said. It moved ag… [+15 chars]", "It moved, \\\"they\\\" said. It moved again in the night."]
    {
        let other = state("2021-03-01T10:00:00Z", "Quay wall", other).replace("\"text\"", "\"content\"");
        let got = read(&[("dump/a.json", &whole), ("dump/b.json", &other)]);
        let told: Vec<_> = got.article().revisions.iter().map(|r| (&r.paragraphs, &r.notes, r.state)).collect();
        assert!(
            matches!(told.as_slice(), [(text, notes, TextState::Whole)] if text[0].ends_with("night.") && notes.is_empty()),
            "{told:?}"
        );
    }
}

#[test]
fn copies_without_times_are_one_in_the_order_of_the_fuller() {
    let line = |body: &str| format!("{{\"url\":\"{URL}\",\"title\":\"Quay wall\",\"text\":\"{body}\"}}\n");
    let all: Vec<String> = ["Four", "It moved.", "Four", "A last one."].map(line).into();
    for (full, part) in [("dump/a.jsonl", "dump/b.jsonl"), ("dump/b.jsonl", "dump/a.jsonl")] {
        let got = read(&[(full, &all.concat()), (part, &all[1..].concat())]);
        let told: Vec<&str> = got.article().revisions.iter().map(|r| &*r.paragraphs[0]).collect();
        assert_eq!(told, ["Four", "It moved.", "Four", "A last one."], "{full}");
    }
}

#[test]
fn a_wiki_page_that_was_renamed_has_its_last_title() {
    let dump = |title: &str, ids: std::ops::Range<u32>| {
        let revision = |id: u32| {
            format!(
                "<revision><id>{id}</id><timestamp>2010-01-{id}T00:00:00Z</timestamp><text>Text {id}.</text></revision>"
            )
        };
        format!(
            "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.11/\" version=\"0.11\"><siteinfo>\
             <dbname>astewiki</dbname><base>https://aste.example/wiki/Front</base></siteinfo><page><title>{title}</title><ns>0</ns><id>1</id>{}</page></mediawiki>",
            ids.map(revision).collect::<String>()
        )
    };
    let got = read(&[("dump/a.xml", &dump("Wall", 10..13)), ("dump/b.xml", &dump("Quay", 10..15))]);
    let article = got.article();
    assert_eq!(article.revisions.len(), 5);
    assert!(article.revisions.iter().all(|r| r.title == "Quay"), "{article:#?}");
    assert!(article.url.ends_with("/Quay"), "{}", article.url);
}

/// A line of JSON with a text of the page.
pub(crate) fn line(title: &str, text: &str, time: &str) -> String {
    let time = if time.is_empty() { String::new() } else { format!(",\"time\":\"{time}\"") };
    format!("{{\"url\":\"{URL}\",\"title\":\"{title}\",\"text\":\"{text}\"{time}}}\n")
}

/// The texts of an article in order, with what is said of their times and of whether they lie aside.
pub(crate) fn story(article: &Article) -> Vec<(&str, bool, bool)> {
    article.revisions.iter().map(|r| (&*r.paragraphs[0], r.time.is_some(), r.is_aside)).collect()
}

/// The same files under each other's names.
pub(crate) fn either_way(one: &str, other: &str) -> [Got; 2] {
    let [a, b] = ["dump/a.jsonl", "dump/b.jsonl"];
    [read(&[(a, one), (b, other)]), read(&[(b, one), (a, other)])]
}
