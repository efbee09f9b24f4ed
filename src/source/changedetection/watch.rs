//! What is known of a watched page.

use std::{
    collections::{HashMap, HashSet},
    iter,
};

use serde_json::Value;

use super::{
    super::{identity, join},
    history::{self, Moment},
};
use crate::model::ArticleId;

/// A watched page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Watch {
    pub(super) url: String,
    /// Whether the page's source is watched, not what it shows.
    pub(super) raw: bool,
    /// What is said where its page is watched more than once.
    pub(super) note: Option<&'static str>,
    pub(super) title: String,
    pub(super) paused: bool,
    /// The list of times and texts, where it is kept here: the very oldest did.
    pub(super) history: Vec<Moment>,
}

impl Watch {
    /// What this one leaves open comes from the other.
    pub(super) fn or(self, other: Watch) -> Watch {
        let first = |a: String, b: String| if a.is_empty() { b } else { a };
        let raw = if self.url.is_empty() { other.raw } else { self.raw };
        Watch {
            url: first(self.url, other.url),
            raw,
            note: None,
            title: first(self.title, other.title),
            history: if self.history.is_empty() { other.history } else { self.history },
            paused: self.paused,
        }
    }

    /// The word for its outlet: the host it lies on.
    pub(super) fn source(&self) -> String {
        let host = self.url.split_once("://").map_or("", |(_, rest)| rest);
        let host = host.split(['/', '?', '#']).next().unwrap_or_default().rsplit('@').next().unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host).to_lowercase()
    }
}

/// One watch as JSON tells of it.
pub(super) fn of(value: &Value) -> Watch {
    let text = |key: &str| value[key].as_str().unwrap_or_default().trim().to_owned();
    let title = [text("title"), text("page_title")].into_iter().find(|title| !title.is_empty()).unwrap_or_default();
    let moments = value["history"].as_object().into_iter().flatten();
    let history = moments.filter_map(|(seconds, path)| history::named(seconds, path.as_str()?)).collect();
    let url = text("url");
    // So the tool writes that it is the source that is watched.
    let (url, raw) = url.strip_prefix("source:").map_or((url.as_str(), false), |page| (page.trim_start(), true));
    Watch {
        url: url.to_owned(),
        raw,
        note: None,
        title,
        paused: value["paused"].as_bool().unwrap_or(false),
        history: history::in_order(history),
    }
}

/// Notes, of watches that have texts, which of them watch a page that others watch too. The first is one of what the page
/// shows, by the name of its folder.
pub(super) fn note_others(watches: &mut HashMap<String, Watch>, with_texts: &HashSet<String>) {
    let mut pages: HashMap<ArticleId, Vec<(bool, String)>> = HashMap::new();
    for (folder, watch) in watches.iter().filter(|(folder, _)| with_texts.contains(*folder)) {
        if let Some(page) = identity::id_of_url(&watch.url) {
            pages.entry(page).or_default().push((watch.raw, folder.clone()));
        }
    }
    for mut folders in pages.into_values().filter(|folders| folders.len() > 1) {
        folders.sort();
        let notes = iter::once(join::FIRST_WATCH).chain(iter::repeat(join::OTHER_WATCH));
        for ((_, folder), note) in folders.iter().zip(notes) {
            if let Some(watch) = watches.get_mut(folder) {
                watch.note = Some(note);
            }
        }
    }
}

/// All watches of `url-watches.json`, by the name of their folder.
pub(super) fn all(value: &Value) -> HashMap<String, Watch> {
    let watching = value["watching"].as_object().into_iter().flatten();
    watching.map(|(folder, watch)| (folder.clone(), of(watch))).collect()
}
