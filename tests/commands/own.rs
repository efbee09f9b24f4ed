//! Documents that the program made of diffs, where they lie beside the dump that they were made of.

use super::{Value, bench::Bench, json};

const EXPORTS: [&str; 6] = ["json", "html", "markdown", "text", "ansi", "patch"];

fn found(bench: &Bench, path: &str) -> (Value, Value, Value) {
    let told = bench.run(&["formats", path, "--json"]).json().remove(0);
    (told["articles"].clone(), told["passed_over"].clone(), told["problems"].clone())
}

#[test]
fn exports_beside_their_dump_are_passed_over() {
    let bench = Bench::new();
    std::fs::create_dir(bench.path("archive")).expect("made");
    std::fs::rename(bench.path("dump.jsonl"), bench.path("archive/dump.jsonl")).expect("moved");
    bench.write("archive/ferry.txt", "The ferry was late.\n");
    bench.write("old.txt", "One.\n");
    bench.write("new.txt", "Two.\n");
    let before = found(&bench, "archive");
    assert_eq!(before, (json!(4), json!({}), json!([])));
    let export = |kind: &str, name: String, arguments: &[&str]| {
        let file = format!("archive/{name}");
        let run = bench.run(&[arguments, &["--as", kind, "-o", &file]].concat());
        assert_eq!(run.code, Some(0), "{file}: {}", run.err);
    };
    let weir = ["diff", "archive/dump.jsonl", "mill.example.org/weir"];
    for kind in EXPORTS {
        // As the browser names them: an ordinal at the end makes no revisions of them.
        export(kind, format!("weir-1-2.{kind}.txt"), &weir);
        let excerpt: &[&str] = if ["json", "patch"].contains(&kind) { &[] } else { &["-U", "0"] };
        export(kind, format!("weir.{kind}"), &[&weir[..], excerpt].concat());
        export(kind, format!("long.{kind}"), &["diff", "sample:", "82d8"]);
        if kind != "patch" {
            export(kind, format!("compared.{kind}"), &["compare", "old.txt", "new.txt"]);
        }
    }
    assert_eq!(found(&bench, "archive"), (before.0, json!({"own": 23}), json!([])));
    assert_eq!(bench.run(&["list", "archive", "--json"]).json().len(), 4);
    for kind in EXPORTS {
        let alone = bench.run(&["list", &format!("archive/weir.{kind}")]);
        assert!(alone.err.contains("a document that recension made of a diff"), "{kind}: {}", alone.err);
    }
}

#[test]
fn texts_that_speak_of_the_program_are_read() {
    let bench = Bench::new();
    let export = bench.run(&["diff", "dump.jsonl", "mill.example.org/weir", "--as", "text"]).out;
    let page = |body: &str| {
        format!(
            "<!DOCTYPE html><html><head><title>T</title></head><body><h1>How it was found</h1><p>{body}</p></body></html>"
        )
    };
    let meta = "&lt;meta name=\"generator\" content=\"recension 0.0.0\"&gt; stands in the page that we were sent, and in no other.";
    for (name, text) in [
        ("a/quoting.txt", format!("How the report was altered\n\nWe compared both.\n\n{export}")),
        ("a/speaking.md", "# On recension\n\nMade with: recension 0.0.0, said the editor.\n".to_owned()),
        ("a/old.txt", "Old revision: what it said\n\nNew revision: what it says now.\n".to_owned()),
        ("a/page.html", page(meta)),
        (
            "a/article.json",
            r#"{"article":{"id":"x","source":"s","title":"T","text":"Made with recension."}}"#.to_owned(),
        ),
        ("a/own.jsonl", std::fs::read_to_string(bench.path("dump.jsonl")).expect("read")),
    ] {
        std::fs::create_dir_all(bench.path("a")).expect("made");
        bench.write(name, &text);
        let (_, passed_over, _) = found(&bench, name);
        assert_eq!(passed_over, json!({}), "{name}");
    }
    assert_eq!(found(&bench, "a/own.jsonl").0, json!(3));
    // What is asked for is read.
    bench.write("export.txt", &export);
    assert_eq!(bench.run(&["list", "export.txt", "--from", "texts", "--json"]).json().len(), 1);
}
