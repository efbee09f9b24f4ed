//! Histories with branches: what a merge brought are the commits of its branch, where these are one line of texts.

use std::{collections::BTreeMap, fmt::Write as _, fs};

use recension::{
    model::Revision,
    source::{Archive, Options},
};

use crate::{
    archive::{Got, read_archive, texts},
    git::opened,
    repository::{Repository, commit},
};

/// Commits as `git fast-import` takes them, numbered from 1: branch, parents by their numbers, files.
type Told<'t> = (&'t str, &'t [usize], &'t [(&'t str, Option<&'t str>)]);

fn grown(repository: &Repository, commits: &[Told<'_>]) {
    let mut stream = String::new();
    for (n, (branch, parents, files)) in (1..).zip(commits) {
        let who = format!("Ada <ada@e.example> {} +0000", 1_594_116_000 + n * 3600);
        let subject = format!("commit {n}");
        let _ = writeln!(
            stream,
            "commit refs/heads/{branch}\nmark :{n}\nauthor {who}\ncommitter {who}\ndata {}\n{subject}",
            subject.len()
        );
        for (at, parent) in parents.iter().enumerate() {
            let _ = writeln!(stream, "{} :{parent}", if at == 0 { "from" } else { "merge" });
        }
        for (path, text) in *files {
            let _ = match text {
                None => writeln!(stream, "D {path}"),
                Some(text) => {
                    let heading = if path.ends_with(".md") { format!("# {path}\n\n") } else { String::new() };
                    let text = format!("{heading}{text} is what it says, and it is long enough to be prose.\n");
                    writeln!(stream, "M 100644 inline {path}\ndata {}\n{text}", text.len())
                }
            };
        }
    }
    repository.fast_import(&stream);
}

/// The commits of each article's revisions, by path, and its first words.
fn steps(got: &Got) -> BTreeMap<String, Vec<(String, String)>> {
    let step = |r: &Revision| {
        let word = r.paragraphs.first().map_or("", |p| p.split(' ').next().unwrap_or_default());
        (r.comment.clone().unwrap_or_default(), word.to_owned())
    };
    got.articles.iter().map(|a| (a.title().to_owned(), a.revisions.iter().map(step).collect())).collect()
}

/// What lies aside, and what each was made from, by the commits.
fn asides(got: &Got) -> Vec<(&str, Option<&str>)> {
    let all: Vec<&Revision> = got.articles.iter().flat_map(|a| &a.revisions).collect();
    let comment = |label: &str| {
        let of = all.iter().find(|r| r.origin_revision.as_deref() == Some(label));
        of.and_then(|r| r.comment.as_deref())
    };
    let mut found: Vec<_> = all
        .iter()
        .filter(|r| r.is_aside)
        .filter_map(|r| Some((r.comment.as_deref()?, r.made_from.as_deref().and_then(comment))))
        .collect();
    found.sort_by_key(|told| told.0.rsplit(' ').next().and_then(|n| n.parse::<u32>().ok()));
    found
}

#[test]
fn a_merge_is_the_branch_that_it_brought() {
    let Some(repository) = Repository::new("blog") else { return };
    let text = |n: u32| format!("# Ferry\n\nDay {n} of the strike.\n\nNobody knows when it will end.\n");
    repository.take(&[commit("Begin", "1594116000 +0200", &[("ferry.md", Some(&text(1)))])]);
    repository.git(&["checkout", "-q", "-b", "side"]);
    for n in [2, 3] {
        fs::write(repository.path().join("ferry.md"), text(n)).expect("a file");
        repository.git(&["commit", "-qam", &format!("Day {n}")]);
    }
    repository.git(&["checkout", "-q", "main"]);
    repository.git(&["merge", "-q", "--no-ff", "-m", "Merge the strike", "side"]);
    let got = opened(&repository);
    let article = got.article();
    let subjects: Vec<&str> = article.revisions.iter().filter_map(|r| r.comment.as_deref()).collect();
    assert_eq!(subjects, ["Begin", "Day 2", "Day 3"]);
    assert_eq!(texts(article, 2)[0], "Day 3 of the strike.");
    let options = Options { first_parent: true, ..Options::default() };
    let line = read_archive(&Archive::Paths(vec![repository.path()]), &options);
    let subjects: Vec<&str> = line.article().revisions.iter().filter_map(|r| r.comment.as_deref()).collect();
    assert_eq!(subjects, ["Begin", "Merge the strike"], "the merge alone, where that is asked for");
    let note = "a merge, as one step: commits of the branch that it brought are not shown";
    assert_eq!(line.article().revisions[1].notes, [note], "it stands for more than it shows, and says so");
}

#[test]
fn a_merge_is_the_steps_of_its_branch_where_these_are_one_line() {
    let Some(repository) = Repository::new("merged") else { return };
    grown(
        &repository,
        &[
            ("main", &[], &[("post.md", Some("One")), ("other.md", Some("Uno"))]),
            ("topic", &[1], &[("post.md", Some("Two"))]),
            ("topic", &[2], &[("post.md", Some("Three")), ("new.md", Some("Alpha"))]),
            ("main", &[1], &[("other.md", Some("Due"))]),
            ("topic", &[3], &[("new.md", Some("Beta"))]),
            // `from` the line, `merge` of the branch: all that it brought.
            ("main", &[4, 5], &[("post.md", Some("Three")), ("new.md", Some("Beta"))]),
            // Changed on both sides; the merge makes one text of two.
            ("both", &[6], &[("other.md", Some("Tre")), ("post.md", Some("Four"))]),
            ("main", &[6], &[("other.md", Some("Quattro"))]),
            ("main", &[8, 7], &[("other.md", Some("Cinque")), ("post.md", Some("Four"))]),
            // The branch that was merged goes on, and is merged again; a file of it was gone for a while.
            ("topic", &[5], &[("new.md", Some("Gamma"))]),
            ("topic", &[10], &[("new.md", Some("Delta")), ("odd.md", Some("Odd"))]),
            ("topic", &[11], &[("odd.md", None)]),
            ("topic", &[12], &[("odd.md", Some("Even"))]),
            ("main", &[9, 13], &[("new.md", Some("Delta")), ("odd.md", Some("Even"))]),
            // A merge that changes something itself.
            ("late", &[14], &[("new.md", Some("Epsilon"))]),
            ("main", &[14, 15], &[("new.md", Some("Zeta"))]),
        ],
    );
    let got = opened(&repository);
    assert!(got.problems.is_empty(), "{:?}", got.said());
    let told = steps(&got);
    let is = |file: &str, want: &[(usize, &str)]| {
        let want: Vec<_> = want.iter().map(|(n, word)| (format!("commit {n}"), (*word).to_owned())).collect();
        assert_eq!(told.get(file), Some(&want), "{file}: {told:#?}");
    };
    is("post.md", &[(1, "One"), (2, "Two"), (3, "Three"), (7, "Four")]);
    is("other.md", &[(1, "Uno"), (4, "Due"), (7, "Tre"), (8, "Quattro"), (9, "Cinque")]);
    is("new.md", &[(3, "Alpha"), (5, "Beta"), (10, "Gamma"), (11, "Delta"), (15, "Epsilon"), (16, "Zeta")]);
    is("odd.md", &[(11, "Odd"), (13, "Even")]);
    assert_eq!(asides(&got), [("commit 7", Some("commit 4"))]);
    assert!(got.articles.iter().flat_map(|a| &a.revisions).all(|r| !r.notes.iter().any(|note| note.contains("merge"))));
    // Each state is the one that git has there.
    for (file, states) in &told {
        for (commit, word) in states {
            let blob = repository.said(&["log", "--all", "--format=%H", "--grep", &format!("^{commit}$")]);
            let text = repository.said(&["show", &format!("{}:{file}", blob.trim())]);
            assert!(text.contains(&format!("\n{word} is")), "{file} at {commit}: {text}");
        }
    }
}

#[test]
fn merges_of_branches_without_a_beginning_on_the_line_are_read() {
    let Some(repository) = Repository::new("unrelated") else { return };
    grown(
        &repository,
        &[
            ("main", &[], &[("post.md", Some("One"))]),
            ("foreign", &[], &[("far.md", Some("Afar"))]),
            ("foreign", &[2], &[("far.md", Some("Nearer"))]),
            ("main", &[1, 3], &[("far.md", Some("Nearer"))]),
            // The line merged into a branch, and the branch into the line, in turns.
            ("side", &[4], &[("far.md", Some("Here"))]),
            ("main", &[4], &[("post.md", Some("Two"))]),
            ("side", &[5, 6], &[("post.md", Some("Two"))]),
            ("side", &[7], &[("post.md", Some("Three")), ("far.md", Some("There"))]),
            ("main", &[6, 8], &[("post.md", Some("Three")), ("far.md", Some("There"))]),
        ],
    );
    let got = opened(&repository);
    assert!(got.problems.is_empty(), "{:?}", got.said());
    let words = |file: &str| steps(&got).remove(file).unwrap().into_iter().map(|step| step.1).collect::<Vec<_>>();
    assert_eq!(words("far.md"), ["Afar", "Nearer", "Here", "There"]);
    // Changed on the line while the branch was under way, and taken over by the branch before it went on.
    let post = steps(&got).remove("post.md").unwrap();
    let post: Vec<(&str, &str)> = post.iter().map(|(commit, word)| (commit.as_str(), word.as_str())).collect();
    assert_eq!(post, [("commit 1", "One"), ("commit 6", "Two"), ("commit 8", "Three")]);
    assert_eq!(asides(&got), []);
}

#[test]
fn a_branch_that_was_edited_beside_the_line_lies_aside_of_it() {
    let Some(repository) = Repository::new("aside") else { return };
    grown(
        &repository,
        &[
            ("main", &[], &[("post.md", Some("One")), ("left.md", Some("Old"))]),
            ("topic", &[1], &[("post.md", Some("Bravo"))]),
            ("main", &[1], &[("post.md", Some("Two"))]),
            // A branch of the branch, and a file that is renamed on it.
            ("deep", &[2], &[("post.md", Some("Deep"))]),
            ("topic", &[2], &[("post.md", Some("Charlie")), ("left.md", None), ("right.md", Some("Old"))]),
            ("topic", &[5, 4], &[("post.md", Some("Delta")), ("right.md", Some("New"))]),
            ("main", &[3], &[("post.md", Some("Three")), ("left.md", Some("Odd"))]),
            // The branch's text is taken, as it stands there.
            ("main", &[7, 6], &[("post.md", Some("Delta")), ("left.md", None), ("right.md", Some("New"))]),
            ("main", &[8], &[("post.md", Some("Four"))]),
        ],
    );
    let got = opened(&repository);
    assert!(got.problems.is_empty(), "{:?}", got.said());
    let words = |file: &str| steps(&got).remove(file).unwrap().into_iter().map(|step| step.1).collect::<Vec<_>>();
    // By time, and each is what git has there.
    assert_eq!(words("post.md"), ["One", "Bravo", "Two", "Deep", "Charlie", "Delta", "Three", "Delta", "Four"]);
    assert_eq!(words("right.md"), ["Old", "Old", "New", "Odd", "New"], "under the name that it has now");
    let made = |n: u32| format!("commit {n}");
    let of_post: Vec<_> = asides(&got).into_iter().filter(|(_, from)| from.is_some()).collect();
    for (commit, from) in [(2, 1), (4, 2), (5, 2), (6, 5)] {
        assert!(of_post.contains(&(made(commit).as_str(), Some(made(from).as_str()))), "{commit}: {of_post:?}");
    }
    let article = got.articles.iter().find(|a| a.title() == "post.md").unwrap();
    let line: Vec<&str> =
        article.revisions.iter().filter(|r| !r.is_aside).filter_map(|r| r.comment.as_deref()).collect();
    assert_eq!(line, ["commit 1", "commit 3", "commit 7", "commit 8", "commit 9"]);
}

/// The words of a file's revisions, those aside in brackets, each with the commit that it was made from.
fn story(got: &Got, file: &str) -> String {
    let article = got.articles.iter().find(|a| a.title() == file).unwrap_or_else(|| panic!("no {file}"));
    let comment = |label: &str| {
        let of = article.revisions.iter().find(|r| r.origin_revision.as_deref() == Some(label));
        of.and_then(|r| r.comment.as_deref()).unwrap_or("?").trim_start_matches("commit ").to_owned()
    };
    let told = article.revisions.iter().map(|r| {
        let own = comment(r.origin_revision.as_deref().unwrap_or_default());
        let from = r.made_from.as_deref().map_or("-".into(), comment);
        if r.is_aside { format!("({own}<{from})") } else { format!("{own}<{from}") }
    });
    told.collect::<Vec<_>>().join(" ")
}

#[test]
fn what_was_merged_is_told_however_the_merge_came_out() {
    let Some(repository) = Repository::new("told") else { return };
    grown(
        &repository,
        &[
            ("main", &[], &[("post.md", Some("One")), ("gone.md", Some("Gone")), ("moved.md", Some("Moved"))]),
            ("topic", &[1], &[("post.md", Some("Wrong")), ("new.md", Some("New")), ("both.md", Some("Theirs"))]),
            ("topic", &[2], &[("post.md", Some("One")), ("gone.md", Some("Edited")), ("moved.md", Some("Aside"))]),
            ("topic", &[3], &[("new.md", Some("Newer")), ("left.md", Some("Left"))]),
            // A file is renamed on the line, one is deleted, one begins apart from that of the branch.
            ("main", &[1], &[("moved.md", None), ("there.md", Some("Moved")), ("gone.md", None)]),
            ("main", &[5], &[("there.md", Some("Further")), ("both.md", Some("Ours"))]),
            // The merge keeps what is deleted, leaves a file out, and does not touch `post.md`, nor takes `Aside`.
            ("main", &[6, 4], &[("gone.md", Some("Edited")), ("new.md", Some("Newer")), ("both.md", Some("Joined"))]),
            ("main", &[7], &[("post.md", Some("Two")), ("gone.md", Some("Again"))]),
        ],
    );
    let got = opened(&repository);
    assert!(got.problems.is_empty(), "{:?}", got.said());
    assert_eq!(story(&got, "post.md"), "1<- (2<1) (3<2) 8<1");
    assert_eq!(story(&got, "there.md"), "1<- (3<1) 5<1 6<5", "under the name that it has on the line");
    assert_eq!(story(&got, "new.md"), "2<- 4<2", "a file that only the branch had is no file aside");
    assert_eq!(story(&got, "gone.md"), "1<- 3<1 8<3");
    assert_eq!(story(&got, "both.md"), "(2<-) 6<- 7<6", "begun on either side, it is one article");
    assert_eq!(story(&got, "left.md"), "4<-");
    let left = got.articles.iter().find(|a| a.title() == "left.md").unwrap();
    assert_eq!(left.notes, ["Made on a branch, and left out when that was merged."]);
    assert_eq!(got.articles.len(), 6, "{:?}", steps(&got));
}

#[test]
fn a_merge_that_turns_back_to_an_older_text_is_no_step_of_the_branch() {
    let Some(repository) = Repository::new("older") else { return };
    grown(
        &repository,
        &[
            ("main", &[], &[("post.md", Some("One"))]),
            ("main", &[1], &[("post.md", Some("Two"))]),
            ("main", &[2], &[("post.md", Some("One"))]),
            ("topic", &[1], &[("post.md", Some("Side"))]),
            ("main", &[3, 4], &[("post.md", Some("Both"))]),
        ],
    );
    // Made from the first text, though a later one is the same.
    assert_eq!(story(&opened(&repository), "post.md"), "1<- 2<1 3<2 (4<1) 5<3");
}

#[test]
fn copies_that_follow_other_branches_are_one_article_with_one_line() {
    let commits: [Told<'_>; 5] = [
        ("main", &[], &[("post.md", Some("One"))]),
        ("topic", &[1], &[("post.md", Some("Side"))]),
        ("main", &[1], &[("post.md", Some("Two"))]),
        ("main", &[3, 2], &[("post.md", Some("Both"))]),
        ("main", &[4], &[("post.md", Some("Last"))]),
    ];
    let (Some(main), Some(topic)) = (Repository::new("copies-main"), Repository::new("copies-topic")) else { return };
    grown(&main, &commits);
    grown(&topic, &commits[..2]);
    topic.git(&["symbolic-ref", "HEAD", "refs/heads/topic"]);
    for paths in [[main.path(), topic.path()], [topic.path(), main.path()]] {
        let got = read_archive(&Archive::Paths(paths.into()), &Options::default());
        assert_eq!(story(&got, "post.md"), "1<- (2<1) 3<1 4<3 5<4", "the branch of one is aside in the other");
    }
    // Neither was made from the other.
    let (Some(one), Some(two)) = (Repository::new("copies-one"), Repository::new("copies-two")) else { return };
    let later: Told<'_> = ("main", &[1], &[("post.md", Some("Two"))]);
    let latest: Told<'_> = ("main", &[2], &[("post.md", Some("Three"))]);
    grown(&one, &[commits[0], later, latest]);
    let other: Told<'_> = ("main", &[1], &[("post.md", Some("Zwei"))]);
    grown(&two, &[commits[0], other]);
    let got = read_archive(&Archive::Paths(vec![one.path(), two.path()]), &Options::default());
    let article = got.article();
    let aside: Vec<(bool, &str)> =
        article.revisions.iter().map(|r| (r.is_aside, r.paragraphs[0].split(' ').next().unwrap_or(""))).collect();
    let mut expected = [(false, "One"), (false, "Two"), (true, "Zwei"), (false, "Three")];
    if aside[1].0 {
        expected.swap(1, 2);
    }
    assert_eq!(aside, expected);
}

#[test]
fn a_file_that_one_copy_renamed_has_no_other_headline_there() {
    let (Some(one), Some(two)) = (Repository::new("names-one"), Repository::new("names-two")) else { return };
    let first: Told<'_> = ("main", &[], &[("post.txt", Some("One"))]);
    let second: Told<'_> = ("main", &[1], &[("post.txt", Some("Two"))]);
    grown(&one, &[first, second]);
    grown(&two, &[first, second, ("main", &[2], &[("post.txt", None), ("essay.txt", Some("Two"))])]);
    let got = read_archive(&Archive::Paths(vec![one.path(), two.path()]), &Options::default());
    let article = got.article();
    assert!(article.revisions.iter().all(|r| r.title.is_empty()), "{:?}", article.revisions);
    assert_eq!(article.title(), "essay");
}

#[test]
fn files_that_change_places_on_a_branch_are_themselves_after_the_merge() {
    let Some(repository) = Repository::new("places") else { return };
    let (old, new) = ("Old and long, with words of its own that nobody else has", "New, which shares nothing with it");
    let later = format!("{old} at all");
    grown(
        &repository,
        &[
            ("main", &[], &[("guide.md", Some(old)), ("other.md", Some("Uno"))]),
            ("topic", &[1], &[("guide.md", None), ("old.md", Some(old))]),
            ("topic", &[2], &[("guide.md", Some(new))]),
            ("topic", &[3], &[("guide.md", Some("Newer, and as far from it")), ("old.md", Some(&later))]),
            ("main", &[1], &[("other.md", Some("Due"))]),
            ("main", &[5, 4], &[("guide.md", Some("Newer, and as far from it")), ("old.md", Some(&later))]),
            ("main", &[6], &[("guide.md", Some("Newest"))]),
        ],
    );
    let got = opened(&repository);
    assert_eq!(story(&got, "guide.md"), "3<- 4<3 7<4");
    assert_eq!(story(&got, "old.md"), "1<- 2<1 4<2");
}

#[test]
fn files_that_begin_apart_on_branches_are_one_where_these_are_merged_first() {
    let Some(repository) = Repository::new("nest") else { return };
    grown(
        &repository,
        &[
            ("main", &[], &[("other.md", Some("Uno"))]),
            ("one", &[1], &[("new.md", Some("One"))]),
            ("two", &[1], &[("new.md", Some("Two"))]),
            ("one", &[2, 3], &[("new.md", Some("Both"))]),
            ("main", &[1], &[("other.md", Some("Due"))]),
            ("main", &[5, 4], &[("new.md", Some("Both"))]),
        ],
    );
    let got = opened(&repository);
    assert_eq!(story(&got, "new.md"), "2<- (3<-) 4<2");
    assert_eq!(got.articles.len(), 2);
}

#[test]
fn copies_are_in_the_order_in_which_commits_were_made_whatever_clocks_said() {
    let (Some(short), Some(long)) = (Repository::new("clock-short"), Repository::new("clock-long")) else { return };
    let text = |n: u32| format!("# Ferry\n\nDay {n} of the strike.\n\nNobody knows when it will end.\n");
    let commits: Vec<_> =
        [(1, "1594116000 +0200"), (2, "1594316000 +0200"), (3, "1594216000 +0200"), (4, "1594416000 +0200")]
            .map(|(n, time)| (format!("Day {n}"), time, text(n)))
            .into();
    let told = |upto: usize| {
        let each = commits.iter().take(upto);
        each.map(|(subject, time, text)| commit(subject, time, &[("ferry.md", Some(text.as_str()))]))
            .collect::<Vec<_>>()
    };
    short.take(&told(3));
    long.take(&told(4));
    for paths in [[short.path(), long.path()], [long.path(), short.path()]] {
        let got = read_archive(&Archive::Paths(paths.into()), &Options::default());
        let days: Vec<&str> = got.article().revisions.iter().filter_map(|r| r.comment.as_deref()).collect();
        assert_eq!(days, ["Day 1", "Day 2", "Day 3", "Day 4"]);
    }
}
