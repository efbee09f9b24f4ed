//! `/json/view/ID`: one version as an object.

use serde::Deserialize;

use super::{clock, store, text::Text};
use crate::{
    model::{Article, ArticleId, Precision, Revision},
    source::join,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct View {
    title: String,
    byline: String,
    date: String,
    text: String,
}

/// Whether a text is such an object: these four keys and no other.
pub(super) fn is_one(text: &str, whole: bool) -> bool {
    let start = text.trim_start();
    if !start.starts_with('{') {
        return false;
    }
    if whole {
        return serde_json::from_str::<View>(start).is_ok();
    }
    let head = start.get(..start.len().min(4096)).unwrap_or_default();
    ["\"title\"", "\"byline\"", "\"date\"", "\"text\""].iter().filter(|key| head.contains(**key)).count() == 4
}

/// The article that an object shows; no URL is told.
pub(super) fn read(text: &str) -> Result<Article, String> {
    let view: View = serde_json::from_str(text.trim()).map_err(|e| format!("It is no whole JSON object: {e}."))?;
    let parts = Text::of(&view.text, Some((&view.title, &view.byline)));
    let revision = Revision {
        paragraphs: parts.paragraphs.iter().map(|p| (*p).into()).collect(),
        author: store::author(&view.byline),
        time: clock::local(&view.date, Precision::Second),
        title: view.title,
        numbered_by: Some(join::BY_PLACE.into()),
        ..Revision::default()
    };
    let article = store::whole(String::new(), vec![revision], String::new(), None);
    Ok(Article { id: ArticleId::new(""), origins: Vec::new(), ..article })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_of_four_keys_is_a_version() {
        let text = r#"{"title": "Ferry late", "byline": "By Ada", "date": "2012-06-17T15:04:05", "text": "June 17, 2012\nFerry late\nBy Ada\n\nIt was late."}"#;
        assert!(is_one(text, true) && !is_one("{\"title\": 1}", true) && !is_one("[]", true));
        let article = read(text).expect("an article");
        let revision = &article.revisions[0];
        assert_eq!((revision.paragraphs.len(), revision.author.as_deref()), (1, Some("Ada")));
        assert_eq!(revision.time.as_ref().map(|t| t.at.to_string()).as_deref(), Some("2012-06-17T19:04:05Z"));
    }
}
