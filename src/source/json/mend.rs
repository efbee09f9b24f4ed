//! JSON that is nearly JSON, mended: what other tools write and strict parsers refuse.

use std::borrow::Cow;

use super::super::decode;

/// The part of an object that is cut off which is whole: up to the last object (`closing` is its bracket) or list that
/// closed inside one of its lists, with what is open there closed. `None` where there is none such.
pub(super) fn whole_part(bytes: &[u8], closing: u8) -> Option<Vec<u8>> {
    let (mut open, mut in_string, mut escaped) = (Vec::new(), false, false);
    let mut whole: Option<(usize, Vec<u8>)> = None;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' if open.len() == DEEPEST => return None,
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b'}' | b']' => {
                open.pop();
                if *byte == closing && open.last() == Some(&b']') {
                    let (end, rest) = whole.get_or_insert_default();
                    *end = at + 1;
                    rest.clone_from(&open);
                }
            }
            _ => {}
        }
    }
    let (end, rest) = whole?;
    let mut part = bytes.get(..end)?.to_vec();
    part.extend(rest.into_iter().rev());
    Some(part)
}

/// Brackets within brackets of an object that is cut off.
const DEEPEST: usize = 128;

/// Mends bytes that are no UTF-8, halves of surrogate pairs, control characters inside strings, numbers out of range,
/// and Python's `NaN` and `Infinity`. What is broken otherwise stays broken. Also
/// what is to be told of the encoding.
pub(super) fn mended(bytes: &[u8]) -> (String, Option<String>) {
    let decoded = decode::decode(bytes, None);
    let encoding = decoded.encoding;
    let told = decoded
        .complaint()
        .or_else(|| (encoding != "UTF-8").then(|| format!("It is no UTF-8, and was read as {encoding}.")));
    let text = decoded.text;
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text.as_ref();
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '"' => string(rest, &mut out),
            '-' | '0'..='9' | 'N' | 'I' => token(rest, &mut out),
            _ => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = rest.get(taken.max(1)..).unwrap_or_default();
    }
    (out, told)
}

/// A string from its first quotation mark; how many bytes of it there are.
fn string(rest: &str, out: &mut String) -> usize {
    out.push('"');
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => {
                out.push('"');
                return at + 1;
            }
            '\\' => {
                let escape = escape(rest.get(at..).unwrap_or_default());
                out.push_str(&escape.0);
                // One character was the backslash itself.
                for _ in 1..escape.1 {
                    chars.next();
                }
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => out.push(' '),
            c => out.push(c),
        }
    }
    rest.len()
}

/// What an escape becomes, and how many characters it takes.
fn escape(rest: &str) -> (Cow<'_, str>, usize) {
    let unit = |at: usize| -> Option<u32> {
        let digits = rest.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    match (unit(0), unit(6)) {
        (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (Cow::Borrowed(rest.get(..12).unwrap_or_default()), 12),
        (Some(0xD800..=0xDFFF), _) => (Cow::Borrowed("\\ufffd"), 6),
        (Some(_), _) => (Cow::Borrowed(rest.get(..6).unwrap_or_default()), 6),
        (None, _) => match rest.chars().nth(1) {
            Some(c) if "\"\\/bfnrt".contains(c) => (Cow::Borrowed(rest.get(..2).unwrap_or_default()), 2),
            _ => (Cow::Borrowed("\\\\"), 1),
        },
    }
}

/// A number or word outside strings; numbers that no machine number holds become text.
fn token(rest: &str, out: &mut String) -> usize {
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c))).unwrap_or(rest.len());
    let token = rest.get(..end).unwrap_or_default();
    match token {
        "NaN" | "Infinity" | "-Infinity" => out.push_str("null"),
        _ if token.len() > 15 && token.parse::<f64>().is_ok() || token.parse::<f64>().is_ok_and(f64::is_infinite) => {
            out.push('"');
            out.push_str(token);
            out.push('"');
        }
        _ => out.push_str(token),
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_json_becomes_json() {
        for (given, want) in [
            ("{\"a\":NaN,\"b\":-Infinity}", "{\"a\":null,\"b\":null}"),
            ("{\"a\":1e999}", "{\"a\":\"1e999\"}"),
            ("\"a\nb\tc\u{1}\"", r#""a\nb\tc ""#),
            (r#""\ud83d x \ud83d\ude00 \udc00""#, r#""\ufffd x \ud83d\ude00 \ufffd""#),
            (r#""C:\dir \" end""#, r#""C:\\dir \" end""#),
            (r#"{"n":12.5,"t":true}"#, r#"{"n":12.5,"t":true}"#),
        ] {
            assert_eq!(mended(given.as_bytes()), (want.to_owned(), None));
            let plain: Result<serde_json::Value, _> = serde_json::from_str(want);
            assert!(plain.is_ok(), "{given}");
        }
        assert!(mended(b"\"unclosed \\").0.starts_with("\"unclosed"));
        let (text, told) = mended(b"{\"a\":\"caf\xE9\"}");
        assert!(text.contains("café") && told.is_some_and(|told| told.contains("windows-1252")));
    }

    #[test]
    fn what_is_cut_off_keeps_what_was_whole() {
        for (given, want) in [
            ("{\"v\":[{\"a\":\"]}\\\"\"},{\"b\":[1]},{\"c\":\"x", Some("{\"v\":[{\"a\":\"]}\\\"\"},{\"b\":[1]}]}")),
            ("[{\"v\":[{}]},{\"v\":[{},{\"a\":{}", Some("[{\"v\":[{}]},{\"v\":[{}]}]")),
            ("{\"v\":[{\"a\":1", None),
            ("{\"v\":{}", None),
            ("", None),
        ] {
            let part = whole_part(given.as_bytes(), b'}').map(|part| String::from_utf8_lossy(&part).into_owned());
            assert_eq!(part.as_deref(), want, "{given}");
        }
        let rows = whole_part(b"{\"c\":[\"a\"],\"data\":[[\"x\",[1]],[\"y", b']');
        assert_eq!(rows.as_deref(), Some(&b"{\"c\":[\"a\"],\"data\":[[\"x\",[1]]]}"[..]));
        assert_eq!(whole_part("[{}".repeat(1000).as_bytes(), b'}'), None);
    }
}
