//! Which commands are meant by what was typed, the likeliest first: beginnings before middles, names before sentences, and
//! letters scattered through a name only where nothing better is there.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};

/// What a command is found by.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) name: &'static str,
    pub(super) doc: &'static str,
    /// Its keys, as readers see them.
    pub(super) keys: Vec<String>,
}

/// How something typed is found in a command, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// It is the key.
    Key,
    /// The name begins with it.
    Name,
    /// A word of the name begins with it.
    NameWord,
    /// A word of the sentence begins with it.
    DocWord,
    /// It is in the name.
    InName,
    /// It is in the sentence.
    InDoc,
    /// Its letters are in the name, in this order.
    Scattered,
}

/// The commands that are meant, by index, best first; all of them, in their order, where nothing was typed.
pub(super) fn ranked(typed: &str, commands: &[Named]) -> Vec<usize> {
    let typed = typed.trim();
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scattered = |word: &str, name: &str| {
        let pattern = Pattern::parse(word, CaseMatching::Ignore, Normalization::Smart);
        pattern.score(Utf32Str::new(name, &mut buffer), &mut matcher).map(|score| (Place::Scattered, score))
    };
    let mut found: Vec<(Place, std::cmp::Reverse<u32>, usize)> = Vec::new();
    for (index, command) in commands.iter().enumerate() {
        if command.keys.iter().any(|k| k == typed) {
            found.push((Place::Key, std::cmp::Reverse(0), index));
            continue;
        }
        // All words must be found; the worst place decides.
        let places: Option<Vec<(Place, u32)>> = words
            .iter()
            .map(|word| place(word, command).map(|p| (p, 0)).or_else(|| scattered(word, command.name)))
            .collect();
        if let Some(places) = places {
            let worst = places.iter().map(|p| p.0).max().unwrap_or(Place::Name);
            let score = places.iter().map(|p| p.1).sum();
            found.push((worst, std::cmp::Reverse(score), index));
        }
    }
    found.sort_unstable();
    let best = found.first().map(|f| f.0);
    found.retain(|f| f.0 < Place::Scattered || best == Some(Place::Scattered));
    found.into_iter().map(|f| f.2).collect()
}

/// Where a word in lower case stands in a command as it is.
fn place(word: &str, command: &Named) -> Option<Place> {
    let doc = command.doc.to_lowercase();
    let begins = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|w| w.starts_with(word));
    Some(match command.name {
        name if name.starts_with(word) => Place::Name,
        name if begins(name) => Place::NameWord,
        _ if begins(&doc) => Place::DocWord,
        name if name.contains(word) => Place::InName,
        _ if doc.contains(word) => Place::InDoc,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str) -> Vec<&'static str> {
        let all = [
            ("next-change", "Next change.", "]"),
            ("cycle-view", "Next view: inline, side by side.", "s"),
            ("previous-revision", "Previous revision with its diff.", "{"),
            ("search-archive", "Search every revision of the archive.", "S"),
            ("find", "Search in this pane, or filter help.", "/"),
            ("close", "Close what lies over the panes, or quit.", "q"),
        ];
        let all = all.map(|(name, doc, key)| Named { name, doc, keys: vec![key.into()] });
        ranked(typed, &all).into_iter().map(|i| all[i].name).collect()
    }

    #[test]
    fn beginnings_come_first_and_scattered_letters_last_or_not_at_all() {
        assert_eq!(found("view"), ["cycle-view"], "not the letters v, i, e, w of previous-revision and its sentence");
        assert_eq!(found("search"), ["search-archive", "find"]);
        assert_eq!(found("revision"), ["previous-revision", "search-archive"]);
        assert_eq!(found("ne"), ["next-change", "cycle-view", "find", "close"], "“pane” holds it");
        assert_eq!(found("srch"), ["search-archive"], "letters left out are forgiven where nothing is better");
        assert_eq!(found("qq"), [""; 0]);
        assert_eq!(found("q"), ["close"], "the key itself");
        assert_eq!(found("S")[0], "search-archive");
        assert_eq!(found("side view"), ["cycle-view"]);
        assert_eq!(found("").len(), 6);
    }
}
