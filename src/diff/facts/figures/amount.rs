//! Amounts reckoned out digit by digit, so that `1.5 million` is `1500000` and nothing is rounded.

use super::super::tongue::Tongue;

/// Whether a language sets thousands apart with a dot, and decimals with a comma.
pub(super) fn sets_dots(tongue: Tongue) -> bool {
    use Tongue::{Dutch, French, German, Italian, Portuguese, Spanish};
    matches!(tongue, German | Spanish | Italian | Portuguese | Dutch | French)
}

/// Whether anything that may set thousands apart stands between digits anywhere in a text: in most texts nothing does, and
/// their language need not be known.
pub(super) fn has_gaps(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let between = |at: usize| is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
    memchr::memchr3_iter(b'.', b' ', b',', bytes).any(between) || !text.is_ascii()
}

/// Whether the dots of a figure in digits all set thousands apart, in a language that writes them so: `1.500`, `€1.234,5`.
pub(super) fn is_dotted(word: &str) -> bool {
    let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
    let mut groups = digits.split_once(',').map_or(digits, |d| d.0).split('.');
    let first = groups.next().unwrap_or("");
    let begins = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let mut groups = groups.peekable();
    begins
        && groups.peek().is_some()
        && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
}

/// Multiplies the number that a value ends with by what a magnitude stands for; what is none is written behind it.
pub(super) fn multiply(value: &mut String, magnitude: &str) {
    let from = value.rfind(|c: char| !(c.is_ascii_digit() || c == '.'));
    let from = from.map_or(0, |at| at + value[at..].chars().next().map_or(0, char::len_utf8));
    let product = match magnitude {
        "dozen" => value[from..].parse::<u64>().ok().and_then(|n| n.checked_mul(12)).map(|n| n.to_string()),
        "00" => moved(&value[from..], 2),
        "k" => moved(&value[from..], 3),
        "m" => moved(&value[from..], 6),
        "bn" => moved(&value[from..], 9),
        "tn" => moved(&value[from..], 12),
        _ => None,
    };
    match product {
        Some(product) => value.replace_range(from.., &product),
        None => value.push_str(magnitude),
    }
}

/// A number in digits with its decimal point some places further on.
fn moved(number: &str, places: usize) -> Option<String> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || part.contains('.') {
        return None;
    }
    let (near, far) = part.split_at(places.min(part.len()));
    let digits = format!("{whole}{near}{}", "0".repeat(places - near.len()));
    let (whole, part) = (digits.trim_start_matches('0'), far.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        let product = |value: &str, magnitude| {
            let mut value = value.to_owned();
            multiply(&mut value, magnitude);
            value
        };
        assert_eq!(product("1.5", "m"), "1500000");
        assert_eq!(product("0.5", "m"), "500000");
        assert_eq!(product("€2500", "m"), product("€2.5", "bn"));
        assert_eq!(product("1.23456", "k"), "1234.56");
        assert_eq!(product("10–15", "m"), "10–15000000");
        assert_eq!(product("2", "dozen"), "24");
        assert_eq!(product("1.2.3", "m"), "1.2.3m");
        assert_eq!(product("0.1", "tn"), "100000000000");
    }

    #[test]
    fn dots_between_groups_of_three_set_thousands_apart() {
        assert!(["1.500", "€1.234,5", "-20.000", "1.500.000"].iter().all(|word| is_dotted(word)));
        assert!(
            ["1500", "0.500", "1.5", "1.5000", "1.500.00", "3.5.2020", "1,500"].iter().all(|word| !is_dotted(word))
        );
    }
}
