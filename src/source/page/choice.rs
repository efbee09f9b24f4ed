//! Which of a page's elements hold the article's text.

use super::{
    body::{Body, CARD, Figures, PARAGRAPH, is_paragraph},
    name::Name,
    tokens::Tag,
    tree::{Node, Tree},
};

/// Levels between the text of a post and the list of posts.
const POST: usize = 3;

impl Body {
    /// The nodes that hold the article: those that call themselves its body, else those whose paragraphs weigh most.
    pub(super) fn choose(&self, tree: &Tree<'_>) -> Vec<usize> {
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
            whole => self.with_more(tree, whole, best),
        }
    }

    /// What calls itself the article's body, in the article of one that does: outlets cut bodies in parts, too.
    fn bodies(&self, tree: &Tree<'_>, best: usize) -> Vec<usize> {
        let node = |at: usize| tree.nodes.get(at);
        let article = |at: usize| tree.ancestors(at).find(|at| node(*at).is_some_and(|n| n.name == Name::Article));
        let Some(whole) = article(best).or_else(|| tree.ancestors(best).next()) else { return vec![best] };
        // Of pieces that are called the same each belongs, even one of a word.
        let like = |at: usize| node(at).zip(node(best)).is_some_and(|(a, b)| is_like(a, b));
        let end = tree.end(whole);
        let (mut at, mut roots) = (whole + 1, Vec::new());
        while at < end {
            let (figures, behind) = (self.at(at), tree.end(at).max(at + 1));
            let holds = figures.prose >= PARAGRAPH || figures.text > 0 && like(at);
            let is_body = figures.marks.body && !figures.marks.comments && holds;
            let card = !(at..behind).contains(&best) && figures.leads_on && figures.text < CARD;
            if figures.dropped || card {
                at = behind;
            } else if at == best || is_body && !(at..behind).contains(&best) && article(at) == article(best) {
                roots.push(at);
                at = behind;
            } else {
                at += 1;
            }
        }
        roots
    }

    /// What holds the best node and more of its kind: text is often cut into blocks that are wrapped one by one, each perhaps
    /// under a heading of its own.
    fn whole_of(&self, tree: &Tree<'_>, best: usize, inside: usize) -> usize {
        let mut whole = best;
        let mut alone = best;
        // Levels that held more than the node and no others like it; those farther out must weigh as much.
        let mut far = 0;
        loop {
            let Some(node) = tree.nodes.get(alone) else { return whole };
            let above = node.parent as usize;
            let Some(parent) = tree.nodes.get(above).filter(|_| alone > inside && !self.at(above).dropped) else {
                return whole;
            };
            if self.at(above).text > self.at(alone).text {
                let (mut like, mut others, mut at) = (0, 0, above + 1);
                while let Some(child) = tree.nodes.get(at).filter(|_| at < parent.end as usize) {
                    let same = child.name == node.name && child.name != Name::Text && is_like(child, node);
                    // Cards of other stories are no posts, unless all are like cards.
                    let card = self.at(at).leads_on && self.at(at).text < CARD && !self.at(alone).leads_on;
                    if same && !card && !self.at(at).dropped && self.at(at).prose >= PARAGRAPH {
                        like += 1;
                        others += if at == alone { 0 } else { self.at(at).prose };
                    }
                    at = child.end as usize;
                }
                if like >= 3 && (far == 0 || others >= self.at(alone).prose) {
                    whole = above;
                } else if far < POST {
                    far += 1;
                } else {
                    return whole;
                }
            }
            alone = above;
        }
    }

    /// What holds the blocks of a text, and what beside it holds more blocks like the best: outlets part texts where they stop
    /// those who do not pay.
    fn with_more(&self, tree: &Tree<'_>, whole: usize, best: usize) -> Vec<usize> {
        let Some((parent, block)) = tree.nodes.get(whole).map(|n| n.parent as usize).zip(tree.nodes.get(best)) else {
            return vec![whole];
        };
        // Blocks that bear no name are like all others.
        if block.is_blank() {
            return vec![whole];
        }
        let (mut at, mut roots) = (parent + 1, Vec::new());
        while at < tree.end(parent) {
            let end = tree.end(at).max(at + 1);
            let more = |inner: usize| {
                let child = tree.nodes.get(inner).filter(|n| n.parent as usize == at && n.name == block.name);
                child.is_some_and(|child| is_like(child, block)) && self.at(inner).prose >= PARAGRAPH
            };
            if at == whole || !self.at(at).dropped && (at + 1..end).any(more) {
                roots.push(at);
            }
            at = end;
        }
        roots
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

#[cfg(test)]
mod tests;
