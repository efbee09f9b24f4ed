//! Databases beside other dumps of the same articles.

use std::{fs, path::Path};

use recension::{
    model::TextState,
    source::{Archive, Options, stamps},
};
use rusqlite::{Connection, params};

use crate::archive::{Dump, Got, read_archive, texts};

fn database(script: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("made.db");
    Connection::open(&path).expect("a database").execute_batch(script).expect("a script");
    fs::read(path).expect("its bytes")
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).expect("a fixture")
}

#[test]
fn raw_and_matched_files_make_one_article_with_the_raw_text() {
    let raw = database(
        "CREATE TABLE entryversion(version, title, created, url, source, entry_id, summary, joint_key, num_versions);
         INSERT INTO entryversion VALUES(0, 'Old', '2020-01-01 00:00:00+00:00', 'https://e.example/1', 'nytimes', 5,
             'One. Two.</p><p>Caf&eacute;.', '5-0', 2);
         INSERT INTO entryversion VALUES(1, 'New', '2020-01-01 01:00:00+00:00', 'https://e.example/1', 'nytimes', 5,
             'One. Two and a half.</p><p>Caf&eacute;.', '5-1', 2);",
    );
    let matched = database(
        "CREATE TABLE split_sentences(entry_id, version REAL, sent_idx, sentence);
         CREATE TABLE matched_sentences(entry_id, version_x, version_y, sent_idx_x REAL, sent_idx_y REAL,
             avg_sentence_distance_x, avg_sentence_distance_y);
         INSERT INTO split_sentences VALUES(5, 0, 0, 'One.'), (5, 0, 1, 'Two.'), (5, 0, 2, 'Caf.');
         INSERT INTO split_sentences VALUES(5, 1, 1, 'Two and a half.'), (5, 1, 0, 'One.'), (5, 1, 2, 'Caf.');
         INSERT INTO matched_sentences VALUES(5, 0, 1, 0, 0, 0, 0), (5, 0, 1, 1, 1, 0.2, NULL), (5, 0, 1, 2, 2, 0, 0);",
    );
    for (one, other) in [("a", "b"), ("b", "a")] {
        let names = [format!("dump/{one}/newssniffer-nytimes.db"), format!("dump/{other}/nyt-matched-sentences.db")];
        let got = Dump::of(&[(&names[0], &raw), (&names[1], &matched)]).read();
        let article = got.article();
        assert_eq!((article.id.as_str(), article.title()), ("newssniffer:5", "New"));
        assert_eq!(texts(article, 1), ["One. Two and a half.", "Café."]);
        assert_eq!(article.revisions.len(), 2);
        assert!(article.notes.iter().all(|note| !note.contains("disagree")), "{:?}", article.notes);
        let alignment = article.revisions[1].alignment.as_ref().expect("an alignment");
        assert_eq!((alignment.before, alignment.links.len(), alignment.old.len()), (0, 3, 3));
        assert!(article.revisions[0].alignment.is_none() && !article.revisions[1].by_sentence);
    }
}

#[test]
fn pages_database_and_dump_of_news_sniffer_make_one_article() {
    let sql = fixture("newssniffer-sql/newssniffer.sql.gz");
    let base = fixture("newssniffer-db/development.sqlite3");
    let got = Dump::of(&[("dump/a.sql.gz", &sql), ("dump/b.sqlite3", &base)]).read();
    assert_eq!((got.articles.len(), got.problems.len()), (3, 0), "{:?}", got.said());
    let weir = got.articles.iter().find(|a| a.id.as_str() == "newssniffer:71").expect("the weir");
    assert_eq!((weir.revisions.len(), weir.origins.len()), (5, 2));
}

#[test]
fn what_is_withheld_is_read_only_on_demand() {
    let dump = Dump::of(&[("dump/b.sqlite3", &fixture("newssniffer-db/development.sqlite3"))]);
    let options = Options { show_hidden: true, ..Options::default() };
    let got = read_archive(&Archive::Paths(vec![dump.path()]), &options);
    let bees = got.articles.iter().find(|a| a.id.as_str() == "newssniffer:73").expect("the bees");
    assert!(texts(bees, 0)[0].starts_with("A swarm of bees"));
    let first = &bees.revisions[0];
    assert!(first.state == TextState::Whole && first.notes.iter().any(|n| n.starts_with("kept back")), "{first:?}");
}

#[test]
fn rows_in_any_order_give_the_same_articles() {
    let made = |order: &str| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("made.db");
        let connection = Connection::open(&path).expect("a database");
        connection
            .execute_batch(
                "CREATE TABLE raw(n); CREATE TABLE entryversion(entry_id, version, title, summary, url, created);",
            )
            .expect("tables");
        connection.execute_batch("BEGIN").expect("begun");
        for n in 0..500 {
            connection.execute("INSERT INTO raw VALUES(?)", params![n]).expect("a row");
        }
        let rows = "INSERT INTO entryversion SELECT n / 5, n % 5, 'Title ' || n, '<p>Text ' || n || '</p>', \
                    'https://e.example/' || (n / 5), '2020-01-01 00:00:0' || (n % 5) FROM raw ORDER BY ";
        connection.execute_batch(&format!("{rows} {order}; DROP TABLE raw; COMMIT;")).expect("rows");
        connection.close().expect("closed");
        Dump::of(&[("dump/x.db", &fs::read(path).expect("its bytes"))]).read().articles
    };
    let (sorted, shuffled) = (made("n"), made("n * 7919 % 1009"));
    assert_eq!((sorted.len(), &sorted), (100, &shuffled));
}

#[test]
fn list_and_search_pages_tell_titles_and_times_of_many_articles() {
    let page = r#"<html><head><title>Recent - News Sniffer</title></head><body><div id="search"><form action="/versions/search">
        <input name="q" class="searchbox"></form></div><p>About 2 results.</p><table class="versions"><tr><th class="title">Title
        <tr><td class="title"><a class="version_title" href="/articles/71/diff/1/2">Sluice &amp; lane</a><td class="version">2
        <td class="source"><cite title="https://harlevalley.example.org/news/weir-sluice?id=7">harle</cite><td class="created_at">
        <time datetime="2020-03-01T18:00:00Z">35 minutes ago</time><tr><td class="title"><a href="/articles/99">Alone</a>
        <td class="version">0<td class="source"><cite title="">x</cite><td class="created_at"><time datetime="2020-03-01T18:00:00Z">
        </table></body></html>"#;
    let sql = fixture("newssniffer-sql/newssniffer.sql.gz");
    let got = Dump::of(&[("dump/list.html", page.as_bytes()), ("dump/a.sql.gz", &sql)]).read();
    assert_eq!((got.articles.len(), got.problems.len()), (4, 0), "{:?}", got.said());
    let of = |id: &str| got.articles.iter().find(|a| a.id.as_str() == id).expect("an article");
    assert_eq!((of("newssniffer:99").title(), of("newssniffer:99").revisions.len()), ("Alone", 1));
    // What the list says of the weir's second version adds nothing to what the dump holds.
    assert_eq!((of("newssniffer:71").revisions.len(), texts(of("newssniffer:71"), 2).len()), (5, 5));
}

#[test]
fn a_change_that_only_the_log_holds_is_noticed() {
    let dump = Dump::of(&[("dump/cache.db", b"SQLite format 3\0"), ("dump/notes.txt", b"One line.")]);
    let archive = Archive::Paths(vec![dump.path()]);
    let mark = |name: &str| {
        let stamps = stamps(&archive, &Options::default());
        stamps.iter().find(|stamp| stamp.shown.ends_with(name)).expect("a stamp").mark
    };
    let (before, other) = (mark("cache.db"), mark("notes.txt"));
    fs::write(dump.path().join("cache.db-wal"), "a change").expect("a file");
    let with = mark("cache.db");
    assert_ne!(with, before);
    fs::write(dump.path().join("cache.db-wal"), "another change").expect("a file");
    assert_ne!(mark("cache.db"), with);
    assert_eq!(mark("notes.txt"), other);
}

#[test]
fn rows_that_the_spider_scraped_keep_their_times_and_lose_their_tags() {
    let row = |version: u32, time: &str, text: &str| {
        format!(
            "{{\"version\":\"Version {version}\",\"title\":\"Weir <i>jams</i>\",\"time\":\"{time}\",\"text\":\"{text}\",\
             \"article_url\":\"http://weir.example/1\",\"request_url\":\"https://www.newssniffer.co.uk/articles/55/diff/0/1\",\
             \"source\":\"mill\",\"article_id\":\"55\"}}\n"
        )
    };
    let rows = row(0, "2006-08-29 01:35:10 UTC", "Pye &amp; Sons wait.</p><p>So does the lane.")
        + &row(
            1,
            "2006-08-29 03:40:20 UTC (about 2 hours later)",
            "Pye &amp; Sons wait.</p><p>So do <b>all</b> lanes.",
        );
    let got = Dump::of(&[("dump/d.jl", rows.as_bytes())]).read();
    let article = got.article();
    let times: Vec<String> =
        article.revisions.iter().map(|r| r.time.as_ref().map_or_else(String::new, |t| t.at.to_string())).collect();
    assert_eq!(times, ["2006-08-29T01:35:10Z", "2006-08-29T03:40:20Z"]);
    assert_eq!(texts(article, 1), ["Pye & Sons wait.", "So do all lanes."]);
    assert_eq!(article.title(), "Weir jams");
}

#[test]
fn a_row_whose_page_the_spider_could_not_make_out_says_that_and_no_more() {
    let page = "<cite class='article_url'><a href='http://weir.example/3'>x</a></cite><table><tr><th class='version'>";
    let rows = format!(
        "{}\n{}\n{}\n",
        r#"{"article_id":"56","html":"<html></html>","parse_error":true}"#,
        format_args!(r#"{{"article_id":"57","html":"{page}"}}"#),
        r#"{"version":"Version 0","title":"Weir","time":"","text":"It waits.","article_url":"http://weir.example/1","request_url":"https://www.newssniffer.co.uk/articles/55/diff/0/1","source":"mill","article_id":"55"}"#
    );
    let got = Dump::of(&[("dump/d.jl", rows.as_bytes())]).read();
    assert_eq!(got.articles.len(), 1, "{:?}", got.said());
    let said: Vec<&str> = got.problems.iter().map(|p| p.reason.as_str()).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    let of = |what: &str| said.iter().filter(|said| said.contains(what)).count();
    assert_eq!((of("could not make out the page"), of("never fetched it")), (1, 1), "{said:?}");
    assert!(said.iter().all(|said| !said.contains("..")), "{said:?}");
}

#[test]
fn a_text_at_the_ceiling_of_its_column_is_cut_off() {
    let long = "The weir holds.\n".repeat(5_000);
    let text = |beginning: &str| format!("{beginning}{long}").get(..65_535).expect("long").to_owned();
    let dump = format!(
        "-- MySQL dump 10.13\n\
        INSERT INTO `news_article_version_texts` VALUES (10,'{}'),(11,'{}'),(12,'Short.');\n\
        INSERT INTO `news_article_versions` VALUES (10,1,'Weir','','2020-01-01 00:00:00',0,'',0),\
        (11,1,'Weir','','2020-01-02 00:00:00',1,'',0),(12,1,'Weir','','2020-01-03 00:00:00',2,'',0);\n\
        INSERT INTO `news_articles` (`id`, `hidden`) VALUES (1,0);\n",
        text(""),
        text("A mill.\n")
    );
    let got = Dump::of(&[("dump/x.sql", dump.as_bytes())]).read();
    let revisions = &got.article().revisions;
    let told: Vec<_> = revisions.iter().map(|r| (r.state, r.holes == [r.paragraphs.len()], r.notes.len())).collect();
    let cut = (TextState::Partial, true, 1);
    assert_eq!(told, [cut, cut, (TextState::Whole, false, 0)]);
}

#[test]
fn of_a_dump_cut_before_it_says_what_is_withheld_no_text_is_shown() {
    let head = "-- MySQL dump 10.13\n\
        INSERT INTO `news_article_version_texts` VALUES (10,'The weir holds.'),(11,'The lock waits.');\n\
        INSERT INTO `news_article_versions` VALUES (10,1,'Weir','http://weir.example/1','2020-01-01 00:00:00',0,'',0),\
        (11,2,'Lock','http://lock.example/1','2020-01-01 00:00:00',0,'',0);\n";
    let articles = "INSERT INTO `news_articles` (`id`, `hidden`) VALUES (1,0)";
    let end = "/*!40000 ALTER TABLE `news_articles` ENABLE KEYS */;\nUNLOCK TABLES;\n";
    let all = ["The weir holds.", "The lock waits."];
    for (name, rest, shown, problems) in [
        ("whole", format!("{articles},(2,0);\n{end}"), &all[..], 0),
        ("hidden", format!("{articles},(2,1);\n{end}"), &all[..1], 0),
        // An article that is in no row of a whole table was taken out of it.
        ("orphan", format!("{articles};\n{end}"), &all[..], 0),
        ("missing", String::new(), &[][..], 1),
        ("made", "CREATE TABLE `news_articles` (`id` int, `hid".to_owned(), &[][..], 1),
        ("cut in a row", format!("{articles},(2,"), &all[..1], 3),
        ("cut behind a row", format!("{articles},"), &all[..1], 2),
        ("cut behind a statement", format!("{articles};\n"), &all[..1], 1),
    ] {
        let dump = Dump::of(&[("dump/x.sql", format!("{head}{rest}").as_bytes())]);
        let read = |show_hidden| {
            let options = Options { show_hidden, ..Options::default() };
            read_archive(&Archive::Paths(vec![dump.path()]), &options)
        };
        let found = |got: &Got| {
            let mut found: Vec<String> = Vec::new();
            let revisions = got.articles.iter().flat_map(|a| &a.revisions);
            revisions.for_each(|r| found.extend(r.paragraphs.iter().map(ToString::to_string)));
            found.sort_unstable_by(|a, b| b.cmp(a));
            found
        };
        let got = read(false);
        assert_eq!(found(&got), shown, "{name}: {:?}", got.said());
        assert_eq!(got.problems.len(), problems, "{name}: {:?}", got.said());
        let doubt = got.said().iter().any(|said| said.contains("whether News Sniffer withholds them"));
        let noted = got.articles.iter().filter(|a| a.notes.iter().any(|note| note.contains("is not known"))).count();
        assert_eq!((doubt, noted), (problems > 0, if problems > 0 { 2 - shown.len() } else { 0 }), "{name}");
        assert_eq!(found(&read(true)), all, "{name}");
    }
    // Another dump that has the text shows it, and nothing is said of it that is not so.
    let row = "{\"version\":\"Version 0\",\"title\":\"Lock\",\"time\":\"\",\"text\":\"The lock waits.\",\"article_id\":\"2\",\
               \"article_url\":\"http://lock.example/1\",\"request_url\":\"\",\"source\":\"mill\"}\n";
    let got = Dump::of(&[("dump/x.sql", head.as_bytes()), ("dump/d.jl", row.as_bytes())]).read();
    let lock = got.articles.iter().find(|a| a.id.as_str() == "newssniffer:2").expect("the article");
    assert_eq!((texts(lock, 0), lock.revisions.len()), (vec!["The lock waits."], 1), "{lock:#?}");
    assert!(lock.revisions[0].notes.is_empty(), "{lock:#?}");
}

#[test]
fn the_first_schema_of_news_sniffer_has_its_texts_in_the_versions() {
    let articles = "id integer, created_at datetime, source varchar(32), url varchar(250), title varchar(200), versions_count integer";
    let versions = "id integer, news_article_id integer, title varchar(200), url varchar(250), created_at datetime, version integer, text text";
    let rows = "(1, '2007-07-07 10:00:00', 'bbc', 'http://news.gazette.example/ferry.stm', 'Ferry', 2)";
    let texts_of = "(1, 1, 'Ferry', '', '2007-07-07 10:00:00', 0, 'It is late.\nIt rains.'), \
                    (2, 1, 'Ferry', '', '2007-07-08 10:00:00', 1, 'It sails.')";
    let lite = database(&format!(
        "CREATE TABLE news_articles ({articles}); CREATE TABLE news_article_versions ({versions});
         INSERT INTO news_articles VALUES {rows}; INSERT INTO news_article_versions VALUES {texts_of};"
    ));
    let table = |name: &str, columns: &str| {
        let columns: Vec<String> = columns.split(", ").map(|c| c.replacen(' ', "` ", 1)).collect();
        format!("CREATE TABLE `{name}` (\n  `{}\n) ENGINE=MyISAM;\n", columns.join(",\n  `"))
    };
    let dump = format!(
        "-- MySQL dump 10.11\n{}INSERT INTO `news_article_versions` VALUES {};\n{}INSERT INTO `news_articles` VALUES {rows};\n-- Dump completed\n",
        table("news_article_versions", versions),
        texts_of.replace('\n', "\\n"),
        table("news_articles", articles)
    );
    for (name, bytes) in [("dump/a.sqlite3", lite.as_slice()), ("dump/a.sql", dump.as_bytes())] {
        let got = Dump::of(&[(name, bytes)]).read();
        let article = got.article();
        assert_eq!(
            (texts(article, 0), texts(article, 1)),
            (vec!["It is late.", "It rains."], vec!["It sails."]),
            "{name}"
        );
        assert_eq!((article.status.as_deref(), got.problems.len()), (None, 0), "{:?}", got.said());
        assert_eq!((article.source.as_str(), article.url.as_str()), ("bbc", "http://news.gazette.example/ferry.stm"));
    }
}

#[test]
fn the_home_of_diffengine_is_known_whatever_its_database_is_called() {
    let base = fixture("diffengine/diffengine.db");
    let read = |name: &str| {
        let page = b"<html><body><h1>Ferry</h1><p>The ferry <ins>sails</ins> again from Monday.</p></body></html>";
        let dump = Dump::of(&[
            (&format!("dump/home/{name}"), base.as_slice()),
            ("dump/home/config.yaml", b"db: 'sqlite:////home/x/gazette.db'\n"),
            ("dump/home/diffengine.log", b"2020-07-07 10:00:00 starting up\n"),
            ("dump/home/diffs/1/1.html", page),
        ]);
        let got = dump.read();
        (got.articles.len(), got.said().len())
    };
    assert_eq!(read("gazette.db"), read("diffengine.db"));
    assert_eq!(read("diffengine.db").1, 0);
}
