//! Each format's fixtures: dumps of invented articles, and beside them what is to be found in them.
//!
//! What the keys of an `EXPECTED.json` promise is said at the head of `tests/make_fixtures.py`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use recension::{
    model::{Article, Certainty, Revision},
    source::FORMATS,
};
use serde_json::Value;

use crate::{
    archive::{Got, read},
    repository::Unpacked,
};

#[test]
fn every_format_has_fixtures() {
    for format in FORMATS {
        let told = fixtures().join(format!("{}.EXPECTED.json", format.name()));
        assert!(told.exists(), "{} has no fixtures", format.name());
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The folders of fixtures: one for each format, and more where a format reads the files of several tools.
fn names() -> Vec<String> {
    let entries = fs::read_dir(fixtures()).expect("the fixtures");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> =
        names.filter_map(|name| name.strip_suffix(".EXPECTED.json").map(str::to_owned)).collect();
    names.sort();
    names
}

#[test]
fn what_is_there_is_found_in_every_fixture() {
    let fixtures = fixtures();
    for name in names() {
        let name = name.as_str();
        let told = fs::read_to_string(fixtures.join(format!("{name}.EXPECTED.json"))).expect("a file");
        let told: Value = serde_json::from_str(&told).expect("JSON");
        let Some(unpacked) = Unpacked::of(&fixtures.join(name)) else { continue };
        let got = read(&[unpacked.path()]);
        let articles = list(&told["articles"]);
        for article in articles {
            check(name, article, &got);
        }
        let more = articles.iter().any(|a| a["more"] == true);
        assert!(more || got.articles.len() <= articles.len(), "{name}: {} articles", got.articles.len());
        for problem in list(&told["problems"]) {
            let file = format!("{name}/{}", text(&problem["file"]));
            let line = problem["line"].as_u64().map(|n| format!("line {n}"));
            let found = got.problems.iter().any(|p| {
                p.file == file && line.as_ref().is_none_or(|l| p.place == *l || p.place.starts_with(&format!("{l},")))
            });
            assert!(found, "{name}: no problem told of {problem}: {:#?}", got.said());
        }
    }
}

fn check(name: &str, want: &Value, got: &Got) {
    let mut files: Vec<String> = list(&want["files"]).iter().map(|f| format!("{name}/{}", text(f))).collect();
    files.sort();
    let fits = |a: &&Article| {
        let from = files.iter().all(|f| {
            a.origins.iter().any(|o| o == f) || a.revisions.iter().any(|r| r.origin.as_deref() == Some(f.as_str()))
        });
        from && want["url"].as_str().is_none_or(|url| a.url == url)
            && (want["url"].is_string()
                || want["sides"].is_string()
                || want["title"].as_str().is_none_or(|title| a.title() == title))
    };
    let Some(article) = got.articles.iter().find(fits) else {
        assert!(want["optional"] == true, "{name}: no article of {want}\n{:#?}\n{:#?}", got.articles, got.said());
        return;
    };
    let inferred = want["sides"].is_string();
    for (key, found) in [("source", article.source.as_str()), ("title", article.title())] {
        if let Some(wanted) = want[key].as_str().filter(|_| !inferred || key == "source") {
            assert_eq!(found, wanted, "{name} {key} {files:?}");
        }
    }
    if let Some(gaps) = want["gaps"].as_array() {
        let found: Vec<Value> = article.gaps.iter().map(|g| serde_json::json!([g.from, g.to])).collect();
        assert_eq!(&found, gaps, "{name} gaps {files:?}");
    }
    let revisions = list(&want["revisions"]);
    if want["revisions"].is_array() && want["more"] != true {
        assert_eq!(article.revisions.len(), revisions.len(), "{name} {files:?} {article:#?}");
    }
    for (place, wanted) in revisions.iter().enumerate() {
        let found = match wanted["number"].as_u64() {
            Some(number) => article.revisions.iter().find(|r| u64::from(r.number) == number),
            None => article.revisions.get(place),
        };
        let Some(found) = found else { panic!("{name} {files:?} has no revision {wanted}: {article:#?}") };
        // Where sides are inferred a reader may err; how often is measured elsewhere.
        same(&format!("{name} {files:?} revision {place}"), wanted, found, inferred);
    }
}

fn same(what: &str, wanted: &Value, found: &Revision, inferred: bool) {
    if let Some(title) = wanted["title"].as_str().filter(|_| !inferred) {
        assert_eq!(found.title, title, "{what}");
    }
    match &wanted["time"] {
        Value::String(time) if time == "file" => {
            assert_eq!(found.time.as_ref().map(|t| t.certainty), Some(Certainty::Unknown), "{what}");
        }
        Value::String(time) => {
            let time: jiff::Timestamp = time.parse().expect("a time");
            assert_eq!(found.time.as_ref().map(|t| t.at), Some(time), "{what}");
        }
        Value::Null if wanted.get("time").is_some() => assert_eq!(found.time, None, "{what}"),
        _ => {}
    }
    if inferred {
        return;
    }
    if let Some(count) = wanted["paragraphs"].as_u64() {
        assert_eq!(found.paragraphs.len() as u64, count, "{what} {found:#?}");
    }
    if let Some(texts) = wanted["text"].as_array() {
        let texts: Vec<&str> = texts.iter().map(text).collect();
        let paragraphs: Vec<&str> = found.paragraphs.iter().map(|p| &**p).collect();
        assert_eq!(paragraphs, texts, "{what}");
    }
    if let Some(state) = wanted["state"].as_str() {
        assert_eq!(found.state.word(), state, "{what}");
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
