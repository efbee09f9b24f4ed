//! What stands before a text and is none of it: YAML between `---`, TOML between `+++`, as site generators read it.

use std::borrow::Cow;

use super::Markup;

/// Facts of the front matter, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Front<'a> {
    /// `title`.
    pub title: Option<Cow<'a, str>>,
    /// `date`: when its author dates it, which is no time at which anything was seen.
    pub date: Option<Cow<'a, str>>,
    /// `lastmod` or its like: when its author last changed it.
    pub updated: Option<Cow<'a, str>>,
    /// `author`, where it is one name.
    pub author: Option<Cow<'a, str>>,
}

/// Lines that front matter may have; a text whose mark is never closed has none.
const LINES: usize = 400;

/// The front matter of a text, and the rest of it.
pub(super) fn split(text: &str, markup: Markup) -> (Front<'_>, &str) {
    if markup == Markup::Tex {
        return (Front::default(), text);
    }
    let Some(fence @ ("---" | "+++")) = text.get(..3) else { return (Front::default(), text) };
    let Some((first, rest)) = text.split_once('\n').filter(|(first, _)| first.trim_end() == fence) else {
        return (Front::default(), text);
    };
    let mut at = first.len() + 1;
    for line in rest.split_inclusive('\n').take(LINES) {
        at += line.len();
        let closes = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
        if closes {
            let matter = text.get(first.len() + 1..at - line.len()).unwrap_or_default();
            return match facts(matter, fence) {
                Some(front) => (front, text.get(at..).unwrap_or_default()),
                None => (Front::default(), text),
            };
        }
    }
    (Front::default(), text)
}

/// The facts between the fences; `None` where what stands there is prose between two rules.
fn facts<'a>(matter: &'a str, fence: &str) -> Option<Front<'a>> {
    let mut front = Front::default();
    let (mut keys, mut lines) = (0_usize, 0_usize);
    let mut folded: Option<&mut Option<Cow<'a, str>>> = None;
    for line in matter.lines() {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        lines += 1;
        if line.starts_with([' ', '\t', '-', ']', '}', '[']) {
            keys += 1;
            // The value of `title: >` stands on the lines below.
            if let Some(value) = folded.as_deref_mut() {
                let more = line.trim();
                *value = Some(value.take().map_or(more.into(), |known| format!("{known} {more}").into()));
            }
            continue;
        }
        folded = None;
        let Some((key, value)) = line.split_once(if fence == "---" { ':' } else { '=' }) else { continue };
        let key = key.trim().trim_matches('"');
        if key.is_empty() || key.len() > 60 || key.contains(char::is_whitespace) {
            continue;
        }
        keys += 1;
        let place = match key.to_ascii_lowercase().as_str() {
            "title" => &mut front.title,
            "date" => &mut front.date,
            "lastmod" | "last_modified_at" | "updated" | "modified" => &mut front.updated,
            "author" => &mut front.author,
            _ => continue,
        };
        let value = value.trim();
        if value.trim_end_matches(['-', '+']) == ">" || value.trim_end_matches(['-', '+']) == "|" {
            folded = Some(place);
        } else if !value.starts_with(['[', '{', '&', '*', '!']) {
            *place = Some(unquoted(value)).filter(|v| !v.is_empty());
        }
    }
    (keys == lines).then_some(front)
}

/// A scalar without its quotation marks, escapes undone as far as titles have them.
fn unquoted(value: &str) -> Cow<'_, str> {
    let inner = |quote: char| {
        let rest = value.strip_prefix(quote)?;
        rest.rfind(quote).and_then(|end| rest.get(..end))
    };
    if let Some(inner) = inner('"') {
        if !inner.contains('\\') {
            return inner.into();
        }
        return serde_json::from_str(&format!("\"{inner}\"")).map_or(inner.into(), |text: String| text.into());
    }
    if let Some(inner) = inner('\'') {
        return if inner.contains("''") { inner.replace("''", "'").into() } else { inner.into() };
    }
    value.split(" #").next().unwrap_or_default().trim_end().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_gives_facts_and_is_no_prose() {
        let yaml = "---\ntitle: \"The \\\"ferry\\\"\"\ndate: 2020-07-07 # day\ntags:\n  - sea\n- port\nauthor: 'O''Hara'\n---\nText.";
        let (front, rest) = split(yaml, Markup::Markdown);
        assert_eq!(front.title.as_deref(), Some("The \"ferry\""));
        assert_eq!((front.date.as_deref(), front.author.as_deref()), (Some("2020-07-07"), Some("O'Hara")));
        assert_eq!(rest, "Text.");
        let toml = "+++\r\ntitle = \"Ferry\"\r\n[extra]\r\nx = 1\r\n+++\r\nText.";
        let (front, rest) = split(toml, Markup::Markdown);
        assert_eq!((front.title.as_deref(), rest), (Some("Ferry"), "Text."));
        let (front, _) = split("---\ntitle: >-\n  The ferry\n  is late\nlayout: post\n---\n", Markup::Markdown);
        assert_eq!(front.title.as_deref(), Some("The ferry is late"));
        for prose in
            ["---\nA text between rules, which is prose.\n---\n", "---\ntitle: never closed\n", "--- a\nb", "---"]
        {
            assert_eq!(split(prose, Markup::Markdown), (Front::default(), prose));
        }
    }
}
