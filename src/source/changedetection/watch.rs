//! What is known of a watched page.

use std::collections::HashMap;

use serde_json::Value;

use super::history::{self, Moment};

/// A watched page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Watch {
    pub(super) url: String,
    pub(super) title: String,
    pub(super) paused: bool,
    /// The list of times and texts, where it is kept here: the very oldest did.
    pub(super) history: Vec<Moment>,
}

impl Watch {
    /// What this one leaves open comes from the other.
    pub(super) fn or(self, other: Watch) -> Watch {
        let first = |a: String, b: String| if a.is_empty() { b } else { a };
        Watch {
            url: first(self.url, other.url),
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
    Watch {
        url: text("url"),
        title,
        paused: value["paused"].as_bool().unwrap_or(false),
        history: history::in_order(history),
    }
}

/// All watches of `url-watches.json`, by the name of their folder.
pub(super) fn all(value: &Value) -> HashMap<String, Watch> {
    let watching = value["watching"].as_object().into_iter().flatten();
    watching.map(|(folder, watch)| (folder.clone(), of(watch))).collect()
}
