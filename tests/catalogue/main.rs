//! The catalogue on disk: found again, brought up to date, safe from sudden ends, damage and other programs.

mod archive;
mod damage;
mod everything;
mod kill;
mod oracle;
#[path = "../support/repository.rs"]
#[allow(dead_code)] // Made for the tests of git.
mod repository;
mod together;

use std::{
    fs,
    sync::{
        Barrier, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use archive::{Bench, content};
use recension::catalogue::Catalogue;

#[test]
fn what_was_read_is_found_again_without_the_dumps() {
    let bench = Bench::new();
    bench.story("a.jsonl", 0..40);
    bench.write("notes.txt", "The weir jammed.\n\nNobody was hurt.\n");
    bench.write("broken.jsonl", "{\"source\": \"mill\", \"versions\": [}\n");
    let first = bench.open();
    let plain = bench.in_memory();
    assert_eq!(content(&first), content(&plain));
    assert_eq!(first.problems(), plain.problems());
    assert!(!first.problems().is_empty());
    drop(first);
    // Nothing has changed, so nothing is read: not even what can no longer be.
    let again = bench.open();
    assert_eq!(content(&again), content(&plain));
    assert_eq!(again.problems(), plain.problems());
    assert_eq!(again.progress().articles, plain.progress().articles);
}

#[test]
fn changed_new_and_vanished_files_are_handled() {
    let bench = Bench::new();
    bench.story("a.jsonl", 0..10);
    bench.story("b.jsonl", 5..15);
    bench.story("c.jsonl", 20..22);
    drop(bench.open());
    // Articles 5 to 9 come from both: what `a` no longer says of them is gone, what `b` says stays.
    bench.story_again("a.jsonl", 0..8);
    bench.story("d.jsonl", 30..33);
    let now = bench.open();
    assert_eq!(content(&now), content(&bench.in_memory()));
    drop(now);
    fs::remove_file(bench.path("c.jsonl")).unwrap();
    let now = bench.open();
    let without = bench.in_memory();
    assert_eq!(now.progress().articles, without.progress().articles + 2, "what vanished is kept");
    let told: Vec<String> = now.problems().into_iter().map(|p| format!("{} {}", p.file, p.reason)).collect();
    assert!(told.iter().any(|t| t.contains("c.jsonl") && t.contains("no longer there")), "{told:?}");
    let marks = |url: &str| {
        let id = now.resolve(Some(url)).unwrap();
        let mut rows = now.timeline(&id).unwrap().rows.into_iter();
        rows.all(|row| row.notes.contains(&"its dump is no longer there".to_owned()))
    };
    assert!(marks("https://mill.example.org/20") && !marks("https://mill.example.org/12"));
    drop(now);
    let pruned = bench.open_with(Catalogue::prune);
    assert_eq!(content(&pruned), content(&without));
    assert_eq!((pruned.problems(), pruned.pruned()), (without.problems(), 1));
}

#[test]
fn a_file_of_which_nothing_was_read_vanishes_with_what_was_said_of_it() {
    let bench = Bench::new();
    bench.story("a.jsonl", 0..3);
    bench.write("broken.jsonl", "{\"source\": \"mill\", \"versions\": [}\n");
    assert_eq!(bench.open().problems().len(), 1);
    fs::remove_file(bench.path("broken.jsonl")).unwrap();
    let now = bench.open();
    assert_eq!((now.problems(), now.progress().articles), (Vec::new(), 3));
}

#[test]
fn a_file_that_was_emptied_is_said_to_be_empty() {
    let bench = Bench::new();
    bench.story("a.jsonl", 0..3);
    bench.write(
        "b.jsonl",
        "{\"source\": \"mill\", \"url\": \"https://mill.example.org/9\", \"text\": \"It jammed.\"}\n{broken\n",
    );
    assert_eq!(bench.open().problems().len(), 1);
    bench.write("b.jsonl", "");
    for _ in 0..2 {
        let now = bench.open();
        let told: Vec<String> =
            now.problems().into_iter().map(|p| format!("{} {} {}", p.file, p.place, p.reason)).collect();
        assert!(matches!(&told[..], [told] if told.contains("b.jsonl  It is empty.")), "{told:?}");
        assert_eq!(now.progress().articles, 4, "what was read of it is kept");
    }
    drop(bench.open_with(Catalogue::prune));
    let pruned = bench.open();
    assert_eq!((pruned.problems(), pruned.progress().articles), (Vec::new(), 3));
}

#[test]
fn what_was_said_of_a_dump_that_became_something_else_goes_with_it() {
    let bench = Bench::new();
    bench.story("a.jsonl", 0..3);
    bench.story("b.jsonl", 5..7);
    drop(bench.open());
    bench.write("b.jsonl", "\u{1}\u{2}\u{3} no text \u{4}\u{5}");
    assert_eq!((bench.open().problems().len(), bench.open().progress().articles), (1, 3));
    fs::remove_file(bench.path("b.jsonl")).unwrap();
    let now = bench.open();
    assert_eq!((now.problems(), now.progress().articles), (Vec::new(), 3));
}

#[test]
fn a_damaged_or_strange_catalogue_is_built_anew() {
    let bench = Bench::new();
    bench.story("a.jsonl", 0..30);
    drop(bench.open());
    let whole = content(&bench.in_memory());
    let file = bench.database();
    // No database at all.
    fs::write(&file, "not a database, but long enough to be taken for one".repeat(40)).unwrap();
    assert_eq!(content(&bench.open()), whole);
    // A hole in the middle: this start says so, or the next one has built it anew.
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    let end = bytes.len().min(middle + 30_000);
    bytes[middle..end].fill(0xA5);
    fs::write(&file, &bytes).unwrap();
    let holed = bench.open();
    let seen = content(&holed);
    assert!(seen == whole || holed.problems().iter().any(|p| p.reason.contains("damaged")), "{:?}", holed.problems());
    drop(holed);
    assert_eq!(content(&bench.open()), whole);
    // Cut off.
    fs::write(&file, &fs::read(&file).unwrap()[..3000]).unwrap();
    drop(bench.open());
    assert_eq!(content(&bench.open()), whole);
}

#[test]
fn where_nothing_can_be_written_it_is_kept_in_memory() {
    let bench = Bench::new();
    bench.story("a.jsonl", 0..3);
    bench.write("not-a-folder", "x");
    let told = Catalogue::in_folder(&bench.path("not-a-folder/cache")).unwrap_err();
    assert!(told.contains("kept in memory"), "{told}");
}

#[test]
fn while_one_program_reads_another_shows_what_is_there_and_waits() {
    let bench = Bench::new();
    bench.story("a.jsonl", 0..10);
    drop(bench.open());
    let lock = fs::File::options().write(true).open(bench.database().with_file_name("lock")).unwrap();
    lock.lock().unwrap();
    bench.story("b.jsonl", 10..20);
    let lock = Mutex::new(Some(lock));
    let waited = AtomicUsize::new(0);
    let other = bench.open_telling(&|progress| {
        if progress.waiting {
            assert_eq!((progress.articles, progress.done), (10, false));
            waited.fetch_add(1, Ordering::Relaxed);
            // The other one is done.
            lock.lock().unwrap().take();
        }
    });
    assert!(waited.into_inner() > 0);
    assert_eq!((other.progress().articles, other.progress().waiting, other.problems().len()), (20, false, 0));
}

#[test]
fn who_comes_while_another_program_soon_ends_shows_what_that_read() {
    for round in 0..4 {
        let bench = Bench::new();
        bench.story("a.jsonl", 0..5);
        drop(bench.open());
        bench.story("b.jsonl", 5..40);
        let plain = bench.in_memory();
        let begin = Barrier::new(2);
        let open = || {
            begin.wait();
            bench.open()
        };
        let programs = thread::scope(|scope| [0; 2].map(|_| scope.spawn(open)).map(|opened| opened.join().unwrap()));
        for program in programs {
            assert_eq!(content(&program), content(&plain), "{round}");
        }
    }
}

#[test]
fn programs_that_begin_a_catalogue_at_the_same_moment_share_it() {
    let bench = Bench::new();
    bench.story("a.jsonl", 0..5);
    bench.story("b.jsonl", 5..40);
    let plain = bench.in_memory();
    for round in 0..6 {
        let _ = fs::remove_dir_all(bench.cache());
        let begin = Barrier::new(3);
        let open = || {
            begin.wait();
            bench.open()
        };
        let programs = thread::scope(|scope| [0; 3].map(|_| scope.spawn(open)).map(|opened| opened.join().unwrap()));
        for program in programs {
            assert_eq!(content(&program), content(&plain), "{round}");
            assert_eq!(program.problems().len(), plain.problems().len(), "{round}: {:?}", program.problems());
        }
    }
}

#[test]
fn what_comes_into_a_folder_that_a_format_reads_whole_is_read() {
    let bench = Bench::new();
    let watch = "tracker/0a1b2c3d-0002-4000-8000-000000000009";
    bench.write("tracker/changedetection.json", "{}");
    bench.write(&format!("{watch}/watch.json"), r#"{"url": "https://mill.example/weir", "title": "Weir"}"#);
    bench.write(&format!("{watch}/history.txt"), "1600000000,a.txt\n");
    bench.write(&format!("{watch}/a.txt"), "The weir jammed.\n\nNobody was hurt.\n");
    let revisions = |catalogue: &Catalogue| catalogue.progress().revisions;
    assert_eq!(revisions(&bench.open()), 1);
    bench.write(&format!("{watch}/b.txt"), "The weir jammed again.\n\nNobody was hurt.\n");
    bench.write(&format!("{watch}/history.txt"), "1600000000,a.txt\n1600003600,b.txt\n");
    let grown = bench.open();
    assert_eq!(revisions(&grown), 2);
    assert_eq!(content(&grown), content(&bench.in_memory()));
}
