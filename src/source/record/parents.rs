//! A table of articles, to which the rows of another belong.

use std::collections::HashMap;

use super::{super::limits, Record, article::Head};

/// What a row takes beside its letters, in bytes, about.
const ROW: usize = 128;

/// What is said of articles, by their ids in a tracker's database.
#[derive(Debug, Default)]
pub(in crate::source) struct Parents {
    heads: HashMap<Box<str>, Parent>,
    held: usize,
}

#[derive(Debug)]
struct Parent {
    url: Box<str>,
    source: Box<str>,
    title: Box<str>,
}

impl Parents {
    /// Takes a row of the table of articles. Whether there was room for it.
    pub(in crate::source) fn add(&mut self, record: &Record<'_>) -> bool {
        let Head { id, url, source, title, .. } = Head::of(record);
        if id.is_empty() {
            return true;
        }
        self.held += id.len() + url.len() + source.len() + title.len() + ROW;
        if self.held > limits::GROUPED {
            return false;
        }
        self.heads.insert(id.into(), Parent { url: url.into(), source: source.into(), title: title.into() });
        true
    }

    /// Fills in what the table says of the article that a row belongs to. Whether it knows it.
    pub(in crate::source) fn fill(&self, head: &mut Head) -> bool {
        let Some(parent) = head.row_of.as_deref().and_then(|id| self.heads.get(id)) else { return false };
        let fill = |mine: &mut String, theirs: &str| {
            if mine.is_empty() {
                theirs.clone_into(mine);
            }
        };
        fill(&mut head.url, &parent.url);
        fill(&mut head.source, &parent.source);
        fill(&mut head.title, &parent.title);
        true
    }
}
