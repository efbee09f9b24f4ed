//! Every command by its key, and every key of the table in the design.

use recension::app::{
    Effect, Mode, Model, Pane, Scope,
    commands::COMMANDS,
    keymap::{Keymap, Meaning, parse},
};

use crate::story::Story;

/// A browser in the middle of an article with five revisions, standing where a scope holds.
fn place(scope: Scope) -> Story {
    let mut story = Story::of(60);
    story.keys("8G>}{l{h");
    story.model.history.push("before".into());
    story.keys(match scope {
        Scope::Everywhere | Scope::Lists => "l",
        Scope::Diff => "ll]]",
        Scope::Selection => "ll]]vl",
        Scope::Why => "ll]]i",
        Scope::Hits => "Sstopped<enter>",
        Scope::Export => "llx",
    });
    story.model.notice = None;
    story.done.clear();
    story
}

fn did(before: &Model, story: &Story) -> bool {
    story.model != *before || !story.done.is_empty()
}

#[test]
fn every_binding_of_every_command_does_something() {
    let keymap = Keymap::preset();
    for (index, command) in COMMANDS.iter().enumerate() {
        let bindings: Vec<_> = keymap.bindings.iter().filter(|b| b.command == index).collect();
        assert!(!bindings.is_empty(), "{} has no key", command.name);
        for binding in bindings {
            let mut story = place(binding.scope);
            match command.name {
                "focus-timeline" => story.model.focus = Pane::List,
                "scroll-diff-up" => (story.model.diff.top, story.model.diff.cursor) = (5, 5),
                "unzoom" => story.model.zoom = true,
                "next-revision" => story.model.timeline.cursor = 0,
                _ => {}
            }
            let before = story.model.clone();
            for key in &binding.keys {
                story.send(recension::app::Msg::Key(*key));
            }
            let label = recension::app::keymap::label(&binding.keys);
            assert!(did(&before, &story), "{label} ({}) did nothing", command.name);
            assert!(!story.notice().contains("does nothing here"), "{label} is not bound in {:?}", binding.scope);
        }
    }
}

#[test]
fn keys_of_one_command_do_the_same() {
    let keymap = Keymap::preset();
    for (index, command) in COMMANDS.iter().enumerate() {
        let mut seen: Option<(Scope, Model, Vec<Effect>)> = None;
        for binding in keymap.bindings.iter().filter(|b| b.command == index) {
            let mut story = place(binding.scope);
            for key in &binding.keys {
                story.send(recension::app::Msg::Key(*key));
            }
            if let Some((scope, model, done)) = &seen
                && *scope == binding.scope
            {
                assert!(*model == story.model && *done == story.done, "{} differs by key", command.name);
            }
            seen = Some((binding.scope, story.model, story.done));
        }
    }
}

/// The key table of the design.
const TABLE: &[(Scope, &str)] = &[
    (Scope::Everywhere, "j k <down> <up> h l <left> <right> <enter> <esc>"),
    (Scope::Everywhere, "<ctrl-d> <ctrl-u> d u <ctrl-f> <ctrl-b> <pagedown> <pageup> <space> gg G <home> <end>"),
    (Scope::Lists, "J K <ctrl-e> <ctrl-y>"),
    (Scope::Everywhere, "<tab> <shift-tab> 1 2 3 + _"),
    (Scope::Diff, "zz zt zb ] ["),
    (Scope::Everywhere, "} { > <lt>"),
    (Scope::Lists, "b t B"),
    (Scope::Everywhere, "="),
    (Scope::Diff, "s o w W ( ) % v i L"),
    (Scope::Why, "o n b"),
    (Scope::Everywhere, "F"),
    (Scope::Lists, "M"),
    (Scope::Everywhere, "U P A"),
    (Scope::Diff, "#"),
    (Scope::Everywhere, "/ n N"),
    (Scope::Lists, "f"),
    (Scope::Everywhere, "S"),
    (Scope::Lists, ","),
    (Scope::Everywhere, "m ' * yy yd yr yu x e O | R <f5> T <ctrl-l> : <ctrl-p> ? <f1> <ctrl-z> q Q <ctrl-c>"),
];

#[test]
fn every_key_of_the_design_is_bound_where_it_says() {
    let keymap = Keymap::preset();
    for (scope, keys) in TABLE {
        for key in keys.split(' ') {
            let meaning = keymap.look_up(&[*scope, Scope::Everywhere], &parse(key).unwrap(), |_| true);
            assert!(matches!(meaning, Meaning::Command(_)), "{key} in {scope:?}");
        }
    }
}

#[test]
fn the_readmes_table_has_every_command() {
    let table = recension::app::keymap::key_table();
    assert_eq!(table.lines().count(), COMMANDS.len() + 2);
    assert!(table.contains("| `\\|` | Pipe"), "{table}");
    assert!(table.contains("| `j` `↓` | Next row or line. | everywhere | `next` |"));
    assert!(table.lines().all(|l| l.replace("\\|", "").matches('|').count() == 5), "{table}");
    for line in table.lines() {
        let keys: Vec<&str> = line.split('|').nth(1).unwrap_or("").split_whitespace().collect();
        assert!(keys.iter().enumerate().all(|(i, key)| !keys[..i].contains(key)), "a key stands twice: {line}");
    }
}

#[test]
fn over_the_panes_only_what_serves_there_is_run() {
    let mut story = Story::of(10);
    story.keys("P}");
    assert!(matches!(story.model.mode, Mode::Problems(_)));
    assert!(story.notice().contains("does nothing here"));
}
