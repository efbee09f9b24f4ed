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
    around, furniture,
    marks::Marks,
    name::Name,
    sentences,
    tokens::Tag,
    tree::{Node, Tree},
};

/// Elements around a paragraph that it counts for.
const AROUND: usize = 5;

/// Bytes from which text counts as a paragraph.
const PARAGRAPH: u32 = 25;

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
    prose: u32,
    weight: f32,
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
    pub(super) fn of(tree: &Tree<'_>, care: Care) -> Body {
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
            Care::Strict => around::with(tree, &body, body.choose(tree)),
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
                Name::Text | Name::Br | Name::Body | Name::Main | Name::H1 => false,
                Name::Head | Name::Noscript | Name::Media | Name::Select => true,
                Name::Template if marks.aside => true,
                _ if marks.hidden => !anchor || text < page.text / 2,
                Name::Form => !frame && all_prose < 400,
                name if care == Care::Lenient => (name.is_never_text() && !frame) || (marks.comments && !anchor),
                name => {
                    let comments = marks.comments && !anchor;
                    comments || !frame && self.is_beside(at, name)
                }
            };
            if let Some(figures) = self.figures.get_mut(at) {
                figures.dropped |= above || dropped;
            }
        }
    }

    /// Whether an element stands beside the article by what it calls itself, and holds nothing that speaks against it.
    fn is_beside(&self, at: usize, name: Name) -> bool {
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
            return telling < 60 || own.linked_share() > 35;
        }
        // Beside an article stands much that is linked, or hardly a sentence.
        let linked = own.linked_share();
        let is_line = !own.blocks && matches!(name, Name::P | Name::Li | Name::Heading | Name::Blockquote);
        (marks.aside && (name.is_never_text() || telling < 400 || linked > 8))
            || (marks.maybe_aside && (telling < if is_line { 60 } else { 200 } || linked > 35))
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

    fn choose(&self, tree: &Tree<'_>) -> Vec<usize> {
        let all = self.at(0).prose;
        let usable = |at: &usize| tree.nodes.get(*at).is_some_and(|n| n.name != Name::Text) && !self.at(*at).dropped;
        // The innermost of those that call themselves the body, if one of them holds most of what all hold.
        let most = |within: &dyn Fn(&Figures) -> bool, part: u32| -> Option<usize> {
            let named = (1..tree.nodes.len()).filter(usable).filter(|at| within(&self.at(*at)));
            let best = named.max_by_key(|at| (self.at(*at).prose, std::cmp::Reverse(*at)))?;
            (self.at(best).prose >= 200 && self.at(best).prose / part >= all / 100).then_some(best)
        };
        if let Some(best) = most(&|f| f.marks.body && !f.marks.comments, 35) {
            return self.bodies(tree, best);
        }
        let inside = most(&|f| f.marks.main && !f.marks.comments, 50).unwrap_or(0);
        let end = tree.nodes.get(inside).map_or(0, |n| n.end as usize);
        let score = |at: usize| {
            let figures = self.at(at);
            let known: f32 = match tree.nodes.get(at).map(|n| n.name) {
                Some(Name::Article | Name::Main) => 10.0,
                Some(Name::Block | Name::Other) => 5.0,
                Some(Name::Pre | Name::Cell | Name::Blockquote) => 3.0,
                Some(Name::List | Name::Li | Name::Form | Name::Definition | Name::Header) => -3.0,
                _ => 0.0,
            };
            let named = if figures.marks.body { 25.0 } else { 0.0 };
            (figures.weight + if figures.weight > 0.0 { known + named } else { 0.0 })
                * (1.0 - figures.linked_share() as f32 / 100.0)
        };
        let scored = (inside..end).filter(usable).map(|at| (at, score(at)));
        let best = scored.fold(None, |best: Option<(usize, f32)>, (at, score)| match best {
            Some((_, high)) if high >= score => best,
            _ => Some((at, score)),
        });
        let Some((best, high)) = best.filter(|(_, score)| *score > 0.0) else { return vec![inside] };
        if best == 0 {
            return vec![best];
        }
        match self.whole_of(tree, best, inside) {
            whole if whole == best => self.with_neighbours(tree, best, high, &score),
            whole => vec![whole],
        }
    }

    /// What calls itself the article's body, in the article of one that does: outlets cut bodies in parts, too.
    fn bodies(&self, tree: &Tree<'_>, best: usize) -> Vec<usize> {
        let article =
            |at: usize| tree.ancestors(at).find(|at| tree.nodes.get(*at).is_some_and(|n| n.name == Name::Article));
        let Some(whole) = article(best) else { return vec![best] };
        let end = tree.end(whole);
        let (mut at, mut roots) = (whole + 1, Vec::new());
        while at < end {
            let (figures, behind) = (self.at(at), tree.end(at).max(at + 1));
            let is_body = figures.marks.body && !figures.marks.comments && figures.prose >= PARAGRAPH;
            let card = !(at..behind).contains(&best) && figures.leads_on && figures.text < CARD;
            if figures.dropped || card {
                at = behind;
            } else if at == best || is_body && !(at..behind).contains(&best) && article(at) == Some(whole) {
                roots.push(at);
                at = behind;
            } else {
                at += 1;
            }
        }
        roots
    }

    /// What holds the best node and more of its kind: text is often cut into blocks that are wrapped one by one.
    fn whole_of(&self, tree: &Tree<'_>, best: usize, inside: usize) -> usize {
        let mut whole = best;
        let mut alone = best;
        loop {
            let Some(node) = tree.nodes.get(alone) else { return whole };
            let above = node.parent as usize;
            let Some(parent) = tree.nodes.get(above).filter(|_| alone > inside && !self.at(above).dropped) else {
                return whole;
            };
            if self.at(above).text > self.at(alone).text {
                let (mut like, mut at) = (0, above + 1);
                while let Some(child) = tree.nodes.get(at).filter(|_| at < parent.end as usize) {
                    let same = child.name == node.name && child.name != Name::Text && is_like(child, node);
                    like += u32::from(same && !self.at(at).dropped && self.at(at).prose >= PARAGRAPH);
                    at = child.end as usize;
                }
                if like < 3 {
                    return whole;
                }
                whole = above;
            }
            alone = above;
        }
    }

    /// The best node and those beside it that look like more of the same.
    fn with_neighbours(&self, tree: &Tree<'_>, best: usize, high: f32, score: &dyn Fn(usize) -> f32) -> Vec<usize> {
        let Some(parent) = tree.nodes.get(best).map(|n| n.parent as usize) else { return vec![best] };
        let end = tree.nodes.get(parent).map_or(0, |n| n.end as usize);
        let mut roots = Vec::new();
        let mut at = parent + 1;
        while at < end {
            let Some(node) = tree.nodes.get(at) else { break };
            let figures = self.at(at);
            let text = figures.text.saturating_sub(figures.linked);
            let paragraph = is_paragraph(node.name) && text > 80 && figures.linked_share() < 25;
            if at == best || (!figures.dropped && (score(at) >= (high * 0.2).max(10.0) || paragraph)) {
                roots.push(at);
            }
            at = node.end as usize;
        }
        if roots.is_empty() { vec![best] } else { roots }
    }
}

/// Whether two elements are called the same; each post of a live page has an id of its own.
fn is_like(a: &Node<'_>, b: &Node<'_>) -> bool {
    let [of_a, of_b] = [a, b].map(|node| Tag { name: node.name, rest: node.text }.attribute("class"));
    a.text == b.text || of_a.is_some() && of_a == of_b
}

fn is_paragraph(name: Name) -> bool {
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
