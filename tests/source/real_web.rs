//! Real web captures that lie beside the repository; skipped, and said so, where they do not.

use std::{
    fs,
    path::{Path, PathBuf},
};

use recension::model::TextState;

use crate::archive::read;

fn data(place: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/original").join(place);
    if !path.exists() {
        eprintln!("SKIPPED: {} is not there", path.display());
    }
    path.exists().then_some(path)
}

#[test]
fn captures_of_news_are_what_is_expected() {
    let Some(told) = data("EXPECTED.json") else { return };
    let told: serde_json::Value = serde_json::from_slice(&fs::read(told).expect("a file")).expect("JSON");
    let told = &told["warc/news-captures.warc.gz"];
    let count = |key: &str| usize::try_from(told[key].as_u64().expect("a number")).expect("a small one");
    let Some(path) = data("warc/news-captures.warc.gz") else { return };
    let got = read(&[&path]);
    assert!(got.problems.is_empty(), "{:?}", got.said());
    let revisions: Vec<_> = got.articles.iter().flat_map(|a| &a.revisions).collect();
    let again = |notes: &[String]| notes.iter().any(|n| n == "unchanged capture");
    assert_eq!(got.articles.len(), count("articles"));
    assert_eq!(revisions.len(), count("captures"));
    assert_eq!(revisions.iter().filter(|r| again(&r.notes)).count(), count("revisits"));
    assert_eq!(revisions.iter().filter(|r| !again(&r.notes)).count(), count("revisions"));
    for revision in revisions {
        assert_eq!(revision.state, TextState::Whole, "{} {:?}", revision.title, revision.notes);
        assert!(!revision.paragraphs.is_empty() && !revision.title.is_empty(), "{revision:#?}");
    }
}

#[test]
fn odd_captures_open_or_say_why_not() {
    let Some(folder) = data("warc/odd") else { return };
    let mut opened = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let got = read(&[&path]);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let said = got.said();
        eprintln!("{name}: {} articles {:?}", got.articles.len(), said);
        assert!(said.iter().all(|s| s.len() > 20), "{name}: {said:?}");
        opened += usize::from(!got.articles.is_empty());
    }
    assert!(opened >= 8, "{opened}");
}
