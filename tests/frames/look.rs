//! Pictures of screens: the README's, kept up to date, and any others for whoever wants to look.

use std::sync::Arc;

use recension::{
    catalogue::Catalogue,
    source::{Archive, Cancel, Options},
    text::Theme,
    view::svg::svg,
};

use crate::browser::Browser;

fn sample(size: (u16, u16)) -> Browser {
    let catalogue = Catalogue::new();
    catalogue.import(&Archive::Sample, &Options::default(), &|_| {}, &Cancel::default());
    Browser::of(Arc::new(catalogue), "sample", size)
}

/// `assets/screen.svg` is the screen that the program shows; `UPDATE_ASSETS=1 cargo test --test frames` draws it anew.
#[test]
fn the_picture_in_the_readme_is_the_screen() {
    let mut browser = sample((150, 42));
    browser.press("/kestrel<enter>");
    browser.press(SHOWN);
    browser.model.notice = None;
    let picture = svg(&browser.page(), &Theme::named("dark").unwrap());
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/screen.svg");
    if std::env::var_os("UPDATE_ASSETS").is_some() {
        std::fs::write(file, &picture).unwrap();
    }
    let kept = std::fs::read_to_string(file).unwrap_or_default();
    assert!(kept == picture, "assets/screen.svg is not the screen any more; UPDATE_ASSETS=1 draws it anew");
}

/// To the third revision of the ferry, in the diff.
const SHOWN: &str = "lggjjll";

/// Draws screens into the folder that LOOK names, in the theme that THEME names: KEYS from the first screen of the
/// sample, or some that are worth looking at.
#[test]
fn look() {
    let Ok(folder) = std::env::var("LOOK") else { return };
    let theme = Theme::named(&std::env::var("THEME").unwrap_or("dark".into())).unwrap();
    let wanted = std::env::var("KEYS").map(|keys| vec![("keys", keys)]);
    let screens = wanted.unwrap_or_else(|_| {
        [("list", ""), ("timeline", "l"), ("diff", "lll"), ("zoom", "lll+"), ("help", "?"), ("facts", "i")]
            .map(|(name, keys)| (name, keys.to_owned()))
            .into()
    });
    for (columns, rows) in [(80, 24), (110, 30), (160, 45), (200, 60)] {
        for (name, keys) in &screens {
            let mut browser = sample((columns, rows));
            browser.press(keys);
            let file = format!("{folder}/{name}-{columns}x{rows}.svg");
            std::fs::write(file, svg(&browser.page(), &theme)).unwrap();
        }
    }
}
