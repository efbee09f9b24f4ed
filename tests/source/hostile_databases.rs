//! Databases that nobody makes by accident, and SQL dumps that are none.

use std::{fs, io::Write};

use rusqlite::{Connection, params};

use crate::archive::{Dump, Got, texts};

/// The bytes of a database that a closure fills.
fn database(fill: impl FnOnce(&Connection)) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("made.db");
    let connection = Connection::open(&path).expect("a database");
    fill(&connection);
    connection.close().expect("closed");
    fs::read(path).expect("its bytes")
}

const TABLE: &str = "CREATE TABLE entryversion(id INTEGER PRIMARY KEY, title TEXT, url TEXT, summary TEXT, created TEXT, \
                     archive_url TEXT, entry_id INTEGER);";

/// A database of diffengine with so many entries, each with a text of so many bytes.
fn entries(count: i64, length: usize) -> Vec<u8> {
    database(|connection| {
        connection.execute_batch(TABLE).expect("a table");
        connection.execute_batch("BEGIN").expect("begun");
        for n in 0..count {
            put(connection, n, &format!("<p>{}</p>", "word ".repeat(length / 5)));
        }
        connection.execute_batch("COMMIT").expect("committed");
    })
}

fn put(connection: &Connection, n: i64, text: &str) {
    let row = params![n + 1, format!("Title {n}"), format!("https://e.example/{n}"), text, "2020-01-01 00:00:00", n];
    connection
        .execute("INSERT INTO entryversion(id, title, url, summary, created, entry_id) VALUES(?, ?, ?, ?, ?, ?)", row)
        .expect("a row");
}

fn read(bytes: &[u8]) -> Got {
    Dump::of(&[("dump/x.db", bytes)]).read()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).expect("packing in memory");
    packer.finish().expect("packing in memory")
}

#[test]
fn what_only_looks_like_a_table_is_none() {
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS entry_id, 't' AS title, \
                   '' AS created, hex(zeroblob(1000000)) AS summary FROM n";
    for schema in [
        format!("CREATE TABLE other(x); CREATE VIEW entryversion AS {endless};"),
        "CREATE VIRTUAL TABLE entryversion USING fts5(entry_id, title, created, summary);".to_owned(),
        "CREATE TABLE entryversion(entry_id, title, created, summary TEXT AS (hex(zeroblob(100000000))) VIRTUAL); \
         INSERT INTO entryversion VALUES(1, 't', '');"
            .to_owned(),
    ] {
        let got = read(&database(|connection| connection.execute_batch(&schema).expect("a schema")));
        assert_eq!(got.articles.len(), 0, "{schema}");
        let said = got.said().join("");
        assert!(said.contains("no format knows its tables") || said.contains("no column summary"), "{schema} {said}");
    }
}

#[test]
fn triggers_checks_and_indexes_do_nothing() {
    let bytes = database(|connection| {
        connection
            .execute_batch(&format!(
                "{TABLE} CREATE TRIGGER t AFTER INSERT ON entryversion BEGIN DELETE FROM entryversion; END;
                 CREATE INDEX lies ON entryversion(entry_id, title) WHERE entry_id > 5;"
            ))
            .expect("a schema");
        connection.execute_batch("DROP TRIGGER t").expect("dropped");
        put(connection, 1, "<p>Quiet.</p>");
    });
    let got = read(&bytes);
    assert_eq!((texts(got.article(), 0), got.problems.len()), (vec!["Quiet."], 0), "{:?}", got.said());
}

#[test]
fn values_of_every_type_and_encoding_are_read() {
    let bytes = database(|connection| {
        connection.execute_batch(&TABLE.replace("INTEGER PRIMARY KEY", "BLOB")).expect("a table");
        connection
            .execute_batch(
                "INSERT INTO entryversion VALUES('x', CAST(x'436166E9' AS TEXT), 7, x'3C703E63616665', 5, x'00', '1');
                 INSERT INTO entryversion VALUES(NULL, 12.5, NULL, CAST(x'3C703E9362E994' AS TEXT), 'never', NULL, 2.0);
                 INSERT INTO entryversion VALUES(1, 't', 'u', '<p>x', '2020-01-01', NULL, 'none');
                 INSERT INTO entryversion VALUES(2, char(0, 27, 8238), 'u', char(0), 1e300, NULL, 3);",
            )
            .expect("rows");
    });
    let got = read(&bytes);
    let mut titles: Vec<&str> = got.articles.iter().map(recension::model::Article::title).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["\u{1b}\u{202e}", "12.5", "Café"], "{:?}", got.said());
    assert_eq!(got.articles.iter().map(|a| texts(a, 0).concat()).filter(|t| t == "“bé”" || t == "cafe").count(), 2);
    assert!(got.said().join("").contains("does not say of which entry"), "{:?}", got.said());
    let wide = database(|connection| {
        connection.execute_batch(&format!("PRAGMA encoding = 'UTF-16le'; {TABLE}")).expect("a table");
        put(connection, 1, "<p>Größe</p>");
    });
    assert_eq!(texts(read(&wide).article(), 0), ["Größe"]);
}

#[test]
fn a_value_beyond_all_measure_costs_its_row() {
    let bytes = database(|connection| {
        connection.execute_batch(TABLE).expect("a table");
        put(connection, 1, "<p>before</p>");
        put(connection, 2, &"x".repeat(33 << 20));
        put(connection, 3, "<p>behind</p>");
    });
    let got = read(&bytes);
    assert_eq!(got.articles.len(), 2, "{:?}", got.said());
    assert!(got.said().join("").contains("row 3: A value is larger than 32 MB"), "{:?}", got.said());
}

#[test]
fn a_damaged_page_costs_its_rows() {
    let mut bytes = entries(400, 2000);
    let middle = bytes.len() / 4096 / 2 * 4096;
    bytes[middle..middle + 4096].fill(0xAA);
    let got = read(&bytes);
    assert!((395..400).contains(&got.articles.len()), "{} {:?}", got.articles.len(), got.said());
    assert!(got.said().join("").contains("damaged; the rows around were read"), "{:?}", got.said());
}

#[test]
fn what_lies_between_damaged_pages_is_read() {
    let mut bytes = entries(400, 2000);
    let pages = bytes.len() / 4096;
    for part in [3, 5, 6] {
        let page = pages * part / 8 * 4096;
        bytes[page..page + 4096].fill(0xAA);
    }
    let got = read(&bytes);
    assert!((385..400).contains(&got.articles.len()), "{} {:?}", got.articles.len(), got.said());
    assert!(got.said().join("").contains("damaged in 3 places"), "{:?}", got.said());
}

#[test]
fn a_cut_database_is_read_up_to_the_cut() {
    let bytes = entries(400, 2000);
    let got = read(&bytes[..bytes.len() / 2]);
    assert!((150..250).contains(&got.articles.len()), "{} {:?}", got.articles.len(), got.said());
    assert!(got.said().join("").contains("cut short"), "{:?}", got.said());
    let gz = packed(&entries(2000, 3000));
    let got = Dump::of(&[("dump/x.db.gz", &gz[..gz.len() / 2])]).read();
    assert!((200..1900).contains(&got.articles.len()), "{} {:?}", got.articles.len(), got.said());
    assert!(got.said().join("").contains("packing is damaged"), "{:?}", got.said());
    for length in [16, 100, 4096, 5000] {
        let got = read(&bytes[..length]);
        assert_eq!((got.articles.len(), got.problems.is_empty()), (0, false), "{length}");
    }
}

#[test]
fn pages_in_circles_end() {
    let bytes = entries(300, 3000);
    let page = |n: usize| &bytes[n * 4096..(n + 1) * 4096];
    let root = (1..bytes.len() / 4096).find(|n| page(*n)[0] == 5).expect("a page of pages");
    let mut hostile = bytes.clone();
    let cells = u16::from_be_bytes([page(root)[3], page(root)[4]]) as usize;
    let first = u16::from_be_bytes([page(root)[12], page(root)[13]]) as usize;
    let child: [u8; 4] = page(root)[first..first + 4].try_into().expect("a number");
    for cell in 0..cells {
        let place = 12 + 2 * cell;
        let at = u16::from_be_bytes([page(root)[place], page(root)[place + 1]]) as usize;
        hostile[root * 4096 + at..root * 4096 + at + 4].copy_from_slice(&child);
    }
    hostile[root * 4096 + 8..root * 4096 + 12].copy_from_slice(&child);
    let pages = (root + 1).max(u32::from_be_bytes(child) as usize);
    hostile.truncate(pages * 4096);
    hostile[28..32].copy_from_slice(&(pages as u32).to_be_bytes());
    let got = read(&hostile);
    assert!(got.said().join("").contains("in circles"), "{:?}", got.said());
    assert!(got.articles.len() <= 1);
}

#[test]
fn nothing_is_written_beside_a_dump() {
    let dump =
        Dump::of(&[("dump/x.db", &entries(1, 100)), ("dump/x.db-journal", b"\xD9\xD5\x05\xF9\x20\xA1\x63\xD7junk")]);
    let names = |dump: &Dump| {
        let mut names: Vec<_> =
            fs::read_dir(dump.path()).expect("a folder").map(|e| e.expect("an entry").file_name()).collect();
        names.sort();
        names
    };
    let before = names(&dump);
    let got = dump.read();
    assert_eq!((got.articles.len(), names(&dump)), (1, before));
    assert!(got.said().join("").contains("A change was under way"), "{:?}", got.said());
}

#[test]
fn a_log_not_yet_taken_over_is_read_and_left_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("live.db");
    let connection = Connection::open(&path).expect("a database");
    connection.execute_batch(&format!("PRAGMA journal_mode = wal; {TABLE}")).expect("a table");
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0;").expect("settings");
    put(&connection, 1, "<p>In the log.</p>");
    let (base, log) = (fs::read(&path).expect("bytes"), fs::read(folder.path().join("live.db-wal")).expect("a log"));
    let dump = Dump::of(&[("dump/x.db", &base), ("dump/x.db-wal", &log)]);
    let got = dump.read();
    assert_eq!((texts(got.article(), 0), got.problems.len()), (vec!["In the log."], 0), "{:?}", got.said());
    assert_eq!(fs::read_dir(dump.path()).expect("a folder").count(), 2);
    assert_eq!(fs::read(dump.path().join("x.db")).expect("bytes"), base);
}

#[test]
fn what_is_encrypted_or_no_database_is_told() {
    let got = read(&[b"SQLite format 3\0".as_slice(), &[0x5A; 8192]].concat());
    assert_eq!(got.articles.len(), 0);
    assert!(!got.said().is_empty());
    let schema: String = (0..700).map(|n| format!("CREATE TABLE t{n}(a);")).collect();
    let got = read(&database(|connection| connection.execute_batch(&schema).expect("a schema")));
    assert!(got.said().join("").contains("no format knows its tables: t0, t1"), "{:?}", got.said());
}

#[test]
fn a_bomb_of_a_database_ends() {
    let mut packer = zstd::Encoder::new(Vec::new(), 1).expect("packing in memory");
    packer.write_all(b"SQLite format 3\0").expect("packing in memory");
    let block = vec![0; 1 << 20];
    for _ in 0..530 {
        packer.write_all(&block).expect("packing in memory");
    }
    let got = Dump::of(&[("dump/x.db.zst", &packer.finish().expect("packing in memory"))]).read();
    assert!(got.said().join("").contains("times its size with nothing to read in it"), "{:?}", got.said());
}

#[test]
fn sql_dumps_cost_what_they_spoil_and_no_more() {
    let head = "-- MySQL dump 10.13\nSET NAMES latin1;\nINSERT INTO `news_articles` (`id`) VALUES (1);\n";
    let versions = "INSERT INTO `news_article_versions` VALUES (10,1,'T','u','2020-01-01 00:00:00',0,'',0),(11,1,'caf\u{e9}',NULL,\
                    '2020-01-01 01:00:00',1,'',0);\n";
    let text = "INSERT INTO `news_article_version_texts` VALUES ";
    let long = "x".repeat(33 << 20);
    for (name, sql, want) in [
        ("cut", format!("{head}{versions}{text}(10,'one\\ntwo'),(11,'thr"), vec!["one", "two"]),
        (
            "function",
            format!("{head}{versions}{text}(10,load_file('/etc/passwd')),(10,'a\\'b''c\\\\');"),
            vec!["a'b'c\\"],
        ),
        ("long", format!("{head}{versions}{text}(10,'{long}'),(10,'short');"), vec!["short"]),
        ("hex", format!("{head}{versions}{text}(10,0x6F6E65),(11,_binary 'b');"), vec!["one"]),
        ("deep", format!("{head}{versions}{text}({}),(10,_utf8mb4'one');", "(".repeat(100_000)), vec![]),
        (
            "names",
            format!(
                "{head}{versions}insert ignore into x.news_article_version_texts(`text`, `news_article_version_id`) values('one',10) on duplicate key update a='b;c';"
            ),
            vec!["one"],
        ),
    ] {
        let got = Dump::of(&[("dump/x.sql", sql.as_bytes())]).read();
        let article = got.article();
        assert_eq!(texts(article, 0), want, "{name} {:?}", got.said());
        assert_eq!(article.revisions[1].title, "café", "{name}");
    }
    for sql in [
        "INSERT INTO `",
        "-- MySQL dump\n'",
        "CREATE TABLE `a` (`b",
        "-- MySQL dump\nINSERT INTO `news_articles` VALUES (",
        "INSERT INTO `x` VALUES (1);",
    ] {
        let got = Dump::of(&[("dump/x.sql", sql.as_bytes())]).read();
        assert_eq!((got.articles.len(), got.problems.is_empty()), (0, false), "{sql}");
    }
    // Bytes of the old encoding, as such dumps have them.
    let mut bytes = head.as_bytes().to_vec();
    bytes.extend(versions.replace('\u{e9}', "#").bytes().map(|b| if b == b'#' { 0xE9 } else { b }));
    let got = Dump::of(&[("dump/x.sql", &bytes)]).read();
    assert_eq!(got.article().revisions[1].title, "café");
}

#[test]
fn no_damage_shows_what_is_withheld() {
    let bytes = database(|connection| {
        let tables = "CREATE TABLE news_articles(id INTEGER PRIMARY KEY, source, url, title, hidden);
            CREATE TABLE news_article_versions(id INTEGER PRIMARY KEY, news_article_id, version, title, created_at, url);
            CREATE TABLE news_article_version_texts(news_article_version_id INTEGER PRIMARY KEY, text);";
        connection.execute_batch(tables).expect("tables");
        for n in 0..60 {
            let title = "x".repeat(900);
            connection
                .execute("INSERT INTO news_articles VALUES(?1, 'mill', '', ?2, 't')", params![n, title])
                .expect("a row");
            let version = "INSERT INTO news_article_versions VALUES(?1, ?1, 0, 'Weir', '2020-01-01 10:00:00', '')";
            connection.execute(version, params![n]).expect("a row");
            let text = "INSERT INTO news_article_version_texts VALUES(?1, 'The secret of the weir.')";
            connection.execute(text, params![n]).expect("a row");
        }
    });
    let (mut articles, mut doubts) = (0, 0);
    for page in 1..bytes.len() / 4096 {
        let mut damaged = bytes.clone();
        damaged[page * 4096..(page + 1) * 4096].fill(0xAA);
        for bytes in [&damaged[..], &bytes[..page * 4096]] {
            let got = read(bytes);
            articles += got.articles.len();
            doubts += usize::from(got.said().join("").contains("whether News Sniffer withholds them"));
            let shown = got.articles.iter().flat_map(|a| &a.revisions).any(|r| !r.paragraphs.is_empty());
            assert!(!shown, "page {page}: {:?}", got.said());
        }
    }
    assert!(articles > 1000 && doubts > 10, "{articles} articles, {doubts} doubts");
}
