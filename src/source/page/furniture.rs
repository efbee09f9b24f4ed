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
    tree::Tree,
};

/// Bytes of the longest label.
const LABEL: u32 = 64;

/// Bytes of the longest appeal.
const APPEAL: u32 = 420;

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
    let page = figures.first().copied().unwrap_or_default();
    let mut found = Vec::new();
    let (mut networks, mut before) = (Vec::new(), 0);
    for (at, node) in tree.nodes.iter().enumerate().skip(1) {
        let Some(own) = figures.get(at) else { break };
        if node.name == Name::Text {
            continue;
        }
        let is_line = !own.blocks && !node.name.is_inline() && node.name != Name::Br;
        if !is_line || own.text == 0 {
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
                let other = |f: &Figures| f.sentences.saturating_sub(f.linked) < TELLING && f.text < 2 * CARD;
                let led = boxed(tree, figures, at, other)
                    .or_else(|| behind(tree, at).find(|next| leads_on(tree, figures, *next)));
                // A heading of text that nothing follows may be one of the article's own.
                if led.is_some() || node.name != Name::Heading {
                    found.push(at);
                }
                found.extend(led);
            }
            Some(Label::Comments) if before * 2 > page.text => {
                found.extend(boxed(tree, figures, at, |f| f.text * 3 < page.text));
            }
            Some(Label::Comments) => {}
        }
    }
    // Beside a tool, the names of networks are tools.
    let parents: HashSet<usize> = found.iter().filter_map(|at| list_of(tree, *at)).collect();
    found.extend(networks.into_iter().filter(|at| list_of(tree, *at).is_some_and(|list| parents.contains(&list))));
    found
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
        if is_counter(line) {
            return Some(Label::Tool);
        }
    }
    // `Read also: Ferry sails again`
    if let Some((head, tail)) = line.split_once([':', '：']).filter(|(head, _)| head.len() <= 40) {
        let head = self::bare(head);
        let known = words::HEADS.contains(&head.as_str());
        let linked = own.linked_share();
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
fn bare(line: &str) -> String {
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
