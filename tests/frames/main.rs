//! Golden frames: every view and overlay at several sizes, as two planes that people can read: glyphs, and the letter of
//! the topmost role of each cell.

mod articles;
mod browser;

use browser::Browser;
use recension::{
    text::Theme,
    view::{Page, svg::svg},
};

/// Writes pictures of screens into the folder that LOOK names.
#[test]
fn look() {
    let Ok(folder) = std::env::var("LOOK") else { return };
    let theme = std::env::var("THEME").unwrap_or("dark".into());
    let theme = Theme::named(&theme).unwrap();
    for size in [(80, 24), (110, 30), (160, 45), (200, 60)] {
        for (name, keys) in [("list", ""), ("timeline", "l"), ("diff", "ll"), ("help", "?"), ("facts", "i")] {
            let mut browser = Browser::new(articles::archive(), size);
            browser.press(keys);
            let file = format!("{folder}/{name}-{}x{}.svg", size.0, size.1);
            std::fs::write(file, svg(&browser.page(), &theme)).unwrap();
        }
    }
}

#[allow(dead_code)]
fn planes(page: &Page) -> String {
    String::new()
}
