//! `recension log --passage`, as scripts meet it.

use serde_json::{Value, json};

use super::{bench::Bench, keys};

const WEIR: &str = "https://mill.example.org/weir";

#[test]
fn a_passage_is_followed_through_the_timeline() {
    let bench = Bench::new();
    let follow = |words: &str| bench.run(&["log", "dump.jsonl", WEIR, "--passage", words, "--json"]);
    let turns = |rows: &[Value]| rows.iter().map(|r| json!([r["held"], r["turn"], r["words"]])).collect::<Vec<_>>();
    let reworded = follow("5 trees").json();
    let names = [
        "passage",
        "headline",
        "revision",
        "time",
        "held",
        "turn",
        "unsure",
        "missing_before",
        "paragraphs",
        "text",
        "words",
        "state",
    ];
    assert_eq!(keys(&reworded[0]), names);
    // Linked through what the diffs pair: the first revision's paragraph has not the words.
    let want = json!([[true, null, false], [true, "edited", true], [true, "same", true]]);
    assert_eq!(json!(turns(&reworded)), want);
    assert_eq!(reworded[0]["text"], "The keeper said 3 trees were in the gate.");
    assert_eq!(reworded[1]["paragraphs"], json!([1]));

    let gone = follow("NOBODY  was").json();
    let want = json!([[true, null, true], [true, "same", true], [false, "gone", null]]);
    assert_eq!(json!(turns(&gone)), want);
    assert_eq!((&gone[2]["text"], &gone[2]["paragraphs"]), (&Value::Null, &json!([])));

    let text = bench.run(&["log", "dump.jsonl", WEIR, "--passage", "5 trees"]).out;
    assert!(text.contains("[-3-]{+5+} trees"), "{text}");
    assert!(text.contains("(the words asked for are not in it)"), "{text}");
    assert!(text.contains("     2  unchanged\n"), "{text}");
    let text = bench.run(&["log", "dump.jsonl", WEIR, "--passage", "hurt"]).out;
    assert!(text.contains("there from the first\n        Nobody was hurt.\n"), "{text}");
    assert!(text.trim_end().ends_with("gone"), "{text}");
    assert!(!text.contains("gone\n        \n"), "{text:?}");

    // As searches find it: whatever stands around and between the words, and whole words.
    assert_eq!(bench.run(&["log", "dump.jsonl", WEIR, "--passage", "“Nobody, wás hurt”"]).code, Some(0));
    assert_eq!(bench.run(&["log", "dump.jsonl", WEIR, "--passage", "obody was hur"]).code, Some(1));
    let none = bench.run(&["log", "dump.jsonl", WEIR, "--passage", "no such words"]);
    assert_eq!((none.code, none.out.trim_end().ends_with("No revision holds these words.")), (Some(1), true));
    assert_eq!(follow("no such words").code, Some(1));
    assert_eq!(follow("").code, Some(2));
}

#[test]
fn words_of_headlines_are_followed_and_what_is_missing_is_told() {
    let bench = Bench::new();
    let text = bench.run(&["log", "dump.jsonl", WEIR, "--passage", "lane floods"]);
    assert_eq!(text.code, Some(0));
    assert!(text.out.contains("The headline\n"), "{}", text.out);
    assert!(text.out.contains("reworded\n        Weir jams{+, lane floods+}\n"), "{}", text.out);
    let rows = bench.run(&["log", "dump.jsonl", WEIR, "--passage", "lane floods", "--json"]).json();
    let told: Vec<Value> = rows.iter().map(|r| json!([r["headline"], r["text"], r["words"]])).collect();
    let (before, after) = ("Weir jams", "Weir jams, lane floods");
    assert_eq!(json!(told), json!([[true, before, false], [true, before, false], [true, after, true]]));

    let missing = ["log", "sample:", "82d8", "--passage", "did not comment"];
    let text = bench.run(&missing).out;
    assert!(text.contains("5–6  not in the dump: it may have come there\n"), "{text}");
    assert!(text.contains("came, here or in a revision before that is missing"), "{text}");
    let rows = bench.run(&[&missing[..], &["--json"]].concat()).json();
    let seven = rows.iter().find(|r| r["revision"] == 7).expect("revision 7");
    assert_eq!((&seven["missing_before"], &seven["unsure"]), (&json!([5, 6]), &json!(true)));
}
