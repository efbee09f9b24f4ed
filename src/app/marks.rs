//! Marks: `m` and a letter keep a place, `'` and the letter lead back to it.

use super::{Code, Effect, Key, Mode, Model, diff::Landing, list, timeline::Wanted, user::Mark};
use crate::model::ArticleId;

/// The letter of a mark to set.
pub(super) fn set(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(letter) = letter(model, key) else { return Vec::new() };
    let Some(article) = model.timeline.article.clone() else {
        model.say("There is no article to mark yet.");
        return Vec::new();
    };
    let (base, target) = model.timeline.pair().filter(|_| model.timeline.is_current()).unzip();
    let mark = Mark { article: article.as_str().to_string(), base, target };
    model.user.marks.insert(letter, mark);
    model.say(format!("Marked as {letter}; ' and {letter} lead back here."));
    vec![Effect::Save]
}

/// The letter of a mark to go to.
pub(super) fn go(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(letter) = letter(model, key) else { return Vec::new() };
    let Some(mark) = model.user.marks.get(&letter).cloned() else {
        model.say(format!("Nothing is marked {letter}."));
        return Vec::new();
    };
    let id = ArticleId::new(mark.article);
    let wanted = Wanted { base: mark.base, target: mark.target, landing: Landing::FirstChange };
    list::open(model, id, wanted)
}

/// The letter pressed; any other key gives up.
fn letter(model: &mut Model, key: Key) -> Option<char> {
    model.mode = Mode::Browse;
    match key {
        Key { code: Code::Char(c), ctrl: false, alt: false, .. } if c.is_alphanumeric() => Some(c),
        Key { code: Code::Escape, .. } => None,
        _ => {
            model.say("A mark is a letter or a digit.");
            None
        }
    }
}
