//! What templates make of amounts: words for magnitudes, endings of ordinals.

/// The word that a letter behind an amount stands for.
pub(super) fn magnitude(letter: &str) -> Option<&'static str> {
    Some(match letter.trim() {
        "k" => " thousand",
        "l" => " lakh",
        "c" => " crore",
        "m" => " million",
        "b" => " billion",
        "t" => " trillion",
        "lc" => " lakh crore",
        _ => return None,
    })
}

/// The ending of a number as an ordinal.
pub(super) fn ending(number: &str) -> Option<&'static str> {
    let digits = number.trim().as_bytes();
    let (last, before) = digits.split_last().map(|(last, before)| (*last, before.last().copied()))?;
    Some(match last {
        b'1'..=b'3' if before == Some(b'1') => "th",
        b'1' => "st",
        b'2' => "nd",
        b'3' => "rd",
        b'0' | b'4'..=b'9' => "th",
        _ => return None,
    })
}

/// A unit of so many thousands (`e6km2`): the word for these between blanks, and how many bytes of the unit say so.
pub(super) fn thousands(unit: &str) -> Option<(&'static str, usize)> {
    let known = [("e3", " thousand "), ("e6", " million "), ("e9", " billion "), ("e12", " trillion ")];
    let (sign, word) = known.into_iter().find(|(sign, _)| unit.starts_with(sign))?;
    unit.as_bytes().get(sign.len()).filter(|byte| byte.is_ascii_alphabetic())?;
    Some((word, sign.len()))
}
