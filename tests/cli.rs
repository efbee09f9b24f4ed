//! The commands, as scripts meet them: what they print, their exit codes, and that nothing in a dump reaches a terminal.

#[path = "commands/bench.rs"]
mod bench;
#[path = "commands/compare.rs"]
mod compare;
#[path = "commands/databases.rs"]
mod databases;
#[path = "commands/formats.rs"]
mod formats;
#[path = "commands/hostile.rs"]
mod hostile;
#[path = "commands/log.rs"]
mod log;
#[path = "commands/output.rs"]
mod output;
#[path = "commands/own.rs"]
mod own;
#[path = "commands/passage.rs"]
mod passage;
#[path = "commands/scripts.rs"]
mod scripts;
#[path = "commands/stats.rs"]
mod stats;

use std::{
    fs,
    io::{BufRead, BufReader},
    process::Stdio,
};

use bench::{Bench, fixture};
use serde_json::{Value, json};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn list_prints_the_contract_and_sorts_and_filters() {
    let bench = Bench::new();
    let list = bench.run(&["list", "dump.jsonl", "--json"]);
    assert_eq!((list.code, list.err.as_str()), (Some(0), ""));
    let rows = list.json();
    let names = "id source url title first_seen last_changed time_certainty revisions status origins";
    assert_eq!(keys(&rows[0]).join(" "), names);
    assert_eq!(rows[0]["origins"], json!(["dump.jsonl"]));
    assert_eq!(rows[0]["title"], "Weir jams, lane floods");
    assert_eq!(rows[0]["first_seen"], "2020-07-07T10:00:00Z");
    assert_eq!(rows[0]["last_changed"], "2020-07-08T10:00:00Z");
    assert_eq!(rows[2]["last_changed"], Value::Null);
    let titles = |arguments: &[&str]| {
        let run = bench.run(&[&["list", "dump.jsonl", "--json"], arguments].concat());
        assert_eq!(run.code, Some(0), "{arguments:?}: {}", run.err);
        run.json()
            .iter()
            .map(|row| row["title"].as_str().expect("a title").chars().take(4).collect())
            .collect::<Vec<String>>()
    };
    assert_eq!(titles(&[]), ["Weir", "Fair", "Café"]);
    assert_eq!(titles(&["--sort", "revisions", "--limit", "1"]), ["Weir"]);
    assert_eq!(titles(&["--source", "mill-post", "--sort", "title"]), ["Fair", "Weir"]);
    assert_eq!(titles(&["--since", "2020-07-02"]), ["Weir"]);
    assert_eq!(titles(&["--until", "2020-07-01"]), ["Fair"]);
    assert_eq!(titles(&["--min-revisions", "3"]), ["Weir"]);
    assert_eq!(titles(&["--changed", "number,headline"]), ["Weir"]);
    // As the browser's filter and searches have them.
    assert_eq!(titles(&["--changed", "figures,headlines"]), ["Weir"]);
    assert_eq!(titles(&["--source", "Mill", "--sort", "title"]), ["Fair", "Weir"]);
    assert_eq!(titles(&["--since", "2020", "--until", "2020-07"]), ["Weir", "Fair"]);
    let mistaken = bench.run(&["list", "dump.jsonl", "--words", "weir sorce:mill"]);
    let told = "The filter is wrong at character 6 (sorce:mill): There is no field `sorce` in a filter, only source,";
    assert!(mistaken.code == Some(2) && mistaken.err.contains(told), "{}", mistaken.err);
    let plain = bench.run(&["dump.jsonl"]);
    assert_eq!(plain.out, bench.run(&["list", "dump.jsonl"]).out);
    assert!(plain.out.starts_with("Weir jams, lane floods\n  "), "{}", plain.out);
}

#[test]
fn log_show_and_search_print_the_contract() {
    let bench = Bench::new();
    let weir = "https://www.mill.example.org/weir/";
    let log = bench.run(&["log", "dump.jsonl", weir, "--json"]);
    let rows = log.json();
    let names = "revision title time time_certainty time_precision later words words_added words_removed paragraphs_moved changes minor \
                 summary restores author comment state against aside other_tool origin origins origin_revision archived notes";
    assert_eq!(keys(&rows[0]), names.split(' ').collect::<Vec<_>>());
    let facts = |row: &Value| json!([row["revision"], row["later"], row["words_added"], row["words_removed"]]);
    assert_eq!(facts(&rows[0]), json!([0, null, null, null]));
    assert_eq!(facts(&rows[1]), json!([1, "about 3 hours later", 1, 1]));
    assert_eq!(rows[1]["changes"], json!(["number", "edited"]));
    assert_eq!(rows[0]["summary"], json!(null));
    assert!(rows[1]["summary"].as_str().is_some_and(|s| s.contains('→')), "{}", rows[1]["summary"]);
    assert_eq!(rows[2]["later"], "about 21 hours later");
    assert_eq!(rows[2]["state"], "whole");
    let told = bench.run(&["log", "dump.jsonl", weir]).out;
    assert!(told.contains("about 3 hours later"), "{told}");
    assert!(told.contains("\n        −1 +1 figures, edited\n"), "as the screen has it: {told}");

    let show = bench.run(&["show", "dump.jsonl", weir, "--rev", "-2", "--json"]);
    let text = &show.json()[0];
    assert_eq!(keys(text), ["revision", "title", "time", "state", "paragraphs"]);
    assert_eq!((&text["revision"], &text["paragraphs"][2]), (&json!(1), &json!("Nobody was hurt.")));
    assert!(bench.run(&["show", "dump.jsonl", weir]).out.contains("\n\nThe weir jammed on Sunday.\n"));

    let printed = bench.run(&["search", "gone:hurt", "dump.jsonl"]).out;
    assert!(printed.contains("●●○ last seen"), "{printed}");
    let search = bench.run(&["search", "gone:hurt", "dump.jsonl", "--json"]);
    let hit = &search.json()[0];
    let names = ["id", "source", "title", "revision", "field", "snippet", "matches", "lifeline", "present_in_last"];
    assert_eq!(keys(hit)[..9], names);
    assert_eq!(keys(hit)[9..], ["last_seen", "first_missing", "certain", "cannot_say"]);
    assert_eq!((&hit["last_seen"]["revision"], &hit["first_missing"]["revision"]), (&json!(1), &json!(2)));
    assert_eq!((&hit["certain"], &hit["cannot_say"]), (&json!(true), &json!([])));
    assert_eq!((&hit["revision"], &hit["field"], &hit["lifeline"]), (&json!(1), &json!("text"), &json!([0, 1])));
    assert_eq!((&hit["snippet"], &hit["matches"]), (&json!("Nobody was hurt."), &json!([[11, 15]])));
    assert_eq!(hit["present_in_last"], false);
    let cafe = bench.run(&["search", "CAFE", "dump.jsonl", "--json"]).json();
    assert_eq!((&cafe[0]["matches"], &cafe[0]["present_in_last"]), (&json!([[4, 8]]), &json!(true)));
    let left_out = bench.run(&["search", "-weir sunday", "dump.jsonl"]);
    assert!(left_out.out.contains("Café closes") && !left_out.out.contains("Weir"), "{}", left_out.out);
}

#[test]
fn diff_picks_the_pair_and_compare_takes_plain_texts() {
    let bench = Bench::new();
    let pair = |arguments: &[&str]| {
        let run =
            bench.run(&[&["diff", "dump.jsonl", "https://mill.example.org/weir", "--as", "json"], arguments].concat());
        let diff = &run.json()[0];
        for field in ["article", "old", "new", "headline", "blocks", "summary"] {
            assert!(keys(diff).contains(&field), "{field}");
        }
        (run.code, diff["old"]["revision"].clone(), diff["new"]["revision"].clone())
    };
    assert_eq!(pair(&[]), (Some(0), json!(1), json!(2)));
    assert_eq!(pair(&["--target", "-2"]), (Some(0), json!(0), json!(1)));
    assert_eq!(pair(&["--base", "first"]), (Some(0), json!(0), json!(2)));
    assert_eq!(pair(&["--base", "2", "--target", "0"]), (Some(0), json!(2), json!(0)));
    assert_eq!(pair(&["--base", "-1"]), (Some(1), json!(2), json!(2)));

    bench.write("old.txt", "One  paragraph.\nAnother one.\n");
    bench.write("new.txt", "One paragraph.\nAnother one.\n");
    assert_eq!(bench.run(&["compare", "old.txt", "new.txt"]).code, Some(0));
    assert_eq!(bench.run(&["compare", "old.txt", "new.txt", "--ignore", "spacing"]).code, Some(1));
    let same = bench.run(&["compare", "old.txt", "old.txt", "--as", "json"]);
    assert_eq!(
        (same.code, same.json()[0]["old"]["paragraphs"].clone()),
        (Some(1), json!(["One  paragraph.", "Another one."]))
    );
}

#[test]
fn an_article_goes_by_the_name_of_its_folder_or_file() {
    let bench = Bench::new();
    for (folder, text) in [("ferry", "The ferry was late."), ("ferries", "All ferries were late.")] {
        fs::create_dir_all(bench.path("archive").join(folder)).expect("made");
        for (name, end) in [("2020-07-07T10-00.txt", ""), ("2020-07-08T10-00.txt", " Again.")] {
            bench.write(&format!("archive/{folder}/{name}"), &format!("{text}{end}\n"));
        }
    }
    bench.write("archive/mayor-20200707.txt", "The mayor spoke.\n");
    bench.write("archive/mayor-20200708.txt", "The mayor was silent.\n");
    let whole = bench.path("archive/ferry").display().to_string();
    for name in ["ferry", "ferry/", "archive/ferry", "./archive/ferry", &whole, "mayor"] {
        let run = bench.run(&["show", "archive", name]);
        assert_eq!(run.code, Some(0), "{name}: {}", run.err);
        let said = if name == "mayor" { "The mayor was silent." } else { "The ferry was late. Again." };
        assert!(run.out.contains(said), "{name}: {}", run.out);
    }
    for name in ["ferr", "2020", "archive/may"] {
        assert_eq!(bench.run(&["show", "archive", name]).code, Some(2), "{name}");
    }
}

#[test]
fn times_of_loose_files_are_not_those_of_their_texts() {
    let bench = Bench::new();
    bench.write("old.txt", "One.\n");
    bench.write("new.txt", "Two.\n");
    let diff = bench.run(&["compare", "old.txt", "new.txt", "--as", "json"]).json();
    assert_eq!((&diff[0]["old"]["time"], &diff[0]["new"]["time"]), (&Value::Null, &Value::Null));
    for format in ["text", "html", "markdown"] {
        let out = bench.run(&["compare", "old.txt", "new.txt", "--as", format]).out;
        for unknown in ["UTC", "not known", "no time", "not named", "evision", "headline known", "dump", "Dump", "URL"]
        {
            assert!(!out.contains(unknown), "{format}: {unknown}: {out}");
        }
        let told = ["old.txt", "new.txt", "SHA-256 of the new text", "Ignored", "Made with", "1 paragraph added"];
        assert!(told.iter().all(|told| out.contains(told)), "{format}: {out}");
    }
    let patch = bench.run(&["compare", "old.txt", "new.txt", "--as", "patch"]).out;
    assert_eq!(patch, "--- a/old.txt\n+++ b/old.txt\n@@ -1,1 +1,1 @@\n-One.\n+Two.\n");
    assert_eq!(bench.run(&["compare", "-", "-"]).code, Some(2));
    // In a folder of texts they are all there is: a guess, from which no distance is reckoned.
    fs::create_dir(bench.path("folder")).expect("made");
    bench.write("folder/1.txt", "One.\n");
    bench.write("folder/2.txt", "Two.\n");
    let log = bench.run(&["log", "folder", "--json"]).json();
    assert_eq!((&log[1]["time_certainty"], &log[1]["later"]), (&json!("unknown"), &Value::Null));
    assert!(bench.run(&["log", "folder"]).out.contains("UTC?"));
    assert_eq!(bench.run(&["list", "folder", "--json"]).json()[0]["time_certainty"], "unknown");
    assert!(bench.run(&["diff", "folder"]).out.contains("no time known; a guess is "));
}

#[test]
fn a_spoilt_text_is_compared_and_told_of() {
    let bench = Bench::new();
    fs::write(bench.path("old.txt"), b"The caf\xC3\xA9 opens at 9.\n").expect("written");
    fs::write(bench.path("new.txt"), b"The caf\xC3\xA9 opens \x92 at 9.\n").expect("written");
    let run = bench.run(&["compare", "old.txt", "new.txt"]);
    assert_eq!(run.code, Some(0));
    assert!(run.out.contains("The café opens") && run.out.contains('\u{fffd}'), "{}", run.out);
    assert!(run.err.contains("new.txt: Some bytes are no valid UTF-8") && run.err.lines().count() == 1, "{}", run.err);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_told_of() {
    let bench = Bench::new();
    let weir = "https://mill.example.org/weir";
    for arguments in [
        &["list", "dump.jsonl"][..],
        &["list", "dump.jsonl", "--json"],
        &["diff", "dump.jsonl", weir, "--as", "html"],
        &["search", "weir", "dump.jsonl"],
        &["--help"],
        &["man"],
        &["completions", "bash"],
    ] {
        let full = fs::File::create("/dev/full").expect("a device");
        let output = bench.command(arguments).stdout(full).output().expect("it runs");
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let sentence = "recension: Standard output could not be written: there is no room left where it goes; ";
        assert!(said.starts_with(sentence) && said.lines().count() == 1, "{arguments:?}: {said}");
    }
    let file = bench.run(&["diff", "dump.jsonl", weir, "-o", "/dev/full"]);
    assert_eq!(file.code, Some(2));
    assert_eq!(file.err.lines().count(), 1);
    assert!(file.err.contains("There is no room left to write ‘/dev/full’"), "{}", file.err);
}

#[test]
fn a_document_is_written_by_its_suffix_and_never_over_another() {
    let bench = Bench::new();
    let weir = "https://mill.example.org/weir";
    let page = bench.path("weir.html");
    let write = |more: &[&str]| bench.run(&[&["diff", "dump.jsonl", weir, "-o", "weir.html"], more].concat());
    assert_eq!(write(&[]).code, Some(0));
    let html = fs::read_to_string(&page).expect("written");
    assert!(html.starts_with("<!"), "{html}");
    fs::write(&page, "mine").expect("written");
    let refused = write(&[]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("--force"), "{}", refused.err);
    assert_eq!(fs::read_to_string(&page).expect("there"), "mine");
    assert_eq!(write(&["--force"]).code, Some(0));
    assert_eq!(fs::read_to_string(&page).expect("there"), html);
    for format in ["patch", "html", "markdown", "json", "ansi", "text"] {
        let run = bench.run(&["diff", "dump.jsonl", weir, "--as", format]);
        assert_eq!(run.code, Some(0), "{format}: {}", run.err);
        assert!(run.out.contains("Sunday"), "{format}");
    }
}

#[test]
fn sides_are_set_by_hand() {
    let bench = Bench::new();
    let page = fixture("newssniffer-text/weir-a.cells.txt");
    let before = bench.run(&["diff", &page, "--as", "json"]).json();
    assert_eq!(before[0]["article"]["sides"], "sides inferred");
    let last = "Two pumps have been sent from Millbrook.";
    let holds = |diff: &Value, side: &str| diff[side]["paragraphs"].as_array().expect("a list").contains(&json!(last));
    let (was, other) = if holds(&before[0], "new") { ("new", "old") } else { ("old", "new") };
    bench.write("sides", &format!("15 {other} \"Two pumps\"\n"));
    let after = bench.run(&["diff", &page, "--as", "json", "--sides", "sides"]).json();
    assert_eq!(after[0]["article"]["sides"], "sides inferred, corrected by hand");
    assert!(holds(&after[0], other) && !holds(&after[0], was));
    bench.write("wrong", "15 left\n");
    let wrong = bench.run(&["diff", &page, "--sides", "wrong"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("line 1") && wrong.err.contains("left"), "{}", wrong.err);
}

#[test]
fn errors_are_one_sentence_and_exit_codes_tell() {
    let bench = Bench::new();
    fs::create_dir(bench.path("empty")).expect("made");
    for (arguments, code, said) in [
        (&["list", "nothing-here"][..], 2, "There is no file or folder nothing-here"),
        (&["nothing-here"], 2, "There is no file or folder nothing-here"),
        (&["lst"], 2, "There is no file or folder lst; did you mean the command `list`?"),
        (&["lst", "sample:"], 2, "There is no file or folder lst; did you mean the command `list`?"),
        (&["--theme", "nosuch", "dump.jsonl"], 2, "There is no theme \"nosuch\"; there are contrast, dark,"),
        (&["search", "removed:", "dump.jsonl"], 2, "The word or phrase to be found is missing after `removed:`"),
        (&["diff", "sample:", "82d8", "--base", "2"], 2, "Revision 2 is not in the dump"),
        (&["list", "empty"], 2, "Nothing could be read."),
        (&["import", "empty"], 2, "Nothing could be read"),
        (&["log", "dump.jsonl"], 2, "There are 3 articles here"),
        (&["log", "dump.jsonl", "https://mill"], 2, "the beginning of 2 articles"),
        (&["log", "dump.jsonl", "mill.example.org/w"], 0, ""),
        (&["log", "dump.jsonl", "zzz"], 2, "There is no article"),
        (&["show", "dump.jsonl", "mill.example.org/w", "--rev", "9"], 2, "has 3, from number 0 to 2"),
        (&["show", "dump.jsonl", "mill.example.org/w", "--rev", "-4"], 2, "There is no such revision"),
        (
            &["show", "dump.jsonl", "mill.example.org/w", "--rev", "2020"],
            2,
            "2020-12 is the last one seen by the end of 2020.",
        ),
        (&["show", "dump.jsonl", "mill.example.org/w", "--rev", "2020-12"], 0, ""),
        (&["--theme", "mono", "dump.jsonl"], 0, ""),
        (
            &["show", "dump.jsonl", "mill.example.org/w", "--rev", "2020-07-01T00:00:00Z"],
            2,
            "was first seen at 2020-07-07",
        ),
        (&["show", "dump.jsonl", "harle.example.org", "--rev", "2020-07-01"], 2, "No time is known of any revision"),
        (&["diff", "dump.jsonl", "mill.example.org/f"], 2, "no revision before that one"),
        (&["search", "sunday", "dump.jsonl"], 0, ""),
        (&["search", "monday", "dump.jsonl"], 1, ""),
        (&["search", "a \"b", "dump.jsonl"], 2, "at character 3"),
        (&["compare", "dump.jsonl", "none.txt"], 2, "There is no file none.txt; check the path."),
        (&["compare", "dump.jsonl/x", "none.txt"], 2, "a part of its path is a file, not a folder"),
        (&["compare", "empty", "dump.jsonl"], 2, "is a folder"),
        (&["list", "sample:", "dump.jsonl"], 2, "stands alone"),
        (&["list", "dump.jsonl", "--source", "nosuch"], 1, ""),
        (&["list", "dump.jsonl", "--limit", "0"], 2, "--limit cannot be \"0\": a number from 1 on"),
        (&["list", "dump.jsonl", "--changed", "foo"], 2, "it is one of headline, byline, number"),
        (&["list", "--from", "nothing"], 2, "--from cannot be \"nothing\", it is one of json"),
        (&["list", "--limt", "3"], 2, "did you mean --limit; see `recension list --help`."),
        (&["compare", "one"], 2, "NEW is missing; see `recension compare --help`."),
        (&["--no-cache", "list", "dump.jsonl"], 0, ""),
        (&["list", "dump.jsonl", "--cache", "here"], 0, ""),
    ] {
        let run = bench.run(arguments);
        assert_eq!(run.code, Some(code), "{arguments:?}: {}", run.err);
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
        assert_eq!(run.err.is_empty(), said.is_empty(), "{arguments:?}: {}", run.err);
        assert!(run.err.lines().count() <= 1, "{arguments:?}: {}", run.err);
    }
}

#[test]
fn problems_are_told_of_in_a_line_and_listed_by_import() {
    let bench = Bench::new();
    bench.write(
        "broken.jsonl",
        "{\"source\": \"x\", \"url\n{\"id\":\"c\",\"title\":\"Kept\",\"versions\":[{\"text\":\"Kept.\"}]}\n",
    );
    let list = bench.run(&["list", "broken.jsonl"]);
    assert_eq!(list.code, Some(0));
    assert!(list.out.starts_with("Kept\n"), "{}", list.out);
    assert!(list.err.contains("see `recension import broken.jsonl`") && list.err.lines().count() == 1, "{}", list.err);
    let import = bench.run(&["import", "broken.jsonl", "dump.jsonl"]);
    assert_eq!(import.code, Some(0));
    assert!(
        import.out.contains("4 articles in 7 revisions") && import.out.contains("broken.jsonl: line 1"),
        "{}",
        import.out
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let bench = Bench::new();
    let version = r#"{"version":0,"title":"T","created_at":"2020-07-07T10:00:00Z","text":"Text."}"#;
    let line = |n: usize| format!("{{\"id\":\"n{n}\",\"title\":\"Article {n}\",\"versions\":[{version}]}}\n");
    bench.write("many.jsonl", &(0..3000).map(line).collect::<String>());
    for arguments in [&["list", "many.jsonl", "--json"][..], &["search", "text", "many.jsonl"], &["list", "many.jsonl"]]
    {
        let mut child =
            bench.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        let mut line = String::new();
        let mut out = BufReader::with_capacity(64, child.stdout.take().expect("a pipe"));
        out.read_line(&mut line).expect("a line");
        drop(out);
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

#[test]
fn the_sample_is_in_the_program() {
    let bench = Bench::new();
    let list = bench.run(&["list", "--json"]);
    assert!(list.json().len() >= 15, "{} articles", list.json().len());
    assert!(list.err.contains("built-in sample"), "{}", list.err);
    assert_eq!(bench.run(&["list", "sample:", "--json"]).out, list.out);
    for row in list.json() {
        let id = row["id"].as_str().expect("an id");
        let log = bench.run(&["log", "sample:", id, "--json"]).json();
        assert_eq!(log.len() as u64, row["revisions"].as_u64().expect("a number"), "{id}");
    }
}

#[test]
fn the_program_describes_itself() {
    let bench = Bench::new();
    let help = bench.run(&["--help"]).out;
    let man = bench.run(&["man"]).out;
    let shell = bench.run(&["completions", "bash"]).out;
    for command in [
        "list",
        "search",
        "log",
        "show",
        "diff",
        "compare",
        "stats",
        "import",
        "formats",
        "config",
        "completions",
        "man",
    ] {
        assert!(help.contains(&format!("\n  {command}")), "{command} is not in the help");
        assert!(man.contains(command) && shell.contains(command), "{command} is not in manual or completions");
        let own = bench.run(&["help", command]);
        assert_eq!(own.code, Some(0), "{}", own.err);
        assert!(own.out.lines().all(|line| line.chars().count() <= 100), "{}", own.out);
        assert!(!own.out.contains("newssniffer-db"), "all formats under {command}: {}", own.out);
    }
    assert!(!help.contains("panic-after") && !man.contains("panic"), "the hidden option shows");
    for shell in ["zsh", "fish", "powershell", "elvish"] {
        assert!(bench.run(&["completions", shell]).out.contains("min-revisions"), "{shell}");
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(bench.run(&["completions", shell]).out.contains("newssniffer-db"), "{shell} knows no formats");
    }
    let formats = bench.run(&["formats"]).out;
    assert!(formats.contains("\n  json ") && formats.contains("\n  html "), "{formats}");
    let config = bench.run(&["config"]).out;
    assert!(config.contains("\ntheme = \"auto\"\n"), "{config}");
    assert!(bench.run(&["config", "--path"]).out.trim_end().ends_with("config.toml"));
    let own = bench.run(&["list", "-h"]).out;
    insta::assert_snapshot!("list-help", own);
    let query = bench.run(&["search", "-h"]).out;
    for part in ["title:", "removed:", "added:", "gone:", "\"exact phrase\"", " OR ", "/expression/"] {
        assert!(query.contains(part), "{part}: {query}");
    }
}
