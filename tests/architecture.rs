//! The layer rule: which module may use which, and where the world may be named. Reads `src/` and fails with the
//! offending lines.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// For each module of the crate the modules that it may use. Nothing points upwards.
const MAY_USE: [(&str, &[&str]); 12] = [
    ("model", &[]),
    ("text", &["model"]),
    ("diff", &["text", "model"]),
    ("query", &["text", "model"]),
    ("app", &["query", "diff", "text", "model"]),
    ("view", &["app", "query", "diff", "text", "model"]),
    ("source", &["text", "model"]),
    // Facts about neighbouring revisions, and diffs kept for going back and forth.
    ("catalogue", &["source", "query", "diff", "text", "model"]),
    ("export", &["diff", "text", "model"]),
    // The tables of formats and exporters.
    ("cli", &["source", "export", "diff", "text", "model"]),
    ("run", &["cli", "view", "app", "catalogue", "source", "export", "query", "diff", "text", "model"]),
    ("main", &["cli", "run"]),
];

/// Names and the places, by the beginning of their path in `src`, that may name them.
const WORLD: [(&[&str], &[&str]); 7] = [
    (&["ratatui"], &["view", "run"]),
    (&["crossterm"], &["run"]),
    (&["rusqlite"], &["catalogue", "source"]),
    (&["tantivy"], &["catalogue"]),
    (&["std::fs", "fs::", "File::open", "OpenOptions"], &["run", "source", "catalogue", "export/save.rs"]),
    (&["std::thread", "thread::", "rayon", "crossbeam_channel"], &["run", "source", "catalogue", "main.rs"]),
    (
        &["Instant", "SystemTime", "Timestamp::now", "Zoned::now", "TimeZone::system", "std::env::var", "env::var"],
        &["run", "source", "catalogue", "cli/value.rs"],
    ),
];

#[test]
fn nothing_points_upwards_and_the_world_stays_outside() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    assert!(files.len() > 50, "the sources are not where they are looked for");
    let mut wrong = String::new();
    for file in files {
        let shown = file.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
        let source = fs::read_to_string(&file).expect("readable");
        for (number, line) in code(&source) {
            for reason in offences(&shown, &from_the_top(&shown, &line)) {
                let _ = writeln!(wrong, "src/{shown}:{number}: {reason}: {}", line.trim());
            }
        }
    }
    assert!(wrong.is_empty(), "the layer rule is broken:\n{wrong}");
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// The statements of a file without comments, text and tests, one a line; nested `use` lists of `crate` are
/// spread out. Tests at a file's end may use what they like.
fn code(source: &str) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    let mut list: Option<(usize, usize)> = None;
    let mut of_tests = false;
    for (index, line) in source.lines().enumerate() {
        if of_tests {
            // The module of tests may be declared above what is to be looked at.
            if line.ends_with(';') {
                of_tests = false;
                continue;
            }
            break;
        }
        if line.starts_with("#[cfg(test)]") {
            of_tests = true;
            continue;
        }
        let line = line.split("//").next().unwrap_or_default();
        let line = without_texts(line);
        let depth = |line: &str| line.matches('{').count() as i64 - line.matches('}').count() as i64;
        if line.trim_start().starts_with("use crate::{") || line.trim_start().starts_with("pub use crate::{") {
            let rest = line.split_once('{').map_or("", |l| l.1);
            spread(rest, 0, index + 1, &mut lines);
            list = usize::try_from(depth(&line)).ok().filter(|d| *d > 0).map(|d| (d, index));
            continue;
        }
        if let Some((open, start)) = list {
            spread(&line, open - 1, index + 1, &mut lines);
            let open = open as i64 + depth(&line);
            list = usize::try_from(open).ok().filter(|d| *d > 0).map(|d| (d, start));
            continue;
        }
        lines.push((index + 1, line));
    }
    lines
}

/// The modules named at the outer level of a `use crate::{…}` list, as lines of their own.
fn spread(text: &str, depth: usize, number: usize, lines: &mut Vec<(usize, String)>) {
    let mut depth = depth as i64;
    let mut name = String::new();
    for c in text.chars().chain([',']) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth <= 0 => {
                if !name.trim().is_empty() {
                    lines.push((number, format!("use crate::{}", name.trim())));
                }
                name.clear();
            }
            c if depth <= 0 => name.push(c),
            _ => {}
        }
    }
}

/// A line with what stands between quotation marks blanked out.
fn without_texts(line: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    let mut before = ' ';
    for c in line.chars() {
        if c == '"' && before != '\\' && before != '\'' {
            inside = !inside;
        } else if !inside {
            out.push(c);
        }
        before = if before == '\\' { ' ' } else { c };
    }
    out
}

/// A line in which `super::super::…` that leads out of a file's module of the crate is written from the top.
fn from_the_top(file: &str, line: &str) -> String {
    let depth = file.trim_end_matches("/mod.rs").split('/').count();
    line.replace(&"super::".repeat(depth), "crate::")
}

fn offences(file: &str, line: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let module = file.split('/').next().unwrap_or_default().trim_end_matches(".rs");
    if module == "lib" {
        return wrong;
    }
    let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
        return vec![format!("the module {module} has no place in the layers")];
    };
    let prefix = if module == "main" { "recension::" } else { "crate::" };
    for used in line.match_indices(prefix).map(|(at, _)| &line[at + prefix.len()..]) {
        let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let known = MAY_USE.iter().any(|(module, _)| *module == name);
        if known && name != module && !allowed.contains(&name.as_str()) {
            wrong.push(format!("{module} may not use {name}"));
        }
    }
    for (names, places) in WORLD {
        let here = places.iter().any(|place| file == *place || file.starts_with(&format!("{place}/")));
        for name in names.iter().filter(|name| !here && names_it(line, name)) {
            wrong.push(format!("{module} may not name {name}"));
        }
    }
    wrong
}

/// Whether a line has the name as a whole word or path.
fn names_it(line: &str, name: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(name).any(|(at, _)| {
        !line[..at].ends_with(part) && (name.ends_with(':') || !line[at + name.len()..].starts_with(part))
    })
}

#[test]
fn the_rule_sees_what_breaks_it() {
    let source = "use crate::{\n    app::Key,\n    model::{Sort, text::X},\n};\nuse crate::view;\nlet s = \"crate::run\"; // crate::run\n";
    let lines = code(source);
    let wrong = |file: &str| lines.iter().flat_map(|(_, line)| offences(file, line)).collect::<Vec<_>>();
    assert_eq!(wrong("diff/rows/mod.rs"), ["diff may not use app", "diff may not use view"]);
    assert_eq!(wrong("run/x.rs"), Vec::<String>::new());
    let above = code("#[cfg(test)]\nmod tests;\nuse crate::view;\n#[cfg(test)]\nmod tests {\n    use crate::run;\n}\n");
    assert_eq!(above, [(3, "use crate::view;".to_owned())], "what stands behind the name of the tests is looked at");
    assert_eq!(from_the_top("app/find.rs", "super::super::model::Seen"), "crate::model::Seen");
    assert_eq!(from_the_top("app/list/mod.rs", "super::find; super::super::view"), "super::find; crate::view");
    assert_eq!(offences("diff/x.rs", "use std::time::Instant;"), ["diff may not name Instant"]);
    assert_eq!(offences("app/x.rs", "std::fs::read(x)"), ["app may not name std::fs", "app may not name fs::"]);
    assert_eq!(offences("app/x.rs", "Instantly, prefs::x"), Vec::<String>::new());
    assert_eq!(offences("new/x.rs", ""), ["the module new has no place in the layers"]);
}
