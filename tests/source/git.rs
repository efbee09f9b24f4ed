//! Git repositories, made for each test by the `git` command; skipped, and said so, where there is none.

use std::{
    fs,
    path::{Path, PathBuf},
};

use recension::model::{Article, Certainty, TextState};

use crate::{
    archive::{Got, read, texts},
    repository::{Repository, commit, git},
};

/// Reads a repository's folder.
pub(crate) fn opened(repository: &Repository) -> Got {
    read(&[&repository.path()])
}

fn by_title<'g>(got: &'g Got, title: &str) -> &'g Article {
    let titles: Vec<&str> = got.articles.iter().map(Article::title).collect();
    got.articles.iter().find(|a| a.title() == title).unwrap_or_else(|| panic!("{titles:?} {:?}", got.said()))
}

const FERRY: &str = "---\ntitle: The night ferry\ndate: 2020-07-07\n---\n\nThe night ferry will run until the end of October,\n\
                     the port office said on Saturday.\n\nTickets will cost fourteen crowns.\n";

#[test]
fn a_file_is_an_article_and_a_commit_a_revision() {
    let Some(repository) = Repository::new("blog") else { return };
    let rewrapped = FERRY.replace("October,\nthe port", "October, the port");
    let edited = rewrapped.replace("fourteen", "twelve");
    repository.take(&[
        commit("Begin", "1594116000 +0200", &[("posts/ferry.md", Some(FERRY)), ("main.py", Some("print(1)\n"))]),
        commit("Rewrap", "1594119600 +0200", &[("posts/ferry.md", Some(&rewrapped))]),
        commit("Cheaper\n\nThe port asked.\n\nCc: Bo\n", "1594123200 -0500", &[("posts/ferry.md", Some(&edited))]),
        commit("Code", "1594126800 +0000", &[("main.py", Some("print(2)\n"))]),
    ]);
    for packed in [false, true] {
        if packed {
            repository.git(&["gc", "-q"]);
        }
        let got = opened(&repository);
        assert!(got.problems.is_empty(), "{:?}", got.said());
        let article = got.article();
        assert!(article.id.as_str().starts_with("git:"));
        assert_eq!((article.title(), article.source.as_str()), ("The night ferry", "blog"));
        assert_eq!(article.origins, ["blog/.git/posts/ferry.md"]);
        assert_eq!(article.revisions.len(), 3);
        let [first, second, third] = &article.revisions[..] else { panic!("three") };
        assert_eq!(texts(article, 0), texts(article, 1));
        assert!(second.notes.iter().any(|n| n == "no visible change"), "{:?}", second.notes);
        assert_eq!(texts(article, 2)[1], "Tickets will cost twelve crowns.");
        assert_eq!(
            (third.author.as_deref(), third.comment.as_deref()),
            (Some("Ada"), Some("Cheaper\n\nThe port asked."))
        );
        let seen = third.time.as_ref().expect("a time");
        assert_eq!((seen.at.to_string().as_str(), seen.certainty), ("2020-07-07T12:00:00Z", Certainty::Stated));
        assert_eq!(seen.as_given.as_deref(), Some("2020-07-07 07:00:00 -0500"));
        assert!(first.notes.iter().any(|n| n == "dated 2020-07-07 by its author"), "{:?}", first.notes);
        assert_eq!(got.summary.skipped, 2, "main.py, in the repository and beside it");
    }
}

#[test]
fn the_same_history_is_one_article_wherever_it_lies() {
    let Some(repository) = Repository::new("blog") else { return };
    repository.take(&[commit("Begin", "1594116000 +0200", &[("ferry.md", Some(FERRY))])]);
    let id = opened(&repository).article().id.clone();
    let copy = repository.folder().join("copy.git");
    repository.git(&["clone", "-q", "--bare", ".", copy.to_str().expect("a path")]);
    let got = read(&[&copy]);
    assert_eq!((&got.article().id, got.article().source.as_str()), (&id, "copy"));
    assert_eq!(read(&[&repository.path().join(".git")]).article().id, id);
    let both = read(&[repository.folder()]);
    assert_eq!((both.article().revisions.len(), both.article().origins.len()), (1, 2), "{:?}", both.said());
}

#[test]
fn renames_are_followed_and_deletions_told() {
    let Some(repository) = Repository::new("blog") else { return };
    let edited = FERRY.replace("fourteen", "twelve");
    let bees = "# Bees\n\nA swarm of bees settled on the clock of the town hall.\n";
    repository.take(&[
        commit("Begin", "1594116000 +0200", &[("ferry.md", Some(FERRY)), ("bees.md", Some(bees))]),
        commit("Move", "1594119600 +0200", &[("ferry.md", None), ("sea/ferry.md", Some(FERRY))]),
        commit("Move and edit", "1594119700 +0200", &[("sea/ferry.md", None), ("sea/night.md", Some(&edited))]),
        commit("Another", "1594119800 +0200", &[("ferry.md", Some("# Ferry\n\nAn altogether different text.\n"))]),
        commit("Away", "1594119900 +0200", &[("bees.md", None)]),
        commit("Back", "1594120000 +0200", &[("bees.md", Some(&bees.replace("swarm", "cloud")))]),
        commit("Gone", "1594120100 +0200", &[("ferry.md", None)]),
    ]);
    let got = opened(&repository);
    assert!(got.problems.is_empty(), "{:?}", got.said());
    assert_eq!(got.articles.len(), 3);
    let night = by_title(&got, "The night ferry");
    assert_eq!(night.revisions.len(), 2);
    assert_eq!(night.origins, ["blog/.git/sea/night.md"]);
    assert!(night.notes.iter().any(|n| n.ends_with("its file was ferry.md.")), "{:?}", night.notes);
    assert!(night.notes.iter().any(|n| n.ends_with("its file was sea/ferry.md.")), "{:?}", night.notes);
    let bees = by_title(&got, "Bees");
    assert_eq!(bees.revisions.len(), 2);
    assert!(bees.notes[0].starts_with("Deleted at commit ") && bees.notes[1].starts_with("Added again at commit "));
    // When it was gone is part of an article's story, and no revision tells it.
    assert!(bees.notes[0].ends_with(" (2020-07-07 13:05:00 +0200)."), "{:?}", bees.notes);
    let other = by_title(&got, "Ferry");
    assert!(other.revisions.len() == 1 && other.notes[0].starts_with("Deleted at commit "), "{:?}", other.notes);
    assert_ne!(other.id, night.id);
}

#[test]
fn a_text_withdrawn_down_to_a_sentence_stays_an_article() {
    let Some(repository) = Repository::new("blog") else { return };
    let statement = "The harbour board regrets that the night ferry sailed without lights on Monday evening.\n";
    let page = format!("<html><body><article><h1>Regret</h1><p>{statement}</p></article></body></html>\n");
    repository.take(&[
        commit("Begin", "1594116000 +0200", &[("regret.txt", Some(statement)), ("regret.html", Some(&page))]),
        commit(
            "Withdraw",
            "1594119600 +0200",
            &[("regret.txt", Some("Withdrawn.\n")), ("regret.html", Some("<p>Withdrawn.</p>\n"))],
        ),
    ]);
    let got = opened(&repository);
    assert_eq!(got.articles.len(), 2, "{:?}", got.said());
    assert!(got.articles.iter().all(|article| article.revisions.len() == 2));
}

#[test]
fn encodings_line_ends_odd_names_links_and_pointers() {
    let Some(repository) = Repository::new("blog") else { return };
    let crlf = "\u{feff}# Ferry\r\n\r\nThe ferry was late\r\non Monday.\r\n";
    let lfs = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n";
    let list = "numpy==1.0\nflask>=2\n";
    repository.take(&[commit(
        "Begin",
        "1594116000 +0200",
        &[
            ("ferry.md", Some(crlf)),
            ("kept.md", Some(lfs)),
            ("requirements.txt", Some(list)),
            ("empty.md", Some("")),
            ("\\377odd\\n.md", Some("# Odd\n\nA name that is no UTF-8.\n")),
        ],
    )]);
    repository
        .write("latin.txt", b"Caf\xE9 shut\n\nThe caf\xE9 by the harbour was shut on Monday, and nobody knew why.\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("ferry.md", repository.path().join("link.md")).expect("a link");
    repository.git(&["add", "-A"]);
    repository.git(&["commit", "-qm", "More"]);
    let got = opened(&repository);
    assert_eq!(texts(by_title(&got, "Ferry"), 0), ["The ferry was late on Monday."]);
    assert_eq!(texts(by_title(&got, "Café shut"), 0).len(), 1);
    assert!(by_title(&got, "Odd").origins[0].contains('\u{fffd}'));
    let kept = by_title(&got, "kept");
    assert_eq!((kept.revisions[0].state, kept.revisions[0].paragraphs.len()), (TextState::Partial, 0));
    assert!(got.said().join("").contains("kept in Git LFS"), "{:?}", got.said());
    assert_eq!(got.articles.len(), 4, "{:?}", got.articles.iter().map(Article::title).collect::<Vec<_>>());
}

#[test]
fn a_shallow_clone_says_where_it_begins() {
    let Some(repository) = Repository::new("blog") else { return };
    let text = |n: u32| format!("# Ferry\n\nDay {n} of the strike.\n");
    let days: Vec<String> = (1..=3).map(text).collect();
    for (n, day) in days.iter().enumerate() {
        repository.take(&[commit("Day", &format!("159411{n}000 +0200"), &[("ferry.md", Some(day))])]);
    }
    let copy = repository.folder().join("copy");
    let url = format!("file://{}", repository.path().display());
    repository.git(&["clone", "-q", "--depth", "2", &url, copy.to_str().expect("a path")]);
    let got = read(&[&copy]);
    assert_eq!(got.article().revisions.len(), 2);
    assert!(got.article().notes[0].contains("shallow clone"), "{:?}", got.article().notes);
    assert_eq!(got.problems.len(), 1, "{:?}", got.said());
}

#[test]
fn submodules_and_work_trees_inside_of_what_was_opened_are_read() {
    let Some(repository) = Repository::new("blog") else { return };
    let Some(other) = Repository::beside(&repository, "other") else { return };
    other.take(&[commit("Begin", "1594116000 +0200", &[("bees.md", Some("# Bees\n\nBees on the clock.\n"))])]);
    repository.take(&[commit("Begin", "1594116000 +0200", &[("ferry.md", Some(FERRY))])]);
    let url = other.path();
    let add = ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", url.to_str().expect("a path"), "sub"];
    repository.git(&add);
    repository.git(&["commit", "-qm", "A submodule"]);
    let got = opened(&repository);
    assert_eq!(got.articles.len(), 2, "{:?}", got.said());
    assert!(got.said().join("").contains("sub: It is a submodule"), "{:?}", got.said());
    // Opened alone, its repository lies outside.
    let got = read(&[&repository.path().join("sub")]);
    assert!(got.said().join("").contains("lies outside of what was opened"), "{:?}", got.said());
    let tree = repository.folder().join("tree");
    repository.git(&["worktree", "add", "-q", tree.to_str().expect("a path")]);
    let got = read(&[&tree]);
    assert!(got.said().join("").contains("lies outside of what was opened"), "{:?}", got.said());
    let got = read(&[repository.folder()]);
    assert_eq!(got.articles.len(), 2, "{:?}", got.said());
}

#[test]
fn what_git_does_not_track_is_offered_one_by_one() {
    let Some(repository) = Repository::new("blog") else { return };
    repository.take(&[commit(
        "Begin",
        "1594116000 +0200",
        &[("ferry.md", Some(FERRY)), ("a.rs", Some("fn a() {}\n"))],
    )]);
    repository.write("draft.md", b"# Draft\n\nNot yet tracked.\n");
    repository.write("dump.json", br#"{"url":"https://e.example/1","title":"J","versions":[{"text":"one"}]}"#);
    repository.write("build/out.o.d", b"nothing: to see\n");
    let got = opened(&repository);
    assert!(got.problems.is_empty(), "{:?}", got.said());
    let mut titles: Vec<&str> = got.articles.iter().map(Article::title).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["Draft", "J", "The night ferry"]);
}

#[test]
fn what_a_work_tree_ignores_is_not_read_unless_it_is_asked_for() {
    let Some(repository) = Repository::new("blog") else { return };
    repository.take(&[commit("Begin", "1594116000 +0200", &[("ferry.md", Some(FERRY))])]);
    let ignored = b"\xEF\xBB\xBF# build\n/site/\n*.draft.md  \r\n!kept.draft.md\nnotes/**/old\n\\#odd.md\n";
    repository.write(".gitignore", ignored);
    repository.write("sub/.gitignore", b"only-here.md\n!a.draft.md\n");
    for name in [
        "site/page.md",
        "sub/site/page.md",
        "x.draft.md",
        "kept.draft.md",
        "sub/a.draft.md",
        "sub/only-here.md",
        "only-here.md",
        "notes/b/c/old/x.md",
        "#odd.md",
    ] {
        repository.write(name, format!("# {name}\n\nA text that nobody tracks.\n").as_bytes());
    }
    let got = opened(&repository);
    assert!(got.problems.is_empty(), "{:?}", got.said());
    let mut titles: Vec<&str> = got.articles.iter().map(Article::title).collect();
    titles.sort_unstable();
    let read = ["The night ferry", "kept.draft.md", "only-here.md", "sub/a.draft.md", "sub/site/page.md"];
    assert_eq!(titles, read);
    assert_eq!(got.summary.skipped, 5 + 2, "what is ignored is counted, with the files that say so");
    // Who opens it means it.
    let got = crate::archive::read(&[&repository.path().join("site")]);
    assert_eq!(got.article().title(), "site/page.md");
}

#[test]
fn the_state_of_a_repository_is_its_last_commit() {
    let Some(repository) = Repository::new("blog") else { return };
    let mark = |path: PathBuf| {
        let archive = recension::source::Archive::Paths(vec![path]);
        recension::source::stamps(&archive, &recension::source::Options::default())
            .into_iter()
            .find(|s| s.shown.ends_with(".git"))
            .expect("a stamp")
            .mark
    };
    repository.take(&[commit("Begin", "1594116000 +0200", &[("ferry.md", Some(FERRY))])]);
    let first = mark(repository.path());
    assert_eq!(mark(repository.path()), first);
    repository.take(&[commit("Edit", "1594116100 +0200", &[("ferry.md", Some("# Ferry\n\nShort.\n"))])]);
    assert_ne!(mark(repository.path()), first);
}

#[test]
fn one_repository_reads_the_same_from_packs_and_loose_files() {
    let Some(repository) = Repository::new("blog") else { return };
    let mut text: Vec<String> = (0..40).map(|n| format!("Paragraph {n} of the story of the ferry.\n")).collect();
    for n in 0..60_usize {
        text[n * 7 % 40] = format!("Paragraph written anew on day {n} of the story.\n");
        let whole = format!("# Ferry\n\n{}", text.join("\n"));
        repository.take(&[commit("Day", &format!("{} +0200", 1_594_116_000 + n * 60), &[("ferry.md", Some(&whole))])]);
    }
    let loose = opened(&repository);
    repository.git(&["gc", "-q", "--aggressive"]);
    let packed = opened(&repository);
    assert_eq!(loose.articles, packed.articles);
    assert_eq!(packed.article().revisions.len(), 60);
    assert!(Path::new(&repository.path().join(".git/objects/pack")).is_dir());
}

#[test]
fn a_linked_work_tree_has_its_own_history_where_its_repository_is_at_hand() {
    let Some(main) = Repository::new("dump/main") else { return };
    main.take(&[commit("Begin", "1594116000 +0200", &[("ferry.md", Some("# Ferry\n\nThe ferry sails at nine.\n"))])]);
    main.git(&["worktree", "add", "-q", "-b", "other", "../linked"]);
    let linked = main.folder().join("dump/linked");
    fs::write(linked.join("ferry.md"), "# Ferry\n\nThe ferry sails at ten.\n").expect("a file");
    let run = |arguments: &[&str]| {
        let status = git(&linked).expect("git").args(arguments).status().expect("git runs");
        assert!(status.success(), "{arguments:?}");
    };
    run(&["commit", "-qam", "Later"]);
    let both = |folder: &Path| {
        let got = read(&[folder]);
        assert!(got.problems.is_empty(), "{:?}", got.said());
        let mut counts: Vec<usize> = got.articles.iter().map(|a| a.revisions.len()).collect();
        counts.sort_unstable();
        counts
    };
    assert_eq!(both(&main.folder().join("dump")), [2], "the file of both, with what the branch made of it");

    // Alone it names the folder that helps; what the repository keeps of it is no text.
    let whole = fs::canonicalize(main.path()).expect("the repository");
    let advice = format!("the repository in {}, which lies outside of what was opened; open that", whole.display());
    let got = read(&[&linked]);
    assert!(got.said().join("").contains(&advice), "{:?}", got.said());
    let got = read(&[&main.path().join(".git/worktrees/linked")]);
    assert!(got.articles.is_empty() && got.said().join("").contains(&advice), "{:?} {:?}", got.said(), got.articles);

    // Moved together, as archives are, they find each other though the paths that git wrote down are stale.
    fs::rename(main.folder().join("dump"), main.folder().join("moved")).expect("a folder");
    assert_eq!(both(&main.folder().join("moved")), [2]);
    let got = read(&[&main.folder().join("moved/linked")]);
    assert!(got.said().join("").contains("which is not there"), "{:?}", got.said());
}
