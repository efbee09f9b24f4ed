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
