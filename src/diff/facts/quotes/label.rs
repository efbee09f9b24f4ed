//! What stands between marks because something is called by it, and is nobody's words.

/// What may be called by a title.
const CALLED: &[&str] = &[
    "page", "pages", "section", "sections", "tab", "tabs", "button", "link", "heading", "headings", "chapter", "menu",
    "blog", "leaflet", "form",
];

/// Titles in a row that are looked at, at most.
const ROW: usize = 8;

/// Chars of a title, at most.
const LONGEST: usize = 100;

/// Whether what stands between marks is what something is called by: `the ‘Entry requirements’ page`, `(‘Health’ and ‘Entry
/// requirements’ pages)`, `the ‘Health page’`. That the marks around it came or went is told all the same.
pub(super) fn is_label(text: &str, between: &str) -> bool {
    let at = (between.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
    let behind = at.and_then(|at| text.get(at + between.len()..)).unwrap_or_default();
    // What a page is called, as it says above its text: `title: "…"`.
    let before = at.and_then(|at| text.get(..at)).unwrap_or_default().trim_end_matches(['"', '\'', '“', '‘']);
    let member = before.trim_end().strip_suffix("title:").map(str::trim_end);
    if member.is_some_and(|before| before.is_empty() || before.contains(": ")) {
        return true;
    }
    // A figure that stands in marks is told as a figure.
    if !between.contains(char::is_alphabetic) {
        return between.contains(char::is_numeric);
    }
    let is_short = between.split_whitespace().count() <= 6 && !between.ends_with(['.', ',', '!', '?']);
    if !is_short || !between.starts_with(char::is_uppercase) {
        return false;
    }
    is_title(between) || called(behind)
}

/// Whether a title says itself what it is called by it: `Safety and security page`.
fn is_title(between: &str) -> bool {
    let words: Vec<&str> = between.split_whitespace().collect();
    let ends = matches!(words.last(), Some(&("page" | "pages" | "section" | "sections")));
    ends && words.len() > 1 && !words.iter().any(|word| matches!(*word, "the" | "a" | "an" | "this" | "our" | "new"))
}

fn is_called(word: &str) -> bool {
    CALLED.contains(&word)
}

fn is_mark(c: char) -> bool {
    matches!(c, '‘' | '’' | '“' | '”' | '\'' | '"' | '«' | '»' | '„')
}

/// Whether what follows a closing mark is the thing that is called by it, perhaps behind further titles.
fn called(behind: &str) -> bool {
    let mut rest = behind;
    for _ in 0..ROW {
        rest = rest.trim_start_matches(is_mark).trim_start();
        // The mark may stand apart (`’ page`), or in brackets.
        let next = rest.trim_start_matches([')', ']']).trim_start();
        let further = ["and ", "or ", ", and ", ", ", "on ", "on the ", "in the "]
            .iter()
            .find_map(|and| next.strip_prefix(and)?.strip_prefix(is_mark));
        if let Some(title) = further {
            let Some(end) = title.char_indices().take(LONGEST).find(|(_, c)| is_mark(*c)) else { return false };
            rest = &title[end.0..];
            continue;
        }
        let mut words = next.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        let is_near = next.starts_with(char::is_alphabetic);
        // `the “Worst” page of history`
        return is_near && words.next().is_some_and(is_called) && words.next() != Some("of");
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_pages_are_labels() {
        let label =
            |text: &str, title: &str| is_label(text, &text[text.find(title).expect("a title")..][..title.len()]);
        for text in [
            "See the ‘Mill’ page.",
            "See (‘Mill’ and ‘Weir and lock’ pages).",
            "See ‘Mill’, ‘Weir’ and ‘Lock’ sections.",
            "(see ‘Mill’ on the ‘Weir and lock’ page)",
            "See the \"Mill\" blog.",
        ] {
            assert!(label(text, "Mill"), "{text}");
        }
        assert!(label("See ‘Mill and weir page’.", "Mill and weir page"));
        assert!(label("It was counted in that ‘40’ above.", "40"));
        for text in ["He said ‘Mill’.", "The “Mill” page of history.", "He left (‘Mill’).", "‘Mill’ and ‘Weir’ burned."]
        {
            assert!(!label(text, "Mill"), "{text}");
        }
    }
}
