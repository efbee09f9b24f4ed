//! Names and passwords in addresses (`https://user:word@host/`): those of whoever fetched the page, which nobody else is to
//! see.

use std::borrow::Cow;

use crate::model::{Article, Revision};

/// Takes names and passwords out of all addresses of an article.
pub(super) fn leave_out(article: &mut Article) {
    clean(&mut article.url);
    let Article { known_as, status, revisions, notes, .. } = article;
    known_as.iter_mut().chain(status).chain(notes).for_each(clean);
    for Revision { archived, notes, .. } in revisions {
        archived.iter_mut().chain(notes).for_each(clean);
    }
}

fn clean(text: &mut String) {
    if let Cow::Owned(without) = without(text) {
        *text = without;
    }
}

/// A text without the names and passwords in its addresses.
fn without(text: &str) -> Cow<'_, str> {
    if !text.contains('@') || !text.contains("://") {
        return text.into();
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        let end = after.find(|c: char| c.is_whitespace() || matches!(c, '/' | '?' | '#')).unwrap_or(after.len());
        let (place, after) = after.split_at(end);
        out.push_str(before);
        out.push_str(place.rsplit('@').next().unwrap_or_default());
        rest = after;
    }
    out.push_str(rest);
    if out.len() == text.len() { text.into() } else { out.into() }
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn names_and_passwords_go_and_other_signs_stay() {
        for (text, want) in [
            ("https://user:p@ss@a.example/x@y", "https://a.example/x@y"),
            (
                "it led to http://me@a.example?b@c, then https://a:b@c.example",
                "it led to http://a.example?b@c, then https://c.example",
            ),
            ("https://a.example/@ann", "https://a.example/@ann"),
            ("ann@a.example", "ann@a.example"),
            ("://@", "://"),
            ("", ""),
        ] {
            assert_eq!(without(text), want, "{text}");
        }
    }
}
