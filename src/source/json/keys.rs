//! Recognises our JSON by the members of its first object.

use super::{
    super::Confidence,
    field::{Field, NAMES},
};

/// How sure it is that a text begins with our JSON.
pub(super) fn sniff(text: &str) -> Confidence {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !start.starts_with(['{', '[']) {
        // The first line may be broken and the rest not.
        let later = start.lines().skip(1).take(4).find(|line| line.starts_with('{'));
        return later.map_or(Confidence::No, |line| judged(&first_keys(line)));
    }
    match judged(&first_keys(start)) {
        Confidence::Near(lack) => {
            let later = start.lines().skip(1).take(4).filter(|line| line.starts_with('{'));
            later.map(|line| judged(&first_keys(line))).find(Confidence::reads).unwrap_or(Confidence::Near(lack))
        }
        sure => sure,
    }
}

fn judged(keys: &[&str]) -> Confidence {
    let fields: Vec<Field> = keys.iter().filter_map(|key| Field::of(key)).collect();
    let has = |field: Field| fields.contains(&field);
    let text = has(Field::Text) || has(Field::Paragraphs);
    if has(Field::Versions) || (text && (has(Field::Url) || has(Field::Title) || has(Field::Time))) {
        return Confidence::Likely;
    }
    let names: Vec<&str> = NAMES
        .iter()
        .filter(|(f, _)| matches!(f, Field::Versions | Field::Text | Field::Paragraphs))
        .filter_map(|(_, names)| names.first().copied())
        .collect();
    Confidence::Near(format!("its first object has none of the members {}", names.join(", ")))
}

/// The names of the members of the first object, as far as the text goes.
fn first_keys(text: &str) -> Vec<&str> {
    let mut keys = Vec::new();
    let (mut depth, mut base) = (0_usize, None);
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
                }
                if depth > 4 && base.is_none() {
                    break;
                }
            }
            "}" | "]" => {
                if mark == "}" && base == Some(depth) {
                    break;
                }
                depth = depth.saturating_sub(1);
            }
            "," => expect_key = base == Some(depth),
            _ => {
                let end = end_of_string(rest);
                let (string, after) = rest.split_at(end);
                if expect_key && base == Some(depth) {
                    keys.push(string);
                    expect_key = false;
                }
                rest = after.get(1..).unwrap_or_default();
            }
        }
    }
    keys
}

fn end_of_string(rest: &str) -> usize {
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
        assert_eq!(sniff("\u{feff} {\"source\": \"x\", \"versions\": ["), Confidence::Likely);
        assert_eq!(sniff("{\"URL\":\"u\",\"body\":\"t\"}\n"), Confidence::Likely);
        assert_eq!(
            sniff("{\"url\":\"u\",\n"),
            Confidence::Near("its first object has none of the members versions, text, paragraphs".into())
        );
        assert_eq!(sniff("{\"broken\n{\"url\":\"u\",\"text\":\"t\"}\n"), Confidence::Likely);
        assert_eq!(sniff("versions"), Confidence::No);
    }
}
