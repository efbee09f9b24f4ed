//! What README tells those who write scripts.

use super::{bench::Bench, keys};

/// The command of a row of the table, and the fields that it names.
fn row(line: &str) -> Option<(&str, Vec<&str>)> {
    let (command, fields) = line.strip_prefix("| `")?.split_once("` | `")?;
    Some((command, fields.strip_suffix("` |")?.split("` `").collect()))
}

#[test]
fn readme_names_the_fields_that_are_printed() {
    let bench = Bench::new();
    let readme = include_str!("../../README.md");
    let (_, section) = readme.split_once("\n## For scripts\n").expect("a section for scripts");
    let (section, _) = section.split_once("\n## ").expect("it ends");
    let rows: Vec<(&str, Vec<&str>)> = section.lines().filter_map(row).collect();
    let (dump, article) = ("dump.jsonl", "https://mill.example.org/weir");
    for (command, fields) in &rows {
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
        assert_eq!(&keys(&run.json()[0]), fields, "{command}");
    }
    assert_eq!(rows.len(), 8, "{rows:?}");
}
