//! NewsDiffs: what is said of versions, and what happens where parts of it are missing or broken.

use std::{fs, path::Path};

use recension::model::{Article, Certainty};

use crate::{
    archive::{Dump, read},
    repository::{Repository, Unpacked, commit},
};

fn fixture() -> Option<Unpacked> {
    Unpacked::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/newsdiffs"))
}

fn notes(article: &Article, number: usize) -> String {
    article.revisions[number].notes.join("; ")
}

#[test]
fn what_the_database_says_is_judged_again() {
    let Some(unpacked) = fixture() else { return };
    let got = read(&[&unpacked.path().join("site")]);
    let of = |title: &str| got.articles.iter().find(|a| a.title() == title).expect("an article");
    let cafe = of("Café open");
    assert!(notes(cafe, 1).contains("flagged boring by NewsDiffs, though the headline changed"), "{}", notes(cafe, 1));
    let bees = of("Bees on the clock");
    // Its row's clock showed that hour twice; the commit says which it was.
    assert!(!notes(bees, 0).contains("the clock was set back"), "{}", notes(bees, 0));
    assert_eq!(bees.revisions[0].time.as_ref().map(|time| time.certainty), Some(Certainty::Stated));
    let ferry = of("Ferry late again");
    let sure: Vec<_> = ferry.revisions.iter().filter_map(|r| Some(r.time.as_ref()?.certainty)).collect();
    // The last one's commit was made days from the time in the database.
    assert_eq!(sure, [Certainty::Stated, Certainty::Stated, Certainty::Assumed]);
    assert_eq!(ferry.revisions[0].author.as_deref(), Some("ADA BYRON"));
    assert!(notes(ferry, 2).contains("the outlet dates it June 18, 2012"), "{}", notes(ferry, 2));
    assert!(ferry.notes.iter().any(|n| n.contains("returns to an earlier text may be missing")));
    assert!(notes(of("Lost and found"), 0).contains("its text is not in the git store"));
    assert_eq!(got.problems.len(), 1, "{:?}", got.said());
}

#[test]
fn a_store_without_its_database_and_a_database_without_its_store() {
    let Some(unpacked) = fixture() else { return };
    let site = unpacked.path().join("site");
    let whole = read(&[&site]).articles.len();
    fs::write(site.join("newsdiffs.db"), b"SQLite format 3\0git_dir article_id boring and nothing else")
        .expect("a file");
    let got = read(&[&site]);
    assert_eq!(got.articles.len(), whole - 1, "all but the one that only the database knew");
    assert!(!got.problems.is_empty());
    fs::remove_file(site.join("newsdiffs.db")).expect("a file");
    let got = read(&[&site]);
    assert_eq!((got.articles.len(), got.problems.len()), (whole - 1, 0), "{:?}", got.said());

    let Some(unpacked) = fixture() else { return };
    let site = unpacked.path().join("site");
    fs::remove_dir_all(site.join("articles/2012-11")).expect("a folder");
    let got = read(&[&site]);
    assert!(
        got.said().join("").contains("articles/2012-11, with the texts of 1 version, is not there"),
        "{:?}",
        got.said()
    );
    let got = read(&[&site.join("newsdiffs.db")]);
    assert_eq!(got.articles.len(), whole);
    assert!(got.said().join("").contains("not beside it"), "{:?}", got.said());
}

#[test]
fn a_store_with_its_database_and_one_without_tell_of_the_same_commits() {
    let (Some(one), Some(other)) = (fixture(), fixture()) else { return };
    let (site, bare) = (one.path().join("site"), other.path().join("site"));
    fs::remove_file(bare.join("newsdiffs.db")).expect("a file");
    let count = |got: &crate::archive::Got| {
        let mut counts: Vec<_> = got.articles.iter().map(|a| (a.id.clone(), a.revisions.len())).collect();
        counts.sort();
        counts
    };
    let both = read(&[&site, &bare]);
    assert_eq!(count(&both), count(&read(&[&site])));
    let notes: Vec<&String> = both.articles.iter().flat_map(|a| &a.revisions).flat_map(|r| &r.notes).collect();
    assert!(notes.iter().all(|note| !note.contains("in conflict")), "{notes:?}");
}

#[test]
fn the_database_as_an_sql_dump_says_the_same() {
    let Some(unpacked) = fixture() else { return };
    let site = unpacked.path().join("site");
    let told = |got: &crate::archive::Got| {
        let mut told: Vec<_> = got.articles.iter().map(|a| (a.id.clone(), a.revisions.clone())).collect();
        told.sort_by(|a, b| a.0.cmp(&b.0));
        for revision in told.iter_mut().flat_map(|a| &mut a.1) {
            // Where only the database tells of a version, that is where it comes from.
            revision.origin = None;
        }
        told
    };
    let whole = told(&read(&[&site]));
    let database = rusqlite::Connection::open(site.join("newsdiffs.db")).expect("a database");
    let mut dump = String::from("-- MySQL dump 10.13  Distrib 5.5.24\n");
    // A mark in a comment of what is passed over opens nothing.
    dump += "INSERT INTO `sessions` VALUES (1, 'it') # don't\n, (2, 'is');\n";
    for (table, columns) in [
        ("Articles", "id,url,initial_date,last_update,last_check,git_dir"),
        ("version", "id,article_id,v,title,byline,date,boring,diff_json"),
    ] {
        let names: Vec<String> = columns.split(',').map(|name| format!("  `{name}` varchar(255)")).collect();
        dump += &format!("CREATE TABLE `{table}` (\n{}\n) ENGINE=InnoDB;\n", names.join(",\n"));
        let mut rows = database.prepare(&format!("SELECT {columns} FROM {table}")).expect("a table");
        let count = columns.split(',').count();
        let mut rows = rows.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            let value = |at| match row.get_ref(at).expect("a value") {
                rusqlite::types::ValueRef::Null => "NULL".to_owned(),
                rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                value => format!("'{}'", value.as_str().unwrap_or_default().replace('\'', "\\'")),
            };
            let values: Vec<String> = (0..count).map(value).collect();
            dump += &format!("INSERT INTO `{table}` VALUES ({});\n", values.join(","));
        }
    }
    drop(database);
    fs::remove_file(site.join("newsdiffs.db")).expect("a file");
    fs::write(site.join("newsdiffs.sql"), dump).expect("a file");
    assert_eq!(told(&read(&[&site])), whole);
    let alone = read(&[&site.join("newsdiffs.sql")]);
    assert_eq!(alone.articles.len(), whole.len());
}

#[test]
fn pages_that_are_cut_or_only_quoted() {
    let page = "<html><script src=\"diff_match_patch.js\"></script><script>var text1 = 'One\\u000A";
    let got = Dump::of(&[("dump/a.html", page.as_bytes())]).read();
    assert_eq!((got.articles.len(), got.problems.len()), (0, 1), "{:?}", got.said());
    let quoting = format!("# A script\n\nIt writes this:\n\n{page}' and Pink: Archived x, Green: Archived y.\n");
    let got = Dump::of(&[("dump/a.md", quoting.as_bytes())]).read();
    assert_eq!(got.article().title(), "A script");
    let deep = format!("{page}';var text2 = 'x';</script>{}", "<div id=\"compare\"><ins>".repeat(100_000));
    Dump::of(&[("dump/a.html", deep.as_bytes())]).read();
}

#[test]
fn the_clock_of_a_database_is_the_one_that_goes_with_its_commits() {
    let Some(store) = Repository::new("articles/2017-03") else { return };
    let file = "https:/www.gazette.example/news/ferry";
    let text = |n: u32| format!("\nFerry late\nBy Ada\n\nThe ferry was {n} minutes late.\n");
    let [one, two, three] = [5, 15, 25].map(text);
    let (added, changed) = (format!("Adding file {file}"), format!("Change to {file}"));
    store.take(&[
        commit("Initial commit", "1490011100 +0000", &[("x", Some(""))]),
        // Five seconds after noon, by the clock of UTC; an hour later by one in Athens; months later by nobody's.
        commit(&added, "1490011205 +0000", &[(file, Some(&one))]),
        commit(&changed, "1490014805 +0200", &[(file, Some(&two))]),
        commit(&changed, "1500000000 +0000", &[(file, Some(&three))]),
    ]);
    let commits = store.said(&["log", "--reverse", "--format=%H", "--", file]);
    let database = rusqlite::Connection::open(store.folder().join("newsdiffs.db")).expect("a database");
    database
        .execute_batch(
            "CREATE TABLE Articles (id integer, url text, initial_date text, last_update text, last_check text, git_dir text);
             CREATE TABLE version (id integer, article_id integer, v text, title text, byline text, date text, boring integer, diff_json text);
             INSERT INTO Articles VALUES (1, 'https://www.gazette.example/news/ferry', '', '', '', '2017-03');",
        )
        .expect("tables");
    let dates = ["2017-03-20 12:00:00.123", "2017-03-20 15:00:00", "2017-03-21 12:00:00"];
    for (commit, date) in commits.lines().zip(dates) {
        let row = "INSERT INTO version VALUES (1, 1, ?1, 'Ferry late', 'By Ada', ?2, 0, NULL)";
        database.execute(row, (commit, date)).expect("a row");
    }
    drop(database);
    let got = read(&[store.folder()]);
    let article = got.article();
    let times = article.revisions.iter().filter_map(|r| r.time.as_ref());
    let told: Vec<_> = times.map(|time| (time.at.to_string(), time.certainty)).collect();
    let (stated, assumed) = (Certainty::Stated, Certainty::Assumed);
    let wanted =
        [("2017-03-20T12:00:05Z", stated), ("2017-03-20T13:00:05Z", stated), ("2017-03-21T16:00:00Z", assumed)];
    assert_eq!(told, wanted.map(|(at, certainty)| (at.to_owned(), certainty)));
}
