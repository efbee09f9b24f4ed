//! What databases bring: copies in archives, notes, and an origin's own alignment.

use std::fs;

use serde_json::Value;

use crate::bench::{Bench, fixture};

#[test]
fn the_log_tells_archived_copies_and_notes() {
    let bench = Bench::new();
    let database = fixture("diffengine/diffengine.db");
    let weir = bench.run(&["log", &database, "https://harlevalley", "--json"]).json();
    assert!(weir[0]["archived"].as_str().is_some_and(|url| url.starts_with("https://web.archive.org/")), "{weir:?}");
    assert_eq!((&weir[1]["archived"], &weir[1]["notes"]), (&Value::Null, &serde_json::json!([])));
    let hall = bench.run(&["log", &database, "https://oxcombe.example.com/market", "--json"]).json();
    assert_eq!(hall[2]["notes"], serde_json::json!(["no visible change"]));
    let plain = bench.run(&["log", &database, "https://oxcombe.example.com/market"]);
    assert!(plain.out.contains("no visible change"), "{}", plain.out);
}

#[test]
fn a_diff_carries_the_origins_alignment_beside_ours() {
    let bench = Bench::new();
    let file = fixture("newsedits-match/oxcombe-matched-sentences.db");
    let diff = bench.run(&["diff", &file, "--base", "0", "--target", "1", "--as", "json"]).json().remove(0);
    let origin = &diff["origin_alignment"];
    assert_eq!(
        (origin["by"].as_str(), origin["old"].as_array().map(Vec::len)),
        (Some("NewsEdits"), Some(3)),
        "{origin}"
    );
    // The origin takes the edited sentence for an unchanged one.
    let judged: Vec<(&str, &str, bool)> = origin["sentences"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|s| (s["origin"].as_str().unwrap_or(""), s["ours"].as_str().unwrap_or(""), s["agrees"] == true))
        .collect();
    assert!(judged.contains(&("same", "same", true)) && judged.contains(&("same", "edited", false)), "{judged:?}");
    assert_eq!(origin["differ"].as_u64(), Some(judged.iter().filter(|j| !j.2).count() as u64));
    // Of other pairs the origin says nothing.
    let diff = bench.run(&["diff", &file, "--base", "0", "--target", "2", "--as", "json"]).json().remove(0);
    assert_eq!(diff.get("origin_alignment"), None);
}

#[test]
fn what_an_origin_keeps_back_is_shown_on_demand_and_only_then() {
    let bench = Bench::new();
    let file = fixture("newssniffer-db/development.sqlite3");
    let kept = bench.run(&["show", &file, "newssniffer:73", "--rev", "first", "--json"]).json().remove(0);
    assert_eq!((&kept["state"], &kept["paragraphs"]), (&"withheld".into(), &serde_json::json!([])));
    let shown =
        bench.run(&["show", &file, "newssniffer:73", "--rev", "first", "--json", "--show-hidden"]).json().remove(0);
    assert_eq!(shown["state"], "whole");
    assert!(shown["paragraphs"][0].as_str().is_some_and(|p| p.starts_with("A swarm of bees")), "{shown}");
    // Each way of reading has a catalogue of its own.
    assert_eq!(bench.run(&["show", &file, "newssniffer:73", "--rev", "first", "--json"]).json().remove(0), kept);
    let log = bench.run(&["log", &file, "newssniffer:73", "--json", "--show-hidden"]).json();
    assert!(log[0]["notes"][0].as_str().is_some_and(|note| note.starts_with("kept back")), "{log:?}");
}

#[test]
fn what_one_origin_keeps_back_is_shown_from_no_other_dump() {
    let bench = Bench::new();
    let file = fixture("newssniffer-db/development.sqlite3");
    let text = "A swarm settled on the spire, says another copy.";
    let copy = format!(r#"{{"id":"newssniffer:73","title":"Bees","time":"2031-01-02T03:04:05Z","text":"{text}"}}"#);
    let copy = bench.write("copy.json", &copy).display().to_string();
    let alone = bench.run(&["log", "--json", &file, "newssniffer:73"]).json().len();
    for paths in [[&file, &copy], [&copy, &file]] {
        let archive = bench.path("both");
        fs::create_dir_all(&archive).expect("a folder");
        for (name, path) in ["1", "2"].iter().zip(paths) {
            let suffix = path.rsplit('.').next().expect("a suffix");
            fs::copy(path, archive.join(format!("{name}.{suffix}"))).expect("copied");
        }
        let both = archive.display().to_string();
        let log = bench.run(&["log", "--json", &both, "newssniffer:73"]).json();
        assert_eq!(log.len(), alone + 1, "the revisions stay");
        let kept =
            |row: &Value| row["state"] == "withheld" && row["notes"].to_string().contains("withheld by News Sniffer");
        assert!(log.iter().all(kept), "{log:?}");
        assert_eq!(bench.run(&["search", "spire", &both]).code, Some(1));
        let shown = bench.run(&["search", "spire", &both, "--show-hidden"]);
        assert!(shown.out.contains("says another copy"), "{}{}", shown.out, shown.err);
        fs::remove_dir_all(archive).expect("removed");
    }
}

#[test]
fn an_article_of_several_dumps_names_them() {
    let bench = Bench::new();
    let again = bench.run(&["log", "dump.jsonl", "mill.example.org/w", "--json"]);
    assert!(again.out.contains("\"origins\":[\"dump.jsonl\"]"), "{}", again.out);
    fs::copy(bench.path("dump.jsonl"), bench.path("copy.jsonl")).expect("a copy");
    let log = bench.run(&["log", ".", "mill.example.org/w"]);
    assert!(log.out.contains("Joined from copy.jsonl, dump.jsonl."), "{}", log.out);
    let json = bench.run(&["log", ".", "mill.example.org/w", "--json"]).out;
    assert!(json.lines().all(|line| line.contains("copy.jsonl") && line.contains("dump.jsonl")), "{json}");
}
