//! When what a query asks for came or went.

use jiff::Timestamp;

use super::tree::{Answer, Node};

/// A stretch of time: `after:` and `before:` of a query that asks what was removed or added, or is gone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Window {
    /// At or after.
    start: Option<Timestamp>,
    /// Before.
    end: Option<Timestamp>,
}

impl Window {
    /// Takes the times that hold for all of a query out of its parts; `None` where it has none, or asks for more than what
    /// came and went: words have their own time.
    pub(super) fn taken_from(nodes: Vec<Node>) -> (Vec<Node>, Option<Window>) {
        let is_time = |node: &Node| matches!(node, Node::After(_) | Node::Before(_));
        if !nodes.iter().all(|node| is_time(node) || is_of_turns(node)) {
            return (nodes, None);
        }
        let mut window = Window::default();
        let keep = |node: &Node| {
            match node {
                Node::After(start) => window.start = window.start.max(Some(*start)),
                Node::Before(end) => window.end = Some(window.end.map_or(*end, |before| before.min(*end))),
                _ => return true,
            }
            false
        };
        let nodes = nodes.into_iter().filter(keep).collect();
        (nodes, (window != Window::default()).then_some(window))
    }

    /// Whether a time lies in it; of none that cannot be said.
    pub(super) fn holds(self, time: Option<Timestamp>) -> Answer {
        let time = time?;
        Some(self.start.is_none_or(|start| time >= start) && self.end.is_none_or(|end| time < end))
    }
}

/// Whether a part asks only for what came or went, and about the article.
fn is_of_turns(node: &Node) -> bool {
    match node {
        Node::Trace(..) | Node::About(_) => true,
        Node::Leaf(_) | Node::After(_) | Node::Before(_) => false,
        Node::Not(node) => is_of_turns(node),
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().all(is_of_turns),
    }
}
