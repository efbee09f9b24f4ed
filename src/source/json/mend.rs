//! JSON that is nearly JSON, mended: what other tools write and strict parsers refuse.

use std::borrow::Cow;

use super::super::decode;

/// Mends bytes that are no UTF-8, halves of surrogate pairs, control characters inside strings, numbers out of range,
/// and Python's `NaN` and `Infinity`. What is broken otherwise stays broken.
pub(super) fn mended(bytes: &[u8]) -> String {
    let text = decode::decode(bytes, None).text;
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
    out
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
            assert_eq!(mended(given.as_bytes()), want);
            let plain: Result<serde_json::Value, _> = serde_json::from_str(&mended(given.as_bytes()));
            assert!(plain.is_ok(), "{given}");
        }
        assert!(mended(b"\"unclosed \\").starts_with("\"unclosed"));
    }
}
