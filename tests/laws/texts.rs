//! Texts to try the laws on: every script, marks, emoji, typography, empty strings, hostile shapes.

use std::sync::Arc;

use proptest::{collection::vec, prelude::*, sample::select};
use recension::diff::TextSide;

/// Pieces that paragraphs are made of.
const PIECES: &[&str] = &[
    "the",
    "mayor",
    "Jane Smith",
    "resigned",
    "on Monday",
    "not",
    "4",
    "11 dead",
    "1,234.5",
    "£5m",
    "−3",
    "12\u{a0}000",
    "“No,”",
    "\"no\"",
    "‘pausing’",
    "it’s",
    "it's",
    "café",
    "cafe\u{301}",
    "co\u{ad}op",
    "—",
    " – ",
    "-",
    "…",
    "...",
    ",",
    ".",
    "!",
    "?",
    " ",
    "  ",
    "\u{a0}",
    "\t",
    "北京今天下雨",
    "東京に行きました",
    "ภาษาไทย",
    "ประเทศ",
    "مرحبا بالعالم",
    "السّلام",
    "שלום",
    "שָׁלוֹם",
    "हिन्दी",
    "한국어",
    "Ω",
    "Привет",
    "👨‍👩‍👧",
    "🇫🇷",
    "🇫",
    "👍🏽",
    "\u{301}",
    "\u{200d}",
    "\u{202e}",
    "\u{0}",
    "\u{1b}[31m",
    "\u{feff}",
    "\u{200b}",
    "\r",
    "a\u{301}\u{302}\u{303}",
    "ﷺ",
    "ﬁ",
    "x",
    "y",
    "ก\u{e33}",
    "\u{600}1",
];

/// A paragraph.
pub(crate) fn paragraph() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => vec(select(PIECES), 0..14).prop_map(|p| p.join(" ")),
        2 => vec(select(PIECES), 0..8).prop_map(|p| p.concat()),
        1 => "[^\n]{0,20}",
        1 => select(vec!["", "a", "b", "same words in every one of them"]).prop_map(str::to_owned),
    ]
}

/// A text, and what an editor made of it.
pub(crate) fn pair() -> impl Strategy<Value = (Vec<String>, Vec<String>)> {
    (vec(paragraph(), 0..9), vec((0u8..10, any::<prop::sample::Index>(), paragraph()), 0..7)).prop_map(
        |(old, steps)| {
            let mut new = old.clone();
            for (what, at, text) in steps {
                let i = if new.is_empty() { 0 } else { at.index(new.len()) };
                match what {
                    0 => new.insert(i, text),
                    _ if new.is_empty() => new.push(text),
                    1 => drop(new.remove(i)),
                    2 | 3 => {
                        let moved = new.remove(i);
                        new.insert(at.index(new.len() + 1), moved);
                    }
                    4 => new[i] = text,
                    5 => new[i].push_str(&text),
                    6 => new[i] = new[i].replace('“', "\"").replace(' ', "\u{a0}").to_lowercase(),
                    7 if i + 1 < new.len() => {
                        let next = new.remove(i + 1);
                        new[i] = format!("{} {next}", new[i]);
                    }
                    8 => {
                        let half = new[i].char_indices().nth(new[i].chars().count() / 2).map_or(0, |c| c.0);
                        let rest = new[i].split_off(half);
                        new.insert(i + 1, rest);
                    }
                    _ => new[i] = format!("{text} {}", new[i]),
                }
            }
            (old, new)
        },
    )
}

/// A side that is all there.
pub(crate) fn side(paragraphs: &[String]) -> TextSide {
    TextSide {
        title: paragraphs.first().cloned().unwrap_or_default(),
        paragraphs: paragraphs.iter().map(|p| Arc::from(p.as_str())).collect(),
        ..TextSide::default()
    }
}
