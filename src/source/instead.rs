//! Error pages among the texts that trackers kept: they stored whatever the outlet sent, a `404` or a wall that asks for
//! consent as well as the article. Such a revision is marked, not dropped, so that it is no neighbour of the others.

use super::page;
use crate::model::{Revision, TextState};

/// Marks the revisions of an article that are something else in its place. Where all of several would be, none is: then
/// it is what the article is about. (One alone may be a part of an article that other files have the rest of.)
pub(super) fn mark(revisions: &mut [Revision]) {
    let judged = |revision: &Revision| {
        let whole = revision.state == TextState::Whole && !revision.paragraphs.is_empty();
        whole.then(|| page::instead(&revision.title, &revision.paragraphs)).flatten()
    };
    let found: Vec<Option<&'static str>> = revisions.iter().map(judged).collect();
    if found.len() > 1 && found.iter().all(Option::is_some) {
        return;
    }
    for (revision, what) in revisions.iter_mut().zip(found) {
        if let Some(what) = what {
            revision.state = TextState::ErrorPage;
            revision.notes.push(format!("not the article, but {what}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states(texts: &[(&str, &str)]) -> Vec<TextState> {
        let revision = |(title, text): &(&str, &str)| Revision {
            title: (*title).into(),
            paragraphs: vec![(*text).into()],
            ..Revision::default()
        };
        let mut revisions: Vec<Revision> = texts.iter().map(revision).collect();
        mark(&mut revisions);
        revisions.iter().map(|r| r.state).collect()
    }

    #[test]
    fn error_pages_among_texts_are_marked() {
        use TextState::{ErrorPage, Whole};
        let text = ("Ferry sails again", "The night ferry sails again from Monday, the harbour board said.");
        assert_eq!(states(&[text, ("404 Not Found", "nginx"), text]), [Whole, ErrorPage, Whole]);
        let wall = "We value your privacy. We and our partners store and/or access information on a device. Accept all";
        assert_eq!(states(&[text, ("Ferry sails again", wall)]), [Whole, ErrorPage]);
        // A tracker that knows no headline has just the text.
        assert_eq!(states(&[("Watch", text.1), ("Watch", "502 Bad Gateway")]), [Whole, ErrorPage]);
        // What is always so is what the article is.
        assert_eq!(states(&[("404", "Not found."), ("404", "The page was not found.")]), [Whole, Whole]);
        assert_eq!(states(&[("404 Not Found", "nginx")]), [ErrorPage]);
        let missing = "The walker was not found on the first day, nor on the second.";
        assert_eq!(states(&[text, ("Walker not found after a third day of search", missing)]), [Whole, Whole]);
    }
}
