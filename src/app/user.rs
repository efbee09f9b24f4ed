//! What the user made of an archive: stars, what was seen, marks. No cache: kept in the state folder by article id.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    diff::rows::View,
    model::{ArticleId, Side, Sort},
};

/// What the user made.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct User {
    /// Starred articles.
    pub starred: Arc<HashSet<ArticleId>>,
    /// How many revisions of an article the user has seen.
    pub seen: Arc<HashMap<ArticleId, u32>>,
    /// Marks by letter.
    pub marks: BTreeMap<char, Mark>,
}

/// A place to come back to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The article's id.
    pub article: String,
    /// The base's number.
    pub base: Option<u32>,
    /// The target's number.
    pub target: Option<u32>,
}

/// Where the user left an archive.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Session {
    /// The article.
    pub article: Option<ArticleId>,
    /// Base and target.
    pub pair: Option<(u32, u32)>,
    /// The view of the diff.
    pub view: View,
    /// The paragraph of the diff on which the cursor stood, by side and index: it is found again at any width. `None` on
    /// the headline.
    pub paragraph: Option<(Side, usize)>,
    /// The first row shown of the diff, as sessions had it before they kept the paragraph.
    pub scroll: usize,
    /// The order of the list.
    pub sort: Sort,
    /// The order turned round.
    pub reversed: bool,
    /// The words of the filter.
    pub filter: String,
    /// The theme's name.
    pub theme: Option<String>,
}
