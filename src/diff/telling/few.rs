//! Figures and dates, named where there are few of them.

use super::{SINGLY, arrow, of, plainly, short};
use crate::{
    diff::Fact,
    model::{ChangeKind, Side},
};

/// `3 May → 4 May`, `2 dates removed`
pub(super) fn dates(facts: &[Fact]) -> Option<String> {
    let all: Vec<&Fact> = of(facts, ChangeKind::Date).collect();
    if (1..=SINGLY).contains(&all.len()) && all.iter().all(|fact| fact.old.is_some() && fact.new.is_some()) {
        return Some(all.into_iter().map(arrow).collect::<Vec<String>>().join(", "));
    }
    let dates: Vec<Fact> = all.into_iter().cloned().collect();
    singly(&dates, "date").or_else(|| plainly(facts, ChangeKind::Date, "date"))
}

/// `figure 6ft removed`, `figures 18 and 20 added`; `None` of more, and of what became something else.
pub(super) fn singly(facts: &[Fact], noun: &str) -> Option<String> {
    let of = |side: Side| {
        let texts = facts.iter().filter_map(move |f| match (side, &f.old, &f.new) {
            (Side::Old, Some(text), None) | (Side::New, None, Some(text)) => Some(short(text)),
            _ => None,
        });
        texts.collect::<Vec<String>>()
    };
    let all: Vec<(Vec<String>, &str)> = vec![(of(Side::New), "added"), (of(Side::Old), "removed")];
    let count = all.iter().map(|(texts, _)| texts.len()).sum::<usize>();
    if count != facts.len() || !(1..=SINGLY).contains(&count) {
        return None;
    }
    let told = all.into_iter().filter(|(texts, _)| !texts.is_empty());
    let said = |texts: &[String], what: &str| match texts {
        [one, other] if one == other => format!("{one} {what} twice"),
        texts => format!("{} {what}", texts.join(" and ")),
    };
    let told: Vec<String> = told.map(|(texts, what)| said(&texts, what)).collect();
    let plural = if told.iter().any(|told| told.contains(" and ")) { "s" } else { "" };
    Some(format!("{noun}{plural} {}", told.join(", ")))
}
