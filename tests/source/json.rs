//! Our own JSON, whole and broken.

use std::io::Write;

use recension::{
    model::{Certainty, TextState},
    source::{Archive, Options},
};

use crate::archive::{Dump, read_archive, texts};

const ARTICLE: &str = r#"{"source":"gazette","url":"https://gazette.example/a","title":"Second","versions":[
 {"version":0,"title":"First","created_at":"2024-03-02T09:15:00Z","text":"One.\n\nTwo."},
 {"version":1,"title":"Second","created_at":null,"paragraphs":["One.","Three.\nFour."]}]}"#;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).expect("packing in memory");
    packer.finish().expect("packing in memory")
}

#[test]
fn an_article_reads_alike_in_every_layout_and_packing() {
    let line = ARTICLE.replace('\n', "");
    let array = format!("[\n{ARTICLE}\n]");
    let lines = format!("{line}\n");
    let zstd = zstd::encode_all(lines.as_bytes(), 1).expect("packing in memory");
    let wide: Vec<u8> = ARTICLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        ARTICLE.as_bytes(),
        line.as_bytes(),
        array.as_bytes(),
        format!("\u{feff}{ARTICLE}").as_bytes(),
        &gzip(lines.as_bytes()),
        &zstd,
        &wide,
    ] {
        let got = Dump::of(&[("dump/any.name", bytes)]).read();
        let article = got.article();
        assert!(got.problems.is_empty(), "{:?}", got.said());
        assert_eq!((article.source.as_str(), article.title()), ("gazette", "Second"));
        assert_eq!(texts(article, 0), ["One.", "Two."]);
        assert_eq!(texts(article, 1), ["One.", "Three.", "Four."]);
        assert!(std::sync::Arc::ptr_eq(&article.revisions[0].paragraphs[0], &article.revisions[1].paragraphs[0]));
        assert_eq!(article.revisions[0].time.as_ref().map(|t| t.certainty), Some(Certainty::Stated));
        assert_eq!(article.revisions[1].time, None);
    }
}

#[test]
fn a_broken_line_costs_itself_only_and_is_told_with_its_place() {
    let line = |n: u32| format!("{{\"url\":\"https://e.example/{n}\",\"versions\":[{{\"text\":\"t{n}\"}}]}}\n");
    let text = format!("{}{}{{\"url\": \"https://e.example/3\", \"versions\": [{{\n{}", line(1), line(2), line(4));
    let got = Dump::of(&[("dump/a.jsonl", text.as_bytes())]).read();
    assert_eq!(got.articles.len(), 3);
    assert_eq!(got.problems.len(), 1);
    assert!(got.problems[0].place.starts_with("line 3, column "), "{:?}", got.said());
    assert!(got.problems[0].reason.contains("left out"));
}

#[test]
fn near_json_is_mended_and_told() {
    let mut text = br#"{"url":"https://e.example/1","score":NaN,"versions":[{"text":"half \ud83d pair"}]}"#.to_vec();
    text.extend(b"\n{\"url\":\"https://e.example/2\",\"versions\":[{\"text\":\"raw\ttab and \xE9\"}]}\n");
    let got = Dump::of(&[("dump/a.jsonl", &text)]).read();
    let mut all: Vec<String> = got.articles.iter().map(|a| texts(a, 0).join("|")).collect();
    all.sort();
    assert_eq!(all, ["half \u{fffd} pair", "raw\ttab and é"]);
    assert_eq!(got.problems.len(), 2, "{:?}", got.said());
}

#[test]
fn loose_revisions_of_one_url_become_an_article() {
    let text = r#"{"url":"http://www.gazette.example/a/?utm_source=x","title":"New","time":"2024-03-03","text":"b"}
{"url":"https://gazette.example/b","title":"Other","time":"2024-03-01","text":"x"}
{"url":"https://gazette.example/a","title":"Old","time":"2024-03-02","text":"a"}
"#;
    for (name, text) in [("a.jsonl", text.to_owned()), ("a.json", format!("[{}]", text.trim().replace('\n', ",")))] {
        let got = Dump::of(&[(&format!("dump/{name}"), text.as_bytes())]).read();
        assert_eq!(got.articles.len(), 2, "{:?}", got.said());
        let article = got.articles.iter().find(|a| a.revisions.len() == 2).expect("the article of two revisions");
        assert_eq!(
            article.revisions.iter().map(|r| (r.number, r.title.as_str())).collect::<Vec<_>>(),
            [(0, "Old"), (1, "New")]
        );
    }
}

#[test]
fn loose_revisions_of_one_id_become_an_article() {
    let row =
        |id: &str, told: &str, text: &str| format!(r#"{{"id": {id}, {told}, "title": "Weir", "text": "{text}"}}"#);
    let counts = |rows: &[String]| {
        let read = Dump::of(&[("dump/rows.jsonl", rows.join("\n").as_bytes())]).read();
        assert!(read.problems.is_empty(), "{:?}", read.said());
        let mut counts: Vec<usize> = read.articles.iter().map(|a| a.revisions.len()).collect();
        counts.sort_unstable();
        counts
    };
    let numbered = [("7", 0, "It waits."), ("8", 0, "It rains."), ("7", 1, "It jams.")];
    let numbered = numbered.map(|(id, number, text)| row(id, &format!(r#""version": {number}"#), text));
    assert_eq!(counts(&numbered), [1, 2]);
    // The number of a row, or of nothing, is no article's.
    let timed = ["\"a\"", "\"a\""].map(|id| row(id, r#""created_at": "2021-05-01T08:00:00Z""#, "It waits."));
    assert_eq!(counts(&timed), [1, 1]);
    assert_eq!(counts(&[row("0", r#""version": 0"#, "It waits."), row("0", r#""version": 1"#, "It jams.")]), [1, 1]);
}

/// A file that is one whole article of one URL: each version has a headline and paragraphs; the days follow each other.
fn of_one_url(first_day: u32, versions: &[(&str, &[&str])], timed: bool) -> String {
    let version = |(n, (title, paragraphs)): (u32, &(&str, &[&str]))| {
        let time = if timed { format!("\"2024-03-{:02}T09:00:00Z\"", first_day + n) } else { "null".into() };
        format!(r#"{{"version":{n},"title":"{title}","created_at":{time},"text":"{}"}}"#, paragraphs.join("\\n"))
    };
    let versions: Vec<String> = (0..).zip(versions).map(version).collect();
    format!(r#"{{"source":"gazette","url":"https://gazette.example/","versions":[{}]}}"#, versions.join(","))
}

/// How many revisions each article has that these files, whole articles of one URL, make, under each order of names.
fn made_of(files: &[String]) -> Vec<usize> {
    let names: Vec<String> = (0..files.len()).map(|n| format!("dump/{n}/a{n}.json")).collect();
    let mut seen: Option<Vec<usize>> = None;
    for turn in 0..files.len() {
        for reversed in [false, true] {
            let mut turned: Vec<&String> = files.iter().cycle().skip(turn).take(files.len()).collect();
            if reversed {
                turned.reverse();
            }
            let named: Vec<(&str, &[u8])> =
                names.iter().zip(turned).map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
            let got = Dump::of(&named).read();
            let noted = got.articles.iter().filter(|a| a.notes.iter().any(|n| n.starts_with("Other files"))).count();
            assert_eq!(noted, got.articles.len() - 1, "all but the one that keeps the URL say why they are apart");
            let mut counts: Vec<usize> = got.articles.iter().map(|a| a.revisions.len()).collect();
            counts.sort_unstable();
            assert_eq!(*seen.get_or_insert_with(|| counts.clone()), counts, "whatever the files are called");
        }
    }
    seen.unwrap_or_default()
}

const WEIR: [&str; 3] = [
    "The keeper of Lumb weir, Ada Thwaite, said on Sunday that a tree had lodged in the gate of the sluice.",
    "Thwaite & Daughters have kept the weir since 1911, and never before has the mill pond been as full as now.",
    "Two pumps have been sent from Millbrook, and the lane is to be closed until the water has gone from it.",
];

#[test]
fn files_of_one_url_are_one_article_where_they_have_something_in_common() {
    let first = of_one_url(1, &[("Sluice jams", &WEIR[..1]), ("Sluice jams, lane floods", &WEIR[..2])], true);
    let second = of_one_url(11, &[("Lane floods", &WEIR[1..2]), ("Pumps sent", &WEIR[1..])], true);
    let third = of_one_url(21, &[("Pumps sent", &["They work."]), ("Lane open", &["It is dry."])], true);
    assert_eq!(made_of(&[first.clone(), second.clone()]), [4], "a paragraph in common");
    assert_eq!(made_of(&[second.clone(), third.clone()]), [4], "a headline in common");
    assert_eq!(made_of(&[first.clone(), third.clone()]), [2, 2], "nothing in common: a home page, say");
    assert_eq!(
        made_of(&[first.clone(), second, third]),
        [6],
        "what links two that have nothing in common makes them one"
    );
    assert_eq!(made_of(&[first.clone(), first.clone()]), [2], "a copy");
    let more =
        of_one_url(1, &[("Sluice jams", &WEIR[..1]), ("Sluice jams, lane floods", &WEIR[..2]), ("Over", &WEIR)], true);
    assert_eq!(made_of(&[first.clone(), more]), [3], "what both tell of is the same");
    let otherwise = of_one_url(1, &[("Sluice jams", &WEIR[..1]), ("Sluice freed", &WEIR[1..2]), ("Over", &WEIR)], true);
    assert_eq!(made_of(&[first, otherwise]), [2, 3], "they tell of one time in two ways");
}

#[test]
fn files_of_one_url_without_times_that_begin_alike_are_articles_of_their_own() {
    let by_hand = |last: &'static str| of_one_url(1, &[("Draft", &WEIR), ("Draft", &[last])], false);
    assert_eq!(made_of(&[by_hand("Short."), by_hand("Shorter."), by_hand("None.")]), [2, 2, 2]);
    assert_eq!(made_of(&[by_hand("Short."), by_hand("Short.")]), [2]);
}

#[test]
fn missing_and_odd_members_are_borne() {
    let text = r#"{"url":null,"id":7,"source":"gazette","versions":[
        {"version":"3","title":["a","b"],"created_at":"soon","text":"x"},
        {"version":3,"text":12},
        {"version":5,"created_at":1594116000},
        17,
        {"state":"withheld","text":"kept back","version":6},
        {"state":"partial","paragraphs":["p"],"holes":[0,9,1],"version":7}]}"#;
    let got = Dump::of(&[("dump/a.json", text.as_bytes())]).read();
    let article = got.article();
    assert_eq!(article.id.as_str(), "gazette:7");
    let numbers: Vec<u32> = article.revisions.iter().map(|r| r.number).collect();
    assert_eq!(numbers.len(), 5);
    assert_eq!(numbers.iter().collect::<std::collections::HashSet<_>>().len(), 5);
    assert_eq!(article.revisions[1].origin_revision.as_deref(), Some("3"));
    assert_eq!(article.revisions[2].state, TextState::Partial);
    assert_eq!(article.revisions[2].holes, [0]);
    assert_eq!(article.revisions[3].state, TextState::Withheld);
    assert!(article.revisions[3].paragraphs.is_empty());
    assert_eq!(article.revisions[4].holes, [0, 1]);
    let said = got.said().join("\n");
    assert!(said.contains("“soon” of version 3") && said.contains("version 4 is no object"), "{said}");
}

/// The titles of what was read, by name.
fn titles(text: &str) -> (Vec<String>, Vec<String>) {
    let got = Dump::of(&[("dump/a.json", text.as_bytes())]).read();
    let mut titles: Vec<String> = got.articles.iter().map(|a| a.title().to_owned()).collect();
    titles.sort();
    (titles, got.said())
}

#[test]
fn objects_need_nothing_between_them() {
    let one = |n: u32| format!("{{\"url\":\"https://e.example/{n}\",\"title\":\"T{n}\",\"text\":\"t}}{{{n}\"}}");
    let pretty = |n: u32| one(n).replace(",\"", ",\n  \"").replace("{\"url", "{\n  \"url");
    let want = ["T1", "T2", "T3"].map(str::to_owned).to_vec();
    for text in [
        format!("{}{}{}", one(1), one(2), one(3)),
        format!("{} {}\n{}\n", one(1), one(2), one(3)),
        format!("{}{}{}", pretty(1), pretty(2), pretty(3)),
        format!("{}\n{}\n{}", pretty(1), pretty(2), one(3)),
        format!("{}\n{}\n\n{}", one(1), pretty(2), one(3)),
        format!("{{\"status\":\"ok\",\"articles\":[{},{}]}}{}", one(1), one(2), one(3)),
        format!("{{\"articles\":[{},{}]}}\n{{\"articles\":[{}]}}\n", one(1), one(2), one(3)),
        format!("{{\"x\":{{}},\"data\":{{\"items\":[{},\n{}, {}]}}, \"n\": {{}}}}", one(1), one(2), one(3)),
    ] {
        assert_eq!(titles(&text), (want.clone(), Vec::new()), "{text}");
    }
}

#[test]
fn an_article_that_is_cut_off_keeps_its_whole_versions() {
    let versions = "{\"version\":0,\"text\":\"a\"},\n{\"version\":1,\"text\":\"b\"},\n{\"version\":2,\"text\":\"c";
    let article = format!("{{\"url\":\"https://e.example/1\",\"title\":\"T\",\n\"versions\":[{versions}");
    let got = Dump::of(&[("dump/a.json", article.as_bytes())]).read();
    assert_eq!((texts(got.article(), 0), texts(got.article(), 1)), (vec!["a"], vec!["b"]));
    assert_eq!(got.article().revisions.len(), 2);
    assert_eq!(got.problems[0].place, "line 4, column 22");
    assert!(got.problems[0].reason.contains("cut off here, inside a string"), "{:?}", got.said());
    for (text, said) in [
        (
            "{\"url\":\"https://e.example/1\",\"text\":\"a",
            "line 1, column 38: The object is cut off here, inside a string",
        ),
        (
            "{\"name\":\"x\",\n\"depend",
            "It resembles json, but it breaks off on line 2, after 7 characters, before any of the members versions",
        ),
        ("{\"name\":\"x\"}", "its first object has name and none of the members versions, text, paragraphs"),
    ] {
        let (titles, told) = titles(text);
        assert!(titles.is_empty() && told.len() == 1 && told[0].contains(said), "{text}: {told:?}");
    }
}

#[test]
fn what_is_said_twice_is_told_of() {
    let article = r#"{"url":"https://e.example/1","title":"T","title":"U","versions":[
        {"version":0,"text":"a"},
        {"version":1,"text":"b","paragraphs":["b"]},
        {"version":1,"text":"c","paragraphs":["d","e"]},
        {"version":2,"text":"f","text":"g","date":"2020-07-07","timestamp":"2020-07-08"},
        {"text":"h","date":"2020-07-07","timestamp":"2020-07-09"}]}"#;
    let got = Dump::of(&[("dump/a.json", article.as_bytes())]).read();
    assert_eq!(got.article().revisions.len(), 5);
    assert_eq!(got.article().title(), "T");
    assert!(got.problems.iter().all(|p| p.place == "line 1"));
    let said = got.said().join("\n");
    for part in [
        "“title” stands there twice; the first was used",
        "“text” of a version stands there twice; the first was used",
        "Version 1 has “text” beside “paragraphs”, and they differ; the paragraphs were used",
        "The members “timestamp” and “date” of a version mean the same and differ; “timestamp” was used",
        "1 version bears no number, unlike others",
        "The number 1 stands on more than one version",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(got.problems.len(), 6, "{said}");
    let loose =
        |n: u32, text: &str| format!("{{\"url\":\"https://e.example/1\",\"version\":{n},\"text\":\"{text}\"}}\n");
    let lines = [loose(1, "a"), loose(2, "b"), loose(1, "c")].concat();
    let got = Dump::of(&[("dump/a.jsonl", lines.as_bytes())]).read();
    assert_eq!(got.article().revisions.len(), 3);
    assert_eq!(got.problems[0].place, "line 3");
    assert!(got.problems[0].reason.contains("The number 1 stands on more than one version"), "{:?}", got.said());
}

#[test]
fn the_sample_opens_from_the_program() {
    let got = read_archive(&Archive::Sample, &Options::default());
    assert!(got.articles.len() >= 15);
    assert!(got.problems.is_empty(), "{:?}", got.said());
}

#[test]
fn versions_without_numbers_go_by_time_and_newest_first_is_turned_round() {
    let version = |n: u32, time: &str| match time {
        "" => format!("{{\"text\":\"The ferry was {n} minutes late.\"}}"),
        time => format!("{{\"created_at\":\"{time}\",\"text\":\"The ferry was {n} minutes late.\"}}"),
    };
    let (ten, noon, later) = ("2020-07-07T10:00:00Z", "2020-07-07T12:00:00Z", "2020-07-08T10:00:00Z");
    for (given, wanted) in [
        ([(3, later), (2, noon), (1, ten)], [1, 2, 3]),
        ([(1, ten), (3, later), (2, noon)], [1, 2, 3]),
        ([(3, noon), (2, ""), (1, ten)], [1, 2, 3]),
        // Two in one second, in the order in which the others stand.
        ([(3, noon), (2, noon), (1, ten)], [1, 2, 3]),
        // What has no time stays behind the one before it.
        ([(1, ten), (2, ""), (3, noon)], [1, 2, 3]),
        ([(1, ""), (2, noon), (3, "")], [1, 2, 3]),
    ] {
        let versions = given.map(|(n, time)| version(n, time));
        let whole = format!("{{\"url\":\"https://gazette.example/a\",\"versions\":[{}]}}", versions.join(","));
        let rows = versions.map(|version| version.replacen('{', "{\"url\":\"https://gazette.example/a\",", 1));
        for text in [whole, rows.join("\n")] {
            let got = Dump::of(&[("dump/a.json", text.as_bytes())]).read();
            let found: Vec<String> = got.article().revisions.iter().map(|r| r.paragraphs.join(" ")).collect();
            assert_eq!(found, wanted.map(|n| format!("The ferry was {n} minutes late.")), "{text}");
        }
    }
}

#[test]
fn a_text_and_a_list_of_it_do_not_differ_and_a_capture_is_seen_when_it_was_made() {
    let text = r#"{"url":"https://gazette.example/a","title":"Ferry","created_at":"2021-01-01T00:00:00Z",
        "capture_time":"2020-07-07T10:00:00Z","author":"Ada","authors":["Ada"],"text":"The ferry sails."}"#;
    let got = Dump::of(&[("dump/a.json", text.as_bytes())]).read();
    let revision = &got.article().revisions[0];
    assert_eq!((revision.author.as_deref(), got.problems.len()), (Some("Ada"), 0), "{:?}", got.said());
    assert_eq!(revision.time.as_ref().map(|time| time.at.to_string()).as_deref(), Some("2020-07-07T10:00:00Z"));
    let got = Dump::of(&[("dump/a.json", text.replace("[\"Ada\"]", "[\"Ada\",\"Bee\"]").as_bytes())]).read();
    assert_eq!(got.problems.len(), 1, "{:?}", got.said());
}
