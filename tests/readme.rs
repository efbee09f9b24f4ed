//! The README's tables are those of the code. `UPDATE_ASSETS=1 cargo test` writes them.

use std::{fmt::Write, fs};

use recension::{app::keymap::key_table, export::EXPORTERS, source::FORMATS};

fn between<'a>(text: &'a str, name: &str) -> (&'a str, &'a str, &'a str) {
    let begin = format!("<!-- {name}: written by a test, do not edit -->\n");
    let from = text.find(&begin).unwrap_or_else(|| panic!("the README has no place for {name}")) + begin.len();
    let to = from + text[from..].find("<!-- end -->").expect("the place ends");
    (&text[..from], &text[from..to], &text[to..])
}

#[test]
fn tables_are_those_of_the_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let mut readme = fs::read_to_string(path).expect("a README");
    let mut formats = String::from("\n| format | what |\n| --- | --- |\n");
    for format in FORMATS {
        let _ = writeln!(formats, "| `{}` | {} |", format.name(), format.summary());
    }
    let mut exports = String::from("\n| format | what | suffix |\n| --- | --- | --- |\n");
    for exporter in EXPORTERS {
        let _ = writeln!(exports, "| `{}` | {} | `.{}` |", exporter.name(), exporter.summary(), exporter.suffix());
    }
    let keys = format!("\n{}", key_table());
    for (name, table) in [("formats", formats), ("exports", exports), ("keys", keys)] {
        let (before, found, after) = between(&readme, name);
        let table = format!("{}\n", table.trim_end_matches('\n').to_owned() + "\n");
        if found == table {
            continue;
        }
        assert!(
            std::env::var_os("UPDATE_ASSETS").is_some(),
            "the README's table of {name} is not that of the code: run UPDATE_ASSETS=1 cargo test"
        );
        readme = format!("{before}{table}{after}");
        fs::write(path, &readme).expect("the README is written");
    }
}
