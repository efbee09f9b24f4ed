//! What the name of a NewsEdits file says: its tables do not say which outlet they are of.

use crate::source::identity;

/// Outlets as the matched files call them, and as the raw files of the same articles do.
const OTHER_NAMES: [(&str, &str); 5] =
    [("nyt", "nytimes"), ("wp", "washpo"), ("bbc-2", "bbc"), ("bbc-1", "bbc"), ("washington-post", "washpo")];

/// Outlets whose articles come from News Sniffer, as the matched files call them.
const SNIFFED: [&str; 6] = ["nyt", "wp", "bbc-2", "guardian", "independent", "washington-post"];

/// A file of the corpora.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct File {
    /// The outlet (`nytimes`).
    pub(super) outlet: String,
    /// Whether its name says that its articles come from News Sniffer, so that its entries are News Sniffer's articles.
    pub(super) sniffed: bool,
}

impl File {
    /// Reads a file's name: `newssniffer-nytimes.db.gz`, `ap.db`, `nyt-matched-sentences.db`.
    pub(super) fn of(name: &str) -> File {
        let mut stem = name.to_lowercase();
        while let Some(end) = [".gz", ".db", ".zst", ".bz2", ".sqlite", ".sqlite3"].iter().find(|e| stem.ends_with(**e))
        {
            stem.truncate(stem.len() - end.len());
        }
        let (stem, raw) = stem.strip_prefix("newssniffer-").map_or((stem.as_str(), false), |stem| (stem, true));
        let (stem, matched) = stem.strip_suffix("-matched-sentences").map_or((stem, false), |stem| (stem, true));
        let outlet = OTHER_NAMES.iter().find(|(other, _)| *other == stem).map_or(stem, |(_, name)| name);
        File { outlet: outlet.to_owned(), sniffed: raw || (matched && SNIFFED.contains(&stem)) }
    }

    /// The corpus's own name of an entry, the same in its raw and its matched file.
    pub(super) fn entry(&self, entry: i64) -> String {
        identity::id_of_origin("newsedits", &format!("{}:{entry}", self.outlet)).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::File;

    #[test]
    fn names_say_outlet_and_corpus() {
        for (name, outlet, sniffed) in [
            ("newssniffer-nytimes.db.gz", "nytimes", true),
            ("nyt-matched-sentences.db", "nytimes", true),
            ("newssniffer-bbc.db.db", "bbc", true),
            ("bbc-2-matched-sentences.db.gz", "bbc", true),
            ("bbc.db", "bbc", false),
            ("ap-matched-sentences.db", "ap", false),
            ("lapresse.db", "lapresse", false),
        ] {
            assert_eq!(File::of(name), File { outlet: outlet.into(), sniffed }, "{name}");
        }
    }
}
