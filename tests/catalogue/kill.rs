//! The real binary, killed at random moments while it imports.

use std::{
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use recension::catalogue::Catalogue;

use crate::{
    archive::{Bench, content},
    together::told_of_one_url,
};

/// How often it is killed: a few times where tests run, as often as the environment says elsewhere.
fn kills() -> u64 {
    std::env::var("RECENSION_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(4)
}

#[test]
fn killed_at_any_moment_the_next_start_goes_on() {
    let bench = Bench::new();
    for file in 0..6 {
        bench.story(&format!("{file}.jsonl"), file * 150..file * 150 + 200);
    }
    // Of one URL, each a whole article: some are parts of one, others are not.
    for file in 0..12 {
        let days = [file % 4, 4 + file % 3];
        bench.write(&format!("page-{file}.json"), &told_of_one_url("The weir", &days, file % 3));
    }
    let cache = bench.cache().with_file_name("below");
    let command = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recension"));
        command.arg("import").arg(bench.dumps()).arg("--cache").arg(&cache).env("HOME", bench.dumps());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    for kill in 0..kills() {
        let mut child = command().spawn().expect("it runs");
        // Moments spread over a start and an import; the same in every run.
        thread::sleep(Duration::from_millis(5 + kill * 7919 % 400));
        child.kill().expect("killed");
        child.wait().expect("ended");
    }
    assert!(command().status().expect("it runs").success());
    let folders: Vec<_> = std::fs::read_dir(&cache).expect("a cache").flatten().map(|f| f.path()).collect();
    let [folder] = &folders[..] else { panic!("{folders:?}") };
    let catalogue = Catalogue::in_folder(folder).expect("a catalogue");
    // Of an archive that is not there any more: only what the catalogue holds.
    catalogue.import(
        &recension::source::Archive::Paths(Vec::new()),
        &recension::source::Options::default(),
        &|_| (),
        &recension::source::Cancel::default(),
    );
    // Behind other notes, and alone.
    let mark = r#"\"its dump is no longer there\""#;
    let unmarked = |told: String| told.replace(&format!(", {mark}"), "").replace(mark, "");
    let held: Vec<String> = content(&catalogue).into_iter().map(unmarked).collect();
    let want = content(&bench.in_memory());
    let differs = held.iter().zip(&want).find(|(held, want)| held != want);
    assert!(held.len() == want.len() && differs.is_none(), "{differs:?}");
}
