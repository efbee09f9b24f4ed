//! The search in the list (`/`): it goes on in rows that the window does not hold.

use super::{Effect, Model, ask, go, want_rows};
use crate::model::{ListRow, ListWindow};

/// What is said where a search of the list finds nothing.
const NOT_LISTED: &str = "No article listed holds these words.";

/// A search on its way through the list, window after window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seeking {
    /// The words, folded.
    pub words: String,
    /// Backwards.
    pub back: bool,
    /// How many more matches on.
    pub nth: usize,
    /// The next rank to look at.
    pub from: usize,
    /// Ranks still to be looked at.
    pub left: usize,
    /// Articles found so far.
    pub met: usize,
}

/// Goes to the `by`th article on from the cursor whose row holds folded words; back where negative. What lies beyond the
/// rows held is asked for, window after window, round the whole list.
pub(in crate::app) fn find(model: &mut Model, words: &str, by: isize, here: bool) -> Vec<Effect> {
    let list = &mut model.list;
    let total = list.window.total;
    if total == 0 {
        return Vec::new();
    }
    if list.window.first == 0 && list.window.rows.len() == total {
        // All of it is held: matches are counted.
        let holds = |row: &ListRow| super::super::find::article_holds(row, words);
        let matching: Vec<usize> =
            list.window.rows.iter().enumerate().filter(|(_, row)| holds(row)).map(|(rank, _)| rank).collect();
        let Some((rank, told)) = super::super::find::next(list.cursor, &matching, by, here) else {
            model.say(NOT_LISTED);
            return Vec::new();
        };
        model.say(told);
        return go(model, rank);
    }
    let back = by < 0;
    let from = if here { list.cursor } else { onward(list.cursor, back, total) };
    let seeking = Seeking { words: words.to_string(), back, nth: by.unsigned_abs().max(1), from, left: total, met: 0 };
    list.seeking = Some(seeking);
    seek_on(model)
}

/// A window of a search through the list is there.
pub(super) fn seek_through(model: &mut Model, window: ListWindow) -> Vec<Effect> {
    let list = &mut model.list;
    let empty =
        list.seeking.as_ref().is_none_or(|s| s.from.checked_sub(window.first).is_none_or(|i| i >= window.rows.len()));
    list.window = window;
    if empty {
        // The list shrank under the search.
        list.seeking = None;
        model.say(NOT_LISTED);
        return ask(model);
    }
    seek_on(model)
}

fn onward(rank: usize, back: bool, total: usize) -> usize {
    match back {
        true => rank.checked_sub(1).unwrap_or(total.saturating_sub(1)),
        false if rank + 1 >= total => 0,
        false => rank + 1,
    }
}

/// Looks through the rows held, and asks for the next ones where they end.
fn seek_on(model: &mut Model) -> Vec<Effect> {
    let list = &mut model.list;
    let Some(mut seeking) = list.seeking.take() else { return Vec::new() };
    while seeking.left > 0 {
        let Some(row) = list.row(seeking.from) else {
            list.seeking = Some(seeking);
            return ask(model);
        };
        if super::super::find::article_holds(row, &seeking.words) {
            (seeking.nth, seeking.met) = (seeking.nth - 1, seeking.met + 1);
            if seeking.nth == 0 {
                let to = seeking.from;
                model.say(if to == model.list.cursor {
                    "Found here; n goes on."
                } else if seeking.back == (to > model.list.cursor) {
                    "Found, round again; n goes on."
                } else {
                    "Found; n goes on."
                });
                return go(model, to);
            }
        }
        seeking.left -= 1;
        seeking.from = onward(seeking.from, seeking.back, list.window.total);
        if seeking.left == 0 && seeking.met > 0 {
            // There are fewer than were counted: round and round, of which only the last round has to be gone.
            seeking.nth = (seeking.nth - 1) % seeking.met + 1;
            (seeking.left, seeking.met) = (list.window.total, 0);
        }
    }
    model.say(NOT_LISTED);
    want_rows(model)
}
