//! Where in a page its article stands.
//!
//! What never belongs to an article goes first: menus, footers, share bars, related stories, comments, hidden things. Then
//! an element that calls itself the article's body is taken, where it holds a fair part of the paragraphs; else the
//! one whose paragraphs weigh most (long ones, with commas, not linked), a paragraph counting for the elements around it,
//! less and less the farther out, as Arc90's Readability began it. Of its neighbours those that look like text belong too,
//! and of what stands around it what leads to it, or corrects it (`around`).
//!
//! Whoever compares captures wants all of an article rather than nothing else: what names of classes say is overruled by
//! sentences, and each part is judged by itself, so that a change in one leaves the others where they are.

use super::{
    around,
    facts::Facts,
    furniture,
    marks::Marks,
    name::Name,
    prose, sentences,
    tree::{Node, Tree},
};
use crate::text::notice;

/// Elements around a paragraph that it counts for.
const AROUND: usize = 5;

/// Bytes from which text counts as a paragraph.
pub(super) const PARAGRAPH: u32 = 25;

/// Bytes that what shows another story has at most.
pub(super) const CARD: u32 = 1200;

/// Bytes from which a line that ends as sentences do counts as one.
const SENTENCE: u32 = 30;

/// What is known of a node.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Figures {
    pub(super) marks: Marks,
    /// Bytes of text in it, without what is dropped.
    pub(super) text: u32,
    /// Bytes of them in links.
    pub(super) linked: u32,
    /// Bytes of its paragraphs, links not counted.
    pub(super) prose: u32,
    pub(super) weight: f32,
    /// Whether it lies in, or is, something that does not belong to the article.
    pub(super) dropped: bool,
    /// Whether a block lies in it.
    pub(super) blocks: bool,
    /// Whether the headline lies in it, or what calls itself the main part or the article's body.
    pub(super) anchor: bool,
    /// Bytes of paragraphs in it, whatever it is for.
    all_prose: u32,
    /// Whether a heading lies in it that is all link, as that of another story.
    pub(super) leads_on: bool,
    /// Bytes of lines in it that end as sentences do, linked or not, whatever it is for.
    pub(super) sentences: u32,
    /// Such bytes right in it, and in what stands in its lines.
    bare: u32,
}

impl Figures {
    /// What is known of characters that stand by themselves.
    pub(super) fn of_text(node: &Node<'_>) -> Figures {
        let text = u32::try_from(node.text.trim_ascii().len()).unwrap_or(u32::MAX);
        Figures { text, linked: if node.linked { text } else { 0 }, ..Figures::default() }
    }

    /// Bytes of text in it that are not linked.
    pub(super) fn unlinked(&self) -> u32 {
        self.text.saturating_sub(self.linked)
    }

    /// The share of its text that is linked, in percent.
    pub(super) fn linked_share(&self) -> u32 {
        self.linked.saturating_mul(100) / self.text.max(1)
    }
}

/// A page's nodes, with what is known of them.
pub(super) struct Body {
    pub(super) figures: Vec<Figures>,
    /// The nodes that hold the article, in the order of the page.
    pub(super) roots: Vec<usize>,
}

/// How strictly things beside the article are told from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// By what they are and by what they call themselves.
    Strict,
    /// By what they are: whatever is shown and no menu is taken.
    Lenient,
}

impl Body {
    /// Finds the article.
    pub(super) fn of(tree: &Tree<'_>, care: Care, facts: &Facts) -> Body {
        let mut body = Body { figures: vec![Figures::default(); tree.nodes.len()], roots: Vec::new() };
        body.read_marks(tree);
        body.weigh_all(tree);
        if care == Care::Strict {
            let furniture = furniture::nodes(tree, &body.figures);
            furniture.into_iter().for_each(|at| body.leave_out(at));
        }
        body.drop(tree, care);
        body.weigh(tree);
        body.roots = match care {
            Care::Strict => {
                let roots = body.choose(tree);
                furniture::requests(tree, &body.figures, &roots).into_iter().for_each(|at| body.leave_out(at));
                around::with(tree, &body, roots, facts)
            }
            Care::Lenient => vec![0],
        };
        body
    }

    /// Leaves out a node that is told apart from the text: the headline, what the page says of itself.
    pub(super) fn leave_out(&mut self, at: usize) {
        if let Some(figures) = self.figures.get_mut(at) {
            figures.dropped = true;
        }
    }

    /// What is known of a node.
    pub(super) fn at(&self, index: usize) -> Figures {
        self.figures.get(index).copied().unwrap_or_default()
    }

    fn read_marks(&mut self, tree: &Tree<'_>) {
        for (at, figures) in self.figures.iter_mut().enumerate() {
            let Some(tag) = tree.tag(at).filter(|tag| tag.name != Name::Text) else { continue };
            figures.marks = Marks::of(tag);
        }
    }

    /// How much of paragraphs lies in each node, and where the anchors are.
    fn weigh_all(&mut self, tree: &Tree<'_>) {
        for (at, node) in tree.nodes.iter().enumerate().rev() {
            let own = self.at(at);
            let prose = match node.name {
                Name::Text => 0,
                Name::P => own.text.saturating_sub(own.linked),
                _ => own.all_prose,
            };
            let length = length(tree, at);
            let comments = own.marks.comments;
            // A block that holds no other is one line.
            let line = !own.blocks && !node.name.is_inline() && node.name != Name::Br;
            let bare = match node.name {
                Name::Text if length >= SENTENCE && sentences::end(node.text) => length,
                name if name.is_inline() => own.bare,
                _ => 0,
            };
            let told = match line {
                true if own.text >= SENTENCE && sentences::ends(tree, at) => own.text,
                true => own.bare,
                false => own.sentences + if node.name.is_inline() { 0 } else { own.bare },
            };
            if let Some(figures) = self.figures.get_mut(at) {
                figures.sentences = told;
            }
            let Some(above) = self.figures.get_mut(node.parent as usize).filter(|_| at > 0) else { continue };
            above.bare += bare;
            above.leads_on |= own.leads_on || node.name == Name::Heading && own.text > 0 && own.linked_share() > 85;
            above.sentences += told;
            above.text += own.text + length;
            above.linked += own.linked + if node.linked { length } else { 0 };
            above.all_prose += prose;
            above.blocks |= own.blocks || !(node.name.is_inline() || node.name == Name::Br);
            above.anchor |=
                !comments && (own.anchor || node.name == Name::H1 || own.marks.body || node.name == Name::Main);
        }
    }

    /// Drops what does not belong to an article.
    fn drop(&mut self, tree: &Tree<'_>, care: Care) {
        let page = self.at(0);
        for (at, node) in tree.nodes.iter().enumerate().skip(1) {
            let Figures { marks, all_prose, anchor, text, .. } = self.at(at);
            let above = self.at(node.parent as usize).dropped;
            // What holds the headline or most of the text is the page's frame, whatever it calls itself.
            let frame = anchor || all_prose * 2 > page.all_prose || text * 10 > page.text * 8;
            let dropped = match node.name {
                _ if above => true,
                Name::Text | Name::Br | Name::Body | Name::Main | Name::H1 => false,
                Name::Head | Name::Noscript | Name::Media | Name::Select => true,
                Name::Template if marks.aside => true,
                _ if marks.hidden => !anchor || text < page.text / 2,
                Name::Form => !frame && all_prose < 400,
                name if care == Care::Lenient => (name.is_never_text() && !frame) || (marks.comments && !anchor),
                name => {
                    let comments = marks.comments && !anchor;
                    comments || !frame && self.is_beside(tree, at, name) && !self.is_mending(tree, at)
                }
            };
            if let Some(figures) = self.figures.get_mut(at) {
                figures.dropped |= above || dropped;
            }
        }
    }

    /// Whether an element stands beside the article by what it calls itself, and holds nothing that speaks against it.
    fn is_beside(&self, tree: &Tree<'_>, at: usize, name: Name) -> bool {
        let own = self.at(at);
        let Figures { marks, text, sentences, all_prose, .. } = own;
        let telling = sentences.saturating_sub(own.linked);
        if marks.foreign || marks.credit && text < 300 && !(marks.mends && telling >= 60) {
            return true;
        }
        if marks.body && all_prose > 200 {
            return false;
        }
        // What an outlet adds to an article it often sets aside from it.
        let added = marks.lead || marks.mends || name == Name::Footer && marks.maybe_aside;
        if matches!(name, Name::Aside | Name::Footer) && added {
            return own.text == 0 || own.linked_share() > 35;
        }
        // A box of the article itself: sentences, and nothing to press.
        if matches!(name, Name::Aside | Name::Footer) && !marks.maybe_aside && !marks.called && self.is_own(tree, at) {
            return false;
        }
        // Beside an article stands much that is linked, or hardly a sentence.
        let linked = own.linked_share();
        let is_line = !own.blocks && matches!(name, Name::P | Name::Li | Name::Heading | Name::Blockquote);
        if name == Name::P && own.linked == 0 && sentences::ends(tree, at) && !marks.aside {
            return false;
        }
        (marks.aside && (name.is_never_text() || telling < 400 || linked > 8))
            || (marks.maybe_aside && (telling < if is_line { 60 } else { 200 } || linked > 35))
    }

    /// Whether a box in an article holds sentences alone.
    fn is_own(&self, tree: &Tree<'_>, at: usize) -> bool {
        let own = self.at(at);
        let inside = tree.nodes.get(at + 1..tree.end(at)).unwrap_or_default();
        let pressed = |n: &Node<'_>| matches!(n.name, Name::Form | Name::Button | Name::Select);
        let article = |at: usize| tree.nodes.get(at).is_some_and(|n| n.name == Name::Article);
        own.linked == 0
            && own.sentences >= SENTENCE
            && own.sentences * 2 > own.text
            && inside.len() < 200
            && !inside.iter().any(pressed)
            && tree.ancestors(at).any(article)
    }

    /// Whether a correction or an update is announced in an element that holds little else.
    fn is_mending(&self, tree: &Tree<'_>, at: usize) -> bool {
        let own = self.at(at);
        let small = own.text >= SENTENCE && own.text < 2 * CARD && own.linked_share() <= 50 && !own.marks.foreign;
        small && prose::lines(tree, at).lines().any(|line| notice::phrase_at(line).is_some())
    }

    /// Sums and weights, without what was dropped.
    fn weigh(&mut self, tree: &Tree<'_>) {
        for figures in &mut self.figures {
            (figures.text, figures.linked) = (0, 0);
        }
        for (at, node) in tree.nodes.iter().enumerate().rev() {
            let own = self.at(at);
            if own.dropped || at == 0 {
                continue;
            }
            let length = length(tree, at);
            let unlinked = own.text.saturating_sub(own.linked);
            let prose = if is_paragraph(node.name) { unlinked.max(own.prose) } else { own.prose };
            // Text that stands in a block without an element of its own is a paragraph too.
            let bare = if node.name == Name::Text && !node.linked && length >= PARAGRAPH { length } else { 0 };
            if let Some(above) = self.figures.get_mut(node.parent as usize) {
                above.text += own.text + length;
                above.linked += own.linked + if node.linked { length } else { 0 };
                above.prose += prose + bare;
            }
            let paragraph = if is_paragraph(node.name) && !own.blocks { unlinked } else { 0 };
            let block =
                tree.nodes.get(node.parent as usize).is_some_and(|n| !is_paragraph(n.name) && !n.name.is_inline());
            let weighed = paragraph.max(if block { bare } else { 0 });
            if weighed >= PARAGRAPH {
                let commas = if bare > 0 { commas(node.text) } else { commas_within(tree, at) };
                let weight = 1.0 + commas as f32 + (weighed as f32 / 100.0).min(3.0);
                let weight = weight * (1.0 - own.linked_share() as f32 / 100.0);
                self.spread(tree, at, weight);
            }
        }
    }

    /// Counts a paragraph for the elements around it.
    fn spread(&mut self, tree: &Tree<'_>, from: usize, weight: f32) {
        let (mut at, mut level) = (from, 0);
        while level < AROUND && at > 0 {
            let Some(node) = tree.nodes.get(at) else { return };
            at = node.parent as usize;
            let inline = tree.nodes.get(at).is_none_or(|n| n.name.is_inline());
            let Some(above) = self.figures.get_mut(at).filter(|_| !inline) else { continue };
            let share = match level {
                0 => 1.0,
                1 => 2.0,
                level => level as f32 * 3.0,
            };
            above.weight += weight / share;
            level += 1;
        }
    }
}

pub(super) fn is_paragraph(name: Name) -> bool {
    matches!(name, Name::P | Name::Pre | Name::Blockquote | Name::Li | Name::Cell | Name::Definition)
}

/// Bytes of a text node, without the blanks around it.
fn length(tree: &Tree<'_>, at: usize) -> u32 {
    match tree.nodes.get(at) {
        Some(node) if node.name == Name::Text => u32::try_from(node.text.trim_ascii().len()).unwrap_or(u32::MAX / 4096),
        _ => 0,
    }
}

fn commas_within(tree: &Tree<'_>, at: usize) -> usize {
    let end = tree.nodes.get(at).map_or(0, |n| n.end as usize);
    tree.nodes.get(at..end).unwrap_or_default().iter().filter(|n| n.name == Name::Text).map(|n| commas(n.text)).sum()
}

fn commas(text: &str) -> usize {
    let ascii = memchr::memchr_iter(b',', text.as_bytes()).count();
    if text.is_ascii() {
        ascii
    } else {
        ascii + text.chars().filter(|c| matches!(c, '，' | '、' | '،' | '。')).count()
    }
}
