//! Real databases that lie beside the repository; skipped, and said so, where they do not.

use std::{fs, path::Path};

use serde_json::Value;

use crate::archive::{Got, read};

/// Reads a sample and checks the counts that are told of it.
fn sample(name: &str) -> Option<Got> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/original");
    if !folder.join(name).exists() {
        eprintln!("SKIPPED: {} is not there", folder.join(name).display());
        return None;
    }
    let told = fs::read_to_string(folder.join("EXPECTED.json")).expect("what is expected");
    let told: Value = serde_json::from_str(&told).expect("JSON");
    let got = read(&[&folder.join(name)]);
    let revisions: usize = got.articles.iter().map(|a| a.revisions.len()).sum();
    assert_eq!(Some(got.articles.len() as u64), told[name]["articles"].as_u64(), "{name} {:?}", got.said());
    assert_eq!(Some(revisions as u64), told[name]["revisions"].as_u64(), "{name}");
    assert!(got.problems.is_empty(), "{name}: {:?}", got.said());
    Some(got)
}

#[test]
fn databases_open_and_agree() {
    let (Some(one), Some(other)) = (sample("diffengine/diffengine.db"), sample("newsedits/newsedits-sample.db.gz"))
    else {
        return;
    };
    // Both were made of the same revisions.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut same = 0;
    for (a, b) in one.articles.iter().zip(&other.articles) {
        assert_eq!((&a.url, a.revisions.len()), (&b.url, b.revisions.len()));
        for (a, b) in a.revisions.iter().zip(&b.revisions) {
            assert_eq!(
                (words(&a.title), a.time.as_ref().map(|t| t.at)),
                (words(&b.title), b.time.as_ref().map(|t| t.at))
            );
            assert!(!a.paragraphs.is_empty() && !b.paragraphs.is_empty());
            same += usize::from(a.paragraphs == b.paragraphs);
        }
    }
    eprintln!("{same} texts are the same in both");
}
