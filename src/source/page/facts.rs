//! What a page says of its article: headline, author, times, addresses.

use std::borrow::Cow;

use serde_json::Value;

use super::{heading, name::Name, times, tokens::Tag, tree::Tree};
use crate::source::{entities, identity};

/// What a page says of its article, as it says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Facts {
    pub(super) title: String,
    pub(super) site: String,
    pub(super) byline: String,
    pub(super) published: String,
    pub(super) modified: String,
    pub(super) canonical: String,
    /// The text in the page's structured data.
    pub(super) body: String,
    /// Whether the page says that not everybody may read it.
    pub(super) closed: bool,
    /// What it says of the article in short.
    pub(super) description: String,
    /// Where the page leads at once by itself.
    pub(super) refresh: Option<String>,
    /// Whether it calls itself an article.
    pub(super) is_article: bool,
    /// The node of the page's own heading, where that is the headline.
    pub(super) heading: Option<usize>,
}

/// Characters of a fact that are kept.
const LONGEST: usize = 600;

/// Marks that outlets put between a headline and their name.
const PARTINGS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " « ", " / "];

impl Facts {
    pub(super) fn of(tree: &Tree<'_>) -> Facts {
        let mut facts = Facts::default();
        let mut social = String::new();
        for tag in &tree.facts {
            match tag.name {
                Name::Link => facts.link(*tag),
                _ => facts.meta(*tag, &mut social),
            }
        }
        if facts.published.is_empty() {
            facts.published = times::shown(tree).unwrap_or_default();
        }
        let mut headline = String::new();
        for data in &tree.data {
            if let Ok(value) = serde_json::from_str(data.trim().trim_end_matches(';')) {
                facts.data(&value, &mut headline, 0);
            }
        }
        let page = shortened(tree.title);
        let own = heading::of(tree, &[&social, &headline], &page);
        let (at, heading) = own.map_or((None, String::new()), |own| (Some(own.at), own.line));
        let parted = without_outlet(&page, &facts.site, &[&social, &heading, &headline]);
        let others = [social.as_str(), &headline, &page];
        // What readers saw before what is told to others; a heading that has no word in common with that heads something else.
        let shares = |other: &&str| heading::shares_words(&heading, other);
        facts.heading = at.filter(|_| others.iter().any(shares) || others.iter().all(|other| other.is_empty()));
        let social = without_outlet(&social, &facts.site, &[&heading, &headline]);
        // A kicker or a mark in the heading is none of the headline.
        let within =
            [&social, &headline].into_iter().find(|t| t.split_whitespace().count() > 2 && heading.ends_with(*t));
        // Where what is told to others heads the window, too, the heading is only a part of it, or holds more than it.
        let agreed = !social.is_empty() && page.contains(&social) && !same(&social, &heading);
        let first = match facts.heading {
            // What parts a kicker from the rest is told by the layout alone.
            Some(_) if agreed || same(&social, &heading) && social.len() > heading.len() => social.clone(),
            Some(_) => within.unwrap_or(&heading).clone(),
            None => String::new(),
        };
        let candidates = [first, social, heading, headline, parted];
        let outlet = |title: &String| !facts.site.is_empty() && title.eq_ignore_ascii_case(&facts.site);
        let best = candidates.iter().find(|title| !title.is_empty() && !outlet(title));
        facts.title = best.or_else(|| candidates.iter().find(|title| !title.is_empty())).cloned().unwrap_or_default();
        if facts.title == candidates[2] {
            facts.heading = at;
        }
        facts
    }

    fn link(&mut self, tag: Tag<'_>) {
        let relation = tag.attribute("rel").unwrap_or_default();
        if self.canonical.is_empty() && relation.split_ascii_whitespace().any(|r| r.eq_ignore_ascii_case("canonical")) {
            self.canonical = shortened(&tag.attribute("href").unwrap_or_default());
        }
    }

    fn meta(&mut self, tag: Tag<'_>, social: &mut String) {
        let (mut name, mut content) = (Cow::Borrowed(""), "");
        for (key, value) in tag.attributes().take(32) {
            if ["name", "property", "itemprop"].iter().any(|k| key.eq_ignore_ascii_case(k)) && name.is_empty() {
                name = entities::resolved(value);
            } else if key.eq_ignore_ascii_case("http-equiv") && value.eq_ignore_ascii_case("refresh") {
                name = "refresh".into();
            } else if key.eq_ignore_ascii_case("content") {
                content = value;
            }
        }
        let name = name.trim().to_ascii_lowercase();
        let place = match name.as_str() {
            "og:title" => social,
            "og:site_name" => &mut self.site,
            "description" | "og:description" => &mut self.description,
            "og:url" => {
                if self.canonical.is_empty() {
                    self.canonical = shortened(content);
                }
                return;
            }
            "og:type" => {
                self.is_article |= content.trim().eq_ignore_ascii_case("article");
                return;
            }
            "refresh" => {
                self.refresh = self.refresh.take().or_else(|| refresh(content));
                return;
            }
            "author" | "article:author" | "dc.creator" | "byl" | "parsely-author" | "sailthru.author" => {
                let author = shortened(content);
                if self.byline.is_empty() && !author.contains("://") && !author.starts_with('@') {
                    self.byline = author;
                }
                return;
            }
            name if times::PUBLISHED.contains(&name) => return times::tell(&mut self.published, content),
            name if times::MODIFIED.contains(&name) => return times::tell(&mut self.modified, content),
            _ => return,
        };
        if place.is_empty() {
            *place = shortened(content);
        }
    }

    /// Structured data, as JSON-LD: the first article in it.
    fn data(&mut self, value: &Value, headline: &mut String, depth: usize) {
        if depth > 8 {
            return;
        }
        match value {
            Value::Array(values) => values.iter().take(256).for_each(|v| self.data(v, headline, depth + 1)),
            Value::Object(object) => {
                if let Some(graph) = object.get("@graph") {
                    self.data(graph, headline, depth + 1);
                }
                if !is_article(object.get("@type")) {
                    if let Some(inner) = object.get("mainEntity") {
                        self.data(inner, headline, depth + 1);
                    }
                    return;
                }
                self.is_article = true;
                let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default();
                let fill = |place: &mut String, text: &str| {
                    if place.is_empty() {
                        *place = shortened(text);
                    }
                };
                fill(headline, text("headline"));
                fill(&mut self.description, text("description"));
                times::tell(&mut self.published, text("datePublished"));
                times::tell(&mut self.modified, text("dateModified"));
                fill(&mut self.byline, &names(object.get("author"), 0).join(", "));
                if self.body.is_empty() {
                    text("articleBody").clone_into(&mut self.body);
                }
                self.closed |= !truthy(object.get("isAccessibleForFree"));
            }
            _ => {}
        }
    }
}

fn truthy(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Bool(yes)) => *yes,
        Some(Value::String(word)) => !word.trim().eq_ignore_ascii_case("false"),
        _ => true,
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let known =
        |kind: &Value| kind.as_str().is_some_and(|k| k.ends_with("Article") || k.ends_with("Posting") || k == "Report");
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(known),
        Some(kind) => known(kind),
        None => false,
    }
}

/// The names of authors, however they are written.
fn names(value: Option<&Value>, depth: usize) -> Vec<String> {
    match value {
        Some(Value::String(name)) if !name.contains("://") => vec![name.clone()],
        Some(Value::Array(all)) if depth < 4 => {
            all.iter().take(32).flat_map(|one| names(Some(one), depth + 1)).collect()
        }
        Some(Value::Object(one)) if depth < 4 => names(one.get("name"), depth + 1),
        _ => Vec::new(),
    }
}

/// `0; url=https://…`, where it leads on within a few seconds.
fn refresh(content: &str) -> Option<String> {
    let (delay, rest) = content.split_once([';', ','])?;
    let delay: f32 = delay.trim().parse().ok()?;
    let rest = rest.trim();
    let at = rest.to_ascii_lowercase().find("url")?;
    let url = rest.get(at + 3..)?.trim_start().strip_prefix('=')?.trim().trim_matches(['"', '\'']);
    (delay <= 5.0 && !url.is_empty()).then(|| shortened(url))
}

/// A fact in one line, resolved, and not longer than any honest one.
pub(super) fn shortened(text: &str) -> String {
    let head: String = text.chars().take(LONGEST * 4).collect();
    let resolved = entities::resolved(&head);
    let resolved =
        if resolved.contains('&') { entities::resolved(&resolved).into_owned() } else { resolved.into_owned() };
    let line = resolved.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST).collect()
}

/// A title without the outlet's name at its end or beginning, where it is known that it is that.
fn without_outlet(title: &str, site: &str, others: &[&str]) -> String {
    for parting in PARTINGS {
        for (at, _) in title.match_indices(parting) {
            let (before, after) =
                (title.get(..at).unwrap_or_default(), title.get(at + parting.len()..).unwrap_or_default());
            let is_site = |part: &str| !site.is_empty() && (same(part, site) || same(&format!("{part}s"), site));
            if others.iter().any(|other| same(before, other)) || is_site(after) {
                return before.trim().to_owned();
            }
            if is_site(before) || others.iter().any(|other| same(after, other)) {
                return after.trim().to_owned();
            }
        }
    }
    // The last part, where it is short and the rest is a headline.
    let last = PARTINGS.iter().take(5).filter_map(|p| title.rfind(p).map(|at| (at, p.len()))).max();
    if let Some((at, length)) = last.filter(|_| others.iter().all(|other| other.is_empty())) {
        let (before, after) = (title.get(..at).unwrap_or_default(), title.get(at + length..).unwrap_or_default());
        if before.split_whitespace().count() >= 4 && after.split_whitespace().count() <= 4 {
            return before.trim().to_owned();
        }
    }
    title.trim().to_owned()
}

/// Whether two titles have the same letters.
pub(super) fn same(a: &str, b: &str) -> bool {
    let letters = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    !a.trim().is_empty() && letters(a) == letters(b)
}

/// An address that a page gives, made whole by that of the page; `None` for what is no address of the web.
#[must_use]
pub fn resolved(address: &str, page: Option<&str>) -> Option<String> {
    let address = address.trim();
    if identity::normalise_url(address).is_some() && address.contains("://") {
        return Some(address.to_owned());
    }
    let (scheme, rest) = page?.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    if let Some(rest) = address.strip_prefix("//") {
        return Some(format!("{scheme}://{rest}"));
    }
    address.starts_with('/').then(|| format!("{scheme}://{host}{address}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_the_outlet_and_nothing_else() {
        for (title, site, others, want) in [
            ("Ferry runs again - The Harle Post", "The Harle Post", "", "Ferry runs again"),
            ("Ferry runs again | Harle Post", "", "Ferry runs again", "Ferry runs again"),
            ("Harle Post: x | Ferry - the story", "", "", "Harle Post: x | Ferry"),
            ("A - B", "", "", "A - B"),
            ("BBC News | Ferry runs", "BBC News", "", "Ferry runs"),
            (
                "Ferry - bridge - row over both",
                "The Post",
                "Ferry - bridge - row over both",
                "Ferry - bridge - row over both",
            ),
        ] {
            assert_eq!(without_outlet(title, site, &[others]), want, "{title}");
        }
    }

    #[test]
    fn structured_data_is_read() {
        let page = r#"<title>x</title><script type="application/ld+json">{"@graph":[{"@type":"WebPage"},
            {"@type":["NewsArticle"],"headline":"H &amp; x","datePublished":"2020-07-07T10:00:00Z","isAccessibleForFree":"False",
            "author":[{"@type":"Person","name":"Ann Example"},"Bo"],"articleBody":"t"}]}</script>
            <meta http-equiv=refresh content="0; URL='/else'"><link rel=canonical href="/a?b&amp;c">"#;
        let facts = Facts::of(&Tree::of(page));
        assert_eq!((facts.title.as_str(), facts.byline.as_str()), ("H & x", "Ann Example, Bo"));
        assert_eq!((facts.published.as_str(), facts.closed), ("2020-07-07T10:00:00Z", true));
        assert_eq!((facts.refresh.as_deref(), facts.canonical.as_str()), (Some("/else"), "/a?b&c"));
    }

    #[test]
    fn addresses_are_made_whole() {
        let page = Some("https://example.org/news/a?x");
        assert_eq!(resolved("/b", page).as_deref(), Some("https://example.org/b"));
        assert_eq!(resolved("//example.net/b", page).as_deref(), Some("https://example.net/b"));
        assert_eq!(resolved("http://example.net/b", None).as_deref(), Some("http://example.net/b"));
        assert_eq!(resolved("javascript:x", page), None);
    }
}
