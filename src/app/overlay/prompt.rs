//! Prompts: a line is typed, and Enter does something with it. Filter and search show their effect as typed.

use super::{Ask, Hits, Line, Prompt};
use crate::app::{Code, Effect, Key, Mode, Model, Request, Slot, clip, find, list, picked::picked};

/// Lines of history kept.
const HISTORY: usize = 200;
/// Hits asked for.
pub const MOST_HITS: usize = 500;

/// Opens a prompt.
pub fn open(model: &mut Model, ask: Ask) -> Vec<Effect> {
    let before = match ask {
        Ask::Filter => model.list.query.filter.words.clone(),
        Ask::Find => find::words(model),
        Ask::Search => model.hits.as_ref().map(|h| h.query.clone()).unwrap_or_default(),
        Ask::Pipe => String::new(),
    };
    let text = match ask {
        Ask::Filter => before.clone(),
        Ask::Find => picked(&model.diff).unwrap_or_default().words,
        // As a phrase: these words in this order.
        Ask::Search => picked(&model.diff).map_or_else(String::new, |p| format!("\"{}\"", p.words.replace('"', " "))),
        Ask::Pipe => String::new(),
    };
    let line = Line::new(text);
    model.mode = Mode::Prompt(Prompt { ask, line, before, mistake: None });
    as_typed(model)
}

/// A key in a prompt.
pub(super) fn key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let Mode::Prompt(prompt) = &mut model.mode else { return None };
    match (key.code, key.ctrl) {
        (Code::Enter, false) => return Some(submit(model)),
        (Code::Escape, _) | (Code::Char('c'), true) => return Some(cancel(model)),
        (Code::Up, false) | (Code::Char('p'), true) => prompt.line.recall(&model.history, true),
        (Code::Down, false) | (Code::Char('n'), true) => prompt.line.recall(&model.history, false),
        // Rubbing out an empty line leaves it, as in vim and less.
        (Code::Backspace, false) if prompt.line.text.is_empty() => return Some(cancel(model)),
        _ if prompt.line.key(key) => {}
        _ => return None,
    }
    prompt.mistake = None;
    Some(as_typed(model))
}

/// What a line does while it is being typed.
pub(super) fn as_typed(model: &mut Model) -> Vec<Effect> {
    let Mode::Prompt(Prompt { ask, line, .. }) = &model.mode else { return Vec::new() };
    let text = line.text.clone();
    match ask {
        Ask::Filter if model.list.query.filter.words != text => {
            model.list.query.filter.words = text;
            list::requery(model)
        }
        Ask::Find => {
            find::preview(model, &text);
            Vec::new()
        }
        Ask::Filter | Ask::Search | Ask::Pipe => Vec::new(),
    }
}

fn cancel(model: &mut Model) -> Vec<Effect> {
    let Mode::Prompt(Prompt { ask, before, .. }) = std::mem::take(&mut model.mode) else { return Vec::new() };
    match ask {
        Ask::Filter if model.list.query.filter.words != before => {
            model.list.query.filter.words = before;
            list::requery(model)
        }
        Ask::Find => {
            find::preview(model, &before);
            Vec::new()
        }
        Ask::Filter | Ask::Search | Ask::Pipe => Vec::new(),
    }
}

fn submit(model: &mut Model) -> Vec<Effect> {
    let Mode::Prompt(Prompt { ask, line, .. }) = std::mem::take(&mut model.mode) else { return Vec::new() };
    let text = line.text.trim().to_string();
    if !text.is_empty() {
        model.history.retain(|old| *old != text);
        model.history.push(text.clone());
        let excess = model.history.len().saturating_sub(HISTORY);
        model.history.drain(..excess);
    }
    match ask {
        Ask::Filter => Vec::new(),
        Ask::Find => find::begin(model, &line.text),
        Ask::Search => search(model, text),
        Ask::Pipe if text.is_empty() => Vec::new(),
        Ask::Pipe => match clip::shown(model) {
            Some((_, shown)) => vec![Effect::Pipe { command: text, text: shown }],
            None => clip::nothing(model),
        },
    }
}

/// Searches the archive; an empty query brings the last hits back.
fn search(model: &mut Model, query: String) -> Vec<Effect> {
    if query.is_empty() {
        match model.hits.clone() {
            Some(hits) => model.mode = Mode::Hits(hits),
            None => model.say("Nothing to search for."),
        }
        return Vec::new();
    }
    model.search_generation += 1;
    let hits = Hits { query: query.clone(), ..Hits::default() };
    model.hits = Some(hits.clone());
    model.mode = Mode::Hits(hits);
    let request = Request::Search { query, limit: MOST_HITS };
    vec![Effect::Ask { slot: Slot::Search, generation: model.search_generation, request }]
}
