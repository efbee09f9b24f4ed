//! Recognises our JSON by the members of its first object.

use super::{
    super::{Confidence, record::field},
    columns, keyed, wrapper,
};
use crate::text::quantity::counted;

/// How sure it is that a text begins with our JSON; `whole` says that there is no more of it.
pub(super) fn sniff(text: &str, whole: bool) -> Confidence {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let mut later = start.lines().skip(1).take(4).filter(|line| line.starts_with('{'));
    if !start.starts_with(['{', '[']) {
        // The first line may be broken and the rest not.
        return later.next().map_or(Confidence::No, |line| judged(&first_keys(line)));
    }
    let keys = first_keys(start);
    match judged(&keys) {
        Confidence::Near(_) if wrapper::array(start).is_some() || columns::begins(start) || keyed::begins(start) => {
            Confidence::Likely
        }
        // What its first object has further on is not known yet; a long member, such as a page's markup, may come first.
        Confidence::Near(_)
            if !whole && !keys.is_empty() && wrapper::behind(start, start.find('{').unwrap_or(0)).is_none() =>
        {
            Confidence::Fallback
        }
        Confidence::Near(lack) => {
            let lack = match whole.then(|| cut_off(text)).flatten() {
                Some((line, column)) => {
                    let wanted = field::wanted(&keys).unwrap_or_default();
                    format!("it breaks off {}, before any of the members {wanted}", where_cut(line as u64, column))
                }
                None => lack,
            };
            later.map(|line| judged(&first_keys(line))).find(Confidence::reads).unwrap_or(Confidence::Near(lack))
        }
        sure => sure,
    }
}

/// What the members of an object say of it.
pub(super) fn judged(keys: &[&str]) -> Confidence {
    field::judged(keys, "its first object", "members")
}

/// The names of the members of a text's first object, as far as the text goes.
pub(in crate::source) fn names(text: &str) -> Vec<String> {
    first_keys(text).into_iter().map(str::to_owned).collect()
}

/// Where a text breaks off, by the number of its last line, from 1, and the characters on that: `after line 1`.
pub(super) fn where_cut(line: u64, column: usize) -> String {
    match column {
        0 => format!("after line {}", line.saturating_sub(1).max(1)),
        _ => format!("on line {line}, after {}", counted(column, "character")),
    }
}

/// The line and column where a text ends that leaves a bracket or a string open; `None` where it leaves none.
fn cut_off(text: &str) -> Option<(usize, usize)> {
    let (mut depth, mut rest) = (0_usize, text);
    let mut open = false;
    while let Some(at) = rest.find(['"', '{', '}', '[', ']']) {
        let (mark, after) = rest.split_at(at).1.split_at(1);
        rest = after;
        match mark {
            "{" | "[" => depth += 1,
            "}" | "]" => depth = depth.saturating_sub(1),
            _ => {
                let end = end_of_string(rest);
                open = end == rest.len();
                rest = rest.get(end + 1..).unwrap_or_default();
            }
        }
    }
    let last = text.rsplit('\n').next().unwrap_or_default().trim_end_matches('\r');
    (open || depth > 0).then(|| (text.matches('\n').count() + 1, last.chars().count()))
}

/// The names of the members of the first object, as far as the text goes, and of the article's that lies in it whole.
pub(super) fn first_keys(text: &str) -> Vec<&str> {
    let mut keys: Vec<&str> = Vec::new();
    let (mut depth, mut base, mut inner) = (0_usize, None, None);
    let mut expect_key = false;
    let mut rest = text;
    while let Some(at) = rest.find(['"', '{', '}', '[', ']', ',']) {
        let (mark, after) = rest.split_at(at).1.split_at(1);
        rest = after;
        match mark {
            "{" | "[" => {
                depth += 1;
                if mark == "{" && base.is_none() {
                    base = Some(depth);
                    expect_key = true;
                } else if mark == "{" && base == Some(depth - 1) && keys.last().is_some_and(|key| field::holds_all(key))
                {
                    inner = Some(depth);
                    expect_key = true;
                }
                if depth > 4 && base.is_none() {
                    break;
                }
            }
            "}" | "]" => {
                if mark == "}" && base == Some(depth) {
                    break;
                }
                if inner == Some(depth) {
                    inner = None;
                }
                depth = depth.saturating_sub(1);
            }
            "," => expect_key = [base, inner].contains(&Some(depth)),
            _ => {
                let end = end_of_string(rest);
                let (string, after) = rest.split_at(end);
                if expect_key && [base, inner].contains(&Some(depth)) {
                    keys.push(string);
                    expect_key = false;
                }
                rest = after.get(1..).unwrap_or_default();
            }
        }
    }
    keys
}

/// Where the string ends whose beginning is left out: its closing quotation mark, else the end of the text.
pub(super) fn end_of_string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_members_of_the_first_object_decide() {
        assert_eq!(first_keys(r#"[{"a": {"x": 1}, "b\"": ["c", {"d": 2}], "e"#), ["a", "b\\\"", "e"]);
        let likely = |text: &str| assert_eq!(sniff(text, true), Confidence::Likely, "{text}");
        likely("\u{feff} {\"source\": \"x\", \"versions\": [");
        likely("{\"URL\":\"u\",\"body\":\"t\"}\n");
        likely("{\"broken\n{\"url\":\"u\",\"text\":\"t\"}\n");
        assert_eq!(
            first_keys(r#"{"id":1,"Article":{"id":2,"u":{"x":1}},"b":[{"c":1}]}"#),
            ["id", "Article", "id", "u", "b"]
        );
        likely(r#"{"id":1,"fetched_at":"t","article":{"url":"u","title":"t","text":"t"}}"#);
        likely("{\"n\": 2, \"articles\": [{\"url\":\"u\",\"text\":\"t\"}, {");
        assert_eq!(sniff("versions", true), Confidence::No);
    }

    #[test]
    fn what_it_lacks_is_said() {
        for (text, lack) in [
            ("{\"url\":\"u\",\n", "it breaks off after line 1, before any of the members versions, text, paragraphs"),
            ("{\"name\":\"n\",\n\"scri", "it breaks off on line 2, after 5 characters, before any"),
            (
                "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5}",
                "its first object has a, b, c, d … and none of the members versions, text, paragraphs",
            ),
            ("{\"text\":\"t\"}", "its first object has text and none of the members url, title, created_at"),
            ("[1, \"{\", 2]", "it holds no object with members"),
        ] {
            let Confidence::Near(said) = sniff(text, true) else { panic!("{text}") };
            assert!(said.starts_with(lack), "{text}: {said}");
        }
        assert_eq!(sniff("[{\"url\": \"u\", \"raw\": \"<p", false), Confidence::Fallback, "its text may follow");
        let Confidence::Near(_) = sniff("{\"a\": {}}\n{", false) else { panic!("its first object is whole") };
    }
}
