//! What stands around an article's body and belongs to the article: the standfirst, the key points, a first paragraph that is
//! laid out apart, the correction below. Outlets keep these outside of what they call the body.
//!
//! Looked for between the headline and the body, and in the element that holds the whole article. Only whole sentences count, and
//! what calls itself a standfirst or a correction: bylines, dates, captions and menus are none.

use super::{
    body::{Body, CARD, Figures},
    facts::{Facts, same},
    heading,
    name::Name,
    prose, sentences,
    tree::{Node, Tree},
};

/// Bytes of a line that is one for what it calls itself.
const NAMED: u32 = 20;

/// Bytes of a sentence.
const SENTENCE: u32 = 40;

/// Bytes of an item of a list that tells.
const POINT: usize = 25;

/// Bytes of a line that is a paragraph whatever it ends with.
const LONG: u32 = 140;

/// The same right behind the headline.
const LONG_AHEAD: u32 = 80;

/// Lines between the headline and the body; more are no part of an article.
const AHEAD: usize = 12;

/// Where a part of the page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Between the headline and the body.
    Ahead,
    /// In the element that holds the article.
    Within,
    /// Farther off: only what calls itself a standfirst or a correction.
    Far,
}

/// The roots of an article with what belongs to it around them, in the order of the page.
pub(super) fn with(tree: &Tree<'_>, body: &Body, roots: Vec<usize>, facts: &Facts) -> Vec<usize> {
    let (Some(first), Some(last)) = (roots.first().copied().filter(|root| *root > 0), roots.last().copied()) else {
        return roots;
    };
    let end = tree.end(last);
    let above: Vec<usize> = tree.ancestors(first).filter(|at| tree.end(*at) >= end).collect();
    let mut around = Around { tree, body, roots: &roots, told: &facts.description, found: Vec::new() };
    let node = |at: usize| tree.nodes.get(at);
    let holds = |name: Name| above.iter().copied().find(|at| node(*at).is_some_and(|n| n.name == name));
    let main = above.iter().copied().rfind(|at| body.at(*at).marks.main);
    let whole = holds(Name::Article).or(main).or(above.first().copied());
    let is_page = |at: usize| matches!(node(at).map(|n| n.name), Some(Name::Body | Name::Html)) || at == 0;
    // The headline before it, unless that is the outlet's name far above.
    let is_headline = |at: &usize| node(*at).is_some_and(|n| n.name == Name::H1) && !heading::is_outlet(tree, *at);
    let own = facts.heading.filter(|at| tree.end(*at) <= first);
    let headline = own.or_else(|| (1..first).rev().find(is_headline));
    let mut from = first;
    if let Some(headline) = headline {
        let behind = tree.end(headline);
        let ahead = around.lines(behind, first, Part::Ahead);
        around.found.extend(ahead.into_iter().take(AHEAD));
        from = behind;
    }
    if let Some(whole) = whole.filter(|at| !is_page(*at)) {
        let before = around.lines(whole + 1, from.max(whole + 1), Part::Within);
        let behind = around.lines(end, tree.end(whole), Part::Within);
        around.found.extend(before.into_iter().chain(behind));
        if let Some(main) = main.filter(|main| *main < whole) {
            let behind = around.lines(tree.end(whole), tree.end(main), Part::Far);
            around.found.extend(behind);
        }
    }
    let Around { mut found, .. } = around;
    found.extend(roots);
    found.sort_unstable();
    found.dedup();
    found
}

struct Around<'t, 'a> {
    tree: &'t Tree<'a>,
    body: &'t Body,
    roots: &'t [usize],
    /// What the page tells others of its article.
    told: &'t str,
    found: Vec<usize>,
}

impl Around<'_, '_> {
    /// The nodes of lines that belong to the article, of a part of the page.
    fn lines(&self, from: usize, end: usize, part: Part) -> Vec<usize> {
        let (mut at, mut lines) = (from, Vec::new());
        // Where elements end that call themselves what leads to an article, or corrects it.
        let mut named_until = 0;
        let (mut led_on, mut under) = (false, 0);
        // A short heading of what may follow.
        let mut head = None;
        while at < end {
            let Some(node) = self.tree.nodes.get(at) else { break };
            let figures = self.body.at(at);
            let behind = node.end as usize;
            let next = self.roots.get(self.roots.partition_point(|root| *root < at)).copied();
            let root = next.is_some_and(|next| next < behind);
            if next == Some(at) || (!root && is_apart(node, &figures, at < named_until)) {
                at = behind;
                continue;
            }
            if (figures.marks.mends || figures.marks.lead && part != Part::Far) && !root {
                named_until = named_until.max(behind);
            }
            // What follows a heading that is all link tells of that.
            if node.parent as usize != under {
                led_on = false;
            }
            if node.name == Name::Heading {
                (led_on, under) = (figures.linked_share() > 85, node.parent as usize);
            }
            if led_on && !root && at >= named_until {
                at = behind;
                continue;
            }
            let is_line = node.name == Name::Text || (!figures.blocks && !node.name.is_inline());
            let list = node.name == Name::List && part == Part::Ahead && self.is_points(at);
            if !(is_line || list) || root {
                at += 1;
                continue;
            }
            if list || self.belongs(at, node, &figures, part, at < named_until) {
                lines.extend(head.take());
                lines.push(at);
            } else if node.name == Name::Heading && (at < named_until || part == Part::Ahead) && figures.linked == 0 {
                head = Some(at);
            } else if !node.name.is_inline() && figures.text > 0 {
                head = None;
            }
            at = behind;
        }
        lines
    }

    /// Whether a line has as many words as a sentence, and neither numbers nor many names, as bylines and dates have.
    fn tells(&self, at: usize) -> bool {
        let line = prose::line(self.tree, at);
        let small = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
        let words = line.split_whitespace();
        let (small, all) = (words.clone().filter(small).count(), words.count());
        all >= 7 && small * 5 >= all * 2 && !line.contains(char::is_numeric)
    }

    /// Whether a list tells, rather than naming authors, days and tools.
    fn is_points(&self, at: usize) -> bool {
        let items =
            (at + 1..self.tree.end(at)).filter(|at| self.tree.nodes.get(*at).is_some_and(|n| n.name == Name::Li));
        let texts: Vec<String> = items.take(20).map(|at| prose::line(self.tree, at)).collect();
        let telling = texts.iter().filter(|text| text.len() >= POINT && text.split_whitespace().count() >= 4).count();
        telling >= 2 && telling == texts.len() && self.body.at(at).linked_share() < 20
    }

    fn belongs(&self, at: usize, node: &Node<'_>, figures: &Figures, part: Part, named: bool) -> bool {
        let (bytes, linked) = match node.name {
            Name::Text if node.linked => return false,
            Name::Text => (u32::try_from(node.text.trim_ascii().len()).unwrap_or(u32::MAX), 0),
            _ => (figures.unlinked(), figures.linked_share()),
        };
        if linked > 35 {
            return false;
        }
        let ends = || sentences::ends(self.tree, at);
        if part == Part::Ahead && bytes >= NAMED && same(&prose::line(self.tree, at), self.told) {
            return true;
        }
        if named && (bytes >= SENTENCE || bytes >= NAMED && ends()) {
            return true;
        }
        match part {
            Part::Far => false,
            Part::Ahead if node.name == Name::Heading => bytes >= SENTENCE,
            _ if node.name == Name::Heading => false,
            _ if bytes >= SENTENCE && ends() => true,
            Part::Ahead if node.name == Name::P => {
                bytes >= LONG_AHEAD || bytes >= SENTENCE && linked == 0 && self.tells(at)
            }
            _ => bytes >= LONG,
        }
    }
}

/// Whether an element is no part of the article, nor anything in it. `named`: it lies in what calls itself a standfirst.
fn is_apart(node: &Node<'_>, figures: &Figures, named: bool) -> bool {
    let marks = figures.marks;
    let credit = marks.bio || marks.credit && figures.text < 300;
    // An element that stands aside and was kept all the same holds what was added to the article.
    let aside = marks.aside && !matches!(node.name, Name::Aside | Name::Footer);
    // A card of another story: little text, much of it a link, or under a heading that is one.
    let card = !named && figures.blocks && figures.text < CARD && (figures.linked_share() > 25 || figures.leads_on);
    figures.dropped
        || (aside || marks.comments || credit || card) && !marks.lead && !marks.mends
        || matches!(
            node.name,
            Name::Figure | Name::Figcaption | Name::Form | Name::Table | Name::Article | Name::Br | Name::H1
        )
}

#[cfg(test)]
mod tests;
