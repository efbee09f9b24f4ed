//! The only thing that changes the model.

use jiff::Timestamp;

use super::{Answer, Effect, Model, Msg, Slot, diff, held, keyboard, list, mouse, overlay, timeline};

/// A notice stays so many seconds.
const NOTICE: i64 = 6;

/// What a browser asks for when it begins.
pub fn start(model: &mut Model) -> Vec<Effect> {
    model.reading_since = Some(model.now);
    list::refresh(model)
}

/// Takes a message in and says what is to be done about it.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let Some(msg) = held::queue(model, msg) else { return Vec::new() };
    let mut effects = match msg {
        Msg::Key(key) => keyboard::press(model, key),
        Msg::Paste(text) => overlay::paste(model, &text),
        Msg::Mouse(mouse) => mouse::mouse(model, mouse),
        Msg::Resize(columns, rows) => {
            model.size = (columns, rows);
            list::settle(model);
            list::want_rows(model)
        }
        Msg::Tick(now) => tick(model, now),
        Msg::Progress(progress) => {
            let grew = (progress.articles, progress.revisions) != (model.progress.articles, model.progress.revisions);
            let read = progress.done && (model.rereading || !model.progress.done);
            if progress.done {
                model.reading_since = None;
            }
            model.progress = progress;
            match (read, grew) {
                (true, _) => {
                    let mut effects = list::read(model);
                    effects.extend(overlay::hits_read(model));
                    effects.extend(overlay::overview_read(model));
                    effects
                }
                (false, true) => list::refresh(model),
                (false, false) => Vec::new(),
            }
        }
        Msg::Answer { slot, generation, answer } => take(model, slot, generation, answer),
        Msg::Done(text) => {
            model.say(text);
            Vec::new()
        }
        Msg::Failed(text) => {
            model.complain(text);
            Vec::new()
        }
        Msg::ExportFailed(why) => {
            overlay::export_failed(model, why);
            Vec::new()
        }
        Msg::ExportExists { file } => overlay::export_exists(model, &file),
        Msg::Resumed => vec![Effect::Redraw],
        Msg::Background { light } => {
            background(model, light);
            Vec::new()
        }
    };
    settle(model);
    if model.held.is_some() {
        effects.extend(held::go_on(model));
        settle(model);
    }
    effects.extend(timeline::mark_seen(model));
    effects
}

/// Keeps every cursor within bounds and on screen, and the diff laid out for its width.
pub(super) fn settle(model: &mut Model) {
    list::settle(model);
    timeline::settle(model);
    diff::settle(model);
    overlay::settle(model);
}

fn tick(model: &mut Model, now: Timestamp) -> Vec<Effect> {
    model.now = now;
    if model.notice.as_ref().is_some_and(|n| now.as_second() - n.since.as_second() >= NOTICE) {
        model.notice = None;
    }
    keyboard::tick(model);
    Vec::new()
}

/// An answer; those of an older generation are dropped.
fn take(model: &mut Model, slot: Slot, generation: u64, answer: Answer) -> Vec<Effect> {
    let current = match slot {
        Slot::List => model.list.generation,
        Slot::Timeline => model.timeline.generation,
        Slot::Diff => model.diff.generation,
        Slot::Search => model.search_generation,
        Slot::Aside => model.aside_generation,
    };
    if generation != current {
        return Vec::new();
    }
    match answer {
        Answer::Window(window) => list::answer(model, window),
        Answer::Timeline(timeline) => timeline::answer(model, *timeline),
        Answer::Diff(diff) => diff::answer(model, diff),
        Answer::Hits { hits, done } => overlay::hits(model, &hits, done),
        Answer::Weave(weave) => overlay::woven(model, weave),
        Answer::Passages(passages, legs) => overlay::followed(model, passages, legs),
        Answer::Stats(stats) => overlay::counted(model, stats),
        Answer::Problems(problems) => overlay::problems(model, problems),
        Answer::BadQuery { span, reason } => overlay::bad_query(model, span, reason),
        Answer::Failed(reason) => {
            match slot {
                Slot::List => model.list.waiting = false,
                Slot::Timeline => timeline::failed(model),
                Slot::Diff => diff::clear(model),
                Slot::Search => overlay::search_failed(model),
                Slot::Aside => overlay::aside_failed(model),
            }
            model.complain(reason);
            Vec::new()
        }
    }
}

/// The terminal's background chooses between a dark theme and its light twin, unless the user chose.
fn background(model: &mut Model, light: bool) {
    let (from, to) = if light { ("dark", "light") } else { ("light", "dark") };
    let twin = model.theme.replace(from, to);
    if !model.theme_chosen && model.themes.contains(&twin) {
        model.theme = twin;
    }
}
