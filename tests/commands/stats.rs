//! `recension stats`, as scripts meet it.

use serde_json::{Value, json};

use super::{bench::Bench, keys};

#[test]
fn stats_count_the_archive_as_text_json_and_csv() {
    let bench = Bench::new();
    let json = &bench.run(&["stats", "dump.jsonl", "--json"]).json()[0];
    let names = "articles revisions changes undated sources days kinds spans most_rewritten changed_latest";
    assert_eq!(keys(json), names.split(' ').collect::<Vec<_>>());
    let counts = json!([json["articles"], json["revisions"], json["changes"], json["undated"]]);
    assert_eq!(counts, json!([3, 6, 3, 2]));
    assert_eq!(json["sources"][0], json!({"source": "mill-post", "articles": 2, "revisions": 4, "changes": 2}));
    assert_eq!(json["sources"][1], json!({"source": "harle-news", "articles": 1, "revisions": 2, "changes": 1}));
    let day = |day: &str, n: [usize; 3]| json!({"day": day, "articles": n[0], "revisions": n[1], "changes": n[2]});
    let days = [day("2020-07-01", [1, 1, 0]), day("2020-07-07", [1, 2, 1]), day("2020-07-08", [0, 1, 1])];
    assert_eq!(json["days"], json!(days));
    let kind = |name: &str| {
        let kinds = json["kinds"].as_array().expect("kinds");
        kinds.iter().find(|k| k["kind"] == name).map(|k| (k["articles"].clone(), k["changes"].clone()))
    };
    assert_eq!(kind("headline"), Some((json!(1), json!(1))));
    assert_eq!(kind("edited"), Some((json!(2), json!(2))));
    assert_eq!(kind("revert"), None);
    let spans = json["spans"].as_array().expect("spans");
    assert_eq!(spans.iter().map(|s| s["articles"].as_u64().expect("a number")).sum::<u64>(), 3);
    assert!(spans.contains(&json!({"span": "1 to 7 days", "articles": 1})), "{spans:?}");
    assert!(spans.contains(&json!({"span": "not known", "articles": 1})), "{spans:?}");
    let latest_of = |v: &Value| json!([v[0]["source"], v[0]["title"], v[0]["revisions"], v[0]["seconds"]]);
    assert_eq!(latest_of(&json["changed_latest"]), json!(["mill-post", "Weir jams, lane floods", 3, 86_400]));
    assert_eq!(json["changed_latest"].as_array().map(Vec::len), Some(1));
    assert_eq!(json["most_rewritten"][0]["title"], "Weir jams, lane floods");

    let csv = bench.run(&["stats", "dump.jsonl", "--csv"]).out;
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some("section,name,articles,revisions,changes,words,seconds,source,title"));
    assert!(csv.contains("\nday,2020-07-07,1,2,1,,,,\n") && csv.contains("\nall,,3,6,3,,,,\n"), "{csv}");
    assert!(csv.contains(",\"Weir jams, lane floods\"\n"), "{csv}");
    let text = bench.run(&["stats", "dump.jsonl"]).out;
    assert!(text.starts_with("3 articles, 6 revisions, 3 changes\n"), "{text}");
    assert!(text.contains("2020-07-07") && text.contains('█'), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert_eq!(bench.run(&["stats", "dump.jsonl", "--json", "--csv"]).code, Some(2));
    // From the catalogue on disk as from the dump.
    let again = bench.run(&["stats", "dump.jsonl", "--json"]).json();
    assert_eq!(
        (again[0].clone(), bench.run(&["stats", "dump.jsonl", "--json", "--no-cache"]).json()[0].clone()),
        (json.clone(), json.clone())
    );
}
