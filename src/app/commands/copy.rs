//! Taking things out: clipboard, export, editor, browser, pipe.

use super::{Command, Count};
use crate::app::{
    Effect, Model,
    Scope::{Everywhere, Export, Selection},
    clip,
    overlay::{self, Ask},
    picked::{Picked, picked},
};

pub(super) const COMMANDS: &[Command] = &[
    Command::new("copy-change", "Copy the change.", Everywhere, |m, _| match clip::change(m) {
        Some(text) => copy(text, "the change"),
        None => say(m, "There is no change under the cursor."),
    })
    .takes(),
    Command::new("copy-diff", "Copy the whole diff as text.", Everywhere, |m, _| match clip::diff(m) {
        Some(text) => copy(text, "the diff"),
        None => clip::nothing(m),
    })
    .takes(),
    Command::new("copy-text", "Copy the revision's text.", Everywhere, |m, _| match clip::revision(m) {
        Some((name, text)) => copy(text, &format!("the text of {name}")),
        None => clip::nothing(m),
    })
    .takes(),
    Command::new("copy-url", "Copy the article's URL.", Everywhere, |m, _| match clip::url(m) {
        Some(url) => copy(url, "the URL"),
        None => say(m, "No URL is known for this article."),
    })
    .takes(),
    Command::new("copy-selection", "Copy the selected words.", Selection, selected).takes(),
    Command::new("export", "Export the diff that is shown.", Everywhere, |m, _| overlay::open_export(m)).takes(),
    Command::new("edit-file-name", "Write the file name.", Export, edit_name),
    Command::new("toggle-excerpt", "Export only what is selected or shown, or the whole diff.", Export, |m, _| {
        overlay::toggle_excerpt(m)
    }),
    Command::new("open-editor", "Open what is shown in $EDITOR.", Everywhere, |m, _| match clip::shown(m) {
        Some((name, text)) => vec![Effect::Editor { name, text }],
        None => clip::nothing(m),
    })
    .takes(),
    Command::new("open-url", "Open the article's URL.", Everywhere, open_url).takes(),
    Command::new("pipe", "Pipe what is shown to a command.", Everywhere, |m, _| overlay::open_prompt(m, Ask::Pipe))
        .takes(),
];

fn copy(text: String, what: &str) -> Vec<Effect> {
    vec![Effect::Copy { text, what: what.into() }]
}

fn say(model: &mut Model, text: &str) -> Vec<Effect> {
    model.say(text);
    Vec::new()
}

fn selected(model: &mut Model, _: Count) -> Vec<Effect> {
    match picked(&model.diff) {
        Some(Picked { text, marked, .. }) => {
            model.diff.selection = None;
            copy(text, if marked { "the selected words, [-gone-] and {+come+}" } else { "the selected words" })
        }
        None => say(model, "No words are selected; v begins."),
    }
}

fn edit_name(model: &mut Model, _: Count) -> Vec<Effect> {
    if let crate::app::Mode::Export(menu) = &mut model.mode {
        menu.typing = true;
    }
    Vec::new()
}

/// Only web addresses are handed to the system's opener: a dump must not make it open anything else.
fn open_url(model: &mut Model, _: Count) -> Vec<Effect> {
    match clip::url(model) {
        Some(url) if is_web(&url) => vec![Effect::OpenUrl(url)],
        Some(_) => say(model, "The URL is no web address, so it is not opened; yu copies it."),
        None => say(model, "No URL is known for this article."),
    }
}

fn is_web(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://")) && !url.contains(char::is_control)
}
