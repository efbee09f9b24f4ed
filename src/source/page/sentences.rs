//! Whether text ends as sentences do: what tells prose from menus, titles and captions, in any script.

use super::{name::Name, tree::Tree};

/// Whether a text ends with a stop, inside or outside of quotation marks and brackets.
pub(super) fn end(text: &str) -> bool {
    let closing = |c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '\'' | '”' | '’' | '»' | '«' | '“' | ')' | ']' | '」' | '』' | '）' | '*')
    };
    text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', '。', '！', '？', '｡', '।', '؟', '۔', '።', '։'])
}

/// Whether the last text of a node does. What stands behind the stop in tags of its own, such as the number of a note, is
/// passed over where it is short.
pub(super) fn ends(tree: &Tree<'_>, at: usize) -> bool {
    let last = tree.nodes.get(at).map_or(0, |n| n.end as usize);
    let inside = tree.nodes.get(at..last).unwrap_or_default();
    let texts = inside.iter().rev().filter(|n| n.name == Name::Text && !n.is_blank());
    let mut passed = 0;
    for node in texts {
        if end(node.text) {
            return true;
        }
        passed += node.text.trim_ascii().len();
        if passed > NOTE {
            return false;
        }
    }
    false
}

/// Bytes of what may stand behind the stop.
const NOTE: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_with_a_stop() {
        for text in ["It sails.", "“It sails.” ", "It sails (again).", "船开了。", "वह चला गया।", "It sails!*"]
        {
            assert!(end(text), "{text}");
        }
        for text in ["Read more", "Share this:", "", "Topics", "2 March 2020"] {
            assert!(!end(text), "{text}");
        }
        let tree = Tree::of("<p>It sails.<a href=#n>[2]</a></p><p>Read <b>more</b></p>");
        let paragraphs: Vec<bool> =
            (0..tree.nodes.len()).filter(|at| tree.nodes[*at].name == Name::P).map(|at| ends(&tree, at)).collect();
        assert_eq!(paragraphs, [true, false]);
    }
}
