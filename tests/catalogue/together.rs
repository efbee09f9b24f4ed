//! Files of one URL, each a whole article, that come one after another: they become the articles that they become where all
//! of them are read at once.

use serde_json::json;

use crate::archive::{Bench, content};

/// A whole article of the one URL: its revisions, by their days and texts that differ with `kind`.
pub(crate) fn told_of_one_url(title: &str, days: &[usize], kind: usize) -> String {
    let version = |(number, day): (usize, &usize)| {
        json!({
            "version": number,
            "created_at": format!("2022-03-{:02}T08:00:00Z", day + 1),
            "text": format!("{title} holds {} trees, says reading {kind}.\nNobody was hurt on day {day}.", day + 3),
        })
    };
    let versions: Vec<_> = days.iter().enumerate().map(version).collect();
    json!({"source": "mill", "url": "https://mill.example.org/weir", "title": title, "versions": versions}).to_string()
}

/// Files, as they are written one after another; a name that comes again is changed.
type Files<'f> = &'f [(&'f str, &'f str, &'f [usize], usize)];

fn one_by_one(files: Files<'_>) {
    let bench = Bench::new();
    bench.story("others.jsonl", 0..3);
    drop(bench.open());
    for (at, (name, title, days, kind)) in files.iter().enumerate() {
        bench.write(name, &told_of_one_url(title, days, *kind));
        let now = bench.open();
        let fresh = bench.in_memory();
        let (now, fresh) = ((content(&now), now.problems()), (content(&fresh), fresh.problems()));
        assert_eq!(now, fresh, "with file {at} of {files:?}");
        let again = bench.open();
        assert_eq!((content(&again), again.problems()), fresh, "found again, with file {at} of {files:?}");
    }
}

#[test]
fn one_that_tells_of_another_article_is_kept_apart_whenever_it_comes() {
    one_by_one(&[("a.json", "Weir", &[0, 2], 0), ("b.json", "Weir", &[1, 3], 1)]);
    one_by_one(&[("b.json", "Weir", &[1, 3], 1), ("a.json", "Weir", &[0, 2], 0)]);
    one_by_one(&[("a.json", "Weir", &[0, 2], 0), ("b.json", "Mill", &[4, 5], 0)]);
}

#[test]
fn one_that_goes_on_is_joined_whenever_it_comes() {
    one_by_one(&[("a.json", "Weir", &[0, 2], 0), ("b.json", "Weir", &[3, 4], 1), ("c.json", "Weir", &[5], 2)]);
    one_by_one(&[("c.json", "Weir", &[0, 2], 0), ("b.json", "Weir", &[3, 4], 1), ("a.json", "Weir", &[5], 2)]);
}

#[test]
fn a_third_is_joined_to_the_one_that_it_is_of() {
    let (of_one, of_other, third): (&[usize], &[usize], &[usize]) = (&[0, 2], &[1, 2], &[1, 2, 9]);
    one_by_one(&[("a.json", "Weir", of_one, 0), ("b.json", "Weir", of_other, 1), ("c.json", "Weir", third, 1)]);
    one_by_one(&[("b.json", "Weir", of_one, 0), ("c.json", "Weir", of_other, 1), ("a.json", "Weir", third, 1)]);
}

#[test]
fn one_that_changed_is_told_apart_anew() {
    let (one, other, third): (&[usize], &[usize], &[usize]) = (&[0, 2], &[1, 3], &[0, 2, 6]);
    let files =
        |changed: &'static str| [("a.json", "Weir", one, 0), ("b.json", "Weir", other, 1), (changed, "Weir", third, 0)];
    one_by_one(&files("b.json"));
    one_by_one(&files("a.json"));
    one_by_one(&[("a.json", "Weir", one, 0), ("b.json", "Weir", other, 1), ("a.json", "Weir", &[1, 3, 5], 1)]);
}

#[test]
fn what_is_no_longer_there_is_not_lost_to_one_that_comes() {
    let bench = Bench::new();
    bench.write("a.json", &told_of_one_url("Weir", &[0, 2], 0));
    drop(bench.open());
    std::fs::remove_file(bench.path("a.json")).unwrap();
    bench.write("b.json", &told_of_one_url("Weir", &[1, 3], 1));
    assert_eq!(bench.open().progress().revisions, 4, "what it was read of cannot be read again");
}

#[test]
fn texts_of_one_name_in_a_folder_for_each_day_are_told_apart_whenever_they_come() {
    let bench = Bench::new();
    for (day, text) in
        [(3, "Ferry sails\n\nIt rains."), (1, "Ferry sails\n\nIt snows."), (2, "Weir jams\n\nIt is dry.")]
    {
        bench.write(&format!("2022-03-0{day}/lead.txt"), text);
        let now = bench.open();
        assert_eq!(content(&now), content(&bench.in_memory()), "with day {day}");
    }
}

#[test]
fn one_that_is_left_alone_is_what_it_would_be_alone() {
    let (one, other) = (told_of_one_url("Weir", &[0, 2], 0), told_of_one_url("Weir", &[1, 3], 1));
    let bench = Bench::new();
    bench.write("a.json", &one);
    bench.write("b.json", &other);
    drop(bench.open());
    // It tells of another page now.
    bench.write("a.json", &one.replace("org/weir", "org/lane"));
    assert_eq!(content(&bench.open()), content(&bench.in_memory()));
    bench.write("a.json", &one);
    drop(bench.open());
    std::fs::remove_file(bench.path("a.json")).unwrap();
    let pruned = bench.open_with(recension::catalogue::Catalogue::prune);
    assert_eq!(content(&pruned), content(&bench.in_memory()));
}

#[test]
fn files_of_one_name_in_several_folders_are_told_apart_each() {
    let bench = Bench::new();
    for (at, days) in [[0, 4], [1, 5], [2, 6]].iter().enumerate() {
        bench.write(&format!("{at}/m.json"), &told_of_one_url(["Weir", "Mill", "Lane"][at], days, at));
    }
    let now = bench.open();
    assert_eq!(now.progress().articles, 3);
    assert_eq!(content(&now), content(&bench.in_memory()));
}

#[test]
fn articles_without_a_url_are_told_apart_whenever_they_come() {
    let bench = Bench::new();
    let told = |title: &str, days: &[usize], kind| {
        told_of_one_url(title, days, kind).replace("\"url\":\"https://mill.example.org/weir\"", "\"id\":\"7\"")
    };
    for (name, days, kind) in [("a", [0, 2], 0), ("b", [1, 2], 1), ("c", [2, 9], 1)] {
        bench.write(&format!("{name}.json"), &told("Weir", &days, kind));
        assert_eq!(content(&bench.open()), content(&bench.in_memory()), "with {name}");
    }
}
