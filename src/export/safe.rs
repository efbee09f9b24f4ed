//! Text from a dump made harmless for any document: what would give orders or hide is shown instead.
//!
//! A document is read at leisure and kept, so more is spelt out here than on the screen
//! (`text::sanitise`), where a character must not become several cells.

use std::borrow::Cow;

/// The text with control characters as pictures (`␛`), and with characters that override direction, hide or break lines
/// spelt out (`⟨U+202E⟩`). Tabs and U+0085 become blanks. Joiners, direction marks and soft hyphens stay: words need them. Isolates
/// and embeddings, which honest texts have too, go: each passage of a document is an isolate of its own.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| (b' '..=b'~').contains(&byte);
    if text.bytes().fold(true, |plain, byte| plain & is_plain(byte)) || !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    text.chars().for_each(|c| push_visible(&mut shown, c));
    Cow::Owned(shown)
}

/// One character of [`visible`].
fn push_visible(shown: &mut String, c: char) {
    match c {
        '\t' | '\u{85}' => shown.push(' '),
        '\u{7f}' => shown.push('\u{2421}'),
        c if c < ' ' => shown.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')),
        '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}' => {}
        c if is_unsafe(c) => shown.push_str(&format!("⟨U+{:04X}⟩", u32::from(c))),
        c => shown.push(c),
    }
}

/// Whether a character must not reach a document as it is.
fn is_unsafe(c: char) -> bool {
    !(' '..='~').contains(&c)
        && matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{2028}' | '\u{2029}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{206a}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
        | '\u{e0000}'..='\u{e007f}')
}

/// The text of a mark: as [`visible`], but where nothing of it would be seen (blanks, joiners, soft hyphens) every
/// character is spelt out, a blank as `␣`, an empty paragraph as `¶`.
#[must_use]
pub fn marked(text: &str) -> Cow<'_, str> {
    let unseen = |c: char| {
        c.is_whitespace()
            || matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202c}' | '\u{2060}' | '\u{2066}'..='\u{2069}')
    };
    if text.is_empty() {
        return Cow::Borrowed("¶");
    }
    if !text.chars().all(unseen) {
        return visible(text);
    }
    let spell = |c: char| if c == ' ' { "␣".to_owned() } else { format!("⟨U+{:04X}⟩", u32::from(c)) };
    Cow::Owned(text.chars().map(spell).collect())
}
