//! What is drawn of an emoji that is put together of several characters. Terminals do not agree on how many cells such a
//! cluster takes: one joins a woman, a skin and a computer into two cells, another gives them six and shifts the rest of
//! the row, which nothing then draws over. So the page shows what all of them draw alike, in the cells that were reckoned
//! with; the text itself stays as found.

use crate::text::width;

/// What is drawn in place of a glyph, in the cells that the glyph takes; `None` where it is drawn as it is.
pub(super) fn plain(glyph: &str) -> Option<String> {
    let mut chars = glyph.chars();
    let first = chars.next()?;
    let second = chars.next()?;
    if let (Some(a), Some(b)) = (letter(first), letter(second)) {
        return Some([a, b].iter().collect());
    }
    let is_joined = glyph.chars().skip(1).any(|c| is_always_emoji(c) || (is_joiner(c) && !first.is_alphabetic()));
    let cells = width::of(glyph);
    let mut drawn = is_joined.then(|| first.to_string()).filter(|drawn| width::of(drawn) <= cells)?;
    // What was reckoned to be wider than its first character keeps its cells.
    while width::of(&drawn) < cells {
        drawn.push(' ');
    }
    Some(drawn)
}

/// The letter for which a regional indicator stands: two of them are a flag, or two boxed letters, or four cells.
fn letter(c: char) -> Option<char> {
    let nth = u32::from(c).checked_sub(0x1f1e6).filter(|nth| *nth < 26)?;
    char::from_u32(u32::from('A') + nth)
}

/// What makes an emoji of the character before it, whatever that is: the choice between emoji and sign, the key cap.
fn is_always_emoji(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}')
}

/// What ties further characters to an emoji: the joiner (which scripts have too), colours of skin, the tags of flags.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_joined_emoji_the_first_is_drawn_in_as_many_cells() {
        let of = |glyph: &str| plain(glyph).unwrap_or_else(|| glyph.to_owned());
        assert_eq!(of("👩🏽‍💻"), "👩");
        assert_eq!(of("👍🏿"), "👍");
        assert_eq!(of("❤️"), "❤ ");
        assert_eq!(of("🏳️‍🌈"), "🏳 ");
        assert_eq!(of("1️⃣"), "1 ");
        assert_eq!(of("🇩🇪"), "DE");
        for glyph in ["👩🏽‍💻", "👍🏿", "❤️", "🏳️‍🌈", "1️⃣", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"]
        {
            assert_eq!(width::of(&of(glyph)), width::of(glyph), "{glyph}");
        }
    }

    #[test]
    fn letters_and_plain_emoji_stay_as_they_are() {
        for glyph in ["a", "é", "e\u{301}", "日", "👩", "क्\u{200d}ष", "한", "ｶﾞ"] {
            assert_eq!(plain(glyph), None, "{glyph}");
        }
    }
}
