//! Every frame at every size draws without panic, and nothing in a cell is wider than the frame or steers a terminal.

use proptest::prelude::{ProptestConfig, prop, prop_assert, proptest};
use ratatui::{
    buffer::{Buffer, CellWidth},
    layout::Rect,
};
use recension::{
    app::Msg,
    model::Revision,
    text::{ColourDepth, Theme},
    view::{self, Look},
};

use crate::{articles, browser::Browser};

/// Keys that lead to every pane, view and overlay.
const WALKS: &[&str] = &[
    "",
    "l",
    "ll",
    "j+",
    "jl<up>l+",
    "jlllsss",
    "jlllss",
    "jllloo#w",
    "jlll/the<enter>vww",
    "?",
    "?/view",
    ":",
    ",",
    "F",
    "ji",
    "P",
    "Glll]i",
    "jlllx",
    "jlllxe",
    "Sferry",
    "f",
    "m",
    "y",
    "12",
    "jjjjl",
    "jjjlll",
    "lll",
    "jlM=U",
    "jlllw<shift-right>]",
    "jlllvjjjl",
    "jlllvjjjx",
    "Glllib",
    "jlggbG",
    "jlllL",
    "Glll]LG",
    "A",
];

fn hostile() -> Vec<recension::model::Article> {
    let mut archive = articles::archive();
    let nasty = "\u{1b}[31m\u{202e}drow\u{0} 👩‍👩‍👧 ｶﾞ e\u{301}\u{301}\u{301} ﷽ \u{7}\t日本\u{2028}<b>";
    let mut article = archive[0].clone();
    article.id = recension::model::ArticleId::new("hostile:1");
    article.url = nasty.into();
    article.source = nasty.into();
    article.status = Some(nasty.into());
    article.notes = vec![nasty.into()];
    article.revisions = (0..3)
        .map(|number| Revision {
            number: number * 1_000_000_000,
            title: nasty.repeat(30 * number as usize),
            author: Some(nasty.into()),
            comment: Some(nasty.repeat(50)),
            paragraphs: vec![nasty.repeat(20 * (number as usize + 1)).into(), "".into(), format!("{number}").into()],
            ..Revision::default()
        })
        .collect();
    archive.insert(0, article);
    archive
}

/// Draws and checks one frame.
fn check(browser: &Browser, look: &Look) -> Result<(), String> {
    let (columns, rows) = browser.model.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let caret = view::frame(&browser.model, look, &mut buffer);
    if caret.is_some_and(|(x, y)| x >= columns || y >= rows) {
        return Err(format!("the caret {caret:?} lies outside {columns}×{rows}"));
    }
    for y in 0..rows {
        for x in 0..columns {
            let cell = &buffer[(x, y)];
            if cell.symbol().chars().any(|c| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)) {
                return Err(format!("{x},{y} holds {:?}", cell.symbol()));
            }
            if x + cell.cell_width() > columns {
                return Err(format!("{x},{y} of {columns} columns holds the wide {:?}", cell.symbol()));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn frames_of_every_size_draw(
        walk in prop::sample::select(WALKS),
        first in (0u16..=200, 0u16..=60),
        then in (0u16..=200, 0u16..=60),
        hostile in prop::bool::ANY,
    ) {
        let archive = if hostile { self::hostile() } else { articles::archive() };
        let look = Look::new(&Theme::named("dark").unwrap(), ColourDepth::True);
        let mut browser = Browser::new(archive, first);
        browser.press(walk);
        prop_assert!(check(&browser, &look).is_ok(), "{:?}", check(&browser, &look));
        // The frame drawn before the state has heard of a new size must be harmless too.
        let mut early = browser.twin();
        early.model.size = then;
        prop_assert!(check(&early, &look).is_ok(), "{:?}", check(&early, &look));
        browser.send(Msg::Resize(then.0, then.1));
        prop_assert!(check(&browser, &look).is_ok(), "{:?}", check(&browser, &look));
    }
}

#[test]
fn frames_of_small_sizes_draw() {
    let look = Look::new(&Theme::named("mono").unwrap(), ColourDepth::None);
    for walk in WALKS {
        let mut browser = Browser::new(hostile(), (30, 12));
        browser.press(walk);
        for columns in (0..=44).step_by(4) {
            for rows in (0..=16).step_by(3) {
                browser.send(Msg::Resize(columns, rows));
                assert_eq!(check(&browser, &look), Ok(()), "{walk} at {columns}×{rows}");
            }
        }
    }
}

/// How long a frame takes, for whoever asks: `SPEED=1 cargo test --release --test frames speed -- --nocapture`.
#[test]
fn speed() {
    if std::env::var_os("SPEED").is_none() {
        return;
    }
    let look = Look::new(&Theme::named("dark").unwrap(), ColourDepth::True);
    for size in [(80, 24), (160, 45), (200, 60)] {
        let mut browser = Browser::new(articles::archive(), size);
        browser.press("jll");
        let start = std::time::Instant::now();
        for _ in 0..200 {
            let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
            view::frame(&browser.model, &look, &mut buffer);
        }
        println!("{}×{}: {:?} a frame", size.0, size.1, start.elapsed() / 200);
    }
}
