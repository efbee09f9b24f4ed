//! `recension log`, as people read it.

use super::bench::Bench;

/// A page of a wiki of which only a template's figure changes.
const FIRE: &str = r#"<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" version="0.10" xml:lang="en">
<siteinfo><sitename>W</sitename><dbname>harlewiki</dbname></siteinfo>
<page><title>Fire at the mill</title><ns>0</ns><id>6</id>
<revision><id>1</id><timestamp>2024-01-01T00:00:00Z</timestamp><contributor><username>Ada</username><id>1</id></contributor>
<text xml:space="preserve">The mill burned down at night.

{{Infobox fire|dead=4|injured=10}}</text></revision>
<revision><id>2</id><timestamp>2024-01-02T00:00:00Z</timestamp><contributor><username>Ada</username><id>1</id></contributor>
<text xml:space="preserve">The mill burned down at night.

{{Infobox fire|dead=11|injured=10}}</text></revision>
</page></mediawiki>"#;

#[test]
fn what_a_note_says_is_not_said_twice() {
    let bench = Bench::new();
    bench.write("wiki.xml", FIRE);
    let told = bench.run(&["log", "wiki.xml"]).out.to_lowercase();
    assert_eq!(told.matches("figures changed in what is folded away").count(), 1, "{told}");
    let rows = bench.run(&["log", "wiki.xml", "--json"]).json();
    assert_eq!(rows[1]["summary"], "Figures changed in what is folded away.");
    assert_eq!(rows[1]["notes"].as_array().map(Vec::len), Some(1), "{}", rows[1]["notes"]);
}

#[test]
fn a_comment_of_several_lines_takes_one() {
    let bench = Bench::new();
    let version = |number: u32, comment: &str| {
        format!(
            r#"{{"version":{number},"created_at":"2020-07-0{number}T10:00:00Z","text":"Text {number}.","comment":"{comment}"}}"#
        )
    };
    let versions = [version(1, "Begin"), version(2, "Correct it\\n\\nThe county wrote to us.")].join(",");
    bench.write("said.jsonl", &format!(r#"{{"id":"c","title":"T","versions":[{versions}]}}"#));
    let told = bench.run(&["log", "said.jsonl"]).out;
    assert!(told.contains("        Begin\n") && told.contains("        Correct it …\n"), "{told}");
    assert!(!told.contains("county"), "{told}");
    let rows = bench.run(&["log", "said.jsonl", "--json"]).json();
    assert_eq!(rows[1]["comment"], "Correct it\n\nThe county wrote to us.");
}
