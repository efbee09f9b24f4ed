//! Texts that a page carries as strings of its script.

/// The string that a script gives to a variable: `var text1 = '…'`.
pub(super) fn string(page: &str, variable: &str) -> Option<String> {
    let mut rest = page;
    loop {
        let at = rest.find(variable)?;
        rest = rest.get(at + variable.len()..)?;
        let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else { continue };
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '\'' | '"')) else { continue };
        return unescaped(value.get(1..)?, quote);
    }
}

/// A string up to its closing quote; `None` where it has none.
fn unescaped(text: &str, quote: char) -> Option<String> {
    let mut out = String::new();
    // Halves of characters beyond U+FFFF come one after the other.
    let mut half: Option<u32> = None;
    let mut letters = text.chars();
    while let Some(c) = letters.next() {
        if c == quote {
            return Some(out);
        }
        if c != '\\' {
            out.push(c);
            continue;
        }
        match letters.next()? {
            'n' => out.push('\n'),
            'r' => out.push('\r'),
            't' => out.push('\t'),
            kind @ ('u' | 'x') => {
                let digits: String = letters.by_ref().take(if kind == 'u' { 4 } else { 2 }).collect();
                let code = u32::from_str_radix(&digits, 16).ok()?;
                match (half.take(), code) {
                    (None, 0xD800..=0xDBFF) => half = Some(code),
                    (Some(high), 0xDC00..=0xDFFF) => {
                        out.extend(char::from_u32(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)));
                    }
                    (_, code) => out.push(char::from_u32(code).unwrap_or('\u{fffd}')),
                }
            }
            '\n' => {}
            other => out.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::string;

    #[test]
    fn strings_are_found_and_their_escapes_undone() {
        let page =
            "text1(); var text1 = 'It\\u0027s \\u003Cb\\u003E\\u000A\\u000Adone\\\\ \\uD83D\\uDE00';\nvar text2='';";
        assert_eq!(string(page, "text1").as_deref(), Some("It's <b>\n\ndone\\ 😀"));
        assert_eq!(string(page, "text2").as_deref(), Some(""));
        assert_eq!(string("var text1 = 'cut \\u00", "text1"), None);
        assert_eq!(string("", "text1"), None);
    }
}
