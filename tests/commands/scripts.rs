//! What README tells those who write scripts.

use serde_json::Value;

use super::{bench::Bench, keys};

/// The command of a row of the table, the parts of what it prints that are meant, where it is not the whole, and the
/// fields that the row names.
fn row(line: &str) -> Option<(&str, Vec<&str>, Vec<&str>)> {
    let (what, fields) = line.strip_prefix("| `")?.split_once("` | `")?;
    let (command, parts) = what.split_once("`: `").unwrap_or((what, ""));
    let parts = parts.split("`, `").filter(|part| !part.is_empty()).collect();
    Some((command, parts, fields.strip_suffix("` |")?.split("` `").collect()))
}

/// A part of a document, named by its path: `summary.facts[]` is the first of the facts of the summary.
fn part<'j>(json: &'j Value, path: &str) -> &'j Value {
    path.split('.').fold(json, |json, name| match name.strip_suffix("[]") {
        Some(list) => &json[list][0],
        None => &json[name],
    })
}

#[test]
fn readme_names_the_fields_that_are_printed() {
    let bench = Bench::new();
    let readme = include_str!("../../README.md");
    let (_, section) = readme.split_once("\n## For scripts\n").expect("a section for scripts");
    let (section, _) = section.split_once("\n## ").expect("it ends");
    let rows: Vec<(&str, Vec<&str>, Vec<&str>)> = section.lines().filter_map(row).collect();
    let (dump, article) = ("dump.jsonl", "https://mill.example.org/weir");
    for (command, parts, fields) in &rows {
        let mut arguments: Vec<&str> = command.split(' ').filter(|word| !["PATH", "WORDS"].contains(word)).collect();
        let behind = match arguments[0] {
            "log" | "show" | "diff" => vec![dump, article],
            "search" => vec!["gate", dump],
            _ => vec![dump],
        };
        arguments.splice(1..1, behind);
        if command.contains("WORDS") {
            let option = arguments.iter().position(|word| *word == "--passage").expect("the option");
            arguments.insert(option + 1, "5 trees");
        }
        let run = bench.run(&arguments);
        assert!(run.err.is_empty(), "{arguments:?}: {}", run.err);
        let json = &run.json()[0];
        if parts.is_empty() {
            assert_eq!(&keys(json), fields, "{command}");
        }
        for path in parts {
            assert_eq!(&keys(part(json, path)), fields, "{command}: {path}");
        }
    }
    assert_eq!(rows.iter().filter(|row| row.1.is_empty()).count(), 8, "{rows:?}");
}
