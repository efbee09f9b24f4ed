//! The real binary in a pseudo-terminal, from the first screen to the last; the terminal is left as found.
#![cfg(unix)]

#[path = "support/pty.rs"]
mod pty;

use std::path::Path;

use pty::Pty;

/// The sample, with the theme given so that nothing depends on how a terminal answers for its background.
fn sample(columns: u16, rows: u16) -> Pty {
    Pty::start(&["sample:", "--theme", "dark"], columns, rows)
}

#[test]
fn the_main_job_from_end_to_end() {
    let mut pty = sample(140, 40);
    pty.wait("the list of the sample", |s| s.contains("articles") && s.lines().count() > 10);
    let first = pty.text();
    // Walk to an article and open it.
    pty.send("jjj").wait("the cursor to move", |s| s != first);
    pty.send("\r").wait("a timeline and a diff", |s| s.contains("later") || s.contains("earlier"));
    // Another pair of revisions.
    let pair = pty.text();
    pty.send("{").wait("another pair", |s| s != pair);
    pty.send("}");
    // Every view.
    pty.send("3");
    for _ in 0..4 {
        let before = pty.text();
        pty.send("s").wait("another view", |s| s != before);
    }
    // Search in the pane, then in the archive.
    pty.send("/the\r").wait("a match", |s| s.contains("the"));
    pty.escape().send("S").wait("the prompt", |s| s.to_lowercase().contains("search"));
    pty.send("the\r").shows("in every revision");
    pty.escape();
    // Export: the file lies where it was said.
    pty.send("x").wait("the export menu", |s| s.contains("html"));
    pty.send("\r").wait("the export's notice", |s| s.contains("Wrote"));
    let written = pty.files(Path::new(""));
    assert!(written.iter().any(|f| f.extension().is_some()), "nothing was exported: {written:?}");
    // Where something is typed the cursor shows, and nowhere else.
    assert_eq!(pty.cursor(), None);
    pty.send("Sab").shows("search the archive: ab");
    pty.caret((1 + "search the archive: ab".len() as u16, 39));
    pty.escape();
    // What is selected, copied and exported alone.
    pty.send("1").wait("the list", |s| s.contains("filter"));
    pty.send("3").wait("the diff", |s| s.contains("why"));
    pty.send("vjjjj").wait("the keys of a selection", |s| s.contains("further"));
    pty.send("x").shows("Export the selection");
    pty.send("j\r").wait("the excerpt's notice", |s| s.contains("Wrote") && s.contains("-excerpt."));
    pty.escape();
    // A click in a menu takes its entry, and one beside it closes it.
    pty.send("1").send(",").shows("Sort by");
    let (column, row) = pty.place("headline   ").expect("the entry is on the screen");
    pty.click(column, row).wait("the order", |s| s.contains("by headline"));
    // Long lines sideways.
    pty.send("3w").shows("›");
    pty.send("\x1b[1;2C").shows("‹");
    pty.send("\x1b[1;2Dw");
    // Smaller than it likes, and back.
    pty.resize(40, 10).wait("the small screen", |s| s.lines().all(|l| l.chars().count() <= 40));
    pty.resize(10, 3).wait("the plea for room", |s| s.contains("20"));
    pty.resize(140, 40).wait("the large screen", |s| s.lines().any(|l| l.chars().count() > 80));
    pty.send("Q");
    assert!(pty.end());
    pty.assert_restored();
}

#[test]
fn sleep_and_wake() {
    let mut pty = sample(100, 30);
    pty.shows("articles");
    pty.send("\x1a");
    pty.wait_state('T');
    pty.assert_restored();
    pty.signal("CONT");
    pty.wait("the screen again", |s| s.contains("articles"));
    pty.send("j").send("Q");
    assert!(pty.end());
    pty.assert_restored();
}

#[test]
fn what_interrupts_or_stops_a_program_that_has_the_terminal_is_meant_for_that_one() {
    let mut pty = sample(100, 30);
    pty.shows("articles");
    pty.send("3").wait("the diff", |s| s.contains("why") && s.contains("paragraphs: "));
    pty.send("|").wait("the prompt", |s| !s.contains("why"));
    pty.send("echo rea''dy; sleep 60\r");
    pty.shows("ready");
    pty.send("\x03");
    pty.shows("Press Enter to go back");
    pty.send("\r");
    pty.wait("the diff again", |s| s.contains("why"));
    // Both are put to sleep, or the shell would wait for ever.
    pty.send("|").wait("the prompt", |s| !s.contains("why"));
    pty.send("echo onc''e; sleep 60\r");
    pty.shows("once");
    pty.send("\x1a");
    pty.wait_state('T');
    pty.signal("CONT");
    pty.signal("TERM");
    assert!(!pty.end());
}

#[test]
fn a_signal_ends_it_and_the_terminal_is_as_found() {
    for signal in ["TERM", "HUP"] {
        let mut pty = sample(100, 30);
        pty.shows("articles");
        pty.signal(signal);
        assert!(!pty.end(), "{signal} is no success");
        pty.assert_restored();
    }
}

#[test]
fn a_panic_leaves_the_terminal_as_found_and_says_so() {
    let mut pty = Pty::start(&["sample:", "--theme", "dark", "--panic-after", "1"], 100, 30);
    pty.shows("articles");
    pty.send("jj");
    assert!(!pty.end());
    pty.assert_restored();
    assert!(pty.text().contains("Please report this"), "{}", pty.text());
}

#[test]
fn the_place_is_remembered() {
    let mut pty = sample(140, 40);
    pty.shows("articles");
    pty.send("jj\r").shows("later");
    pty.send("*").send("q").send("q").send("Q");
    pty.end();
    let headline = |screen: &str| screen.lines().filter(|l| l.contains('★')).map(str::to_owned).collect::<Vec<_>>();
    let home = pty.home.clone();
    let mut again = Pty::start_in(home, &["sample:", "--theme", "dark"], 140, 40);
    again.shows("★");
    assert_eq!(headline(&again.text()).len(), 1);
    again.send("Q");
    assert!(again.end());
}

#[test]
fn the_last_archive_is_opened_again_unless_nothing_is_to_be_known_of_the_last_visit() {
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/json");
    let mut pty = Pty::start(&[fixture, "--theme", "dark"], 100, 30);
    pty.wait("the folder's name", |screen| screen.starts_with(" json · "));
    pty.send("Q").end();
    for (arguments, name) in
        [(&["--theme", "dark"][..], " json · "), (&["--theme", "dark", "--no-session"], " sample · ")]
    {
        let mut again = Pty::start_in(pty.home.clone(), arguments, 100, 30);
        again.wait("the archive's name", |screen| screen.starts_with(name));
        again.send("Q").end();
    }
}

#[test]
fn no_document_gives_the_terminal_orders() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a text");
        path.display().to_string()
    };
    let (old, new) = (file("old.txt", "The mill.\n"), file("new.txt", "The \u{1b}]0;mine\u{7}mill\u{1b}[2J.\tTwo.\n"));
    let mut pty = Pty::start(&["compare", &old, &new, "--as", "patch"], 140, 40);
    pty.wait("the patch, harmless", |s| s.contains("+The ␛]0;mine␇mill␛[2J.") && s.contains("-The mill."));
    pty.wait("what is different about it", |s| s.contains("the document is exact"));
}
