//! Whatever is in a dump: commands end with a sentence or a harmless picture.

use std::{fs, path::Path};

use super::bench::{Bench, Run, fixture};

/// Nothing that gives a terminal orders, reorders a line, or hides.
fn assert_harmless(run: &Run, what: &str) {
    let orders =
        |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    for text in [&run.out, &run.err] {
        assert!(!text.contains(orders), "{what} prints {:?}", text.chars().find(|c| orders(*c)));
    }
    assert!(matches!(run.code, Some(0..=2)), "{what} ended with {:?}: {}", run.code, run.err);
}

#[test]
fn no_fixture_gives_a_terminal_orders() {
    let bench = Bench::new();
    let entries = |folder: &str| {
        let paths = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        paths.map(|path| path.display().to_string()).collect::<Vec<_>>()
    };
    for folder in entries(&fixture("")).into_iter().filter(|path| Path::new(path).is_dir()) {
        for command in [&["list", &folder][..], &["import", &folder], &["search", "a* OR s* OR d* OR t*", &folder]] {
            assert_harmless(&bench.run(command), &format!("{command:?}"));
        }
        for dump in entries(&folder).into_iter().filter(|path| path.contains("hostile")) {
            for command in ["log", "show", "diff"] {
                let run = bench.run(&[command, &dump]);
                assert_harmless(&run, &format!("{command} {dump}"));
                assert!(run.code == Some(0) || run.err.contains("could be read"), "{command} {dump}: {}", run.err);
            }
        }
    }
}

#[test]
fn a_name_from_the_command_line_is_harmless_too() {
    let bench = Bench::new();
    for command in [
        &["list", "\u{1b}[31mred"][..],
        &["log", "dump.jsonl", "\u{1b}]0;owned\u{7}"],
        &["search", "\u{1b}[2J \"x", "dump.jsonl"],
        &["compare", "\u{1b}[2J", "x"],
    ] {
        let run = bench.run(command);
        assert_harmless(&run, &format!("{command:?}"));
        assert_eq!(run.code, Some(2));
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_said() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let bench = Bench::new();
    let archive = bench.path("archive");
    fs::create_dir_all(archive.join("inner")).expect("made");
    fs::copy(bench.path("dump.jsonl"), archive.join("dump.jsonl")).expect("copied");
    symlink(&archive, archive.join("inner/loop")).expect("linked");
    symlink("nowhere", archive.join("broken-link")).expect("linked");
    fs::write(archive.join("noise.bin"), [0_u8, 159, 146, 150, 0, 1]).expect("written");
    fs::write(archive.join("locked.json"), "{}").expect("written");
    fs::set_permissions(archive.join("locked.json"), fs::Permissions::from_mode(0o0)).expect("locked");
    let list = bench.run(&["list", "archive", "--json"]);
    assert_eq!((list.code, list.json().len()), (Some(0), 3), "{}", list.err);
    let import = bench.run(&["import", "archive"]);
    assert!(import.out.contains("broken-link") && import.out.contains("noise.bin"), "{}", import.out);
    assert!(Path::new(&archive).exists());
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_is_as_a_full_disk() {
    let bench = Bench::new();
    let want = bench.run(&["search", "weir", "dump.jsonl", "--no-cache", "--json"]);
    let found = bench.command(&[]);
    for limit in ["8", "100"] {
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &format!("ulimit -f {limit}; exec \"$0\" search weir dump.jsonl --cache {limit} --json")]);
        command.arg(found.get_program()).current_dir(bench.path("")).stdin(std::process::Stdio::null());
        for (name, value) in found.get_envs() {
            command.env(name, value.unwrap_or_default());
        }
        let output = command.output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{limit}: {output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), want.out, "{limit}: {output:?}");
        assert!(!output.stderr.is_empty(), "{limit}");
    }
}
