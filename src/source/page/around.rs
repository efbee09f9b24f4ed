//! What stands around an article's body and belongs to the article: the standfirst, the key points, a first paragraph that is
//! laid out apart, the correction below. Outlets keep these outside of what they call the body.
//!
//! Looked for between the headline and the body, where lines count by what they say, and in the element that holds the whole
//! article, where sentences do; corrections behind it, too. Bylines, dates, captions and menus are none.

mod words;

use super::{
    body::{Body, CARD, Figures},
    facts::{Facts, same},
    furniture::{self, bare},
    heading,
    name::Name,
    prose, sentences,
    tree::{Node, Tree},
};
use crate::text::notice;

/// Bytes of a line that is one for what it calls itself.
const NAMED: u32 = 20;

/// Bytes of a sentence.
const SENTENCE: u32 = 40;

/// Nodes of a list that are looked at.
const POINTS: usize = 400;

/// Bytes of an item of a list of points.
const POINT: u32 = 400;

/// Characters of a line that tells, in a script without case.
const UNCASED: usize = 8;

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
    /// Farther off: only corrections.
    Far,
}

/// The roots of an article with what belongs to it around them, in the order of the page.
pub(super) fn with(tree: &Tree<'_>, body: &Body, roots: Vec<usize>, facts: &Facts) -> Vec<usize> {
    let (Some(first), Some(last)) = (roots.first().copied().filter(|root| *root > 0), roots.last().copied()) else {
        return roots;
    };
    let end = tree.end(last);
    let above: Vec<usize> = tree.ancestors(first).filter(|at| tree.end(*at) >= end).collect();
    let mut around = Around { tree, body, roots: &roots, facts, found: Vec::new() };
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
        // Behind it only corrections are looked for.
        let outer = main.filter(|main| *main < whole).or_else(|| tree.ancestors(whole).next());
        if let Some(outer) = outer {
            let behind = around.lines(tree.end(whole), tree.end(outer), Part::Far);
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
    facts: &'t Facts,
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
            let points = node.name == Name::List && part == Part::Ahead && !root && !figures.dropped;
            let points = if points { self.points(at) } else { Vec::new() };
            if !points.is_empty() {
                lines.extend(head.take());
                lines.extend(points);
                at = behind;
                continue;
            }
            // A list may lie in a box with a link to more of the kind.
            let lenient = at < named_until || part == Part::Ahead && !figures.leads_on && figures.linked_share() <= 50;
            if next == Some(at) || (!root && is_apart(node, &figures, lenient)) {
                at = behind;
                continue;
            }
            if (figures.marks.mends || figures.marks.lead && part != Part::Far) && !root {
                named_until = named_until.max(behind);
            }
            // What stands below the head of corrections is one.
            if node.name == Name::Heading
                && !root
                && words::MENDING.contains(&bare(&prose::line(self.tree, at)).as_str())
            {
                let whole = node.parent as usize;
                let small = self.body.at(whole).text < CARD && !self.body.at(whole).anchor;
                // The box that it heads, or what stands right below it.
                let below = furniture::behind(self.tree, at).map(|next| self.tree.end(next)).next().unwrap_or(behind);
                let until = if small { self.tree.end(whole) } else { below };
                named_until = named_until.max(until);
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
            if !is_line || root {
                at += 1;
                continue;
            }
            if self.belongs(at, node, &figures, part, at < named_until) {
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

    /// Whether a line tells something, by its words rather than by its length: not who wrote it and when, nor what is shown.
    fn tells(&self, line: &str) -> bool {
        if self.credits(line) {
            return false;
        }
        let letters = line.chars().filter(|c| c.is_alphabetic()).count();
        // Scripts without case have no blanks, or no capitals to tell names by.
        let uncased = line.chars().filter(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()).count();
        if uncased * 2 > letters {
            return line.chars().count() >= UNCASED && !words::NAMING.iter().any(|part| line.contains(part));
        }
        let all = line.split_whitespace().count();
        let begins =
            |kind: fn(char) -> bool| line.split_whitespace().filter(|w| w.chars().next().is_some_and(kind)).count();
        all >= 3 && begins(char::is_lowercase) * 5 >= all * 2 && begins(char::is_numeric) * 3 <= all
    }

    /// Whether a line names who made something, or when.
    fn credits(&self, line: &str) -> bool {
        let small = line.to_lowercase();
        let words = || small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let byline = self.facts.byline.to_lowercase();
        let short = line.len() < LONG_AHEAD as usize;
        let first = words().next().unwrap_or_default();
        let credit = short && (words::CREDITS.contains(&first) || !byline.is_empty() && small.contains(&byline));
        let when = || words().count() <= 12 && words().any(|word| words::WHEN.contains(&word));
        credit
            || words::MADE.contains(&first)
            || line.contains(char::is_numeric) && when()
            || short && words().any(|word| words::OF_PAGES.contains(&word))
    }

    /// The items of a list that tells, rather than naming authors, days and tools, without those that lead away.
    fn points(&self, list: usize) -> Vec<usize> {
        let own =
            |at: &usize| self.tree.nodes.get(*at).is_some_and(|n| n.name == Name::Li && n.parent as usize == list);
        let items: Vec<usize> = (list + 1..self.tree.end(list)).take(POINTS).filter(own).collect();
        let own: Vec<usize> = items
            .iter()
            .copied()
            .filter(|at| {
                let figures = self.body.at(*at);
                let small = figures.text < POINT && self.tree.end(*at) - at <= POINTS / 8;
                figures.text > 0 && small && !figures.dropped && figures.linked_share() < 50
            })
            .collect();
        let telling = own.iter().filter(|at| self.tells(&prose::line(self.tree, **at))).count();
        if telling >= 2 && telling * 2 >= items.len() { own } else { Vec::new() }
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
        let line = || prose::line(self.tree, at);
        let itself = figures.marks.lead || figures.marks.mends;
        if named && (itself && bytes > 0 || bytes >= NAMED && (part == Part::Ahead || bytes >= SENTENCE || ends())) {
            return itself || part != Part::Ahead || !self.credits(&line());
        }
        match part {
            Part::Ahead if same(&line(), &self.facts.description) => true,
            Part::Ahead if matches!(node.name, Name::P | Name::Heading | Name::Block) => {
                let long = match node.name {
                    Name::P => LONG_AHEAD,
                    Name::Heading => SENTENCE,
                    _ => LONG,
                };
                bytes >= SENTENCE && ends()
                    || bytes >= long && !self.credits(&line())
                    || linked == 0 && self.tells(&line())
            }
            Part::Ahead => bytes >= SENTENCE && ends() || bytes >= LONG,
            // Corrections are short, and wherever an outlet likes.
            _ if bytes >= NAMED && notice::phrase_at(&line()).is_some() => true,
            Part::Within if node.name != Name::Heading => bytes >= SENTENCE && ends() || bytes >= LONG,
            Part::Within | Part::Far => false,
        }
    }
}

/// Whether an element is no part of the article, nor anything in it. `lenient`: some of it may be linked without making it a
/// card, as in a standfirst.
fn is_apart(node: &Node<'_>, figures: &Figures, lenient: bool) -> bool {
    let marks = figures.marks;
    let credit = marks.bio || marks.credit && figures.text < 300;
    // An element that stands aside and was kept all the same holds what was added to the article.
    let aside = marks.aside && !matches!(node.name, Name::Aside | Name::Footer);
    // A card of another story: little text, much of it a link, or under a heading that is one.
    let card = !lenient && figures.blocks && figures.text < CARD && (figures.linked_share() > 25 || figures.leads_on);
    figures.dropped
        || (aside || marks.comments || credit || card) && !marks.lead && !marks.mends
        || matches!(
            node.name,
            Name::Figure | Name::Figcaption | Name::Form | Name::Table | Name::Article | Name::Br | Name::H1
        )
}

#[cfg(test)]
mod tests;
