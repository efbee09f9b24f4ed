//! What reaches a screen or a page: nothing that steers a terminal, reorders a line or hides.
//!
//! - Control characters become their pictures (`␛`, `␀`, `␍`), the upper ones `�`; a tab becomes a blank, and so does
//!   U+0085, an old line end: words around it stay apart. (It ends no paragraph: where it stands in news it is nearly
//!   always an ellipsis that was decoded wrongly.)
//! - Characters that override the direction of text, or that number tags and annotations, become `�`: they are there
//!   to deceive, so the reader sees that there is something. Marks and isolates of direction, which honest texts have
//!   too, go without a trace: terminals that know bidirectional text order each run by its letters, and whoever paints
//!   cells puts isolates of its own around a line that runs from right to left; terminals that do not know it show the
//!   logical order. Either way no run can reach beyond its line.
//! - Zero-width spaces, word joiners, byte order marks and soft hyphens go; joiners of letters and emoji stay, and so do
//!   marks on letters.

use std::borrow::Cow;

/// The text as it may be shown. Most texts come back as they are.
#[must_use]
pub fn sanitise(text: &str) -> Cow<'_, str> {
    if is_shown(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(shown).collect())
}

/// A text of several lines as it may be shown: lines and tabs stay.
#[must_use]
pub fn sanitise_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(['\n', '\t']) {
        let stop = part.strip_suffix(['\n', '\t']).map_or(part.len(), str::len);
        out.push_str(&sanitise(&part[..stop]));
        out.push_str(&part[stop..]);
    }
    out
}

/// Whether every character of a text is shown as it is. Only those beyond plain ASCII are decoded.
fn is_shown(text: &str) -> bool {
    let mut rest = text;
    loop {
        let plain = rest.bytes().take_while(|b| (0x20..0x7f).contains(b)).count();
        let mut chars = rest.get(plain..).unwrap_or("").chars();
        match chars.next() {
            None => return true,
            Some(c) if shown(c) == Some(c) => rest = chars.as_str(),
            Some(_) => return false,
        }
    }
}

/// What a character is shown as; `None` for nothing at all.
fn shown(c: char) -> Option<char> {
    match c {
        ' '..='~' => Some(c),
        '\t' | '\u{85}' => Some(' '),
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32),
        '\u{7f}' => Some('␡'),
        '\u{80}'..='\u{9f}' => Some('\u{fffd}'),
        '\u{2028}' | '\u{2029}' => Some('␤'),
        // Overrides deceive; tags and annotations say what nobody sees.
        '\u{202d}' | '\u{202e}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => Some('\u{fffd}'),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{206f}' => None,
        '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{feff}' | '\u{ad}' | '\u{180e}' => None,
        // Fillers look like blanks but are letters, some of them two cells wide.
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{2800}' => Some(' '),
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::sanitise;

    #[test]
    fn nothing_steers_reorders_or_hides() {
        assert_eq!(sanitise("plain “text”, né"), "plain “text”, né");
        assert_eq!(sanitise("a\u{1b}[31m\u{0}\r\u{9b}b\tc"), "a␛[31m␀␍\u{fffd}b c");
        assert_eq!(sanitise("one\u{85}two"), "one two");
        assert_eq!(sanitise("x\u{202e}y\u{2067}z\u{2069}\u{200f}"), "x\u{fffd}yz");
        assert_eq!(sanitise("co\u{ad}op \u{feff}\u{200b}é e\u{301} 👨\u{200d}👩"), "coop é e\u{301} 👨\u{200d}👩");
    }
}
