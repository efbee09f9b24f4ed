//! The palette, and help for a place.

use recension::app::Mode;

use crate::{diff::opened, story::Story};

#[test]
fn the_palette_finds_commands_and_runs_them() {
    let mut story = Story::of(30);
    story.keys(":utc<enter>");
    assert_eq!(story.notice(), "Times in UTC.");
    story.keys(":cycle-theme<enter>");
    assert_eq!(story.model.theme, "light");
    story.keys(":zzzzzz<enter>");
    assert_eq!(story.model.mode, Mode::Browse);
    story.keys(":<ctrl-n><down><ctrl-p>");
    assert!(matches!(&story.model.mode, Mode::Palette(p) if p.cursor == 1));
    story.keys("<esc>");
    assert_eq!(story.model.mode, Mode::Browse);
}

#[test]
fn help_is_of_this_place_and_filters() {
    let mut story = Story::of(30);
    story.keys("?");
    let Mode::Help(help) = &story.model.mode else { panic!("no help") };
    let name = |i: &usize| recension::app::commands::COMMANDS[*i].name;
    assert!(help.rows.iter().any(|i| name(i) == "set-base") && !help.rows.iter().any(|i| name(i) == "other-end"));
    story.keys("/sort<space>the");
    let Mode::Help(help) = &story.model.mode else { panic!("no help") };
    assert_eq!(help.rows.first().map(name), Some("sort-menu"));
    story.keys("<esc>");
    assert!(matches!(&story.model.mode, Mode::Help(p) if !p.typing));
    story.keys("<enter>");
    assert!(matches!(story.model.mode, Mode::Menu(_)));
}

#[test]
fn help_finds_signs_by_what_they_stand_for() {
    let mut story = Story::of(30);
    story.keys("?");
    let signs = |story: &Story| match &story.model.mode {
        Mode::Help(help) => help.signs(),
        mode => panic!("no help: {mode:?}"),
    };
    assert!(signs(&story).contains(&("•", "unread")), "those of the list");
    story.keys("/");
    assert_eq!(signs(&story), []);
    story.keys("removed");
    assert_eq!(signs(&story), [("-", "removed")]);
    story.keys("<esc><esc>ll?");
    assert!(signs(&story).contains(&("┃", "on screen")), "those of the diff");
}

#[test]
fn a_page_of_a_list_is_the_next_screenful() {
    let mut story = Story::of(30);
    story.keys("?<space>");
    let seen = |story: &Story| match &story.model.mode {
        Mode::Help(help) => (help.top, help.cursor),
        mode => panic!("no help: {mode:?}"),
    };
    let (top, cursor) = seen(&story);
    assert!(top > 10 && top == cursor, "{top} {cursor}");
    story.keys("<ctrl-b>");
    assert_eq!(seen(&story).1, 0);
    story.keys("j<space>");
    assert_eq!(seen(&story), (top, top + 1));
}

#[test]
fn the_palette_offers_what_does_something_here() {
    let offered = |story: &Story, name: &str| match &story.model.mode {
        Mode::Palette(palette) => palette.all.iter().any(|i| recension::app::commands::COMMANDS[*i].name == name),
        mode => panic!("no palette: {mode:?}"),
    };
    let mut story = opened();
    story.keys(":");
    for name in ["toggle-excerpt", "edit-file-name", "side-old", "order-hits", "copy-selection"] {
        assert!(!offered(&story, name), "{name}");
    }
    assert!(offered(&story, "sort-menu") && offered(&story, "cycle-view"), "other panes' commands serve here too");
    story.keys("<esc>v:");
    assert!(offered(&story, "copy-selection"));
}
