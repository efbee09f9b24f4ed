//! Lines that speak of the article itself: notices of correction, and stamps of the time of the last update.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use crate::text::words::words;

/// Beginnings of phrases by which publishers announce a correction, in lower case.
const CORRECTIONS: &[&str] = &[
    "correction:",
    "corrections:",
    "correction (",
    "correction -",
    "correction —",
    "correction –",
    "clarification:",
    "editor's note",
    "editors' note",
    "editor’s note",
    "editors’ note",
    "an earlier version",
    "an earlier headline",
    "a previous version",
    "earlier versions of this",
    "previous versions of this",
    "this article was amended",
    "this article has been amended",
    "this article was corrected",
    "this article has been corrected",
    "this article has been updated",
    "this article was updated",
    "this story has been corrected",
    "this story has been updated",
    "this story was updated",
    "this story was corrected",
    "this piece has been updated",
    "this post has been updated",
    "this report has been corrected",
    "this report has been updated",
    "was amended on",
    "has been amended to",
    "has been corrected to",
    "has been updated to correct",
    "incorrectly stated",
    "incorrectly said",
    "we are happy to clarify",
    "une version précédente",
    "une première version",
    "une version antérieure",
    "rectificatif",
    "erratum",
    "cet article a été modifié",
    "cet article a été corrigé",
    "in einer früheren version",
    "in einer vorherigen version",
    "in einer früheren fassung",
    "anmerkung der redaktion",
    "korrektur:",
    "una versión anterior",
    "fe de errores",
    "fe de erratas",
    "corrección:",
    "nota de redacción",
    "una versione precedente",
    "errata corrige",
    "een eerdere versie",
    "更正：",
    "更正:",
    "编者注",
    "訂正：",
    "訂正:",
    "تصحيح:",
];

/// Words of which a time stamp is made, in lower case; figures besides.
const STAMP: &[&str] = &[
    "last",
    "updated",
    "update",
    "modified",
    "published",
    "posted",
    "first",
    "at",
    "on",
    "gmt",
    "bst",
    "utc",
    "edt",
    "est",
    "et",
    "pdt",
    "pst",
    "pt",
    "ct",
    "mt",
    "cet",
    "cest",
    "am",
    "pm",
    "a.m.",
    "p.m.",
    "a.m",
    "p.m",
    "ago",
    "now",
    "just",
    "second",
    "seconds",
    "minute",
    "minutes",
    "min",
    "mins",
    "hour",
    "hours",
    "hr",
    "hrs",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "today",
    "yesterday",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "the",
    "of",
];

/// The words by which a stamp says that it is one.
const STAMPED: &[&str] = &["updated", "update", "modified", "published", "posted"];

/// Whether a text announces a correction or an update of the article.
#[must_use]
pub fn corrects(text: &str) -> bool {
    // All phrases in one pass. Plain phrases joined are a valid pattern; were they not, nothing would be found.
    static PHRASES: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let phrases: Vec<String> = CORRECTIONS.iter().map(|c| regex::escape(c)).collect();
        RegexBuilder::new(&phrases.join("|")).case_insensitive(true).build().ok()
    });
    PHRASES.as_ref().is_some_and(|p| p.is_match(text))
}

/// Whether a line is nothing but the time of an update (`Last updated at 14:32 GMT on 3 May 2020`). Every word of it
/// must be of a stamp, so that nothing else can hide in it.
#[must_use]
pub fn stamps(line: &str) -> bool {
    if line.len() > 160 {
        return false;
    }
    let mut said = false;
    for word in words(line) {
        if word.len() > 12 {
            return false;
        }
        let word = word.to_lowercase();
        said |= STAMPED.contains(&word.as_str());
        if !STAMP.contains(&word.as_str()) && !is_time(&word) {
            return false;
        }
    }
    said
}

/// A figure such as `14:32`, `3rd`, `2020`, `2.30pm`; nothing with currency or per cent.
fn is_time(word: &str) -> bool {
    let endings = ["st", "nd", "rd", "th", "am", "pm", "h"];
    let digits = endings.iter().find_map(|e| word.strip_suffix(e)).unwrap_or(word);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_hide_nothing() {
        assert!(stamps("Last updated at 14:32 GMT on Monday 3rd May 2020"));
        assert!(stamps("Updated 3 hours ago"));
        assert!(!stamps("Updated: 4 dead"));
        assert!(!stamps("14:32"));
        assert!(!stamps("Updated not 3 hours ago"));
        assert!(!stamps("Published figures rose 4%"));
    }

    #[test]
    fn corrections_are_announced() {
        assert!(corrects("An earlier version of this article gave the toll as 4."));
        assert!(corrects("This article was amended on 3 May to correct a name."));
        assert!(!corrects("The minister called for a correction of the course."));
    }
}
