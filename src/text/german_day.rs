//! A day as German writes it, with a stop that ends no sentence: `am 9. Mai 1980`.

/// Months that are written so in German only.
const GERMAN: &[&str] = &["Januar", "Jänner", "Februar", "März", "Mai", "Juni", "Juli", "Oktober", "Dezember"];

/// Months that English writes alike: there the words before the day tell, or the year behind the month.
const SHARED: &[&str] = &["April", "August", "September", "November"];

/// Words before a day.
const BEFORE: &[&str] = &[
    "am", "vom", "zum", "bis", "ab", "dem", "den", "der", "des", "seit", "und", "beim", "im", "Am", "Vom", "Zum",
    "Bis", "Ab", "Der", "Den", "Dem", "Seit",
];

/// Whether what ends with a figure and a stop, and what follows behind a blank, are a day and its month.
#[must_use]
pub fn is_german_day(before: &str, after: &str) -> bool {
    let Some(head) = before.strip_suffix('.') else { return false };
    let words = head.trim_end_matches(|c: char| c.is_ascii_digit());
    if !(1..=2).contains(&(head.len() - words.len()))
        || words.ends_with(|c: char| !c.is_whitespace()) && !words.is_empty()
    {
        return false;
    }
    let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
    let (month, rest) = after.split_at(end);
    if GERMAN.contains(&month) {
        return true;
    }
    let word = words.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    SHARED.contains(&month) && (BEFORE.contains(&word) || rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_behind_a_day_ends_nothing() {
        for (before, after) in [
            ("Sie endet am 9.", "Mai 1980 in Harle."),
            ("9.", "Mai"),
            ("Das Gesetz vom 27.", "September gilt."),
            ("Gesetz, 27.", "September 2020"),
        ] {
            assert!(is_german_day(before, after), "{before} {after}");
        }
        for (before, after) in [
            ("It is on page 3.", "May left it."),
            ("He came in 3.", "September was warm."),
            ("It fell by 4.5.", "Mai kam."),
            ("Es waren 120.", "Mai kam."),
            ("Es kam.", "Mai kam."),
            ("", ""),
        ] {
            assert!(!is_german_day(before, after), "{before} {after}");
        }
    }
}
