//! What can be wrong with the line that filters the list: a condition in it whose value is none.

use super::{Mistake, moment, range, value::missing};
use crate::model::ChangeKind;

/// The first condition of a list's filter that cannot be understood; `None` where all can. Words are always understood.
#[must_use]
pub fn filter_mistake(line: &str) -> Option<Mistake> {
    let mut at = 0;
    for piece in line.split(char::is_whitespace) {
        let span = (at, at + piece.chars().count());
        at = span.1 + 1;
        if let Some(reason) = piece.split_once(':').and_then(|(name, value)| reason(name, value)) {
            return Some(Mistake { span, reason, is_open: false });
        }
    }
    None
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
    fn a_condition_that_is_none_is_told_with_what_could_have_been_meant() {
        for understood in
            ["mill 10:30", "changed:figures revisions:>5", "changed:negations", "after:2020-07 source:bbc"]
        {
            assert_eq!(filter_mistake(understood), None, "{understood}");
        }
        let wrong = |line: &str| filter_mistake(line).map(|m| (m.span, m.reason)).unwrap_or_default();
        let (span, reason) = wrong("mill changed:figgures");
        assert_eq!(
            (span, reason.as_str()),
            ((5, 21), "`figgures` is no kind of change; did you mean `changed:figures`?")
        );
        assert!(wrong("changed:foo").1.starts_with("`foo` is no kind of change; there are headline, byline, number"));
        assert!(wrong("after:garbage").1.starts_with("`garbage` is no time; write 2020"));
        assert!(wrong("revisions:x").1.starts_with("`x` is no number of revisions; write 5"));
        assert!(wrong("source:").1.starts_with("What the outlet is called is missing after `source:`"));
    }
}
