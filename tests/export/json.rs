//! JSON rebuilds both texts, and its fields are those that the contract names.

use recension::model::Side;
use serde_json::Value;

use crate::sample::{Sample, compared, ferry};

fn parsed(sample: &Sample) -> Value {
    serde_json::from_str(&sample.document("json")).expect("JSON")
}

fn indices(value: &Value) -> Vec<usize> {
    value.as_array().expect("indices").iter().map(|i| i.as_u64().expect("an index") as usize).collect()
}

/// The paragraphs of a side, from the blocks alone.
fn rebuilt(json: &Value, side: &str) -> Vec<String> {
    let skipped = if side == "old" { "insert" } else { "delete" };
    let mut paragraphs = Vec::new();
    for block in json["blocks"].as_array().expect("blocks") {
        let at = indices(&block[side]);
        let spelling = |e: &Value| {
            let old = e["old"].as_str().filter(|_| side == "old");
            old.or(e["text"].as_str()).expect("a text").to_owned()
        };
        let edits = block["edits"].as_array().expect("edits");
        let text: String = edits.iter().filter(|e| e["op"] != skipped).map(spelling).collect();
        if !at.is_empty() {
            paragraphs.extend(at.into_iter().zip(text.split('\n').map(String::from)));
        }
    }
    paragraphs.sort();
    assert!(paragraphs.iter().map(|p| p.0).eq(0..paragraphs.len()), "every paragraph in one block");
    paragraphs.into_iter().map(|p| p.1).collect()
}

fn rebuilds(sample: &Sample) {
    let json = parsed(sample);
    for (side, name) in [(Side::Old, "old"), (Side::New, "new")] {
        let want: Vec<&str> = sample.diff.sides[side].paragraphs.iter().map(AsRef::as_ref).collect();
        assert_eq!(rebuilt(&json, name), want);
        assert_eq!(json[name]["paragraphs"], serde_json::json!(want));
        assert_eq!(json[name]["title"], sample.diff.sides[side].title);
    }
}

#[test]
fn json_rebuilds_both_texts() {
    rebuilds(&ferry());
    let hostile = ["\u{1b}[31m", "\"\\\u{0}\u{2028}", "</script>", "\u{202e}x", "", "😀"].map(String::from);
    rebuilds(&compared(("", &hostile), ("../../x", &hostile[2..])));
}

#[test]
fn json_names_what_the_contract_names() {
    let json = parsed(&ferry());
    let keys = |v: &Value| v.as_object().expect("an object").keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&json), "article old new ignore headline blocks sentences summary program");
    assert_eq!(keys(&json["article"]), "id source url title status sides origins notes gaps");
    assert_eq!(
        keys(&json["old"]),
        "revision title time time_certainty time_as_given later state sha256 paragraphs holes uncertain evidence"
    );
    assert_eq!(keys(&json["blocks"][1]), "kind old new similarity edits");
    assert_eq!(json["blocks"][1]["similarity"].to_string(), "0.87");
    assert_eq!(json["old"]["holes"], serde_json::json!([9]));
    assert_eq!(json["old"]["uncertain"], serde_json::json!([8]));
    assert_eq!(json["old"]["evidence"][8]["confidence"].to_string(), "0.62");
    assert_eq!(json["new"]["later"], "about 3 hours later");
    assert!(json["new"]["time"].is_null() && json["new"].get("evidence").is_none());
    let unknown = json["blocks"].as_array().expect("blocks").last().expect("a block");
    assert_eq!(unknown["edits"][0]["op"], "unknown");
}

#[test]
fn what_is_ignored_keeps_its_old_spelling() {
    let mut sample = compared(("t", &["“a”".into()]), ("t", &["“a”".into()]));
    sample.diff.sides.old.paragraphs = crate::sample::texts(&["\"a\""]);
    sample.diff.blocks[0].edits[0].old = Some("\"a\"".into());
    rebuilds(&sample);
}
