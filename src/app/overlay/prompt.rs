//! Prompts: a line is typed, and Enter does something with it. Filter and search show their effect as typed.

use super::{Ask, Hits, Line, Prompt};
use crate::{
    app::{Code, Effect, Key, Mode, Model, Request, Slot, clip, find, list, picked::picked},
    model::HitOrder,
    query::{Mistake, Query, filter_mistake},
};

/// Lines of history kept.
const HISTORY: usize = 200;
/// Hits asked for.
pub const MOST_HITS: usize = 500;

impl Prompt {
    /// A line with a mistake in it, where there is one.
    pub(super) fn mistaken(ask: Ask, line: Line, before: String, mistake: Option<((usize, usize), String)>) -> Prompt {
        Prompt { ask, line, before, mistake, is_unfinished: false, hits: None }
    }
}

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
    model.mode = Mode::Prompt(Prompt::mistaken(ask, line, before, None));
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
    (prompt.mistake, prompt.is_unfinished) = (None, false);
    Some(as_typed(model))
}

/// What a line does while it is being typed.
pub(super) fn as_typed(model: &mut Model) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut model.mode else { return Vec::new() };
    let text = prompt.line.text.clone();
    if let Some(mistake) = filter_mistake(&text).filter(|_| prompt.ask == Ask::Filter) {
        // A list that is empty for a slip of the finger would pass for one in which there is nothing of the kind.
        prompt.is_unfinished = mistake.is_open;
        prompt.mistake = (!mistake.is_open).then_some((mistake.span, mistake.reason));
    }
    match prompt.ask {
        Ask::Search => preview(model, text),
        Ask::Filter if model.list.query.filter.words != text => {
            model.list.query.filter.words = text;
            list::requery(model)
        }
        Ask::Find => {
            find::preview(model, &text);
            Vec::new()
        }
        Ask::Filter | Ask::Pipe => Vec::new(),
    }
}

/// Searches for what is typed so far, which drops the search under way. What cannot be read has no hits, and those of
/// another query do not stand for them: a mistake is shown where it is, unless it is none when the line goes on.
fn preview(model: &mut Model, text: String) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut model.mode else { return Vec::new() };
    if prompt.hits.as_ref().is_some_and(|hits| hits.query == text) {
        return Vec::new();
    }
    if text.trim().is_empty() {
        prompt.hits = None;
        return Vec::new();
    }
    if let Err(mistake) = Query::parse(&text) {
        prompt.is_unfinished = mistake.is_open;
        prompt.mistake = (!mistake.is_open).then_some((mistake.span, mistake.reason));
        if prompt.hits.take().is_some() {
            model.search_generation += 1;
        }
        return Vec::new();
    }
    let order = model.hits.as_ref().map_or_else(HitOrder::default, |hits| hits.order);
    prompt.hits = Some(Hits { query: text.clone(), order, ..Hits::default() });
    asked(model, text, order)
}

/// Asks for hits; those of an earlier search come no longer.
pub(super) fn asked(model: &mut Model, query: String, order: HitOrder) -> Vec<Effect> {
    model.search_generation += 1;
    if let Some(hits) = &mut model.hits {
        (hits.done, hits.again) = (true, None);
    }
    let request = Request::Search { query, order, limit: MOST_HITS };
    vec![Effect::Ask { slot: Slot::Search, generation: model.search_generation, request }]
}

fn cancel(model: &mut Model) -> Vec<Effect> {
    let Mode::Prompt(Prompt { ask, before, hits, .. }) = std::mem::take(&mut model.mode) else { return Vec::new() };
    if hits.is_some() {
        model.search_generation += 1;
    }
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
    let Mode::Prompt(Prompt { ask, line, before, hits, .. }) = std::mem::take(&mut model.mode) else {
        return Vec::new();
    };
    let text = line.text.trim().to_string();
    if let Some(mistake) = filter_mistake(&line.text).filter(|_| ask == Ask::Filter) {
        return not_understood(model, line, before, mistake);
    }
    if !text.is_empty() {
        model.history.retain(|old| *old != text);
        model.history.push(text.clone());
        let excess = model.history.len().saturating_sub(HISTORY);
        model.history.drain(..excess);
    }
    match ask {
        Ask::Filter => Vec::new(),
        Ask::Find => find::begin(model, &line.text),
        Ask::Search => settle(model, text, hits),
        Ask::Pipe if text.is_empty() => Vec::new(),
        Ask::Pipe => match clip::shown(model) {
            Some((_, shown)) => vec![Effect::Pipe { command: text, text: shown }],
            None => clip::nothing(model),
        },
    }
}

/// A filter that is not understood narrows nothing: the list is again as it was, and the line stays to be mended.
fn not_understood(model: &mut Model, line: Line, before: String, mistake: Mistake) -> Vec<Effect> {
    model.list.query.filter.words.clone_from(&before);
    let mistake = Some((mistake.span, mistake.reason));
    model.mode = Mode::Prompt(Prompt::mistaken(Ask::Filter, line, before, mistake));
    list::requery(model)
}

/// Enter after a query: what was found while it was typed is what is wanted; a mistake is shown where it is. An empty
/// query brings the last hits back.
fn settle(model: &mut Model, query: String, found: Option<Hits>) -> Vec<Effect> {
    if query.is_empty() {
        match model.hits.clone() {
            Some(hits) => model.mode = Mode::Hits(hits),
            None => model.say("Nothing to search for."),
        }
        return Vec::new();
    }
    if let Some(hits) = found.filter(|hits| hits.query.trim() == query) {
        model.hits = Some(hits.clone());
        model.mode = Mode::Hits(hits);
        return Vec::new();
    }
    if let Err(mistake) = Query::parse(&query) {
        let (line, mistake) = (Line::new(query), Some((mistake.span, mistake.reason)));
        model.mode = Mode::Prompt(Prompt::mistaken(Ask::Search, line, String::new(), mistake));
        return Vec::new();
    }
    let order = model.hits.as_ref().map_or_else(HitOrder::default, |hits| hits.order);
    search(model, query, order)
}

/// Searches the archive.
pub(super) fn search(model: &mut Model, query: String, order: HitOrder) -> Vec<Effect> {
    let hits = Hits { query: query.clone(), order, ..Hits::default() };
    model.hits = Some(hits.clone());
    model.mode = Mode::Hits(hits);
    let effects = asked(model, query, order);
    if let Some(hits) = &mut model.hits {
        hits.done = false;
    }
    effects
}
