//! Figures that changed places: `from £20 to £25` became `from £25 to £20`, `52 to 48` became `48 to 52`.

use std::ops::Range;

/// What stands before the first of two figures, and between both.
const WAYS: &[(&str, &str)] = &[
    ("from ", " to "),
    ("From ", " to "),
    ("von ", " auf "),
    ("de ", " à "),
    ("de ", " a "),
    ("del ", " al "),
    ("da ", " a "),
    ("", " to "),
    ("", " gegen "),
    ("", " zu "),
    ("", " contre "),
];

/// What a figure that was the first of two and is the second now, or the other way round, is told as: the texts of both,
/// in the order of the old text. Each side: its text, and the bytes of the figure.
pub(super) fn swapped<'a>(old: (&'a str, &Range<usize>), new: (&'a str, &Range<usize>)) -> Option<(&'a str, &'a str)> {
    let (was_first, other) = other(old.0, old.1)?;
    let (is_first, now) = self::other(new.0, new.1)?;
    let figure = old.0.get(old.1.clone())?;
    let digits = other.contains(|c: char| c.is_ascii_digit());
    let swapped = was_first != is_first && other == now && digits;
    swapped.then_some(if was_first { (figure, other) } else { (other, figure) })
}

/// Whether a figure is the first of two, and the other one.
fn other<'a>(text: &'a str, figure: &Range<usize>) -> Option<(bool, &'a str)> {
    let (before, behind) = (text.get(..figure.start)?, text.get(figure.end..)?);
    WAYS.iter().find_map(|(from, to)| {
        if let Some(behind) = behind.strip_prefix(to).filter(|_| before.ends_with(from)) {
            let other = behind.split(char::is_whitespace).next()?;
            return Some((true, other.trim_end_matches(|c: char| !(c.is_alphanumeric() || c == '%'))));
        }
        let first = before.strip_suffix(to)?;
        let other = first.rsplit(char::is_whitespace).next()?;
        first.strip_suffix(other)?.ends_with(from).then_some((false, other))
    })
}
