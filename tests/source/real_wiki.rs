//! Real dumps of wikis and a data folder of changedetection.io that lie beside the repository; skipped, and said so, where
//! they do not.

use std::path::{Path, PathBuf};

use crate::archive::read;

fn original() -> Option<(PathBuf, serde_json::Value)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/original");
    let told = std::fs::read_to_string(path.join("EXPECTED.json")).ok();
    if told.is_none() {
        eprintln!("SKIPPED: {} is not there", path.display());
    }
    Some((path, serde_json::from_str(&told?).expect("JSON")))
}

#[test]
fn every_sample_opens_with_all_its_revisions() {
    let Some((folder, expected)) = original() else { return };
    for name in [
        "mediawiki/export-history.xml.bz2",
        "mediawiki/mwxml-dump.xml",
        "mediawiki/wikihadoop-page_sample.xml",
        "mediawiki/aawiki-20260101-pages-meta-history.xml.7z",
        "changedetection/datastore",
    ] {
        let got = read(&[&folder.join(name)]);
        let revisions: usize = got.articles.iter().map(|a| a.revisions.len()).sum();
        let want = &expected[name];
        let counted = (want["articles"].as_u64(), want["revisions"].as_u64());
        assert_eq!((Some(got.articles.len() as u64), Some(revisions as u64)), counted, "{name}: {:#?}", got.said());
        assert!(got.problems.is_empty(), "{name}: {:#?}", got.said());
        let (dated, titled) = (
            |a: &recension::model::Article| a.revisions.iter().all(|r| r.time.is_some()),
            |a: &recension::model::Article| !a.title().is_empty(),
        );
        assert!(got.articles.iter().all(|a| dated(a) && titled(a)), "{name}");
    }
}
