//! JSON that is safe to print on a terminal: what JSON itself need not escape, but a terminal would obey, is escaped.

use std::io;

use serde::Serialize;
use serde_json::{Serializer, ser::Formatter};

/// Writes compact JSON in which the controls U+007F to U+009F and the marks that turn the direction of text stand as
/// `\uXXXX`. Nothing is lost: a reader of JSON gets the same strings.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut dyn io::Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Harmless)).map_err(io::Error::from)
}

struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut from = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| is_obeyed(*c)) {
            out.write_all(&fragment.as_bytes()[from..at])?;
            write!(out, "\\u{:04x}", u32::from(c))?;
            from = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[from..])
    }
}

/// Controls that JSON leaves as they are, and marks of direction.
fn is_obeyed(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_escaped_and_comes_back() {
        let text = "a\u{9b}31m \u{202e}b\u{1b}[0m \u{85} é 江";
        let mut out = Vec::new();
        write(&mut out, &text).expect("memory takes it");
        let json = String::from_utf8(out).expect("it is text");
        assert_eq!(json, "\"a\\u009b31m \\u202eb\\u001b[0m \\u0085 é 江\"");
        assert_eq!(serde_json::from_str::<String>(&json).expect("it is JSON"), text);
    }
}
