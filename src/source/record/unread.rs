//! What holds the most prose of a record that has no text, under a name that we do not know: it is not read, since nobody
//! says what it is, but told of.

use super::field::Field;

/// Bytes of such a prose at least, and words.
const LEAST: usize = 400;
const WORDS: usize = 40;

/// What is told of a member or a column of such a name; `whose` they are called.
pub(in crate::source) fn told(name: &str, whose: &str) -> String {
    let name: String = name.chars().take(40).collect();
    format!(
        "None of the {whose} is known to hold the text; “{name}” holds the longest one and was not read. If that is the text, \
         call it “text”."
    )
}

/// Of names with what they hold, the one that is not known and plainly holds the longest prose.
pub(in crate::source) fn longest<'n>(members: impl Iterator<Item = (&'n str, usize, bool)>) -> Option<&'n str> {
    let (mut most, mut next) = (("", 0, false), 0);
    for member in members {
        if member.1 > most.1 {
            (next, most) = (most.1, member);
        } else {
            next = next.max(member.1);
        }
    }
    let (name, length, is_prose) = most;
    (is_prose && length >= LEAST && length >= 2 * next && Field::of(name).is_none()).then_some(name)
}

/// Whether a text has enough words to be an article's; not every script parts them.
pub(in crate::source) fn is_prose(text: &str) -> bool {
    text.len() >= LEAST && (text.split_whitespace().nth(WORDS).is_some() || !text.is_ascii())
}
