//! What the notices of a revision leave undeclared, in words, where it stands.

use super::{Diff, Fact};
use crate::model::{ChangeKind, Side};

/// Characters of what went or came that are quoted.
const BRIEF: usize = 40;
/// Things told one by one.
const SINGLY: usize = 3;
/// Undeclared things of one diff that are looked for by paragraph.
const MOST: usize = 400;

/// What is to be said of one block, given its facts: that no notice declares what changed there, or that the notice which
/// stands there declares what is not found. `None` where nothing is.
pub fn told<'a>(facts: impl Iterator<Item = &'a Fact>) -> Option<String> {
    let open: Vec<&Fact> = facts.filter(|f| f.declared == Some(false)).collect();
    if open.is_empty() {
        return None;
    }
    if open.iter().any(|f| f.kind == ChangeKind::Correction) {
        return Some("declares a change that is not found here".to_owned());
    }
    let brief = |text: &String| {
        let mut said: String = text.chars().take(BRIEF).collect();
        if said.len() < text.len() {
            said.push('…');
        }
        said
    };
    let one = |fact: &&Fact| match (fact.old.as_ref().map(brief), fact.new.as_ref().map(brief)) {
        (Some(old), Some(new)) => Some(format!("“{old}” → “{new}”")),
        (Some(old), None) if fact.is_marks => Some(format!("quotation marks taken from “{old}”")),
        (None, Some(new)) if fact.is_marks => Some(format!("quotation marks put around “{new}”")),
        (Some(old), None) => Some(format!("“{old}” removed")),
        (None, Some(new)) => Some(format!("“{new}” added")),
        (None, None) => None,
    };
    let each: Vec<String> = open.iter().filter_map(one).collect();
    let told = each.iter().take(SINGLY).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if each.len() > SINGLY { format!(" and {} more", each.len() - SINGLY) } else { String::new() };
    Some(match told.as_str() {
        "" => "undeclared: no notice speaks of this change".to_owned(),
        told => format!("undeclared, no notice speaks of it: {told}{more}"),
    })
}

/// The same by paragraph, for documents that are written paragraph by paragraph: what is to be said under this one, the
/// last of its block. The paragraph's index counts from 0.
#[must_use]
pub fn under(diff: &Diff, side: Side, paragraph: usize) -> Option<String> {
    let open = diff.summary.facts.iter().filter(|f| f.declared == Some(false)).take(MOST);
    let mut blocks = open.filter_map(|f| f.block);
    let is_here = |index: &usize| {
        diff.blocks.get(*index).is_some_and(|block| match block.new.last() {
            Some(last) => side == Side::New && *last == paragraph,
            None => side == Side::Old && block.old.last() == Some(&paragraph),
        })
    };
    let index = blocks.find(is_here)?;
    told(diff.summary.facts.iter().filter(|f| f.block == Some(index)))
}
