//! A page as a tree that is flat in memory: nodes in the order of the page, each with the end of what it holds.
//!
//! Only elements that shape text become nodes. Tags that change nothing about the text (`b`, `em`) leave none; of links only
//! remains which texts are linked. Depth and number of nodes are bounded, so that no page costs more than reading it.

use super::{
    name::Name,
    tokens::{Tag, Token, Tokens},
};

/// Elements open at a time; tags that go deeper count as written beside one another.
const DEPTH: usize = 256;

/// Nodes of a page. Text behind the last one is not read.
const NODES: usize = 600_000;

/// Bytes of all scripts together that are kept for what they tell of the article.
const SCRIPTS: usize = 2 << 20;

/// Open elements that a closing tag looks through for its own.
const REACH: usize = 48;

/// One node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'a> {
    pub(super) name: Name,
    /// The element that holds it; its own index at the root.
    pub(super) parent: u32,
    /// The index behind the last node inside of it.
    pub(super) end: u32,
    /// Characters as they stand, or an element's attributes.
    pub(super) text: &'a str,
    /// Whether it is text of a link.
    pub(super) linked: bool,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Tree<'a> {
    /// In the order of the page; the first is a root of our own that holds all others.
    pub(super) nodes: Vec<Node<'a>>,
    /// `meta` and `link`, wherever they stand.
    pub(super) facts: Vec<Tag<'a>>,
    /// The first title of the head.
    pub(super) title: &'a str,
    /// Scripts that hold data, by the attributes of their tags.
    pub(super) data: Vec<&'a str>,
    /// Other scripts' bytes, the first of them.
    pub(super) scripts: Vec<&'a str>,
    /// Comments of the page.
    pub(super) comments: Vec<&'a str>,
    /// The attributes of `html`.
    pub(super) html: &'a str,
    /// Whether the page has more nodes than are read.
    pub(super) cut: bool,
}

impl Node<'_> {
    /// Whether its characters are blanks alone, or none.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim_ascii().is_empty()
    }
}

impl<'a> Tree<'a> {
    /// Reads a page.
    pub(super) fn of(page: &'a str) -> Tree<'a> {
        let mut builder = Builder::default();
        builder.open(Name::Html, "");
        for token in Tokens::of(page) {
            builder.take(token);
            if builder.tree.nodes.len() >= NODES {
                builder.tree.cut = true;
                break;
            }
        }
        while builder.open.pop().is_some_and(|at| builder.end(at)) {}
        builder.tree
    }

    /// A node's attributes.
    pub(super) fn tag(&self, at: usize) -> Option<Tag<'a>> {
        self.nodes.get(at).map(|node| Tag { name: node.name, rest: node.text })
    }

    /// The elements that hold a node, from the inside out.
    pub(super) fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> {
        let above = |at: usize| self.nodes.get(at).map(|n| n.parent as usize).filter(|parent| *parent < at);
        std::iter::successors(above(at), move |at| above(*at))
    }

    /// The index behind the last node of one.
    pub(super) fn end(&self, at: usize) -> usize {
        self.nodes.get(at).map_or(0, |n| n.end as usize)
    }
}

#[derive(Default)]
struct Builder<'a> {
    tree: Tree<'a>,
    /// The open elements.
    open: Vec<u32>,
    /// Elements that were too deep to be opened.
    deeper: usize,
    linked: bool,
    scripts: usize,
    /// The kind of the script whose text comes next.
    data: bool,
    /// The text that comes next is raised.
    raised: bool,
}

impl<'a> Builder<'a> {
    fn take(&mut self, token: Token<'a>) {
        let raised = std::mem::take(&mut self.raised);
        match token {
            Token::Text(text) => {
                if raised && self.is_power(text) {
                    self.push(Name::Text, "^");
                }
                if !text.trim_ascii_start().is_empty() {
                    self.push(Name::Text, text);
                } else if self.line_goes_on() {
                    // A blank between two words of a line.
                    self.push(Name::Text, " ");
                }
            }
            Token::Open(tag) => self.tag(tag),
            Token::Close(name) => self.close(name),
            Token::Raw(Name::Title, text) => {
                if self.tree.title.is_empty() {
                    self.tree.title = text;
                }
            }
            Token::Raw(Name::Script, text) => {
                if self.scripts + text.len() <= SCRIPTS && !text.trim_ascii().is_empty() {
                    self.scripts += text.len();
                    if self.data { &mut self.tree.data } else { &mut self.tree.scripts }.push(text);
                }
            }
            Token::Raw(..) => {}
            Token::Comment(text) => {
                if self.tree.comments.len() < 4096 {
                    self.tree.comments.push(text);
                }
            }
        }
    }

    /// Whether raised text is a power of what stands before it: `10<sup>6</sup>` must not become 106.
    fn is_power(&self, text: &str) -> bool {
        text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '−' | '+'))
            && self.tree.nodes.last().is_some_and(|n| {
                n.name == Name::Text && n.text.ends_with(char::is_alphanumeric) && !ends_with_year(n.text)
            })
    }

    /// Whether the last node is one of a line, so that a blank behind it counts.
    fn line_goes_on(&self) -> bool {
        self.tree.nodes.last().is_some_and(|node| node.name == Name::Text && !node.text.ends_with(' '))
    }

    fn tag(&mut self, tag: Tag<'a>) {
        match tag.name {
            Name::A => {
                self.linked = tag.attributes().any(|(name, _)| name.eq_ignore_ascii_case("href"));
                return;
            }
            Name::Sup => {
                self.raised = true;
                return;
            }
            Name::Inline | Name::Title | Name::Style | Name::Frame | Name::Void => return,
            Name::Script => {
                self.data = tag.attribute("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"));
                return;
            }
            Name::Meta | Name::Link => {
                if self.tree.facts.len() < 4096 {
                    self.tree.facts.push(tag);
                }
                return;
            }
            Name::Html => {
                if self.tree.html.is_empty() {
                    self.tree.html = tag.rest;
                }
                return;
            }
            Name::Br => return self.push(Name::Br, ""),
            _ => {}
        }
        let ended: &[Name] = match tag.name {
            Name::Li => &[Name::Li, Name::P],
            Name::Definition => &[Name::Definition, Name::P],
            Name::Row => &[Name::Row, Name::Cell, Name::P],
            Name::Cell => &[Name::Cell, Name::P],
            Name::TablePart => &[Name::TablePart, Name::Row, Name::Cell, Name::P],
            Name::Option => &[Name::Option],
            Name::Body => &[Name::Head],
            name if name.ends_paragraph() => &[Name::P],
            _ => &[],
        };
        while self.top().is_some_and(|top| ended.contains(&top) || (top == Name::Span && self.below(ended))) {
            self.pop();
        }
        if tag.name == Name::Body {
            self.linked = false;
        }
        self.open(tag.name, tag.rest);
    }

    /// Whether an element that is to end lies right below one that stays inside of a line.
    fn below(&self, ended: &[Name]) -> bool {
        let before = self.open.iter().rev().map(|at| self.name(*at)).find(|name| *name != Name::Span);
        before.is_some_and(|name| ended.contains(&name))
    }

    fn name(&self, at: u32) -> Name {
        self.tree.nodes.get(at as usize).map_or(Name::Other, |node| node.name)
    }

    fn top(&self) -> Option<Name> {
        self.open.last().map(|at| self.name(*at))
    }

    fn push(&mut self, name: Name, text: &'a str) {
        let at = self.tree.nodes.len() as u32;
        let parent = self.open.last().copied().unwrap_or(0);
        self.tree.nodes.push(Node { name, parent, end: at + 1, text, linked: self.linked && name == Name::Text });
    }

    fn open(&mut self, name: Name, rest: &'a str) {
        self.push(name, rest);
        if self.open.len() < DEPTH {
            self.open.push(self.tree.nodes.len() as u32 - 1);
        } else {
            self.deeper += 1;
        }
    }

    fn pop(&mut self) {
        if let Some(at) = self.open.pop() {
            self.end(at);
        }
    }

    fn end(&mut self, at: u32) -> bool {
        let end = self.tree.nodes.len() as u32;
        if let Some(node) = self.tree.nodes.get_mut(at as usize) {
            node.end = end;
        }
        true
    }

    fn close(&mut self, name: Name) {
        match name {
            Name::A => return self.linked = false,
            Name::Br => return self.push(Name::Br, ""),
            // What follows the end of the page still belongs to it.
            Name::Html | Name::Body => return,
            name if name.is_void() || name.is_raw() || matches!(name, Name::Inline | Name::Sup) => return,
            _ => {}
        }
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let wall = |open: Name| {
            (open == Name::Table && name != Name::Table)
                || (open == Name::Cell && !matches!(name, Name::Cell | Name::Row | Name::TablePart | Name::Table))
                || (name == Name::Span && !open.is_inline())
        };
        let mut depth = None;
        for (up, at) in self.open.iter().rev().take(REACH).enumerate() {
            let open = self.name(*at);
            if open == name {
                depth = Some(up + 1);
                break;
            }
            if wall(open) {
                break;
            }
        }
        // The root stays open.
        for _ in 0..depth.unwrap_or(0).min(self.open.len().saturating_sub(1)) {
            self.pop();
        }
        // No link reaches out of a cell, even if it was left open.
        self.linked &= name != Name::Cell;
    }
}

/// Whether a text ends with a year: what is raised behind it is the number of a note.
fn ends_with_year(text: &str) -> bool {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let year = text.get(text.len() - digits..).and_then(|year| year.parse::<u32>().ok());
    digits == 4 && year.is_some_and(|year| (1500..2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as text: `p[a b[c]]`.
    fn shape(page: &str) -> String {
        fn inside(tree: &Tree<'_>, from: usize, end: usize, out: &mut String) {
            let mut at = from;
            while at < end {
                let node = tree.nodes[at];
                if node.name == Name::Text && node.text.trim().is_empty() {
                } else if node.name == Name::Text {
                    let mark = if node.linked { "~" } else { "" };
                    *out += &format!("{mark}{} ", node.text.trim());
                } else {
                    *out += &format!("{:?}[", node.name);
                    inside(tree, at + 1, node.end as usize, out);
                    *out += "]";
                }
                at = node.end as usize;
            }
        }
        let tree = Tree::of(page);
        let mut out = String::new();
        inside(&tree, 1, tree.nodes.len(), &mut out);
        out
    }

    #[test]
    fn elements_end_where_html_says() {
        for (page, want) in [
            ("<p>one<p>two<div>three</div>", "P[one ]P[two ]Block[three ]"),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "List[Li[a ]Li[b List[Li[c ]]]]d "),
            ("<table><tr><td>a<td>b<tr><td>c</table>d", "Table[Row[Cell[a ]Cell[b ]]Row[Cell[c ]]]d "),
            ("<p>a <b>b</i> <a href=x>c</a> d</p>e", "P[a b ~c d ]e "),
            ("<div></p></span></div></div>x", "Block[]x "),
            ("<p><span>a<p>b", "P[Span[a ]]P[b ]"),
            ("<div><a href=x>a<p>b</div>c", "Block[~a P[~b ]]~c "),
            ("<title>T</title><script>x</script><p>a</html>b", "P[a b ]"),
        ] {
            assert_eq!(shape(page), want, "{page}");
        }
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let deep = format!("{}x{}y", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let tree = Tree::of(&deep);
        assert!(tree.nodes.len() == 100_003 && !tree.cut);
        let wide = "<p>".repeat(NODES + 10);
        let tree = Tree::of(&wide);
        assert!(tree.cut && tree.nodes.len() == NODES);
        assert!(tree.nodes.iter().all(|node| node.end as usize <= NODES));
    }
}
