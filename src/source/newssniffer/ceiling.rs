//! Texts that MySQL cut off: News Sniffer's column of texts holds 65,535 bytes, and what is longer loses its end.

/// Bytes that a column of the type TEXT holds.
const CEILING: usize = 65_535;

/// What is told of a text that was cut off.
pub(super) const NOTE: &str = "cut off by News Sniffer's database, which holds 65,535 bytes of a text";

/// Whether a text is as long as the database lets it be: to the byte, or as many bytes shorter as a character has that it
/// writes elsewhere and that would not have fitted in any more.
pub(super) fn is_reached(text: &str) -> bool {
    match CEILING.checked_sub(text.len()) {
        Some(0) => true,
        Some(left @ 1..=3) => text.chars().any(|c| c.len_utf8() > left),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_reached;

    #[test]
    fn a_text_is_cut_where_no_character_fits_any_more() {
        let text = |beginning: &str, length: usize| format!("{beginning}{}", "x".repeat(length - beginning.len()));
        for (beginning, length, reached) in [
            ("", 65_535, true),
            ("", 65_534, false),
            ("é", 65_534, true),
            ("é", 65_533, false),
            ("’", 65_533, true),
            ("’", 65_532, false),
            ("👍", 65_532, true),
            ("👍", 65_531, false),
            ("’", 65_536, false),
        ] {
            assert_eq!(is_reached(&text(beginning, length)), reached, "{beginning} {length}");
        }
    }
}
