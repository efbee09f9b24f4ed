//! How many colours the terminal has, and whether its background is light.

use std::{env, time::Duration};

use terminal_colorsaurus::{QueryOptions, ThemeMode};

/// A terminal that does not answer in this time counts as dark.
const LIMIT: Duration = Duration::from_millis(100);

/// Whether the user wants no colour at all (<https://no-color.org>).
#[must_use]
pub fn refused() -> bool {
    env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
}

/// Whether the terminal shows neither underlined nor struck-through text, or one of them as something else, so that what
/// came and went is to be written in brackets.
#[must_use]
pub fn wants_brackets() -> bool {
    env::var("TERM").is_ok_and(|term| is_plain(&term))
}

/// Terminals that know a few attributes at most: consoles, and those of DEC whatever their options (`vt100-w`).
fn is_plain(term: &str) -> bool {
    let kind = term.split(['-', '+', '.']).next().unwrap_or(term);
    let dec = kind.strip_prefix("vt").is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()));
    dec || matches!(kind, "dumb" | "linux" | "unknown" | "ansi" | "cons25" | "sun")
}

/// Asks the terminal; to be called before anything else reads from it. `None` where it does not say.
#[must_use]
pub fn light() -> Option<bool> {
    let mut options = QueryOptions::default();
    options.timeout = LIMIT;
    terminal_colorsaurus::theme_mode(options).ok().map(|mode| mode == ThemeMode::Light)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consoles_and_old_terminals_need_brackets() {
        for plain in ["dumb", "linux", "linux-16color", "vt52", "vt100", "vt220-w"] {
            assert!(is_plain(plain), "{plain}");
        }
        for able in ["xterm", "xterm-256color", "screen-256color", "tmux", "vte-256color", "vt", "alacritty", ""] {
            assert!(!is_plain(able), "{able}");
        }
    }
}
