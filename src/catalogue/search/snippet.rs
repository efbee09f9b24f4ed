//! What of a text is shown of a hit.

/// Characters of a snippet, and of what stands in it before the first match.
const SNIPPET: usize = 200;
const BEFORE: usize = 60;
/// Matches of a text that are looked at.
const MATCHES: usize = 64;

/// The part of a text that a snippet shows.
#[derive(Debug, Default)]
pub(super) struct Window {
    /// What was found in the text, in characters from 0, ascending.
    matches: Vec<(usize, usize)>,
    /// The match with which it begins.
    begin: usize,
    /// How many different things of what was searched for stand in it.
    things: usize,
}

impl Window {
    /// That in which most stands of what was found in a text; among equals the first.
    pub(super) fn of(text: &str, matches: Vec<(usize, usize)>) -> Window {
        let (mut begin, mut most) = (matches.first().map_or(0, |m| m.0), usize::from(!matches.is_empty()));
        if matches.len() > 1 {
            let chars: Vec<char> = text.chars().collect();
            let said = |m: &(usize, usize)| -> String {
                chars.get(m.0..m.1).unwrap_or_default().iter().flat_map(|c| c.to_lowercase()).collect()
            };
            let said: Vec<(&(usize, usize), String)> = matches.iter().take(MATCHES).map(|m| (m, said(m))).collect();
            for (first, (from, _)) in said.iter().enumerate() {
                let within = |(m, _): &&(&(usize, usize), String)| m.1 <= from.0 + SNIPPET - BEFORE;
                let mut things: Vec<&str> = said[first..].iter().take_while(within).map(|of| of.1.as_str()).collect();
                things.sort_unstable();
                things.dedup();
                if things.len() > most {
                    (begin, most) = (from.0, things.len());
                }
            }
        }
        Window { matches, begin, things: most }
    }

    /// How many different things of what was searched for stand in it.
    pub(super) fn things(&self) -> usize {
        self.things
    }

    /// The snippet, of the text of which this is the window, with the matches in it.
    pub(super) fn cut(&self, text: &str) -> (String, Vec<(usize, usize)>) {
        let wanted = self.begin.saturating_sub(BEFORE);
        let mut from = 0;
        if wanted > 0 {
            // Begins with a word where one begins nearby.
            let near = text.chars().skip(wanted).take(BEFORE / 2).position(char::is_whitespace);
            from = wanted + near.map_or(0, |blanks| blanks + 1);
        }
        let mut rest = text.chars().skip(from);
        let mut shown: Vec<char> = rest.by_ref().take(SNIPPET).collect();
        let next = rest.next();
        if next.is_some_and(|c| !c.is_whitespace()) {
            // Ends with a word where one ends nearby.
            let near = shown.iter().rev().take(BEFORE / 2).position(|c| c.is_whitespace());
            shown.truncate(shown.len() - near.map_or(0, |letters| letters + 1));
        }
        let mut snippet = String::from(if from > 0 { "…" } else { "" });
        snippet.extend(&shown);
        snippet.push_str(if next.is_some() { "…" } else { "" });
        let mark = usize::from(from > 0);
        let inside = |at: usize| at.saturating_sub(from).min(shown.len()) + mark;
        let matches = self.matches.iter().filter(|m| m.1 > from).map(|m| (inside(m.0), inside(m.1)));
        (snippet, matches.filter(|m| m.0 < m.1).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_holds_its_matches() {
        let text = format!("{} needle {}", "straw ".repeat(40), "hay ".repeat(80));
        let at = text.find("needle").unwrap();
        let (shown, matches) = Window::of(&text, vec![(at, at + 6), (at + 400, at + 403)]).cut(&text);
        assert!(shown.starts_with("…straw ") && shown.ends_with(" hay…"), "{shown}");
        let [(start, end)] = matches[..] else { panic!("{matches:?}") };
        assert_eq!(shown.chars().skip(start).take(end - start).collect::<String>(), "needle");
        assert!(shown.starts_with("…straw ") && shown.ends_with('…'), "{shown}");
        assert_eq!(Window::of("short", vec![(0, 5)]).cut("short"), ("short".into(), vec![(0, 5)]));
        assert_eq!(Window::default().cut("short"), ("short".into(), vec![]));
    }

    #[test]
    fn it_is_cut_where_most_stands_together() {
        let text = format!("A miller {} the Miller at the weir {} weir", "straw ".repeat(60), "hay ".repeat(80));
        let places = |word: &str| text.match_indices(word).map(|(at, word)| (at, at + word.len())).collect::<Vec<_>>();
        let mut matches = [places("miller"), places("Miller"), places("weir")].concat();
        matches.sort_unstable();
        let window = Window::of(&text, matches.clone());
        assert_eq!((window.begin, window.things()), (matches[1].0, 2));
        let (shown, marked) = window.cut(&text);
        let marked: Vec<String> = marked.iter().map(|m| shown.chars().skip(m.0).take(m.1 - m.0).collect()).collect();
        assert_eq!(marked, ["Miller", "weir"], "{shown}");
        // Among equals the first.
        assert_eq!(Window::of(&text, vec![matches[0], matches[1]]).begin, matches[0].0);
    }
}
