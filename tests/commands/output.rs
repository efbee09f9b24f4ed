//! Where output goes: into another program, into a file of a kind.

use std::fs;

use crate::bench::Bench;

#[test]
fn another_program_is_given_whole_lines() {
    let bench = Bench::new();
    let long = "The council of the harbour ".repeat(20);
    let version = |title: &str| format!(r#"{{"version":0,"title":"{title}","text":"{title}"}}"#);
    fs::write(
        bench.path("long.json"),
        format!(r#"{{"source":"mill","url":"https://mill.example/long","versions":[{}]}}"#, version(long.trim())),
    )
    .expect("a dump");
    let list = bench.run(&["list", "long.json"]);
    assert_eq!(list.out.lines().next(), Some(long.trim()));
    let search = bench.run(&["search", "council", "long.json"]);
    assert!(search.out.lines().any(|line| line.trim() == long.trim()), "{}", search.out);
    assert!(!list.out.contains('…'));
}

#[test]
fn a_suffix_of_another_kind_of_document_is_no_promise() {
    let bench = Bench::new();
    let diff = |file: &str| bench.run(&["diff", "dump.jsonl", "https://www.mill.example.org/weir", "-o", file]);
    let refused = diff("change.docx");
    assert_eq!((refused.code, bench.path("change.docx").exists()), (Some(2), false));
    assert!(refused.err.contains("--as") && refused.err.contains("patch"), "{}", refused.err);
    assert_eq!(diff("change.diff").code, Some(0));
    let patch = fs::read_to_string(bench.path("change.diff")).expect("a patch");
    assert!(patch.lines().any(|line| line.starts_with("@@ ")), "{patch}");
    assert_eq!(diff("change").code, Some(0));
}

#[test]
fn what_did_not_change_is_left_out_on_request() {
    let bench = Bench::new();
    let text = |last: &str| (1..=9).map(|n| format!("Lock {n} is open.\n")).collect::<String>() + last;
    fs::write(bench.path("old.txt"), text("The canal is shut.")).expect("a text");
    fs::write(bench.path("new.txt"), text("The canal is open.")).expect("a text");
    let compare = |more: &[&str]| bench.run(&[&["compare", "old.txt", "new.txt"], more].concat());
    let (whole, short) = (compare(&[]), compare(&["-U", "1"]));
    assert!(whole.out.contains("Lock 2 "), "{}", whole.out);
    assert!(short.out.contains("⋯ 8 unchanged paragraphs") && short.out.contains("Lock 9 "), "{}", short.out);
    assert!(!short.out.contains("Lock 8 "), "{}", short.out);
    let refused = compare(&["--context", "1", "--as", "json"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("always whole"), "{}", refused.err);
}

#[test]
fn a_revision_is_named_by_a_time_at_which_it_stood() {
    let bench = Bench::new();
    let shown = |time: &str| bench.run(&["show", "dump.jsonl", "mill.example.org/w", "--rev", time]).out;
    assert!(shown("2020-07-07T13:00:00Z").contains("3 trees"));
    assert!(shown("2020-07-07T13:05:00Z").contains("Nobody was hurt."));
    assert!(!shown("2021-01-01").contains("Nobody was hurt."));
    let diff = bench.run(&["diff", "dump.jsonl", "mill.example.org/w", "--base", "2020-07-07T11:00:00Z"]);
    assert!(diff.out.contains("[-3-]{+5+}") && diff.out.contains("floods"), "{}", diff.out);
}

#[test]
fn a_time_of_which_only_the_month_or_the_year_is_known_is_written_so() {
    let bench = Bench::new();
    let version =
        |n: u32, at: &str| format!(r#"{{"version":{n},"title":"Weir","created_at":"{at}","text":"Day {n}."}}"#);
    let versions = [version(0, "2020"), version(1, "2020-03"), version(2, "2020-03-01T10:00Z"), version(3, "2021-05")];
    let article = format!(r#"{{"source":"mill","url":"https://mill.example/w","versions":[{}]}}"#, versions.join(","));
    fs::write(bench.path("dated.json"), article).expect("a dump");
    let rows: Vec<serde_json::Value> = bench
        .run(&["log", "dated.json", "--json"])
        .out
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    let told = |name: &str| rows.iter().map(|row| row[name].as_str().unwrap_or("-")).collect::<Vec<_>>();
    assert_eq!(told("time_precision"), ["year", "month", "minute", "month"]);
    assert_eq!(told("later"), ["-", "-", "-", "about 1 year later"], "nobody can say of times in the same month");
    let log = bench.run(&["log", "dated.json"]).out;
    assert!(log.lines().any(|line| line.trim_start().starts_with("0  2020  ")), "{log}");
    assert!(log.lines().any(|line| line.trim_start().starts_with("1  2020-03  ")), "{log}");
    let diff = bench.run(&["diff", "dated.json", "--base", "1", "--target", "2"]).out;
    assert!(diff.contains("seen 2020-03 (") && !diff.contains("hours later"), "{diff}");
}
