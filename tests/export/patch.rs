//! A patch turns the old text into the new, to the byte, under both programs that read patches.

use std::{fs, path::Path, process::Command};

use proptest::prelude::*;
use recension::{
    diff::TextSide,
    export::{EXPORTERS, Exporter, patch, patch_of_files::PatchOfFiles, provenance},
    model::Sides,
};

use crate::sample::{Sample, compared, ferry};

/// What a file of the text holds.
fn file(side: &TextSide) -> String {
    provenance::lines(side).map(|line| format!("{line}\n")).collect()
}

/// Runs a program in a folder with the old text and the patch; the text that it makes, or what it said.
fn applied(name: &str, old: &str, patch: &str, program: &str, arguments: &[&str]) -> Option<Result<String, String>> {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at(name), old).expect("the old text");
    fs::write(at("the.patch"), patch).expect("the patch");
    // Without this, git would take the repository around the folder for its own.
    let run = Command::new(program)
        .args(arguments)
        .arg("the.patch")
        .current_dir(folder.path())
        .env("GIT_CEILING_DIRECTORIES", folder.path().parent().unwrap_or(Path::new("/")))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", folder.path())
        .output();
    let Ok(run) = run else {
        eprintln!("SKIPPED: {program} is not installed");
        return None;
    };
    let said = format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    let left: Vec<_> = fs::read_dir(folder.path()).expect("the folder").flatten().map(|e| e.file_name()).collect();
    if !run.status.success() || left.len() != 2 {
        return Some(Err(format!("{} {said} {left:?}", run.status)));
    }
    Some(fs::read_to_string(at(name)).map_err(|e| format!("{e} {said}")))
}

/// The programs that read patches, and how they are asked to.
const PROGRAMS: [(&str, &[&str]); 2] = [("patch", &["-p1", "-s", "-i"]), ("git", &["apply", "--whitespace=nowarn"])];

/// The patch of two files turns one into the other.
fn files_apply(name: &str, old: &str, new: &str) {
    let exporter = PatchOfFiles { name, texts: Sides::new(old, new) };
    let mut patch = Vec::new();
    exporter.write(&ferry().piece(), &mut patch).expect("a patch");
    let patch = String::from_utf8(patch).expect("text");
    if old == new {
        assert_eq!(patch, "");
        return;
    }
    for (program, arguments) in PROGRAMS {
        if let Some(made) = applied(name, old, &patch, program, arguments) {
            // Of a file that is emptied nothing may be left.
            assert_eq!(made.as_deref(), Ok(new), "{program} of\n{patch}");
        }
    }
}

fn applies(sample: &Sample) {
    let want = file(&sample.diff.sides.new);
    if !sample.document("patch").contains("\n@@ ") {
        assert_eq!(file(&sample.diff.sides.old), want, "a patch without a hunk is for equal texts");
        return;
    }
    let (name, old) = (patch::file_name(&sample.piece()), file(&sample.diff.sides.old));
    for (program, arguments) in PROGRAMS {
        if let Some(made) = applied(&name, &old, &sample.document("patch"), program, arguments) {
            assert_eq!(made.as_deref(), Ok(want.as_str()), "{program} of\n{}", sample.document("patch"));
        }
    }
}

#[test]
fn the_patch_of_two_files_is_one_of_their_lines() {
    let old = "One two three.\nThe cat sat on the mat.\n\nAnother para here.\n";
    files_apply("o.txt", old, "One two three.\nThe dog sat on the mat.\n\nAnother para here, too.\n");
    files_apply("two words.txt", old, &format!("A beginning.\r\n{}", old.trim_end()));
    files_apply("o.txt", "no end", "no end\n");
    files_apply("o.txt", "\tindented\n--- a/x\n", "\tindented\n+++ b/x\n-- \n");
    files_apply("o.txt", old, old);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_patch_of_any_two_files_applies(old in "([ab]?\r?\n){0,12}[ab]{1,2}", new in "([ab]?\n){0,12}[abc]{1,2}\n?") {
        files_apply("o.txt", &old, &new);
    }
}

#[test]
fn the_patch_of_every_kind_of_block_applies() {
    applies(&ferry());
}

#[test]
fn the_hash_is_that_of_the_file_without_its_last_line_feed() {
    use sha2::{Digest, Sha256};
    let side = &ferry().diff.sides.new;
    let text = file(side);
    let hash: String = Sha256::digest(text.trim_end_matches('\n')).iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(provenance::sha256(side), hash);
}

#[test]
fn lines_that_look_like_a_patch_apply() {
    let old: Vec<String> = [
        "-- a/x",
        "--- a/x",
        "+++ b/x",
        "@@ -1,1 +1,1 @@",
        "diff --git a/x b/x",
        "\\ No newline at end of file",
        "",
        "",
        "carriage\rreturn",
        "ends with one\r",
        "nul \0 here",
        "\t tab ",
        "Index: x",
        "Prereq: 1",
        "# hash",
        "\u{1b}[31m",
        "GIT binary patch",
        "1,3d",
        "deleted file mode 100644",
    ]
    .map(String::from)
    .to_vec();
    let reversed: Vec<String> = old.iter().rev().cloned().collect();
    let shortened: Vec<String> = old.iter().step_by(2).map(|l| format!("{l}-")).collect();
    applies(&compared(("--- a/old", &old), ("+++ b/new", &reversed)));
    applies(&compared(("", &old), ("", &shortened)));
    applies(&compared(("", &shortened), ("\r", &old)));
    applies(&compared(("", &[]), ("", &old)));
    applies(&compared(("", &old), ("", &[])));
    applies(&compared(("x", &[]), ("y", &[])));
}

#[test]
fn nothing_before_the_file_names_can_be_taken_for_a_patch() {
    let mut sample = ferry();
    sample.article.status = Some("x\n--- a/etc\n+++ b/etc\n@@ -1 +1 @@".into());
    sample.article.title = "../../x".into();
    sample.article.notes = vec!["\r\nPrereq: 1\n\u{1b}[2J".into()];
    let document = sample.document("patch");
    let before = document.split("--- a/").next().unwrap_or_default();
    assert!(before.lines().all(|line| line.starts_with("# ")), "{before}");
    assert!(document.contains("\n--- a/harrow-echo-x.txt\n+++ b/harrow-echo-x.txt\n"), "{document}");
    applies(&sample);
}

#[test]
fn the_patch_is_the_first_exporter_and_names_are_single_words() {
    let names: Vec<_> = EXPORTERS.iter().map(|e| e.name()).collect();
    assert!(names.iter().all(|n| n.chars().all(|c| c.is_ascii_lowercase())), "{names:?}");
    assert_eq!(names.iter().collect::<std::collections::HashSet<_>>().len(), names.len(), "{names:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_patch_of_any_two_texts_applies(
        old in proptest::collection::vec("[-+ @\\\\ab\r\0#]{0,4}", 0..24),
        new in proptest::collection::vec("[-+ @\\\\ab\r\0#]{0,4}", 0..24),
        titles in ("[ab]{0,2}", "[ab]{0,2}"),
    ) {
        applies(&compared((&titles.0, &old), (&titles.1, &new)));
    }
}
