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

/// Asks the terminal; to be called before anything else reads from it. `None` where it does not say.
#[must_use]
pub fn light() -> Option<bool> {
    let mut options = QueryOptions::default();
    options.timeout = LIMIT;
    terminal_colorsaurus::theme_mode(options).ok().map(|mode| mode == ThemeMode::Light)
}
