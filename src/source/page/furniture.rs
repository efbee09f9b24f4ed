//! What a page says of itself: the label above an advertisement, the heads of share bars and of lists of other stories,
//! appeals to subscribe. Such lines are known by what they say and where they stand, whatever their classes are called, and
//! are no part of the article; nor is the box that such a head opens, where hardly a sentence stands in it.

mod label;
mod request;
mod words;

use std::collections::HashMap;

use self::label::Label;
pub(super) use self::{label::bare, request::boxes as requests};
use super::{
    body::{CARD, Figures},
    name::Name,
    prose,
    tree::{Node, Tree},
};

/// Bytes of the longest label.
const LABEL: u32 = 64;

/// Bytes of the longest appeal.
const APPEAL: u32 = 420;

/// Bytes of sentences that are not linked, before which no readers speak.
const ARTICLE: u32 = 250;

/// Bytes of sentences of its own from which on a box under a label is text.
const TELLING: u32 = 100;

/// Nodes that are looked at around a label.
const NEAR: usize = 64;

/// Elements around a line that say what it is.
const AROUND: usize = 4;

/// The nodes of a page that are such lines, and the boxes that they head.
pub(super) fn nodes(tree: &Tree<'_>, figures: &[Figures]) -> Vec<usize> {
    let page = figures.first().copied().unwrap_or_default();
    let mut found = Vec::new();
    // The tools and the networks among the items of each list.
    let mut listed: HashMap<usize, (Vec<usize>, Vec<usize>)> = HashMap::new();
    let mut before = 0;
    for (at, node) in tree.nodes.iter().enumerate().skip(1) {
        let Some(own) = figures.get(at) else { break };
        let alone;
        let own = match node.name {
            // Words between blocks are a line, too.
            Name::Text if is_alone(tree, figures, at) => {
                alone = Figures::of_text(node);
                &alone
            }
            name if !own.blocks && !name.is_inline() && name != Name::Br && name != Name::Text => own,
            _ => continue,
        };
        before += own.sentences.saturating_sub(own.linked);
        let place = Place::of(tree, at);
        if own.text == 0 || own.text > APPEAL || place == Place::Told {
            continue;
        }
        let line = prose::line(tree, at);
        let of = label::of(&line, own, place == Place::Plain);
        match of.or_else(|| leads(tree, at, own)) {
            None => {}
            Some(Label::Counter) => found.extend(in_figure(tree, at).then_some(at)),
            Some(Label::Tool | Label::Network) if heads_text(tree, figures, at) => {}
            Some(label @ (Label::Tool | Label::Network)) => match list_of(tree, at) {
                Some(list) if label == Label::Tool => listed.entry(list).or_default().0.push(at),
                Some(list) => listed.entry(list).or_default().1.push(at),
                None if label == Label::Tool => found.push(at),
                None => {}
            },
            Some(Label::Reference | Label::Appeal) => found.push(at),
            Some(Label::Onward) => {
                // What is to be read also may be told in short.
                let sure = words::HEADS.contains(&bare(&line).as_str());
                let other = |f: &Figures| {
                    f.sentences * 2 <= page.sentences
                        && (f.sentences.saturating_sub(f.linked) < TELLING && f.text < 2 * CARD
                            || sure && f.text < CARD / 2)
                };
                let led = boxed(tree, figures, at, other)
                    .or_else(|| behind(tree, at).find(|next| leads_on(tree, figures, *next)));
                // A heading of text that nothing follows may be one of the article's own.
                if led.is_some() || node.name != Name::Heading {
                    found.push(at);
                }
                found.extend(led);
            }
            Some(Label::Comments) if before > ARTICLE => {
                let said = |f: &Figures| f.sentences * 2 <= page.sentences || f.marks.comments;
                let whole = boxed(tree, figures, at, said);
                found.extend(whole.filter(|whole| line.contains(char::is_numeric) || is_written(tree, *whole)));
            }
            Some(Label::Comments) => {}
        }
    }
    // A list of nothing but tools and networks; any other may have a word for an item that is also one of theirs.
    for (list, (tools, networks)) in listed {
        let items = (list + 1..tree.end(list)).filter(|at| tree.nodes.get(*at).is_some_and(|n| n.name == Name::Li));
        if !tools.is_empty() && tools.len() + networks.len() >= items.take(NEAR).count() {
            found.extend(tools.into_iter().chain(networks));
        }
    }
    found
}

/// In what a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In a cell or a quotation, where any word may stand.
    Told,
    /// In a list or a heading.
    Item,
    /// Between other lines.
    Plain,
}

impl Place {
    fn of(tree: &Tree<'_>, at: usize) -> Place {
        let names = || tree.ancestors(at).take(AROUND).chain([at]).filter_map(|at| tree.nodes.get(at).map(|n| n.name));
        if names().any(|name| matches!(name, Name::Cell | Name::Definition | Name::Blockquote | Name::Pre)) {
            return Place::Told;
        }
        let item = names().any(|name| matches!(name, Name::List | Name::Li | Name::Heading | Name::H1));
        if item { Place::Item } else { Place::Plain }
    }
}

/// Whether a heading stands right above text of its own.
fn heads_text(tree: &Tree<'_>, figures: &[Figures], at: usize) -> bool {
    tree.nodes.get(at).is_some_and(|n| n.name == Name::Heading)
        && behind(tree, at).any(|next| figures.get(next).is_some_and(|f| f.sentences > f.linked))
}

/// Whether a line stands in a picture's box.
fn in_figure(tree: &Tree<'_>, at: usize) -> bool {
    let mut around = tree.ancestors(at).take(AROUND).chain([at]);
    around.any(|at| tree.nodes.get(at).is_some_and(|n| n.name == Name::Figure))
}

/// Whether readers can have written what a box holds: a form, a button or a time stands in it.
fn is_written(tree: &Tree<'_>, at: usize) -> bool {
    let signs = |n: &Node<'_>| matches!(n.name, Name::Form | Name::Button | Name::Time);
    tree.nodes.get(at..tree.end(at)).unwrap_or_default().iter().any(signs)
}

/// Whether a text stands between blocks, with nothing else in its line.
fn is_alone(tree: &Tree<'_>, figures: &[Figures], at: usize) -> bool {
    let short = |n: &Node<'_>| n.text.len() <= LABEL as usize && !n.is_blank();
    if !tree.nodes.get(at).is_some_and(short) {
        return false;
    }
    let block = |at: usize| tree.nodes.get(at).is_none_or(|n| !n.name.is_inline());
    let Some(holder) = tree.ancestors(at).take(NEAR).find(|at| block(*at)) else { return false };
    if !figures.get(holder).is_some_and(|own| own.blocks) {
        return false;
    }
    let parts =
        |at: &usize| tree.nodes.get(*at).is_none_or(|n| !n.name.is_inline() || n.name == Name::Text && !n.is_blank());
    let before = (holder + 1..at).rev().take(NEAR).find(parts);
    let after = (at + 1..tree.end(holder)).take(NEAR).find(parts);
    let text = |at: Option<usize>| at.and_then(|at| tree.nodes.get(at)).filter(|n| n.name == Name::Text);
    // A link behind a label is what it leads to.
    let leads = |next: &Node<'_>| {
        let own = tree.nodes.get(at).filter(|n| !n.linked).map(|n| bare(n.text));
        next.linked && own.is_some_and(|own| label::is_onward(&own))
    };
    text(before).is_none() && text(after).is_none_or(leads)
}

/// The list in which a line stands.
fn list_of(tree: &Tree<'_>, at: usize) -> Option<usize> {
    tree.ancestors(at).take(AROUND).find(|at| tree.nodes.get(*at).is_some_and(|n| n.name == Name::List))
}

/// The largest element that begins with a line, as long as it and all inside are as asked.
fn boxed(tree: &Tree<'_>, figures: &[Figures], line: usize, fits: impl Fn(&Figures) -> bool) -> Option<usize> {
    let mut whole = None;
    for above in tree.ancestors(line) {
        let (Some(node), Some(own)) = (tree.nodes.get(above), figures.get(above)) else { break };
        let frame = own.anchor || matches!(node.name, Name::Body | Name::Html | Name::Main) || above == 0;
        let ahead = tree.nodes.get(above + 1..line).unwrap_or_default();
        if ahead.len() > NEAR {
            break;
        }
        if frame || !fits(own) || ahead.iter().any(|n| n.name == Name::Text && !n.is_blank()) {
            break;
        }
        // A box of the line alone is the line.
        whole = if own.blocks { Some(above) } else { whole };
    }
    whole.filter(|whole| figures.get(*whole).zip(figures.get(line)).is_some_and(|(all, own)| all.text > own.text))
}

/// What stands right behind an element, beside it.
pub(super) fn behind(tree: &Tree<'_>, at: usize) -> impl Iterator<Item = usize> {
    let parent = tree.nodes.get(at).map(|node| node.parent);
    let told = |next: &usize| tree.nodes.get(*next).is_some_and(|n| n.name != Name::Text || !n.is_blank());
    let next = (tree.end(at)..tree.nodes.len()).take(NEAR).find(told);
    next.into_iter().filter(move |next| tree.nodes.get(*next).map(|n| n.parent) == parent)
}

/// Whether an element is a list of other stories, or a line that is a link.
fn leads_on(tree: &Tree<'_>, figures: &[Figures], at: usize) -> bool {
    let (Some(node), Some(own)) = (tree.nodes.get(at), figures.get(at)) else { return false };
    let telling = own.sentences.saturating_sub(own.linked);
    let list = node.name == Name::List && telling < TELLING && own.linked_share() > 35;
    list || own.linked_share() > 80 && own.text < CARD
}

/// A line that is a label and a link, with no colon between them.
fn leads(tree: &Tree<'_>, at: usize, own: &Figures) -> Option<Label> {
    if own.linked_share() < 50 {
        return None;
    }
    let texts = tree.nodes.get(at..tree.end(at)).unwrap_or_default().iter();
    let mut texts = texts.filter(|n| n.name == Name::Text && !n.is_blank());
    let first = texts.next().filter(|first| !first.linked)?;
    let known = label::is_onward(&bare(&crate::source::entities::resolved(first.text)));
    (known && texts.all(|text| text.linked)).then_some(Label::Reference)
}

#[cfg(test)]
mod tests;
