//! What can be wrong with the line that filters the list: a condition in it whose value is none.

use super::{Mistake, moment, range, value::missing};
use crate::model::ChangeKind;

/// The fields of conditions on the articles of a list.
const FIELDS: [&str; 6] = ["source", "revisions", "words", "changed", "after", "before"];

/// What a word of a list's filter asks for, and whether the articles are wanted that have it or, behind a `-`, the others.
#[must_use]
pub fn wanted(word: &str) -> (&str, bool) {
    word.strip_prefix('-').map_or((word, true), |word| (word, false))
}

/// The field and the value of a condition, as a word of a list's filter; `None` where it is just a word.
#[must_use]
pub fn condition(word: &str) -> Option<(&'static str, &str)> {
    let (name, value) = word.split_once(':')?;
    FIELDS.into_iter().find(|field| field.eq_ignore_ascii_case(name)).map(|field| (field, value))
}

/// Whether a list's filter holds more than conditions: words, which some articles have better than others.
#[must_use]
pub fn filters_by_words(line: &str) -> bool {
    line.split_whitespace().map(wanted).any(|(word, is_wanted)| is_wanted && condition(word).is_none())
}

/// The first condition of a list's filter that cannot be understood; `None` where all can. Words are always understood.
/// What stands last may be none yet, and become one when the line goes on.
#[must_use]
pub fn filter_mistake(line: &str) -> Option<Mistake> {
    let mut at = 0;
    for piece in line.split(char::is_whitespace) {
        let span = (at, at + piece.chars().count());
        at = span.1 + 1;
        let (piece, _) = wanted(piece);
        let reason = condition(piece).map_or_else(|| no_field(piece), |(name, value)| reason(name, value));
        if let Some(reason) = reason {
            let is_last = span.1 == line.chars().count();
            let is_open = is_last && condition(piece).is_some_and(|(name, value)| may_go_on(name, value));
            return Some(Mistake { span, reason, is_open });
        }
    }
    None
}

/// Why a word is no condition, where it is written as one: letters and a colon, in small letters (a name with capitals is
/// one of something else), and no address.
fn no_field(word: &str) -> Option<String> {
    let (name, value) = word.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase());
    (is_name && !value.starts_with("//")).then(|| {
        let fields = FIELDS.join(", ");
        format!("There is no field `{name}` in a filter, only {fields}; leave the colon out to find the word.")
    })
}

/// Whether a value that is none may be the beginning of one.
fn may_go_on(name: &str, value: &str) -> bool {
    let small = value.to_lowercase();
    match name {
        "revisions" | "words" => value.chars().all(|c| matches!(c, '<' | '>' | '=')),
        "changed" => ChangeKind::ALL.into_iter().any(|kind| kind.telling().any(|word| word.starts_with(&small))),
        "after" | "before" => value.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | 'T' | '.')),
        _ => value.is_empty(),
    }
}

/// Why a value is none.
fn reason(name: &str, value: &str) -> Option<String> {
    let understood = match name {
        "source" => !value.is_empty(),
        "revisions" | "words" => range(value).is_some(),
        "changed" => ChangeKind::meant(value).is_some(),
        "after" | "before" => moment(value).is_some(),
        _ => true,
    };
    if understood {
        return None;
    }
    if value.is_empty() {
        return Some(missing(name));
    }
    Some(match name {
        "revisions" | "words" => format!("`{value}` is no number of {name}; write 5, >5, >=5, <5 or <=5."),
        "changed" => no_kind(value),
        _ => format!("`{value}` is no time; write 2020, 2020-07, 2020-07-07 or 2020-07-07T10:00:00Z."),
    })
}

/// Letters that a word shares with the beginning of what may have been meant.
const ALIKE: usize = 3;

/// Said of a kind of change that is none.
pub(super) fn no_kind(value: &str) -> String {
    format!("`{value}` is no kind of change; {}", kinds(value))
}

/// What could have been meant: the kinds that begin alike, else all of them.
fn kinds(value: &str) -> String {
    let begins = |word: &str| value.chars().take(ALIKE).eq(word.chars().take(ALIKE));
    let near = ChangeKind::ALL.into_iter().find_map(|kind| kind.telling().find(|word| begins(word)));
    match near {
        Some(near) => format!("did you mean `changed:{near}`?"),
        None => format!("there are {}.", ChangeKind::ALL.map(ChangeKind::word).join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_conditions() {
        assert!(filters_by_words("mill") && filters_by_words("revisions:>5 10:30"));
        assert!(!filters_by_words("revisions:>5  After:2020") && !filters_by_words(" "));
        assert!(!filters_by_words("-mill -") && filters_by_words("-mill ferry"), "none has what is unwanted better");
    }

    #[test]
    fn a_condition_that_is_none_is_told_with_what_could_have_been_meant() {
        for understood in [
            "mill 10:30 https://a.example/b Live: Re:dux",
            "Source:BBC changed:figures revisions:>5",
            "changed:negations",
            "after:2020-07 source:bbc",
            "-changed:headline -mill -",
        ] {
            assert_eq!(filter_mistake(understood), None, "{understood}");
        }
        let wrong = |line: &str| filter_mistake(line).map(|m| (m.span, m.reason)).unwrap_or_default();
        let (span, reason) = wrong("mill changed:figgures");
        assert_eq!(
            (span, reason.as_str()),
            ((5, 21), "`figgures` is no kind of change; did you mean `changed:figures`?")
        );
        assert_eq!(wrong("-changed:foo").0, (0, 12));
        assert!(wrong("changed:foo").1.starts_with("`foo` is no kind of change; there are headline, byline, number"));
        assert!(wrong("after:garbage").1.starts_with("`garbage` is no time; write 2020"));
        assert!(wrong("revisions:x").1.starts_with("`x` is no number of revisions; write 5"));
        let (span, reason) = wrong("mill sorce:harbour");
        assert_eq!(span, (5, 18));
        assert!(reason.starts_with("There is no field `sorce` in a filter, only source, revisions, words"), "{reason}");
        let is_open = |line: &str| filter_mistake(line).map(|m| m.is_open);
        for line in
            ["source:", "changed:", "changed:fig", "Changed:Quot", "mill revisions:>", "after:2020-", "before:20"]
        {
            assert_eq!(is_open(line), Some(true), "{line}");
            assert_eq!(is_open(&format!("{line} ")), Some(false), "{line}");
        }
        for line in ["changed:xyz", "revisions:many", "after:may", "sorce:"] {
            assert_eq!(is_open(line), Some(false), "{line}");
        }
        assert!(wrong("source:").1.starts_with("What the outlet is called is missing after `source:`"));
    }
}
