//! Which wiki a dump is of.

use crate::source::wikitext::Dialect;

/// What the head of a dump says of its wiki; nothing where it has no head.
#[derive(Debug, Clone, Default)]
pub(super) struct Site {
    /// `enwiki`; not in the oldest dumps.
    pub(super) database: String,
    /// `Wikipedia`.
    pub(super) name: String,
    /// The address of the main page.
    pub(super) base: String,
    pub(super) dialect: Dialect,
}

/// Names that many a wiki's database has: those that MediaWiki's installer proposes, and proposed, and the obvious ones.
const ANYBODYS: [&str; 5] = ["my_wiki", "wikidb", "mediawiki", "wiki", "wiki_db"];

impl Site {
    /// The word for the wiki in lists.
    pub(super) fn source(&self) -> &str {
        [self.database.as_str(), self.host(), self.name.as_str()].into_iter().find(|s| !s.is_empty()).unwrap_or("")
    }

    /// What makes page ids unique among wikis. A name alone does not: each Wikipedia bears the same; nor does a database that
    /// is called as installers propose.
    pub(super) fn origin(&self) -> Option<String> {
        let is_anybodys = ANYBODYS.iter().any(|name| self.database.eq_ignore_ascii_case(name));
        let mut known = [self.database.as_str(), self.host()];
        if is_anybodys {
            known.reverse();
        }
        let known = known.into_iter().find(|s| !s.is_empty())?;
        Some(format!("mediawiki:{known}"))
    }

    fn host(&self) -> &str {
        let rest = self.base.split_once("://").map_or("", |(_, rest)| rest);
        rest.split(['/', '?', '#']).next().unwrap_or_default()
    }

    /// A page's address: the main page's with another title.
    pub(super) fn url(&self, title: &str) -> String {
        let folder = match self.base.split_once("title=") {
            Some((script, _)) => format!("{script}title="),
            None => {
                match self.base.find("/wiki/").map(|at| at + "/wiki/".len()).or(self.base.rfind('/').map(|at| at + 1)) {
                    Some(end) if !self.host().is_empty() && end > "https://".len() => {
                        self.base.get(..end).unwrap_or_default().to_owned()
                    }
                    _ => return String::new(),
                }
            }
        };
        if title.is_empty() {
            return String::new();
        }
        let mut url = folder;
        for character in title.chars() {
            match character {
                ' ' => url.push('_'),
                '%' | '?' | '#' | '&' | '+' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' => {
                    url.push_str(&format!("%{:02X}", u32::from(character)));
                }
                other if other.is_control() => {}
                other => url.push(other),
            }
        }
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_the_address_of_its_wiki() {
        for (base, title, url) in [
            ("https://en.example.org/wiki/Main_Page", "Who was that?", "https://en.example.org/wiki/Who_was_that%3F"),
            ("https://example.org/w/index.php?title=Home", "A b", "https://example.org/w/index.php?title=A_b"),
            ("https://example.org/Home", "A/b", "https://example.org/A/b"),
            ("https://example.org", "A", ""),
            ("", "A", ""),
        ] {
            assert_eq!(Site { base: base.into(), ..Site::default() }.url(title), url);
        }
    }

    #[test]
    fn a_name_alone_makes_no_id() {
        let named = Site { name: "Wikipedia".into(), ..Site::default() };
        assert_eq!((named.origin(), named.source()), (None, "Wikipedia"));
        let old = Site { base: "http://de.example.org/wiki/Start".into(), ..named };
        assert_eq!((old.origin().as_deref(), old.source()), (Some("mediawiki:de.example.org"), "de.example.org"));
    }
}
