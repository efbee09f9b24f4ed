//! Distances of time in words, as Rails words them, and back to the range of seconds they can mean.
//!
//! Follows `distance_of_time_in_words` of Ruby on Rails (Action View), which News Sniffer shows.

const MINUTES_IN_YEAR: i64 = 525_600;

/// The distance in words, without direction: `about 3 hours`.
#[must_use]
pub fn words(seconds: i64) -> String {
    let minutes = (seconds.unsigned_abs().saturating_add(30) / 60) as i64;
    let rounded = |unit: i64| (minutes + unit / 2) / unit;
    match minutes {
        0 => "less than a minute".into(),
        1 => "1 minute".into(),
        2..45 => format!("{minutes} minutes"),
        45..90 => "about 1 hour".into(),
        90..1440 => format!("about {} hours", rounded(60)),
        1440..2520 => "1 day".into(),
        2520..43_200 => format!("{} days", rounded(1440)),
        43_200..86_400 => match rounded(43_200) {
            1 => "about 1 month".into(),
            n => format!("about {n} months"),
        },
        86_400..MINUTES_IN_YEAR => format!("{} months", rounded(43_200)),
        _ => years(minutes),
    }
}

fn years(minutes: i64) -> String {
    // Rails leaves leap days out of the remainder; a quarter of a day a year is near enough without calendar dates.
    let leap_minutes = (minutes / MINUTES_IN_YEAR) / 4 * 1440;
    let minutes = minutes - leap_minutes;
    let (whole, rest) = (minutes / MINUTES_IN_YEAR, minutes % MINUTES_IN_YEAR);
    let (word, count) = match rest {
        ..131_400 => ("about", whole),
        131_400..394_200 => ("over", whole),
        _ => ("almost", whole + 1),
    };
    format!("{word} {count} year{}", if count == 1 { "" } else { "s" })
}

/// The distance in words with its direction: `about 3 hours later`, `about 2 months earlier`.
#[must_use]
pub fn later(seconds: i64) -> String {
    format!("{} {}", words(seconds), if seconds < 0 { "earlier" } else { "later" })
}

/// The seconds that words can mean, both ends included, negative for `earlier`; `None` for words of another form.
#[must_use]
pub fn range(text: &str) -> Option<(i64, i64)> {
    let text = text.trim().trim_start_matches('(').trim_end_matches(')').trim();
    let (words, earlier) = match text.strip_suffix("earlier") {
        Some(words) => (words, true),
        None => (text.strip_suffix("later").unwrap_or(text), false),
    };
    let (from, to) = span(words.trim())?;
    Some(if earlier { (-to, -from) } else { (from, to) })
}

fn span(words: &str) -> Option<(i64, i64)> {
    if words == "less than a minute" {
        return Some((0, 29));
    }
    let parts: Vec<&str> = words.split_whitespace().collect();
    let (kind, count, unit) = match parts[..] {
        [count, unit] => ("", count, unit),
        [kind, count, unit] => (kind, count, unit),
        _ => return None,
    };
    let count: i64 = count.parse().ok().filter(|n| (1..1_000_000).contains(n))?;
    let minutes = |from: i64, to: i64| Some((from * 60 - 30, to * 60 + 29));
    let around = |unit: i64, low: i64, high: i64| {
        minutes((count * unit - unit / 2).max(low), (count * unit + (unit - 1) / 2).min(high))
    };
    match (kind, unit.trim_end_matches('s')) {
        ("", "minute") => minutes(count, count),
        ("about", "hour") if count == 1 => minutes(45, 89),
        ("about", "hour") => around(60, 90, 1439),
        ("", "day") if count == 1 => minutes(1440, 2519),
        ("", "day") => around(1440, 2520, 43_199),
        ("about", "month") => around(43_200, 43_200, 86_399),
        ("", "month") => around(43_200, 86_400, MINUTES_IN_YEAR - 1),
        (kind, "year") => {
            let whole = |years: i64| years * MINUTES_IN_YEAR + years / 4 * 1440;
            match kind {
                "about" => minutes(whole(count), whole(count) + 131_399),
                "over" => minutes(whole(count) + 131_400, whole(count) + 394_199),
                "almost" => minutes(whole(count - 1) + 394_200, whole(count) - 1),
                _ => None,
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_rails_at_the_edges() {
        for (seconds, want) in [
            (0, "less than a minute"),
            (29, "less than a minute"),
            (30, "1 minute"),
            (89, "1 minute"),
            (90, "2 minutes"),
            (2_669, "44 minutes"),
            (2_670, "about 1 hour"),
            (5_369, "about 1 hour"),
            (5_370, "about 2 hours"),
            (8_970, "about 3 hours"),
            (12_569, "about 3 hours"),
            (86_369, "about 24 hours"),
            (86_370, "1 day"),
            (151_169, "1 day"),
            (151_170, "2 days"),
            (16 * 86_400, "16 days"),
            (2_591_969, "30 days"),
            (2_591_970, "about 1 month"),
            (60 * 86_400, "2 months"),
            (366 * 86_400, "about 1 year"),
        ] {
            assert_eq!(words(seconds), want, "{seconds} s");
        }
        assert_eq!(later(-5_000_000), "about 2 months earlier");
    }

    #[test]
    fn every_distance_lies_in_the_range_of_its_words() {
        for seconds in (0..3_000_000).step_by(17).chain((3_000_000..400_000_000).step_by(90_001)) {
            let words = later(seconds);
            let (from, to) = range(&words).unwrap_or_else(|| panic!("no range for {words}"));
            assert!((from..=to).contains(&seconds), "{seconds} s is {words}, read as {from}..={to}");
        }
        assert_eq!(range("(about 3 hours later)"), Some((8_970, 12_569)));
        assert_eq!(range("about 3 hours earlier"), Some((-12_569, -8_970)));
        assert_eq!(range("soon"), None);
    }
}
