//! Repositories that were made to run something, to lead outside, to fill memory, or that broke.

use std::{fs, path::Path, process::Stdio};

use crate::{
    archive::read,
    repository::{Repository, commit, git},
};

const TEXT: &str = "# Ferry\n\nThe night ferry was late again.\n";

fn with_text() -> Option<Repository> {
    let repository = Repository::new("dump")?;
    repository.take(&[commit("Begin", "1594116000 +0200", &[("ferry.md", Some(TEXT))])]);
    Some(repository)
}

/// Every file below a folder with its bytes.
fn everything(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        for entry in fs::read_dir(&path).expect("a folder").flatten() {
            match entry.path() {
                path if path.is_dir() => waiting.push(path),
                path => found.push((path.display().to_string(), fs::read(&path).expect("a file"))),
            }
        }
    }
    found.sort();
    found
}

#[test]
fn nothing_in_a_configuration_runs_or_is_obeyed() {
    let Some(repository) = with_text() else { return };
    let trap = repository.folder().join("ran");
    let run = format!("touch {}", trap.display());
    let elsewhere = repository.folder().join("elsewhere");
    fs::create_dir_all(&elsewhere).expect("a folder");
    fs::write(elsewhere.join("secret.md"), "# Secret\n\nNot part of it.\n").expect("a file");
    let included = repository.folder().join("included");
    fs::write(&included, format!("[core]\n\tfsmonitor = \"{run}\"\n")).expect("a file");
    let config = format!(
        "[core]\n\trepositoryformatversion = 0\n\tfsmonitor = \"{run}\"\n\tworktree = {}\n\thooksPath = hooks\n\
         \tsshCommand = \"{run}\"\n\tpager = \"{run}\"\n\teditor = \"{run}\"\n\taskPass = \"{run}\"\n\
         \tattributesFile = ../attributes\n[include]\n\tpath = {}\n[includeIf \"gitdir:**\"]\n\tpath = {}\n\
         [filter \"x\"]\n\tclean = {run}\n\tsmudge = {run}\n\tprocess = {run}\n\trequired = true\n\
         [diff \"x\"]\n\ttextconv = {run}\n\tcommand = {run}\n[gc]\n\tauto = 1\n[alias]\n\tlog = !{run}\n\
         [extensions]\n\tworktreeConfig = true\n[uploadpack]\n\tpackObjectsHook = {run}\n[broken\n",
        elsewhere.display(),
        included.display(),
        included.display(),
    );
    repository.write(".git/config", config.as_bytes());
    repository.write(".git/config.worktree", config.as_bytes());
    repository.write(".git/info/attributes", b"* filter=x diff=x text=auto working-tree-encoding=UTF-16\n");
    repository.write(".gitattributes", b"* filter=x diff=x\n");
    for hook in ["post-checkout", "pre-commit", "post-index-change", "fsmonitor-watchman", "reference-transaction"] {
        let name = format!(".git/hooks/{hook}");
        repository.write(&name, format!("#!/bin/sh\n{run}\n").as_bytes());
        #[cfg(unix)]
        fs::set_permissions(repository.path().join(&name), std::os::unix::fs::PermissionsExt::from_mode(0o755))
            .expect("permissions");
    }
    let before = everything(repository.folder());
    let got = read(&[&repository.path()]);
    assert_eq!(got.article().title(), "Ferry", "{:?}", got.said());
    assert!(!trap.exists(), "something ran");
    assert_eq!(everything(repository.folder()), before, "something was written");
}

#[test]
fn nothing_is_followed_that_leads_outside() {
    let Some(secret) = Repository::new("dump") else { return };
    secret.take(&[commit("Begin", "1594116000 +0200", &[("secret.md", Some("# Secret\n\nNot part of it.\n"))])]);
    let elsewhere = secret.path().join(".git");
    let lent = |repository: &Repository| {
        // Its last commit is one that only the other repository holds.
        let head = fs::read_to_string(elsewhere.join("refs/heads/main")).expect("a commit");
        repository.write(".git/refs/heads/main", head.as_bytes());
    };
    let Some(repository) = with_text() else { return };
    lent(&repository);
    repository
        .write(".git/objects/info/alternates", format!("# borrowed\n{}/objects\n", elsewhere.display()).as_bytes());
    let got = read(&[&repository.path()]);
    assert!(got.said().join("").contains("It borrows objects from"), "{:?}", got.said());
    assert!(!format!("{:?}", got.articles).contains("Not part of it"));

    let Some(repository) = with_text() else { return };
    fs::remove_dir_all(repository.path().join(".git")).expect("a folder");
    repository.write(".git", format!("gitdir: {}\n", elsewhere.display()).as_bytes());
    let got = read(&[&repository.path()]);
    assert!(got.said().join("").contains("lies outside of what was opened"), "{:?}", got.said());
    assert_eq!(got.article().title(), "Ferry", "its own file, as a loose text");

    let Some(repository) = with_text() else { return };
    repository.write(".git/commondir", elsewhere.display().to_string().as_bytes());
    let got = read(&[&repository.path()]);
    assert!(got.said().join("").contains("lies outside of what was opened"), "{:?}", got.said());

    #[cfg(unix)]
    for part in ["objects", "refs"] {
        let Some(repository) = with_text() else { return };
        fs::remove_dir_all(repository.path().join(".git").join(part)).expect("a folder");
        std::os::unix::fs::symlink(elsewhere.join(part), repository.path().join(".git").join(part)).expect("a link");
        let got = read(&[&repository.path()]);
        assert!(!got.problems.is_empty(), "{part}");
        assert!(!format!("{:?}", got.articles).contains("Not part of it"), "{part}");
    }
    for head in ["ref: ../../../../etc/passwd", "ref: refs/heads/../../../secret", "ref: refs/heads/loop", "x", ""] {
        let Some(repository) = with_text() else { return };
        repository.write(".git/refs/heads/loop", b"ref: refs/heads/loop\n");
        repository.write(".git/HEAD", head.as_bytes());
        read(&[&repository.path()]);
    }
}

#[test]
fn a_bomb_of_folders_costs_a_sentence() {
    let Some(repository) = with_text() else { return };
    // Ten folders, each of which holds ten times the next: ten thousand million files.
    let run = |arguments: &[&str], input: &str| {
        use std::io::Write;
        let mut child = git(&repository.path())
            .expect("asked before")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("git");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("a pipe");
        String::from_utf8(child.wait_with_output().expect("an end").stdout).expect("text").trim().to_owned()
    };
    let mut inner = run(&["hash-object", "-w", "--stdin"], TEXT);
    let mut kind = ("100644 blob", ".md");
    for _ in 0..10 {
        let entries: String = (0..10).map(|n| format!("{} {inner}\tf{n}{}\n", kind.0, kind.1)).collect();
        inner = run(&["mktree"], &entries);
        kind = ("040000 tree", "");
    }
    let head = run(&["commit-tree", "-p", "HEAD", "-m", "Bomb", &inner], "");
    repository.write(".git/refs/heads/main", head.as_bytes());
    let got = read(&[&repository.path().join(".git")]);
    assert!(got.said().join("").contains("more files, or deeper folders"), "{:?}", got.said());
    assert!(!got.articles.is_empty(), "what came before");
}

#[test]
fn a_large_text_is_left_out_and_told() {
    let Some(repository) = with_text() else { return };
    let large = format!("# Large\n\n{}", "word ".repeat(4 << 20));
    repository.take(&[
        commit("Large", "1594116100 +0200", &[("ferry.md", Some(&large))]),
        commit("Small", "1594116200 +0200", &[("ferry.md", Some("# Ferry\n\nShort.\n"))]),
    ]);
    for packed in [false, true] {
        if packed {
            repository.git(&["gc", "-q"]);
        }
        let got = read(&[&repository.path()]);
        assert!(got.said().join("").contains("larger than 16 MB"), "{packed}: {:?}", got.said());
        let words: Vec<&str> = got.article().revisions.iter().map(|r| r.state.word()).collect();
        assert_eq!(words, ["whole", "partial", "whole"]);
    }
}

#[test]
fn broken_repositories_cost_what_is_broken() {
    let Some(repository) = with_text() else { return };
    for n in 0..30 {
        let text = format!("{TEXT}\nDay {n} of the strike, and nobody knows why.\n");
        repository.take(&[commit("Day", &format!("15941{n:02}000 +0200"), &[("ferry.md", Some(&text))])]);
    }
    repository.git(&["gc", "-q"]);
    let folder = repository.path().join(".git/objects/pack");
    let files: Vec<_> = fs::read_dir(&folder).expect("a folder").flatten().map(|e| e.path()).collect();
    for path in files.iter().filter(|p| p.extension().is_some_and(|e| e == "pack" || e == "idx")) {
        let whole = fs::read(path).expect("a file");
        let mut permissions = fs::metadata(path).expect("a file").permissions();
        #[allow(clippy::permissions_set_readonly_false)]
        permissions.set_readonly(false);
        fs::set_permissions(path, permissions).expect("permissions");
        let mut state = 88_172_645_463_325_252_u64;
        for round in 0..160 {
            let mut bytes = whole.clone();
            for _ in 0..=round % 5 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                let at = (state >> 8) as usize % bytes.len();
                bytes[at] = (state & 0xFF) as u8;
            }
            if round % 7 == 0 {
                bytes.truncate((state >> 16) as usize % whole.len());
            }
            fs::write(path, &bytes).expect("a file");
            let got = read(&[&repository.path().join(".git")]);
            assert!(got.articles.iter().all(|a| !a.revisions.is_empty()));
        }
        fs::write(path, whole).expect("a file");
    }
    assert_eq!(read(&[&repository.path()]).article().revisions.len(), 31);
}
