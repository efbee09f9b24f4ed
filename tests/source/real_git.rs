//! Real repositories: the store of NewsDiffs that lies beside the repository, and this project's own history. Skipped, and
//! said so, where they are not there.

use std::{path::Path, process::Command};

use serde_json::Value;

use crate::{archive::read, repository::git};

#[test]
fn the_newsdiffs_sample_opens() {
    let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/original");
    let sample = original.join("newsdiffs/articles.tar.gz");
    if !sample.exists() {
        eprintln!("SKIPPED: {} is not there", sample.display());
        return;
    }
    let told: Value =
        serde_json::from_str(&std::fs::read_to_string(original.join("EXPECTED.json")).expect("counts")).expect("JSON");
    let told = &told["newsdiffs/articles.tar.gz"];
    let folder = tempfile::tempdir().expect("a temporary folder");
    let unpacked = Command::new("tar").arg("xzf").arg(&sample).current_dir(folder.path()).status();
    if !unpacked.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: there is no tar");
        return;
    }
    let got = read(&[folder.path()]);
    assert!(got.problems.is_empty(), "{:?}", got.said());
    // What was counted there are the files of the last commit, and the files that commits touched. One article's file was
    // taken away, to make room for a folder of its name: it is one article more, and its end is no revision.
    let ended = got.articles.iter().filter(|a| a.notes.iter().any(|n| n.starts_with("Deleted at commit"))).count();
    let revisions: usize = got.articles.iter().map(|a| a.revisions.len()).sum();
    assert_eq!(Some((got.articles.len() - ended) as u64), told["articles"].as_u64());
    assert_eq!(Some((revisions + ended) as u64), told["revisions"].as_u64());
    assert_eq!(ended, 1);
    for article in &got.articles {
        assert!(article.url.starts_with("http://") && !article.title().is_empty(), "{article:?}");
        assert!(article.revisions.iter().all(|r| r.time.is_some() && !r.paragraphs.is_empty()), "{}", article.url);
    }
}

#[test]
fn this_projects_own_history_opens() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(mut command) = git(root) else { return };
    let copied = tempfile::tempdir().expect("a temporary folder");
    let copy = copied.path().join("own.git");
    // As a clone, since a work tree may lead elsewhere.
    let cloned = command.args(["clone", "-q", "--bare", "."]).arg(&copy).status();
    if !cloned.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: {} is no repository", root.display());
        return;
    }
    let got = read(&[&copy]);
    let readme = got.articles.iter().find(|a| a.origins == ["own.git/README.md"]).expect("the README");
    let log = ["log", "--first-parent", "--format=%H", "--", "README.md"];
    let told = git(&copy).expect("asked before").args(log).output().expect("git");
    let told = String::from_utf8_lossy(&told.stdout).lines().count();
    assert_eq!(readme.revisions.len(), told);
}
