//! Real archives that lie beside the repository; skipped, and said so, where they do not.

use std::path::{Path, PathBuf};

use crate::archive::read;

fn data(place: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(place);
    if !path.exists() {
        eprintln!("SKIPPED: {} is not there", path.display());
    }
    path.exists().then_some(path)
}

#[test]
fn every_corpus_opens_whole() {
    for (corpus, articles, revisions) in [
        ("bitcoin-optech", 90, 354),
        ("code-civil-fr", 5, 39),
        ("fcdo-travel-advice", 28, 99),
        ("gesetze-de", 17, 81),
        ("govuk-coronavirus", 4, 480),
        ("iterater-r3", 33, 111),
        ("mediawiki-history", 110, 392),
        ("news-pages", 2, 3),
        ("nodejs-org", 79, 441),
        ("rust-blog", 86, 349),
        ("rust-book-ja", 14, 142),
        ("this-week-in-rust", 14, 180),
    ] {
        let Some(path) = data("real").map(|p| p.join(corpus)) else { return };
        let got = read(&[&path]);
        let counted: usize = got.articles.iter().map(|a| a.revisions.len()).sum();
        assert_eq!((got.articles.len(), counted), (articles, revisions), "{corpus} {:#?}", got.problems);
        assert!(got.problems.is_empty(), "{corpus}: {:#?}", got.said());
    }
}

#[test]
fn diff_pages_are_undone_to_the_letter() {
    let Some(folder) = data("seedlike") else { return };
    let mut pages = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let Some(stem) = path.to_str().and_then(|p| p.strip_suffix(".html")) else { continue };
        let truth = std::fs::read_to_string(format!("{stem}.truth.json")).expect("the truth beside the page");
        let truth: serde_json::Value = serde_json::from_str(&truth).expect("JSON");
        let got = read(&[&path]);
        assert!(got.problems.is_empty(), "{stem}: {:?}", got.said());
        let article = got.article();
        for (revision, side) in article.revisions.iter().zip(["old", "new"]) {
            let want = &truth[side];
            let list = want["paragraphs"].as_array().expect("paragraphs");
            // The page loses runs of blanks, where words were put together again.
            let want_text: Vec<String> = list.iter().map(|p| folded(p.as_str().unwrap_or_default())).collect();
            let found: Vec<String> = revision.paragraphs.iter().map(|p| folded(p)).collect();
            assert_eq!(found, want_text, "{stem} {side}");
            assert_eq!(folded(&revision.title), folded(want["title"].as_str().unwrap_or_default()), "{stem} {side}");
            assert_eq!(Some(u64::from(revision.number)), want["version"].as_u64(), "{stem} {side}");
        }
        pages += 1;
    }
    assert_eq!(pages, 100);
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
