//! Lines by which a page speaks of itself: the label above an advertisement, the heads of share bars and of lists of other
//! stories, appeals to subscribe. They are known by what they say, whatever their classes are called, and are no part of the
//! article; nor is the box that such a head opens, where hardly a sentence stands in it.

mod words;

use std::{collections::HashSet, sync::LazyLock};

use self::words::{APPEALS, COMMENTS, NETWORKS, ONWARD, TOOLS};
use super::{
    body::{CARD, Figures},
    name::Name,
    prose, sentences,
    tree::{Node, Tree},
};
use crate::text::notice;

/// Bytes of the longest label.
const LABEL: u32 = 64;

/// Bytes of the longest appeal.
const APPEAL: u32 = 420;

/// Bytes of a page before which no readers speak.
const ARTICLE: u32 = 300;

/// Bytes of a box that asks for something, beside what is pressed.
const TOOL: u32 = 700;

/// Bytes of sentences of its own from which on a box under a label is text.
const TELLING: u32 = 100;

/// Nodes that are looked at around a label.
const NEAR: usize = 64;

/// What a line is that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// A tool of the page, or a word that stands where one is.
    Tool,
    /// The name of a network, which may be an item of the article's own lists, too.
    Network,
    /// The head of what leads to other stories.
    Onward,
    /// The head of what readers say.
    Comments,
    /// One that names another story behind its colon.
    Reference,
    /// A request to the reader.
    Appeal,
}

/// The nodes of a page that are such lines, and the boxes that they head.
pub(super) fn nodes(tree: &Tree<'_>, figures: &[Figures]) -> Vec<usize> {
    let mut found = Vec::new();
    let (mut networks, mut before) = (Vec::new(), 0);
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
        if own.text == 0 {
            continue;
        }
        before += own.text;
        if own.text > APPEAL {
            continue;
        }
        let line = prose::line(tree, at);
        match of(&line, own).or_else(|| leads(tree, at, own)) {
            None => {}
            Some(Label::Tool | Label::Reference | Label::Appeal) => found.push(at),
            Some(Label::Network) => networks.push(at),
            Some(Label::Onward) => {
                // What is to be read also may be told in short.
                let sure = words::HEADS.contains(&bare(&line).as_str());
                let other = |f: &Figures| {
                    f.sentences.saturating_sub(f.linked) < TELLING && f.text < 2 * CARD || sure && f.text < CARD / 2
                };
                let led = boxed(tree, figures, at, other)
                    .or_else(|| behind(tree, at).find(|next| leads_on(tree, figures, *next)));
                // A heading of text that nothing follows may be one of the article's own.
                if led.is_some() || node.name != Name::Heading {
                    found.push(at);
                }
                found.extend(led);
            }
            Some(Label::Comments) if before > ARTICLE => found.extend(boxed(tree, figures, at, |_| true)),
            Some(Label::Comments) => {}
        }
    }
    // Beside a tool, the names of networks are tools.
    let parents: HashSet<usize> = found.iter().filter_map(|at| list_of(tree, *at)).collect();
    found.extend(networks.into_iter().filter(|at| list_of(tree, *at).is_some_and(|list| parents.contains(&list))));
    found
}

/// Boxes in the article that ask for something: a form or a button ends them, or a short link below a heading.
pub(super) fn tools(tree: &Tree<'_>, figures: &[Figures], roots: &[usize]) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for root in roots {
        let Some(whole) = figures.get(*root) else { continue };
        let fits = |own: &Figures| own.text * 4 < whole.text && own.text < TOOL && !own.anchor;
        let mut at = root + 1;
        while at < tree.end(*root) {
            let (Some(node), Some(own)) = (tree.nodes.get(at), figures.get(at)) else { break };
            let end = tree.end(at).max(at + 1);
            let is_box = own.blocks && matches!(node.name, Name::Block | Name::Aside | Name::Other);
            if own.dropped || is_box && fits(own) && own.text > 0 && asks(tree, figures, at) {
                found.extend((!own.dropped).then_some(at));
                at = end;
            } else {
                at += 1;
            }
        }
    }
    found
}

/// Whether a box ends with something to press.
fn asks(tree: &Tree<'_>, figures: &[Figures], at: usize) -> bool {
    let inside = tree.end(at).min(at + 4 * NEAR);
    let node = |at: usize| tree.nodes.get(at);
    let text = |from: usize| {
        (from..inside).any(|at| node(at).is_some_and(|n| n.name == Name::Text && !n.text.trim_ascii().is_empty()))
    };
    if tree.end(at) > inside || notice::notice_at(&prose::line(tree, at)).is_some() {
        return false;
    }
    let pressed =
        (at + 1..inside).rev().find(|at| node(*at).is_some_and(|n| matches!(n.name, Name::Form | Name::Button)));
    if pressed.is_some_and(|at| !text(tree.end(at))) {
        return true;
    }
    // A heading, a sentence or two, and a link of a few words.
    let lines: Vec<usize> = (at + 1..inside)
        .filter(|at| {
            let (name, own) = (node(*at).map_or(Name::Text, |n| n.name), figures.get(*at).copied().unwrap_or_default());
            own.text > 0 && !own.blocks && !name.is_inline()
        })
        .collect();
    let headed = lines.first().is_some_and(|at| node(*at).is_some_and(|n| n.name == Name::Heading));
    let last = (at + 1..inside)
        .rev()
        .find(|at| node(*at).is_some_and(|n| n.name == Name::Text && !n.text.trim_ascii().is_empty()));
    let link = last.and_then(node).is_some_and(|n| {
        n.linked && n.text.trim().len() <= 30 && n.text.split_whitespace().count() <= 4 && !sentences::end(n.text)
    });
    headed && link && lines.len() <= 4
}

/// Whether a text stands between blocks, with nothing else in its line.
fn is_alone(tree: &Tree<'_>, figures: &[Figures], at: usize) -> bool {
    let short = |n: &Node<'_>| n.text.len() <= LABEL as usize && !n.text.trim_ascii().is_empty();
    if !tree.nodes.get(at).is_some_and(short) {
        return false;
    }
    let block = |at: usize| tree.nodes.get(at).is_none_or(|n| !n.name.is_inline());
    let Some(holder) = tree.ancestors(at).take(NEAR).find(|at| block(*at)) else { return false };
    if !figures.get(holder).is_some_and(|own| own.blocks) {
        return false;
    }
    let parts = |at: &usize| {
        tree.nodes
            .get(*at)
            .is_none_or(|n| !n.name.is_inline() || n.name == Name::Text && !n.text.trim_ascii().is_empty())
    };
    let before = (holder + 1..at).rev().take(NEAR).find(parts);
    let after = (at + 1..tree.end(holder)).take(NEAR).find(parts);
    let text = |at: Option<usize>| at.and_then(|at| tree.nodes.get(at)).filter(|n| n.name == Name::Text);
    // A link behind a label is what it leads to.
    let leads = |next: &Node<'_>| {
        let own = tree.nodes.get(at).filter(|n| !n.linked).map(|n| bare(n.text));
        next.linked && own.is_some_and(|own| words::HEADS.contains(&own.as_str()) || ONWARD.contains(&own.as_str()))
    };
    text(before).is_none() && text(after).is_none_or(leads)
}

/// The list in which a line stands.
fn list_of(tree: &Tree<'_>, at: usize) -> Option<usize> {
    tree.ancestors(at).take(4).find(|at| tree.nodes.get(*at).is_some_and(|n| n.name == Name::List))
}

/// The largest element that begins with a line, as long as it and all inside are as asked.
fn boxed(tree: &Tree<'_>, figures: &[Figures], line: usize, fits: impl Fn(&Figures) -> bool) -> Option<usize> {
    let mut whole = None;
    for above in tree.ancestors(line) {
        let (Some(node), Some(own)) = (tree.nodes.get(above), figures.get(above)) else { break };
        let frame = own.anchor || matches!(node.name, Name::Body | Name::Html | Name::Main) || above == 0;
        let leads = tree.nodes.get(above + 1..line).unwrap_or_default();
        if leads.len() > NEAR {
            break;
        }
        if frame || !fits(own) || leads.iter().any(|n| n.name == Name::Text && !n.text.trim_ascii().is_empty()) {
            break;
        }
        // A box of the line alone is the line.
        whole = if own.blocks { Some(above) } else { whole };
    }
    whole.filter(|whole| figures.get(*whole).zip(figures.get(line)).is_some_and(|(all, own)| all.text > own.text))
}

/// What stands right behind an element, beside it.
fn behind(tree: &Tree<'_>, at: usize) -> impl Iterator<Item = usize> {
    let parent = tree.nodes.get(at).map(|node| node.parent);
    let next = (tree.end(at)..tree.nodes.len())
        .take(NEAR)
        .find(|next| tree.nodes.get(*next).is_some_and(|n| n.name != Name::Text || !n.text.trim_ascii().is_empty()));
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
    let mut texts = texts.filter(|n| n.name == Name::Text && !n.text.trim_ascii().is_empty());
    let first = texts.next().filter(|first| !first.linked)?;
    let head = bare(&crate::source::entities::resolved(first.text));
    let known = words::HEADS.contains(&head.as_str()) || ONWARD.contains(&head.as_str());
    (known && texts.all(|text| text.linked)).then_some(Label::Reference)
}

/// What a line says, if it is none of the article's.
fn of(line: &str, own: &Figures) -> Option<Label> {
    let bare = bare(line);
    // `Listen.` is a sentence.
    let speaks = !bare.contains(' ') && sentences::end(line) && !line.ends_with(['…']) && !line.ends_with("...");
    if own.text <= LABEL && !speaks {
        for (label, words) in &*LABELS {
            if words.contains(bare.as_str()) {
                return Some(*label);
            }
        }
        // `Comments (2)`
        let bare = bare.trim_matches(|c: char| !c.is_alphabetic());
        if COMMENTS.contains(&bare) && line.contains(char::is_numeric) {
            return Some(Label::Comments);
        }
        if is_counter(line) {
            return Some(Label::Tool);
        }
    }
    // `Read also: Ferry sails again`
    if let Some((head, tail)) = line.split_once([':', '：']).filter(|(head, _)| head.len() <= 40) {
        let head = self::bare(head);
        let known = words::HEADS.contains(&head.as_str());
        let linked = own.linked_share();
        // In a language that is not known here: some words, and a link behind them to the end.
        let words = head.split_whitespace().count() == 2
            || !head.is_ascii() && (2..4).contains(&head.split_whitespace().count());
        let behind = own.linked as usize + 2 >= tail.trim().len() && tail.split_whitespace().count() >= 3;
        if words && behind && !sentences::end(line) && own.linked > 0 {
            return Some(Label::Reference);
        }
        // `Share this: Facebook Twitter`, `Tags: Floods, Weather`
        if TOOLS.contains(&head.as_str()) && linked > 35 && !sentences::end(line) {
            return Some(Label::Tool);
        }
        if !tail.trim().is_empty() && (known && (linked > 35 || !sentences::end(line)) || head == "more" && linked > 50)
        {
            return Some(Label::Reference);
        }
    }
    if speaks_of_page(line) {
        return Some(Label::Tool);
    }
    let quotes = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '「' | '『');
    let appeals = APPEALS.iter().any(|words| bare.contains(words)) && !line.contains(quotes);
    appeals.then_some(Label::Appeal)
}

/// Whether a line tells who owns the page, or where it lies.
fn speaks_of_page(line: &str) -> bool {
    let small = line.trim().to_lowercase();
    let owned = small.strip_prefix("copyright").or(small.strip_prefix('©')).map(str::trim_start);
    let owned =
        owned.is_some_and(|rest| rest.starts_with(['©', '(']) || rest.starts_with(|c: char| c.is_ascii_digit()));
    let address = ["http://", "https://"].iter().any(|scheme| small.starts_with(scheme));
    owned || small.starts_with("© ") || address && !small.contains(char::is_whitespace)
}

/// A line without what stands around its letters, in small ones.
pub(super) fn bare(line: &str) -> String {
    line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'")
}

/// Whether a line counts the pictures of a gallery: `1/4`, `[2/4]`.
fn is_counter(line: &str) -> bool {
    let inner = line.trim().trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
    let number = |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    inner.split_once('/').is_some_and(|(at, of)| {
        let (at, of) = (at.trim(), of.trim());
        number(at)
            && number(of)
            && at.parse::<u16>().ok().zip(of.parse::<u16>().ok()).is_some_and(|(at, of)| at <= of && of > 1)
    })
}

static LABELS: LazyLock<[(Label, HashSet<&str>); 4]> = LazyLock::new(|| {
    let set = |words: &'static [&'static str]| words.iter().copied().collect::<HashSet<_>>();
    [
        (Label::Tool, set(&TOOLS)),
        (Label::Onward, set(&ONWARD)),
        (Label::Comments, set(&COMMENTS)),
        (Label::Network, set(&NETWORKS)),
    ]
});

#[cfg(test)]
mod tests;
