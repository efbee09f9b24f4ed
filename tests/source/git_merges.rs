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
                    let text = format!("# {path}\n\n{text} is what it says, and it is long enough to be prose.\n");
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
        .filter_map(|r| Some((r.comment.as_deref()?, r.aside.as_ref()?.from.as_deref().and_then(comment))))
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
    is("odd.md", &[(11, "Odd"), (13, "Even"), (14, "Even")]);
    assert_eq!(asides(&got), [("commit 7", Some("commit 4")), ("commit 11", None), ("commit 13", None)]);
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
        article.revisions.iter().filter(|r| r.aside.is_none()).filter_map(|r| r.comment.as_deref()).collect();
    assert_eq!(line, ["commit 1", "commit 3", "commit 7", "commit 8", "commit 9"]);
}
