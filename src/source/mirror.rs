//! What the place of a saved page in a mirror says, as wget and its likes lay it out: folders named by host and path, and
//! above them, where a mirror was made each day, one named by the date (`2020-01-31/www.a.example/news/ferry.html`).

use super::{
    texts::name::{Stamp, stamp},
    wayback::{address, host_of},
};
use crate::model::Seen;

/// Where and when a page was fetched, by its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mirrored {
    /// Its address.
    pub(super) url: String,
    /// When the mirror was made, as the name of a folder around it says.
    pub(super) time: Option<Seen>,
}

/// Ends of names of hosts, beside those of two letters, by which a folder is one. Others are the ends of too many words.
const ENDS: [&str; 24] = [
    "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "news", "press", "media", "blog", "site", "online",
    "today", "world", "live", "xyz", "app", "dev", "london", "scot", "example",
];

impl Mirrored {
    /// What the path of a file says, as it is shown; `None` where no folder of it is named by a host.
    pub(super) fn of(shown: &str) -> Option<Mirrored> {
        let folders = shown.rsplit_once('/')?.0;
        let mut before = 0;
        for folder in folders.split('/') {
            let behind = before + folder.len() + 1;
            if is_host(folder) {
                let time = shown.get(..before)?.split('/').rev().find_map(|folder| match stamp(folder) {
                    Some((_, Stamp::Time(seen))) => Some(seen),
                    _ => None,
                });
                let host = host_of(folder)?;
                return Some(Mirrored { url: address(&host, &fetched(shown.get(behind..)?)), time });
            }
            before = behind;
        }
        None
    }
}

fn is_host(folder: &str) -> bool {
    let Some(host) = host_of(folder) else { return false };
    let name = host.split(':').next().unwrap_or_default();
    let end = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    // Two letters behind a digit are a version, not a country.
    let is_named = name.bytes().any(|b| b.is_ascii_alphabetic()) && !name.starts_with('.');
    is_named
        && (ENDS.contains(&end.as_str())
            || end.len() == 2 && !["md", "js", "py", "rs", "gz", "db", "bk"].contains(&end.as_str()))
}

/// The path that was fetched: without the number that wget puts behind a name that was there already, and the suffix that
/// it gives to what has none (`-E`).
fn fetched(path: &str) -> String {
    let numbered = path.rsplit_once('.').filter(|(name, number)| {
        let counts = (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        counts && [".html", ".htm", ".php", ".aspx"].iter().any(|suffix| name.ends_with(suffix))
    });
    let path = numbered.map_or(path, |(name, _)| name);
    match path.strip_suffix(".html") {
        Some(asked) if asked.rsplit('/').next().is_some_and(|name| name.contains('?')) => asked.to_owned(),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_below_a_host_is_an_address() {
        for (shown, url, time) in [
            (
                "m/2020-01-02/www.a.example/news/ferry.html",
                "http://www.a.example/news/ferry.html",
                "2020-01-02T00:00:00Z",
            ),
            ("2020-01-03_1200/a.co.uk/index.html", "http://a.co.uk/", "2020-01-03T12:00:00Z"),
            ("a.example/2020/01/ferry/index.html.1", "http://a.example/2020/01/ferry/", ""),
            ("a.example/view.php?id=6.html", "http://a.example/view.php?id=6", ""),
            ("m/a.example/ferry-2020-01-02.html", "http://a.example/ferry-2020-01-02.html", ""),
        ] {
            let got = Mirrored::of(shown).unwrap_or_else(|| panic!("{shown}"));
            assert_eq!(
                (got.url.as_str(), got.time.map_or(String::new(), |t| t.at.to_string())),
                (url, time.to_owned())
            );
        }
        for none in
            ["ferry.html", "m/news/ferry.html", "saved.pages/ferry.html", "a.md/b.html", "v1.2/b.html", "x/a.example"]
        {
            assert_eq!(Mirrored::of(none), None, "{none}");
        }
    }
}
